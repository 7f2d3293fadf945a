"""The techniques: each is a row of phases with their share of the step's time. `phases` defines what each does."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from stratcoach.messages import NOTHING, Message

PhaseKind = Literal[
    "people",
    "decider",
    "goal",
    "week",
    "agenda",
    "tell",
    "collect",
    "alone",
    "pairs",
    "fours",
    "round",
    "reveal",
    "vote",
    "decide",
    "fist",
    "reached",
    "fill",
    "sources",
    "read_back",
    "settle",
    "sure",
    "finish",
]


class PhaseShare(NamedTuple):
    """A phase of a technique and its share of the time."""

    kind: PhaseKind
    share: float = 0.0


class Technique(NamedTuple):
    """How a group does a step. `says` names it on the screen, `says_to_few` where it is another thing with few people; `asks` is
    whether the step needs a question. With `is_said_by_title` the title of a step is enough.
    """

    says: Message
    phases: tuple[PhaseShare, ...]
    asks: bool = True
    says_to_few: Message = NOTHING
    is_said_by_title: bool = False


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
    ),
    "tell": Technique(Message("room_begin.technique_tell"), (PhaseShare("tell", 1.0),), asks=False),
    "break": Technique(Message("room_begin.technique_break"), (PhaseShare("tell", 1.0),), asks=False, is_said_by_title=True),
    "overnight": Technique(Message("room_begin.technique_overnight"), (PhaseShare("tell", 1.0),), asks=False),
    "silent_writing": Technique(
        Message("room_begin.technique_silent_writing"),
        (PhaseShare("collect", 0.4), PhaseShare("reveal", 0.25), *_DECIDE_AND_FILL),
    ),
    "note_and_vote": Technique(
        Message("room_begin.technique_note_and_vote"),
        (PhaseShare("collect", 0.35), PhaseShare("reveal", 0.15), PhaseShare("vote", 0.15), *_DECIDE_AND_FILL),
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
    ),
    "pairs": Technique(
        Message("room_begin.technique_pairs"),
        (PhaseShare("pairs", 0.35), PhaseShare("collect", 0.15), PhaseShare("reveal", 0.1), *_DECIDE_AND_FILL),
    ),
    "round_robin": Technique(Message("room_begin.technique_round_robin"), (PhaseShare("round", 0.5), *_DECIDE_AND_FILL)),
    "dot_voting": Technique(
        Message("room_begin.technique_dot_voting"), (PhaseShare("reveal", 0.2), PhaseShare("vote", 0.3), *_DECIDE_AND_FILL)
    ),
    "even_over": Technique(Message("room_begin.technique_even_over"), (PhaseShare("round", 0.5), *_DECIDE_AND_FILL)),
    "premortem": Technique(
        Message("room_begin.technique_premortem"),
        (PhaseShare("collect", 0.35), PhaseShare("reveal", 0.15), PhaseShare("vote", 0.15), *_DECIDE_AND_FILL),
    ),
    "objections": Technique(Message("room_begin.technique_objections"), (PhaseShare("collect", 0.2), PhaseShare("settle", 0.8))),
    "fist_of_five": Technique(Message("room_begin.technique_fist_of_five"), (PhaseShare("fist", 1.0),)),
    "talk": Technique(Message("room_begin.technique_talk"), (PhaseShare("fill", 1.0),)),
    "read_back": Technique(
        Message("room_begin.technique_read_back"), (PhaseShare("read_back", 1.0),), asks=False, is_said_by_title=True
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
    ),
}
