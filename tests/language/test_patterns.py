"""The patterns: each finds its own sentences, and its rule leaves alone those that it must pass."""

from __future__ import annotations

from collections import Counter

import pytest

from stratcoach.files.pattern_files import FOLDER, WrittenPattern, written
from stratcoach.language.en.prose import read
from stratcoach.language.matcher import PatternError, WordPattern, looked_at
from stratcoach.language.patterns import COMPILED, ENGLISH, NOT, PatternRow, check_line, line_of, row_of, shipped
from stratcoach.model.sections import SECTION
from stratcoach.rules import RULES
from stratcoach.rules.base import Limits
from stratcoach.services.pattern_trial import try_out
from stratcoach.services.statement_check import check_statement

ALL = list(written())
RULE = {rule.name: rule for rule in RULES}


def name_of(pattern: WrittenPattern) -> str:
    return f"{pattern.row.topic}: {pattern.row.id}"


def fired(topic: str, text: str) -> bool:
    """Whether the rule of a topic speaks up for a sentence."""
    rule = RULE[topic.removeprefix(NOT)]
    return any(finding.rule.name == rule.name for finding in check_statement(SECTION[rule.on], {"text": text}))


def test_what_is_compiled_is_what_is_written() -> None:
    lines = FOLDER.with_name(COMPILED).read_text(encoding="utf-8").splitlines()
    assert lines == [line_of(pattern.row) for pattern in ALL]
    assert [row_of(line) for line in lines] == [pattern.row for pattern in ALL]


def test_every_line_can_be_read() -> None:
    for pattern in ALL:
        for line in pattern.row.match:
            check_line(line)
        for line in (*pattern.row.when, *pattern.row.unless):
            check_line(line, condition=True)


def test_ids_are_unique_and_topics_are_rules_that_say_something() -> None:
    assert [name for name, count in Counter(map(name_of, ALL)).items() if count > 1] == []
    for topic in shipped().topics:
        name, _, field = topic.removeprefix(NOT).partition(".")
        assert RULE[name].says_of.get(field) if field else RULE[name].says, topic


@pytest.mark.parametrize("pattern", ALL, ids=name_of)
def test_a_pattern_does_with_its_sentences_what_it_says(pattern: WrittenPattern) -> None:
    assert list(try_out(pattern)) == []


@pytest.mark.parametrize(
    ("match", "hits", "passes", "kinds"),
    [
        ("^^ all -2 member $$", ["All our members."], ["Members who renew in January."], []),
        ("^^ all -2 member $$", [], [], ["no_hits"]),
        ("^^ all -2 member $$", ["All our guests."], [], ["missed", "unused_line"]),
        ("^^ _ member", ["All members."], ["Night members who hand over alone."], ["flagged"]),
    ],
)
def test_what_is_wrong_with_a_pattern_of_a_team_is_found(
    match: str, hits: list[str], passes: list[str], kinds: list[str]
) -> None:
    row = PatternRow("user/everyone", "ours", (match,))
    found = try_out(WrittenPattern(row, hits, passes), Limits(patterns=(row,)))
    assert [one.kind for one in found] == kinds


def test_a_pattern_keeps_a_rule_quiet() -> None:
    row = PatternRow("not user/everyone", "ours", ("^^ everybody $$",))
    assert fired("user/everyone", "Everybody.")
    assert list(try_out(WrittenPattern(row, ["Everybody."], []), Limits(patterns=(row,)))) == []
    tried = try_out(WrittenPattern(row, ["Everybody."], ["Everyone.", "Everybody."]), Limits(patterns=(row,)))
    assert [tuple(one) for one in tried] == [("quiet", "Everybody.")]


@pytest.mark.parametrize(
    ("line", "text", "words"),
    [
        ("nurse", "Two nurses wait.", "nurses"),
        ("=nurse", "Two nurses wait.", ""),
        ("+give _", "She gave it away.", "gave it"),
        ("techn~", "A technical matter", "technical"),
        ("head_of", "The head of sales", "head of"),
        ("a|an -2 list", "A long grey list of", "A long grey list"),
        ("a -2 list", "A list", "A list"),
        ("a * list", "A cat. The list", ""),
        ("a ** list", "A cat. The list", "A cat. The list"),
        ("we !+be", "We are here. We go", "We"),
        ("^ go", "We go. Go now", "Go"),
        ("^^ go", "We go. Go now", ""),
        ("now $", "Now we go now.", "now"),
        ("really? good", "really good", "really good"),
        ("^ we", "By 2030, we win", "we"),
        ("@person who", "Nurses who wait", "Nurses who"),
        ("NL •?", "a\nb", "\n"),
    ],
)
def test_what_the_parts_of_a_pattern_match(line: str, text: str, words: str) -> None:
    prose = read(text)
    span = WordPattern(line).first(looked_at(prose.tokens, ENGLISH))
    assert (prose.between(prose.tokens[span.first], prose.tokens[span.last]) if span else "") == words


@pytest.mark.parametrize("line", ["", "^ $", "a||b", "*3"])
def test_a_line_that_is_no_pattern_is_refused(line: str) -> None:
    with pytest.raises(PatternError):
        WordPattern(line)


@pytest.mark.parametrize("line", ["<no/list>", "@nothing"])
def test_what_a_pattern_asks_for_has_to_exist(line: str) -> None:
    with pytest.raises(PatternError):
        check_line(line)


def test_what_a_condition_asks_for_has_to_exist() -> None:
    check_line("$words<9", condition=True)
    with pytest.raises(PatternError):
        check_line("$letters<9", condition=True)
