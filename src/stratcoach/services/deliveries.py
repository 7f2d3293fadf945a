"""Files with notes or answers that came back, as the facilitator names them: one, or a folder of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk, incoming
from stratcoach.messages import Message
from stratcoach.workshop.file_collection import Delivered
from stratcoach.workshop.note_import import read_file as notes_in
from stratcoach.workshop.people import Person

_MOST_FILES = 200
"""Files of a folder that are looked at."""


def read_notes(name: str, people: Sequence[Person]) -> tuple[Delivered, ...]:
    """Read notes out of a file that the facilitator names, or out of the questionnaires in a folder."""
    path = Path(name.strip("'\"")).expanduser()
    return tuple(one._replace(notes=notes_in(one.text, one.name, people)) for one in delivered(path))


def delivered(path: Path) -> list[Delivered]:
    """The text of a file; of a folder those of all files in it, with a reason where one can't be read.

    Raises:
        UserError: the file can't be read, or there is none in the folder.
    """
    if not path.is_dir():
        text, read_as = incoming.read(path)
        return [Delivered(path.name, text, read_as=read_as)]
    try:
        files = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith((".", "~$")))
    except OSError as error:
        cannot = Message("room_command.folder_not_listed", path=str(path), why=disk.why(error))
        raise UserError(cannot, Message("room_command.name_files")) from error
    if not files:
        raise UserError(
            Message("room_command.no_questionnaires", path=str(path)), Message("room_command.put_questionnaires_there")
        )
    return [_attempted(one) for one in files[:_MOST_FILES]]


def _attempted(path: Path) -> Delivered:
    try:
        text, read_as = incoming.read(path)
    except disk.Unreadable as error:
        return Delivered(path.name, why_not=error.why)
    except disk.TooLarge as error:
        return Delivered(path.name, why_not=Message("incoming.too_large", has=error.has, most=error.most))
    return Delivered(path.name, text, read_as=read_as)
