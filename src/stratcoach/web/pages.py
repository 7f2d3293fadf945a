"""The two pages: the same for everybody. What is in them comes from the script, out of what is sent to it."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.reports.page.markup import Markup, tag

_TYPES: Final = {"css": "text/css", "js": "text/javascript"}
_STATIC: Final = ("page.css", "page.js", "wall.css", "wall.js")
_PAGE: Final = (
    Message("room_page.title"),
    Message("room_page.needs_script"),
    Message("room_page.come_in"),
    Message("room_page.code"),
    Message("room_page.next"),
    Message("room_page.wrong_code"),
    Message("room_page.try_later"),
    Message("room_page.who_are_you"),
    Message("room_page.not_on_list"),
    Message("room_page.your_name"),
    Message("room_page.come_in_late"),
    Message("room_page.taken"),
    Message("room_page.not_me"),
    Message("room_page.leave_sure"),
    Message("room_page.write_here"),
    Message("room_page.answer_kept"),
    Message("room_page.that_is_all"),
    Message("room_page.until_it_begins"),
    Message("room_page.several_lines"),
    Message("room_page.hand_in"),
    Message("room_page.your_notes"),
    Message("room_page.only_you"),
    Message("room_page.change"),
    Message("room_page.take_back"),
    Message("room_page.save"),
    Message("room_page.cancel"),
    Message("room_page.sending"),
    Message("room_page.not_sent"),
    Message("room_page.not_taken"),
    Message("room_page.i_am_done"),
    Message("room_page.done_undo"),
    Message("room_page.i_have_read"),
    Message("room_page.with"),
    Message("room_page.group_writes"),
    Message("room_page.your_turn"),
    Message("room_page.say_nothing"),
    Message("room_page.yours"),
    Message("room_page.one_less"),
    Message("room_page.given_dots"),
    Message("room_page.vote_in"),
    Message("room_page.vote_changed"),
    Message("room_page.show_fingers"),
    Message("room_page.fingers_in"),
    Message("room_page.what_is_missing"),
    Message("room_page.cannot_live"),
    Message("room_page.why_not"),
    Message("room_page.say_so"),
    Message("room_page.said_so"),
    Message("room_page.car_park"),
    Message("room_page.park_thought"),
    Message("room_page.put_there"),
    Message("room_page.is_parked"),
    Message("room_page.left_over"),
    Message("room_page.throw_away"),
    Message("room_page.look_up"),
    Message("room_page.over"),
    Message("room_page.offline"),
    Message("room_page.new_question"),
    Message("room_page.time_is_up"),
)
_WALL: Final = (
    Message("room_wall.title"),
    Message("room_wall.needs_script"),
    Message("room_wall.open_wall"),
    Message("room_wall.code"),
    Message("room_wall.next"),
    Message("room_wall.wrong_code"),
    Message("room_wall.come_in"),
    Message("room_wall.type_code"),
    Message("room_wall.over"),
    Message("room_wall.offline"),
)
"""The sentences that the scripts write."""


class Packed(NamedTuple):
    """Something that is the same for everybody: as it is, and as it travels."""

    plain: bytes
    packed: bytes
    kind: str


def static(name: str) -> Packed | None:
    """A file of ours; None for any other name."""
    return _read(name) if name in _STATIC else None


@cache
def _read(name: str) -> Packed:
    found = files("stratcoach.web").joinpath("static", name).read_bytes()
    return Packed(found, gzip.compress(found), _TYPES[name.rpartition(".")[2]])


@cache
def person() -> Packed:
    """The page for one person."""
    return _page("page", _PAGE)


@cache
def wall() -> Packed:
    """The page for the large screen."""
    return _page("wall", _WALL)


def _page(name: str, sentences: tuple[Message, ...]) -> Packed:
    texts = {one.id.rpartition(".")[2]: f"{one}" for one in sentences}
    written = json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        Markup('<meta name="color-scheme" content="light dark">'),
        tag("title", texts["title"]),
        Markup(f'<link rel="stylesheet" href="/static/{name}.css"><link rel="icon" href="/favicon.ico">'),
    )
    scripts = Markup(
        f'<script type="application/json" id="texts">{written}</script><script src="/static/{name}.js" type="module"></script>'
    )
    first = tag("div", tag("main", tag("h1", texts["title"])), id="app")  # seen until the script has come
    body = tag("body", first, tag("noscript", texts["needs_script"]), scripts)
    page = f"<!doctype html>\n{tag('html', head, body, lang='en')}\n".encode()
    return Packed(page, gzip.compress(page), "text/html")
