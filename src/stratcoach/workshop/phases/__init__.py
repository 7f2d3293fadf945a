"""The phases of the techniques: each says what the room sees in it, and what becomes of what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from stratcoach.messages import Message
from stratcoach.model.value import Value
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
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.techniques import PhaseKind


class Phase(Value):
    """A part of a step: when something is left to do in it, what the room sees, and how it takes what is typed."""

    view: Callable[[RoomFacts], RoomView]
    take: Callable[[RoomFacts, str], Taken]
    applies: Callable[[RoomFacts], bool] = lambda _room: True


PHASES: Final[dict[PhaseKind, Phase]] = {
    "people": Phase(view=setup.people, take=setup.take_people),
    "decider": Phase(view=setup.decider, take=setup.take_decider),
    "goal": Phase(view=setup.goal, take=setup.take_goal),
    "week": Phase(view=setup.week, take=setup.take_week),
    "agenda": Phase(view=planning.agenda, take=planning.take_agenda),
    "tell": Phase(view=setup.tell, take=setup.take_tell),
    "collect": Phase(view=writing.collect, take=writing.take_notes),
    "alone": Phase(view=writing.together, take=writing.take_on),
    "pairs": Phase(view=writing.together, take=writing.take_on),
    "fours": Phase(view=writing.together, take=writing.take_on),
    "round": Phase(view=writing.in_turn_now, take=writing.take_turn),
    "reveal": Phase(view=writing.reveal, take=writing.take_revealed, applies=lambda room: bool(room.board.open_notes)),
    "vote": Phase(view=voting.vote, take=voting.take_votes, applies=voting.applies),
    "decide": Phase(view=deciding.decide, take=deciding.take_decision, applies=lambda room: bool(room.board.open_notes)),
    "fist": Phase(view=voting.fist, take=voting.take_fist),
    "fill": Phase(view=filling_in.fill_in, take=filling_in.take_answer, applies=lambda room: room.due is not None),
    "sources": Phase(view=sources.sources, take=sources.take_sources, applies=lambda room: bool(room.without_source)),
    "read_back": Phase(view=closing.read_back, take=closing.take_page),
    "settle": Phase(view=closing.settle, take=closing.take_settled, applies=lambda room: bool(room.to_settle)),
    "sure": Phase(view=confidence.sure, take=confidence.take_sure, applies=confidence.applies),
    "reached": Phase(view=closing.reached, take=closing.take_reached, applies=lambda room: bool(room.record.goal)),
    "finish": Phase(view=closing.finish, take=closing.take_finish),
}

_NOT_FOR_THOUGHTS: Final = frozenset(("rest", "between", "tell", "together", "reveal", "vote", "read_back", "finish"))
"""The kinds of views on which words are never an answer: a thought that is typed there is kept for later."""

_FOR_NOTES: Final = frozenset(("collect", "round", "aside"))
"""The kinds of views on which almost everything is a note, so that a command or a vote has to be told apart from one."""


def _rules(room: RoomFacts) -> Phase:
    if not room.record.aside:
        return _under(room)
    under = _under(room).view(room)
    line = None if under.lines or under.kind in _NOT_FOR_THOUGHTS else under
    return Phase(
        view=lambda room: inbox.aside(room, into_line=line is not None),
        take=lambda room, text: inbox.take_aside(room, text, line),
    )


def _under(room: RoomFacts) -> Phase:
    """The current phase, even while set-aside texts wait."""
    if people_changes.unclear(room):
        return Phase(view=people_changes.who, take=people_changes.take_who)
    if room.record.is_paused:
        return Phase(view=setup.rest, take=setup.take_rest)
    kind = room.kind
    return Phase(view=setup.between, take=setup.take_between) if kind is None else PHASES[kind]


def view_of(room: RoomFacts) -> RoomView:
    return _rules(room).view(room)


def take(room: RoomFacts, text: str) -> Taken:
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
