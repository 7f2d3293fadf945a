"""`stratcoach log`: the versions, newest first, with what kind of change each was, why, and who decided."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from stratcoach.commands.printing import put
from stratcoach.diff.change import Level
from stratcoach.files import release_copies
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import spoken
from stratcoach.model.safe_text import visible
from stratcoach.model.strategy import Strategy
from stratcoach.reports.number_bars import in_bars
from stratcoach.reports.style import Style, style_for
from stratcoach.services.as_data import number_data
from stratcoach.services.numbers import read_numbers
from stratcoach.services.strategy_file import read_file, readable, working_file

Format = Literal["text", "json"]

_LEVELS: dict[str, Message] = {
    "VISION": Message("verb.vision_changed"),
    "CHOICE": Message("verb.choice_changed"),
    "DETAIL": Message("verb.details_changed"),
    "FIRST": Message("verb.first_version"),
}


def run(file: str, *, output: Format, decisions: bool = False) -> int:
    path = working_file(file)
    strategy = readable(read_file(path), "listed")
    if decisions:
        return _decisions(strategy, path, output)
    versions = list(_versions(strategy, path))
    numbers = read_numbers(strategy, date.today())  # noqa: DTZ011  the person's own day is meant
    if output == "json":
        data = {"version": 1, "product": strategy.product, "releases": versions, "numbers": list(map(number_data, numbers))}
        print(json.dumps(data, ensure_ascii=True, indent=2))
    else:
        style = style_for(sys.stdout)
        print("\n\n".join([_text(strategy, versions, style), *in_bars(numbers, style, sys.stdout.encoding)]))
    return 0


def _decisions(strategy: Strategy, path: Path, output: Format) -> int:
    """The proposals instead of the versions."""
    from stratcoach.reports import decision_log as report

    put(report.as_json(strategy, path.as_posix()) if output == "json" else report.render(strategy, style_for(sys.stdout)))
    return 0


def _versions(strategy: Strategy, path: Path) -> Iterator[dict[str, Any]]:
    copies = set(release_copies.released(path))
    states = release_copies.states(path, (one.version for one in strategy.history if one.version in copies))
    releases = sorted(strategy.history, key=lambda one: release_copies.parts(one.version), reverse=True)
    for place, release in enumerate(releases):
        older = releases[place + 1].version if place + 1 < len(releases) else ""
        yield {
            "release": release.version,
            "date": release.date,
            "level": level_between(older, release.version),
            "summary": release.summary,
            "because": release.because,
            "decided_by": release.decided_by,
            "copy": release_copies.path_of(path, release.version).as_posix() if release.version in copies else "",
            "as_released": states.get(release.version) != "changed",
        }


def level_between(older: str, newer: str) -> Level | Literal["FIRST"]:
    """What the numbers of two versions say about the change: `VISION.CHOICE.DETAIL`."""
    if not older:
        return "FIRST"
    names: tuple[Level, ...] = ("VISION", "CHOICE", "DETAIL")
    pairs = zip(names, release_copies.parts(older), release_copies.parts(newer), strict=False)
    return next((name for name, one, other in pairs if one != other), "NONE")


def _text(strategy: Strategy, versions: list[dict[str, Any]], style: Style) -> str:
    if not versions:
        return f"{Message('verb.no_releases', product=visible(strategy.product))}"
    parts = [style.bold(visible(strategy.product))]
    for one in versions:
        kind = f"{_LEVELS.get(str(one['level']), NOTHING)}"
        head = "  ".join(filter(None, [style.bold(one["release"]), str(spoken(one["date"])), kind]))
        lines = [head]
        lines += [style.wrap(visible(one["summary"]), "  ")] if one["summary"] else []
        because = re.sub(r"^because:?\s+", "", visible(one["because"]), flags=re.IGNORECASE)
        lines += [style.wrap(f"{Message('verb.because', reason=because)}", "  ", "    ")] if because else []
        who = Message("verb.decided_by", names=visible(one["decided_by"]))
        lines += [style.wrap(f"{who}", "  ", "    ")] if one["decided_by"] else []
        changed = Message("verb.changed_after_release", copy=one["copy"])
        lines += [] if one["as_released"] else [style.warm(style.wrap(f"{changed}", "  "))]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
