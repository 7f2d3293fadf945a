"""A short replay of `python -m tests.fuzz`, and what it found, with other inputs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stratcoach.files import git, release_copies
from stratcoach.files.codec import loads
from stratcoach.files.globs import pattern
from stratcoach.files.migrations import migrate
from stratcoach.files.question_flows import load_library
from stratcoach.files.sessions import Session
from stratcoach.files.workshop_upgrade import of_workshop
from stratcoach.flow.events import AnswerDrafted, AnswerGiven, AnswerKnown, EntryFound
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.model import dates, relative_dates
from stratcoach.reports import text_width
from stratcoach.reports.show_text import render
from stratcoach.reports.style import Style
from stratcoach.reports.trace_chart import Signs
from stratcoach.services import session
from stratcoach.services.lint_run.file_check import check_file
from stratcoach.services.overview import look
from stratcoach.services.workshop_session import begin_events
from stratcoach.workshop.board_events import NotesAdded
from stratcoach.workshop.note_import import REACTION, Note, doubt_about, read_file, read_lines
from stratcoach.workshop.people import Person, bare_name, read_people
from stratcoach.workshop.room import Room
from stratcoach.workshop.step_info import phases_of
from stratcoach.workshop.workshop_events import PeopleListed, StepEntered
from tests.fuzz.engine import failed, fuzz
from tests.fuzz.targets import TARGETS
from tests.printed import refused
from tests.workshops import BEGIN

PEOPLE = read_people("Ines, Tom (remote), Yara")


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_in_nothing_breaks(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "load_library", load_library)  # targets put others in their places
    monkeypatch.setattr(git, "_started", git._started)
    assert fuzz(TARGETS[name], 200, 7, traced=0, seconds=0.12).failures == ()


@pytest.mark.parametrize("text", ["!3" * 400 + "a", "* - " * 300 + "key", ":+:" * 200 + "x", "👍 1 " * 300 + ":tada"])
def test_a_long_row_of_signs_is_told_from_a_note_at_once(text: str) -> None:
    assert failed(lambda: doubt_about(text, PEOPLE, is_chat=True)) is None


@pytest.mark.parametrize("text", ["👍 2", ":tada: :+1: 3", "+1", "!!!", ":white_check_mark:4 🎉", "👩‍👩‍👧", "! 1 !"])
def test_reactions_are_still_told_from_notes(text: str) -> None:
    assert doubt_about(text, PEOPLE, is_chat=False) == REACTION


@pytest.mark.parametrize("text", ["+1 for the key", "2", ":tada: we won", "!3 4", "a"])
def test_what_has_words_is_no_reaction(text: str) -> None:
    assert doubt_about(text, PEOPLE, is_chat=False) == ""


@pytest.mark.parametrize("gap", [" ", "\t", "[", "(", " |", " ("])
def test_lines_and_names_with_a_long_gap_are_read_at_once(gap: str) -> None:
    line = f"Yara: the bell{gap * 8_000}rings"
    assert failed(lambda: read_lines(line, PEOPLE)) is None
    assert failed(lambda: read_lines(f"10:02 {line}\n" * 2 + f"From Tom{gap * 4_000}to Yara: 10:03\nit rang", PEOPLE)) is None
    assert failed(lambda: read_file(f"Name,Note\nTom{gap * 8_000}x,late\n", "n.csv", PEOPLE)) is None
    assert failed(lambda: bare_name(f"Tom{gap * 8_000}x")) is None


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Tom  (he/him)", "Tom"),
        ("Ito, Yara [Guest] ", "Yara Ito"),
        ("~ Ines | Acme (x)", "Ines"),
        ("Tom (a) (b)", "Tom"),
        ("Tom", "Tom"),
    ],
)
def test_what_programs_put_beside_a_name_is_taken_away(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize("piece", ["from May to ", "in 3 weeks and ", "1% of June ", "by the "])
def test_a_page_of_text_is_no_date(piece: str) -> None:
    text = piece * 2_000
    today = date(2026, 2, 3)
    assert failed(lambda: relative_dates.read(text, today)) is None
    assert relative_dates.read(text, today) == relative_dates.due(text, today) == dates.understand(text) == ""


@pytest.mark.parametrize(("word", "width"), [("ab", 3), ("語", 4), ("e\u0301", 5), ("\u2067x", 2)])
def test_one_endless_word_is_broken_into_lines_that_fit(word: str, width: int) -> None:
    lines = text_width.wrap(word * 200, width)
    assert "".join(lines) == word * 200
    assert all(text_width.cells(line) <= width for line in lines)
    assert failed(lambda: text_width.wrap(word * 20_000, 2)) is None


@pytest.mark.parametrize("height", [1, 2, 3, 5])
def test_a_strategy_with_nothing_to_draw_is_shown_on_the_smallest_screen(height: int) -> None:
    text = "stratcoach: 1\nproduct: Bell\nversion: 1.0.0\nupdated: 2026-02-03\nquestions:\n  - question: Who rings?\n"
    read = loads(text).strategy
    assert read is not None
    assert "Bell" in render(look(read, date(2026, 2, 3)), Style(), Signs(), height=height)


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0c"])
def test_a_file_with_odd_line_ends_in_a_comment_is_brought_up_to_date(end: str) -> None:
    text = f"# written by{end}hand\n# twice{end}\nproduct: Bell\nquestions:\n  - question: Who rings?\n"
    found = migrate(text)
    assert found is not None
    assert found.text == text.replace("product", "stratcoach: 1\nproduct")
    again = migrate(found.text)
    assert again is not None
    assert again.done == ()


@pytest.mark.parametrize("last", ["[" * 5_000, '{"a":' * 3_000, '{"event": "answer", "key": "a", "value": ' + "[" * 5_000 + "\n"])
def test_a_journal_that_ends_in_a_deep_nest_resumes_or_says_which_line_is_wrong(
    last: str, tmp_path: Path, library: Library
) -> None:
    path = tmp_path / "strategy.draft.jsonl"
    start = '{"event": "start", "format": 1}\n'
    path.write_text(start + last, encoding="utf-8")
    if last.endswith("\n"):
        with refused("session.line_unreadable", number=2, path=str(path)):
            Session.resume(path)
    else:
        session = Session.resume(path)
        session.close()
        assert path.read_text(encoding="utf-8") == start
    assert Room(library, begin_events(library, library.workshops["two-hours"], 0, None, BEGIN)).record.plan


def test_digests_are_found_by_lines_as_they_were_written() -> None:
    text = f"{'a' * 64}  1.0.0.yaml\u2028{'b' * 64}  1.0.0.yaml\n{'c' * 64}  1.0.0.yaml\r\n"
    assert release_copies.digests_in(text.encode(), "1.0.0.yaml")[0] == {"c" * 64}


@pytest.mark.parametrize("value", [["Walkers", "and riders"], "Walkers\nand riders"])
def test_an_answer_in_another_form_than_its_question_is_still_that_answer(value: str | list[str], library: Library) -> None:
    given = tuple(value) if isinstance(value, list) else value
    talk = Interview(library, [AnswerGiven(key="vision.user", value=given), AnswerGiven(key="vision.rests_on", value=given)])
    assert talk.state.answers == {"vision.user": "Walkers\nand riders", "vision.rests_on": ("Walkers", "and riders")}


@pytest.mark.parametrize("key", ["problems#²", "problems#٣", f"problems#{'7' * 5_000}", "problems#-1"])
def test_a_journal_with_an_odd_number_in_a_key_resumes(key: str, library: Library) -> None:
    talk = Interview(library, [AnswerGiven(key=f"{key}.statement", value="Nobody hears the bell.")])
    assert talk.step().key


def test_an_answer_to_a_question_of_a_flow_that_is_gone_is_passed_over(library: Library) -> None:
    events = [
        EntryFound(flow="problems", entry=1),
        AnswerDrafted(key="problems#1.statement", value="Nobody hears the bell."),
        AnswerKnown(key="gone#1.rests_on", value=("problems#1",)),
        AnswerGiven(key="problems#1.statement", value="Sailors wait for a berth."),
    ]
    assert Interview(library, events).step().key


def test_a_journal_with_an_odd_number_of_minutes_resumes(library: Library) -> None:
    begun = begin_events(library, library.workshops["two-hours"], 0, None, BEGIN)
    room = Room(library, [*begun, *(of_workshop(kind, "", "9" * 6_000).replace(at=BEGIN) for kind in ("booked", "rest"))])
    assert room.view().question


def test_a_folder_of_flows_that_no_disk_can_hold_is_not_there() -> None:
    for name in ("f" * 5_000, "a\0b"):
        with refused("flow_file.no_folder", folder=name):
            load_library(Path(name))


@pytest.mark.parametrize("key", ["? [a, b]\n: c", "? {k: v}\n: c", "? - x\n: c"])
def test_a_key_that_is_no_word_is_a_finding_next_to_all_others(key: str) -> None:
    document = loads(f"stratcoach: 1\nproduct: Ferry\nversion: 1.0.0\nupdated: 2026-05-01\n{key}\nproblems:\n  - statement: x\n")
    found = {one.finding.rule.name for one in check_file(document, date(2026, 5, 2)).findings}
    assert {"file/wrong-type", "file/missing"} <= found


@pytest.mark.parametrize("kind", ["phase", "decider", "place", "reached", "decide", "people"])
def test_an_event_of_a_workshop_with_an_empty_list_is_none(kind: str) -> None:
    with pytest.raises(ValueError, match=kind):
        of_workshop(kind, "insights", ())


def test_a_vote_that_never_began_is_passed_over(library: Library) -> None:
    room = Room(library, begin_events(library, library.workshops["two-hours"], 0, None, BEGIN))
    step = next(step for step in room.record.plan if "vote" in phases_of(step, 3))
    for event in (
        PeopleListed(people=tuple(map(Person, ("Ines", "Tom", "Yara"))), at=BEGIN),
        StepEntered(step=step.id, at=BEGIN),
        NotesAdded(step=step.id, notes=(Note("a"), Note("b")), at=BEGIN),
    ):
        room.apply(event)
    room.record.phase = phases_of(step, 3).index("vote")  # as in a journal that something else has changed
    assert room.view().kind != "vote"


@pytest.mark.parametrize("line", ["[--z]ile", "[a&&b]", "[x||y]*", "[q~~r]", "[[a]"])
def test_a_set_that_a_later_python_may_read_otherwise_is_read_without_a_word(line: str) -> None:
    pattern(line)  # a warning would be an error here
