"""Writes a reading into the strategy file and says how its number goes now."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from stratcoach.files.edit import edit
from stratcoach.messages import Message
from stratcoach.model.dates import spoken_when
from stratcoach.model.strategy import MetricReading
from stratcoach.reports.show_numbers import one_number
from stratcoach.reports.style import style_for
from stratcoach.reports.trace_chart import signs_for
from stratcoach.services.new_readings import Taken, with_reading
from stratcoach.services.numbers import ReadNumber, read_numbers
from stratcoach.services.strategy_file import read_file, readable, write_over


def save_reading(path: Path, name: str, reading: MetricReading, counter_worse: str = "") -> Taken:
    """Put a reading into the file as it is now.

    Raises:
        UserError: the number isn't there any more, or the file can't be written; it is as it was.
    """
    document = read_file(path)
    taken = with_reading(readable(document, "added_to"), name, reading, counter_worse)
    if taken.state != "same":
        write_over(document, path, edit(document, taken.strategy.replace(updated=_today().isoformat())), "run")
    return taken


def tell_taken(path: Path, name: str, reading: MetricReading, taken: Taken) -> ReadNumber | None:
    """Say what was written, and draw how far the number has come. Returns it, where it has a way."""
    style = style_for(sys.stdout)
    message = Message(
        "reading.taken",
        state=taken.state,
        item=name,
        value=reading.value,
        when=spoken_when(reading.date),
        path=str(path),
        before=taken.before,
    )
    print(style.wrap(f"{message}"))
    number = next((one for one in read_numbers(taken.strategy, _today()) if one.item.id == name), None)
    if number:
        print(one_number(number, _today(), style, signs_for(sys.stdout.encoding)))
    return number


def _today() -> date:
    return date.today()  # noqa: DTZ011  the person's own day is meant
