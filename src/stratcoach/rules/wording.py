"""What the patterns of a rule add to its check, and what they take away: `language/en/patterns/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratcoach.language.en.prose import Prose, read
from stratcoach.language.patterns import NOT, PatternHit, Patterns, shipped
from stratcoach.messages import NOTHING
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTION
from stratcoach.rules.base import Match, Rule


def with_patterns(rule: Rule, entry: Entry, matches: Sequence[Match], own: Patterns | None = None) -> Iterator[Match]:
    """The matches of a rule's own check that no pattern speaks against; if there are none, the first that a pattern finds. `own` are
    the team's patterns, besides those that come with the program.
    """
    if rule.says is NOTHING or not isinstance(entry, SECTION[rule.on].holds or ()):
        yield from matches
        return
    if any(_first(own, NOT + rule.name, prose) for _, prose in _wording(rule, entry)):
        return
    yield from matches
    if not matches:
        for field, prose in _wording(rule, entry):
            if hit := _first(own, rule.name, prose):
                yield Match(field, rule.says, words_of(prose, hit), pattern=hit.id)
                return


def _first(own: Patterns | None, topic: str, prose: Prose) -> PatternHit | None:
    return (own and own.first(topic, prose)) or shipped().first(topic, prose)


def words_of(prose: Prose, hit: PatternHit) -> str:
    """The words that a pattern matched, as they are written."""
    return prose.between(prose.tokens[hit.span.first], prose.tokens[hit.span.last])


def _wording(rule: Rule, entry: Entry) -> Iterator[tuple[str, Prose]]:
    for field in rule.wording:
        if text := str(getattr(entry, field, "")):
            yield field, read(text)
