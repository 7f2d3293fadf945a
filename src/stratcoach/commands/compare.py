"""`stratcoach compare`: two drafts of one product side by side."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath
from typing import Literal

from stratcoach.commands.printing import put, tell
from stratcoach.diff.draft_questions import Side, questions
from stratcoach.diff.drafts import compare_drafts
from stratcoach.files.codec import Document
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import style_for
from stratcoach.services.revisions import side
from stratcoach.services.strategy_file import readable, working_file

Format = Literal["text", "md", "json"]


def run(one: str, other: str, *, file: str, output: Format) -> int:
    path = working_file(file)
    documents = side(one, path, tell), side(other, path, tell)
    strategies = readable(documents[0], "compared"), readable(documents[1], "compared")
    if strategies[0].product != strategies[1].product:
        tell(visible(f"{Message('verb.different_products', products=_products(strategies))}"))
    names = _names(documents)
    sides = Side(names[0], strategies[0]), Side(names[1], strategies[1])
    parts = compare_drafts(*strategies)
    asked = questions(*sides, parts) if any(part.pairs for part in parts) else ()
    if output == "json":
        from stratcoach.reports.drafts_json import render as as_json

        put(as_json(sides, (documents[0].name, documents[1].name), parts, asked))
    elif output == "md":
        from stratcoach.reports.drafts_markdown import render as as_markdown

        put(as_markdown(names, parts, asked))
    else:
        from stratcoach.reports.drafts_text import render

        put(render(names, parts, asked, style_for(sys.stdout)))
    return 0


def _products(strategies: tuple[Strategy, Strategy]) -> tuple[str | Message, ...]:
    return tuple(strategy.product or Message("verb.one_without_name") for strategy in strategies)


def _names(documents: tuple[Document, Document]) -> tuple[str, str]:
    """What the drafts are called: their files without the ending, or the folders in which these stand, where that differs."""
    paths = [PurePosixPath(document.name) for document in documents]
    for short in (
        [path.name.removesuffix(".yaml").removesuffix(".strategy") for path in paths],
        [path.parent.name for path in paths],
    ):
        if all(short) and short[0] != short[1]:
            return short[0], short[1]
    return documents[0].name, documents[1].name
