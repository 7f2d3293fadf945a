"""The text of a web page as Markdown, without its scripts, styles, navigation and forms."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final


class _ToMarkdown(HTMLParser):
    """Writes the text of a page as Markdown. Scripts, styles, navigation and forms are left out."""

    SKIPPED = frozenset(("script", "style", "form", "head", "template", "noscript", "svg", "button"))
    AROUND = frozenset(("nav", "aside", "footer"))
    """What is around the text: it is read, under a heading of its own, and then left out."""
    BLOCKS = frozenset(
        ("p", "div", "section", "article", "header", "footer", "main", "blockquote", "dt", "dd", "figcaption", "pre")
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping = 0
        self._lists: list[str] = []
        self._cells: list[str] | None = None
        self._head_done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as the base class calls it
        if tag in self.SKIPPED:
            self._skipping += 1
        elif tag in self.AROUND:
            self._write("\n\n###### Contents\n\n")
        elif re.fullmatch(r"h[1-6]", tag):
            self._write(f"\n\n{'#' * int(tag[1])} ")
        elif tag in ("ul", "ol"):
            self._lists.append("1." if tag == "ol" else "-")
            self._write("\n" if len(self._lists) > 1 else "\n\n")
        elif tag == "li":
            indent = "   " * (len(self._lists) - 1)
            self._write(f"\n{indent}{self._lists[-1] if self._lists else '-'} ")
        elif tag == "br":
            self._write("  \n")
        elif tag in ("b", "strong"):
            self._write("**")
        elif tag == "table":
            self._head_done = False
            self._write("\n\n")
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("")
        elif tag in self.BLOCKS and self._cells is None:
            self._write("\n\n" if not self._lists else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif re.fullmatch(r"h[1-6]", tag):
            self._write("\n\n")
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._write("\n\n" if not self._lists else "\n")
        elif tag in ("b", "strong"):
            self._write("**")
        elif tag == "tr" and self._cells is not None:
            cells, self._cells = [one.strip().replace("|", "\\|") for one in self._cells], None
            self._write(f"| {' | '.join(cells)} |\n" if cells else "")
            if not self._head_done:
                self._write(f"|{' --- |' * len(cells)}\n")
                self._head_done = True
        elif tag in self.BLOCKS and self._cells is None:
            self._write("\n\n" if not self._lists else " ")

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text:
            lead = " " if data[0].isspace() else ""
            tail = " " if data[-1].isspace() else ""
            self._write(f"{lead}{text.translate(LITERAL)}{tail}")
        elif data:
            self._write(" ")

    def _write(self, text: str) -> None:
        if self._skipping:
            return
        if self._cells:
            self._cells[-1] += text.replace("\n", " ")
        elif self._cells is None:
            self.parts.append(text)


LITERAL: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#"})


def markdown_of(page: str) -> str:
    writer = _ToMarkdown()
    writer.feed(page)
    writer.close()
    lines = ("".join(writer.parts)).split("\n")
    return re.sub(
        r"\n{3,}", "\n\n", "\n".join(line if line.lstrip().startswith(("-", "1.")) else line.strip(" ") for line in lines)
    )
