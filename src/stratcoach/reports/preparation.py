"""What goes round ahead of a workshop, in Markdown: when and where, what was seen with users, what to think about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from stratcoach.flow.room.phases.planning import duration
from stratcoach.flow.room.questionnaire import asked
from stratcoach.flow.room.room import Room
from stratcoach.model.dates import with_weekday
from stratcoach.model.sections import SECTION, entries
from stratcoach.model.shown import ended
from stratcoach.model.strategy import Insight
from stratcoach.reports.minutes_items import details
from stratcoach.reports.minutes_text import as_line, as_place


class Facts(NamedTuple):
    """What is known of a workshop that is to come: days in the format of the file, everything `""` where it isn't known."""

    day: str = ""
    hours: str = ""
    place: str = ""
    deadline: str = ""
    goal: str = ""
    decider: str = ""


NOTHING_KNOWN: Final = Facts()


def preparation(room: Room, product: str, facts: Facts = NOTHING_KNOWN) -> str:
    """The page that everybody reads before they come."""
    return "\n".join(_page(room, product, facts)).rstrip() + "\n"


def _page(room: Room, product: str, facts: Facts) -> Iterator[str]:
    record = room.record
    yield f"# {as_line(product)}: before the workshop"
    yield ""
    if head := list(_head(room, facts)):
        yield from head
        yield ""
    yield "## Please read: what users did"
    insights = entries(record.base, SECTION["insights"]) if record.base else ()
    yield from (f"- {ended(as_line(one.statement))} {details(one)}" for one in insights if isinstance(one, Insight))
    if not insights:
        yield "Nothing is written down yet. Please bring two or three things that you saw users do: who, when, how many."
    yield ""
    yield "## Please think about these on your own"
    yield from (f"{number}. {as_line(room.wording(step))}" for number, step in enumerate(asked(room), 1))
    yield ""
    yield "## What we'll do"
    yield from (f"- {as_line(step.title)}: {duration(step.minutes)}" for step in record.plan if step.minutes)
    planned = sum(step.minutes for step in record.plan)
    spare = f", of the {duration(record.asked)} we have" if record.asked > planned else ""
    yield f"- Total: {duration(planned)}{spare}"


def _head(room: Room, facts: Facts) -> Iterator[str]:
    record = room.record
    if facts.day:
        yield f"- When: {with_weekday(facts.day)}" + (f", {as_line(facts.hours)}" if facts.hours else "")
    elif facts.hours:
        yield f"- When: {as_line(facts.hours)}"
    if facts.place:
        yield f"- Where: {as_place(facts.place)}"
    if goal := record.goal or facts.goal:
        yield f"- We want to leave with: {ended(as_line(goal))}"
    if decider := record.decider or facts.decider:
        yield f"- Who decides when we don't agree: {as_line(decider)}"
    if facts.deadline:
        yield f"- Please send your answers by: {with_weekday(facts.deadline)}"
