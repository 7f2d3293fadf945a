"""Goes through the full way of `new`, types a weak answer first where there is one and a strong one then, and notes what is asked back."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from stratcoach.flow.events import InterviewEvent
from stratcoach.flow.interview import AGENDA_KEY, Interview
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, ReadBack, Reply, Step
from stratcoach.flow.question_key import parse_key
from tests.flows import LIBRARY
from tests.person import ENTER, TAB, Person
from tests.printed import wording
from tests.rehearsal import BACK, Act

SETS: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "coached_answers.yaml").read_text(encoding="utf-8"))


class Coached(NamedTuple):
    """An answer, where it was given, and what came next: the rule whose question was asked back, or, behind a ?, the next question."""

    at: str
    says: str
    next: str

    @property
    def is_stopped(self) -> bool:
        return not self.next.startswith("?")


def _question(key: str) -> str:
    parsed = parse_key(key)
    return f"{parsed.flow}.{parsed.question}"


class Walk:
    """One interview with weak and strong answers, each with the question to which it is one; with a person it is typed in a terminal."""

    def __init__(
        self,
        weak: Sequence[Mapping[str, Any]],
        strong: Mapping[str, Sequence[str]],
        person: Person | None = None,
        agenda: str = "solo",
    ) -> None:
        self.weak: dict[str, deque[str]] = {}
        for one in weak:
            self.weak.setdefault(one["at"], deque()).append(one["says"])
        self.strong = {at: deque(texts) for at, texts in strong.items()}
        self.agenda = agenda
        self.person = person
        self.coached: list[Coached] = []
        self._given: tuple[str, str] | None = None

    def run(self) -> Iterator[Coached]:
        """Walk to the end. Yields what was asked back at each answer of a set."""
        interview = Interview(LIBRARY)
        step = interview.step()
        while not isinstance(step, Done | ReadBack):
            if self._given:
                yield Coached(*self._given, step.rule if isinstance(step, Challenge) else f"?{_question(step.key)}")
            reply = self._reply(step)
            event = interview.submit(step, reply)
            assert isinstance(event, InterviewEvent), (step, reply)
            if self.person is not None:
                self._do(Act(step, reply, event), self.person)
            interview.apply(event)
            step = interview.step()

    def _do(self, act: Act, person: Person) -> None:
        if act.reply.kind != "skip":
            act.at(person)
            return
        person.sees(act.shows())
        person.sees(BACK)
        person.types(TAB)
        person.sees(wording("screen.skip_question"))
        person.types("2", ENTER)

    def _reply(self, step: Step) -> Reply:
        self._given = None
        if isinstance(step, Menu):
            flow = step.key
            waits = any(texts and at.split(".")[0] == flow for at, texts in self.weak.items())
            known = any(at.split(".")[0] == flow for at in self.strong)
            return Reply("add") if waits or (step.lacking and known) else Reply("close")
        ask = step.ask if isinstance(step, Challenge) else step
        assert isinstance(ask, Ask)
        if ask.key == AGENDA_KEY:
            return Reply("answer", self.agenda)
        at = _question(ask.key)
        text = self._next(at, is_coached=isinstance(step, Challenge))
        if text:
            self._given = (at, text)
            return Reply("answer", tuple(text.split("\n")) if ask.kind == "texts" else text)
        if isinstance(step, Challenge):
            return Reply("keep")
        if ask.kind == "choice":
            return Reply("answer", ask.options[0].value)
        if ask.kind == "links":
            return Reply("answer", (ask.options[0].value,))
        if at == "start.product":
            return Reply("answer", "Lane")
        return Reply("skip")

    def _next(self, at: str, *, is_coached: bool) -> str:
        """What is answered at a question: a weak answer, or the next strong one, which is used again once the others are used up."""
        if self.weak.get(at) and not is_coached:
            return self.weak[at].popleft()
        texts = self.strong.get(at)
        if not texts:
            return ""
        return texts.popleft() if len(texts) > 1 else texts[0]
