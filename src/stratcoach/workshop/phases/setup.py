"""Before, between and next to the steps: who is here, who decides, what comes next, a pause."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.templates import in_full
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop import plan as plans
from stratcoach.workshop.intents import Intent, SetDecider, SetGoal, SetObstacle
from stratcoach.workshop.people import Person, meant, read_people
from stratcoach.workshop.phases import leaving
from stratcoach.workshop.phases.planning import duration, enter_next
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView, Text
from stratcoach.workshop.techniques import technique_of
from stratcoach.workshop.workshop_events import DeciderNamed, GoalSet, ObstacleNamed, PauseEnded, PeopleListed

ONLY_ENTER: Final = Message("room.only_enter")
TO_CONTINUE: Final = Action("enter", Message("keys.enter_continues"))


def _asked(room: RoomFacts, name: str, *actions: Action, rows: tuple[RoomRow, ...] = ()) -> RoomView:
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


def people(room: RoomFacts) -> RoomView:
    return _asked(room, "people", Action("type", Message("room_begin.type_names_with_marks")))


def names_of(room: RoomFacts) -> str:
    """Who is here, as one types it."""
    return ", ".join(one.told for one in room.record.people)


def set_people(people: tuple[Person, ...]) -> Taken:
    if not people:
        return Refusal(Message("room_begin.no_name_typed"))
    return PeopleListed(people=read_people("\n".join(one.told for one in people)))


def decider(room: RoomFacts) -> RoomView:
    rows = tuple(RoomRow("", one.told) for one in room.record.people)
    view = _asked(room, "decider", Action("type", Message("room_begin.type_decider")), rows=rows)
    return view.replace(draft=room.record.ahead.get("decider", ""))


def set_decider(room: RoomFacts, intent: Intent) -> Taken:
    assert isinstance(intent, SetDecider)
    name = intent.name.strip()
    if not name:
        return Refusal(Message("room_begin.somebody_decides"))
    known = meant(name, room.record.people)
    if known is None and intent.is_here:
        return Refusal(Message("room_begin.who_is_decider", people=room.present, name=name))
    if known and not intent.is_here and len(room.record.people) == 1:
        return Refusal(Message("room_begin.only_one_name", name=known.name))
    return DeciderNamed(name=known.name if known else name, is_here=intent.is_here and known is not None)


def goal(room: RoomFacts) -> RoomView:
    view = _asked(room, "goal", Action("type", Message("room_begin.type_goal")))
    return view.replace(draft=room.record.ahead.get("goal", ""))


def set_goal(_room: RoomFacts, intent: Intent) -> Taken:
    assert isinstance(intent, SetGoal)
    if not any(map(str.isalpha, intent.text)):
        return Refusal(Message("room_begin.goal_needs_words"))
    return GoalSet(text=" ".join(intent.text.split()))


def week(room: RoomFacts) -> RoomView:
    return _asked(
        room, "week", Action("enter", Message("room_begin.do_no_obstacle")), Action("type", Message("room_begin.type_obstacle"))
    )


def set_obstacle(_room: RoomFacts, intent: Intent) -> Taken:
    text = intent.text if isinstance(intent, SetObstacle) else ""
    if text.strip() and not any(map(str.isalpha, text)):
        return Refusal(Message("room_begin.obstacle_needs_words"))
    obstacle = " ".join(text.split())
    return ObstacleNamed(text="" if obstacle == "yes" else obstacle)


# ---- a step that only tells


def tell(room: RoomFacts) -> RoomView:
    record, step = room.record, room.step
    rows: tuple[RoomRow, ...] = ()
    question: Text = step.says or step.title
    technique = technique_of(step)
    if technique.shows_plan:
        question = record.goal or question
        rows = (RoomRow("", _who_decides(room)),)
        rows += tuple(RoomRow("", line) for line in (step.says, *room.asks("rules").good) if line)
        rows += tuple(
            RoomRow("", one.title, Message("room_begin.minutes_of_step", minutes=one.minutes, when="coming"))
            for one in record.plan
            if one.minutes
        )
    if technique.is_break:
        question = Message("room_begin.back_at")
    back = record.since + room.budget - record.used_in_phase if technique.is_break else 0
    parked = len(room.to_settle)
    return RoomView(
        key=f"{step.id}.tell",
        kind="rest" if technique.is_break else "tell",
        title=step.title,
        question=question,
        rows=rows,
        status=_parked(parked) if technique.is_break else NOTHING,
        actions=(
            *((Action("quit", Message("room_begin.do_stop_until_then")),) if technique.lasts_overnight else ()),
            TO_CONTINUE,
        ),
        lines=True,
        back_at=back,
    )


def _who_decides(room: RoomFacts) -> Message:
    record = room.record
    if not record.decider:
        return NOTHING
    if record.is_decider_here:
        return Message("room_begin.who_decides", decider=record.decider)
    return Message("room_begin.we_decide_for_now", decider=record.decider)


def _parked(count: int) -> Message:
    return Message("room_begin.in_car_park", count=count) if count else NOTHING


def begin_next(room: RoomFacts, _intent: Intent) -> Taken:
    return enter_next(room)


# ---- between two steps


def between(room: RoomFacts) -> RoomView:
    record = room.record
    rows = [RoomRow("", Message("room.in_quotes", text=in_full(text))) for text in decided_texts(room)]
    coming = record.coming
    actions = [TO_CONTINUE if coming else Action("enter", Message("room_begin.do_write_file"))]
    if len(coming) > 1 and leaving.closing_step(room) and (ending := room.ending()) and ending.must_close(record.since):
        rows.append(RoomRow("", Message("room_begin.close_with_owners", left=ending.time_left(record.since))))
        actions.append(Action("end", Message("room_begin.do_close")))
    short = room.shortening(record.since)
    if short:
        late = duration(round(room.behind(record.since) / 60))
        rows.append(RoomRow("", Message("room_begin.we_end_late", late=late, proposal=plans.proposed(short))))
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


def decided_texts(room: RoomFacts) -> tuple[str, ...]:
    board = room.record.board_of(room.step.id)
    chosen = board.decision.chosen if board.decision else ()
    return tuple(room.words_of(room.step, number) for number in chosen if number in board.notes)


# ---- a pause


def rest(room: RoomFacts) -> RoomView:
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
        rows=(RoomRow("", then),),
        status=_parked(parked),
        actions=(TO_CONTINUE,),
        lines=True,
        back_at=record.back_at,
    )


def go(_room: RoomFacts, _intent: Intent) -> Taken:
    return PauseEnded()
