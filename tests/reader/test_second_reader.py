"""The second reader: what it says is a remark beside the rules, marked as its own, and never more than that."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from stratcoach.errors import Paused
from stratcoach.files.codec import loads
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run as run_interview
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Challenge, Reply, Step
from stratcoach.lint.linter import lint
from stratcoach.model.sections import SECTION, SECTIONS
from stratcoach.reader.second_reader import FIELDS, KnownWeakness, known_weaknesses, second_reader, text_for
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Limits
from stratcoach.services.statement_check import SLOTS, check_statement
from stratcoach.ui.scripted import Scripted, from_list
from tests.conftest import Run
from tests.flow.talking import KEEP, QUICK
from tests.judgement.statements import Statement, real

VISION = "Anyone with a free Saturday sets out knowing that the day will work."
GOOD = "People who drive an hour to a trail learn only on arrival that it is full, and lose the day."
PLAIN = "Carers who work nights find out on Monday which of their shifts were changed at the weekend."


class Suspicious:
    """A reader that sees the same weaknesses in every statement, and remembers what it was given."""

    def __init__(self, *rules: str) -> None:
        self.rules = rules
        self.read: list[tuple[str, str, Mapping[str, str]]] = []

    def weaknesses(self, slot: str, text: str, fields: Mapping[str, str]) -> list[tuple[str, float]]:
        self.read.append((slot, text, fields))
        return [(rule, 0.9) for rule in self.rules]


def only_the_reader_sees() -> Statement:
    """A statement of which no rule has anything to say, but the shipped reader has."""
    reader = second_reader()
    assert reader is not None
    for one in real():
        fields = {name: str(one.given[name]) for name in FIELDS if one.given.get(name)}
        if one.part == "read" and reader.weaknesses(one.slot, one.given["text"], fields) and not coached(one):
            return one
    raise AssertionError


def coached(one: Statement) -> bool:
    return bool(check_statement(SECTION[SLOTS[one.slot]], one.given))


def step_after(library: Library, replies: Sequence[Reply | str]) -> Step:
    """The step to which replies lead where a reader misses the future in every vision."""
    interview = Interview(library, limits=Limits(reader=Suspicious("vision/no-future")))
    with suppress(Paused):
        run_interview(interview, Scripted(from_list(replies)), lambda _event: None)
    return interview.step()


def names(found: list[object]) -> list[tuple[str, str, bool]]:
    return [(one.rule.name, one.severity, one.by_reader) for one in found]  # type: ignore[attr-defined]


def test_what_it_sees_is_advice_and_marked() -> None:
    found = check_statement(SECTION["problems"], {"text": GOOD}, Limits(reader=Suspicious("problem/solution")))
    assert names([*found]) == [("problem/solution", "advice", True)]


def test_it_repeats_no_rule_and_adds_nothing_that_a_finding_makes_pointless() -> None:
    text = "Users need a dashboard."
    by_rules = check_statement(SECTION["problems"], {"text": text})
    assert by_rules
    reader = Suspicious(*(one.rule.name for one in by_rules))
    assert check_statement(SECTION["problems"], {"text": text}, Limits(reader=reader)) == by_rules


def test_it_says_nothing_of_other_sections_rules_or_other_languages() -> None:
    reader = Suspicious("vision/feature", "no/such-rule")
    assert check_statement(SECTION["problems"], {"text": GOOD}, Limits(reader=reader)) == []
    german = Suspicious("problem/solution")
    assert check_statement(SECTION["problems"], {"text": "Die Fahrt war umsonst.", "lang": "de"}, Limits(reader=german)) == []
    assert german.read == []


def test_it_is_given_the_statement_and_the_fields_beside_it() -> None:
    reader = Suspicious()
    given = {"text": "Waiting falls from 9 to 4 days.", "metric": "days", "baseline": "9", "target": "4", "by": "2027-06"}
    check_statement(SECTION["objectives"], given, Limits(reader=reader))
    [(slot, text, fields)] = reader.read
    assert text_for(slot, text, fields) == (
        "objective: Waiting falls from 9 to 4 days. | metric: days | baseline: 9 | target: 4 | by: 2027-06"
    )


def test_lint_asks_it_only_where_that_was_asked_for() -> None:
    strategy = loads(
        f"stratcoach: 1\nproduct: A\nversion: 1.0.0\nupdated: 2026-05-04\nproblems:\n- id: a\n  statement: {GOOD}\n"
    ).strategy
    assert strategy is not None
    day = date(2026, 5, 4)
    limits = Limits(reader=Suspicious("problem/solution"))
    with_reader = {finding.rule.name for finding in lint(strategy, day, limits=limits).findings if finding.by_reader}
    assert with_reader == {"problem/solution"}
    assert not any(finding.by_reader for finding in lint(strategy, day).findings)


def test_the_interview_asks_and_takes_the_answer_as_it_is_when_that_is_wanted(library: Library) -> None:
    answers = QUICK[: QUICK.index(VISION) + 1]
    step = step_after(library, answers)
    assert isinstance(step, Challenge)
    assert (step.rule, step.answer) == ("vision/no-future", VISION)
    assert not isinstance(step_after(library, [*answers, KEEP]), Challenge)


@pytest.mark.parametrize("name", [one.rule for one in known_weaknesses()])
def test_every_weakness_that_it_knows_is_a_rule_with_words_for_it(name: str) -> None:
    rule = BY_NAME[name]
    assert str(rule.weakness)
    slot = next(section.slot for section in SECTIONS if section.slot.replace("_", "-") == rule.section)
    assert rule.looks_at(SLOTS[slot])


def test_the_shipped_reader_says_the_same_again_and_speaks_up_only_when_it_is_sure() -> None:
    reader = second_reader()
    assert reader is not None
    first = reader.weaknesses("vision", "Be the number one platform for harbour logistics in the region.", {})
    assert first == reader.weaknesses("vision", "Be the number one platform for harbour logistics in the region.", {})
    assert "vision/business-goal" in {one.rule for one in first}
    least = {known.rule: known.least for known in known_weaknesses()}
    assert all(one.probability >= least[one.rule] >= 0.5 for one in first)
    assert reader.weaknesses("problem", PLAIN, {}) == []


def test_a_text_of_any_length_is_read() -> None:
    reader = second_reader()
    assert reader is not None
    for text in ("", " ", "x" * 20_000, "word " * 4_000, "\x00\u202e日本語 🙂", "half a \ud800 character"):
        assert isinstance(reader.weaknesses("user", text, {}), list)


@pytest.mark.slow
def test_it_speaks_up_in_check_unless_it_is_switched_off(stratcoach: Run, folder: Path) -> None:
    def speaks(**environment: str) -> bool:
        given = json.dumps(only_the_reader_sees().given)
        (folder / "one.jsonl").write_text(given, encoding="utf-8")
        done = stratcoach("check", "--jsonl", "one.jsonl", **environment)
        return any(one.get("by_reader") for one in json.loads(done.out)["findings"])

    assert speaks(STRATCOACH_READER="on")
    assert not speaks(STRATCOACH_READER="off")
    (folder / ".stratcoach.yaml").write_text("reader: off\n", encoding="utf-8")
    assert not speaks(STRATCOACH_READER="on")


def test_known_weaknesses_hold_a_scale_a_shift_and_a_limit() -> None:
    for known in known_weaknesses():
        assert isinstance(known, KnownWeakness)
        assert known.scale > 0
        assert 0.5 <= known.least < 1
    assert json.dumps([one._asdict() for one in known_weaknesses()])
