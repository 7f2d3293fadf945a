"""A diff for people, in a terminal or a log."""

from __future__ import annotations

from stratcoach.diff.change import Change
from stratcoach.diff.compare import Comparison
from stratcoach.diff.words import pieces
from stratcoach.model.shown import visible
from stratcoach.reports.diff_told import by_section, counted, headline, is_long, named, what
from stratcoach.reports.style import Style


def render(comparison: Comparison, before: str, after: str, style: Style) -> str:
    """Write the level and the proposed version first, then the changes, then what rests on them."""
    parts = [f"{style.dim(visible(f'{before} → {after}'))}\n{style.bold(style.wrap(headline(comparison)))}"]
    for title, changes in by_section(comparison):
        parts.append("\n".join([style.bold(title), *(_change(change, style) for change in changes)]))
    if comparison.ripple:
        lines = [style.bold("Does it still stand? This rests on what changed:")]
        for one in comparison.ripple:
            about = " ".join(filter(None, named(one.section, one.on)))
            lines.append(style.wrap(f"{about}: {visible(one.said)} (because of {', '.join(one.because_of)})", "  ", "    "))
        parts.append("\n".join(lines))
    if comparison.changes:
        parts.append(f"{counted(comparison)}.")
    return "\n\n".join(parts)


def _change(change: Change, style: Style) -> str:
    about = f"{change.on} " if change.on else ""
    level = f" [{change.level}]"
    head = style.wrap(f"{about}{what(change)}{level}", "  ", "    ")
    return "\n".join([head, *_sides(change, style)])


def _sides(change: Change, style: Style) -> list[str]:
    if change.kind == "added":
        return [style.wrap(f"+ {visible(change.after)}", "    ", "      ")]
    if change.kind == "removed":
        return [style.wrap(f"- {visible(change.before)}", "    ", "      ")]
    if change.kind in ("changed", "moved_goalpost") and is_long(change):
        return [style.marked(style.wrap(_words(change), "    "))]
    before, after = visible(change.before) or "(nothing)", visible(change.after) or "(nothing)"
    return [style.wrap(f"{before} → {after}", "    ", "      ")]


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
