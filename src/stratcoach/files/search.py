"""Which strategy files are below a folder: what `.gitignore` names is left out, what is called nearly so is not overlooked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.globs import IGNORE_FILE, Globs, ignore_file
from stratcoach.messages import Message

_LOOKED_AT: Final = 1 << 16
"""Bytes of a file in which the key has to be that makes it a strategy."""
_KEY: Final = b"stratcoach:"


class Found(NamedTuple):
    """A file, and the real path of the folder that it was found in; `""` for a file that was named itself."""

    path: Path
    below: str = ""


def find_strategies(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the strategy files below the paths, each once however it is linked, and files that are called nearly so; a file named
    outright always counts.

    Raises:
        UserError: a path isn't there, or can't be looked through.
    """
    seen: set[str] = set()
    for path in paths:
        try:
            path.stat()
            for found in _below(path) if path.is_dir() else (Found(path),):
                real = os.path.realpath(found.path)
                if real not in seen:
                    seen.add(real)
                    yield found
        except OSError as error:
            what = Path(error.filename) if isinstance(error.filename, str) else path
            why = disk.why_unread(what, error)
            raise UserError(Message("disk.unreadable", path=str(what), why=why), Message("search.check_path")) from error


def _below(folder: Path) -> Iterator[Found]:
    walk = _Walk(folder)
    for path in walk.files():
        yield Found(path, walk.start)
    if walk.has_left_out:
        for path in _tracked_all_the_same(folder, walk.start):
            yield Found(path, walk.start)


class _Walk:
    """One walk through a folder. `.gitignore` counts as in git: the nearest one first, from a repository's root downward."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)
        self.start = os.path.realpath(folder)
        self.has_left_out = False
        self._rules: dict[str, tuple[Globs, ...]] = {self._folder: _rules_above(self.start)}

    def files(self) -> Iterator[Path]:
        for root, folders, names in os.walk(self._folder, onerror=_raise):
            real = os.path.join(self.start, root[len(self._folder) :].lstrip(os.sep))  # noqa: PTH118  texts are quicker
            rules = self._rules.pop(root)
            if ".git" in folders or ".git" in names:
                rules = ()
            if IGNORE_FILE in names and (patterns := ignore_file(real)):
                rules = (*rules, Globs(real, patterns))
            folders[:] = [
                name for name in sorted(folders) if not disk.is_skipped(name) and self._is_kept(rules, real, name, True)
            ]
            for name in folders:
                self._rules[os.path.join(root, name)] = rules  # noqa: PTH118  see above
            for name in sorted(names):
                if (disk.is_called_so(name) or _is_misnamed(real, name)) and self._is_kept(rules, real, name, False):
                    yield Path(root, name)

    def _is_kept(self, rules: tuple[Globs, ...], folder: str, name: str, is_folder: bool) -> bool:
        path = os.path.join(folder, name) if rules else ""  # noqa: PTH118  see above
        for globs in reversed(rules):
            if found := globs.decides(path, is_folder=is_folder):
                self.has_left_out |= not found.keeps
                return found.keeps
        return True


def _rules_above(folder: str) -> tuple[Globs, ...]:
    """What the `.gitignore` of the folders above says, from the repository's root on; nothing outside of one."""
    root = disk.root_above(folder)
    if not root or root == folder:
        return ()
    steps = [Path(folder), *Path(folder).parents]
    above = reversed(steps[1 : steps.index(Path(root)) + 1])
    return tuple(Globs(str(one), patterns) for one in above if (patterns := ignore_file(str(one))))


def _tracked_all_the_same(folder: Path, real: str) -> Iterator[Path]:
    """The strategies that a `.gitignore` names and git has all the same: what is committed is checked."""
    from stratcoach.files import git

    if not disk.root_above(real):
        return
    options = ("-z", "--cached", "--ignored", f"--exclude-per-directory={IGNORE_FILE}")
    try:
        names = git.listed(Path(real), "-c", "core.fsmonitor=false", "ls-files", *options)
    except UserError:
        return
    for name in names:
        path = folder / name
        if disk.is_strategy(Path(name)) and os.path.lexists(path):
            yield path


def _raise(error: OSError) -> NoReturn:
    raise error


# ---- names that are nearly right


def is_called_nearly_so(name: str) -> bool:
    """Whether a file's name is that of a strategy but for its case, `.yml`, or the `.txt` that an editor put behind it."""
    if disk.is_called_so(name):
        return False
    folded = name.casefold().removesuffix(".txt")
    return disk.is_called_so(f"{folded.removesuffix('.yml')}.yaml" if folded.endswith(".yml") else folded)


def right_name(name: str) -> str:
    """What a file that is called nearly so would have to be called."""
    stem = name[: -len(".txt")] if name.casefold().endswith(".txt") else name
    stem = stem.rpartition(".")[0]
    return f"{stem[: -len('strategy')]}strategy.yaml"


def _is_misnamed(folder: str, name: str) -> bool:
    return is_called_nearly_so(name) and says_that_it_is_one(Path(folder, name))


def says_that_it_is_one(path: Path) -> bool:
    """Whether a file has the key that makes it a strategy. Another program's `strategy.yml` hasn't."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            beginning = file.read(_LOOKED_AT)
    except OSError:
        return False
    return any(line.startswith(_KEY) for line in beginning.removeprefix(b"\xef\xbb\xbf").splitlines())


def misnamed_near(start: Path) -> Path | None:
    """A file that would be the nearest strategy if it were called strategy.yaml: in a folder or above it, up to the root."""
    try:
        folder = start.resolve(strict=True)
        for candidate in (folder, *folder.parents) if disk.root_above(str(folder)) else (folder,):
            if os.path.lexists(candidate / disk.STRATEGY_FILE):
                return None
            for path in sorted(candidate.iterdir()):
                if is_called_nearly_so(path.name) and right_name(path.name) == disk.STRATEGY_FILE and says_that_it_is_one(path):
                    return start / path.name if candidate == folder else path
            if (candidate / ".git").exists():
                return None
    except OSError:
        return None
    return None
