"""What a step of a plan comes to: its phases, the question that it is about, what the interview asks in it."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.model import Agenda, AgendaStep, Library, PlanStep, Question
from stratcoach.model.sections import SECTION
from stratcoach.workshop.note_marks import OBSERVED
from stratcoach.workshop.people import FEWEST_FOR_FOURS
from stratcoach.workshop.plan import Plan
from stratcoach.workshop.techniques import PhaseKind, technique_of

EVEN_OVER_WORDS: Final = (" even over ", " over ")


def phases_of(step: PlanStep, people: int) -> tuple[PhaseKind, ...]:
    """The phases of a step. With fewer people than `FEWEST_FOR_FOURS` there are no fours; a step without a flow has nothing to fill in."""
    kinds = [phase.kind for phase in technique_of(step).phases]
    if people < FEWEST_FOR_FOURS:
        kinds = [kind for kind in kinds if kind != "fours"]
    return tuple(kind for kind in kinds if (kind != "fill" or step.flow) and (kind != "sources" or step.flow == OBSERVED))


def question_on(library: Library, step: PlanStep) -> Question | None:
    """The question that a step is about: the one that it names, else the one that says what an entry is about."""
    flow = library.flows.get(step.flow)
    if flow is None:
        return None
    if step.on:
        return next((one for one in flow.all_questions if one.id == step.on), None)
    main = SECTION[flow.section].main if flow.section in SECTION else ""
    mains = [one for one in flow.questions if any(write.field == main for write in one.writes)]
    asked = [one for one in mains if step.as_step().asks(one)]
    return next(iter(asked or mains), None)


def wanted_in(library: Library, step: PlanStep) -> int:
    """How many are to be left in a step: as it says, else one where there is room for one, else three."""
    flow, question = library.flows.get(step.flow), question_on(library, step)
    many = flow is not None and flow.is_list and question is not None and question.kind != "choice"
    return step.choose or (3 if many else 1)


def interview_agenda(library: Library, plan: Plan) -> Agenda:
    """What the interview asks in all steps together: of each flow whatever one of its steps asks."""
    asked: dict[str, list[str]] = {}
    for step in plan:
        flow = library.flows.get(step.flow)
        if flow:
            on = question_on(library, step)
            names = [one.id for one in flow.all_questions if step.as_step().asks(one) or one is on]
            asked[flow.id] = [*asked.get(flow.id, ()), *names]
    steps = tuple(AgendaStep(flow=flow, ask=tuple(dict.fromkeys(names))) for flow, names in asked.items() if names)
    return Agenda(id="workshop", title="", minutes=0, status="draft", steps=steps)


def other_side(library: Library, step: PlanStep) -> str:
    flow = library.flows[step.flow]
    field = SECTION[flow.section].against if flow.section in SECTION else ""
    return next((one.id for one in flow.questions if field and any(write.field == field for write in one.writes)), "")


def both_sides(text: str) -> tuple[str, ...]:
    for between in EVEN_OVER_WORDS:
        one, found, other = text.partition(between)
        if found and one.strip() and other.strip():
            return one.strip(" ,"), other.strip()
    return (text,)
