"""Rules about assumptions: can they be proved wrong, and will anybody try?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.grammar import NEGATIONS
from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.bets import nobody_could_lose, nobody_would_see, says_result, says_the_same
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


def _vague(assumption: Assumption, _scene: Context) -> Iterator[Match]:
    if nobody_could_lose(read(assumption.statement)):
        yield Match("statement", Message("finding.bet_cannot_be_lost"), assumption.statement.strip())


def _no_kill(assumption: Assumption, scene: Context) -> Iterator[Match]:
    test, drop_if = read(assumption.test), read(assumption.drop_if)
    if test.words and says_the_same(test, read(assumption.statement)):
        yield Match("test", Message("finding.test_repeats_bet"), assumption.test.strip())
    elif drop_if.words and nobody_would_see(drop_if):
        yield Match("drop_if", Message("finding.result_nobody_would_see"), assumption.drop_if.strip())
    elif test.words and not drop_if.words and "drop_if" not in scene.ahead and not says_result(test):
        yield Match("test", Message("finding.test_without_result"), assumption.test.strip())


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
VAGUE = Rule(
    name="assumption/vague",
    on="assumptions",
    severity="warning",
    prose=True,
    check=_vague,
    says=Message("finding.bet_cannot_be_lost"),
    says_of={"statement": Message("finding.bet_cannot_be_lost")},
    fields=("statement",),
    good=(
        "Bakers weigh what is left over on four of six evenings.",
        "Landlords accept our pay slip in place of an employer's.",
        "Ferrymen pay for a forecast that their radio gives them for nothing.",
    ),
    bad=("That people will use it.", "There is a market for this.", "Our customers will love the new app."),
)
NO_KILL = Rule(
    name="assumption/no-kill",
    on="assumptions",
    severity="warning",
    prose=True,
    check=_no_kill,
    asks={"finding.test_repeats_bet": Message("ask.what_to_try")},
    says_of={"test": Message("finding.test_repeats_bet"), "drop_if": Message("finding.result_nobody_would_see")},
    fields=("test", "drop_if"),
    alike=("test", "drop_if"),
    good=(
        _BET + "    test: Ask five parks for a two-week trial.\n    drop_if: Fewer than three share their counts.\n",
        _BET + "    test: Ask five parks for a two-week trial; drop it if two say no.\n",
    ),
    bad=(
        _BET + "    test: We do a pilot.\n",
        _BET + "    test: Wardens share their counts.\n",
        _BET + "    test: Ask five parks for a two-week trial.\n    drop_if: If it doesn't work.\n",
    ),
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

RULES = (UNTESTED, VAGUE, NO_KILL, FALSE_CERTAINTY)
