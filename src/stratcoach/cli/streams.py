"""The streams of the program: whatever they can encode, no character may end it, what they can't stays readable, and nothing
that goes through them steers a terminal or a CI runner.
"""

from __future__ import annotations

import codecs
import os
import sys

from stratcoach.model.outgoing import door, is_watched
from stratcoach.model.plain_signs import in_ascii

_READABLY = "stratcoach.readably"


def make_safe() -> None:
    """Let closed streams lead nowhere, write what an encoding lacks in a form that can be read, and put a door before each."""
    watched = is_watched()
    codecs.register_error(_READABLY, _readably)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  stays open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_READABLY)
        setattr(sys, name, door(stream, watched=watched))
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")


def _readably(error: UnicodeError) -> tuple[str, int]:
    """What an encoding can't hold, in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(in_ascii, error.object[error.start : error.end])), error.end
