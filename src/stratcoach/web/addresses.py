"""Under which address of this machine people reach it, and at which port. Nothing is ever sent to find that out."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.errors import UserError
from stratcoach.messages import Message

PORT: Final = 8765
_MORE_PORTS: Final = 20
_ROUTES: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses of documentation: the system says from where it would send to them."""
_VIRTUAL: Final = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "wg", "utun", "tailscale", "zt", "lo")
"""How the names of interfaces begin that lead to no phone in this room."""
_SIOCGIFADDR: Final = 0x8915


class OwnAddress(NamedTuple):
    """An address of this machine, with the interface where that is known."""

    address: str
    interface: str = ""


class Listening(NamedTuple):
    """An open socket, the address and the port that it has, and the port that was taken already, else 0."""

    socket: socket.socket
    address: str
    port: int
    taken: int = 0


def addresses() -> tuple[OwnAddress, ...]:
    """The addresses of this machine that others may reach, the most likely one first; the one of this machine alone comes last."""
    found = {one.address: one for one in (*_of_interfaces(), *_of_routes(), *_of_name())}
    return (*sorted(found.values(), key=_rank), OwnAddress("127.0.0.1", "lo"))


def _rank(one: OwnAddress) -> tuple[bool, bool, bool, bool]:
    ip = ipaddress.ip_address(one.address)
    routed = {other.address for other in _of_routes()}
    return one.interface.startswith(_VIRTUAL), ip.version == 6, not ip.is_private, one.address not in routed


def _of_routes() -> Iterator[OwnAddress]:
    for family, target in _ROUTES:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))  # a datagram socket only looks up the route
            if _is_of_use(address := probe.getsockname()[0]):
                yield OwnAddress(address)


def _of_interfaces() -> Iterator[OwnAddress]:
    """By interface, where the system is Linux: the others say it in their own ways, and the routes are enough there."""
    try:
        import fcntl

        names = socket.if_nameindex()
    except (ImportError, OSError, AttributeError):
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in names:
            with contextlib.suppress(OSError):
                answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                if _is_of_use(address := socket.inet_ntoa(answer[20:24])):
                    yield OwnAddress(address, name)
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/net/if_inet6").read_text(encoding="ascii").splitlines():
            digits, *_, name = line.split()
            if _is_of_use(address := str(ipaddress.ip_address(int(digits, 16)))):
                yield OwnAddress(address, name)


def _of_name() -> Iterator[OwnAddress]:
    with contextlib.suppress(OSError, UnicodeError):
        for _, _, _, _, place in socket.getaddrinfo(socket.gethostname(), None):
            address = str(place[0])
            if _is_of_use(address):
                yield OwnAddress(address)


def _is_of_use(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return not (ip.is_loopback or ip.is_link_local or ip.is_multicast or address.startswith("0.") or address == "::")


def bracketed(address: str) -> str:
    """An address as it is written in front of a port."""
    return f"[{address}]" if ":" in address else address


def listen(address: str, port: int, before: int = 0) -> Listening:
    """Listen at an address, "" for the most likely one, and at a port, 0 for the one that it was `before`, the usual one, or the first
    free one behind it.

    Raises:
        UserError: it isn't an address of this machine, or the port that was asked for can't be had.
    """
    address = address.strip("[]") or addresses()[0].address
    usual = before or PORT
    tried = (port,) if port else (usual, *range(PORT, PORT + _MORE_PORTS))
    for one in tried:
        try:
            return Listening(_bound(address, one), address, one, usual if not port and one != usual else 0)
        except OSError as error:
            why = error.strerror or str(error)
            if port or not _is_ours(address):
                others = tuple(found.address for found in addresses())
                raise UserError(
                    Message("room_web.cannot_listen", address=bracketed(address), port=str(one), why=why),
                    Message("room_web.choose_another", addresses=others),
                ) from error
    raise UserError(
        Message("room_web.no_port_free", first=str(PORT), last=str(PORT + _MORE_PORTS - 1)), Message("room_web.free_port")
    )


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows the other option would share the port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((address, port))
        opened.listen(128)
    except OSError:
        opened.close()
        raise
    return opened


def _is_ours(address: str) -> bool:
    """Whether it is an address of this machine, so that only the port is the trouble."""
    try:
        _bound(address, 0).close()
    except OSError:
        return False
    return True
