"""Words weighed together: what the table may name, and that an answer's points are those of its signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.language import lexicon, word_points
from stratcoach.language.en.prose import read
from stratcoach.messages import NOTHING
from stratcoach.model.sections import SECTION, SECTIONS
from stratcoach.rules import BY_NAME, RULES

TABLE = word_points._table()
FIELDS = {word_points.question_of(rule.on, field) for rule in RULES for field in rule.says_of}
SLOTS = {section.slot for section in SECTIONS if section.slot}
COLUMNS = {question for row in TABLE.points.values() for question in row} - {word_points.ALL}


def test_each_question_is_one_about_which_a_rule_can_ask_back() -> None:
    assert TABLE.asks.keys() <= FIELDS | SLOTS
    assert TABLE.asks.keys() >= SLOTS
    assert TABLE.asks.keys() | TABLE.named >= COLUMNS


def test_each_rule_that_the_table_tells_from_others_has_words_for_it() -> None:
    assert all(BY_NAME[name].says is not NOTHING for name in TABLE.named)
    assert {BY_NAME[name].on for name in TABLE.named} == {section.name for section in SECTIONS if section.slot}


def test_each_list_that_counts_is_there() -> None:
    known = {name for lists in lexicon._by_word().values() for name in lists}
    assert {sign for sign in TABLE.points if sign.startswith("<") and "/" in sign} <= known


@pytest.mark.parametrize("question", sorted(TABLE.asks))
def test_an_answer_that_is_asked_about_is_never_fine(question: str) -> None:
    assert TABLE.fine[question] < TABLE.asks[question] <= TABLE.documents.get(question, TABLE.asks[question])


@given(st.text(max_size=80), st.sampled_from(sorted(TABLE.asks)))
def test_the_points_of_an_answer_are_those_of_its_signs_and_a_document_takes_no_fewer(text: str, question: str) -> None:
    prose = read(text)
    known = dict(word_points.weighed(question, prose))
    assert known.keys() <= {word_points.BASE, *word_points.signs(prose)}
    assert word_points.points(question, prose) == sum(known.values())
    if word_points.asks_back(question, prose, of_document=True):
        assert word_points.asks_back(question, prose)
        assert not word_points.is_fine(question, prose)


def test_questions_that_are_the_same_everywhere_share_their_points() -> None:
    assert word_points.question_of("vision", "because") == word_points.question_of("trade_offs", "because")
    assert word_points.question_of("vision", "low_asks") == word_points.question_of("vision", "big_asks")
    assert word_points.question_of("vision", "today") != word_points.question_of("users", "today")


def test_an_unknown_question_and_an_empty_answer_are_never_asked_about() -> None:
    assert not word_points.asks_back("nothing.asked", read("better"))
    assert not word_points.is_fine("nothing.asked", read("better"))
    assert not any(word_points.asks_back(question, read("")) for question in TABLE.asks)
    assert SECTION["vision"].slot in TABLE.asks
