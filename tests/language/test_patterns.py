"""The patterns: each finds its own sentences, and its rule leaves alone those that it must pass."""

from __future__ import annotations

from collections import Counter

import pytest

from stratcoach.files.pattern_files import FOLDER, WrittenPattern, written
from stratcoach.language.en.prose import read
from stratcoach.language.matcher import Pattern, PatternError, looked_at
from stratcoach.language.patterns import _ENGLISH, COMPILED, NOT, Patterns, line_of, row_of, shipped
from stratcoach.messages import NOTHING
from stratcoach.model.sections import SECTION
from stratcoach.rules import RULES
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


def test_ids_are_unique_and_topics_are_rules_that_say_something() -> None:
    assert [name for name, count in Counter(map(name_of, ALL)).items() if count > 1] == []
    for topic in shipped().topics:
        assert RULE[topic.removeprefix(NOT)].says is not NOTHING, topic


@pytest.mark.parametrize("pattern", ALL, ids=name_of)
def test_a_pattern_finds_its_own_sentences_with_every_line(pattern: WrittenPattern) -> None:
    alone = Patterns([pattern.row])
    hits = {text: alone.first(pattern.row.topic, read(text)) for text in pattern.hits}
    assert pattern.hits
    assert [text for text, hit in hits.items() if hit is None] == []
    used = {
        line for text in pattern.hits for line in pattern.row.match if Pattern(line).first(looked_at(read(text).tokens, _ENGLISH))
    }
    assert [line for line in pattern.row.match if line not in used] == [], "no sentence shows what this line is for"
    spoken = [fired(pattern.row.topic, text) for text in pattern.hits]
    assert all(spoken) if not pattern.row.topic.startswith(NOT) else not any(spoken)


@pytest.mark.parametrize("pattern", [one for one in ALL if not one.row.topic.startswith(NOT)], ids=name_of)
def test_a_rule_leaves_alone_what_it_must_pass(pattern: WrittenPattern) -> None:
    assert [text for text in pattern.passes if fired(pattern.row.topic, text)] == []


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
    span = Pattern(line).first(looked_at(prose.tokens, _ENGLISH))
    assert (prose.between(prose.tokens[span.first], prose.tokens[span.last]) if span else "") == words


@pytest.mark.parametrize("line", ["", "^ $", "a||b", "*3"])
def test_a_line_that_is_no_pattern_is_refused(line: str) -> None:
    with pytest.raises(PatternError):
        Pattern(line)


@pytest.mark.parametrize("line", ["<no/list>", "@nothing"])
def test_what_a_pattern_asks_for_has_to_exist(line: str) -> None:
    with pytest.raises(PatternError):
        Pattern(line).first(looked_at(read("some words").tokens, _ENGLISH))
