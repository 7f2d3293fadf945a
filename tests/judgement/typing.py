"""Types labelled answers into the interview, each where it is asked for, and looks whether the coach asks back."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from stratcoach.flow.events import InterviewEvent
from stratcoach.flow.interview import AGENDA_KEY, Interview
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, ReadBack, Reply, Step
from stratcoach.flow.question_key import parse_key
from stratcoach.rules.base import Limits
from tests.flows import LIBRARY
from tests.judgement.answers import TypedAnswer
from tests.terminal.coached import SETS

BETWEEN: Final[dict[str, Any]] = {
    **SETS["strong pool"],
    **SETS["strong lifts"],
    **SETS["strong theatre"],
    **SETS["strong driving school"],
    "vision.halfway": ["Two schools in one valley already plan this way."],
    "vision.horizon": ["2032"],
}
"""What is answered where none of the labelled answers is."""
ENDS: Final = "assumptions.drop_if"
"""A test is followed by the question that a coach would ask about a weak one: which result ends it."""
MOST: Final = 6
"""How often a list is gone on with for the sake of an answer."""


class Typed(NamedTuple):
    """An answer and what came of it: the rule whose question was asked back, if one was, and whether the next question asks what is missing."""

    answer: TypedAnswer
    rule: str
    is_next: bool

    @property
    def is_asked(self) -> bool:
        return bool(self.rule) or (self.is_next and self.answer.is_weak)


class Share(NamedTuple):
    """How many weak answers were asked about, of how many, and how many strong ones were stopped, of how many."""

    heard: int
    weak: int
    stopped: int
    strong: int


def shares(typed: Collection[Typed]) -> Share:
    weak, strong = ([one.is_asked for one in typed if one.answer.is_weak == is_weak] for is_weak in (True, False))
    return Share(sum(weak), len(weak), sum(strong), len(strong))


def by_writer(typed: Collection[Typed]) -> dict[str, dict[str, int]]:
    """The shares of all answers and of those of each writer."""
    writers = ("all", *sorted({one.answer.writer for one in typed}))
    return {name: shares([one for one in typed if name in ("all", one.answer.writer)])._asdict() for name in writers}


def type_in(answers: Sequence[TypedAnswer], limits: Limits | None = None) -> Iterator[Typed]:
    """Go through as many interviews as it takes to give every answer at its question. What isn't asked for there is left out."""
    for trade in dict.fromkeys((one.writer, one.trade) for one in answers):
        left = deque(one for one in answers if (one.writer, one.trade) == trade)
        while left:
            now, left = _together(left)
            yield from _interview(now, limits)


def _together(left: Collection[TypedAnswer]) -> tuple[dict[str, TypedAnswer], deque[TypedAnswer]]:
    """Answers that fit into one interview, one a question, and the others."""
    now: dict[str, TypedAnswer] = {}
    before: dict[str, str] = {}
    later: deque[TypedAnswer] = deque()
    for one in left:
        beside = _beside(one)
        clashes = any(at in now or before.get(at, text) != text for at, text in beside.items())
        if one.at in now or one.at in before or clashes:
            later.append(one)
        else:
            now[one.at] = one
            before |= beside
    return now, later


def _beside(one: TypedAnswer) -> dict[str, str]:
    flow = one.at.split(".")[0]
    return {f"{flow}.{question}": text for question, text in one.beside.items()}


def _interview(now: Mapping[str, TypedAnswer], limits: Limits | None) -> Iterator[Typed]:
    waiting = dict(now)
    others = {at: deque(texts) for at, texts in BETWEEN.items()}
    others |= {at: deque([text]) for one in now.values() for at, text in _beside(one).items()}
    interview = Interview(LIBRARY, limits=limits)
    step, given, rounds = interview.step(), None, dict.fromkeys(LIBRARY.flows, 0)
    while not isinstance(step, Done | ReadBack) and (waiting or given):
        if given is not None:
            is_next = isinstance(step, Ask) and _at(step) == ENDS and given.at == "assumptions.test"
            yield Typed(given, step.rule if isinstance(step, Challenge) else "", is_next)
            given = None
        if isinstance(step, Menu):
            rounds[step.key] += 1
            is_due = any(at.split(".")[0] == step.key for at in waiting) or (step.lacking and _is_known(step.key, others))
            reply = Reply("add") if is_due and rounds[step.key] <= MOST else Reply("close")
        else:
            reply, given = _reply(step, waiting, others)
        event = interview.submit(step, reply)
        if not isinstance(event, InterviewEvent):  # it can't be read as what is asked for
            given, event = None, interview.submit(step, Reply("skip"))
        assert isinstance(event, InterviewEvent), (step, reply)
        interview.apply(event)
        step = interview.step()


def _is_known(flow: str, others: Mapping[str, deque[str]]) -> bool:
    return any(at.split(".")[0] == flow for at in others)


def _reply(step: Step, waiting: dict[str, TypedAnswer], others: Mapping[str, deque[str]]) -> tuple[Reply, TypedAnswer | None]:
    """What is answered, and the labelled answer if it is one."""
    if isinstance(step, Challenge):
        return Reply("keep"), None
    assert isinstance(step, Ask)
    at = _at(step)
    if step.key == AGENDA_KEY:
        return Reply("answer", "solo"), None
    if given := waiting.pop(at, None):
        return _said(step, given.says), given
    if step.kind == "choice":
        values = [option.value for option in step.options]
        return Reply("answer", "ambitious" if "ambitious" in values else values[0]), None
    if step.kind == "links":
        return (Reply("answer", (step.options[0].value,)) if step.options else Reply("skip")), None
    if at == "start.product":
        return Reply("answer", "Lane"), None
    texts = others.get(at)
    if not texts:
        return Reply("skip"), None
    return _said(step, texts.popleft() if len(texts) > 1 else texts[0]), None


def _said(ask: Ask, text: str) -> Reply:
    return Reply("answer", tuple(text.split("\n")) if ask.kind == "texts" else text)


def _at(ask: Ask) -> str:
    key = parse_key(ask.key)
    return f"{key.flow}.{key.question}"
