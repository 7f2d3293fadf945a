"""What patterns may ask of a text as a whole: `$name` in `when` and `unless`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Final

from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.choosing import gives_up
from stratcoach.language.en.reading.clauses import led_by_people, people_act
from stratcoach.language.en.reading.evidence import was_seen
from stratcoach.language.en.reading.profiles import in_a_situation, uses_it
from stratcoach.language.en.reading.wants import bare_points, bare_poll
from stratcoach.language.en.reading.who import names_somebody, nobody
from stratcoach.language.matcher import PatternError
from stratcoach.messages import Message

Predicate = Callable[[Prose], bool]

PREDICATES: Final[dict[str, Predicate]] = {
    "bare_points": bare_points,
    "bare_poll": bare_poll,
    "company_acts": lambda prose: prose.opening.actor == "company",
    "gives_up": lambda prose: bool(gives_up(prose)),
    "led_by_people": lambda prose: bool(prose.sentences) and led_by_people(prose.sentences[0], prose.opening),
    "people_act": lambda prose: bool(prose.sentences) and people_act(prose.sentences[0], prose.opening),
    "nobody": lambda prose: nobody(prose.tokens),
    "names_somebody": lambda prose: names_somebody(prose.tokens),
    "framed": lambda prose: prose.opening.framed,
    "task": lambda prose: prose.opening.actor == "task",
    "tells_of_a_situation": in_a_situation,
    "uses_it": uses_it,
    "was_seen": was_seen,
}
"""By name: whether the company acts, a choice gives something up, people act (`people_act`: and nobody acts on them), anybody is
named, a picture is painted (“a world in which …”), the text is an infinitive, a segment is narrowed by what happens to somebody, they
use the thing themselves, something was seen or counted."""

COUNTS: Final[dict[str, Callable[[Prose], int]]] = {
    "words": lambda prose: len(prose.words),
    "sentences": lambda prose: len(prose.sentences),
    "points": lambda prose: prose.listed,
}
_COMPARES: Final = {"<": operator.lt, ">": operator.gt}
_COUNTED: Final = re.compile(r"(\w+)([<>])(\d+)")


def predicate(name: str) -> Predicate:
    """Find a predicate by name, such as `led_by_people` or `words<9`.

    Raises:
        PatternError: if there is none of this name.
    """
    if found := _COUNTED.fullmatch(name):
        counted, sign, limit = COUNTS.get(found[1]), _COMPARES[found[2]], int(found[3])
        if counted:
            return lambda prose: sign(counted(prose), limit)
    if name not in PREDICATES:
        raise PatternError(Message("pattern.no_such_predicate", name=f"${name}", known=(*PREDICATES, *COUNTS)))
    return PREDICATES[name]
