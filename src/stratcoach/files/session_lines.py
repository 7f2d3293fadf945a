"""What a journal says: the header and the events of a session as lines of JSON, and back, every value checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from stratcoach import __version__
from stratcoach.errors import UserError
from stratcoach.files.disk import why
from stratcoach.files.event_codec import as_data, from_data, kinds_of
from stratcoach.files.journal import refuse_too_large, whole_lines
from stratcoach.files.journal_upgrade import of_interview
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import Event, InterviewEvent
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import as_json_line
from stratcoach.model.value import Value

JOURNAL_FORMAT: Final = 2


class Header(Value):
    """What a session is about: the name of the `file`, the text of the one that is being revised as `base`, the flows gone
    through as `only`, a folder of the team's own `flows` as seen from the file's.
    """

    mode: str = "new"
    file: str = ""
    only: tuple[str, ...] = ()
    base: str = ""
    flows: str = ""
    began: str = ""


def text_of(header: Header, events: Sequence[Event], begun_with: int | None, at: int = 0) -> bytes:
    """A whole journal: what it is about, and its events, of which the first `begun_with` repeat what the file says. It is written
    now, or at another second.
    """
    start = {"event": "start", "format": JOURNAL_FORMAT, "stratcoach": __version__, **header.__dict__}
    if begun_with is not None:
        start["begun_with"] = begun_with
    if at:
        start["at"] = _written(at)
    return b"".join([_line(start), *(line_of(event) for event in events)])


def line_of(event: Event) -> bytes:
    """An event as a line of a journal."""
    data = as_data(event)
    if event.at:
        data["at"] = _written(event.at)
    return _line(data)


def _written(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat(timespec="seconds")


def _line(data: dict[str, Any]) -> bytes:
    data.setdefault("at", datetime.now(UTC).isoformat(timespec="seconds"))
    return (as_json_line(json.dumps(data, ensure_ascii=False)) + "\n").encode("utf-8", "replace")


class Journal(NamedTuple):
    """A journal as it was read: when its last line was written, how many events it began with, if it says so, and its format."""

    header: Header
    events: list[Event]
    saved: str
    begun_with: int | None
    format: int


def read_lines(whole: bytes, path: Path) -> Journal:
    """Read whole lines.

    Raises:
        UserError: a line isn't as we write it, or a newer stratcoach wrote it.
    """
    lines = _parsed(whole, path)
    first = next(lines, None)
    if first is None and is_torn(path):
        raise UserError(Message("session.cut_off", path=str(path)), Message("session.begin_again"))
    first = last = first or {}
    if first.get("event") != "start":
        raise UserError(Message("session.not_a_session", path=str(path)), Message("session.move_it_away"))
    if first.get("format") not in (1, JOURNAL_FORMAT):
        raise UserError(Message("session.from_newer_program", path=str(path)), Message("session.update_program"))
    header, begun_with = _header(first, path)
    read = _reader(first["format"], is_workshop=header.mode == "workshop")
    events = []
    for number, last in enumerate(lines, 2):
        try:
            events.append(read(last))
        except (ValueError, TypeError, KeyError, OverflowError):
            raise _changed(number, path) from None
    return Journal(header, events, str(last.get("at", "")), begun_with, first["format"])


def _header(first: dict[str, Any], path: Path) -> tuple[Header, int | None]:
    fields: dict[str, Any] = {name: _value(first[name]) for name in Header.field_names if name in first}
    right = all(isinstance(value, tuple) == (name == "only") for name, value in fields.items())
    if not right or Path(fields.get("file", "")).name != fields.get("file", ""):  # a name: the file is always next to its journal
        raise _changed(1, path)
    begun_with = first.get("begun_with")
    if begun_with is not None and type(begun_with) is not int:
        raise _changed(1, path)
    return Header(**fields), begun_with


def _reader(format: int, *, is_workshop: bool) -> Callable[[dict[str, Any]], Event]:  # noqa: A002  what it is called in a journal
    """What reads one line of a journal of this format. When something happened counts only in a workshop."""
    families: tuple[type[Event], ...] = (InterviewEvent,)
    upgraded = of_interview
    if is_workshop:
        from stratcoach.files.workshop_upgrade import of_workshop
        from stratcoach.workshop.board_events import EVENTS

        families, upgraded = EVENTS, of_workshop
    kinds = kinds_of(*families)

    def read(line: dict[str, Any]) -> Event:
        data = {name: value for name, value in line.items() if name != "at"}
        second = _second(line.get("at")) if is_workshop else 0
        return from_data(kinds[line["event"]], data, second)

    def read_old(line: dict[str, Any]) -> Event:
        event = upgraded(str(line["event"]), str(line.get("key", "")), _value(line.get("value", "")))
        return event.replace(at=_second(line.get("at"))) if is_workshop else event

    return read_old if format == 1 else read


_LAST: Final = 1 << 33
"""A second in the year 2242."""


def _second(at: object) -> int:
    """The second since 1970 of a time as it is kept; 0 for what is none."""
    try:
        second = int(datetime.fromisoformat(str(at)).timestamp())
    except (ValueError, OverflowError, OSError):
        return 0
    return second if 0 <= second < _LAST else 0


def is_torn(path: Path) -> bool:
    """Whether a journal holds no whole line, such as one that was cut off while it was made."""
    try:
        with path.open("rb") as file:
            first = file.read(caps.JOURNAL.most)
    except OSError:
        return False
    return (
        path.is_file()
        and not path.is_symlink()
        and (not first or (first.startswith(b'{"event": "start"') and b"\n" not in first))
    )


def peek(path: Path) -> tuple[Header, list[Event]]:
    """Read a journal that somebody else has open, as far as it is whole.

    Raises:
        UserError: it can't be read, or it is none of ours.
    """
    try:
        refuse_too_large(path, path.stat().st_size)
        whole = whole_lines(path.read_bytes())
    except OSError as error:
        raise UserError(
            Message("disk.unreadable", path=str(path), why=why(error)), Message("session.start_workshop_first")
        ) from error
    journal = read_lines(whole, path)
    return journal.header, journal.events


def _parsed(whole: bytes, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(BytesIO(whole), 1):  # a line at a time: decoding all of it would take four times its size
        try:
            data = json.loads(line.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise _changed(number, path) from None
        if not isinstance(data, dict) or "event" not in data:
            raise _changed(number, path)
        yield data


def _changed(number: int, path: Path) -> UserError:
    return UserError(
        Message("session.line_unreadable", number=number, path=str(path)),
        Message("session.fix_or_move"),
    )


def _value(value: object) -> Answer:
    return tuple(str(one) for one in value) if isinstance(value, list) else str(value)
