"""Nodes to values by a table of keys: for strategy files, flows, settings and answers alike.

One walk reads types, duplicate keys, unknown keys and hidden characters, and collects every problem with its place; a
problem in one key never hides another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from stratcoach.files.positions import TextSpan, Trouble, span_of
from stratcoach.files.yaml_text import (
    HIDDEN_IN_NAME,
    HIDDEN_IN_TEXT,
    NOTHING,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    YamlSource,
    name_character,
    over,
)
from stratcoach.messages import Message
from stratcoach.model import caps, dates
from stratcoach.model.entry import Bare, Pairs, Plain
from stratcoach.model.ids import is_id
from stratcoach.model.likeness import like
from stratcoach.model.safe_text import short
from stratcoach.model.version_numbers import is_version

Read = Callable[["Reading", Node, str], Any]
"""Reads the value of a key. Returns something falsy where there is nothing usable."""

THIS: Final = Message("file.this")
_LANGUAGE = r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
_COMMENT = r"[ \t]+#"
_PLAINLY_A_COMMENT = r" {2,}#(?!\d)|[ \t]+#$"
_LIKE_A_COMMENT = r" {2,}#|[ \t]+# (?!\d)|[ \t]+#$"


class Reading:
    """One walk over the nodes of one text. `at` is the path of the mapping that is being read; `unread` are the paths of what is
    there but couldn't be read: in the wrong form, or under a misspelt key.
    """

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self._all: list[Trouble] = []
        self._hidden: dict[int, list[int]] = {}  # by line, where in _all troubles about hidden characters are
        self._dropped: set[int] = set()
        for trouble in source.troubles:
            self._add(trouble)
        self.at: tuple[str | int, ...] = ()
        self.unread: set[tuple[str | int, ...]] = set()
        self._may_be_cut = " #" in source.text or "\t#" in source.text
        self._unfolded: set[int] = set()
        self._reported: set[tuple[TextSpan, Message]] = set()

    def trouble(
        self, kind: str, message: Message, where: Node | TextSpan, field: str = "", words: str = "", fix: str = ""
    ) -> None:
        span = where if isinstance(where, TextSpan) else span_of(where, self.source.text)
        if (span, message) in self._reported:
            return  # a node that is reached again by an alias
        self._reported.add((span, message))
        path = (*self.at, field) if field else self.at
        if kind == "wrong-type":
            self.unread.add(path)
        self._add(Trouble(kind, message, span, words, path, fix))

    def alone(self, trouble: Trouble) -> None:
        """Report this, and nothing else: so much is wrong that the rest wouldn't help."""
        self._all, self._hidden = [], {}
        self._add(trouble)

    def _add(self, trouble: Trouble) -> None:
        if trouble.kind == "hidden-character":
            self._hidden.setdefault(trouble.span.line, []).append(len(self._all))
        self._all.append(trouble)

    @property
    def troubles(self) -> list[Trouble]:
        """What was found to be wrong, in the order it was found."""
        return [trouble for place, trouble in enumerate(self._all) if place not in self._dropped]

    def mapping(self, node: Node, keys: Mapping[str, Read], must: Collection[str] = (), what: Message = THIS) -> dict[str, Any]:
        """Read a mapping. The team's own keys come back as `extra`; a key of `must` without a value is missing."""
        found: dict[str, Any] = {}
        if node.__class__ is not MappingNode:
            if node.tag is not NOTHING:
                self.trouble("wrong-type", Message("file.needs_keys", where=what, form=_form(node)), node)
            return found
        seen: dict[str, Node] = {}
        misspelt: set[str] = set()
        extra: list[tuple[str, Plain]] = []
        for key_node, value_node in node.value:
            name = key_node.value
            if name.__class__ is not str:
                self.trouble("wrong-type", Message("file.key_not_a_word"), key_node)
                continue
            read = keys.get(name)
            if read is None:
                name = self._name_of(key_node, keys, extra, value_node, misspelt)
                if not name:
                    continue
                read = keys[name]
            if name in seen:
                first = seen[name].start_mark.line + 1
                self.trouble("duplicate-key", Message("file.key_twice", key=name, line=first), key_node, name, name)
                continue
            seen[name] = key_node
            value = read(self, value_node, name)
            if value:
                found[name] = value
            elif name in must and _is_nothing(value_node):
                self.trouble("missing", Message("file.no_value", key=name), key_node, name, name)
        misspelt -= seen.keys()
        self.unread.update((*self.at, name) for name in misspelt)
        for name in must:
            if name not in seen and name not in misspelt:
                self.trouble("missing", Message("file.key_missing", where=what, key=name), _head_of(node), name)
        if extra:
            found["extra"] = Pairs(extra)
        return found

    def _name_of(
        self, key: Node, keys: Mapping[str, Read], extra: list[tuple[str, Plain]], value: Node, misspelt: set[str]
    ) -> str:
        """Deal with a key that isn't in the table: the team's own, one with a hidden character, or an unknown one."""
        name: str = key.value
        hidden = None if name.isprintable() else re.search(HIDDEN_IN_NAME, name)
        if hidden:
            self._drop_troubles_in(key)
            self.trouble("hidden-character", Message("file.hidden_in_key", character=name_character(hidden[0])), key, words=name)
            clean = re.sub(HIDDEN_IN_NAME, "", name)
            if clean in keys:
                return clean
        if name.startswith("x-"):
            extra.append((name, self.plain(value)))
        elif hidden:
            pass
        else:
            close = like(name, keys)
            misspelt.update({close} - {""})
            message = Message("file.unknown_key", key=short(name), has_likely=bool(close), likely=close)
            self.trouble("unknown-key", message, key, name, name)
        return ""

    def _drop_troubles_in(self, node: Node) -> None:
        span = span_of(node, self.source.text)
        self._dropped.update(self._hidden.pop(span.line, ()))

    def sequence(self, node: Node, field: str, what: Message) -> Iterator[tuple[int, Node]]:
        """Yield the entries of a list. A single value where a list belongs is reported, not guessed at."""
        if node.__class__ is SequenceNode:
            yield from enumerate(node.value)
        elif node.tag is not NOTHING:
            self.trouble("wrong-type", Message("file.not_a_list", field=field, entries=what), node, field)

    def plain(self, node: Node) -> Plain:
        """Read anything below a team's own key; an empty value is an empty text. A node that an alias reaches a second time
        is left out: it was reported already, and unfolding it could go on for ever.
        """
        if id(node) in self._unfolded:
            return ""
        self._unfolded.add(id(node))
        if node.__class__ is SequenceNode:
            return tuple(self.plain(entry) for entry in node.value)
        if node.__class__ is MappingNode:
            pairs: list[tuple[str, Plain]] = []
            seen: set[str] = set()
            for key, value in node.value:
                if key.value.__class__ is not str:
                    self.trouble("wrong-type", Message("file.key_not_a_word"), key)
                elif key.value in seen:
                    self.trouble(
                        "duplicate-key", Message("file.key_twice", key=short(key.value), line=None), key, words=key.value
                    )
                else:
                    seen.add(key.value)
                    pairs.append((key.value, self.plain(value)))
            return Pairs(pairs)
        value = "" if node.tag is NOTHING else str(node.value)
        return value if getattr(node, "style", "") else Bare(value)

    # ---- readers of single values

    def text(self, node: Node, field: str, what: Message | None = None) -> str:
        value = self._text(node, field, what)
        if self._may_be_cut and value and not getattr(node, "style", ""):
            self._look_for_cut(node, field)
        return value

    def _text(self, node: Node, field: str, what: Message | None = None) -> str:
        if node.__class__ is not ScalarNode:
            where = what or Message("file.key", key=field)
            self.trouble("wrong-type", Message("file.not_text", where=where, form=_form(node)), node, field)
            return ""
        if node.tag is NOTHING:
            return ""
        value: str = node.value
        if self.source.escapes and (hidden := re.search(HIDDEN_IN_TEXT, value)):
            self.trouble(
                "hidden-character", Message("file.hidden_in_text", field=field, character=name_character(hidden[0])), node, field
            )
        return value

    def _look_for_cut(self, node: Node, field: str, *, in_prose: bool = False) -> None:
        """Report a ` #` that cuts a text short. `#12` and `# 1` are reported anywhere; in the middle of a sentence any ` # ` is,
        unless two spaces set it apart.
        """
        text, end = self.source.text, node.end_mark.index
        if text[end : end + 1] not in (" ", "\t") or not (sign := re.compile(_COMMENT).match(text, end)):
            return
        if re.compile(_PLAINLY_A_COMMENT if in_prose else _LIKE_A_COMMENT, re.MULTILINE).match(text, end):
            return
        line_end = text.find("\n", end)
        rest = text[sign.end() - 1 : line_end if line_end > 0 else len(text)].rstrip()
        line, column = node.end_mark.line + 1, node.end_mark.column + sign.end() - end
        self.trouble(
            "cut-text",
            Message("file.cut_text", field=field, rest=short(rest)),
            TextSpan(line, column, line, column + len(rest)),
            field,
            rest,
        )

    def prose(self, node: Node, field: str) -> str:
        """Read a sentence: here a ` #` in the middle is more likely a part of it than a comment."""
        value = self._text(node, field)
        if self._may_be_cut and value and not getattr(node, "style", ""):
            self._look_for_cut(node, field, in_prose=value[-1] not in ".!?…”")
        return value

    def language(self, node: Node, field: str) -> str:
        value = self.text(node, field)
        if value and not re.fullmatch(_LANGUAGE, value, re.ASCII):
            self.trouble("bad-value", Message("file.not_a_language", value=short(value)), node, field, value)
        return value

    def date(self, node: Node, field: str) -> str:
        value = self.text(node, field)
        if value and not dates.parse(value):
            meant = dates.understand(value)
            self.trouble(
                "bad-date",
                Message("file.not_a_date", value=short(value), meant=meant),
                node,
                field,
                value,
                dates.only_reading(value),
            )
        return value

    def version(self, node: Node, field: str) -> str:
        value = self.text(node, field)
        if value and not is_version(value):
            self.trouble("bad-value", Message("file.not_a_version", value=short(value)), node, field, value)
        return value

    def id(self, node: Node, field: str) -> str:
        value = self.text(node, field)
        if value and not is_id(value):
            if hidden := re.search(HIDDEN_IN_NAME, value):
                self._drop_troubles_in(node)
                self.trouble(
                    "hidden-character", Message("file.hidden_in_id", character=name_character(hidden[0])), node, field, value
                )
            else:
                low = value.lower()
                self.trouble("bad-id", _not_an_id(value), node, field, value, low if is_id(low) else "")
        return value

    def ids(self, node: Node, field: str) -> tuple[str, ...]:
        if node.__class__ is ScalarNode and node.tag is not NOTHING:
            self.trouble("wrong-type", Message("file.not_a_list_of_ids", field=field, text=short(node.value)), node, field)
            return (node.value,)
        if node.__class__ is SequenceNode and len(node.value) > caps.LINKS.most:
            too_many = over(caps.LINKS, Message("file.key", key=field), span_of(node, self.source.text), len(node.value))
            self.trouble(too_many.kind, too_many.message, too_many.span, field)
            self.unread.add((*self.at, field))
            return ()
        return tuple(
            dict.fromkeys(found for _, one in self.sequence(node, field, Message("file.ids")) if (found := self.id(one, field)))
        )

    def texts(self, node: Node, field: str) -> tuple[str, ...]:
        each = Message("file.each_entry", field=field)
        return tuple(
            found for _, one in self.sequence(node, field, Message("file.texts")) if (found := self.text(one, field, each))
        )


def one_of(values: Collection[str]) -> Read:
    """Read a text that must be one of the values."""

    def read(reading: Reading, node: Node, field: str) -> str:
        value = reading.text(node, field)
        if value and value not in values:
            close = like(value, values, 0.75)
            message = Message(
                "file.not_one_of",
                value=short(value),
                field=field,
                has_likely=bool(close),
                likely=close,
                values=tuple(values),
            )
            low = value.lower()
            reading.trouble("bad-value", message, node, field, value, low if low in values else "")
        return value

    return read


READ: Mapping[str, Read] = {
    "text": Reading.text,
    "prose": Reading.prose,
    "language": Reading.language,
    "date": Reading.date,
    "version": Reading.version,
    "id": Reading.id,
    "ids": Reading.ids,
    "texts": Reading.texts,
}


def _is_nothing(node: Node) -> bool:
    return node.__class__ is ScalarNode and (node.tag is NOTHING or not node.value)


def _head_of(node: Node) -> Node:
    return node.value[0][0] if node.value else node


def _form(node: Node) -> Message:
    if node.__class__ is SequenceNode:
        return Message("file.a_list")
    return Message("file.a_group_of_keys") if node.__class__ is MappingNode else Message("file.key", key=short(node.value))


def _not_an_id(value: str) -> Message:
    from stratcoach.model.ids import make_id

    made = make_id(value, (), "") if len(value) <= 60 else ""
    return Message("file.not_an_id", value=short(value), has_likely=bool(made), likely=made)
