"""Phases are named in few places, and each of these names is one."""

from __future__ import annotations

from stratcoach.ui.room_intents import BY_PHASE
from stratcoach.workshop.own_page import DOES
from stratcoach.workshop.phases import PHASES
from stratcoach.workshop.phases.own_actions import OF_PHASE
from stratcoach.workshop.techniques import TECHNIQUES

OTHERS = {"ahead", "aside", "between", "rest", "who"}
"""What comes between the phases of a technique."""


def test_each_phase_is_in_a_technique_and_every_name_is_one_of_a_phase() -> None:
    used = {phase.kind for technique in TECHNIQUES.values() for phase in technique.phases}
    assert used == set(PHASES)
    assert {*BY_PHASE, *DOES, *OF_PHASE} <= used | OTHERS
    assert all(phase.name == name for name, phase in PHASES.items())
