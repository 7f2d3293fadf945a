"""Signs that something was seen: a sample, a measured number, a way of looking, a place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from stratcoach.language.en.figures import MONTHS, SPANS, figures, is_date, is_label
from stratcoach.language.en.grammar import DETERMINERS, PREPOSITIONS, SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Prose, quotations
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Token, once

_PLACED: Final = listed("in at near outside around")
_TO_OPEN: Final = ("insights/records", "insights/observing", "insights/sources")
_FEW: Final = 4
_BRIEF: Final = 8
_WOULD_TELL: Final = listed("they'll you'll everybody'll anyone'll would will")
_ANYBODY: Final = listed("everybody everyone anybody many most lots obvious obviously known experience gut common feeling")
_TIMES: Final = listed("hour day week month year minute second step")
_LOOKED_INTO: Final = listed("in from during across over per by our these according")
_THEIRS: Final = listed("their his her its my your a an")
_REFUTED: Final = listed("not no nothing never than")
_SHOWING: Final = listed(
    "show shows showed say says suggest suggests tell tells reveal reveals confirm confirms indicate indicates"
)
_MARKS: Final = listed(", ; : . ! ? ( ) — – - > \n * _")
_NUMBERED: Final = listed(
    "finding insight theme observation lesson learning takeaway note item point slide headline conclusion message"
)
_LIMITS: Final = ("over", "under", "above", "age", "aged", "at", "after", "before", "since")


@once
def was_seen(prose: Prose) -> bool:
    tokens = prose.tokens
    if is_invented(tokens):
        return False
    return (
        words("insights/observing").first(tokens) is not None
        or words("insights/shares").first(tokens) is not None
        or _is_recorded(tokens)
        or _is_counted(tokens)
        or _is_placed(tokens)
        or _is_quoted(prose)
    )


def is_invented(tokens: Sequence[Token]) -> bool:
    """A round that was only played, or what is passed on: “a simulated interview”, “anecdotally”, “as any skater will tell you”."""
    found = words("insights/invented").first(tokens)
    return found is not None and not has_any(tokens[max(0, found.first - 2) : found.first], _REFUTED)


def _is_recorded(tokens: Sequence[Token]) -> bool:
    """“In our logs”, “across nine sessions”, “we measured”; not “on the strength of their log”."""
    for span in words("insights/records").find(tokens):
        before = tokens[max(0, span.first - 3) : span.first]
        goes_on = span.last + 1 < len(tokens) and not has_any(tokens[span.last + 1 : span.last + 2], SMALL | _MARKS | _SHOWING)
        if has_any(before, _LOOKED_INTO) and not has_any(before, _THEIRS) and not goes_on:
            return True
    for span in verbs("insights/measuring").find(tokens):
        before = tokens[max(0, span.first - 2) : span.first]
        if tokens[span.first].low.endswith("ed") and (span.first < 2 or has(before, "we", "i", "was", "were")):
            return True
    return False


def _is_quoted(prose: Prose) -> bool:
    """Somebody's own words, if they are most of it, or whose they are is there: “…” — head of music, “…”, says a foreman."""
    tokens, text = prose.tokens, prose.text.strip("> .-*_\n")
    if text[:1] + text[-1:] in ('""', "“”") or 2 * sum(end - start for start, end in quotations(prose.text)) > len(prose.text):
        return True
    for place, token in enumerate(tokens):
        if token.low != "“":
            continue
        behind = [one for one in tokens[place + 1 : place + 6] if one.low not in _MARKS]
        if has(behind[:2], "said", "says", "explained", "explains", "told", "asked", "laughed", "wrote"):
            return True
        if has(tokens[place + 1 : place + 4], "—", "–") and behind and names_somebody(behind):
            return True
    return False


def _is_counted(tokens: Sequence[Token]) -> bool:
    """A figure in digits that is no date, label or limit; in words only as `nine of ten`."""
    found = [one.place for one in figures(tokens) if not _only_names(tokens, one.place)]
    if sum(map(partial(_counts_in_words, tokens), found)) > 1:
        return True  # “fourteen stalls, eleven wrote it on the lid”
    for place in found:
        limited = place > 0 and tokens[place - 1].low in _LIMITS
        share = has(tokens[place + 1 : place + 3], "of", "in", "out") and any(place < other < place + 6 for other in found)
        if (
            share
            or _is_part_of_some(tokens, place)
            or (tokens[place].is_number and not limited)
            or has(tokens[place + 1 : place + 2], "who")
            or has(tokens[:place][-1:], "all")
        ):
            return True
    return False


def _is_part_of_some(tokens: Sequence[Token], place: int) -> bool:
    """“*Two* of the vets”, “the *three* schools”, “our *five* test families”: people whom somebody knows; not “two of the reasons”."""
    if tokens[place].low not in SMALL_NUMBERS or tokens[place].low == "one" or SMALL_NUMBERS[tokens[place].low] > _DOZENS:
        return False
    before, behind = tokens[max(0, place - 1) : place], tokens[place + 1 : place + 5]
    if has(behind[:1], "of") and has(behind[1:2], "the", "our", "these", "them", "those"):
        behind = behind[2:]
    elif not has(before, "the", "our", "all", "these"):
        return False
    return next(persons(behind), None) is not None and not any(one.stem in _TIMES for one in behind)


_DOZENS: Final = 60


def _only_names(tokens: Sequence[Token], place: int) -> bool:
    """A date, a time of day, the number of something: “between 2 and 6 am”, “Cluster 1:”."""
    if is_date(tokens, place) or is_label(tokens, place):
        return True
    behind = tokens[place + 1 : place + 4]
    if has(behind[:1], "am", "pm", "o'clock") or (has(behind[:1], "and", "to", "–", "-") and has(behind[2:], "am", "pm")):
        return True
    if place > 0 and tokens[place - 1].stem in _NUMBERED:
        return True  # “Finding 1”
    return has(behind[:1], ":") and place > 0 and tokens[place - 1].is_word and tokens[place - 1].low not in SMALL


def _counts_in_words(tokens: Sequence[Token], place: int) -> bool:
    """“Fourteen stalls”, “the eight who”, “eleven wrote”; not “two or three”, “half past six”, “six months”."""
    token = tokens[place]
    if token.is_number or SMALL_NUMBERS.get(token.low, 0) < _FEW or token.low in ("hundred", "thousand", "million"):
        return False
    near = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
    return not has(near, "or", "past", "at", "between", "and") and not any(one.stem in _TIMES for one in near)


def _is_placed(tokens: Sequence[Token]) -> bool:
    """“At the depot in Graz”, “in our Nairobi clinic”, “at three petrol stations”."""
    for place, token in enumerate(tokens[:-1]):
        if token.low not in _PLACED or tokens[place + 1].kind == "mark":
            continue
        ahead = tokens[place + 1 : place + 4]
        if any(one.is_word and one.capital and len(one.low) > 2 and not _is_calendar(one) for one in ahead):
            return True
        if ahead[0].low in SMALL_NUMBERS and len(ahead) > 1 and ahead[1].low.endswith("s") and ahead[1].stem not in _TIMES:
            return True
    return False


def only_a_date(prose: Prose) -> bool:
    """“March 2026”, “last week”: when it was, and nothing else."""
    said = prose.words
    return any(_is_when(token) or is_date(said, place) for place, token in enumerate(said)) and all(
        _is_when(token) or token.is_number or token.low in SMALL_NUMBERS or token.low in _AROUND_DATES for token in said
    )


def names_no_source(prose: Prose) -> bool:
    """“Everybody knows this”, “was last spring, right before the storm”: nobody whom one could ask, no count, nothing to open."""
    said = prose.words
    if not said or _is_counted(prose.tokens) or any(words(name).first(prose.tokens) for name in _TO_OPEN):
        return False
    if any(token.is_number and not is_date(said, place) for place, token in enumerate(said)) or any(
        token.low in SMALL_NUMBERS for token in said
    ):
        return False
    if said[0].low == "ask" or has_any(said, _WOULD_TELL):
        return True
    names = any(token.capital and not _is_when(token) for token in said[1:])
    told = any(token in verbs("insights/telling") for token in said)
    return has_any(said, _ANYBODY) if (names or told) and len(said) <= _BRIEF else not names and not told


def _is_when(token: Token) -> bool:
    return token.low in MONTHS or token.stem in SPANS or token.low in _SEASONS


_SEASONS: Final = listed(
    "today yesterday spring summer autumn fall winter easter christmas monday tuesday wednesday thursday friday saturday sunday weekend day morning evening afternoon night noon holiday midsummer summertime lately tomorrow"
)
_AROUND_DATES: Final = (
    DETERMINERS
    | PREPOSITIONS
    | listed(
        "last early mid late end beginning and ago this some time times sometime recently roughly maybe probably think guess i it was were so about around or couple few several back while before not long same very late previous next first second half again every each"
    )
)


def _is_calendar(token: Token) -> bool:
    return token.low in MONTHS or token in words("insights/not_places")
