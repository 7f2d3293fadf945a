"""Draws the picture in the README: what is on the terminal when the coach asks about a weak answer.

The real program runs in a pseudo-terminal of 80 columns, in the middle of an interview; what is on its screen, with its colours,
becomes a vector graphic. `python -m tests.generate` writes it, and a test compares.
"""

from __future__ import annotations

import re
import tempfile
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import Final

from pyte.screens import Char
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from stratcoach.files.answers import load_answers
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.events import AnswerGiven, InterviewEvent
from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Ask, Challenge, Done
from stratcoach.ui.answering import FromAnswers
from tests.flows import LIBRARY
from tests.person import CTRL_C, ENTER, Person
from tests.printed import question_wording, wording
from tests.rehearsal import BACK

ROOT: Final = Path(__file__).parents[1]
PICTURE: Final = ROOT / "docs" / "pictures" / "coach.svg"
_ANSWERS: Final = ROOT / "examples" / "platform" / "answers.yaml"
_COLUMNS: Final = 80
_LINES: Final = 24
_INK: Final = TerminalTheme(
    (30, 33, 39),
    (220, 223, 228),
    [
        (30, 33, 39),
        (224, 108, 117),
        (152, 195, 121),
        (229, 192, 123),
        (97, 175, 239),
        (198, 120, 221),
        (86, 182, 194),
        (220, 223, 228),
    ],
)


def drawn() -> str:
    """The picture as SVG, which loads nothing."""
    events, weak = _up_to_the_first_weak_problem()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Session.create(journal_path(folder / "strategy.yaml"), Header(file="strategy.yaml"), events).close()
        person = Person(["resume"], folder, columns=_COLUMNS, rows=_LINES)
        person.sees(question_wording("problems.statement"))
        person.sees(BACK)
        person.types(weak, ENTER)
        person.sees(wording("screen.keep_or_change", may_be_guess=False, has_draft=True))
        person.sees("F1: help")
        screen = _read(person)
        person.types(CTRL_C)
        person.ends()
    return _as_svg(screen)


def _up_to_the_first_weak_problem() -> tuple[list[InterviewEvent], str]:
    """What was answered before the coach first looks twice at a problem, and that answer."""
    answering = FromAnswers(load_answers(_ANSWERS, LIBRARY))
    interview = Interview(LIBRARY)
    events = list[InterviewEvent]()
    while not isinstance(step := interview.step(), Done):
        if isinstance(step, Challenge) and step.key.startswith("problems"):
            last = events.pop()
            assert isinstance(last, AnswerGiven)
            assert isinstance(last.value, str)
            return events, last.value
        assert isinstance(step, Ask) or step.key
        event = interview.submit(step, answering(step))
        assert isinstance(event, InterviewEvent)
        interview.apply(event)
        events.append(event)
    raise AssertionError("the coach asks about no problem")


def _read(person: Person) -> Text:
    """The screen with its colours from the title of the step on, without the empty lines at its end."""
    lines = [_line(person, row) for row in range(_LINES)]
    first = next(number for number, line in enumerate(lines) if line.plain.startswith("──"))
    last = max(number for number, line in enumerate(lines) if line.plain)
    return Text("\n").join(lines[first : last + 1])


def whole_screen(person: Person, title: str) -> str:
    """All that is on a terminal now, as SVG, which loads nothing."""
    lines = [_line(person, row) for row in range(person.screen.lines)]
    return _as_svg(Text("\n").join(lines), title, person.screen.columns, title.replace(" ", "-"))


def _line(person: Person, row: int) -> Text:
    line = Text()
    cells = [person.screen.buffer[row][column] for column in range(person.screen.columns)]
    for style, run in groupby(cells, _style):
        line.append("".join(cell.data for cell in run), style)
    line.rstrip()
    return line


def _style(cell: Char) -> str:
    ground = _colour(cell.bg)
    shown = (
        "bold" if cell.bold else "",
        "underline" if cell.underscore else "",
        "reverse" if cell.reverse else "",
        _colour(cell.fg),
    )
    return " ".join(filter(None, (*shown, f"on {ground}" if ground else "")))


def _colour(name: str) -> str:
    if re.fullmatch("[0-9a-f]{6}", name):
        return f"#{name}"
    return "" if name == "default" else name.replace("brown", "yellow").replace("bright", "bright_")


def _as_svg(screen: Text, title: str = "stratcoach new", columns: int = _COLUMNS, name: str = "coach") -> str:
    console = Console(
        file=StringIO(), record=True, width=columns, force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    console.print(screen, soft_wrap=True)
    svg = console.export_svg(title=title, theme=_INK, unique_id=name)
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # they would be loaded from elsewhere
