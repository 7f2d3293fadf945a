"""Sentences of a text as they are written, and what one says about where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.grammar import NEGATIONS
from stratcoach.language.en.periods import deadline
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.clauses import clause_verb, has_any, led_by_people
from stratcoach.language.en.reading.evidence import was_seen
from stratcoach.language.en.reading.measures import aimed_at, names_measure
from stratcoach.language.en.reading.plans import planned_in_detail
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Passage

_END: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s+[\"“‘'(\[]?[\w€$£#])")
_SHORTENED: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|approx|no|nr|vs|dr|mr|mrs|ms|st|etc|ca|incl|max|min|avg|resp|fig|vol|dept|z\.B|bzw|u\.a|d\.h|ggf|Nr|usw)|\b[A-Z]|\d)\.$",
    re.IGNORECASE,
)
IN_BRACKETS: Final = re.compile(r"(?:(?<!\s)\s++)?[\(\[](?P<inner>[^()\[\]]{3,200})[\)\]]\s*+(?:[.!]\s*+)?$")
"""What is in brackets at the end of a sentence."""
_SIDES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?P<choose>.{3,120}?),? even over (?P<over>.{3,120}?)[.!]?$",
        r"^(?:\w+: )?(?:we|i)(?:'d| would|’d)? (?:rather|prefer to|prefer)(?: have| take| get)? (?P<choose>.{3,120}?) (?:than|to|over) (?P<over>.{3,120}?)[.!]?$",
        r"^(?:\w+: )?(?:we|i)(?:'d| would|’d)? (?:choose|chose|take|put|favou?r|prioriti[sz]e) (?P<choose>[^.;:,]{3,80}?) (?:over|before|instead of|rather than) (?P<over>.{3,120}?)[.!]?$",
        r"^(?:prioriti[sz]e|prefer|choose|favou?r|put) (?P<choose>[^.;:,]{3,80}?) (?:over|before|instead of|rather than) (?P<over>.{3,120}?)[.!]?$",
        r"^(?P<choose>[^.;:,>]{3,80}?) > (?P<over>[^.;:,>]{3,80}?)[.!]?$",
        r"^(?P<choose>[^.;:,]{3,80}?) (?:beats|comes before|comes first, before|trumps) (?P<over>[^.;:]{3,80}?)[.!]?$",
        r"^lieber (?P<choose>.{3,140}?),? als (?P<over>.{3,120}?)[.!]?$",
        r"^(?P<choose>[^.;:,]{3,80}?) geht vor (?P<over>[^.;:]{3,80}?)[.!]?$",
    )
)
"""How people write that one good thing comes before another."""
_OVER: Final = re.compile(
    r"^(?P<choose>[^.;:,]{3,80}?),? (?:over|rather than|before|instead of) (?P<over>[^.;:]{3,80}?)[.!]?$", re.IGNORECASE
)
"""The same in so few words that a heading has to say what they are."""
_REFUSING: Final = re.compile(
    r"^(?:we|it|this|the (?:product|team|service|project)|\w+) (?:won't|will not|shall not|do not|don't|does not|doesn't|are not|is not|isn't|aren't|never) "
    r"|^(?:not |no longer |never )\w",
    re.IGNORECASE,
)
_SAYING: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (place, re.compile(pattern, re.IGNORECASE))
    for place, pattern in (
        (
            "mission",
            r"\b(?:our|the) (?:mission|purpose)\b.{0,12}?(?: is|:| –| —)|\bexists? (?:so that|to|because)\b|\bwe(?: a|'|’)re here (?:so|to|because)\b|\bwhy we exist\b|\bwe started (?:it |this )?because\b|\bunser auftrag\b",
        ),
        ("company_goal", r"\bcompany goal\b|\bgoal of the (?:company|organi[sz]ation)\b|\bziel des unternehmens\b"),
        ("challenge", r"^(?:\w+ )?what makes (?:it|this) (?:so )?hard\b|^the hard part\b|\bschwierig daran\b"),
        (
            "vision",
            r"\b(?:our|the|product) vision\b.{0,12}?(?: is|:| –| —)|^(?:i|we) (?:imagine|picture|dream of)\b|^(?:eventually|one day),? (?:any|every|each|no|whoever)",
        ),
        (
            "north_star",
            r"\bone (?:figure|number|metric) (?:only|to (?:look at|watch|steer by))\b|\blook at (?:only )?one (?:figure|number)\b|\bnorth star\b.{0,20}(?: is|:| –| —)",
        ),
        (
            "questions",
            r"\b(?:have|need) to find out\b|\b(?:don't|don’t|do not) (?:yet )?know (?:yet )?(?:whether|if|how|what|who)\b|\bnot (?:yet )?clear (?:whether|if|how|who)\b|\bwho(?:'|’)d know\b|^what (?:i|we) (?:don't|don’t|do not) know\b",
        ),
        (
            "assumptions",
            r"\b(?:we|i|she|he|they) (?:believe|assume|bet|think|expect|suspect|guess|take it)s? (?:that\b|(?:[\w'’-]+ ){1,5}(?:will|would|won't|won’t|are|can)\b)|\bour (?:bet|hypothesis|assumption|hunch)\b|\b(?:plan|this|it) (?:relies|depends) on\b|\bonly assume\b|\bnobody has (?:tried|tested)\b|\bwe(?: also)? expect\b|\bwir nehmen an\b",
        ),
        ("positioning", r"^unlike \b|^against (?:all|the|them)\b.{0,60}\bwe\b|\bonly one (?:that|who)\b"),
        (
            "boundaries",
            r"^nor (?:do|will) we\b|\b(?:aren't|aren’t|are not|isn't|is not) (?:ours|for us|who we)\b|^(?:also )?not (?:for )?\w+s\b|^(?:we )?(?:won't|won’t|will not|don't|don’t|do not) (?:build|make|sell|serve|do|offer|support|launch|run|use)\b",
        ),
        (
            "users",
            r"^(?:we (?:do (?:it|this) for|serve|work for|build for|design for|will begin with|begin with)|(?:it|this) is for|für)\b",
        ),
        ("market", r"^(?:we play|our field)\b"),
        (
            "plans",
            r"\b(?:starts?|begins?) on \d|\bwe(?:'ll| will|’ll) (?:recruit|hire|launch|roll out)\b|\bgo(?:es)? live\b|^(?:20\d\d-\d\d-\d\d|q[1-4]\b)",
        ),
    )
)
"""What says by itself where a sentence belongs, whatever heading it is under."""
_LONGEST_CHOICE: Final = 400
_FEW_WORDS: Final = 4
_APART: Final = 4
_FIRST_PERSON: Final = frozenset(("we", "i", "us", "our", "me", "my", "we're", "we've", "we'll", "i'm", "i've"))


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
    flat = " ".join(text[:_LONGEST_CHOICE].split())
    found = next(filter(None, (pattern.match(flat) for pattern in _SIDES)), None) or (_OVER.match(flat) if surely else None)
    return None if found is None else (found["choose"].strip(), found["over"].strip())


def place_by_wording(sentence: str) -> str:
    """The section where a sentence most likely belongs, by what it says alone; `""` where nothing tells."""
    return _place(sentence[:2_000])


@cache
def _place(sentence: str) -> str:
    prose = read(sentence)
    if not prose.words:
        return ""
    if sentence.rstrip().endswith("?"):
        return "questions"
    if sides_of(sentence):
        return "trade_offs"
    said = said_outright(sentence)
    if said:
        return said
    if planned_in_detail(prose):
        return "plans"
    if _REFUSING.match(sentence) and not led_by_people(prose.sentences[0], prose.opening):
        return "boundaries"
    return next(_by_content(prose, prose.tokens), "")


def said_outright(sentence: str) -> str:
    """Where a sentence belongs that says so itself: “Our mission is …”, “We don't know whether …”."""
    return next((place for place, pattern in _SAYING if pattern.search(sentence)), "")


def _by_content(prose: Prose, tokens: Passage) -> Iterator[str]:
    company = prose.opening.actor == "company"
    if prose.opening.framed:
        yield "vision"
    if aimed_at(tokens) and deadline(tokens) and names_measure(tokens):
        yield "objectives"
    if is_observation(prose):
        yield "insights"
    somebody = names_somebody(tokens)
    ours = company or not tokens.lows.isdisjoint(_FIRST_PERSON)
    if somebody and not ours and led_by_people(prose.sentences[0], prose.opening) and _complains(tokens):
        yield "problems"
    if somebody and clause_verb(tokens, 1, most=len(tokens)) is None and _begins_with_people(tokens):
        yield "users"


def is_observation(prose: Prose) -> bool:
    """Whether it says what people were seen to do, by a share, a sample or a way of looking; a target isn't one. What somebody is
    quoted as saying is one, too.
    """
    tokens = prose.tokens
    if tokens.order == ["“"] or (tokens.order[:1] == ["“"] and len(prose.words) <= _FEW_WORDS):
        return True
    aims = aimed_at(tokens) and deadline(tokens) is not None
    looked = words("insights/observing").first(tokens) is not None or words("insights/shares").first(tokens) is not None
    shares = [one for one in figures(tokens) if one.unit == "%" and not is_date(tokens, one.place)]
    return not aims and (looked or bool(shares) or _is_sample(tokens)) and was_seen(prose)


def _is_sample(tokens: Passage) -> bool:
    """“14 of 19”, “one in four”, “seven of the twelve”."""
    places = [one.place for one in figures(tokens) if not is_date(tokens, one.place)]
    return any(
        0 < far - near <= _APART and not {"of", "in", "out"}.isdisjoint(tokens.order[near + 1 : far])
        for near, far in pairwise(places)
    )


def _complains(tokens: Passage) -> bool:
    return has_any(tokens, NEGATIONS) or words("problems/complaints").first(tokens) is not None


def _begins_with_people(tokens: Passage) -> bool:
    return next(persons(tokens, 0, 5), None) is not None


def without_number(text: str) -> str:
    """A text without the number of an objective or a key result before it."""
    return re.sub(r"^(?:O|KR|Objective|Key result)\s*\d*(?:\.\d+)?\s*[:.–—-]\s*", "", text, flags=re.IGNORECASE)
