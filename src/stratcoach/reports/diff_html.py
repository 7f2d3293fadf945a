"""A diff as one HTML page that needs no other file."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from stratcoach.diff.change import Change
from stratcoach.diff.comparison import Comparison
from stratcoach.diff.text_diff import pieces
from stratcoach.messages import Message
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

_META: Final = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
_STYLE: Final = """
body { font: 17px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1c1c1c; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem; border-bottom: 1px solid #ddd }
li { margin: .6rem 0 } code { font-size: .9em } .level { color: #666; font-size: .8em }
del { background: #ffe3e0; color: #8a1c10 } ins { background: #dff5e1; color: #135c22; text-decoration: none; font-weight: 600 }
@media (prefers-color-scheme: dark) {
  body { color: #e8e8e8; background: #171717 } h2 { border-color: #444 } .level { color: #aaa }
  del { background: #4a1d18; color: #ffb4a8 } ins { background: #163d1e; color: #a8e8b4 }
}
"""


def render(comparison: Comparison, before: str, after: str) -> str:
    body = [f"<h1>{_safe(headline(comparison))}</h1>", f"<p>{_safe(before)} → {_safe(after)}, {counted(comparison)}</p>"]
    for title, changes in by_section(comparison):
        body += [f"<h2>{_safe(title)}</h2>", "<ul>", *_items(changes), "</ul>"]
    if comparison.ripple:
        body += [f"<h2>{STILL_TRUE}</h2>", "<ul>"]
        for one in comparison.ripple:
            because = [f"<code>{_safe(name)}</code>" for name in names(one.because_of)]
            noun, on = item(one.section, one.on)
            about = f"{_safe(noun)} <code>{_safe(on)}</code>" if on else _safe(noun)
            body.append(f"<li>{doubtful(about, _safe(one.said), because)}</li>")
        body.append("</ul>")
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{Message("report.language")}"><head>{_META}',
            f"<title>{_safe(headline(comparison))}</title><style>{_STYLE}</style></head><body>",
            *body,
            "</body></html>",
        ]
    )


def _safe(text: str) -> str:
    return escape(visible(text))


def _items(changes: list[Change]) -> Iterator[str]:
    for _, whole, of_item in by_item(changes):
        yield from (_change(change, whole if change is of_item[0] else "") for change in of_item)


def _change(change: Change, whole_text: str) -> str:
    about = f"<code>{_safe(named(change.on))}</code> " if change.on else ""
    whole = f"<br>{_safe(whole_text)}" if whole_text else ""
    return f'<li>{about}{_safe(what(change))} <span class="level">{change.level}</span>{whole}<br>{_sides(sides(change))}</li>'


def _sides(change: Change) -> str:
    if change.entries:
        return f"<ul>{''.join(f'<li>{_entry(before, after)}</li>' for before, after in change.entries)}</ul>"
    if change.kind in ("added", "removed"):
        return _entry(change.before, change.after)
    if change.kind in ("changed", "moved_goalpost") and is_long(change):
        return _words(change.before, change.after)
    return f"<del>{_safe(change.before) or unsaid(change)}</del> → <ins>{_safe(change.after) or unsaid(change)}</ins>"


def _entry(before: str, after: str) -> str:
    """One entry that went, came, or changed."""
    if before and after:
        return _words(before, after)
    return f"<del>{_safe(before)}</del>" if before else f"<ins>{_safe(after)}</ins>"


def _words(before: str, after: str) -> str:
    tags = {"same": "{}", "before": "<del>{}</del>", "after": "<ins>{}</ins>"}
    return "".join(tags[piece.kind].format(_safe(piece.text)) for piece in pieces(before, after))
