"""Sentences of a text as they are written, and what one says about where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.grammar import NEGATIONS
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.beliefs import belief
from stratcoach.language.en.reading.clauses import clause_verb, has_any, led_by_people
from stratcoach.language.en.reading.evidence import was_seen
from stratcoach.language.en.reading.measures import aimed_at
from stratcoach.language.en.reading.plans import planned_in_detail
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Passage

_END: Final = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[\w€$£#])")
_SHORTENED: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|approx|no|nr|vs|dr|mr|mrs|ms|st|etc|ca|incl|max|min|avg|resp|fig|vol|dept|z\.B|bzw|u\.a|d\.h|ggf|Nr|usw)|\b[A-Z]|\d)\.$",
    re.IGNORECASE,
)
IN_BRACKETS: Final = re.compile(r"\s*[\(\[](?P<inner>[^()\[\]]{3,200})[\)\]]\s*[.!]?\s*$")
"""What is in brackets at the end of a sentence."""
_OVER: Final = re.compile(
    r"^(?:we (?:choose|prefer|put|favou?r|prioriti[sz]e) |prioriti[sz]e |prefer |choose |favou?r )?(?P<choose>[^.;:,]{3,80}?),? "
    r"(?:even over|over|rather than|before|instead of) (?P<over>[^.;:]{3,80}?)[.!]?$",
    re.IGNORECASE,
)
_EVEN_OVER: Final = re.compile(r"^(?P<choose>.{3,120}?),? even over (?P<over>.{3,120}?)[.!]?$", re.IGNORECASE)
_CHOOSING: Final = re.compile(
    r"^(?:we (?:choose|prefer|put|favou?r|prioriti[sz]e)|prioriti[sz]e|prefer|choose|favou?r)\b", re.IGNORECASE
)
_REFUSING: Final = re.compile(
    r"^(?:we|it|this|the (?:product|team|service|project)|\w+) (?:won't|will not|shall not|do not|don't|does not|doesn't|are not|is not|isn't|aren't|never) "
    r"|^(?:not |no longer |never )\w",
    re.IGNORECASE,
)
_SAYING: Final = re.compile(r"\b(?:our|the|product) (?P<what>vision|mission|purpose)\b.{0,12}?(?: is|:| –| —)", re.IGNORECASE)
_HEDGED: Final = re.compile(
    r"\b(?:we (?:believe|assume|bet|think|expect|suspect)|our (?:bet|hypothesis|assumption)|hypothesis)\b", re.IGNORECASE
)


def sentences_of(text: str) -> list[str]:
    """Split a text at the ends of its sentences. Joined with blanks they are the text again."""
    found, start = [], 0
    for end in _END.finditer(text):
        piece = text[start : end.end()].strip()
        if _SHORTENED.search(text[max(0, end.start() - 8) : end.start() + 1]) and text[end.start()] not in "!?…":
            continue
        if piece:
            found.append(piece)
            start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def sides_of(text: str, *, surely: bool = False) -> tuple[str, str] | None:
    """The two sides of “speed over completeness”. Unless it is `surely` one, only where it says so: “even over”, “we prefer …”."""
    flat = " ".join(text.split())
    found = _EVEN_OVER.match(flat) or (_OVER.match(flat) if surely or _CHOOSING.match(flat) else None)
    if found is None or any(map(str.isdigit, found["choose"][-3:])):
        return None
    return found["choose"].strip(), found["over"].strip()


def place_by_wording(sentence: str) -> str:
    """The section where a sentence most likely belongs, by what it says alone; `""` where nothing tells."""
    return _place(sentence[:2_000])


@cache
def _place(sentence: str) -> str:
    prose = read(sentence)
    if not prose.words:
        return ""
    tokens = prose.tokens
    if sentence.rstrip().endswith("?"):
        return "questions"
    if found := _SAYING.search(sentence):
        return "vision" if found["what"].lower() == "vision" else "mission"
    if planned_in_detail(prose):
        return "plans"
    if sides_of(sentence):
        return "trade_offs"
    if _REFUSING.match(sentence) and not led_by_people(prose.sentences[0], prose.opening):
        return "boundaries"
    if _HEDGED.search(sentence) or belief(tokens):
        return "assumptions"
    return next(_by_content(prose, tokens), "")


def _by_content(prose: Prose, tokens: Passage) -> Iterator[str]:
    company = prose.opening.actor == "company"
    if prose.opening.framed:
        yield "vision"
    if aimed_at(tokens) and deadline(tokens):
        yield "objectives"
    if is_observation(prose):
        yield "insights"
    somebody = names_somebody(tokens)
    if somebody and not company and _complains(tokens):
        yield "problems"
    if somebody and clause_verb(tokens, 1, most=len(tokens)) is None and _begins_with_people(tokens):
        yield "users"
    if not prose.text.lower().startswith("unlike"):
        return
    yield "positioning"


def is_observation(prose: Prose) -> bool:
    """Whether it says what people were seen to do, with a number or a way of looking; a target isn't one."""
    tokens = prose.tokens
    counted = any(not is_date(tokens, one.place) for one in figures(tokens))
    aims = aimed_at(tokens) and deadline(tokens) is not None
    return (
        names_somebody(tokens)
        and was_seen(prose)
        and not aims
        and (counted or words("insights/observing").first(tokens) is not None)
    )


def _complains(tokens: Passage) -> bool:
    return has_any(tokens, NEGATIONS) or words("problems/complaints").first(tokens) is not None


def _begins_with_people(tokens: Passage) -> bool:
    return next(persons(tokens, 0, 5), None) is not None


def without_number(text: str) -> str:
    """A text without the number of an objective or a key result before it."""
    return re.sub(r"^(?:O|KR|Objective|Key result)\s*\d*(?:\.\d+)?\s*[:.–—-]\s*", "", text, flags=re.IGNORECASE)
