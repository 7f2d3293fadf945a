"""What is made of a workshop afterwards: its minutes as a page, its notes, votes and decisions as tables."""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.model import csv_text
from stratcoach.model.markdown_text import as_plain
from stratcoach.reports.minutes import minutes
from stratcoach.reports.page.minutes_page import render
from stratcoach.reports.workshop_tables import Kind, as_csv, as_json
from stratcoach.services.kept_journal import as_minutes_have_it, closed, kept_room
from stratcoach.workshop.room import Room
from stratcoach.workshop.workshop_events import WorkshopFinished
from tests.conftest import Run
from tests.flows import LIBRARY
from tests.generate import held
from tests.printed import shows, wording
from tests.rehearsal import EXAMPLES
from tests.workshop.playing import ANSWERED, NOTES, PEOPLE, Workshop

DAY = "strategy.workshop-2026-11-24"
HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:alert(1))"


def ended(*lines: str) -> Room:
    workshop = Workshop(LIBRARY, [*PEOPLE, "", *lines])
    workshop.room.apply(WorkshopFinished(at=workshop.now + 1))
    return workshop.room


def table(room: Room, kind: Kind) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(room, kind))))


def page_of(room: Room) -> str:
    return render(minutes(room, closed(room), "s.yaml"), "Made by tests")


# ---- tables


def test_notes_have_their_group_their_dots_and_what_came_of_them_and_no_author() -> None:
    room = ended(*NOTES, "", "n", "group 2 5 = Late", "", "2 1 0 0", "", "6", "It is so.", "")
    rows = {row["number"]: row for row in table(room, "notes")}
    assert [(number, row["group"], row["dots"], row["is_chosen"], row["is_in_file"]) for number, row in rows.items()] == [
        ("1", "", "1", "no", "yes"),
        ("2", "Late", "", "yes", "yes"),
        ("3", "", "0", "no", "yes"),
        ("4", "", "0", "no", "yes"),
        ("5", "Late", "", "yes", "yes"),
    ]
    assert {row["author"] for row in rows.values()} == {""}


def test_votes_have_a_row_for_each_option_and_round() -> None:
    room = ended(*NOTES, "", "n", "group 2 5 = Late", "", "Ana: 6 1", "Ben: 6 1", "done", "", "6", "It is so.", "")
    rows = table(room, "votes")
    assert [(row["round"], row["option"], row["is_group"], row["dots"], row["ballots"]) for row in rows] == [
        ("1", "6", "yes", "2", "2"),
        ("1", "1", "no", "2", "2"),
        ("1", "3", "no", "0", "2"),
        ("1", "4", "no", "0", "2"),
    ]


def test_of_votes_that_were_never_counted_nothing_is_told_after_the_workshop() -> None:
    room = ended(*NOTES, "", "n", "", "Ana: 1 2", "Ben: 1", ":end", "y")
    kept = as_minutes_have_it(room)
    assert {(row["dots"], row["ballots"]) for row in table(kept, "votes")} == {("", "2")}
    assert {row["dots"] for row in table(kept, "notes")} == {""}


def test_decisions_are_in_the_words_of_the_file_with_its_ids() -> None:
    room, _ = kept_room(EXAMPLES / "workshop" / f"{DAY}.jsonl")
    rows = [row for row in table(room, "decisions") if row["step"] in ("vision", "problems")]
    assert [(row["number"], row["id"], row["is_as_voted"], row["decided_by"]) for row in rows] == [
        ("2", "vision", "no", "Ana"),
        ("1", "people-drive-hour-trail", "no", "Ana"),
        ("3", "hiker-first-two-days", "no", "Ana"),
    ]


def test_a_thought_has_the_name_that_the_minutes_give_it() -> None:
    room, _ = kept_room(EXAMPLES / "workshop" / f"{DAY}.jsonl")
    told = minutes(room, closed(room), "s.yaml")
    for row in (row for row in table(room, "notes") if row["is_parked"] == "yes"):
        origin = wording("minutes.origin", author=row["author"])
        assert not row["author"] or re.search(rf"\({origin.pattern}", told, origin.flags)


def test_json_has_the_same_rows_as_the_tables() -> None:
    room, file = kept_room(EXAMPLES / "workshop" / f"{DAY}.jsonl")
    data: dict[str, Any] = json.loads(as_json(room, file, "Made by tests"))
    assert (data["version"], data["day"], data["decider"], data["file"]) == (1, "2026-11-24", "Ana", "strategy.yaml")
    kinds: tuple[Kind, ...] = ("notes", "votes", "decisions")
    for kind in kinds:
        rows = table(room, kind)
        assert [list(row) for row in data[kind]] == [list(row) for row in rows]
        assert [row["text"] for row in data[kind]] == [row["text"] for row in rows]


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=4))
def test_no_cell_is_a_formula_or_more_than_one_line(rows: list[list[str]]) -> None:
    back = list(csv.reader(io.StringIO(csv_text.table(("a", "b"), rows))))
    assert len(back) == len(rows) + 1
    for before, after in zip(rows, back[1:], strict=True):
        assert len(after) == 2
        assert not any(
            (cell.startswith(("=", "+", "-", "@")) and not cell[1:2].isdigit()) or "\n" in cell or "\r" in cell for cell in after
        )
        assert [cell.removeprefix("'") for cell in after if cell.isascii()] == [
            csv_text.cell(cell).removeprefix("'") for cell, made in zip(before, after, strict=True) if made.isascii()
        ]


@pytest.mark.parametrize("text", ["=1+2", "+49 30", "- Prices", "@SUM(A1)", "\uff1d1", " =1"])
def test_what_begins_like_a_formula_is_a_text(text: str) -> None:
    assert csv_text.cell(text) == f"'{text.strip()}"


# ---- the page


def test_the_page_says_what_the_minutes_say_and_loads_and_runs_nothing() -> None:
    room, file = kept_room(EXAMPLES / "workshop" / f"{DAY}.jsonl")
    text = minutes(room, closed(room), file)
    page = render(text, "Made by tests")
    body = page.partition("<body>")[2].partition("<footer>")[0]
    words = html.unescape(re.sub(r"<[^>]+>", " ", body)).split()
    assert words == re.sub(r"^ *(?:-|#+) ", "", as_plain(text), flags=re.MULTILINE).split()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in page
    assert not re.search(r"<script|<img|\bon\w+=|src=|@import|url\(", page)
    assert page.count("<h1>") == 1


def test_what_people_wrote_is_text_on_the_page() -> None:
    room = ended(f"Ana: {HOSTILE}", "Ben: Another note that we saw.", "", f"group 1 2 = {HOSTILE[:40]}", f":park Ben: {HOSTILE}")
    page = page_of(room)
    assert "&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"<script|<img|<a ", page)


# ---- the command


def after_a_workshop(folder: Path) -> None:
    for path, text in held(EXAMPLES / "workshop"):
        if path.name in ("strategy.yaml", f"{DAY}.jsonl", f"{DAY}.md"):
            (folder / path.name).write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_minutes_are_made_again_at_any_time_and_are_the_same(stratcoach: Run, tmp_path: Path) -> None:
    after_a_workshop(tmp_path)
    before = (tmp_path / f"{DAY}.md").read_text(encoding="utf-8")
    assert stratcoach("minutes", "--to", "md", "-o", "-").out == before
    assert stratcoach("minutes").status == stratcoach("minutes").status == 0
    assert (tmp_path / f"{DAY}.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert stratcoach("minutes", f"{DAY}.jsonl", "--to", "notes-csv").status == 0
    assert (tmp_path / f"{DAY}.notes.csv").read_bytes().startswith("\ufeffstep,title,number".encode())
    assert stratcoach("minutes", "--to", "votes-csv", "-o", "-").out.startswith("step,title,round")
    assert stratcoach("minutes", "--to", "md").status == 0
    (tmp_path / f"{DAY}.md").write_text(f"{before}\nBy hand.\n", encoding="utf-8")
    assert stratcoach("minutes", "--to", "md").status == 2
    assert (tmp_path / f"{DAY}.md").read_text(encoding="utf-8").endswith("By hand.\n")


def test_where_no_journal_was_kept_it_says_so(stratcoach: Run, tmp_path: Path) -> None:
    assert stratcoach("minutes").status == 2
    shutil.copy(EXAMPLES / "workshop" / "strategy.yaml", tmp_path / "strategy.yaml")
    assert stratcoach("minutes").status == 2
    (tmp_path / f"{DAY}.md").write_text("# Minutes\n", encoding="utf-8")
    assert f"{DAY}.md" in stratcoach("minutes").err
    assert stratcoach("minutes", "gone.jsonl").status == 2
    (tmp_path / "torn.jsonl").write_text("{", encoding="utf-8")
    assert stratcoach("minutes", "torn.jsonl").status == 2


# ---- the minutes of the close


def test_the_minutes_of_the_close_have_notes_that_were_never_shown_and_the_journal_only_their_number() -> None:
    room = ended(*NOTES[:3])
    assert minutes(as_minutes_have_it(room), closed(room), "s.yaml") == minutes(room, closed(room), "s.yaml")
    assert NOTES[1].partition(": ")[2] in minutes(as_minutes_have_it(room), closed(room), "s.yaml")


def test_who_wrote_ahead_is_counted_in_the_journal_that_is_kept() -> None:
    workshop = Workshop(LIBRARY, [*PEOPLE, ":file ben.md", ""])
    workshop.room.apply(WorkshopFinished(at=workshop.now + 1))
    assert "Ben's own problem" in ANSWERED
    kept = as_minutes_have_it(workshop.room)
    assert kept.record.wrote_ahead == {"Ben": 1}
    assert shows(minutes(kept, closed(kept), "s.yaml"), "minutes.notes_from_questionnaires", people="Ben (1)")
