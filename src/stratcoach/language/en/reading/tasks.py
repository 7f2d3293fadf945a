"""Tasks: what a company does every day, and what a team delivers, instead of what comes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Final

from stratcoach.language.en.figures import figures, has_baseline
from stratcoach.language.en.grammar import CONJUNCTIONS, DETERMINERS, NEGATIONS, PREPOSITIONS, SMALL_NUMBERS
from stratcoach.language.en.prose import Opening, Prose
from stratcoach.language.en.reading.clauses import clause_verb, has, has_any, is_order, led_by_people
from stratcoach.language.en.reading.wants import tools
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Span, Token, once

Tokens = Sequence[Token]

_VERSION: Final = re.compile(r"v\d+(?:\.\d+)*")
_NO_VERBS: Final = CONJUNCTIONS | DETERMINERS
_BEFORE_NOUNS: Final = CONJUNCTIONS | PREPOSITIONS | DETERMINERS
_ACTING: Final = ("vision/duties", "vision/stirring")
"""Verbs with which an order begins: “Support …”, “Growing …”."""
_RESULTS: Final = ("so", "until", "without", "never", "nobody", "nothing")
_STATES: Final = ("life", "lives", "future")
_BETTER: Final = ("less", "fewer", "only", "longer", "instead", "minutes")
_RAISING: Final = ("get", "bring", "put", "extend", "expand")
_REACHED: Final = ("to", "below", "under", "above", "over")
_LIMITS: Final = (*_REACHED, "at", "of", "in", "than")
_OPENED: Final = ("open", "finish", "plant", "hold")
_WORKING: Final = ("choices/doing", "choices/drafting", "verbs/common_verbs")
_RESULTING: Final = (
    "objectives/quantities",
    "objectives/moves",
    "objectives/holding",
    "objectives/resulting",
    "vision/enabling",
    "vision/stirring",
)
"""Verbs of what comes of work, and of what nobody can watch being done."""
_LONG_TASKS: Final = ("launch", "release", "develop", "implement", "migrate", "publish", "deliver")


def duty(tokens: Tokens, opening: Opening) -> Span | None:
    """The verb of a daily task with no changed state behind it: “we *provide*”, “*Maintaining* the lifts”."""
    going_on = words("vision/going_on").at(tokens, 0)
    if going_on is not None and not has(tokens, *_RESULTS):
        return going_on
    at = _daily_task(tokens, opening)
    if at is not None and opening.actor == "company" and has(tokens[at + 1 : at + 2], "sure") and not has(tokens[at:], *_RESULTS):
        return Span(min(opening.at, at), at + 1)  # “we make sure that …”
    if at is None or tokens[at] in verbs("vision/changes") or has(tokens[at:], *_RESULTS):
        return None
    if has(tokens[at : at + 7], *_STATES) and tokens[at] not in verbs("vision/grand_verbs"):
        return None
    called = opening.actor == "other" and tokens[opening.at].low in ("it", "it's")
    if opening.actor == "other" and not called and not any(tokens[at] in verbs(name) for name in _ACTING):
        return None
    return None if _lets_them(tokens, at) else Span(min(opening.at, at), at)


def _daily_task(tokens: Tokens, opening: Opening) -> int | None:
    """The place of the verb that says what we do: “we *help*”, “our mission is to *support*”."""
    if opening.framed:
        return None
    at = opening.verb
    if opening.actor == "other" and has(tokens[:2], "it", "it's") and has(tokens[:6], "our", "my"):
        calling = words("vision/callings").first(tokens, 0, 6)
        return calling.last + 1 if calling and calling.last + 1 < len(tokens) else None
    if opening.actor == "other" and has(tokens[opening.at : opening.at + 2], "ensuring", "ensure") and has(tokens[:4], "that"):
        return opening.at
    if opening.actor == "other":
        return opening.at if any(is_order(tokens, opening.at, verbs(name)) for name in _ACTING) else None
    if at >= 0 and _wished_for(tokens, at):
        return None
    if at >= 0 and tokens[at] not in words("vision/striving"):
        return at
    start = opening.at if at < 0 else at
    if not any(token in words("vision/striving") for token in tokens[start : start + 4]):
        return None
    to = next((place for place in range(start, min(start + 7, len(tokens) - 1)) if tokens[place].low in ("to", ":")), None)
    return None if to is None else to + 1


def _wished_for(tokens: Tokens, start: int) -> bool:
    """“We want *people* who … to know”, “I'd like to *see* that …”: the future, put as a wish."""
    if has(tokens[start + 1 : start + 4], "see") or has(tokens[start + 1 : start + 3], "fewer", "more", "every", "nobody"):
        return True
    return has(tokens[start : start + 1], "want") and next(persons(tokens, start + 1, start + 3), None) is not None


def hardship(tokens: Tokens, opening: Opening) -> Span | None:
    """How it is today, put as if it were the future: “Nurses spend a third of their shift on paperwork.”"""
    if opening.framed or not led_by_people(tokens, opening) or has(tokens[: opening.at], "years", "year") or has(tokens, "now"):
        return None
    if any(token.is_number for token in tokens[: opening.at]):
        return None  # “By 2033 …”
    today = words("vision/today").first(tokens)
    if today is not None and (has_any(tokens, NEGATIONS) or words("problems/complaints").first(tokens)):
        return today
    if has(tokens, *NEGATIONS, *_BETTER):
        return None
    for place, token in enumerate(tokens):
        if token.stem in ("struggle", "suffer"):
            return Span(place, place)
        if token.stem == "spend":
            drudgery = words("vision/drudgery").first(tokens, place + 1)
            return Span(place, drudgery.last) if drudgery else None
    return None


def _lets_them(tokens: Tokens, at: int) -> bool:
    """“Help X do Y” and “enable X to do Y” name the changed state; “help X with Y” doesn't."""
    if tokens[at] not in verbs("vision/enabling"):
        return False
    for span in persons(tokens, at + 1, min(at + 8, len(tokens))):
        after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
        if after is None or after.kind == "mark" or after.low in _NO_VERBS or after.low.endswith("ing"):
            continue
        if after.low not in PREPOSITIONS or after.low == "to" or _acts_later(tokens, span.last + 3):
            return True
    return False


def _acts_later(tokens: Tokens, start: int) -> bool:
    """“… people with dementia *stay* at home”"""
    known = verbs("verbs/common_verbs")
    for place in range(start, min(start + 3, len(tokens))):
        plain = tokens[place].low == tokens[place].stem and not tokens[place].low.endswith("ing")
        if plain and tokens[place] in known and tokens[place - 1].low not in _BEFORE_NOUNS:
            return True
    return False


@once
def delivery(prose: Prose) -> Span | None:
    """Where an objective names a task instead of a result, as places in its first sentence."""
    if not prose.sentences:
        return None
    tokens = prose.sentences[0]
    opening = prose.opening
    at = opening.verb if opening.actor != "other" and opening.verb >= 0 else opening.at
    if has_baseline(tokens) or _moves(tokens):
        return None
    noun = words("objectives/output_nouns").at(tokens, at)
    if (
        noun
        and tokens[noun.last].low == tokens[noun.last].stem
        and has(tokens[noun.last + 1 : noun.last + 2], "of", "in", "by", "and")
    ):
        return None if _is_share(tokens) else noun
    if tokens[at].low == "go" and has(tokens[at + 1 : at + 2], "live"):
        return Span(at, at + 1)
    if tokens[at].low in ("get", "have") and (done := words("objectives/finished").first(tokens, at + 2, at + 7)):
        return Span(at, done.last)
    if tokens[at].low in ("build", "create", "establish", "develop") and words("objectives/bases").first(tokens, at + 1, at + 4):
        return None
    if tokens[at].glued:
        return None  # “Release-night incidents”
    if is_order(tokens, at, verbs("objectives/own_acts")) and not _is_share(tokens) and _counts(tokens, at + 1):
        return Span(at, at)  # “visit twelve yards”
    if is_order(tokens, at, verbs("objectives/outputs")) or (at and tokens[at] in verbs("objectives/outputs")):
        return Span(at, at) if _is_delivery(tokens, at) else None
    if _is_misspelt(tokens, at) or _is_plain_work(tokens, at):
        return Span(at, at)
    return _event(tokens, at)


def _is_plain_work(tokens: Tokens, at: int) -> bool:
    """An order with nothing that is more, less or measured: “*Walk* the boundary with the parish”; not “*Keep* members for a year”."""
    if not any(is_order(tokens, at, words(name)) for name in _WORKING) or any(tokens[at] in verbs(name) for name in _RESULTING):
        return False
    if _is_share(tokens) or words("objectives/comparing").first(tokens) or words("objectives/measures").first(tokens, at + 1):
        return False
    if tokens[at + 1].low not in DETERMINERS and any(tokens[one.place - 1].low in _LIMITS for one in figures(tokens, at + 2)):
        return False  # “*Call* backs below 3 a week”
    return not any(token.low in _BETTER or token in verbs("objectives/quantities") for token in tokens[at + 1 :])


def _counts(tokens: Tokens, at: int) -> bool:
    """Whether a number of somebody or something comes next, or “all”, “every”."""
    return any(one.is_number or one.low in SMALL_NUMBERS or one.low in ("all", "every", "each") for one in tokens[at : at + 2])


def _moves(tokens: Tokens) -> bool:
    """“… rises to 200 hours”: a figure that moves is a result, whatever comes before it."""
    for span in verbs("objectives/moves").find(tokens):
        if span.first and has(tokens[span.last + 1 : span.last + 2], "to", "from", "by", "below", "under", "above", "over"):
            return any(one.place > span.last for one in figures(tokens))
    return False


def _is_delivery(tokens: Tokens, at: int) -> bool:
    """Some verbs are tasks in any company, some only with something one makes behind them, the rest without a share of something."""
    if tokens[at] in verbs("objectives/firm_outputs"):
        return True
    ahead = tokens[at + 1 : at + 9]
    makes = next(tools(ahead), None) is not None or any(
        token in words("objectives/deliverables") or _VERSION.fullmatch(token.low) for token in ahead
    )
    if (
        tokens[at].low in _OPENED
        and ahead
        and (ahead[0].low in DETERMINERS or ahead[0].is_number or ahead[0].low in SMALL_NUMBERS)
    ):
        return makes or not (tokens[at].low == "hold" and (ahead[0].low in DETERMINERS or _is_share(tokens)))
    if tokens[at] in verbs("objectives/loose_outputs"):
        reaches = any(tokens[one.place - 1].low in _REACHED for one in figures(tokens, at + 1))
        return makes and not (tokens[at].low in _RAISING and reaches)
    return makes or not _is_share(tokens)


def _is_share(tokens: Tokens) -> bool:
    """`96 %`, `40 of 52`: a task would not have one."""
    found = figures(tokens)
    return any(one.unit == "%" for one in found) or any(
        other.place == one.place + 2 and tokens[one.place + 1].low == "of" for one, other in pairwise(found)
    )


def _is_misspelt(tokens: Tokens, at: int) -> bool:
    """`Lauch the …`: one letter of a long verb is missing."""
    if not has_any(tokens[at + 1 : at + 2], DETERMINERS):
        return False
    low = tokens[at].low
    return any(
        len(low) == len(verb) - 1 and any(low == verb[:place] + verb[place + 1 :] for place in range(len(verb)))
        for verb in _LONG_TASKS
    )


def _event(tokens: Tokens, at: int) -> Span | None:
    """“New website live by June”, “MVP ready in March”."""
    ends = (place for place, token in enumerate(tokens) if token.kind == "mark" or token.low in ("by", "in", "until", "before"))
    end = next(islice(ends, 1), len(tokens))
    if not 0 < end - at <= 7:
        return None
    made = next(tools(tokens, at, end), None) or words("objectives/deliverables").first(tokens, at, end)
    done = words("objectives/deliverables_end").first(tokens, at, end)
    if made and done and done.last == end - 1:
        return Span(at, done.last)
    return _is_done(tokens, at, end) or _something_new(tokens, at, end)


def _is_done(tokens: Tokens, at: int, end: int) -> Span | None:
    """“The kitchen is rebuilt by August.”"""
    for place in range(at + 1, end - 1):
        if tokens[place].low in ("is", "are", "be", "been"):
            done = words("objectives/done").at(tokens, place + 1)
            return Span(at, done.last) if done and done.last == end - 1 else None
    return None


def _something_new(tokens: Tokens, at: int, end: int) -> Span | None:
    """“Two new branches in 2027”, without a word on what they bring."""
    new = next((place for place in range(at, min(at + 3, end)) if tokens[place].low == "new"), None)
    if new is None or clause_verb(tokens, at + 1) is not None:
        return None
    made = next(tools(tokens, new + 1, end), None) or words("objectives/deliverables").first(tokens, new + 1, end)
    return Span(at, made.last) if made and made.first <= new + 2 else None
