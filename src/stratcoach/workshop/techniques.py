"""The techniques: each is a row of phases with their share of the step's time. `phases` defines what each does."""

from __future__ import annotations

from typing import Final, NamedTuple

from stratcoach.flow.model import PlanStep
from stratcoach.messages import NOTHING, Message

PhaseKind = str
"""What a phase is called: its key in `phases.PHASES`."""


class PhaseShare(NamedTuple):
    """A phase of a technique and its share of the time."""

    kind: PhaseKind
    share: float = 0.0


class Technique(NamedTuple):
    """How a group does a step. `says` names it on the screen, `says_to_few` where it is another thing with few people; `asks` is
    whether the step needs a question. With `is_said_by_title` the title of a step is enough.

    It `works_in` so many minutes; with fewer nobody can write, read and vote. What `is_fixed` takes the minutes that it was
    given, whatever there is in all; what `stays` is never left out.
    """

    says: Message
    phases: tuple[PhaseShare, ...]
    asks: bool = True
    says_to_few: Message = NOTHING
    is_said_by_title: bool = False
    works_in: int = 3
    is_fixed: bool = False
    stays: bool = False
    is_break: bool = False
    is_close: bool = False
    lasts_overnight: bool = False
    shows_plan: bool = False
    can_be_added: bool = True
    is_read_out: bool = False
    has_two_sides: bool = False
    looks_back: bool = False
    takes_objections: bool = False

    @property
    def kinds(self) -> frozenset[PhaseKind]:
        """Its phases, whoever is there."""
        return frozenset(phase.kind for phase in self.phases)

    @property
    def only_votes(self) -> bool:
        """Whether it only votes on what others bring in."""
        return "vote" in self.kinds and not self.kinds & {"collect", "round"}


def technique_of(step: PlanStep) -> Technique:
    """How a step is done."""
    return TECHNIQUES[step.technique]


CLOSE: Final = 8
"""Minutes that the close needs: the car park, who keeps the file, how sure we are, a show of fingers."""

_DECIDE_AND_FILL: Final = (PhaseShare("decide", 0.1), PhaseShare("fill", 0.25), PhaseShare("sources"))

TECHNIQUES: Final[dict[str, Technique]] = {
    "preflight": Technique(
        Message("room_begin.technique_preflight"),
        (
            PhaseShare("people"),
            PhaseShare("decider"),
            PhaseShare("goal"),
            PhaseShare("week"),
            PhaseShare("fill"),
            PhaseShare("agenda"),
        ),
        asks=False,
        is_fixed=True,
        stays=True,
        can_be_added=False,
    ),
    "tell": Technique(Message("room_begin.technique_tell"), (PhaseShare("tell", 1.0),), asks=False, stays=True, shows_plan=True),
    "break": Technique(
        Message("room_begin.technique_break"),
        (PhaseShare("tell", 1.0),),
        asks=False,
        is_said_by_title=True,
        is_fixed=True,
        is_break=True,
    ),
    "overnight": Technique(
        Message("room_begin.technique_overnight"),
        (PhaseShare("tell", 1.0),),
        asks=False,
        is_fixed=True,
        stays=True,
        lasts_overnight=True,
    ),
    "silent_writing": Technique(
        Message("room_begin.technique_silent_writing"),
        (PhaseShare("collect", 0.4), PhaseShare("reveal", 0.25), *_DECIDE_AND_FILL),
        works_in=8,
    ),
    "note_and_vote": Technique(
        Message("room_begin.technique_note_and_vote"),
        (PhaseShare("collect", 0.35), PhaseShare("reveal", 0.15), PhaseShare("vote", 0.15), *_DECIDE_AND_FILL),
        works_in=10,
    ),
    "one_two_four_all": Technique(
        Message("room_begin.technique_one_two_four_all"),
        (
            PhaseShare("alone", 0.1),
            PhaseShare("pairs", 0.15),
            PhaseShare("fours", 0.15),
            PhaseShare("collect", 0.1),
            PhaseShare("reveal", 0.1),
            PhaseShare("vote", 0.05),
            *_DECIDE_AND_FILL,
        ),
        says_to_few=Message("room_begin.technique_one_two_all"),
        works_in=12,
        is_read_out=True,
    ),
    "pairs": Technique(
        Message("room_begin.technique_pairs"),
        (PhaseShare("pairs", 0.35), PhaseShare("collect", 0.15), PhaseShare("reveal", 0.1), *_DECIDE_AND_FILL),
        works_in=8,
        is_read_out=True,
    ),
    "round_robin": Technique(
        Message("room_begin.technique_round_robin"), (PhaseShare("round", 0.5), *_DECIDE_AND_FILL), works_in=6
    ),
    "dot_voting": Technique(
        Message("room_begin.technique_dot_voting"),
        (PhaseShare("reveal", 0.2), PhaseShare("vote", 0.3), *_DECIDE_AND_FILL),
        works_in=6,
    ),
    "even_over": Technique(
        Message("room_begin.technique_even_over"), (PhaseShare("round", 0.5), *_DECIDE_AND_FILL), works_in=6, has_two_sides=True
    ),
    "premortem": Technique(
        Message("room_begin.technique_premortem"),
        (PhaseShare("collect", 0.35), PhaseShare("reveal", 0.15), PhaseShare("vote", 0.15), *_DECIDE_AND_FILL),
        works_in=7,
        looks_back=True,
    ),
    "objections": Technique(
        Message("room_begin.technique_objections"),
        (PhaseShare("collect", 0.2), PhaseShare("settle", 0.8)),
        works_in=6,
        takes_objections=True,
    ),
    "fist_of_five": Technique(Message("room_begin.technique_fist_of_five"), (PhaseShare("fist", 1.0),)),
    "talk": Technique(Message("room_begin.technique_talk"), (PhaseShare("fill", 1.0),), works_in=5),
    "read_back": Technique(
        Message("room_begin.technique_read_back"), (PhaseShare("read_back", 1.0),), asks=False, is_said_by_title=True, works_in=4
    ),
    "close": Technique(
        Message("room_begin.technique_close"),
        (
            PhaseShare("settle", 0.4),
            PhaseShare("fill", 0.2),
            PhaseShare("sure", 0.2),
            PhaseShare("fist", 0.1),
            PhaseShare("reached", 0.05),
            PhaseShare("finish", 0.05),
        ),
        is_said_by_title=True,
        works_in=CLOSE,
        stays=True,
        is_close=True,
        can_be_added=False,
    ),
}
