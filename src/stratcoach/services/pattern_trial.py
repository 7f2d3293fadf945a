"""Tries a pattern with its own sentences: what it must find, and what its rule must leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from stratcoach.files.pattern_files import WrittenPattern
from stratcoach.language.en.prose import read
from stratcoach.language.matcher import WordPattern, looked_at
from stratcoach.language.patterns import ENGLISH, NOT, Patterns
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import check_entry
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Context, Limits, Rule
from stratcoach.services.statement_check import check_statement

Trouble = Literal["missed", "silent", "flagged", "quiet", "no_hits", "unused_line"]
"""What can be wrong: a sentence of `hits` that no line finds; one for which the rule says nothing, or for `not` something; a
sentence of `passes` that the rule flags, or for `not` says nothing about; no `hits` at all; a line that none of the `hits` needs."""


class PatternTrouble(NamedTuple):
    """What is wrong with a pattern, and the sentence or the line it is about."""

    kind: Trouble
    text: str


def try_out(pattern: WrittenPattern, limits: Limits | None = None) -> Iterator[PatternTrouble]:
    """Yield what is wrong with a pattern. `limits` have the team's patterns, where it is one of them."""
    topic = pattern.row.topic
    alone = Patterns([pattern.row])
    if not pattern.hits:
        yield PatternTrouble("no_hits", pattern.row.id)
    for text in pattern.hits:
        if alone.first(topic, read(text)) is None:
            yield PatternTrouble("missed", text)
        elif _speaks(topic, text, limits) == topic.startswith(NOT):
            yield PatternTrouble("silent", text)
    for text in pattern.passes:
        if _speaks(topic, text, limits) != topic.startswith(NOT):
            yield PatternTrouble("quiet" if topic.startswith(NOT) else "flagged", text)
    seen = [looked_at(read(text).tokens, ENGLISH) for text in pattern.hits]
    for line in pattern.row.match if pattern.hits else ():
        if not any(WordPattern(line).first(text) for text in seen):
            yield PatternTrouble("unused_line", line)


def _speaks(topic: str, text: str, limits: Limits | None) -> bool:
    """Whether the rule of a topic reports a sentence, as the main text of an entry or in the field that the topic names."""
    name, _, field = topic.removeprefix(NOT).partition(".")
    rule = BY_NAME[name]
    if field:
        return any(finding.rule.name == name for finding in _in_field(rule, field, text, limits))
    return any(finding.rule.name == name for finding in check_statement(SECTION[rule.on], {"text": text}, limits))


def _in_field(rule: Rule, field: str, text: str, limits: Limits | None) -> list[Finding]:
    section = SECTION["vision" if rule.on == "entry" else rule.on]
    assert section.holds is not None
    said: dict[str, Any] = {section.main: text} | ({field: text} if field in section.holds.keys else {})
    scene = Context(Strategy(status="draft"), limits, answers={field: text})
    return check_entry(section, section.holds(**said), scene, [rule])
