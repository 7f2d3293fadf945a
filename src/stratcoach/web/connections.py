"""The connections of a server: how many each address may have, and how long one stays open on which nothing is asked for."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import weakref
from collections import Counter
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from stratcoach.web import limits

IDLE: Final = 15
"""Seconds in which something has to be asked for, and in which an answer has to be read."""
REST_IN_TIME: Final = 1.0
"""Seconds for the rest of a request that was answered before all of it came."""
_LARGEST_REST: Final = 64_000
_IN_A_ROW: Final = 32
"""Connections that are looked at in one go; then it is the turn of those that are open."""
_PIECE: Final = 1024
"""Bytes that are read in one go, so that a request without an end is noticed."""


class Listener(socket.socket):
    """A socket that listens in place of another one. A connection that is one too many is closed before anything of it is read, and
    before anything is encrypted: each of them takes a number of a file, and without any left the workshop couldn't be kept.

    All connections from a proxy of ours are of different people, so that they are only counted with all others.
    """

    def __init__(self, listening: socket.socket, rate: limits.Rate, proxies: frozenset[str] = frozenset()) -> None:
        super().__init__(listening.family, listening.type, listening.proto, listening.detach())
        self._rate = rate
        self._proxies = proxies
        self._row = 0
        self._open: list[tuple[str, weakref.ref[socket.socket]]] = []

    def accept(self) -> tuple[socket.socket, Any]:
        while self._row < _IN_A_ROW:
            self._row += 1
            one, peer = super().accept()
            if self._lets_in(limits.by_network(str(peer[0])), one):
                return one, peer
            one.close()
        self._row = 0
        raise BlockingIOError

    def _lets_in(self, address: str, one: socket.socket) -> bool:
        is_proxy = address in self._proxies
        if not is_proxy and not self._rate.allows(address):
            return False
        self._open = [(of, ref) for of, ref in self._open if (other := ref()) is not None and other.fileno() != -1]
        count = Counter(of for of, _ in self._open if of and of not in self._proxies)
        if count[address] >= limits.CONNECTIONS:
            return False
        if len(self._open) >= limits.CONNECTIONS_IN_ALL and not self._makes_room(count, 0 if is_proxy else count[address]):
            return False
        self._open.append((address, weakref.ref(one)))
        return True

    def _makes_room(self, count: Counter[str], own: int) -> bool:
        """End a connection of the address that has most, unless that wouldn't be fairer; it takes a moment until it is closed."""
        if not count or len(self._open) >= limits.CONNECTIONS_IN_ALL + limits.CONNECTIONS:
            return False
        fullest, most = count.most_common(1)[0]
        if most <= own + 1:
            return False
        at, ref = next((at, ref) for at, (of, ref) in reversed(list(enumerate(self._open))) if of == fullest)
        self._open[at] = ("", ref)  # of no address, so that it isn't chosen again
        if (last := ref()) is not None:
            with contextlib.suppress(OSError):
                last.shutdown(socket.SHUT_RDWR)
        return True


class Connection(H11Protocol):
    """A connection that is closed when what is asked for doesn't come, or what is answered isn't read, in time."""

    _late: asyncio.TimerHandle | None = None
    _rest = 0
    """Bytes that may come after the answer to a request of which not all had come; 0 where there is no such request."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._look(IDLE)

    def data_received(self, data: bytes) -> None:
        for at in range(0, len(data), _PIECE):
            if self.transport.is_closing():
                return
            if not self._rest:
                super().data_received(data[at : at + _PIECE])
                if any(name == b"transfer-encoding" for name, _ in self.headers or ()):  # such a request is refused
                    self._rest = _LARGEST_REST
                continue
            self._rest -= len(data) - at  # it is read so that the answer arrives, and nothing is made of it
            if self._rest <= 0:
                self.transport.abort()
                return
            break
        self._look(IDLE)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self._rest = _LARGEST_REST
        self._look(REST_IN_TIME if self._rest else IDLE)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look(IDLE)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._look(IDLE)

    def _look(self, seconds: float) -> None:
        """Wait so long for the other side, unless a request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle  # uvicorn says that there always is one
        is_ours = cycle is not None and not cycle.response_complete and not self.flow.write_paused
        if is_ours and self._late is not None:
            self._late.cancel()
            self._late = None
        elif not is_ours and self._late is None:
            self._late = self.loop.call_later(seconds, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._late is not None:
            self._late.cancel()
        super().connection_lost(exc)
