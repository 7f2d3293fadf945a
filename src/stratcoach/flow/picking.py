"""The answers that can be changed: those of one entry, or all that can be gone back to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from stratcoach.flow.assemble import Assembly
from stratcoach.flow.model import Agenda, AgendaStep, Flow, Library
from stratcoach.flow.protocol import Option, Pick
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.state import InterviewState
from stratcoach.flow.templates import fill
from stratcoach.messages import Message

MOST_SINGLE: Final = 3


class Picking:
    """Lists answers for one moment of a session."""

    def __init__(self, library: Library, state: InterviewState, agenda: Agenda, assembly: Assembly) -> None:
        self._library = library
        self._state = state
        self._agenda = agenda
        self._assembly = assembly

    def pick(self, handle: str) -> Pick:
        """The answers of one entry, or, without one, everything that can be gone back to from the end."""
        parsed = parse_key(f"{handle}.")
        steps = {step.flow: step for step in self._agenda.steps}
        if handle and parsed.flow in steps:
            return Pick(
                key=handle, options=tuple(self._parts(steps[parsed.flow], self._library.flows[parsed.flow], parsed.entry))
            )
        return Pick(key="", options=tuple(self._changeable()))

    def _parts(self, step: AgendaStep, flow: Flow, number: int) -> Iterator[Option]:
        """The questions of an entry with their answers, so that one can be changed."""
        for question in flow.questions if number or not flow.is_list else (*flow.opening, *flow.closing):
            key = key_of(flow.id, question.id, number)
            if step.asks(question) and self._state.passed(key):
                asked = fill(question.ask, partial(self._assembly.said, key=key))
                yield Option(key, asked, self._assembly.shown(key))

    def _changeable(self) -> Iterator[Option]:
        """Everything that can be gone back to from the end: the menus of lists, the answers of a step that has many, and
        single ones.
        """
        for step in self._agenda.steps:
            flow = self._library.flows[step.flow]
            numbers = self._state.lists.get(flow.id, [])
            if flow.is_list and step.most and len(numbers) >= step.most:
                for number in numbers:
                    yield from self._parts(step, flow, number)
            elif flow.is_list:
                yield Option(flow.id, flow.title, "")
            single = list(self._parts(step, flow, 0))
            if len(single) > MOST_SINGLE:
                yield Option(f"{flow.id}#0", flow.title, Message("interview.answers", count=len(single)))
            else:
                yield from single
