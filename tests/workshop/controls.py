"""Rooms at certain places of an agenda, for tests."""

from __future__ import annotations

from tests.flows import LIBRARY
from tests.workshop.playing import PEOPLE, Workshop

SEEN = (
    "Chi: Physios phone patients who don't come.",
    "Dara: Receptionists keep a second calendar on paper.",
    "Ana: Patients cancel in the night before.",
    "Eli: A free slot stays free for four days out of five.",
    "Fay: Somebody books two slots and keeps one.",
)


def shown(*more: str, agenda: str = "two-hours") -> Workshop:
    """A workshop in which five observations are on the screen."""
    return Workshop(LIBRARY, [*PEOPLE, "", "\n".join(SEEN), "", *more], agenda=agenda)


def decided(workshop: Workshop) -> tuple[int, ...]:
    decision = workshop.room.board.decision
    assert decision
    return decision.chosen


def at_owner() -> Workshop:
    workshop = Workshop(LIBRARY, [*PEOPLE, ""])
    workshop.goes_to("objectives")
    workshop.types("", "Fewer slots stay free.", "", "", "", "")
    return workshop
