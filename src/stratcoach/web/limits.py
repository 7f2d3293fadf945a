"""How much one address may ask for: requests, wrong codes, open connections. What is above that is refused before anything is read."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

TOO_MANY: Final = 429
"""The status of the answer."""
PER_SECOND: Final = 60.0
"""Requests that one address may send in the long run. Everybody in a building may share one."""
BURST: Final = 600.0
PER_SECOND_OF_ONE: Final = 4.0
"""Requests that one person may send in the long run."""
BURST_OF_ONE: Final = 40.0
CONNECTIONS: Final = 120
"""Open connections of one address."""
CONNECTIONS_IN_ALL: Final = 400
FILES: Final = 1024
"""Numbers of files that the command should have for them, its journal and all else."""
STRANGERS: Final = 4
"""How many times as much as one address all those together may ask for from which nobody is in."""
JOINS_PER_SECOND: Final = 1.0
JOINS: Final = 60.0
"""How often people come in from one address, at once and in the long run."""
WAITING_OF_ONE: Final = 12
"""Devices of one address that wait until they are let in, so that nobody keeps others from waiting."""
GIVEN_BY_ONE: Final = 300_000
"""Bytes that one person may give while the command runs, each thing counted with `PER_THING` more, so that nobody fills the journal."""
PER_THING: Final = 200
POLLS_OF_ONE: Final = 6
"""Waiting requests of one person: tabs, devices."""
WRONG_CODES: Final = 20
"""From so many wrong codes on an address has to wait."""
WAIT: Final = 60.0
SLOWEST: Final = 4.0
_MOST_KEPT: Final = 4096
_MOST_INSIDE: Final = 512


class Bucket:
    """Lets through `burst` at once and `rate` a second in the long run, for each of many keys."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        now = self._clock()
        left, at = self._left.pop(key, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        is_allowed = left >= 1
        self._left[key] = (left - 1 if is_allowed else left, now)
        while len(self._left) > _MOST_KEPT:
            self._left.popitem(last=False)
        return is_allowed


class Insiders:
    """The addresses of those who are in: of each device the last one."""

    def __init__(self) -> None:
        self._at: OrderedDict[str, str] = OrderedDict()

    def seen(self, token: str, address: str) -> None:
        self._at.pop(token, None)
        self._at[token] = address
        while len(self._at) > _MOST_INSIDE:
            self._at.popitem(last=False)

    def __contains__(self, address: object) -> bool:
        return address in self._at.values()


class Rate:
    """How much every address may ask for. Whoever isn't in shares a rate with all others who aren't, however many addresses they have, so
    that they slow nobody who is in.
    """

    def __init__(self, insiders: Insiders, clock: Callable[[], float]) -> None:
        self._insiders = insiders
        self._each = Bucket(PER_SECOND, BURST, clock)
        self._strangers = Bucket(STRANGERS * PER_SECOND, STRANGERS * BURST, clock)

    def allows(self, address: str) -> bool:
        return self._each.allows(address) and (address in self._insiders or self._strangers.allows(""))


class WrongCodes:
    """Wrong codes by address: each makes the next answer slower, and after some there is none for a while."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def delay(self, key: str) -> float | None:
        """Seconds to wait before a code is looked at; None where it isn't looked at now."""
        count, at = self._wrong.get(key, (0, 0.0))
        if count >= WRONG_CODES:
            if self._clock() - at < WAIT:
                return None
            self._wrong[key] = (WRONG_CODES // 2, at)
        return min(0.25 * 2 ** max(count - 2, 0), SLOWEST) if count > 2 else 0.0

    def add(self, key: str) -> None:
        count, _ = self._wrong.pop(key, (0, 0.0))
        self._wrong[key] = (count + 1, self._clock())
        while len(self._wrong) > _MOST_KEPT:
            self._wrong.popitem(last=False)

    def forgive(self, key: str) -> None:
        self._wrong.pop(key, None)


class Counter:
    """How many of something are open, by key, with a limit for each and one for all."""

    def __init__(self, most: int, most_in_all: int) -> None:
        self._most = most
        self._most_in_all = most_in_all
        self._open: dict[str, int] = {}
        self.all = 0

    def opens(self, key: str) -> bool:
        """Count one more, unless that would be too many."""
        if self._open.get(key, 0) >= self._most or self.all >= self._most_in_all:
            return False
        self._open[key] = self._open.get(key, 0) + 1
        self.all += 1
        return True

    def closes(self, key: str) -> None:
        self.all -= 1
        left = self._open.get(key, 0) - 1
        if left > 0:
            self._open[key] = left
        else:
            self._open.pop(key, None)


def by_network(address: str) -> str:
    """What counts as one address: of IPv6 the network, because everybody has very many of them."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
