"""An idea that is weighed: what is read, what is written, what was decided before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.files.sessions import journal_path
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import sentence

CHAT = "Move the office chat to another tool"
TRAINING = "A day of training for everyone who joins"
BOUNDARY = (
    "2\n\n1\nWe don't run tools for the office.\nThe office has a help desk of its own.\nThe help desk of the office closes.\n"
)
OVERRULED = """\
stratcoach: 1
product: Trailhead
version: 1.0.0
updated: 2026-05-04
boundaries:
  - id: no-feed
    statement: We don't build a place to post photos.
proposals:
  - {proposal: Photos of the summit, answer: "yes", decided_by: [no-feed], date: 2026-03-02}
  - {proposal: Likes for photos, answer: "yes", decided_by: [no-feed], date: 2026-04-07}
  - {proposal: A wall of comments, answer: "no", decided_by: [no-feed, gone], date: 2026-04-09}
"""


@pytest.fixture
def strategy(folder: Path) -> Path:
    return first_release("platform", folder)


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


def test_without_a_terminal_it_only_reads(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    ran = stratcoach("weigh", TRAINING, "--format", "json")
    assert ran.status == 0, ran.err
    weighed = json.loads(ran.out)
    assert [one["on"] for one in weighed["against"]] == ["team-learns-doing-once"]
    assert (weighed["for"], weighed["anything_decides"]) == ([], True)
    assert stratcoach("weigh", TRAINING).status == 0
    assert strategy.read_bytes() == before
    assert not journal_path(strategy).exists()


def test_an_idea_that_nothing_decides_gets_no_claim(stratcoach: Run, strategy: Path) -> None:
    weighed = json.loads(stratcoach("weigh", strategy.name, CHAT, "--format", "json").out)
    assert json.loads(stratcoach("weigh", CHAT, strategy.name, "--format", "json").out) == weighed
    assert (weighed["against"], weighed["for"], weighed["earlier"], weighed["anything_decides"]) == ([], [], [], False)
    assert len(weighed["read_first"]) == 3


def test_markdown_takes_nothing_from_an_idea(stratcoach: Run, strategy: Path) -> None:
    assert strategy.exists()
    out = stratcoach("weigh", "<b>*Training*</b> [x](y)", "--format", "md").out
    assert "\\<b>\\*" in out
    assert "\\[x\\]" in out


def test_a_talk_ends_in_the_file(stratcoach: Run, strategy: Path) -> None:
    before = read(strategy)
    ran = stratcoach("weigh", CHAT, "--plain", typed=BOUNDARY)
    assert ran.status == 0, ran.err
    after = read(strategy)
    boundary, proposal = after.boundaries[-1], after.proposals[-1]
    assert (boundary.statement, boundary.reopen_when) == (
        "We don't run tools for the office.",
        "The help desk of the office closes.",
    )
    assert (proposal.answer, proposal.decided_by, proposal.date) == ("no", (boundary.id,), after.updated)
    assert after.replace(boundaries=before.boundaries, proposals=before.proposals, updated=before.updated) == before
    asked_again = json.loads(stratcoach("weigh", CHAT, "--format", "json").out)
    assert [one["answer"] for one in asked_again["earlier"]] == ["no"]


def test_a_diff_says_what_was_turned_down_and_by_which_choice(stratcoach: Run, strategy: Path) -> None:
    shutil.copy(strategy, strategy.with_name("before.yaml"))
    stratcoach("weigh", CHAT, "--plain", typed=BOUNDARY)
    changes = json.loads(stratcoach("diff", "before.yaml", strategy.name, "--format", "json").out)["changes"]
    added = [(one["section"], one["level"], one["after"]) for one in changes if one["kind"] == "added"]
    boundary = read(strategy).boundaries[-1].id
    assert ("boundaries", "CHOICE", "We don't run tools for the office.") in added
    answered = Message("weigh.earlier", answer="no", proposal=CHAT)
    by_the_boundary = Message("weigh.earlier_by", earlier=answered, names=(boundary,))
    said = sentence("weigh.earlier_because", earlier=by_the_boundary, reason="The office has a help desk of its own.")
    assert ("proposals", "DETAIL", said) in added


def test_a_talk_can_be_stopped_and_resumed(stratcoach: Run, strategy: Path) -> None:
    lines = BOUNDARY.split("\n")
    assert stratcoach("weigh", CHAT, "--plain", typed="\n".join(lines[:3]) + "\n:quit\n").status == 130
    assert stratcoach("weigh", TRAINING, "--plain", typed="2\n").status == 2
    ran = stratcoach("resume", "--plain", typed="\n".join(lines[3:]))
    assert ran.status == 0, ran.err
    assert read(strategy).proposals[-1].proposal == CHAT


def test_a_talk_in_which_nothing_was_said_leaves_nothing(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    assert stratcoach("weigh", CHAT, "--plain", typed=":quit\n").status == 130
    assert strategy.read_bytes() == before
    assert not journal_path(strategy).exists()


def test_without_an_idea_a_person_is_asked_for_one(stratcoach: Run, strategy: Path) -> None:
    assert stratcoach("weigh").status == 2
    ran = stratcoach("weigh", "--plain", typed=f"{CHAT}\n3\n\n5\nAna\nFebruary 2027\n")
    assert ran.status == 0, ran.err
    proposal = read(strategy).proposals[-1]
    assert (proposal.proposal, proposal.answer, proposal.owner, proposal.by) == (CHAT, "open", "Ana", "2027-02")


def test_what_is_still_open_can_be_weighed_again_by_its_number(stratcoach: Run, strategy: Path) -> None:
    before = read(strategy).proposals
    ran = stratcoach("weigh", "--plain", typed="1\n2\n\n5\nAna\nFebruary 2027\n")
    assert ran.status == 0, ran.err
    after = read(strategy).proposals
    assert len(after) == len(before)
    assert (after[-1].proposal, after[-1].owner, after[-1].date) == (before[-1].proposal, "Ana", before[-1].date)


def test_decisions_say_what_decided_and_which_boundary_is_none(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_text(OVERRULED)
    decisions = json.loads(stratcoach("log", "--decisions", "--format", "json").out)
    assert [one["proposal"] for one in decisions["proposals"]] == [
        "A wall of comments",
        "Likes for photos",
        "Photos of the summit",
    ]
    assert decisions["choices"][0] == {"on": "no-feed", "used": 1, "overruled": 2, "in_question": True}
    out = stratcoach("log", "--decisions").out
    assert "no-feed" in out
    assert "gone" in out
    found = json.loads(stratcoach("lint", "--format", "json", "--all").out)["findings"]
    rules = {(one["rule"], one["on"], one["severity"]) for one in found}
    assert ("boundary/overruled", "no-feed", "warning") in rules
    assert ("trace/broken-link", "proposals", "warning") in rules


def test_a_boundary_that_was_reviewed_since_is_in_question_no_more(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_text(OVERRULED.replace("photos.\n", "photos.\n    reviewed: 2026-05-01\n", 1))
    decisions = json.loads(stratcoach("log", "--decisions", "--format", "json").out)
    assert decisions["choices"][0]["in_question"] is False
