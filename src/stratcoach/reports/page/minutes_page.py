"""The minutes of a workshop as one HTML page that needs no other file: to read on any screen, to print on A4, to send."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from stratcoach.messages import Message
from stratcoach.model.safe_text import JOINER
from stratcoach.reports.minutes import page_and_annex
from stratcoach.reports.page.html import page, sheet
from stratcoach.reports.page.markup import Markup, tag

_SECTION: Final = "\n## "


def render(minutes: str, mark: str) -> str:
    """The page of minutes that are given in Markdown, as `minutes` writes them; `mark` says what made it."""
    first, annex = page_and_annex(minutes)
    head, _, parts = first.partition(_SECTION)
    style = Markup(sheet() + files("stratcoach.reports.page").joinpath("minutes.css").read_text(encoding="utf-8"))
    title = head.partition("\n")[0].removeprefix("# ")
    body = (
        tag("header", _html(head)),
        tag("main", *(tag("section", _html(f"## {part}")) for part in parts.split(_SECTION) if part.strip())),
        tag("section", _html(annex), class_="annex") if annex else Markup(),
        tag("footer", tag("p", mark)),
    )
    return page(_plain(title), f"{Message('report.language')}", style, mark, *body)


def _html(markdown: str) -> Markup:
    """Our own Markdown as HTML. What people wrote in it is literal, so that it is text here, too; no HTML is let through."""
    from markdown_it import MarkdownIt

    return Markup(MarkdownIt("commonmark", {"html": False}).render(markdown).replace(JOINER, ""))


def _plain(title: str) -> str:
    from stratcoach.model.markdown_text import as_plain

    return as_plain(title)
