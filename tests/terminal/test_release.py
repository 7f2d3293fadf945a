"""In a real pseudo-terminal: a release is asked about before it is written."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.person import CTRL_C, DOWN, ENTER, Person
from tests.printed import sentence, shows, wording
from tests.rehearsal import EXAMPLES
from tests.terminal.sitting import HINT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")]


@pytest.fixture
def edited(folder: Path) -> Path:
    """A strategy with a released version, and a lower target since."""
    made = Person(["new", "--answers", str(EXAMPLES / "discharge" / "answers.yaml")], folder)
    assert made.ends() == 0
    path = folder / "strategy.yaml"
    path.write_text(path.read_text().replace("target: 4,000", "target: 3,000"))
    return path


def test_before_a_release_is_written_it_is_asked_once_more(edited: Path) -> None:
    person = Person(["release"], edited.parent)
    person.sees(wording("release.what_changed"))
    person.sees(HINT)
    lines = [line.strip() for line in person.screen.display]
    assert lines[lines.index(sentence("release.what_changed")) - 1].startswith("── Release")
    person.types("A lower aim", ENTER)
    person.sees(wording("release.why"))
    person.sees(HINT)
    person.types("Two services left.", ENTER)
    person.sees("› Dr Adler Enter: continue")
    person.types(ENTER)
    person.sees(wording("release.becomes_version", path="strategy.yaml", version="1.1.0", copy="strategy.versions/1.1.0.yaml"))
    person.sees("What changed: A lower aim Why: Two services left. Decided by: Dr Adler")
    person.sees("3) Not now")
    assert "version: 1.0.0" in edited.read_text()
    person.types(DOWN, ENTER)
    person.sees("› A lower aim Enter: continue")
    person.types(" for now.", ENTER)
    person.sees("› Two services left. Enter: continue")
    person.types(ENTER)
    person.sees("› Dr Adler Enter: continue")
    person.types(ENTER)
    person.sees(wording("release.labelled_summary", text="A lower aim for now"))
    person.sees("3) Not now")
    person.types(ENTER)
    assert person.ends() == 0
    assert shows(person.everything(), "release.released", path="strategy.yaml", version="1.1.0")
    assert "summary: A lower aim for now." in edited.read_text()


@pytest.mark.parametrize(("keys", "status"), [((DOWN, DOWN, ENTER), 0), ((CTRL_C,), 130)])
def test_a_release_that_is_not_meant_writes_nothing_and_says_how_to_do_it_later(
    edited: Path, keys: tuple[str, ...], status: int
) -> None:
    before = edited.read_bytes()
    person = Person(["release", "-m", "A lower aim.", "--because", "It's less"], edited.parent, columns=120)
    person.sees("3) Not now")
    person.types(*keys)
    assert person.ends() == status
    told = shlex.join(["-m", "A lower aim.", "--because", "It's less", "--decided-by", "Dr Adler"])
    assert f"stratcoach release {told}" in person.everything()
    assert edited.read_bytes() == before
    assert not (edited.parent / "strategy.versions" / "1.1.0.yaml").exists()


def test_with_yes_a_release_is_not_asked_about_again(edited: Path) -> None:
    person = Person(["release", "-m", "A lower aim.", "--because", "Two services left.", "--yes"], edited.parent)
    assert person.ends() == 0
    assert not shows(person.everything(), "release.are_you_sure")
    assert "version: 1.1.0" in edited.read_text()
