"""Builds the steps that are put to a person: texts filled in, options gathered, the place shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Literal

from stratcoach.flow.answer import Answer
from stratcoach.flow.assemble import Assembly
from stratcoach.flow.follow_ups import FOLLOW_UPS
from stratcoach.flow.long_lists import LongLists
from stratcoach.flow.model import Agenda, AgendaStep, Flow, Library, Question
from stratcoach.flow.openings import Openings, QuestionAt
from stratcoach.flow.prefill_from_sentence import told_in
from stratcoach.flow.proposal_answers import SECTION_NAME as PROPOSALS
from stratcoach.flow.protocol import Ask, Challenge, Menu, Option, Progress, ReadBack
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.readback import chains, still_asked
from stratcoach.flow.state import InterviewState
from stratcoach.flow.templates import fill, references
from stratcoach.lint.finding import Finding, by_use
from stratcoach.messages import Message
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import BUSINESS, COMPANY
from stratcoach.rules.file import MISSING

MOST_ASKED: Final = 5
MOST_TAKEN_UP: Final = 200
_NEXT_SENTENCE: Final = re.compile(r"[.?!] +[A-Z“\"]")

Lint = Callable[[Strategy], Sequence[Finding]]

_FIGURES: Final[dict[str, Literal["value", "name"]]] = {"baseline": "value", "target": "value", "metric": "name"}
_RIGHT_DATE: Final = Message("interview.is_the_date_right")


class StepBuilder(Openings):
    """Makes steps for one moment of a session."""

    def __init__(
        self,
        library: Library,
        state: InterviewState,
        agenda: Agenda,
        assembly: Assembly,
        lint: Lint | None,
        long_lists: LongLists,
        *,
        today: date | None = None,
        again: bool = False,
        only_new: bool = False,
    ) -> None:
        """`again` says that an existing strategy is revised, `only_new` that only something new is added."""
        super().__init__(library, state, assembly, again=again)
        self._only_new = only_new
        self._agenda = agenda
        self._lint = lint
        self._long_lists = long_lists
        self._today = today

    def ask(self, coming: QuestionAt) -> Ask:
        question, key = coming.question, coming.key
        return Ask(
            key=key,
            kind=question.kind,
            ask=self._fill(question.again if self._is_later(coming) and question.again else question.ask, key),
            place=self._place(coming),
            opening=self._opening(coming),
            about=self._about(coming),
            help=self._fill(question.help, key),
            good=question.good,
            weak=question.weak,
            options=self._agendas() if question.kind == "agenda" else self.assembly.options(question, key),
            beside=tuple(
                draft.replace(lines=lines) for draft in question.beside if (lines := self._told_lines(draft.lines, key))
            ),
            suggested=(suggested := self._suggested(question, key)),
            offers=self._offers(coming),
            in_words=self._is_main(coming),
            figure=next((_FIGURES[write.field] for write in question.writes if write.field in _FIGURES), ""),
            can_skip=question.kind != "agenda",
            rewords=self.assembly.main_key(f"{self.assembly.answer_near(question.rewords, key)}") if question.rewords else "",
            enter_skips=question.or_none or (self._again and not suggested and self._may_be_left_out(coming)),
            can_not_know=self._may_be_unknown(coming),
            else_becomes=self.assembly.becomes(question),
            can_go_back=self._state.can_go_back,
            today=self._today,
            is_past=any(write.field == "observed" for write in question.writes),
        )

    def in_their_words(self, message: Message) -> Message:
        """What a rule asks or a finding reports, with the word for the kind of organisation."""
        if "organisation" not in message.arguments:
            return message
        return message.replace(organisation=self._library.words.get("organisation", COMPANY))

    def _may_be_unknown(self, coming: QuestionAt) -> bool:
        """Whether “I don't know yet” is an answer: not where it is one of the options already."""
        chooses = coming.question.kind in ("choice", "links")
        return coming.flow.id != "start" and not (chooses and coming.flow.section == PROPOSALS)

    def _may_be_left_out(self, coming: QuestionAt) -> bool:
        """Whether a section that is gone through again is whole without an answer, so that Enter alone leaves it out."""
        once = coming.question in (*coming.flow.opening, *coming.flow.closing)
        return once or f"{coming.flow.id}#{coming.entry}" in self._state.found

    def challenge(self, coming: QuestionAt, finding: Finding, part: str = "") -> Challenge:
        """What the coach asks about an answer; `part` is for one about something that nobody knows yet."""
        key = key_of(coming.flow.id, coming.question.id, coming.entry, part)
        answer = self._state.answers[key]
        draft = self._state.suggested.get(key, answer)
        return Challenge(
            ask=(self._follow_up(coming, part) if part else self.ask(coming)).replace(suggested=draft, opening="", offers=()),
            answer=answer if isinstance(answer, str) else "\n".join(answer),
            rule=finding.rule.name,
            words=finding.words,
            message=self.in_their_words(finding.message),
            why=self.in_their_words(finding.rule.why),
            question=_RIGHT_DATE if coming.question.kind == "date" else self.in_their_words(finding.question),
        )

    def follow_up(self, coming: QuestionAt) -> Ask | None:
        """What is asked about something unknown: how to put it, who finds out, by when."""
        becomes = self.assembly.becomes(coming.question)
        for part, _ in FOLLOW_UPS[becomes]:
            key = key_of(coming.flow.id, coming.question.id, coming.entry, part)
            if part == "text" and key in self._state.skipped:
                return None  # there is nothing that somebody could find out
            if self._state.passed(key) or (part == "drop_if" and not self._asks_what_ends(coming)):
                continue
            return self._follow_up(coming, part)
        return None

    def _follow_up(self, coming: QuestionAt, part: str) -> Ask:
        becomes = self.assembly.becomes(coming.question)
        key = key_of(coming.flow.id, coming.question.id, coming.entry, part)
        suggested = self._state.suggested.get(key, "")
        if part == "text" and becomes == "question" and not suggested:
            suggested = self._open_question(coming)
            if unsure := self._state.unsure.get(coming.key):
                suggested = f"{Message('interview.question_so_far', question=suggested, answer=unsure)}"
        return Ask(
            key=key,
            kind="date" if part == "by" else "text",
            ask=dict(FOLLOW_UPS[becomes])[part],
            place=self._place(coming),
            suggested=suggested,
            enter_skips=part != "text",
            can_not_know=False,
            can_go_back=self._state.can_go_back,
            today=self._today,
        )

    def _asks_what_ends(self, coming: QuestionAt) -> bool:
        """Whether a bet is asked for the result that ends it: it has a test, and there is time, which the short way doesn't have."""
        test = key_of(coming.flow.id, coming.question.id, coming.entry, "test")
        return test in self._state.answers and self._agenda.status != "draft"

    def menu(self, step: AgendaStep, flow: Flow) -> Menu:
        numbers = self._state.lists.get(flow.id, [])
        section, mains = SECTION[flow.section], flow.mains
        unknown = len(
            {at.entry for key in self._state.unknown if (at := parse_key(key)).flow == flow.id and at.question in mains}
        )
        return Menu(
            key=flow.id,
            title=flow.title,
            noun=flow.entry_noun,
            place=self._place_of_menu(step, flow),
            entries=self._long_lists.options(flow, numbers, lambda handle: self._entry(flow, handle)),
            more=flow.more or Message("interview.add_another", noun=flow.entry_noun),
            lacking=max(0, flow.least - len(numbers) + unknown),
            unknown=unknown,
            ranked=section.ranked,
        )

    def read_back(self, coming: QuestionAt) -> ReadBack:
        strategy = self.assembly.strategy()
        found = [one for one in (self._lint(strategy) if self._lint else ()) if not self._is_promised(one)]
        asked = still_asked(strategy, sorted(found, key=lambda one: (self._is_left_out(one), by_use(one))))
        return ReadBack(
            key=coming.key,
            ask=self._fill(coming.question.ask, coming.key),
            place=self._place(coming),
            chains=chains(strategy, self._library.words.get("gains", BUSINESS)),
            asked=asked[:MOST_ASKED],
            more_asked=max(0, len(asked) - MOST_ASKED),
            parked=strategy.parking_lot,
        )

    def _is_promised(self, finding: Finding) -> bool:
        """Whether a section is empty because somebody said that they don't know, and who finds out or by when."""
        promised = {
            parse_key(key).flow for key in self._state.unknown if {f"{key}?owner", f"{key}?by"} & self._state.answers.keys()
        }
        sections = {self._library.flows[name].section for name in promised}
        return finding.rule.name == MISSING.name and finding.section in sections

    def _open_question(self, coming: QuestionAt) -> str:
        """How an unknown answer is put as a question that is understood later, without the talk around it."""
        unknown = coming.question.unknown

        def whole(name: str) -> str:
            return " ".join(self.assembly.full_text(name, coming.key).split()).removesuffix(".")

        if unknown and unknown.text:
            return fill(unknown.text, whole)
        asked = fill(coming.question.ask, whole)
        about = self.assembly.name(f"{coming.flow.id}#{coming.entry}") if coming.entry else ""
        return asked if not about or about in asked else f"{Message('interview.question_about', question=asked, about=about)}"

    def _is_left_out(self, finding: Finding) -> bool:
        """Whether a finding is about something that this agenda doesn't ask for."""
        for step in self._agenda.steps:
            flow = self._library.flows[step.flow]
            if flow.section == finding.section:
                asked = (write.field for question in flow.all_questions if step.asks(question) for write in question.writes)
                return bool(finding.field) and finding.field not in asked
        return True

    # ---- parts

    def _told_lines(self, lines: tuple[str, ...], key: str) -> tuple[str, ...]:
        """The lines whose references were all answered."""
        told = (
            fill((line,), lambda name: self.assembly.full_text(name, key))
            for line in lines
            if all(self.assembly.full_text(name, key) for name in references(line))
        )
        return tuple(told)

    def _suggested(self, question: Question, key: str) -> Answer:
        known = self._state.suggested.get(key)
        if known:
            return known
        if question.default and self.assembly.meets(question.default_when, key):
            return fill(question.default, lambda name: self.assembly.full_text(name, key))
        if question.rewords:
            return self.assembly.full_text(question.rewords, key)
        taken = self.assembly.full_text(question.takes_up, key) if question.takes_up else ""
        if taken and key not in self._state.skipped and _is_one_sentence(taken):
            return taken
        return told_before(question, self._library.flows[parse_key(key).flow], key, self.assembly, self._today)

    def _is_later(self, coming: QuestionAt) -> bool:
        numbers = self._state.lists.get(coming.flow.id, [])
        if self._only_new:
            numbers = [number for number in numbers if f"{coming.flow.id}#{number}" not in self._state.found]
        return bool(coming.entry and numbers and numbers[0] != coming.entry)

    def _agendas(self) -> tuple[Option, ...]:
        by_length = sorted(self._library.agendas.values(), key=lambda agenda: agenda.minutes)
        return tuple(Option(one.id, _with_time(one), f"{one.says} {one.leaves_out}".strip()) for one in by_length)

    def _place(self, coming: QuestionAt) -> Progress:
        """Where a question is; minutes are those of the steps to come and what is left of this one. What was reached before and is
        only looked at once more takes none.
        """
        flow = coming.flow
        steps = [step for step in self._agenda.steps if step.flow != "start"]
        at = next((number for number, step in enumerate(steps, 1) if step.flow == flow.id), 0)
        number, count = self._number(coming)
        entries = self._state.lists.get(flow.id, [])
        entry = 0
        if coming.entry:
            entry = entries.index(coming.entry) + 1 if coming.entry in entries else len(entries) + 1
        left = 0
        if at and not self._again:
            done = (max(entry - 1, 0) + max(number - 1, 0) / max(count, 1)) / (max(flow.least, 1) if flow.is_list else 1)
            done = {"opening": 0.0, "closing": 0.9}.get(_part_of(flow, coming.question), min(done, 0.9))
            reached = self._long_lists.reached(self._state)
            to_come = sum(step.minutes for step in steps[at:] if step.flow not in reached)
            is_once_more = coming.key in self._state.reopened or coming.key in self._state.doubted
            left = round((0 if is_once_more else coming.step.minutes * (1 - done)) + to_come)
        return Progress(
            title=flow.title,
            step=at,
            steps=len(steps) if at and not self._again else 0,
            question=number,
            questions=count,
            entry=entry,
            noun=flow.entry_noun,
            minutes_left=left,
        )

    def _number(self, coming: QuestionAt) -> tuple[int, int]:
        """Which question of an entry or a step it is, and of how many; a question that was not asked doesn't count. Nothing
        is counted for an entry that was there already: only what it is about is asked again.
        """
        if self._again and coming.entry and f"{coming.flow.id}#{coming.entry}" in self._state.found:
            return 0, 0
        asked = [
            question
            for question in coming.flow.questions
            if coming.step.asks(question) and question.kind != "read_back" and question.id not in coming.step.if_told
        ]
        if 2 * sum(question.when is not None for question in asked) > len(asked):
            return 0, 0  # where most hangs on answers, nobody can say how many will come
        if coming.question not in asked:
            return 0, len(asked)
        at = asked.index(coming.question)
        before = [q for q in asked[:at] if not q.when or self._state.passed(key_of(coming.flow.id, q.id, coming.entry))]
        return len(before) + 1, len(before) + len(asked) - at

    def _place_of_menu(self, step: AgendaStep, flow: Flow) -> Progress:
        here = self._place(QuestionAt(step, flow, flow.questions[0], 0))
        return here.replace(question=0, entry=0, minutes_left=max(0, here.minutes_left - step.minutes))

    def _entry(self, flow: Flow, handle: str) -> Option:
        label = self.assembly.label(handle)
        became = [
            self.assembly.becomes(question)
            for question, _ in flow.main_writes
            if f"{handle}.{question.id}?text" in self._state.answers
        ]
        is_item = SECTION[flow.section].has_ids and self.assembly.words(handle)
        if became and not is_item:
            return Option(handle, Message("interview.entry_became", label=label, became=became[0]))
        return Option(handle, label)


def _is_one_sentence(text: str) -> bool:
    return "\n" not in text.strip() and len(text) <= MOST_TAKEN_UP and not _NEXT_SENTENCE.search(text)


def told_before(question: Question, flow: Flow, key: str, assembly: Assembly, today: date | None) -> str:
    """What the sentence of an objective already answers of a question after it; empty where it isn't clear."""
    if flow.section != "objectives":
        return ""
    sentence = assembly.full_text("statement", key)
    return next(filter(None, (told_in(sentence, write.field, today) for write in question.writes)), "")


def _part_of(flow: Flow, question: Question) -> str:
    if question in flow.opening:
        return "opening"
    return "closing" if question in flow.closing else ""


def _with_time(agenda: Agenda) -> Message:
    """An agenda by how long it takes and what it is called."""
    if agenda.minutes < 60:
        return Message("interview.agenda_minutes", minutes=agenda.minutes, title=agenda.title)
    return Message("interview.agenda_hours", hours=agenda.minutes / 60, title=agenda.title)
