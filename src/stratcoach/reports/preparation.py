"""What goes round ahead of a workshop, in Markdown: when and where, what was seen with users, what to think about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.model.dates import with_weekday
from stratcoach.model.safe_text import ended
from stratcoach.model.sections import SECTION, entries
from stratcoach.model.strategy import Insight
from stratcoach.reports.minutes_items import details
from stratcoach.reports.minutes_text import as_line, as_place
from stratcoach.workshop.phases.planning import duration
from stratcoach.workshop.questionnaire import asked
from stratcoach.workshop.room import Room


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
    yield f"# {Message('room_notes.questionnaire_before_workshop', product=as_line(product))}"
    yield ""
    if head := list(_head(room, facts)):
        yield from head
        yield ""
    yield f"## {Message('minutes.what_users_did')}"
    insights = entries(record.base, SECTION["insights"]) if record.base else ()
    yield from (f"- {ended(as_line(one.statement))} {details(one)}" for one in insights if isinstance(one, Insight))
    if not insights:
        yield f"{Message('minutes.bring_observations')}"
    yield ""
    yield f"## {Message('minutes.think_about_these')}"
    yield from (f"{number}. {as_line(room.wording(step))}" for number, step in enumerate(asked(room), 1))
    yield ""
    yield f"## {Message('minutes.what_we_will_do')}"
    for step in record.plan:
        if step.minutes:
            yield f"- {Message('minutes.step_takes', title=as_line(step.title), duration=duration(step.minutes))}"
    planned = sum(step.minutes for step in record.plan)
    total = Message("minutes.total", duration=duration(planned))
    if record.asked > planned:
        total = Message("minutes.total_of", duration=duration(planned), time=duration(record.asked))
    yield f"- {total}"


def _head(room: Room, facts: Facts) -> Iterator[str]:
    record = room.record
    if facts.day:
        hours = f", {as_line(facts.hours)}" if facts.hours else ""
        yield f"- {Message('minutes.when', when=f'{_day(facts.day)}{hours}')}"
    elif facts.hours:
        yield f"- {Message('minutes.when', when=as_line(facts.hours))}"
    if facts.place:
        yield f"- {Message('minutes.where', place=as_place(facts.place))}"
    if goal := record.goal or facts.goal:
        yield f"- {Message('minutes.we_want_to_leave_with', goal=ended(as_line(goal)))}"
    if decider := record.decider or facts.decider:
        yield f"- {Message('minutes.who_decides', decider=as_line(decider))}"
    if facts.deadline:
        yield f"- {Message('minutes.send_answers_by', day=_day(facts.deadline))}"


def _day(day: str) -> str:
    return as_line(f"{with_weekday(day)}")
