"""A diff as Markdown, to be read as a comment on a pull request."""

from __future__ import annotations

from stratcoach.diff.change import Change
from stratcoach.diff.comparison import Comparison
from stratcoach.diff.text_diff import pieces
from stratcoach.model.markdown_text import code, literal
from stratcoach.reports.diff_phrases import (
    STILL_TRUE,
    by_item,
    by_section,
    counted,
    doubtful,
    headline,
    is_long,
    item,
    named,
    names,
    sides,
    unsaid,
    what,
)


def render(comparison: Comparison, before: str, after: str) -> str:
    """Write the level first, then the changes, then the questions that they raise."""
    parts = [f"### {headline(comparison)}", f"{literal(before)} → {literal(after)}, {counted(comparison)}"]
    for title, changes in by_section(comparison):
        items = (
            _change(change, whole if change is of_item[0] else "") for _, whole, of_item in by_item(changes) for change in of_item
        )
        parts.append(f"#### {title}\n\n" + "\n".join(items))
    if comparison.ripple:
        lines = [f"#### {STILL_TRUE}", ""]
        for one in comparison.ripple:
            noun, on = item(one.section, one.on)
            about = f"{noun} {code(on)}" if on else noun
            lines.append(f"- [ ] {doubtful(about, literal(one.said), map(code, names(one.because_of)))}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _change(change: Change, text: str) -> str:
    about = f"{code(named(change.on))} " if change.on else ""
    whole = f"  \n  {literal(text)}" if text else ""
    return f"- {about}**{literal(what(change))}** ({change.level}){whole}{_sides(sides(change))}"


def _sides(change: Change) -> str:
    if change.entries:
        return "".join(f"\n  - {_entry(before, after)}" for before, after in change.entries)
    if change.kind in ("added", "removed"):
        return f"  \n  {_entry(change.before, change.after)}"
    if change.kind in ("changed", "moved_goalpost") and is_long(change):
        return f"  \n  {_words(change.before, change.after)}"
    return f"  \n  {literal(change.before) or unsaid(change)} → {literal(change.after) or unsaid(change)}"


def _entry(before: str, after: str) -> str:
    """One entry that went, came, or changed."""
    if before and after:
        return _words(before, after)
    return f"<del>{literal(before)}</del>" if before else f"<ins>{literal(after)}</ins>"


def _words(before: str, after: str) -> str:
    marked = ""
    for piece in pieces(" ".join(before.split()), " ".join(after.split())):
        core = literal(piece.text)
        lead = " " if piece.text[:1].isspace() else ""
        tail = " " if piece.text[-1:].isspace() and piece.text.strip() else ""
        begin, end = {"same": ("", ""), "before": ("<del>", "</del>"), "after": ("<ins>", "</ins>")}[piece.kind]
        marked += f"{lead}{begin}{core}{end}{tail}" if core else lead
    return marked
