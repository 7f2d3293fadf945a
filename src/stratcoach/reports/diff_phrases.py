"""The words that all reports of a diff share."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from stratcoach.diff.change import Change
from stratcoach.diff.comparison import Comparison
from stratcoach.messages import Message
from stratcoach.model.entry import Entry
from stratcoach.model.field_names import field_label
from stratcoach.model.safe_text import short
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy

LONGEST: Final = 90
LONGEST_NAME: Final = 50
MOST_NAMES: Final = 6
STILL_TRUE: Final = Message("diff.still_true")
_UNSAID: Final = {"status": "active", "language": "en"}


def headline(comparison: Comparison) -> str:
    """How deep it goes, and the version that follows."""
    if comparison.level == "NONE":
        return str(Message("diff.nothing_changed"))
    return str(Message("diff.headline", level=comparison.level, version=comparison.proposed))


def by_section(comparison: Comparison) -> Iterator[tuple[str, list[Change]]]:
    """The changes under the title of their section, in the method's order."""
    for name, changes in groupby(comparison.changes, key=lambda change: change.section):
        yield title(name), list(changes)


def by_item(changes: Sequence[Change]) -> Iterator[tuple[str, str, list[Change]]]:
    """The changes of one section item by item: its id, what it says where the changes don't, and the changes. An entry without an id
    is known by what it says.
    """
    for (on, _), found in groupby(changes, key=lambda change: (change.on, "" if change.on else _said(change))):
        of_item = list(found)
        main = SECTION[of_item[0].section].main if of_item[0].section else ""
        says_so = any(change.field == main or change.kind in ("added", "removed") for change in of_item)
        text = " ".join((of_item[0].said if on else _said(of_item[0])).split())
        yield on, "" if says_so or not text else textwrap.shorten(text, LONGEST, placeholder="…"), of_item


def _said(change: Change) -> str:
    """What an entry of a list without ids says."""
    section = SECTION[change.section] if change.section else None
    return change.said if section and section.many and section.holds and not section.has_ids else ""


def title(section: str) -> str:
    return str(SECTION[section].title if section else Message("diff.top_of_file"))


def what(change: Change) -> str:
    """What was done to what: `changed: target`."""
    is_first_name = change.kind == "renamed" and not change.before
    done = Message("diff.done", kind="named" if is_first_name else change.kind)
    if change.kind in ("added", "removed", "reranked", "renamed") or not change.field:
        return str(done)
    if change.field == "by" and "date" not in _holds_of(change).keys:
        return str(Message("diff.done_to_date", done=done))
    if change.field == "on":
        return str(Message("diff.done_to_about", done=done))
    if change.field == "rests_on":
        return str(Message("diff.done_to_links", done=done))
    field = field_label(change.field) or named(change.field)
    return str(Message("diff.done_to", done=done, field=field))


def named(text: str) -> str:
    """An id, a date, a link or a key on one line, as much of it as a person needs to know which one it is."""
    return short(text, LONGEST_NAME)


def names(several: Sequence[str]) -> list[str]:
    """Ids to be listed: all, or the first ones and how many there are besides."""
    if len(several) <= MOST_NAMES:
        return [named(one) for one in several]
    return [*(named(one) for one in several[: MOST_NAMES - 1]), str(Message("diff.more", count=len(several) - MOST_NAMES + 1))]


def sides(change: Change) -> Change:
    """The change with values that no person reads to the end cut short; where both begin alike, to where they differ."""
    before, after = _readable(change, change.before), _readable(change, change.after)
    if before == after and change.before != change.after:
        same = next(
            (at for at, (a, b) in enumerate(zip(change.before, change.after, strict=False)) if a != b),
            min(len(change.before), len(change.after)),
        )
        before, after = (f"…{named(text[max(0, same - 10) :])}" for text in (change.before, change.after))
    entries = tuple((_readable(change, one), _readable(change, other)) for one, other in change.entries)
    return change.replace(before=before, after=after, entries=entries)


def _holds_of(change: Change) -> type[Entry]:
    """What kind of entry was changed; the strategy itself for what is at the top of the file."""
    return (SECTION[change.section].holds if change.section else None) or Strategy


def _readable(change: Change, text: str) -> str:
    """A date, a link or a choice as a name; elsewhere only a run of signs that isn't a word."""
    key = _holds_of(change).keys.get(change.field)
    if key and (key.kind in ("date", "id", "choice", "language", "version") or change.field == "link"):
        return named(text) if text.strip() else text
    return _RUN.sub(lambda match: named(match[0]), text) if len(text) > LONGEST_NAME else text


_RUN: Final = re.compile(rf"\S{{{LONGEST_NAME + 1},}}")


def unsaid(change: Change) -> str:
    """The value that applies where nothing is written."""
    nothing = str(Message("diff.nothing"))
    return nothing if change.section else _UNSAID.get(change.field, nothing)


def is_long(change: Change) -> bool:
    """Whether both sides are texts in which single words are worth showing."""
    return bool(change.before and change.after) and " " in f"{change.before.strip()}{change.after.strip()}"


def item(section: str, on: str) -> tuple[str, str]:
    """What kind of item it is, and its id where there can be several."""
    return str(SECTION[section].noun), named(on) if SECTION[section].many else ""


def counted(comparison: Comparison) -> Message:
    return Message("diff.changes", count=len(comparison.changes))


def doubtful(about: str, text: str, because: Iterable[str]) -> Message:
    """What may no longer be true, because of what changed; all of it in the form of the report."""
    return Message("diff.because_of", about=about, text=text, names=tuple(because))
