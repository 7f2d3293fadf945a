"""What is asked back because of all the words of an answer: where somebody is there to answer, and never against a team's own words."""

from __future__ import annotations

from datetime import date

from stratcoach.files.codec import loads
from stratcoach.language.patterns import PatternRow
from stratcoach.lint.linter import check_entry, lint
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Problem, Strategy, TradeOff, Vision
from stratcoach.rules import RULES
from stratcoach.rules.base import Context, Limits
from stratcoach.services.statement_check import check_statement

VAGUE = "we can always look at it again some time when things have changed a bit"
PICTURE = "an even better app shows each customer when the bike is ready"


def asked(section: str, entry: object, field: str, answer: str, limits: Limits | None = None) -> list[tuple[str, str]]:
    scene = Context(Strategy(status="draft"), limits, answers={field: answer}, asked=frozenset((field,)))
    found = check_entry(SECTION[section], entry, scene, RULES)  # type: ignore[arg-type]
    return [(one.rule.name, one.field) for one in found if one.severity == "warning"]


def test_a_condition_that_nobody_would_notice_is_asked_about_by_somebody_there_but_not_by_lint() -> None:
    trade_off = TradeOff(choose="Repairs on the same day", over="A full range of skis", reopen_when=VAGUE)
    assert asked("trade_offs", trade_off, "reopen_when", VAGUE) == [("trade-off/no-trigger", "reopen_when")]
    file = f"stratcoach: 1\ntrade_offs:\n  - id: a\n    choose: {trade_off.choose}\n    over: {trade_off.over}\n    reopen_when: {VAGUE}\n"
    strategy = loads(file).strategy
    assert strategy is not None
    assert "trade-off/no-trigger" not in {one.rule.name for one in lint(strategy, date(2026, 5, 4)).findings}


def test_only_the_answer_that_was_just_given_is_asked_about() -> None:
    trade_off = TradeOff(
        choose="Repairs on the same day", over="A full range of skis", because="Nine of ten ask.", reopen_when=VAGUE
    )
    assert asked("trade_offs", trade_off, "because", trade_off.because) == []


def test_words_that_a_team_allows_are_not_weighed_and_a_pattern_keeps_the_rule_quiet() -> None:
    trade_off = TradeOff(choose="Repairs on the same day", over="A full range of skis", reopen_when=VAGUE)
    assert asked("trade_offs", trade_off, "reopen_when", VAGUE, Limits(allowed=frozenset(("some time",)))) == []
    row = PatternRow("not trade-off/no-trigger", "ours", ("some time",))
    assert asked("trade_offs", trade_off, "reopen_when", VAGUE, Limits(patterns=(row,))) == []


def test_a_far_picture_in_which_the_struggle_goes_on_is_asked_about() -> None:
    far = asked("vision", Vision(statement=PICTURE), "big_statement", PICTURE)
    assert ("vision/same-picture", "big_statement") in far


def test_a_typed_sentence_about_which_no_rule_speaks_gets_the_question_that_fits_best() -> None:
    found = check_statement(SECTION["insights"], {"text": "Our guests are over the moon about the new sauna", "slot": "insight"})
    assert {one.rule.section for one in found} == {"insight"}


def test_of_two_ways_that_are_one_one_is_asked_about() -> None:
    def one_way(*ways: str) -> bool:
        found = check_entry(SECTION["problems"], Problem(), Context(Strategy(), answers={"ways": ways}), RULES)
        return "problem/one-way" in {one.rule.name for one in found}

    assert one_way("A text message to the owner", "A text message to her neighbour")
    assert not one_way("A text message to the owner", "A bell at the gate")
    assert not one_way("A smaller dough", "Two rounds")
