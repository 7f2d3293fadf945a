"""What the README says is so: its commands run, its verbs are there, its table is fresh."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from stratcoach.cli import app
from stratcoach.commands.git_driver import FOR_SERVERS
from stratcoach.commands.lint import check_file
from stratcoach.files.codec import load
from stratcoach.files.config import read_settings
from stratcoach.reports.json import Json
from stratcoach.rules import RULES
from tests.generate import DAY, ROOT, rendered

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```sh\n(.*?)\n```", README, re.DOTALL)
    assert found
    return found[1]


def test_each_command_is_one_line_that_makes_the_environment_first() -> None:
    for name in ("main", "test"):
        assert block(name).count("\n") == 0
        assert block(name).startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "verb",
    [command.name or command.callback.__name__ for command in app.registered_commands if command.callback and not command.hidden],
)
def test_every_verb_stands_in_the_readme(verb: str) -> None:
    assert f"stratcoach {verb}" in README


def test_every_rule_stands_in_the_readme() -> None:
    assert all(f"| `{rule.name}` |" in README for rule in RULES)


def test_the_json_it_shows_is_what_lint_prints() -> None:
    found = re.search(r"```json\n(.*?)\n```", README, re.DOTALL)
    assert found
    told = json.loads(found[1])
    text = "stratcoach: 1\nproduct: x\nproblems:\n  - id: no-dashboard\n    statement: Users lack a dashboard.\n"
    shown = json.loads(rendered(Json(), check_file(load(text.encode(), "strategy.yaml"), DAY)))
    assert list(told) == list(shown)
    assert told["summary"].keys() == shown["summary"].keys()
    (finding,) = told["findings"]
    assert finding in shown["findings"]
    assert list(finding) == list(shown["findings"][0])


def test_the_settings_it_shows_can_be_read(tmp_path: Path) -> None:
    found = re.search(r"<!-- settings -->\n```yaml\n(.*?)\n```", README, re.DOTALL)
    assert found
    (tmp_path / "settings.yaml").write_text(found[1], encoding="utf-8")
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "stratcoach.yaml").write_text("fail_on: error\n", encoding="utf-8")
    settings = read_settings(tmp_path / "settings.yaml")
    assert (settings.fail_on, settings.limits.insight_months, settings.flows) == ("warning", 18, tmp_path / "questions")


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def fenced(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_the_lines_for_gitattributes_are_those_that_are_offered() -> None:
    assert fenced("attributes").splitlines() == list(FOR_SERVERS)


def test_the_settings_for_releases_after_merging_can_be_read(tmp_path: Path) -> None:
    (tmp_path / ".stratcoach.yaml").write_text(fenced("after merging"), encoding="utf-8")
    assert read_settings(tmp_path / ".stratcoach.yaml").policy.severity == {"version/not-raised": "advice"}
