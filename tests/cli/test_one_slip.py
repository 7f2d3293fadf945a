"""One slip in a file gives one finding, and values of any length fit on a line, in every format."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.services.lint_run.file_check import check_file
from tests.conftest import Run

DAY = date(2026, 6, 1)
SOUND = """\
stratcoach: 1
product: Moor
version: 1.0.0
updated: 2026-05-04
decider: Kai
review_by: 2026-11
insights:
  - {id: calls, statement: 7 of 9 skippers phone at six to ask for a berth., source: interviews, observed: 2026-03}
  - {id: full, statement: 40 boats turned back at the pier in one week., source: observation, observed: 2026-03}
  - {id: cash, statement: 5 of 9 skippers pay in cash at the kiosk., source: interviews, observed: 2026-04}
vision:
  statement: Every skipper knows where to moor before casting off.
  user: Skippers of small boats
  today: They phone the harbour.
  future: They see a free berth and keep it.
  ambition: ambitious
  horizon: 2032
  rests_on: [calls, full]
problems:
  - id: no-berth
    statement: In the evening skippers reach a full harbour and sail on in the dark.
    rests_on: [full, cash]
users:
  - id: skippers
    segment: Skippers who sail with children and reach the pier after six
    today: They phone three harbours.
    rests_on: [no-berth]
objectives:
  - id: kept
    statement: Berths are kept before six.
    metric: berths kept before six, per evening
    baseline: 4
    target: 20
    by: 2027-03
    rests_on: [no-berth]
boundaries:
  - {id: crews, statement: Yachts with a crew book by radio., because: They come once a year., reopen_when: The pier is longer., rests_on: [skippers]}
trade_offs:
  - {id: small, choose: Small boats, over: Yachts with a crew, reopen_when: The pier is longer., rests_on: [skippers]}
"""


def found(text: str) -> list[str]:
    return [f"{one.finding.rule.name} {one.finding.on}" for one in check_file(loads(text), DAY).findings]


def test_a_sound_file_is_left_alone() -> None:
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("right", "slip", "findings"),
    [
        ("  - id: no-berth\n", "  - id:\n", ["file/missing problems", "trace/broken-link skippers", "trace/broken-link kept"]),
        ("    rests_on: [full, cash]", "    rest_on: [full, cash]", ["file/unknown-key no-berth"]),
        ("    rests_on: [full, cash]", "    rests_on: [ful, cash]", ["trace/broken-link no-berth"]),
        ("problems:\n", "problms:\n", ["file/unknown-key "]),
        ("trade_offs:\n", "tradeoffs:\n", ["file/unknown-key "]),
        ("    baseline: 4\n", "    basline: 4\n", ["file/unknown-key kept"]),
        ("    target: 20\n", "    target: [20]\n", ["file/wrong-type kept"]),
        ("    by: 2027-03\n", "    bye: 2027-03\n", ["file/unknown-key kept"]),
        ("    today: They phone three harbours.\n", "    today: [They phone]\n", ["file/wrong-type skippers"]),
        ("decider: Kai", "decidr: Kai", ["file/unknown-key "]),
        ("  - id: kept\n", "  - idd: kept\n", ["file/unknown-key objectives"]),
        ("parking_lot", "", []),
    ],
)
def test_what_is_there_and_could_not_be_read_is_not_said_to_be_missing(right: str, slip: str, findings: list[str]) -> None:
    assert found(SOUND.replace(right, slip)) == findings


def test_an_insight_without_an_id_breaks_the_links_that_name_it_and_nothing_else() -> None:
    names = found(SOUND.replace("{id: full, statement", "{statement"))
    assert names == ["file/missing insights", "trace/broken-link vision", "trace/broken-link no-berth"]


def test_two_items_with_one_id_are_each_judged_by_their_own_links() -> None:
    second = "  - {id: no-berth, statement: At noon skippers wait an hour for the kiosk., rests_on: [cash]}\nusers:\n"
    assert found(SOUND.replace("users:\n", second, 1)) == ["file/duplicate-id no-berth"]


def test_an_entry_of_a_list_that_an_alias_repeats_is_reported_once() -> None:
    bomb = "x-a: &a [b, c]\nparking_lot: [*a, *a, *a, *a]\n"
    assert [name for name in found(SOUND + bomb) if name.startswith("file/wrong-type")] == ["file/wrong-type parking_lot"]


LONG = "z" * 900


@pytest.mark.parametrize("form", ["text", "concise", "github", "gitlab", "junit"])
def test_no_value_is_named_whole(form: str, folder: Path, stratcoach: Run) -> None:
    text = SOUND.replace("id: kept", f"id: {LONG}").replace("[full, cash]", f"[{LONG}]").replace("by: 2027-03", f"by: {LONG}")
    text += f"questions:\n  - {{question: Who?, on: {LONG}a}}\n"
    text += f"waivers:\n  - {{rule: {LONG}, on: {LONG}, because: a, until: {LONG}}}\n{LONG}: a\n"
    (folder / "strategy.yaml").write_text(text, encoding="utf-8")
    shown = stratcoach("lint", "--all", "--format", form, "--as-of", "2026-06-01").out
    assert "trace/broken-link" in shown
    assert "z" * 100 not in shown


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("statement: Skippers wait at pier #3 and moor late", "#3 and moor late"),
        ("statement: Skippers wait at pier\t#3", "#3"),
        ("statement: Skippers wait at pier  #3", "#3"),
        ("statement: Skippers wait. # seen in May", ""),
        ("statement: Skippers wait  # seen in May", ""),
        ("statement: 'Skippers wait at pier #3'", ""),
    ],
)
def test_a_sentence_that_a_comment_cuts(line: str, cut: str) -> None:
    troubles = loads(
        f"stratcoach: 1\nproduct: A\nversion: 1.0.0\nupdated: 2026-05-04\nproblems:\n  - id: a\n    {line}\n"
    ).troubles
    assert [trouble.words for trouble in troubles if trouble.kind == "cut-text"] == ([cut] if cut else [])


@pytest.mark.parametrize("verb", [["lint"], ["show"], ["explain", "user/everyone"]])
def test_where_there_is_only_ascii_our_signs_are_plain(verb: list[str], folder: Path) -> None:
    (folder / "strategy.yaml").write_text(
        SOUND.replace("before casting off", "before casting off, and Zoë knows it, too, 李"), "utf-8"
    )
    shown = subprocess.run(
        [sys.executable, "-m", "stratcoach", *verb],
        cwd=folder,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "COLUMNS": "80", "PATH": ""},
        capture_output=True,
        text=True,
        encoding="ascii",
        check=False,
    )
    assert not shown.stderr
    assert shown.stdout
    assert "\\u20" not in shown.stdout, "neither dashes nor quotation marks nor dots are shown as codes"
    assert ("Zoe" in shown.stdout) is (verb[0] == "show")
    assert ("\\u674e" in shown.stdout) is (verb[0] == "show")
