"""The plan of a workshop: whether it fits, what each step takes, how it is changed, which step comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from stratcoach.flow.events import Event
from stratcoach.flow.model import PlanStep
from stratcoach.messages import NOTHING, Message
from stratcoach.model.sections import SECTION, entries
from stratcoach.workshop import plan as plans
from stratcoach.workshop.intents import Intent
from stratcoach.workshop.people import FEWEST_FOR_FOURS
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView, Text
from stratcoach.workshop.techniques import technique_of
from stratcoach.workshop.workshop_events import PlanChanged, StepEntered, WorkshopFinished

MOST_REMOTE: Final = 5
"""With more remote people than this a workshop works better online as a whole."""


def agenda(room: RoomFacts) -> RoomView:
    record = room.record
    rows = (*(RoomRow("", told) for told in _checked(room)), *plan_rows(room))
    return RoomView(
        key="room.agenda",
        kind="agenda",
        title=record.workshop.title,
        question=_does_it_fit(room),
        rows=rows,
        actions=(
            Action("enter", Message("room_begin.do_begin")),
            *(PLAN_EDITS[name] for name in ("skip", "move", "minutes", "until")),
        ),
        help=room.asks("plan").help[0],
    )


PLAN_EDITS: Final = {
    "skip": Action("skip", Message("room_begin.do_skip_step")),
    "move": Action("move", Message("room_begin.do_move_step")),
    "minutes": Action("minutes", Message("room_begin.do_give_minutes")),
    "left": Action("left", Message("room_begin.do_minutes_left")),
    "until": Action("until", Message("room_begin.do_until")),
    "add": Action("add", Message("room_begin.do_add_break")),
}
"""How a plan is changed."""


def _does_it_fit(room: RoomFacts) -> Message:
    """Whether the plan fits: how long it is, and how much time there is where that is something else."""
    total, asked = sum(step.minutes for step in room.record.plan), room.record.asked
    length = Message("room_begin.length_of_plan", minutes=total, duration=duration(total))
    free = plans.free_in(room.record.workshop, asked)
    if total == asked:
        return Message("room_begin.does_plan_fit", length=length)
    if free and total + free == asked:
        return Message("room_begin.does_plan_with_spare_fit", length=length, spare=duration(free))
    if total < asked:
        return Message("room_begin.does_shorter_plan_fit", length=length, time=duration(asked))
    return Message("room_begin.does_longer_plan_fit", length=length, over=duration(total - asked))


def not_all_here(room: RoomFacts) -> Message:
    """That there are other names than people who were announced; once we are under way people come and go."""
    names, expected = len(room.record.people), room.record.expected
    if room.record.place or not expected or names == expected:
        return NOTHING
    return Message("room_begin.other_number_listed", expected=expected, listed=names)


def _checked(room: RoomFacts) -> Iterator[Text]:
    """What should be there before a workshop begins."""
    record = room.record
    yield Message("room_begin.insights_in_file", count=len(entries(record.base, SECTION["insights"])) if record.base else 0)
    if record.left_out:
        gone = tuple(Message("room_begin.step_with_minutes", title=step.title, minutes=step.minutes) for step in record.left_out)
        yield Message("room_begin.steps_left_out", steps=gone)
    away = sum(one.remote for one in record.people)
    here = len(record.people) - away
    there = Message("room_begin.people_here", here=here, remote=away)
    missing = not_all_here(room)
    yield Message("room_begin.people_here_and_missing", there=there, missing=missing) if missing else there
    if away > MOST_REMOTE or (away and away >= here):
        yield Message("room_begin.everybody_online")
    if record.workshop.leaves_out:
        yield record.workshop.leaves_out
    yield from _size(room)
    if not record.is_decider_here:
        yield Message("room_begin.decider_away", decider=record.decider)
    if record.week:
        yield Message("room_begin.obstacle_today", obstacle=record.week)


def _size(room: RoomFacts) -> Iterator[Message]:
    """What to do where there are fewer or more people than an agenda is made for."""
    workshop, count = room.record.workshop, len(room.record.people)
    if count < workshop.least:
        yield Message("room_begin.too_few_people", least=workshop.least, most=workshop.most)
    if count > workshop.most:
        yield Message("room_begin.too_many_people", least=workshop.least, most=workshop.most, count=count)


def plan_rows(room: RoomFacts) -> tuple[RoomRow, ...]:
    """The plan as rows: number, title, minutes, technique; what is done is marked."""
    record = room.record
    place = record.place
    return tuple(
        RoomRow(
            str(number),
            _with_technique(step, len(record.people)),
            Message(
                "room_begin.minutes_of_step",
                minutes=step.minutes,
                when="done" if number < place else "now" if number == place else "coming",
            ),
        )
        for number, step in enumerate(record.plan, 1)
    )


def _with_technique(step: PlanStep, people: int) -> Text:
    """The title, and how it is done where the title doesn't say it."""
    if technique_of(step).is_said_by_title:
        return step.title
    return Message("room_begin.step_with_technique", title=step.title, technique=how_it_is_done(step, people))


def how_it_is_done(step: PlanStep, people: int) -> Message:
    """The technique of a step in words; with few people there are no fours."""
    technique = technique_of(step)
    return technique.says if people >= FEWEST_FOR_FOURS else technique.says_to_few or technique.says


def begin(room: RoomFacts, _intent: Intent) -> Taken:
    return enter_next(room)


def edited(room: RoomFacts, change: tuple[str, ...], now: int = 0) -> Taken:
    """A change of the plan at the second `now`, else when something happened last."""
    words, record = [word.lower() for word in change], room.record
    if words[:1] == ["until"] and len(words) == 2:
        left = plans.minutes_until(words[1], datetime.fromtimestamp(now or record.since))  # noqa: DTZ006  the time here
        if not left:
            return Refusal(Message("room_begin.time_is_over"))
        words = ["left", str(left)]
    used = record.used_until(record.at, now or record.since)
    here = round(max(60 * room.step.minutes - used, 0) / 60) if record.place and room.kind is not None else 0
    plan = plans.edit(record.plan, words, record.place, room.library, here)
    if isinstance(plan, Refusal):
        return plan
    is_time = words[0] == "left"
    return PlanChanged(plan=plans.written(plan), sets_time=is_time, minutes_left=int(words[1]) if is_time else 0)


def enter_next(room: RoomFacts) -> Event:
    coming = room.record.coming
    if not coming:
        return WorkshopFinished()
    return StepEntered(step=coming[0].id, order=seniors_last(room, coming[0].id))


def seniors_last(room: RoomFacts, step: str) -> tuple[int, ...]:
    """The numbers of what was written before a step, in the order in which it is shown: whoever decides, and who is senior,
    comes last, so that nobody begins with what they think. Empty where that is the order already.
    """
    record = room.record
    board = record.boards.get(step)
    if board is None or step in record.entered or set(board.notes) != board.written:
        return ()
    last = {one.name for one in record.people if one.senior} | {record.decider}
    order = sorted(board.notes, key=lambda number: (not last.isdisjoint(board.authors(number)), number))
    return tuple(order) if order != sorted(order) else ()


def shorten_now(room: RoomFacts, now: int) -> Taken:
    """Take over what is proposed for catching up."""
    what = room.shortening(now)
    if not what:
        return Refusal(Message("room_begin.nothing_to_shorten"))
    return PlanChanged(plan=plans.written(plans.shortened(room.record.plan, what)))


def duration(minutes: int) -> Message:
    """A time in words: 25 minutes, 2 hours, 2 h 15."""
    hours, more = divmod(minutes, 60)
    if not hours:
        return Message("room_begin.minutes", minutes=minutes)
    if more:
        return Message("room_begin.hours_and_minutes", hours=hours, minutes=f"{more:02}")
    return Message("room_begin.hours", hours=hours)
