"""How soon somebody on a slow phone sees the page of a workshop after they scanned its code.

    python -m tests.benchmarks.paint [RUNS]

The network answers after 150 ms and carries 1.6 Mbit/s, and the phone computes a quarter as fast as this machine: Lighthouse's phone. A
page with one line is opened the same way meanwhile, as the floor: a busy machine makes both slow. It prints and asserts nothing.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from statistics import median
from typing import Final

from tests.browser.chromium import Browser, chromium
from tests.flows import LIBRARY
from tests.room.chromium import Page
from tests.room.serving import PEOPLE, Held

_RUNS: Final = 12
_SLOWER: Final = 4
_FIRST: Final = "performance.getEntriesByName('first-contentful-paint')"
_NAMES: Final = "[...document.querySelectorAll('button')].some(one => one.textContent === 'Ana')"


class _OneLine(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><html lang=en><title>One line</title><h1>One line</h1></html>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that is overridden
        """Nobody reads it."""


def opened(browser: Browser, url: str, until: str) -> tuple[float, float]:
    """Milliseconds to the first paint, and until something was there."""
    page = Page(browser, 390, 844)
    page.call("Network.emulateNetworkConditions", offline=False, latency=150, downloadThroughput=200_000, uploadThroughput=94_000)
    page.call("Emulation.setCPUThrottlingRate", rate=_SLOWER)
    page.opens(url)
    page.until(f"{_FIRST}.length > 0 && {until}")
    found = float(page.value(f"{_FIRST}[0].startTime")), float(page.value("performance.now()"))
    browser.close_contexts()
    return found


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS
    floor = HTTPServer(("127.0.0.1", 0), _OneLine)
    threading.Thread(target=floor.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        room = Held.begins(Path(folder), LIBRARY)
        room.types(*PEOPLE)
        found: dict[str, list[float]] = {"one line, painted": [], "the page, painted": [], "the page, with the names": []}
        for _ in range(runs):
            least, _there = opened(browser, f"http://127.0.0.1:{floor.server_port}/", "true")
            first, names = opened(browser, f"http://127.0.0.1:{room.port}/{room.doors.state.code}", _NAMES)
            for name, value in zip(found, (least, first, names), strict=True):
                found[name].append(value)
        room.ends()
    floor.shutdown()
    for name, values in found.items():
        print(f"{name:25} median {median(values):5.0f} ms, worst {max(values):5.0f} ms")


if __name__ == "__main__":
    main()
