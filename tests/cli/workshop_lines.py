"""A workshop by plain lines, as others type it."""

from __future__ import annotations

from tests.conftest import Run
from tests.generate import ROOT

EXAMPLE = ROOT / "examples" / "workshop"


BEFORE = ("Ana, Ben (senior), Chi (remote), Dara", "Ana", "One problem to solve first", "", "Trailhead", "")


def lines(*told: str) -> str:
    return "\n".join([*told, ""])


def begun(stratcoach: Run, *more: str) -> None:
    assert stratcoach("workshop", "--plain", typed=lines(*BEFORE, *more)).status == 130
