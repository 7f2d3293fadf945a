"""A whole interview in a made-up language: no sentence of ours is left in English, and the strategy is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from stratcoach.files.question_flows import load_library
from stratcoach.flow.events import Event
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Ask, Challenge, Keep, Menu, Pick, ReadBack, Reply, Step
from stratcoach.lint.linter import lint
from stratcoach.model.strategy import Strategy
from stratcoach.ui.interview_texts import HINT_PLAIN
from stratcoach.ui.plain import Plain
from tests.language.made_up import made_up_language, outside_marks

TODAY = date(2026, 11, 22)
NO_WIDTH = 1_000_000
"""Columns of a screen on which no line is ever wrapped."""

TYPED: Mapping[str, list[str]] = {
    "start.agenda": [":help", "99", "1"],
    "start.product": [":nonsense", "", "Trailhead"],
    "start.organisation": ["1"],
    "insights#1.statement": ["42", ":park Ask the rangers in May", "11 of 14 hikers turned back when the car park was full."],
    "insights#1.source": ["1"],
    "insights": ["add", "move 2 to 1", ":back", "remove 1", "what", ""],
    "insights#2.statement": ["Of 48,000 routes, 61% were chosen on Friday after 8 pm."],
    "insights#2.source": [":unknown"],
    "insights#2.source?text": ["Who counted that?"],
    "vision.statement": ["Become the leading hiking platform in Europe."],
    "vision.statement!": ["We want to be the best at hiking.", "Anyone with a free Saturday sets out knowing it works."],
    "problems#1.statement": [":unknown"],
    "problems#1.statement?text": ["Which part of the day goes wrong?"],
    "problems#1.statement?owner": ["Ben"],
    "problems#1.statement?by": ["this spring", "in three months"],
    "users#1.segment": [":help", "City people who hike two Saturdays a month."],
    "objectives#1.in_one": ["Hikers active in a second season rise from 22% to 45% by October 2027."],
    "review.read_back": ["Tell Ana", "change", "", ""],
}
"""What is typed at each step, by its key; `!` is the coach's question. Where there is nothing, the person skips or continues."""


class Typist(Plain):
    """Somebody who types what is meant for each step, and sees all that is shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.met: set[str] = set()
        self._left = {key: list(lines) for key, lines in TYPED.items()}
        self._step: Step | None = None
        super().__init__(self._type, self.shown.append, NO_WIDTH)

    def put(self, step: Step, keep: Keep | None = None) -> Reply:
        self._step = step
        self.met.add(type(step).__name__)
        return super().put(step, keep)

    def _type(self) -> str:
        step = self._step
        assert step is not None
        left = self._left.get(f"{step.key}!" if isinstance(step, Challenge) else step.key, [])
        if left and not isinstance(step, Pick):
            return left.pop(0)
        return (
            (":skip" if step.can_skip and not step.suggested else "")
            if isinstance(step, Ask) and not step.options
            else self._chosen_by_default(step)
        )

    @staticmethod
    def _chosen_by_default(step: Step) -> str:
        return "1" if isinstance(step, Ask) else ""


def interviewed(library: Library) -> tuple[Strategy, list[Event], Typist]:
    interview = Interview(library, lint=lambda strategy: lint(strategy, as_of=TODAY).findings, today=TODAY)
    typist, events = Typist(), list[Event]()
    run(interview, typist, events.append)
    return interview.assembly.strategy(), events, typist


def in_english(shown: list[str]) -> list[str]:
    """The lines with words that are between no marks, and weren't typed by the person; only those words."""
    return [words for line in outside_marks("\n".join(shown)) if (words := " ".join(_ours(line)))]


def _ours(line: str) -> Iterator[str]:
    line = line.replace(" ".join(HINT_PLAIN.split()), " ")
    yield from (word for word in re.findall(r"[A-Za-z]{2,}", line) if word.lower() not in THEIRS)


THEIRS = {word.lower() for lines in TYPED.values() for line in lines for word in re.findall(r"[A-Za-z]{2,}", line)}


def test_an_interview_in_another_language_makes_the_same_strategy(library: Library) -> None:
    strategy, events, typist = interviewed(library)
    with made_up_language():
        other, other_events, other_typist = interviewed(load_library())
    assert other_events == events
    assert other == strategy
    assert (strategy.parking_lot, len(strategy.questions)) == (("Ask the rangers in May", "Tell Ana"), 2)
    assert typist.met == other_typist.met >= {kind.__name__ for kind in (Ask, Challenge, Menu, Pick, ReadBack)}
    assert len(other_typist.shown) == len(typist.shown)
    assert in_english(other_typist.shown) == []
    assert len(in_english(typist.shown)) > len(typist.shown) / 3
