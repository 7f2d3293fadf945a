"""Which encoding some bytes that aren't UTF-8 are in, told by what the letters come out as.

A library that guesses from statistics needs more text than a list of twenty notes has, and would be one more thing to
install. What comes in here was saved by an office program, so that a few encodings are enough, and the scribe is told which
one it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

_WESTERN: Final = "äöüßéèêëàâáåæøœçîïíìôóòõûúùñãÿ"


class _Encoding(NamedTuple):
    """An encoding, what people call it, and the accented letters, in lower case, that are written in it."""

    codec: str
    name: str
    letters: frozenset[str]


_ENCODINGS: Final = (
    _Encoding("cp1252", "Windows-1252", frozenset(_WESTERN)),
    _Encoding("mac_roman", "Mac Roman", frozenset(_WESTERN)),
    _Encoding("cp850", "MS-DOS (code page 850)", frozenset(_WESTERN)),
    _Encoding("cp1250", "Windows-1250", frozenset("ąćęłńóśźżáčďéěíňřšťúůýžőűöüäôľĺŕăâîșț")),
)
"""In order of how common they are: the first of equals is taken."""

_SIGNS: Final = frozenset("“”„‚‘’…–—«»‹›€£°§•·¿¡©®™½²³µ\xa0")
"""Signs that people type, or that an office program makes of what they type."""
_WITHIN_WORDS: Final = frozenset("’‘·\xad")

_UTF_16: Final = (("utf-16-le", 1), ("utf-16-be", 0))
"""Each way round, and at which of two bytes it has the zeros of what is plain ASCII."""


def guess(raw: bytes) -> tuple[str, str] | None:
    """The text of bytes that aren't UTF-8, and the name of the encoding; None where no encoding makes words of them."""
    best: tuple[float, str, str] | None = None
    for encoding in _ENCODINGS:
        text = raw.decode(encoding.codec, "replace")
        odd = float(sum(_oddities(text, encoding.letters)))
        if encoding.codec == "mac_roman" and b"\r" in raw and b"\n" not in raw:
            odd -= 1  # only old Macs end lines like that
        if best is None or odd < best[0]:
            best = odd, text, encoding.name
    beyond_ascii = sum(byte > 0x7F for byte in raw)
    return best[1:] if best and best[0] <= beyond_ascii / 2 else None


def _oddities(text: str, letters: frozenset[str]) -> Iterator[int]:
    """For each character beyond ASCII how little it looks like a part of what people write: 0 where it does."""
    for at, sign in enumerate(text):
        if sign.isascii():
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if sign == "\ufffd" or not (sign.isprintable() or sign == "\xa0"):
            yield 3
        elif sign.isalpha():
            is_odd = sign.isupper() and before.islower()
            yield 3 * is_odd + (sign.lower() not in letters) + (before.isalpha() and not before.isascii())
        elif before.isalpha() and after.islower() and sign not in _WITHIN_WORDS:
            yield 3
        else:
            yield sign not in _SIGNS


def utf_16(raw: bytes) -> str | None:
    """The text of bytes that are UTF-16 without a mark at the beginning; None where they aren't.

    Spaces, line ends and digits are a zero and something else in every language, always on the same side.
    """
    if len(raw) < 4 or len(raw) % 2:
        return None
    for codec, side in _UTF_16:
        if raw[side::2].count(0) and not raw[1 - side :: 2].count(0):
            try:
                text = raw.decode(codec)
            except UnicodeDecodeError:
                continue
            if sum(sign.isalnum() or sign.isspace() for sign in text) > len(text) // 2:
                return text
    return None
