"""Changes a strategy file where it was changed, and nowhere else.

The text of a touched key is replaced between the marks of its nodes; comments, blank lines, quoting and order elsewhere
survive byte for byte. Every edit is read back: what can't be spliced is written anew, section by section, never wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from stratcoach.files.codec import Document, loads
from stratcoach.files.entry_matching import matched
from stratcoach.files.writer import dump, list_item_lines, plain_lines, section_lines, text_list_lines, value_lines
from stratcoach.files.yaml_text import MappingNode, Node, ScalarNode, SequenceNode
from stratcoach.model.entry import Entry, Key, Pairs
from stratcoach.model.sections import FORMAT_KEY, HEADER_KEYS, SECTIONS, Section, entries
from stratcoach.model.strategy import Strategy


class Splice(NamedTuple):
    """Lines `first` up to but not including `last` become `lines`."""

    first: int
    last: int
    lines: tuple[str, ...]


class Unspliceable(Exception):
    """The text is laid out in a way in which a part can't be replaced; the whole section has to be."""


def edit(document: Document, new: Strategy) -> str:
    """Return the document's text with the differences between its strategy and the new one worked in."""
    return edited(document, new).source.text


def edited(document: Document, new: Strategy, lines_of: Document | None = None) -> Document:
    """Return the document with the differences between its strategy and the new one worked in; every edit is read back, once.

    Where `lines_of`, another document, holds an entry that is to be added, its lines are taken as they stand there, with
    their comments.
    """
    old = document.strategy
    if old is not None and document.source.root is not None:
        if old == new:
            return document
        for text in _tries(document, old, new, lines_of):
            if (found := loads(text)).strategy == new:
                return found
    return loads(dump(new))


def _tries(document: Document, old: Strategy, new: Strategy, lines_of: Document | None) -> Iterator[str]:
    """The text with the differences worked in: as closely as possible first, then section by section.

    A file may end without a line break. A block text that becomes the last thing in it needs one.
    """
    breaks = re.findall(r"\r\n|\r|\n", document.source.text)
    for finely in (True, False):
        text = _edited(document, old, new, lines_of if finely else None, finely=finely)
        if text is not None:
            yield text
            if not document.source.text.endswith(("\r", "\n")):
                yield text + commonest(breaks)


def _edited(document: Document, old: Strategy, new: Strategy, lines_of: Document | None, *, finely: bool) -> str | None:
    parts = re.split(r"(\r\n|\r|\n)", document.source.text)  # each line keeps its own end
    lines, ends = parts[::2], [*parts[1::2], ""]
    root = document.source.root
    if not isinstance(root, MappingNode) or root.flow_style:
        return None
    editor = Editor(lines, root, _written(lines_of) if lines_of else {})
    splices: list[Splice] = []
    for name in HEADER_KEYS:
        was, now = getattr(old, name), getattr(new, name)
        splices += editor.key(root, name, Strategy.keys[name], was, now, (FORMAT_KEY, *HEADER_KEYS), 0)
    splices += editor.own(root, old.extra, new.extra, 0)
    for section in SECTIONS:
        if getattr(old, section.name) != getattr(new, section.name):
            splices += editor.section(section, old, new, finely=finely)
    most = commonest(ends[:-1])
    _apply([_with_ends(splice, ends, most) for splice in splices], ends)
    _apply(splices, lines)
    return "".join(line + end for line, end in zip(lines, [*(end or most for end in ends[:-1]), ""], strict=True))


def _with_ends(splice: Splice, ends: Sequence[str], most: str) -> Splice:
    """The ends of the lines of a splice: those of the lines that they replace, or what most lines have."""
    old = ends[splice.first : splice.last]
    return splice._replace(lines=tuple(old[number] if number < len(old) else most for number in range(len(splice.lines))))


def _apply(splices: Sequence[Splice], lines: list[str], offset: int = 0) -> None:
    """Work splices in from the bottom up; of several at one line, the last one said goes in first."""
    for _, splice in sorted(enumerate(splices), key=lambda one: (one[1].first, one[1].last, one[0]), reverse=True):
        lines[splice.first - offset : splice.last - offset] = splice.lines


def commonest(ends: Sequence[str]) -> str:
    """The line end that most lines have."""
    return max(Counter(ends).items(), key=itemgetter(1), default=("\n", 0))[0]


class Editor:
    """Finds the lines to replace. Line numbers count from 0; columns are those of the first key of a mapping."""

    def __init__(self, lines: Sequence[str], root: MappingNode, written: Mapping[tuple[str, Entry], Sequence[str]]) -> None:
        self.lines = lines
        self.root = root
        self.written = written
        self.placed = {key.value: (key, value) for key, value in root.value}

    # ---- sections

    def section(self, section: Section, old: Strategy, new: Strategy, *, finely: bool) -> list[Splice]:
        placed = self.placed.get(section.name)
        if placed is None:
            return [self._new_section(section, new)]
        key, value = placed
        first, last = key.start_mark.line, self._end(value, key)
        whole = section_lines(new, section)
        if not whole:
            return [Splice(first, self._over_blank(last), ())]
        if finely:
            try:
                return list(self._within(section, value, old, new))
            except Unspliceable:
                pass
        return [Splice(first, last, tuple(whole))]

    def _new_section(self, section: Section, new: Strategy) -> Splice:
        """Put a section behind the last one that comes before it in the method, with a blank line between."""
        order = (FORMAT_KEY, *HEADER_KEYS, *(one.name for one in SECTIONS))
        before = [name for name in order[: order.index(section.name)] if name in self.placed]
        at = max((self._end(self.placed[name][1], self.placed[name][0]) for name in before), default=0)
        lines = ["", *section_lines(new, section)]
        if at < len(self.lines) and self.lines[at].strip():
            lines.append("")
        return Splice(at, at, tuple(lines))

    def _within(self, section: Section, value: Node, old: Strategy, new: Strategy) -> Iterator[Splice]:
        if section.holds is None:
            yield from self._texts(section, value, getattr(old, section.name), getattr(new, section.name))
        elif not section.many:
            yield from self._entry(section, value, entries(old, section)[0], entries(new, section)[0])
        else:
            yield from self._list(section, value, entries(old, section), entries(new, section))

    def _texts(self, section: Section, value: Node, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Splice]:
        """Texts at the end of a list are added; any other change writes the list anew."""
        if new[: len(old)] != old or not isinstance(value, SequenceNode) or value.flow_style:
            raise Unspliceable
        indent = value.start_mark.column
        at = self._end(value, value)
        yield Splice(at, at, tuple(_reindented(text_list_lines(section.name, new[len(old) :], 0)[1:], 2, indent)))

    # ---- lists

    def _list(self, section: Section, value: Node, old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[Splice]:
        """Go through a list in its new order: entries that stay where they are are edited in place, others are moved."""
        if not isinstance(value, SequenceNode) or value.flow_style or len(value.value) != len(old):
            raise Unspliceable
        nodes: list[Node] = value.value
        indent = value.start_mark.column
        places = list(matched(old, new))
        kept = [place for place in places if place is not None]
        if kept != sorted(kept):
            yield self._reordered(section, value, old, new, places)
            return
        for place in set(range(len(old))) - set(kept):
            yield Splice(self._dash_line(nodes[place]), self._end(nodes[place], nodes[place]), ())
        at = self._dash_line(nodes[0])
        for entry, from_place in zip(new, places, strict=True):
            if from_place is None:
                yield Splice(at, at, tuple(self._new(entry, section, indent)))
            else:
                node = nodes[from_place]
                at = self._end(node, node)
                try:
                    yield from list(self._entry(section, node, old[from_place], entry))
                except Unspliceable:  # this entry is written anew, the others stay
                    yield Splice(self._dash_line(node), at, tuple(self._new(entry, section, indent)))

    def _reordered(
        self, section: Section, value: SequenceNode, old: Sequence[Entry], new: Sequence[Entry], places: Sequence[int | None]
    ) -> Splice:
        """Write the list in its new order out of the old lines. Comments above an entry move with it; the blank lines
        between entries stay where they are.
        """
        blocks = list(self.blocks(section, value))
        made: list[str] = []
        for number, (entry, place) in enumerate(zip(new, places, strict=True)):
            if place is None:
                block = self._new(entry, section, value.start_mark.column)
            else:
                first, last = blocks[place]
                block = list(self.lines[first:last])
                _apply(list(self._entry(section, value.value[place], old[place], entry)), block, first)
            made += [*block, *self._gap(blocks, number, len(new))]
        for before in range(max(len(new) - 1, 0), len(blocks) - 1):
            made += [line for line in self.lines[blocks[before][1] : blocks[before + 1][0]] if line.strip()]
        return Splice(blocks[0][0], blocks[-1][1], tuple(made))

    def _new(self, entry: Entry, section: Section, indent: int) -> list[str]:
        """The lines of an entry that wasn't there: as somebody has written them, else as we do."""
        lines = self.written.get((section.name, entry)) or list_item_lines(entry, section, 2)
        return list(_reindented(lines, 2, indent))

    def blocks(self, section: Section, value: SequenceNode) -> Iterator[tuple[int, int]]:
        """The lines of each entry with the comments right above it."""
        floor = self.placed[section.name][0].end_mark.line + 1
        for node in value.value:
            first, last = self._dash_line(node), self._end(node, node)
            while first > floor and self.lines[first - 1].lstrip().startswith("#"):
                first -= 1
            yield first, last
            floor = last

    def _gap(self, blocks: Sequence[tuple[int, int]], number: int, count: int) -> Sequence[str]:
        """The lines between an entry and the next one, as they stood at this place of the list."""
        if number == count - 1 or len(blocks) < 2:
            return ()
        before = min(number, len(blocks) - 2)
        return self.lines[blocks[before][1] : blocks[before + 1][0]]

    # ---- entries and keys

    def _entry(self, section: Section, node: Node, old: Entry, new: Entry) -> Iterator[Splice]:
        if old == new:
            return
        if not isinstance(node, MappingNode) or node.flow_style or not node.value:
            raise Unspliceable
        indent = node.value[0][0].start_mark.column
        for name in section.written:
            yield from self.key(node, name, new.keys[name], getattr(old, name), getattr(new, name), section.written, indent)
        yield from self.own(node, old.extra, new.extra, indent)

    def key(
        self, node: MappingNode, name: str, key: Key, old: Any, new: Any, order: Sequence[str], indent: int
    ) -> Iterator[Splice]:
        """Change, add or take out one key of a mapping."""
        if old != new:
            yield from self._lines(node, name, value_lines(name, key, new, indent), order)

    def own(self, node: MappingNode, old: Pairs, new: Pairs, indent: int) -> Iterator[Splice]:
        """Change, add or take out a team's own keys; new ones stand behind the others."""
        was, now = dict(old), dict(new)
        for name in dict.fromkeys([*was, *now]):
            if name not in was or name not in now or was[name] != now[name]:
                lines = plain_lines(name, now[name], indent) if name in now else []
                yield from self._lines(node, name, lines, (*(key.value for key, _ in node.value), name))

    def _lines(self, node: MappingNode, name: str, lines: Sequence[str], order: Sequence[str]) -> Iterator[Splice]:
        """Put lines in the place of a key, or where it belongs among the keys that are there."""
        nodes = {k.value: (k, v) for k, v in node.value}
        if name not in nodes and not lines:
            return
        if name not in nodes:
            before = [other for other in order[: order.index(name)] if other in nodes] or [node.value[0][0].value]
            behind = max(self._end(nodes[other][1], nodes[other][0]) for other in before)
            yield Splice(behind, behind, tuple(lines))
            return
        key_node, value_node = nodes[name]
        first, last = key_node.start_mark.line, self._end(value_node, key_node)
        lead = self.lines[first][: key_node.start_mark.column]
        if not lines:
            if lead.strip():
                raise Unspliceable
            yield Splice(first, last, ())
        elif len(lines) == 1 and last == first + 1 and isinstance(value_node, ScalarNode) and value_node.value:
            line = self.lines[first]
            value = lines[0].lstrip(" ")[len(name) + 2 :]
            yield Splice(first, last, (line[: value_node.start_mark.column] + value + line[value_node.end_mark.column :],))
        else:
            yield Splice(first, last, (lead + lines[0].lstrip(" "), *lines[1:]))

    # ---- where things end

    def _end(self, node: Node, key: Node) -> int:
        """The line behind the last one that belongs to a value; comments and blank lines behind it don't."""
        if isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1], last[0]) if isinstance(node, MappingNode) else self._end(last, last)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return self.end_of(node)
        line = int(max(node.end_mark.line, key.end_mark.line))
        return line + 1

    def end_of(self, node: ScalarNode) -> int:
        """A block text goes on as long as lines are blank or indented deeper than the key or the dash that opens it."""
        opening = self.lines[node.start_mark.line]
        lead = opening[: node.start_mark.column]
        depth = len(opening) - len(opening.lstrip(" -")) if lead.strip(" -") else lead.rfind("-")
        at = node.start_mark.line + 1
        end = at
        while at < len(self.lines) and (not self.lines[at].strip() or _indent(self.lines[at]) > depth):
            at += 1
            if self.lines[at - 1].strip():
                end = at
        return end

    def _dash_line(self, node: Node) -> int:
        """The line with the dash of a list's entry, which may stand above its first key."""
        line: int = node.start_mark.line
        while not self.lines[line].lstrip().startswith("-"):
            line -= 1
            if line < 0:
                raise Unspliceable
        return line

    def _over_blank(self, line: int) -> int:
        return line + 1 if line < len(self.lines) - 1 and not self.lines[line].strip() else line


def _written(document: Document) -> dict[tuple[str, Entry], Sequence[str]]:
    """How each entry of the lists of a document is written, with the comments right above it, as if its dash stood in the
    third column.
    """
    found: dict[tuple[str, Entry], Sequence[str]] = {}
    root = document.source.root
    if document.strategy is None or not isinstance(root, MappingNode) or root.flow_style:
        return found
    editor = Editor(re.split(r"\r\n|\r|\n", document.source.text), root, {})
    for section in SECTIONS:
        node = editor.placed[section.name][1] if section.holds and section.many and section.name in editor.placed else None
        if isinstance(node, SequenceNode) and not node.flow_style:
            blocks = editor.blocks(section, node)
            for entry, (first, last) in zip(entries(document.strategy, section), blocks, strict=False):
                found[section.name, entry] = list(_reindented(editor.lines[first:last], node.start_mark.column, 2))
    return found


def _reindented(lines: Iterable[str], was: int, now: int) -> Iterator[str]:
    for line in lines:
        yield " " * now + line[min(was, _indent(line)) :] if line.strip() else line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
