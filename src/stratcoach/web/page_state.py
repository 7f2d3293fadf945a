"""What is sent to a page: texts and figures of one moment, with what names this state of it. What is hidden was never in there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.services.meeting import Meeting
from stratcoach.workshop.own_page import OwnPage
from stratcoach.workshop.recap import decided_lines
from stratcoach.workshop.room_view import Countdown, RoomRow, Text
from stratcoach.workshop.time_left import clock_time

_MOST_DECIDED = 6
_ON_CARDS = ("round", "reveal", "vote", "decide")


def named(state: Mapping[str, Any]) -> dict[str, Any]:
    """A state with `v`, which is another one whenever anything in it is."""
    digest = hashlib.sha256(json.dumps(state, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()
    return {**state, "v": digest[:16]}


def text(value: Text) -> str:
    """A text as it may be shown: nothing in it that can't be seen."""
    return visible(f"{value}")


def lines(value: str) -> str:
    """The same for a text of several lines."""
    return "\n".join(map(visible, value.splitlines()))


def rows_of(rows: Iterable[RoomRow]) -> list[dict[str, Any]]:
    return [
        {"n": text(row.lead), "text": text(row.text), "aside": text(row.aside), "out": row.stands_out, "part": row.part}
        for row in rows
        if f"{row.text}" or f"{row.lead}"
    ]


def time_of(time: Countdown | None) -> dict[str, int] | None:
    """The clock of a part: the second at which it is over, or how much was left when it stopped."""
    if time is None:
        return None
    return {"ends": time.at + time.left} if time.runs else {"left": time.left}


def of_person(page: OwnPage, room: str) -> dict[str, Any]:
    """A moment as one person's page has it; `room` names the workshop."""
    return {
        "room": room,
        "me": text(page.person),
        "moment": page.moment,
        "step": page.moment.partition(".")[0],
        "does": page.does,
        "title": text(page.title),
        "place": text(page.place),
        "question": text(page.question),
        "status": text(page.status),
        "rows": rows_of(page.rows),
        "own": rows_of(page.own),
        "beside": [text(name) for name in page.beside if name != page.person],
        "dots": page.dots,
        "left": [f"{Message('room_page.dots_left', count=count)}" for count in range(page.dots + 1)],
        "given": list(page.given),
        "barred": list(page.barred),
        "score": page.score,
        "missing": text(page.missing),
        "objection": text(page.objection),
        "done": page.is_done,
        "turn": page.is_turn,
        "time": time_of(page.time),
        "back": clock_time(page.back_at) if page.back_at else "",
        "ahead": [
            {name: text(value) if name != "answer" else lines(value) for name, value in one._asdict().items()}
            for one in page.ahead
        ],
    }


def of_wall(meeting: Meeting, room: str) -> dict[str, Any]:
    """A moment as the large screen has it, with the way in for as long as people are coming."""
    with meeting.lock:
        view, record = meeting.wall(), meeting.room.record
        decided = [text(line) for line in decided_lines(meeting.room)][-_MOST_DECIDED:]
        coming = set(meeting.room.present) - record.on_pages
        is_coming = record.place < 2 and (bool(coming) or not record.people)
        is_over = record.finished
    way = {}
    if is_coming and meeting.invitation and meeting.doors:
        way = {"address": meeting.invitation.address, "code": meeting.doors.state.code}
    return {
        "room": room,
        "moment": view.key,
        "kind": "over" if is_over else view.kind,
        "cards": view.kind in _ON_CARDS or (view.kind == "collect" and not view.hidden),
        "title": text(view.title),
        "place": text(view.place),
        "question": text(view.question),
        "status": text(view.status),
        "rows": rows_of(view.rows),
        "time": time_of(view.time),
        "back": clock_time(view.back_at) if view.back_at else "",
        "decided": decided,
        "way": way,
    }
