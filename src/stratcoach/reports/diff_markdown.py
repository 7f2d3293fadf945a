"""A diff as Markdown, to be read as a comment on a pull request."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.diff.change import Change
from stratcoach.diff.compare import Comparison
from stratcoach.diff.words import pieces
from stratcoach.model.shown import visible
from stratcoach.reports.diff_told import by_item, by_section, counted, headline, is_long, named, unsaid, what

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&-])")


def render(comparison: Comparison, before: str, after: str) -> str:
    """Write the level first, then the changes, then the questions that they raise."""
    parts = [f"### {headline(comparison)}", f"{safe(before)} → {safe(after)}, {counted(comparison)}"]
    for title, changes in by_section(comparison):
        items = (_change(change, said if change is held[0] else "") for _, said, held in by_item(changes) for change in held)
        parts.append(f"#### {title}\n\n" + "\n".join(items))
    if comparison.ripple:
        lines = ["#### Does it still stand?", ""]
        for one in comparison.ripple:
            because = ", ".join(f"`{name}`" for name in one.because_of)
            noun, on = named(one.section, one.on)
            lines.append(f"- [ ] {noun}{f' `{on}`' if on else ''}: {safe(one.said)} — because of {because}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def safe(text: str) -> str:
    """A person's text with everything taken literally: no markup, no mention, no link."""
    literal = _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))
    return literal.replace("://", "&#58;//").replace("www.", "www&#46;")


def _change(change: Change, said: str) -> str:
    about = f"`{change.on}` " if change.on else ""
    whole = f"  \n  {safe(said)}" if said else ""
    return f"- {about}**{what(change)}** ({change.level}){whole}  \n  {_sides(change)}"


def _sides(change: Change) -> str:
    if change.kind == "added":
        return safe(change.after)
    if change.kind == "removed":
        return f"<del>{safe(change.before)}</del>"
    if change.kind in ("changed", "moved_goalpost") and is_long(change):
        return _words(change)
    return f"{safe(change.before) or unsaid(change)} → {safe(change.after) or unsaid(change)}"


def _words(change: Change) -> str:
    told = ""
    for piece in pieces(" ".join(change.before.split()), " ".join(change.after.split())):
        core = safe(piece.text)
        lead = " " if piece.text[:1].isspace() else ""
        tail = " " if piece.text[-1:].isspace() and piece.text.strip() else ""
        begin, end = {"same": ("", ""), "before": ("<del>", "</del>"), "after": ("<ins>", "</ins>")}[piece.kind]
        told += f"{lead}{begin}{core}{end}{tail}" if core else lead
    return told
