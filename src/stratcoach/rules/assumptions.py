"""Rules about assumptions: can they be proved wrong, and will anybody try?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.grammar import NEGATIONS
from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.clauses import has, has_any, quote
from stratcoach.language.lexicon import words
from stratcoach.messages import Message
from stratcoach.model.strategy import Assumption
from stratcoach.rules.base import Context, Match, Rule

_BEFORE: Final = 3
_LACKING: Final = {
    "test": Message("finding.bet_has_no_test"),
    "owner": Message("finding.bet_has_no_owner"),
    "by": Message("finding.bet_has_no_date"),
}


def _untested(assumption: Assumption, scene: Context) -> Iterator[Match]:
    if any(one.on == assumption.id and one.owner and one.by for one in scene.strategy.questions if one.on):
        return  # somebody finds out by a day
    lacks = [
        name
        for value, name in ((assumption.test, "test"), (assumption.owner, "owner"), (assumption.by, "by"))
        if not value.strip()
    ]
    if lacks:
        yield Match(lacks[0], Message("finding.bet_untested", lacking=tuple(_LACKING[name] for name in lacks)))


def _false_certainty(assumption: Assumption, _scene: Context) -> Iterator[Match]:
    prose = read(assumption.statement)
    tokens = prose.tokens
    for span in words("assumptions/certainty").find(tokens):
        denied = has_any(tokens[max(0, span.first - _BEFORE) : span.first], NEGATIONS)
        limited = has(tokens[span.last + 1 : span.last + 2], "not", "no") or has(tokens[span.last + 1 :], "if", "unless")
        if not denied and not limited:
            yield Match("statement", Message("finding.bet_stated_as_certain"), quote(prose, tokens, span))
            return


_BET = "assumptions:\n  - id: a\n    statement: Wardens share their counts.\n"

UNTESTED = Rule(
    name="assumption/untested",
    on="assumptions",
    severity="warning",
    check=_untested,
    fields=("test", "owner", "by"),
    good=(
        _BET + "    test: Ask five parks for a two-week trial.\n    owner: Partnerships\n    by: 2026-07",
        (
            "assumptions:\n  - id: a\n    statement: Planners trust a plan they didn't retype.\n"
            "    test: Five homes, one month.\n    owner: Ana\n    by: 2027-02-15"
        ),
    ),
    bad=(_BET, _BET + "    test: Ask five parks for a two-week trial."),
)
FALSE_CERTAINTY = Rule(
    name="assumption/false-certainty",
    on="assumptions",
    severity="advice",
    prose=True,
    check=_false_certainty,
    fields=("statement",),
    confidence="medium",
    good=(
        "Planners switch if the first plan takes under twenty minutes.",
        "It isn't certain that insurers accept the form; we assume that they do.",
        "Harbours guarantee a berth to whoever shares the data.",
    ),
    bad=(
        "Planners will definitely switch.",
        "There is no doubt that every harbour needs this.",
        "It goes without saying that parents pay.",
    ),
)

RULES = (UNTESTED, FALSE_CERTAINTY)
