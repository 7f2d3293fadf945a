"""Figures in a text: what is counted, and from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from stratcoach.language.en.grammar import DETERMINERS, PREPOSITIONS, SMALL_NUMBERS, listed
from stratcoach.language.tokens import Token, once


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
SPANS: Final = listed("year quarter month decade half semester term season week")
_LABELS: Final = listed(
    "phase step soc level version line day week month quarter page chapter section room gate floor route number no top iso "
    "article stage tier class grade age aged over form route type group room bus tram league division"
)
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
    return (before in _LABELS and not (before in SPANS and counts)) or tokens[place].low.startswith(("#", "no.", "nr."))


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
    """Whether the text says what the value is today: a change, `(today 11)`, `up from 3 in 5`, `instead of 20`."""
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


def _is_year(token: Token) -> bool:
    return token.low.isdecimal() and len(token.low) == 4
