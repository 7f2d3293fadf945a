"""Answers beside the main sentence: those that say nothing, and those that say enough however short and careless they are."""

from __future__ import annotations

import pytest

from stratcoach.lint.linter import check_entry
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.rules import RULES
from stratcoach.rules.base import Context


def rules_for(at: str, answer: str) -> set[str]:
    """The rules that ask back where a field is answered, with something in the main field that none of them minds."""
    name, field = at.split(".")
    section = SECTION[name]
    assert section.holds
    said = {section.main: "Crews who unload alone wait for the crane."} | ({field: answer} if field in section.holds.keys else {})
    scene = Context(Strategy(status="draft"), answers={field: answer}, ahead=frozenset({"drop_if"} if field == "test" else ()))
    found = check_entry(section, section.holds(**said), scene, RULES)  # type: ignore[arg-type]
    return {finding.rule.name for finding in found if finding.field in (field, f"alternatives.{field}")}


CASES = [
    (
        "insights.evidence",
        "insight/no-evidence",
        [
            "was sometime in spring, when the crane was down",
            "ask anyone on the quay, they'll all say it",
            "everybody knows that",
        ],
        [
            "log of the harbour office",
            "Mirja sat with three crews in May",
            "9 of 14 crews",
            "jo watched them at the pump",
            "desk research by our intern",
            "a round with the night shift",
        ],
    ),
    (
        "vision.today",
        "vision/bare-day",
        ["pretty hectic to be honest, most of all in summer", "a nightmare", "just stress from start to finish"],
        [
            "6.10, pier shut. rings the office, nobody there, rows back",
            "She copies the list by hand and misses the tide.",
            "They dig the plan out of a slow server and copy it by hand.",
            "Parents carry the child home through hard rain and wait.",
            "They wait at the bad end of the quay and carry the nets.",
        ],
    ),
    (
        "vision.big_asks",
        "vision/same-picture",
        [
            "we could do it beside what we do, maybe one more driver",
            "dont think wed have to drop anything",
            "a bit more budget",
        ],
        [
            "stop renting to yachts, a fifth of what we earn",
            "Three harbours at one table, six years, and a loan",
            "A licence, a bank as a partner and another law",
            "We would have to let the harbour go",
        ],
    ),
    (
        "vision.because",
        "reason/empty",
        [
            "it simply has more energy",
            "the board has wanted it since spring",
            "pretty sure this is it",
            "the competition already does it",
        ],
        [
            "crews told us twice, and the lease ends in 2029",
            "Whoever waits at the crane leaves for the next port.",
            "Shop owners want the money before August.",
            "Parents trust us more than the school.",
            "Hospitals simply pay later.",
            "Everybody on the ward is already going home at noon.",
            "Nobody asked the tenants, and a third of them left.",
        ],
    ),
    (
        "trade_offs.over",
        "trade-off/straw-man",
        ["pumps that keep breaking down", "leaving crews standing in the rain", "ropes nobody can rely on"],
        [
            "the sunset cruise, sells out every time",
            "A chart of the whole lake",
            "Patients who can't come to the clinic",
            "Firms that are slow to pay",
            "Students waiting for a visa",
            "A page where people find answers at once",
            "Riders who don't own a bike",
            "Having a map that doesn't need a signal",
        ],
    ),
    (
        "assumptions.statement",
        "assumption/vague",
        [
            "crews get on board with it",
            "they will embrace it once they see it",
            "skippers are ready to pay for better charts",
        ],
        [
            "skippers pay 8 euros if the chart is a day old",
            "Crews moor by the new sign without asking anybody.",
            "Parents pick up the child before four.",
            "Wheelchair users get on board without help.",
            "Crews go for the shorter pier when it rains.",
            "They go out less in winter.",
        ],
    ),
    (
        "assumptions.test",
        "assumption/no-kill",
        ["they moor at the old pier anyway", "that's normal for them", "crews wont mind"],
        [
            "ask ten crews at the pump and count",
            "two piers, three weeks",
            "jo texts the time by hand, we see who still rings",
            "A paper card that stays in the car",
            "People at the gate get a card and bring it back",
        ],
    ),
    (
        "assumptions.drop_if",
        "assumption/no-kill",
        ["if it really isn't working out", "when the numbers arent convincing", "cant see that happening"],
        [
            "fewer than 4 of the 9 still use it",
            "half of them ring again",
            "the pilots don't see the light",
            "patients from the poor districts don't come back",
        ],
    ),
    (
        "assumptions.owner",
        "owner/nobody",
        ["harbour office and us", "probably someone in the office", "pumps and piers between them"],
        ["jo, back on the 20th", "Mirja, tells us in May", "Harbour master"],
    ),
    (
        "problems.ways",
        "problem/one-way",
        [
            "a board at the pier that shows the time, crews see it from the boat",
            "a page with the times. or the same as an app",
        ],
        ["a bell at five, or a lamp on the tower", "ring them / chalk it on the wall", "a bell; a lamp"],
    ),
    (
        "users.outside",
        "user/everyone",
        ["people who dont need a berth", "cant think of anyone, all are welcome"],
        [
            "charter crews. the office phones them anyway",
            "Yachts over twelve metres",
            "People who don't have a car",
            "Designers who don't freelance",
            "people who ride to work",
        ],
    ),
    (
        "positioning.opposite",
        "positioning/unopposable",
        ["dont think anyone sane would", "who would want that"],
        [
            "the yacht club: it sells the view, and its members have time",
            "a bank, who would rather have two thousand small accounts",
        ],
    ),
    (
        "boundaries.statement",
        "boundary/straw-man",
        ["we never cut corners on safety", "nothing that damages the trust of our crews"],
        ["a berth for hotel guests. they ask every spring", "We don't lash loads for trucks."],
    ),
    (
        "north_star.counter_metric",
        "north-star/not-a-metric",
        ["cant think of one", "overall satisfaction shouldnt drop"],
        ["boats that turn back", "crews who ring again within a day, of 100"],
    ),
]
"""A field, the rule that asks back about it, weak answers and strong ones."""


@pytest.mark.parametrize(("at", "rule", "weak", "strong"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_says_nothing_is_asked_about_and_what_says_enough_is_not(
    at: str, rule: str, weak: list[str], strong: list[str]
) -> None:
    assert [one for one in weak if rule not in rules_for(at, one)] == []
    assert [one for one in strong if rule in rules_for(at, one)] == []
