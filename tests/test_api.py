"""The way in for programs: what goes in and comes out is data, and nothing is printed."""

from __future__ import annotations

import doctest
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stratcoach import api
from tests.generate import ROOT

DAY = date(2026, 11, 22)
BAKERY = ROOT / "examples" / "bakery" / "strategy.yaml"
AT = 1_790_000_000


def test_the_examples_of_the_documentation_are_true() -> None:
    assert doctest.testmod(api).failed == 0
    assert doctest.testmod(api).attempted > 5


def test_everything_that_is_offered_is_there_and_explained() -> None:
    assert all(getattr(api, name) is not None for name in api.__all__)
    assert [name for name in api.__all__ if callable(getattr(api, name)) and not getattr(api, name).__doc__] == []


def test_a_buffer_is_linted_as_the_file_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = BAKERY.read_text(encoding="utf-8").replace("status:", "statsu:").replace("2026", "26")
    (tmp_path / ".git").mkdir()
    (tmp_path / "strategy.yaml").write_text(text, encoding="utf-8")
    from_buffer, from_file = api.lint(api.loads(text), DAY), api.lint(tmp_path / "strategy.yaml", DAY)
    assert from_buffer
    assert from_buffer == from_file
    assert json.loads(json.dumps([one.to_data() for one in from_buffer]))[0]["line"] >= 1
    assert capsys.readouterr() == ("", "")


def test_the_settings_of_the_folder_apply_to_a_path_and_none_to_a_buffer(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".stratcoach.yaml").write_text("ignore: [problem]\n", encoding="utf-8")
    text = "stratcoach: 1\nproduct: Kilns\nproblems:\n  - {id: a, statement: Potters lack a dashboard.}\n"
    (tmp_path / "strategy.yaml").write_text(text, encoding="utf-8")

    def rules(found: tuple[api.Problem, ...]) -> set[str]:
        return {one.rule for one in found if one.rule.startswith("problem/")}

    assert not rules(api.lint(tmp_path / "strategy.yaml", DAY))
    assert rules(api.lint(api.loads(text), DAY))
    assert not rules(api.lint(api.loads(text), DAY, api.settings_for(tmp_path)))


def test_a_statement_is_checked_with_places_in_it() -> None:
    found = api.check("Nobody knows the day.\nPotters lack a dashboard.", "problem")
    words = [(one.line, one.column) for one in found if one.rule == "problem/solution" and one.words]
    assert all(line == 2 for line, _ in words)
    with pytest.raises(api.UserError) as refused:
        api.check("x", "probelm")
    assert "problem" in str(refused.value.hint)


def test_two_strategies_are_compared_as_data(tmp_path: Path) -> None:
    text = BAKERY.read_text(encoding="utf-8")
    before, after = api.loads(text, "before"), api.loads(text.replace("vision:\n", "vision:\n  owner: Ada\n", 1), "after")
    data = api.compare_as_data(before, after)
    assert (data["from"], data["to"], data["level"]) == ("before", "after", "DETAIL")
    assert api.compare(BAKERY, BAKERY).level == "NONE"
    for broken in (tmp_path / "none.yaml", api.loads("[")):
        with pytest.raises(api.UserError):
            api.compare(BAKERY, broken)


def test_the_state_of_a_strategy_and_a_rule_are_what_json_can_hold() -> None:
    assert json.loads(json.dumps(api.show(BAKERY, DAY)))["as_of"] == "2026-11-22"
    assert json.loads(json.dumps(api.explain("vision/no-user")))["rule"] == "vision/no-user"
    with pytest.raises(api.UserError) as refused:
        api.explain("vision/no-usr")
    assert "vision/no-user" in str(refused.value.hint)


ANSWERS = {
    "text": "Seven of nine potters in three towns waited a day for a cold kiln.",
    "long": "Potters on a Sunday fire what they made that week.",
    "texts": ("A first line of it.",),
    "date": "2026-03",
}


def _replied(step: dict[str, Any]) -> tuple[str, Any]:
    """What somebody does who answers whatever can be answered, and keeps it when the coach asks again."""
    if step["step"] == "menu":
        return "close", ""
    if step["step"] == "read_back":
        return "finish", ""
    if step["step"] == "challenge":
        return "keep", ""
    if step["options"]:
        values = [option["value"] for option in step["options"]]
        return "answer", values[:1] if step["kind"] == "links" else values[0]
    return "answer", "12" if step["figure"] == "value" else ANSWERS[step["kind"]]


def test_a_whole_interview_as_data() -> None:
    session = api.interview(as_of=DAY)
    for _ in range(400):
        step = json.loads(json.dumps(session.step()))
        if step["step"] == "done":
            break
        refused = session.submit(*_replied(step))
        if refused is not None:
            assert refused.message
            assert session.submit("skip" if "skip" in step["actions"] else "unknown") is None
    assert session.step()["step"] == "done"
    again = api.interview(json.loads(json.dumps(session.events)), as_of=DAY)
    assert again.text() == session.text()
    assert api.loads(session.text()).strategy == session.strategy()


def test_what_is_not_possible_changes_nothing() -> None:
    session = api.interview(as_of=DAY)
    first = session.step()
    for action in ("close", "nonsense", "quit"):
        with pytest.raises(ValueError, match="possible"):
            session.submit(action)
    refused = session.submit("answer", "no such agenda")
    assert isinstance(refused, api.Refused)
    assert (session.step(), session.events) == (first, [])
    with pytest.raises(ValueError, match="not an event"):
        api.interview([{"kind": "nonsense"}])


def test_a_workshop_as_data() -> None:
    room = api.workshop(minutes=120, people=3, now=AT)
    assert room.submit("SetPeople", AT + 1, people=[{"name": "Ana"}, {"name": "Ben", "remote": True}, {"name": "Chi"}]) is None
    assert room.submit("SetDecider", AT + 2, name="Ana") is None
    assert room.submit("SetGoal", AT + 3, text="One problem to solve first") is None
    view = json.loads(json.dumps(room.view()))
    assert view["question"]
    assert "Continue" in view["possible"]
    again = api.workshop(now=AT + 4, events=json.loads(json.dumps(room.events)))
    assert again.view("Ben") == room.view("Ben")
    assert room.submit("Vote", AT + 5, person="Ana", options=[1]) is not None
    assert room.submit("Undo", AT + 6) is None
    for intent, fields in (("Dance", {}), ("SetGoal", {"words": "x"})):
        with pytest.raises(ValueError, match=r"possible|fields"):
            room.submit(intent, AT + 7, **fields)
    with pytest.raises(api.UserError):
        api.workshop("no-such-agenda", now=AT)


def test_an_idea_is_weighed_as_the_command_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from stratcoach.commands import weigh

    (tmp_path / ".git").mkdir()
    path = tmp_path / "strategy.yaml"
    path.write_bytes(BAKERY.read_bytes())
    idea = "Take orders from the bakers' \u200bcustomers"
    weighed = api.weigh(path, idea)
    assert [one["on"] for one in weighed["against"]] == ["dont-take-orders-bakers"]
    weigh.run([str(path), idea], output="json", plain=False, flows="", start_over=False)
    assert json.loads(capsys.readouterr().out) == weighed
    with pytest.raises(api.UserError):
        api.weigh(path, "a" * 100_000)


def test_what_is_due_comes_first() -> None:
    found = api.review(BAKERY, date(2027, 3, 5))
    assert [(one["kind"], one["on"]) for one in found["due"]][:2] == [
        ("bet", "bakers-put-leftovers-pair"),
        ("reading", "north-star"),
    ]
    assert all(one["last_day"] > "2027-03-05" for one in found["ahead"])
    assert api.review(BAKERY, DAY)["due"] == []


def test_a_reading_is_worked_into_a_text_and_nothing_is_written() -> None:
    before = BAKERY.read_text(encoding="utf-8")
    document = api.loads(before)
    text = api.with_reading(document, "bakers-throw", "9.0", DAY, note="Two more scales")
    after = api.loads(text).strategy
    assert after is not None
    reading = after.objectives[0].readings[-1]
    assert (reading.date, reading.value, reading.note) == ("2026-11-22", "9.0%", "Two more scales")
    assert [one["state"] for one in api.show(api.loads(text), DAY)["numbers"]] == ["ahead", "on_the_way", "on_the_way"]
    assert api.with_reading(api.loads(text), "bakers-throw", "9.0", DAY) == text
    for number, value in (("bakers-throw", "a lot"), ("nothing", "9%")):
        with pytest.raises(api.UserError):
            api.with_reading(document, number, value)
    assert BAKERY.read_text(encoding="utf-8") == before
