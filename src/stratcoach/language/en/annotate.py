"""English, as patterns ask for it: forms of verbs, word lists, and what is found in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from stratcoach.language.en.figures import figures, is_date, is_label
from stratcoach.language.en.grammar import DETERMINERS
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import bases, open_up
from stratcoach.language.en.reading.clauses import SMALL, clause_verb
from stratcoach.language.en.reading.deciders import title_at
from stratcoach.language.en.reading.wants import tools
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import Lexicon, verbs, words
from stratcoach.language.matcher import ENDS, PatternError
from stratcoach.language.tokens import Passage, Span, Token
from stratcoach.messages import Message

_Finder = Callable[[Passage], Iterable[Span]]
_LABEL: Final = 7
"""A colon within this many words and marks ends a label: “**Key result:** Look into …”."""
_BEHIND_LEADS: Final = frozenset((",", "“", "(", "-", "–", "*", "_", "#", ">"))


class English:
    """The `Language` of patterns for English texts."""

    def forms(self, low: str) -> frozenset[str]:
        return _forms(low)

    def entries(self, name: str) -> Lexicon:
        """A word list by its name, with `+` in front for verbs.

        Raises:
            PatternError: if there is none.
        """
        return _list(name)

    def listed(self, name: str, tokens: Passage) -> dict[int, int]:
        return {span.first: span.last + 1 for span in _list(name).each(tokens)}

    def found(self, kind: str, tokens: Passage) -> dict[int, int]:
        known: dict[object, dict[int, int]] = tokens.known
        key = ("found", kind)
        if key not in known:
            known[key] = {span.first: span.last + 1 for span in FINDERS[kind](tokens)}
        return known[key]

    def check(self, name: str) -> None:
        """Look whether there is such a kind or word list, written `@kind` or `<list>`.

        Raises:
            PatternError: if there isn't.
        """
        if name[0] == "<":
            _list(name[1:-1])
        elif name[1:] not in FINDERS:
            raise PatternError(Message("pattern.no_such_kind", name=name, known=tuple(f"@{kind}" for kind in sorted(FINDERS))))

    def starts(self, tokens: Passage) -> frozenset[int]:
        found: set[int] = set()
        begins = True
        begun = -1
        for place, token in enumerate(tokens):
            if token.low in ENDS:
                begins = True
                begun = place
            elif token.low == ":" and place - begun <= _LABEL:
                begins = True
            elif begins and token.low not in _BEHIND_LEADS:
                found.add(place)
                found.add(place + _lead(tokens, place))
                begins = False
        return frozenset(found)

    def describes(self, token: Token) -> bool:
        return token.kind == "word" and (token.low in DETERMINERS or token.low not in SMALL)


def _lead(tokens: Passage, place: int) -> int:
    """How many words of a lead-in a sentence begins with."""
    end = next((far for far in range(place, len(tokens)) if tokens[far].low in ENDS), len(tokens))
    return open_up(tokens[place:end]).at


@cache
def _list(name: str) -> Lexicon:
    try:
        return verbs(name[1:]) if name.startswith("+") else words(name)
    except (KeyError, OSError) as error:
        raise PatternError(Message("pattern.no_such_list", name=f"<{name}>")) from error


@lru_cache(maxsize=4096)
def _forms(low: str) -> frozenset[str]:
    irregular = _irregular().get(low)
    return frozenset((irregular,)) if irregular else frozenset(bases(low))


@cache
def _irregular() -> dict[str, str]:
    """The plain form of each form of an irregular verb."""
    lines = Path(__file__).with_name("irregular.txt").read_text(encoding="utf-8").splitlines()
    return {form: line.split()[0] for line in lines for form in line.split()}


def _words_that(holds: Callable[[Passage, int], bool]) -> _Finder:
    return lambda tokens: (Span(place, place) for place in range(len(tokens)) if holds(tokens, place))


def _is_several(tokens: Passage, place: int) -> bool:
    token = tokens[place]
    return token.is_word and token.low != token.stem and "'" not in token.low


def _is_name(tokens: Passage, place: int) -> bool:
    token = tokens[place]
    return token.is_word and token.capital and place > 0 and tokens[place - 1].low not in ENDS


def _figures(tokens: Passage) -> Iterable[Span]:
    places = (one.place for one in figures(tokens))
    return (Span(place, place) for place in places if not is_date(tokens, place) and not is_label(tokens, place))


def _shares(tokens: Passage) -> Iterable[Span]:
    return (Span(one.place, one.place + (tokens[one.place].is_word)) for one in figures(tokens) if one.unit == "%")


def _deadlines(tokens: Passage) -> Iterable[Span]:
    span = deadline(tokens)
    return (span,) if span else ()


def _titles(tokens: Passage) -> Iterable[Span]:
    return filter(None, (title_at(tokens, place) for place in range(len(tokens))))


FINDERS: Final[dict[str, _Finder]] = {
    "person": persons,
    "tool": tools,
    "part": lambda tokens: tools(tokens, functions=True),
    "figure": _figures,
    "percent": _shares,
    "number": _words_that(lambda tokens, place: tokens[place].is_number),
    "date": _words_that(is_date),
    "deadline": _deadlines,
    "title": _titles,
    "name": _words_that(_is_name),
    "several": _words_that(_is_several),
    "verb": _words_that(lambda tokens, place: clause_verb(tokens, place, most=1) == place),
    "ing": _words_that(
        lambda tokens, place: tokens[place].is_word and tokens[place].low.endswith("ing") and len(tokens[place].low) > 4
    ),
    "ed": _words_that(
        lambda tokens, place: tokens[place].is_word and tokens[place].low.endswith("ed") and len(tokens[place].low) > 3
    ),
    "small": _words_that(lambda tokens, place: tokens[place].low in SMALL),
    "mark": _words_that(lambda tokens, place: tokens[place].kind == "mark"),
}
"""What `@kind` in a pattern may be: persons; tools, also with parts of one (`part`); figures, percentages, numbers of any kind, dates,
a deadline; titles that decide; capitalised names; plural words; finite verbs; words in -ing and -ed; words without content; marks."""
