"""Patterns as in a `.gitignore`: for that file itself, and for `exclude` and `per_file` in the settings.

A reader of our own: asking git would need git, and would leave out folders that are in no repository; a library would be one more
dependency for a hundred lines. The rules are those of gitignore(5).
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.model import caps

IGNORE_FILE: Final = ".gitignore"


class Pattern(NamedTuple):
    """One pattern as a regular expression over a path seen from the pattern's folder, with `/` between its parts. One that is
    anchored fits there alone, any other at every depth.
    """

    text: str
    expression: re.Pattern[str]
    keeps: bool = False
    for_folders: bool = False
    is_anchored: bool = False


class Globs(NamedTuple):
    """Patterns and the real path of the folder that they are seen from."""

    home: str
    patterns: tuple[Pattern, ...]

    def decides(self, path: str, *, is_folder: bool) -> Pattern | None:
        """The last pattern that fits a real path below the folder, None where none does: the last one counts."""
        inside = inside_of(self.home, path)
        if not inside:
            return None
        for pattern in reversed(self.patterns):
            if (is_folder or not pattern.for_folders) and pattern.expression.fullmatch(inside):
                return pattern
        return None

    def leaves_out(self, path: str) -> tuple[str, str]:
        """The pattern that leaves out a file and the path that it fits: the file's own or that of a folder above it; two empty texts
        where the file is left in.
        """
        inside = inside_of(self.home, path)
        steps = inside.split("/") if inside else []
        for end in range(1, len(steps) + 1):
            at = os.path.join(self.home, *steps[:end])  # noqa: PTH118  texts are quicker for a thousand files
            found = self.decides(at, is_folder=end < len(steps))
            if found is not None and not found.keeps:
                return found.text, at
        return "", ""


def inside_of(home: str, path: str) -> str:
    """A path as seen from a folder above it, with `/` between its parts; `""` where it isn't below."""
    start = home.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else ""


def read_patterns(lines: Iterable[str]) -> tuple[Pattern, ...]:
    """Read the lines of a `.gitignore`. A line that is no pattern, a comment or one that can't be read, counts for nothing, as in git."""
    return tuple(found for line in lines if (found := pattern(line)) is not None)


def ignore_file(folder: str) -> tuple[Pattern, ...]:
    """The patterns of a folder's `.gitignore`; none where it can't be read. Raises `UserError` for one over the limits."""
    path = os.path.join(folder, IGNORE_FILE)  # noqa: PTH118  see above
    try:
        with open(path, "rb") as file:  # noqa: PTH123  see above
            raw = file.read(caps.IGNORED.most + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return ()
    if len(raw) > caps.IGNORED.most:
        raise UserError(caps.IGNORED.refused(path, size), caps.IGNORED.way_out)
    found = read_patterns(raw.decode("utf-8", "surrogateescape").splitlines())
    if len(found) > caps.PATTERNS.most:
        raise UserError(caps.PATTERNS.refused(path, len(found)), caps.PATTERNS.way_out)
    return found


@lru_cache(maxsize=4096)
def pattern(line: str) -> Pattern | None:
    """Read one pattern; None for a line that is none."""
    text = _without_blanks_behind(line)
    keeps = text.startswith("!")
    body = text[keeps:]
    for_folders = body.endswith("/")
    body = body.removesuffix("/")
    if not body or text.startswith("#"):
        return None
    is_anchored = "/" in body
    anywhere = "" if is_anchored else _FOLDERS
    try:
        with warnings.catch_warnings():  # such as `[a--b]`, which may mean something else in a later Python
            warnings.simplefilter("ignore", FutureWarning)
            expression = re.compile(anywhere + _translated(body.removeprefix("/")), re.DOTALL)
    except re.error:
        return None
    return Pattern(text, expression, keeps, for_folders, is_anchored)


def _without_blanks_behind(line: str) -> str:
    """A line without the blanks behind it; one behind a backslash is meant."""
    text = line.rstrip("\r\n")
    bare = text.rstrip(" ")
    return f"{bare} " if bare != text and bare.endswith("\\") else bare


_SIGN: Final = r"(?s)(?P<any>(?:(?<=/)|^)\*\*/)|(?P<all>(?<=/)\*\*$)|(?P<some>\*+)|(?P<one>\?)|(?P<set>\[[!^]?\]?[^]]*\])|\\(?P<as_is>.)|(?P<plain>.)"
_MEANS: Final = {"all": ".+", "some": "[^/]*", "one": "[^/]"}
_FOLDERS: Final = "(?:[^/]*+/)*?"


def _translated(body: str) -> str:
    """A pattern as a regular expression that takes no longer for many stars than for a few: what stands between two of them fits
    where it fits first, and is never looked for again.
    """
    parts: list[list[tuple[str, str]]] = [[]]  # between one `**/` and the next
    for found in re.finditer(_SIGN, body):
        kind = found.lastgroup or ""
        if kind == "any":
            parts.append([])
        else:
            parts[-1].append((kind, _piece(kind, found)))
    first, *between = [_between_slashes(part) for part in parts]
    last = f"{_FOLDERS}{between.pop()}" if between else ""
    return first + "".join(f"(?>{_FOLDERS}{one})" for one in between if one) + last


def _between_slashes(pieces: Iterable[tuple[str, str]]) -> str:
    """Whole names with the slashes between them."""
    names: list[list[tuple[str, str]]] = [[]]
    for kind, piece in pieces:
        if piece == "/":
            names.append([])
        else:
            names[-1].append((kind, piece))
    return "/".join(map(_name, names))


def _name(pieces: Sequence[tuple[str, str]]) -> str:
    """One name, in which only the last star may be tried in several ways."""
    groups = [""]
    for kind, piece in pieces:
        if kind == "some":
            groups.append("")
        else:
            groups[-1] += piece
    first, *behind = groups
    last = f"[^/]*{behind.pop()}" if behind else ""
    return first + "".join(f"(?>[^/]*?{one})" for one in behind if one) + last


def _piece(kind: str, found: re.Match[str]) -> str:
    if kind != "set":
        return _MEANS.get(kind) or re.escape(found[kind])
    text = found[0]
    is_not = text[1] in "!^"
    inner = text[1 + is_not : -1].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"(?!/)[{'^' if is_not else ''}{inner}]"
