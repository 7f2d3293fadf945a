"""Whatever is replied, an interview can be resumed and undone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.flow.events import (
    AnswerGiven,
    AnswerKept,
    AnswerReopened,
    InterviewEvent,
    WentBack,
)
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, Reply, Step
from stratcoach.flow.state import InterviewState

KINDS = st.sampled_from(("answer", "skip", "unknown", "keep", "park", "add", "close", "remove", "move", "reopen", "back"))


def reply_to(step: Step, kind: str, number: int) -> Reply:
    """A reply that fits the step; what doesn't fit becomes something that does."""
    match step:
        case Ask() if kind in ("skip", "park", "back") or (kind == "unknown" and step.can_not_know):
            if kind == "skip" and not step.can_skip:
                return Reply("answer", step.options[0].value)
            return Reply(kind, f"thought {number}" if kind == "park" else "")  # type: ignore[arg-type]
        case Ask(options=(first, *_)):
            return Reply("answer", (first.value,) if step.kind == "links" else first.value)
        case Ask():
            return Reply("answer", "2027-03" if step.kind == "date" else f"They lose {number} hours every week when it rains.")
        case Challenge():
            return Reply("back") if kind == "back" else Reply("keep")
        case Menu(entries=entries) if entries and kind in ("remove", "move", "reopen"):
            entry = entries[number % len(entries)]
            if kind == "reopen":
                return Reply("reopen", key=f"{entry.value}.{'statement' if number % 2 else 'rests_on'}")
            return Reply(kind, str(number % len(entries)), key=entry.value)  # type: ignore[arg-type]
        case Menu():
            return Reply("add" if kind == "add" and number % 3 else "close")
    return Reply("back" if kind == "back" else "finish")


def seen(state: InterviewState) -> object:
    """Everything about a state but what is merely suggested."""
    return (state.answers, state.skipped, state.unknown, state.lists, state.closed, state.parked, state.kept, state.finished)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.tuples(KINDS, st.integers(0, 99)), min_size=1, max_size=60), st.sampled_from(("quick", "solo")))
def test_any_sequence_of_replies_can_be_resumed_and_undone(library: Library, acts: list[tuple[str, int]], agenda: str) -> None:
    """The state is a fold of the events: reading them again gives the same next step. And back undoes what was said."""
    events: list[InterviewEvent] = [
        AnswerGiven(key="start.agenda", value=agenda),
        AnswerGiven(key="start.product", value="Trailhead"),
    ]
    interview = Interview(library, events)
    for kind, number in acts:
        step = interview.step()
        if isinstance(step, Done):
            break
        before = seen(InterviewState({flow.id: flow.mains for flow in library.flows.values()}, events))
        event = interview.submit(step, reply_to(step, kind, number))
        if not isinstance(event, InterviewEvent):
            continue
        interview.apply(event)
        events.append(event)
        again = Interview(library, events)
        assert (again.step(), seen(again.state)) == (interview.step(), seen(interview.state))
        if event.is_act and not isinstance(event, AnswerKept | AnswerReopened) and isinstance(step, Ask | Menu):
            undone = Interview(library, [*events, WentBack()])
            assert seen(undone.state) == before
            next_step = undone.step()
            assert not isinstance(next_step, Done)
            assert next_step.key == step.key
    interview.assembly.strategy()
