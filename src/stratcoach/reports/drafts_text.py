"""Two drafts side by side for people; one below the other where there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from stratcoach.diff.drafts import Block, DraftPart
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import pad, wrap

WIDE: Final = 80
"""From this many columns on, the drafts are side by side."""

_GAP: Final = "   "
_NOTHING: Final = "–"


def render(names: tuple[str, str], parts: Sequence[DraftPart], questions: Sequence[Message], style: Style) -> str:
    """The parts one after the other, what both share first, and the questions at the end."""
    blocks = [_names(names, style)] if style.width >= WIDE else []
    blocks += [] if any(part.pairs for part in parts) else [str(Message("drafts.both_the_same"))]
    blocks += ["\n".join(_part(part, names, style)) for part in parts]
    if questions:
        numbered = [
            style.wrap(f"{number}. {visible(str(question))}", "  ", "     ") for number, question in enumerate(questions, 1)
        ]
        blocks.append("\n".join([style.bold(str(Message("drafts.before_you_choose"))), *numbered]))
    return "\n\n".join(blocks)


def _names(names: tuple[str, str], style: Style) -> str:
    width = (style.width - len(_GAP)) // 2
    return f"{style.bold(_beside([names[0]], [names[1]], style))}\n{style.dim('-' * width + _GAP + '-' * width)}"


def _part(part: DraftPart, names: tuple[str, str], style: Style) -> Iterator[str]:
    yield style.bold(str(part.title))
    for block in part.both:
        yield style.wrap(visible(str(Message("drafts.in_both", texts=tuple(_paragraphs(block))))), "", "      ")
    longest = max((len(block) for pair in part.pairs for block in pair), default=0)
    for number, (left, right) in enumerate(part.pairs):
        if number and longest > 1:
            yield ""
        if style.width >= WIDE:
            yield _beside(_paragraphs(left), _paragraphs(right), style)
        else:
            for name, block in zip(names, (left, right), strict=True):
                yield from _below(visible(name), _paragraphs(block), style)


def _below(name: str, paragraphs: Sequence[str], style: Style) -> Iterator[str]:
    """One side where there is no room for two: on the line of its name, or below it."""
    if len(paragraphs) == 1:
        yield style.wrap(f"{name}: {visible(paragraphs[0])}", "", "  ")
        return
    yield f"{name}:"
    yield from (style.wrap(visible(text), "  ", "    ") for text in paragraphs)


def _paragraphs(block: Block) -> list[str]:
    return [f"{line.label}: {line.text}" if line.label else f"{line.text}" for line in block] or [_NOTHING]


def _beside(left: Sequence[str], right: Sequence[str], style: Style) -> str:
    width = (style.width - len(_GAP)) // 2
    columns = [[line for text in side for line in _hanging(visible(text), width)] for side in (left, right)]
    return "\n".join(f"{pad(one, width)}{_GAP}{other}".rstrip() for one, other in zip_longest(*columns, fillvalue=""))


def _hanging(text: str, width: int) -> list[str]:
    """Lines of a column, those after the first one set in a little."""
    lines = wrap(text, width - 2)
    return [lines[0], *(f"  {line}" for line in lines[1:])]
