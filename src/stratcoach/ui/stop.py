"""Signals that end the program: the running prompt is left with what stands in it, or else the next one is not begun.

They never raise in the middle of other work, where Python may lose an exception. (Only a second one does, in case that
the work doesn't end.)
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import FrameType
from typing import Any, Final, Literal

from prompt_toolkit.application import Application

What = Literal["back", "help", "more", "editor", "quit"]

_QUIT_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Leave(Exception):
    """The person wants something other than to answer. `draft` is what stands in the prompt."""

    def __init__(self, what: What, draft: Any = "") -> None:
        super().__init__(what)
        self.what = what
        self.draft = draft


class Stop:
    """Listens for the signals; `number` is the one that came, or 0."""

    def __init__(self) -> None:
        self.number = 0
        self._app: Application[Any] | None = None

    def listen(self) -> None:
        for number in _QUIT_SIGNALS:
            signal.signal(number, self._came)

    def run(self, app: Application[Any], meanwhile: Callable[[], Coroutine[Any, Any, None]] | None = None) -> Any:
        """Run a prompt, and something else `meanwhile`; raises `Leave` when a signal comes, or came already."""
        self._app = app

        def begin() -> None:
            self._leave()
            if meanwhile is not None:
                app.create_background_task(meanwhile())

        try:
            return app.run(pre_run=begin, handle_sigint=False)
        except (EOFError, KeyboardInterrupt):
            raise Leave("quit") from None
        finally:
            self._app = None

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
            app.exit(exception=Leave("quit", app.current_buffer.text))


STOP: Final = Stop()
