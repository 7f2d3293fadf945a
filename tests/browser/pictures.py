"""Takes the pictures of exported pages in the documentation: a real page in a real browser.

`python -m tests.generate` takes them where there is a Chromium, in the typeface Inter if it is installed. What a browser draws
differs between machines, so no test compares it: each picture carries the digest of the page that it shows, and a test compares that.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.browser.chromium import Browser, chromium

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "examples" / "bakery" / "strategy.html"
_KEY: Final = b"Page"


class Picture(NamedTuple):
    """Which part of the page is shown: an element of it, or what is seen first."""

    name: str
    width: int
    height: int
    scheme: str = "light"
    element: str = ""
    before: str = ""


_LIGHT_UP: Final = "[...document.querySelectorAll('.box')].find(box => box.textContent.includes('throw less bread')).focus()"

PICTURES: Final = (
    Picture("page.png", 1280, 920),
    Picture("page-phone.png", 390, 844, scheme="dark"),
    Picture("map.png", 1280, 800, element=".wide", before=_LIGHT_UP),
)


def path_of(picture: Picture) -> Path:
    return ROOT / "docs" / "pictures" / picture.name


def digest() -> bytes:
    """What the pictures of today's page carry."""
    return hashlib.sha256(PAGE.read_bytes()).hexdigest().encode()


def is_current(picture: Picture) -> bool:
    path = path_of(picture)
    return path.is_file() and _chunk(digest()) in path.read_bytes()


def taken() -> Iterator[Path]:
    """Take the pictures that show an older page, and say which."""
    old = [picture for picture in PICTURES if not is_current(picture)]
    if not old:
        return
    with chromium() as browser:
        for picture in old:
            png = _take(browser, picture)
            path_of(picture).write_bytes(png[:33] + _chunk(digest()) + png[33:])  # behind the signature and the first chunk
            yield path_of(picture)


def _take(browser: Browser, picture: Picture) -> bytes:
    with browser.open(PAGE, width=picture.width, height=picture.height, prefers_color_scheme=picture.scheme) as shown:
        if picture.before:
            shown.value(picture.before)
        if not picture.element:
            return shown.picture()
        box = f"(r => [0, r.top + scrollY, innerWidth, r.height + 16])(document.querySelector('{picture.element}').getBoundingClientRect())"
        return shown.picture(shown.value(box))


def _chunk(text: bytes) -> bytes:
    """A text as a part of a PNG."""
    named = b"tEXt" + _KEY + b"\0" + text
    return struct.pack(">I", len(named) - 4) + named + struct.pack(">I", zlib.crc32(named))
