"""Text files that other programs wrote: whatever encoding and line ends, the letters come out, or one line says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files import incoming
from stratcoach.messages import Message

TEXTS = {
    "German": "Pflegerin Käthe sucht früh den Schlüssel\nÜber zwölf Minuten, „nie“ kürzer\n",
    "French": "L’élève est à côté, où ça coûte très cher\nÉté comme hiver…\n",
    "Spanish": "¿Dónde está el niño?\nMañana también\n",
    "Danish": "Å, det går ikke så hurtigt på øen\n",
    "Polish": "Zażółć gęślą jaźń\nŁódź, źle\n",
    "plain": "Nothing but ASCII here\nand there\n",
}
READ_AS = {
    "utf-8": "",
    "utf-8-sig": "",
    "utf-16": "",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "MS-DOS (code page 850)",
    "cp1250": "Windows-1250",
}


@pytest.mark.parametrize("codec", READ_AS)
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_letters_come_out_whatever_saved_them(tmp_path: Path, codec: str, language: str, end: str) -> None:
    text = TEXTS[language]
    try:
        raw = text.replace("\n", end).encode(codec)
    except UnicodeEncodeError:
        pytest.skip("these letters can't be written so")
    path = tmp_path / "notes.txt"
    path.write_bytes(raw)
    read = incoming.read(path)
    assert read.text == text
    is_told = codec.startswith("utf-16-") or not (codec.startswith("utf") or raw.isascii())
    assert bool(read.read_as) == is_told


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
def test_an_encoding_that_was_guessed_has_its_name(codec: str) -> None:
    assert incoming.decoded(TEXTS["German"].replace("„nie“", "nie").encode(codec)).read_as == READ_AS[codec]


def unreadable(kind: str) -> Message:
    return Message("disk.unreadable", why=Message(f"incoming.{kind}"))


TOO_LARGE = Message(
    "disk.too_large",
    has=Message("limit.amount", number="2,000,002", unit="bytes"),
    most=Message("limit.amount", number="1", unit="MB"),
)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"PK\x03\x04 and more", unreadable("office_or_zip")),
        (b"%PDF-1.7", unreadable("pdf")),
        (b"{\\rtf1 text}", unreadable("rich_text")),
        (bytes(range(256)) * 4, unreadable("not_text")),
        ("Привет, это заметка".encode("cp1251"), unreadable("not_text")),
        (b"a\n" * 1_000_001, TOO_LARGE),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, raw: bytes, told: Message) -> None:
    path = tmp_path / "wall.csv"
    path.write_bytes(raw)
    with pytest.raises(UserError) as error:
        incoming.read(path)
    assert error.value.message == told.replace(path=str(path))
    assert "\n" not in str(error.value.message)
    assert error.value.hint


def test_line_ends_of_every_kind_end_lines_and_nothing_steers_the_terminal() -> None:
    text = "one\rtwo\r\nthree\u2028four\x85five\x0bsix\x00\x1b[2J\x1b]52;c;ZXZpbA==\x07 seven\u202e\teight"
    assert incoming.tidy(text) == "one\ntwo\nthree\nfour\nfive\nsix seven\teight"
