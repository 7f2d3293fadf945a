"""Notes as they come in: typed, pasted from a chat, or out of a whiteboard's CSV or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from stratcoach.workshop import chat_paste
from stratcoach.workshop.note_tables import Rows, columns_of, read_table
from stratcoach.workshop.people import Person, bare_name, person_called

_BULLET: Final = re.compile(r"\s*(?:[-–•*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?|\s*\[[ xX]\]\s+")


class Note(NamedTuple):
    """One note, and who wrote it where that is known. `doubt` says why it may be none: somebody looks at it first."""

    text: str
    author: str = ""
    doubt: str = ""


def is_marked(line: str) -> bool:
    """Whether a line begins as those of a list do, so that it is meant as a note, whatever it says."""
    return _BULLET.match(line) is not None


def read_lines(text: str, people: Sequence[Person]) -> tuple[Note, ...]:
    """Read one note a line, without bullets. A line that begins with the name of somebody here and a colon is theirs, and so
    is what stands behind or below their name in a chat.
    """
    notes = (_note(line, people) for line in chat_paste.said(text, people) if _says_something(line.text))
    return tuple(note for note in notes if note.text)


def read_file(text: str, name: str, people: Sequence[Person]) -> tuple[Note, ...]:
    """Read notes out of a file by its ending: a table with a header (`.csv`, `.tsv`), or a list in Markdown or plain text."""
    if name.lower().endswith((".csv", ".tsv")):
        return tuple(_from_table(read_table(text), people))
    return tuple(_from_markdown(text, people))


def _from_table(rows: Rows, people: Sequence[Person]) -> Iterator[Note]:
    if not rows:
        return
    columns = columns_of(rows, people)
    for row in rows[columns.first :]:
        names = (row[at].strip() for at in (columns.name, columns.address) if at is not None and at < len(row))
        name = next(filter(None, names), "")
        known = person_called(name, people)
        for at in columns.notes:
            if at < len(row) and _says_something(row[at]):
                text = row[at].lstrip('"') if row[at].count('"') == 1 else row[at]
                yield Note(_flat(text), known.name if known else bare_name(name))


def _from_markdown(text: str, people: Sequence[Person]) -> Iterator[Note]:
    lines = text.lstrip("\ufeff").splitlines()
    bullets = [line for line in lines if _BULLET.match(line)]
    tables = [line for line in lines if line.strip().startswith("|")]
    if tables and not bullets:
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in tables]
        rows = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
        yield from _from_table(rows, people)
        return
    if any(line.is_chat for line in chat_paste.said(text, people)):
        bullets = []
    told = bullets or [line for line in lines if not line.lstrip().startswith(("#", ">", "|", "---", "<!--"))]
    yield from read_lines("\n".join(told), people)


def _note(line: chat_paste.ChatLine, people: Sequence[Person]) -> Note:
    text = _bare(line.text)
    own = None if line.author else chat_paste.named(text, people)
    text, author = (own.text, own.author) if own else (text, line.author)
    doubt = doubt_about(text, people, is_chat=line.is_chat)
    return Note(_flat(text), author, doubt or (NOTICE if line.is_notice else ""))


REACTION: Final = "a reaction"
SHORT: Final = "a word or two"
QUESTION: Final = "a short question"
NOTICE: Final = "a notice from the chat app"
ABOUT_SOMEBODY: Final = "a line about somebody"

_REACTION: Final = re.compile(r"(?:(?::(?=[\d+-]*[^\W\d])[\w+-]+:|[^\w\s])\s*+\d*+\s*+)++")
"""Signs and names of emoji, each with a count. A text can be read as that in one way only, so that a long one is read at once."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_WIDE: Final = "\u2e7f"
"""From here on a sign may be a whole word."""


def doubt_about(text: str, people: Sequence[Person], *, is_chat: bool) -> str:
    """Why a line is perhaps no note: a reaction, or in a chat a word or two, a short question, or who came and left."""
    if not is_marked(text) and _REACTION.fullmatch(text.strip()):
        return REACTION
    if not is_chat:
        return ""
    words, wide = _WORD.findall(text), sum(sign > _WIDE and sign.isalpha() for sign in text)
    count = max(len(words), wide // 2)
    if text.rstrip().endswith(("?", "？")) and count < _SHORT_QUESTION:
        return QUESTION
    first = chat_paste.begins_with_name(text, people)
    if first and count < _SHORT_QUESTION:
        return ABOUT_SOMEBODY
    return SHORT if count < 2 or (count == 2 and not text.rstrip().endswith(".")) else ""


_SHORT_QUESTION: Final = 7
"""A question of fewer words is asked of the people in the call rather than about the product."""


def _says_something(line: str) -> bool:
    return any(map(str.isalnum, _bare(line))) or any(ord(sign) > 0x2E7F for sign in line)


def _bare(line: str) -> str:
    bullet = _BULLET.match(line)
    return line[bullet.end() :].strip() if bullet else line.strip()


def _flat(text: str) -> str:
    return " ".join(text.split())
