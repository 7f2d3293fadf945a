"""`stratcoach review`: goes through everything whose day has come; or lists it, or writes all days into a calendar file."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from stratcoach.commands.printing import put, put_file
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.reports.due_list import render
from stratcoach.reports.style import style_for
from stratcoach.services.as_data import matters_data
from stratcoach.services.matters import matters
from stratcoach.services.strategy_file import read_file, readable, working_file


def run(file: str, *, lists: bool, output: str, ics: bool, out: str, plain: bool) -> int:
    """Review what is due. Only `lists` it, as text or JSON, or writes the `ics` file. Returns 0."""
    path = working_file(file)
    today = date.today()  # noqa: DTZ011  the person's own day is meant
    strategy = readable(read_file(path), "shown" if lists or ics or output == "json" else "revised")
    found = matters(strategy)
    due, ahead = ([one for one in found if (one.on <= today) == is_due] for is_due in (True, False))
    if ics:
        return _write_calendar(path, out, strategy.product, today)
    if output == "json":
        put(json.dumps(matters_data(found, today, strategy.product, path.as_posix()), ensure_ascii=True, indent=2))
        return 0
    if lists:
        put(render(due, ahead, style_for(sys.stdout)))
        return 0
    if not due:
        following = min((one.on for one in ahead), default=None)
        print(Message("review.nothing_due", date=spoken(following.isoformat()) if following else None))
        return 0
    from stratcoach.commands import review_sitting

    return review_sitting.run(path, plain=plain)


def _write_calendar(path: Path, out: str, product: str, today: date) -> int:
    from stratcoach.commands.export import MARK, made_by
    from stratcoach.commands.export_file import STDOUT, write_export
    from stratcoach.reports.calendar_file import render as as_calendar

    text = as_calendar(matters(readable(read_file(path), "exported")), product, today, made_by())
    if out == STDOUT:
        put_file(text.removesuffix("\n"))
        return 0
    where = Path(out) if out else path.with_suffix(".ics")
    write_export(where / path.with_suffix(".ics").name if where.is_dir() else where, text, lambda was: MARK in was)
    return 0
