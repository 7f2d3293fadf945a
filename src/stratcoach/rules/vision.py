"""Rules about the vision: is it a picture of how somebody's life changes, or the company's wish, its product, its daily work?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.periods import near_period
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading import company, tasks
from stratcoach.language.en.reading.clauses import openings, quote
from stratcoach.language.en.reading.pictures import borrowed, product
from stratcoach.language.en.reading.product_talk import product_talk
from stratcoach.language.en.reading.slogans import emptiness
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import words
from stratcoach.messages import Message
from stratcoach.model.dates import parse
from stratcoach.model.strategy import Vision
from stratcoach.rules.base import COMPANY, Context, Match, Rule, Severity

MOST_WORDS: Final = 50
MOST_SENTENCES: Final = 3
ASIDE: Final = 4
"""Next to a longer sentence, one of at most this many words is an aside."""
_FRAGMENT: Final = 3
"""“Two harbours. One crane.”: as short as this it is no sentence."""
_FULL_STOPS: Final = (".", "!", "?", "…")
_CLOSING: Final = "\"'”’)*_ "
NEAR: Final = 2
"""A year no further ahead than this is a deadline, not a horizon."""


_PICTURES = ("statement", "future")
"""Where the future is described: in one sentence, and at more length."""


def _business_goal(vision: Vision, _scene: Context) -> Iterator[Match]:
    for field in _PICTURES:
        prose = read(getattr(vision, field))
        for sentence, opening in openings(prose):
            span = company.chooses_us(sentence) or (None if opening.framed else company.wish(sentence, opening))
            if span:
                yield Match(field, Message("finding.vision_for_company", organisation=COMPANY), quote(prose, sentence, span))
                return


def _feature(vision: Vision, _scene: Context) -> Iterator[Match]:
    for field in _PICTURES:
        prose = read(getattr(vision, field))
        for sentence, opening in openings(prose):
            if span := product(sentence, opening):
                yield Match(field, Message("finding.vision_names_product"), quote(prose, sentence, span))
                return
        if said := product_talk(prose):
            yield Match(field, Message("finding.vision_names_product"), said)
            return


def _copied(vision: Vision, _scene: Context) -> Iterator[Match]:
    prose = read(vision.statement)
    for sentence, opening in openings(prose):
        span = borrowed(sentence, opening)
        if span:
            yield Match("statement", Message("finding.vision_borrowed"), quote(prose, sentence, span))
            return


def _fluff(vision: Vision, scene: Context) -> Iterator[Match]:
    empty_words = emptiness(read(vision.statement), scene.limits.buzzwords, scene.limits.allowed, picture=True)
    if empty_words:
        yield Match("statement", Message("finding.vision_says_nothing"), empty_words)


def _too_long(vision: Vision, _scene: Context) -> Iterator[Match]:
    count = len(vision.statement.split())
    sentences = _whole_sentences(read(vision.statement))
    if count > MOST_WORDS:
        yield Match("statement", Message("finding.vision_too_many_words", count=count))
    elif sentences > MOST_SENTENCES:
        yield Match("statement", Message("finding.vision_too_many_sentences", count=sentences))


def _whole_sentences(prose: Prose) -> int:
    """How many sentences there are; a line that no full stop ends, such as a heading or a point of a list, belongs to those around it."""
    count, unended = 0, 0
    for sentence in prose.sentences:
        ended = prose.text[sentence[-1].end :].lstrip(_CLOSING)[:1] in _FULL_STOPS
        count += ended and len(sentence.said) > _FRAGMENT
        unended += not ended
    return count or min(unended, 1)


def _no_user(vision: Vision, _scene: Context) -> Iterator[Match]:
    tokens = read(vision.statement).tokens
    plain = words("vision/suffering").first(tokens) is not None and words("vision/endings_of_ills").first(tokens) is not None
    others = words("vision/not_served")
    served = any(others.first(tokens, one.first, one.last + 1) is None for one in persons(tokens))
    if tokens and not vision.user.strip() and not served and not plain:
        yield Match("statement", Message("finding.vision_no_user"), severity="error")


def _no_future(vision: Vision, _scene: Context) -> Iterator[Match]:
    pictured = [field for field in (vision.today, vision.future) if field.strip()]
    prose = read(vision.statement)
    found = [
        (sentence, tasks.duty(sentence, opening) or tasks.hardship(sentence, opening)) for sentence, opening in openings(prose)
    ]
    candidates = [(sentence, span) for sentence, span in found if span or len(sentence) > ASIDE]
    if len(pictured) == 2 or not candidates or not all(span for _, span in candidates):
        return
    sentence, span = candidates[0]
    assert span is not None
    severity: Severity | None = None if pictured else "error"
    yield Match("statement", Message("finding.vision_is_today"), quote(prose, sentence, span), severity)


def _deadline_or_quota(vision: Vision, scene: Context) -> Iterator[Match]:
    prose = read(vision.statement)
    tokens = prose.tokens
    this_year = parse(scene.strategy.updated)
    period = near_period(tokens, this_year.first.year + NEAR if this_year else 0)
    if period:
        yield Match(
            "statement",
            Message("finding.vision_date_too_near"),
            prose.between(tokens[period.first], tokens[period.last]),
        )
        return
    quota = next((one.place for one in figures(tokens) if one.unit == "%"), None)
    if quota is not None:
        yield Match(
            "statement",
            Message("finding.vision_is_target"),
            prose.between(tokens[quota], tokens[quota]),
        )


BUSINESS_GOAL = Rule(
    name="vision/business-goal",
    on="vision",
    severity="warning",
    prose=True,
    check=_business_goal,
    says=Message("finding.vision_for_company", organisation=COMPANY),
    fields=("statement",),
    alike=_PICTURES,
    good=(
        "Carpenters know on Friday what profit the week brought, without an hour of bookkeeping.",
        "A world in which the market leader for used tools is the shed next door.",
        "Children are treated in the leading clinics without their parents selling the house.",
    ),
    bad=(
        "To become the leading supplier of garden sheds in Europe.",
        "Every second wedding in Wales is photographed by us.",
        "Double our turnover and enter four new markets.",
    ),
)
FEATURE = Rule(
    name="vision/feature",
    on="vision",
    severity="warning",
    prose=True,
    check=_feature,
    says=Message("finding.vision_names_product"),
    fields=("statement",),
    alike=_PICTURES,
    good=(
        "A farmer glances at the AI forecast over breakfast and waters only the rows that need it.",
        "Night nurses go home on time because handing over takes five minutes.",
    ),
    bad=("A platform with scheduling, chat and payroll for choirs.", "In 2032 our app speaks forty languages and works offline."),
)
COPIED = Rule(
    name="vision/copied",
    on="vision",
    severity="warning",
    prose=True,
    check=_copied,
    says=Message("finding.vision_borrowed"),
    fields=("statement",),
    good=(
        "People leave Facebook for good and still hear when a neighbour needs help.",
        "A family without a boat spends its Saturdays on the water.",
    ),
    bad=("The Airbnb of rowing boats.", "To do for dentists what Shopify did for shops.", "Like Spotify, but for sermons."),
)
FLUFF = Rule(
    name="vision/fluff",
    on="vision",
    severity="warning",
    prose=True,
    check=_fluff,
    says=Message("finding.vision_says_nothing"),
    fields=("statement",),
    confidence="medium",
    good=(
        "A widow opens the letter from the tax office without fear.",
        "Deaf pupils laugh at the joke at the same moment as everyone else.",
    ),
    bad=(
        "Unleashing boundless potential through seamless innovation.",
        "Banking, made human.",
        "Where passion meets excellence.",
    ),
)
TOO_LONG = Rule(
    name="vision/too-long",
    on="vision",
    severity="warning",
    prose=True,
    check=_too_long,
    fields=("statement",),
    good=(
        "Every child learns to swim before the first summer at the lake.",
        "Drivers know the dock before they arrive. Nobody waits. The fruit stays fresh.",
    ),
    bad=(
        "Guards know the drivers. Drivers know the dock. Nobody waits any more. The fruit stays fresh.",
        (
            "In ten years a widow who has never filled in a form opens the letter from the office, understands each line of it, sees what "
            "she owes and why, pays it in two parts, and goes to bed without ringing her son, her neighbour or the adviser on the market "
            "square who charges by the hour."
        ),
    ),
)
NO_USER = Rule(
    name="vision/no-user",
    on="vision",
    severity="warning",
    also=("error",),
    prose=True,
    eased=True,
    check=_no_user,
    says=Message("finding.vision_no_user"),
    fields=("statement", "user"),
    good=(
        "A world without malaria.",
        "Whoever grows old alone still has somebody to eat with on Sundays.",
        "Small bakeries bid for hospital contracts, and win.",
    ),
    bad=("A harbour without diesel.", "Frictionless logistics for the whole industry."),
)
NO_FUTURE = Rule(
    name="vision/no-future",
    on="vision",
    severity="warning",
    also=("error",),
    prose=True,
    eased=True,
    check=_no_future,
    says=Message("finding.vision_is_today"),
    fields=("statement", "today", "future"),
    requires=("vision/business-goal", "vision/copied"),
    good=(
        "Help tenants see what a flat will really cost, so that no heating bill comes as a shock.",
        "Enable village doctors to read an X-ray as surely as a hospital does.",
        "Trainees finish their first year able to weld on their own.",
    ),
    bad=("We provide payroll services to small businesses.", "Supporting foster parents with advice and training."),
)
DEADLINE_OR_QUOTA = Rule(
    name="vision/deadline-or-quota",
    on="vision",
    severity="warning",
    prose=True,
    check=_deadline_or_quota,
    fields=("statement",),
    confidence="medium",
    good=(
        "By 2040 no child misses school for want of a bus.",
        "A parent never learns from another parent that school is closed.",
    ),
    bad=("Half of the clinics, 50% by 2028, work without paper.", "By the end of this year patients book without a call."),
)

RULES = (BUSINESS_GOAL, FEATURE, COPIED, NO_USER, FLUFF, TOO_LONG, NO_FUTURE, DEADLINE_OR_QUOTA)
"""The one that matters most first: without people in it, it doesn't matter how it is put."""
