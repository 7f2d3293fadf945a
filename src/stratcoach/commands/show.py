"""`stratcoach show`: the strategy on one screen."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from typing import Literal

from stratcoach.commands.printing import put, tell
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.reports.style import style_for
from stratcoach.services.overview import look
from stratcoach.services.strategy_file import read_file, readable, working_file

Format = Literal["text", "json"]

_PROMPT = 1
"""Lines that the next prompt of the shell takes."""


def run(file: str, *, output: Format, whole: bool) -> int:
    path = working_file(file)
    shown = look(readable(read_file(path), "shown"), date.today())  # noqa: DTZ011  the person's own day is meant
    if shown.is_cut:
        tell(
            Message("strategy_file.too_many_links", most=caps.FOLLOWED.amount(caps.FOLLOWED.most), way_out=caps.FOLLOWED.way_out)
        )
    if output == "json":
        from stratcoach.reports.show_json import render as as_json

        put(as_json(shown, path.as_posix()))
        return 0
    from stratcoach.reports.show_text import render
    from stratcoach.reports.trace_chart import signs_for

    height = shutil.get_terminal_size().lines - _PROMPT if sys.stdout.isatty() else None
    put(render(shown, style_for(sys.stdout), signs_for(sys.stdout.encoding), height=height, whole=whole))
    return 0
