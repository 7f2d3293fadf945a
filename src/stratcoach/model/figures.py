"""Figures in a text: what is counted, from what to what, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from stratcoach.model.grammar import DETERMINERS, PREPOSITIONS, SMALL_NUMBERS, listed
from stratcoach.model.tokens import Span, Token, once


class Figure(NamedTuple):
    """A number with its unit (`%`, `€`, `days`, …), and its place among the tokens."""

    value: float
    unit: str
    place: int


_NO_UNITS: Final = PREPOSITIONS | DETERMINERS | {"to", "and", "or"}
_SIGNS: Final = "€$£¥#"
_SIZES: Final = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9}
_ORDINALS: Final = ("st", "nd", "rd", "th")
MONTHS: Final = listed(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec"
)
_SEASONS: Final = listed(
    "spring summer autumn fall winter christmas xmas easter ramadan season holidays harvest monsoon rains carnival lent diwali"
)
_SPANS: Final = listed("year quarter month decade half semester term season week")
_UNTIL: Final = listed(
    "by until till before in during at from since for through within end of late early mid this next the to ends starts"
)
_AT_THE_END: Final = (["the", "end", "of"], ["the", "last", "day"], ["the", "start", "of"], ["the", "beginning", "of"])
_NTH: Final = listed("first second third fourth last")
_BEGINNING: Final = listed("begin begins start starts open opens")
_LABELS: Final = listed(
    "phase step soc level version line day week month quarter page chapter section room gate floor route number no top iso "
    "article stage tier class grade age aged over form route type group room bus tram league division"
)
_TERMS: Final = ("q1", "q2", "q3", "q4", "h1", "h2")
_YEAR: Final = range(1900, 2101)


def figure(tokens: Sequence[Token], place: int) -> Figure | None:
    """Read one token as a number, with the unit that is written before or behind it."""
    token = tokens[place]
    if token.low in SMALL_NUMBERS:
        return Figure(SMALL_NUMBERS[token.low], _unit_behind(tokens, place), place)
    if not token.is_number or token.low.startswith("n"):
        return None
    sign = token.low[0] if token.low[0] in _SIGNS else ""
    digits = token.low[len(sign) :].rstrip("%abcdefghijklmnopqrstuvwxyz")
    tail = token.low[len(sign) + len(digits) :]
    unit = sign or ("" if tail in _SIZES or tail in _ORDINALS else tail) or _unit_behind(tokens, place)
    return Figure(_value(digits) * _SIZES.get(tail, 1.0), unit, place)


def _value(digits: str) -> float:
    """`2,000` and `2.000` are two thousand, `1.2` and `1,2` are not."""
    parts = digits.replace(":", ".").replace(",", ".").split(".")
    if len(parts) > 1 and 1 <= len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:]):
        return float("".join(parts))
    try:
        return float(".".join(parts[:2]))
    except ValueError:
        return 0.0


def _unit_behind(tokens: Sequence[Token], place: int) -> str:
    if place + 1 >= len(tokens) or not tokens[place + 1].is_word:
        return ""
    following = tokens[place + 1]
    if following.low in ("percent", "per") and (
        following.low == "percent" or (place + 2 < len(tokens) and tokens[place + 2].low == "cent")
    ):
        return "%"
    return "" if following.low in _NO_UNITS else following.stem


def figures(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> list[Figure]:
    """All numbers, in digits or in words."""
    found = _figures(tokens)
    stop = len(tokens) if end is None else end
    return list(found) if end is None and not start else [one for one in found if start <= one.place < stop]


@once
def _figures(tokens: Sequence[Token]) -> list[Figure]:
    numbers = [place for place, token in enumerate(tokens) if token[4] == "number" or token[0] in SMALL_NUMBERS]
    return [found for place in numbers if (found := figure(tokens, place)) is not None]


def is_date(tokens: Sequence[Token], place: int) -> bool:
    """A year, a date, a clock time or the day of a month."""
    token = tokens[place]
    low = token.low
    if not token.is_number:
        return False
    if low[:2] in ("19", "20") and low[4:5] == "-":
        return True
    if _is_year(token) and int(low) in _YEAR:
        dated = place > 0 and tokens[place - 1].low in ("in", "since", "by", "until", "from", "of", "till", "before", "after")
        return dated or not (place + 1 < len(tokens) and _counts(tokens[place + 1]))
    if place > 1 and tokens[place - 1].low in ("/", "–") and _is_year(tokens[place - 2]):
        return True
    if low.endswith(("am", "pm", *_ORDINALS)) or (":" in low and len(low) <= 5):
        return True
    near = [tokens[one].low for one in (place - 1, place + 1) if 0 <= one < len(tokens)]
    return low.isdecimal() and int(low[:4]) <= 31 and any(word in MONTHS for word in near)


def _counts(token: Token) -> bool:
    return token.is_word and token.low not in PREPOSITIONS and (token.low != token.stem or token.low in ("people", "children"))


def is_label(tokens: Sequence[Token], place: int) -> bool:
    """A number that names something instead of counting: `phase 2`, `week-4`, `version 3`, `first-year`."""
    before = tokens[place - 1].stem if place else ""
    if before == "over" and (here := figure(tokens, place)) and here.unit == "%":
        return False  # “over 60 %” is a share, “over 60” an age
    counts = place + 1 < len(tokens) and _counts(tokens[place + 1])
    return (before in _LABELS and not (before in _SPANS and counts)) or tokens[place].low.startswith(("#", "no.", "nr."))


@once
def deadline(tokens: Sequence[Token]) -> Span | None:
    """A date, a period or an event that ends it: `by June`, `this year`, `before the season`, `in Q3`, `within 12 months`."""
    for place, token in enumerate(tokens):
        if token[4] != "number" and token[0] not in _DATING and not token[1][-1:].isdecimal():
            continue
        found = _period(tokens, place) or _ending(tokens, place)
        if found:
            return found
    return None


_DATING: Final = (
    MONTHS
    | _SPANS
    | listed(
        "ytd this next coming current fiscal calendar financial end tomorrow today by before until till untill within in over when "
        "from run months years quarters"
    )
    | listed("christmas xmas easter")
)
"""The words with which a deadline begins, besides numbers and terms such as `Q3`."""


def _period(tokens: Sequence[Token], place: int) -> Span | None:
    """A word that is a date by itself."""
    token = tokens[place]
    low = token.low.removesuffix("'s")
    before = tokens[place - 1].low if place else ""
    if token.is_number:
        dated = is_date(tokens, place) and not low.endswith(("am", "pm")) and ":" not in low
        return Span(place, place) if dated and before not in ("since", "than") else None
    if (
        low == "ytd"
        or (low[:2] in _TERMS and (len(low) == 2 or low[2:].isdecimal()))
        or (low[:2] == "fy" and low[2:].isdecimal())
    ):
        return Span(place, place)
    if low in MONTHS and (token.capital or before in _UNTIL) and low not in ("may", "march", "mar"):
        return Span(place, place)
    if (
        low in ("may", "march")
        and token.capital
        and (before in _UNTIL or (place + 1 < len(tokens) and tokens[place + 1].is_number))
    ):
        return Span(place, place)
    return None


def _ending(tokens: Sequence[Token], place: int) -> Span | None:
    """A span of time that ends: `this year`, `by year end`, `before the launch`, `within 12 months`."""
    low = tokens[place].low
    lows = [token.low for token in tokens[place : place + 6]]
    if low in ("this", "next", "coming", "current", "fiscal", "calendar", "financial"):
        for step, token in enumerate(tokens[place + 1 : place + 4], 1):
            if token.stem in _SPANS or token.low in _SEASONS:
                return None if token.low.endswith(("'s", "’s")) else Span(place, place + step)  # “next week's plan” is no date
    if low == "end" and any(word in _SPANS or word in MONTHS for word in lows[1:5]):
        return Span(place, place + 1)
    if low == "when" and any(word in _BEGINNING for word in lows[2:]):
        return Span(place, place + 1)
    if low == "from" and len(lows) > 2 and lows[1] in _SEASONS and lows[2] in ("on", "onward", "onwards"):
        return Span(place, place + 2)
    if (
        tokens[place].stem in ("month", "year", "quarter")
        and lows[1:3] in (["from", "now"], ["from", "today"])
        and lows[3:4] != ["on"]
    ):
        return Span(place, place + 2)
    if lows[:3] == ["run", "up", "to"] and place and tokens[place - 1].low == "the":
        return Span(place, place + 2)
    if low in _SPANS and lows[1:2] == ["end"]:
        return Span(place, place + 1)
    if (
        low in ("tomorrow", "today", "christmas", "xmas", "easter")
        and place
        and tokens[place - 1].low in ("by", "before", "until", "till")
    ):
        return Span(place, place)
    if low in ("by", "before", "until", "till", "untill"):
        return _event(tokens, place)
    if low in ("within", "in", "over") and len(lows) > 1:
        return _span_from_now(tokens, place)
    return None


def _event(tokens: Sequence[Token], place: int) -> Span | None:
    """`before GA`, `by the summer exams`, `until the 2027 season`: anything but an amount or a mere time of day."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if [token.low for token in tokens[place + 1 : place + 4]] in _AT_THE_END:
        return Span(place, min(place + 4, len(tokens) - 1))  # “by the end of beta”
    if (
        following is not None
        and following.low in ("start", "beginning")
        and [one.low for one in tokens[place + 2 : place + 3]] == ["of"]
    ):
        return Span(place, place + 2)
    if (
        following is None
        or following.kind == "mark"
        or following.low in ("hand", "phone", "email", "mail", "themselves", "far", "default")
    ):
        return None
    if tokens[place].low == "by":
        ahead = tokens[place + 1 : place + 7]
        timed = next((step for step, token in enumerate(ahead, 1) if token.low in _SEASONS or token.stem in _EVENTS), None)
        return Span(place, place + timed) if timed else None
    if (
        following.is_number
        or following.low in SMALL_NUMBERS
        or following.stem in ("noon", "midnight", "lunch", "breakfast", "dinner", "shift")
    ):
        return None
    ahead = tokens[place + 1 : place + 7]
    timed = next(
        (
            step
            for step, token in enumerate(ahead, 1)
            if token.low in _SEASONS or token.stem in _EVENTS or token.low in ("ga", "ipo")
        ),
        None,
    )
    return Span(place, place + timed) if timed else None


_EVENTS: Final = listed(
    "launch release patch update version merger election conference fair audit expiry renewal expo summit olympics congress opening closing "
    "anniversary rollout cutover migration deadline term semester season summer winter harvest world exam trial pilot "
    "contract licence friday monday year freeze live golive budget filing exams meeting festival access"
)


def _span_from_now(tokens: Sequence[Token], place: int) -> Span | None:
    """`within 12 months`, `in two years`, `in the next three quarters`; not `within 24 hours` nor `within 12 months of hire`."""
    at = place + 1
    if [token.low for token in tokens[at : at + 1]] == ["the"] and at + 2 < len(tokens) and tokens[at + 1].low in _NTH:
        return Span(place, at + 2) if tokens[at + 2].low in ("quarter", "half", "semester", "term") else None
    while at < len(tokens) and tokens[at].low in ("the", "next", "coming", "a", "one", "first"):
        at += 1
    first = tokens[at - 1].low == "first" if at else False
    number = figure(tokens, at) if at < len(tokens) else None
    unit = at + 1 if number else at
    if first or unit >= len(tokens) or tokens[unit].stem not in ("year", "quarter", "month"):
        return None
    if number is None and tokens[unit - 1].low not in ("next", "a", "one", "coming"):
        return None
    after = tokens[unit + 1].low if unit + 1 < len(tokens) else ""
    return (
        None
        if after in ("of", "after", "from") and tokens[unit + 2 : unit + 3] and tokens[unit + 2].low != "now"
        else Span(place, unit)
    )


@once
def change(tokens: Sequence[Token]) -> tuple[Figure, Figure] | None:
    """`from 14 % to 6 %`, `9 → 4`, `64 % to 80 %`."""
    found = [one for one in figures(tokens) if not is_date(tokens, one.place)]
    for one, other in pairwise(found):
        if other.place - one.place > 7:
            continue
        between = [token.low for token in tokens[one.place + 1 : other.place]]
        before = [token.low for token in tokens[max(0, one.place - 4) : one.place]]
        arrow = "→" in between
        to = "to" in between and ("from" in before or one.unit in ("%", "€", "$", "£") or other.unit == "%")
        if arrow or to:
            return one, other
    return None


@once
def has_baseline(tokens: Sequence[Token]) -> bool:
    """Say whether the text tells where it stands today: a change, `(today 11)`, `up from 3 in 5`, `instead of 20`."""
    if change(tokens):
        return True
    for one in figures(tokens):
        if not is_date(tokens, one.place):
            before = [token.low for token in tokens[max(0, one.place - 4) : one.place]]
            after = [token.low for token in tokens[one.place + 1 : one.place + 4]]
            if any(word in _WAS for word in before) or any(word in _STANDS for word in after):
                return True
    return False


_WAS: Final = listed("today now currently from was were instead not last baseline")
_STANDS: Final = listed("today now currently far →")


def near_period(tokens: Sequence[Token], near: int) -> Span | None:
    """A quarter, a month or `this year` by itself, or a date in a year up to the one given: a deadline, not a horizon."""
    for place, token in enumerate(tokens):
        dated = _period(tokens, place)
        if dated:
            year = next(
                (int(one.low[:4]) for one in tokens[place : place + 2] if one.low[:4].isdecimal() and len(one.low) >= 4), 0
            )
            if not year or year <= near:
                return dated
        elif token.low in ("this", "next", "end") and not any(
            one.stem in ("decade", "century") for one in tokens[place : place + 4]
        ):
            ending = _ending(tokens, place)
            if ending and not any(one.low[:4].isdecimal() for one in tokens[place : place + 5]):
                return ending
    return None


@once
def day_told(tokens: Sequence[Token]) -> Span | None:
    """When something was seen, as far as a sentence says it: `in October`, `since 2024`, `last winter`."""
    for place, token in enumerate(tokens):
        before = tokens[place - 1].low if place else ""
        if token.low in MONTHS and token.capital and (before in _UNTIL or token.low not in ("may", "march", "mar")):
            return Span(place, place)
        if is_date(tokens, place) and ":" not in token.low and not token.low.endswith(("am", "pm")):
            return Span(place, place)
        past = before == "last" and (place < 2 or tokens[place - 2].low != "the")
        if past and (token.low in _SEASONS or token.low in _SPANS):
            return Span(place - 1, place)
    return None


def _is_year(token: Token) -> bool:
    return token.low.isdecimal() and len(token.low) == 4
