"""Events as plain data with named fields, and back; every value is checked against the type of its field."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

from stratcoach.flow.events import Event
from stratcoach.flow.question_key import DIGITS

LARGEST: Final = 10**DIGITS - 1
"""No number in an event is larger: none counts more than what a session can hold."""

_WHEN: Final = "at"
"""The field that the journal writes in its own way."""

Read = Callable[[Any], Any]
"""Gives the value of a field, or raises `ValueError`."""


def as_data(event: Event) -> dict[str, Any]:
    """An event by the name of its class, with its fields, but for those that are as they are by default and for when it was."""
    names = (name for name in event.field_names if name != _WHEN)
    return {"event": type(event).__name__, **_named(((name, event.__dict__[name]) for name in names), event.field_defaults)}


def _plain(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    names = getattr(value, "_fields", None)
    if names is None:
        return [_plain(one) for one in value]
    return _named(zip(names, value, strict=True), getattr(value, "_field_defaults", {}))


def _named(fields: Iterable[tuple[str, Any]], defaults: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields if name not in defaults or value != defaults[name]}


def from_data(kind: type[Event], data: Mapping[str, Any], at: int = 0) -> Event:
    """An event out of plain data.

    Raises:
        ValueError: a field is missing, or has a value of another type, or there is no such field.
    """
    readers = _readers(cast("type", kind))
    return kind(**_read(readers, kind.field_defaults, data, "event"), at=at)


def kinds_of(*families: type[Event]) -> Mapping[str, type[Event]]:
    """The events of some families by their names."""
    found: dict[str, type[Event]] = {}
    for family in families:
        below = family.__subclasses__()
        found |= kinds_of(*below) if below else {family.__name__: family}
    return found


def _read(readers: Mapping[str, Read], defaults: Mapping[str, Any], data: Any, *beside: str) -> dict[str, Any]:
    if not isinstance(data, dict) or not (readers.keys() - defaults.keys()) <= data.keys() <= readers.keys() | {*beside}:
        raise ValueError(data)
    return {name: readers[name](value) for name, value in data.items() if name in readers}


@cache
def _readers(kind: type) -> Mapping[str, Read]:
    """What reads each field of an event, or of a part of it."""
    names = kind.field_names if issubclass(kind, Event) else getattr(kind, "_fields", ())
    hints = get_type_hints(kind)
    return {name: _reader(hints[name]) for name in names if name != _WHEN}


def _reader(hint: Any) -> Read:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is str:
        return lambda value: _right(value, type(value) is str)
    if hint is bool:
        return lambda value: _right(value, type(value) is bool)
    if hint is int:
        return lambda value: _right(value, type(value) is int and 0 <= value <= LARGEST)
    if origin is Literal:
        return lambda value: _right(value, type(value) is str and value in inner)
    if origin in (Union, types.UnionType):
        return _one_of(tuple(map(_reader, inner)))
    if origin is tuple:
        return _several(_reader(inner[0]))
    return lambda value: hint(**_read(_readers(hint), hint._field_defaults, value))


def _right(value: Any, is_right: bool) -> Any:
    if not is_right:
        raise ValueError(value)
    return value


def _one_of(readers: tuple[Read, ...]) -> Read:
    def read(value: Any) -> Any:
        for one in readers[:-1]:
            try:
                return one(value)
            except ValueError:
                continue
        return readers[-1](value)

    return read


def _several(read: Read) -> Read:
    return lambda value: tuple(map(read, _right(value, isinstance(value, list))))
