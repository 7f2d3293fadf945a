"""The pages that a key opens over a moment of the workshop. They change nothing by being looked at."""

from __future__ import annotations

from typing import Final

from stratcoach.messages import NOTHING, Message
from stratcoach.workshop import plan as plans
from stratcoach.workshop.phases import leaving, planning, setup
from stratcoach.workshop.recap import recap
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.room_view import COMMANDS, Action, RoomRow, RoomView, Text


def page_over(name: str, room: RoomFacts, under: RoomView, now: int) -> RoomView:
    """A page over the moment of now; what is hidden there is on no page either."""
    title, key = under.title, f"page.{name}"
    base = under.replace(
        key=key,
        kind=name,
        rows=(),
        status=NOTHING,
        draft="",
        hidden=False,
        lines=False,
        help=NOTHING,
        may_extend=False,
        back_at=0,
    )
    match name:
        case "menu":
            rows = tuple(RoomRow(str(number), says) for number, (_, says) in enumerate(COMMANDS, 1))
            return _asking(base, Message("room.what_to_do"), Message("room.type_a_number")).replace(title=title, rows=rows)
        case "park":
            return _asking(base, Message("room.what_to_park"), Message("room.type_thought"))
        case "leave" | "end":
            return leaving.leaving(room, base, name)
        case "plan":
            if short := room.shortening(now):
                base = base.replace(status=Message("room.running_late", proposal=plans.proposed(short)))
            actions = (*planning.PLAN_EDITS.values(), _BACK)
            return base.replace(question=Message("room.the_plan"), rows=planning.plan_rows(room), actions=actions)
        case "pause":
            actions = (Action("type", Message("room.type_minutes")), Action("enter", Message("room.do_pause")))
            return base.replace(question=Message("room.how_long"), actions=actions)
        case "file":
            return _asking(base, Message("room.which_file"), Message("room.type_file"), Message("room.type_folder"))
        case "people":
            base = base.replace(draft=setup.names_of(room), typing="listed", lines=True)
            return _asking(base, room.asks("people").ask[0], Message("room.type_names"), Message("room.type_renaming"))
        case "recap":
            rows = tuple(RoomRow("", line) for line in recap(room, now))
            return base.replace(question=Message("room.so_far"), rows=rows, actions=(_BACK,))
    good = tuple(RoomRow(Message("room.good"), text) for text in _good(room))
    help_text = under.help or Message("room.no_more_help")
    return base.replace(question=under.question, rows=(RoomRow("", help_text), *good), actions=(_BACK,))


_BACK: Final = Action("enter", Message("room.do_go_back"))


def _asking(base: RoomView, question: Text, *typed: Message) -> RoomView:
    """A page that asks for something to be typed; Enter alone leads back."""
    return base.replace(question=question, actions=(*(Action("type", how) for how in typed), _BACK))


def _good(room: RoomFacts) -> tuple[str, ...]:
    question = room.question
    return question.good if question and room.kind in ("collect", "round", "alone", "pairs", "fours") else ()
