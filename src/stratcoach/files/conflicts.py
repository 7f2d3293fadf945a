"""Marks in a strategy file what two sides left to decide, with the marks that git and editors know."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Any

from stratcoach.diff.strategy_merge import Conflict
from stratcoach.files.codec import Document, loads
from stratcoach.files.edit import Editor, Splice, Unspliceable, commonest
from stratcoach.files.writer import dump, plain_lines, section_lines, value_lines
from stratcoach.files.yaml_text import MappingNode, Node, SequenceNode
from stratcoach.model.sections import SECTION, Section, entries
from stratcoach.model.strategy import Strategy


def markable(document: Document, conflicts: Sequence[Conflict]) -> Document:
    """The document with what is to be marked laid out so that it can be: entries and sections in one line are written anew."""
    text, root, strategy = document.source.text, document.source.root, document.strategy
    if not conflicts or strategy is None:
        return document
    if not isinstance(root, MappingNode) or root.flow_style:
        return loads(dump(strategy))
    parts = re.split(r"(\r\n|\r|\n)", text)
    marker = _Marker(parts[::2], root)
    splices = {splice for one in conflicts if (splice := marker.laid_out(one, strategy)) is not None}
    return loads(_spliced(parts, sorted(splices, reverse=True))) if splices else document


def marked(text: str, conflicts: Sequence[Conflict]) -> str:
    """Put marks round what stands in a merged text, with the other side's lines beside it and what both began with.

    Raises `Unspliceable` for a text that isn't `markable`.
    """
    root = loads(text).source.root if conflicts else None
    if not isinstance(root, MappingNode):
        return text
    parts = re.split(r"(\r\n|\r|\n)", text)
    marker = _Marker(parts[::2], root)
    alone = {one.section for one in conflicts if one.kind != "order"}
    return _spliced(parts, sorted((marker.splice(one, alone) for one in conflicts), reverse=True))


def _spliced(parts: Sequence[str], splices: Sequence[Splice]) -> str:
    """Work splices into a text that was cut into lines and their ends; from the bottom up."""
    lines, ends = parts[::2], parts[1::2]
    most = commonest(ends)
    whole = [line + end for line, end in zip(lines, [*(end or most for end in ends), ""], strict=True)]
    for first, last, made in splices:
        whole[first:last] = [line + most for line in made]
    return "".join(whole)


class _Marker(Editor):
    """Finds the lines of what is to be decided, and lays out both sides."""

    def __init__(self, lines: Sequence[str], root: MappingNode) -> None:
        super().__init__(lines, root, {})
        self._kept: dict[str, Sequence[tuple[int, int]]] = {}

    def laid_out(self, conflict: Conflict, strategy: Strategy) -> Splice | None:
        """What has to be written anew before it can be marked: a section or an entry in one line."""
        section = SECTION.get(conflict.section)
        if section is None or section.name not in self.placed:
            return None
        key, value = self.placed[section.name]
        if not isinstance(value, MappingNode | SequenceNode) or value.flow_style:
            return Splice(key.start_mark.line, self._end(value, key), tuple(section_lines(strategy, section)))
        node = value.value[conflict.place] if section.many and conflict.place is not None else value
        if not isinstance(node, MappingNode) or not node.flow_style or conflict.kind != "field":
            return None
        entry = entries(strategy, section)[conflict.place or 0]
        lines = self._new(entry, section, value.start_mark.column)
        return Splice(self._dash_line(node), self._end(node, node), tuple(lines))

    def splice(self, conflict: Conflict, alone: Container[str]) -> Splice:
        """The lines of one conflict with its marks; `alone` are the sections in which other things are marked, too."""
        section = SECTION.get(conflict.section)
        if section is None:
            return self._field(conflict, self.root, 0)
        if section.name not in self.placed:
            raise Unspliceable
        key, value = self.placed[section.name]
        if section.many and (not isinstance(value, SequenceNode) or value.flow_style):
            raise Unspliceable
        if conflict.kind == "order":
            return self._order(conflict, section, value, as_remark=section.name in alone)
        if conflict.kind == "removed":
            first, last = key.start_mark.line, self._end(value, key)
            if section.many:
                first, last = self._blocks_of(section, value)[conflict.place or 0]
            lines = self.lines[first:last]
            sides = ((), lines if conflict.ours else (), lines if conflict.theirs else ())
            return Splice(first, last, tuple(_sides(conflict, *sides)))
        node = value.value[conflict.place or 0] if section.many else value
        if not isinstance(node, MappingNode) or node.flow_style:
            raise Unspliceable
        return self._field(conflict, node, node.value[0][0].start_mark.column)

    def _blocks_of(self, section: Section, value: Node) -> Sequence[tuple[int, int]]:
        """The lines of each entry of a section, looked for once."""
        if section.name not in self._kept:
            assert isinstance(value, SequenceNode)
            self._kept[section.name] = list(self.blocks(section, value))
        return self._kept[section.name]

    def _order(self, conflict: Conflict, section: Section, value: SequenceNode, *, as_remark: bool) -> Splice:
        """The whole list in both orders; where single things in it are marked, too, only the names in both orders."""
        blocks = self._blocks_of(section, value)
        if as_remark:
            texts = [self.lines[self._dash_line(node)].strip().removeprefix("- ") for node in value.value]
            names = ([f"  # {n}. {texts[at]}" for n, at in enumerate(side, 1)] for side in (conflict.ours, conflict.theirs))
            return Splice(blocks[0][0], blocks[0][0], tuple(_sides(conflict, (), *names)))
        first, last = blocks[0][0], blocks[-1][1]
        theirs: list[str] = []
        for number, at in enumerate(conflict.theirs):
            theirs += [*self.lines[slice(*blocks[at])], *self._gap(blocks, number, len(blocks))]
        return Splice(first, last, tuple(_sides(conflict, (), self.lines[first:last], theirs)))

    def _field(self, conflict: Conflict, node: MappingNode, indent: int) -> Splice:
        found = next((pair for pair in node.value if pair[0].value == conflict.field), None)
        if found is None:
            raise Unspliceable
        key, value = found
        first, last = key.start_mark.line, self._end(value, key)
        lead = self.lines[first][: key.start_mark.column]
        lines = self.lines[first:last]
        values = (conflict.base, conflict.ours, conflict.theirs)
        sides = [list(self._written_out(conflict, side, lead, indent)) for side in values]
        sides[1 if _is_there(conflict, conflict.ours) else 2] = list(lines)
        return Splice(first, last, tuple(_sides(conflict, *sides)))

    def _written_out(self, conflict: Conflict, value: Any, lead: str, indent: int) -> Iterator[str]:
        if not _is_there(conflict, value):
            return
        holds = SECTION[conflict.section].holds if conflict.section else Strategy
        key = holds.keys.get(conflict.field) if holds else None
        lines = value_lines(conflict.field, key, value, indent) if key else plain_lines(conflict.field, value, indent)
        yield lead + lines[0][indent:]
        yield from lines[1:]


def _is_there(conflict: Conflict, value: Any) -> bool:
    """Whether a side has the key. A team's own key may be there with nothing behind it."""
    return value is not None if conflict.field.startswith("x-") else bool(value)


def _sides(conflict: Conflict, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    yield f"<<<<<<< ours: {conflict.message}"
    yield from ours
    if base:
        yield "||||||| before"
        yield from base
    yield "======="
    yield from theirs
    yield ">>>>>>> theirs"
