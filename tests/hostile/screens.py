"""The full interface in a real pseudo-terminal, on hostile files, flows and journals, with hostile texts typed and pasted.

    python -m tests.hostile.screens [TEXT …]

Every byte that arrives is looked at: only what draws the interface may steer; and pyte's screen keeps its title. Prints what was
obeyed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pexpect
import pyte

from tests.hostile.__main__ import journals
from tests.hostile.places import filled
from tests.hostile.texts import TEXTS

SESSIONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("", ("revise", "strategy.yaml", "vision")),
    ("", ("new", "n.yaml", "--flows", "own")),
    ("", ("learn", "b.yaml")),
    ("", ("weigh", "b.yaml")),
    ("", ("workshop", "a.yaml")),
    ("", ("show", "--all")),
    ("", ("diff", "a.yaml", "b.yaml")),
    ("", ("lint", "strategy.yaml", "wild.yaml")),
    ("new", ("resume",)),
    ("new-wild", ("resume",)),
    ("workshop", ("resume",)),
    ("workshop-base", ("resume",)),
    ("workshop", ("workshop", "--follow")),
    ("workshop", ("recap",)),
)
TEXTS_OF_TERMINALS: Final = ("csi", "osc clipboard", "c1", "moves", "bidi", "rich", "prompt_toolkit", "placeholders", "newlines")
_DRAWS: Final = re.compile(
    r"\x1b\[(?:[0-9;]*[ABCDGHJK]|6n|\?(?:1|7|12|25|1000|1003|1006|1015|1049|2004|2026|2031|996)(?:;\d+)*[hln]|[0-6] q)|\x1b[=>]|\x1b\(B"
)
_COLOUR: Final = re.compile(r"\x1b\[((?:\d+;?)*)m")
_HIDDEN: Final = frozenset(("5", "8"))
_STEERS: Final = re.compile("[\x00-\x06\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
QUIET: Final = 0.7
"""Seconds without a byte after which the next key is pressed."""


_ASKS: Final = ("revise", "new", "learn", "weigh", "workshop", "resume")


def keys(text: str) -> Iterator[bytes]:
    """What somebody types: Enter, the text as a paste, Tab, letters."""
    paste = b"\x1b[200~" + re.sub("\x1b\\[20[01]~", "", text).encode() + b"\x1b[201~"
    yield from (b"\r", paste, b"\r", b"\r", b"\t", b"\x1b", b"Plain words\r", b"\r", paste, b"\r", b"\x03", b"\x03")


def shown(folder: Path, argv: tuple[str, ...], text: str) -> bytes:
    environment: dict[str, str] = {
        "TERM": "xterm-256color",
        "PYTHONUTF8": "1",
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "COLORTERM": "truecolor",
    }
    child: Any = pexpect.spawn(
        sys.executable, ["-m", "stratcoach", *argv], cwd=str(folder), env=environment, dimensions=(30, 100)
    )
    raw = b""
    for key in keys(text) if argv[0] in _ASKS and "--follow" not in argv else ():  # a terminal shows what is typed by itself
        raw += _read(child)
        if not child.isalive():
            break
        child.send(key)
    raw += _read(child)
    child.close(force=True)
    return raw


def _read(child: Any) -> bytes:
    raw = b""
    while True:
        try:
            part = child.read_nonblocking(65536, timeout=QUIET if raw else 6)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return raw
        raw += part
        if b"\x1b[6n" in part:
            child.send(b"\x1b[1;1R")


def judged(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8", "surrogateescape")
    rest = _DRAWS.sub("", text)
    for colour in _COLOUR.finditer(rest):
        if _HIDDEN & set(re.sub(r"[34]8;(?:5;\d+|2;\d+;\d+;\d+)", "", colour[1]).split(";")):
            yield f"hides: {colour[0]!r}"
    rest = _COLOUR.sub("", rest)
    if found := _STEERS.search(rest):
        yield f"steers: {rest[max(0, found.start() - 30) : found.end() + 30]!r}"
    if "Traceback" in text or "hit a bug" in text:
        yield f"ended badly: {text[-300:]!r}"
    screen = pyte.Screen(100, 30)
    setattr(screen, "select_graphic_rendition", lambda *_numbers, **_private: None)  # noqa: B010  pyte trips over private ones
    pyte.ByteStream(screen).feed(raw)
    if screen.title or screen.icon_name:
        yield f"a title: {screen.title!r}"


def tried(name: str, top: Path, made: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number, (place, argv) in enumerate(SESSIONS):
        folder = top / f"{number}"
        folder.mkdir(parents=True)
        (folder / ".git").mkdir()
        filled(folder, TEXTS[name], made)
        raw = shown(folder / place, argv, TEXTS[name])
        for wrong in judged(raw):
            yield f"{' '.join(argv)} in {place or '.'}", wrong
        print(f"{name}: {' '.join(argv)} in {place or '.'}: {len(raw)} bytes", flush=True)


def main() -> int:
    made, wrong = journals(), 0
    for name in sys.argv[1:] or TEXTS_OF_TERMINALS:
        with tempfile.TemporaryDirectory() as top:
            for where, what in tried(name, Path(top), made):
                print(f"    {where}: {what}")
                wrong += 1
    print(f"{wrong} obeyed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
