"""Whether something printed has a message in it, by the id of the message: what it says is tested by the catalogue alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stratcoach.files.catalogues import english
from stratcoach.language.catalogue import PLACEHOLDER, Template
from stratcoach.messages import Argument


def shows(printed: str, message: str, **arguments: Argument) -> bool:
    """Whether `printed` has the message with this id in it, wherever its lines were broken; with these arguments, and whatever
    others.
    """
    text = " ".join(printed.split())
    return any(re.search(_pattern(one, arguments), text) for one in _texts(english().template(message)))


def _texts(template: Template) -> Iterator[str]:
    if isinstance(template, str):
        yield template
        return
    for name, case in template.items():
        if name != "by":
            yield from _texts(case)


def _pattern(text: str, arguments: dict[str, Argument]) -> str:
    """An expression for a text with placeholders. A first letter may be a capital and a full stop missing, as in a clause."""
    parts = PLACEHOLDER.split(" ".join(text.split()).removesuffix("."))
    made = []
    for at in range(0, len(parts), 3):
        made.append(re.escape(parts[at]))
        if at + 1 < len(parts):
            made.append(_written(arguments[parts[at + 1]]) if parts[at + 1] in arguments else ".*?")
    return rf"(?i:{made[0][:1]}){made[0][1:]}{''.join(made[1:])}" if made[0][:1].isalpha() else "".join(made)


def _written(value: Argument) -> str:
    texts = value if isinstance(value, tuple) else (value,)
    return ".*?".join(re.escape(" ".join(f"{text}".split())) for text in texts)
