"""What verbs print: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path

from stratcoach.files import disk
from stratcoach.messages import Message
from stratcoach.model.outgoing import behind, is_watched


def put(text: str) -> None:
    """Print a result. Whoever reads may stop reading; the verdict of the verb stands."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(message: Message | str) -> None:
    """Print something that isn't a result, on standard error; on a terminal no word is cut at the edge."""
    text = f"{message}"
    if sys.stderr.isatty() and "\x1b" not in text:
        from stratcoach.reports.style import style_for

        style = style_for(sys.stderr)
        text = "\n".join(
            style.wrap(line, line[: len(line) - len(line.lstrip())]) if line.strip() else line for line in text.split("\n")
        )
    print(text, file=sys.stderr, flush=True)


def tell_to_commit(path: Path, *changed: Path) -> None:
    """Say what to add to git, where the file is in a repository: `git commit -a` leaves new copies behind."""
    if disk.root_above(str(path.resolve().parent)):
        print(Message("verb.to_commit", command=f"git add {shlex.join(one.as_posix() for one in changed)}"))


def put_file(text: str) -> None:
    """Print a file that is to be kept: byte for byte into a file or pipe, as any other result on a screen or in a log."""
    door = sys.stdout
    try:
        is_read_by_people = door.isatty() or (is_watched() and not stat.S_ISREG(os.fstat(door.fileno()).st_mode))
        sys.stdout = door if is_read_by_people else behind(door)
        put(text)
    finally:
        sys.stdout = door
