"""A diff for people, in a terminal or a log."""

from __future__ import annotations

from stratcoach.diff.change import Change
from stratcoach.diff.comparison import Comparison
from stratcoach.diff.text_diff import pieces
from stratcoach.model.safe_text import visible
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
from stratcoach.reports.style import Style


def render(comparison: Comparison, before: str, after: str, style: Style) -> str:
    """Write the level and the proposed version first, then the changes, then what rests on them."""
    parts = [f"{style.dim(visible(f'{before} → {after}'))}\n{style.bold(style.wrap(headline(comparison)))}"]
    for title, changes in by_section(comparison):
        parts.append("\n".join([style.bold(title), *(_item(*item, style) for item in by_item(changes))]))
    if comparison.ripple:
        lines = [style.bold(str(STILL_TRUE))]
        for one in comparison.ripple:
            about = " ".join(filter(None, item(one.section, one.on)))
            lines.append(style.wrap(str(doubtful(about, visible(one.said), names(one.because_of))), "  ", "    "))
        parts.append("\n".join(lines))
    if comparison.changes:
        parts.append(f"{counted(comparison)}.")
    return "\n\n".join(parts)


def _item(on: str, text: str, changes: list[Change], style: Style) -> str:
    """An item with what it says, and its changes below it; one that came or went in one line."""
    if not (on or text) or changes[0].kind in ("added", "removed"):
        return "\n".join(_change(change, f"{named(on)} " if on else "", "  ", style) for change in changes)
    head = style.wrap(": ".join(filter(None, [named(on), f"“{visible(text)}”" if text else ""])), "  ", "    ")
    return "\n".join([head, *(_change(change, "", "    ", style) for change in changes)])


def _change(change: Change, about: str, indent: str, style: Style) -> str:
    head = style.wrap(f"{about}{what(change)} [{change.level}]", indent, f"{indent}  ")
    return "\n".join([head, *_sides(change, f"{indent}  ", style)])


def _sides(change: Change, indent: str, style: Style) -> list[str]:
    hanging = f"{indent}  "
    change = sides(change)
    if change.entries:
        return [line for before, after in change.entries for line in _entry(before, after, indent, style)]
    if change.kind == "added":
        return [style.wrap(f"+ {visible(change.after)}", indent, hanging)]
    if change.kind == "removed":
        return [style.wrap(f"- {visible(change.before)}", indent, hanging)]
    if change.kind in ("changed", "moved_goalpost") and is_long(change):
        return [style.marked(style.wrap(_words(change.before, change.after), indent))]
    before, after = visible(change.before) or unsaid(change), visible(change.after) or unsaid(change)
    return [style.wrap(f"{before} → {after}", indent, hanging)]


def _entry(before: str, after: str, indent: str, style: Style) -> list[str]:
    """One entry of a list that went, came, or changed."""
    hanging = f"{indent}  "
    if before and after:
        return [style.marked(style.wrap(f"~ {_words(before, after)}", indent, hanging))]
    return [style.wrap(f"- {visible(before)}" if before else f"+ {visible(after)}", indent, hanging)]


def _words(before: str, after: str) -> str:
    """Both sides in one text: what went as `[-…-]`, what came as `{+…+}`."""
    marked = ""
    for piece in pieces(visible(before), visible(after)):
        text = piece.text
        if piece.kind == "same":
            marked += text
        elif not text.strip():
            marked += text if piece.kind == "after" else ""
        else:
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            marked += lead + (f"[-{text.strip()}-]" if piece.kind == "before" else f"{{+{text.strip()}+}}") + tail
    return marked
