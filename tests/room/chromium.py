"""A headless Chromium that tests drive through two pipes, by its own protocol: pages, scripts in them, pictures of them."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from tests.browser.chromium import NAMES as CHROMIUM

PATIENCE: Final = 30.0


def program() -> str:
    """The Chromium of this machine, "" where there is none."""
    return next(filter(None, map(shutil.which, CHROMIUM)), "") or ""


class Browser:
    """One browser. Each page has cookies and a storage of its own, as a phone has."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        self._id = 0
        self._rest = b""
        self.events: list[dict[str, Any]] = []

        def pipes() -> None:
            os.dup2(os.dup(theirs_in), 63)
            os.dup2(os.dup(theirs_out), 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars")
        quiet = ("--disable-background-networking", "--disable-component-update", "--no-proxy-server", "--remote-debugging-pipe")
        self._process = subprocess.Popen(
            [program(), *flags, *quiet, f"--user-data-dir={self._profile.name}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=pipes,  # noqa: PLW1509  the protocol wants these two numbers
        )
        os.close(theirs_in)
        os.close(theirs_out)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)
        self._profile.cleanup()

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Ask for something, and wait for the answer."""
        self._id += 1
        data = {"id": self._id, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._out, json.dumps(data).encode() + b"\0")
        for message in self._messages():
            if message.get("id") == self._id:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            self.events.append(message)
        raise AssertionError(method)

    def _messages(self) -> Iterator[dict[str, Any]]:
        until = time.monotonic() + PATIENCE
        while True:
            whole, end, self._rest = self._rest.partition(b"\0")
            if end:
                yield json.loads(whole)
                continue
            self._rest = whole
            ready, _, _ = select.select([self._in], [], [], max(until - time.monotonic(), 0))
            assert ready, "the browser doesn't answer"
            self._rest += os.read(self._in, 1 << 20)

    def page(self, width: int = 390, height: int = 844, *, dark: bool = False) -> Page:
        """A new page that shares nothing with the others."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        page.call("Page.enable")
        page.call("Runtime.enable")
        page.call("Log.enable")
        page.call("Network.enable")
        page.looks(width, height, dark=dark)
        return page


class Page:
    """One page."""

    def __init__(self, browser: Browser, session: str) -> None:
        self.browser = browser
        self.session = session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.call(method, self.session, **params)

    def looks(self, width: int, height: int, *, dark: bool = False) -> None:
        is_phone = width < 700
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2 if is_phone else 1,
            mobile=is_phone,
        )
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def opens(self, url: str) -> None:
        self.call("Page.navigate", url=url)

    def value(self, script: str) -> Any:
        """What a script in the page gives."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until a script in the page gives something."""
        until = time.monotonic() + PATIENCE
        while not (found := self.value(f"(() => {{ try {{ return {script} }} catch (_) {{ return null }} }})()")):
            assert time.monotonic() < until, (script, self.value("document.body.innerText"))
            time.sleep(0.02)
        return found

    def has(self, text: str) -> None:
        self.until(f"document.body.innerText.includes({json.dumps(text)})")

    def taps(self, text: str) -> None:
        """Tap the first button that says, or is called, this."""
        said = json.dumps(text)
        self.until(
            f"(b => {{ if (!b) return false; b.click(); return true }})([...document.querySelectorAll('button')].find(b => !b.disabled && "
            f"(b.textContent === {said} || (b.getAttribute('aria-label') || '').startsWith({said}))))"
        )

    def types(self, text: str, field: str = "textarea") -> None:
        self.until(f"!!document.querySelector({json.dumps(field)})")
        self.value(f"document.querySelector({json.dumps(field)}).focus()")
        self.call("Input.insertText", text=text)

    def goes_offline(self, is_offline: bool) -> None:
        self.call("Network.emulateNetworkConditions", offline=is_offline, latency=0, downloadThroughput=-1, uploadThroughput=-1)

    def picture(self, path: Path) -> None:
        path.write_bytes(b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def complaints(self) -> list[str]:
        """What the page wrote on its console, and what went wrong in it."""
        return [
            json.dumps(one["params"])[:400]
            for one in self.browser.events
            if one.get("sessionId") == self.session
            and (one["method"] in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled") or one["method"] == "Log.entryAdded")
        ]

    def asked_for(self) -> list[str]:
        """The addresses of everything that the page asked for."""
        return [
            one["params"]["request"]["url"]
            for one in self.browser.events
            if one.get("sessionId") == self.session and one["method"] == "Network.requestWillBeSent"
        ]


@contextmanager
def browser() -> Iterator[Browser]:
    with Browser() as one:
        yield one
