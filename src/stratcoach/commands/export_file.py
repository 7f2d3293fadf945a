"""Where exports go: a new file, or an earlier export, which is replaced; never anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stratcoach.commands.printing import put
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.messages import Message
from stratcoach.model import caps

STDOUT = "-"
"""The place that stands for standard output."""


def write_export(where: Path, text: str, is_ours: Callable[[str], bool]) -> None:
    """Write an export and say where; `is_ours` tells whether what is there is an earlier one.

    Raises:
        UserError: something else is there, or it can't be written.
    """
    if where.suffix in (".yaml", ".yml"):
        raise UserError(Message("verb.may_be_a_strategy", path=str(where)), Message("verb.choose_another_out"))
    try:
        if where.exists():
            was = disk.read_bytes(where, caps.EXPORT)
            if not is_ours(was.decode("utf-8", "replace")):
                raise UserError(Message("verb.not_an_export", path=str(where)), Message("verb.choose_or_move_out"))
            disk.replace(where, text, was)
        else:
            disk.write_new(where, text)
    except OSError as error:
        raise UserError(
            Message("disk.not_written", path=str(where), why=disk.why_unwritten(where, error)), Message("disk.choose_place")
        ) from error
    put(f"{Message('disk.written', path=str(where))}")
