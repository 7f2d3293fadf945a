"""Rules about promises: better than what, and could a sensible rival promise the opposite?"""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.language.en.figures import figures
from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.choosing import gives_up
from stratcoach.language.en.reading.clauses import SMALL
from stratcoach.language.en.reading.sides import is_nothing, nobody_wants
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import either, verbs, words
from stratcoach.language.tokens import Passage
from stratcoach.messages import Message
from stratcoach.model.strategy import Positioning
from stratcoach.rules.base import Context, Match, Rule
from stratcoach.rules.market import NO_RIVALS


def _no_alternative(promise: Positioning, _scene: Context) -> Iterator[Match]:
    if not promise.against.strip():
        yield Match("against", Message("finding.no_alternative"))
    elif NO_RIVALS.match(promise.against.strip()):
        yield Match("against", Message("finding.always_an_alternative"), promise.against)


def _unopposable(promise: Positioning, _scene: Context) -> Iterator[Match]:
    """Nothing but virtues that everybody claims. With an `opposite`, somebody has thought about it, unless that is nothing but bad."""
    prose, opposite = read(promise.statement), read(promise.opposite)
    if opposite.words and (nobody_wants(opposite, prose) or is_nothing(opposite)):
        yield Match("opposite", Message("finding.nobody_wants_other_side"), promise.opposite.strip())
    if promise.opposite.strip() or not prose.words or figures(prose.tokens) or gives_up(prose):
        return
    if _only_praises(prose.tokens) or _lists_virtues(prose.tokens):
        yield Match("statement", Message("finding.everybody_promises_this"), prose.between(prose.words[0], prose.words[-1]))


def _only_praises(tokens: Passage) -> bool:
    """Virtues and large words, and nothing else but whom they are for: “Excellence that inspires”, “A partner who puts bakers first”."""
    praised = {place for span in words("positioning/virtues").find(tokens) for place in range(span.first, span.last + 1)}
    regard = {place for span in verbs("positioning/regard").find(tokens) for place in range(span.first, span.last + 1)}
    served = {place for span in persons(tokens) for place in range(span.first, span.last + 1)} if regard else set()
    empty = either("positioning/generic", "vision/lofty") if praised | regard else words("positioning/generic")
    rest = [token for place, token in enumerate(tokens) if token.is_word and place not in praised | regard | served]
    return bool(praised | regard) and all(token.low in SMALL or token in empty for token in rest)


def _lists_virtues(tokens: Passage) -> bool:
    """“Warm, caring and dependable”: single words, most of them virtues."""
    words_with_meaning = [token for token in tokens if token.is_word and token.low not in SMALL]
    known = either("positioning/virtues", "vision/lofty")
    pieces = 1 + sum(token.low in (",", "and", "&") for token in tokens) - sum(token.low == "," for token in tokens[-1:])
    return 2 < len(words_with_meaning) <= pieces and sum(token in known for token in words_with_meaning) * 2 > len(
        words_with_meaning
    )


_PROMISE = "positioning:\n  - id: a\n    statement: The day works, not only the map.\n"

NO_ALTERNATIVE = Rule(
    name="positioning/no-alternative",
    on="positioning",
    severity="warning",
    check=_no_alternative,
    says_of={"against": Message("finding.always_an_alternative")},
    fields=("against",),
    good=(_PROMISE + "    against: map apps", _PROMISE + "    against: doing nothing and hoping"),
    bad=(_PROMISE, _PROMISE + "    against: No competitors"),
)
UNOPPOSABLE = Rule(
    name="positioning/unopposable",
    on="positioning",
    severity="warning",
    prose=True,
    check=_unopposable,
    says=Message("finding.everybody_promises_this"),
    says_of={"opposite": Message("finding.nobody_wants_other_side")},
    fields=("statement", "opposite"),
    good=(
        "Fast: two hours for a new rope, where dealers take a week.",
        "Simple enough for wet gloves, and therefore without charts.",
        "The bill in the currency in which the crew is paid.",
    ),
    bad=(
        "High quality and excellent service.",
        "Our software is easy to use, reliable and secure.",
        "The better booking system.",
    ),
)

RULES = (NO_ALTERNATIVE, UNOPPOSABLE)
