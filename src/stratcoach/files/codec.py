"""The strategy file to values: format 1 by the table of sections, every error at once, each with its place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from stratcoach.files.positions import START, TextSpan, Trouble, span_of
from stratcoach.files.shapes import READ, Read, Reading, one_of
from stratcoach.files.yaml_text import NOTHING, MappingNode, Node, SequenceNode, YamlSource, decode, over, read
from stratcoach.messages import Message, message_of
from stratcoach.model import caps
from stratcoach.model.entry import Entry, Key
from stratcoach.model.safe_text import short
from stratcoach.model.sections import FORMAT, FORMAT_KEY, SECTION, SECTIONS, Section
from stratcoach.model.strategy import Strategy


class Spot(NamedTuple):
    """What is at a place in a file: the section, the entry's place in it (from 0; None where there is one, or where no entry is
    meant) and the key; `""` for what isn't known. A key at the top of the file has no section. `part` is the place in a list under
    the key, from 0.
    """

    section: str = ""
    entry: int | None = None
    field: str = ""
    part: int | None = None


class Document(NamedTuple):
    """A strategy file as it was read. `strategy` is None where nothing could be made of it; the troubles say why. `unread` are
    the paths of what is there and couldn't be read.
    """

    name: str
    source: YamlSource
    strategy: Strategy | None
    troubles: tuple[Trouble, ...]
    unread: frozenset[tuple[str | int, ...]] = frozenset()

    def locate(self, section: str, index: int | None, field: str, words: str = "") -> TextSpan:
        """Find where something stands: the words in a field, else the field, the entry, the section, the first line."""
        node = self.source.root
        if node is None:
            return START
        text = self.source.text
        if section:
            inner = _under(node, section)
            if inner is None:
                return START
            if index is None and not field:
                return _key_span(node, section, text)
            node = inner
        if index is not None and node.__class__ is SequenceNode:
            node = node.value[index] if index < len(node.value) else node
        value = _under(node, field) if field else None
        if value is not None:
            value = _by_text(value).get(words, value) if value.__class__ is SequenceNode else value
            return _words_span(value, words, text) or span_of(value, text)
        if node.__class__ is MappingNode and node.value:
            return span_of(node.value[0][1], text) if section else START
        return span_of(node, text)

    def at(self, line: int, column: int) -> Spot:
        """What is at a line and a column, both from 1: the way back from `locate`. An empty spot where nothing is."""
        place = line - 1, column - 1
        key, value = _holding(self.source.root, place)
        if key not in SECTION:
            return Spot(field=key, part=_part(value, place)) if key else Spot()
        index = None
        if SECTION[key].many and value.__class__ is SequenceNode:
            index = _part(value, place)
            value = value.value[index] if index is not None else None
        field, inner = _holding(value, place)
        return Spot(key, index, field, _part(inner, place))


def _holding(node: Node | None, place: tuple[int, int]) -> tuple[str, Node | None]:
    """The key of a mapping that is at a place or has its value there, with the value; `""` where there is none."""
    for key, value in node.value if node.__class__ is MappingNode and node is not None else ():
        if _is_in(place, key, value):
            return (key.value if key.value.__class__ is str else ""), value
    return "", None


def _part(node: Node | None, place: tuple[int, int]) -> int | None:
    """Which entry of a list is at a place."""
    nodes = node.value if node is not None and node.__class__ is SequenceNode else ()
    return next((number for number, entry in enumerate(nodes) if _is_in(place, entry, entry)), None)


def _is_in(place: tuple[int, int], first: Node, last: Node) -> bool:
    """Whether a place is between the beginning of one node and the end of another, or right behind it."""
    start, end = first.start_mark, last.end_mark
    if (last.start_mark.line, last.start_mark.column) < (start.line, start.column):
        end = first.end_mark  # an alias: what it means stands elsewhere
    return (start.line, start.column) <= place <= (end.line, end.column)


@lru_cache(maxsize=1)
def _by_text(node: Node) -> dict[str, Node]:
    """The entries of a list of texts, the first of each; kept, because a list of broken links is asked for each of them."""
    return {entry.value: entry for entry in reversed(node.value) if entry.value.__class__ is str}


def load(raw: bytes, name: str) -> Document:
    """Read the bytes of a strategy file; `name` is what messages call it."""
    return _document(decode(raw), name)


def unreadable(name: str, message: Message, kind: str = "unreadable") -> Document:
    """A file of which nothing could be read, and why."""
    trouble = Trouble(kind, message, START)
    return Document(name, YamlSource("", None, (trouble,)), None, (trouble,))


def loads(text: str, name: str = "strategy.yaml") -> Document:
    """Read the text of a strategy file."""
    return _document(read(text), name)


def _document(source: YamlSource, name: str) -> Document:
    reading = Reading(source)
    strategy = _Codec(reading).strategy() if source.root is not None or not source.troubles else None
    troubles = sorted(reading.troubles, key=lambda trouble: trouble.span)
    return Document(name, source, strategy, tuple(troubles), frozenset(reading.unread))


class _Codec:
    """Reads one document; remembers which ids it has seen and where."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.ids: dict[str, str] = {section.own_id: section.name for section in SECTIONS if section.own_id}

    def strategy(self) -> Strategy | None:
        root = self.reading.source.root
        if not self._is_ours(root):
            return None
        assert root is not None
        if too_many := _too_many(root):
            self.reading.alone(too_many)
            return None
        readers = {**_readers(Strategy), FORMAT_KEY: Reading.text, **{s.name: self._section for s in SECTIONS}}
        must = [name for name, key in Strategy.keys.items() if key.must]
        found = self.reading.mapping(root, readers, must, Message("file.the_file"))
        found.pop(FORMAT_KEY, None)
        return Strategy(**found)

    def _is_ours(self, root: Node | None) -> bool:
        """Say so and return False where the file isn't a strategy of a format that we can read."""
        reading = self.reading
        if root is None or root.__class__ is not MappingNode:
            empty = root is None or root.tag is NOTHING
            message = Message("file.empty_strategy") if empty else Message("file.no_keys_at_top")
            reading.trouble("not-a-strategy", message, START)
            return False
        names = {key.value: value for key, value in root.value if key.value.__class__ is str}
        stated = names.get(FORMAT_KEY)
        if stated is None:
            is_strategy = bool(names.keys() & SECTION.keys())
            if is_strategy:
                reading.trouble("missing", Message("file.format_to_add", line=f"{FORMAT_KEY}: {FORMAT}"), START, FORMAT_KEY)
            else:
                reading.trouble("not-a-strategy", Message("file.no_format", line=f"{FORMAT_KEY}: {FORMAT}"), START)
            return is_strategy
        number = stated.value if stated.value.__class__ is str else ""
        if number.isascii() and number.isdigit() and int(number[:6]) > FORMAT:
            message = Message("file.newer_format", found=number[:6], format=FORMAT)
            reading.trouble("newer-format", message, stated, FORMAT_KEY, number)
            return False
        if number != str(FORMAT) and number:
            reading.trouble(
                "bad-value", Message("file.format_not_a_number", line=f"{FORMAT_KEY}: {FORMAT}"), stated, FORMAT_KEY, number
            )
        return True

    def _section(self, reading: Reading, node: Node, name: str) -> Any:
        section = SECTION[name]
        if section.holds is None:
            return reading.texts(node, name)
        if not section.many:
            reading.at = (name,)
            entry = self._entry(node, section)
            reading.at = ()
            return entry
        found = []
        for place, inner in reading.sequence(node, name, Message("file.several_items", nouns=section.nouns)):
            reading.at = (name, place)
            found.append(self._entry(inner, section) or section.holds())
        reading.at = ()
        return tuple(found)

    def _entry(self, node: Node, section: Section) -> Entry | None:
        assert section.holds is not None
        readers, must = _readers_of(section.name)
        what = Message("file.this_item", noun=section.noun)
        found = self.reading.mapping(node, readers, must, what)
        if node.__class__ is not MappingNode:
            if section.many and not node.value:
                self.reading.trouble("missing", Message("file.item_is_empty", item=what), node)
            return None
        if "id" in found:
            self._register(found["id"], node, section)
        return section.holds(**found)

    def _register(self, name: str, node: Node, section: Section) -> None:
        if name in self.ids:
            message = Message("file.id_twice", item=short(name), section=self.ids[name])
            value = _under(node, "id")
            self.reading.trouble("duplicate-id", message, value or node, "id", name)
        else:
            self.ids[name] = section.name


def _too_many(root: Node) -> Trouble | None:
    """The one line about a strategy with more entries than anybody could look through."""
    known = [(key, value) for key, value in root.value if key.value.__class__ is str and key.value in SECTION]
    lists = [value for _, value in known if value.__class__ is SequenceNode]
    inner = [value for _, value in known if value.__class__ is MappingNode]
    lists += [value for one in inner for _, value in one.value if value.__class__ is SequenceNode]
    count = sum(len(one.value) for one in lists)
    if count <= caps.ENTRIES.most:
        return None
    longest = max(lists, key=lambda one: len(one.value))
    line = longest.start_mark.line + 1
    return over(caps.ENTRIES, Message("file.the_file"), TextSpan(line, 1, line, 2), count)


def _parts(part: type[Entry]) -> Read:
    """Read a list of parts."""
    must = tuple(name for name, key in part.keys.items() if key.must)
    several, this = (message_of(f"part.{part.called}", {"form": form}) for form in ("all", "this"))

    def read(reading: Reading, node: Node, field: str) -> tuple[Entry, ...]:
        found = []
        before = reading.at
        for place, inner in reading.sequence(node, field, several):
            reading.at = (*before, field, place)
            found.append(part(**reading.mapping(inner, _readers(part), must, this)))
        reading.at = before
        return tuple(found)

    return read


def _reader(key: Key) -> Read:
    if key.kind == "choice":
        return one_of(key.values)
    return _parts(key.part) if key.part else READ[key.kind]


def _readers(holds: type[Entry]) -> Mapping[str, Read]:
    return _readers_of_class(cast("Hashable", holds))


@cache
def _readers_of_class(holds: Any) -> Mapping[str, Read]:
    return {name: _reader(key) for name, key in holds.keys.items()}


@cache
def _readers_of(name: str) -> tuple[Mapping[str, Read], tuple[str, ...]]:
    section = SECTION[name]
    assert section.holds is not None
    readers = dict(_readers(section.holds))
    if not section.many:
        readers.pop("id", None)
    must = tuple(name for name, key in section.holds.keys.items() if key.must and name in readers)
    return readers, must


def _under(node: Node, name: str) -> Node | None:
    if node.__class__ is not MappingNode:
        return None
    for key, value in node.value:
        if key.value == name:
            found: Node = value
            return found
    return None


def _key_span(node: Node, name: str, text: str) -> TextSpan:
    return next(span_of(key, text) for key, _ in node.value if key.value == name)


def _words_span(node: Node, words: str, text: str) -> TextSpan | None:
    """Find the words inside a value, also where they run over a line break of a folded text."""
    if not words.strip():
        return None
    import re

    raw = text[node.start_mark.index : node.end_mark.index]
    whole = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(rf"(?<![\w-]){whole}(?![\w-])", raw) or re.search(whole, raw)
    if not match:
        return None
    return TextSpan(*_place_in(node, raw[: match.start()]), *_place_in(node, raw[: match.end()]))


def _place_in(node: Node, before: str) -> tuple[int, int]:
    """Line and column behind a part of a node's text."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    column = len(lines[-1]) + (node.start_mark.column if len(lines) == 1 else 0)
    return node.start_mark.line + len(lines), column + 1
