"""Whatever a text is, every rule reads it, in time that grows with its length."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stratcoach.language.en.prose import LONGEST, read
from stratcoach.lint.linter import lint
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Limits
from stratcoach.rules.file import RULE_CRASHED
from stratcoach.services.statement_check import SLOTS, check_statement
from tests import strategies

FRAGMENTS = [
    "we",
    "believe",
    "our",
    "the",
    "a",
    "every",
    "no",
    "want",
    "to",
    "be",
    "leading",
    "app",
    "dashboard",
    "nurses",
    "14",
    "%",
    "from",
    "→",
    "to",
    "by",
    "2027",
    "2026-Q4",
    "“",
    "”",
    "'",
    '"',
    "(",
    ")",
    "-",
    ",",
    ";",
    ".",
    "!",
    "\n",
    "and",
    "because",
    "so",
    "that",
    "help",
    "like",
    "Uber",
    "for",
    "what",
    "did",
    "us",
    "ours",
    "would",
    "should",
    "half",
    "of",
    "n=5",
    "Q3",
    "may",
    "May",
    "€1.2m",
    "1)",
    "•",
    "30",
    "null",
    "²",
    "٣",
    "½",
    "👩\u200d👩\u200d👧",
    "שלום",
]


ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=120),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join),
)


READ_BY_RULES = {*SLOTS.values(), "trade_offs", "assumptions"}


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(text=ANY_TEXT, other=ANY_TEXT)
def test_no_rule_raises_on_any_text(text: str, other: str) -> None:
    for section in READ_BY_RULES:
        beside = dict.fromkeys(
            ("source", "metric", "baseline", "target", "by", "over", "definition", "future", "observed"), other
        )
        for given_fields in ({"text": text}, {"text": text, **beside}):
            for finding in check_statement(SECTION[section], given_fields):
                assert finding.rule is not RULE_CRASHED, (section, finding.message)
                assert finding.words in text + "\0" + other


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategy=strategies.strategy(), text=ANY_TEXT, day=st.dates(), limits=st.builds(Limits, insight_months=st.integers()))
def test_no_rule_raises_on_any_strategy(strategy: Strategy, text: str, day: date, limits: Limits) -> None:
    told = strategy.replace(
        language="en",
        trade_offs=tuple(one.replace(choose=text) for one in strategy.trade_offs),
        objectives=tuple(one.replace(statement=text, metric=text, by=f"{day:%Y}") for one in strategy.objectives),
    )
    limited = limits.replace(buzzwords=frozenset((text,)), allowed=frozenset(text.split()))
    for finding in lint(told, day, limits=limited).findings:
        assert finding.rule is not RULE_CRASHED, finding.message


@pytest.mark.parametrize(
    "piece", ["a", "“", "' ", "\n", "- ", "1) ", "12,", "from 1 to ", "we believe ", "\u202e", "\ud800", "-", "no ", "ו"]
)
def test_long_texts_take_no_longer_than_short_ones(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    for section in READ_BY_RULES:
        assert RULE_CRASHED not in [finding.rule for finding in check_statement(SECTION[section], {"text": text, "over": text})]
    assert time.process_time() - started < 3
    assert len(read(text).text) == LONGEST
