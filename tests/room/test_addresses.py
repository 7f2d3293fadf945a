"""Where the pages are served: a port that is taken, the one of before, addresses that aren't of this machine."""

from __future__ import annotations

import socket
import stat
import sys
from pathlib import Path

import pytest

from stratcoach.commands.room_pages import pages
from stratcoach.errors import UserError
from stratcoach.files.door_file import DoorState, read_doors, write_doors
from stratcoach.web.addresses import PORT, addresses, listen
from stratcoach.web.server import Served, opened


def test_a_port_that_is_taken_is_left_for_the_next_one() -> None:
    with listen("127.0.0.1", 0).socket as first:
        second = listen("127.0.0.1", 0)
        second.socket.close()
        assert second.taken == PORT
        assert second.port > first.getsockname()[1] >= PORT
        with pytest.raises(UserError) as refused:
            listen("127.0.0.1", first.getsockname()[1])
    assert refused.value.message.id == "room_web.cannot_listen"  # type: ignore[union-attr]


def test_it_comes_back_at_the_port_where_phones_look_for_it() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        before = probe.getsockname()[1]
    again = listen("127.0.0.1", 0, before)
    again.socket.close()
    assert (again.port, again.taken) == (before, 0)


def test_the_address_of_this_machine_alone_comes_last() -> None:
    found = [one.address for one in addresses()]
    assert found[-1] == "127.0.0.1"
    assert len(set(found)) == len(found)
    assert not any(one.startswith(("fe80", "169.254", "0.")) for one in found)


@pytest.mark.parametrize(
    ("served", "message"),
    [
        (Served(address="203.0.113.7"), "room_web.cannot_listen"),
        (Served(cert="cert.pem"), "room_web.certificate_and_key"),
        (Served(cert="cert.pem", key="key.pem"), "room_web.certificate_unusable"),
        (Served(url="https://example.com/room"), "room_web.not_an_address"),
        (Served(url="ftp://example.com"), "room_web.not_an_address"),
    ],
    ids=str,
)
def test_what_cannot_be_served_is_refused_before_anything_begins(served: Served, message: str) -> None:
    with pytest.raises(UserError) as refused:
        opened(served)
    assert refused.value.message.id == message  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "devices": 3}', "\x00", "[" * 10_000])
def test_doors_that_something_else_wrote_are_made_anew(tmp_path: Path, text: str) -> None:
    path = tmp_path / "strategy.draft.room.json"
    path.write_text(text, encoding="utf-8")
    assert read_doors(path) is None
    state = DoorState("ABCDEF", "GHJKLM", address="http://192.0.2.1:8765", port=8765)
    write_doors(path, state)
    assert read_doors(path) == state


def test_nobody_can_lay_out_the_doors_in_advance(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "strategy.draft.room.json", tmp_path / "elsewhere"
    state = DoorState("ABCDEF", "GHJKLM")
    path.symlink_to(elsewhere)
    write_doors(path, state)
    assert not elsewhere.exists()
    path.chmod(0o644)
    write_doors(path, state)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "stratcoach.web.server", raising=False)
    with pytest.raises(UserError) as refused:
        pages("", room=True, address="", port=0, cert="", key="", url="")
    assert refused.value.message.id == "room_web.missing"  # type: ignore[union-attr]
