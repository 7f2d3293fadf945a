"""Questionnaires go out before or during a workshop, and come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path
from stratcoach.messages import Message
from tests.cli.workshop_lines import EXAMPLE, begun
from tests.conftest import Run
from tests.printed import sentence, shows, shows_question
from tests.workshops import not_added, notes_from


def test_what_goes_round_two_days_ahead_names_insights_and_questions(folder: Path, stratcoach: Run) -> None:
    (folder / "strategy.yaml").write_bytes((EXAMPLE / "strategy.yaml").read_bytes())
    assert stratcoach("workshop", "--prepare", "ahead").status == 0
    told = (folder / "ahead" / "before-the-workshop.md").read_text(encoding="utf-8")
    assert "- 11 of 14 hikers at three trailheads turned back when the car park was full. (11 of 14" in told
    assert "1. What else did you see or hear a user do?" in told
    assert not journal_path(folder / "strategy.yaml").exists()


def test_what_goes_round_is_of_the_agenda_for_so_many_people(folder: Path, stratcoach: Run) -> None:
    told, plan = {}, sentence("minutes.what_we_will_do")
    for people in ("6", "9"):
        assert stratcoach("workshop", "--prepare", people, "--people", people, "--minutes", "150").status == 0
        told[people] = (folder / people / "before-the-workshop.md").read_text(encoding="utf-8").partition(plan)[2]
        total = told[people].splitlines()[-1]
        assert total.startswith("- ")
        assert shows(total, "minutes.total_of", time=Message("room_begin.hours_and_minutes", hours=2, minutes="30"))
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
        f"out/questionnaire-ben.md: {notes_from(1, 'Ben')}\n"
        f"out/questionnaire-ana.md: {sentence('room_notes.questionnaire_is_empty', name='Ana')}\n"
        f"{sentence('room_command.no_answers_yet', people='Ana, Chi, Dara')}\n"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("- \n", "- One more thing\n", 1), encoding="utf-8")
    again = stratcoach("workshop", "--collect", "out/questionnaire-ben.md").out
    new = sentence("room_notes.some_new_from", count=1, whose=Message("room_notes.from_name", name="Ben"), before=1)
    assert again.startswith(f"out/questionnaire-ben.md: {new}\n")
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
    guessed = sentence("room_notes.and_read_as", line=notes_from(1, "Lee Wong"), encoding="Windows-1252")
    assert f"out/photo.png: {not_added('incoming.image')}" in done
    assert f"out/questionnaire-lee-wong.md: {guessed}" in done
    assert done[-1] == sentence("room_command.no_answers_yet", people="Ana")
    person = ["Ana", "One thing", "", "Keys", "", "", ""]
    begun = stratcoach("workshop", "--plain", typed="".join(f"{line}\n" for line in person))
    assert not shows_question(begun.err, "room.people")
    assert shows(begun.err, "room_notes.notes_so_far", count=1)
    assert "Jörg hat den Schlüssel" in journal_path(folder / "strategy.yaml").read_text(encoding="utf-8")
    assert shows(stratcoach("workshop", "--plain", typed="\n").err, "coach.session_is_unfinished")


@pytest.mark.slow
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
        f"out/before-the-workshop.md: {not_added('room_notes.answers_no_question')}",
        f"out/chi.txt: {notes_from(1, 'Chi')}",
        f"out/from Ben.md: {notes_from(1, 'Ben')}",
        f"out/questionnaire-ana.md: {sentence('room_notes.questionnaire_is_empty', name='Ana')}",
        f"out/questionnaire-dara.md: {sentence('room_notes.questionnaire_is_empty', name='Dara')}",
        f"out/questionnaire.md: {notes_from(1)}",
        sentence("room_command.no_answers_yet", people="Ana, Dara"),
    ]
    (folder / "empty").mkdir()
    done = stratcoach("workshop", "--collect", "empty")
    assert done.status == 2
    assert done.err.startswith(sentence("room_command.no_questionnaires", path="empty"))
    done = stratcoach("workshop", "--collect", "out/before-the-workshop.md")
    assert done.err.startswith(f"out/before-the-workshop.md: {not_added('room_notes.answers_no_question')}.")
