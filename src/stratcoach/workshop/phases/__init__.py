"""The phases of the techniques: each says what the room sees in it, and what becomes of what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.workshop import plan as plans
from stratcoach.workshop.phases import (
    closing,
    confidence,
    deciding,
    filling_in,
    inbox,
    note_actions,
    people_changes,
    planning,
    setup,
    sources,
    voting,
    writing,
)
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room, Taken
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.techniques import PhaseKind


class Rules(NamedTuple):
    """What a phase shows, and how it takes what is typed."""

    view: Callable[[Room], RoomView]
    take: Callable[[Room, str], Taken]


_RULES: Final[dict[PhaseKind, Rules]] = {
    "people": Rules(setup.people, setup.take_people),
    "decider": Rules(setup.decider, setup.take_decider),
    "goal": Rules(setup.goal, setup.take_goal),
    "week": Rules(setup.week, setup.take_week),
    "agenda": Rules(planning.agenda, planning.take_agenda),
    "tell": Rules(setup.tell, setup.take_tell),
    "collect": Rules(writing.collect, writing.take_notes),
    "alone": Rules(writing.together, writing.take_on),
    "pairs": Rules(writing.together, writing.take_on),
    "fours": Rules(writing.together, writing.take_on),
    "round": Rules(writing.in_turn_now, writing.take_turn),
    "reveal": Rules(writing.reveal, writing.take_revealed),
    "vote": Rules(voting.vote, voting.take_votes),
    "decide": Rules(deciding.decide, deciding.take_decision),
    "fist": Rules(voting.fist, voting.take_fist),
    "fill": Rules(filling_in.fill_in, filling_in.take_answer),
    "sources": Rules(sources.sources, sources.take_sources),
    "read_back": Rules(closing.read_back, closing.take_page),
    "settle": Rules(closing.settle, closing.take_settled),
    "sure": Rules(confidence.sure, confidence.take_sure),
    "reached": Rules(closing.reached, closing.take_reached),
    "finish": Rules(closing.finish, closing.take_finish),
}

_NOT_FOR_THOUGHTS: Final = frozenset(("rest", "between", "tell", "together", "reveal", "vote", "read_back", "finish"))
"""The kinds of views on which words are never an answer: a thought that is typed there is kept for later."""

_FOR_NOTES: Final = frozenset(("collect", "round", "aside"))
"""The kinds of views on which almost everything is a note, so that a command or a vote has to be told apart from one."""


def _rules(room: Room) -> Rules:
    if not room.record.aside:
        return _under(room)
    under = _under(room).view(room)
    line = None if under.lines or under.kind in _NOT_FOR_THOUGHTS else under
    return Rules(
        lambda room: inbox.aside(room, into_line=line is not None), lambda room, text: inbox.take_aside(room, text, line)
    )


def _under(room: Room) -> Rules:
    """The current phase, even while set-aside texts wait."""
    if people_changes.unclear(room):
        return Rules(people_changes.who, people_changes.take_who)
    if room.record.is_paused:
        return Rules(setup.rest, setup.take_rest)
    kind = room.kind
    return Rules(setup.between, setup.take_between) if kind is None else _RULES[kind]


def view_of(room: Room) -> RoomView:
    return _rules(room).view(room)


def take(room: Room, text: str) -> Taken:
    """What becomes of a text. Where it can't be an answer and is more than a slip, it is put aside, so that nothing is lost;
    so are several lines where one is asked for.
    """
    rules = _rules(room)
    view, has_lines = rules.view(room), len(text.splitlines()) > 1
    if not has_lines and (done := note_actions.done_with(room, view, text)):
        return done
    if view.kind == "collect" and (dropped := inbox.dropped_unseen(room, text)):
        return dropped
    if view.kind in _FOR_NOTES and (doubt := inbox.not_a_note(room, text)):
        return Refusal(doubt, None, "")
    one_line = has_lines and not view.lines
    taken = Refusal(Message("room.one_line")) if one_line else rules.take(room, text)
    if isinstance(taken, Refusal) and plans.is_edit(text):
        return taken if room.kind in (None, "agenda", "fill") else Refusal(inbox.IN_THE_PLAN, None, "")
    if isinstance(taken, Refusal) and view.kind not in ("vote", "fist") and inbox.is_votes(text, room.record.people):
        return Refusal(inbox.VOTES_LATER, None, "")
    is_lost = isinstance(taken, Refusal) and not taken.event and not room.record.aside and inbox.is_thought(text)
    if one_line or (is_lost and (has_lines or view.kind in _NOT_FOR_THOUGHTS)):
        return inbox.put_aside(room, text)
    return taken
