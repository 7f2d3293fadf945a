"""Rules on links: does everything rest on something earlier, and does every choice lead back to what users did?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

from stratcoach.messages import Message
from stratcoach.model.entry import Item
from stratcoach.model.likeness import closest
from stratcoach.model.safe_text import short
from stratcoach.model.sections import Section
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Context, Match, Rule


def _written_links(item: Item) -> Iterator[tuple[str, str]]:
    for name in item.rests_on:
        yield "rests_on", name
    for name in getattr(item, "challenges", ()):
        yield "challenges", name


_MOST_NAMED: Final = 3
_MOST_MEANT: Final = 20
"""For so many broken links a likely id is suggested; each search takes longer the more ids there are."""


def _broken_link(strategy: Strategy, scene: Context) -> Iterator[Match]:
    known = scene.links.placed
    reported = count()
    for _, place, item in scene.links.items:
        for field, name in _written_links(item):
            if name not in known:
                meant = _meant(name, known) if next(reported) < _MOST_MEANT else None
                yield Match(field, Message("finding.link_to_nothing", item=short(name), meant=meant), name, on=place)
    for number, question in enumerate(strategy.questions):
        if question.on and question.on not in known:
            meant = _meant(question.on, known) if next(reported) < _MOST_MEANT else None
            message = Message("finding.link_to_nothing", item=short(question.on), meant=meant)
            yield Match("on", message, question.on, on=("questions", number))
    for number, proposal in enumerate(strategy.proposals):
        for name in proposal.decided_by:
            if name not in known:
                meant = _meant(name, known) if next(reported) < _MOST_MEANT else None
                message = Message("finding.link_to_nothing", item=short(name), meant=meant)
                yield Match("decided_by", message, name, severity="warning", on=("proposals", number))


def _meant(name: str, known: dict[str, tuple[Section, Item]]) -> Message | None:
    likely = closest(name, known, 0.7)
    return _item(likely) if likely else None


def _item(name: str) -> Message:
    """An item by its id; the read-back names it by what it says."""
    return Message("finding.item", item=short(name))


def _wrong_way(_strategy: Strategy, scene: Context) -> Iterator[Match]:
    in_rings = {link for ring in scene.links.circles for link in zip(ring, (*ring[1:], ring[0]), strict=True)}
    messages: dict[tuple[str, str], Message] = {}
    for section, place, item in scene.links.items:
        for name in item.rests_on:
            known = scene.links.placed.get(name)
            if known is None or known[0].name in section.may_rest_on or (item.id, name) in in_rings:
                continue
            key = section.name, name  # a file may have a hundred thousand such links
            if key not in messages:
                messages[key] = Message(
                    "finding.link_wrong_way",
                    item=_item(name),
                    section=Message("finding.section", section=known[0].name),
                    noun=section.an_entry,
                    allowed=tuple(Message("finding.section", section=one) for one in section.may_rest_on),
                )
            yield Match("rests_on", messages[key], name, on=place)


def _circle(_strategy: Strategy, scene: Context) -> Iterator[Match]:
    places = {item.id: place for _, place, item in reversed(scene.links.items)}
    for ring in scene.links.circles:
        is_long = len(ring) > 3 * _MOST_NAMED
        shown = (*ring[:_MOST_NAMED], "…", *ring[-2:], ring[0]) if is_long else (*ring, ring[0])
        circle = " → ".join(map(short, shown))
        message = Message("finding.links_in_circle", items=len(ring), first=_item(ring[0]), circle=circle, is_long=is_long)
        yield Match("rests_on", message, ring[1 % len(ring)], on=places[ring[0]])


def _ungrounded(_strategy: Strategy, scene: Context) -> Iterator[Match]:
    for section, place, item in scene.links.items:
        if not section.needs_insight or _said_already(section, item, scene):
            continue
        reached = scene.links.reached(item)
        if "insights" in reached:
            continue
        if "assumptions" in reached:
            message = Message("finding.rests_on_assumptions_only", noun=section.noun)
            yield Match("rests_on", message, severity="warning", on=place)
        else:
            yield Match("rests_on", Message("finding.rests_on_no_insight", noun=section.noun), on=place)


def _said_already(section: Section, item: Item, scene: Context) -> bool:
    """Whether it has a broken link or an empty text: each is reported by a rule of its own."""
    return not section.text_of(item) or any(name not in scene.links.placed for name in item.rests_on)


def _unlinked(_strategy: Strategy, scene: Context) -> Iterator[Match]:
    for section, place, item in scene.links.items:
        if _said_already(section, item, scene):
            continue
        known = {scene.links.placed[name][0].name for name in item.rests_on if name in scene.links.placed}
        if section.name == "users" and "problems" not in known:
            yield Match("rests_on", Message("finding.user_not_linked"), on=place)
        elif section.name == "objectives" and not known & {"problems", "users"}:
            yield Match("rests_on", Message("finding.objective_not_linked"), on=place)


def _unused(_strategy: Strategy, scene: Context) -> Iterator[Match]:
    """What nothing rests on. A broken link may have meant this; it is reported already."""
    links = scene.links
    broken = {section.name for section, _, item in links.items if any(name not in links.placed for name in item.rests_on)}
    for section, place, item in links.items:
        if not item.id or not section.text_of(item):
            continue  # nothing can be linked to it before it has an id
        above = links.used_by.get(item.id, frozenset()) | broken
        if section.name == "problems" and not above & {"users", "objectives"}:
            yield Match("", Message("finding.problem_unused"), on=place)
        elif section.name == "insights" and not above and not getattr(item, "challenges", ()):
            yield Match("", Message("finding.insight_unused"), severity="advice", on=place)


def _in_question(_strategy: Strategy, scene: Context) -> Iterator[Match]:
    for _, place, item in scene.links.items:
        named, number, direct = scene.links.doubts(item.id, _MOST_NAMED)
        if not number:
            continue
        insights = tuple(map(_item, named))
        if number > len(named):
            insights += (Message("diff.more", count=number - len(named)),)
        yield Match("", Message("finding.in_question", insights=insights, count=number, directly=direct), on=place)


_GROUND = "insights:\n  - id: full-lots\n    statement: Hikers turn back when the car park is full.\n"
_LOSE = "problems:\n  - id: lost-day\n    statement: People lose the day.\n    rests_on: [full-lots]\n"

BROKEN_LINK = Rule(
    name="trace/broken-link",
    on="strategy",
    severity="error",
    also=("warning",),
    check=_broken_link,
    good=(_GROUND + _LOSE, _GROUND + _LOSE + "questions:\n  - question: How many?\n    on: lost-day"),
    bad=(
        _GROUND + "problems:\n  - id: lost-day\n    statement: People lose the day.\n    rests_on: [full-lot]",
        _GROUND + _LOSE + "questions:\n  - question: How many?\n    on: lost-days",
    ),
)
WRONG_WAY = Rule(
    name="trace/wrong-way",
    on="strategy",
    severity="error",
    check=_wrong_way,
    good=(
        _GROUND + _LOSE,
        _GROUND + _LOSE + "users:\n  - id: planners\n    segment: Friday planners\n    rests_on: [lost-day]",
    ),
    bad=(
        _GROUND + "    rests_on: [lost-day]\nproblems:\n  - id: lost-day\n    statement: People lose the day.",
        _GROUND + _LOSE + "vision:\n  statement: The day works.\n  rests_on: [lost-day]",
    ),
)
CIRCLE = Rule(
    name="trace/circle",
    on="strategy",
    severity="error",
    check=_circle,
    good=(_GROUND + _LOSE, _GROUND + _LOSE + "vision:\n  statement: The day works.\n  rests_on: [full-lots]"),
    bad=(
        _GROUND + "problems:\n  - id: lost-day\n    statement: People lose the day.\n    rests_on: [lost-day]",
        _GROUND + "    rests_on: [lost-day]\n" + _LOSE,
    ),
)
UNGROUNDED = Rule(
    name="trace/ungrounded",
    on="strategy",
    severity="error",
    also=("warning",),
    eased=True,
    check=_ungrounded,
    good=(_GROUND + _LOSE, _GROUND + "vision:\n  statement: The day works.\n  rests_on: [full-lots]"),
    bad=(
        _GROUND + "problems:\n  - id: lost-day\n    statement: People lose the day.",
        _GROUND + "vision:\n  statement: The day works.",
    ),
)
UNLINKED = Rule(
    name="trace/unlinked",
    on="strategy",
    severity="error",
    eased=True,
    check=_unlinked,
    good=(
        _GROUND + _LOSE + "users:\n  - id: planners\n    segment: Friday planners\n    rests_on: [lost-day]",
        _GROUND + _LOSE + "objectives:\n  - id: stay\n    statement: Hikers stay.\n    rests_on: [lost-day]",
    ),
    bad=(
        _GROUND + _LOSE + "users:\n  - id: planners\n    segment: Friday planners",
        _GROUND + _LOSE + "objectives:\n  - id: stay\n    statement: Hikers stay.",
    ),
)
UNUSED = Rule(
    name="trace/unused",
    on="strategy",
    severity="warning",
    also=("advice",),
    check=_unused,
    good=(
        _GROUND + _LOSE + "users:\n  - id: planners\n    segment: Friday planners\n    rests_on: [lost-day]",
        _GROUND + _LOSE + "objectives:\n  - id: stay\n    statement: Hikers stay.\n    rests_on: [lost-day]",
    ),
    bad=(_GROUND + _LOSE, _GROUND),
)
IN_QUESTION = Rule(
    name="trace/in-question",
    on="strategy",
    severity="warning",
    check=_in_question,
    good=(
        _GROUND + _LOSE + "    reviewed: 2026-05-02\n",
        _GROUND + "  - id: buses\n    statement: Half of them now come by bus.\n    observed: 2026-05-01\n"
        "    challenges: [lost-day]\n" + _LOSE + "    reviewed: 2026-05-02\n",
    ),
    bad=(
        _GROUND
        + "  - id: buses\n    statement: Half of them now come by bus.\n    observed: 2026-05-01\n    challenges: [lost-day]\n"
        + _LOSE,
        _GROUND
        + "  - id: buses\n    statement: Half of them now come by bus.\n    observed: 2026-05-01\n    challenges: [full-lots]\n"
        "problems:\n  - id: lost-day\n    statement: People lose the day.\n    rests_on: [full-lots]\n    reviewed: 2026-04-30\n",
    ),
)

RULES = (BROKEN_LINK, WRONG_WAY, CIRCLE, UNGROUNDED, UNLINKED, UNUSED, IN_QUESTION)
