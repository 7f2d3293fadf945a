"""Periods in a text: by when something is due, and when it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.calendar_words import (
    EACH_TIME,
    EVENTS,
    FEASTS,
    PARTS_OF_YEAR,
    PLANS,
    SEASONS,
    STARTS,
    STEPS,
    TERMS_OF,
)
from stratcoach.language.en.figures import MONTHS, SPANS, figure, is_date
from stratcoach.language.en.grammar import SMALL_NUMBERS, listed
from stratcoach.language.tokens import Span, Token, once

_UNTIL: Final = listed(
    "by until till before in during at from since for through within end of late early mid this next the to ends starts"
)
_AT_THE_END: Final = (["the", "end", "of"], ["the", "last", "day"], ["the", "start", "of"], ["the", "beginning", "of"])
_NTH: Final = listed("first second third fourth last")
_BEGINNING: Final = listed("begin begins start starts open opens")
_YEAR: Final = 4
_TERMS: Final = ("q1", "q2", "q3", "q4", "h1", "h2")


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
    | SPANS
    | listed(
        "ytd this next coming current fiscal calendar financial end tomorrow today by before until till untill within in over when "
        "from run months years quarters life lifetime duration ahead time at next during once between close later"
    )
    | SEASONS
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
            if token.stem in SPANS or token.low in SEASONS:
                return None if token.low.endswith(("'s", "’s")) else Span(place, place + step)  # “next week's plan” is no date
    if low == "end" and any(word in SPANS or word in MONTHS for word in lows[1:5]):
        return Span(place, place + 1)
    if (named := _period_that_ends(tokens, place, lows)) is not None:
        return named
    if (low == "when" or (low == "once" and lows[1:2] in (["the"], ["our"]))) and any(word in _BEGINNING for word in lows[2:]):
        return Span(place, place + 1)
    if low == "from" and len(lows) > 2 and lows[1] in SEASONS and lows[2] in ("on", "onward", "onwards"):
        return Span(place, place + 2)
    if (counted := _part_of_time(tokens, place, lows)) is not None:
        return counted
    if lows[:2] in (["ahead", "of"], ["time", "for"]) and len(lows) > 2:
        return _event(tokens, place + 1)
    if low == "at" and lows[1:2] and lows[1] in ("next", "this", "our"):
        return _event(tokens, place)
    if lows[:3] == ["run", "up", "to"] and place and tokens[place - 1].low == "the":
        return Span(place, place + 2)
    if low in SPANS and lows[1:2] == ["end"]:
        return Span(place, place + 1)
    is_due = place and tokens[place - 1].low in ("by", "before", "until", "till")
    if is_due and low in ("tomorrow", "today", "christmas", "xmas", "easter"):
        return Span(place, place)
    if tokens[place].stem in ("month", "week", "year", "quarter") and _counts_on(tokens, place):
        return Span(place, place + 1)
    if low in ("by", "before", "until", "till", "untill"):
        return _event(tokens, place)
    if low in ("within", "in", "over") and len(lows) > 1:
        return _span_from_now(tokens, place)
    return None


def _part_of_time(tokens: Sequence[Token], place: int, lows: Sequence[str]) -> Span | None:
    """“A year from now”, “spring term”, “over the *life of* the plan”."""
    from_now = lows[1:3] in (["from", "now"], ["from", "today"]) and lows[3:4] != ["on"]
    if from_now and tokens[place].stem in ("month", "year", "quarter"):
        return Span(place, place + 2)
    if lows[0] in SEASONS and lows[1:2] and tokens[place + 1].low in PARTS_OF_YEAR and not _is_each(tokens, place):
        return Span(place, place + 1)
    is_life = (
        lows[0] in ("life", "lifetime", "duration")
        and lows[1:2] == ["of"]
        and any(one.stem in PLANS for one in tokens[place + 2 : place + 6])
    )
    return Span(place, place + 1) if is_life else None


def _is_each(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].low in _EACH


def _period_that_ends(tokens: Sequence[Token], place: int, lows: Sequence[str]) -> Span | None:
    """“Between now and Easter”, “over the summer”, “within the year”, “at the end of the pilot”, “no later than Friday”."""
    low, after = lows[0], lows[1:2]
    if low == "between" and after in (["now"], ["today"]):
        return Span(place, place + 1)
    if low in ("over", "during", "throughout") and any(word in SEASONS for word in lows[1:3]) and after[0] in (*_OURS, *FEASTS):
        return Span(place, place + 2 if after[0] in _OURS else place + 1)
    if (
        low == "within"
        and after in (["the"], ["this"])
        and lows[2:3]
        and tokens[place + 2].stem in TERMS_OF
        and lows[3:4] != ["of"]
    ):
        return Span(place, place + 2)
    if low in ("at", "in") and after == ["our"] and lows[2:3] == ["first"] and lows[3:4] and tokens[place + 3].stem in SPANS:
        return Span(place, place + 3)
    if low == "at" and lows[1:4] == ["the", "end", "of"] and any(one.stem in EVENTS for one in tokens[place + 4 : place + 7]):
        return Span(place, place + 3)
    if low in ("end", "close") and lows[1:3] in (["of", "play"], ["of", "business"]):
        return Span(place, place + 2)
    if low == "later" and after == ["than"] and place and tokens[place - 1].low in ("no", "not") and place + 2 < len(tokens):
        return Span(place - 1, place + 2) if tokens[place + 2].capital else _event(tokens, place + 1)
    return None


_OURS: Final = listed("the this our")


def _counts_on(tokens: Sequence[Token], place: int) -> bool:
    """“Month fourteen”, “months 7–12”: counted from the start of a project."""
    if place + 1 >= len(tokens):
        return False
    following = tokens[place + 1]
    return (following.is_number and len(following.low) < _YEAR) or following.low in SMALL_NUMBERS


def _is_named(tokens: Sequence[Token], place: int) -> bool:
    """“By the AGM”, “by next AGM”, “before we open”."""
    ahead = tokens[place + 1 : place + 3]
    if len(ahead) < 2:
        return False
    if tokens[place].low == "before":
        return ahead[0].low == "we"
    return ahead[0].low == "next" or (ahead[0].low in ("the", "our", "this") and ahead[1].capital)


def _is_numbered(tokens: Sequence[Token], place: int) -> bool:
    """“By day 90”, “before sprint 12”, “by the sixth month”, “by Lady Day”, “by v2”, “by the time we open”."""
    ahead = tokens[place + 1 : place + 4]
    lows = [token.low for token in ahead]
    if len(ahead) < 2:
        return bool(ahead) and (lows[0] in ("ga", "ipo") or _is_version(lows[0]))
    if lows[:2] in (["the", "time"], ["lady", "day"]):
        return lows[0] == "lady" or lows[2:] == ["we"]
    if ahead[0].stem in STEPS and (ahead[1].is_number or lows[1] in SMALL_NUMBERS):
        return True
    ordinal = lows[0] == "the" and (lows[1] in _NTH or lows[1].endswith("th"))
    return (ordinal and len(ahead) > 2 and ahead[2].stem in SPANS) or lows[0] in ("ga", "ipo") or _is_version(lows[0])


def _is_version(low: str) -> bool:
    return low[:1] == "v" and low[1:2].isdecimal()


def _event(tokens: Sequence[Token], place: int) -> Span | None:
    """`before GA`, `by the summer exams`, `until the 2027 season`: anything but an amount or a mere time of day."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if [token.low for token in tokens[place + 1 : place + 4]] in _AT_THE_END:
        if any(token.stem in EACH_TIME for token in tokens[place + 4 : place + 6]):
            return None  # “by the end of the shift”
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
    if _is_named(tokens, place) or _is_numbered(tokens, place):
        return Span(place, place + 2)
    if tokens[place].low == "by":
        ahead = tokens[place + 1 : place + 7]
        timed = next((step for step, token in enumerate(ahead, 1) if token.low in SEASONS or token.stem in EVENTS), None)
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
            if token.low in SEASONS or token.stem in EVENTS or token.low in ("ga", "ipo")
        ),
        None,
    )
    return Span(place, place + timed) if timed else None


def _span_from_now(tokens: Sequence[Token], place: int) -> Span | None:
    """`within 12 months`, `in two years`, `in the next three quarters`; not `within 24 hours`, `within 12 months of hire` nor
    how often something happens: `once in three years`.
    """
    at = place + 1
    if place and (tokens[place - 1].low in _OFTEN or tokens[place - 1].stem == "time"):
        return None
    if [token.low for token in tokens[at : at + 1]] == ["the"] and at + 2 < len(tokens) and tokens[at + 1].low in _NTH:
        return Span(place, at + 2) if tokens[at + 2].low in ("quarter", "half", "semester", "term") else None
    while at < len(tokens) and tokens[at].low in ("the", "next", "coming", "a", "one", "first"):
        at += 1
    first = tokens[at - 1].low == "first" if at else False
    number = figure(tokens, at) if at < len(tokens) else None
    unit = at + 1 if number else at
    units = (*_LONG, "week", "day") if "next" in [one.low for one in tokens[place:at]] else _LONG
    if first or unit >= len(tokens) or tokens[unit].stem not in units:
        return None
    if number is None and tokens[unit - 1].low not in ("next", "a", "one", "coming"):
        return None
    after = tokens[unit + 1].low if unit + 1 < len(tokens) else ""
    if after in ("of", "after", "from") and (
        any(token.stem in EVENTS or token.low in STARTS for token in tokens[unit + 2 : unit + 5])
        or _happens_once(tokens, unit + 2)
    ):
        return Span(place, unit + 2)
    return (
        None
        if after in ("of", "after", "from") and tokens[unit + 2 : unit + 3] and tokens[unit + 2].low != "now"
        else Span(place, unit)
    )


def _happens_once(tokens: Sequence[Token], start: int) -> bool:
    """“… *the new site going up*”, “… *our opening*”; not “… discharge”, which comes to everybody at another time."""
    ahead = tokens[start : start + 6]
    return (
        bool(ahead)
        and ahead[0].low in ("the", "our", "this")
        and any(one.low.endswith("ing") or one.stem in EVENTS for one in ahead)
    )


_LONG: Final = ("year", "quarter", "month", "season", "harvest", "term", "semester", "parliament")
_OFTEN: Final = listed("once twice thrice")


def near_period(tokens: Sequence[Token], near: int) -> Span | None:
    """A quarter or `this year` by itself, `by March`, or a date in a year up to the one given: a deadline, not a horizon.

    A month or a day without a year comes back every year.
    """
    for place, token in enumerate(tokens):
        dated = _period(tokens, place)
        if dated:
            year = next(
                (int(one.low[:4]) for one in tokens[place : place + 2] if one.low[:4].isdecimal() and len(one.low) >= 4), 0
            )
            if 0 < year <= near or (not year and (not _comes_back(tokens, place) or _is_due(tokens, place))):
                return dated
        elif (
            token.low in ("this", "next", "end")
            and not any(one.stem in ("decade", "century") for one in tokens[place : place + 4])
            and (not _comes_back(tokens, place) or _is_due(tokens, place))
        ):
            ending = _ending(tokens, place)
            if ending and not any(one.low[:4].isdecimal() for one in tokens[place : place + 5]):
                return ending
    return None


_DUE: Final = listed("by before until till untill within end")
_EACH: Final = listed("every each any")
_RETURNING: Final = listed("day night week month season spring summer autumn fall winter shift")


def _comes_back(tokens: Sequence[Token], place: int) -> bool:
    """Whether what begins here comes back: `in February`, `24 December`, `next week`, `at the end of the month`."""
    low = tokens[place].low
    if low in ("this", "next", "end"):
        ahead = tokens[place + 1 : place + 4]
        return any(one.stem in _RETURNING for one in ahead) and not any(one.low in ("this", "next", "year") for one in ahead)
    return low in MONTHS or tokens[place].is_number


def _is_due(tokens: Sequence[Token], place: int) -> bool:
    """Whether a period is a deadline by the words before it: `by March`, `before the end of June`; not `every year by March`."""
    before = [token.low for token in tokens[max(0, place - 4) : place]]
    return any(low in _DUE for low in before) and not any(low in _EACH for low in before)


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
        if past and (token.low in SEASONS or token.low in SPANS):
            return Span(place - 1, place)
    return None
