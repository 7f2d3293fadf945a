"""What the tests of served workshops start from."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn.server

from stratcoach.flow.model import Library
from tests.room.serving import PEOPLE, Held, held


class _Impatient:
    """asyncio for the server, which looks every tenth of a second whether it should end."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    @staticmethod
    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds / 20)


@pytest.fixture(autouse=True)
def ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for the server to end."""
    monkeypatch.setattr(uvicorn.server, "asyncio", _Impatient())


@pytest.fixture
def room(tmp_path: Path, library: Library) -> Iterator[Held]:
    """A workshop at the silent writing of the first step, in which nobody has a page yet."""
    with held(tmp_path, library, *PEOPLE, "") as one:
        one.goes_to("collect")
        yield one
