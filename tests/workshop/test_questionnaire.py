"""Questionnaires that come back: with markers or without, from whom, again; and a look at what may be no note."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest

from stratcoach.flow.model import Library
from stratcoach.messages import NOTHING, Message
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.style import style_for
from stratcoach.workshop.file_collection import Delivered, collected, together
from stratcoach.workshop.questionnaire import questionnaire, read_answers, sections_of
from tests.fuzz.on_sessions import kept
from tests.hostile.judges import of_markdown
from tests.printed import sentence, shows
from tests.workshop.playing import Workshop
from tests.workshops import not_added, notes_from

BEFORE = ["Ana, Ben (senior), Lee, Omar, Pia (remote)", "Ana", "One thing.", "", "Keys", ""]


@pytest.fixture
def room(library: Library) -> Workshop:
    return Workshop(library, BEFORE)


def filled(room: Workshop, name: str) -> str:
    """A questionnaire with a thought of a person in its second part and one in its third."""
    head, first, second, third, *rest = questionnaire(room.room, name).split("\n## ")
    second = second.replace("- \n", f"- {name}'s keys get lost each month\n", 1)
    third = third.replace("- \n", f"- nobody asks {name} for the key\n", 1)
    return "\n## ".join([head, first, second, third, *rest])


def _marker_gone(text: str) -> str:
    return "\n".join(line.partition(" <!--")[0] for line in text.splitlines())


PROGRAMS: dict[str, Callable[[str], str]] = {
    "as it was sent": lambda text: text,
    "markers gone": _marker_gone,
    "plain text": lambda text: "\n".join(line.lstrip("#> ") for line in _marker_gone(text).splitlines()),
    "bold titles": lambda text: "\n".join(
        f"**{line[3:]}**" if line.startswith("## ") else line.replace("> ", "\u201c", 1) for line in _marker_gone(text).splitlines()
    ),
    "numbered titles, round bullets": lambda text: "\n".join(
        f"{at}. {line[3:].upper()}" if line.startswith("## ") else line.replace("- ", "•\t", 1).lstrip("> ")
        for at, line in enumerate(_marker_gone(text).splitlines())
    ),
    "lines broken at 40": lambda text: "\n".join(
        line if line.startswith("- ") or len(line) < 41 else line[: line.rfind(" ", 0, 40)] + "\n" + line[line.rfind(" ", 0, 40) + 1 :]
        for line in (one.lstrip("#> ") for one in _marker_gone(text).splitlines())
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_its_parts_are_recognised_whatever_program_it_went_through(room: Workshop, program: str) -> None:
    sent = filled(room, "Lee")
    as_sent = read_answers(sent, room.room.record.people)
    came_back = read_answers(PROGRAMS[program](sent), room.room.record.people, sections_of(room.room))
    assert as_sent
    assert came_back == as_sent
    assert as_sent.name == "Lee"
    assert as_sent.written == 2
    assert len(as_sent.notes) == 2


@pytest.mark.parametrize(
    ("line", "name"),
    [("Name: Lee Chen", "Lee"), ("**Name:** Chen, Lee", "Lee"), ("NAME :  lee", "Lee"), ("Name: Zoe", "Zoe"), ("Name:", "")],
)
def test_a_name_may_be_longer_than_here(room: Workshop, line: str, name: str) -> None:
    text = filled(room, "Lee").replace("Name: Lee", line, 1)
    answered = read_answers(text, room.room.record.people)
    assert answered
    assert answered.name == name


def test_each_file_has_a_line_and_a_second_time_says_what_is_new(room: Workshop) -> None:
    sent = filled(room, "Lee")
    files = [
        Delivered("lee.md", sent),
        Delivered("nameless.md", filled(room, "Pia").replace("Name: Pia", "Name:", 1)),
        Delivered("guest.md", filled(room, "Zoe"), read_as="Windows-1252"),
        Delivered("agenda.txt", "Bring a pen"),
        Delivered("old.docx", why_not=sentence("incoming.office_or_zip")),
        Delivered("empty.md", questionnaire(room.room, "Omar")),
    ]
    lines = {}
    for one in collected(room.room, files):
        lines[one.file.name] = f"{one.line}"
        if one.event:
            room.room.apply(one.event)
    assert lines == {
        "lee.md": notes_from(2, "Lee"),
        "nameless.md": notes_from(2),
        "guest.md": sentence(
            "room_notes.and_read_as",
            line=Message("room_notes.and_not_on_list", line=notes_from(2, "Zoe"), name="Zoe"),
            encoding="Windows-1252",
        ),
        "agenda.txt": not_added("room_notes.answers_no_question"),
        "old.docx": not_added("incoming.office_or_zip"),
        "empty.md": sentence("room_notes.questionnaire_is_empty", name="Omar"),
    }
    more = sent.replace("- \n", "- one more thing that Lee saw\n", 1)
    [again] = collected(room.room, [Delivered("lee.md", more)])
    assert f"{again.line}" == sentence(
        "room_notes.some_new_from", count=1, whose=Message("room_notes.from_name", name="Lee"), before=2
    )
    event, summary = together(room.room, files) or (None, NOTHING)
    assert event is None
    assert "agenda.txt" in f"{summary}"
    assert "old.docx" in f"{summary}"


@pytest.mark.slow
def test_more_lines_than_anybody_reads_are_refused_or_kept_so_that_the_workshop_can_be_resumed(room: Workshop) -> None:
    many = "\n".join(f"thought number {number} about the keys" for number in range(5_001))
    room.types(many)
    assert kept(room.events, "workshop") == room.events
    assert len(room.room.record.aside) == 5_001
    [one] = collected(room.room, [Delivered("lee.md", filled(room, "Lee").replace("- \n", f"{many}\n", 1))])
    assert one.event is None
    too_many = Message("room_notes.has_too_many_notes", count=5_003, most=500)
    assert one.line == Message("room_notes.file_not_added", why=too_many)


# ---- a look before the room sees it

CHAT = (
    "Omar Haddad\n10:31\nkeys get lost each month\n👍 2\ncan you hear me?\n"
    "Pia\n10:33\nnobody has the key at seven\nok\nOmar left\n:+1: 1\n"
)


def test_what_may_be_no_note_waits_unseen_and_the_notes_are_there(room: Workshop) -> None:
    view = room.types("", CHAT)
    assert view.kind == "aside"
    assert view.hidden
    assert not [word for word in ("hear", "ok", "Omar", "10:3", "keys") if word in repr(view.rows)]
    board = room.room.board
    assert [(note.author, note.text) for note in board.notes.values()] == [
        ("Omar", "keys get lost each month"),
        ("Pia", "nobody has the key at seven"),
    ]
    seen = follow(room.room, room.now, style_for(StringIO()), 60)
    assert "1 👍 2" in seen
    assert "2 can you hear me?" in seen
    room.types("n 2", "d 1-3")
    assert [one.text for one in room.room.record.aside] == [":+1: 1"]
    shown = room.types("d", "")
    assert [row.text for row in shown.rows] == ["keys get lost each month", "nobody has the key at seven", "can you hear me?"]
    assert room.types(":undo", ":undo", ":undo", ":undo").kind == "aside"


def test_a_second_paste_is_sorted_too_and_a_note_is_dropped_unseen(room: Workshop) -> None:
    view = room.types("", CHAT, "Pia\n10:35\nthe box is empty on Fridays\nlol\n")
    assert view.status == sentence("room_notes.lines_saved", count=6)
    view = room.types("d", "drop 2")
    assert view.status == sentence("room_notes.notes_so_far", count=2)
    shown = room.types("")
    assert [row.text for row in shown.rows] == ["keys get lost each month", "the box is empty on Fridays"]


@pytest.mark.parametrize(
    "names", ["Omar, Pia", "Omar and Pia", "Pia & Omar", "omar/pia", "Omar + Lee + Pia", "Omar, Pia und Lee"]
)
def test_the_names_of_a_pair_are_kept_off_the_screen(room: Workshop, names: str) -> None:
    shown = room.types("", f"{names}: a historian finds the letter\nOmar, Zoe: two of us", "")
    assert [row.text for row in shown.rows] == ["a historian finds the letter", "Omar, Zoe: two of us"]
    assert {"Omar", "Pia"} <= set(room.room.board.authors(1))


def test_an_example_says_that_it_is_from_elsewhere_and_is_no_answer_when_it_comes_back(room: Workshop) -> None:
    sent = questionnaire(room.room, "Lee")
    lead = f"> {sentence('room_notes.another_team_wrote')}: "
    examples = [line for line in sent.splitlines() if line.startswith(lead)]
    assert len(examples) == sent.count("<!-- step: ")
    assert [one for one in examples if shows(one, "interview.even_over_whole")]
    answered = read_answers(PROGRAMS["plain text"](sent), room.room.record.people, sections_of(room.room))
    assert answered is None or not answered.written


@pytest.mark.parametrize("name", ["Ann_Lee *Ops*", "Bo [IT](https://bo.example)", "<b>Cy</b>", "#Dee @dee", "`Eli`"])
def test_a_name_is_no_markup_in_what_is_sent_and_comes_back_as_it_was(room: Workshop, name: str) -> None:
    sent = filled(room, "Lee").replace("Name: Lee", questionnaire(room.room, name).split("\n")[2])
    assert list(of_markdown(sent)) == []
    answered = read_answers(sent, room.room.record.people)
    assert answered is not None
    plain = read_answers(filled(room, "Lee").replace("Name: Lee", f"Name: {name}"), room.room.record.people)
    assert plain is not None
    assert answered.name.replace("\u2060", "") == plain.name
    assert answered.written == 2
