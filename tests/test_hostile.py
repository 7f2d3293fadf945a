"""A short replay of `python -m tests.hostile` and `python -m tests.hostile.checkout`; and the door that all output goes through."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.files.sessions import Header, Session, peek
from stratcoach.flow.events import AnswerGiven
from stratcoach.model.outgoing import behind, door, for_commands, is_watched, without_commands
from stratcoach.model.safe_text import without_hidden
from stratcoach.ui.narrow import output_on
from tests.faults.scenarios import ROOT
from tests.hostile import judges
from tests.hostile.checkout import VERBS, ran, unaware, unlisted
from tests.hostile.texts import TEXTS
from tests.hostile.traps import CHECKOUTS

signs = st.text(st.sampled_from([*"\x1b[]0;31m8mJH\r\n\t:#", "\x9b", "\u202e", "\x07", "a", "é"]), max_size=30)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def through_door(text: str, stream: io.StringIO, *, watched: bool = False) -> str:
    door(stream, watched=watched).write(text)
    return stream.getvalue()


@given(signs)
def test_nothing_that_steers_gets_through_the_door(text: str) -> None:
    assert list(judges.of_terminal(through_door(text, io.StringIO()), colours=False)) == []
    assert list(judges.of_terminal(through_door(text, Terminal()), colours=True)) == []


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]), max_size=40))
def test_what_steers_nothing_and_hides_nothing_gets_through_as_it_is(text: str) -> None:
    text = without_hidden(text)
    assert through_door(f"{text}\r\n\t{text}", io.StringIO()) == f"{text}\r\n\t{text}"


def test_our_own_colours_reach_a_terminal_and_no_file() -> None:
    assert through_door("\x1b[1mx\x1b[0m", Terminal()) == "\x1b[1mx\x1b[0m"
    assert "\x1b" not in through_door("\x1b[1mx\x1b[0m", io.StringIO())
    assert "\x1b" not in through_door("\x1b[8mx\x1b[38;5;0my", Terminal())


@pytest.mark.parametrize("name", ["github", "github old", "gitlab bare", "azure", "teamcity", "travis", "newlines"])
def test_no_command_to_a_runner_gets_through_the_door_of_a_log(name: str) -> None:
    shown = through_door(f"{TEXTS[name]}\n", io.StringIO(), watched=True)
    assert list(judges.of_runner(shown, commands=False)) == []
    assert list(judges.of_runner(f"x{without_commands(TEXTS[name])}".replace("\n", " "), commands=False)) == []


def test_a_report_of_commands_has_its_own_and_no_others() -> None:
    plain = io.StringIO()
    for_commands(door(plain, watched=True)).write("::error title=x::##[group]y\n")
    assert plain.getvalue() == "::error title=x::##\\u005bgroup]y\n"
    assert behind(door(plain, watched=True)) is plain


@pytest.mark.parametrize("name", ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION"])
def test_a_runner_is_known_by_its_environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in ("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "CI"):
        monkeypatch.delenv(one, raising=False)
    assert not is_watched()
    monkeypatch.setenv(name, "True")
    assert is_watched()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_no_verb_lets_a_hostile_text_be_obeyed_and_no_verb_is_left_out() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", "--short"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="programs are scripts of a shell")
@pytest.mark.parametrize("name", ["own settings", "promises, ext"])
def test_what_a_checkout_names_is_not_run(name: str, tmp_path: Path) -> None:
    few = [verb for verb in VERBS if verb in (("diff", "HEAD~1"), ("lint", ".", "--since", "HEAD~1")) or "torn.yaml" in verb]
    assert list(ran(CHECKOUTS[name](tmp_path / "ours"), few)) == []
    assert unaware(CHECKOUTS[name], tmp_path / "theirs") != []


def test_every_setting_of_this_git_that_looks_like_a_program_is_tried() -> None:
    assert unlisted() == []


def test_the_interface_is_drawn_past_the_door_and_turns_no_line() -> None:
    raw = io.BytesIO()
    output = output_on(door(io.TextIOWrapper(raw, "utf-8"), watched=True))
    output.write("a\u202eb\u2066\n::c")
    output.flush()
    assert raw.getvalue().decode().replace("\r", "") == "ab\n::c"


def test_a_journal_has_no_raw_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "strategy.draft.jsonl"
    event = AnswerGiven(key="vision.statement", value="\x9b2J \u202e \x7f é 日本")
    Session.create(path, Header(mode="new", file="strategy.yaml"), [event]).close()
    raw = path.read_text(encoding="utf-8")
    assert list(judges.of_terminal(raw, colours=False)) == []
    assert "é 日本" in raw
    assert peek(path)[1] == [event]


PAST_THE_DOOR = {
    "model/outgoing.py": "the door",
    "cli/runner_log.py": "our own command to the runner",
    "ui/progress.py": "a line that is updated in place",
    "commands/printing.py": "a file that is printed to be kept",
    "commands/follow.py": "the screen of --follow",
    "commands/round_ahead.py": "the lines of a round, above what is being typed",
    "ui/narrow.py": "the full interface",
}


def test_nothing_else_goes_past_the_door() -> None:
    past = re.compile(r"\bbehind\((?:sys|stream|door)|__std(?:out|err)__|std(?:out|err)\.buffer|os\.write\([12],|/dev/tty")
    source = ROOT / "src" / "stratcoach"
    found = {
        path.relative_to(source).as_posix() for path in source.rglob("*.py") if past.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(PAST_THE_DOOR)
