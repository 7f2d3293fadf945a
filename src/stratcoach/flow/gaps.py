"""What a strategy lacks, as questions: sentences that a coach would ask about, fields that are empty, sections that aren't there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from stratcoach.flow.events import AnswerKnown
from stratcoach.flow.model import Agenda, AgendaStep, Flow, Library, Question
from stratcoach.flow.preload import FULL_AGENDA, events_for
from stratcoach.flow.protocol import Ask, Challenge, Progress
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.state import InterviewState
from stratcoach.lint.finding import Finding
from stratcoach.messages import NOTHING, Message, Text
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTION, Section, entries
from stratcoach.model.strategy import Strategy

SHORT_AGENDA: Final = "quick"
_END: Final = "review"
_NOTHING: Final = Agenda(id="", title="", minutes=0)


class Gaps(NamedTuple):
    """`weak` are the questions whose answer a coach would ask about, `open` those about existing entries that have no answer, each with
    what was found; `agenda` goes through them, and through what isn't there at all.
    """

    weak: Mapping[str, Finding]
    open: Mapping[str, Finding]
    lacking: tuple[str, ...]
    agenda: Agenda

    @property
    def total(self) -> int:
        """How many there are; what isn't there at all counts once."""
        return len(self.weak) + len(self.open) + len(self.lacking)


def gaps_in(library: Library, strategy: Strategy, found: Sequence[Finding]) -> Gaps:
    """The questions that findings on a strategy lead to. Advice on its sentences leads to none."""
    known = {event.key for event in events_for(library, strategy, _NOTHING) if isinstance(event, AnswerKnown)}
    weak: dict[str, Finding] = {}
    opened: dict[str, Finding] = {}
    lacking: list[str] = []
    for flow in _in_order(library):
        section = SECTION.get(flow.section)
        about = [
            one for one in found if one.section == (section.name if section else "") and (one.severity != "advice" or not section)
        ]
        if section and len(entries(strategy, section)) < (flow.least if flow.is_list else 1) and (section.required or about):
            lacking.append(flow.id)
        for finding in about:
            if (entry := _entry(strategy, section, finding)) is None:
                continue
            number = (finding.entry or 0) + 1 if flow.is_list else 0
            empty = list(_empty(library, flow, entry, finding))
            for question in empty:
                opened.setdefault(key_of(flow.id, question.id, number), finding)
            if not empty and (said := _said(flow, number, finding, known)):
                weak.setdefault(key_of(flow.id, said.id, number), finding)
    return Gaps(weak, opened, tuple(lacking), _agenda(library, (*weak, *opened), lacking))


def _entry(strategy: Strategy, section: Section | None, finding: Finding) -> Entry | None:
    """The entry that a finding is about; None where it is about a list."""
    if section is None:
        return strategy
    if section.many and finding.entry is None:
        return None
    held = entries(strategy, section)
    place = finding.entry or 0
    return held[place] if place < len(held) else None


def _empty(library: Library, flow: Flow, entry: Entry, finding: Finding) -> Iterator[Question]:
    """The questions that would fill what is empty of all that the finding's rule looks at."""
    for field in dict.fromkeys((finding.field, *finding.rule.fields)):
        if field in entry.keys and not getattr(entry, field):
            step = _step(library, FULL_AGENDA, flow)
            fitting = [one for one in flow.questions if _writes(one, field)]
            yield from [one for one in fitting if step.asks(one)][:1] or fitting[:1]


def _said(flow: Flow, number: int, finding: Finding, known: set[str]) -> Question | None:
    """The question whose answer a finding is about."""
    written = (one for one in flow.questions if one.kind in ("text", "texts", "long") and _writes(one, finding.field))
    return next((one for one in written if key_of(flow.id, one.id, number) in known), None)


def _writes(question: Question, field: str) -> bool:
    return any(write.field == field and not write.value and write.when is None for write in question.writes)


def _step(library: Library, agenda: str, flow: Flow) -> AgendaStep:
    return next((one for one in library.agendas[agenda].steps if one.flow == flow.id), AgendaStep(flow=flow.id))


def _in_order(library: Library) -> Iterator[Flow]:
    """The flows in the order of the method."""
    return (library.flows[step.flow] for step in library.agendas[FULL_AGENDA].steps)


def _agenda(library: Library, keys: Sequence[str], lacking: Sequence[str]) -> Agenda:
    steps = []
    for flow in _in_order(library):
        new = _of_new(library, flow) if flow.id in lacking else AgendaStep(flow=flow.id)
        ask = tuple(dict.fromkeys((*(parse_key(key).question for key in keys if parse_key(key).flow == flow.id), *new.ask)))
        if flow.id == _END:
            steps.append(AgendaStep(flow=_END, ask=(*ask, "read_back")))
        elif ask:
            steps.append(AgendaStep(flow=flow.id, ask=ask, if_told=new.if_told, most=max(flow.least, 1) if flow.is_list else 0))
    return Agenda(id="gaps", title="", minutes=0, steps=tuple(steps))


def _of_new(library: Library, flow: Flow) -> AgendaStep:
    """What is asked of an entry that isn't there yet: what the short way asks, or else what the entry is none without."""
    short = _step(library, SHORT_AGENDA, flow)
    if short.ask:
        return short
    section = SECTION[flow.section]
    return AgendaStep(
        flow=flow.id, ask=tuple(one.id for one in flow.questions if _writes(one, section.main) or _writes(one, section.against))
    )


# ---- the steps of a session that goes through them


def as_gap(ask: Ask, gaps: Gaps, state: InterviewState, label: Text, lacks: Message) -> Ask:
    """A question about what an existing entry lacks, with what that entry is called and what was found."""
    about = Message("interview.lacks", text=label, message=lacks) if label else NOTHING
    return ask.replace(about=about, opening=NOTHING, place=_place(ask.place, gaps, state))


def as_known(challenge: Challenge, gaps: Gaps, state: InterviewState) -> Challenge:
    """The coach's question at an answer that was there before."""
    return challenge.replace(ask=challenge.ask.replace(place=_place(challenge.ask.place, gaps, state)), is_known=True)


def next_weak(gaps: Gaps, state: InterviewState) -> str:
    """The next weak answer that nobody has looked at yet; empty where there is none."""
    return next((key for key in gaps.weak if not _is_settled(key, state)), "")


def _is_settled(key: str, state: InterviewState) -> bool:
    return key in state.kept or key in state.improved or key not in state.answers


def _place(here: Progress, gaps: Gaps, state: InterviewState) -> Progress:
    done = sum(_is_settled(key, state) for key in gaps.weak) + sum(map(state.passed, gaps.open))
    return here.replace(question=done + 1, questions=gaps.total, entry=0, noun=NOTHING)
