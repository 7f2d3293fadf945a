"""Texts that a person reads, as values: an id and named arguments.

The sentences are data, one folder per language (`language/en/messages/`). Code makes a `Message`, compares its id and its
arguments, and passes it on; only what shows it to a person turns it into a text, with `str(message)` or in an f-string.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn, TypeAlias

Argument: TypeAlias = "str | int | float | Message | tuple[str | Message, ...] | None"
"""What a message can be filled in with: a text, a number, another message, or several of them, which the language joins."""


class Message:
    """A text for a person that isn't written yet: which one it is, and what is filled in.

    `id` is the name of the file in the catalogue, a dot, and the name in it: `release.nothing_changed`. Two messages are equal
    if their ids and arguments are.
    """

    __slots__ = ("arguments", "id")
    id: str
    arguments: Mapping[str, Argument]

    def __init__(self, id: str, /, **arguments: Argument) -> None:  # noqa: A002
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "arguments", arguments)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"A message is frozen; make a new one to change {name}.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and self.id == other.id and self.arguments == other.arguments

    def __lt__(self, other: Message) -> bool:
        """Whether it comes first in a list that is sorted as people read it."""
        return str(self) < str(other)

    def __hash__(self) -> int:
        return hash((self.id, tuple(self.arguments.items())))

    def __repr__(self) -> str:
        return f"Message({', '.join([repr(self.id), *(f'{name}={value!r}' for name, value in self.arguments.items())])})"

    def replace(self, **arguments: Argument) -> Message:
        """The same message with other arguments; those that aren't named stay."""
        return message_of(self.id, {**self.arguments, **arguments})

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[str, Mapping[str, Argument]]]:
        return message_of, (self.id, self.arguments)

    def __str__(self) -> str:
        """The text in the language of this process."""
        return _renderers[-1](self)

    def __bool__(self) -> bool:
        return bool(self.id)


def message_of(id: str, arguments: Mapping[str, Argument]) -> Message:  # noqa: A002
    """A message out of its parts, where it comes from another process."""
    return Message(id, **arguments)


Text = str | Message
"""A message, or words of a person's or of a question flow."""

NOTHING = Message("")
"""A message that says nothing: false, and an empty text."""

_renderers: list[Callable[[Message], str]] = [repr]


def speak(renderer: Callable[[Message], str]) -> None:
    """Choose the language of this process: what turns a message into a text."""
    _renderers[-1:] = [renderer]


def renderer() -> Callable[[Message], str]:
    """What turns a message into a text in this process."""
    return _renderers[-1]
