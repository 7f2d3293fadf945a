"""lint of files that are made to mislead it or those who read its reports."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from stratcoach.messages import Message
from tests.cli.linting import EXAMPLES, WAIVER, change, commit, linted
from tests.conftest import Ran, Run
from tests.generate import DAY
from tests.printed import refused, sentence, shows, wording


def chain(number: int, links: str, more: str = "") -> str:
    head = "stratcoach: 1\nproduct: Crumb\nversion: 1.0.0\nupdated: 2026-11-22\ninsights:\n"
    items = (
        f"  - id: i-{n}\n    statement: Bakers count.\n{links.format(was=n - 1, next=(n + 1) % number)}" for n in range(number)
    )
    return head + "".join(items) + more


def in_question(*insights: str, more: int) -> re.Pattern[str]:
    named = (*(Message("finding.item", item=insight) for insight in insights), Message("diff.more", count=more))
    told = sentence("finding.in_question", insights=named, count=len(insights) + more, directly=True)
    return re.compile(re.escape(told))


def hidden(field: str, kind: str, point: str, word: str, more: int = 0) -> str:
    character = Message(f"file.a_{kind}", point=point)
    return sentence("file.hidden_in_word", field=field, character=character, word=word, more=more)


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ("    challenges: [i-{was}]\n    rests_on: [i-{was}]\n", in_question("i-1", "i-2", "i-3", more=295)),
        (
            "    rests_on: [i-{next}]\n",
            wording("finding.links_in_circle", circle="i-0 → i-1 → i-2 → … → i-298 → i-299 → i-0", items=300, is_long=True),
        ),
        ("    rests_on: [i-x{was}]\n", wording("finding.link_to_nothing", item="i-x100", meant="")),
    ],
)
def test_long_chains_name_a_few_and_count_the_rest(
    weak: Path, capsys: pytest.CaptureFixture[str], links: str, told: re.Pattern[str]
) -> None:
    weak.write_text(chain(300, links))
    lines = linted(capsys).told
    assert told.search(lines)
    assert max(map(len, lines.splitlines())) < 200


def test_many_waivers_set_aside_what_they_are_on(weak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    each = "  - {{rule: {}, on: {}, because: Known., until: 2027-01-31}}\n"
    waivers = "".join(each.format("insight/no-source", f"i-{number}") for number in range(300))
    waivers += each.format("insight/no-sources", "i-1") * 30 + each.format("insight/no-date", "insights")
    weak.write_text(chain(300, "", f"waivers:\n{waivers}"))
    found = linted(capsys, select=("insight/no-source", "insight/no-date", "waiver"))
    assert set(found) == {"waiver/unused"}
    assert len(found) == 30
    meant = wording("finding.waiver_unused", rule="insight/no-sources", known=False, meant="insight/no-source")
    assert len(meant.findall(found.told)) == 20


def test_what_nobody_sees_in_a_text_is_told_and_hides_nothing(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "  user: Bakers who run a village bakery with their family", '  user: "every\\u200bone \\u00ad"')
    change(git, "company_goal: Be the", "company_goal: T\u200bBD, the")
    change(git, "Orders that come in by", "Orders that\U000e0041\U000e0042 come in by 👩‍👧")
    change(git, "evidence: 5 of the 6", "evidence: \u2060 # 5 of the 6")
    change(git, "rarely throw\n    bread", "rarely throw\n    bre\xadad")
    git.write_text(git.read_text(encoding="utf-8") + WAIVER.replace("Only for now.", "\u200b"), encoding="utf-8")
    found = linted(capsys)
    empty, no_reason = (
        sentence("file.looks_empty", field=field, character=Message("file.a_zero_width_character", point=point), more=0)
        for field, point in (("evidence", "2060"), ("because", "200B"))
    )
    for told in (
        "strategy.yaml:9:16: warning file/hidden-character "
        + hidden("company_goal", "zero_width_character", "200B", "T\\u200bBD,"),
        f"error file/placeholder “TBD”: {sentence('finding.placeholder_left', field='company_goal')}.",
        hidden("statement", "tag_or_variant", "E0041", "that\\U000e0041\\U000e0042", 1),
        f":15: error file/hidden-character “\\u2060”: {empty}.",
        "insight/no-evidence",
        ":8: warning file/hidden-character " + hidden("statement", "soft_hyphen", "00AD", "bre\\u00adad"),
        hidden("user", "zero_width_character", "200B", "every\\u200bone", 1),
        no_reason,
        "waiver/no-reason",
    ):
        assert told in found.told, told
    assert not {"\u200b", "\u2060", "\xad", "\U000e0041"} & set(found.told)


def test_joiners_that_a_script_or_an_emoji_needs_are_left_alone(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(git, "owner: Mara", "owner: 👩‍👧 می‌خواهم ❤️")
    assert linted(capsys) == []


def test_what_nobody_sees_is_written_out_in_a_diff(git: Path, stratcoach: Run) -> None:
    change(git, "Bakers in villages", "Bakers in vil\u200blages")
    assert "[-villages-]{+vil\\u200blages+}" in stratcoach("diff", "HEAD").out


def test_check_reads_a_sentence_as_a_person_sees_it(stratcoach: Run) -> None:
    assert "user/everyone" in stratcoach("check", "user", "Every\u200bone").out


def test_links_in_a_ring_and_files_that_are_none(weak: Path, stratcoach: Run) -> None:
    here = weak.parent
    (here / "a").mkdir()
    (here / "a" / "up").symlink_to(here, target_is_directory=True)
    (here / "loop.strategy.yaml").symlink_to(here / "loop.strategy.yaml")
    (here / "twice.strategy.yaml").symlink_to(weak)
    (here / "binary.strategy.yaml").write_bytes(bytes(range(256)))
    os.mkfifo(here / "pipe.strategy.yaml")
    ran = stratcoach("lint", ".", "--format", "json")
    told = json.loads(ran.out)
    assert (ran.status, told["summary"]["files"]) == (1, 4)
    unreadable = {one["file"] for one in told["findings"] if one["rule"] == "file/unreadable"}
    assert unreadable == {"binary.strategy.yaml", "loop.strategy.yaml", "pipe.strategy.yaml"}


def test_a_device_in_place_of_a_strategy_does_not_pass(git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = f"error file/unreadable T{sentence('file.not_a_file').removeprefix('t')}."
    git.with_name("null.strategy.yaml").symlink_to("/dev/null")
    git.with_name("zero.strategy.yaml").symlink_to("/dev/zero")
    assert linted(capsys, ".").told.count(told) == 2
    git.unlink()
    git.symlink_to("/dev/null")
    assert told in linted(capsys).told


def test_a_strategy_behind_a_link_out_of_the_repository_counts_as_new(
    git: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    for folder in (outside, outside / "repository"):
        folder.mkdir(exist_ok=True)
        shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    (outside / "repository" / ".git").mkdir()
    (outside / ".stratcoach.yaml").write_text("ignore: [user, problem, insight, trace, objective, file, vision]\n")
    git.with_name("a.strategy.yaml").symlink_to(outside / "strategy.yaml")
    git.with_name("b.strategy.yaml").symlink_to(outside / "repository" / "strategy.yaml")
    commit()
    found = linted(capsys, ".", since="HEAD")
    for name in ("a", "b"):
        assert shows(found.told, "notice.link_out", file=f"{name}.strategy.yaml", revision="HEAD")
        assert linted(capsys, f"{name}.strategy.yaml", since="HEAD").count("user/everyone") == 1
    assert (found.status, found.count("user/everyone")) == (1, 2)
    lint(LintRequest(paths=(".",), write_baseline=True, as_of=str(DAY)))
    assert sorted(path.name for path in outside.iterdir()) == [".stratcoach.yaml", "repository", "strategy.yaml"]
    capsys.readouterr()
    assert linted(capsys, ".").status == 0
    git.with_name("b.strategy.yaml").unlink()
    (outside / "strategy.yaml").unlink()
    found = linted(capsys, ".", since="HEAD")
    assert "a.strategy.yaml:1:1: error file/unreadable " in found.told
    assert shows(found.told, "file.not_opened", why=sentence("disk.loose_link"))
    with refused("disk.unreadable", path="a.strategy.yaml", why=sentence("disk.loose_link")):
        linted(capsys, "a.strategy.yaml", since="HEAD")
    with refused("git.unknown_revision", revision="nosuch"):
        linted(capsys, "b.strategy.yaml", since="nosuch")


@pytest.mark.slow
def test_closed_standard_output_keeps_the_verdict(weak: Path) -> None:
    command = f"{sys.executable} -m stratcoach lint --format concise"
    done = subprocess.run(["bash", "-c", f"{command} >&-"], cwd=weak.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 0; exit ${{PIPESTATUS[0]}}"],
        cwd=weak.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")


def test_the_options_stand_in_the_help(stratcoach: Run) -> None:
    ran: Ran = stratcoach("lint", "--help", COLUMNS="120")
    for option in ("--format", "--fail-on", "--select", "--ignore", "--require", "--since", "--baseline", "--self-test"):
        assert option in ran.out
