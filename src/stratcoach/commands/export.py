"""`stratcoach export`: the strategy as something to hand out, a page, a document or the map alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, Literal

from stratcoach.commands.export_file import STDOUT, write_export
from stratcoach.commands.printing import put, tell
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.links import FEW
from stratcoach.model.strategy import Strategy
from stratcoach.reports.page import telling
from stratcoach.reports.page.story import Audience, Story
from stratcoach.reports.page.trace_map import TraceMap, draw
from stratcoach.services.strategy_file import read_file, readable, working_file
from stratcoach.services.watching import saves

Target = Literal["html", "md", "svg", "mermaid", "slides", "json", "strategy-md"]
_ENDINGS: Final[dict[Target, str]] = {"mermaid": "mmd", "slides": "slides.html"}
_STRATEGY_MD: Final = "STRATEGY.md"
MARK: Final = "stratcoach export"
"""What marks a file as an export, so that exporting again may replace it."""
POLL: Final = 0.3
"""Seconds between two looks at the strategy."""


def run(file: str, *, to: Target, audience: Audience, out: str, check: bool = False, watch: bool = False) -> int:
    path = working_file(file)
    if not watch:
        return _export(path, to, audience, out, check=check)
    if check or out == STDOUT:
        raise UserError(Message("verb.watch_writes"), Message("verb.watch_alone"))
    saved = saves(path, lambda: time.sleep(POLL))
    _export(path, to, audience, out)
    return _watch(path, saved, lambda: _export(path, to, audience, out))


def _export(path: Path, to: Target, audience: Audience, out: str, *, check: bool = False) -> int:
    strategy = readable(read_file(path), "exported")
    today = date.today()  # noqa: DTZ011  the person's own day is meant
    if out == STDOUT:
        put(text_of(strategy, to, audience, today).rstrip("\n"))
        return 0
    where = Path(out) if out else beside(path, to)
    where = where / beside(path, to).name if where.is_dir() else where
    was = disk.read_bytes(where, caps.EXPORT).decode("utf-8", "replace") if where.is_file() else ""
    text = text_of(strategy, to, audience, today, was)
    if check:
        return _checked(where, text, was)
    write_export(where, text, lambda was: MARK in was)
    return 0


def _watch(path: Path, saved: Iterator[None], export: Callable[[], int]) -> int:
    """Export again whenever the strategy was saved, until Ctrl-C. What is in the way is shown; the last export stays."""
    try:
        put(f"{Message('verb.watching', path=str(path))}")
        for _ in saved:
            try:
                export()
            except UserError as error:
                lines: tuple[Message | str, ...] = (error.message, *error.more, error.hint)
                for line in lines:
                    if line:
                        tell(line)
    except KeyboardInterrupt:
        return 0
    return 0


def beside(path: Path, to: Target) -> Path:
    """Where an export goes that nobody named a place for."""
    return path.with_name(_STRATEGY_MD) if to == "strategy-md" else path.with_suffix(f".{_ENDINGS.get(to, to)}")


def _checked(where: Path, text: str, was: str) -> int:
    """Say whether what is there is what would be written."""
    if was.replace("\r\n", "\n") == text:
        print(Message("verb.export_is_current", path=str(where)))
        return 0
    tell(f"{Message('verb.export_is_old', path=str(where), is_there=bool(was))}")
    return 1


def text_of(strategy: Strategy, to: Target, audience: Audience, today: date, was: str = "") -> str:
    """The text of an export; `was` is what is there already, of which a `STRATEGY.md` keeps the sections of others."""
    if to == "json":
        from stratcoach.reports.strategy_json import render as as_json

        return as_json(strategy, made_by())
    if to == "mermaid":
        from stratcoach.reports.page.trace_mermaid import render as as_mermaid

        return as_mermaid(strategy, made_by())
    if to == "strategy-md":
        from stratcoach.reports.page.strategy_md import render as as_strategy_md

        return as_strategy_md(strategy, made_by(), was)
    if to == "svg":
        from stratcoach.reports.page.html import map_alone

        if (drawn := draw(strategy)) is None:
            raise UserError(Message("verb.no_map"))
        _tell_what_is_cut(drawn=drawn)
        return map_alone(drawn, made_by())
    story = telling.tell(strategy, today, audience)
    if to == "md":
        from stratcoach.reports.page.story_markdown import render as as_markdown

        _tell_what_is_cut(story)
        return as_markdown(story, made_by())
    if to == "slides":
        from stratcoach.reports.page.slides import render as as_slides

        _tell_what_is_cut(story)
        return as_slides(story, made_by())
    from stratcoach.reports.page.html import render

    drawn = draw(strategy)
    _tell_what_is_cut(story, drawn)
    return render(story, drawn, made_by())


def made_by() -> str:
    return f"{Message('story.made', command=MARK)}"


def _tell_what_is_cut(story: Story | None = None, drawn: TraceMap | None = None) -> None:
    """Say what an export leaves out where there are too many indirect links to follow."""
    most = caps.FOLLOWED.amount(caps.FOLLOWED.most)
    if drawn and drawn.is_cut:
        tell(f"{Message('strategy_file.too_many_links', most=most, way_out=caps.FOLLOWED.way_out)}")
    if story and story.has_many_doubts:
        tell(f"{Message('verb.only_first_insights', most=most, named=FEW)}")
