"""An idea weighed against the strategy as Markdown, for an issue or a pull request."""

from __future__ import annotations

from stratcoach.messages import Message
from stratcoach.model.markdown_text import literal
from stratcoach.reports.weigh_text import blocks
from stratcoach.services.weighing import Weighed


def render(weighed: Weighed) -> str:
    """A heading with the idea, a list for each side, what follows, and that nothing was decided."""
    strategy = weighed.strategy
    head = Message("weigh.against_which", product=literal(strategy.product), version=literal(strategy.version))
    parts = [f"### {literal(weighed.proposal)}", f"{head}"]
    for title, lines in blocks(weighed):
        parts.append("\n".join([f"#### {title}", "", *(f"- {literal(f'{line}')}" for line in lines)]))
    return "\n\n".join([*parts, f"**{weighed.verdict}**", f"{Message('weigh.never_decides')}"])
