"""What is still asked at the end, in the words of whoever said it."""

from __future__ import annotations

from datetime import date

from stratcoach.flow.readback import still_asked
from stratcoach.lint.linter import lint
from stratcoach.messages import Message
from stratcoach.model.strategy import Insight, Strategy, Vision


def test_what_is_still_asked_names_things_by_what_they_say_and_not_by_their_id() -> None:
    slept = Insight(id="slept", statement="6 of 8 agents slept through the call.", observed="2026-10", challenges=("vision",))
    strategy = Strategy(product="Pilotbook", insights=(slept,), vision=Vision(statement="Agents sleep.", rests_on=("slept",)))
    asked = [one.message for one in still_asked(strategy, lint(strategy, as_of=date(2026, 11, 23)).findings)]
    named = (Message("finding.in_quotes", text="6 of 8 agents slept through the call"),)
    assert named in [one.arguments["insights"] for one in asked if one.id == "finding.in_question"]
    assert not any("`slept`" in str(message) for message in asked)
