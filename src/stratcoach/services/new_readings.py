"""Takes down what a number showed: which number is meant, whether it can be read, where it goes among the readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from stratcoach.errors import UserError
from stratcoach.language.en.number_progress import misread, read_next, with_unit
from stratcoach.messages import Message
from stratcoach.model import dates, relative_dates
from stratcoach.model.coverage import ItemPlace
from stratcoach.model.entry import Item
from stratcoach.model.likeness import closest
from stratcoach.model.sections import with_items
from stratcoach.model.strategy import Measured, MetricReading, Strategy
from stratcoach.services.numbers import measured

_ENOUGH = 3
"""So many letters of an id say which number is meant, if only one begins with them."""


class Taken(NamedTuple):
    """The strategy with a reading, and what became of it: `new`, `same` where it was there, or `corrected` where that day had
    another value, `before`.
    """

    strategy: Strategy
    state: Literal["new", "same", "corrected"]
    before: str = ""


class DueNumber(NamedTuple):
    """A number that is to be read since a day."""

    place: ItemPlace
    item: Measured
    since: date


def due_numbers(strategy: Strategy, day: date) -> Iterator[DueNumber]:
    """The numbers that are to be read, the north star first, then the objectives by their rank."""
    for place, item in measured(strategy):
        since = read_next(strategy, item)
        if since and since <= day:
            yield DueNumber(place, item, since)


def next_day(strategy: Strategy) -> date | None:
    """The day on which the next number is to be read."""
    return min((day for _, item in measured(strategy) if (day := read_next(strategy, item))), default=None)


def number_named(strategy: Strategy, name: str) -> Measured:
    """The number that is meant: by its id or the beginning of it, its metric, or its statement.

    Raises:
        UserError: none is, or several are.
    """
    known = [item for _, item in measured(strategy) if item.id]
    found = _meant(known, name)
    if len(found) == 1:
        return found[0]
    ids = tuple(one.id for one in known)
    if not known:
        raise UserError(Message("reading.no_numbers"), Message("reading.add_numbers"))
    if found:
        raise UserError(
            Message("reading.several_meant", name=name), Message("reading.name_one", ids=tuple(one.id for one in found))
        )
    likely = closest(name.lower(), ids)
    raise UserError(Message("reading.no_such_number", name=name), Message("reading.numbers_are", likely=likely, ids=ids))


def _meant(known: Sequence[Measured], name: str) -> list[Measured]:
    folded = " ".join(name.lower().replace("_", "-").split())
    by_id = [one for one in known if one.id == folded.replace(" ", "-")]
    texts = [one for one in known if folded in (_flat(one.metric), _flat(str(getattr(one, "statement", ""))))]
    begins = [one for one in known if len(folded) >= _ENOUGH and one.id.startswith(folded.replace(" ", "-"))]
    return by_id or texts or begins


def _flat(text: str) -> str:
    return " ".join(text.lower().replace("_", "-").split()).rstrip(".")


def day_read(text: str, today: date) -> str:
    """The day of a reading as it is written into the file.

    Raises:
        UserError: it isn't a date, or is still to come.
    """
    if not text:
        return today.isoformat()
    found = relative_dates.read(text, today, past=True)
    period = dates.parse(found)
    if period is None:
        raise UserError(Message("reading.no_date", text=text), Message("reading.write_a_date"))
    if period.first > today:
        raise UserError(Message("reading.day_to_come", date=dates.spoken(found)), Message("reading.write_a_date"))
    return found


def readable_value(text: str, item: Measured) -> str:
    """A value as it is written into the file, with the unit of its target.

    Raises:
        UserError: it can't be read as a number of that unit.
    """
    if why := misread(text, item):
        raise UserError(Message("reading.misread", why=why), as_the_target(item))
    return with_unit(text, item)


def as_the_target(item: Measured) -> Message:
    """How a value is to be written."""
    return Message("reading.write_like", model=item.target.strip() or item.baseline.strip())


def with_reading(strategy: Strategy, name: str, reading: MetricReading, counter_worse: str = "") -> Taken:
    """Put a reading among those of a number, in order of time. One of the same day is corrected."""
    item = next(one for _, one in measured(strategy) if one.id == name)
    same_day = next((one for one in item.readings if one.date == reading.date), None)
    changed = reading
    if same_day:
        changed = same_day.replace(**{key: text for key in ("value", "counter", "note") if (text := getattr(reading, key))})
    if changed == same_day and not counter_worse:
        return Taken(strategy, "same")
    readings = sorted([*(one for one in item.readings if one is not same_day), changed], key=_last_day)

    def change(one: Item) -> Item:
        worse = {"counter_worse": counter_worse} if counter_worse else {}
        return one.replace(readings=tuple(readings), **worse)

    is_corrected = same_day is not None and same_day.value != changed.value
    return Taken(
        with_items(strategy, (name,), change),
        "corrected" if is_corrected else "new",
        same_day.value if same_day and is_corrected else "",
    )


def taken_down(strategy: Strategy, name: str, reading: MetricReading, today: date) -> Strategy | None:
    """The strategy with a reading of the number that is meant, its value with the unit of the target; None where it has it already.

    Raises:
        UserError: there is no such number, or the value can't be read.
    """
    item = number_named(strategy, name)
    taken = with_reading(strategy, item.id, reading.replace(value=readable_value(reading.value, item)))
    return None if taken.state == "same" else taken.strategy.replace(updated=today.isoformat())


def _last_day(reading: MetricReading) -> date:
    period = dates.parse(reading.date)
    return period.last if period else date.min
