"""The way in for programs: editors, agents, scripts. Nothing here prints, asks, exits or reads `argv`.

What goes in is a file, a text that is in no file yet (an editor's buffer), or a value; what comes out is a frozen value or plain data
(mappings, lists, texts, numbers: whatever JSON can hold). Lines and columns count from 1, in code points; the end column is the one
behind the last character. Days are `datetime.date`; without one, today counts. Nothing is written to disk.

```python
>>> from datetime import date
>>> from stratcoach import api
>>> buffer = '''stratcoach: 1
... product: Kilns
... version: 1.0.0
... updated: 4.5.2026
... problems:
...   - id: cold-kiln
...     statement: Potters lack a dashboard.
... '''
>>> document = api.loads(buffer)
>>> [(one.rule, one.line, one.fix) for one in api.lint(document, date(2026, 11, 22)) if one.field == "updated"]
[('file/bad-date', 4, Fix(field='updated', text='2026-05-04'))]
>>> document.at(7, 20)
Spot(section='problems', entry=0, field='statement', part=None)
>>> [one.rule for one in api.check("Potters lack a dashboard.", "problem")]
['problem/solution', 'problem/vague']
>>> api.explain("problem/solution")["severity"]
'warning'

```
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from stratcoach.diff.comparison import Comparison
from stratcoach.diff.comparison import compare as compare_strategies
from stratcoach.errors import UserError
from stratcoach.files import codec, disk
from stratcoach.files.codec import Document, Spot
from stratcoach.files.config import Settings, load_settings
from stratcoach.files.edit import edit
from stratcoach.lint.finding import Finding
from stratcoach.messages import Message
from stratcoach.model.safe_text import without_hidden
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import MetricReading, Strategy
from stratcoach.model.value import Value
from stratcoach.rules.base import Fix, Severity
from stratcoach.services.api_sessions import InterviewSession, Refused, WorkshopSession
from stratcoach.services.as_data import comparison_data, matters_data, rule_data, shown_data, weighed_data
from stratcoach.services.lint_run.file_check import check_file
from stratcoach.services.lint_run.file_check import read_file as read_any
from stratcoach.services.matters import matters
from stratcoach.services.new_readings import day_read, taken_down
from stratcoach.services.overview import look
from stratcoach.services.rule_lookup import rule_named
from stratcoach.services.statement_check import SLOTS, check_statement, slot_of
from stratcoach.services.strategy_file import readable
from stratcoach.services.weighing import idea_in
from stratcoach.services.weighing import weigh as weigh_idea

__all__ = [
    "KINDS",
    "Comparison",
    "Document",
    "Fix",
    "InterviewSession",
    "Problem",
    "Refused",
    "Settings",
    "Spot",
    "Strategy",
    "UserError",
    "WorkshopSession",
    "check",
    "compare",
    "compare_as_data",
    "explain",
    "interview",
    "lint",
    "load",
    "loads",
    "review",
    "settings_for",
    "show",
    "weigh",
    "with_reading",
    "workshop",
]

Source = Document | str | os.PathLike[str]
"""A document, or the path of a file."""

KINDS: Final[tuple[str, ...]] = tuple(SLOTS)
"""What `check` can be asked about."""


class Problem(Value):
    """What was found: by which rule, where, and what a coach would ask.

    `section` and `entry` say which entry (its place from 0; None where there is one), `on` is what people call it: its id, the section,
    or `""` for the whole file. `field` is the key and `words` what made the coach look twice; both may be `""`. `message` is one
    sentence without capital and full stop. `fix` is there only where there is exactly one right answer.
    """

    rule: str
    severity: Severity
    line: int
    column: int
    end_line: int
    end_column: int
    section: str
    entry: int | None
    on: str
    field: str
    words: str
    message: str
    question: str
    fix: Fix | None = None

    def to_data(self) -> dict[str, Any]:
        """All of it as plain data; `fix` is a mapping or null."""
        return {**self.__dict__, "fix": self.fix._asdict() if self.fix else None}


def load(path: str | os.PathLike[str]) -> Document:
    """Read a strategy file.

    A file that is broken, or isn't one, is no error: the document says so in `troubles`, and its `strategy` is None.

    Raises:
        UserError: there is no such file, or it can't be read.
    """
    there = Path(path)
    if not there.is_file():
        raise UserError(Message("api.no_file", path=str(there)))
    return codec.load(disk.read_bytes(there), there.as_posix())


def loads(text: str, name: str = "strategy.yaml") -> Document:
    """Read the text of a strategy file, such as a buffer that isn't saved yet; `name` is what messages call it.

    `document.at(line, column)` says which section, entry and key are at a place; `document.locate(section, entry, field)` is the way
    back.
    """
    return codec.loads(text, name)


def settings_for(folder: str | os.PathLike[str]) -> Settings:
    """What a team has settled for the files of a folder: the nearest `.stratcoach.yaml`, there or above.

    Raises:
        UserError: the settings can't be read; it has every error in `more`.
    """
    return load_settings(Path(folder))


def lint(source: Source, as_of: date | None = None, settings: Settings | None = None) -> tuple[Problem, ...]:
    """Find everything that lint finds in one file, in the order of the lines. `as_of` is the day by which dates are judged.

    For a path the settings of its folder apply unless others are given; for a document none do. What depends on released versions
    and baselines is left to `stratcoach lint`.

    Raises:
        UserError: there is no such file, or its settings can't be read.
    """
    if not isinstance(source, Document) and settings is None:
        settings = settings_for(Path(source).parent)
    document = source if isinstance(source, Document) else _read(source)
    found = check_file(document, as_of or _today(), settings).findings
    return tuple(_problem(one.finding, *one.span) for one in found)


def check(text: str, kind: str, **fields: str) -> tuple[Problem, ...]:
    """Coach one statement, as `stratcoach check` does. `kind` is one of `KINDS`; `fields` are further keys of its entry, such as
    `evidence` or `target`, and `lang` its language if that isn't English. Places are those in the text.

    Raises:
        UserError: there is no such kind.
    """
    slot = slot_of(kind)
    found = check_statement(SECTION[SLOTS[slot]], {**fields, "text": text, "slot": slot})
    return tuple(_problem(one, *_place(text, one.words)) for one in found)


def compare(before: Source | Strategy, after: Source | Strategy) -> Comparison:
    """Compare two strategies: `changes` with their `kind`, `section`, `on`, `field`, `level`, `before` and `after`; how deep they go
    (`level`: `NONE`, `DETAIL`, `CHOICE` or `VISION`), the version that they call for (`proposed`), and what rests on what changed.

    Raises:
        UserError: one of them can't be read; its errors are in `more`.
    """
    return compare_strategies(_strategy(before), _strategy(after))


def compare_as_data(before: Source | Strategy, after: Source | Strategy) -> dict[str, Any]:
    """The same in the shape of `stratcoach diff --format json`.

    Raises:
        UserError: one of them can't be read; its errors are in `more`.
    """
    return comparison_data(compare(before, after), _name(before), _name(after))


def show(source: Source, as_of: date | None = None) -> dict[str, Any]:
    """The state of a strategy on a day, in the shape of `stratcoach show --format json`: `coverage`, `trace`, `unconnected`,
    `in_question`, `due`, and under `numbers` how each number that was read goes.

    Raises:
        UserError: it can't be read; its errors are in `more`.
    """
    return shown_data(look(_strategy(source), as_of or _today()), _name(source))


def weigh(source: Source | Strategy, idea: str) -> dict[str, Any]:
    """What a strategy says about an idea, in the shape of `stratcoach weigh --format json`: what speaks `against` it and `for` it,
    what it would rest on, `earlier` proposals that say much the same; `anything_decides` is whether any of it may decide. It never
    decides by itself.

    Raises:
        UserError: the strategy can't be read, with its errors in `more`; or the idea is too long.
    """
    return weighed_data(weigh_idea(_strategy(source, "weighed"), idea_in(idea)), _name(source))


def review(source: Source | Strategy, as_of: date | None = None) -> dict[str, Any]:
    """Everything with a day, in the shape of `stratcoach review --format json`: what is `due`, the most important first, and what is
    `ahead`, by its day.

    Raises:
        UserError: it can't be read; its errors are in `more`.
    """
    strategy = _strategy(source, "shown")
    return matters_data(matters(strategy), as_of or _today(), strategy.product, _name(source))


def with_reading(source: Source, number: str, value: str, day: date | None = None, *, counter: str = "", note: str = "") -> str:
    """The text of a strategy file with one more reading of a number, as `stratcoach reading` would write it; nothing is written.
    `number` is an id or the beginning of one, a metric or a statement, `value` a number in the unit of its target. A reading of the
    same `day` is corrected.

    Raises:
        UserError: there is no such number, the value can't be read, the day is still to come, or the file can't be read.
    """
    document = source if isinstance(source, Document) else _read(source)
    today = _today()
    number, value, counter, note = (" ".join(without_hidden(text).split()) for text in (number, value, counter, note))
    reading = MetricReading(date=day_read((day or today).isoformat(), today), value=value, counter=counter, note=note)
    after = taken_down(readable(document, "added_to"), number, reading, today)
    return edit(document, after) if after else document.source.text


def explain(rule: str) -> dict[str, Any]:
    """A rule in the shape of `stratcoach explain --format json`: `why`, `question`, `good` and `bad` examples, and more.

    Raises:
        UserError: there is no such rule; the hint names the one that was probably meant.
    """
    return rule_data(rule_named(rule))


def interview(
    events: Iterable[Mapping[str, Any]] = (), *, as_of: date | None = None, flows: str | os.PathLike[str] | None = None
) -> InterviewSession:
    """Begin an interview, or continue one from its `events`. `flows` is a folder with questions of your own.

    Raises:
        UserError: the flows have errors; all of them are in `more`.
    """
    return InterviewSession(events, as_of or _today(), Path(flows) if flows else None)


def workshop(
    agenda: str = "",
    *,
    minutes: int = 0,
    people: int = 0,
    now: int,
    events: Sequence[Mapping[str, Any]] = (),
    flows: str | os.PathLike[str] | None = None,
) -> WorkshopSession:
    """Begin a workshop for a group, or continue one from its `events`. Without an `agenda` the one that fits the `minutes` and the
    number of `people` best is taken. `now` is the second since 1970.

    Raises:
        UserError: there is no such agenda, or the flows have errors.
    """
    return WorkshopSession(agenda, minutes, people, now, events, Path(flows) if flows else None)


def _read(path: str | os.PathLike[str]) -> Document:
    there = Path(path)
    if not there.exists():
        raise UserError(Message("api.no_file", path=str(there)))
    return read_any(there, there.as_posix())


def _strategy(source: Source | Strategy, done: str = "compared") -> Strategy:
    if isinstance(source, Strategy):
        return source
    return readable(source if isinstance(source, Document) else _read(source), done)


def _name(source: Source | Strategy) -> str:
    if isinstance(source, Strategy):
        return source.version
    return source.name if isinstance(source, Document) else Path(source).as_posix()


def _problem(finding: Finding, line: int, column: int, end_line: int, end_column: int) -> Problem:
    return Problem(
        rule=finding.rule.name,
        severity=finding.severity,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        section=finding.section,
        entry=finding.entry,
        on=finding.on,
        field=finding.field,
        words=finding.words,
        message=str(finding.message),
        question=str(finding.question),
        fix=finding.fix,
    )


def _place(text: str, words: str) -> tuple[int, int, int, int]:
    """Where words are in a text; all of it where they aren't."""
    start = text.find(words) if words else -1
    first, last = (start, start + len(words)) if start >= 0 else (0, len(text))
    return (*_line_and_column(text[:first]), *_line_and_column(text[:last]))


def _line_and_column(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _today() -> date:
    return date.today()  # noqa: DTZ011  the person's own day is meant
