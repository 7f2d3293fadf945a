"""Wakes pages that wait for something to change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 25.0
"""Seconds after which a page that waits for news asks again; proxies cut what takes longer."""
_TOGETHER: Final = 0.15
"""Seconds within which several changes are one."""


class News:
    """Wakes the requests that wait for something to change."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: dict[asyncio.Future[None], Callable[[], bool]] = {}
        self._is_due = False
        self.is_over = False
        self._last: dict[str, tuple[float, bool]] = {}

    def begin(self) -> None:
        self._loop = asyncio.get_running_loop()

    def changed(self) -> None:
        """Something has changed; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._soon)

    def end(self) -> None:
        """Nothing comes any more: whoever waits is answered now."""
        self.is_over = True
        self.changed()

    def asked(self, page: str, *, knows_end: bool) -> None:
        """A page has asked for news; whether what it has is the end."""
        self._last[page] = time.monotonic(), knows_end

    @property
    def all_know_the_end(self) -> bool:
        """Whether every page that is open, as far as one can see, has heard that the workshop is over; from any thread."""
        since = time.monotonic() - PATIENCE - _TOGETHER
        return all(knows_end or last < since for last, knows_end in tuple(self._last.values()))

    def _soon(self) -> None:
        if not self._is_due and self._loop is not None:
            self._is_due = True
            self._loop.call_later(_TOGETHER, self._wake)

    def _wake(self) -> None:
        self._is_due = False
        for one in self._waiting:
            one.get_loop().call_soon(self._look, one)

    def _look(self, one: asyncio.Future[None]) -> None:
        if not one.done() and (self.is_over or self._waiting[one]()):
            one.set_result(None)

    async def wait(self, seconds: float, is_news: Callable[[], bool]) -> None:
        """Wait until something changes that `is_news`, at most so long. Most changes are none for most people, and nobody is woken."""
        one: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[one] = is_news
        try:
            await asyncio.wait_for(one, seconds)
        except TimeoutError:
            pass
        finally:
            del self._waiting[one]
