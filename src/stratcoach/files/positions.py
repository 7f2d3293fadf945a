"""Where something stands in a text: spans, troubles with their place, and the marks of YAML nodes as spans."""

from __future__ import annotations

from typing import Final, NamedTuple

from yaml.nodes import Node

from stratcoach.messages import Message


class TextSpan(NamedTuple):
    """A place in a text: lines and columns from 1, in code points; the end column is the one behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


START: Final = TextSpan(1, 1, 1, 1)


class Trouble(NamedTuple):
    """Something wrong with a text: `kind` is the second half of a `file/…` rule; `fix` is what the value is to be, where only one
    thing can be meant.
    """

    kind: str
    message: Message
    span: TextSpan
    words: str = ""
    path: tuple[str | int, ...] = ()
    fix: str = ""

    def placed(self, file: str) -> Message:
        """It behind its place: `file.yaml:3:1: …`."""
        return Message("file.at_place", place=f"{file}:{self.span.line}:{self.span.column}", problem=self.message)


def span_of(node: Node, text: str) -> TextSpan:
    """Return the place of a node. A block text or a mapping ends with its last line that holds something."""
    start, end = node.start_mark, node.end_mark
    if end.line == start.line:
        return TextSpan(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    tail = text[start.index : end.index]
    kept = _without_trailing_comments(tail)
    newline = kept.rfind("\n")
    lines = kept.count("\n")
    column = start.column + len(kept) + 1 if newline < 0 else len(kept) - newline
    return TextSpan(start.line + 1, start.column + 1, start.line + 1 + lines, column)


def _without_trailing_comments(tail: str) -> str:
    kept = tail.rstrip()
    while True:
        newline = kept.rfind("\n")
        if newline < 0 or not kept[newline + 1 :].lstrip().startswith("#"):
            return kept
        kept = kept[:newline].rstrip()
