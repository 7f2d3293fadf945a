"""When a question is asked: a tiny closed language over the earlier answers.

`{answered: user}`, `{equals: {ambition: low-key}}`, `{count: {problems: 2}}` (at least two), and `{any: […]}`,
`{all: […]}`, `{not: …}` of those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stratcoach.flow.answer import Answer
from stratcoach.model.value import Value


class Answered(Value):
    """A question has an answer."""

    question: str


class Equals(Value):
    """A question has this very answer."""

    question: str
    value: str


class Count(Value):
    """A list has at least this many entries."""

    flow: str
    least: int


class AnyOf(Value):
    """One of several conditions holds."""

    of: tuple[Condition, ...]


class AllOf(Value):
    """All of several conditions hold."""

    of: tuple[Condition, ...]


class Not(Value):
    """A condition does not hold."""

    of: Condition


Condition = Answered | Equals | Count | AnyOf | AllOf | Not

Lookup = Callable[[str], "Answer | None"]
"""Gives the answer to a question, or None."""

CountOf = Callable[[str], int]
"""Gives the number of entries of a list flow."""


def holds(condition: Condition | None, answer: Lookup, count: CountOf) -> bool:
    """Say whether a condition holds; no condition always does."""
    match condition:
        case None:
            return True
        case Answered(question=question):
            return bool(answer(question))
        case Equals(question=question, value=value):
            return answer(question) == value
        case Count(flow=flow, least=least):
            return count(flow) >= least
        case AnyOf(of=of):
            return any(holds(one, answer, count) for one in of)
        case AllOf(of=of):
            return all(holds(one, answer, count) for one in of)
        case Not(of=one):
            return not holds(one, answer, count)


def questions_in(condition: Condition | None) -> Iterator[str]:
    """Yield the names of the questions that a condition looks at, for the check of a flow file."""
    match condition:
        case Answered(question=question) | Equals(question=question):
            yield question
        case AnyOf(of=of) | AllOf(of=of):
            for one in of:
                yield from questions_in(one)
        case Not(of=one):
            yield from questions_in(one)
        case _:
            return


def flows_in(condition: Condition | None) -> Iterator[str]:
    """Yield the names of the list flows whose entries a condition counts."""
    match condition:
        case Count(flow=flow):
            yield flow
        case AnyOf(of=of) | AllOf(of=of):
            for one in of:
                yield from flows_in(one)
        case Not(of=one):
            yield from flows_in(one)
        case _:
            return
