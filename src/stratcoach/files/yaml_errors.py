"""The YAML parser's messages, in words for people who aren't programmers."""

from __future__ import annotations

import re
from typing import Any

from stratcoach.files.positions import START, TextSpan, Trouble
from stratcoach.messages import Message

_CLOSING = {"[": "]", "{": "}"}


def reworded(error: Any, text: str) -> Trouble:
    """Turn the parser's message into one that says what to do, at the place where it has to be done."""
    problem, context = error.problem or "", error.context or ""
    at, before = error.problem_mark or error.context_mark, error.context_mark
    if at is None:
        return Trouble("unreadable", Message("file.not_yaml", problem=problem), START)
    lines = text.splitlines() or [""]
    at_end = at.line >= len(lines) or (at.line == len(lines) - 1 and at.column >= len(lines[-1]))
    kind = "unreadable"
    if "another document" in problem:
        kind, message = "unsupported-yaml", Message("file.second_document")
    elif "expected <document start>" in problem:
        kind, message = (
            "unsupported-yaml",
            Message("file.text_after_the_end"),
        )
    elif "duplicate anchor" in context or "undefined alias" in problem:
        kind, message = (
            "unsupported-yaml",
            Message("file.special_character", character=_char(lines, at)),
        )
    elif "quoted scalar" in context and "escape" in problem:
        message = Message("file.backslash")
    elif at_end and "flow node" in context and (opened_at := _last_open(lines)):
        number, column = opened_at
        opened = lines[number][column]
        message = _not_closed(opened, lines[number])
        return Trouble("unreadable", message, TextSpan(number + 1, column + 1, number + 1, len(lines[number]) + 1))
    elif before is not None and (at_end or "flow" in context):
        at = before
        opened = _char(lines, before)
        message = _not_closed(opened, lines[before.line] if before.line < len(lines) else "")
    else:
        message = _reworded_line(problem, context, lines, at)
    line = lines[at.line] if at.line < len(lines) else ""
    end = max(len(line) + 1, at.column + 2)
    return Trouble(kind, message, TextSpan(at.line + 1, at.column + 1, at.line + 1, end))


def _not_closed(opened: str, line: str) -> Message:
    closing = _CLOSING.get(opened, opened)
    comment = re.search(r"\s#", line)
    if comment and closing in line[comment.start() :]:
        return Message("file.comment_hides_closing", closing=closing)
    return Message("file.never_closed", opened=opened, closing=closing)


def _last_open(lines: list[str]) -> tuple[int, int] | None:
    """The place of the last bracket that is never closed. At the end of a text the parser only names the end."""
    opened: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        for column, sign in enumerate(line):
            if sign in _CLOSING:
                opened.append((number, column))
            elif sign in "]}" and opened:
                opened.pop()
    return opened[-1] if opened else None


def leftover_of_a_merge(text: str) -> Trouble | None:
    """A single marker of an unfinished merge, in a text that can't be read."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")) or line == "=======":
            return Trouble("unreadable", Message("file.left_over_from_a_merge"), TextSpan(number, 1, number, len(line) + 1))
    return None


def _reworded_line(problem: str, context: str, lines: list[str], at: Any) -> Message:
    line = lines[at.line] if at.line < len(lines) else ""
    above = next((one.strip() for one in reversed(lines[: at.line]) if one.strip()), "")
    first = line.lstrip()[:1]
    indent = len(line) - len(line.lstrip())
    value = line.partition(": ")[2].lstrip() or line.lstrip(" -")
    if "\t" in line[:indent] or line[at.column : at.column + 1] == "\t":
        return Message("file.indented_with_a_tab")
    if "alphabetic or numeric" in problem or (value[:1] in ("*", "&", "!") and "expected" in problem):
        return Message("file.value_begins_with", character=value[:1] or _char(lines, at))
    if value[:1] in ("[", "{") and "expected key" in problem:
        return Message("file.value_looks_like_a_list", character=value[:1])
    if above.startswith("#") and ("expected key" in problem or "could not find" in problem):
        return Message("file.line_above_is_a_comment")
    if "cannot start any token" in problem:
        return Message("file.value_begins_with", character=_char(lines, at))
    if "mapping values" in problem and re.fullmatch(r"\s+[\w-]+", line[: at.column]):
        return Message("file.indentation_matches_nothing", spaces=indent)
    if "mapping values" in problem:
        return Message("file.colon_in_text")
    if "block sequence entries" in problem:
        return Message("file.list_item_after_key")
    if "could not find expected ':'" in problem:
        return Message("file.no_colon_before")
    if "expected '-'" in problem:
        return Message("file.indentation_of_list_item", spaces=indent)
    if "expected key" in problem and at.column > indent and first in "\"'":
        return Message("file.text_after_quote")
    if "expected key" in problem and re.search(r":\s+[\"'].*[\"']\s*\S", line):
        return Message("file.text_after_inner_quote")
    if "expected key" in problem:
        return Message("file.indentation_matches_nothing", spaces=indent)
    if "block scalar" in context:
        return Message("file.text_after_block_sign")
    if "expected node content" in problem or "mapping keys" in problem:
        return Message("file.value_begins_with", character=_char(lines, at))
    return Message("file.not_yaml", problem=problem)


def _char(lines: list[str], mark: Any) -> str:
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] or "?"
