"""Every verb that asks, typed line by line: sessions that begin, are continued, and end in files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from stratcoach.files.sessions import journal_path
from tests.faults.forked import Server
from tests.faults.scenarios import Scenario
from tests.faults.verbs import does, empty, long_due, released, unreleased
from tests.rehearsal import rehearse

ANSWERS: Final = Path(__file__).with_name("answers.yaml")
ANSWER: Final = "Testers on the night shift wait two hours for the one machine that is free."
ENTERS: Final = ("",) * 100
LEARNED: Final = (
    ":skip",
    ANSWER,
    "2",
    "12 of 14 testers on night shifts in May, notes in the research folder",
    "2026-05",
    "",
    "",
    "3",
    "",
    "1",
    *ENTERS[:20],
)
WEIGHED: Final = ("2", "", "1", "", "Nobody works there at night.", "Two teams ask for it.")
"""No; nothing decides it; a boundary, as it was drafted; why, and what would reopen it."""
RELEASED: Final = ("1", "", "Less sure", "A second look", "", "y")
"""Now; nothing that was in question still holds; what changed, and why."""
BEFORE: Final = ("Ana, Ben, Chi, Dara", "Ana", "A second look", "", "")
ROOM: Final = ("", "Ben: Two testers asked on Tuesday.", "", "", "4", *[""] * 8, *[":skip"] * 8, *[""] * 5)
"""One note, which is chosen; everything else is left out."""


def replies() -> list[str]:
    """All that the example's answers say, as it is typed."""
    return [*(line for act in rehearse(ANSWERS) for line in act.lines()), *ENTERS[:5]]


def half_way(folder: Path, server: Server) -> None:
    """A session that was stopped in the middle."""
    lines = replies()
    does(folder, server, "new", "--plain", typed=lines[: len(lines) * 3 // 4], status=130)
    assert journal_path(folder / "strategy.yaml").exists()


def prepared(folder: Path, server: Server) -> None:
    """A workshop with its questionnaires out, one of which has come back."""
    unreleased(folder, server)
    does(folder, server, "workshop", "--prepare", "out", "--names", "Ana, Ben, Chi")
    sheet = next((folder / "out").glob("*ben*.md"))
    parts = sheet.read_text(encoding="utf-8").split("\n## ")
    sheet.write_text(
        "\n## ".join(f"{part.rstrip()}\n\n- {ANSWER}\n" if at else part for at, part in enumerate(parts)), encoding="utf-8"
    )


SITTINGS: Final = (
    Scenario("new-plain", empty, ("new", "--plain"), tuple(replies())),
    Scenario("resume", half_way, ("resume", "--plain"), tuple(replies()[len(replies()) * 3 // 4 - 1 :])),
    Scenario("new-start-over", half_way, ("new", "--plain", "--start-over"), tuple(replies())),
    Scenario("revise", unreleased, ("revise", "problems", "--plain"), (ANSWER, *ENTERS)),
    Scenario("revise-release", released, ("revise", "problems", "--plain"), (ANSWER, *ENTERS[:7]), releases=RELEASED),
    Scenario("learn", unreleased, ("learn", "--plain"), LEARNED),
    Scenario("weigh", unreleased, ("weigh", "A lamp for the desk", "--plain"), WEIGHED),
    Scenario("release-asking", released, ("release", "--plain"), ("", "Less sure", "A second look", "", "y")),
    Scenario("reading-asking", unreleased, ("reading", "teams-bring", "--plain"), ("48",)),
    Scenario("review", long_due, ("review", "--plain"), ("1", "in March")),
    Scenario("workshop", empty, ("workshop", "--plain", "--minutes", "60"), (*BEFORE[:3], "", "Crumb", "", *ROOM), ("",)),
    Scenario("workshop-on-a-file", unreleased, ("workshop", "--plain"), (*BEFORE, *ROOM), ("",)),
    Scenario("collect", prepared, ("workshop", "--collect", "out")),
)
