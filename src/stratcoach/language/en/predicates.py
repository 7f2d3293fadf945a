"""What patterns may ask of a text as a whole: `$name` in `when` and `unless`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Final

from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.choosing import gives_up
from stratcoach.language.en.reading.claims import is_most
from stratcoach.language.en.reading.clauses import clause_verb, led_by_people, people_act
from stratcoach.language.en.reading.evidence import was_seen
from stratcoach.language.en.reading.profiles import in_a_situation, uses_it
from stratcoach.language.en.reading.vagueness import concreteness
from stratcoach.language.en.reading.virtues import is_comparative, items, weighed
from stratcoach.language.en.reading.wants import bare_points, bare_poll
from stratcoach.language.en.reading.who import names_somebody, nobody, persons
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
    "a_sentence": lambda prose: len(prose.words) // max(len(prose.sentences), 1),
    "commas": lambda prose: prose.tokens.order.count(","),
    "items": lambda prose: len(items(prose)),
    "merits": lambda prose: weighed(prose).points,
    "praise": lambda prose: round(100 * weighed(prose).share),
    "plain": lambda prose: weighed(prose).plain,
    "comparatives": lambda prose: sum(map(is_comparative, prose.tokens)),
    "superlatives": lambda prose: sum(map(is_most, prose.tokens)),
    "concrete": lambda prose: round(100 * concreteness(prose)[1]),
    "people": lambda prose: len({prose.tokens[span.last].stem for span in persons(prose.tokens)}),
    "plurals": lambda prose: sum(token.is_word and token.low != token.stem for token in prose.words),
    "verbs": lambda prose: sum(clause_verb(sentence, 0, most=_FAR) is not None for sentence in prose.sentences),
}
"""By name, for `$words<9`: words, sentences, points of a list, words a sentence, commas, items of a list, what is praised in points and in
percent of the words with content, words of a trade, “cheaper”, “cheapest”, what one could see in percent of those, different people, plural words, sentences with a verb.
"""
_FAR: Final = 60
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
