"""The parts of a sentence, as far as they can be made out without a dictionary: phrases, clauses, who acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.language.en.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, NEGATIONS, PREPOSITIONS, PRONOUNS, listed
from stratcoach.language.en.prose import Opening, Prose, open_up
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import Lexicon, verbs
from stratcoach.language.tokens import Passage, Span, Token, once

STOPS: Final = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS
SMALL: Final = (
    STOPS | DETERMINERS | listed("not never so than more most less least very much many too also only just there here how why")
)
"""Words that carry no content of their own."""

_BEING: Final = listed("be become becoming being remain stay")
_PARTS: Final = listed("half most many some few one each all none any third thirds quarter percent number share majority")
_BEFORE_NOUNS: Final = (
    PREPOSITIONS | DETERMINERS | listed("and or not never new first last next second many few more most several")
)
_SEVERAL: Final = listed(
    "people men women children they we you i who that police staff also often never always still only both rarely then"
)
_AWAY: Final = (PREPOSITIONS | CONJUNCTIONS | {"to"}) - {"as", "and", "or", "of"}
_BEHIND_ORDERS: Final = STOPS - DETERMINERS - {"up", "out", "to"}
_APART: Final = (CONJUNCTIONS | PREPOSITIONS) - {"of"}
_NO_NOUNS: Final = listed("provide organise organize maintain digitise digitize automate improve ensure implement")
_LY_NOUNS: Final = listed("family assembly supply monopoly ally bully")
_RELATIVE: Final = listed("who that whose which")
_OURS: Final = listed("we our us i")
_BACK: Final = listed("they them their it its this that these he she his her there those rest whoever both neither either")


def openings(prose: Prose) -> Iterator[tuple[tuple[Token, ...], Opening]]:
    """Each sentence with the way it sets out."""
    for sentence in prose.sentences:
        yield sentence, open_up(sentence)


def quote(prose: Prose, tokens: Sequence[Token], span: Span) -> str:
    """The words of a span as they are in the text."""
    return prose.between(tokens[span.first], tokens[span.last])


def has(tokens: Sequence[Token], *sought: str) -> bool:
    if isinstance(tokens, Passage):
        return not tokens.lows.isdisjoint(sought)
    for token in tokens:  # noqa: SIM110  asked a thousand times for a file, of three words mostly: a generator costs more
        if token[0] in sought:
            return True
    return False


def has_any(tokens: Sequence[Token], sought: frozenset[str]) -> bool:
    """The same for many words."""
    if isinstance(tokens, Passage):
        return not tokens.lows.isdisjoint(sought)
    return any(token[0] in sought for token in tokens)


def behind(tokens: Sequence[Token], place: int, count: int = 2) -> tuple[str, ...]:
    """The next words behind a place."""
    return tuple(token.low for token in tokens[place + 1 : place + 1 + count])


def phrase_end(tokens: Sequence[Token], start: int, most: int = 9) -> int:
    """Where the noun phrase that begins at a place ends: before a preposition, a verb's helper, a pronoun or a mark."""
    place = start
    while place < len(tokens) and place - start < most:
        token = tokens[place]
        first_article = place == start and token.low in DETERMINERS
        if token.kind == "mark" or (token.low in STOPS and not token.glued and not first_article):
            break
        place += 1
    return place


def led_by_people(tokens: Sequence[Token], opening: Opening) -> bool:
    """Say whether people act in the sentence, even “our drivers”, rather than the company or its product."""
    start = opening.at
    if opening.actor == "company" and opening.verb < 0 and tokens[start].low in ("our", "my"):
        start += 1
    elif opening.actor != "other" or tokens[start].low in _BEING:
        return False
    for span in persons(tokens, start, min(start + 7, len(tokens))):
        return not any(_leads_away(tokens, place) for place in range(start, span.first))
    return False


def people_act(tokens: Sequence[Token], opening: Opening) -> bool:
    """The same, but people to whom something is done don't count: “the register offers skippers …”, “training lock keepers”."""
    if is_order(tokens, opening.at, verbs("vision/duties")):
        return False
    verb = clause_verb(tokens, opening.at + 1, most=6)
    first = next(persons(tokens, opening.at, min(opening.at + 7, len(tokens))), None)
    return led_by_people(tokens, opening) and (verb is None or first is None or first.first < verb)


def _leads_away(tokens: Sequence[Token], place: int) -> bool:
    """A preposition behind which a person no longer acts; “half *of* the commuters” still do."""
    low = tokens[place].low
    if low == "of":
        return place == 0 or not (tokens[place - 1].is_number or tokens[place - 1].low in _PARTS)
    return low in _AWAY


def is_order(tokens: Sequence[Token], at: int, known: Lexicon) -> bool:
    """Say whether a sentence begins with a bare verb: “Support towns with …”, “Launching …”; not “Launch customers reach …”."""
    token = tokens[at]
    if token not in known or (token.low != token.stem and not token.low.endswith("ss")) or token.low.endswith("ed"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.low == "," and at + 2 < len(tokens):
        return tokens[at + 2] in known and tokens[at + 2].low == tokens[at + 2].stem  # “Train, assess and certify …”
    if following is None or following.kind == "mark":
        return False
    if following.low in _BEHIND_ORDERS:
        return False
    if token.low in _NO_NOUNS:
        return True
    behind_noun = at + (4 if following.is_number else 2)  # “Digitise 40,000 parish records”
    return clause_verb(tokens, behind_noun) is None


def clause_verb(tokens: Sequence[Token], start: int, most: int = 9) -> int | None:
    """The place of a finite verb between here and the next mark, or None for a mere noun phrase or an order's object."""
    for place in range(start, min(start + most, len(tokens))):
        token = tokens[place]
        if token.kind == "mark" or (token.low in PRONOUNS and place > start):
            return None
        if (token.low in AUXILIARIES and not token.capital) or (place and _is_finite(token, tokens[place - 1])):
            return place
    return None


def _is_finite(token: Token, before: Token) -> bool:
    """A verb that agrees with the noun before it: “drivers wait”, “the reader dies”; not “the summer break”."""
    if not token.is_word or token.low.endswith("ing") or before.low in _BEFORE_NOUNS or token not in verbs("verbs/common_verbs"):
        return False
    if token.low.endswith(("ed", "ught", "ent", "ost")) or before.low in _SEVERAL:
        return True
    several = before.low != before.stem or (before.low.endswith("ly") and before.low not in _LY_NOUNS)
    return several != (token.low != token.stem)


@once
def about_people(tokens: Sequence[Token]) -> frozenset[int]:
    """The places of what the people in the sentence do: “couples *who launch a bakery*”, “nurses *moving house*”.

    It is what they do, not a plan of the company.
    """
    found: set[int] = set()
    for who in persons(tokens):
        start = who.last + 1
        if start >= len(tokens) or not (tokens[start].low in _RELATIVE or tokens[start].low.endswith("ing")):
            continue
        ends = (place for place in range(start, len(tokens)) if tokens[place].kind == "mark" or tokens[place].low in _OURS)
        found.update(range(start, next(ends, len(tokens))))
    return frozenset(found)


def clauses(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Split at commas, semicolons and “and” where a noun phrase with a verb of its own follows."""
    found = []
    start = 0
    behind_joints = _behind_joints(tokens)
    for place in range(1, len(tokens)):
        if place > start and (tokens[place].low in (";", ",") or tokens[place].low == "and"):
            at = behind_joints[place + 1]
            if at < len(tokens) and (tokens[place].low == ";" or _begins_clause(tokens, at)):
                found.append(tokens[start:place])
                start = at
    found.append(tokens[start:])
    return found


def _behind_joints(tokens: Sequence[Token]) -> list[int]:
    """For each place the next one, from there on, with anything but “and” or a comma."""
    found = [len(tokens)] * (len(tokens) + 1)
    for place in range(len(tokens) - 1, -1, -1):
        found[place] = found[place + 1] if tokens[place].low in ("and", ",") else place
    return found


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].low in AUXILIARIES or tokens[at] in verbs("verbs/common_verbs"):
        return False
    verb = clause_verb(tokens, at + 1, most=6)
    return verb is not None and (tokens[verb].low in NEGATIONS or not has_any(tokens[at:verb], _APART))


def stands_alone(clause: Sequence[Token]) -> bool:
    """Say whether a clause has its own subject and verb and points at nothing before it."""
    if (
        len(clause) < 3
        or (any(token.low in _BACK for token in clause[:4]) and not has(clause[:1], "there"))
        or has(clause[:2], "then", "so", "which", "who")
        or has(clause[4:], "it", "them", "this")
    ):
        return False
    return clause_verb(clause, 1) is not None
