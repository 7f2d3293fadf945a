"""What an objective can be measured by, and how much of it is aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import change, figures, has_baseline, is_date, is_label
from stratcoach.language.en.grammar import DETERMINERS, PREPOSITIONS, PRONOUNS, listed
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.reading.clauses import SMALL, clause_verb, has, has_any
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token, once

Tokens = Sequence[Token]

_BREAKS: Final = PREPOSITIONS - {"of"}
_QUALIFY: Final = ("within", "after", "first", "last", "per", "every", "next", "past", "aged", "top", "age", "since", "over")
_SOMEBODY: Final = listed("stranger user customer person member visitor somebody someone everybody everyone anybody")
_AMOUNTS: Final = listed(
    "half halve halves halved halving double doubles doubled doubling tripled twice triple triples thirds zero none nobody quadruple tenfold "
    "threefold twofold fivefold"
)
_PARTS: Final = ("third", "quarter", "fifth", "tenth")
_TIMES: Final = ("day", "hour", "minute", "month", "week", "year")
_NOW: Final = ("today", "now", "currently", "presently", "had", "was", "were")
_PARTICLES: Final = listed("back up down out off over together")
_TOWARDS: Final = listed("by for to with from among of")
_RANKED: Final = listed("first second third last this next h1 h2 other")


def measured(tokens: Tokens, *, is_task: bool) -> bool:
    """Say whether anything countable is named; for a task only a number counts."""
    if change(tokens) or (_counted(tokens) and _names_anything(tokens) and not _raises_something_soft(tokens)):
        return True
    return not is_task and (names_measure(tokens) or _more_of(tokens) or _part_of(tokens))


def _raises_something_soft(tokens: Tokens) -> bool:
    """“Improve *customer experience* by 20%”: a percentage of what can't be counted."""
    start = next((place for place, token in enumerate(tokens) if token.is_word), 0)
    if start >= len(tokens) or tokens[start] not in verbs("objectives/quantities") or names_measure(tokens):
        return False
    end = next((place for place in range(start + 1, len(tokens)) if _closes(tokens[place])), len(tokens))
    by = has(tokens[end : end + 1], "by") and any(one.unit == "%" for one in figures(tokens, end, end + 3))
    return by and tokens[end - 1] in words("objectives/unmeasured")


def _closes(token: Token) -> bool:
    return token.kind == "mark" or token.low in _BREAKS


def names_measure(tokens: Tokens) -> bool:
    """A measure by its name, unless it only describes what can't be measured: “understanding between sales and production”."""
    vague = next((span.last for span in words("objectives/unmeasured").find(tokens)), len(tokens))
    for name in ("objectives/measures", "objectives/vanity"):
        for span in words(name).find(tokens):
            if has(tokens[span.last + 1 : span.last + 2], "one") or _is_an_order(tokens, span):
                continue
            if span.first <= vague + 1 or any(token.kind == "mark" for token in tokens[vague : span.first]):
                return True
    return False


def _is_an_order(tokens: Tokens, span: Span) -> bool:
    """“*Lead* the market”, “*return* the library to …”: a verb that is spelt like a measure."""
    starts = span.first == 0 or tokens[span.first - 1].kind == "mark" or tokens[span.first - 1].low == "to"
    plain = span.first == span.last and tokens[span.first].low == tokens[span.first].stem
    return starts and plain and has_any(tokens[span.last + 1 : span.last + 2], DETERMINERS)


def _names_anything(tokens: Tokens) -> bool:
    """Whether there is a word for what could be counted: not so in “Improve by 20 % until summer”."""
    period = deadline(tokens)
    return any(
        _is_countable(token) and token not in verbs("objectives/moves") and not (period and period.first <= place <= period.last)
        for place, token in enumerate(tokens)
    )


def _counted(tokens: Tokens) -> bool:
    """A number of something: `30 of 45 bakeries`, `€1.2m`, `97 % of prescriptions`."""
    for one in figures(tokens):
        loose = tokens[one.place].low == "one" or tokens[one.place].glued
        if loose or is_date(tokens, one.place) or is_label(tokens, one.place):
            continue
        if one.unit in ("€", "$", "£", "¥"):
            return True
        after = [token for token in tokens[one.place + 1 : one.place + 7] if token.is_word and token.low not in SMALL]
        if any(not deadline((token,)) for token in after[: 3 if one.unit == "%" else 2]):
            return True
        if one.unit == "%" and _first_countable(tokens) < one.place:
            return True
    return False


@once
def _first_countable(tokens: Tokens) -> int:
    """The place of the first word that could be counted, or the length."""
    return next((place for place, token in enumerate(tokens) if _is_countable(token)), len(tokens))


def _is_countable(token: Token) -> bool:
    vague = token in words("objectives/unmeasured") or token in verbs("objectives/quantities") or deadline((token,))
    return token.is_word and token.low not in SMALL and not vague


def _more_of(tokens: Tokens) -> bool:
    """`Fewer cancelled lessons`, `cut refunds`, `rework down by a third`: what there can be more or less of."""
    amount = aimed_at(tokens)
    for span in verbs("objectives/quantities").find(tokens):
        for token in tokens[span.last + 1 : span.last + 6]:
            if (
                token.kind == "mark"
                or (token.low in _BREAKS and token.low not in _PARTICLES)
                or token in words("objectives/unmeasured")
            ):
                break
            if token.low in _PARTICLES or token.low.endswith(("'s", "s'")):
                continue  # “*win back* the confidence of …”, “raise the *society's* profile”
            if token.is_word and token.low not in SMALL and (token.low != token.stem or amount):
                return True
    return False


def _part_of(tokens: Tokens) -> bool:
    """`Half of all tenants …`, `every customer has …`: a share of something that can be counted."""
    if words("objectives/comparing").first(tokens) is not None:
        return True
    for place, token in enumerate(tokens[:-2]):
        if token.low in ("half", "thirds", "quarters", *_PARTS) and tokens[place + 1].low == "of":
            return True
        if (
            token.low in ("every", "each", "all", "no", "nobody")
            and not token.glued
            and not (token.low == "all" and place and tokens[place - 1].low in _TOWARDS)
            and (verb := clause_verb(tokens, place + 1)) is not None
            and words("objectives/felt").first(tokens, verb, verb + 6) is None
        ):
            return True
    return False


def aimed_at(tokens: Tokens) -> bool:
    """Say whether an amount is named that is neither a date, a mere condition (`within 24 hours`) nor today's state."""
    for place, token in enumerate(tokens):
        if token.low[0] in "x×" and token.low[1:].isdecimal():
            return True
        if token.low == "half" and place and tokens[place - 1].low in _RANKED:
            continue  # “in the second half”
        if token.low in _AMOUNTS or (token.low in _PARTS and place and tokens[place - 1].low in ("a", "one", "by")):
            return True
        starts = place < 2 or tokens[place - 1].kind == "mark"
        if (
            token.low in ("no", "every", "all", "never")
            and not token.glued
            and (starts or clause_verb(tokens, place + 1) == place + 2)
        ):
            return True
    if words("objectives/comparing").first(tokens) is not None:
        return True
    return has_baseline(tokens) or any(_is_aim(tokens, one.place, one.unit) for one in figures(tokens))


def _is_aim(tokens: Tokens, place: int, unit: str) -> bool:
    if is_date(tokens, place) or is_label(tokens, place) or tokens[place].low == "one":
        return False
    if tokens[place].low.endswith(".0") or has(tokens[place + 1 : place + 3], "present"):
        return False  # “burned with 2.0”, “5.5 at present”
    if has(tokens[max(0, place - 1) : place], "than") and _is_counted_off(tokens[:place]):
        return False
    before = tokens[max(0, place - 2) : place]
    nearest = before[-1].low if before else ""
    if (nearest in _QUALIFY and (nearest, unit) != ("over", "%")) or (nearest == "in" and unit in _TIMES):
        return False
    return not has((*before, *tokens[place + 1 : place + 2]), *_NOW)


def _is_counted_off(tokens: Tokens) -> bool:
    """“The number of letters typed more than …”: a figure behind it says which ones are meant."""
    place = next(
        (place for place, token in enumerate(tokens) if token.low in ("number", "share", "proportion", "percentage")), None
    )
    return place is not None and has(tokens[place + 1 : place + 2], "of") and not has(tokens[place:], ":", "to", "is", "at")


def vanity(tokens: Tokens) -> Span | None:
    """A count that can rise while nobody gains: downloads, followers; not when it is paid, repeated or completed."""
    span = words("objectives/vanity").first(tokens)
    if span is None or words("objectives/real_use").first(tokens) is not None:
        return None
    first = tokens[span.first]
    if tokens[span.last].low.endswith(("'s", "s'")):
        return None  # “no *visitor's* session lost”
    if span.first and (tokens[span.first - 1].low in PRONOUNS or _is_done_by_somebody(tokens, span)):
        return None
    is_verb = (
        (span.first == 0 or tokens[span.first - 1].kind == "mark")
        and first.low == first.stem
        and not first.low.endswith("ed")
        and first in verbs("objectives/outputs")
    )
    narrowed = has(tokens[span.last + 1 : span.last + 2], "who", "that", "whose")
    return None if is_verb or narrowed or _describes_a_thing(tokens, span) else span


def _is_done_by_somebody(tokens: Tokens, span: Span) -> bool:
    """“A stranger *installs* and …”"""
    return span.first == span.last and tokens[span.first].low.endswith("s") and tokens[span.first - 1].low in _SOMEBODY


def _describes_a_thing(tokens: Tokens, span: Span) -> bool:
    """“The sign-up *flow*”: what is counted by that name isn't meant."""
    return any(
        words("objectives/deliverables").at(tokens, place) for place in range(span.last + 1, min(span.last + 2, len(tokens)))
    )
