"""Lists of users as they are in documents: points, lines, cells or short titles, each for somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.language.en.grammar import AUXILIARIES, SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has_any
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import either, words
from stratcoach.language.tokens import Passage, Span, Token

Tokens = Sequence[Token]

_CUTS: Final = frozenset(("•", "\n", "|", "·", ";", "→", ".", "/", "—", "–", "?", "!", "+"))
_LINES: Final = frozenset(("•", "\n"))
_DOTS: Final = frozenset(("·",))
_STRONG: Final = frozenset(("/", "+", "→", "|", ";", "·", ":"))
_BEFORE: Final = listed("for as the a an our and or then also") | SMALL_NUMBERS.keys()
_RANKED: Final = listed(
    "primary secondary tertiary main core key other further additional direct indirect internal external v1 v2 v3 v4 first second third later "
    "persona segment group user type layer tier audience customer target role profile beachhead icp segments phase wave category level"
)
_LABEL: Final = 6
_NEAR: Final = 4
_SOMEBODY: Final = (
    *("people/people", "people/groups", "people/plural_users", "people/companies"),
    *("users/sides", "users/offices", "people/departments"),
)


def points_for(prose: Prose) -> list[Token]:
    """The nouns of a list in which each of at least two points, and most of them, is for somebody else; or nothing."""
    tokens = prose.tokens
    found: dict[str, Token] = {}
    others = 0
    for start, end in _points(tokens):
        named = _named_first(tokens, start, end) or _named_first(tokens, _behind_label(tokens, start, end), end)
        if named is not None:
            found.setdefault(" ".join(token.stem for token in tokens[named.first : named.last + 1]), tokens[named.last])
        elif any(token.is_word for token in tokens[start:end]):
            others += 1
    least = 2 if has_any(tokens, _LINES) or (has_any(tokens, _STRONG) and len(found) > others) else 3
    return list(found.values()) if len(found) >= least and len(found) >= others else []


def _points(tokens: Passage) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end, each as far as its first cell; of a single line its pieces."""
    lines = list(_split(tokens, _LINES))
    if len(lines) < 2 and tokens.order.count("·") > 1:
        lines = list(_split(tokens, _DOTS))
    if len(lines) < 2:
        return list(_split(tokens, _CUTS))
    return [next(_split(tokens[:end], _CUTS, start), (start, end)) for start, end in lines]


def _split(tokens: Tokens, cuts: frozenset[str], start: int = 0) -> Iterator[tuple[int, int]]:
    for place in range(start, len(tokens)):
        if tokens[place].kind == "mark" and tokens[place].low in cuts and not _is_within(tokens, place):
            if place > start:
                yield start, place
            start = place + 1
    if start < len(tokens):
        yield start, len(tokens)


def _behind_label(tokens: Tokens, start: int, end: int) -> int:
    """Behind the label with which a text begins: “Niche: vets / owners of old cats”."""
    label = next((place for place in range(start, min(start + _NEAR, end)) if tokens[place].low in (":", "?")), None)
    if start or label is None or any(token in words("users/profile_labels") for token in tokens[start:label]):
        return start
    return label + 1


def _is_within(tokens: Tokens, place: int) -> bool:
    """The mark in “and/or”, “24.5”, “50–250”: nothing between it and its neighbours."""
    if tokens[place].low not in ("/", ".", "–", "—", "+"):
        return False
    before, after = tokens[place - 1 : place], tokens[place + 1 : place + 2]
    close = bool(before) and before[0].end == tokens[place].start
    return close and (tokens[place].low == "+" or (bool(after) and tokens[place].end == after[0].start))


def _named_first(tokens: Tokens, start: int, end: int) -> Span | None:
    """Somebody whose name or title opens a point and is all that its first phrase says: “**Clerks** – …”, “Mine inspectors”."""
    first = _behind_ranks(tokens, start, end)
    while first < end and (tokens[first].kind == "mark" or tokens[first].is_number or tokens[first].low in _BEFORE):
        first += 1
    if first + 2 < end and tokens[first].capital and tokens[first + 1].low == "," and tokens[first + 2].low in ("a", "an", "the"):
        first += 3  # “Pia, a pool attendant”
    last = first
    while last < end and last - first < _LABEL and tokens[last].is_word and tokens[last].low not in SMALL - {"and", "or", "of"}:
        last += 1
    if last == first or (last == first + 1 and tokens[first] in words("users/profile_labels")):
        return None
    after = tokens[last] if last < end else None
    opens_line = start == 0 or tokens[start - 1].low in ("•", "\n", "|")
    if (opens_line and tokens[first].low != tokens[first].stem) or (after is not None and after.low == "*"):
        acting = next(persons(tokens, first, min(first + _NEAR, end)), None)
        if acting is not None and acting.last < last and all(token.low not in SMALL for token in tokens[first : acting.first]):
            return Span(first, acting.last)
    if (last < end and last - first == _LABEL) or (after is not None and after.low in AUXILIARIES):
        return None
    return Span(first, last - 1) if is_somebody(tokens, last - 1) else None


def _behind_ranks(tokens: Tokens, start: int, end: int) -> int:
    """Behind “**Primary users**:”, “Persona 2 –”, “V1:”."""
    place = start
    while place < end and (
        tokens[place].kind == "mark"
        or tokens[place].is_number
        or tokens[place].low in _RANKED
        or tokens[place].stem in _RANKED
        or len(tokens[place].low) == 1
    ):
        place += 1
    return place if place > start and tokens[place - 1].kind == "mark" else start


def is_somebody(tokens: Tokens, place: int) -> bool:
    """Whether a word is the title, trade or kind of a person or body, of one or of several."""
    token = tokens[place]
    if token in either(*_SOMEBODY) or token.stem in ("officer", "owner", "lead", "head", "manager"):
        return True
    return any(span.last == place for span in persons(tokens, max(0, place - 1), place + 1)) or _is_trade(token)


def _is_trade(token: Token) -> bool:
    if token in either("people/not_people", "tools/tools") or len(token.stem) < 6:
        return False
    return token.stem.endswith(("er", "or", "ist", "ian", "eer", "man", "woman", "ee"))
