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
        self.acts = 0
        """How many of them somebody did."""

    def __iter__(self) -> Iterator[_E]:
        return iter(self._events)

    def add(self, event: _E) -> None:
        self._events.append(event)
        self.acts += event.is_act

    @property
    def last_act(self) -> _E | None:
        """What would be taken back; None where nobody did anything."""
        return next((event for event in reversed(self._events) if event.is_act), None) if self.acts else None

    def take_back(
        self, *, is_one_act: Callable[[_E, _E], bool] = lambda _last, _before: False, leaves: Callable[[_E], _E | None]
    ) -> list[_E]:
        """Take the last act out, with those before it that are one act with it, and put in its place what it `leaves`.

        Returns what was taken out, the last one first.
        """
        taken: list[_E] = []
        for at in range(len(self._events) - 1, -1, -1):
            event = self._events[at]
            if not event.is_act:
                continue
            if taken and not is_one_act(taken[0], event):
                break
            left = leaves(event)
            self._events[at : at + 1] = [] if left is None else [left]
            taken.append(event)
            self.acts -= 1
        return taken
