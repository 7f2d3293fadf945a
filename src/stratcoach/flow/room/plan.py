"""The plan of a workshop: an agenda fitted to the time and the people, changed on the way, and fitted anew when time runs out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from stratcoach.flow.model import Library, PlanStep, Workshop
from stratcoach.flow.room.techniques import TECHNIQUES
from stratcoach.flow.state import Event

Plan = tuple[PlanStep, ...]

NO_BREAK: Final = 60
"""Minutes up to which a room goes on without a break."""

SHORTEST: Final = 3
"""Minutes below which a step isn't worth beginning."""

TIGHT: Final = 0.7
"""A step that gets less than this share of its time fails; the spare ones are left out instead."""

_FIXED: Final = ("break", "overnight", "preflight")

PREFLIGHT: Final = PlanStep(id="preflight", technique="preflight", flow="start", title="Before we begin", ask=("product",))


class Refusal(NamedTuple):
    """Why something can't be done as it was typed. Of several lines some may be fine: `event` takes those in, and `held` is
    what stays in the line; None leaves all of it there.
    """

    message: str
    event: Event | None = None
    held: str | None = None


class Shortening(NamedTuple):
    """What to do with one step when time runs out: give it fewer minutes, or none, which leaves it out."""

    step: PlanStep
    minutes: int

    @property
    def told(self) -> str:
        return f"{self.step.title} {self.step.minutes} → {self.minutes}" if self.minutes else f"leave out {self.step.title}"


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
    """The steps of an agenda in so many minutes. Spare steps go first, then every step gives its share; breaks stay, but for
    a short hour.
    """
    steps = [titled(library, step) for step in workshop.steps]
    if not minutes or minutes == sum(step.minutes for step in steps):
        return tuple(steps)
    if minutes <= NO_BREAK:
        steps = [step for step in steps if step.technique != "break"]
    while _share(steps, minutes) < TIGHT and (spare := [step for step in steps if step.spare]):
        steps.remove(spare[-1])
    return _shared_out(steps, minutes)


def _share(steps: Sequence[PlanStep], minutes: int) -> float:
    fixed = sum(step.minutes for step in steps if step.technique in _FIXED)
    rest = sum(step.minutes for step in steps) - fixed
    return (minutes - fixed) / rest if rest else 1.0


def _shared_out(steps: Sequence[PlanStep], minutes: int) -> Plan:
    share = _share(steps, minutes)
    given = [
        step.minutes if step.technique in _FIXED or not step.minutes else max(SHORTEST, int(step.minutes * share))
        for step in steps
    ]
    by_length = sorted(range(len(steps)), key=lambda at: (-steps[at].minutes, at))
    movable = [at for at in by_length if steps[at].technique not in _FIXED and steps[at].minutes]
    rest = minutes - sum(given)
    while rest and movable:
        moved = False
        for at in movable:
            if rest > 0 or (rest < 0 and given[at] > SHORTEST):
                given[at] += 1 if rest > 0 else -1
                rest += -1 if rest > 0 else 1
                moved = True
            if not rest:
                break
        if not moved:
            break
    return tuple(step.replace(minutes=told) for step, told in zip(steps, given, strict=True))


def titled(library: Library, step: PlanStep) -> PlanStep:
    """A step with the title of its flow where it has none of its own."""
    if step.title:
        return step
    flow = library.flows.get(step.flow)
    return step.replace(title=flow.title if flow else step.technique.replace("_", " "))


# ---- as it is kept in the journal


def written(plan: Plan) -> tuple[str, ...]:
    return tuple(f"{step.id}:{step.minutes}" for step in plan)


def read(told: Sequence[str], library: Library, workshop: Workshop) -> Plan:
    """The plan that was kept. A step that the agenda doesn't have any more is left out; one that was added is made anew."""
    known = {step.id: step for step in workshop.steps}
    found = []
    for one in told:
        name, _, minutes = one.rpartition(":")
        step = known.get(name) or _added(name, library)
        if step is not None:
            found.append(titled(library, step).replace(minutes=int(minutes)))
    return tuple(found)


def _added(name: str, library: Library) -> PlanStep | None:
    flow, _, technique = name.removeprefix("+").partition("~")[0].partition("/")
    if not name.startswith("+") or technique not in TECHNIQUES or (flow and flow not in library.flows):
        return None
    return PlanStep(id=name, technique=technique, flow=flow)


# ---- changed on the way

_EDIT: Final = re.compile(
    r"(?:skip|remove|move|minutes|left)\s+\d[\d\s]*(?:to\s+\d+\s*)?|add\s+\w+(?:\s+\w+)?(?:\s+\d+)?", re.IGNORECASE
)


_FORMS: Final = "Write it like this: skip 6, move 5 to 3, minutes 4 10, left 45, add users round_robin 10, add break 10."


def is_edit(text: str, library: Library | None = None) -> bool:
    """Whether a text reads like a change of the plan, such as `skip 6` or `add break 10`, and not like a thought. With a
    library only what is there can be added, so that “add dark mode” is a thought.
    """
    if not _EDIT.fullmatch(text.strip()):
        return False
    words = [word for word in text.lower().split() if not word.isdecimal()]
    if library is None or words[0] != "add":
        return True
    return (words[1] in library.flows or words[1] in TECHNIQUES) and set(words[2:]) <= TECHNIQUES.keys()


def edit(plan: Plan, words: Sequence[str], done: int, library: Library) -> Plan | Refusal:
    """Change the plan by words: `move 5 to 3`, `skip 6`, `minutes 4 10`, `add users round_robin 10`, `add break 10`,
    `left 45` where 45 minutes are left. The first `done` steps are behind us, with the one that goes on now.
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
            return (*plan[:done], *in_time(plan[done:], numbers[0]))
        case "add" if len(words) > 1:
            return _with_step(plan, words[1:], numbers, done, library)
        case "skip" | "remove" | "move" | "minutes" if numbers:
            return Refusal("Only what is still to come can be changed: choose a number from the list.")
    return Refusal(_FORMS)


def _with_step(plan: Plan, words: Sequence[str], numbers: Sequence[int], done: int, library: Library) -> Plan | Refusal:
    flow, technique = (words[0], words[1] if len(words) > 1 else "") if words[0] in library.flows else ("", words[0])
    technique = technique if technique in TECHNIQUES else "silent_writing" if flow else technique
    if technique not in TECHNIQUES or (TECHNIQUES[technique].asks and not flow):
        asked = ", ".join(name for name, one in TECHNIQUES.items() if one.asks and name != "close")
        return Refusal(f"Name a flow and a technique: {', '.join(library.flows)}; {asked}.")
    name = f"+{flow}/{technique}"
    taken = {step.id for step in plan}
    number = 2
    while name in taken:
        name, number = f"+{flow}/{technique}~{number}", number + 1
    minutes = numbers[0] if numbers else 10
    step = titled(library, PlanStep(id=name, technique=technique, flow=flow, minutes=minutes))
    return (*plan[:done], step, *plan[done:])


# ---- when time runs out


def shorten(coming: Sequence[PlanStep], left: int) -> tuple[Shortening, ...]:
    """What to shorten so that the coming steps fit into the minutes that are left: spare steps whole, then the longest ones.

    Steps that decide nothing, such as the close, keep their time.
    """
    over = sum(step.minutes for step in coming) - left
    found: dict[str, Shortening] = {}
    long = sorted((s for s in coming if _can_give(s)), key=lambda step: -step.minutes)
    for step in long:
        give = min(over, step.minutes - max(SHORTEST, int(step.minutes * TIGHT)))
        if over > 0 and give > 0:
            found[step.id] = Shortening(step, step.minutes - give)
            over -= give
    for step in [s for s in coming if s.spare]:
        if over > 0:
            over += found[step.id].step.minutes - found[step.id].minutes if step.id in found else 0
            found[step.id] = Shortening(step, 0)
            over -= step.minutes
    return tuple(found[step.id] for step in coming if step.id in found)


def _can_give(step: PlanStep) -> bool:
    return step.technique not in (*_FIXED, "close", "tell") and step.minutes > SHORTEST


def in_time(coming: Plan, minutes: int) -> Plan:
    """The steps to come in so many minutes: shortened as proposed first, then by the same share for each."""
    coming = shortened(coming, shorten(coming, minutes))
    return coming if sum(step.minutes for step in coming) == minutes else _shared_out(coming, minutes)


def shortened(plan: Plan, what: Sequence[Shortening]) -> Plan:
    """The plan with these steps shortened or left out."""
    minutes: Mapping[str, int] = {one.step.id: one.minutes for one in what}
    told = (step.replace(minutes=minutes.get(step.id, step.minutes)) for step in plan)
    return tuple(step for step in told if step.id not in minutes or step.minutes)
