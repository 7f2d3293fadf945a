"""The comments of a strategy file, with what they stand beside, so that a merge of the meaning loses none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stratcoach.files.codec import Document
from stratcoach.files.edit import Editor, commonest
from stratcoach.files.yaml_text import MappingNode, Node, ScalarNode, SequenceNode
from stratcoach.model.sections import SECTION

Anchor = tuple[str, ...]
"""What a comment belongs to: a section, an entry by its id or its words, a key of it."""


class Comment(NamedTuple):
    """One comment: its text with the `#`, whether it stands behind a value in the same line, and to which of all anchors of
    the text it belongs, for when that one is gone.
    """

    text: str
    behind: bool
    anchors: list[Anchor]
    at: int


class _Place(NamedTuple):
    """Where something begins: the line, the column, the place behind its value if that ends in the same line, else -1."""

    anchor: Anchor
    line: int
    column: int
    end: int


def with_comments(document: Document, base: Document, *sides: Document) -> str:
    """The text of a merged document with what either side has as a comment and the merge lost; one that a side took out stays out."""
    all_comments = [_comments(one) for one in (base, *sides)]
    counts = [{comment: len(found) for comment, found in comments.items()} for comments in all_comments]
    there = {comment: len(found) for comment, found in _comments(document).items()}
    lost: list[Comment] = []
    for comment in dict.fromkeys(comment for comments in all_comments[1:] for comment in comments):
        before = counts[0].get(comment, 0)
        missing = before + sum(count.get(comment, 0) - before for count in counts[1:]) - there.get(comment, 0)
        if missing > 0:
            side = max(all_comments[1:], key=lambda comments, comment=comment: len(comments.get(comment, ())))  # type: ignore[misc]
            lost += side[comment][-missing:]
    return _put(document, lost) if lost else document.source.text


def _comments(document: Document) -> dict[str, list[Comment]]:
    """All comments of a document by their texts, in its order."""
    text = document.source.text
    found: dict[str, list[Comment]] = {}
    if "#" not in text:
        return found
    for comment in _comments_in(document, _lines(text)):
        found.setdefault(comment.text, []).append(comment)
    return found


def _comments_in(document: Document, lines: Sequence[str]) -> Iterator[Comment]:
    places, inside = _places(document)
    anchors = [place.anchor for place in places]
    first_of_line: dict[int, int] = {}
    for number, place in enumerate(places):
        first_of_line.setdefault(place.line, number)
    behind = {place.line: (number, place) for number, place in enumerate(places) if place.end >= 0}
    nexts = sorted(first_of_line)
    at = 0
    for number, line in enumerate(lines):
        while at < len(nexts) and nexts[at] < number:
            at += 1
        if number in inside:
            continue
        if line.lstrip().startswith("#"):
            follows = first_of_line[nexts[at]] if at < len(nexts) else len(anchors)
            yield Comment(line.strip(), behind=False, anchors=anchors, at=follows)
        elif number in behind and (match := re.search(r"\s#.*$", line[behind[number][1].end :])):
            yield Comment(match[0].strip(), behind=True, anchors=anchors, at=behind[number][0])


def _put(document: Document, lost: Sequence[Comment]) -> str:
    """Put each comment beside what it belongs to, else above what comes next, else at the end."""
    places: dict[Anchor, _Place] = {}
    for one in _places(document)[0]:
        places.setdefault(one.anchor, one)
    parts = re.split(r"(\r\n|\r|\n)", document.source.text)
    most = commonest(parts[1::2])
    above: dict[int, list[str]] = {}
    at_the_end: list[str] = []
    nexts: dict[int, list[int | None]] = {}
    for comment in lost:
        side = id(comment.anchors)  # all comments of a side have the same list of anchors
        if side not in nexts:
            nexts[side] = _next_present(comment.anchors, places)
        number = nexts[side][comment.at]
        if number is None:
            at_the_end.append(comment.text)
            continue
        place = places[comment.anchors[number]]
        line = parts[2 * place.line]
        if comment.behind and number == comment.at and place.end >= 0 and not line[place.end :].strip():
            parts[2 * place.line] = f"{line.rstrip()}  {comment.text}"
        else:
            above.setdefault(place.line, []).append(comment.text)
    for at, texts in above.items():
        line = parts[2 * at]
        lead = line[: len(line) - len(line.lstrip(" "))]
        parts[2 * at] = "".join(f"{lead}{text}{most}" for text in texts) + line
    text = "".join(parts)
    if at_the_end:
        text += "" if text.endswith(("\n", "\r")) else most
    return text + "".join(f"{one}{most}" for one in at_the_end)


def _next_present(anchors: Sequence[Anchor], places: Mapping[Anchor, _Place]) -> list[int | None]:
    """For each place in a list of anchors, and for its end, the next one that there still is."""
    found: list[int | None] = [None] * (len(anchors) + 1)
    for number in reversed(range(len(anchors))):
        found[number] = number if anchors[number] in places else found[number + 1]
    return found


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def _places(document: Document) -> tuple[list[_Place], set[int]]:
    """Where everything begins that a comment can belong to, in order; and the lines that lie inside of texts."""
    root = document.source.root
    if not isinstance(root, MappingNode):
        return [], set()
    editor = Editor(_lines(document.source.text), root, {})
    inside: set[int] = set()
    places = list(_within(root, (), editor, inside))
    return sorted(places, key=lambda place: (place.line, place.column)), inside


def _within(node: Node, path: Anchor, editor: Editor, inside: set[int]) -> Iterator[_Place]:
    if isinstance(node, MappingNode) and not node.flow_style:
        for key, value in node.value:
            anchor = (*path, str(key.value))
            yield _Place(anchor, key.start_mark.line, key.start_mark.column, _end(value, key.start_mark.line))
            yield from _within(value, anchor, editor, inside)
    elif isinstance(node, SequenceNode) and not node.flow_style:
        for number, one in enumerate(node.value):
            anchor = (*path, _name(path, one) or str(number))
            yield _Place(anchor, one.start_mark.line, max(one.start_mark.column - 2, 0), _end(one, one.start_mark.line))
            yield from _within(one, anchor, editor, inside)
    else:
        last = editor.end_of(node) if isinstance(node, ScalarNode) and node.style in ("|", ">") else node.end_mark.line + 1
        inside.update(range(node.start_mark.line + 1, last))


def _end(node: Node, line: int) -> int:
    """The column behind a value that stands in one line, else -1."""
    if isinstance(node, ScalarNode):
        ends_here = node.style not in ("|", ">")
    else:
        ends_here = isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)
    return node.end_mark.column if ends_here and node.start_mark.line == node.end_mark.line == line else -1


def _name(path: Sequence[str], node: Node) -> str:
    """What an entry is known by: its id, else what it is about."""
    section = SECTION.get(path[0]) if len(path) == 1 else None
    if not isinstance(node, MappingNode) or section is None:
        return str(node.value) if isinstance(node, ScalarNode) else ""
    values = {key.value: value.value for key, value in node.value}
    return str(values.get("id") or values.get(section.main) or "")
