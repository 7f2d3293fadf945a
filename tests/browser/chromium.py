"""One headless Chromium for all tests and pictures, driven by its own protocol through two pipes: no port, no driver, no package.

Each page that is opened is a tab of it; what the page writes to the console and what it asks for is kept.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE: Final = 60
"""Seconds that an answer may take."""
_OPTIONS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars", "--font-render-hinting=none"),
    *("--disable-extensions", "--force-color-profile=srgb", "--remote-debugging-pipe"),
)
KEYS: Final = {"Tab": 9, "Enter": 13, " ": 32, "ArrowRight": 39, "PageDown": 34, "Escape": 27}


def program() -> str | None:
    """Where Chromium is, if it is anywhere and can be driven from here."""
    return next(filter(None, map(shutil.which, NAMES)), None) if hasattr(os, "posix_spawn") else None


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile, ended and cleaned up afterwards."""
    name = program()
    assert name, "there is no Chromium here"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(name, Path(profile))
        try:
            yield browser
        finally:
            browser.end()


class Browser:
    """The process and the two pipes."""

    def __init__(self, name: str, profile: Path) -> None:
        theirs_in, self._out = _pipe()
        self._in, theirs_out = _pipe()
        self.pid = os.posix_spawn(
            name,
            [name, *_OPTIONS, f"--user-data-dir={profile}"],
            {**os.environ, "HOME": str(profile)},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, theirs_in, 3),
                (os.POSIX_SPAWN_DUP2, theirs_out, 4),
            ],
            setpgroup=0,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._asked = 0
        self._unread = b""
        self.events = list[dict[str, Any]]()
        self._contexts = list[str]()

    def context(self) -> str:
        """A new place for pages that share nothing with others, as on a phone of its own."""
        self._contexts.append(str(self.ask("Target.createBrowserContext")["browserContextId"]))
        return self._contexts[-1]

    def close_contexts(self) -> None:
        """Close their pages, which would go on asking a server that isn't there any more."""
        while self._contexts:
            self.ask("Target.disposeBrowserContext", browserContextId=self._contexts.pop())
        self.events.clear()

    def ask(self, method: str, session: str = "", **arguments: object) -> dict[str, Any]:
        """Call a method of the protocol and wait for what comes back."""
        self._asked += 1
        call = {"id": self._asked, "method": method, "params": arguments, **({"sessionId": session} if session else {})}
        os.write(self._out, json.dumps(call).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._asked:
                assert "error" not in message, f"{method}: {message['error']}"
                return dict(message["result"])
            self.events.append(message)

    def until(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        """Wait for an event."""
        while not any(map(is_it, self.events)):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._in], [], [], _PATIENCE)
            more = os.read(self._in, 1 << 20) if ready else b""
            assert more, "Chromium says nothing any more"
            self._unread += more
        first, _, self._unread = self._unread.partition(b"\0")
        return dict(json.loads(first))

    def open(self, page: Path, *, width: int = 1280, height: int = 800, **features: str) -> Page:
        """Show a file in a tab of its own; features as `prefers_color_scheme="dark"`."""
        return Page(self, page, (width, height), {name.replace("_", "-"): value for name, value in features.items()})

    def end(self) -> None:
        os.close(self._out)
        os.close(self._in)
        os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


class Page:
    """A tab with a file in it."""

    def __init__(self, browser: Browser, page: Path, size: tuple[int, int], features: Mapping[str, str]) -> None:
        self._browser = browser
        self._target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.ask("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=size[0] < 600)
        self.set_features(**features)
        self.ask("Page.navigate", url=page.as_uri())
        browser.until(lambda event: event.get("sessionId") == self._session and event["method"] == "Page.loadEventFired")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.ask("Target.closeTarget", targetId=self._target)

    def ask(self, method: str, **arguments: object) -> dict[str, Any]:
        return self._browser.ask(method, self._session, **arguments)

    def set_features(self, **features: str) -> None:
        """What the person prefers, as `prefers_color_scheme="dark"`."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.ask("Emulation.setEmulatedMedia", features=named)

    def value(self, script: str) -> Any:
        """What an expression of the page's own language comes to, awaited if it has to be."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key: 8 as modifiers is Shift."""
        named = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": KEYS[key], "modifiers": modifiers}
        text = {"text": key} if key == " " else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **named, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **named)
        self.value("new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))")  # until it is drawn

    def complaints(self) -> list[str]:
        """What the browser or the page wrote to the console."""
        return [
            str(event["params"])
            for event in self._events("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
        ]

    def requests(self) -> list[str]:
        """The addresses that were asked for, the page's own first."""
        return [event["params"]["request"]["url"] for event in self._events("Network.requestWillBeSent")]

    def _events(self, *methods: str) -> Iterator[dict[str, Any]]:
        return (event for event in self._browser.events if event.get("sessionId") == self._session and event["method"] in methods)

    def picture(self, clip: Sequence[float] = ()) -> bytes:
        """What is seen, as PNG; `clip` is x, y, width and height of a part of the page."""
        part = {"clip": dict(zip(("x", "y", "width", "height", "scale"), (*clip, 1), strict=True))} if clip else {}
        return base64.b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=bool(clip), **part)["data"])

    def printed(self) -> bytes:
        """The page on paper, as PDF, in the size that its style sheet asks for."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])


def _pipe() -> tuple[int, int]:
    """A pipe whose numbers are out of the way of 3 and 4."""
    import fcntl

    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]
