"""The text of a Word file as Markdown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.web_pages import LITERAL
from stratcoach.messages import Message
from stratcoach.model import caps


def markdown_of_word(path: Path) -> str:
    """The text of a Word file as Markdown, read with the library of an extra.

    Raises:
        UserError: if the extra isn't installed, or it is no Word file.
    """
    try:
        import docx
    except ImportError as error:
        raise UserError(
            Message("import.needs_extra", file=str(path)),
            Message("import.install_extra", command='pip install "stratcoach[documents]"'),
        ) from error
    try:
        opened = docx.Document(io.BytesIO(disk.read_bytes(path, caps.DOCUMENT)))
    except Exception as error:  # the library raises whatever its parts raise
        raise UserError(Message("import.not_a_word_file", file=str(path)), Message("import.save_as_docx")) from error
    return "\n".join(_word_lines(opened))


def _word_lines(opened: Any) -> Iterator[str]:
    """A Word file as Markdown: headings and lists by the names of their styles, tables by their rows."""
    from docx.table import Table

    for part in opened.iter_inner_content():
        if isinstance(part, Table):
            yield ""
            for number, row in enumerate(part.rows):
                cells = [" ".join(cell.text.split()).replace("|", "\\|") for cell in row.cells]
                yield f"| {' | '.join(cells)} |"
                if not number:
                    yield f"|{' --- |' * len(cells)}"
            yield ""
            continue
        style = part.style.name if part.style is not None else ""
        text = _runs(part)
        level = re.fullmatch(r"Heading (\d)", style)
        if not text:
            yield ""
        elif level or style == "Title":
            yield f"\n{'#' * min(int(level[1]) if level else 1, 6)} {text}\n"
        elif style.startswith("List"):
            nested = re.search(r" (\d)$", style)
            yield f"{'  ' * (int(nested[1]) - 1 if nested else 0)}- {text}"
        else:
            yield f"\n{text}\n"


def _runs(paragraph: Any) -> str:
    """The words of a paragraph, the bold ones at its beginning between stars."""
    runs = paragraph.runs
    count = next((place for place, run in enumerate(runs) if run.text.strip() and not run.bold), len(runs))
    bold = "".join(run.text for run in runs[:count]).strip().translate(LITERAL)
    rest = "".join(run.text for run in runs[count:]).translate(LITERAL)
    whole = f"**{bold}**{rest if rest[:1] in ('', ' ', ':') else f' {rest}'}" if bold and rest else f"{bold}{rest}"
    return " ".join(whole.split())
