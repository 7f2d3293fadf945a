"""Text to YAML nodes, safely: never objects, never a crash, every refusal with its line.

PyYAML's C composer is fast and knows where each node is, but it can be made to overrun its stack, and its loader
turns `No`, `1.10` and `2026-03-01` into other things. So: a size cap, a look at the characters, the composer with a depth
guard and a resolver of our own (a plain scalar is text, or nothing), and no constructor at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from stratcoach.files.positions import START, TextSpan, Trouble
from stratcoach.files.yaml_errors import leftover_of_a_merge, reworded
from stratcoach.messages import NOTHING as NO_MESSAGE
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import short

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "YamlSource", "decode", "read"]

MOST_TOLD: Final = 50
"""How many problems of one kind are reported for a file; more wouldn't help."""

TEXT, NOTHING = "text", "nothing"
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class YamlSource(NamedTuple):
    """A text and what could be read of it. `root` is None if nothing could; `escapes` says that hidden characters may
    have come in through escapes in quoted text.
    """

    text: str
    root: Node | None
    troubles: tuple[Trouble, ...]
    escapes: bool = False


if hasattr(yaml, "CSafeLoader"):
    _Base: Any = yaml.CSafeLoader
else:  # a PyYAML built without libyaml: slower, same results
    _Base = yaml.SafeLoader


class _Over(Exception):
    """Something in the text is over a limit: in the line of `near`, from 0, or behind it."""

    def __init__(self, cap: caps.Cap, what: Message, line: int, has: int | None = None) -> None:
        super().__init__(what.id)
        self.trouble = over(cap, what, TextSpan(line + 1, 1, line + 1, 2), has)


class _Loader(_Base):  # type: ignore[misc]
    """Composes nodes only: counts depth, values and keys, and calls every plain scalar text unless it is empty."""

    depth = 0
    values = 0
    parent: Node | None = None
    index: Any = None

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        self.depth += 1
        self.values += 1
        self.parent, self.index = parent, index
        if self.depth > caps.DEPTH.most:
            raise _Over(caps.DEPTH, Message("file.this"), self._line())
        if self.values > caps.VALUES.most:
            raise _Over(caps.VALUES, Message("file.the_file"), 0)
        if index is None and parent is not None and len(parent.value) >= caps.KEYS.most:
            raise _Over(caps.KEYS, Message("file.this_group"), parent.start_mark.line)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, _kind: object, value: str | None, implicit: Any) -> str:
        if value is not None and len(value) > caps.TEXT.most:
            raise _Over(caps.TEXT, Message("file.this_text"), self._line(), len(value))
        return NOTHING if value in _NULLS and implicit[0] else TEXT

    def _line(self) -> int:
        """The line of the key, else of what came before in the list."""
        if isinstance(self.index, Node):
            return int(self.index.start_mark.line)
        if self.parent is None:
            return 0
        before = self.parent.value[-1] if self.parent.value else None
        mark = (before[1] if isinstance(before, tuple) else before).end_mark if before is not None else self.parent.start_mark
        return int(mark.line)


def over(cap: caps.Cap, what: Message, span: TextSpan = START, has: int | None = None) -> Trouble:
    """The one line about something over a limit; `has` is how much there is, where that is known."""
    return Trouble("unreadable", cap.over(what, has), span)


def decode(raw: bytes) -> YamlSource:
    """Read bytes as UTF-8 YAML; see `read`."""
    if len(raw) > caps.STRATEGY.most:
        return YamlSource("", None, (over(caps.STRATEGY, Message("file.the_file"), START, len(raw)),))
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw[:200].count(0) > len(raw[:200]) // 4:
        return _refused("", "unreadable", Message("file.saved_as_utf16"), START)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = _span_at(before, len(before), 1)
        return _refused(before, "unreadable", Message("file.not_utf8"), place)
    return read(text)


def read(text: str) -> YamlSource:
    """Compose the nodes of one YAML document.

    A byte order mark and any kind of line ending are accepted. Characters that YAML forbids are reported and read as
    spaces, so that the rest can still be read and lines keep their numbers.
    """
    text = text.removeprefix("\ufeff")
    if conflict := _conflict(text):
        return YamlSource(text, None, (conflict,))
    odd, readable = _odd_characters(text)
    try:
        root = _compose(readable)
    except _Over as error:
        return YamlSource(text, None, (error.trouble,))
    except yaml.MarkedYAMLError as error:
        return YamlSource(text, None, (*odd, leftover_of_a_merge(readable) or reworded(error, readable)))
    except (yaml.YAMLError, RecursionError, MemoryError, UnicodeError, ValueError) as error:
        return YamlSource(text, None, (*odd, Trouble("unreadable", Message("file.not_yaml", problem=str(error)), START)))
    extra = list(_beyond_plain(readable))
    if len(extra) > caps.ALIASES.most:
        return YamlSource(text, None, (over(caps.ALIASES, Message("file.the_file"), extra[0].span),))
    return YamlSource(text, root, (*odd, *extra), escapes="\\" in readable and re.search(_ESCAPES, readable) is not None)


def _refused(text: str, kind: str, message: Message, span: TextSpan) -> YamlSource:
    return YamlSource(text, None, (Trouble(kind, message, span),))


def _compose(text: str) -> Node | None:
    loader = _Loader(text)
    try:
        root: Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


# ---- characters -------------------------------------------------------------------------------------------------------

# What most files never need is compiled by `re` when it is first used: each pattern costs a part of a millisecond.

_CONTROL = bytes((*range(9), 11, 12, *range(14, 32), 127))
_SUSPECTS = (b"\xc2", b"\xe2\x80", b"\xe2\x81", b"\xef\xbb\xbf", b"\xef\xbf")
_ODD = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
_READ_AS_SPACE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_ESCAPES = r"\\[xuU0abefvNLP_]"
HIDDEN_IN_NAME: Final = "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
"""What a key or an id must not contain."""
HIDDEN_IN_TEXT: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
"""What is worth a warning in a text: control characters and bidirectional overrides, not joiners."""


def name_character(character: str) -> Message:
    """Which hidden character it is."""
    point = f"{ord(character):04X}"
    if character in "\u2028\u2029\x85":
        return Message("file.a_line_separator", point=point)
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return Message("file.a_direction_change", point=point)
    if character in "\u200b\u200c\u200d\u2060\ufeff\xad":
        return Message("file.a_zero_width_character", point=point)
    return Message("file.a_control_character", point=point)


def _odd_characters(text: str) -> tuple[list[Trouble], str]:
    """Find hidden characters; return them, and the text with spaces for those that YAML can't read."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _CONTROL)) == len(raw) and not any(suspect in raw for suspect in _SUSPECTS):
        return [], text
    found = []
    for match in re.finditer(_ODD, text):
        span = _span_at(text, match.start(), 1)
        found.append(Trouble("hidden-character", Message("file.hidden_here", character=name_character(match[0])), span))
        if len(found) == MOST_TOLD:
            break
    return found, (re.sub(_READ_AS_SPACE, " ", text) if found else text)


def _conflict(text: str) -> Trouble | None:
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return None
    first = re.search(r"^<<<<<<< ", text, re.MULTILINE)
    last = re.search(r"^>>>>>>> ", text, re.MULTILINE)
    if not first or not last:
        return None
    begin, end = _span_at(text, first.start(), 7), _span_at(text, last.start(), 7)
    message = Message("file.unfinished_merge", first=begin.line, last=end.line)
    return Trouble("unreadable", message, TextSpan(begin.line, 1, end.line, 8))


def _span_at(text: str, index: int, length: int) -> TextSpan:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return TextSpan(line, column, line, column + length)


# ---- what is YAML but not plain ---------------------------------------------------------------------------------------

_MERGE_KEY = re.compile(r"^[ \t]*+(?:-[ \t]*+)*+<<[ \t]*:", re.MULTILINE)


def _beyond_plain(text: str) -> Iterator[Trouble]:
    """Report anchors, aliases, tags and merge keys, each at its own place. Reads the events only if a sign may be one."""
    if not _may_be_beyond(text):
        return
    loader = _Loader(text)
    reported = 0
    try:
        while reported <= caps.ALIASES.most and loader.check_event():
            event = loader.get_event()
            if message := _not_plain(event):
                reported += 1
                yield Trouble("unsupported-yaml", message, _event_span(event))
    finally:
        loader.dispose()


def _may_be_beyond(text: str) -> bool:
    """Whether any sign is where it could begin an anchor, an alias, a tag or a merge key. Few texts have one at all."""
    for sign in "&*!":
        place = text.find(sign)
        while place >= 0:
            before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
            if (not before or before.isspace() or before in "[{,") and after and not after.isspace() and after not in ",]}":
                return True
            place = text.find(sign, place + 1)
    return "<<" in text and _MERGE_KEY.search(text) is not None


def _not_plain(event: Any) -> Message:
    if isinstance(event, yaml.AliasEvent):
        return Message("file.alias", name=short(event.anchor or ""))
    if getattr(event, "anchor", None):
        return Message("file.anchor", name=short(event.anchor))
    if getattr(event, "tag", None):
        return Message("file.tag", tag=short(event.tag))
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
        return Message("file.merge_key")
    return NO_MESSAGE


def _event_span(event: Any) -> TextSpan:
    start, end = event.start_mark, event.end_mark
    if end.line != start.line:
        return TextSpan(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return TextSpan(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
