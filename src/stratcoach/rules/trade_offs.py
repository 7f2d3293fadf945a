"""Rules about trade-offs: are both sides good, is one of them really given up, and when would you look again?"""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.clauses import SMALL, quote
from stratcoach.language.en.reading.refusals import is_no_event
from stratcoach.language.en.reading.sides import Chosen, claims_both, is_nothing, nobody_wants, two_merits
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Token
from stratcoach.messages import NOTHING, Message
from stratcoach.model.strategy import Strategy, TradeOff
from stratcoach.rules.base import Context, Match, Rule


def _no_trade_off(strategy: Strategy, scene: Context) -> Iterator[Match]:
    if not strategy.trade_offs and "trade_offs" not in scene.limits.require:  # then file/missing says so
        yield Match("", Message("finding.nothing_given_up"), on=("trade_offs", None))


def _straw_man(trade_off: TradeOff, _scene: Context) -> Iterator[Match]:
    given_up = read(trade_off.over)
    if nobody_wants(given_up, read(trade_off.choose)):
        yield Match("over", Message("finding.nobody_wants_other_side"), given_up.between(given_up.words[0], given_up.words[-1]))


def _have_it_all(trade_off: TradeOff, _scene: Context) -> Iterator[Match]:
    for field in ("choose", "over"):
        prose = read(getattr(trade_off, field))
        span = claims_both(prose.tokens)
        if span:
            yield Match(field, Message("finding.keeps_both_sides"), quote(prose, prose.tokens, span))
            return
    chosen = read(trade_off.choose)
    if span := two_merits(chosen):
        yield Match("choose", Message("finding.keeps_both_sides"), quote(chosen, chosen.tokens, span))
        return
    given_up = read(trade_off.over)
    if is_nothing(given_up):
        yield Match("over", Message("finding.gives_up_nothing"), given_up.between(given_up.words[0], given_up.words[-1]))


def _contradiction(strategy: Strategy, _scene: Context) -> Iterator[Match]:
    if not strategy.trade_offs:
        return
    chosen = Chosen(strategy)
    for place, trade_off in enumerate(strategy.trade_offs):
        given_up = trade_off.over.strip()
        same = chosen.called(given_up) or chosen.saying(given_up, but=place)
        if same:
            yield Match("over", Message("finding.given_up_but_chosen", where=same), given_up, on=("trade_offs", place))
            continue
        alike = chosen.speaking_of(_content(given_up), _content(trade_off.choose)) if strategy.is_english else NOTHING
        if alike:
            message = Message("finding.given_up_but_seems_chosen", where=alike)
            yield Match("over", message, given_up, severity="warning", on=("trade_offs", place))


def _content(text: str) -> list[Token]:
    light = words("problems/light")
    return [token for token in read(text).words if token.is_word and token.low not in SMALL and token not in light]


def _no_trigger(trade_off: TradeOff, _scene: Context) -> Iterator[Match]:
    if not trade_off.reopen_when.strip():
        yield Match("reopen_when", Message("finding.no_reopen_trigger"))
    elif is_no_event(trade_off.reopen_when):
        yield Match("reopen_when", Message("finding.nobody_would_notice"), trade_off.reopen_when.strip(), severity="warning")


_SWAP = "trade_offs:\n  - id: a\n    choose: Care homes\n    over: Hospitals\n"
_GIVEN = "trade_offs:\n  - id: a\n    choose: {}\n    over: {}\n"
_HOMES = "users:\n  - id: homes\n    segment: Care homes with one planner.\n"

NO_TRADE_OFF = Rule(
    name="trade-off/none",
    on="strategy",
    severity="warning",
    check=_no_trade_off,
    good=(_SWAP, "trade_offs:\n  - id: a\n    choose: Old machines of any brand\n    over: New ones with sensors"),
    bad=("product: Trailhead\nowner: Ada", "product: Rota\nowner: Bo"),
)
HAVE_IT_ALL = Rule(
    name="trade-off/have-it-all",
    on="trade_offs",
    severity="warning",
    prose=True,
    check=_have_it_all,
    says_of={"choose": Message("finding.keeps_both_sides")},
    fields=("choose", "over"),
    alike=("choose", "over"),
    requires=("choice/no-tradeoff",),
    good=(
        _GIVEN.format("Not serving both hobby divers and navies", "A bigger market"),
        _GIVEN.format("Both tuners on one piano", "Twice as many visits"),
        _GIVEN.format("Cheap seats, and a bar that closes early", "A full house"),
    ),
    bad=(
        _GIVEN.format("Speed without sacrificing safety", "Slower boats"),
        _GIVEN.format("Hobby divers and navies equally", "One of the two"),
        _GIVEN.format("Low prices", "Nothing"),
        _GIVEN.format("High quality and efficiency", "Growth"),
    ),
)
STRAW_MAN = Rule(
    name="trade-off/straw-man",
    on="trade_offs",
    severity="warning",
    prose=True,
    check=_straw_man,
    says_of={"over": Message("finding.nobody_wants_other_side")},
    fields=("over", "choose"),
    requires=("trade-off/have-it-all",),
    good=(
        _GIVEN.format("Repairs on the same day", "A full range of new skis"),
        _GIVEN.format("Answers that are right", "Answers within the hour, sometimes wrong"),
        _GIVEN.format("Live edits at once", "Bulk export, which may be slow"),
        _GIVEN.format("A quick sketch", "A map that loses nothing"),
    ),
    bad=(
        _GIVEN.format("Quality", "Bugs"),
        _GIVEN.format("Honest prices", "Cheating our customers"),
        _GIVEN.format("Happy riders", "Unhappy riders"),
        _GIVEN.format("Calm mornings", "A till that crashes every Saturday"),
    ),
)
CONTRADICTION = Rule(
    name="trade-off/contradiction",
    on="strategy",
    severity="error",
    also=("warning",),
    check=_contradiction,
    good=(
        _HOMES + _GIVEN.format("Care homes", "Hospitals"),
        _HOMES + _GIVEN.format("Homes with one planner", "Planners who manage ten wards"),
    ),
    bad=(
        _HOMES + _GIVEN.format("Hospitals", "homes"),
        _HOMES + _GIVEN.format("Hospitals", "Care homes with one planner"),
        _HOMES + _GIVEN.format("Hospitals", "Care homes"),
    ),
)
NO_TRIGGER = Rule(
    name="trade-off/no-trigger",
    on="trade_offs",
    severity="advice",
    also=("warning",),
    check=_no_trigger,
    says_of={"reopen_when": Message("finding.nobody_would_notice")},
    asks={"finding.nobody_would_notice": Message("ask.what_to_notice")},
    fields=("reopen_when",),
    good=(
        _SWAP + "    reopen_when: Forty per cent of the plans change on the ward.",
        _SWAP + "    reopen_when: A hospital pays for a year.",
    ),
    bad=(
        _SWAP,
        "trade_offs:\n  - id: a\n    choose: Depth in one trade\n    over: Many trades",
        _SWAP + "    reopen_when: Later, when we have time.",
    ),
)

RULES = (NO_TRADE_OFF, HAVE_IT_ALL, STRAW_MAN, CONTRADICTION, NO_TRIGGER)
