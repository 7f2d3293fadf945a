"""Who comes in, and what doesn't: codes, names, tokens, the facilitator's word, other sites, floods."""

from __future__ import annotations

import json
import os
import socket
import stat
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
