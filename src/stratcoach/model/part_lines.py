"""Parts of an entry as lines that people type: `Map apps: the most complete map`, its first key before the colon, its second behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.model.entry import Entry

_BETWEEN: Final = (": ", " – ", " — ", " - ")


def name_of(part: Entry) -> str:
    """What stands before the colon."""
    return str(getattr(part, _keys(type(part))[0]))


def line_of(part: Entry) -> str:
    """A part as one line, without white space at its ends or line breaks."""
    first, second = (" ".join(str(getattr(part, key)).split()) for key in _keys(type(part)))
    return f"{first}: {second}" if second else first


def parts_of(lines: Sequence[str], part: type[Entry], before: Sequence[Entry] = ()) -> tuple[Entry, ...]:
    """Lines as parts. What a part of `before` has besides its two keys stays, as far as its line or its name is among them."""
    return tuple(_part(line, part, before) for line in lines if line.strip())


def _part(line: str, part: type[Entry], before: Sequence[Entry]) -> Entry:
    same = next((one for one in before if line_of(one) == line.strip()), None)
    if same is not None:
        return same
    first, second = _apart(line.strip())
    blank = next((one for one in before if name_of(one) == first), part())
    keys = _keys(part)
    return blank.replace(**{keys[0]: first, keys[1]: second})


def _apart(line: str) -> tuple[str, str]:
    """Both sides of the first colon, or of the first dash where there is no colon."""
    for between in _BETWEEN:
        first, found, second = line.partition(between)
        if found and first.strip() and second.strip():
            return first.strip(), second.strip()
    return line.removesuffix(":").strip(), ""


def _keys(part: type[Entry]) -> tuple[str, str]:
    first, second, *_ = part.keys
    return first, second
