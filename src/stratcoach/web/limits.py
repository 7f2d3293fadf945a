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
CONNECTIONS_IN_ALL: Final = 600
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
