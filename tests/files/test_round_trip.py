"""The law of the file: what is written is read back equal, by us and by other YAML readers."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from stratcoach.files.codec import loads
from stratcoach.files.writer import dump
from stratcoach.model.strategy import Strategy
from tests.strategies import strategy

_KIND_OF_TROUBLE_ALLOWED = {"duplicate-id", "hidden-character", "cut-text"}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategy())
def test_what_is_written_is_read_back_equal(written: Strategy) -> None:
    text = dump(written)
    document = loads(text)
    assert document.strategy == written
    assert {trouble.kind for trouble in document.troubles} <= _KIND_OF_TROUBLE_ALLOWED
