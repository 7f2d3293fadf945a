"""Signals that end the program: the running prompt is left with what is in it, or else the next one isn't started.

They never raise in the middle of other work, where Python may lose an exception. (Only a second one does, in case that
the work doesn't end.)
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final, Literal

from prompt_toolkit.application import Application

from stratcoach.ui.default_keys import make_once

make_once()
What = Literal["back", "help", "more", "editor", "quit"]

KEEP_EVERY: Final = 1.0
"""Seconds between two looks at what was typed."""

_QUIT_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class LeavePrompt(Exception):
    """The person wants something other than to answer. `draft` is what is in the prompt."""

    def __init__(self, what: What, draft: Any = "") -> None:
        super().__init__(what)
        self.what = what
        self.draft = draft


class Stop:
    """Listens for the signals; `number` is the one that came, or 0. `draft` is what was in the prompt that was left last."""

    def __init__(self) -> None:
        self.number = 0
        self.draft: Any = ""
        self._app: Application[Any] | None = None
        self._drafted: Callable[[], Any] = str
        self._keep: Callable[[Any], None] | None = None
        self._is_beside = False

    def listen(self) -> None:
        for number in _QUIT_SIGNALS:
            signal.signal(number, self._came)

    def run(
        self,
        app: Application[Any],
        meanwhile: Callable[[], Coroutine[Any, Any, None]] | None = None,
        draft: Callable[[], Any] | None = None,
    ) -> Any:
        """Run a prompt, and something else `meanwhile`; raises `LeavePrompt` when a signal comes, or came already. `draft` gives what
        is in the prompt, without it the text of its buffer.
        """
        self._app = app
        self._drafted = draft or (lambda: app.current_buffer.text)
        self.draft = ""

        def begin() -> None:
            self._leave()
            if meanwhile is not None:
                app.create_background_task(meanwhile())
            if self._keep is not None:
                app.create_background_task(self._keep_drafts(self._keep))

        try:
            return app.run(pre_run=begin, handle_sigint=False)
        except (EOFError, KeyboardInterrupt):  # the terminal is closed: the end of the input may come before the signal does
            self.draft = self._drafted()
            raise LeavePrompt("quit", self.draft) from None
        except OSError:
            self.draft = self._drafted()
            raise
        finally:
            self._app = None

    @contextmanager
    def keeping(self, keep: Callable[[Any], None] | None, *, beside: bool = False) -> Iterator[None]:
        """While a prompt runs, `keep` what is in it whenever it has changed, so that not even a power cut takes it. With `beside` it is
        called in another thread, so that no key waits for it; it has ended before the prompt does.
        """
        self._keep, self._is_beside = keep, beside
        try:
            yield
        finally:
            self._keep = None

    async def _keep_drafts(self, keep: Callable[[Any], None]) -> None:
        kept = self._drafted()
        while True:
            await asyncio.sleep(KEEP_EVERY)
            if (now := self._drafted()) != kept:
                kept = now
                if not self._is_beside:
                    keep(now)
                    continue
                keeping = asyncio.get_running_loop().run_in_executor(None, keep, now)
                try:
                    await asyncio.shield(keeping)
                finally:  # what is given in the end is kept behind it
                    await keeping

    def _came(self, number: int, _frame: FrameType | None) -> None:
        app = self._app
        if self.number and app is None:
            raise KeyboardInterrupt
        self.number = number
        if app is not None and app.loop is not None:
            with suppress(RuntimeError):  # the loop is closed, so the prompt has ended
                app.loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        app = self._app
        if self.number and app is not None and app.is_running and not app.is_done:
            app.exit(exception=LeavePrompt("quit", self._drafted()))


STOP: Final = Stop()
