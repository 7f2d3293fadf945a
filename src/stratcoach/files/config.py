"""The settings of a team: `.stratcoach.yaml`, found upward from the strategy file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.globs import Globs, Pattern, read_patterns
from stratcoach.files.pattern_files import WrittenPattern
from stratcoach.files.settings_keys import COUNTED, KEYS, REQUIRABLE, not_ignorable, not_requirable
from stratcoach.files.shapes import Reading
from stratcoach.files.yaml_text import decode
from stratcoach.lint.policy import Policy, first_half
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.value import Value
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Limits, Severity

__all__ = ["COUNTED", "KEYS", "REQUIRABLE", "Folders", "Settings", "load_settings", "not_ignorable", "not_requirable"]

SETTINGS_FILE: Final = ".stratcoach.yaml"


class Settings(Value):
    """What a team has settled. `flows` is the folder of its own question flows; no `fail_on` means error.

    `exclude` says which files are passed over; `per_file` which rules, in full names, are off in some files; `sources` are the
    files that the settings come from, the nearest first; `origin` is the one of them that a key was taken from; `patterns` are
    the team's own, with their sentences; `reader` is where the second reader may speak up, if it is installed: nowhere, in coaching, or
    in lint as well.
    """

    flows: Path | None = None
    fail_on: Severity = "error"
    policy: Policy = Policy()
    limits: Limits = Limits()
    exclude: tuple[Globs, ...] = ()
    per_file: tuple[tuple[Globs, frozenset[str]], ...] = ()
    sources: tuple[Path, ...] = ()
    origin: Mapping[str, Path] = {}
    patterns: tuple[WrittenPattern, ...] = ()
    reader: Literal["off", "coach", "lint"] = "coach"

    def off_in(self, real: str) -> frozenset[str]:
        """The rules that `per_file` switches off in a file, given by its real path."""
        return frozenset[str]().union(*(rules for globs, rules in self.per_file if globs.leaves_out(real)[0]))

    def leaves_out(self, real: str, below: str = "") -> str:
        """The pattern that leaves a file out, `""` where none does. A pattern that fits the folder `below` which was asked for, or
        one above it, doesn't count: who names a folder means it.
        """
        for globs in self.exclude:
            text, at = globs.leaves_out(real)
            if text and (not below or at.startswith(below.rstrip(os.sep) + os.sep)):
                return text
        return ""


def load_settings(start: Path) -> Settings:
    """Read the nearest settings file, upward from a folder to the repository's root.

    Raises:
        UserError: with every error in it.
    """
    return Folders().settings(os.path.realpath(start))


class Folders:
    """The settings of many folders, each file read once."""

    def __init__(self) -> None:
        self._known: dict[str, Settings] = {}

    def settings(self, folder: str) -> Settings:
        """What holds in a folder, given by its real path."""
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        return self._known[folder]

    def _find(self, folder: str) -> Settings:
        path = Path(folder, SETTINGS_FILE)
        is_top = os.path.exists(os.path.join(folder, ".git"))  # noqa: PTH110, PTH118  texts are quicker for a thousand files
        parent = folder if is_top else os.path.dirname(folder)  # noqa: PTH120  see above
        if os.path.lexists(path):
            _refuse_nothing(path, parent)
            return read_settings(path)
        if os.path.lexists(mistaken := path.with_suffix(".yml")):
            raise UserError(
                Message("config.wrong_extension", found=str(mistaken), name=SETTINGS_FILE), Message("config.rename_it")
            )
        _refuse_in_pyproject(Path(folder, "pyproject.toml"))
        return Settings() if parent == folder else self.settings(parent)


def _refuse_nothing(path: Path, parent: str) -> None:
    """Raise `UserError` for an empty file that would override the settings in a folder above."""
    lines = (line.strip() for line in _bytes_of(path).splitlines())
    if str(path.parent) == parent or any(line and not line.startswith(b"#") for line in lines):
        return
    for folder in (Path(parent), *Path(parent).parents):
        if os.path.lexists(folder / SETTINGS_FILE):
            raise UserError(
                Message("config.empty_overrides", path=str(path), other=str(folder / SETTINGS_FILE)),
                Message("config.delete_or_write_braces", braces="{}"),
            )
        if (folder / ".git").exists():
            return


def _refuse_in_pyproject(path: Path) -> None:
    """Raise `UserError` for settings in a place where nobody reads them."""
    if path.is_file() and any(
        line.startswith((b"[tool.stratcoach]", b"[tool.stratcoach.")) for line in disk.read_head(path).splitlines()
    ):
        raise UserError(
            Message("config.in_pyproject", path=str(path)),
            Message("config.put_settings_in", path=str(path.with_name(SETTINGS_FILE))),
        )


def _bytes_of(path: Path) -> bytes:
    return disk.read_bytes(path, caps.SETTINGS)


def read_settings(path: Path) -> Settings:
    """Read one settings file. Raises `UserError` with every error in it."""
    return settings_in(_bytes_of(path), path)


def settings_in(raw: bytes, path: Path, read: Callable[[Path], bytes] | None = None) -> Settings:
    """Read settings, with those that they extend. `path` is where they are; `read` reads the file that they extend, from the disk
    unless it says otherwise. Raises `UserError` with every error in them.
    """
    own = _values(raw, path)
    named = own.pop("extends", "")
    if not named:
        return _settings([(path, own)])
    shared = Path(os.path.normpath(path.parent / named))
    base = _values(_read_shared(named, path, shared, read or _bytes_of), shared)
    if "extends" in base:
        raise UserError(
            Message("config.extends_twice", path=str(path), named=named),
            Message("config.extend_directly"),
        )
    return _settings([(path, own), (shared, base)])


def _read_shared(named: str, path: Path, shared: Path, read: Callable[[Path], bytes]) -> bytes:
    """Read what settings extend. Raises `UserError` where that can't be."""
    if "://" in named:
        raise UserError(Message("config.extends_url", path=str(path), named=named), Message("config.name_a_file"))
    if os.path.realpath(shared) == os.path.realpath(path):
        raise UserError(Message("config.extends_itself", path=str(path)), Message("config.remove_extends"))
    if os.path.isdir(shared):  # noqa: PTH112  no error for a name that is too long
        raise UserError(
            Message("config.extends_folder", path=str(path), named=named),
            Message("config.name_file_in_folder", folder=named.rstrip("/")),
        )
    try:
        return read(shared)
    except UserError as error:
        raise UserError(
            Message("config.extends_unreadable", path=str(path), named=named, problem=error.message),
            Message("config.path_is_relative"),
        ) from error


def _values(raw: bytes, path: Path) -> dict[str, Any]:
    """What one settings file says, by its keys. Raises `UserError` with every error in it."""
    reading = Reading(decode(raw))
    readers = {name: key.read for name, key in KEYS.items()}
    found = (
        reading.mapping(reading.source.root, readers, (), Message("settings.the_settings_file")) if reading.source.root else {}
    )
    if reading.troubles:
        lines = tuple(trouble.placed(str(path)) for trouble in sorted(reading.troubles, key=lambda trouble: trouble.span))
        raise UserError(Message("config.has_errors"), Message("config.fix_errors"), lines)
    if "flows" in found:
        found["flows"] = path.parent / found["flows"]
    return found


_BY_ENTRY: Final = ("severity", "words", "limits", "patterns")
"""Keys of which a file and the one that it extends both count, entry by entry."""


def _settings(files: list[tuple[Path, dict[str, Any]]]) -> Settings:
    """The settings of a file and, behind it, of the one that it extends: key by key what stands first."""
    found: dict[str, Any] = {}
    origin: dict[str, Path] = {}
    for path, values in files:
        for name, value in values.items():
            found[name] = {**value, **found.get(name, {})} if name in _BY_ENTRY else found.get(name, value)
            origin.setdefault(name, path)
    home = files[0][0].parent
    patterns: list[tuple[WrittenPattern, ...]] = list(found.get("patterns", {}).values())
    words: dict[str, Any] = {name: frozenset(terms) for name, terms in found.get("words", {}).items()}
    return Settings(
        flows=found.get("flows"),
        fail_on=found.get("fail_on", "error"),
        policy=Policy(**{name: found[name] for name in ("select", "ignore", "severity") if name in found}),
        limits=Limits(
            require=frozenset(found.get("require", ())),
            patterns=tuple(one.row for several in patterns for one in several),
            **words,
            **found.get("limits", {}),
        ),
        patterns=tuple(one for several in patterns for one in several),
        reader=found.get("reader", "coach"),
        exclude=tuple(globs for path, values in files for globs in _globs(values.get("exclude", ()), path.parent, home)),
        per_file=tuple(
            (globs, frozenset(rule for name in names for rule in _meant(name)))
            for path, values in files
            for glob, names in values.get("per_file", {}).items()
            for globs in _globs((glob,), path.parent, home)
        ),
        sources=tuple(path for path, _ in files),
        origin=origin,
    )


def _globs(lines: Iterable[str], of: Path, home: Path) -> Iterator[Globs]:
    """Patterns with the folder that they are seen from: that of the file `of` which has them; for a bare name, which fits at any
    depth, the folder of the settings that count.
    """
    places: dict[Path, list[Pattern]] = {}
    for pattern in read_patterns(lines):
        places.setdefault(of if pattern.is_anchored else home, []).append(pattern)
    return (Globs(os.path.realpath(folder), tuple(patterns)) for folder, patterns in places.items())


def _meant(name: str) -> list[str]:
    """The full names of the rules that a name, or a first half, stands for."""
    half = first_half(name)
    return [name] if name in BY_NAME else [rule for rule in BY_NAME if rule.partition("/")[0] == half]
