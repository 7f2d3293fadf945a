"""A strategy and what changes in it, for tests of comparisons."""

from __future__ import annotations

from stratcoach.diff.comparison import Comparison, compare
from stratcoach.files.codec import loads
from stratcoach.model.strategy import Strategy

TEXT = """\
stratcoach: 1
product: Trailhead
version: 1.4.2
updated: 2026-05-04
owner: Ada
company_goal: Be the companion that retailers recommend.
challenge: A day out fails for reasons that nobody in the app business owns.
insights:
  - id: full-lots
    statement: Weekend hikers give up the route they planned when the car park is full.
    source: interviews
    evidence: 11 of 14 interviews
  - id: friday-night
    statement: Most routes are chosen on Friday evening on a phone.
    source: analytics
    evidence: "48,000 routes"
vision:
  statement: Anyone with a free Saturday sets out knowing that the day will work.
  user: City people with a free Saturday
  ambition: ambitious
  rests_on: [full-lots]
north_star:
  metric: Outings completed as planned, per hiker and month
  baseline: 1.1
  target: 2.5
  by: 2027-12
  rests_on: [vision]
problems:
  - id: lost-day
    statement: People who drive an hour to a trail learn on arrival that it is full, and lose the day.
    rests_on: [full-lots]
  - id: wrong-route
    statement: New hikers choose a route that is too hard for a friend, and turn back halfway.
    rests_on: [friday-night]
users:
  - id: friday-planners
    segment: City people who pick the route for others the night before.
    rests_on: [lost-day]
objectives:
  - id: second-season
    statement: Hikers stay for a second season because their days work.
    metric: Hikers active in a second season
    baseline: 22%
    target: 45%
    by: 2027-06
    rests_on: [lost-day, friday-planners]
trade_offs:
  - id: knowing
    choose: Knowing before you leave
    over: Turn-by-turn navigation on the trail
    rests_on: [lost-day]
"""


def read(text: str) -> Strategy:
    found = loads(text)
    assert found.strategy is not None
    return found.strategy


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(change.kind, change.on or change.section, change.field) for change in comparison.changes]


def changed(*edits: tuple[str, str]) -> Comparison:
    text = TEXT
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    return compare(read(TEXT), read(text))
