"""Coaching of one statement, as on a draft: what `check` and `api` share."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.language.en.prose import read
from stratcoach.language.patterns import NOT, Patterns, shipped
from stratcoach.language.word_points import limit_of, question_of, weighed
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import check_entry
from stratcoach.messages import Message
from stratcoach.model.entry import Entry
from stratcoach.model.likeness import like
from stratcoach.model.sections import SECTION, SECTIONS, Section
from stratcoach.model.strategy import Strategy
from stratcoach.rules import RULES
from stratcoach.rules.base import Context, Limits
from stratcoach.rules.wording import words_of

SLOTS: Final = {
    **{section.slot: section.name for section in SECTIONS if section.slot},
    **{slot: section.name for section in SECTIONS for slot, _ in section.more_slots},
}
"""What a person calls the section that a sentence is for."""
_PARTS: Final = {slot: field for section in SECTIONS for slot, field in section.more_slots}
"""The field of those that may not be what an entry is about."""

_CHOICE = "choice"
_RENAMED = {"date": "observed", "text": ""}


def slot_of(kind: str) -> str:
    """One of `SLOTS`, however it was written: `North-Star` is `north_star`.

    Raises:
        UserError: there is no such kind; the hint names the one that was probably meant.
    """
    slot = kind.strip().lower().replace("-", "_")
    if slot not in SLOTS:
        likely = like(kind, SLOTS)
        hint = Message("verb.choose_kind", kinds=tuple(SLOTS), has_likely=bool(likely), likely=likely)
        raise UserError(Message("verb.no_such_kind", slot=kind), hint)
    return slot


def check_statement(section: Section, given: dict[str, Any], limits: Limits | None = None) -> list[Finding]:
    """Run the rules on one statement with whatever fields stand beside it, as on a draft. A rule that reads figures or fields
    stays out unless what it looks at first is there: the sentence itself, if it is English, or a field that was given.
    """
    assert section.holds is not None
    language = str(given.get("lang", "en"))
    fields = {_RENAMED.get(name) or name: str(value) for name, value in given.items() if isinstance(value, str | int | float)}
    part = _PARTS.get(str(given.get("slot")), "")
    field, text = part or section.main, given.get("text", "")
    values: dict[str, Any] = {field: (text,) if section.holds.keys[field].kind == "texts" else text, **_known(section, fields)}
    entry: Entry = section.holds(**values)
    scene = Context(Strategy(language=language, status="draft"), limits, asked=frozenset((field,)))
    rules = [rule for rule in RULES if rule.prose or (rule.fields and rule.fields[0] in values)]
    if given.get("slot") == _CHOICE:  # which is no promise yet
        rules = [rule for rule in rules if rule.section != section.name]
    if part:
        rules = [rule for rule in rules if rule.prose and part in rule.fields]
    if not scene.strategy.is_english:
        rules = [rule for rule in rules if not rule.prose and rule.fields[0] != field]
    return check_entry(section, entry, scene, rules)


class PatternReason(NamedTuple):
    """A pattern that matched in a statement: of which rule, which line of it, the words it saw, and whether it speaks for the rule or
    keeps it quiet.
    """

    rule: str
    pattern: str
    line: str
    words: str
    speaks: bool


def reasons(slot: str, text: str, limits: Limits) -> list[PatternReason]:
    """Every pattern that matches in a statement of a kind, whether or not its rule reports anything; the team's own first."""
    section = SECTION[SLOTS[slot]]
    field = _PARTS.get(slot, "")
    prose, sources = read(text), (Patterns(limits.patterns), shipped())
    return [
        PatternReason(rule.name, hit.id, hit.line, words_of(prose, hit), speaks)
        for rule in RULES
        if rule.on == section.name
        for topic, speaks in (
            *(((rule.name, True), (NOT + rule.name, False)) if not field else ()),
            (f"{rule.name}.{field or section.main}", True),
        )
        for known in sources
        for hit in known.all(topic, prose)
    ]


class WeighedWords(NamedTuple):
    """What the words of a statement add up to: the points, over how many a coach asks back, and the signs that count most, with their points."""

    points: int
    limit: int
    most: tuple[tuple[str, int], ...]


def weighed_words(slot: str, text: str) -> WeighedWords | None:
    """What the words of a statement of a kind add up to; None where they aren't weighed."""
    part = _PARTS.get(slot)
    question = question_of(SLOTS[slot], part) if part else slot
    limit = limit_of(question, of_document=not part)
    if limit is None:
        return None
    signs = sorted(weighed(question, read(text)), key=lambda one: (-abs(one[1]), one[0]))
    shown = [(sign, number) for sign, number in signs if sign[0] not in _FRAME][:_SHOWN]
    return WeighedWords(sum(number for _, number in signs), limit, tuple(shown))


_SHOWN: Final = 6
_FRAME: Final = "(>"
"""How signs begin that are no words: what every answer begins with, and its length."""


def _known(section: Section, fields: dict[str, str]) -> dict[str, str]:
    assert section.holds is not None
    keys = section.holds.keys
    return {
        name: value for name, value in fields.items() if name in keys and keys[name].kind not in ("ids", "texts", "parts", "id")
    }
