"""The baseline file, `.stratcoach-baseline.json`: one line a finding, sorted, so that a review sees what goes."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.lint.accepted_findings import Baseline, FindingKey
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import as_json_line

BASELINE_FILE: Final = ".stratcoach-baseline.json"
_VERSION: Final = 1
_MOST: Final = 100_000
_HALF: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Half a character, which no file can contain but as an escape."""
_MARK: Final = rb"(?m)^(?:<{7}|={7}|>{7})(?= |\r?$)"


class Held(NamedTuple):
    """A baseline as a run found it. `accepted` is None for one that is to be written for the first time; `rules` are those that it
    knew when it was written, None for one that doesn't say so: an older stratcoach wrote it. `raw` is what was read.
    """

    path: Path
    accepted: Baseline | None
    rules: frozenset[str] | None = None
    raw: bytes | None = None

    @property
    def home(self) -> str:
        """The folder from which it names files, by its real path."""
        return os.path.realpath(self.path.parent)

    def named(self, real: str) -> str:
        """How it names a file, by the file's real path."""
        return os.path.relpath(real, self.home).replace(os.sep, "/")


class Baselines:
    """The baselines of many folders, each read once: the nearest one upward from a file, as with the settings, or the one
    that was named. With `new` the place where one will stand counts as well.
    """

    def __init__(self, named: str | None, *, new: bool) -> None:
        if named is not None and not named.strip():
            raise UserError(Message("baseline.needs_file_name"), Message("baseline.name_the_file", default=BASELINE_FILE))
        self._named = Path(named) if named is not None else None
        if self._named is not None and not new and not self._named.exists():
            raise UserError(Message("baseline.does_not_exist", path=named), Message("baseline.write_one"))
        self._new = new
        self._known: dict[str, Path | None] = {}
        self._read: dict[Path, Held] = {}

    def of(self, folder: str) -> Held | None:
        """What is accepted in a folder, given by its real path; None where there is no baseline."""
        path = self._named or self._nearest(folder) or (_new_place(folder) if self._new else None)
        if path is None:
            return None
        if path not in self._read:
            self._read[path] = load(path) if os.path.lexists(path) else Held(path, None)
        return self._read[path]

    def _nearest(self, folder: str) -> Path | None:
        if folder not in self._known:
            path = Path(folder, BASELINE_FILE)
            parent = os.path.dirname(folder)  # noqa: PTH120  a text is enough, and quicker for a thousand files
            is_top = parent == folder or os.path.exists(os.path.join(folder, ".git"))  # noqa: PTH110, PTH118  see above
            self._known[folder] = path if os.path.lexists(path) else None if is_top else self._nearest(parent)
        return self._known[folder]


def _new_place(folder: str) -> Path:
    """Where a new baseline goes: the repository's root; outside of one the folder that we are in, if it holds the file's."""
    here, own = Path.cwd(), Path(folder)
    root = next((one for one in (own, *own.parents) if (one / ".git").exists()), None)
    return (root or (here if own.is_relative_to(here) else own)) / BASELINE_FILE


def load(path: Path) -> Held:
    """Read a baseline. Raises `UserError` where it isn't one."""
    return read(disk.read_bytes(path, caps.BASELINE), path)


def read(raw: bytes, path: Path) -> Held:
    """Read what a baseline accepts. Raises `UserError` where it isn't one."""
    import json

    if mark := re.search(_MARK, raw):
        line = raw.count(b"\n", 0, mark.start()) + 1
        raise UserError(Message("baseline.unfinished_merge", place=f"{path}:{line}"), Message("baseline.keep_both_sides"))
    try:
        content = json.loads(raw)
        if content["version"] != _VERSION:
            raise UserError(
                Message("baseline.other_version", path=str(path), version=str(content["version"])),
                Message("baseline.update_program"),
            )
        found: dict[str, Counter[FindingKey]] = {}
        for one in content["findings"]:
            found.setdefault(_text(one["file"]), Counter())[FindingKey(*(_text(one[name]) for name in FindingKey._fields))] += (
                _count(one["count"])
            )
        rules = frozenset(map(_text, content["rules"])) if "rules" in content else None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(_no_baseline(path, error), Message("baseline.restore_or_rewrite")) from error
    return Held(path, found, rules, raw)


class _CountTooHigh(ValueError):
    """A count that no file can have."""


def _no_baseline(path: Path, error: Exception) -> Message:
    if isinstance(error, _CountTooHigh):
        return Message("baseline.count_too_high", path=str(path), count=str(error))
    if isinstance(error, ValueError):
        return Message("baseline.not_json", path=str(path), complaint=str(error))
    return Message("baseline.incomplete", path=str(path))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError
    if value > _MOST:
        raise _CountTooHigh(str(value))
    return value


def dump(baseline: Baseline, rules: Iterable[str]) -> str:
    """The text of a baseline: a line a finding, and one with the rules that it knows."""
    import json

    rows = sorted((file, key, count) for file, counts in baseline.items() for key, count in counts.items() if count > 0)
    lines = [
        _HALF.sub(
            lambda half: f"\\u{ord(half[0]):04x}",
            as_json_line(json.dumps({"file": file, **key._asdict(), "count": count}, ensure_ascii=False)),
        )
        for file, key, count in rows
    ]
    inner = "".join(f"\n    {line}{',' if place < len(lines) else ''}" for place, line in enumerate(lines, 1))
    known = json.dumps(sorted(rules))
    return f'{{\n  "version": {_VERSION},\n  "rules": {known},\n  "findings": [{inner}\n  ]\n}}\n'


def write(path: Path, baseline: Baseline, rules: Iterable[str], was: bytes | None) -> None:
    """Write it whole or not at all, where it still is what it `was`, None for nothing; never through a link that leads out of its
    repository. Raises `OSError` or `UserError`.
    """
    real = Path(os.path.realpath(path))
    root = next((one for one in (path.parent, *path.absolute().parents) if (one / ".git").exists()), path.parent)
    if path.is_symlink() and not real.is_relative_to(os.path.realpath(root)):
        raise UserError(
            Message("baseline.link_leads_out", path=str(path), target=str(real)),
            Message("baseline.name_other_place"),
        )
    text = dump(baseline, rules)
    if was is not None:
        disk.replace(path, text, was)
    else:
        disk.write_new(path, text)
