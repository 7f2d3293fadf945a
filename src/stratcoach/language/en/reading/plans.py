"""Plans in place of a choice: a roadmap, staffing, a team's way of working, engineering steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stratcoach.language.en.figures import MONTHS
from stratcoach.language.en.grammar import SMALL_NUMBERS, listed
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import about_people, has, is_order, led_by_people
from stratcoach.language.en.reading.virtues import orders
from stratcoach.language.en.reading.who import names_somebody
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token

Tokens = Sequence[Token]

_NEAR: Final = 4
_SEASONS: Final = listed("spring summer autumn fall winter christmas easter")
_QUARTERS: Final = listed("q1 q2 q3 q4 h1 h2")
_TIMED: Final = MONTHS | _SEASONS | _QUARTERS
_UNTIL: Final = listed("in by until from before after end")
_NEXT: Final = (",", "and", "then")
_PHASED: Final = listed("phase step stage week q1 q2 q3 q4 h1 h2 kw sprint")
_NORMS: Final = listed("q1 q2 q3 q4 h1 h2 iso en din okr gpt covid utf sha mp q h type class group level soc cop")
_ENOUGH_PLACES: Final = 3
_ENOUGH: Final = 2
_STEPS: Final = 2
_ADDED: Final = ("+", "&", "and", ",", "plus")
_BEGINNING: Final = listed("start join move transfer")


def plan(prose: Prose) -> Span | None:
    """A roadmap, staffing or engineering steps, as places in the text: one word of a team's process, or several steps of a plan."""
    tokens = prose.tokens
    if not tokens:
        return None
    process = words("choices/process").first(tokens) or ticket(prose) or _staffing(tokens)
    if process:
        return process
    if orders(prose):
        return None
    staged, built = (
        [span for span in words(name).find(tokens) if span.first not in about_people(tokens)]
        for name in ("choices/staging", "choices/technology")
    )
    if len(list(words("choices/platforms").find(tokens))) >= _ENOUGH_PLACES:
        built = []  # “on iOS, Android and the web”
    ordered = next((span for span in _orders(prose) if span), None)
    found = sorted([*staged, *built, *([ordered] if ordered else [])])
    if not found:
        return _timetable(tokens)
    weight = len({tokens[span.first].stem for span in (*staged, *built)}) + _phases(tokens)
    if ordered:
        weight += 2 if tokens[ordered.first] in verbs("choices/engineering") else 1
    period = deadline(tokens)
    if period and period.first not in about_people(tokens):
        near = any(abs(period.first - span.last) <= _NEAR or abs(span.first - period.last) <= _NEAR for span in staged)
        weight += 2 if near or _dates(tokens) >= 2 else 1
    if ordered:
        weight += len({token.stem for token in tokens if token in words("objectives/deliverables")}) + min(
            _further_orders(tokens), 2
        )
    if has(tokens, "then", "afterwards") and any(token.low == "," for token in tokens):
        weight += 1
    led = (
        bool(prose.sentences) and led_by_people(prose.sentences[0], prose.opening) and staged[:1] != [Span(0, 0)]
    )  # “Pilot in …”
    enough = _ENOUGH + (led and not ordered)
    return found[0] if weight >= enough else None


def _timetable(tokens: Tokens) -> Span | None:
    """“The deer in October, the boars from January”: two dates, and nothing but what happens on them."""
    due = deadline(tokens)
    return due if due and _dates(tokens) >= _STEPS and not names_somebody(tokens, 0, due.first) else None


def in_steps(prose: Prose) -> bool:
    """Whether dates follow one another: “in Bergen in March, Tromsø in May, then the rest”."""
    return _dates(prose.tokens) >= _STEPS


def _staffing(tokens: Tokens) -> Span | None:
    """“Two more welders and a planner start in the autumn.”"""
    if not _is_numeral(tokens[0]):
        return None
    several = [place for place, token in enumerate(tokens[:-1]) if token.low in _ADDED and _is_numeral(tokens[place + 1])]
    if several and names_somebody(tokens, 1, several[0]) and names_somebody(tokens, several[0]):
        return Span(0, several[0] + 1)
    begin = next((place for place, token in enumerate(tokens[:10]) if token.low in _BEGINNING), None)
    return Span(0, begin) if begin is not None and names_somebody(tokens, 1, begin) else None


def _is_numeral(token: Token) -> bool:
    return token.is_number or token.low in SMALL_NUMBERS


def planned_in_detail(prose: Prose) -> Span | None:
    """The words of a plan where a sentence is meant for something else: a ticket, or two words of a team's process."""
    processes = list(words("choices/process").find(prose.tokens))
    return ticket(prose) or (processes[0] if len(processes) >= 2 else None)


def ticket(prose: Prose) -> Span | None:
    """`PAY-312`: capitals and a number, unless it is the name of a norm."""
    if "-" not in prose.text:
        return None
    for place, token in enumerate(prose.tokens[:-1]):
        number = prose.tokens[place + 1]
        joined = number.is_number and number.start == token.end + 1 and prose.text[token.end] == "-"
        if joined and token.low not in _NORMS and 2 <= len(token.low) <= 6 and prose.text[token.start : token.end].isupper():
            return Span(place, place + 1)
    return None


def _dates(tokens: Tokens) -> int:
    """How many months, seasons or quarters come after a preposition: “in spring … in summer … by Christmas”."""
    return sum(1 for before, token in pairwise(tokens) if before.low in _UNTIL and token.low in _TIMED)


def _further_orders(tokens: Tokens) -> int:
    """Tasks behind the first: “…, *set up* monitoring and *write* runbooks”."""
    known = verbs("objectives/outputs")
    return sum(1 for before, token in pairwise(tokens) if before.low in _NEXT and token in known and token.low == token.stem)


def _phases(tokens: Tokens) -> int:
    """“Phase 1: … Phase 2: …”, “Q1: … Q2: …”, “in week 12”: each a step of a plan."""
    count = 0
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        quarter = token.low in ("q1", "q2", "q3", "q4") and after is not None and after.low in (":", "-", "–")
        numbered = token.stem in _PHASED and after is not None and (after.is_number or after.low in SMALL_NUMBERS)
        count += numbered and [one.low for one in tokens[place + 2 : place + 3]] == [":"]
        month = token.low in MONTHS and token.capital and after is not None and after.low == ":"
        count += quarter or numbered or month
    return min(count, 2)


def _orders(prose: Prose) -> Iterator[Span | None]:
    """The bare verbs with which sentences begin, as places in the whole text: “Rewrite …”, “Hire …”."""
    offset = 0
    for sentence in prose.sentences:
        while prose.tokens[offset].start != sentence[0].start:
            offset += 1
        at = 1 if sentence[0].low in ("first", "then", "next", "finally") and len(sentence) > 1 else 0
        first = sentence[at]
        known = (
            verbs("objectives/firm_outputs"),
            verbs("choices/engineering"),
            verbs("objectives/outputs"),
            verbs("choices/doing"),
        )
        plain = first.is_word and first.low == first.stem and not first.low.endswith("ed")
        if plain and any(is_order(sentence, at, verb) for verb in known):
            yield Span(offset + at, offset + at)
        elif (
            first.low == "we" and has(sentence[1:2], "will") and len(sentence) > 3 and any(sentence[2] in verb for verb in known)
        ):
            yield Span(offset + 2, offset + 2)
