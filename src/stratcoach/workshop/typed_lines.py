"""What is typed in a workshop and not given yet: the one place where it is kept, on the screen and in the journal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from stratcoach.flow.events import Event
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.workshop_events import LineDrafted


class _Held(NamedTuple):
    """What was typed into a line that held `before`, whatever it held where that is None."""

    typed: str
    before: str | None


class _Given(NamedTuple):
    """What was typed, and the event that came of it."""

    typed: str
    event: Event


class TypedLines:
    """What is in the lines of all screens. It stays while another page is looked at, comes back when what came of it is undone,
    and goes into the journal, so that not even a power cut takes it. No other screen shows it.
    """

    def __init__(self, room: RoomFacts, record: Callable[[Event], None], clock: Callable[[], int]) -> None:
        self._room = room
        self._record = record
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._given: dict[str, _Given] = {}
        self._in_journal: dict[str, str] = {}
        self._resumed = ""

    # ---- on the screen

    def of(self, view: RoomView, *, is_page: bool) -> str:
        """What was typed into the line of a view before; "" where the line is as the view has it. A page lies over the room."""
        drafts = self._room.record.drafts
        self._resumed = drafts.get(view.key, view.draft)
        held = self._held.get(view.key)
        typed = held.typed if held and held.before in (None, view.draft) else self._taken_back(view)
        return typed or (drafts.get(view.key, "") if is_page else "")

    def hold(self, key: str, typed: str, before: str | None = None) -> None:
        """Put what was typed into the line again; with `before` only where the line would hold that otherwise."""
        self._held[key] = _Held(typed, before)

    def release(self, key: str) -> None:
        """The line is given, whatever comes of it."""
        self._held.pop(key, None)

    def gave(self, key: str, typed: str, event: Event) -> None:
        """Something came of a line; where that is undone right away, the line comes back."""
        self._given[key] = _Given(typed, event)

    def _taken_back(self, view: RoomView) -> str:
        undone, given = self._room.record.undone, self._given.get(view.key)
        if undone is None or given is None or view.hidden or view.draft:
            return ""
        return given.typed if undone.replace(at=0) == given.event.replace(at=0) else ""

    # ---- in the journal

    def keep(self, key: str, typed: str) -> None:
        """Keep what is in the line of the last view, unless a resumed workshop would have it there already.

        Where that fails, nothing is shown: what is given in the end will fail, too.
        """
        if typed == self._in_journal.get(key, self._resumed):
            return
        with suppress(OSError):
            self._record(LineDrafted(key=key, text=typed, at=self._clock()))
            self._in_journal[key] = typed

    def leave(self, key: str, typed: str) -> None:
        """The same when the line is left with a command; one that is empty only where something was kept of it."""
        if typed.strip() or key in self._in_journal:
            self.keep(key, typed)

    def forget(self) -> None:
        """Something was given, so that all lines are as the workshop has them."""
        self._in_journal.clear()
