"""What a segment is made of: several groups, those who only decide, or what is on paper about somebody."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.language.en.grammar import DETERMINERS, PREPOSITIONS, PRONOUNS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
from stratcoach.language.en.reading.deciders import holds_the_purse, is_part, known_by_deciding, title_at
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Span, Token

Tokens = Sequence[Token]

_JOINING: Final = listed("and also plus as well or & in addition we address secondly our main target are is")
_JOINTS: Final = frozenset((",", ";", "\n", ".", "•", "/", "and", "&", "plus"))
_RELATIVE: Final = listed("who that which whose")
_RANKS: Final = listed("primary secondary tertiary")
_BEFORE_HEADS: Final = 3
_MANY: Final = 3
_REASON: Final = 9


class Group(NamedTuple):
    """One group in a list of them: the place of its noun, whether anything more is said about it, and how it is joined to the one before."""

    head: int
    said: bool
    relative: bool
    strongly: bool
    theirs: bool


# ---- several groups


def groups(prose: Prose) -> list[Token]:
    """The nouns of several segments that would need different products, or nothing: “brides, caterers, venues”."""
    tokens = _outside_brackets(prose.tokens)
    if not tokens or words("users/together").first(tokens) is not None:
        return []
    found = list(_listed_groups(tokens))
    heads = [tokens[group.head] for group in found]
    names = {token.stem for token in heads}
    if len(names) >= 2 and (_ranked(tokens) or any(group.strongly for group in found)):
        return heads
    if len(names) < 2 or (len(names) == 2 and any(group.theirs for group in found)):
        return []
    apart = found[0].said and any(group.relative for group in found[1:])
    bare = not any(group.said for group in found)
    opposed = all(token in words("users/sides") for token in heads)
    kin = all(token in words("users/kin") for token in heads)
    alone = not any(group.said for group in found[:-1])
    many = (
        len(found) >= 3
        and not any(group.said for group in found[:-1])
        and all(head in words("users/sides") for head in heads[:2])
    )
    many = many or (len(found) > _MANY and alone and not kin)
    if apart or (bare and not kin) or (alone and opposed and not found[-1].relative) or many:
        return heads
    return []


def _outside_brackets(tokens: Tokens) -> Tokens:
    if not has(tokens, "(", ")"):
        return tokens
    found: list[Token] = []
    depth = 0
    for token in tokens:
        if token.low == "(":
            depth += 1
        elif token.low == ")":
            depth = max(0, depth - 1)
        elif not depth:
            found.append(token)
    return found


def _ranked(tokens: Tokens) -> bool:
    """“Primary: … Secondary: …”"""
    return (
        sum(1 for one, after in itertools.pairwise(tokens) if one.low in _RANKS and (after.low == ":" or after.stem == "user"))
        >= 2
    )


def _listed_groups(tokens: Tokens) -> Iterator[Group]:
    """The groups of a list, as long as each piece of it begins with one. Behind a clause only a piece with its own clause goes on."""
    clause = False
    how = ""
    for start, end, plus in _pieces(tokens):
        head = _head(tokens, start, end)
        if head is None:
            if not clause and start and not _only_describes(tokens, start, min(end, start + _BEFORE_HEADS)):
                return
            continue
        rest = tokens[head.last + 1 : end]
        relative = has_any(rest[:4], _RELATIVE)
        said = any(token.is_word or token.is_number for token in rest)
        opened = has(tokens[start - 2 : start - 1], ",") and has(tokens[start - 1 : start], "and")
        strongly = plus or has_any(tokens[start : start + 1], _RANKS)
        alike = bool(rest) and rest[0].low in PREPOSITIONS and rest[0].low == how
        if clause and not relative and not strongly and not alike and not (opened and said):
            continue
        theirs = has(tokens[start : head.first], "their", "his", "her")
        yield Group(head.last, said, relative or (clause and said), strongly, theirs)
        clause = clause or said
        how = rest[0].low if said and not how else how


def _pieces(tokens: Tokens) -> Iterator[tuple[int, int, bool]]:
    """Split at commas, semicolons, line ends, full stops and “and”: where each piece begins and ends, and whether “plus” joins it."""
    start = 0
    strongly = False
    for place, token in enumerate(tokens):
        joins = token.low in _JOINTS or (token.low == "as" and _as_well(tokens, place))
        if joins:
            if place > start:
                yield start, place, strongly
                strongly = False
            strongly = strongly or _joins_strongly(tokens, place)
            start = place + 1
    if start < len(tokens):
        yield start, len(tokens), strongly


def _as_well(tokens: Tokens, place: int) -> bool:
    return has(tokens[place : place + 1], "as") and has(tokens[place + 1 : place + 2], "well")


def _joins_strongly(tokens: Tokens, place: int) -> bool:
    if tokens[place].low in ("plus", ";", "•") or _as_well(tokens, place):
        return True
    ahead = [token.low for token in tokens[place + 1 : place + 3]]
    return ahead[:1] == ["also"] or ahead == ["in", "addition"]


def _head(tokens: Tokens, start: int, end: int) -> Span | None:
    """The persons or bodies with which a piece begins, behind an article and what describes them."""
    if has(tokens[start : start + 1], "no", "without"):
        return None
    titled = next((place for place in range(start, min(start + _BEFORE_HEADS, end)) if tokens[place].low == ":"), None)
    if titled is not None and has_any(tokens[start:titled], _RANKS):
        start = titled + 1
    while start < end and (tokens[start].low in DETERMINERS or tokens[start].low in _JOINING):
        start += 1
    span = next(persons(tokens, start, min(start + _BEFORE_HEADS + 1, end)), None)
    if span is not None and _only_describes(tokens, start, span.first):
        return None if tokens[span.first].low in PRONOUNS else _last_of_phrase(tokens, span, end)
    for place in range(start, min(start + _BEFORE_HEADS, end)):
        token = tokens[place]
        several = token.low != token.stem
        if several and (
            token in words("people/plural_users") or token in words("people/groups") or token in words("users/sides")
        ):
            return Span(place, place) if _only_describes(tokens, start, place) else None
        if several and has(tokens[start - 2 : start - 1], ",") and has(tokens[place + 1 : place + 2], "who", "that"):
            return Span(place, place)  # “…, and observatories that …”
    return None


def _last_of_phrase(tokens: Tokens, span: Span, end: int) -> Span:
    """“Hotel *chains*”, “insurance *companies*”: the last of persons and bodies side by side."""
    last = span.last
    while last + 1 < end and tokens[last + 1].low != tokens[last + 1].stem and _is_group(tokens, last + 1):
        last += 1
    return Span(span.first, last)


def _is_group(tokens: Tokens, place: int) -> bool:
    return tokens[place] in words("people/companies") or next(persons(tokens, place, place + 1), None) is not None


def _only_describes(tokens: Tokens, start: int, end: int) -> bool:
    return all(token.is_word and token.low not in SMALL for token in tokens[start:end])


# ---- who only decides


def inner_circle(prose: Prose) -> Span | None:
    """Those who approve, fund, sell or hand on, and don't use: “our CFO”, “legal, since they insist”."""
    tokens = prose.tokens
    start = 0
    while start < len(tokens) and (tokens[start].low in DETERMINERS or tokens[start].kind == "mark"):
        start += 1
    if start >= len(tokens):
        return None
    told = _for_their_sake(tokens)
    if told is not None:
        return told
    ours = start > 0 and tokens[start - 1].low in ("our", "the")
    title = title_at(tokens, start)
    body = title or _body(tokens, start)
    if body is None:
        return known_by_deciding(tokens, start)
    if _is_of_something(tokens, body):
        return None
    named = tokens[body.first if title and tokens[body.first].low in ("head", "heads") else body.last]
    one = named.low == named.stem
    start = body.first
    several = tokens[body.last].low != tokens[body.last].stem and len(tokens[body.last].low) <= 5 and not ours  # “CFOs who …”
    never = not several and any(words("users/never_users").at(tokens, place) for place in range(body.first, body.last + 1))
    never = never or (one and ours and (title is not None or is_part(tokens, body)))
    rest = tokens[body.last + 1 :]
    reason = words("users/not_using").first(tokens, body.last + 1) or holds_the_purse(
        tokens, body.last + 1, compares=ours and one
    )
    if reason is not None and (never or not _acts_alone(tokens, body.last + 1, reason.first)):
        return Span(start, max(body.last, reason.last))
    content = [token for token in rest if token.is_word or token.is_number]
    only_bodies = all(
        token.low in ("and", "the", "our", "head", "of")
        or token in words("users/inner_circle")
        or token in words("people/departments")
        for token in content
    )
    return Span(start, body.last) if never and only_bodies else None


def _for_their_sake(tokens: Tokens) -> Span | None:
    """“…, because they promised it”: a reason of their own, and none of a user."""
    why = next((place for place in range(1, min(_REASON, len(tokens))) if tokens[place].low in ("because", "since")), None)
    if why is None or has_any(tokens[:why], _RELATIVE) or not has(tokens[why : why + 2], "they", "it", "without"):
        return None
    reason = words("users/not_using").first(tokens, why)
    return Span(0, reason.last) if reason else None


def _body(tokens: Tokens, start: int) -> Span | None:
    """The body, after up to three words that describe it: “our *regional* vice presidents”."""
    for place in range(start, min(start + _BEFORE_HEADS + 1, len(tokens))):
        body = words("users/inner_circle").at(tokens, place)
        if body and not (place > start and _is_of_something(tokens, body)):
            return body
        if not tokens[place].is_word or tokens[place].low in SMALL:
            return None
    return None


def _is_of_something(tokens: Tokens, body: Span) -> bool:
    """“The board *of a housing cooperative*”, “board *members*”, “sales *people who*”: another noun carries on."""
    after = tokens[body.last + 1] if body.last + 1 < len(tokens) else None
    if after is None or after.kind == "mark" or words("users/not_using").at(tokens, body.last + 1) is not None:
        return False
    return after.low in ("of", "in", "at") or (
        after.is_word and after.low not in _RELATIVE | {"and", "because", "since", "as", "for"}
    )


def _acts_alone(tokens: Tokens, start: int, reason: int) -> bool:
    """What comes before the reason is about a day's work: “who visit eight pharmacies a day by car and write …”."""
    return sum(1 for token in tokens[start:reason] if token.is_word) > 8
