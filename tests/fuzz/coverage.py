"""Which lines of the product a case reaches for the first time. What is covered whole is no longer traced, so that it costs little."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import stratcoach

ROOT = str(Path(stratcoach.__file__).parent)


class Coverage:
    """Lines seen so far, by code object. Use `fresh` around a case."""

    def __init__(self) -> None:
        self._left: dict[CodeType | int, set[int]] = {}
        self._alive: list[CodeType] = []
        self._new = 0
        self.lines = 0

    def fresh(self, run: Callable[[], Any]) -> int:
        """Run something and return how many lines it reached that nothing reached before."""
        self._new = 0
        sys.settrace(self._called)
        try:
            run()
        finally:
            sys.settrace(None)
            self.lines += self._new
        return self._new

    @property
    def new(self) -> int:
        return self._new

    def _called(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        code = frame.f_code
        left = self._left.get(id(code))
        if left is None:
            self._alive.append(code)
            is_ours = code.co_filename.startswith(ROOT)
            left = {line for *_, line in code.co_lines() if line and line != code.co_firstlineno} if is_ours else set()
            self._left[id(code)] = left
        return self._line if left else None

    def _line(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            left = self._left[id(frame.f_code)]
            if frame.f_lineno in left:
                left.discard(frame.f_lineno)
                self._new += 1
        return self._line
