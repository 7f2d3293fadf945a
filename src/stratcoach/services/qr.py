"""A code to scan, as rows of signs and as a drawing."""

from __future__ import annotations

from typing import Final

QUIET: Final = 2
"""Modules around the code that stay light; scanners need them."""


def qr_rows(text: str) -> tuple[str, ...]:
    """The modules of a code: `#` where one is dark, a space where it is light, with a quiet zone around."""
    import segno

    code = segno.make(text, error="l", micro=False, boost_error=False)
    rows = ["".join("#" if dark else " " for dark in row) for row in code.matrix]
    width = len(rows[0]) + 2 * QUIET
    side, blank = " " * QUIET, (" " * width,) * QUIET
    return (*blank, *(f"{side}{row}{side}" for row in rows), *blank)


def qr_svg(rows: tuple[str, ...]) -> str:
    """The same as an SVG drawing, dark on light whatever is around it."""
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, sign in enumerate(row) if sign == "#")
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{dark}"/></svg>'
    )


def half_blocks(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The rows drawn two to a line, in a colour on a lighter ground."""
    even = (*rows, " " * len(rows[0])) if len(rows) % 2 else rows
    signs = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}
    pairs = zip(even[::2], even[1::2], strict=True)
    return tuple("".join(signs[above + below] for above, below in zip(top, low, strict=True)) for top, low in pairs)
