"""Taking back many answers, one by one, comes to the same as folding all that is left each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from stratcoach.flow import fold_marks
from stratcoach.flow.events import (
    AnswerDrafted,
    AnswerGiven,
    AnswerKept,
    AnswerReopened,
    AnswerUnknown,
    EntryRemoved,
    EntryRequested,
    InterviewEvent,
    ListClosed,
    QuestionSkipped,
    WentBack,
)
from stratcoach.flow.interview import Interview
from tests.flows import LIBRARY


def events(chance: random.Random) -> Iterator[InterviewEvent]:
    yield AnswerGiven(key="start.agenda", value="solo")
    for number in range(1, 160):
        yield EntryRequested(flow="insights")
        key = f"insights#{number}.statement"
        yield AnswerGiven(key=key, value=f"{number} of 412 hikers turned back.")
        yield from chance.choice((
            [AnswerKept(key=key)],
            [QuestionSkipped(key=f"insights#{number}.evidence")],
            [AnswerUnknown(key=f"insights#{number}.evidence", said="")],
            [AnswerReopened(key=key), AnswerGiven(key=key, value="Hikers turn back.")],
            [EntryRemoved(flow="insights", entry=number)],
            [ListClosed(flow="insights")],
            [WentBack()] * 3,
            [],
        ))  # fmt: skip
        if number in (60, 61, 130):
            yield AnswerDrafted(key=key, value="Half a line")
    for _ in range(120):
        yield WentBack()
        if chance.random() < 0.1:
            yield AnswerGiven(key="insights#7.statement", value="Nobody turned back.")


def states(seed: int) -> Iterator[dict[str, Any]]:
    interview = Interview(LIBRARY)
    for event in events(random.Random(seed)):
        interview.apply(event)
        known = {name: value for name, value in vars(interview.state).items() if not name.startswith("_") and name != "losses"}
        yield {name: value.copy() if hasattr(value, "copy") else value for name, value in known.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_each_step_back_is_as_if_all_was_folded_again(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold_marks, "_BETWEEN", 7)
    quick = list(states(seed))
    monkeypatch.setattr(fold_marks, "_BETWEEN", 1_000_000)
    assert quick == list(states(seed))
