"""A workshop by plain lines, and what can be had beside it: recap, follow, preparation."""

from __future__ import annotations

from pathlib import Path

from stratcoach.files.sessions import journal_path
from tests.cli.workshop_lines import BEFORE, EXAMPLE, begun, lines
from tests.conftest import Run
from tests.first_release import first_text
from tests.printed import flow_title, sentence, shows


def test_what_comes_of_a_workshop_can_be_linted_compared_and_released(folder: Path, stratcoach: Run) -> None:
    (folder / "strategy.yaml").write_bytes((EXAMPLE / "strategy.yaml").read_bytes())
    assert stratcoach("lint").status == 0
    assert stratcoach("diff", "strategy.yaml", "strategy.yaml").status == 0
    other = folder / "other.yaml"
    other.write_text((folder / "strategy.yaml").read_text().replace("status: draft\n", ""), encoding="utf-8")
    assert stratcoach("release", "other.yaml", "-m", "As decided in the workshop.", "--stands", "all").status == 0


def test_it_goes_on_line_by_line_in_a_pipe_and_keeps_what_was_said(stratcoach: Run) -> None:
    first = stratcoach("workshop", "--plain", "--minutes", "60", typed=lines(*BEFORE, "", "Chi: 11 of 14 turned back."))
    assert first.status == 130
    assert shows(first.err, "coach.saved", command="stratcoach resume --plain")
    assert "11 of 14" not in first.err
    again = stratcoach("resume", "--plain", typed=lines("", ""))
    assert shows(again.err, "room_recap.where_we_are", title="What users did", step="2")
    assert "1. 11 of 14 turned back." in again.err
    assert "Chi" not in again.err


def test_without_a_terminal_it_says_so(stratcoach: Run) -> None:
    done = stratcoach("workshop")
    assert done.status == 2
    assert shows(done.err, "room_command.needs_terminal")
    assert shows(done.err, "room_command.run_in_lines")


def test_what_stands_in_a_file_is_there_and_stays(folder: Path, stratcoach: Run) -> None:
    before = first_text("bakery")
    (folder / "strategy.yaml").write_text(before + "# ours\n", encoding="utf-8")
    people = ("Ana, Ben, Chi, Dara", "Ana", "A second look", "", "")
    writing = ("Ben: Two regulars asked on Tuesday.", "", "", "4", "", "", "", "", *[""] * 4)
    done = stratcoach("workshop", "--plain", typed=lines(*people, "", *writing, *[":skip"] * 8, *[""] * 5))
    assert shows(done.err, "room_begin.insights_in_file")
    after = (folder / "strategy.yaml").read_text(encoding="utf-8")
    assert done.status == 0, done.err[-800:]
    assert after.endswith("# ours\n")
    assert "Two regulars asked on Tuesday." in after
    assert all(line in after for line in before.splitlines() if line.startswith("    statement:"))


def test_a_damaged_session_is_told_and_not_guessed(folder: Path, stratcoach: Run) -> None:
    begun(stratcoach, "")
    journal = journal_path(folder / "strategy.yaml")
    journal.write_text(journal.read_text().replace('"event": "DeciderNamed"', '"event": "DeziderNamed"'), encoding="utf-8")
    done = stratcoach("resume", "--plain", typed="")
    assert done.status == 2
    assert shows(done.err, "session.line_unreadable")


def test_a_latecomer_and_the_facilitator_look_on_without_disturbing(folder: Path, stratcoach: Run) -> None:
    begun(stratcoach, "", "Ana: First.", "Ana: Second.", ":park Ben: Prices")
    before = journal_path(folder / "strategy.yaml").read_bytes()
    told = stratcoach("recap").out
    assert shows(told.splitlines()[0], "room_recap.goal", goal="One problem to solve first", decider="Ana")
    assert shows(told.splitlines()[1], "room_recap.where_we_are", title="What users did")
    seen = stratcoach("workshop", "--follow").out
    assert "Prices (Ben)" in seen
    assert flow_title("insights") in seen
    assert shows(seen, "room_follow.stopped")
    assert "First." not in seen
    assert journal_path(folder / "strategy.yaml").read_bytes() == before


def test_when_it_is_over_a_latecomer_reads_how_it_ended(folder: Path, stratcoach: Run) -> None:
    for path in EXAMPLE.glob("strategy.workshop-*"):
        (folder / path.name).write_bytes(path.read_bytes())
    older = (EXAMPLE / "strategy.workshop-2026-11-24.md").read_text(encoding="utf-8").replace("half", "other half")
    (folder / "strategy.workshop-2026-11-23.md").write_text(older, encoding="utf-8")
    told = stratcoach("recap").out
    assert shows(told.splitlines()[0], "room_command.last_is_over", minutes="strategy.workshop-2026-11-24.md")
    assert told.splitlines()[2].startswith("# Trailhead: ")
    trade_off = sentence("interview.even_over_whole", choose="Depth at forty trailheads", over="covering the country.")
    assert f"\n- {trade_off}\n" in told
    assert sentence("minutes.annex") not in told


def test_there_is_nothing_to_follow_where_no_workshop_goes_on(stratcoach: Run) -> None:
    assert shows(stratcoach("workshop", "--follow").err, "room_command.no_workshop", path="strategy.yaml")
    assert stratcoach("recap").status == 2
