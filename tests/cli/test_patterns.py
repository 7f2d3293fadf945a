"""A team's own patterns: in `check`, in `lint`, tried with their sentences, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run

OURS = """\
patterns:
  user/everyone:
    - id: our-members
      match: "^^ all|every -2 member $$"
      hits: All our members.
      passes: [Members who renew in January.]
"""


def test_the_coach_hears_a_pattern_of_the_team(stratcoach: Run, folder: Path) -> None:
    asked = ("check", "user", "Every gliding member", "--why")
    assert "our-members" not in stratcoach(*asked).out
    (folder / ".stratcoach.yaml").write_text(OURS, encoding="utf-8")
    heard = stratcoach(*asked).out
    assert "user/everyone" in heard
    assert "our-members" in heard
    tried = stratcoach("check", "--patterns")
    assert (tried.status, "our-members" in tried.out) == (0, True)


def test_a_pattern_that_does_not_do_what_it_says_is_shown_with_its_sentence(stratcoach: Run, folder: Path) -> None:
    (folder / ".stratcoach.yaml").write_text(OURS.replace("All our members.", "All our guests."), encoding="utf-8")
    tried = stratcoach("check", "--patterns")
    assert (tried.status, "All our guests." in tried.out) == (1, True)


def test_a_pattern_that_cannot_be_read_is_refused_with_its_place(stratcoach: Run, folder: Path) -> None:
    (folder / ".stratcoach.yaml").write_text(OURS.replace("member $$", "@foo"), encoding="utf-8")
    ran = stratcoach("check", "user", "Night nurses")
    assert ran.status == 2
    assert ".stratcoach.yaml:4:" in ran.err
    assert "@foo" in ran.err


def test_without_patterns_there_is_nothing_to_try(stratcoach: Run) -> None:
    assert stratcoach("check", "--patterns").status == 2


def test_a_pattern_for_one_field_is_shown_and_a_team_may_have_its_own(stratcoach: Run, folder: Path) -> None:
    assert "says-what-they-do" in stratcoach("check", "test", "They moor at the old pier anyway", "--why").out
    assert "says-what-they-do" not in stratcoach("check", "insight", "They moor at the old pier anyway", "--why").out
    own = "patterns:\n  assumption/no-kill.test:\n    - id: as-ever\n      match: as we ever did\n      hits: Look, as we ever did.\n"
    (folder / ".stratcoach.yaml").write_text(own, encoding="utf-8")
    heard = stratcoach("check", "test", "We look, as we ever did", "--why").out
    assert "assumption/no-kill" in heard
    assert "as-ever" in heard
    assert stratcoach("check", "--patterns").status == 0
