"""What commands share that work on an existing strategy file: which file is meant, and that it can be read."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from stratcoach.errors import UserError, remedy
from stratcoach.files import disk, search
from stratcoach.files.atomic import ChangedMeanwhileError
from stratcoach.files.codec import Document, load
from stratcoach.model.strategy import Strategy

WRITE_ONE: Final = "Create one with `stratcoach new`."
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
            f"A search doesn't find {path} under that name; did you mean {disk.STRATEGY_FILE}?",
            f"Rename it: mv {named} {right}. Or name it, as in `stratcoach {verb} {named}`.",
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
                f"{other} is a strategy already, but it isn't found by that name.",
                f"To go on with it, rename it: {shlex.join(['mv', str(other), str(path)])}. For another strategy, name another file.",
            )


def read_file(path: Path) -> Document:
    if not path.exists():
        raise UserError(f"There is no {path}.", others_near() if path == Path(disk.STRATEGY_FILE) else WRITE_ONE)
    return load(disk.read_bytes(path), path.as_posix())


def others_near() -> str:
    """What to do where no file was named and none is here: name one of those in this folder and just below, else write one."""
    found = [path.as_posix() for path in disk.near(Path())]
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return f"Name the one you mean: {', '.join(found[:_MOST_NAMED])}{more}." if found else WRITE_ONE


def is_readable(document: Document) -> bool:
    """Whether all that a document says was understood."""
    return document.strategy is not None and all(trouble.kind in _READABLE for trouble in document.troubles)


def readable(document: Document, done: str) -> Strategy:
    """The strategy of a document; `done` says what it has to be readable for, such as `compared`.

    Raises:
        UserError: with all that is in the way.
    """
    refuse_newer(document)
    if document.strategy is None or not is_readable(document):
        broken = [trouble for trouble in document.troubles if trouble.kind not in _READABLE]
        told = tuple(f"{document.name}:{one.span.line}:{one.span.column}: {one.message}" for one in broken[:20])
        raise UserError(f"{document.name} can't be {done} until these errors are fixed:", "`stratcoach lint` shows more.", told)
    return document.strategy


def write_over(document: Document, path: Path, text: str, hint: str) -> None:
    """Write a new text over a file that is still as it was read; a byte order mark stays.

    Raises:
        UserError: the file was changed meanwhile, or it can't be written. It is as it was.
    """
    now = disk.read_text(path) or ""
    changed = UserError(f"{path} was changed by somebody else in the meantime; it wasn't overwritten.", hint)
    if now.removeprefix("\ufeff") != document.source.text:
        raise changed
    try:
        disk.replace(path, f"\ufeff{text}" if now.startswith("\ufeff") else text, now)
    except ChangedMeanwhileError as error:
        raise changed from error
    except OSError as error:
        raise unwritten(path, error, hint) from error


def unwritten(path: Path, error: OSError, hint: str) -> UserError:
    """Why a file that was there couldn't be written, and that it is as it was; `hint` is what to do then, as a sentence."""
    then = f"{hint[:1].lower()}{hint[1:]}"
    return UserError(
        f"{path} couldn't be written: {disk.why_unwritten(path, error)}. The file is as it was.", f"{remedy(error)}, then {then}"
    )


def refuse_newer(document: Document) -> None:
    """Raise `UserError` for a file of a newer format."""
    for trouble in document.troubles:
        if trouble.kind == "newer-format":
            raise UserError(f"{document.name}: {trouble.message}.")
