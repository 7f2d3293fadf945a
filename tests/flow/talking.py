"""An interview by replies, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from stratcoach.errors import Paused
from stratcoach.flow.events import (
    InterviewEvent,
)
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Done, Reply, Step
from stratcoach.ui.scripted import Scripted, from_list

BACK, SKIP, KEEP, UNKNOWN, CLOSE, FINISH, ADD = (
    Reply(kind) for kind in ("back", "skip", "keep", "unknown", "close", "finish", "add")
)


QUICK: list[Reply | str] = [
    "quick",
    "Trailhead",
    "company",
    "11 of 14 hikers turned back when the car park at the trailhead was full.",
    "interviews",
    "Of 48,000 routes, 61% were chosen on Friday after 8 pm.",
    "analytics",
    "Of 412 hikers whose first two outings went wrong, 57% planned no third one.",
    "survey",
    CLOSE,
    "Anyone with a free Saturday sets out knowing that the day will work.",
    Reply("answer", ("insights#1",)),
    "People who drive an hour to a trail learn only on arrival that it is full, and lose the day.",
    Reply("answer", ("insights#1", "insights#2")),
    "City people who hike two Saturdays a month and pick the route for others.",
    "Hikers active in a second season rise from 22% to 45% by October 2027.",
]


def talk(library: Library, replies: Iterable[Reply | str]) -> tuple[Interview, list[InterviewEvent], str]:
    """Go through an interview with these replies; at their end the session is left."""
    interview, prompter = Interview(library), Scripted(from_list(replies))
    events: list[InterviewEvent] = []
    with suppress(Paused):
        run(interview, prompter, events.append)
    return interview, events, prompter.transcript


def asks(step: Step) -> str:
    """The key of the question that is due."""
    assert not isinstance(step, Done)
    return step.key
