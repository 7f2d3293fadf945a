"""What is shown above a question: what a step is about, what the file says today, what hangs on what is about to be changed."""

from __future__ import annotations

from typing import NamedTuple

from stratcoach.flow.assemble import Assembly
from stratcoach.flow.dependents import standing
from stratcoach.flow.model import AgendaStep, Flow, Library, Question, Wording
from stratcoach.flow.offered_ideas import offered_ideas
from stratcoach.flow.proposal_answers import SECTION_NAME as PROPOSALS
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.state import InterviewState
from stratcoach.flow.templates import fill, quote
from stratcoach.messages import NOTHING, Message, Text
from stratcoach.model.sections import SECTION


class QuestionAt(NamedTuple):
    """A question of an agenda's step; `entry` is the number of the list's entry, 0 outside lists."""

    step: AgendaStep
    flow: Flow
    question: Question
    entry: int

    @property
    def key(self) -> str:
        return key_of(self.flow.id, self.question.id, self.entry)


class Openings:
    """Makes the texts above a question for one moment of a session."""

    def __init__(self, library: Library, state: InterviewState, assembly: Assembly, *, again: bool) -> None:
        """`again` says that an existing strategy is revised."""
        self.assembly = assembly
        self._library = library
        self._state = state
        self._again = again

    def _opening(self, coming: QuestionAt) -> Text:
        """What is shown when a step begins: what it is about, or, in a revision, what it says today."""
        if self._begins(coming.flow):
            intro = self._fill(coming.flow.intro, coming.key)
            parked = self._brought(coming.flow)
            return Message("interview.two_paragraphs", first=intro, second=parked) if intro and parked else intro or parked
        first = next((question for question in coming.flow.questions if coming.step.asks(question)), None)
        if self._again and not coming.flow.is_list and coming.question is first:
            today = Message("interview.today_it_says", text=self.assembly.label(coming.flow.id))
            standing = self.assembly.standing(coming.flow.id)
            return Message("interview.today_and", today=today, more=standing) if standing else today
        if coming.question.id in coming.step.if_told and self._is_first_told(coming):
            return Message("interview.figures_in_sentence")
        if coming.key in self._state.doubted and coming.key in self._state.suggested:
            is_link = coming.question.id in coming.flow.proofs
            return Message("interview.rests_on_what_now") if is_link else Message("interview.is_it_still_right")
        if coming.key in self._state.reopened:
            return self._hanging_on(coming)
        main = next((question for question in coming.flow.questions if question.id in coming.flow.mains), None)
        if coming.question is main and (parked := self._brought(coming.flow)):
            return parked
        return self.assembly.standing(f"{coming.flow.id}#{coming.entry}") if self._again and coming.question is main else NOTHING

    def _is_first_told(self, coming: QuestionAt) -> bool:
        keys = (key_of(coming.flow.id, name, coming.entry) for name in coming.step.if_told)
        return not any(map(self._state.passed, keys))

    def _brought(self, flow: Flow) -> Message:
        """What came up before and may belong here."""
        return self._parked() if flow.section == "assumptions" else NOTHING

    def _offers(self, coming: QuestionAt) -> tuple[str, ...]:
        """What can be taken as an idea that somebody will ask for, without what was taken in this session."""
        flow = coming.flow
        is_new = f"{flow.id}#{coming.entry}" not in self._state.found
        if flow.section != PROPOSALS or coming.question.id not in flow.mains or not is_new:
            return ()
        handles = {number: f"{flow.id}#{number}" for number in self._state.lists.get(flow.id, ()) if number != coming.entry}
        new = (number for number, handle in handles.items() if handle not in self._state.found)
        taken = {self._state.answers.get(key_of(flow.id, coming.question.id, number)) for number in new}
        return offered_ideas(self.assembly.strategy(), {one for one in taken if isinstance(one, str)})

    def _parked(self) -> Message:
        """What may be a bet, where bets are asked for: parked thoughts, and what the chosen future asks."""
        said = {str(self._state.answers.get(key)) for key in self._state.answers if key.startswith("assumptions#")}
        strategy = self.assembly.strategy()
        price = [strategy.vision.note] if strategy.vision and strategy.vision.note else []
        thoughts = "\n".join(f"– {quote(one)}" for one in (*strategy.parking_lot, *price) if one not in said)
        return Message("interview.is_any_of_it_a_bet", thoughts=thoughts) if thoughts else NOTHING

    def _hanging_on(self, coming: QuestionAt) -> Message:
        """What hangs on an answer that is about to be changed."""
        handle = f"{coming.flow.id}#{coming.entry}" if coming.entry else coming.flow.id
        name = self.assembly.ids.get(handle, "")
        resting = standing(self.assembly.strategy(), name) if name and self._is_main(coming) else NOTHING
        others = {parse_key(key).flow for key in self._state.speaking_of(coming.key)}
        titles = tuple(flow.title for flow in self._library.flows.values() if flow.id in others)
        if not titles:
            return resting
        again = Message("interview.asked_again_about", titles=titles)
        return Message("interview.two_sentences", first=resting, second=again) if resting else again

    def _about(self, coming: QuestionAt) -> Text:
        """Which entry a question is about, where the one before was about another."""
        handle = f"{coming.flow.id}#{coming.entry}"
        is_known = coming.entry in self._state.lists.get(coming.flow.id, ())
        if not is_known or self._state.touched == handle or coming.question.id in coming.flow.mains:
            return NOTHING
        return Message("screen.about", entry=self.assembly.label(handle))

    def _begins(self, flow: Flow) -> bool:
        """Whether nothing has been answered yet in this step, so that its opening has to be shown."""
        if flow.id in self._state.newest:
            return False
        head = f"{flow.id}."
        said = (self._state.answers, self._state.skipped, self._state.unknown, self._state.suggested)
        return not any(key.startswith(head) for held in said for key in held)

    def _fill(self, wording: Wording, key: str) -> str:
        return fill(wording, lambda name: self.assembly.said(name, key))

    def _is_main(self, coming: QuestionAt) -> bool:
        """Whether an answer is the sentence that a section or an entry is about."""
        section = SECTION.get(coming.flow.section)
        return section is not None and any(write.field == section.main for write in coming.question.writes)
