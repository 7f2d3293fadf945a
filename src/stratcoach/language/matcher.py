"""Patterns over the words of a text: how they are written, and where they match.

A pattern is a line of parts with blanks between them. Each part is for one word, unless it says otherwise:

    nurse         the word, also with a plural or a third person's ending; a mark such as , or : is itself
    =nurse        exactly this word
    +give         any form of the verb: gives, gave, given, giving
    techn~        any word that begins so
    head_of       several words, exactly these
    <people/patrons>, <+tools/making>   an entry of a word list, of nouns and phrases or of verbs
    @person       what was found in the text, by its kind
    _             any one word or number
    a|an|the      any of these
    really?       it may be missing
    !not|never    what follows is none of these; takes no word
    *  *3         any words and marks of the same sentence, at most 40 or 3
    **            the same across sentences, at most 80
    -3            up to 3 words that may describe a noun: no marks, prepositions, pronouns, helpers
    ^  ^^         a sentence, or the text, begins here; also behind a lead-in such as “By 2030, …”
    $  $$         a sentence, or the text, ends here; marks may follow; by|in|$ among other words: or it ends here
    NL  •         the end of a line, the point of a list; BAR is the mark |

The time taken is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple, Protocol

from stratcoach.language.tokens import Passage, Span, Token
from stratcoach.messages import Message

_MARKS: Final = {"NL": "\n", "BAR": "|"}
_IN_SENTENCE: Final = 40
_IN_TEXT: Final = 80
ENDS: Final = frozenset(".!?…\n•")


class PatternError(ValueError):
    """A pattern that can't be read; `message` says why, without capital and full stop."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Language(Protocol):
    """What a language knows about a text, for the parts of patterns that aren't words."""

    def forms(self, low: str) -> frozenset[str]:
        """The plain forms that a word may be a form of: `gave` may be `give`."""

    def listed(self, name: str, tokens: Passage) -> dict[int, int]:
        """Where entries of a word list are in a text: the place where each begins, and the one behind it."""

    def found(self, kind: str, tokens: Passage) -> dict[int, int]:
        """Where something of a kind is in a text: the place where each begins, and the one behind it."""

    def starts(self, tokens: Passage) -> frozenset[int]:
        """Where sentences begin, with and without their lead-in."""

    def describes(self, token: Token) -> bool:
        """Whether a word may describe the noun behind it."""


Places = Mapping[int, tuple[int, ...]]
"""Where something is in a text: the place where each begins, and those behind it."""


class _Part(NamedTuple):
    """One part of a pattern. `gap` is how many words it may pass over, -1 for none; `ends` says that the sentence may end here
    instead; `keys` are the words of which a text must have one, if that is clear from the pattern alone.
    """

    text: str
    choices: tuple[str, ...] = ()
    optional: bool = False
    negated: bool = False
    gap: int = -1
    crosses: bool = False
    describing: bool = False
    ends: bool = False
    keys: frozenset[str] = frozenset()

    @property
    def is_sure(self) -> bool:
        """Whether a text that has none of the alternatives can't match."""
        return bool(self.choices) and not (self.optional or self.negated or self.ends)


class LookedAt:
    """A text while patterns are tried on it: what they ask about it is worked out once. `keys` are its words, stems and forms of
    verbs, `at` says where each is.
    """

    def __init__(self, tokens: Passage, language: Language) -> None:
        self.tokens = tokens
        self.language = language
        self.starts = language.starts(tokens)
        self.at: dict[str, list[int]] = {}
        for place, token in enumerate(tokens):
            for key in {token.low, token.stem, *(f"+{form}" for form in language.forms(token.low))}:
                self.at.setdefault(key, []).append(place)
        self.keys = frozenset(self.at)
        self._places: dict[tuple[str, ...], Places] = {}

    def places(self, choices: tuple[str, ...]) -> Places:
        """Where any of the alternatives of a part is. Patterns have many parts in common."""
        found = self._places.get(choices)
        if found is None:
            found = self._places[choices] = self._find(choices)
        return found

    def _find(self, choices: tuple[str, ...]) -> Places:
        plain, others = _apart(choices)
        found: dict[int, tuple[int, ...]] = {place: (place + 1,) for key in plain & self.keys for place in self.at[key]}
        for choice in others:
            for place, end in _way(choice)(self).items():
                found[place] = (*found.get(place, ()), end)
        return found

    def ends_at(self, place: int, *, text: bool) -> bool:
        tokens = self.tokens
        if text:
            return all(token.kind == "mark" for token in tokens[place:])
        return place >= len(tokens) or tokens[place].low in ENDS


class WordPattern:
    """One pattern, ready to be tried.

    Raises:
        PatternError: if it can't be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = tuple(_part(word) for word in text.split())
        if not any(part.choices for part in self._parts):
            raise PatternError(Message("pattern.no_word"))
        self._needs = tuple(part.keys for part in self._parts if part.keys)
        self._sure = tuple(part.choices for part in self._parts if part.is_sure and not part.keys)

    @property
    def asks_for(self) -> Iterator[str]:
        """The word lists and kinds that it asks a language for, such as `<people/patrons>` and `@person`."""
        for word in self.text.split():
            for one in word.removeprefix("!").removesuffix("?").split("|"):
                if len(one) > 1 and (one[0] == "@" or one[0] + one[-1] == "<>"):
                    yield one

    def first(self, text: LookedAt) -> Span | None:
        """Where it matches first: the places of the first and the last word."""
        for need in self._needs:
            if need.isdisjoint(text.keys):
                return None
        if not all(map(text.places, self._sure)):
            return None
        parts = self._parts
        places: Iterable[int] = range(len(text.tokens))
        if parts[0].text == "^":
            places = sorted(text.starts)
        elif parts[0].text == "^^":
            places = (min(text.starts, default=0),)
        elif parts[0].is_sure:
            places = sorted(text.places(parts[0].choices))
        for place in places:
            end = _match(parts, text, place)
            if end > place:
                return Span(place, end - 1)
        return None


def _match(parts: Sequence[_Part], text: LookedAt, place: int) -> int:
    """Where the shortest match that begins at a place ends, or -1. All ways are followed side by side, so each place is tried once a part."""
    reached = {place}
    for part in parts:
        reached = _behind(part, text, reached)
        if not reached:
            return -1
    return min(reached)


def _behind(part: _Part, text: LookedAt, reached: set[int]) -> set[int]:
    """The places behind a part, for each place before it."""
    if part.text in ("^", "^^"):
        return {place for place in reached if place in text.starts and (part.text == "^" or place == min(text.starts))}
    if part.text in ("$", "$$"):
        return {place for place in reached if text.ends_at(place, text=part.text == "$$")}
    if part.gap >= 0:
        return {far for place in reached for far in _passed(part, text, place)}
    places = text.places(part.choices)
    if part.negated:
        return {place for place in reached if place not in places}
    found = {end for place in reached for end in places.get(place, ())}
    if part.ends:
        found |= {place for place in reached if text.ends_at(place, text=False)}
    return found | reached if part.optional else found


def _passed(part: _Part, text: LookedAt, place: int) -> Iterator[int]:
    tokens = text.tokens
    yield place
    for far in range(place, min(place + part.gap, len(tokens))):
        token = tokens[far]
        if (part.describing and not text.language.describes(token)) or (not part.crosses and token.low in ENDS):
            return
        yield far + 1


def words_needed(part: str) -> frozenset[str]:
    """The words of which a text must have one for a part to match, where that can be seen at a glance; none where it can't."""
    return frozenset(part.lower().split("|")) if _PLAIN.fullmatch(part) else frozenset()


_PLAIN: Final = re.compile(r"[A-Za-z][a-z'-]*(?:\|[A-Za-z][a-z'-]*)*")
"""Plain words: `NL` and `BAR` are none."""


def _part(word: str) -> _Part:
    if word in ("^", "^^", "$", "$$"):
        return _Part(word)
    if (gap := _gap(word)) is not None:
        return gap
    optional = word.endswith("?") and len(word) > 1
    negated = word.startswith("!") and len(word) > 1
    bare = word[negated : len(word) - optional]
    choices = bare.split("|")
    ends = "$" in choices and not negated
    known = tuple(one for one in choices if one != "$")
    for one in known:
        _way(one)
    keys = [_key(one) for one in known]
    is_sure = all(keys) and not (optional or negated or ends)
    return _Part(word, known, optional, negated, ends=ends, keys=frozenset(keys) if is_sure else frozenset())


def _gap(word: str) -> _Part | None:
    if word in ("*", "**"):
        return _Part(word, gap=_IN_TEXT if word == "**" else _IN_SENTENCE, crosses=word == "**")
    if word[0] in "*-" and word[1:].isdecimal():
        return _Part(word, gap=min(int(word[1:]), _IN_SENTENCE), describing=word[0] == "-")
    return None


def _key(choice: str) -> str:
    """The word of which it is clear that a text must have it for an alternative, or nothing."""
    if len(choice) > 1 and choice[0] == "+":
        return choice
    if choice == "_" or choice[0] + choice[-1] == "<>" or (len(choice) > 1 and (choice[0] == "@" or choice[-1] == "~")):
        return ""
    first = choice.removeprefix("=") if len(choice) > 1 else choice
    first = first.split("_")[0]
    return _MARKS.get(first, first.lower())


@cache
def _apart(choices: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The alternatives that are one word in any form, as keys, and the others."""
    plain = [one for one in choices if (key := _key(one)) and key == _MARKS.get(one, one.lower())]
    return frozenset(map(_key, plain)), tuple(one for one in choices if one not in plain)


_Way = Callable[[LookedAt], Mapping[int, int]]


@cache
def _way(word: str) -> _Way:
    """How one alternative is found in a text: the place where each begins, and the one behind it."""
    if not word:
        raise PatternError(Message("pattern.nothing_between_bars"))
    if word == "_":
        return lambda text: {place: place + 1 for place, token in enumerate(text.tokens) if token.kind != "mark"}
    if word[0] == "<" and word[-1] == ">":
        name = word[1:-1]
        return lambda text: text.language.listed(name, text.tokens)
    if word[0] == "@" and len(word) > 1:
        kind = word[1:]
        return lambda text: text.language.found(kind, text.tokens)
    if word[0] == "+" and len(word) > 1:
        return lambda text: {place: place + 1 for place in text.at.get(word, ())}
    if word[-1] == "~" and len(word) > 1:
        begins = word[:-1]
        return lambda text: {place: place + 1 for place, low in enumerate(text.tokens.order) if low.startswith(begins)}
    return _words(word)


def _words(word: str) -> _Way:
    exact = word[0] == "=" and len(word) > 1
    spelt = [_MARKS.get(one, one.lower()) for one in word[exact:].split("_")]
    first, rest = spelt[0], spelt[1:]

    def found(text: LookedAt) -> Mapping[int, int]:
        places = text.at.get(first, ())
        if not rest and not exact:
            return {place: place + 1 for place in places}
        order, size = text.tokens.order, len(spelt)
        return {place: place + size for place in places if order[place : place + size] == spelt}

    return found


def looked_at(tokens: Passage, language: Language) -> LookedAt:
    """Prepare a text for patterns. Shared by all that are tried on it."""
    return LookedAt(tokens, language)
