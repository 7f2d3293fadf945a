"""What is remembered about the entries of lists from one step to the next, so that long lists stay quick: which of them have nothing
due, and what they are called. A step is still computed from the events alone; this only saves computing the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from stratcoach.flow.conditions import flows_in, questions_in
from stratcoach.flow.events import EntryRequested, InterviewEvent, ListClosed, OfQuestion, ThoughtParked
from stratcoach.flow.model import AgendaStep, Flow, Question
from stratcoach.flow.protocol import Option, Step
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.state import InterviewState

_OF_NO_ENTRY: Final = (EntryRequested, ListClosed, ThoughtParked)


class LongLists:
    """Remembers entries; `note` has to hear of each event."""

    def __init__(self) -> None:
        self._losses = -1
        self._quiet: dict[str, dict[tuple[str, ...], set[int]]] = {}
        self._settled: dict[str, dict[tuple[str, ...], set[int]]] = {}
        self._options: dict[str, Option] = {}
        self._reached: set[str] | None = None

    def note(self, event: InterviewEvent, state: InterviewState) -> None:
        """Forget what an event that was applied just now may have changed."""
        if self._losses != state.losses or not isinstance(event, (OfQuestion, *_OF_NO_ENTRY)):
            self._losses = state.losses
            self._quiet.clear()
            self._settled.clear()
            self._options.clear()
            self._reached = None
            return
        if not isinstance(event, OfQuestion):
            return
        at = event.about
        self._options.pop(at.handle, None)
        if self._reached is not None and state.passed(event.key):
            self._reached.add(at.flow)
        for held in (self._quiet, self._settled):
            for numbers in held.get(at.flow, {}).values():
                numbers.discard(at.entry)
        for flow_id, lists in self._quiet.items():
            if flow_id != at.flow or not at.entry:
                lists.clear()

    def due_in_entries(
        self, step: AgendaStep, flow: Flow, state: InterviewState, due_in: Callable[[int], Step | None]
    ) -> Step | None:
        """The first thing that is due in the entries of a list."""
        asked = tuple(question.id for question in flow.questions if step.asks(question))
        name = (*asked, "", *step.if_told)
        settled = self._settled.setdefault(flow.id, {}).setdefault(name, set())
        quiet = self._quiet.setdefault(flow.id, {}).setdefault(name, set())
        keeps = _looks_at_itself(flow)
        for number in tuple(state.lists.get(flow.id, ())):
            if number in settled or number in quiet:
                continue
            due = due_in(number)
            if due is not None:
                return due
            if is_settled(flow, asked, number, state):
                settled.add(number)
            elif keeps:
                quiet.add(number)
        return None

    def options(self, flow: Flow, numbers: Iterable[int], make: Callable[[str], Option]) -> tuple[Option, ...]:
        """The entries of a list as a menu shows them."""
        handles = [f"{flow.id}#{number}" for number in numbers]
        if any(write.when for _, write in flow.main_writes):
            return tuple(map(make, handles))
        known = self._options
        return tuple(known[handle] if handle in known else known.setdefault(handle, make(handle)) for handle in handles)

    def reached(self, state: InterviewState) -> set[str]:
        """The flows in which anything was answered, skipped, or is unknown."""
        if self._reached is None:
            self._reached = {parse_key(key).flow for key in (*state.answers, *state.skipped, *state.unknown)}
        return self._reached


def is_settled(flow: Flow, asked: tuple[str, ...], number: int, state: InterviewState) -> bool:
    """Whether nothing is due in an entry because of what was said of it alone, whatever is said of other things."""
    mains = [key_of(flow.id, main, number) for main in flow.mains]
    is_unknown = any(key in state.unknown for key in mains) and not any(key in state.answers for key in mains)
    keys = mains if is_unknown else [key_of(flow.id, question, number) for question in asked]
    return all(map(state.passed, keys))


@lru_cache(maxsize=256)
def _looks_at_itself(flow: Flow) -> bool:
    """Whether what is due in an entry depends on nothing in the same list but this entry, and on no assumption, which may come
    from anywhere.
    """
    return not any(_looks_around(flow, question) for question in flow.questions)


def _looks_around(flow: Flow, question: Question) -> bool:
    conditions = (question.when, *(choice.when for choice in question.choices))
    names = [name for one in conditions for name in (*questions_in(one), *flows_in(one))]
    inner = {one.id for one in flow.questions}
    return flow.section in question.sources or "assumptions" in question.sources or any(name not in inner for name in names)
