"""The page that says how people get a page of their own, who has one, and who waits to be let in."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.messages import NOTHING, Message
from stratcoach.services.meeting import Meeting
from stratcoach.workshop.board_events import ReadingFirst
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_view import Action, RoomRow, RoomView

_LEAST_APART = 3


def with_waiting(meeting: Meeting, view: RoomView) -> RoomView:
    """A moment with how many people wait to be let in."""
    count = len(meeting.waiting())
    return view.replace(status=Message("room_own.people_wait", status=view.status, count=count)) if count else view


def join_page(meeting: Meeting, under: RoomView) -> RoomView:
    """The page over a moment: the code to scan, the address and the code to type, who is in and who waits."""
    waiting = meeting.waiting()
    first = Action("admit", Message("room_own.do_let_in", number=1)), Action("no", Message("room_own.do_turn_away", number=1))
    is_locked = meeting.doors is not None and meeting.doors.state.is_locked
    who = next(iter(meeting.room.present), "Ana")
    return under.replace(
        key="page.join",
        kind="join",
        question=NOTHING,
        rows=tuple(_rows(meeting)),
        status=NOTHING,
        actions=(
            Action("enter", Message("room.do_go_back")),
            *(first if waiting else ()),
            Action("out", Message("room_own.do_put_out", name=who)),
            Action(
                "read", Message("room_own.do_not_read") if meeting.room.record.reads_first else Message("room_own.do_read_first")
            ),
            Action("lock", Message("room_own.do_open") if is_locked else Message("room_own.do_lock")),
        ),
        help=NOTHING,
        draft="",
        hidden=False,
        lines=False,
        back_at=0,
        picture=meeting.invitation.picture if meeting.invitation else (),
    )


def _rows(meeting: Meeting) -> Iterator[RoomRow]:
    doors, invitation, room = meeting.doors, meeting.invitation, meeting.room
    assert doors is not None
    if invitation is not None:
        yield RoomRow("", Message("room_own.open_address", address=invitation.address))
        yield RoomRow("", Message("room_own.type_code", code=doors.state.code), stands_out=True)
    for number, name in enumerate(meeting.waiting(), 1):
        yield RoomRow(str(number), Message("room_own.waits_as", name=name, is_known=name in room.present), stands_out=True)
    there = tuple(name for name, has_device in meeting.names() if has_device)
    if there:
        yield RoomRow("", Message("room_own.who_is_in", people=there, count=len(there), all=len(room.present)))
    if invitation is not None:
        yield RoomRow("", Message("room_own.large_screen", address=invitation.wall, code=doors.state.wall_code))
        if invitation.others:
            yield RoomRow("", Message("room_own.other_addresses", addresses=invitation.others))


def take(meeting: Meeting, text: str) -> Refusal:
    """What becomes of what was typed on that page, in words; it changes who has a page, or whether notes are read first."""
    word, _, rest = text.strip().partition(" ")
    number = int(rest) if rest.isascii() and rest.isdigit() and len(rest) < _LEAST_APART else 1
    try:
        match word.lower():
            case "a" | "admit" | "y":
                done = meeting.let_in(number)
            case "n" | "no":
                done = meeting.turn_away(number)
            case "out":
                done = meeting.put_out(rest)
            case "lock" | "unlock" | "open":
                done = meeting.lock_doors(is_locked=word.lower() == "lock")
            case "read" | "free":
                meeting.keep(ReadingFirst(is_on=word.lower() == "read"))
                done = Message("room_own.reads_first") if word.lower() == "read" else Message("room_own.reads_nothing_first")
            case _:
                return Refusal(Message("room_own.type_one_of_these"))
    except OSError as error:
        return Refusal(Message("room.not_saved_yet", why=error.strerror or str(error)))
    return Refusal(done, None, "") if isinstance(done, Message) else done
