"""What a team has settled about the rules: its own empty words, and those that mean something definite there."""

from __future__ import annotations

import pytest

from stratcoach.model.sections import SECTION
from stratcoach.rules.base import Limits
from stratcoach.services.statement_check import check_statement


def words_found(text: str, limits: Limits) -> list[str]:
    found = check_statement(SECTION["vision"], {"text": text}, limits)
    return [finding.words for finding in found if finding.rule.name == "vision/fluff"]


@pytest.mark.parametrize("term", ["value stream", "Value-Stream", "value streams"])
def test_a_teams_own_buzzword_is_flagged_like_ours_in_any_spelling(term: str) -> None:
    text = "Tenants in terraced value streams know by noon who comes."
    assert words_found(text, Limits()) == []
    assert words_found(text, Limits(buzzwords=frozenset((term, "terraced")))) == ["terraced"]


def test_what_a_team_allows_is_never_flagged() -> None:
    text = "A seamless ecosystem of foresters."
    assert words_found(text, Limits()) == ["seamless"]
    assert words_found(text, Limits(allowed=frozenset(("Ecosystem", "seamless")))) == []
    assert words_found(text, Limits(allowed=frozenset(("seamless",)), buzzwords=frozenset(("seamless",)))) != ["seamless"]


def test_an_allowed_word_is_never_part_of_a_slogan() -> None:
    assert words_found("Beyond banking.", Limits()) == ["Beyond banking"]
    assert words_found("Beyond banking.", Limits(allowed=frozenset(("Beyond Banking",)))) == []


@pytest.mark.parametrize("term", ["", " ", "*", "…", "/", "a" * 10_000, "\ud800"])
def test_terms_that_are_no_words_do_no_harm(term: str) -> None:
    assert words_found("Nurses go home on time.", Limits(buzzwords=frozenset((term,)), allowed=frozenset((term,)))) == []
