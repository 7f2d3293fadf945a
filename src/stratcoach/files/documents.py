"""Documents that other programs wrote, as blocks of text with their headings: Markdown, plain text, HTML and Word files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from stratcoach.files import disk
from stratcoach.model import caps

if TYPE_CHECKING:
    from markdown_it.token import Token as MarkdownToken

BlockKind = Literal["paragraph", "item", "row", "meta"]


class Block(NamedTuple):
    """A piece of a document that belongs together: a paragraph, an item of a list, a row of a table, a line of the front matter.

    `headings` are the headings above it, the outermost first; `label` the bold words or the words before a colon with which it begins,
    or the key of a line of front matter; `cells` those of a row, each with the name of its column. `depth` is how deep an item is,
    from 1; `line` is where the block begins, from 1, or 0 where a document has no lines.
    """

    kind: BlockKind
    text: str
    headings: tuple[str, ...] = ()
    label: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    depth: int = 0
    line: int = 0


class SourceDocument(NamedTuple):
    """A document: what it is called, its title, and its blocks in their order."""

    name: str
    title: str
    blocks: tuple[Block, ...]


_MOST_WORDS: Final = 4
MARKDOWN: Final = (".md", ".markdown", ".mdx", ".mdown")
TEXT: Final = (".txt", ".text", "")
HTML: Final = (".html", ".htm", ".xhtml")
WORD: Final = (".docx",)
READABLE: Final = (*MARKDOWN, *TEXT, *HTML, *WORD)


def read_document(path: Path) -> SourceDocument:
    """Read one document by the ending of its name; unknown endings are read as text.

    Raises:
        UserError: if it can't be read, is too large, or needs an extra that isn't installed.
    """
    ending = path.suffix.lower()
    if ending in WORD:
        from stratcoach.files.word_files import markdown_of_word

        return document(markdown_of_word(path), path.name)
    text = disk.read_bytes(path, caps.DOCUMENT).decode("utf-8-sig", "replace")
    return document(text, path.name, is_html=ending in HTML)


def document(text: str, name: str, *, is_html: bool = False) -> SourceDocument:
    """Read a text as Markdown, of which plain text is the simplest kind, or as HTML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_html or re.match(r"\s*(?:<!doctype html|<html[\s>])", text, re.IGNORECASE):
        from stratcoach.files.web_pages import markdown_of

        text = markdown_of(text)
    front, body, skipped = _front_matter(text)
    if not is_html and name.lower().endswith((".txt", ".text")):
        from stratcoach.files.plain_text import markdown_of as as_markdown

        body = as_markdown(body)
    blocks = [*front, *_blocks(body, skipped)]
    return SourceDocument(name, _title(blocks), tuple(blocks))


def _title(blocks: Sequence[Block]) -> str:
    """The heading that all others are below, or `""`."""
    first = {block.headings[0] for block in blocks if block.headings}
    return first.pop() if len(first) == 1 and any(len(block.headings) > 1 for block in blocks) else ""


# ---- Markdown


def _front_matter(text: str) -> tuple[list[Block], str, int]:
    """The lines between `---` at the top as blocks, what follows, and how many lines were taken off."""
    found = re.match(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if found is None:
        return [], text, 0
    import yaml

    try:
        values = yaml.load(found[1], Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  texts, lists and mappings only
    except (yaml.YAMLError, RecursionError):
        return [], text, 0
    if not isinstance(values, Mapping):
        return [], text, 0
    blocks = [Block("meta", _flat(value), label=str(key), line=1) for key, value in values.items() if _flat(value)]
    return blocks, text[found.end() :], found[0].count("\n")


def _flat(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_flat(one)}" for key, one in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, Sequence) else ""


def _blocks(text: str, skipped: int) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    headings: list[tuple[int, str]] = []
    columns: list[str] = []
    row: list[str] = []
    depth = 0
    in_head = False
    for place, token in enumerate(tokens):
        line = (token.map[0] if token.map else 0) + 1 + skipped
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "thead_open":
                in_head, columns = True, []
            case "thead_close":
                in_head = False
            case "tr_open":
                row, row_line = [], line
            case "tr_close" if not in_head:
                yield from _row(columns, row, _path(headings), row_line)
            case "inline":
                opened = tokens[place - 1].type
                if opened == "heading_open":
                    level = int(tokens[place - 1].tag[1])
                    headings = [one for one in headings if one[0] < level] + [(level, _plain(token))]
                elif opened in ("th_open", "td_open"):
                    (columns if in_head else row).append(_plain(token))
                else:
                    yield from _paragraphs(token, _path(headings), depth, line)
            case "fence" | "code_block" if token.content.strip():
                yield Block("paragraph", token.content.strip(), _path(headings), depth=depth, line=line)


def _path(headings: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in headings)


def _row(columns: Sequence[str], cells: Sequence[str], headings: tuple[str, ...], line: int) -> Iterator[Block]:
    named = tuple((columns[place] if place < len(columns) else "", cell) for place, cell in enumerate(cells) if cell)
    if named:
        yield Block("row", "; ".join(cell for _, cell in named), headings, cells=named, line=line)


def _paragraphs(token: MarkdownToken, headings: tuple[str, ...], depth: int, line: int) -> Iterator[Block]:
    """A paragraph; where its lines begin with bold labels, each of them."""
    lines = _lines(token)
    starts = [place for place, (label, _) in enumerate(lines) if label or not place]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        label = lines[start][0]
        text = " ".join(filter(None, (text for _, text in lines[start:end])))
        if text or label:
            yield Block("item" if depth else "paragraph", text, headings, label, depth=depth, line=line + start)


def _lines(token: MarkdownToken) -> list[tuple[str, str]]:
    """The lines of a paragraph, each with the bold words with which it begins and what comes after them."""
    found: list[tuple[str, str]] = []
    label, text, bold, begins = "", "", False, True
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                found.append((label, text))
                label, text, begins = "", "", True
                continue
            case "strong_open":
                bold = begins and not text.strip()
                continue
            case "strong_close":
                bold, begins = False, False
                continue
            case "text" | "code_inline":
                said = child.content
            case "image":
                said = child.content
            case "html_inline":
                said = "" if re.match(r"</?\w|<!--", child.content) else child.content
            case "link_close":
                href = _target_of(token, child)
                said = f" ({href})" if href and href not in text else ""
            case _:
                continue
        if bold:
            label += said
        else:
            text += said
        begins = begins and not said.strip()
    found.append((label, text))
    return [_tidied(one, rest) for one, rest in found]


def _target_of(token: MarkdownToken, closing: MarkdownToken) -> str:
    """Where the link that ends here leads."""
    children = token.children or []
    depth = 0
    for child in reversed(children[: children.index(closing)]):
        if child.type == "link_close":
            depth += 1
        elif child.type == "link_open":
            if not depth:
                return str(child.attrs.get("href", ""))
            depth -= 1
    return ""


_LABELLED: Final = re.compile(r"(?P<label>[^\W\d_][\w'’/ -]{1,28}):\s+(?P<rest>\S.*)", re.DOTALL)


def _tidied(label: str, text: str) -> tuple[str, str]:
    """A label without its colon; bold words in a sentence of their own are no label but the beginning of it. So are few words before
    a colon, in any type.
    """
    label, text = " ".join(label.split()), " ".join(text.split())
    if not label:
        found = _LABELLED.match(text)
        return (found["label"], found["rest"]) if found and len(found["label"].split()) <= _MOST_WORDS else ("", text)
    ends = label.endswith((":", "–", "—", "-")) or text.startswith((":", "–", "—", "- "))
    if ends or not text or label.endswith("."):
        return label.rstrip(":–—-. "), text.lstrip(":–—- ")
    return "", f"{label} {text}"


def _plain(token: MarkdownToken) -> str:
    """The words of a heading or a cell, without marks."""
    return " ".join(" ".join(filter(None, one)) for one in _lines(token)).strip()
