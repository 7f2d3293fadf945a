"""Rules about users: could you tell for one person whether they are in or out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.model.grammar import listed
from stratcoach.model.prose import Token, read
from stratcoach.model.strategy import User
from stratcoach.rules.base import Hit, Rule, Scene
from stratcoach.rules.lexicon import words
from stratcoach.rules.reading.clauses import SMALL

_TALK: Final = listed("basically really essentially simply practically literally potentially ideally")
_NO_LIMIT: Final = listed(
    "no regardless because since as whether independent irrespective wherever whatever or big small from young old"
)
_WISHES: Final = listed(
    "want wants like likes love loves need needs value values seek seeks looking care cares expect prefer enjoy hope wish"
)


def _everyone(user: User, _scene: Scene) -> Iterator[Hit]:
    prose = read(user.segment)
    said = prose.words
    wishing = any(token.low in _WISHES for token in said)
    if said and (all(_leaves_nobody_out(token, wishing=wishing) for token in said) or _adds_no_limit(prose.tokens)):
        whole = len(said) <= 4 and not wishing
        yield Hit("segment", "this leaves nobody out", user.segment.strip(), severity="error" if whole else "warning")


def _adds_no_limit(tokens: Sequence[Token]) -> bool:
    """“All companies, no matter how large, that …”: everybody, and then only talk."""
    end = next((place for place, token in enumerate(tokens) if token.kind == "mark" or token.low == "because"), len(tokens))
    head = [token for token in tokens[:end] if token.low not in _TALK]
    rest = next((token.low for token in tokens[end:] if token.is_word), "")
    unlimited = any(token in words("people/nobody_excluded") for token in head)
    return unlimited and rest in _NO_LIMIT and all(_leaves_nobody_out(token, wishing=False) for token in head)


def _leaves_nobody_out(token: Token, *, wishing: bool) -> bool:
    """Say whether a word is true of everybody; a wish for something general is everybody's too."""
    if token.low in SMALL or token in words("people/everybody"):
        return True
    return wishing and (token in words("problems/abstractions") or token in words("vision/lofty"))


EVERYONE = Rule(
    name="user/everyone",
    on="users",
    severity="warning",
    also=("error",),
    prose=True,
    check=_everyone,
    fields=("segment",),
    why="What is made for everybody is nobody's first choice, and gives no reason to say no to anyone.",
    question="Who would miss it most if it were gone tomorrow, and in which situation?",
    good=(
        "Anyone who takes over a stranger's shift at an hour's notice.",
        "Everyone on board who has to get off before the doors on the left open.",
        "People who clear out a flat after a death in the family.",
    ),
    bad=("Everybody.", "All consumers, everywhere.", "People who want a better and easier life."),
)

RULES = (EVERYONE,)
