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


class Phase(NamedTuple):
    """A part of a technique and its share of the time."""

    kind: PhaseKind
    share: float = 0.0


class Technique(NamedTuple):
    """How a group does a step. `says` names it on the screen, `says_to_few` where it is another thing with few people; `asks` is
    whether the step needs a question. With `is_said_by_title` the title of a step is enough.
    """

    says: Message
    phases: tuple[Phase, ...]
    asks: bool = True
    says_to_few: Message = NOTHING
    is_said_by_title: bool = False


_DECIDE_AND_FILL: Final = (Phase("decide", 0.1), Phase("fill", 0.25), Phase("sources"))

TECHNIQUES: Final[dict[str, Technique]] = {
    "preflight": Technique(
        Message("room_begin.technique_preflight"),
        (Phase("people"), Phase("decider"), Phase("goal"), Phase("week"), Phase("fill"), Phase("agenda")),
        asks=False,
    ),
    "tell": Technique(Message("room_begin.technique_tell"), (Phase("tell", 1.0),), asks=False),
    "break": Technique(Message("room_begin.technique_break"), (Phase("tell", 1.0),), asks=False, is_said_by_title=True),
    "overnight": Technique(Message("room_begin.technique_overnight"), (Phase("tell", 1.0),), asks=False),
    "silent_writing": Technique(
        Message("room_begin.technique_silent_writing"), (Phase("collect", 0.4), Phase("reveal", 0.25), *_DECIDE_AND_FILL)
    ),
    "note_and_vote": Technique(
        Message("room_begin.technique_note_and_vote"),
        (Phase("collect", 0.35), Phase("reveal", 0.15), Phase("vote", 0.15), *_DECIDE_AND_FILL),
    ),
    "one_two_four_all": Technique(
        Message("room_begin.technique_one_two_four_all"),
        (
            Phase("alone", 0.1),
            Phase("pairs", 0.15),
            Phase("fours", 0.15),
            Phase("collect", 0.1),
            Phase("reveal", 0.1),
            Phase("vote", 0.05),
            *_DECIDE_AND_FILL,
        ),
        says_to_few=Message("room_begin.technique_one_two_all"),
    ),
    "pairs": Technique(
        Message("room_begin.technique_pairs"),
        (Phase("pairs", 0.35), Phase("collect", 0.15), Phase("reveal", 0.1), *_DECIDE_AND_FILL),
    ),
    "round_robin": Technique(Message("room_begin.technique_round_robin"), (Phase("round", 0.5), *_DECIDE_AND_FILL)),
    "dot_voting": Technique(
        Message("room_begin.technique_dot_voting"), (Phase("reveal", 0.2), Phase("vote", 0.3), *_DECIDE_AND_FILL)
    ),
    "even_over": Technique(Message("room_begin.technique_even_over"), (Phase("round", 0.5), *_DECIDE_AND_FILL)),
    "premortem": Technique(
        Message("room_begin.technique_premortem"),
        (Phase("collect", 0.35), Phase("reveal", 0.15), Phase("vote", 0.15), *_DECIDE_AND_FILL),
    ),
    "objections": Technique(Message("room_begin.technique_objections"), (Phase("collect", 0.2), Phase("settle", 0.8))),
    "fist_of_five": Technique(Message("room_begin.technique_fist_of_five"), (Phase("fist", 1.0),)),
    "talk": Technique(Message("room_begin.technique_talk"), (Phase("fill", 1.0),)),
    "read_back": Technique(
        Message("room_begin.technique_read_back"), (Phase("read_back", 1.0),), asks=False, is_said_by_title=True
    ),
    "close": Technique(
        Message("room_begin.technique_close"),
        (
            Phase("settle", 0.4),
            Phase("fill", 0.2),
            Phase("sure", 0.2),
            Phase("fist", 0.1),
            Phase("reached", 0.05),
            Phase("finish", 0.05),
        ),
        is_said_by_title=True,
    ),
}
