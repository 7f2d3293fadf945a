"""What a flow and an agenda say. They are written in YAML, in `prompts/`; this is what they mean."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from stratcoach.flow.conditions import Condition
from stratcoach.messages import Text
from stratcoach.model.sections import SECTION
from stratcoach.model.value import Value

QuestionKind = Literal["text", "long", "texts", "date", "choice", "links", "agenda", "read_back"]
"""How a question is answered: a line, several lines, a list, a date, one of several, earlier items, how much time
there is, or nothing: the read-back at the end."""

Wording = tuple[str, ...]
"""A text for a person in one or more versions: the first whose `{references}` can all be filled in is used."""


class Write(Value):
    """Where an answer goes: the key `to`, if the condition holds. `value` replaces the answer by a text of its own."""

    to: str
    when: Condition | None = None
    value: str = ""

    @property
    def section(self) -> str:
        """`header` for the keys at the top of the file, another section where the answer makes an item of it, else `""` for the
        flow's own section.
        """
        head, dot, _ = self.to.partition(".")
        return head if dot and (head == "header" or head in SECTION) else ""

    @property
    def field(self) -> str:
        return self.to.removeprefix(f"{self.section}.") if self.section else self.to


class Choice(Value):
    """One of the answers to choose from: what is kept, what is shown, when it is offered. Where it is chosen, its `words` stand
    for `{words.NAME}` in all texts.
    """

    value: str
    says: Wording
    when: Condition | None = None
    words: tuple[tuple[str, str], ...] = ()


class Draft(Value):
    """One of two pictures that are shown side by side before a choice."""

    title: str
    lines: tuple[str, ...]


class Unknown(Value):
    """What “I don't know yet” turns into: an open question or an assumption, and what the file says until then."""

    becomes: Literal["question", "assumption"] = "question"
    text: Wording = ()
    value: str = ""


class Question(Value):
    """One question. `again` is for the second entry of a list and further ones; `sources` are the sections to link to. The
    answer `speaks_of` those to other questions: when one of them is reworded, it is asked again. It `takes_up` another answer
    where that is one sentence: Enter keeps it. What there is to choose comes in the order in which it is `nearest` to another
    answer, and may be none of it (`or_none`); the answer `rewords` the item that was chosen at another question.
    """

    id: str
    ask: Wording
    kind: QuestionKind = "text"
    again: Wording = ()
    help: Wording = ()
    good: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    sources: tuple[str, ...] = ()
    auto: bool = False
    supports: bool = False
    speaks_of: tuple[str, ...] = ()
    takes_up: str = ""
    nearest: str = ""
    or_none: bool = False
    rewords: str = ""
    beside: tuple[Draft, ...] = ()
    writes: tuple[Write, ...] = ()
    when: Condition | None = None
    default: Wording = ()
    default_when: Condition | None = None
    unknown: Unknown | None = None


class Flow(Value):
    """The questions of one step of the method. `least` entries are asked for before a list may end by itself, and each is
    called by the `noun`. A flow is equal to itself alone: what is made of it is looked up at every step.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    id: str
    title: str = ""
    version: int = 1
    section: str = "header"
    intro: Wording = ()
    least: int = 1
    more: str = ""
    noun: str = ""
    opening: tuple[Question, ...] = ()
    questions: tuple[Question, ...] = ()
    closing: tuple[Question, ...] = ()

    @property
    def all_questions(self) -> tuple[Question, ...]:
        return (*self.opening, *self.questions, *self.closing)

    @property
    def is_list(self) -> bool:
        return self.section in SECTION and SECTION[self.section].many

    @property
    def entry_noun(self) -> Text:
        """What an entry of a list is called; empty if the flow isn't a list."""
        return (self.noun or SECTION[self.section].noun) if self.is_list else ""

    @property
    def mains(self) -> frozenset[str]:
        """The questions of a list that say what an entry is about: an entry needs an answer to at least one."""
        return frozenset(question.id for question, _ in self.main_writes) if self.is_list else frozenset()

    @property
    def main_writes(self) -> tuple[tuple[Question, Write], ...]:
        """The questions that say what an item of the section is about, with what they write."""
        return _writing(self, SECTION[self.section].main if self.section in SECTION else "")

    @property
    def proofs(self) -> frozenset[str]:
        """The questions of a list that ask on what an entry rests."""
        return frozenset(question.id for question, _ in _writing(self, "rests_on")) if self.is_list else frozenset()

    @property
    def makes(self) -> frozenset[str]:
        """The other sections of which its answers make items."""
        return _making(self)


@lru_cache(maxsize=256)
def _writing(flow: Flow, field: str) -> tuple[tuple[Question, Write], ...]:
    """The questions of a flow that write a field; an interview asks for them at every step, for every entry."""
    found = ((question, write) for question in flow.questions for write in question.writes)
    return tuple((question, write) for question, write in found if field and write.field == field)


@lru_cache(maxsize=256)
def _making(flow: Flow) -> frozenset[str]:
    sections = {write.section for question in flow.questions for write in question.writes}
    return frozenset(sections - {"", "header"})


class AgendaStep(Value):
    """One step of an agenda: which flow, which of its questions (all, but for those `without`), how many minutes. Those
    `if_told` are asked only where an answer before them has told them already, so that it can be confirmed.
    """

    flow: str
    minutes: int = 0
    ask: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    if_told: tuple[str, ...] = ()
    most: int = 0

    def asks(self, question: Question) -> bool:
        if self.ask:
            return question.id in self.ask or question.id in self.if_told
        return question.id not in self.without


class Agenda(Value):
    """An order of steps for a given time. `status` is what the written file says of itself."""

    id: str
    title: str
    minutes: int
    says: str = ""
    leaves_out: str = ""
    status: str = ""
    steps: tuple[AgendaStep, ...] = ()


class PlanStep(Value):
    """One step of a workshop: a flow, the technique with which a group does it, how long, and what must be there at the end.

    `on` is the question that everybody answers, else the one that says what an entry is about; the scribe answers `ask`
    afterwards for what was chosen (all questions of the flow, but for those `without`). `choose` is how many shall be left,
    `needs` are questions of which each entry must have an answer for the `gate`. A `spare` step is the first to be left out. With
    `only_others` nobody may give dots to a note of their own.
    """

    id: str
    technique: str
    minutes: int = 0
    flow: str = ""
    title: str = ""
    says: str = ""
    on: str = ""
    ask: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    choose: int = 0
    gate: str = ""
    needs: tuple[str, ...] = ()
    spare: bool = False
    only_others: bool = False

    def as_step(self) -> AgendaStep:
        """What the interview asks in this step."""
        return AgendaStep(flow=self.flow, minutes=self.minutes, ask=self.ask, without=self.without)


class Workshop(Value):
    """An agenda for a group of `least` to `most` people. Of its minutes it leaves some `free`; `leaves_out` says what it has
    no time for, and why.
    """

    id: str
    title: str
    minutes: int
    says: str = ""
    leaves_out: str = ""
    free: int = 0
    least: int = 3
    most: int = 12
    steps: tuple[PlanStep, ...] = ()


class Library(Value):
    """All flows and agendas that can be used, by id; `workshops` are the agendas for groups. `words` are those that stand in
    the texts for `{words.NAME}`, `raw` are the flows before they were put in. `language` is the code of the language in which people
    answer, for a new strategy; none for English. A library is equal to itself alone, so that what is
    made of it can be kept.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    flows: dict[str, Flow]
    agendas: dict[str, Agenda]
    workshops: dict[str, Workshop] = {}  # noqa: RUF012  a default of a frozen value
    raw: dict[str, Flow] = {}  # noqa: RUF012
    words: dict[str, str] = {}  # noqa: RUF012
    language: str = ""
