"""What lint found, before it is known where in the file it is."""

from __future__ import annotations

from typing import NamedTuple

from stratcoach.messages import Message
from stratcoach.model.sections import SECTIONS
from stratcoach.rules.base import SEVERITIES, Fix, Rule, Severity


class Finding(NamedTuple):
    """One finding. `entry` is the entry's place in its section; None for a section that has a single one, or for the section itself.

    `on` is what people call the place: the item's id, else the section, else `""` for the file. `pattern` is the id of the pattern of
    the rule that matched, if it was one. `by_reader` says that the second reader sees this, and no rule does.
    """

    rule: Rule
    severity: Severity
    section: str
    entry: int | None
    field: str
    words: str
    message: Message
    on: str
    fix: Fix | None = None
    pattern: str = ""
    by_reader: bool = False

    @property
    def question(self) -> Message:
        """What a good coach would ask: the question about what was found, about the field, or that of the rule."""
        return self._own_question or self.rule.question

    @property
    def question_aloud(self) -> Message:
        """The question without what is to be typed into the file, for people who don't see it."""
        return self._own_question or self.rule.question_aloud

    @property
    def _own_question(self) -> Message | None:
        asks = self.rule.asks
        return asks.get(self.message.id) or asks.get(self.field)


_ORDER = {section.name: place for place, section in enumerate(SECTIONS)}


def by_use(finding: Finding) -> tuple[int, bool, int, int]:
    """Sort key: most severe first; then what is about somebody's words before what is missing; then the method's order."""
    return (SEVERITIES.index(finding.severity), not finding.words, _ORDER.get(finding.section, -1), finding.entry or 0)
