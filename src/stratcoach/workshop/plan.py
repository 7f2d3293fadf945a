"""The plan of a workshop: an agenda fitted to the time and the people, changed on the way, and fitted anew when time runs out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from stratcoach.flow.events import Event
from stratcoach.flow.model import Library, PlanStep, Workshop
from stratcoach.flow.preload import FULL_AGENDA
from stratcoach.messages import Message
from stratcoach.model.sections import SECTION
from stratcoach.workshop.techniques import TECHNIQUES, technique_of
from stratcoach.workshop.workshop_events import PlannedStep

Plan = tuple[PlanStep, ...]

NO_BREAK: Final = 60
"""Minutes that a room works without a break."""

_BREAK_EVERY: Final = 90
"""Minutes up to which one break is enough."""

SHORTEST: Final = 3
"""Minutes below which a step isn't worth beginning."""

TIGHT: Final = 0.7
"""A step that gets less than this share of its time fails; it is left out instead."""

ADDED: Final = "+"
"""How the id of a step begins that the agenda doesn't have."""

PREFLIGHT: Final = PlanStep(id="preflight", technique="preflight", flow="start", title="Before we begin", ask=("product",))


class Refusal(NamedTuple):
    """Why something can't be done as it was typed. Of several lines some may be fine: `event` takes those in, and `held` is
    what stays in the line; None leaves all of it there. `places` says which of several values are refused.
    """

    message: Message | str
    event: Event | None = None
    held: str | None = None
    places: tuple[int, ...] = ()


class Shortening(NamedTuple):
    """What to do with one step when time runs out: give it fewer minutes, or none, which leaves it out."""

    step: PlanStep
    minutes: int

    @property
    def proposal(self) -> Message:
        if not self.minutes:
            return Message("room_begin.leave_out_step", title=self.step.title)
        return Message("room_begin.fewer_minutes", title=self.step.title, planned=self.step.minutes, minutes=self.minutes)


def propose(library: Library, minutes: int, people: int = 0) -> Workshop:
    """The agenda whose time is nearest, by ratio, so that 170 minutes are nearer to two hours than to four; one that is made
    for so many people comes first, unless it takes more than twice the time or less than half of it.
    """

    def distance(one: Workshop) -> tuple[bool, float]:
        ratio = max(one.minutes, minutes) / max(min(one.minutes, minutes), 1)
        fits = not people or one.least <= people <= one.most
        return not (fits and ratio <= 2), ratio

    return min(library.workshops.values(), key=distance)


def fit(library: Library, workshop: Workshop, minutes: int) -> Plan:
    """The steps of an agenda in so many minutes, some of which stay free. Spare steps go first, then every step gives its share;
    breaks stay, but for a short hour, and the close keeps what it needs.
    """
    steps = [titled(library, step) for step in workshop.steps]
    if not minutes or minutes == workshop.minutes:
        return tuple(steps)
    minutes -= free_in(workshop, minutes)
    if minutes <= NO_BREAK:
        steps = [step for step in steps if not technique_of(step).is_break]
    while _share(steps, minutes) < TIGHT and (spare := [step for step in steps if step.spare]):
        steps.remove(spare[-1])
    return _shared_out(_that_fit(steps, minutes), minutes)


def free_in(workshop: Workshop, minutes: int) -> int:
    """The minutes that stay free in a workshop of so many minutes."""
    return min(workshop.free, round(workshop.free * minutes / workshop.minutes)) if workshop.minutes else 0


def shortest(step: PlanStep) -> int:
    """The minutes below which a step isn't worth beginning: as its technique works, never more than it was given."""
    technique = technique_of(step)
    return step.minutes if technique.is_fixed else min(step.minutes, max(technique.works_in, SHORTEST))


def _that_fit(steps: Sequence[PlanStep], minutes: int) -> list[PlanStep]:
    """The steps for which there is enough time. What goes first: what is spare, then breaks where it isn't long any more, then
    the last ones before the close, because they build on those before them.
    """
    kept = list(steps)
    while sum(map(shortest, kept)) > minutes and (gone := _first_to_go(kept, minutes)):
        kept.remove(gone)
    return kept


def _first_to_go(steps: Sequence[PlanStep], minutes: int) -> PlanStep | None:
    takes = [step for step in steps if not technique_of(step).stays]
    breaks = [step for step in takes if technique_of(step).is_break]
    work = [step for step in takes if not technique_of(step).is_break]
    spare = [step for step in work if step.spare]
    many = len(breaks) > minutes // _BREAK_EVERY or minutes <= NO_BREAK
    order = [*reversed(spare), *(reversed(breaks) if many else ()), *reversed(work), *reversed(breaks)]
    return next(iter(order), None)


def _share(steps: Sequence[PlanStep], minutes: int) -> float:
    fixed = sum(step.minutes for step in steps if technique_of(step).is_fixed)
    rest = sum(step.minutes for step in steps) - fixed
    return (minutes - fixed) / rest if rest else 1.0


def _shared_out(steps: Sequence[PlanStep], minutes: int) -> Plan:
    share = _share(steps, minutes)
    given = [
        step.minutes if technique_of(step).is_fixed or not step.minutes else max(shortest(step), int(step.minutes * share))
        for step in steps
    ]
    by_length = sorted(range(len(steps)), key=lambda at: (-steps[at].minutes, at))
    movable = [at for at in by_length if not technique_of(steps[at]).is_fixed and steps[at].minutes]
    rest = minutes - sum(given)
    while rest and movable:
        moved = False
        for at in movable:
            if rest > 0 or (rest < 0 and given[at] > shortest(steps[at])):
                given[at] += 1 if rest > 0 else -1
                rest += -1 if rest > 0 else 1
                moved = True
            if not rest:
                break
        if not moved:
            break
    return tuple(step.replace(minutes=minutes) for step, minutes in zip(steps, given, strict=True))


def titled(library: Library, step: PlanStep) -> PlanStep:
    """A step with the title of its flow where it has none of its own."""
    if step.title:
        return step
    flow = library.flows.get(step.flow)
    return step.replace(title=flow.title if flow else step.technique.replace("_", " ").capitalize())


# ---- as it is kept in the journal


def written(plan: Plan) -> tuple[PlannedStep, ...]:
    return tuple(
        PlannedStep(step.id, step.minutes, *((step.flow, step.technique) if step.id.startswith(ADDED) else ())) for step in plan
    )


def read(planned: Sequence[PlannedStep], library: Library, workshop: Workshop) -> Plan:
    """The plan that was kept. A step that the agenda doesn't have any more is left out; one that was added is made anew."""
    known = {step.id: step for step in workshop.steps}
    found = []
    for one in planned:
        step = known.get(one.step) or _added(one, library)
        if step is not None:
            found.append(titled(library, step).replace(minutes=one.minutes))
    return tuple(found)


def _added(planned: PlannedStep, library: Library) -> PlanStep | None:
    flow, technique = planned.flow, planned.technique
    if technique not in TECHNIQUES or (flow and flow not in library.flows):
        return None
    if planned.step == _taken_over(flow) and (step := _elsewhere(flow, library)):
        return step.replace(id=planned.step, technique=technique)
    return PlanStep(id=planned.step, technique=technique, flow=flow)


def _taken_over(flow: str) -> str:
    """The id of a step that is done as another agenda does it."""
    return f"{ADDED}{flow}"


def _elsewhere(flow: str, library: Library) -> PlanStep | None:
    """How the longest agenda that has one step for a flow does it."""
    for workshop in sorted(library.workshops.values(), key=lambda one: -one.minutes):
        if len(steps := [step for step in workshop.steps if step.flow == flow]) == 1:
            return steps[0]
    return None


# ---- changed on the way

_EDIT: Final = re.compile(
    r"(?:skip|remove|move|minutes|left)\s+\d[\d\s]*(?:to\s+\d+\s*)?|until\s+\d{1,2}[:.]\d\d"
    r"|add\s+\w+(?:\s+[a-z_]+){0,3}?(?:\s+\d+)?(?:\s+(?:to|at)\s+\d+)?",
    re.IGNORECASE,
)


_FORMS: Final = Message("room_begin.plan_forms")


def is_edit(text: str, library: Library | None = None) -> bool:
    """Whether a text reads like a change of the plan, such as `skip 6` or `add break 10`, and not like a thought. With a
    library only what is there can be added, so that “add dark mode” is a thought.
    """
    if not _EDIT.fullmatch(text.strip()):
        return False
    words = [word for word in text.lower().split() if not word.isdecimal() and word not in ("to", "at")]
    if library is None or words[0] != "add":
        return True
    return (words[1] in library.flows or words[1] in TECHNIQUES) and (not words[2:] or "_".join(words[2:]) in TECHNIQUES)


def minutes_until(text: str, now: datetime) -> int:
    """The minutes from now to a time of the day such as `15:30`, or 0 where it is none or over."""
    match = re.fullmatch(r"(\d{1,2})[:.](\d\d)", text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return 0
    then = now.replace(hour=int(match[1]), minute=int(match[2]), second=0)
    return max(0, round((then - now).total_seconds() / 60))


def edit(plan: Plan, words: Sequence[str], done: int, library: Library, here: int = 0) -> Plan | Refusal:
    """Change the plan by words: `move 5 to 3`, `skip 6`, `minutes 4 10`, `add users round_robin 10`, `add break 10 to 5`,
    `left 45` where 45 minutes are left, of which this step takes `here`. The first `done` steps are behind us, with the one
    that goes on now.
    """
    if not is_edit(" ".join(words)):
        return Refusal(_FORMS)
    numbers = [int(word) for word in words[1:] if word.isascii() and word.isdigit() and len(word) < 4]
    at = numbers[0] - 1 if numbers else -1
    movable = done <= at < len(plan)
    match words[0] if words else "":
        case "skip" | "remove" if movable and all(done < number <= len(plan) for number in numbers):
            return tuple(step for number, step in enumerate(plan, 1) if number not in numbers)
        case "move" if movable and len(numbers) == 2:
            rest = [*plan[:at], *plan[at + 1 :]]
            rest.insert(min(max(numbers[1] - 1, done), len(rest)), plan[at])
            return tuple(rest)
        case "minutes" if len(numbers) == 2 and max(done - 1, 0) <= at < len(plan) and numbers[1] >= 1:
            return (*plan[:at], plan[at].replace(minutes=numbers[1]), *plan[at + 1 :])
        case "left" if len(numbers) == 1 and numbers[0] > 0 and plan[done:]:
            return (*plan[:done], *in_time(plan[done:], max(numbers[0] - here, 1)))
        case "add" if len(words) > 1:
            return _with_step(plan, words[1:], numbers, done, library)
        case "skip" | "remove" | "move" | "minutes" if numbers:
            return Refusal(Message("room_begin.only_what_comes"))
    return Refusal(_FORMS)


def _with_step(plan: Plan, words: Sequence[str], numbers: Sequence[int], done: int, library: Library) -> Plan | Refusal:
    names = [word for word in words if not word.isdecimal() and word not in ("to", "at")]
    has_place = len(words) > 1 and words[-2] in ("to", "at")
    flow = names[0] if names[0] in library.flows else ""
    given = numbers[: len(numbers) - has_place]
    known_step = _elsewhere(flow, library) if flow and not names[1:] else None
    if known_step and _taken_over(flow) not in {step.id for step in plan}:
        step = titled(library, known_step).replace(id=_taken_over(flow), minutes=given[0] if given else shortest(known_step))
        return _inserted(plan, step, numbers[-1] - 1 if has_place else _where(plan, flow, library), done)
    technique = "_".join(names[1:] if flow else names) or "silent_writing"
    if technique not in TECHNIQUES or not TECHNIQUES[technique].can_be_added:
        known = tuple(name for name, one in TECHNIQUES.items() if one.asks and one.can_be_added)
        if flow:
            return Refusal(Message("room_begin.no_such_technique", name=" ".join(names[1:]), techniques=known))
        return Refusal(Message("room_begin.no_such_step", name=" ".join(names), techniques=known, steps=_steps(library)))
    if TECHNIQUES[technique].asks and not flow:
        return Refusal(Message("room_begin.for_which_step", technique=technique, steps=_steps(library)))
    name = f"{ADDED}{flow}/{technique}"
    taken = {step.id for step in plan}
    number = 2
    while name in taken:
        name, number = f"{ADDED}{flow}/{technique}~{number}", number + 1
    step = titled(library, PlanStep(id=name, technique=technique, flow=flow, minutes=given[0] if given else 10))
    return _inserted(plan, step, numbers[-1] - 1 if has_place else done, done)


def _inserted(plan: Plan, step: PlanStep, place: int, done: int) -> Plan:
    place = min(max(place, done), len(plan))
    return (*plan[:place], step, *plan[place:])


def _where(plan: Plan, flow: str, library: Library) -> int:
    """Where a step belongs that is done as another agenda does it: behind those that come before it in the method."""
    order = [step.flow for step in library.agendas[FULL_AGENDA].steps] if FULL_AGENDA in library.agendas else []
    before = set(order[: order.index(flow)]) if flow in order else set()
    return max((number for number, step in enumerate(plan, 1) if step.flow in before), default=0)


def _steps(library: Library) -> tuple[str, ...]:
    return tuple(name for name, flow in library.flows.items() if flow.section in SECTION)


# ---- when time runs out


def shorten(coming: Sequence[PlanStep], left: int) -> tuple[Shortening, ...]:
    """What to shorten so that the coming steps fit into the minutes that are left: as few steps as will do, the longest first,
    and none to less than it works in; where that isn't enough, whole steps are left out. The close keeps its time.
    """
    kept = _that_fit([_at_its_shortest(step) for step in coming], left)
    stay = {step.id for step in kept}
    over = sum(step.minutes for step in coming if step.id in stay) - left
    given = {step.id: step.minutes for step in coming if step.id in stay}
    for step in sorted(
        (one for one in coming if one.id in stay and not technique_of(one).is_fixed), key=lambda one: -one.minutes
    ):
        give = min(over, step.minutes - _at_its_shortest(step).minutes)
        if over > 0 and give > 0:
            given[step.id] -= give
            over -= give
    return tuple(Shortening(step, given.get(step.id, 0)) for step in coming if given.get(step.id, 0) != step.minutes)


def proposed(short: Sequence[Shortening]) -> Message:
    """What is proposed for catching up, in one line."""
    first = short[0].proposal
    if len(short) == 1:
        return first
    return Message("room_begin.several_shortenings", first=first, more=proposed(short[1:]))


def _at_its_shortest(step: PlanStep) -> PlanStep:
    """A step in the time below which it is left out instead."""
    if technique_of(step).is_fixed or technique_of(step).stays:
        return step
    return step.replace(minutes=max(shortest(step), min(step.minutes, int(step.minutes * TIGHT))))


def in_time(coming: Plan, minutes: int) -> Plan:
    """The steps to come in so many minutes: shortened as proposed first; what is over then, or missing, is shared out."""
    coming = shortened(coming, shorten(coming, minutes))
    return coming if sum(step.minutes for step in coming) == minutes else _shared_out(coming, minutes)


def shortened(plan: Plan, what: Sequence[Shortening]) -> Plan:
    """The plan with these steps shortened or left out."""
    minutes: Mapping[str, int] = {one.step.id: one.minutes for one in what}
    told = (step.replace(minutes=minutes.get(step.id, step.minutes)) for step in plan)
    return tuple(step for step in told if step.id not in minutes or step.minutes)
