"""The techniques: each is a row of phases with their share of the step's time. `phases` defines what each does."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

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
    """How a group does a step. `says` names it on the screen; `asks` is whether the step needs a question."""

    says: str
    phases: tuple[Phase, ...]
    asks: bool = True


_DECIDE_AND_FILL: Final = (Phase("decide", 0.1), Phase("fill", 0.25), Phase("sources"))

TECHNIQUES: Final[dict[str, Technique]] = {
    "preflight": Technique(
        "before we begin",
        (Phase("people"), Phase("decider"), Phase("goal"), Phase("week"), Phase("fill"), Phase("agenda")),
        asks=False,
    ),
    "tell": Technique("say it, show it", (Phase("tell", 1.0),), asks=False),
    "break": Technique("a break", (Phase("tell", 1.0),), asks=False),
    "overnight": Technique("each alone, until next time", (Phase("tell", 1.0),), asks=False),
    "silent_writing": Technique("everyone writes in silence", (Phase("collect", 0.4), Phase("reveal", 0.25), *_DECIDE_AND_FILL)),
    "note_and_vote": Technique(
        "write in silence, then vote",
        (Phase("collect", 0.35), Phase("reveal", 0.15), Phase("vote", 0.15), *_DECIDE_AND_FILL),
    ),
    "one_two_four_all": Technique(
        "alone, in pairs, in fours, all",
        (
            Phase("alone", 0.1),
            Phase("pairs", 0.15),
            Phase("fours", 0.15),
            Phase("collect", 0.1),
            Phase("reveal", 0.1),
            Phase("vote", 0.05),
            *_DECIDE_AND_FILL,
        ),
    ),
    "pairs": Technique(
        "in pairs, then read out", (Phase("pairs", 0.35), Phase("collect", 0.15), Phase("reveal", 0.1), *_DECIDE_AND_FILL)
    ),
    "round_robin": Technique("one after the other", (Phase("round", 0.5), *_DECIDE_AND_FILL)),
    "dot_voting": Technique("vote with dots", (Phase("reveal", 0.2), Phase("vote", 0.3), *_DECIDE_AND_FILL)),
    "even_over": Technique("one good thing, even over another", (Phase("round", 0.5), *_DECIDE_AND_FILL)),
    "premortem": Technique(
        "a year from now, it has failed",
        (Phase("collect", 0.35), Phase("reveal", 0.15), Phase("vote", 0.15), *_DECIDE_AND_FILL),
    ),
    "objections": Technique("the one line each would cut", (Phase("collect", 0.2), Phase("settle", 0.8))),
    "fist_of_five": Technique("show of fingers", (Phase("fist", 1.0),)),
    "talk": Technique("talk, and write it down", (Phase("fill", 1.0),)),
    "read_back": Technique("read it aloud", (Phase("read_back", 1.0),), asks=False),
    "close": Technique(
        "close",
        (
            Phase("settle", 0.4),
            Phase("fill", 0.2),
            Phase("sure", 0.2),
            Phase("fist", 0.1),
            Phase("reached", 0.05),
            Phase("finish", 0.05),
        ),
    ),
}
