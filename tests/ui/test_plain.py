"""By plain lines: what a screen reader hears, and what can be typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.flow.protocol import Ask, Challenge, Menu, Option, Pick, Progress, ReadBack, Reply, Step
from stratcoach.messages import Message
from stratcoach.ui.clean import clean
from stratcoach.ui.plain import Plain
from tests.printed import option_text, sentence, shows

WEAK = Message("finding.segment_is_everyone")
PLACE = Progress(title="Where your users will be", step=2, steps=9, question=3, questions=8, minutes_left=40)
TEXT = Ask(
    key="vision.user",
    kind="text",
    ask="Whose life is different?",
    place=PLACE,
    help="Name the people.",
    good=("Bakers",),
    weak=("Users",),
)
CHOICE = TEXT.replace(kind="choice", options=(Option("low-key", "Close to today"), Option("ambitious", "Far from today")))
DATE = TEXT.replace(kind="date", today=date(2026, 11, 23), help="", good=(), weak=())
LINKS = CHOICE.replace(kind="links")
OFFERS = TEXT.replace(offers=("Winter sports?", "A desk for guests"))
LONG = TEXT.replace(kind="long")
MENU = Menu(
    key="insights",
    title="What users did",
    noun="insight",
    place=PLACE,
    entries=(Option("insights#1", "Hikers turn back"), Option("insights#2", "Routes are chosen late")),
)  # fmt: skip


MARCH = Message("date.spoken", form="month", month=Message("date.month", month=3), year="2027")
TUESDAY = Message(
    "date.with_weekday",
    weekday=Message("date.weekday", weekday=2),
    date=Message("date.spoken", form="day", day=23, month=Message("date.month", month=2), year="2027"),
)


def put(step: Step, *typed: str) -> tuple[Reply, str]:
    """Put a step to somebody who types these lines; returns the reply and everything that was written."""
    lines: list[str] = []
    rest = iter(typed)

    def read() -> str:
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    return Plain(read, lines.append).put(step), "\n".join(lines)


REPLIES: list[tuple[Step, Sequence[str], Reply]] = [
    (TEXT, ["Bakers"], Reply("answer", "Bakers")),
    (TEXT, ["", "   ", "Bakers"], Reply("answer", "Bakers")),
    (OFFERS, ["2"], Reply("answer", "A desk for guests")),
    (OFFERS, ["3"], Reply("answer", "3")),
    (OFFERS, ["A new idea"], Reply("answer", "A new idea")),
    (TEXT, ["::smile"], Reply("answer", ":smile")),
    (TEXT, [":back"], Reply("back")),
    (TEXT, [":skip"], Reply("skip")),
    (TEXT, [":unknown"], Reply("unknown")),
    (TEXT, [":?"], Reply("unknown")),
    (TEXT, [":park Winter sports?"], Reply("park", "Winter sports?")),
    (TEXT, [":quit"], Reply("quit")),
    (TEXT, [], Reply("quit")),
    (TEXT, [":help", ":nonsense", "Bakers"], Reply("answer", "Bakers")),
    (TEXT.replace(can_skip=False), [":skip", "Bakers"], Reply("answer", "Bakers")),
    (TEXT.replace(suggested="Cooks"), [""], Reply("answer", "Cooks")),
    (TEXT.replace(kind="date"), ["soon", "March 2027"], Reply("answer", "2027-03")),
    (DATE, ["in three months"], Reply("answer", "2027-02-23")),
    (DATE.replace(is_past=True), ["last March"], Reply("answer", "2026-03")),
    (DATE.replace(suggested="next Friday"), [""], Reply("answer", "2026-12-04")),
    (TEXT, ["hm, I don't know"], Reply("unknown")),
    (TEXT.replace(can_not_know=False), ["no idea"], Reply("skip")),
    (TEXT.replace(can_not_know=False, can_skip=False), ["no idea"], Reply("answer", "no idea")),
    (DATE, ["dunno"], Reply("unknown")),
    (CHOICE, ["2"], Reply("answer", "ambitious")),
    (CHOICE, ["close"], Reply("answer", "low-key")),
    (CHOICE, ["7", "far from"], Reply("answer", "ambitious")),
    (LINKS, ["1, 2"], Reply("answer", ("low-key", "ambitious"))),
    (LINKS, ["2 1"], Reply("answer", ("low-key", "ambitious"))),
    (LINKS, ["9", "1"], Reply("answer", ("low-key",))),
    (LINKS, ["1 and 2"], Reply("answer", ("low-key", "ambitious"))),
    (LINKS, ["Close to"], Reply("answer", ("low-key",))),
    (LINKS.replace(enter_skips=True), ["They are few", "1, 9", "2"], Reply("answer", ("ambitious",))),
    (LONG, ["one", "two", "."], Reply("answer", "one\ntwo")),
    (LONG, ["one", ":back"], Reply("back", "one")),
    (LONG, ["one", "two", ":quit"], Reply("quit", "one\ntwo")),
    (LONG, ["one", "two"], Reply("quit", "one\ntwo")),
    (LONG, ["one\ntwo", "."], Reply("answer", "one\ntwo")),
    (LONG.replace(suggested="one\ntwo"), [":add", "three", "."], Reply("answer", "one\ntwo\nthree")),
    (TEXT, ["Bakers\nCooks\n2", ""], Reply("answer", "Bakers Cooks 2")),
    (TEXT, ["Bakers\nCooks", "Only bakers"], Reply("answer", "Only bakers")),
    (CHOICE, ["1\n2", "2"], Reply("answer", "ambitious")),
    (TEXT.replace(kind="texts"), ["- one", "", "two", "."], Reply("answer", ("one", "two"))),
    (Challenge(ask=TEXT, answer="Users", rule="r", words="Users", message=WEAK, why="w.", question="q?"), [""], Reply("keep")),
    (
        Challenge(ask=TEXT, answer="Users", rule="r", words="Users", message=WEAK, why="w.", question="q?"),
        ["Bakers"],
        Reply("answer", "Bakers"),
    ),
    (
        Challenge(ask=TEXT, answer="Users", rule="r", words="Users", message=WEAK, why="w.", question="q?"),
        ["Users"],
        Reply("keep"),
    ),
    (MENU, [""], Reply("close")),
    (MENU, ["add"], Reply("add")),
    (MENU, ["remove 2"], Reply("remove", key="insights#2")),
    (MENU, ["move 2 to 1"], Reply("move", "0", key="insights#2")),
    (MENU, ["change 1"], Reply("change", key="insights#1")),
    (
        Pick(key="insights#1", options=(Option("insights#1.source", "How?", "We watched"),)),
        ["1"],
        Reply("answer", "insights#1.source"),
    ),
    (Pick(key="insights#1", options=(Option("insights#1.source", "How?", "We watched"),)), [""], Reply("back")),
    (MENU, ["remove 9", "move 1", ":park later", ""], Reply("park", "later")),
    (MENU, [":back"], Reply("back")),
    (ReadBack(key="review.read_back", ask="Read it aloud.", place=PLACE), [""], Reply("finish")),
    (ReadBack(key="review.read_back", ask="Read it.", place=PLACE), ["change"], Reply("change")),
]


@pytest.mark.parametrize(("step", "typed", "expected"), REPLIES)
def test_what_is_typed_becomes_the_reply(step: Step, typed: Sequence[str], expected: Reply) -> None:
    assert put(step, *typed)[0] == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("in three months", sentence("screen.read_as", date=TUESDAY)),
        ("end of next year", sentence("screen.read_as", date="2027")),
        ("next quarter", sentence("screen.read_as", date="Q1 2027")),
        ("march", sentence("screen.read_as", date=MARCH)),
        ("2027-03", ""),
        (f"{MARCH}", ""),
        ("Q1 2027", ""),
    ],
)
def test_the_date_that_was_understood_is_said_back(typed: str, told: str) -> None:
    _, written = put(DATE, typed)
    assert (shows(written, "screen.read_as"), told in written) == (bool(told), True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "by summer",
            sentence("interview.season_is_no_date", typed="by summer"),
        ),
        ("soon", sentence("interview.cannot_read_date", typed="soon")),
        ("", sentence("interview.write_a_date")),
        (":help", sentence("screen.dates_to_write")),
    ],
)
def test_what_is_no_date_is_asked_for_with_an_example(typed: str, told: str) -> None:
    reply, written = put(DATE, typed, "2027")
    assert reply == Reply("answer", "2027")
    assert told in " ".join(written.split())


def test_a_question_says_where_we_are_and_what_enter_keeps() -> None:
    _, written = put(CHOICE.replace(suggested="low-key"), "")
    where = (
        "Where your users will be",
        sentence("screen.step_of", step=2, steps=9),
        sentence("screen.question_of", in_entry=False, question=3, questions=8),
        sentence("screen.minutes_left", minutes=40),
    )
    assert " · ".join(where) in written
    assert f"1. {sentence('screen.chosen', label='Close to today')}" in written
    assert shows(written, "room_screen.keep", draft=option_text("vision.distance", "low-key"))


def test_help_comes_with_good_and_weak_examples() -> None:
    _, written = put(TEXT, ":help", ":quit")
    assert (
        written.index("Name the people.")
        < written.index("- Bakers")
        < written.index(sentence("screen.weak_examples"))
        < written.index("- Users")
    )


def test_nothing_is_written_that_only_a_terminal_understands() -> None:
    for step, typed, _ in REPLIES:
        assert "\x1b" not in put(step, *typed)[1]


@pytest.mark.parametrize(
    ("raw", "lines", "kept"),
    [
        ("one\r\ntwo\rthree", False, "one two three"),
        ("one\r\ntwo\rthree", True, "one\ntwo\nthree"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07tail", False, "red tail"),
        ("caf\udce9", False, "caf�"),
        ("half \ud83d face", False, "half � face"),
        ("a\x00b\x1ac\td", False, "abc d"),
        ("e\u0301", False, "é"),
        ("left\u202eright", False, "leftright"),
        ("one\u2028two", True, "one\ntwo"),
        ("日本 👩‍👩‍👧", False, "日本 👩‍👩‍👧"),
        ("every\u200bone so\xadon", False, "everyone soon"),
    ],
)
def test_what_comes_in_is_made_safe_to_keep(raw: str, lines: bool, kept: str) -> None:
    assert clean(raw, lines=lines) == kept


@given(st.text(st.characters(), max_size=80), st.booleans())
def test_what_is_kept_can_be_written_and_stays_as_it_is(raw: str, lines: bool) -> None:
    kept = clean(raw, lines=lines)
    kept.encode("utf-8")
    assert clean(kept, lines=lines) == kept
    assert lines or "\n" not in kept


def test_an_objection_after_a_break_comes_with_its_question() -> None:
    ask = Ask(key="problems#1.statement", kind="text", ask="What stands in the way?", place=Progress(title="Problems"))
    _, told = put(
        Challenge(
            ask=ask,
            answer="They lack an app.",
            rule="problem/solution",
            words="an app",
            message=Message("finding.problem_is_solution"),
            why="It hides the rest.",
            question="Why?",
        ),
        "",
    )
    assert "What stands in the way?" in told
    read_back = ReadBack(key="review.read_back", place=Progress(title="Review"), ask="Read it aloud.", chains=(), asked=())
    assert put(read_back, "What about winter?")[0] == Reply("park", "What about winter?")


@pytest.mark.parametrize("lead", ["", "problem: "])
def test_an_option_that_was_cut_is_written_once_and_whole(lead: str) -> None:
    whole = "Bakers set the dough without knowing what was left over."
    step = LINKS.replace(options=(Option("a", f"{lead}Bakers set the dough…", whole),))
    _, text = put(step, "1")
    assert f"1. {lead}{whole.rstrip('.')}" in " ".join(text.split())
    assert text.count("Bakers set") == 1
