"""Serves the pages of a workshop from a thread of its own, for as long as the command runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import sys
import threading
import time
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import uvicorn

from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.services.meeting import Invitation, Meeting
from stratcoach.services.qr import qr_rows
from stratcoach.web import limits
from stratcoach.web.addresses import Listening, addresses, bracketed, listen
from stratcoach.web.app import RoomPages
from stratcoach.web.connections import IDLE, Connection, Listener
from stratcoach.web.gate import Gate
from stratcoach.web.news import News

_LARGEST_HEAD: Final = 16_384
_PROXIES: Final = ("127.0.0.1", "::1")
"""Where what stands in between passes requests on from, with the address that each came from."""
_END: Final = 2.0
"""Seconds that pages have to learn that the workshop is over."""
_LOOK_AGAIN: Final = 0.02


class Served(NamedTuple):
    """How the pages are served: an `address` and a `port` of this machine, "" and 0 for the likeliest; a certificate with its key; the
    `url` under which people reach them where something stands in between; the port that they had `before`, so that phones find them.
    """

    address: str = ""
    port: int = 0
    cert: str = ""
    key: str = ""
    url: str = ""
    before: int = 0


def opened(served: Served) -> Listening:
    """Listen, before anything else begins. Raises `UserError` where that can't be, or a certificate can't be used."""
    _read_url(served.url)
    _check_certificate(served)
    return listen(served.address, served.port, served.before)


class RoomServer:
    """The server of one workshop."""

    def __init__(self, meeting: Meeting, served: Served, listening: Listening) -> None:
        assert meeting.doors is not None
        url = _read_url(served.url)
        self._meeting = meeting
        self.listening = listening
        scheme = "https" if served.cert else "http"
        hosts = _hosts(self.listening)
        shown = url or f"{scheme}://{_host_shown(self.listening)}:{self.listening.port}"
        self._news = News()
        is_secure = shown.startswith("https:")
        insiders = limits.Insiders()
        pages = RoomPages(meeting, self._news, f"room{self.listening.port}", insiders, is_secure=is_secure)
        origins = {f"{scheme}://{host}" for host in hosts} | ({url} if url else set())
        rate = limits.Rate(insiders, time.monotonic)
        gate = Gate(pages.app(), hosts | ({urlsplit(url).netloc} if url else set()), origins, rate, is_secure=is_secure)
        proxies = frozenset(_PROXIES if url else ())
        self._listener = Listener(listening.socket, limits.Rate(insiders, time.monotonic), proxies)
        log = logging.getLogger("uvicorn")
        log.propagate = (
            False  # what goes wrong in a connection is nobody's news, and no note of anybody's may be written anywhere
        )
        log.addHandler(logging.NullHandler())
        self._server = uvicorn.Server(_config(gate, served, passed_on=bool(url)))
        self._thread = threading.Thread(target=self._run, name="room", daemon=True)
        code = meeting.doors.state.code
        with contextlib.suppress(OSError):  # only the large screen on a terminal lacks it then
            meeting.doors.keep(meeting.doors.state._replace(address=shown, port=listening.port))
        meeting.invitation = Invitation(
            address=shown,
            scanned=f"{shown.upper()}/{code}",
            wall=f"{shown}/wall",
            picture=qr_rows(f"{shown.upper()}/{code}"),
            others=tuple(one.address for one in addresses() if one.address != self.listening.address)[:3],
        )
        meeting.listen(self._news.changed)

    def start(self) -> None:
        _allow_files()
        self._thread.start()

    def stop(self) -> None:
        """Stop serving; whoever waits for news gets it first, and every page hears that a workshop is over."""
        self._news.end()
        late = time.monotonic() + _END
        while self._meeting.room.record.finished and not self._news.all_know_the_end and time.monotonic() < late:
            time.sleep(_LOOK_AGAIN)
        self._server.should_exit = True
        self._thread.join(_END)
        self._listener.close()

    def _run(self) -> None:
        async def serve() -> None:
            self._news.begin()
            asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)  # a broken connection is nobody's news
            await self._server.serve(sockets=[self._listener])

        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:  # the one that asks the listener, on Windows, too
            runner.run(serve())


def _config(gate: Gate, served: Served, *, passed_on: bool) -> uvicorn.Config:
    """How it is served; `passed_on` where a proxy stands in between."""
    return uvicorn.Config(
        gate,
        http=Connection,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=passed_on,
        forwarded_allow_ips=",".join(_PROXIES),
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        ssl_certfile=served.cert or None,
        ssl_keyfile=served.key or None,
    )


def _allow_files() -> None:
    """Let this process have as many files open as there may be connections, where fewer are usual."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < limits.FILES:
        most = limits.FILES if hard == resource.RLIM_INFINITY else min(limits.FILES, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _hosts(listening: Listening) -> set[str]:
    """The names and addresses with the port by which pages may be asked for here."""
    address, port = listening.address, listening.port
    names = {bracketed(address)}
    if address in ("127.0.0.1", "::1"):
        names |= {"localhost", "127.0.0.1", "[::1]"}
    if address in ("0.0.0.0", "::"):  # noqa: S104  all of this machine, because somebody asked for it
        names |= {bracketed(one.address) for one in addresses()} | {"localhost", "[::1]"}
    name = socket.gethostname().lower()
    names |= {name, f"{name.partition('.')[0]}.local"} if name else set()
    usual = {80, 443} & {port}
    return {f"{one}:{port}" for one in names} | (names if usual else set())


def _host_shown(listening: Listening) -> str:
    is_any = listening.address in ("0.0.0.0", "::")  # noqa: S104  see above
    return bracketed(addresses()[0].address if is_any else listening.address)


def _read_url(url: str) -> str:
    """The address that people open, as scheme, name and port. Raises `UserError`."""
    if not url:
        return ""
    parts = urlsplit(url if "//" in url else f"https://{url}")
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/") or "@" in parts.netloc:
        raise UserError(Message("room_web.not_an_address", url=url), Message("room_web.address_like_this"))
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _check_certificate(served: Served) -> None:
    """Raise `UserError` where the certificate or its key can't be used."""
    if not served.cert and not served.key:
        return
    try:
        if not served.cert or not served.key:
            raise UserError(Message("room_web.certificate_and_key"), Message("room_web.give_both"))
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(served.cert, served.key, password=lambda: "")
    except (OSError, ValueError) as error:
        path = served.cert if not Path(served.cert).is_file() else served.key
        why = getattr(error, "strerror", None) or str(error)
        raise UserError(Message("room_web.certificate_unusable", path=path, why=why), Message("room_web.give_both")) from error
