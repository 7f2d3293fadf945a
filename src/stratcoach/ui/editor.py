"""A long answer in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from stratcoach.messages import NOTHING, Message, Text
from stratcoach.ui.clean import clean

_IGNORED = Message("screen.ignored_below")
_NOTE = Message("screen.save_and_close")
_VI = Message("screen.in_vi")
_RULE = "-" * 30


class Edited(NamedTuple):
    """What came back, and what went wrong if something did; the text is never lost."""

    text: str
    note: Message = NOTHING


def edit(text: str, question: Text) -> Edited:
    """Open `$VISUAL` or `$EDITOR` with the answer so far and, below a line, the question."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _fallback()
    handle, name = tempfile.mkstemp(prefix="stratcoach-", suffix=".txt")
    path = Path(name)
    ignored = f"# {_RULE} {_IGNORED} {_RULE}"
    foot = [ignored, *(f"# {line}" for line in f"{question}".splitlines()), f"# {_NOTE}"]
    foot += [f"# {_VI}"] if Path(command.split(" ")[0]).name in ("vi", "vim", "nvim") else []
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join([text, "", *foot, ""]))
    try:
        done = _run([*shlex.split(command), name])
    except (OSError, ValueError) as error:
        path.unlink(missing_ok=True)
        return Edited(text, Message("screen.editor_not_started", command=command, error=f"{error}"))
    if done.returncode != 0:
        return Edited(text, Message("screen.editor_failed", path=name))
    try:
        written = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Edited(text, Message("screen.editor_removed_file"))
    path.unlink(missing_ok=True)
    above, _, below = written.partition(ignored)
    kept = [*above.splitlines(), *(line for line in below.splitlines() if not line.startswith("#"))]
    return Edited(clean("\n".join(kept), lines=True))


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run the editor, to which Ctrl-C belongs meanwhile."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        return subprocess.run(command, check=False)  # noqa: S603  the person's own editor
    finally:
        signal.signal(signal.SIGINT, before)


def _fallback() -> str:
    if os.name == "nt":
        return "notepad"
    return "nano" if shutil.which("nano") else "vi"
