"""The streams of the program: whatever they can encode, no character may end it, and what they can't stays readable."""

from __future__ import annotations

import codecs
import os
import sys

_OURS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′", "'"),
    **dict.fromkeys("–—‐‑‒―−─━", "-"),
    **dict.fromkeys("•●■▪", "*"),
    **dict.fromkeys("│┃", "|"),
    "…": "...",
    "→": "->",
    "←": "<-",
    "○": "o",
    "·": "-",
    "×": "x",
    "✓": "+",
    "≤": "<=",
    "≥": ">=",
    "█": "#",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "€": "EUR",
}
"""What we draw and set a text with, and letters that Unicode doesn't take apart."""
_READABLY = "stratcoach.readably"


def make_safe() -> None:
    """Let closed streams lead nowhere, and write what an encoding lacks in a form that can be read."""
    codecs.register_error(_READABLY, _readably)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  stays open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_READABLY)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")


def _readably(error: UnicodeError) -> tuple[str, int]:
    """`…` as `...`, `→` as `->`, `é` as `e`; a letter of another script as its code."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    import unicodedata  # only where an output can't hold everything

    if sign in _OURS:
        return _OURS[sign]
    if unicodedata.combining(sign):
        return ""  # an accent behind its letter
    base = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return base if base and base.isascii() else sign.encode("ascii", "backslashreplace").decode()
