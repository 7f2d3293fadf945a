"""The YAML parser's messages, in words for people who aren't programmers."""

from __future__ import annotations

import re
from typing import Any

from stratcoach.files.positions import START, Span, Trouble

_CLOSING = {"[": "]", "{": "}"}


def reworded(error: Any, text: str) -> Trouble:
    """Turn the parser's message into one that says what to do, at the place where it has to be done."""
    problem, context = error.problem or "", error.context or ""
    at, before = error.problem_mark or error.context_mark, error.context_mark
    if at is None:
        return Trouble("unreadable", f"this can't be read as YAML ({problem})", START)
    lines = text.splitlines() or [""]
    at_end = at.line >= len(lines) or (at.line == len(lines) - 1 and at.column >= len(lines[-1]))
    kind = "unreadable"
    if "another document" in problem:
        kind, message = "unsupported-yaml", "a second document begins here; keep only one in this file"
    elif "expected <document start>" in problem:
        kind, message = (
            "unsupported-yaml",
            "there is text after the end of the document; remove the line that ends it, or the text",
        )
    elif "duplicate anchor" in context or "undefined alias" in problem:
        kind, message = (
            "unsupported-yaml",
            f"`{_char(lines, at)}` at the start of a value has a special meaning; put the value in quotes",
        )
    elif "quoted scalar" in context and "escape" in problem:
        message = "a backslash in double quotes starts an escape sequence; write two of them, or use single quotes"
    elif at_end and "flow node" in context and (opened_at := _last_open(lines)):
        number, column = opened_at
        opened = lines[number][column]
        message = _not_closed(opened, lines[number])
        return Trouble("unreadable", message, Span(number + 1, column + 1, number + 1, len(lines[number]) + 1))
    elif before is not None and (at_end or "flow" in context):
        at = before
        opened = _char(lines, before)
        message = _not_closed(opened, lines[before.line] if before.line < len(lines) else "")
    else:
        message = _reworded_line(problem, context, lines, at)
    line = lines[at.line] if at.line < len(lines) else ""
    end = max(len(line) + 1, at.column + 2)
    return Trouble(kind, message, Span(at.line + 1, at.column + 1, at.line + 1, end))


def _not_closed(opened: str, line: str) -> str:
    closing = _CLOSING.get(opened, opened)
    comment = re.search(r"\s#", line)
    if comment and closing in line[comment.start() :]:
        return f"the ` #` in this line begins a comment, which hides the closing {closing}; put the text with the # in quotes"
    return f"the {opened} here is never closed; add the closing {closing}"


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
            return Trouble("unreadable", "this line is left over from a merge; remove it", Span(number, 1, number, len(line) + 1))
    return None


def _reworded_line(problem: str, context: str, lines: list[str], at: Any) -> str:
    line = lines[at.line] if at.line < len(lines) else ""
    above = next((one.strip() for one in reversed(lines[: at.line]) if one.strip()), "")
    first = line.lstrip()[:1]
    indent = len(line) - len(line.lstrip())
    value = line.partition(": ")[2].lstrip() or line.lstrip(" -")
    if "\t" in line[:indent] or line[at.column : at.column + 1] == "\t":
        return "this line is indented with a tab; use spaces"
    if "alphabetic or numeric" in problem or (value[:1] in ("*", "&", "!") and "expected" in problem):
        return f"a value can't begin with {value[:1] or _char(lines, at)}; put it in quotes"
    if value[:1] in ("[", "{") and "expected key" in problem:
        return f"a value that begins with {value[:1]} is a list or a group in YAML; put it in quotes if it is text"
    if above.startswith("#") and ("expected key" in problem or "could not find" in problem):
        return "the line above begins with #, which makes it a comment; put the whole text in quotes"
    if "cannot start any token" in problem:
        return f"a value can't begin with {_char(lines, at)}; put it in quotes"
    if "mapping values" in problem and re.fullmatch(r"\s+[\w-]+", line[: at.column]):
        return f"this line is indented by {indent} space{'' if indent == 1 else 's'}, which doesn't match any line above"
    if "mapping values" in problem:
        return 'the text contains ": ", which YAML reads as a new key; put the whole value in quotes'
    if "block sequence entries" in problem:
        return "a list item can't begin after a key on the same line; put the `-` on its own line"
    if "could not find expected ':'" in problem:
        return "the line before this one has no `key: value`; is the colon or the space after it missing?"
    if "expected '-'" in problem:
        return f"this line is indented by {indent} space{'' if indent == 1 else 's'}, which doesn't match the list items above; line it up with them"
    if "expected key" in problem and at.column > indent and first in "\"'":
        return "there is text after the closing quote"
    if "expected key" in problem and re.search(r":\s+[\"'].*[\"']\s*\S", line):
        return "there is text after the closing quote; quote the whole value, or write inner quotes differently"
    if "expected key" in problem:
        return f"this line is indented by {indent} space{'' if indent == 1 else 's'}, which doesn't match any line above"
    if "block scalar" in context:
        return "after `|` or `>` the text must begin on the next line; if the sign is part of the text, put it in quotes"
    if "expected node content" in problem or "mapping keys" in problem:
        return f"a value can't begin with {_char(lines, at)}; put it in quotes"
    return f"this can't be read as YAML ({problem})"


def _char(lines: list[str], mark: Any) -> str:
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] or "?"
