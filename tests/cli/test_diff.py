"""diff: against the last release, a version, a revision; and log."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from tests.cli.comparing import AFTER, BEFORE, release
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import sentence, shows


def test_the_file_is_compared_with_the_last_commit_where_nothing_was_released(stratcoach: Run, strategy: Path) -> None:
    assert BEFORE not in strategy.read_text()
    ran = stratcoach("diff")
    assert (ran.status, ran.err) == (0, "")
    headline = sentence("diff.headline", level="CHOICE", version="1.1.0")
    assert ran.out.startswith(f"HEAD:strategy.yaml → strategy.yaml\n{headline}")
    moved = sentence("diff.done_to", done=Message("diff.done", kind="moved_goalpost"), field=Message("field.target"))
    assert f"{moved} [CHOICE]\n      4,000 → 3,000" in ran.out
    assert ran.out.endswith(f"\n{sentence('diff.changes', count=1)}.\n")


def test_a_version_is_one_of_the_file_that_is_named_beside_it(stratcoach: Run, strategy: Path) -> None:
    other = first_release("bakery", strategy.with_name("bakery.strategy.yaml"))
    copies = other.with_name("bakery.strategy.versions")
    copies.mkdir()
    shutil.copy(other, copies / "1.0.0.yaml")
    release(strategy, "1.0.0", strategy.read_text())
    assert shows(stratcoach("diff", "1.0.0", other.name).out, "diff.nothing_changed")


def test_the_newest_release_is_what_the_file_is_compared_with(stratcoach: Run, strategy: Path) -> None:
    release(strategy, "1.9.0", strategy.read_text().replace(AFTER, BEFORE))
    release(strategy, "1.10.0", strategy.read_text())
    sides, same = stratcoach("diff").out.splitlines()
    assert sides == "1.10.0 → strategy.yaml"
    assert shows(same, "diff.nothing_changed")
    assert "4,000 → 3,000" in stratcoach("diff", "1.9.0").out
    assert "4,000 → 3,000" in stratcoach("diff", "1.9.0", "1.10.0").out


@pytest.mark.parametrize("side", ["HEAD", "main", "HEAD:strategy.yaml"])
def test_a_revision_of_git_is_a_side(stratcoach: Run, strategy: Path, side: str) -> None:
    assert strategy.exists()
    assert "4,000 → 3,000" in stratcoach("diff", side).out
    assert "3,000 → 4,000" in stratcoach("diff", "strategy.yaml", side).out


@pytest.mark.parametrize("name", ["--output=x", "-x", "nothere", "HEAD~9", "x\ny", "$(touch x)", "HEAD:-x", "a:b:c"])
def test_a_revision_is_never_an_option_or_a_command(stratcoach: Run, strategy: Path, name: str) -> None:
    ran = stratcoach("diff", "--", name)
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert sorted(one.name for one in strategy.parent.iterdir()) == [".git", "strategy.yaml"]


def test_the_exit_status_tells_of_a_difference_when_asked(stratcoach: Run, strategy: Path) -> None:
    assert stratcoach("diff", "--exit-code").status == 1
    assert stratcoach("diff", "strategy.yaml", "strategy.yaml", "--exit-code").status == 0
    strategy.write_text(f"# a comment\n{strategy.read_text().replace(AFTER, BEFORE)}")
    assert stratcoach("diff", "--exit-code").status == 0


def test_json_has_the_shape_that_the_readme_promises(stratcoach: Run, strategy: Path) -> None:
    assert strategy.exists()
    told = json.loads(stratcoach("diff", "--format", "json").out)
    assert list(told) == ["version", "level", "from", "to", "proposed", "changes", "ripple"]
    assert told["changes"] == [
        {
            "kind": "moved_goalpost",
            "section": "objectives",
            "on": "care-services-plan-rounds",
            "field": "target",
            "level": "CHOICE",
            "before": "4,000",
            "after": "3,000",
        }
    ]


def test_json_names_the_entries_of_a_list_that_changed(stratcoach: Run, strategy: Path) -> None:
    shutil.copy(strategy, strategy.with_name("old.yaml"))
    strategy.write_text(f"{strategy.read_text()}x-goals: [fewer beds, more nights at home]\n")
    told = json.loads(stratcoach("diff", "old.yaml", "strategy.yaml", "--format", "json").out)
    (change,) = told["changes"]
    assert (change["field"], change["on"], change["level"]) == ("x-goals", "", "DETAIL")
    assert change["entries"] == [{"before": "", "after": "fewer beds"}, {"before": "", "after": "more nights at home"}]


@pytest.mark.parametrize("output", ["text", "md", "html"])
def test_no_value_makes_a_line_that_nobody_can_read(stratcoach: Run, strategy: Path, output: str) -> None:
    long = "z" * 900
    shutil.copy(strategy, strategy.with_name("old.yaml"))
    text = strategy.read_text().replace("owner: ", f"owner: {long}", 1)
    strategy.write_text(f"{text}x-{long}: 1\nx-url: https://{long}\n")
    ran = stratcoach("diff", "old.yaml", "strategy.yaml", "--format", output)
    assert ran.status == 0
    assert ran.out.count("…") >= 3
    assert "z" * 100 not in ran.out


def test_two_long_values_are_shown_where_they_differ(stratcoach: Run, strategy: Path) -> None:
    link = f"https://example.org/{'a' * 200}"
    text = strategy.read_text()
    strategy.with_name("old.yaml").write_text(f"{text}x-url: {link}/first\n")
    strategy.write_text(f"{text}x-url: {link}/second\n")
    told = stratcoach("diff", "old.yaml", "strategy.yaml").out
    assert "/first → " in " ".join(told.split())
    assert "/second" in told


def test_what_people_wrote_is_only_text_in_markdown_and_html(stratcoach: Run, strategy: Path) -> None:
    nasty = "**Nurses** <script>alert(1)</script> @everyone [x](http://x) `rm`"
    text = strategy.read_text()
    begin = text.index("    segment:")
    end = text.index("\n    today:", begin)
    strategy.write_text(f"{text[:begin]}    segment: '{nasty}'{text[end:]}")
    markdown, html = stratcoach("diff", "--format", "md").out, stratcoach("diff", "--format", "html").out
    assert "\\<script>" in markdown
    assert "@everyone" not in markdown
    assert "&lt;script&gt;" in html
    assert "<script>" not in html + markdown.replace("\\<script>", "")


def test_a_file_that_cannot_be_read_is_not_compared(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text("stratcoach: 1\nonwer: x\n")
    ran = stratcoach("diff")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "strategy_file.unreadable", file="strategy.yaml")
    assert "strategy.yaml:2:1: `onwer`" in ran.err


def test_without_anything_to_compare_with_it_says_so(stratcoach: Run, folder: Path) -> None:
    first_release("bakery", folder)
    ran = stratcoach("diff")
    assert ran.status == 2
    assert shows(ran.err, "verb.nothing_to_compare_with", path="strategy.yaml")


def test_the_versions_are_told_newest_first(stratcoach: Run, strategy: Path) -> None:
    head = strategy.read_text().partition("history:")[0]
    strategy.write_text(
        f"{head}history:\n"
        "  - {version: 1.9.0, date: 2026-01-05, summary: Fewer hospitals., because: Because two had no ward., decided_by: Paul}\n"
        "  - {version: 1.10.0, date: 2026-03-05, summary: A region was added.}\n"
        "  - {version: 1.0.0, date: 2025-11-22, summary: First strategy.}\n"
    )
    ran = stratcoach("log")
    assert ran.status == 0
    order = [line.split("  ")[0] for line in ran.out.splitlines() if line[:1].isdigit()]
    assert order == ["1.10.0", "1.9.0", "1.0.0"]
    head = f"1.9.0  {spoken('2026-01-05')}  {sentence('verb.choice_changed')}\n"
    reason = sentence("verb.because", reason="two had no ward.")
    assert f"{head}  Fewer hospitals.\n  {reason}\n  {sentence('verb.decided_by', names='Paul')}\n" in ran.out
    levels = [one["level"] for one in json.loads(stratcoach("log", "--format", "json").out)["releases"]]
    assert levels == ["CHOICE", "CHOICE", "FIRST"]
