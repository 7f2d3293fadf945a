"""The phases of the techniques, one object each."""

from __future__ import annotations

from typing import Final

from stratcoach.workshop import answers_ahead
from stratcoach.workshop.intents import (
    AddNotes,
    AddSources,
    Answer,
    CastBallots,
    CloseRound,
    CloseVote,
    Continue,
    CountHands,
    EditPlan,
    Pass,
    PlaceAside,
    SayReached,
    SetConfidence,
    SetDecider,
    SetGoal,
    SetObstacle,
    SetPeople,
    Settle,
    Vote,
)
from stratcoach.workshop.phase import NOT_NOW, Phase, always
from stratcoach.workshop.phases import (
    closing,
    confidence,
    deciding,
    filling_in,
    inbox,
    people_changes,
    planning,
    setup,
    sources,
    voting,
    writing,
)
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.techniques import PhaseKind

_GO_ON: Final = always(Continue)

PHASES: Final[dict[PhaseKind, Phase]] = {
    "people": Phase(name="people", view=setup.people, accepts=always(SetPeople), submit=lambda _room, _intent: NOT_NOW),
    "decider": Phase(name="decider", view=setup.decider, accepts=always(SetDecider), submit=setup.set_decider),
    "goal": Phase(name="goal", view=setup.goal, accepts=always(SetGoal), submit=setup.set_goal),
    "week": Phase(name="week", view=setup.week, accepts=always(SetObstacle, Continue), submit=setup.set_obstacle),
    "agenda": Phase(name="agenda", view=planning.agenda, accepts=always(Continue, EditPlan), submit=planning.begin),
    "tell": Phase(name="tell", view=setup.tell, accepts=_GO_ON, submit=setup.begin_next, takes_words=False),
    "collect": Phase(
        name="collect",
        view=writing.collect,
        accepts=always(AddNotes, Continue),
        submit=writing.add_notes,
        own=writing.own_notes,
        takes_notes=True,
        shows_notes=True,
    ),
    "alone": Phase(name="alone", view=writing.together, accepts=_GO_ON, submit=writing.go_on, takes_words=False),
    "pairs": Phase(name="pairs", view=writing.together, accepts=_GO_ON, submit=writing.go_on, takes_words=False),
    "fours": Phase(name="fours", view=writing.together, accepts=_GO_ON, submit=writing.go_on, takes_words=False),
    "round": Phase(
        name="round",
        view=writing.in_turn_now,
        accepts=always(AddNotes, Pass, CloseRound, Continue),
        submit=writing.take_turn,
        takes_notes=True,
        shows_notes=True,
    ),
    "reveal": Phase(
        name="reveal",
        view=writing.reveal,
        accepts=always(AddNotes, Continue),
        submit=writing.change_shown,
        applies=lambda room: bool(room.board.open_notes),
        takes_words=False,
        shows_notes=True,
    ),
    "vote": Phase(
        name="vote",
        view=voting.vote,
        accepts=always(Vote, CastBallots, CountHands, CloseVote, Continue),
        submit=voting.take_votes,
        own=voting.own_ballot,
        applies=voting.applies,
        takes_words=False,
        shows_notes=True,
    ),
    "decide": Phase(
        name="decide",
        view=deciding.decide,
        accepts=deciding.accepts,
        submit=deciding.take_decision,
        applies=lambda room: bool(room.board.open_notes),
        shows_notes=True,
    ),
    "fist": Phase(name="fist", view=voting.fist, accepts=voting.fist_accepts, submit=voting.take_fist, own=voting.own_fingers),
    "fill": Phase(
        name="fill",
        view=filling_in.fill_in,
        accepts=always(Answer, Continue),
        submit=filling_in.answer,
        applies=lambda room: room.due is not None,
    ),
    "sources": Phase(
        name="sources",
        view=sources.sources,
        accepts=always(AddSources, Continue),
        submit=sources.add_sources,
        applies=lambda room: bool(room.without_source),
    ),
    "read_back": Phase(name="read_back", view=closing.read_back, accepts=_GO_ON, submit=closing.next_page, takes_words=False),
    "settle": Phase(
        name="settle",
        view=closing.settle,
        accepts=always(Settle),
        submit=closing.settle_next,
        applies=lambda room: bool(room.to_settle),
    ),
    "sure": Phase(
        name="sure",
        view=confidence.sure,
        accepts=always(SetConfidence, Continue),
        submit=confidence.set_confidence,
        applies=confidence.applies,
    ),
    "reached": Phase(
        name="reached",
        view=closing.reached,
        accepts=always(SayReached, Continue),
        submit=closing.say_reached,
        applies=lambda room: bool(room.record.goal),
    ),
    "finish": Phase(name="finish", view=closing.finish, accepts=_GO_ON, submit=closing.write_file, takes_words=False),
}

AHEAD: Final = Phase(
    name="ahead", view=answers_ahead.view, accepts=always(), submit=lambda _room, _intent: NOT_NOW, takes_words=False
)
WHO: Final = Phase(name="who", view=people_changes.who, accepts=people_changes.accepts, submit=people_changes.said_who)
REST: Final = Phase(name="rest", view=setup.rest, accepts=_GO_ON, submit=setup.go, takes_words=False)
BETWEEN: Final = Phase(
    name="between", view=setup.between, accepts=always(Continue, EditPlan), submit=setup.begin_next, takes_words=False
)


def phase_of(room: RoomFacts) -> Phase:
    """The current phase, or what has to be answered before it."""
    under = under_aside(room)
    if not room.record.aside:
        return under
    line = line_below(room)
    return Phase(
        name="aside",
        view=lambda room: inbox.aside(room, into_line=line is not None),
        accepts=always(PlaceAside, AddNotes),
        submit=lambda room, intent: inbox.placed(room, intent, line),
        takes_notes=True,
    )


def line_below(room: RoomFacts) -> RoomView | None:
    """The question that waits below what was set aside, where it takes one line."""
    under = under_aside(room)
    view = under.shown(room)
    return None if view.lines or not under.takes_words else view


def under_aside(room: RoomFacts) -> Phase:
    """The current phase, even while set-aside texts wait."""
    if room.record.is_ahead:
        return AHEAD
    if people_changes.unclear(room):
        return WHO
    if room.record.is_paused:
        return REST
    return BETWEEN if room.kind is None else PHASES[room.kind]
