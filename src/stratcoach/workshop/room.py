"""The workshop as a machine: from the events so far to what the room sees; from what the scribe types to the next event."""

from __future__ import annotations

from stratcoach.flow.events import Event
from stratcoach.messages import NOTHING, Message
from stratcoach.workshop.intents import AddNotes, Intent
from stratcoach.workshop.phase import NOT_NOW, Intents, Phase
from stratcoach.workshop.phases import PHASES, anywhere, note_actions, own_actions, phase_of
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import RoomView, Text
from stratcoach.workshop.techniques import PhaseKind


class Room(RoomFacts):
    """One workshop with its phases: what everybody sees now, and what becomes of what is done."""

    def applies(self, kind: PhaseKind) -> bool:
        return PHASES[kind].applies(self)

    def view(self) -> RoomView:
        """What the room sees now."""
        return self.once("view", self._view)

    def _view(self) -> RoomView:
        view = self.phase.shown(self)
        running = view.time or self.countdown()
        place = NOTHING
        if self.record.place:
            place = Message("screen.step_of", step=self.record.place, steps=len(self.record.plan))
        half = self.record.drafts.get(view.key) if view.kind != "rest" else ""
        draft = view.draft if half is None else half
        return view.replace(
            title=view.title or self.step.title,
            place=view.place or place,
            status=self._with_done(view),
            time=running,
            draft=draft,
            typing="on" if half else view.typing,
            may_extend=running is not None and not self.board.extended,
            ending=self.ending() if not self.record.finished else None,
        )

    def view_for(self, person: str) -> RoomView:
        """What one person sees on a screen of their own. While something is unseen, it has what they gave themselves, nothing of
        anybody else, and nothing of what the scribe has half typed.
        """
        view = self.view()
        return view.replace(draft="", rows=(*view.rows, *self.phase.own(self, person))) if view.hidden else view

    def _with_done(self, view: RoomView) -> Text:
        """How far we are, and where some have pages of their own, how many are done."""
        people = self.present
        if held := len(self.board.held):
            view = view.replace(status=Message("room_own.notes_wait", status=view.status, count=held))
        if (
            self.kind not in own_actions.COUNTS_DONE
            or self.phase is not PHASES[self.kind]
            or not self.record.on_pages & {*people}
        ):
            return view.status
        done = self.record.done.get(view.key, set()).intersection(people)
        return Message("room_own.how_many_done", status=view.status, done=len(done), people=len(people))

    @property
    def phase(self) -> Phase:
        """The current phase, or what has to be answered before it."""
        return phase_of(self)

    @property
    def possible(self) -> Intents:
        """What this room can be asked to do now."""
        phase = self.phase
        on_notes = note_actions.INTENTS if phase.shows_notes and (self.board.open_notes or self.board.held) else ()
        return (*phase.accepts(self), *on_notes, *anywhere.INTENTS, *own_actions.INTENTS)

    def submit(self, intent: Intent, now: int = 0) -> Taken:
        """What becomes of an intent at the second `now`: the event to record, or why it can't be done. The one way in."""
        phase = self.phase
        if isinstance(intent, anywhere.INTENTS):
            return anywhere.submit(self, intent, now)
        if isinstance(intent, own_actions.INTENTS):
            return own_actions.submit(self, intent)
        if isinstance(intent, AddNotes) and intent.were_written and self.kind:  # from a file, whatever is on the screen
            phase = PHASES[self.kind]
            if not isinstance(intent, phase.accepts(self)):
                return NOT_NOW
        if isinstance(intent, note_actions.INTENTS) and phase.shows_notes:
            return note_actions.submit(self, phase.shown(self), intent)
        return phase.submit(self, intent) if isinstance(intent, phase.accepts(self)) else NOT_NOW

    def submit_as(self, person: str, intent: Intent, moment: str, now: int = 0) -> Taken:
        """The same for what somebody did on a page of their own while it showed a `moment`; it is always in their own name."""
        return own_actions.submit_as(self, person, intent, moment, now)

    def apply(self, event: Event) -> None:
        self.record.apply(event)
