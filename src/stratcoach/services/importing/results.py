"""The results of a quarter, from a table: which rows are readings of a number of the strategy, and why the others aren't."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.language.en.number_progress import amount_in
from stratcoach.language.en.table_columns import RESULT_COLUMNS
from stratcoach.messages import Message
from stratcoach.model.strategy import Measured, MetricReading, Strategy
from stratcoach.services.new_readings import day_read, number_named, readable_value, with_reading
from stratcoach.services.numbers import measured
from stratcoach.workshop.note_tables import Rows

_PLAIN: Final = re.compile(r"[^\w]+|_+")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CLOCK: Final = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")


class NotTaken(NamedTuple):
    """A row that is no reading: what it says, and why, as the end of a sentence or a whole one."""

    row: str
    why: Message


class Results(NamedTuple):
    """What came of a table: the strategy with what was new, how many readings that is for which number, how many were there
    already, and the rows that weren't taken.
    """

    strategy: Strategy
    taken: Mapping[str, int]
    known: int
    left: tuple[NotTaken, ...]


def are_results(rows: Rows) -> bool:
    """Whether a table has columns for a number, a day and a value."""
    found = _columns(rows[0]) if rows else {}
    return all(found.get(role) for role in ("item", "day", "value"))


def results(strategy: Strategy, rows: Rows, today: date) -> Results:
    """Take the rows of a table as readings. A reading that is there already is left as it is, whatever the table says."""
    columns = _columns(rows[0])
    taken: dict[str, int] = {}
    left: list[NotTaken] = []
    known = 0
    for row in rows[1:]:
        cells = {role: [row[at].strip() for at in places if at < len(row)] for role, places in columns.items()}
        value = next(iter(cells["value"]), "")
        if not value:
            continue
        shown = ", ".join(cell.strip() for cell in row if cell.strip())
        try:
            item = _item(strategy, cells["item"])
            reading = MetricReading(
                date=_day(next(iter(cells["day"]), ""), today),
                value=readable_value(value, item),
                counter=next(iter(cells.get("counter", ())), ""),
                note=next(iter(cells.get("note", ())), ""),
            )
        except UserError as error:
            left.append(NotTaken(shown, error.message if isinstance(error.message, Message) else Message("import.row_unread")))
            continue
        there = next((one for one in item.readings if one.date == reading.date), None)
        if there is None:
            strategy = with_reading(strategy, item.id, reading).strategy
            taken[item.id] = taken.get(item.id, 0) + 1
        elif _is_same(there, reading, item):
            known += 1
        else:
            left.append(NotTaken(shown, Message("import.other_reading", item=item.id, value=there.value)))
    return Results(strategy, taken, known, tuple(left))


def _columns(head: Sequence[str]) -> dict[str, list[int]]:
    """The places of the columns for each role, the surest first."""
    names = [" ".join(_PLAIN.sub(" ", cell.lower()).split()) for cell in head]
    return {role: list(_places(names, known)) for role, known in RESULT_COLUMNS.items()}


def _places(names: Sequence[str], known: Iterable[str]) -> Iterator[int]:
    for name in known:
        yield from (at for at, one in enumerate(names) if one == name)


def _item(strategy: Strategy, names: Sequence[str]) -> Measured:
    """The number of a row: the first of its cells that names one. Raises `UserError` where none does."""
    first: UserError | None = None
    for name in filter(None, names):
        try:
            found = number_named(strategy, name)
        except UserError as error:
            first = first or error
        else:
            return next(item for _, item in measured(strategy) if item.id == found.id)
    raise first or UserError(Message("import.row_without_number"))


def _day(text: str, today: date) -> str:
    """A day as tables write it. Raises `UserError` for one that can't be read, or could be two days."""
    text = _CLOCK.sub("", text.strip())
    if not text:
        raise UserError(Message("import.row_without_day"))
    if match := _SLASHED.fullmatch(text):
        one, other, year = (int(part) for part in match.groups())
        if one != other and one <= 12 and other <= 12:
            raise UserError(Message("import.two_days", text=text))
        month, day = (one, other) if other > 12 else (other, one)
        text = f"{year:04}-{month:02}-{day:02}"
    return day_read(text, today)


def _is_same(one: MetricReading, other: MetricReading, item: Measured) -> bool:
    return one.value == other.value or amount_in(one.value, item) == amount_in(other.value, item)
