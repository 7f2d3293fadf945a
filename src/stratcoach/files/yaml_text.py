"""Text to YAML nodes, safely: never objects, never a crash, every refusal with a line.

PyYAML's C composer is fast and knows where each node stands, but it can be made to overrun its stack, and its loader
turns `No`, `1.10` and `2026-03-01` into other things. So: a size cap, a look at the characters, the composer with a depth
guard and a resolver of our own (a plain scalar is text, or nothing), and no constructor at all.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "Source", "Span", "Trouble", "decode", "read", "span_of"]

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
TEXT, NOTHING = "text", "nothing"
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Span(NamedTuple):
    """A place in a text: lines and columns from 1, in code points; the end column is the one behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


START: Final = Span(1, 1, 1, 1)


class Trouble(NamedTuple):
    """Something wrong with a text: `kind` is the second half of a `file/…` rule."""

    kind: str
    message: str
    span: Span
    words: str = ""
    path: tuple[str | int, ...] = ()


class Source(NamedTuple):
    """A text and what could be read of it. `root` is None where nothing could; `escapes` says that hidden characters may
    have come in through escapes in quoted text."""

    text: str
    root: Node | None
    troubles: tuple[Trouble, ...]
    escapes: bool = False


if hasattr(yaml, "CSafeLoader"):
    _Base: Any = yaml.CSafeLoader
else:  # a PyYAML built without libyaml: slower, same results
    _Base = yaml.SafeLoader


class _Loader(_Base):  # type: ignore[misc]
    """Composes nodes only: counts the depth, and calls every plain scalar text unless nothing stands there."""

    depth = 0

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(None, None, "too deep", parent.start_mark if parent else None)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, _kind: object, value: str | None, implicit: Any) -> str:
        return NOTHING if value in _NULLS and value is not None and implicit[0] else TEXT


@contextmanager
def paused_gc() -> Iterator[None]:
    """Node graphs hold no rings, but the collector walks them again and again: with it, reading takes three to five times
    as long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def decode(raw: bytes) -> Source:
    """Read bytes as UTF-8 YAML; see `read`."""
    if len(raw) > MAX_BYTES:
        return _refused("", "unreadable", f"the file is larger than {MAX_BYTES // 1024 // 1024} MB, too large for a strategy", START)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _refused("", "unreadable", "the file is saved as UTF-16; save it as UTF-8", START)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = _span_at(before, len(before), 1)
        return _refused(before, "unreadable", "the bytes here are not UTF-8; save the file as UTF-8", place)
    return read(text)


def read(text: str) -> Source:
    """Compose the nodes of one YAML document.

    A byte order mark and any kind of line ending are accepted. Characters that YAML forbids are reported and read as
    spaces, so that the rest can still be read and lines keep their numbers.
    """
    if text.startswith("\ufeff"):
        text = text[1:]
    if conflict := _conflict(text):
        return Source(text, None, (conflict,))
    odd, readable = _odd_characters(text)
    try:
        root = _compose(readable)
    except yaml.MarkedYAMLError as error:
        return Source(text, None, (*odd, _reworded(error, readable)))
    except (yaml.YAMLError, RecursionError, MemoryError, UnicodeError, ValueError) as error:
        return Source(text, None, (*odd, Trouble("unreadable", f"this can't be read as YAML ({error})", START)))
    extra = _beyond_plain(readable)
    return Source(text, root, (*odd, *extra), escapes=_ESCAPES.search(readable) is not None)


def _refused(text: str, kind: str, message: str, span: Span) -> Source:
    return Source(text, None, (Trouble(kind, message, span),))


def _compose(text: str) -> Node | None:
    loader = _Loader(text)
    try:
        root: Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


# ---- characters -------------------------------------------------------------------------------------------------------

_CONTROL = bytes((*range(9), 11, 12, *range(14, 32), 127))
_SUSPECTS = (b"\xc2", b"\xe2\x80", b"\xe2\x81", b"\xef\xbb\xbf", b"\xef\xbf")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_READ_AS_SPACE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES = re.compile(r"\\[xuU0abefvNLP_]")
HIDDEN_IN_NAME: Final = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What must not stand in a key or an id."""
HIDDEN_IN_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What is worth a warning in a text: control characters and bidirectional overrides, not joiners."""


def name_character(character: str) -> str:
    """Say which hidden character it is, for a person."""
    point = ord(character)
    if character in "\u2028\u2029\x85":
        return f"a line separator (U+{point:04X}), which editors don't show as a new line"
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return f"a character that turns the direction of the text (U+{point:04X})"
    if character in "\u200b\u200c\u200d\u2060\ufeff\xad":
        return f"a character without width (U+{point:04X})"
    return f"a control character (U+{point:04X})"


def _odd_characters(text: str) -> tuple[list[Trouble], str]:
    """Find hidden characters; return them and the text with those that YAML can't read made spaces."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _CONTROL)) == len(raw) and not any(suspect in raw for suspect in _SUSPECTS):
        return [], text
    found = []
    for match in _ODD.finditer(text):
        span = _span_at(text, match.start(), 1)
        found.append(Trouble("hidden-character", f"there is {name_character(match[0])} here", span))
        if len(found) == 50:
            break
    return found, (_READ_AS_SPACE.sub(" ", text) if found else text)


def _conflict(text: str) -> Trouble | None:
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return None
    first = re.search(r"^<<<<<<< ", text, re.M)
    last = re.search(r"^>>>>>>> ", text, re.M)
    if not first or not last:
        return None
    begin, end = _span_at(text, first.start(), 7), _span_at(text, last.start(), 7)
    message = f"a merge of two versions was left unfinished between lines {begin.line} and {end.line}; choose one side"
    return Trouble("unreadable", message, Span(begin.line, 1, end.line, 8))


def _span_at(text: str, index: int, length: int) -> Span:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Span(line, column, line, column + length)


# ---- what is YAML but not plain ---------------------------------------------------------------------------------------

_MAYBE = re.compile(r"(?:^|[\s\[{,])[&*!](?=[^\s,\]}])|^\s*-?\s*<<\s*:", re.M)
_NOT_PLAIN = "one strategy is one plain text"


def _beyond_plain(text: str) -> Iterator[Trouble]:
    """Report anchors, aliases, tags and merge keys, each at its own place. Looks at events only where a sign may be one."""
    if not _MAYBE.search(text):
        return
    loader = _Loader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            span = _event_span(event)
            if isinstance(event, yaml.AliasEvent):
                yield Trouble("unsupported-yaml", f"the alias `*{event.anchor}` repeats another place; write it out", span)
            elif getattr(event, "anchor", None):
                yield Trouble("unsupported-yaml", f"the anchor `&{event.anchor}` is not supported; {_NOT_PLAIN}", span)
            elif getattr(event, "tag", None):
                yield Trouble("unsupported-yaml", f"the tag `{event.tag}` is not supported; quote the text if it begins with `!`", span)
            elif isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
                yield Trouble("unsupported-yaml", "the merge key `<<` is not supported; write the keys out", span)
    finally:
        loader.dispose()


def _event_span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    if end.line != start.line:
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


# ---- what the parser says, in words -----------------------------------------------------------------------------------


def _reworded(error: yaml.MarkedYAMLError, text: str) -> Trouble:
    """Turn the parser's message into one that says what to do, at the place where the person has to do it."""
    problem, context = error.problem or "", error.context or ""
    at, before = error.problem_mark or error.context_mark, error.context_mark
    if at is None:
        return Trouble("unreadable", f"this can't be read as YAML ({problem})", START)
    lines = text.splitlines() or [""]
    at_end = at.line >= len(lines) or (at.line == len(lines) - 1 and at.column >= len(lines[-1]))
    kind = "unreadable"
    if problem == "too deep":
        message = f"lists within lists more than {MAX_DEPTH} deep; a strategy is flatter than that"
    elif "another document" in problem:
        kind, message = "unsupported-yaml", "a second document begins here; one file holds one strategy"
    elif "expected <document start>" in problem:
        kind, message = "unsupported-yaml", "text follows after the end of the document; one file holds one strategy"
    elif "duplicate anchor" in context or "undefined alias" in problem:
        kind, message = "unsupported-yaml", f"a value that begins with `{_char(lines, at)}` means something special; put it in quotes"
    elif "quoted scalar" in context and "escape" in problem:
        message = "a backslash in double quotes begins an escape; write two of them, or use single quotes"
    elif before is not None and (at_end or "flow" in context):
        at = before
        opened = _char(lines, before)
        closing = {"[": "]", "{": "}"}.get(opened, opened)
        message = f"what is opened here with {opened} is not closed; write the closing {closing}"
    else:
        message = _reworded_line(problem, context, lines, at)
    line = lines[at.line] if at.line < len(lines) else ""
    end = max(len(line) + 1, at.column + 2)
    return Trouble(kind, message, Span(at.line + 1, at.column + 1, at.line + 1, end))


def _reworded_line(problem: str, context: str, lines: list[str], at: Any) -> str:
    line = lines[at.line] if at.line < len(lines) else ""
    first = line.lstrip()[:1]
    indent = len(line) - len(line.lstrip())
    if "\t" in line[:indent] or line[at.column : at.column + 1] == "\t":
        return "this line is indented with a tab; use spaces"
    if "cannot start any token" in problem:
        return f"a value can't begin with {_char(lines, at)}; put it in quotes"
    if "mapping values" in problem and re.fullmatch(r"\s+[\w-]+", line[: at.column]):
        return f"this line is indented by {indent} spaces, which fits nothing above it"
    if "mapping values" in problem:
        return 'the text contains ": ", which YAML reads as a new key; put the whole value in quotes'
    if "block sequence entries" in problem:
        return "a list item can't begin behind a key; put the `-` on a line of its own"
    if "could not find expected ':'" in problem:
        return "the line before this one has no `key: value`; is a colon or the space after it missing?"
    if "expected '-'" in problem:
        return f"this line is indented by {indent} spaces and fits no list item above; line it up with its neighbours"
    if "expected key" in problem and at.column > indent and first in "\"'":
        return "text follows after the closing quote"
    if "expected key" in problem and re.search(r":\s+[\"'].*[\"']\s*\S", line):
        return "text follows after the closing quote; quote the whole value, or write inner quotes differently"
    if "expected key" in problem:
        return f"this line is indented by {indent} spaces, which fits nothing above it"
    if "block scalar" in context:
        return "after `|` or `>` the text begins on the next line; if it is only text, put it in quotes"
    if "expected node content" in problem or "mapping keys" in problem:
        return f"a value can't begin with {_char(lines, at)}; put it in quotes"
    return f"this can't be read as YAML ({problem})"


def _char(lines: list[str], mark: Any) -> str:
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] or "?"


def span_of(node: Node, text: str) -> Span:
    """Return the place of a node. A block text or a mapping ends with its last line that holds something."""
    start, end = node.start_mark, node.end_mark
    if end.line == start.line:
        return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    tail = text[start.index : end.index]
    kept = _without_trailing_comments(tail)
    newline = kept.rfind("\n")
    lines = kept.count("\n")
    column = start.column + len(kept) + 1 if newline < 0 else len(kept) - newline
    return Span(start.line + 1, start.column + 1, start.line + 1 + lines, column)


def _without_trailing_comments(tail: str) -> str:
    kept = tail.rstrip()
    while True:
        newline = kept.rfind("\n")
        if newline < 0 or not kept[newline + 1 :].lstrip().startswith("#"):
            return kept
        kept = kept[:newline].rstrip()
