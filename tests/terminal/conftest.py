"""The program in a terminal is a fork of the loaded one, except where a test starts another."""

from __future__ import annotations

import pytest

from tests.person import Person
from tests.program import Program


@pytest.fixture(autouse=True)
def loaded(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person, "loaded", program)
