"""A strategy that two sides change, for tests of merging."""

from __future__ import annotations

from pathlib import Path

from stratcoach.files.codec import loads
from stratcoach.files.merging import MergedText, merge_documents
from stratcoach.messages import Message

EXAMPLES = [
    path for path in sorted((Path(__file__).parents[2] / "examples").glob("*/strategy.yaml")) if path.parent.name != "broken"
]


TEXT = """\
stratcoach: 1
product: Trailhead
version: 1.0.0
updated: 2026-05-04
insights:
  # from the spring interviews
  - id: full-lots
    statement: Weekend hikers give up the route they planned when the car park is full.
    source: interviews
    evidence: 11 of 14 interviews   # ask Ada for the notes
  - id: friday-night
    statement: Most routes are chosen on Friday evening on a phone.
    source: analytics
problems:
  - id: lost-day
    statement: People who drive an hour to a trail learn on arrival that it is full, and lose the day.
    rests_on: [full-lots]
  - id: wrong-route
    statement: New hikers choose a route that is too hard for a friend, and turn back halfway.
    rests_on: [friday-night]
  - id: no-second-plan
    statement: Groups have no second plan that fits everybody, and go home.
    rests_on: [full-lots]
objectives:
  - id: second-season
    statement: Hikers stay for a second season because their days work.
    metric: Hikers active in a second season
    baseline: 22 %
    target: 45 %
    by: 2027-10
    rests_on: [lost-day]
history:
  - version: 1.0.0
    date: 2026-05-04
    summary: First strategy.
"""


def merged(ours: str, theirs: str, base: str = TEXT) -> MergedText:
    return merge_documents(loads(base, "base"), loads(ours, "ours"), loads(theirs, "theirs"))


def with_(*pairs: tuple[str, str]) -> str:
    text = TEXT
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def left(found: MergedText) -> list[Message]:
    """What is left to decide."""
    return [conflict.message for conflict in found.conflicts]
