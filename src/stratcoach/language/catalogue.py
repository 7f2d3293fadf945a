"""A catalogue: the sentences of one language, by the ids of messages.

A sentence is a text with `{placeholders}`, or several texts of which an argument chooses one:

    nobody_yet: Nobody has voted yet. To count without them, type {done}.
    dots_each:
      by: dots
      one: One dot each.
      other: "{dots} dots each."

`by` names the argument. A number chooses `0`, `1` …, if there is such a text, else its plural form; a text chooses the one of its
name, True and False choose `yes` and `no`; `other` is for all the rest. A text may be chosen from again in the same way.

A placeholder is the name of an argument. Several texts are joined: `{names}` with commas, `{names:and}`, `{names:or}` as a
sentence joins them, `{names:semicolons}` with semicolons. `{why:clause}` is a sentence without its
full stop, `{hint:sentence}` a clause with a capital letter and a full stop. `{key.NAME}` isn't an argument: it is the key or the command for NAME on the screen where the text is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from stratcoach.messages import Argument, Message
from stratcoach.model.safe_text import sentence

Template = str | Mapping[str, "Template"]
"""A text with placeholders, or a choice of texts: `by` and its cases."""

PLACEHOLDER: Final = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)(?::([a-z]+))?\}")
KEY: Final = "key."
JOINS: Final = ("and", "or", "semicolons")
FORMS: Final[Mapping[str, Callable[[str], str]]] = {"clause": lambda text: text.removesuffix("."), "sentence": sentence}


class UnknownMessageError(LookupError):
    """A message that the catalogue doesn't have, or that has other arguments than its sentence: a mistake in the program."""


class Catalogue:
    """The sentences of one language. `read` gives those of one file, by name; it is read when the first is needed.

    `plural` gives the plural form of a number, `joins` the words of a language for “and” and “or”, `keys` the key or command for
    something that can be done on the screen of now.
    """

    def __init__(
        self,
        read: Callable[[str], Mapping[str, Template]],
        plural: Callable[[int | float], str],
        joins: Mapping[str, str],
        keys: Callable[[str], str] = lambda name: f":{name}",
    ) -> None:
        self._read = read
        self._plural = plural
        self._joins = joins
        self._files: dict[str, Mapping[str, Template]] = {}
        self.keys = keys

    def render(self, message: Message) -> str:
        """Write a message out.

        Raises:
            UnknownMessageError: if it isn't in the catalogue, or an argument is missing.
        """
        return self._filled(self.template(message.id), message) if message.id else ""

    def template(self, id: str) -> Template:  # noqa: A002
        """The sentence with an id, not filled in."""
        file, _, name = id.partition(".")
        if file not in self._files:
            self._files[file] = self._read(file)
        if name not in self._files[file]:
            raise UnknownMessageError(f"There is no message {id}.")
        return self._files[file][name]

    def _filled(self, template: Template, message: Message) -> str:
        while not isinstance(template, str):
            template = self.chosen(template, message)
        return PLACEHOLDER.sub(lambda match: self._value(match[1], match[2], message), template)

    def chosen(self, cases: Mapping[str, Template], message: Message) -> Template:
        """The one of these cases that the argument named by `by` chooses.

        Raises:
            UnknownMessageError: if there is none for it, or the argument is missing.
        """
        value = self._argument(str(cases["by"]), message)
        for name in self._names(value):
            if name in cases:
                return cases[name]
        raise UnknownMessageError(f"{message.id} has no text for {cases['by']} = {value!r}.")

    def _names(self, value: Argument) -> Iterator[str]:
        if isinstance(value, bool):
            yield "yes" if value else "no"
        elif isinstance(value, (int, float)):
            yield f"{value:g}"
            yield self._plural(value)
        elif isinstance(value, Message):
            yield value.id
        elif isinstance(value, str):
            yield value
        if not value:
            yield "none"
        yield "other"

    def _argument(self, name: str, message: Message) -> Argument:
        if name not in message.arguments:
            raise UnknownMessageError(f"{message.id} is shown without its argument {name}.")
        return message.arguments[name]

    def _value(self, name: str, join: str | None, message: Message) -> str:
        if name.startswith(KEY):
            return self.keys(name.removeprefix(KEY))
        return self._text(self._argument(name, message), join)

    def _text(self, value: Argument, join: str | None) -> str:
        if join is not None and join in FORMS:
            return FORMS[join](self._text(value, None))
        if isinstance(value, tuple):
            return self._joined([self._text(one, None) for one in value], join)
        if isinstance(value, Message):
            return self.render(value)
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    def _joined(self, texts: list[str], join: str | None) -> str:
        if join is None or join == "semicolons" or len(texts) < 2:
            return ("; " if join else ", ").join(texts)
        return f"{', '.join(texts[:-1])} {self._joins[join]} {texts[-1]}"


def placeholders(template: Template) -> frozenset[str]:
    """The arguments that a sentence needs in any of its texts; keys aren't arguments."""
    if isinstance(template, str):
        return frozenset(match[1] for match in PLACEHOLDER.finditer(template) if not match[1].startswith(KEY))
    return frozenset([str(template["by"])]).union(*(placeholders(case) for name, case in template.items() if name != "by"))
