"""Shares of a whole, however they are written: `21 of 30`, `7 in 10`, `3/4`, two thirds, every second, half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from stratcoach.language.en.grammar import SMALL_NUMBERS


class Share(NamedTuple):
    """A share between 0 and 1, how many of how many, and where it stands in the text. `whole` is 0 where no number of all is given."""

    value: float
    number: float
    whole: float
    start: int
    end: int


_NUMBER: Final = (
    r"\d+(?:[.,]\d{3})+(?![.,]?\d)|\d+(?:[.,]\d+)?|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)|"
    + "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True))
)
_TIME: Final = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?)"
_PARTS: Final = {
    name: number
    for number, names in enumerate(
        ("half halves", "third thirds", "quarter quarters fourth fourths", "fifth fifths", "sixth sixths", "seventh sevenths",
         "eighth eighths", "ninth ninths", "tenth tenths"),
        2,
    )
    for name in names.split()
} | {"twentieth": 20, "twentieths": 20, "hundredth": 100, "hundredths": 100}  # fmt: skip
_EACH: Final = {"other": 2, "second": 2, **{name: number for name, number in _PARTS.items() if number > 2 and name[-1] != "s"}}
_SIGNS: Final = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅛": 1 / 8,
}
_ALL_OF: Final = {"all": 1.0, "none": 0.0, "nobody": 0.0}


@cache
def _pattern() -> re.Pattern[str]:
    """Built when a figure is first compared: it takes longer than the rest of this module."""
    return re.compile(
        rf"""(?<![\w.,/-])(?:
        (?P<n>{_NUMBER})\s*(?:\s(?:out\s)?of(?:\s(?:every|all|the|our|those|these))?\s|\sin(?:\severy)?\s|\s?/\s?)\s*(?P<m>{_NUMBER})
            (?![\w%/-]|[.,]\d)(?P<time>\s{_TIME}\b)?
        |(?P<all>all|none|nobody)\sof(?:\s(?:the|our))?\s(?P<of>{_NUMBER})(?![\w%/-]|[.,]\d)
        |(?P<top>an?|{_NUMBER})[ -](?P<part>{"|".join(sorted(_PARTS, key=len, reverse=True))})(?=\s+of\b|\s*(?:$|[.,;:)(]))
        |every\s(?P<each>{"|".join(_EACH)})\b(?!\s{_TIME}\b)
        |(?P<half>half)\b(?!\s+an?\b|-|\s+{_TIME}\b)
        |(?P<sign>[{"".join(_SIGNS)}])(?!\w)
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


_BEFORE_A_TIME: Final = re.compile(r"\b(?:in|within|after|for|first|last|next|per|by)\s*$", re.IGNORECASE)
"""Behind these words “three quarters” is a time."""
_YEARS: Final = range(1900, 2101)


def shares(text: str) -> Iterator[Share]:
    """All shares in a text with single spaces that aren't written as percentages. A rate over time (`2 in 4 weeks`) isn't one."""
    for match in _pattern().finditer(text):
        if (found := _share(match, text)) is not None:
            yield found


def _share(match: re.Match[str], text: str) -> Share | None:
    start, end = match.span()
    count, whole = 0.0, 0.0
    if match["m"]:
        count, whole = _value(match["n"]), _value(match["m"])
        between = match[0][len(match["n"]) : match.start("m") - start]
        over_time = match["time"] and "of" not in between.lower()
        if over_time or not 0 <= count <= whole or not whole or (whole in _YEARS and "of" not in between.lower()):
            return None
        end = match.end("m")
        value = count / whole
    elif match["of"]:
        whole = _value(match["of"])
        value = _ALL_OF[match["all"].lower()]
        count = value * whole
    elif match["part"]:
        part = _PARTS[match["part"].lower()]
        value = (1 if match["top"].lower() in ("a", "an") else _value(match["top"])) / part
        if value > 1 or ("quarter" in match["part"].lower() and _BEFORE_A_TIME.search(text[:start])):
            return None
    elif match["each"]:
        value = 1 / _EACH[match["each"].lower()]
    elif match["sign"] and text[max(0, start - 1) : start].strip():
        return None  # “1½” is no share
    else:
        value = _SIGNS[match["sign"]] if match["sign"] else 1 / 2
    return Share(value, count, whole, start, end)


def _value(number: str) -> float:
    low = number.lower()
    if low[0].isdigit():
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", low)
        return float(re.sub(r"[.,]", "", low) if grouped else low.replace(",", "."))
    return float(sum(SMALL_NUMBERS[word] for word in re.split(r"[- ]", low)))


def with_percentages(text: str) -> str:
    """The text with each share as a percentage, so that it can be compared: `21 of 30 bakers` is `70 % bakers`."""
    text = " ".join(text.split())
    rewritten, at = "", 0
    for one in shares(text):
        rewritten += f"{text[at : one.start]}{_percent(one.value)} %"
        at = one.end
    whole = re.sub(r"(?<=\d)\s?per\s?cent\b", " %", rewritten + text[at:], flags=re.IGNORECASE)
    return re.sub(r"(?<=%)\s+of(?:\s+(?:the|all|our))?\b", "", whole) if "%" in whole else whole


def _percent(value: float) -> str:
    """Never with three decimals, which would look like thousands."""
    written = f"{value * 100:.4f}".rstrip("0").rstrip(".")
    return f"{written}0" if len(written.partition(".")[2]) == 3 else written


_PERCENTAGE: Final = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?(?:%|per\s?cent\b)", re.IGNORECASE)


def first_share(text: str) -> Share | None:
    """The first share of a text, a percentage too. Its place is that in the text with single spaces."""
    text = " ".join(text.split())
    found = next(shares(text), None)
    percentage = _PERCENTAGE.search(text)
    if percentage and (found is None or percentage.start() < found.start):
        return Share(float(percentage[1].replace(",", ".")) / 100, 0, 0, *percentage.span())
    return found
