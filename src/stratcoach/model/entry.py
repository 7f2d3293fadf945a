"""What an entry of a strategy file is: its keys, what each contains, the team's own keys; and items, on which others may rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from stratcoach.messages import Message
from stratcoach.model.value import Value

Kind = Literal["text", "prose", "language", "date", "version", "choice", "id", "ids", "texts", "parts"]


CONFIDENCES = ("high", "medium", "low")


Plain = str | tuple["Plain", ...]
"""The value of a team's own `x-` key: a text, a list as a tuple, or a mapping as `Pairs`."""


class Bare(str):
    """A text that is written without quotes in the file, where YAML may take it for a number, yes or no, or nothing."""

    __slots__ = ()


class Pairs(tuple[tuple[str, Any], ...]):
    """A mapping under an `x-` key, in the order in which it was written; the order says nothing."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pairs) and len(self) == len(other) and dict(self) == dict(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(frozenset(self))


class Key(Value):
    """One key of the file: `says` what it contains, in words for a person. `part` is what each of its parts is, for a key of kind `parts`."""

    says: Message
    kind: Kind = "text"
    must: bool = False
    values: tuple[str, ...] = ()
    example: str = ""
    part: type[Entry] | None = None

    @property
    def default(self) -> Any:
        return () if self.kind in ("ids", "texts", "parts") else ""


def key(says: Message, kind: Kind = "text", *, must: bool = False, values: tuple[str, ...] = (), example: str = "") -> Any:
    """Declare a field of an `Entry`; the field's default follows from the kind."""
    return Key(says=says, kind=kind, must=must, values=values, example=example)


def parts(says: Message, part: type[Entry]) -> Any:
    """Declare a field that is a list of parts, each with keys of its own."""
    return Key(says=says, kind="parts", part=part)


class Entry(Value):
    """A mapping in the file. `extra` holds the team's own `x-` keys."""

    keys: ClassVar[Mapping[str, Key]] = {}
    called: ClassVar[str] = ""
    """What a part of an entry is called: `part.yaml` has the words."""
    extra: Pairs = Pairs()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {name: value for name, value in cls.field_defaults.items() if isinstance(value, Key)}
        cls.keys = {**cls.keys, **own}
        cls.field_defaults = {**cls.field_defaults, **{name: value.default for name, value in own.items()}}


class Item(Entry):
    """An entry with an id, on which other items may rest."""

    id: str = key(Message("key.item_id"), "id", must=True, example="full-car-parks")
    rests_on: tuple[str, ...] = key(Message("key.item_rests_on"), "ids")
    because: str = key(Message("key.item_because"), "prose")
    confidence: str = key(Message("key.item_confidence"), "choice", values=CONFIDENCES)
    owner: str = key(Message("key.item_owner"), example="Head of Research")
    link: str = key(Message("key.item_link"))
    note: str = key(Message("key.item_note"), "prose")
    reviewed: str = key(Message("key.item_reviewed"), "date", example="2026-05-04")
