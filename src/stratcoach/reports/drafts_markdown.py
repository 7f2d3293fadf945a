"""Two drafts side by side as Markdown tables."""

from __future__ import annotations

from collections.abc import Sequence

from stratcoach.diff.drafts import Block, DraftPart
from stratcoach.messages import Message
from stratcoach.model.markdown_text import literal


def render(names: tuple[str, str], parts: Sequence[DraftPart], questions: Sequence[Message]) -> str:
    """A table for each part, what both share above it, and the questions at the end."""
    blocks = [f"### {Message('drafts.two_names', left=literal(names[0]), right=literal(names[1]))}"]
    for part in parts:
        lines = [f"#### {part.title}", ""]
        lines += [f"- {Message('drafts.in_both_as_item', text=_block(block))}" for block in part.both]
        if part.pairs:
            lines += [""] if part.both else []
            lines += [f"| {literal(names[0])} | {literal(names[1])} |", "| --- | --- |"]
            lines += [f"| {_block(left) or '–'} | {_block(right) or '–'} |" for left, right in part.pairs]
        blocks.append("\n".join(lines))
    if questions:
        blocks.append(
            "\n".join(
                [
                    f"#### {Message('drafts.before_you_choose')}",
                    "",
                    *(f"{at}. {literal(str(question))}" for at, question in enumerate(questions, 1)),
                ]
            )
        )
    return "\n\n".join(blocks)


def _block(block: Block) -> str:
    return "<br>".join(f"*{line.label}:* {literal(str(line.text))}" if line.label else literal(str(line.text)) for line in block)
