"""Edits respect the file: what was not touched survives byte for byte, and what was written is what was meant."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from stratcoach.files.codec import loads
from stratcoach.files.edit import edit
from stratcoach.files.writer import dump
from stratcoach.model.strategy import Strategy, TradeOff
from tests.strategies import strategy

TEXT = """\
# Our strategy. Ask Ada before you change it.
stratcoach: 1
product: 'Trailhead'   # the working title
version: 1.0.0
updated: 2026-05-04

insights:
  # the strongest one
  - id: full-lots
    statement: "Hikers turn back when the car park is full."
    source: interviews          # all three trailheads
    confidence: high

  - id: friday-night
    statement: >-
      Most routes are chosen on Friday after 8 pm,
      on the phone.
    # asked Ben for the query
    source: analytics

problems:
- id: lost-day      # not indented, and that is fine
  statement: People lose the day.
  rests_on: [full-lots,   friday-night]

# until here everything is decided
x-team: {alps: 3}
"""


def lines_changed(new: Strategy) -> str:
    """The difference that an edit makes to the text, without context."""
    text = edit(loads(TEXT), new)
    assert loads(text).strategy == new
    difference = difflib.unified_diff(TEXT.splitlines(), text.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in difference if not line.startswith(("---", "+++", "@@")))


@pytest.fixture
def before() -> Strategy:
    read = loads(TEXT).strategy
    assert read is not None
    return read


def test_a_changed_value_changes_its_line_and_keeps_the_comment_behind_it(before: Strategy) -> None:
    first = before.insights[0].replace(source="observation")
    assert (
        lines_changed(before.replace(insights=(first, before.insights[1])))
        == """\
-    source: interviews          # all three trailheads
+    source: observation          # all three trailheads"""
    )


def test_a_new_key_is_added_where_it_belongs(before: Strategy) -> None:
    second = before.insights[1].replace(observed="2026-02", owner="Ben")
    assert (
        lines_changed(before.replace(insights=(before.insights[0], second)))
        == """\
+    observed: 2026-02
+    owner: Ben"""
    )


def test_a_shortened_text_replaces_its_block(before: Strategy) -> None:
    second = before.insights[1].replace(statement="Routes are chosen on Friday.")
    assert (
        lines_changed(before.replace(insights=(before.insights[0], second)))
        == """\
-    statement: >-
-      Most routes are chosen on Friday after 8 pm,
-      on the phone.
+    statement: Routes are chosen on Friday."""
    )


def test_a_removed_item_takes_only_its_own_lines(before: Strategy) -> None:
    assert (
        lines_changed(before.replace(insights=before.insights[1:]))
        == """\
-  - id: full-lots
-    statement: "Hikers turn back when the car park is full."
-    source: interviews          # all three trailheads
-    confidence: high"""
    )


def test_an_added_item_keeps_to_the_indentation_of_its_list(before: Strategy) -> None:
    added = before.problems[0].replace(id="too-hard", statement="Groups turn back half way.", rests_on=("friday-night",))
    assert (
        lines_changed(before.replace(problems=(*before.problems, added)))
        == """\
+- id: too-hard
+  statement: Groups turn back half way.
+  rests_on: [friday-night]"""
    )


def test_a_new_section_stands_where_the_method_has_it(before: Strategy) -> None:
    trade_off = TradeOff(id="day", choose="Knowing before you leave", over="Navigation on the trail")
    text = edit(loads(TEXT), before.replace(trade_offs=(trade_off,)))
    assert text.index("problems:") < text.index("trade_offs:") < text.index("# until here everything is decided")


def test_a_new_order_moves_the_lines_and_their_comments(before: Strategy) -> None:
    text = edit(loads(TEXT), before.replace(insights=before.insights[::-1]))
    assert text.index("- id: friday-night") < text.index("# the strongest one") < text.index("- id: full-lots")
    assert sorted(text.splitlines()) == sorted(TEXT.splitlines())


def test_windows_line_ends_stay(before: Strategy) -> None:
    windows = TEXT.replace("\n", "\r\n")
    text = edit(loads(windows), before.replace(owner="Ada"))
    assert text.count("\r\n") == text.count("\n")
    assert "owner: Ada\r\n" in text


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategy(), strategy())
def test_any_strategy_can_be_edited_into_any_other(old: Strategy, new: Strategy) -> None:
    assert loads(edit(loads(dump(old)), new)).strategy == new


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategy())
def test_an_edit_of_one_item_touches_no_line_of_another(old: Strategy) -> None:
    """Whatever the file holds, a note on one problem leaves every line outside `problems` as it was."""
    added = old.replace(problems=(*old.problems, old.problems[0].replace(id="added-here")) if old.problems else old.problems)
    text = dump(old)
    edited = edit(loads(text), added)
    removed = [line for line in difflib.ndiff(text.splitlines(), edited.splitlines()) if line.startswith("- ")]
    assert removed == []


def test_what_cannot_be_spliced_is_written_anew_and_nothing_is_lost() -> None:
    compact = "{stratcoach: 1, product: p, version: 1.0.0, updated: 2026-01-01, problems: [{id: a, statement: b}]}"
    read = loads(compact).strategy
    assert read is not None
    changed = read.replace(problems=(read.problems[0].replace(note="c"),))
    assert loads(edit(loads(compact), changed)).strategy == changed


def test_an_example_can_be_edited_section_by_section() -> None:
    text = (Path(__file__).parents[2] / "examples" / "discharge" / "strategy.yaml").read_text(encoding="utf-8")
    read = loads(text).strategy
    assert read is not None
    assert edit(loads(text), read) == text
    assert read.north_star is not None
    edited = edit(loads(text), read.replace(north_star=read.north_star.replace(target="1000")))
    assert [line for line in edited.splitlines() if line not in text.splitlines()] == ["  target: 1000"]


# ---- awkward layouts


LOOSE = """\
stratcoach: 1
product: x
version: 1.0.0
updated: 2026-05-04
users:
  - today: a paper list  # on the wall
    # the one that matters
    id: planners
    segment: Planners  # in homes
    x-score: 1.10
    x-on: true
  - id: nurses  # later
    segment: Nurses
"""


def test_an_entry_that_cannot_be_spliced_is_written_anew_and_the_others_stay() -> None:
    document = loads(LOOSE)
    assert document.strategy
    first, second = document.strategy.users
    text = edit(document, document.strategy.replace(users=(first.replace(today=""), second)))
    assert "  - id: nurses  # later\n" in text
    assert "    x-score: 1.10\n    x-on: true\n" in text
    assert "a paper list" not in text


def test_entries_without_ids_are_edited_where_they_stand() -> None:
    nameless = LOOSE.replace("    id: planners\n", "").replace("id: nurses  # later\n    ", "")
    document = loads(nameless)
    assert document.strategy
    first, second = document.strategy.users
    named = (first.replace(id="planners"), second.replace(id="nurses", segment="Nurses at night"))
    text = edit(document, document.strategy.replace(users=named))
    assert "today: a paper list  # on the wall\n" in text
    assert "    # the one that matters\n" in text
    assert "    segment: Planners  # in homes\n" in text
    assert loads(text).strategy == document.strategy.replace(users=named)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_each_line_keeps_its_own_end(before: Strategy, end: str) -> None:
    head, _, tail = TEXT.partition("insights:\n")
    mixed = head.replace("\n", end) + "insights:\n" + tail
    text = edit(loads(mixed), before.replace(product="Pathfinder"))
    assert text == mixed.replace("'Trailhead'", "Pathfinder")
