"""A diff for people, in a terminal or a log."""

from __future__ import annotations

from stratcoach.diff.change import Change
from stratcoach.diff.compare import Comparison
from stratcoach.diff.words import pieces
from stratcoach.model.shown import visible
from stratcoach.reports.diff_told import by_item, by_section, counted, headline, is_long, named, unsaid, what
from stratcoach.reports.style import Style


def render(comparison: Comparison, before: str, after: str, style: Style) -> str:
    """Write the level and the proposed version first, then the changes, then what rests on them."""
    parts = [f"{style.dim(visible(f'{before} → {after}'))}\n{style.bold(style.wrap(headline(comparison)))}"]
    for title, changes in by_section(comparison):
        parts.append("\n".join([style.bold(title), *(_item(*item, style) for item in by_item(changes))]))
    if comparison.ripple:
        lines = [style.bold("Does it still stand? This rests on what changed:")]
        for one in comparison.ripple:
            about = " ".join(filter(None, named(one.section, one.on)))
            lines.append(style.wrap(f"{about}: {visible(one.said)} (because of {', '.join(one.because_of)})", "  ", "    "))
        parts.append("\n".join(lines))
    if comparison.changes:
        parts.append(f"{counted(comparison)}.")
    return "\n\n".join(parts)


def _item(on: str, said: str, changes: list[Change], style: Style) -> str:
    """An item with what it says, and its changes below it; one that came or went in one line."""
    if not on or changes[0].kind in ("added", "removed"):
        return "\n".join(_change(change, f"{on} " if on else "", "  ", style) for change in changes)
    head = style.wrap(f"{on}: “{visible(said)}”" if said else on, "  ", "    ")
    return "\n".join([head, *(_change(change, "", "    ", style) for change in changes)])


def _change(change: Change, about: str, indent: str, style: Style) -> str:
    head = style.wrap(f"{about}{what(change)} [{change.level}]", indent, f"{indent}  ")
    return "\n".join([head, *_sides(change, f"{indent}  ", style)])


def _sides(change: Change, indent: str, style: Style) -> list[str]:
    hanging = f"{indent}  "
    if change.kind == "added":
        return [style.wrap(f"+ {visible(change.after)}", indent, hanging)]
    if change.kind == "removed":
        return [style.wrap(f"- {visible(change.before)}", indent, hanging)]
    if change.kind in ("changed", "moved_goalpost") and is_long(change):
        return [style.marked(style.wrap(_words(change), indent))]
    before, after = visible(change.before) or unsaid(change), visible(change.after) or unsaid(change)
    return [style.wrap(f"{before} → {after}", indent, hanging)]


def _words(change: Change) -> str:
    """Both sides in one text: what went as `[-…-]`, what came as `{+…+}`."""
    told = ""
    for piece in pieces(visible(change.before), visible(change.after)):
        text = piece.text
        if piece.kind == "same":
            told += text
        elif not text.strip():
            told += text if piece.kind == "after" else ""
        else:
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            told += lead + (f"[-{text.strip()}-]" if piece.kind == "before" else f"{{+{text.strip()}+}}") + tail
    return told
