"""Characters in the texts of a strategy that nobody can see, and the strategy as people see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratcoach.files.codec import Document
from stratcoach.files.positions import TextSpan, Trouble, span_of
from stratcoach.files.yaml_text import MOST_TOLD, MappingNode, Node, ScalarNode, SequenceNode
from stratcoach.messages import Message
from stratcoach.model.entry import Pairs
from stratcoach.model.safe_text import hidden, visible, without_hidden
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value

Path = tuple[str | int, ...]
_LONGEST = 60


def hidden_in(document: Document) -> list[Trouble]:
    """Hidden characters in the texts of a document that the reader hasn't reported, once for each text."""
    source = document.source
    if document.strategy is None or source.root is None or (source.text.isascii() and not source.escapes):
        return []
    if not source.escapes and next(hidden(source.text), None) is None:
        return []
    known = {trouble.span.line for trouble in document.troubles if trouble.kind == "hidden-character"}
    found: list[Trouble] = []
    for node, path in _texts(source.root, ()):
        places = list(hidden(node.value))
        if places and node.start_mark.line + 1 not in known:
            found.append(_trouble(node, path, places, source.text))
            if len(found) == MOST_TOLD:
                break
    return found


def _texts(node: Node, path: Path) -> Iterator[tuple[Node, Path]]:
    """All values of a document in order, with the keys and places that lead there; what an alias repeats is left out."""
    todo, seen = [(node, path)], set()
    while todo:
        node, path = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.__class__ is ScalarNode:
            yield node, path
        elif node.__class__ is SequenceNode:
            todo += reversed([(inner, (*path, place)) for place, inner in enumerate(node.value)])
        elif node.__class__ is MappingNode:
            todo += reversed([(inner, (*path, str(key.value))) for key, inner in node.value])


def _trouble(node: Node, path: Path, places: list[int], text: str) -> Trouble:
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    raw = text[node.start_mark.index : node.end_mark.index]
    written = next(hidden(raw), None)
    span = span_of(node, text) if written is None else _span_at(node, raw, written)
    value: str = node.value
    more = len(places) - 1
    character = _named(value[places[0]])
    is_empty = not without_hidden(value).strip()
    if not is_empty:
        word = visible(_around(value, places[0]))
        message = Message("file.hidden_in_word", field=field, character=character, word=word, more=more)
    else:
        message = Message("file.looks_empty", field=field, character=character, more=more)
    while path and not isinstance(path[-1], str):
        path = path[:-1]
    return Trouble("hidden-character", message, span, value if is_empty else "", path)


def _span_at(node: Node, raw: str, place: int) -> TextSpan:
    above = raw.count("\n", 0, place)
    column = place - raw.rfind("\n", 0, place) if above else node.start_mark.column + place + 1
    line = node.start_mark.line + above + 1
    return TextSpan(line, column, line, column + 1)


def _around(value: str, place: int) -> str:
    """The word that a character is in."""
    first = len(value[:place]) - len(value[:place].rsplit(" ", maxsplit=1)[-1])
    word = value[first:].split(maxsplit=1)[0] if value[first:].split() else value[place]
    return word if len(word) <= _LONGEST else value[max(first, place - 20) : place + 20].strip()


def _named(sign: str) -> Message:
    point = f"{ord(sign):04X}"
    if sign == "\xad":
        return Message("file.a_soft_hyphen", point=point)
    if sign > "\U000dffff":
        return Message("file.a_tag_or_variant", point=point)
    return Message("file.a_zero_width_character", point=point)


def as_seen(strategy: Strategy) -> Strategy:
    """The strategy as people see it, so that nothing hidden keeps a rule from seeing the same. A team's own keys stay."""
    seen: Strategy = _seen(strategy)
    return seen


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return without_hidden(value)
    if isinstance(value, tuple) and not isinstance(value, Pairs):
        return tuple(map(_seen, value))
    if isinstance(value, Value):
        return value.replace(**{name: _seen(inner) for name, inner in value.__dict__.items()})
    return value
