"""`stratcoach compare --draft`: writes the picture that wasn't chosen as a draft beside the strategy, to be compared with it."""

from __future__ import annotations

import shlex
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.writer import dump
from stratcoach.messages import Message
from stratcoach.services.session import today
from stratcoach.services.strategy_file import read_file, readable, working_file
from stratcoach.services.unchosen_picture import drafts_of


def run(file: str) -> int:
    """Write a draft for each picture that wasn't chosen; one that is there already, even if it has been worked on, stays. Returns 0."""
    path = working_file(file)
    drafts = drafts_of(readable(read_file(path), "compared"), today())
    written = [(_place(path, name), dump(draft)) for name, draft in drafts]
    for where, text in written:
        if where.exists():
            print(Message("verb.draft_is_there", path=str(where)))
        else:
            _write(where, text)
            print(Message("verb.draft_written", path=str(where)))
    first = written[0][0]
    print(Message("verb.draft_next", revise=_command("revise", first), compare=_command("compare", path, first)))
    return 0


def _place(path: Path, name: str) -> Path:
    """Beside the strategy; with the name of its file, where that is not the usual one."""
    stem = path.name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".strategy")
    return path.with_name(f"{name}.strategy.yaml" if path.name == disk.STRATEGY_FILE else f"{stem}-{name}.strategy.yaml")


def _write(where: Path, text: str) -> None:
    try:
        disk.write_new(where, text)
    except OSError as error:
        raise UserError(
            Message("disk.not_written", path=str(where), why=disk.why_unwritten(where, error)), disk.way_out(error)
        ) from error


def _command(verb: str, *paths: Path) -> str:
    return shlex.join(["stratcoach", verb, *map(str, paths)])
