"""What a person or a shell learns of the verbs: help, completion, the version; and what a runner learns of a run that failed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.rules import BY_NAME
from tests.conftest import Run
from tests.first_release import first_release
from tests.generate import ROOT


def test_help_says_how_a_verb_ends_and_gives_examples(stratcoach: Run) -> None:
    for words in (("--help",), ("lint", "-h")):
        ran = stratcoach(*words, COLUMNS="100")
        assert ran.status == 0
        assert "Exit status: 0" in ran.out
        assert "stratcoach new" in ran.out or "stratcoach lint . --since" in ran.out


@pytest.mark.parametrize(("verb", "named"), [("export", "[FILE]"), ("diff", "[A] [B]"), ("flows", "[ACTION] [NAME]...")])
def test_the_usage_names_each_argument_once(stratcoach: Run, verb: str, named: str) -> None:
    usage = next(line for line in stratcoach(verb, "--help").out.splitlines() if "Usage:" in line)
    assert usage.split("[OPTIONS] ")[1].strip() == named


def test_a_suggestion_is_made_once(stratcoach: Run) -> None:
    ran = stratcoach("limt")
    assert (ran.status, ran.err.count("Did you mean")) == (2, 1)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": ""}, {"TERM": "dumb"}], ids=str)
def test_help_is_plain_where_that_is_asked_for(stratcoach: Run, environment: dict[str, str]) -> None:
    assert "\x1b" not in stratcoach("--help", **{"FORCE_COLOR": "1", **environment}).out


@pytest.mark.slow
@pytest.mark.parametrize("words", ["--help", "lint --help", "explain --all"])
def test_who_reads_only_the_beginning_ends_it_well(words: str) -> None:
    command = f"{sys.executable} -m stratcoach {words} | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_shell_completes_verbs_and_options() -> None:
    program = str(Path(sys.executable).with_name("stratcoach"))

    def completed(words: str) -> list[str]:
        count = str(len(words.split()) - 1)
        environment = {"_STRATCOACH_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count, "PATH": ""}
        return subprocess.run([program], env=environment, capture_output=True, text=True, check=True).stdout.split()

    assert completed("stratcoach li") == ["lint"]
    assert "--show-settings" in completed("stratcoach lint --sh")
    helped = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    assert "--install-completion" in helped


def test_rules_as_json(stratcoach: Run) -> None:
    every = json.loads(stratcoach("explain", "--format", "json").out)["rules"]
    assert [rule["rule"] for rule in every] == list(BY_NAME)
    (one,) = json.loads(stratcoach("explain", "vision/fluff", "--format", "json").out)["rules"]
    assert one == next(rule for rule in every if rule["rule"] == "vision/fluff")
    assert one["severity"] in ("error", "warning", "advice")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("lint", "nowhere"),
        ("lint", "--format", "xml"),
        ("lint", "--nosuch"),
        ("--nosuch",),
        ("nosuch",),
        ("show", "nowhere.yaml"),
    ],
)
def test_inside_github_a_run_that_did_nothing_says_why_beside_the_job(stratcoach: Run, words: tuple[str, ...]) -> None:
    ran = stratcoach(*words, GITHUB_ACTIONS="true")
    commands = [line for line in ran.err.splitlines() if line.startswith("::")]
    assert (ran.status, ran.out, len(commands)) == (2, "", 1)
    assert commands[0].startswith("::error title=stratcoach::")
    assert "::error" not in stratcoach(*words, GITHUB_ACTIONS="").err


def test_a_name_that_looks_like_a_command_stays_one_annotation(stratcoach: Run) -> None:
    ran = stratcoach("lint", "a\n::stop-commands::b%0A", GITHUB_ACTIONS="true")
    commands = [line for line in ran.err.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == 1
    assert commands[0].startswith("::error title=stratcoach::")


def test_an_empty_text_is_no_path(stratcoach: Run, folder: Path) -> None:
    first_release("bakery", folder)
    assert (stratcoach("lint", "").status, stratcoach("lint").status) == (2, 0)


def test_an_option_with_a_wrong_value_is_refused_however_plain_values_are_read(stratcoach: Run) -> None:
    for words in (
        ("lint", "--fail-on", "eror"),
        ("workshop", "--minutes", "many"),
        ("merge", "a", "b"),
        ("show", "--format", "xml"),
    ):
        ran = stratcoach(*words)
        assert (ran.status, ran.out) == (2, ""), words
        assert "Traceback" not in ran.err
