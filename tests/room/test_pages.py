"""People's own pages over real HTTP: what they do becomes the workshop, once, and nobody gets what is hidden."""

from __future__ import annotations

import gzip
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.reports.follow_screen import follow
from stratcoach.reports.style import Style
from stratcoach.web import pages
from stratcoach.workshop.board_events import BallotsCast, NotesAdded
from stratcoach.workshop.kept_events import kept_events
from tests.room.serving import NAMES, PEOPLE, Held, Phone, held


def texts(room: Held) -> list[str]:
    return [note.text for note in room.room.board.open_notes]


def test_a_person_writes_changes_and_takes_back_notes_that_only_they_see(room: Held) -> None:
    ana, ben = room.phone("Ana"), room.phone("Ben")
    assert ana.state()["does"] == "write"
    assert not ana.does("note", text="Hikers print maps\n- Dogs are not allowed")
    assert not ben.does("note", text="Buses are late")
    assert [row["text"] for row in ana.state()["own"]] == ["Hikers print maps", "Dogs are not allowed"]
    assert not ana.does("change", number=1, text="Hikers print their maps")
    assert not ana.does("back", number=2)
    assert ana.does("back", number=3), "Ben's note"
    assert ana.does("change", number=3, text="Mine now")
    assert texts(room) == ["Hikers print their maps", "Buses are late"]
    assert [note.author for note in room.room.board.open_notes] == ["Ana", "Ben"]
    room.types("")
    assert ana.does("change", number=1, text="Too late")


def test_only_the_bullet_of_a_line_is_taken_away(room: Held) -> None:
    room.goes_to("collect")
    assert not room.phone("Ana").does("note", text="Milk - bread\n- Rolls * butter")
    assert texts(room) == ["Milk - bread", "Rolls * butter"]


def test_what_comes_again_is_taken_once_also_after_a_crash(tmp_path: Path, library: Library) -> None:
    first = Held.begins(tmp_path, library)
    first.types(*PEOPLE, "")
    first.goes_to("collect")
    ana = first.phone("Ana")
    moment = ana.state()["moment"]
    for _ in range(3):
        assert not ana.does("note", "0123456789", moment, text="Hikers print maps")
    cookie = ana.cookie.partition("=")[2]
    first.ends()
    again = Held.goes_on(tmp_path)
    try:
        phone = Phone(again.port, f"room{again.port}={cookie}")
        assert phone.state()["me"] == "Ana"
        assert not phone.does("note", "0123456789", moment, text="Hikers print maps")
        assert not phone.does("note", "9876543210", moment, text="Buses are late")
        assert texts(again) == ["Hikers print maps", "Buses are late"]
        assert again.doors.state.code == first.doors.state.code
    finally:
        again.ends()


def _play_votes(phones: dict[str, Phone]) -> None:
    options = [int(row["n"]) for row in phones["Ana"].state()["rows"]]
    for at, name in enumerate(NAMES):
        everybody = {other: phone.state()["v"] for other, phone in phones.items() if other != name}
        assert not phones[name].does("vote", options=[options[at % 2], options[0]])
        assert {other: phones[other].state()["v"] for other in everybody} == everybody


def test_nobody_gets_what_is_hidden_whatever_they_ask_for(room: Held) -> None:
    phones, secrets = room.phones(), {name: f"What {name} saw at the trailhead, {at}" for at, name in enumerate(NAMES)}
    wall = Phone(room.port)
    assert wall.asks("/wall/join", {"code": room.doors.state.wall_code})[0] == 200
    for name in NAMES:
        assert not phones[name].does("note", text=secrets[name])
    paths = (
        "/",
        "/wall",
        "/state",
        "/wall/state",
        "/wall/code.svg",
        "/static/page.js",
        "/static/../state",
        "/names",
        "/strategy.draft.jsonl",
    )
    for name, phone in [*phones.items(), ("wall", wall), ("nobody", Phone(room.port))]:
        got = b"".join(phone.raw(path)[1] for path in paths)
        assert [other for other in NAMES if secrets[other].encode() in got] == ([name] if name in NAMES else [])
    room.types("")
    room.goes_to("vote")
    before = wall.asks("/wall/state")[1]
    _play_votes(phones)
    after = wall.asks("/wall/state")[1]
    assert {name: after[name] for name in after if name not in ("status", "v", "now")} == {
        name: before[name] for name in before if name not in ("status", "v", "now")
    }
    room.types("")
    assert any(row["aside"] for row in phones["Ana"].state()["rows"]), "now everybody sees the votes"


def test_seven_phones_and_a_scribe_hold_a_step(room: Held) -> None:
    phones = room.phones()
    for name in NAMES[:5]:
        phones[name].does("note", text=f"{name} saw somebody wait {len(name) * 7} minutes in November")
        phones[name].does("done")
    room.types("Fay: 12 of 40 people waited for a bus", "Gus: Maps are bought in the village shop")
    so_far = Message("room_notes.notes_so_far", count=7)
    assert room.desk.view().status == Message("room_own.how_many_done", status=so_far, done=5, people=7)
    room.types("")
    assert len(phones["Ana"].state()["rows"]) == 7
    room.goes_to("vote")
    for name in NAMES[:5]:
        assert not phones[name].does("vote", options=[6, 7])
    assert phones["Ben"].does("vote", options=[1, 1, 1, 1, 1, 1]), "more dots than they have"
    room.types("Fay: 6 1", "Gus: 6", "")
    assert room.room.kind == "decide"
    room.types("", "It comes up in every visit")
    if room.room.board.decision is None:
        room.types("")
    assert room.room.board.decision
    assert 6 in room.room.board.decision.chosen


def test_two_rounds_of_a_vote_are_not_mixed_up(room: Held) -> None:
    ana, moment = room.phone("Ana"), ""
    for text in ("First thing seen", "Second case noted", "A third one entirely", "Fourth kind of trouble", "Fifth and last"):
        ana.does("note", text=text)
    room.types("")
    room.goes_to("vote")
    moment = ana.state()["moment"]
    assert not ana.does("vote", moment=moment, options=[1])
    room.types("done")
    assert ana.does("vote", moment=moment, options=[2])
    assert len([event for event in room.session.events if isinstance(event, BallotsCast)]) == 1


def test_a_note_that_comes_in_late_joins_those_that_are_shown_and_never_another_step(room: Held) -> None:
    ana = room.phone("Ana")
    moment = ana.state()["moment"]
    ana.does("note", text="First thing seen")
    room.types("")
    assert not ana.does("note", moment=moment, text="It was on its way")
    assert texts(room)[-1] == "It was on its way"
    room.goes_to("round")
    assert ana.does("note", moment=moment, text="Much too late")
    assert not ana.does("park", moment=moment, text="Much too late")
    assert room.room.record.parked[-1].author == "Ana"


def test_pairs_see_who_they_are_with_and_write_one_note_together(tmp_path: Path, library: Library) -> None:
    with held(tmp_path, library, *PEOPLE, "") as room:
        room.goes_to("pairs")
        phones = room.phones()
        beside = {name: set(phone.state()["beside"]) for name, phone in phones.items()}
        assert all(name in beside[other] for name, others in beside.items() for other in others)
        while room.room.kind != "collect":
            room.types("")
        group = {"Ana", *phones["Ana"].state()["beside"]}
        assert not phones["Ana"].does("note", text="Guides who plan on Friday evening")
        (note,) = room.room.board.open_notes
        assert set(note.authors) == group
        room.types(":people Ana = Anna")
        assert "Anna" in room.room.board.open_notes[0].authors
        assert phones["Ana"].state()["me"] == "Anna"


def test_fingers_and_an_objection_come_in_by_phone(room: Held) -> None:
    phones = room.phones()
    phones["Ana"].does("note", text="Hikers print maps")
    phones["Ben"].does("note", text="Buses are late in winter")
    phones["Ben"].does("note", text="Nobody finds the second fork")
    phones["Ben"].does("note", text="Dogs wait at the hut")
    room.types("")
    room.goes_to("vote")
    room.types("Ana: 1", "done", "2", "Because Ana says so")
    assert phones["Ben"].state()["does"] == "object"
    assert not phones["Ben"].does("object", text="It is one visit only")
    assert room.room.board.against == {"Ben": "It is one visit only"}
    room.goes_to("fist")
    assert phones["Ana"].does("fingers", score=1), "below three a sentence is asked for"
    for name, phone in phones.items():
        assert not phone.does("fingers", score=1 if name == "Ana" else 4, missing="A date" if name == "Ana" else "")
    assert room.room.board.fists["Ana"] == (1, "A date")


def test_a_page_that_waits_gets_the_news_and_a_lost_connection_loses_nothing(room: Held) -> None:
    ana, ben = room.phone("Ana"), room.phone("Ben")
    seen, news = ana.state()["v"], []
    waits = threading.Thread(target=lambda: news.append(ana.state(seen)))
    waits.start()
    ben.does("note", text="Nobody else hears of this")
    room.types("")
    waits.join(10)
    assert news[0]["does"] == "read"


def test_the_facilitator_reads_notes_first_where_asked(room: Held) -> None:
    room.types(":join", "read", "")
    ana, ben = room.phone("Ana"), room.phone("Ben")
    for text in ("Hikers print maps", "The boss is wrong", "Buses are late"):
        assert not ana.does("note", text=text)
    room.types("Ben: Typed by the scribe")
    assert texts(room) == ["Typed by the scribe"]
    own = follow(room.room, room.now, Style(colour=False, width=100), 40)
    assert "The boss is wrong (Ana)" in own
    room.types("")
    assert getattr(room.message, "id", "") == "room_notes.notes_wait_for_you"
    assert room.desk.view().kind == "collect"
    room.types("in 1", "back 2", "drop 3")
    assert [row["text"] for row in ana.state()["own"]] == ["Hikers print maps", "The boss is wrong"]
    assert ana.state()["own"][1]["aside"]
    assert not ana.does("change", number=2, text="The boss decided alone")
    room.types("in", "")
    assert room.room.kind == "reveal"
    assert [row["text"] for row in ben.state()["rows"]] == ["Hikers print maps", "The boss decided alone", "Typed by the scribe"]
    assert not ben.does("note", text="A late one")
    assert len(ana.state()["rows"]) == 3
    room.types("", "in")
    room.types(":join", "free", "")
    assert not ben.does("note", text="Another late one")
    assert len(ana.state()["rows"]) == 5
    kept = "".join(map(str, kept_events(room.room)))
    assert "Buses are late" not in kept
    assert "The boss is wrong" not in kept


@pytest.mark.slow
def test_forty_people_who_write_at_once_lose_nothing(tmp_path: Path, library: Library) -> None:
    names = ["Ana", *(f"Person {number}" for number in range(39))]
    with held(tmp_path, library, ", ".join(names), *PEOPLE[1:], "") as room:
        room.goes_to("collect")
        phones = room.phones()
        moment = phones[names[0]].state()["moment"]

        def write(name: str) -> None:
            for number in range(3):
                for _ in range(2):
                    phones[name].does("note", f"{name.replace(' ', '')}-{number:06}", moment, text=f"{name} wrote {number}")

        threads = [threading.Thread(target=write, args=(name,)) for name in names]
        for one in threads:
            one.start()
        for one in threads:
            one.join(60)
        assert sorted(texts(room)) == sorted(f"{name} wrote {number}" for name in names for number in range(3))
        assert len([event for event in room.session.events if isinstance(event, NotesAdded)]) == 120


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "note", "text": 5},
        {"do": "note", "text": "x" * 50_000},
        {"do": "vote", "options": ["1"]},
        {"do": "vote", "options": [True]},
        {"do": "SetPeople", "people": []},
        {"do": "note", "text": "Fine", "id": "no"},
        {"do": "note", "text": "Fine", "moment": 3},
        [],
    ],
    ids=str,
)
def test_what_no_page_sends_is_refused(room: Held, sent: Any) -> None:
    ana = room.phone("Ana")
    before = len(room.session.events)
    data = {"id": "0123456789", "moment": ana.state()["moment"]} | sent if isinstance(sent, dict) else sent
    assert ana.asks("/act", json.loads(json.dumps(data)))[0] in (400, 413)
    assert len(room.session.events) == before


def test_hostile_text_is_kept_as_text(room: Held) -> None:
    ana = room.phone("Ana")
    assert not ana.does("note", text="<script>alert(1)</script>\x1b[2J\u202e hidden\u200b words")
    (text,) = texts(room)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<script>" in ana.state()["own"][0]["text"], "the page sets it as text"


def test_the_script_of_a_page_is_small_and_needs_nothing_else() -> None:
    script = pages.static("page.js")
    assert script
    assert len(script.plain) < 20_000
    assert b"innerHTML" not in script.plain
    for page in (pages.person(), pages.wall()):
        assert b"http" not in page.plain
        assert b"style=" not in page.plain


def test_what_everybody_gets_travels_packed_where_it_can_be_unpacked(room: Held) -> None:
    phone, script = Phone(room.port), pages.static("page.js")
    assert script
    for path, page in (("/", pages.person()), ("/wall", pages.wall()), ("/static/page.js", script)):
        assert phone.raw(path)[1] == page.plain
        assert gzip.decompress(phone.raw(path, Accept_Encoding="br, gzip")[1]) == page.plain
        assert phone.headers["content-encoding"] == "gzip"
