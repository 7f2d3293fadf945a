"""Which answers speak of another one, so that they are looked at again when it is reworded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from stratcoach.flow.model import Flow, Library, Question
from stratcoach.flow.templates import references

_FIRST: Final = ("first", "last")


class Follower(NamedTuple):
    """A question whose answer speaks of another one: of the same entry, of the `first` entry of a list, or of a section."""

    flow: str
    question: str
    first: bool = False


Follows = dict[tuple[str, str], tuple[Follower, ...]]
"""For each question, by its flow and its name, those whose answers speak of it."""


@lru_cache(maxsize=8)
def follows(library: Library) -> Follows:
    """Find them in the flows: questions that quote an answer, those that say that they speak of it, and the grounds of an entry."""
    found: dict[tuple[str, str], dict[Follower, None]] = {}
    for flow in library.flows.values():
        for question in flow.all_questions:
            for (of, name), follower in _of(library, flow, question):
                if (of, name) != (flow.id, question.id):
                    found.setdefault((of, name), {})[follower] = None
    return {key: tuple(followers) for key, followers in found.items()}


def _of(library: Library, flow: Flow, question: Question) -> Iterator[tuple[tuple[str, str], Follower]]:
    here = Follower(flow.id, question.id)
    grounds = flow.mains if question.id in flow.proofs else ()
    for name in (*question.speaks_of, *grounds):
        yield (flow.id, name), here
    for text in (*question.ask, *question.again):
        for reference in references(text):
            match reference.split("."):
                case [name] if flow.is_list:
                    yield from (((flow.id, one), here) for one in _answering(flow, name))
                case [of, name] if of in library.flows:
                    yield from (((of, one), here) for one in _answering(library.flows[of], name))
                case [of, which, name] if of in library.flows and which in _FIRST:
                    yield from (((of, one), here._replace(first=True)) for one in _answering(library.flows[of], name))


def _answering(flow: Flow, name: str) -> Iterator[str]:
    """The questions that are called so, or that write a field that is."""
    for question in flow.questions:
        if question.id == name or any(write.field == name and not write.section for write in question.writes):
            yield question.id
