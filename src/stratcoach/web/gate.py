"""What stands before every request: whether it was meant for this server, comes from a page of ours, and isn't one too many."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, MutableMapping
from typing import Any, Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stratcoach.web import limits

LARGEST_BODY: Final = 32_000
BODY_IN_TIME: Final = 10.0
"""Seconds in which a request has to have come."""

_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_IF_SECURE: Final = {"cross-origin-opener-policy": "same-origin"}
"""What browsers only heed over https."""


class Gate:
    """Lets through what a page of ours sends to one of our `hosts` (names with ports). `origins` are those of our pages."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Iterable[str],
        origins: Iterable[str],
        rate: limits.Rate,
        *,
        is_secure: bool = False,
    ) -> None:
        self._headers = _HEADERS | (_IF_SECURE if is_secure else {})
        self._app = app
        self._hosts = frozenset(one.lower() for one in hosts)
        self._origins = frozenset(one.lower() for one in origins)
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                own = [(name.encode(), value.encode()) for name, value in self._headers.items() if name.encode() not in there]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        status = self._status(scope, headers)
        if status:
            await _refuse(answer, status)
            return
        await self._app(scope, receive, answer)

    def _status(self, scope: Scope, headers: MutableMapping[str, str]) -> int:
        """0 where a request may go on, else what it is answered with."""
        client = scope.get("client")
        if not self._rate.allows(limits.by_network(client[0] if client else "")):
            return limits.TOO_MANY
        if "transfer-encoding" in headers:  # whose length isn't known; two servers can see different ends of it
            return 411
        if headers.get("host", "").lower() not in self._hosts:
            return 421
        site = headers.get("sec-fetch-site", "")
        if scope["method"] == "GET":
            is_page = headers.get("sec-fetch-mode", "navigate") == "navigate"
            return 0 if is_page or site in ("", "same-origin", "none") else 403
        if scope["method"] != "POST":
            return 405
        if headers.get("origin", "").lower() not in self._origins or site not in ("", "same-origin"):
            return 403
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return 415
        return 0


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"application/json")] + [(b"connection", b"close")] * (status == limits.TOO_MANY)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"{}"})


class BadRequest(Exception):
    """A request that no page of ours sends, with the status of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def body_of(request: Request) -> dict[str, Any]:
    """What was sent, as data.

    Raises:
        BadRequest: it is too large, too slow, or none of ours.
    """
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_IN_TIME):
            async for part in request.stream():
                size += len(part)
                if size > LARGEST_BODY:
                    raise BadRequest(413)
                parts.append(part)
    except TimeoutError:
        raise BadRequest(408) from None
    try:
        data = json.loads(b"".join(parts).decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadRequest(400) from None
    if not isinstance(data, dict):
        raise BadRequest(400)
    return data
