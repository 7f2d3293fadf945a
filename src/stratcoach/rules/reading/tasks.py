"""Tasks: what a company does every day, and what a team delivers, instead of what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from stratcoach.model.figures import change, figures
from stratcoach.model.grammar import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from stratcoach.model.prose import Opening, Prose, Span, Token
from stratcoach.rules.lexicon import verbs, words
from stratcoach.rules.reading.clauses import has, is_order
from stratcoach.rules.reading.wants import tools
from stratcoach.rules.reading.who import persons

Tokens = Sequence[Token]

_RESULTS: Final = ("so", "until", "without", "never", "nobody", "nothing")
_LONG_TASKS: Final = ("launch", "release", "develop", "implement", "migrate", "publish", "deliver")


def duty(tokens: Tokens, opening: Opening) -> Span | None:
    """The verb of a daily task with no changed state behind it: “we *provide*”, “*Maintaining* the lifts”."""
    at = _daily_task(tokens, opening)
    if at is None or tokens[at] in verbs("vision/changes") or has(tokens[at:], *_RESULTS):
        return None
    if opening.actor != "company" and tokens[at] not in verbs("vision/duties"):
        return None
    return None if _lets_them(tokens, at) else Span(min(opening.at, at), at)


def _daily_task(tokens: Tokens, opening: Opening) -> int | None:
    """The place of the verb that says what we do: “we *help*”, “our mission is to *support*”."""
    if opening.framed:
        return None
    at = opening.verb
    if opening.actor == "other":
        return opening.at if is_order(tokens, opening.at, verbs("vision/duties")) else None
    if at >= 0 and tokens[at] not in words("vision/striving"):
        return at
    start = opening.at if at < 0 else at
    if not any(token in words("vision/striving") for token in tokens[start : start + 4]):
        return None
    to = next((place for place in range(start, min(start + 7, len(tokens) - 1)) if tokens[place].low in ("to", ":")), None)
    return None if to is None else to + 1


def _lets_them(tokens: Tokens, at: int) -> bool:
    """“Help X do Y” and “enable X to do Y” name the changed state; “help X with Y” doesn't."""
    if tokens[at] not in verbs("vision/enabling"):
        return False
    for span in persons(tokens, at + 1, min(at + 8, len(tokens))):
        after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
        if after is not None and (
            after.low == "to" or (after.is_word and after.low not in PREPOSITIONS | CONJUNCTIONS | DETERMINERS)
        ):
            return True
    return False


def delivery(prose: Prose) -> Span | None:
    """Where an objective names a task instead of a result, as places in its first sentence."""
    if not prose.sentences:
        return None
    tokens = prose.sentences[0]
    opening = prose.opening
    at = opening.verb if opening.actor != "other" and opening.verb >= 0 else opening.at
    if change(tokens):
        return None
    noun = words("objectives/output_nouns").at(tokens, at)
    if noun and has(tokens[noun.last + 1 : noun.last + 2], "of", "in", "by"):
        return noun
    if tokens[at].low == "go" and has(tokens[at + 1 : at + 2], "live"):
        return Span(at, at + 1)
    if tokens[at].low in ("build", "create", "establish", "develop") and words("objectives/bases").first(tokens, at + 1, at + 4):
        return None
    if is_order(tokens, at, verbs("objectives/outputs")) or (at and tokens[at] in verbs("objectives/outputs")):
        return Span(at, at) if _is_delivery(tokens, at) else None
    return Span(at, at) if _is_misspelt(tokens, at) else _event(tokens, at)


def _is_delivery(tokens: Tokens, at: int) -> bool:
    """Some verbs are tasks in any company, some only with something one makes behind them, the rest without a share of something."""
    if tokens[at] in verbs("objectives/firm_outputs"):
        return True
    ahead = tokens[at + 1 : at + 9]
    makes = next(tools(ahead), None) is not None or any(token in words("objectives/deliverables") for token in ahead)
    if tokens[at] in verbs("objectives/loose_outputs"):
        return makes and not any(
            tokens[one.place - 1].low in ("to", "below", "under", "above", "over") for one in figures(tokens, at + 1)
        )
    return makes or not any(one.unit == "%" for one in figures(tokens))


def _is_misspelt(tokens: Tokens, at: int) -> bool:
    """`Lauch the …`: one letter of a long verb is missing."""
    if not has(tokens[at + 1 : at + 2], *DETERMINERS):
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
    return Span(at, done.last) if made and done and done.last == end - 1 else None
