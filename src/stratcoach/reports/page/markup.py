"""HTML and SVG put together from values. A text is always escaped; only what was made here is markup."""

from __future__ import annotations

from html import escape
from typing import Final

from stratcoach.model.safe_text import visible


class Markup(str):
    """HTML that was made here, not a text that somebody wrote."""

    __slots__ = ()


NOTHING: Final = Markup("")
_ON_ITS_OWN_LINE: Final = frozenset(
    (
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "section",
        "footer",
        "h1",
        "h2",
        "ul",
        "ol",
        "li",
        "p",
        "svg",
        "g",
        "path",
    )
)
"""Elements that begin a line, so that a page can be read, and compared with an earlier one, as a text."""
_VOID: Final = frozenset(("br", "hr", "meta", "path", "rect", "circle"))


def text(value: str) -> Markup:
    """A text of the strategy as markup that says just this text."""
    return value if isinstance(value, Markup) else Markup(escape(visible(value)))


def join(children: object, between: str = "") -> Markup:
    """Children in a row; texts are escaped, `None` and empty ones are left out."""
    assert hasattr(children, "__iter__")
    return Markup(between.join(text(child) for child in children if child))


def tag(name: str, /, *children: Markup | str | None, **attributes: str | float | None) -> Markup:
    """An element. `class_` is written as `class`, and `_` in other names as `-`; an attribute that is `None` is left out."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    inside = "".join(f' {key}="{escape(visible(str(value)))}"' for key, value in named.items())
    start = f"\n<{name}{inside}" if name in _ON_ITS_OWN_LINE else f"<{name}{inside}"
    if name in _VOID and not children:
        return Markup(f"{start}/>")
    return Markup(f"{start}>{join(children)}</{name}>")
