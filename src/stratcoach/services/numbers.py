"""The numbers of a strategy that were read: how far each has come, and when it is to be read next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from stratcoach.language.en.number_progress import NumberProgress, progress, read_next
from stratcoach.model.coverage import ItemPlace, places
from stratcoach.model.strategy import Measured, NorthStar, Objective, Strategy


class ReadNumber(NamedTuple):
    """A north star metric or an objective with its readings. `due` is the day on which it is to be read next."""

    place: ItemPlace
    item: Measured
    progress: NumberProgress
    due: date | None


def measured(strategy: Strategy) -> Iterator[tuple[ItemPlace, Measured]]:
    """Everything that has a baseline, a target and readings, in the order of the method."""
    for place in places(strategy):
        if isinstance(place.entry, NorthStar | Objective):
            yield place, place.entry


def read_numbers(strategy: Strategy, day: date) -> tuple[ReadNumber, ...]:
    """Every number that has a way and at least one reading on it."""
    return tuple(
        ReadNumber(place, item, found, read_next(strategy, item))
        for place, item in measured(strategy)
        if item.readings and (found := progress(strategy, item, day))
    )
