"""Two pictures of the future, of which one is chosen."""

from __future__ import annotations

import pytest

from stratcoach.flow.events import (
    AnswerGiven,
    ListClosed,
    QuestionSkipped,
)
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Ask
from stratcoach.model.strategy import Strategy


def drawn(library: Library, chosen: str) -> Strategy:
    interview = Interview(library)
    for key, value in (
        ("start.agenda", "solo"),
        ("vision.user", "Hikers"),
        ("vision.low_future", "They find a space."),
        ("vision.low_statement", "Hikers always find a space."),
        ("vision.low_asks", "Two years."),
        ("vision.big_future", "The day works."),
        ("vision.big_statement", "Hikers set out knowing that the day works."),
        ("vision.big_asks", "Six years."),
        ("vision.ambition", chosen),
        ("vision.because", "That is what we can carry."),
        ("vision.other_because", "Nobody has shown it."),
    ):
        interview.apply(AnswerGiven(key=key, value=value))
    return interview.assembly.strategy()


@pytest.mark.parametrize(
    ("chosen", "statement", "future", "other", "note", "other_note"),
    [
        (
            "low-key",
            "Hikers always find a space.",
            "They find a space.",
            "Hikers set out knowing that the day works.",
            "Two years.",
            "Six years.",
        ),
        (
            "ambitious",
            "Hikers set out knowing that the day works.",
            "The day works.",
            "Hikers always find a space.",
            "Six years.",
            "Two years.",
        ),
    ],
)
def test_the_chosen_picture_is_the_vision_and_the_other_is_kept(
    library: Library, chosen: str, statement: str, future: str, other: str, note: str, other_note: str
) -> None:
    vision = drawn(library, chosen).vision
    assert vision is not None
    assert (vision.statement, vision.future, vision.ambition, vision.note) == (
        statement,
        future,
        chosen,
        f"What it asks of us: {note}",
    )
    (alternative,) = vision.alternatives
    assert (alternative.statement, alternative.because) == (
        other,
        f"Nobody has shown it.\nIt would have asked of us: {other_note}",
    )
    assert {vision.ambition, alternative.ambition} == {"low-key", "ambitious"}


def test_both_pictures_stand_side_by_side_before_one_is_chosen(library: Library) -> None:
    interview = Interview(library)
    for key, value in (
        ("start.agenda", "solo"),
        ("start.product", "Trailhead"),
        ("start.organisation", "company"),
        ("vision.low_statement", "Hikers always find a space."),
        ("vision.low_asks", "Two years."),
        ("vision.big_statement", "Hikers set out knowing that the day works."),
    ):
        interview.apply(AnswerGiven(key=key, value=value))
    for key in ("occasion", "statement"):
        interview.apply(QuestionSkipped(key=f"insights#1.{key}"))
    interview.apply(ListClosed(flow="insights"))
    for key in ("user", "today", "low_future", "big_future", "big_asks"):
        interview.apply(QuestionSkipped(key=f"vision.{key}"))
    step = interview.step()
    assert isinstance(step, Ask)
    assert step.key == "vision.ambition"
    assert [draft.lines for draft in step.beside] == [
        ("Hikers always find a space.", "It would ask of you: Two years."),
        ("Hikers set out knowing that the day works.",),
    ]
