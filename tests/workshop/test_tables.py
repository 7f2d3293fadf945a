"""Tables of notes, as spreadsheets, whiteboards and forms save them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.workshop.note_import import read_file
from stratcoach.workshop.note_tables import split
from stratcoach.workshop.people import read_people

PEOPLE = read_people("Ana, Ben, Lee, Jörg")
LONG = "word " * 40_000

FORM = """Timestamp,Email Address,What did you see?,What else?
24/11/2026 10:23:11,ana@example.org,They wait in line,"More, keys"
24/11/2026 10:24:11,lee.chen@example.org,They leave,
"""
OTHER_FORM = """ID;Start time;Completion time;Email;Name;Was haben Sie gesehen?
1;11/24/26 10:00:00;11/24/26 10:05:00;anonymous;Ana Lopez;Sie warten lange
"""
BOARD = """Id,Type,Color,Words on it,Who
1,sticky,#ff0,They wait long,Chen Lee
2,sticky,#ff0,They leave early,Ana
3,sticky,#ff0,Keys get lost,Ben
4,sticky,#ff0,No key at 7,Ana
"""
TABLES = {
    "named delimiter": ('sep=;\nText;Author\n"They wait; then leave";Ben\nThey ask again;Ana Lopez\n',
                        [("They wait; then leave", "Ben"), ("They ask again", "Ana")]),
    "tabs": ("Idée\tAuteur\nils attendent devant\tJörg\n", [("ils attendent devant", "Jörg")]),
    "unclosed quote": ('Text,Author\n"never closed,Ben\n"fine, thanks",Ana\nthe last one,Lee\n',
                       [("never closed", "Ben"), ("fine, thanks", "Ana"), ("the last one", "Lee")]),
    "a quote at the end": ('Text,Author\nkeys get lost,Ben\n"nobody asks', [("keys get lost", "Ben"), ("nobody asks", "")]),
    "a large cell": (f'Text,Author\n"{LONG}",Ben\nshort one,Ana\n', [(LONG.strip(), "Ben"), ("short one", "Ana")]),
    "lines in a cell": ('Text,Author\n"over two\nlines",Ben\n', [("over two lines", "Ben")]),
    "one column": ("Note\nThey wait, then leave\nOthers too, and more, and more\n",
                   [("They wait, then leave", ""), ("Others too, and more, and more", "")]),
    "no header": ("keys get lost;Ben\nnobody asks;Ana\n", [("keys get lost", "Ben"), ("nobody asks", "Ana")]),
    "a form": (FORM,
               [("They wait in line", "Ana"), ("More, keys", "Ana"), ("They leave", "Lee")]),
    "another form": (OTHER_FORM, [("Sie warten lange", "Ana")]),
    "a board": (BOARD,
                [("They wait long", "Lee"), ("They leave early", "Ana"), ("Keys get lost", "Ben"), ("No key at 7", "Ana")]),
    "nothing": ("\n\n", []),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_notes_and_names_come_out_of_every_table(kind: str) -> None:
    text, wanted = TABLES[kind]
    assert [(note.text, note.author) for note in read_file(text, "wall.csv", PEOPLE)] == wanted


cells = st.text(st.sampled_from('ab"; ,\n'), max_size=6)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_is_quoted_as_it_should_be_comes_back_as_it_was(rows: list[list[str]]) -> None:
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert split(text, ",") == rows


@given(st.text(st.sampled_from('ab",\n'), max_size=60))
def test_no_letter_is_lost_whatever_the_quotes_are(text: str) -> None:
    letters = "".join(cell for row in split(text, ",") for cell in row)
    assert [sign for sign in letters if sign in "ab"] == [sign for sign in text if sign in "ab"]
