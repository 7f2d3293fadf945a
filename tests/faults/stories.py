"""What is killed: a verb in a prepared folder, what is typed into it from beginning to end, and what is typed afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.faults.forked import Run, Server
from tests.faults.scenarios import EXAMPLES, NOW
from tests.faults.sittings import WEIGHED
from tests.faults.verbs import RELEASE
from tests.rehearsal import rehearse

Prepare = Callable[[Path, Server], None]
ANSWER: Final = "Testers on the night shift wait two hours for the one machine that is free."
KEEP: Final = ("",) * 40
"""Enter alone, as often as there can be questions: what is there is kept."""


class Story(NamedTuple):
    """A command that is killed: its `verb`, what the folder has in it before, and the lines that are typed. A workshop begins
    with a page to be read when it is resumed.
    """

    verb: str
    name: str
    arguments: Sequence[str]
    prepare: Prepare
    typed: Sequence[str] = ()
    is_workshop: bool = False

    @property
    def is_session(self) -> bool:
        """Whether it keeps a journal, so that `resume` continues it."""
        return self.verb != "release"

    @property
    def lead(self) -> tuple[str, ...]:
        """What is typed at a resumed session before it goes on."""
        return ("",) if self.is_workshop else ()


def nothing(_folder: Path, _server: Server) -> None:
    """Prepare nothing: the session makes the file."""


def copied(folder: Path, _server: Server) -> None:
    shutil.copy(EXAMPLES / "platform" / "strategy.yaml", folder / "strategy.yaml")


def _did(folder: Path, server: Server, arguments: Sequence[str], typed: Sequence[str] = (), status: int = 0) -> None:
    done = server.run(Run(folder, arguments, typed, now=NOW))
    assert done.status == status, done.output[-500:]


def released(folder: Path, server: Server) -> None:
    """A strategy with the copy of its first release, and an edit after it."""
    copied(folder, server)
    _did(folder, server, ("release", "--keep"))
    path = folder / "strategy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("confidence: medium", "confidence: low", 1), encoding="utf-8")


def noted(folder: Path, server: Server) -> None:
    """The same, with a note for the next release."""
    released(folder, server)
    _did(folder, server, NOTE)


def draft(folder: Path, server: Server) -> None:
    """A strategy that was never released."""
    copied(folder, server)
    path = folder / "strategy.yaml"
    head, _, rest = path.read_text(encoding="utf-8").partition("\nhistory:")
    path.write_text(f"{head}\n{''.join(rest.partition('insights:')[1:])}", encoding="utf-8")


def doubted(folder: Path, server: Server) -> None:
    """A strategy with an insight that speaks against its number."""
    copied(folder, server)
    _did(folder, server, ("learn", "--plain"), (*LEARNED[:7], "1", "2", "", "1"))


def imported(folder: Path, server: Server) -> None:
    """What an import makes of a page that says little."""
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    _did(folder, server, ("import", "page.md", "--yes"))


def begun(arguments: Sequence[str], typed: Sequence[str], prepare: Prepare) -> Prepare:
    """A session that was begun and left after these lines."""

    def prepared(folder: Path, server: Server) -> None:
        prepare(folder, server)
        _did(folder, server, arguments, typed, 130)

    return prepared


def interview(example: str) -> list[str]:
    return [line for act in rehearse(EXAMPLES / example / "answers.yaml") for line in act.lines()]


NOTE: Final = ("release", "--note", "-m", "Less sure than before", "--because", "A second look", "--stands", "all")
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
    *KEEP,
)
"""A new insight, answer by answer; it speaks for a problem, and for nothing else."""
LOOKED_AT: Final = (*KEEP[:13], "1", "It counts for the other teams.")
GROUP: Final = tuple(Path(__file__).with_name("workshop.txt").read_text(encoding="utf-8").split("\n")[:-1])
PAGE: Final = """# Vision
Testers know on Monday which machine is free for them at night.
# Problems
- Testers on the night shift wait two hours for the one machine that is free.
# Objectives
- Teams that book a machine themselves: from 4 to 20 by December 2027.
"""
GAPS: Final = ("1", "12 of 14 testers on night shifts in May waited two hours for a machine; Ana watched them.")
GAPS_FILLED: Final = (
    *("2", ":skip", "", "1", "1", "Testers who work at night and alone", "2", ":skip", "", "Ana", "in March"),
    *KEEP,
)
SECOND_LOOK: Final = (
    *("Ana, Ben, Chi, Dara", "Ana", "A second look", "", "", ""),
    *("Ben: Two regulars asked on Tuesday.", "Chi: Four testers brought their own machine.", "", "", "1", "", "", "", ""),
    *KEEP[:4],
    *(":skip",) * 8,
    *KEEP[:9],
)
MINUTES: Final = ("workshop", "--plain", "--minutes", "60")


def stories() -> tuple[Story, ...]:
    answers = interview("platform")
    new, learn, revise = ("new", "--plain"), ("learn", "--plain"), ("revise", "problems", "--plain")
    resume = ("resume", "--plain")
    revised = (ANSWER, *KEEP)
    return (
        Story("new", "new", new, nothing, answers),
        Story("new", "short new", new, nothing, interview("bakery")),
        Story("resume", "resume of new", resume, begun(new, answers[:60], nothing), answers[60:]),
        Story("resume", "resume of revise", resume, begun(revise, revised[:2], copied), revised[2:]),
        Story("resume", "resume of learn", resume, begun(learn, LEARNED[:3], copied), LEARNED[3:]),
        Story("resume", "resume of what lacks", resume, begun(("revise", "--plain"), GAPS, imported), GAPS_FILLED),
        Story("resume", "resume of workshop", resume, begun(MINUTES, GROUP[:20], nothing), GROUP[20:], is_workshop=True),
        Story("revise", "revise", revise, copied, revised),
        Story("revise", "revise of a released file", revise, released, (*revised[:6], *KEEP)),
        Story("revise", "revise of what is in question", ("revise", "north_star", "--plain"), doubted, LOOKED_AT),
        Story("learn", "learn", learn, copied, LEARNED),
        Story("learn", "learn on a released file", learn, released, LEARNED),
        Story("weigh", "weigh", ("weigh", "A lamp for the desk", "--plain"), copied, WEIGHED),
        Story("release", "release", RELEASE, released),
        Story("release", "release, asked", ("release", "--plain"), released, ("", "Less sure", "A second look", "")),
        Story("release", "release of notes", ("release", "--yes"), noted),
        Story("release", "release --note", NOTE, released),
        Story("release", "release --note, asked", ("release", "--note", "--plain"), released, ("Less sure", "A second look")),
        Story("release", "first release", (*RELEASE[:-3], "--yes"), draft),
        Story("release", "release --keep", ("release", "--keep"), copied),
        Story("workshop", "workshop", MINUTES, nothing, GROUP, is_workshop=True),
        Story("workshop", "workshop on a file", MINUTES, copied, SECOND_LOOK, is_workshop=True),
    )
