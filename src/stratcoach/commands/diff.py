"""`stratcoach diff`: what changed in meaning between two versions, files or git revisions."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Literal

from stratcoach.commands.printing import put, tell
from stratcoach.diff.comparison import compare
from stratcoach.errors import UserError
from stratcoach.files import disk, git, release_copies
from stratcoach.files.codec import Document, load
from stratcoach.messages import Message
from stratcoach.reports.style import style_for
from stratcoach.services.revisions import copy_of, side
from stratcoach.services.strategy_file import read_file, readable, working_file

Format = Literal["text", "md", "json", "html"]


def run(one: str, other: str, *, file: str, output: Format, exit_code: bool) -> int:
    """Compare and print. Returns 1 where there is a difference and `exit_code` was asked for, else 0."""
    path = working_file(file or (other if Path(other).is_file() else ""))  # a version is one of the file beside it
    if one and not other and not file and _is_meant(Path(one), path):
        one, path = "", working_file(one)
    if other:
        before, after = side(one, path, tell), side(other, path, tell)
    else:
        after = read_file(path)
        before = side(one, path, tell) if one else _last_release(path)
    comparison = compare(readable(before, "compared"), readable(after, "compared"))
    if output == "json":
        from stratcoach.reports.diff_json import render as as_json

        put(as_json(comparison, before.name, after.name))
    elif output == "md":
        from stratcoach.reports.diff_markdown import render as as_markdown

        put(as_markdown(comparison, before.name, after.name))
    elif output == "html":
        from stratcoach.reports.diff_html import render as as_html

        put(as_html(comparison, before.name, after.name))
    else:
        from stratcoach.reports.diff_text import render

        put(render(comparison, before.name, after.name, style_for(sys.stdout)))
    return int(exit_code and bool(comparison.changes))


def _is_meant(named: Path, path: Path) -> bool:
    """Whether the one path that was named is the file to compare, not what to compare it with: it itself, or the only one."""
    named = named / disk.STRATEGY_FILE if named.is_dir() else named
    return named.is_file() and (not path.exists() or named.samefile(path))


def _last_release(path: Path) -> Document:
    """The newest copy; where there is none, the file as of the last commit."""
    if found := release_copies.released(path):
        return copy_of(path, found[0], tell)
    raw = git.read_at("HEAD", path)
    if raw is None:
        raise UserError(
            Message("verb.nothing_to_compare_with", path=str(path)),
            Message("verb.name_other_side", file=shlex.quote(str(path))),
        )
    return load(raw, f"HEAD:{path.as_posix()}")
