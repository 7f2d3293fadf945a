"""One moment of a workshop on a terminal, and the line that is typed below it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, NamedTuple

from prompt_toolkit.application import Application, get_app, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, HSplit, Layout, Window
from prompt_toolkit.styles import Style

from stratcoach.ui.clean import clean
from stratcoach.ui.default_keys import put_together
from stratcoach.ui.field import Field
from stratcoach.ui.kept_screen import KeptScreen
from stratcoach.ui.keys import Typing
from stratcoach.ui.room_page import MARGIN, PROMPT, Laid, ScreenLine, around, booking, foot, grows, head, lay_out, status
from stratcoach.ui.still import Lines, Still
from stratcoach.ui.stop import STOP, LeavePrompt
from stratcoach.workshop.room_view import Countdown, RoomView, Typed

_CODE: Final = "reverse" if os.environ.get("NO_COLOR") else "#000000 bg:#ffffff"
"""How a code to scan is drawn: dark on light, whatever the terminal's colours are."""
_STYLE: Final = Style.from_dict({"bold": "bold", "dim": "noinherit", "key": "noinherit", "code": _CODE})
MOST_LINES: Final = 3
_TOGETHER: Final = 0.05
"""Seconds within which several changes by others are one."""
_SOON: Final = 0.01
_OF_MOMENT: Final = ("key", "kind", "hidden", "lines")
"""What stays while only the rows and figures of a moment change."""


class Bell:
    """Rings once when a time that still ran is up."""

    def __init__(self, time: Countdown | None, now: int) -> None:
        self._time = time if time is not None and time.left_at(now) > 0 else None

    def rings(self, now: int) -> bool:
        if self._time is None or self._time.left_at(now) > 0:
            return False
        self._time = None
        return True


MOST_TYPED_AHEAD = 2
"""Characters that somebody types behind Tab before the menu is there: the number of an entry."""


def text_behind(event: KeyPressEvent) -> int:
    """How many characters came together with this key. Nobody types like that: the key is a part of something pasted."""
    queue = event.key_processor.input_queue
    return sum(not isinstance(press.key, Keys) and press.key.isprintable() for press in queue)


class _Drawn(NamedTuple):
    """What is around the line that is typed."""

    top: Lines
    status: Lines
    foot: Lines


def _styled(line: ScreenLine) -> str:
    return f"class:{line.style}" if line.style else ""


class Screen:
    """One moment on the screen. `latest` gives the moment of now, where others may change it meanwhile."""

    def __init__(
        self,
        view: RoomView,
        message: str,
        now: Callable[[], int],
        kept: KeptScreen,
        first: int | None,
        *,
        bell: bool = False,
        latest: Callable[[], RoomView | None] | None = None,
    ) -> None:
        self._view = view
        self._latest = latest
        self._is_woken = False
        self._message = message
        self._now = now
        self._kept = kept
        self.first = first
        self._drawn: tuple[tuple[Size, int | None, int], _Drawn] | None = None
        self._moved = False
        self._bell = Bell(view.time if bell else None, now())
        self._typing = Typing()
        self._buffer = Buffer(multiline=True, document=Document(view.draft, len(view.draft)))
        self._app: Application[Typed] = Application(
            layout=Layout(self._body(), focused_element=self._buffer),
            key_bindings=self._keys(),
            full_screen=True,
            style=_STYLE,
            mouse_support=False,
            output=kept.output,
        )
        self._app.ttimeoutlen = 0.05
        self._app.pre_run_callables += [self._look, self._make_ready]
        self._app.key_processor.before_key_press += self._typing.note

    @property
    def draft(self) -> str:
        return self._buffer.text

    def run(self) -> Typed:
        typed: Typed = STOP.run(self._app, self._tick if self._view.time or self._view.ending else None)
        return typed

    def _make_ready(self) -> None:
        if self._app.loop is not None:
            self._app.loop.call_soon(put_together, self._app)

    def wake(self) -> None:
        """Look soon at what others have changed; from any thread."""
        loop = self._app.loop
        if loop is not None and not self._is_woken:
            self._is_woken = True
            with suppress(RuntimeError):  # the loop is closed, so the moment is over
                loop.call_soon_threadsafe(self._later, _TOGETHER)

    def _later(self, seconds: float) -> None:
        if self._app.loop is not None:
            self._app.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        """Show what others have changed; where the moment is another one by now, leave it with what is in the line."""
        self._is_woken = False
        if self._latest is None or self._app.future is None or self._app.future.done():
            return
        view = self._latest()
        if view is None:
            self._is_woken = True
            self._later(_SOON)
            return
        if any(getattr(view, name) != getattr(self._view, name) for name in _OF_MOMENT) or bool(view.time) != bool(
            self._view.time
        ):
            self._app.exit(result=Typed(command="refresh", draft=self._buffer.text))
            return
        view = view.replace(draft=self._view.draft, typing=self._view.typing)
        if view != self._view:
            self._view, self._drawn = view, None
            self._app.invalidate()

    async def _tick(self) -> None:
        """Draw anew at each full second; the line that is typed is never touched. At the end of a part it rings, once."""
        while True:
            await asyncio.sleep(1 - time.time() % 1)
            if self._bell.rings(self._now()):
                self._kept.output.bell()
            self._app.invalidate()

    # ---- what is drawn

    def _body(self) -> HSplit:
        field = Window(
            Field(self._buffer, before=len(PROMPT), hidden=self._view.hidden),
            height=Dimension(min=1, max=MOST_LINES),
            dont_extend_height=True,
            get_line_prefix=lambda line, _wrap: [("bold", "      " if line else PROMPT)],
        )
        return HSplit(
            [
                Still(lambda: self._draw().top, extends=True),
                Still(lambda: self._draw().status),
                field,
                Still(lambda: self._draw().foot),
            ]
        )

    def _draw(self) -> _Drawn:
        """The screen without the line that is typed: the same until the clock, the size or the room is another one."""
        wanted = (get_app().output.get_size(), self.first, self._now())
        if self._drawn is None or self._drawn[0] != wanted:
            size, _, now = wanted
            view, laid = self._view, self._lay_out(size, now)
            top, low = self._top(laid, size, now), foot(view, self._message, now, size.columns, laid)
            middle: Lines = [[("", status(view, size.columns))], []]
            self._drawn = wanted, _Drawn(top, middle, [[(_styled(line), line.text)] for line in low])
        return self._drawn[1]

    def _top(self, laid: Laid, size: Size, now: int) -> Lines:
        """Where we are with the countdown in the corner, then the question and what belongs to it."""
        place, clock = head(self._view, now, size.columns)
        lines: Lines = [[("", place), ("class:bold", clock)], [("", booking(self._view, now, size.columns))]]
        for line in laid.lines[1:]:
            picture: StyleAndTextTuples = [("", " " * MARGIN), ("class:code", line.picture)] if line.picture else []
            lines.append([*picture, (_styled(line), f"{'':{MARGIN}}{line.text}")])
        return lines

    def _lay_out(self, size: Size, now: int) -> Laid:
        beside = around(self._view, size.columns, self._message, now)
        return lay_out(self._view, size.columns, max(size.rows - beside, 3), self.first)

    # ---- keys

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        self._add_typing(keys)
        self._add_commands(keys)
        return keys

    def _add_typing(self, keys: KeyBindings) -> None:
        """What goes into the line, and what ends it."""
        untouched = Condition(self._is_untouched)

        @keys.add(Keys.Any, filter=untouched)
        def _first(event: KeyPressEvent) -> None:
            self._moved = True
            if event.data[:1].isalnum():
                self._make_way()
            self._buffer.insert_text(event.data)

        @keys.add("end", filter=untouched)
        @keys.add("right", filter=untouched)
        @keys.add("c-e", filter=untouched)
        def _write_on(_event: KeyPressEvent) -> None:
            self._moved = True

        @keys.add("enter", eager=True)
        def _enter(event: KeyPressEvent) -> None:
            if self._typing.is_paste(event) or text_behind(event):
                self._buffer.insert_text("\n")
            else:
                self._end(event, result=Typed(self._buffer.text))

        @keys.add(Keys.BracketedPaste, eager=True)
        def _paste(event: KeyPressEvent) -> None:
            text, before = clean(event.data, lines=True), self._buffer.text.strip()
            if "\n" in text and not self._view.hidden and self._view.kind != "people":
                typed = f"{before}\n{text}" if before != self._view.draft.strip() else text
                self._end(event, result=Typed(typed))  # notes with names on them are never to be read on the screen
            else:
                if self._is_untouched() and self._view.typing == "listed" and "\n" in text.strip():
                    self._buffer.text = ""  # a whole list takes the place of the one before
                elif self._is_untouched() and text[:1].isalnum():
                    self._make_way()
                self._buffer.insert_text(text)

    def _add_commands(self, keys: KeyBindings) -> None:
        """The keys for something other than the line."""
        for key, command in (("s-tab", "undo"), ("c-p", "park"), ("f1", "help"), ("f2", "join")):
            keys.add(key, eager=True)(self._gives(command))

        @keys.add("tab", eager=True)
        def _tab(event: KeyPressEvent) -> None:
            if text_behind(event) > MOST_TYPED_AHEAD:
                self._buffer.insert_text(" ")  # a table that was pasted
            else:
                self._end(event, result=Typed(command="menu", draft=self._buffer.text))

        keys.add("?", eager=True, filter=Condition(lambda: not self._buffer.text))(self._gives("help"))
        keys.add("escape", eager=True, filter=Condition(lambda: self._view.key.startswith("page.")))(self._gives("close"))
        for key in ("c-c", "c-d"):
            keys.add(key, eager=True)(lambda event: self._end(event, exception=LeavePrompt("quit", self._buffer.text)))
        keys.add("pagedown", eager=True)(lambda _event: self._turn(1))
        keys.add("pageup", eager=True)(lambda _event: self._turn(-1))

        @keys.add("c-z", eager=True)
        def _suspend(event: KeyPressEvent) -> None:
            if hasattr(signal, "SIGTSTP"):
                event.app.create_background_task(_as_coroutine(self._suspended))

    def _is_untouched(self) -> bool:
        """Whether the line holds what it held at first, and nobody has moved in it."""
        draft, buffer = self._view.draft, self._buffer
        return bool(draft) and not self._moved and buffer.text == draft and buffer.cursor_position == len(draft)

    def _make_way(self) -> None:
        """Before the first letter: a new figure or name takes the place of the old one, a sentence gets a space behind it, and a
        list of names a comma.
        """
        if self._view.typing == "anew":
            self._buffer.text = ""
        elif self._view.typing == "listed" and not self._buffer.text.rstrip().endswith(","):
            self._buffer.insert_text(", ")
        elif self._view.typing == "spaced" and not self._buffer.text.endswith(" "):
            self._buffer.insert_text(" ")

    def _gives(self, command: str) -> Callable[[KeyPressEvent], None]:
        def give(event: KeyPressEvent) -> None:
            self._end(event, result=Typed(command=command, draft=self._buffer.text))

        return give

    @staticmethod
    def _end(event: KeyPressEvent, **how: Any) -> None:
        """Leave this moment; a second key that was quicker than the screen does nothing any more."""
        if event.app.future is not None and not event.app.future.done():
            event.app.exit(**how)

    def _turn(self, way: int) -> None:
        laid = self._lay_out(get_app().output.get_size(), self._now())
        if way > 0 and laid.is_cut:
            self.first = 0
        elif way > 0 and laid.last < laid.of:
            self.first = laid.last
        elif way < 0 and laid.first == 0 and not grows(self._view):
            self.first = None
        elif way < 0:
            self.first = max(0, laid.first - max(1, laid.last - laid.first))

    def _suspended(self) -> None:
        self._kept.leave()
        os.kill(0, signal.SIGTSTP)
        self._kept.enter()


async def _as_coroutine(stop: Callable[[], None]) -> None:
    await run_in_terminal(stop)
