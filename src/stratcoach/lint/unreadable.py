"""Findings on what only seems to be missing: it is there, in the wrong form or under a misspelt key, and that is reported already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from stratcoach.lint.finding import Finding
from stratcoach.model.sections import SECTION

Path = tuple[str | int, ...]
"""The keys and places that lead to something: `("problems", 0, "statement")`. An empty one is a key at the top that is no word."""

_LINKS: Final = frozenset(
    ("trace/broken-link", "trace/ungrounded", "trace/unlinked", "trace/unused"),
)


def without_unread(findings: Sequence[Finding], unread: Collection[Path]) -> Sequence[Finding]:
    """Leave out findings that what couldn't be read may settle: on the same field, on a section that is there, and on links if a
    section or a list of links couldn't be read.
    """
    if not unread:
        return findings
    sections = {path[0] for path in unread if len(path) == 1 and path[0] in SECTION}
    breaks_links = bool(sections) or any(path[-1] in ("rests_on", "id") for path in unread if path)
    fields: dict[Path, set[str | int]] = {}
    for path in unread:
        fields.setdefault(path[:-1], set()).update(path[-1:])
    return [one for one in findings if not (_is_answered(one, fields, sections) or (breaks_links and one.rule.name in _LINKS))]


def _is_answered(finding: Finding, fields: Mapping[Path, set[str | int]], sections: Collection[str | int]) -> bool:
    """`fields` are those that couldn't be read, by the place that has them."""
    if finding.section in sections:
        return True
    place: Path = tuple(part for part in (finding.section, finding.entry) if part not in ("", None))
    return not fields.get(place, set()).isdisjoint((finding.field, *finding.rule.fields))
