"""What the tests of served workshops start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stratcoach.flow.model import Library
from tests.room.serving import PEOPLE, Held, held


@pytest.fixture
def room(tmp_path: Path, library: Library) -> Iterator[Held]:
    """A workshop at the silent writing of the first step, in which nobody has a page yet."""
    with held(tmp_path, library, *PEOPLE, "") as one:
        one.goes_to("collect")
        yield one
