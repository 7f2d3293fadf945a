"""Text files that other programs wrote: notes, tables, chats, questionnaires, answers. Bytes become text, or one line says why not."""

from __future__ import annotations

import codecs
import contextlib
import re
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.files import disk, encodings
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import without_escapes, without_hidden

_AS_TEXT: Final = Message("incoming.save_as_text")

_KINDS: Final = (
    (b"PK\x03\x04", Message("incoming.office_or_zip")),
    (b"\xd0\xcf\x11\xe0", Message("incoming.old_office")),
    (b"%PDF", Message("incoming.pdf")),
    (b"{\\rtf", Message("incoming.rich_text")),
    (b"\x89PNG", Message("incoming.image")),
    (b"\xff\xd8\xff", Message("incoming.image")),
    (b"GIF8", Message("incoming.image")),
    (b"SQLite format", Message("incoming.database")),
    (b"bplist", Message("incoming.property_list")),
)
"""How files begin that people mistake for text, and what to call them."""

_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The marks at the beginning that say what the rest is in."""

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


class Incoming(NamedTuple):
    """The text of a file. `read_as` is the encoding where that had to be guessed, so that somebody checks the letters."""

    text: str
    read_as: str = ""


class NoText(Exception):
    """What makes bytes no text, as the end of a sentence."""

    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why


def read(path: Path) -> Incoming:
    """Read a file that another program wrote, with lines that end in LF and without anything that steers a terminal.

    Raises:
        UserError: it can't be read, or is no text.
    """
    text, read_as = lines_of(path)
    return Incoming(tidy(text), read_as)


def lines_of(path: Path) -> Incoming:
    """Read a file as `read` does, and leave everything but the line ends as it is: what comes next refuses what it must.

    Raises:
        UserError: it can't be read, or is no text.
    """
    try:
        text, read_as = decoded(disk.read_bytes(path, caps.INCOMING))
    except NoText as error:
        raise disk.Unreadable(path, error.why, _AS_TEXT) from error
    text = _LINE_ENDS.sub("\n", text)
    if (lines := text.count("\n")) > caps.LINES.most:
        raise disk.TooLarge(path, caps.LINES, lines)
    return Incoming(text, read_as)


def decoded(raw: bytes) -> Incoming:
    """Turn bytes into text, as they are.

    Raises:
        NoText: with the reason.
    """
    for start, kind in _KINDS:
        if raw.startswith(start):
            raise NoText(kind)
    for mark, codec in _MARKED:
        if raw.startswith(mark):
            return Incoming(raw.decode(codec, "replace"))
    with contextlib.suppress(UnicodeDecodeError):
        text = raw.decode("utf-8")
        if not _is_binary(text):
            return Incoming(text)
    if 0 in raw and (wide := encodings.utf_16(raw)) is not None:
        return Incoming(wide, "UTF-16")
    found = encodings.guess(raw)
    if found is None or _is_binary(found[0]):
        raise NoText(Message("incoming.not_text"))
    return Incoming(*found)


def _is_binary(text: str) -> bool:
    """Whether control characters are more than a few strays."""
    strays = sum(not sign.isprintable() and not sign.isspace() and sign < "\xa0" and sign != "\x1b" for sign in text)
    return strays > 1 + len(text) // 100


def tidy(text: str) -> str:
    """A text with line ends of one kind, and without escapes, control characters and what nobody sees. Tabs stay."""
    whole = without_escapes(_LINE_ENDS.sub("\n", text))
    if whole.isascii() and whole.replace("\n", "").replace("\t", "").isprintable():
        return whole
    return "\n".join("\t".join(map(without_hidden, line.split("\t"))) for line in whole.split("\n"))


def to_check(path: Path, read_as: str) -> Message:
    """The line for a file whose letters somebody should check."""
    return Message("incoming.read_as", path=str(path), encoding=read_as)
