"""What comes in from a keyboard, a paste or an editor, made safe to keep."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from stratcoach.model.safe_text import without_escapes, without_hidden

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BREAKS: Final = re.compile(r"[ \n]+")
"""Runs of spaces and line breaks; a space that keeps figures together, as in “10 %”, stays one."""


def clean(text: str, *, lines: bool) -> str:
    """Return a text without terminal escapes, control characters and half characters; line breaks become spaces unless
    the answer may have several `lines`.
    """
    whole = (
        _whole_characters(text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\x85", "\n")
    )
    whole = without_hidden(_CONTROL.sub("", without_escapes(whole)).replace("\t", " "))
    whole = unicodedata.normalize("NFC", whole)
    if lines:
        return "\n".join(line.rstrip() for line in whole.split("\n")).strip("\n").strip()
    return _BREAKS.sub(" ", whole).strip()


def _whole_characters(text: str) -> str:
    """Replace what a terminal with another encoding left as half characters."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
