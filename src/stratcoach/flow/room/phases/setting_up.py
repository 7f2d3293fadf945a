"""Before, between and beside the steps: who is here, who decides, the plan, what comes next, a pause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room import plan as plans
from stratcoach.flow.room.people import FEWEST_FOR_FOURS, meant, read_people
from stratcoach.flow.room.phases import leaving
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.techniques import TECHNIQUES
from stratcoach.flow.room.view import Action, RoomView, Row, Text
from stratcoach.flow.state import Event
from stratcoach.flow.wording import in_full
from stratcoach.messages import NOTHING, Message
from stratcoach.model.sections import SECTION, entries

ONLY_ENTER: Final = Message("room.only_enter")
TO_CONTINUE: Final = Action("enter", Message("room.do_continue"))

MOST_REMOTE: Final = 5
"""With more remote people than this a workshop works better online as a whole."""


def _asked(room: Room, name: str, *actions: Action, rows: tuple[Row, ...] = ()) -> RoomView:
    question = room.asks(name)
    return RoomView(
        key=f"room.{name}",
        kind=name,
        title=room.step.title,
        question=question.ask[0],
        rows=rows,
        actions=actions,
        help=question.help[0] if question.help else "",
        lines=name == "people",
    )


# ---- before we begin


def people(room: Room) -> RoomView:
    return _asked(room, "people", Action("type", Message("room_begin.type_names_with_marks")))


def names_of(room: Room) -> str:
    """Who is here, as one types it."""
    return ", ".join(one.told for one in room.record.people)


def take_people(_room: Room, text: str) -> Taken:
    found = read_people(text)
    if not found:
        return Refusal(Message("room_begin.no_name_typed"))
    return Event("people", "", tuple(one.told for one in found))


def decider(room: Room) -> RoomView:
    rows = tuple(Row("", one.told) for one in room.record.people)
    view = _asked(room, "decider", Action("type", Message("room_begin.type_decider")), rows=rows)
    return view.replace(draft=room.record.ahead.get("decider", ""))


def take_decider(room: Room, text: str) -> Taken:
    absent = "absent" in text.lower()
    name = text.split("(", maxsplit=1)[0].strip()
    if not name:
        return Refusal(Message("room_begin.somebody_decides"))
    known = meant(name, room.record.people)
    if known is None and not absent:
        return Refusal(Message("room_begin.who_is_decider", people=room.present, name=name))
    if known and absent and len(room.record.people) == 1:
        return Refusal(Message("room_begin.only_one_name", name=known.name))
    return Event("decider", "", (known.name if known else name, "absent" if absent or not known else "here"))


def goal(room: Room) -> RoomView:
    view = _asked(room, "goal", Action("type", Message("room_begin.type_goal")))
    return view.replace(draft=room.record.ahead.get("goal", ""))


def take_goal(_room: Room, text: str) -> Taken:
    if not any(map(str.isalpha, text)):
        return Refusal(Message("room_begin.goal_needs_words"))
    return Event("goal", "", " ".join(text.split()))


def week(room: Room) -> RoomView:
    return _asked(
        room, "week", Action("enter", Message("room_begin.do_no_obstacle")), Action("type", Message("room_begin.type_obstacle"))
    )


def take_week(_room: Room, text: str) -> Taken:
    if text.strip() and not any(map(str.isalpha, text)):
        return Refusal(Message("room_begin.obstacle_needs_words"))
    return Event("week", "", " ".join(text.split()) or "yes")


def agenda(room: Room) -> RoomView:
    record = room.record
    rows = (*(Row("", told) for told in _checked(room)), *plan_rows(room))
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


def _does_it_fit(room: Room) -> Message:
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


def not_all_here(room: Room) -> Message:
    """That there are other names than people who were announced; once we are under way people come and go."""
    names, expected = len(room.record.people), room.record.expected
    if room.record.place or not expected or names == expected:
        return NOTHING
    return Message("room_begin.other_number_listed", expected=expected, listed=names)


def _checked(room: Room) -> Iterator[Text]:
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
    if record.week != "yes":
        yield Message("room_begin.obstacle_today", obstacle=record.week)


def _size(room: Room) -> Iterator[Message]:
    """What to do where there are fewer or more people than an agenda is made for."""
    workshop, count = room.record.workshop, len(room.record.people)
    if count < workshop.least:
        yield Message("room_begin.too_few_people", least=workshop.least, most=workshop.most)
    if count > workshop.most:
        yield Message("room_begin.too_many_people", least=workshop.least, most=workshop.most, count=count)


def plan_rows(room: Room) -> tuple[Row, ...]:
    """The plan as rows: number, title, minutes, technique; what is done is marked."""
    record = room.record
    place = record.place
    return tuple(
        Row(
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
    if TECHNIQUES[step.technique].is_said_by_title:
        return step.title
    return Message("room_begin.step_with_technique", title=step.title, technique=how_it_is_done(step, people))


def how_it_is_done(step: PlanStep, people: int) -> Message:
    """The technique of a step in words; with few people there are no fours."""
    technique = TECHNIQUES[step.technique]
    return technique.says if people >= FEWEST_FOR_FOURS else technique.says_to_few or technique.says


def take_agenda(room: Room, text: str) -> Taken:
    if not text.strip():
        return enter_next(room)
    return edited(room, text)


def edited(room: Room, text: str, now: int = 0) -> Taken:
    """A change of the plan, as it was typed at the second `now`, else when something happened last."""
    words, record = text.lower().split(), room.record
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
    return Event("plan", " ".join(words) if words[0] == "left" else "", plans.written(plan))


def enter_next(room: Room) -> Event:
    coming = room.record.coming
    if not coming:
        return Event("finish")
    order = seniors_last(room, coming[0].id)
    return Event("enter", coming[0].id, order) if order else Event("enter", coming[0].id)


def seniors_last(room: Room, step: str) -> tuple[str, ...]:
    """The numbers of what was written before a step, in the order in which it is shown: whoever decides, and who is senior,
    comes last, so that nobody begins with what they think. Empty where that is the order already.
    """
    record = room.record
    board = record.boards.get(step)
    if board is None or step in record.entered or set(board.notes) != board.written:
        return ()
    last = {one.name for one in record.people if one.senior} | {record.decider}
    order = sorted(board.notes, key=lambda number: (not last.isdisjoint(board.authors(number)), number))
    return tuple(str(number) for number in order) if order != sorted(order) else ()


# ---- a step that only tells


def tell(room: Room) -> RoomView:
    record, step = room.record, room.step
    rows: tuple[Row, ...] = ()
    question: Text = step.says or step.title
    if step.technique == "tell":
        question = record.goal or question
        rows = (Row("", _who_decides(room)),)
        rows += tuple(Row("", line) for line in (step.says, *room.asks("rules").good) if line)
        rows += tuple(
            Row("", one.title, Message("room_begin.minutes_of_step", minutes=one.minutes, when="coming"))
            for one in record.plan
            if one.minutes
        )
    if step.technique == "break":
        question = Message("room_begin.back_at")
    back = record.since + room.budget - record.used_in_phase if step.technique == "break" else 0
    parked = len(room.to_settle)
    return RoomView(
        key=f"{step.id}.tell",
        kind="rest" if step.technique == "break" else "tell",
        title=step.title,
        question=question,
        rows=rows,
        status=_parked(parked) if step.technique == "break" else NOTHING,
        actions=(
            *((Action("quit", Message("room_begin.do_stop_until_then")),) if step.technique == "overnight" else ()),
            TO_CONTINUE,
        ),
        lines=True,
        back_at=back,
    )


def _who_decides(room: Room) -> Message:
    record = room.record
    if not record.decider:
        return NOTHING
    if record.is_decider_here:
        return Message("room_begin.who_decides", decider=record.decider)
    return Message("room_begin.we_decide_for_now", decider=record.decider)


def _parked(count: int) -> Message:
    return Message("room_begin.in_car_park", count=count) if count else NOTHING


def take_tell(room: Room, text: str) -> Taken:
    return Refusal(ONLY_ENTER) if text.strip() else enter_next(room)


# ---- between two steps


def between(room: Room) -> RoomView:
    record = room.record
    rows = [Row("", Message("room.in_quotes", text=in_full(text))) for text in decided_texts(room)]
    coming = record.coming
    actions = [TO_CONTINUE if coming else Action("enter", Message("room_begin.do_write_file"))]
    if len(coming) > 1 and leaving.closing_step(room) and (ending := room.ending()) and ending.must_close(record.since):
        rows.append(Row("", Message("room_begin.close_with_owners", left=ending.time_left(record.since))))
        actions.append(Action("end", Message("room_begin.do_close")))
    short = room.shortening(record.since)
    if short:
        late = duration(round(room.behind(record.since) / 60))
        rows.append(Row("", Message("room_begin.we_end_late", late=late, proposal=plans.proposed(short))))
        actions.append(Action("shorten", Message("room_begin.do_shorten")))
    then = Message("room_begin.last_step_done")
    if coming:
        then = Message("room_begin.next_step", title=coming[0].title, duration=duration(coming[0].minutes))
    return RoomView(
        key=f"{record.at}.done",
        kind="between",
        title=room.step.title,
        question=then,
        rows=tuple(rows),
        actions=tuple(actions),
        lines=True,
    )


def decided_texts(room: Room) -> tuple[str, ...]:
    board = room.board
    chosen = board.decision.chosen if board.decision else ()
    return tuple(room.words_of(room.step, number) for number in chosen if number in board.notes)


def take_between(room: Room, text: str) -> Taken:
    if text.strip().lower() in ("s", "shorten"):
        return shorten_now(room, room.record.since)
    if text.strip().lower() == "c":
        return leaving.to_close(room)
    if plans.is_edit(text):
        return edited(room, text)
    return Refusal(ONLY_ENTER) if text.strip() else enter_next(room)


def shorten_now(room: Room, now: int) -> Taken:
    """Take over what is proposed for catching up."""
    what = room.shortening(now)
    if not what:
        return Refusal(Message("room_begin.nothing_to_shorten"))
    return Event("plan", "", plans.written(plans.shortened(room.record.plan, what)))


# ---- a pause


def rest(room: Room) -> RoomView:
    record = room.record
    parked = len([one for one in range(1, len(record.parked) + 1) if one not in record.settled])
    then = Message("room_begin.then_the_beginning")
    if record.place:
        then = Message("room_begin.then_this_step", title=room.step.title)
    return RoomView(
        key="room.rest",
        kind="rest",
        title=Message("room_begin.break") if record.back_at else Message("room_begin.pause"),
        question=Message("room_begin.back_at") if record.back_at else Message("room_begin.clock_stops"),
        rows=(Row("", then),),
        status=_parked(parked),
        actions=(TO_CONTINUE,),
        lines=True,
        back_at=record.back_at,
    )


def take_rest(_room: Room, text: str) -> Taken:
    return Refusal(ONLY_ENTER) if text.strip() else Event("go")


def duration(minutes: int) -> Message:
    """A time in words: 25 minutes, 2 hours, 2 h 15."""
    hours, more = divmod(minutes, 60)
    if not hours:
        return Message("room_begin.minutes", minutes=minutes)
    if more:
        return Message("room_begin.hours_and_minutes", hours=hours, minutes=f"{more:02}")
    return Message("room_begin.hours", hours=hours)
