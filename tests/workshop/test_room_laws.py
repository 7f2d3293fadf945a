"""Whatever a room does: nothing breaks, nothing hidden is seen, everything can be taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.reports.minutes import minutes
from stratcoach.reports.minutes_text import titled
from stratcoach.workshop.board_events import Decided
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.room import Room
from stratcoach.workshop.workshop_events import ActUndone
from stratcoach.workshop.workshop_state import WorkshopState
from tests.flows import LIBRARY
from tests.workshop.playing import NOTES, PEOPLE, Workshop

LINES = st.sampled_from(
    [
        *PEOPLE,
        *NOTES,
        "",
        "",
        "",
        "y",
        "n",
        "1",
        "1 2",
        "2 5",
        "3+4",
        "drop 2",
        "4 other words",
        "Ana: 1 2",
        "Ben 1",
        "5 4 1 2 2",
        "3 3",
        "both",
        "Chi, 2026-12-15",
        "Care homes even over hospitals",
        "q Ana, 2026-12-01",
        "d",
        "Ana 2 no",
        "Ben 5",
        "+",
        "s",
        ":park Ana: a thought",
        ":undo",
        ":skip",
        ":unknown",
        ":more",
        ":pause 5",
        ":plan skip 4",
        ":plan add users round_robin 5",
        ":recap",
        ":people Ana, Ben, Chi",
        "A whole thought\nBen: and another one of these",
        "p",
        "1 high",
        ":file ben.md",
        "2026-12-15",
    ]
)


def snapshot(value: Any, now: int = 0) -> Any:
    """Everything that a record holds, but for how it came to it and for what is only suggested; time as it is at one moment."""
    if isinstance(value, WorkshopState):
        apart = ("_history", "applied", "undone", "interview", "library", "used", "used_in_phase", "since")
        held = {k: snapshot(v) for k, v in vars(value).items() if k not in apart}
        held["used"] = {step: value.used_until(step, now) for step in (*value.entered, "preflight")}
        kept = {k: v for k, v in vars(value.interview.state).items() if not k.startswith("_") and k != "suggested"}
        return held | {"state": repr(sorted(kept.items(), key=lambda one: one[0]))}
    if isinstance(value, dict):
        return {key: snapshot(one) for key, one in value.items()}
    return repr(sorted(vars(value).items())) if type(value).__name__ == "Board" else repr(value)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(LINES, max_size=60))
def test_the_same_events_always_give_the_same_workshop(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, *lines])
    again = Room(LIBRARY, workshop.events)
    assert snapshot(again.record, workshop.now) == snapshot(workshop.room.record, workshop.now)
    assert again.view() == workshop.room.view()


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(LINES, max_size=40), LINES)
def test_to_undo_leads_back_to_what_was_before(lines: list[str], then: str) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, *lines])
    before, count = snapshot(workshop.room.record, workshop.now + 1), len(workshop.events)
    workshop.types(then)
    if len(workshop.events) > count and not isinstance(workshop.events[-1], ActUndone):
        workshop.room.apply(ActUndone(at=workshop.now))
        assert snapshot(workshop.room.record, workshop.now) == before


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(LINES | st.just("") | st.just(":skip"), max_size=80))
def test_minutes_tell_decisions_in_the_order_in_which_they_were_taken(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, "", "Ana: Six of nine riders turned back at the ford.", "", "", "1", "", "", ""])
    record = workshop.room.record
    assert [event.step for event in record.events if isinstance(event, Decided)] == ["insights"]
    workshop.types(*lines)
    taken = [titled(record.title_of(event.step)) for event in record.events if isinstance(event, Decided)]
    told = (
        minutes(workshop.room, outcome(workshop.room), "strategy.yaml").partition("## What we decided")[2].partition("\n## ")[0]
    )
    assert re.findall(r"^### (.+)$", told, re.MULTILINE) == taken


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(LINES, max_size=60))
def test_what_must_be_hidden_is_in_no_view(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, PEOPLE)
    for line in ["", *lines]:
        view = workshop.types(line)
        kind, board = workshop.room.kind, workshop.room.board
        if workshop.room.record.is_paused or view.key.startswith("page."):
            continue
        if kind == "collect" and view.hidden:
            assert not [note for note in board.notes.values() if len(note.text) > 12 and note.text in repr(view)]
        if kind == "round" and not view.status.startswith("Everybody"):
            assert not [number for number in board.written if board.notes[number].text in repr(view.rows)]
        if kind == "vote":
            assert not any(row.aside for row in view.rows)
            assert view.hidden
        if kind in ("collect", "reveal", "vote", "decide"):
            texts = {note.text for note in board.notes.values()}  # a note may begin with the name of somebody who isn't there
            rows = repr([row for row in view.rows if row.text not in texts])
            assert not [note for note in board.notes.values() if note.author and f"{note.author}:" in rows]


@pytest.mark.slow
@settings(max_examples=30)
@given(st.lists(st.text(max_size=30) | LINES, max_size=20))
def test_whatever_is_typed_a_workshop_goes_on(lines: list[str]) -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    workshop.types(*(line for line in lines if not line.startswith(":q") and "file" not in line))
    assert workshop.view.key
    assert outcome(workshop.room).product is not None
