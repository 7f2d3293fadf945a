"""What the reader says of awkward files: always a line, never a crash, every error at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stratcoach.files.codec import Document, load, loads
from stratcoach.messages import Message
from stratcoach.model.entry import Pairs
from tests.printed import sentence

ZERO_WIDTH = Message("file.a_zero_width_character", point="200B")
TURNED = Message("file.a_direction_change", point="202E")
THIS_PROBLEM = Message("file.this_item", noun=Message("section.problems", form="noun"))

HEAD = "stratcoach: 1\nproduct: Trailhead\nversion: 1.0.0\nupdated: 2026-05-04\n"


def told(document: Document) -> list[str]:
    """Each trouble as kind, line, column and message."""
    return [f"{t.kind} {t.span.line}:{t.span.column} {t.message}" for t in document.troubles]


UNREADABLE = [
    ("owner: *important* thing", f"5:18 {sentence('file.value_begins_with', character='*')}"),
    ("owner: [x] done", f"5:12 {sentence('file.value_looks_like_a_list', character='[')}"),
    ("owner: {x: y} done", f"5:15 {sentence('file.value_looks_like_a_list', character='{')}"),
    ("=======\nowner: Ada", f"5:1 {sentence('file.left_over_from_a_merge')}"),
    ("owner: Goal: grow", f"5:12 {sentence('file.colon_in_text')}"),
    ('owner: "Ada\ndecider: Bo', "5:8 " + sentence("file.never_closed", opened='"', closing='"')),
    ("insights: [", f"5:11 {sentence('file.never_closed', opened='[', closing=']')}"),
    ("insights: [a, b\nowner: Ada", f"5:11 {sentence('file.never_closed', opened='[', closing=']')}"),
    ("insights:\n\t- id: a", f"6:1 {sentence('file.indented_with_a_tab')}"),
    ("owner: @ada", f"5:8 {sentence('file.value_begins_with', character='@')}"),
    ("owner: `ada`", f"5:8 {sentence('file.value_begins_with', character='`')}"),
    ("owner: - Ada", f"5:8 {sentence('file.list_item_after_key')}"),
    ("owner: Ada\n decider: Bo", f"6:9 {sentence('file.indentation_matches_nothing', spaces=1)}"),
    ("owner Ada\ndecider: Bo", f"6:1 {sentence('file.no_colon_before')}"),
    (
        'owner: "Ada" Lovelace',
        f"5:14 {sentence('file.text_after_inner_quote')}",
    ),
    (
        "insights:\n  - id: a\n   statement: b",
        f"7:4 {sentence('file.indentation_of_list_item', spaces=3)}",
    ),
    (
        "<<<<<<< ours\nowner: Ada\n=======\nowner: Bo\n>>>>>>> theirs",
        f"5:1 {sentence('file.unfinished_merge', first=5, last=9)}",
    ),
]


@pytest.mark.parametrize(("text", "expected"), UNREADABLE)
def test_a_text_that_is_no_yaml_is_told_with_its_place_and_what_to_do(text: str, expected: str) -> None:
    document = loads(HEAD + text)
    assert document.strategy is None
    assert told(document) == [f"unreadable {expected}"]


KEPT_AS_MEANT = [
    ("No", "No"),
    ("on", "on"),
    ("1.10", "1.10"),
    ("0x1F", "0x1F"),
    ("12:30", "12:30"),
    ("2026-03-01", "2026-03-01"),
    ("=", "="),
    ("61", "61"),
    ('"61"', "61"),
    ("1e3", "1e3"),
    ("Zoë 日本 👩‍👩‍👧", "Zoë 日本 👩‍👩‍👧"),
]


@pytest.mark.parametrize(("written", "meant"), KEPT_AS_MEANT)
def test_a_text_stays_the_text_that_a_person_wrote(written: str, meant: str) -> None:
    document = loads(HEAD + f"owner: {written}")
    assert document.strategy is not None
    assert (document.strategy.owner, document.troubles) == (meant, ())


TROUBLES = [
    ("company_goal: Be # the reason", [f"cut-text 5:18 {sentence('file.cut_text', field='company_goal', rest='# the reason')}"]),
    ("owner: Ada # since May", []),
    ("language: English", [f"bad-value 5:11 {sentence('file.not_a_language', value='English')}"]),
    ("onwer: Ada", [f"unknown-key 5:1 {sentence('file.unknown_key', key='onwer', likely='owner', has_likely=True)}"]),
    ("owner: [Ada, Bo]", [f"wrong-type 5:8 {sentence('file.not_text', where='`owner`', form=Message('file.a_list'))}"]),
    ("parking_lot: Winter", [f"wrong-type 5:14 {sentence('file.not_a_list', field='parking_lot', entries=Message('file.texts'))}"]),
    ("owner: Ada\nowner: Bo", [f"duplicate-key 6:1 {sentence('file.key_twice', key='owner', line=5)}"]),
    ("status: drafty", [f"bad-value 5:9 {sentence('file.not_one_of', value='drafty', field='status', likely='draft', has_likely=True)}"]),
    ("review_by: 2026-02-30", [f"bad-date 5:12 {sentence('file.not_a_date', value='2026-02-30', meant='')}"]),
    ("review_by: March 2027", [f"bad-date 5:12 {sentence('file.not_a_date', value='March 2027', meant='2027-03')}"]),
    ("problems:\n- id: a", [f"missing 6:3 {sentence('file.key_missing', where=THIS_PROBLEM, key='statement')}"]),
    ("problems:\n- id: a\n  statement:", [f"missing 7:3 {sentence('file.no_value', key='statement')}"]),
    ("problems:\n- {id: Full Lots, statement: b}", [f"bad-id 6:8 {sentence('file.not_an_id', value='Full Lots', likely='full-lots', has_likely=True)}"]),
    ("problems:\n- {id: a, statement: b}\n- {id: a, statement: c}", [f"duplicate-id 7:8 {sentence('file.id_twice', item='a', section='problems')}"]),
    ("problems:\n- {id: vision, statement: b}", [f"duplicate-id 6:8 {sentence('file.id_twice', item='vision', section='vision')}"]),
    ("owner: &me Ada\ndecider: *me", [f"unsupported-yaml 5:8 {sentence('file.anchor', name='me')}",
     f"unsupported-yaml 6:10 {sentence('file.alias', name='me')}"]),
    ("owner: !!str Ada", [f"unsupported-yaml 5:8 {sentence('file.tag', tag='tag:yaml.org,2002:str')}"]),
    ("own\u200ber: Ada", [f"hidden-character 5:1 {sentence('file.hidden_in_key', character=ZERO_WIDTH)}"]),
    ('owner: "Ad\\u202ea"', [f"hidden-character 5:8 {sentence('file.hidden_in_text', field='owner', character=TURNED)}"]),
    ("company_goal: Fix #12 first", [f"cut-text 5:19 {sentence('file.cut_text', field='company_goal', rest='#12 first')}"]),
    ("problems:\n- {id: a, statement: Be #1 at sea}", [f"unreadable 6:3 {sentence('file.comment_hides_closing', closing='}')}"]),
    ("company_goal: Fix it.   # agreed in May", []),
    ("company_goal: Fix it. # agreed in May", []),
    ("vision:\n  id: x\n  statement: a", [f"unknown-key 6:3 {sentence('file.unknown_key', key='id', has_likely=False)}"]),
    ("version: 1.10", [f"duplicate-key 5:1 {sentence('file.key_twice', key='version', line=3)}"]),
    ("? [a]\n: b", [f"wrong-type 5:3 {sentence('file.key_not_a_word')}"]),
    ("? ~\n: b", [f"unknown-key 5:3 {sentence('file.unknown_key', key='~', has_likely=False)}"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TROUBLES)
def test_each_mistake_is_told_at_its_place(text: str, expected: list[str]) -> None:
    assert told(loads(HEAD + text)) == expected


def test_all_mistakes_are_told_at_once() -> None:
    path = Path(__file__).parents[2] / "examples" / "broken" / "strategy.yaml"
    kinds = {trouble.kind for trouble in load(path.read_bytes(), "broken").troubles}
    assert {
        "bad-value", "bad-date", "unknown-key", "cut-text", "bad-id", "duplicate-key", "duplicate-id", "missing", "wrong-type",
        "unsupported-yaml",
    } <= kinds  # fmt: skip


def test_an_empty_value_is_as_if_the_line_were_not_there() -> None:
    document = loads(HEAD + "owner:\ndecider: ~\nproblems:\n")
    assert document.troubles == ()
    assert document.strategy is not None
    assert (document.strategy.owner, document.strategy.decider, document.strategy.problems) == ("", "", ())


def test_own_keys_are_kept_whatever_they_hold() -> None:
    document = loads(HEAD + "x-team: {alps: [1, two], none: ~}\nproblems:\n- {id: a, statement: b, x-cost: 3}")
    assert document.strategy is not None
    assert document.strategy.extra == Pairs((("x-team", Pairs((("alps", ("1", "two")), ("none", "")))),))
    assert document.strategy.problems[0].extra == Pairs((("x-cost", "3"),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", f"not-a-strategy 1:1 {sentence('file.empty_strategy')}"),
        ("[]\n", f"not-a-strategy 1:1 {sentence('file.no_keys_at_top')}"),
        ("# only a comment\n", f"not-a-strategy 1:1 {sentence('file.empty_strategy')}"),
        (
            "- a\n- b\n",
            f"not-a-strategy 1:1 {sentence('file.no_keys_at_top')}",
        ),
        ("name: x\n", f"not-a-strategy 1:1 {sentence('file.no_format', line='stratcoach: 1')}"),
        (
            "stratcoach: 2\n",
            f"newer-format 1:13 {sentence('file.newer_format', found=2, format=1)}",
        ),
        (HEAD + "---\nproduct: x\n", f"unsupported-yaml 5:1 {sentence('file.second_document')}"),
    ],
)
def test_what_is_no_strategy_is_told_in_one_sentence(text: str, expected: str) -> None:
    document = loads(text)
    assert (document.strategy, told(document)) == (None, [expected])


def test_bytes_that_are_not_utf_8_are_told_with_their_line() -> None:
    assert told(load(HEAD.encode() + b"owner: caf\xe9\n", "x")) == [f"unreadable 5:11 {sentence('file.not_utf8')}"]
    assert told(load(HEAD.encode("utf-16"), "x")) == [f"unreadable 1:1 {sentence('file.saved_as_utf16')}"]


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    document = load(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b"onwer: Ada\r\n", "x")
    assert told(document) == [f"unknown-key 5:1 {sentence('file.unknown_key', key='onwer', likely='owner', has_likely=True)}"]


def test_a_line_separator_from_a_document_is_read_as_a_space_and_moves_no_line() -> None:
    document = loads(HEAD + "owner: Ada\u2028Lovelace\nonwer: Bo")
    assert document.strategy is not None
    assert document.strategy.owner == "Ada Lovelace"
    assert [t.span.line for t in document.troubles] == [5, 6]


@pytest.mark.parametrize(
    "text", ["[" * 200_000, "- " * 40_000, "{a:" * 30_000, "a: &a [*a]", "a" * 2_000_000, "a" * 20_000, "9" * 6000]
)
def test_a_hostile_text_is_refused_and_nothing_else_happens(text: str) -> None:
    document = loads(HEAD + "x-a: " + text)
    harmless = text in ("a" * 20_000, "9" * 6000)
    assert bool(document.troubles) != harmless


def test_an_alias_bomb_is_told_and_never_unfolded() -> None:
    bomb = "x-a: &a [b]\n" + "".join(f"x-{n}: &n{n} [{', '.join([f'*n{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9))
    document = loads(HEAD + bomb)
    assert [trouble.kind for trouble in document.troubles] == ["unreadable"]
    few = loads(HEAD + "x-a: &a [b]\nx-b: [*a, *a]\n")
    assert {trouble.kind for trouble in few.troubles} == {"unsupported-yaml"}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    loads(text)
    loads(HEAD + text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(raw: bytes) -> None:
    load(raw, "x")
    load(HEAD.encode() + raw, "x")


def test_the_example_of_the_format_is_read_whole() -> None:
    path = Path(__file__).parents[2] / "examples" / "bakery" / "strategy.yaml"
    document = load(path.read_bytes(), "bakery")
    plain = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert document.strategy is not None
    assert [item.statement for item in document.strategy.insights] == [item["statement"] for item in plain["insights"]]
