"""What is typed in a workshop and not given yet: it goes into the journal, so that not even a power cut takes it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from stratcoach.flow.events import Event
from stratcoach.workshop.workshop_events import LineDrafted


class HalfTyped:
    """Keeps what is in the line. Only the journal has it: the room changes when it is given, and no other screen shows it."""

    def __init__(self, record: Callable[[Event], None], clock: Callable[[], int]) -> None:
        self._record = record
        self._clock = clock
        self._kept: dict[str, str] = {}

    def keep(self, key: str, before: str, text: str) -> None:
        """Keep what is in the line of a moment, unless it is kept already; without us a resumed workshop has `before` there.

        Where that fails, nothing is shown: what is given in the end will fail, too.
        """
        if text == self._kept.get(key, before):
            return
        with suppress(OSError):
            self._record(LineDrafted(key=key, text=text, at=self._clock()))
            self._kept[key] = text

    def leave(self, key: str, before: str, text: str) -> None:
        """The same when the line is left with a command; one that is empty only where something was kept of it."""
        if text.strip() or key in self._kept:
            self.keep(key, before, text)

    def forget(self) -> None:
        """Something was given, so that all lines are as the workshop has them."""
        self._kept.clear()
