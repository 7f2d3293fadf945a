"""Makes git compare and merge strategy files by their meaning, in one repository, and undoes it again."""

from __future__ import annotations

import difflib
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from stratcoach.commands.reading import is_readable
from stratcoach.diff.compare import compare
from stratcoach.diff.wording import told
from stratcoach.errors import UserError
from stratcoach.files import disk, git
from stratcoach.files.codec import Document, load
from stratcoach.files.versions import SUMS
from stratcoach.model.sections import HEADER_KEYS, SECTIONS, entries
from stratcoach.model.strategy import Entry, Strategy
from stratcoach.reports.diff_text import render
from stratcoach.reports.style import style_for

_PATTERNS: Final = ("strategy.yaml", "*.strategy.yaml")
_BEGIN: Final = "# stratcoach: meaning instead of lines"
_END: Final = "# end of stratcoach"
_LINES: Final = (
    _BEGIN,
    *(f"{pattern} diff=stratcoach merge=stratcoach" for pattern in _PATTERNS),
    f"**/*.versions/{SUMS} merge=union",
    "**/*.versions/*.yaml -merge",
    _END,
)
"""What is written into git's attributes. The copies of releases are never put together from two: one of them is right."""

_FORMER: Final = (f"*.versions/{SUMS} merge=union", "*.versions/*.yaml -merge")
"""What stood there once, and held in the topmost folder alone."""

_LINE_BY_LINE: Final = "git merge-file -L ours -L before -L theirs %A %O %B"
"""What git does by itself, for when stratcoach can't be started any more."""

_NOTHING: Final = "/dev/null"


def install() -> int:
    """Tell git, for this repository alone, how to compare strategy files."""
    attributes = _attributes()
    _write(attributes, "".join([_without(attributes), *(f"{line}\n" for line in _LINES)]))
    own = f"{shlex.quote(sys.executable)} -P -m stratcoach"  # -P: no module of the repository is ever imported
    git.configure("diff.stratcoach.command", f"{own} git-diff --")
    git.configure("diff.stratcoach.textconv", f"{own} git-text --")
    git.configure("merge.stratcoach.name", "strategies, by their meaning")
    git.configure(
        "merge.stratcoach.driver", f"{own} merge --path %P -- %O %A %B; s=$?; test $s -le 1 && exit $s; {_LINE_BY_LINE}"
    )
    print("From now on git diff and git log -p speak of strategy files in this repository as stratcoach diff does.")
    print("git merge and git rebase put two strategies together as stratcoach merge does.")
    print("For the lines as they are: git diff --no-ext-diff --no-textconv. To undo it: stratcoach diff --uninstall-git")
    return 0


def uninstall() -> int:
    attributes = _attributes()
    if attributes.exists():
        _write(attributes, _without(attributes))
    git.forget("diff.stratcoach")
    git.forget("merge.stratcoach")
    print("git compares and merges strategy files line by line again.")
    return 0


def _attributes() -> Path:
    found = git.path_inside("info/attributes")
    if found is None:
        raise UserError("This folder isn't in a repository of git.", "Go into it, or begin one: git init")
    return found


def _without(path: Path) -> str:
    """The attributes that are somebody else's, byte for byte."""
    text = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
    kept = "".join(line for line in text.splitlines(keepends=True) if line.rstrip("\r\n") not in (*_LINES, *_FORMER))
    return kept if not kept or kept.endswith("\n") else f"{kept}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


# ---- what git calls


def run_diff(arguments: list[str]) -> int:
    """Print what changed, for git: path, old file, its hash and mode, new file, its hash and mode. Always 0, or git gives up."""
    if len(arguments) < 7:  # a path with a conflict
        return 0
    path, old, new = arguments[0], arguments[1], arguments[4]
    before, after = _document(old), _document(new)
    print(f"strategy {path}")
    if before.strategy is None or after.strategy is None:
        lines = difflib.unified_diff(
            before.source.text.splitlines(), after.source.text.splitlines(), f"a/{path}", f"b/{path}", lineterm=""
        )
        print("\n".join(lines))
        return 0
    print(render(compare(before.strategy, after.strategy), f"a/{path}", f"b/{path}", style_for(sys.stdout)))
    print()
    return 0


def run_text(file: str) -> int:
    """Print a strategy with one field a line, each with the item it belongs to, so that git compares items and not layout."""
    document = _document(file)
    print(document.source.text if document.strategy is None else "\n".join(_lines(document.strategy)))
    return 0


def _document(file: str) -> Document:
    """A side of the comparison; one that isn't there is an empty strategy, one that can't be read whole has none."""
    if file == _NOTHING:
        return load(b"stratcoach: 1\n", file)._replace(strategy=Strategy())
    found = load(disk.read_bytes(Path(file)), file)
    return found if is_readable(found) else found._replace(strategy=None)


def _lines(strategy: Strategy) -> Iterator[str]:
    for name in HEADER_KEYS:
        if value := getattr(strategy, name):
            yield f"{name}: {told(value)}"
    for section in SECTIONS:
        if section.holds is None:
            yield from (f"{section.name}: {' '.join(text.split())}" for text in getattr(strategy, section.name))
            continue
        for entry in entries(strategy, section):
            yield from _entry_lines(section.name, section.written, entry)


def _entry_lines(section: str, names: tuple[str, ...], entry: Entry) -> Iterator[str]:
    about = " ".join(filter(None, [section, str(getattr(entry, "id", ""))]))
    for name in (*names, "extra"):
        value = getattr(entry, name)
        if value and name != "id":
            yield f"{about} {name}: {' '.join(told(value).split())}"
