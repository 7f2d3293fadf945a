"""What one person sees on a page of their own, and what they can do there now. It is built from what `view_for` gives them, so that
nothing that is hidden is in it.
"""

from __future__ import annotations

from typing import Final, Literal

from stratcoach.messages import NOTHING
from stratcoach.model.value import Value
from stratcoach.workshop import answers_ahead
from stratcoach.workshop.answers_ahead import QuestionAhead
from stratcoach.workshop.phases import own_actions, writing
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import Countdown, RoomRow, RoomView, Text
from stratcoach.workshop.techniques import PhaseKind

Does = Literal["wait", "think", "write", "speak", "read", "vote", "object", "fingers", "rest", "over", "ahead"]
"""What there is to do: nothing; think or talk; write notes; say a line in turn; read what is shown; give dots; object to what was
chosen; show fingers; nothing, because of a break or because the workshop is over; answer all questions before it begins.
"""

DOES: Final[dict[PhaseKind, Does]] = {
    "collect": "write",
    "alone": "think",
    "pairs": "think",
    "fours": "think",
    "round": "speak",
    "reveal": "read",
    "read_back": "read",
    "vote": "vote",
    "fist": "fingers",
}


class OwnPage(Value):
    """One moment on one person's page. `rows` are what everybody sees, `own` what this person gave, for their eyes alone.

    `beside` are the people to talk with. Of a vote, `dots` says how many this person has and `given` on which options they are;
    `barred` are options that they can't choose. `score` is how many fingers they show, -1 for none yet.
    """

    person: str
    moment: str
    does: Does
    title: Text
    question: Text
    place: Text = NOTHING
    rows: tuple[RoomRow, ...] = ()
    own: tuple[RoomRow, ...] = ()
    status: Text = NOTHING
    beside: tuple[str, ...] = ()
    dots: int = 0
    given: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()
    score: int = -1
    missing: str = ""
    objection: str = ""
    is_done: bool = False
    is_turn: bool = False
    time: Countdown | None = None
    back_at: int = 0
    ahead: tuple[QuestionAhead, ...] = ()


def own_page(room: Room, person: str) -> OwnPage:
    """The page of somebody who is in the room."""
    view, own = _seen(room, person)
    does = _does(room, view)
    page = OwnPage(
        person=person,
        moment=view.key,
        does=does,
        title=view.title or room.step.title,
        question=view.question,
        place=view.place,
        rows=view.rows,
        own=own,
        status=NOTHING if view.hidden else own_actions.at_hand(room).shown(room).status,
        is_done=person in room.record.done.get(view.key, ()),
        time=view.time,
        back_at=view.back_at,
    )
    board = room.board
    match does:
        case "ahead":
            return page.replace(status=NOTHING, ahead=answers_ahead.questions_of(room, person))
        case "think":
            return page.replace(rows=(), beside=own_actions.group_of(room, person))
        case "write":
            return page.replace(beside=own_actions.group_of(room, person))
        case "speak":
            waiting = writing.to_speak(room)
            return page.replace(is_turn=bool(waiting) and waiting[0].name == person)
        case "vote":
            barred = tuple(n for n in board.notes if person in board.authors(n)) if room.step.only_others else ()
            now = board.rounds[-1]
            return page.replace(own=(), dots=now.dots, given=now.ballots.get(person, ()), barred=barred)
        case "fingers":
            score, missing = board.fists.get(person, (-1, ""))
            return page.replace(own=(), rows=() if view.hidden else view.rows, score=score, missing=missing)
        case "object":
            return page.replace(objection=board.against.get(person, ""))
    return page


def wall_page(room: Room) -> RoomView:
    """What a large screen shows: the moment of now without what only the scribe is asked or types."""
    return _seen(room, "")[0].replace(draft="", actions=())


def _seen(room: Room, person: str) -> tuple[RoomView, tuple[RoomRow, ...]]:
    """What everybody sees, without what only the scribe is asked, and what is this person's own: together the rows of `view_for`."""
    shared, under = room.view(), own_actions.at_hand(room)
    if shared.kind in ("aside", "who"):
        now = under.shown(room)
        shared = now.replace(place=shared.place, time=now.time or room.countdown())
    return shared, under.own(room, person) if person and shared.hidden else ()


def _does(room: Room, view: RoomView) -> Does:
    if room.record.finished:
        return "over"
    if room.record.is_ahead:
        return "ahead"
    if view.kind == "rest" or room.record.is_paused:
        return "rest"
    kind = room.kind
    if kind == "decide":
        return "object" if own_actions.can_object(room) else "wait"
    if kind == "fist" and view.kind != "fist":
        return "wait"
    return DOES.get(kind, "wait") if kind else "wait"


def progress(room: Room) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is done with what is asked now, and who isn't; only the facilitator's own screen says who."""
    board = room.board
    done = set(room.record.done.get(own_actions.moment_of(room), ()))
    if room.kind == "vote" and board.rounds:
        done = set(board.rounds[-1].ballots)
    elif room.kind == "fist":
        done = set(board.fists)
    here = room.present
    return tuple(name for name in here if name in done), tuple(name for name in here if name not in done)
