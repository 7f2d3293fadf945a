"""Who comes in, and what doesn't: codes, names, tokens, the facilitator's word, other sites, floods."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from pathlib import Path

import pytest

from stratcoach.flow.model import Library
from stratcoach.web import limits
from tests.room.serving import PEOPLE, Held, Phone, held


def test_a_name_on_the_list_comes_in_with_the_code_and_no_other_way(room: Held) -> None:
    phone = Phone(room.port)
    assert phone.asks("/names", {"code": "WRONG1"})[0] == 403
    assert phone.joins("WRONG1", "Ana")[0] == 403
    assert phone.asks("/act", {})[0] == 401
    assert phone.state()["does"] == "join"
    code = room.doors.state.code
    assert {one["name"]: one["taken"] for one in phone.asks("/names", {"code": code.lower()})[1]["names"]}["Ana"] is False
    assert phone.joins(code, "ana")[1]["me"] == "Ana"
    assert {"httponly", "samesite=strict"} <= set(phone.headers["set-cookie"].lower().replace(" ", "").split(";"))
    assert room.room.record.on_pages == {"Ana"}


def test_who_comes_late_or_with_another_device_waits_until_the_facilitator_lets_them_in(room: Held) -> None:
    room.phone("Ana")
    late, second = room.phone("Zoe"), room.phone("Ana")
    assert (late.state()["does"], second.state()["does"]) == ("outside", "outside")
    assert late.asks("/act", {"id": "0123456789", "do": "park", "moment": "x", "text": "Let me in"})[0] == 403
    assert room.desk.view().status.id == "room_own.people_wait"  # type: ignore[union-attr]
    room.types(":join", "a 1", "n 1", "")
    assert late.state()["me"] == "Zoe"
    assert "Zoe" in room.room.present
    assert second.state()["does"] == "join"


def test_who_is_put_out_only_comes_back_when_let_in(room: Held) -> None:
    ana = room.phone("Ana")
    room.types(":join", "out Ana")
    assert ana.state()["does"] == "join"
    again = room.phone("Ana")
    assert again.state()["does"] == "outside"
    room.types("a 1")
    assert again.state()["does"] == "write"
    room.types("lock")
    assert room.phone("Ben").state()["does"] == "outside"
    room.types("open")
    assert room.phone("Chi").state()["does"] == "write"


def test_a_phone_that_came_before_the_list_comes_in_with_it(tmp_path: Path, library: Library) -> None:
    room = Held.begins(tmp_path, library)
    try:
        ana, zoe = room.phone("ana"), room.phone("Zoe")
        assert ana.state()["does"] == "outside"
        room.types(PEOPLE[0])
        assert ana.state()["me"] == "Ana"
        assert zoe.state()["does"] == "outside"
    finally:
        room.ends()


def test_somebody_who_left_the_list_sees_nothing_more_and_the_ballot_is_asked_about(room: Held) -> None:
    phones = room.phones()
    for text in ("Hikers print maps", "Buses are late in winter", "Nobody finds the second fork", "Dogs wait at the hut"):
        phones["Ana"].does("note", text=text)
    room.types("")
    room.goes_to("vote")
    phones["Ben"].does("vote", options=[1])
    room.types(":people Ana, Chi, Dara, Eli, Fay, Gus")
    assert room.desk.view().kind == "who"
    assert phones["Ben"].state()["does"] == "outside"
    assert phones["Chi"].state()["does"] == "vote", "the others go on"
    assert not phones["Chi"].does("vote", options=[2])


def test_what_is_kept_for_the_doors_is_for_its_owner_alone_and_has_no_token(room: Held, tmp_path: Path) -> None:
    ana = room.phone("Ana")
    path = tmp_path / "strategy.draft.room.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ana.cookie.partition("=")[2] not in path.read_text(encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["code"] == room.doors.state.code


OTHERS = {"Origin": "http://evil.example"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OTHERS, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
    ],
    ids=str,
)
def test_another_site_can_do_nothing(room: Held, headers: dict[str, str], status: int) -> None:
    ana = room.phone("Ana")
    data = {"id": "0123456789", "do": "note", "moment": ana.state()["moment"], "text": "Not mine"}
    assert ana.raw("/act", data, **headers)[0] == status
    assert not room.room.board.notes


def test_no_other_way_leads_in(room: Held) -> None:
    ana = room.phone("Ana")
    assert ana.raw("/act", method="PUT")[0] == 405
    assert ana.raw("/state", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="cors")[0] == 403
    assert [ana.raw(path)[0] for path in ("/static/page.py", "/../etc/passwd", "/static/..%2fapp.py", "/docs")] == [404] * 3 + [
        200
    ]
    for token in ("", "x", ana.cookie[:-1], ana.cookie + "x", "room=" + "a" * 43):
        assert Phone(room.port, token).state()["does"] == "join"
    ana.raw("/")
    policy = ana.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_flood_of_one_person_is_refused_and_others_go_on(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BURST_OF_ONE", 3.0)
    monkeypatch.setattr(limits, "PER_SECOND_OF_ONE", 1e-6)
    with held(tmp_path, library, *PEOPLE, "") as room:
        room.goes_to("collect")
        ana, ben = room.phone("Ana"), room.phone("Ben")
        data = {"do": "done", "moment": ana.state()["moment"]}
        assert [ana.asks("/act", data | {"id": f"0000000000{number}"})[0] for number in range(5)] == [200, 200, 200, 429, 429]
        assert not ben.does("note", text="Buses are late")


def test_nobody_fills_the_journal(room: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GIVEN_BY_ONE", 5_000)
    ana, ben = room.phone("Ana"), room.phone("Ben")
    refused = [bool(ana.does("note", text=f"{number} " * 200)) for number in range(10, 22)]
    assert refused == sorted(refused)
    assert refused[-1]
    assert not ben.does("note", text="Buses are late")


def test_how_much_one_address_may_ask_for() -> None:
    clock = [0.0]
    bucket = limits.Bucket(1, 3, lambda: clock[0])
    assert [bucket.allows("one") for _ in range(5)] == [True, True, True, False, False]
    assert bucket.allows("other")
    clock[0] = 2
    assert [bucket.allows("one") for _ in range(3)] == [True, True, False]


def test_wrong_codes_become_slow_and_then_have_to_wait() -> None:
    clock = [0.0]
    wrong = limits.WrongCodes(lambda: clock[0])
    delays = []
    for _ in range(limits.WRONG_CODES):
        delays.append(wrong.delay("one"))
        wrong.add("one")
    assert delays == sorted(delays, key=lambda one: one or 0)
    assert delays[-1] == limits.SLOWEST
    assert wrong.delay("one") is None
    assert wrong.delay("other") == 0
    clock[0] = limits.WAIT + 1
    assert wrong.delay("one") == limits.SLOWEST


def test_connections_of_one_address_are_counted() -> None:
    counter = limits.Counter(2, 3)
    assert [counter.opens("one") for _ in range(3)] == [True, True, False]
    assert [counter.opens("other") for _ in range(2)] == [True, False]
    counter.closes("one")
    assert counter.opens("other")
    assert limits.by_network("2001:db8::1") == limits.by_network("2001:db8::ffff") != limits.by_network("2001:db8:1::1")
    assert limits.by_network("::ffff:192.0.2.1") == "192.0.2.1"


def test_half_a_request_keeps_nobody_from_another(room: Held) -> None:
    ana = room.phone("Ana")
    with socket.create_connection(("127.0.0.1", room.port)) as slow:
        slow.sendall(b"POST /act HTTP/1.1\r\nHost: ")
        assert ana.state()["does"] == "write"
        slow.sendall(b"x" * 40_000)
        assert b"400" in slow.recv(4096)


def test_the_pages_end_with_the_command(tmp_path: Path, library: Library) -> None:
    room = Held.begins(tmp_path, library)
    room.ends()
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", room.port), timeout=2)
    assert os.path.lexists(tmp_path / "strategy.draft.room.json"), "so that everybody comes back after `resume`"


def test_the_facilitator_ends_parts_early_and_sees_who_has_a_page_now(room: Held) -> None:
    phones = room.phones()
    ends = phones["Ana"].state()["time"]["ends"]
    room.types("+1")
    assert phones["Ana"].state()["time"]["ends"] == ends + 60
    room.types(":join", "out Gus")
    assert ["Gus" in str(row.text) for row in room.desk.view().rows if getattr(row.text, "id", "") == "room_own.who_is_in"] == [
        False
    ]
    room.types("")
    room.goes_to("round")
    here, speaker = room.room.step.id, next(phone for phone in phones.values() if phone.state().get("turn"))
    assert not speaker.does("note", text="Families with small children")
    room.types("done")
    assert (room.room.step.id, room.room.kind) != (here, "round")
    room.goes_to("fist")
    assert not phones["Ana"].does("fingers", score=4)
    room.types("done")
    assert room.desk.view().kind != "fist"


def test_nobody_buries_the_others_under_notes(room: Held) -> None:
    ana, ben = room.phone("Ana"), room.phone("Ben")
    many = "\n".join(f"Thing number {number}" for number in range(20))
    assert [bool(ana.does("note", text=many)) for _ in range(3)] == [False, False, True]
    assert [bool(ana.does("park", text=many)) for _ in range(3)] == [False, False, True]
    assert not ben.does("note", text="Buses are late")
    assert not ana.does("back", number=1)
    assert not ana.does("note", text="\n".join(f"Another {number}" for number in range(11)))
    assert len(room.room.board.open_notes) == 51


def test_a_request_that_comes_while_somebody_is_put_out_does_nothing(room: Held) -> None:
    ana = room.phone("Ana")
    sent = json.dumps({"id": "0123456789", "do": "note", "moment": ana.state()["moment"], "text": "Too late"}).encode()
    here = f"127.0.0.1:{room.port}"
    head = (
        f"POST /act HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nContent-Type: application/json\r\nCookie: {ana.cookie}\r\n"
        f"Content-Length: {len(sent)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", room.port), timeout=10) as slow:
        slow.sendall(head.encode() + sent[:10])
        assert ana.state()["does"] == "write", "the head of it was read meanwhile"
        room.types(":join", "out Ana")
        slow.sendall(sent[10:])
        answer = slow.recv(65536)
    assert b" 401 " in answer.partition(b"\r\n")[0]
    assert b"Too late" not in answer
    assert not room.room.board.notes


CSS = "GET /static/page.css HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("Content-Length: 100000000", b"200"),
        ("Transfer-Encoding: chunked", b"411"),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked", b"411"),
    ],
    ids=["a body that nobody wants", "chunks without end", "two lengths"],
)
def test_what_comes_after_the_answer_is_read_no_further(room: Held, length: str, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", room.port), timeout=10) as endless:
        endless.sendall(f"{CSS}{length}\r\n\r\n".format(port=room.port).encode())
        assert status in endless.recv(65536).partition(b"\r\n")[0]
        with pytest.raises(ConnectionError):
            endless.sendall(b"1\r\nx\r\n" * 2_000_000)


@pytest.mark.slow
def test_who_never_reads_an_answer_is_not_waited_for(room: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stratcoach.web.connections.IDLE", 0.2)
    with socket.create_connection(("127.0.0.1", room.port), timeout=10) as deaf, pytest.raises(ConnectionError):
        deaf.sendall(f"{CSS}\r\n".format(port=room.port).encode() * 200_000)


@pytest.mark.skipif(sys.platform == "darwin", reason="has one address of its own only")
def test_one_address_with_too_many_connections_keeps_nobody_out_and_nothing_from_the_disk(
    room: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also before anything is said on them, as when each has still to agree on how it is encrypted."""
    monkeypatch.setattr(limits, "CONNECTIONS_IN_ALL", 6)
    monkeypatch.setattr(limits, "CONNECTIONS", 4)
    mute = [socket.create_connection(("127.0.0.1", room.port), 10, (f"127.0.0.{of}", 0)) for of in (2, 2, 2, 2, 2, 3, 3)]
    try:
        ana = room.phone("Ana")
        assert not ana.does("note", text="Buses are late")
        assert mute[4].recv(1) == b"", "one more than an address may have"
        assert mute[3].recv(1) == b"", "it made room for somebody else"
    finally:
        for one in mute:
            one.close()


def test_strangers_with_many_addresses_share_what_one_may_ask_for() -> None:
    clock, insiders = [0.0], limits.Insiders()
    rate = limits.Rate(insiders, lambda: clock[0])
    insiders.seen("a token", "10.0.0.1")
    addresses = [f"10.0.1.{number}" for number in range(limits.STRANGERS)]
    for address in addresses:
        assert all(rate.allows(address) for _ in range(int(limits.BURST)))
        assert not rate.allows(address)
    assert not rate.allows("10.0.2.1")
    assert rate.allows("10.0.0.1")
    insiders.seen("a token", "10.0.0.9")
    assert not rate.allows("10.0.0.1"), "each device has one address"
    clock[0] = 1
    assert rate.allows("10.0.2.1")


def test_few_can_wait_from_one_address(room: Held) -> None:
    code = room.doors.state.code
    came = [Phone(room.port).joins(code, f"Somebody {chr(97 + number)}")[0] for number in range(limits.WAITING_OF_ONE + 1)]
    assert came == [200] * limits.WAITING_OF_ONE + [409]
