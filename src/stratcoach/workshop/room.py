"""The workshop as a machine: from the events so far to what the room sees; from what the scribe types to the next event."""

from __future__ import annotations

from stratcoach.flow.state import Event
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.phases import PHASES, take, view_of
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import RoomView
from stratcoach.workshop.techniques import PhaseKind


class Room(RoomFacts):
    """One workshop with its phases: what everybody sees now, and what becomes of what is done."""

    def applies(self, kind: PhaseKind) -> bool:
        return PHASES[kind].applies(self)

    def view(self) -> RoomView:
        """What the room sees now."""
        view = view_of(self)
        running = view.time or self.countdown()
        place = NOTHING
        if self.record.place:
            place = Message("room.step_of_steps", step=self.record.place, steps=len(self.record.plan))
        half = self.record.drafts.get(view.key) if view.kind != "rest" else ""
        draft = view.draft if half is None else half
        return view.replace(
            title=view.title or self.step.title,
            place=view.place or place,
            time=running,
            draft=draft,
            typing="on" if half else view.typing,
            may_extend=running is not None and not self.board.extended,
            ending=self.ending() if not self.record.finished else None,
        )

    def take(self, text: str) -> Taken:
        """What becomes of a text that was typed at this moment."""
        return take(self, text)

    def apply(self, event: Event) -> None:
        self.record.apply(event)
