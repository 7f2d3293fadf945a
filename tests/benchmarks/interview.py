"""From Enter to the next question with 1,000 insights in the session, in a real pseudo-terminal.

    python -m tests.benchmarks.interview [INSIGHTS]

Prints medians and 95th percentiles in milliseconds: the machine alone, and what a person at a terminal waits.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from stratcoach.files.question_flows import load_library
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.events import AnswerGiven, InterviewEvent, ListClosed, QuestionSkipped, WentBack
from stratcoach.flow.interview import Interview
from tests.person import ENTER, Person
from tests.rehearsal import BACK


def events(count: int) -> Iterator[InterviewEvent]:
    """A session of the whole method with so many insights, about to begin the vision."""
    yield AnswerGiven(key="start.agenda", value="solo")
    yield AnswerGiven(key="start.product", value="Trailhead")
    for number in range(1, count + 1):
        key = f"insights#{number}"
        yield QuestionSkipped(key=f"{key}.occasion")
        yield AnswerGiven(
            key=f"{key}.statement", value=f"{number} of 2,000 hikers turned back when the car park number {number} was full."
        )
        yield AnswerGiven(key=f"{key}.source", value="interviews")
        yield AnswerGiven(key=f"{key}.evidence", value=f"{number} of 2,000 interviews")
        yield AnswerGiven(key=f"{key}.observed", value="2026-03")


def spread(times: list[float]) -> str:
    times = sorted(times)
    return (
        f"median {statistics.median(times):6.1f}   95th percentile {times[int(len(times) * 0.95)]:6.1f}   max {times[-1]:6.1f} ms"
    )


def machine(count: int) -> None:
    library = load_library()
    began = time.perf_counter()
    interview = Interview(library, events(count))
    interview.step()
    sys.stdout.write(f"resume (fold)      {(time.perf_counter() - began) * 1000:6.1f} ms\n")
    times = []
    for key, value in [
        (f"vision.{name}", "They lose a day each week.") for name in ("user", "today", "low_future", "low_asks")
    ] * 5:
        began = time.perf_counter()
        interview.apply(AnswerGiven(key=key, value=value))
        interview.step()
        times.append((time.perf_counter() - began) * 1000)
    sys.stdout.write(f"next step          {spread(times)}\n")
    began = time.perf_counter()
    interview.apply(WentBack())
    interview.step()
    sys.stdout.write(f"back               {(time.perf_counter() - began) * 1000:6.1f} ms\n")


def terminal(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".git").mkdir()
        session = Session.create(journal_path(folder / "strategy.yaml"), Header())
        for event in [*events(count), ListClosed(flow="insights")]:
            session.append(event)
        session.close()
        person = Person(["resume"], folder)
        person.sees("Whose life is different")
        person.sees(BACK)
        times = []
        for text, then in (
            ("Hikers in cities", "ordinary bad day"),
            ("They lose a day.", "stays close to today"),
            ("They find a space.", "first picture in one sentence"),
            ("Hikers always find a space.", "would this one ask of you"),
            ("Two years.", "far from today"),
            ("The day works.", "Say this second picture"),
            ("Hikers know before they leave home that the day will work.", "And what would this one ask"),
            ("Six years.", "side by side"),
        ):
            person.types(text)
            person.sees(text)
            began = time.perf_counter()
            person.types(ENTER)
            person.sees(then)
            person.sees(BACK)
            times.append((time.perf_counter() - began) * 1000)
        sys.stdout.write(f"Enter to question  {spread(times)}\n")
        for answer, then in (
            (ENTER, "right distance"),
            ("It fits." + ENTER, "speaks against"),
            ("Nobody." + ENTER, "By which year"),
        ):
            person.types(answer)
            person.sees(then)
            person.sees(BACK)
        began = time.perf_counter()
        person.types("2030", ENTER)
        person.sees("Which of the things you saw")
        person.sees("Type a few words")
        sys.stdout.write(f"a list of {count:<8} {(time.perf_counter() - began) * 1000:6.1f} ms\n")
        person.types("\x03")
        person.ends()


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    machine(wanted)
    terminal(wanted)
