"""Rules on versions: does the number show what changed since the release, and does anything say why?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.safe_text import short
from stratcoach.model.sections import SECTION, entries
from stratcoach.model.strategy import Release, Strategy
from stratcoach.model.version_numbers import parts
from stratcoach.rules.base import Check, Context, CopyState, Fix, Match, PreviousVersion, Rule, Severity

_TOP: Final = ("", None)
_YEAR: Final = 365


def _not_raised(strategy: Strategy, scene: Context) -> Iterator[Match]:
    places = {release.version: ("history", place) for place, release in enumerate(strategy.history)}
    newer = {one.version for one in _released(strategy, scene) if parts(one.version) > parts(strategy.version)}
    for version, message in sorted(change for earlier in _released(strategy, scene) for change in earlier.rewritten):
        if version in newer:
            continue  # an older file was put back, which is reported below
        yield Match("version", message, version, on=places.get(version, _TOP))
    for earlier in _released(strategy, scene):
        if earlier.copy in ("missing", "changed"):
            return  # the rules on copies report that; nothing can be compared
        if earlier.level == "NONE" and parts(strategy.version) == parts(earlier.version):
            continue
        if parts(strategy.version) < parts(earlier.version):
            message = Message("finding.version_behind", version=short(strategy.version), released=short(earlier.version))
        elif parts(strategy.version) == parts(earlier.version):
            message = Message(
                "finding.version_not_raised", changes=_changes(earlier), version=short(earlier.version), due=earlier.proposed
            )
        else:
            continue
        is_due = parts(strategy.version) == parts(earlier.version)
        yield Match("version", message, strategy.version, on=_TOP, fix=Fix("version", earlier.proposed) if is_due else None)
        return


def _raised_too_little(strategy: Strategy, scene: Context) -> Iterator[Match]:
    for earlier in _known(strategy, scene):
        if parts(earlier.version) < parts(strategy.version) < parts(earlier.proposed):
            message = Message(
                "finding.version_raised_too_little",
                changes=_changes(earlier),
                version=short(strategy.version),
                due=earlier.proposed,
            )
            yield Match("version", message, strategy.version, on=_TOP, fix=Fix("version", earlier.proposed))
            return


def _released(strategy: Strategy, scene: Context) -> tuple[PreviousVersion, ...]:
    return () if strategy.is_draft or not parts(strategy.version) else scene.earlier


def _known(strategy: Strategy, scene: Context) -> tuple[PreviousVersion, ...]:
    return tuple(one for one in _released(strategy, scene) if one.is_known)


def _copy_is(*states: CopyState) -> Check:
    """A check for copies of releases that are in one of these states; each version is reported once."""

    def check(strategy: Strategy, scene: Context) -> Iterator[Match]:
        seen: set[str] = set()
        known = _released(strategy, scene)
        if states == ("never",) and len(known) > 1:
            return  # it is known from git, too, and what is wrong there is reported
        for earlier in known:
            if earlier.copy in states and earlier.version not in seen:
                seen.add(earlier.version)
                severity: Severity | None = "warning" if earlier.copy == "reformatted" else None
                yield Match("version", earlier.lost, earlier.version, severity, _TOP)

    return check


def _changes(earlier: PreviousVersion) -> Message:
    return Message("finding.changed_since", level=earlier.level, since=earlier.name, changes=earlier.changes)


def _no_reason(strategy: Strategy, scene: Context) -> Iterator[Match]:
    if strategy.is_draft:
        return
    known = [release for release in strategy.history if parts(release.version)]
    first = min((parts(release.version) for release in known), default=())
    for place, release in enumerate(strategy.history):
        if parts(release.version) > first and not release.because.strip():
            message = Message("finding.no_reason_for_release", version=short(release.version))
            yield Match("because", message, on=("history", place))
    for earlier in scene.earlier:
        if earlier.unread:
            yield Match("version", earlier.unread, strategy.version, on=_TOP)
    newest = max((parts(release.version) for release in known), default=())
    if any(one.copy != "never" for one in scene.earlier) and newest and parts(strategy.version) > newest:
        message = Message("finding.no_reason_for_current_version", version=short(strategy.version))
        yield Match("version", message, strategy.version, on=_TOP)


def _goalpost_moved(strategy: Strategy, scene: Context) -> Iterator[Match]:
    reasons = {release.version for release in strategy.history if release.because.strip()}
    reported: set[tuple[str, str]] = set()
    for earlier in _known(strategy, scene):
        if strategy.version in reasons and parts(strategy.version) > parts(earlier.version):
            continue
        for moved in earlier.moved:
            if moved.explained or (moved.on, moved.field) in reported:
                continue
            reported.add((moved.on, moved.field))
            before, after = short(moved.before, 60), short(moved.after, 60)
            message = Message("finding.goalpost_moved", field=moved.field, before=before, after=after, is_gone=not after)
            yield Match(moved.field, message, moved.after, on=_place(strategy, moved.section, moved.on))


def _place(strategy: Strategy, section: str, on: str) -> tuple[str, int | None]:
    if not SECTION[section].many:
        return section, None
    names = [getattr(entry, "id", "") for entry in entries(strategy, SECTION[section])]
    return section, names.index(on) if on in names else None


def _vision_churn(strategy: Strategy, scene: Context) -> Iterator[Match]:
    """Two changes of the vision within a year, if the later one is less than a year old."""
    moved = [(when, place, release) for when, place, release in _vision_changes(strategy)]
    for (was, _, older), (when, place, newer) in pairwise(moved):
        recent = scene.as_of is None or (scene.as_of - when).days <= _YEAR
        if (when - was).days <= _YEAR and recent:
            message = Message("finding.vision_changed_twice", first=short(older.version), second=short(newer.version))
            yield Match("version", message, newer.version, on=("history", place))


def _vision_changes(strategy: Strategy) -> Iterator[tuple[date, int, Release]]:
    """The releases that changed the vision, oldest first: all whose first number is higher than the one before."""
    known = [(parts(release.version), place, release) for place, release in enumerate(strategy.history) if parts(release.version)]
    for (older, _, _), (newer, place, release) in pairwise(sorted(known, key=lambda one: one[:2])):
        when = dates.parse(release.date)
        if newer[0] > older[0] and when is not None:
            yield when.last, place, release


_HEAD = "stratcoach: 1\nproduct: Trailhead\nversion: {}\nupdated: 2026-05-04\n"
_GOAL = "objectives:\n  - {{id: shops, statement: Shops bring new hikers., metric: Share, baseline: 8%, target: {}, by: {}}}\n"
_FIRST = "  - {version: 1.0.0, date: 2026-04-02, summary: First strategy.}\n"
_WHY = "because: Paid search brought hikers who never came back."
_SECOND = f"history:\n  - {{version: 1.1.0, date: 2026-05-04, summary: Shops., {_WHY}}}\n{_FIRST}"


def _file(version: str, target: str, history: str = f"history:\n{_FIRST}", by: str = "2027-06") -> str:
    return _HEAD.format(version) + _GOAL.format(target, by) + history


WAS: Final = "# As it was released:\n"
"""Separates the file from its last release in an example."""

COPIES: Final[dict[CopyState, str]] = {
    "reformatted": "# Its copy was reformatted.\n",
    "changed": "# Its copy says something else.\n",
    "missing": "# Its copy is missing.\n",
    "never": "# No copy was kept.\n",
}
"""In an example, what became of the copy of the last release."""

_OLD = WAS + _file("1.0.0", "40%")
_EDITED = _file("1.0.0", "50%")

NOT_RAISED = Rule(
    name="version/not-raised",
    on="strategy",
    severity="error",
    check=_not_raised,
    compares=True,
    good=(_file("1.0.0", "40%") + _OLD, _file("1.1.0", "50%", _SECOND) + _OLD),
    bad=(_EDITED + _OLD, _file("0.9.0", "40%") + _OLD),
)
COPY_MISSING = Rule(
    name="version/copy-missing",
    on="strategy",
    severity="error",
    check=_copy_is("missing"),
    compares=True,
    good=(_file("1.0.0", "40%") + _OLD, _file("1.0.0", "40%") + WAS + COPIES["changed"]),
    bad=(_file("1.0.0", "40%") + WAS + COPIES["missing"], _EDITED + WAS + COPIES["missing"]),
)
COPY_CHANGED = Rule(
    name="version/copy-changed",
    on="strategy",
    severity="error",
    check=_copy_is("changed", "reformatted"),
    also=("warning",),
    compares=True,
    good=(_file("1.0.0", "40%") + _OLD, _file("1.0.0", "40%") + WAS + COPIES["missing"]),
    bad=(_file("1.0.0", "40%") + WAS + COPIES["changed"], _file("1.0.0", "40%") + WAS + COPIES["reformatted"]),
)
NO_COPY = Rule(
    name="version/no-copy",
    on="strategy",
    severity="advice",
    check=_copy_is("never"),
    compares=True,
    good=(_file("1.0.0", "40%") + _OLD, _HEAD.format("1.0.0")),
    bad=(_file("1.0.0", "40%") + WAS + COPIES["never"], _file("1.1.0", "50%", _SECOND) + WAS + COPIES["never"]),
)
RAISED_TOO_LITTLE = Rule(
    name="version/raised-too-little",
    on="strategy",
    severity="error",
    check=_raised_too_little,
    compares=True,
    good=(_file("1.1.0", "50%", _SECOND) + _OLD, _file("2.0.0", "50%", _SECOND) + _OLD),
    bad=(_file("1.0.1", "50%") + _OLD, _file("1.0.2", "60%") + _OLD),
)
NO_REASON = Rule(
    name="version/no-reason",
    on="strategy",
    severity="error",
    check=_no_reason,
    compares=True,
    good=(_file("1.1.0", "50%", _SECOND), _file("1.0.0", "40%")),
    bad=(_file("1.1.0", "50%", _SECOND.replace(f", {_WHY}", "")), _file("1.1.0", "50%") + _OLD),
)
GOALPOST_MOVED = Rule(
    name="version/goalpost-moved",
    on="strategy",
    severity="warning",
    check=_goalpost_moved,
    compares=True,
    good=(_file("1.1.0", "30%", _SECOND) + _OLD, _EDITED + _OLD),
    bad=(_file("1.0.0", "30%") + _OLD, _file("1.1.0", "40%", by="2027-09") + _OLD),
)
VISION_CHURN = Rule(
    name="version/vision-churn",
    on="strategy",
    severity="warning",
    check=_vision_churn,
    good=(
        _HEAD.format("2.0.0") + f"history:\n  - {{version: 2.0.0, date: 2026-05-04, {_WHY}}}\n{_FIRST}",
        _HEAD.format("3.0.0")
        + f"history:\n  - {{version: 3.0.0, date: 2026-05-04, {_WHY}}}\n  - {{version: 2.0.0, date: 2024-05, {_WHY}}}\n"
        + "  - {version: 1.0.0, date: 2023-04}\n",
    ),
    bad=(
        _HEAD.format("3.0.0")
        + f"history:\n  - {{version: 3.0.0, date: 2026-05-04, {_WHY}}}\n  - {{version: 2.0.0, date: 2025-11, {_WHY}}}\n"
        + "  - {version: 1.0.0, date: 2025-04}\n",
        _HEAD.format("3.0.1")
        + f"history:\n  - {{version: 3.0.1, date: 2026-05-04, {_WHY}}}\n  - {{version: 3.0.0, date: 2026-02, {_WHY}}}\n"
        + f"  - {{version: 2.0.0, date: 2025-11, {_WHY}}}\n  - {{version: 1.0.0, date: 2025-04}}\n",
    ),
)

RULES = (COPY_MISSING, COPY_CHANGED, NO_COPY, NOT_RAISED, RAISED_TOO_LITTLE, NO_REASON, GOALPOST_MOVED, VISION_CHURN)
