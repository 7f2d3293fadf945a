"""What commands share that work on an existing strategy file: which file is meant, and that it can be read."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final, Literal

from stratcoach.errors import UserError, remedy
from stratcoach.files import disk, search
from stratcoach.files.atomic import ChangedMeanwhileError
from stratcoach.files.codec import Document, load
from stratcoach.files.positions import Trouble
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy

WRITE_ONE: Final = Message("strategy_file.create_one")
Again = Literal["run", "merge"]
"""What to do once more where a file couldn't be written: run the command, or merge."""
_MOST_NAMED: Final = 5
_READABLE = ("hidden-character", "cut-text")
"""Troubles with which a file still says what it says."""


def working_file(file: str) -> Path:
    """The file that was named, the one in the folder that was named, or the nearest one."""
    if not file:
        refuse_misnamed()
    path = Path(file) if file else disk.nearest(Path()) or Path(disk.STRATEGY_FILE)
    return path / disk.STRATEGY_FILE if path.is_dir() else path


def refuse_misnamed(verb: str = "show") -> None:
    """Raise `UserError` where the nearest strategy is called nearly so, as in strategy.yml: it must not be passed over unseen."""
    path = search.misnamed_near(Path())
    if path is not None:
        named = shlex.quote(str(path))
        right = shlex.quote(str(path.with_name(search.right_name(path.name))))
        raise UserError(
            Message("strategy_file.misnamed", path=str(path), name=disk.STRATEGY_FILE),
            Message("strategy_file.rename_or_name", named=named, right=right, verb=verb),
        )


def refuse_nearly_so(path: Path) -> None:
    """Raise `UserError` where the folder of a file that is to be written has a strategy that is called nearly so."""
    try:
        found = sorted(path.parent.iterdir())
    except OSError:  # what can't be listed is refused when it is written to
        return
    for other in found:
        if (
            search.is_called_nearly_so(other.name)
            and search.right_name(other.name) == path.name
            and search.says_that_it_is_one(other)
        ):
            raise UserError(
                Message("strategy_file.is_there_misnamed", path=str(other)),
                Message("strategy_file.rename_to_continue", command=shlex.join(["mv", str(other), str(path)])),
            )


def read_file(path: Path) -> Document:
    if not path.exists():
        raise UserError(
            Message("strategy_file.not_there", path=str(path)), others_near() if path == Path(disk.STRATEGY_FILE) else WRITE_ONE
        )
    return load(disk.read_bytes(path), path.as_posix())


def others_near() -> Message:
    """What to do where no file was named and none is here: name one of those in this folder and just below, else write one."""
    found = [path.as_posix() for path in disk.near(Path())]
    if not found:
        return WRITE_ONE
    return Message("strategy_file.name_one_of", files=tuple(found[:_MOST_NAMED]), more=max(0, len(found) - _MOST_NAMED))


def is_readable(document: Document) -> bool:
    """Whether all that a document says was understood."""
    return document.strategy is not None and all(trouble.kind in _READABLE for trouble in document.troubles)


def readable(document: Document, done: str) -> Strategy:
    """The strategy of a document; `done` says what it has to be readable for, such as `compared` (`strategy_file.unreadable` has all of them).

    Raises:
        UserError: with all that is in the way.
    """
    refuse_newer(document)
    if document.strategy is None or not is_readable(document):
        broken = [trouble for trouble in document.troubles if trouble.kind not in _READABLE]
        errors = tuple(error_at(document.name, one) for one in broken[:20])
        raise UserError(
            Message("strategy_file.unreadable", file=document.name, done=done), Message("strategy_file.lint_shows_more"), errors
        )
    return document.strategy


def error_at(file: str, trouble: Trouble) -> Message:
    """What is wrong in a file, and where."""
    return Message(
        "strategy_file.error_at", file=file, line=trouble.span.line, column=trouble.span.column, message=trouble.message
    )


def write_over(document: Document, path: Path, text: str, again: Again) -> None:
    """Write a new text over a file that is still as it was read; a byte order mark stays.

    Raises:
        UserError: the file was changed meanwhile, or it can't be written. It is as it was.
    """
    now = disk.read_text(path) or ""
    changed = UserError(Message("disk.changed_meanwhile", path=str(path)), Message("disk.do_again", again=again))
    if now.removeprefix("\ufeff") != document.source.text:
        raise changed
    try:
        disk.replace(path, f"\ufeff{text}" if now.startswith("\ufeff") else text, now)
    except ChangedMeanwhileError as error:
        raise changed from error
    except OSError as error:
        raise unwritten(path, error, again) from error


def unwritten(path: Path, error: OSError, again: Again) -> UserError:
    """Why a file that was there couldn't be written, and that it is as it was, and what to do `again` then."""
    return UserError(
        Message("disk.not_overwritten", path=str(path), why=disk.why_unwritten(path, error)),
        Message("disk.remedy_then", remedy=remedy(error), again=again),
    )


def refuse_newer(document: Document) -> None:
    """Raise `UserError` for a file of a newer format."""
    for trouble in document.troubles:
        if trouble.kind == "newer-format":
            raise UserError(Message("strategy_file.newer_format", file=document.name, message=trouble.message))
