"""What many tests of a workshop start from."""

from __future__ import annotations

import pytest

from stratcoach.flow.model import Library
from tests.workshop.playing import PEOPLE, Workshop


@pytest.fixture
def workshop(library: Library) -> Workshop:
    """A workshop at the silent writing of the first step."""
    return Workshop(library, [*PEOPLE, ""])
