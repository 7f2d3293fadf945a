"""What a sentence already answers of the questions that come after it: from what, to what, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.prose import read
from stratcoach.model import relative_dates
from stratcoach.model.dates import parse

_MOST_WORDS: Final = 5
_LONGEST: Final = 2_000
"""Characters: what is longer is no sentence, and isn't searched."""
_SOONEST: Final = 60
"""Days: what is nearer than that is a measure, as in “answered within two weeks”, and no date to reach something by."""
_END: Final = r"(?=,(?!\d)|[;:()–—]|\.(?:\s|$)|$)"
_BY: Final = re.compile(rf"\b(?:by|until|till|before) (?:the )?(?P<by>.+?)\s*{_END}", re.IGNORECASE)
_WITHIN: Final = re.compile(
    r"\b(?P<by>(?:within|in|over)(?: the)?(?: next| coming)? (?:\w+ ?(?:to|or|-|–) ?)?\w+ (?:month|mth|mo|quarter|qtr|year|yr)s?)\b",
    re.IGNORECASE,
)
_NUMBER: Final = (
    r"(?:\d[\d,.]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half)"
)
_FROM_TO: Final = re.compile(
    rf"\bfrom (?P<baseline>.+?) to (?P<target>.+?)\s*(?:\b(?:by|until|till|before|within|over)\b|\bin (?!{_NUMBER}\b)|{_END})",
    re.IGNORECASE,
)
_UNIT: Final = r"(?:minute|hour|day|week|month|quarter|year|wk|mo|mth|qtr|yr)s?\b"
_AMOUNT: Final = (
    r"(?:(?:fewer|less|more) than |at (?:least|most) |under |about |around )?"
    rf"(?:[€$£] ?)?{_NUMBER}(?: ?(?:%|per ?cent|k|m|million)(?!\w))?(?: (?:in|of|out of) {_NUMBER}(?![\w-])(?! {_UNIT}))?(?: {_UNIT})?(?![\w-])"
)
_TODAY: Final = r"(?:today|now|currently|at present|so far|this year|last year)"
_BASELINES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:up|down|instead of|compared (?:with|to)) (?:from )?(?P<one>{_AMOUNT})",
        rf"(?P<one>(?<![\w.,]){_AMOUNT}) {_TODAY}\b",
        rf"\b{_TODAY}(?:,|:| at| it is| it's| is| only)* (?P<one>{_AMOUNT})",
        rf"\bfrom (?P<one>{_AMOUNT})",
        rf"(?P<one>(?<![\w.,]){_AMOUNT}) ?(?:→|->|=>)",
    )
)
_MORE: Final = re.compile(r" (?:more|less|fewer|higher|lower|better|faster)\b", re.IGNORECASE)
_NAMING: Final = frozenset(
    ["by", "in", "until", "till", "before", "within", "over", "next", "q1", "q2", "q3", "q4", "phase", "version", "level", "step"]
)
_ONE_AMOUNT: Final = re.compile(rf"(?<![\w.,/-]){_AMOUNT}", re.IGNORECASE)


def told_in(sentence: str, field: str, today: date | None) -> str:
    """What a sentence says of an objective's `baseline`, `target` or `by`, as one would type it; empty where it is not plain."""
    flat = " ".join(sentence[:_LONGEST].split())
    if field == "by":
        return next(filter(None, _days(flat, today)), "") if today else ""
    if field not in ("baseline", "target"):
        return ""
    found = _FROM_TO.search(_WITHIN.sub("", flat))
    if found and _is_amount(found["baseline"]) and _is_amount(found["target"]):
        return found[field]
    baseline, target = _apart(flat)
    return baseline if field == "baseline" else target


def _days(flat: str, today: date) -> Iterator[str]:
    for found in _BY.finditer(flat):
        yield relative_dates.read(found["by"], today)
    for found in _WITHIN.finditer(flat):
        told = relative_dates.read(found["by"], today)
        period = parse(told)
        if period and (period.last - today).days > _SOONEST:
            yield told


def _apart(flat: str) -> tuple[str, str]:
    """From what and to what, where they are in different places of the sentence: the target is the one amount that isn't today's."""
    tokens = read(flat).tokens
    places = [tokens[one.place].start for one in figures(tokens) if not is_date(tokens, one.place)]
    amounts = [one for one in _ONE_AMOUNT.finditer(flat) if _is_told(one, places) and not _names(flat, one.start())]
    for pattern in _BASELINES:
        found = pattern.search(flat)
        if found and any(found.start("one") <= place < found.end("one") for place in places):
            others = [one[0] for one in amounts if not found.start("one") <= one.start() < found.end("one")]
            return (found["one"], others[0]) if len(others) == 1 else (found["one"], "")
    aims = [one for one in amounts if not _MORE.match(flat, one.end())]
    return ("", aims[0][0]) if len(aims) == len(amounts) == 1 and (_BY.search(flat) or _WITHIN.search(flat)) else ("", "")


def _is_told(found: re.Match[str], places: list[int]) -> bool:
    """Whether an amount has figures that aren't a date."""
    is_year = re.fullmatch(r"(?:19|20)\d\d", found[0]) is not None
    return not is_year and any(map(str.isdigit, found[0])) and any(found.start() <= place < found.end() for place in places)


def _is_amount(text: str) -> bool:
    tokens = read(text).tokens
    return len(text.split()) <= _MOST_WORDS and any(not is_date(tokens, one.place) for one in figures(tokens))


def _names(flat: str, start: int) -> bool:
    """Whether a number says when or which: “in 2027”, “phase 2”."""
    before = flat[:start].split()[-1:]
    return bool(before) and before[0].lower().strip("(") in _NAMING
