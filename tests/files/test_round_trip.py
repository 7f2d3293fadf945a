"""The law of the file: what is written is read back equal, by us and by other YAML readers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from stratcoach.files.codec import loads
from stratcoach.files.writer import dump
from stratcoach.model.strategy import Strategy
from tests.strategies import strategy, texts

_KIND_OF_TROUBLE_ALLOWED = {"duplicate-id", "hidden-character", "cut-text"}


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategy())
def test_what_is_written_is_read_back_equal(written: Strategy) -> None:
    text = dump(written)
    document = loads(text)
    assert document.strategy == written
    assert {trouble.kind for trouble in document.troubles} <= _KIND_OF_TROUBLE_ALLOWED


@settings(max_examples=80, deadline=None)
@given(texts)
def test_other_yaml_readers_take_a_written_text_for_the_same_text(text: str) -> None:
    """PyYAML's loader follows YAML 1.1: what it reads as a word, a yes or a date must have been quoted."""
    written = dump(Strategy(product="p", version="1.0.0", updated="2026-01-01", company_goal=text))
    read = yaml.safe_load(written)["company_goal"]
    assert str(read) == text if isinstance(read, int | float) else read == text


def test_a_strategy_is_written_in_the_order_of_the_method() -> None:
    path = Path(__file__).parents[2] / "examples" / "bakery" / "strategy.yaml"
    document = loads(path.read_text(encoding="utf-8"))
    assert document.strategy is not None
    assert dump(document.strategy) == path.read_text(encoding="utf-8")
    assert list(yaml.safe_load(path.read_text(encoding="utf-8")))[-13:] == [
        "insights",
        "assumptions",
        "market",
        "vision",
        "north_star",
        "problems",
        "users",
        "positioning",
        "boundaries",
        "objectives",
        "trade_offs",
        "proposals",
        "history",
    ]
