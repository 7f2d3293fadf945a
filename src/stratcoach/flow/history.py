"""What happened, and the one undo: what somebody did last is taken out of it, and nothing else ever is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from stratcoach.flow.events import Event

_E = TypeVar("_E", bound=Event)


class History(Generic[_E]):
    """The events of a session in their order. After something was taken back, fold those that are left."""

    def __init__(self) -> None:
        self._events: list[_E] = []
        self._acts: list[int] = []

    def __iter__(self) -> Iterator[_E]:
        return iter(self._events)

    def add(self, event: _E) -> None:
        if event.is_act:
            self._acts.append(len(self._events))
        self._events.append(event)

    @property
    def acts(self) -> int:
        """How many of them somebody did."""
        return len(self._acts)

    @property
    def last_act(self) -> _E | None:
        """What would be taken back; None where nobody did anything."""
        return self._events[self._acts[-1]] if self._acts else None

    def take_back(
        self, *, is_one_act: Callable[[_E, _E], bool] = lambda _last, _before: False, leaves: Callable[[_E], _E | None]
    ) -> list[_E]:
        """Take the last act out, with those before it that are one act with it, and put in its place what it `leaves`, which is no act.

        Returns what was taken out, the last one first.
        """
        taken: list[_E] = []
        while self._acts and (not taken or is_one_act(taken[0], self._events[self._acts[-1]])):
            at = self._acts.pop()
            event = self._events[at]
            left = leaves(event)
            self._events[at : at + 1] = [] if left is None else [left]
            taken.append(event)
        return taken
