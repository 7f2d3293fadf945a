"""What a person did is checked in one place, whichever front end it comes from."""

from __future__ import annotations

import pytest

from stratcoach.errors import UserError
from stratcoach.flow.events import Event
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Ask, Challenge, Menu, Option, Progress, Reply
from stratcoach.flow.replies import Refused, checked
from stratcoach.messages import Message
from stratcoach.ui.scripted import Scripted, from_list

PLACE = Progress(title="Trips")
ASK = Ask(key="trips.why", kind="text", ask="Why?", place=PLACE)
LINKS = ASK.replace(kind="links", options=(Option("a", "One"), Option("b", "Two")))
MENU = Menu(key="trips", title="Trips", noun="trip", place=PLACE, entries=(Option("trips#1", "One"), Option("trips#2", "Two")))


@pytest.mark.parametrize(
    ("step", "reply", "reason"),
    [
        (ASK, Reply("answer", "  "), "interview.write_something"),
        (ASK.replace(in_words=True), Reply("answer", "42"), "interview.say_in_words"),
        (ASK.replace(kind="date"), Reply("answer", "soon"), "interview.cannot_read_date"),
        (ASK.replace(kind="date"), Reply("answer", "in autumn"), "interview.season_is_no_date"),
        (LINKS, Reply("answer", ("c",)), "interview.choose_at_least_one"),
        (LINKS.replace(kind="choice"), Reply("answer", "c"), "interview.choose_one"),
        (ASK.replace(can_skip=False), Reply("skip"), "interview.needs_an_answer"),
        (ASK.replace(can_not_know=False), Reply("unknown"), "interview.choose_the_closest"),
        (MENU, Reply("remove", key="trips#3"), "interview.not_in_list"),
        (MENU, Reply("move", "2", key="trips#1"), "interview.not_in_list"),
    ],
)
def test_a_reply_is_refused_for_a_reason(step: Ask | Menu, reply: Reply, reason: str) -> None:
    refused = checked(step, reply)
    assert isinstance(refused, Refused)
    assert refused.message.id == reason


@pytest.mark.parametrize(
    ("step", "reply", "taken"),
    [
        (ASK, Reply("answer", " Rain. "), Reply("answer", "Rain.")),
        (ASK.replace(enter_skips=True), Reply("answer", ""), Reply("skip")),
        (ASK.replace(figure="value"), Reply("answer", "unknown, Ben asks"), Reply("unknown", "unknown, Ben asks")),
        (LINKS, Reply("answer", ("b", "a", "c")), Reply("answer", ("a", "b"))),
        (LINKS.replace(suggested=("gone",)), Reply("answer", ("gone",)), Reply("answer", ("gone",))),
        (MENU, Reply("move", "1", key="trips#1"), Reply("move", "1", key="trips#1")),
    ],
)
def test_a_reply_is_taken_in_the_form_in_which_it_is_kept(step: Ask | Menu, reply: Reply, taken: Reply) -> None:
    assert checked(step, reply) == taken


def test_an_answer_to_the_coach_that_is_the_same_keeps_it() -> None:
    step = Challenge(
        ask=ASK, answer="Rain.", rule="r", words="", message=Message("interview.skipped"), why="It matters.", question="Really?"
    )
    assert checked(step, Reply("answer", "Rain. ")) == Reply("keep")
    assert checked(step, Reply("answer", "Snow.")) == Reply("answer", "Snow.")


def test_what_a_front_end_did_not_check_is_not_recorded(library: Library) -> None:
    events = list[Event]()
    with pytest.raises(UserError) as caught:
        run(Interview(library), Scripted(from_list(["a weekend"])), events.append)
    assert (caught.value.message, events) == (Message("interview.choose_one"), [])
