"""What people ask for instead of saying what happens: a missing tool, a function they want, a thing that must be replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import Final

from stratcoach.language.en.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, NEGATIONS, PREPOSITIONS, listed
from stratcoach.language.en.prose import Prose, quotations, read
from stratcoach.language.en.reading.clauses import SMALL, behind, clause_verb, has, has_any, is_order
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import Lexicon, verbs, words
from stratcoach.language.tokens import Span, Token, once

Tokens = Sequence[Token]

_APART: Final = PREPOSITIONS | AUXILIARIES | CONJUNCTIONS
_MOST: Final = 3
_ENOUGH: Final = 1.3
_NONE: Final = listed("no without lack lacks missing")
_WISHES: Final = listed("would should must could need needs want wants wish i'd")
_ANYBODY: Final = listed("nobody anyone anybody someone somebody everyone everybody neither who whom others one")
_LINKS: Final = listed("for from is was were are there to have get us about if they had we")
_STATES: Final = listed("be sure certain know feel understand trust stop avoid keep stay worry")
_UNABLE: Final = listed("can't cannot cant unable could couldn't impossible way not possible doesn't don't")


def tools(tokens: Tokens, start: int = 0, end: int | None = None, *, functions: bool = False) -> Iterator[Span]:
    """Yield where software or a device is named, as the head of its phrase: not `search` in “search history”.

    With `functions` also the parts of one: a button, a mode, a view; only for a wish or a lack.
    """
    known, parts = words("tools/tools"), words("tools/functions") if functions else None
    found = known.find(tokens, start, end) if parts is None else _either(known, parts, tokens, start, end)
    for span in found:
        if not _carries_on(tokens, span.last + 1):
            yield span


def _either(known: Lexicon, parts: Lexicon, tokens: Tokens, start: int, end: int | None) -> Iterator[Span]:
    place, stop = start, len(tokens) if end is None else min(end, len(tokens))
    while place < stop:
        span = known.at(tokens, place) or parts.at(tokens, place)
        if span:
            yield span
        place = span.last + 1 if span else place + 1


def _carries_on(tokens: Tokens, place: int) -> bool:
    """Say whether a word still belongs to the noun before it, which then isn't the head."""
    return place < len(tokens) and tokens[place].low not in SMALL and tokens[place] in words("tools/tool_heads")


@once
def asked_for(tokens: Tokens) -> Span | None:
    """“Asked for a lock alarm”, “want us to integrate”, “the most frequent request is an export”."""
    for request in words("tools/requests").find(tokens):
        if request.first and tokens[request.first - 1].low in ("that", "who", "which", "when"):
            continue
        if has(tokens[: min(request.first, 3)], "none", "nobody", "neither") or _is_denied(tokens, request.first):
            continue
        if tokens[request.last].low == "to" or behind(tokens, request.last) == ("us", "to"):
            return request
        start = request.last + 1
        while start < len(tokens) and tokens[start].low in _LINKS:
            start += 1
        if (colon := _before_a_colon(tokens, request)) is not None:
            start = colon + 1
        tool = next(tools(tokens, start, start + 8, functions=True), None)
        named = min(filter(None, (tool, words("tools/gadgets").first(tokens, start, start + 8))), default=None)
        if named is None or behind(tokens, named.last) == ("to", "be"):
            continue
        if not any(token.kind == "mark" or token.low in _APART for token in tokens[start : named.first]):
            return Span(request.first, named.last)
    return None


def _is_denied(tokens: Tokens, place: int) -> bool:
    """“Never asked for”, “never a missing button”."""
    return has(tokens[max(0, place - 2) : place], "never", "not", "didn't", "don't", "doesn't", "nor", "without")


def _before_a_colon(tokens: Tokens, request: Span) -> int | None:
    """“Most requested in the app reviews: …”"""
    if tokens[request.first].low not in ("most", "top", "number"):
        return None
    return next((place for place in range(request.last + 1, len(tokens) - 1) if tokens[place].low == ":"), None)


@once
def should_be(tokens: Tokens) -> Span | None:
    """“Should be split into steps”, “we should add …”, “there should be …”, “let them undo …”."""
    if has(tokens[:1], "let", "give") and has(tokens[1:2], "us", "me", "them", "users", "people"):
        return Span(0, 1)
    if (
        has(tokens[:1], "it", "it'd")
        and has(tokens[1:4], "great", "nice", "cool", "helpful", "good")
        and has(tokens[:2], "would", "it'd")
    ):
        return Span(0, 2)
    if not has(tokens, "should", "ought"):
        return None
    for place, token in enumerate(tokens[:-1]):
        if token.low not in ("should", "ought"):
            continue
        before = tokens[place - 1].low if place else ""
        after = [one for one in tokens[place + 1 : place + 4] if one.low != "to"]
        passive = len(after) > 1 and after[0].low == "be" and after[1].low.endswith(("ed", "en", "it"))
        passive = passive or (len(after) > 1 and after[0].low in ("get", "receive", "see") and after[1].low in ("a", "an"))
        if before in ("there", "we") or passive:
            return Span(place, min(place + 2, len(tokens) - 1))
    return None


@once
def would_be(tokens: Tokens) -> Span | None:
    """“A chatbot would be great.”"""
    if not has(tokens, "would"):
        return None
    for place, token in enumerate(tokens[:-1]):
        if token.low == "would":
            tool = next(tools(tokens, max(0, place - 5), place), None)
            if tool:
                return Span(tool.first, place + 1)
    return None


@once
def solution_in(tokens: Tokens) -> Span | None:
    """Where a problem is put as its own solution."""
    for find in (
        words("tools/undigital").first,
        _user_story,
        _wanted_in_a_tool,
        _missing_tool,
        _missing_function,
        _to_be_replaced,
        _how_might_we,
        to_do,
    ):
        span = find(tokens)
        if span:
            return span
    return None


def _user_story(tokens: Tokens) -> Span | None:
    """“As a night porter I want …”; not “… I want to be sure which key is mine”, and not what happens to a carer instead."""
    if len(tokens) < 4 or tokens[0].low != "as" or tokens[1].low not in ("a", "an", "the"):
        return None
    for place in range(2, min(14, len(tokens) - 1)):
        if tokens[place].low in ("i", "we") and tokens[place + 1].low in ("want", "need", "would", "wish", "like", "can"):
            made = (
                has(tokens[place + 2 :], "to", "can", "a", "an") or next(tools(tokens, place, functions=True), None) is not None
            )
            return Span(place, place + 1) if made and not has_any(tokens[place + 2 : place + 5], _STATES) else None
    return None


def _missing_tool(tokens: Tokens) -> Span | None:
    """“Lack a dashboard”, “no mobile version”, “need a better search”: the words between are only its adjectives."""
    for absence in words("tools/absences").find(tokens):
        tool = next(tools(tokens, absence.last + 1, absence.last + 8, functions=True), None)
        if tool and any(token.stem == tokens[tool.last].stem for token in tokens[: absence.first]):
            continue  # “… can't find the button; there is no button that they can feel”: it is there, and that is the trouble
        if (
            tool
            and tokens[tool.first - 1].low != "to"
            and all(_describes(token) for token in tokens[absence.last + 1 : tool.first])
        ):
            return Span(absence.first, tool.last)
    return None


def _wanted_in_a_tool(tokens: Tokens) -> Span | None:
    """“Nowhere to see all vaccinations in one app”, “want to switch the language with one tap”."""
    absence = words("tools/absences").first(tokens)
    if absence is None:
        return None
    for tool in tools(tokens, absence.last + 2, absence.last + 14):
        before = tokens[max(0, tool.first - 2) : tool.first]
        through = has(before[:1], "in", "via", "with", "through", "on") and has(before[1:], "one", "an", "a", "single", "the")
        if through or tokens[tool.first].low == "in":
            return Span(absence.first, tool.last)
    return None


def _describes(token: Token) -> bool:
    return token.is_word and (
        token.low in DETERMINERS or token.low not in SMALL or token.low in ("more", "to", "of", "and", "or")
    )


def _missing_function(tokens: Tokens) -> Span | None:
    """“Can't export to Excel”, “if only we could sync the calendar”."""
    if not has_any(tokens, _UNABLE):
        return None
    for place, token in enumerate(tokens):
        if token.low not in _UNABLE:
            continue
        for act in range(place + 1, min(place + 4, len(tokens))):
            if tokens[act] in verbs("tools/file_acts"):
                for far in range(act + 1, min(act + 7, len(tokens))):
                    if tokens[far] in words("tools/file_words") or tokens[far] in words("tools/tools"):
                        return Span(place, far)
    return None


def _to_be_replaced(tokens: Tokens) -> Span | None:
    """“Must be replaced”, “should be automated”."""
    if not has(tokens, "be"):
        return None
    for place, token in enumerate(tokens[:-2]):
        if token.low in ("must", "should", "needs", "need", "has", "have") and has(tokens[place + 1 : place + 4], "be"):
            for done in range(place + 2, min(place + 5, len(tokens))):
                if tokens[done] in words("tools/renewed"):
                    return Span(place, done)
    return None


def _how_might_we(tokens: Tokens) -> Span | None:
    """“How might we give smallholders a digital passbook?”"""
    if len(tokens) > 3 and tokens[0].low == "how" and tokens[2].low in ("we", "i"):
        made = tokens[3] in verbs("tools/making") or tokens[3] in verbs("tools/plans") or tokens[3].low == "give"
        return next(tools(tokens), None) or (Span(0, 3) if made else None)
    return None


@once
def leans_to_tools(prose: Prose) -> Span | None:
    """Where a problem is about what is made rather than about people: no single word decides, so parts of software, what one does on a
    screen, “no”, “would” and “?” are weighed against people and what follows for them. The weights are of a logistic regression.
    """
    tokens = prose.tokens
    named = list(tools(tokens, functions=True))
    parts = list(words("tools/artefacts").find(tokens))
    acts = list(verbs("tools/screen_acts").find(tokens))
    digital = words("tools/digital").first(tokens)
    seen = sorted(filter(None, (*named, *parts, *acts, digital)))
    absent, denied, wished = words("tools/absences").first(tokens), has_any(tokens, NEGATIONS), has_any(tokens, _WISHES)
    if not seen or not (absent or denied or wished or "?" in prose.text):
        return None
    points = min(len(named), _MOST) + 0.9 * min(len({tokens[one.first].stem for one in parts}), _MOST)
    points += min(len(acts), 2) + 1.4 * (digital is not None) + 0.5 * (absent is not None)
    points += 0.5 * denied + 0.4 * has_any(tokens, _NONE) + 1.4 * wished + 1.2 * ("?" in prose.text)
    somebody = sum(tokens[one.last].low not in _ANYBODY for one in persons(tokens))
    points -= (
        0.3 * min(somebody, _MOST) + 0.8 * (verbs("problems/costs").first(tokens) is not None) + 0.7 * log(len(prose.words) + 1)
    )
    return seen[0] if points > _ENOUGH else None


@once
def to_do(tokens: Tokens) -> Span | None:
    """“Build an onboarding flow”, “Improve reporting”, “We need to digitise …”."""
    if len(tokens) > 3 and tokens[0].low == "we" and tokens[1].low in ("need", "have", "must", "should"):
        act = 3 if tokens[2].low == "to" else 2
        return Span(0, act) if tokens[act] in verbs("tools/plans") else None
    return Span(0, 0) if tokens and not tokens[0].low.endswith("ing") and is_order(tokens, 0, verbs("tools/plans")) else None


def wished_aloud(prose: Prose) -> str:
    """What somebody is quoted to wish for, if there is little else: “yes, I'd want a frost alarm”."""
    if len(prose.words) > _BESIDE or has_any(prose.tokens, _TELLING):
        return ""
    for start, end in quotations(prose.text):
        aloud = read(prose.text[start + 1 : end - 1])
        if words("insights/wishes_aloud").first(aloud.tokens) or any(
            asked_for(one) or should_be(one) or would_be(one) for one in aloud.sentences
        ):
            return aloud.text
    return ""


_BESIDE: Final = 16
_TELLING: Final = listed("because when instead actually but yet until while turned after so")


def bare_points(prose: Prose) -> bool:
    """“- Dark mode - Frost reminders - Trial plots”: a list of things, in which nobody does anything."""
    points = [sentence for sentence in prose.sentences if sentence.said]
    return (
        len(points) > 2
        and all(len(point) < _POINT for point in points)
        and not any(has_any(point, AUXILIARIES) or names_somebody(point) for point in points)
        and not any(token.low.endswith("%") for token in prose.tokens)
    )


def bare_poll(prose: Prose) -> bool:
    """“Save states 61%, achievements 17%”: what was voted for, and nobody who does anything."""
    return not names_somebody(prose.tokens) and clause_verb(prose.tokens, 1, most=len(prose.tokens)) is None


_POINT: Final = 12
