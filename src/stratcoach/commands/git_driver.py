"""Makes git compare and merge strategy files by their meaning, in one repository, and undoes it again."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Final

from stratcoach.commands.printing import put, tell
from stratcoach.diff.comparison import compare
from stratcoach.errors import UserError
from stratcoach.files import disk, git
from stratcoach.files.codec import Document, load
from stratcoach.files.release_copies import SUMS
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.reports.diff_text import render
from stratcoach.reports.style import style_for
from stratcoach.services.strategy_file import is_readable, unwritten

_PATTERNS: Final = ("strategy.yaml", "*.strategy.yaml")
_BEGIN: Final = "# stratcoach: meaning instead of lines"
_END: Final = "# end of stratcoach"
_LINES: Final = (
    _BEGIN,
    *(f"{pattern} diff=stratcoach merge=stratcoach" for pattern in _PATTERNS),
    f"**/*.versions/{SUMS} merge=union",
    "**/*.versions/*.yaml -diff -merge",
    _END,
)
"""What is written into git's attributes. The copies of releases are never put together from two: one of them is right; and no
diff shows them whole.
"""

_FORMER: Final = (f"*.versions/{SUMS} merge=union", "*.versions/*.yaml -merge", "**/*.versions/*.yaml -merge")
"""What earlier versions wrote."""

FOR_SERVERS: Final = (
    "**/*.versions/*.yaml -text -diff linguist-generated=true",
    f"**/*.versions/{SUMS} -text merge=union linguist-generated=true",
)
"""What a repository's own `.gitattributes` may hold, for everybody and for servers."""

_HEADING: Final = r"^([a-z_][a-z0-9_-]*:.*|[ ]*- (id|version): .*)$"
"""What is shown behind `@@` in git's own diffs, and what `git log -L :ID:FILE` finds: sections, items and releases."""

_LINE_BY_LINE: Final = "git merge-file -L ours -L before -L theirs %A %O %B"
"""What git does by itself, for when stratcoach can't be started any more."""

_OWN_DIFF: Final = (
    'test $# -lt 7 && { echo "* Unmerged path $1"; return; }; '
    'echo "diff --git a/$1 b/$1"; '
    'test "$2" = /dev/null && echo "--- /dev/null" || echo "--- a/$1"; '
    'test "$5" = /dev/null && echo "+++ /dev/null" || echo "+++ b/$1"; '
    'git --no-pager diff --no-index --no-ext-diff --no-textconv --no-color -- "$2" "$5" | sed -n "/^@@/,\\$p"; return 0'
)
"""The lines of both sides, as git shows them by itself; the arguments are those that it gives a program for diffs."""

HAS_CONFLICTS: Final = 65
"""How `git-merge` ends where something is left to decide: no status that a Python ends with that can't find its modules."""

_NOTHING: Final = "/dev/null"


def install() -> int:
    """Tell git, for this repository alone, how to compare strategy files."""
    _rewrite(_attributes(), "".join(f"{line}\n" for line in _LINES))
    git.forget("diff.stratcoach")  # an earlier version set more
    own = f"{shlex.quote(sys.executable)} -P -m stratcoach"  # -P: no module of the repository is ever imported
    git.configure("diff.stratcoach.command", f'f() {{ {_if_there(f"{own} git-diff -- ")}"$@" && return; {_OWN_DIFF}; }}; f')
    git.configure("diff.stratcoach.xfuncname", _HEADING)
    git.configure("merge.stratcoach.name", f"{Message('git_driver.name_for_git')}")
    driver = (
        f"{_if_there(f'{own} git-merge -- %P %O %A %B')}; s=$?; test $s -eq 0 && exit 0; test $s -eq {HAS_CONFLICTS} && exit 1"
    )
    git.configure("merge.stratcoach.driver", f"{driver}; {_LINE_BY_LINE}")
    print(Message("git_driver.diff_installed"))
    print(Message("git_driver.merge_installed"))
    print(Message("git_driver.how_to_undo"))
    _offer_attributes()
    if place := _throw_away(Path(sys.prefix)):
        tell(Message("git_driver.runs_in_cache", place=place))
    return 0


def _if_there(command: str) -> str:
    """A command of the shell that first looks whether this Python is still there."""
    gone = f"{Message('git_driver.is_gone', prefix=sys.prefix)}"
    return f"{{ test -x {shlex.quote(sys.executable)} || {{ echo {shlex.quote(gone)} >&2; false; }}; }} && {command}"


def _offer_attributes() -> None:
    """Say what the repository's `.gitattributes` could hold, where it doesn't yet."""
    root = git.root(Path())
    path = Path(root, ".gitattributes")
    present = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    if missing := [line for line in FOR_SERVERS if line not in present]:
        print(f"\n{Message('git_driver.for_everybody')}")
        for line in missing:
            print(f"  {line}")


_CACHES: Final = ("cache", ".cache", "caches")


def _throw_away(prefix: Path) -> str:
    """The folder that this Python is in, where it is one for temporary files or a cache, as those of uvx and pipx run; or `""`."""
    places = [
        *_for_temporary_files(),
        *(Path(os.environ[name]).resolve() for name in _CACHE_PLACES if name in os.environ),
    ]
    here = prefix.resolve()
    is_cache = any(part.lower() in _CACHES for part in here.parts)
    return str(prefix) if is_cache or any(here.is_relative_to(place) for place in places) else ""


def _for_temporary_files() -> list[Path]:
    import tempfile

    try:
        return [Path(tempfile.gettempdir()).resolve()]
    except OSError:  # none that can be written to
        return []


_CACHE_PLACES: Final = ("UV_CACHE_DIR", "XDG_CACHE_HOME", "PRE_COMMIT_HOME")


def uninstall() -> int:
    if (attributes := _attributes()).exists():
        _rewrite(attributes, "")
    git.forget("diff.stratcoach")
    git.forget("merge.stratcoach")
    print(Message("git_driver.uninstalled"))
    return 0


def _attributes() -> Path:
    found = git.path_inside("info/attributes")
    if found is None:
        raise UserError(Message("git_driver.no_repository"), Message("git_driver.make_repository"))
    return found


def _rewrite(path: Path, own: str) -> None:
    """Put our attributes, or none, behind those that are somebody else's."""
    try:
        was = path.read_bytes() if path.exists() else None
        text = _without((was or b"").decode("utf-8", "surrogateescape")) + own
        if was is None:
            path.parent.mkdir(exist_ok=True)
            disk.write_new(path, text)
        elif text.encode("utf-8", "surrogateescape") != was:
            disk.replace(path, text, was)
    except OSError as error:
        raise unwritten(path, error, "run") from error


def _without(text: str) -> str:
    """The attributes that are somebody else's, byte for byte."""
    kept = "".join(line for line in text.splitlines(keepends=True) if line.rstrip("\r\n") not in (*_LINES, *_FORMER))
    return kept if not kept or kept.endswith("\n") else f"{kept}\n"


# ---- what git calls


def run_diff(arguments: list[str]) -> int:
    """Print what changed, for git: path, old file, its hash and mode, new file, its hash and mode. A path with a conflict, and a
    file that can't be read, are shown as git would. Returns 0.
    """
    if len(arguments) < _FULL:
        print(f"* Unmerged path {''.join(arguments[:1])}")
        return 0
    path, old, new = arguments[0], arguments[1], arguments[4]
    before, after = _document(old), _document(new)
    if before.strategy is None or after.strategy is None:
        _print_lines(path, old, new)
        return 0
    print(f"strategy {path}")
    print(render(compare(before.strategy, after.strategy), f"a/{path}", f"b/{path}", style_for(sys.stdout)))
    print()
    return 0


def _print_lines(path: str, old: str, new: str) -> None:
    """The lines that changed, as git shows them by itself."""
    done = git.run(Path(), "diff", "--no-index", "--", old, new)
    names = [_NOTHING if file == _NOTHING else f"{side}/{path}" for side, file in (("a", old), ("b", new))]
    _, at, hunks = f"\n{done.stdout.decode('utf-8', 'replace')}".partition("\n@@")
    put(f"diff --git a/{path} b/{path}\n--- {names[0]}\n+++ {names[1]}{at}{hunks}".rstrip("\n"))


def run_text(file: str) -> int:
    """Print a file as it is. Earlier versions made git ask for a text without layout; where it still asks, it gets the lines."""
    put(disk.read_bytes(Path(file)).decode("utf-8", "replace").removesuffix("\n"))
    return 0


_FULL: Final = 7
"""How many arguments git gives for a file that has two sides."""


def run_merge(name: str, base: str, ours: str, theirs: str) -> int:
    """Merge three files for git into that of ours. Returns 0, or `HAS_CONFLICTS`."""
    from stratcoach.commands import merge

    return HAS_CONFLICTS if merge.run(base, ours, theirs, output="", path=name) else 0


def _document(file: str) -> Document:
    """A side of the comparison; one that isn't there is an empty strategy, one that can't be read whole has none."""
    if file == _NOTHING:
        return load(b"stratcoach: 1\n", file)._replace(strategy=Strategy())
    found = load(disk.read_bytes(Path(file)), file)
    return found if is_readable(found) else found._replace(strategy=None)
