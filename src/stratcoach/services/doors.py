"""Who may open a page of their own in a workshop: a code that everybody in the room sees, a name, and for each device a token that
nobody can guess. A name that has a device already, or isn't on the list, waits until the facilitator lets it in.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files.disk import why as disk_why
from stratcoach.files.door_file import Device, DoorState, door_path, read_doors, write_doors
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.workshop.people import Person

_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What codes are made of: nothing that is easily taken for something else."""

CODE: Final = 6
LONGEST_NAME: Final = 40
MOST_DEVICES: Final = 200
MOST_WAITING: Final = 40


class Renamed(NamedTuple):
    """That somebody has another name from the second `at` on."""

    at: int
    old: str
    new: str


def new_code() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(CODE))


def read_code(typed: str) -> str:
    """A code as somebody typed it, without spaces and dashes."""
    return "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())[: 4 * CODE]


def read_name(typed: str) -> str:
    """A name that can be on the list of people; "" for any other text."""
    name = " ".join(visible(typed).split())
    is_name = any(map(str.isalpha, name)) and not set(name) & set(',;:()="<>|/\\')
    return name if is_name and len(name) <= LONGEST_NAME else ""


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Doors:
    """The devices of one workshop. Every change is on the disk before it counts."""

    def __init__(self, path: Path, state: DoorState | None = None) -> None:
        """Use `state` as it was, or begin with new codes."""
        self._path = path
        self.state = state or DoorState(new_code(), new_code())

    @classmethod
    def of(cls, strategy: Path, *, is_new: bool) -> Doors:
        """The doors of a workshop on a file: of one that is resumed as they were, so that everybody who was in stays in.

        Raises:
            UserError: they can't be kept.
        """
        path = door_path(strategy)
        doors = cls(path, None if is_new else read_doors(path))
        try:
            doors.keep(doors.state)
        except OSError as error:
            why, hint = Message("disk.not_written", path=str(path), why=disk_why(error)), Message("session.choose_another_place")
            raise UserError(why, hint) from error
        return doors

    def keep(self, state: DoorState) -> None:
        """Keep a change for good. Raises `OSError`, and then nothing has changed."""
        write_doors(self._path, state)
        self.state = state

    def is_code(self, typed: str) -> bool:
        return hmac.compare_digest(read_code(typed), self.state.code)

    def is_wall_code(self, typed: str) -> bool:
        return hmac.compare_digest(read_code(typed), self.state.wall_code)

    def find(self, token: str) -> Device | None:
        digest = digest_of(token)
        return next((one for one in self.state.devices if hmac.compare_digest(one.digest, digest)), None)

    @property
    def waiting(self) -> tuple[Device, ...]:
        return tuple(one for one in self.state.devices if not one.is_in)

    def claim(self, name: str, people: Sequence[Person], renamed: Sequence[Renamed], at: int) -> tuple[str, Device] | None:
        """Let somebody in, or let them wait: the token for their device, and what is known of it. None where too many wait.

        Raises:
            OSError: it can't be kept.
        """
        state, token = self.state, secrets.token_urlsafe(32)
        known = next((one.name for one in people if one.name.casefold() == name.casefold()), "")
        device = Device(digest_of(token), known or name, at, self._is_free(known, renamed))
        if len(state.devices) >= MOST_DEVICES or (not device.is_in and len(self.waiting) >= MOST_WAITING):
            return None
        self.keep(state._replace(devices=(*state.devices, device)))
        return token, device

    def _is_free(self, name: str, renamed: Sequence[Renamed]) -> bool:
        """Whether somebody on the list has no device yet and may come in by themselves."""
        state = self.state
        taken = {now_called(one, renamed) for one in state.devices if one.is_in}
        return bool(name) and not state.is_locked and name not in taken and name not in state.out

    def let_in_listed(self, people: Sequence[Person], renamed: Sequence[Renamed], at: int) -> tuple[str, ...]:
        """Let in who waits and is on the list by now; gives their names. Raises `OSError`."""
        names = {one.name.casefold(): one.name for one in people}
        let_in = []
        for device in self.waiting:
            name = names.get(device.person.casefold(), "")
            if self._is_free(name, renamed):
                self._change(device, device._replace(person=name, at=at, is_in=True))
                let_in.append(name)
        return tuple(let_in)

    def admit(self, device: Device, name: str, at: int) -> None:
        """Let a device in that waits. Raises `OSError`."""
        state = self.state
        self.state = state._replace(out=tuple(one for one in state.out if one != name))
        try:
            self._change(device, device._replace(person=name, at=at, is_in=True))
        except OSError:
            self.state = state
            raise

    def forget(self, device: Device) -> None:
        """Somebody leaves with this device, or isn't let in. Raises `OSError`."""
        self._change(device, None)

    def put_out(self, name: str, renamed: Sequence[Renamed]) -> int:
        """Take all devices of somebody away; they come back only when the facilitator lets them in. Raises `OSError`."""
        state = self.state
        left = tuple(one for one in state.devices if now_called(one, renamed) != name)
        self.keep(state._replace(devices=left, out=tuple(dict.fromkeys((*state.out, name)))))
        return len(state.devices) - len(left)

    def lock(self, *, is_locked: bool) -> None:
        self.keep(self.state._replace(is_locked=is_locked))

    def _change(self, device: Device, to: Device | None) -> None:
        found = (to if one == device else one for one in self.state.devices)
        self.keep(self.state._replace(devices=tuple(one for one in found if one is not None)))


def now_called(device: Device, renamed: Sequence[Renamed]) -> str:
    """The name by now of the person to whom a device belongs."""
    name = device.person
    for one in renamed:
        if one.at >= device.at and one.old == name:
            name = one.new
    return name
