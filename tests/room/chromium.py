"""Pages of a room that is open, in the one headless Chromium of the tests: each has cookies and a storage of its own, as a phone has."""

from __future__ import annotations

import json
import time
from base64 import b64decode
from pathlib import Path
from typing import Any, Final

from tests.browser.chromium import Browser

PATIENCE: Final = 40.0


class Page:
    """One page that shares nothing with the others."""

    def __init__(self, browser: Browser, width: int = 390, height: int = 844, *, dark: bool = False) -> None:
        self.browser = browser
        target = browser.ask("Target.createTarget", url="about:blank", browserContextId=browser.context())["targetId"]
        self.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.looks(width, height, dark=dark)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.ask(method, self.session, **params)

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
            f"(b.textContent === {said} || (b.getAttribute('aria-label') || b.textContent).startsWith({said}))))"
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

    def complaints_while_served(self) -> list[str]:
        """The complaints but for those of the network: which one a page has when the command is killed depends on how far an answer was.
        What a page isn't allowed to load is none of them.
        """
        return [one for one in self.complaints() if "net::ERR_" not in one or "BLOCKED" in one]

    def asked_for(self) -> list[str]:
        """The addresses of everything that the page asked for."""
        return [
            one["params"]["request"]["url"]
            for one in self.browser.events
            if one.get("sessionId") == self.session and one["method"] == "Network.requestWillBeSent"
        ]
