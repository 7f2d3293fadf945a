"""A workshop as the people in the room have it: killed and gone on with, on a terminal, followed, with questionnaires."""

from __future__ import annotations

import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path
from tests.conftest import Run
from tests.generate import ROOT
from tests.person import CTRL_C, CTRL_D, ENTER, SHIFT_TAB, TAB, Person, is_in
from tests.workshops import begin, go_on, play

EXAMPLE = ROOT / "examples" / "workshop"
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
BEFORE = ("Ana, Ben (senior), Chi (remote), Dara", "Ana", "One problem to solve first", "", "Trailhead", "")
CTRL_P = "\x10"


# ---- two hours with seven people


def typed(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.workshops", str(EXAMPLE / "typed.txt"), str(folder), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_a_workshop_that_is_killed_goes_on_and_ends_as_if_nothing_had_been(folder: Path, stratcoach: Run) -> None:
    assert typed(folder).returncode == -signal.SIGKILL
    assert journal_path(folder / "strategy.yaml").exists()
    lines = (EXAMPLE / "typed.txt").read_text(encoding="utf-8").splitlines()
    done = typed(folder, str(lines.index("! kill") + 1))
    assert done.returncode == 0, done.stderr
    assert "We are at: Break, step 6 of 10" in done.stdout
    for path in EXAMPLE.iterdir():
        if path.suffix not in (".txt", ".jsonl"):  # what is kept says where it was stopped
            assert (folder / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    kept = folder / "strategy.workshop-2026-11-24.jsonl"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = stratcoach("recap").out
    for path in (folder / "strategy.workshop-2026-11-24.md", folder / "strategy.yaml"):
        path.unlink()  # what is kept is enough
    assert stratcoach("recap").out == before.replace(".md", ".jsonl", 1)
    assert "\n- Depth at forty trailheads, even over covering the country.\n" in before
    kept.write_bytes(kept.read_bytes().replace(b'"who": "Ana"', b'"who": 5', 1))
    damaged = stratcoach("recap")
    assert (damaged.status, kept.name in damaged.err) == (2, True)
    assert not journal_path(folder / "strategy.yaml").exists()


def test_what_comes_of_a_workshop_can_be_linted_compared_and_released(folder: Path, stratcoach: Run) -> None:
    (folder / "strategy.yaml").write_bytes((EXAMPLE / "strategy.yaml").read_bytes())
    assert stratcoach("lint").status == 0
    assert stratcoach("diff", "strategy.yaml", "strategy.yaml").status == 0
    other = folder / "other.yaml"
    other.write_text((folder / "strategy.yaml").read_text().replace("status: draft\n", ""), encoding="utf-8")
    assert stratcoach("release", "other.yaml", "-m", "As decided in the workshop.", "--stands", "all").status == 0


# ---- by plain lines


def lines(*told: str) -> str:
    return "\n".join([*told, ""])


def test_it_goes_on_line_by_line_in_a_pipe_and_keeps_what_was_said(stratcoach: Run) -> None:
    first = stratcoach("workshop", "--plain", "--minutes", "60", typed=lines(*BEFORE, "", "Chi: 11 of 14 turned back."))
    assert first.status == 130
    assert "Saved. Resume where you stopped with: stratcoach resume --plain" in first.err
    assert "11 of 14" not in first.err
    again = stratcoach("resume", "--plain", typed=lines("", ""))
    assert "We are at: What users did, step 2 of" in again.err
    assert "1. 11 of 14 turned back." in again.err
    assert "Chi" not in again.err


def test_without_a_terminal_it_says_so(stratcoach: Run) -> None:
    done = stratcoach("workshop")
    assert done.status == 2
    assert done.err == "This needs a terminal to show the workshop in.\nRun it line by line with `--plain`.\n"


def test_what_stands_in_a_file_is_there_and_stays(folder: Path, stratcoach: Run) -> None:
    before = (ROOT / "examples" / "bakery" / "strategy.yaml").read_text(encoding="utf-8")
    (folder / "strategy.yaml").write_text(before + "# ours\n", encoding="utf-8")
    people = ("Ana, Ben, Chi, Dara", "Ana", "A second look", "", "")
    writing = ("Ben: Two regulars asked on Tuesday.", "", "", "4", "", "", "", "", *[""] * 4)
    done = stratcoach("workshop", "--plain", typed=lines(*people, "", *writing, *[":skip"] * 8, *[""] * 5))
    assert "Insights in the file:" in done.err
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
    assert "can't be read; something else changed the session." in done.err


@needs_terminal
def test_by_plain_lines_nothing_is_wider_than_a_narrow_terminal_and_no_word_is_broken(folder: Path) -> None:
    person = Person(["workshop", "--plain"], folder, columns=50)
    before(person)
    person.sees("Anything off topic goes in the car park.")
    person.types("?", ENTER)
    shown = person.sees("help for this screen").split("does this fit?")[-1]
    assert shown.count("\n") > 8
    assert not [line for line in shown.splitlines() if len(line) > 49]
    person.types(CTRL_D)
    assert person.ends() == 130


# ---- beside it


def begun(stratcoach: Run, *more: str) -> None:
    assert stratcoach("workshop", "--plain", typed=lines(*BEFORE, *more)).status == 130


def test_a_latecomer_and_the_facilitator_look_on_without_disturbing(folder: Path, stratcoach: Run) -> None:
    begun(stratcoach, "", "Ana: First.", "Ana: Second.", ":park Ben: Prices")
    before = journal_path(folder / "strategy.yaml").read_bytes()
    told = stratcoach("recap").out
    assert told.startswith("One problem to solve first (Ana decides)\nWe are at: What users did")
    seen = stratcoach("workshop", "--follow").out
    assert "Prices (Ben)" in seen
    assert "What users did" in seen
    assert "stopped until `stratcoach resume`" in seen
    assert "First." not in seen
    assert journal_path(folder / "strategy.yaml").read_bytes() == before


def test_when_it_is_over_a_latecomer_reads_how_it_ended(folder: Path, stratcoach: Run) -> None:
    for path in EXAMPLE.glob("strategy.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    older = (EXAMPLE / "strategy.workshop-2026-11-24.md").read_text(encoding="utf-8").replace("half", "other half")
    (folder / "strategy.workshop-2026-11-23.md").write_text(older, encoding="utf-8")
    told = stratcoach("recap").out
    assert told.startswith("The last workshop is over; its minutes: strategy.workshop-2026-11-24.md\n\n# Trailhead: ")
    assert "\n- Depth at forty trailheads, even over covering the country.\n" in told
    assert "Annex" not in told


@pytest.mark.parametrize(("lost", "later"), [("questions", 10), ("*", 90_000)])
def test_an_end_that_is_cut_off_is_finished_once_whenever_it_is_gone_on_with(folder: Path, lost: str, later: int) -> None:
    script = (EXAMPLE / "typed.txt").read_text(encoding="utf-8").splitlines()
    script = [line for line in script if not line.startswith("! kill")]
    session, room = begin(folder)
    kept: list[bytes] = []
    discard = session.discard

    def cut_off() -> None:
        kept.append(session.path.read_bytes())
        discard()

    session.discard = cut_off  # type: ignore[method-assign]
    play(script, folder, session, room)
    whole = {path.name: path.read_bytes() for path in folder.glob("*.*") if path.is_file()}
    journal_path(folder / "strategy.yaml").write_bytes(kept[0])
    for path in folder.glob(f"strategy.{lost}-2026-11-24.md"):
        path.unlink()
    again, room = go_on(folder, room.record.ended + later)
    play([], folder, again, room, at=room.record.ended + later, page="recap")
    assert {path.name: path.read_bytes() for path in folder.glob("*.*") if path.is_file()} == whole


@needs_terminal
def test_a_running_workshop_takes_questionnaires_in_and_says_so_elsewhere(folder: Path, stratcoach: Run) -> None:
    person = at_writing(folder)
    assert stratcoach("workshop", "--questionnaires", "out").status == 0
    path = folder / "out" / "questionnaire-ben.md"
    path.write_text(path.read_text(encoding="utf-8").replace("- \n", "- What Ben saw\n", 1), encoding="utf-8")
    done = stratcoach("workshop", "--collect", "out/questionnaire-ben.md")
    assert done.status == 2
    assert "There, press Tab, 9, then type out/questionnaire-ben.md." in done.err
    person.types(TAB)
    person.sees("9. Add notes from a file")
    person.types("9", ENTER)
    person.sees("Which file?")
    person.types("nothing", ENTER)
    person.sees("nothing can't be read")
    person.types("\x15out", ENTER)
    person.sees("1 note from Ben added.")
    person.sees("1 note so far")
    assert b"What Ben saw" not in person.raw
    person.kill(signal.SIGKILL)


def test_there_is_nothing_to_follow_where_no_workshop_goes_on(stratcoach: Run) -> None:
    assert stratcoach("workshop", "--follow").err.startswith("No workshop is in progress for strategy.yaml.")
    assert stratcoach("recap").status == 2


def test_what_goes_round_two_days_ahead_names_insights_and_questions(folder: Path, stratcoach: Run) -> None:
    (folder / "strategy.yaml").write_bytes((EXAMPLE / "strategy.yaml").read_bytes())
    assert stratcoach("workshop", "--prepare", "ahead").status == 0
    told = (folder / "ahead" / "before-the-workshop.md").read_text(encoding="utf-8")
    assert "- 11 of 14 hikers at three trailheads turned back when the car park was full. (11 of 14" in told
    assert "1. What else did you see or hear a user do?" in told
    assert not journal_path(folder / "strategy.yaml").exists()


def test_what_goes_round_is_of_the_agenda_for_so_many_people(folder: Path, stratcoach: Run) -> None:
    told = {}
    for people in ("6", "9"):
        assert stratcoach("workshop", "--prepare", people, "--people", people, "--minutes", "150").status == 0
        told[people] = (folder / people / "before-the-workshop.md").read_text(encoding="utf-8").partition("What we'll do")[2]
    assert all(re.search("- Total: .*2 h 30", one) for one in told.values())
    assert told["6"] != told["9"]


def test_questionnaires_go_out_to_each_person_and_come_back_with_their_names(folder: Path, stratcoach: Run) -> None:
    begun(stratcoach)
    assert stratcoach("workshop", "--questionnaires", "out").status == 0
    path = folder / "out" / "questionnaire-ben.md"
    text = path.read_text(encoding="utf-8")
    assert "Name: Ben" in text
    marked = "## The problems you choose <!-- step: problems -->"
    assert marked in text
    head, tail = text.split(marked)
    path.write_text(head + marked + tail.replace("- \n", "- Ben's own problem,\n  in two lines\n", 1), encoding="utf-8")
    done = stratcoach("workshop", "--collect", "out/questionnaire-ben.md", "--collect", "out/questionnaire-ana.md")
    assert done.out == (
        "out/questionnaire-ben.md: 1 note from Ben\n"
        "out/questionnaire-ana.md: It is empty (Ana)\n"
        "No answers yet from: Ana, Chi, Dara\n"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("- \n", "- One more thing\n", 1), encoding="utf-8")
    again = stratcoach("workshop", "--collect", "out/questionnaire-ben.md").out
    assert again.startswith("out/questionnaire-ben.md: 1 new from Ben; 1 note was already here\n")
    journal = journal_path(folder / "strategy.yaml").read_text(encoding="utf-8")
    assert '{"step": "problems", "author": "Ben", "text": "Ben\'s own problem, in two lines"}' in journal


def test_questionnaires_go_out_and_come_back_before_the_workshop_begins(folder: Path, stratcoach: Run) -> None:
    assert stratcoach("workshop", "--collect", "out").status == 2
    assert stratcoach("workshop", "--prepare", "out", "--names", "Ana, Lee Wong (remote)").status == 0
    assert stratcoach("workshop", "--prepare", "again").status == 0
    assert {one.name for one in (folder / "again").iterdir()} == {one.name for one in (folder / "out").iterdir()}
    path = folder / "out" / "questionnaire-lee-wong.md"
    sent = path.read_text(encoding="utf-8")
    stripped = "\n".join(
        line.partition(" <!--")[0] for line in sent.replace("- \n", "- Jörg hat den Schlüssel\n", 1).splitlines()
    )
    path.write_bytes(stripped.encode("cp1252", "replace"))
    (folder / "out" / "photo.png").write_bytes(b"\x89PNG and more")
    done = stratcoach("workshop", "--collect", "out").out.splitlines()
    assert "out/photo.png: Not added: it is an image" in done
    assert "out/questionnaire-lee-wong.md: 1 note from Lee Wong; read as Windows-1252; check its accented letters" in done
    assert done[-1] == "No answers yet from: Ana"
    person = ["Ana", "One thing", "", "Keys", "", "", ""]
    begun = stratcoach("workshop", "--plain", typed="".join(f"{line}\n" for line in person))
    assert "Who is here?" not in begun.err
    assert "1 note so far" in begun.err
    assert "Jörg hat den Schlüssel" in journal_path(folder / "strategy.yaml").read_text(encoding="utf-8")
    assert stratcoach("workshop", "--plain", typed="\n").err.startswith("There is an unfinished session")


def test_a_folder_of_questionnaires_comes_back_at_once_and_one_without_a_name_too(folder: Path, stratcoach: Run) -> None:
    begun(stratcoach)
    assert stratcoach("workshop", "--questionnaires", "out").status == 0
    assert stratcoach("workshop", "--prepare", "out").status == 0
    names = {"questionnaire-ben.md": "from Ben.md", "questionnaire.md": "questionnaire.md", "questionnaire-chi.md": "chi.txt"}
    for old, new in names.items():
        path = folder / "out" / old
        path.rename(folder / "out" / new).write_text(
            path.with_name(new).read_text(encoding="utf-8").replace("- \n", f"- What {new} saw\n", 1), encoding="utf-8"
        )
    done = stratcoach("workshop", "--collect", "out")
    assert done.out.splitlines() == [
        "out/before-the-workshop.md: Not added: it answers none of our questions",
        "out/chi.txt: 1 note from Chi",
        "out/from Ben.md: 1 note from Ben",
        "out/questionnaire-ana.md: It is empty (Ana)",
        "out/questionnaire-dara.md: It is empty (Dara)",
        "out/questionnaire.md: 1 note without a name",
        "No answers yet from: Ana, Dara",
    ]
    (folder / "empty").mkdir()
    done = stratcoach("workshop", "--collect", "empty")
    assert done.status == 2
    assert done.err.startswith("There are no questionnaires in empty.")
    done = stratcoach("workshop", "--collect", "out/before-the-workshop.md")
    assert done.err.startswith("out/before-the-workshop.md: Not added: it answers none of our questions.")


# ---- on a terminal


def before(person: Person) -> None:
    """Answer what is asked before the first step, each when it is asked."""
    for told, seen in zip(
        BEFORE, ("Who is here?", "Who decides", "One line.", "in the way", "called?", "Enter: begin"), strict=True
    ):
        person.sees(seen)
        person.types(told, ENTER)


@needs_terminal
@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_lines_that_are_pasted_unannounced_answer_no_further_question(folder: Path, plain: list[str]) -> None:
    person = Person(["workshop", *plain], folder)
    person.sees("Who is here?")
    person.types("Ana, Ben", ENTER)
    person.sees("Who decides")
    person.types("Ana likes keys\rBen said so\r1\r")
    person.sees("3 thoughts are saved and not shown yet.")
    person.types("d", ENTER)
    person.sees("Who decides")
    person.types(CTRL_D)
    assert person.ends() == 130


def at_writing(folder: Path, **options: object) -> Person:
    """A scribe at the silent writing of the first step."""
    person = Person(["workshop"], folder, **options)  # type: ignore[arg-type]
    before(person)
    person.sees("step 1 of 10")
    person.types(ENTER)
    person.sees("No notes so far")
    return person


@needs_terminal
def test_the_screen_shows_neither_what_is_pasted_nor_who_wrote_it(folder: Path) -> None:
    person = at_writing(folder)
    person.types("\x1b[200~Chi: Eleven turned back.\nAna: Friday after eight.\n\x1b[201~")
    person.sees("•••")
    person.types(ENTER)
    person.sees("2 notes so far")
    assert b"Eleven" not in person.raw
    person.types(ENTER)
    shown = person.sees("2. Friday after eight.")
    assert "Chi" not in shown
    assert "Ana" not in shown
    assert b"\x1b[?1049l" not in person.raw, "the shell's screen flashes up between two moments"
    person.kill(signal.SIGKILL)


@needs_terminal
def test_what_is_pasted_where_only_enter_is_asked_for_is_never_on_the_screen_and_not_lost(folder: Path) -> None:
    person = Person(["workshop"], folder)
    for told, seen in zip(BEFORE, ("Who is here?", "Who decides", "One line.", "in the way", "called?", "fit?"), strict=True):
        person.sees(seen)
        person.types(told, ENTER)
    person.sees("step 1 of 10")
    person.types("\x1b[200~Chi: Eleven people turned back.\nAna: Friday after eight at night.\n\x1b[201~")
    person.sees("2 thoughts are saved and not shown yet.")
    assert b"Eleven" not in person.raw
    person.kill(signal.SIGKILL)
    person.ends()
    again = Person(["resume"], folder)
    again.sees("We are at: What we are here for")
    again.types(ENTER)
    again.sees("n: notes for “What users did”")
    again.types("n", ENTER)
    again.sees("Added to the notes for “What users did”.")
    again.types(ENTER)
    again.sees("2 notes so far")
    assert b"Eleven" not in again.raw
    again.kill(signal.SIGKILL)


@needs_terminal
def test_what_is_half_typed_is_on_the_disk_and_in_the_line_again(folder: Path) -> None:
    journal = journal_path(folder / "strategy.yaml")
    person = Person(["workshop"], folder)
    person.sees("Who is here?")
    person.types("Ana, Be")
    assert is_in(journal, '"text": "Ana, Be"')
    person.kill(signal.SIGKILL)
    again = Person(["resume"], folder)
    again.sees("Enter alone: back")
    again.types(ENTER)
    again.sees("› Ana, Be")
    again.types("n", ENTER)
    again.sees("Who decides")
    again.types("Be")
    assert is_in(journal, '"text": "Be"')
    again.types("\x7f\x7f")
    assert is_in(journal, 'decider", "text": ""')
    again.kill(signal.SIGKILL)
    last = Person(["resume"], folder)
    last.sees("Enter alone: back")
    last.types(ENTER)
    assert "› Be" not in last.sees("Who decides")
    assert "Ben" in last.text()
    last.kill(signal.SIGKILL)


@needs_terminal
def test_what_is_half_typed_unseen_is_kept_and_on_no_screen(folder: Path, stratcoach: Run) -> None:
    journal = journal_path(folder / "strategy.yaml")
    person = at_writing(folder)
    person.types("Chi: Eleven turned back")
    assert is_in(journal, "Chi: Eleven turned back")
    for told in (stratcoach("workshop", "--follow"), stratcoach("recap")):
        assert "Eleven" not in told.out + told.err
    person.types(TAB)
    person.sees("What do you want to do?")
    person.kill(signal.SIGKILL)
    again = Person(["resume"], folder)
    again.sees("Enter alone: back")
    again.types(ENTER)
    again.sees("•••")
    again.types(" at the gate", ENTER)
    again.sees("1 note so far")
    assert b"Eleven" not in again.raw
    again.types(ENTER)
    again.sees("1. Eleven turned back at the gate")
    again.kill(signal.SIGKILL)


PAGE_DOWN = "\x1b[6~"


@needs_terminal
def test_who_turned_to_a_page_stays_there_while_votes_come_in(folder: Path, stratcoach: Run) -> None:
    words = ("saw", "waited", "left", "returned", "called", "asked", "wrote", "paid", "read", "slept", "looked", "drove")
    begun(stratcoach, "", *(" ".join(f"{sign}{word}" for word in words) for sign in "abcdefghijklmno"), "", "")
    person = Person(["resume"], folder)
    person.sees("We are at: What users did")
    person.types(ENTER)
    page = person.sees("0 of 4 have voted").partition("PgDn: ")[2].split()[0]
    last = int(page.partition("–")[2])
    person.types(PAGE_DOWN)
    person.sees(f"{last + 1}. {'abcdefghijklmno'[last]}saw")
    second = f"{last + 1}–"
    person.sees(f"PgDn: {second}")
    person.types("Ana: 1", ENTER)
    assert f"PgDn: {second}" in person.sees("1 of 4 have voted")
    person.types("Zoe: 1", ENTER)
    assert f"PgDn: {second}" in person.sees("Who is that?")
    person.types(TAB)
    person.sees("10. Change who is here")
    person.types("\x1b")
    assert f"PgDn: {second}" in person.sees("1 of 4 have voted")
    person.kill(signal.SIGKILL)


@needs_terminal
@pytest.mark.parametrize("before", ["", "half a thought"])
def test_what_is_pasted_into_one_line_is_kept_unseen_with_what_stood_there(folder: Path, before: str) -> None:
    person = Person(["workshop"], folder)
    for told, seen in zip(BEFORE[:2], ("Who is here?", "Who decides"), strict=True):
        person.sees(seen)
        person.types(told, ENTER)
    person.sees("One line.")
    person.types(before, "\x1b[200~Chi: Eleven\nAna: Friday\n\x1b[201~")
    person.sees(f"{3 if before else 2} thoughts are saved and not shown yet.")
    assert b"Eleven" not in person.raw
    person.types("o", ENTER)
    person.sees(f"› {before} Eleven Friday" if before else "› Eleven Friday")
    person.kill(signal.SIGKILL)


@needs_terminal
def test_names_are_typed_behind_those_who_are_here_and_a_pasted_list_takes_their_place(folder: Path) -> None:
    person = at_writing(folder)
    person.types(TAB)
    person.sees("10. Change who is here")
    person.types("10", ENTER)
    person.sees("to rename somebody")
    person.types("Ben = Benedikt", ENTER)
    person.sees("Ben is now Benedikt.")
    person.types(TAB)
    person.sees("10. Change who is here")
    person.types("10", ENTER)
    person.sees("to rename somebody")
    person.types("\x1b[200~Ana\nBenedikt\nHal\n\x1b[201~")
    person.sees("Hal")
    person.types(ENTER, TAB)
    person.sees("10. Change who is here")
    person.types("10", ENTER)
    person.sees("› Ana, Benedikt, Hal")
    person.kill(signal.SIGKILL)


@needs_terminal
def test_the_countdown_goes_on_while_somebody_types(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a no")
    for second in ("6:15", "6:14", "6:13"):
        person.sees(second)
    person.types("te", ENTER)
    person.sees("1 note so far")
    person.types(ENTER)
    person.sees("1. half a note")
    person.kill(signal.SIGKILL)


@needs_terminal
def test_one_key_parks_a_thought_and_one_takes_the_last_thing_back(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a ", CTRL_P)
    person.sees("What goes in the car park?")
    person.types("Ben: Prices", ENTER)
    person.sees("In the car park: “Prices”")
    person.types("note", ENTER)
    person.sees("1 note so far")
    person.types(SHIFT_TAB)
    person.sees("Undone: the last notes.")
    person.types(TAB)
    person.sees("10. Change who is here")
    person.types("3", ENTER)
    person.sees("We are at: What users did, step 2 of 10")
    person.kill(signal.SIGKILL)


@needs_terminal
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, None])
def test_when_it_is_stopped_the_half_typed_line_stays(folder: Path, number: signal.Signals | None) -> None:
    person = at_writing(folder)
    person.types("half a note")
    person.sees("•••••••••••")
    if number is None:
        person.types(CTRL_C)
    else:
        person.kill(number)
    assert person.ends() == (128 + number if number else 130)
    plain = Person(["resume", "--plain"], folder)
    plain.sees("We are at: What users did")
    plain.types("\n")
    plain.sees("Press Enter alone to keep what you typed before.")
    assert "half a note" not in plain.everything()
    plain.types(CTRL_D)
    assert plain.ends() == 130
    again = Person(["resume"], folder)
    again.sees("We are at: What users did")
    again.types(ENTER)
    again.sees("No notes so far")
    again.types(ENTER)
    again.sees("1 note so far")
    again.kill(signal.SIGKILL)


@needs_terminal
def test_by_plain_lines_nothing_that_is_typed_unseen_is_lost(folder: Path) -> None:
    person = Person(["workshop", "--plain"], folder)
    before(person)
    person.sees("step 1 of 10")
    person.types("\n")
    person.sees("No notes so far")
    person.types("Chi: Eleven turned back.\nAna: Friday after eight.\nBen: Nobody rang.\n", CTRL_D)
    assert person.ends() == 130
    assert "3 notes so far" in person.everything()
    journal = journal_path(folder / "strategy.yaml").read_text()
    assert all(told in journal for told in ("Eleven turned back.", "Friday after eight.", "Nobody rang."))


@needs_terminal
def test_at_50_columns_without_colour_nothing_is_cut(folder: Path) -> None:
    person = at_writing(folder, columns=50, environment={"NO_COLOR": "1"})
    screen = person.sees("about something that really")
    assert "Enter alone: done" in screen
    codes = re.findall(rb"\x1b\[([0-9;]*)m", person.raw)
    assert not [code for code in codes if re.search(rb"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7])(?:;|$)", code)]
    person.kill(signal.SIGKILL)


@needs_terminal
def test_a_screen_that_becomes_tiny_and_large_again_keeps_the_line(folder: Path) -> None:
    person = at_writing(folder)
    person.types("half a note")
    person.sees("•••••••••••")
    for columns, rows in ((20, 5), (8, 2), (1, 1), (100, 30)):
        person.resize(columns, rows)
    person.sees("about something that really")
    person.sees("•••••••••••")
    person.types(ENTER)
    person.sees("1 note so far")
    person.kill(signal.SIGKILL)


@needs_terminal
def test_the_facilitator_follows_live_on_a_second_terminal(folder: Path) -> None:
    person = at_writing(folder)
    second = Person(["workshop", "--follow"], folder)
    second.sees("writing, 0 notes")
    person.types("Ana: One.", ENTER)
    person.sees("1 note so far")
    second.sees("writing, 1 note")
    second.types(CTRL_C)
    assert second.ends() == 0
    person.kill(signal.SIGKILL)
