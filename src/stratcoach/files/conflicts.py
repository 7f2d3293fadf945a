"""Marks in a strategy file what two sides left to decide, with the marks that git and editors know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from stratcoach.diff.merge import Conflict
from stratcoach.files.codec import loads
from stratcoach.files.edit import Editor, Splice, Unspliceable
from stratcoach.files.writer import dump, plain_lines, value_lines
from stratcoach.files.yaml_text import MappingNode, SequenceNode
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy


def marked(text: str, conflicts: Sequence[Conflict]) -> str:
    """Put marks round what stands in a merged text, with the other side's lines beside it and what both began with.

    Where the text is laid out in a way in which that can't be done, it is written anew.
    """
    if not conflicts:
        return text
    for attempt in (text, dump(loads(text).strategy or Strategy())):
        try:
            return _marked(attempt, conflicts)
        except Unspliceable:
            continue
    raise Unspliceable


def _marked(text: str, conflicts: Sequence[Conflict]) -> str:
    parts = re.split(r"(\r\n|\r|\n)", text)
    lines, ends = parts[::2], parts[1::2]
    root = loads(text).source.root
    if not isinstance(root, MappingNode) or root.flow_style:
        raise Unspliceable
    most = max(ends, key=ends.count, default="\n")
    marker = _Marker(lines, root, {})
    whole = [line + end for line, end in zip(lines, [*(end or most for end in ends), ""], strict=True)]
    for first, last, made in sorted((marker.splice(one) for one in conflicts), reverse=True):
        whole[first:last] = [line + most for line in made]
    return "".join(whole)


class _Marker(Editor):
    """Finds the lines of what is to be decided, and lays out both sides."""

    def splice(self, conflict: Conflict) -> Splice:
        section = SECTION.get(conflict.section)
        placed = self.placed.get(conflict.section)
        if section is None:
            return self._field(conflict, self.root, 0)
        if placed is None:
            raise Unspliceable
        key, value = placed
        if conflict.kind == "order":
            at = key.end_mark.line + 1
            return Splice(at, at, tuple(_sides(conflict, *(_order_lines(side) for side in _values(conflict)))))
        if section.many and (not isinstance(value, SequenceNode) or value.flow_style):
            raise Unspliceable
        if conflict.kind == "removed":
            first, last = key.start_mark.line, self._end(value, key)
            if section.many:
                first, last = list(self.blocks(section, value))[conflict.place or 0]
            held = self.lines[first:last]
            sides = ((), held if conflict.ours else (), held if conflict.theirs else ())
            return Splice(first, last, tuple(_sides(conflict, *sides)))
        node = value.value[conflict.place or 0] if section.many else value
        if not isinstance(node, MappingNode) or node.flow_style:
            raise Unspliceable
        return self._field(conflict, node, node.value[0][0].start_mark.column)

    def _field(self, conflict: Conflict, node: MappingNode, indent: int) -> Splice:
        found = next((pair for pair in node.value if pair[0].value == conflict.field), None)
        if found is None:
            raise Unspliceable
        key, value = found
        first, last = key.start_mark.line, self._end(value, key)
        lead = self.lines[first][: key.start_mark.column]
        held = self.lines[first:last]
        sides = [list(self._laid_out(conflict, side, lead, indent)) for side in _values(conflict)]
        sides[1 if conflict.ours else 2] = list(held)
        return Splice(first, last, tuple(_sides(conflict, *sides)))

    def _laid_out(self, conflict: Conflict, value: Any, lead: str, indent: int) -> Iterator[str]:
        if not value:
            return
        holds = SECTION[conflict.section].holds if conflict.section else Strategy
        key = holds.keys.get(conflict.field) if holds else None
        lines = value_lines(conflict.field, key, value, indent) if key else plain_lines(conflict.field, value, indent)
        yield lead + lines[0][indent:]
        yield from lines[1:]


def _values(conflict: Conflict) -> tuple[Any, Any, Any]:
    return conflict.base, conflict.ours, conflict.theirs


def _order_lines(names: Sequence[str]) -> list[str]:
    return [f"  # {number}. {' '.join(name.split())}" for number, name in enumerate(names, 1)]


def _sides(conflict: Conflict, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    yield f"<<<<<<< ours: {conflict.said}"
    yield from ours
    if base:
        yield "||||||| before"
        yield from base
    yield "======="
    yield from theirs
    yield ">>>>>>> theirs"
