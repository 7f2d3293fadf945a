"""Dates, ids, links and values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.model import dates
from stratcoach.model.dates import Period
from stratcoach.model.ids import is_id, make_id
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTIONS
from stratcoach.model.strategy import Insight, Problem, Strategy, User, Vision
from stratcoach.model.value import Value


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-05-04", date(2026, 5, 4), date(2026, 5, 4)),
    ],
)
def test_a_partial_date_means_its_whole_period(text: str, first: date, last: date) -> None:
    assert dates.parse(text) == Period(first, last)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13", "2026-Q5", "26-01-01", "2026-1-2", "soon", "", "0000", "２０２６"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("March 2027", "2027-03"),
        ("mar 2027", "2027-03"),
        ("by the end of 2027", "2027"),
        ("Q3 2027", "2027-Q3"),
        ("2027 q3", "2027-Q3"),
        ("2027-q3", "2027-Q3"),
        ("30.6.2027", "2027-06-30"),
        ("2027/6/30", "2027-06-30"),
        ("30 June 2027", "2027-06-30"),
        ("June 30th, 2027", "2027-06-30"),
        ("06/2027", "2027-06"),
        ("end of September 2026", "2026-09"),
        (" 2027 ", "2027"),
        ("Early 2027", "2027-Q1"),
        ("mid-2027", "2027-06"),
        ("H2 2027", "2027-12"),
        ("Wednesday, 30 June 2027", "2027-06-30"),
        ("June '27", "2027-06"),
        ("early 0000", ""),
        ("next spring", ""),
        ("31 June 2027", ""),
        ("maybe 2027", ""),
        ("12/11/2027", ""),
    ],
)
def test_a_date_is_understood_as_people_say_it(typed: str, meant: str) -> None:
    assert dates.understand(typed) == meant


@given(st.text(max_size=40))
def test_what_is_understood_is_a_date(text: str) -> None:
    meant = dates.understand(text)
    assert not meant or dates.parse(meant)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Weekend hikers give up the route when the car park is full.", "weekend-hikers-give-route"),
        ("Zoë's Straße", "zoes-strasse"),
        ("日本語だけ", "insight-1"),
        ("the and of", "the-and-of"),
        ("", "insight-1"),
    ],
)
def test_an_id_is_made_from_the_telling_words(text: str, made: str) -> None:
    assert make_id(text, (), "insight-1") == made


@pytest.mark.slow
@given(st.text(max_size=200), st.sets(st.from_regex(r"[a-z]{1,3}(-[0-9]{1,2})?", fullmatch=True)))
def test_a_made_id_is_an_id_and_free(text: str, taken: set[str]) -> None:
    made = make_id(text, taken, "item-1")
    assert is_id(made)
    assert made not in taken


def linked(**rests: tuple[str, ...]) -> Links:
    """Insights `i…`, problems `p…` and users `u…` with these links."""
    insights = tuple(Insight(id=name, rests_on=links) for name, links in rests.items() if name[0] == "i")
    problems = tuple(Problem(id=name, rests_on=links) for name, links in rests.items() if name[0] == "p")
    users = tuple(User(id=name, rests_on=links) for name, links in rests.items() if name[0] == "u")
    return Links(Strategy(insights=insights, problems=problems, users=users))


def test_what_is_reached_goes_through_what_lies_between() -> None:
    links = linked(i1=(), p1=("i1",), u1=("p1",))
    assert links.grounds == {"i1": frozenset(), "p1": {"insights"}, "u1": {"problems", "insights"}}


def test_a_ring_is_told_once_from_its_first_item_on() -> None:
    assert linked(i1=("u1",), p1=("i1",), u1=("p1",)).circles == (("i1", "u1", "p1"),)
    assert linked(p1=("p1",)).circles == (("p1",),)
    assert linked(i1=(), p1=("i1",), p2=("i1",), u1=("p1", "p2")).circles == ()


def test_an_insight_that_challenges_puts_everything_above_in_question() -> None:
    new = Insight(id="new", observed="2026-05", challenges=("p1",))
    strategy = Strategy(
        insights=(Insight(id="i1"), new),
        vision=Vision(statement="v", rests_on=("i1",)),
        problems=(Problem(id="p1", rests_on=("i1",)),),
        users=(User(id="u1", rests_on=("p1",)),),
    )
    assert Links(strategy).in_question == {"p1": ("new",), "u1": ("new",)}
    looked_at = strategy.replace(problems=(strategy.problems[0].replace(reviewed="2026-05-01"),))
    assert Links(looked_at).in_question == {"u1": ("new",)}
    too_early = strategy.replace(problems=(strategy.problems[0].replace(reviewed="2026-04-30"),))
    assert set(Links(too_early).in_question) == {"p1", "u1"}


def test_what_rests_on_each_other_in_a_ring_is_grounded_and_shaken_as_one() -> None:
    links = linked(i1=(), i2=("u1",), p1=("i1", "u1"), u1=("p1",))
    assert links.grounds["p1"] == links.grounds["u1"] == {"insights", "problems", "users"}
    new = Insight(id="new", challenges=("i1",))
    strategy = Strategy(
        insights=(Insight(id="i1"), new, Insight(id="also", challenges=("u1",))),
        problems=(Problem(id="p1", rests_on=("i1", "u1")),),
        users=(User(id="u1", rests_on=("p1",)),),
    )
    assert Links(strategy).in_question == {"i1": ("new",), "p1": ("new", "also"), "u1": ("new", "also")}


def test_an_insight_never_speaks_against_itself_and_one_without_a_day_was_there_before() -> None:
    chain = tuple(
        Insight(id=f"i{place}", challenges=(f"i{place - 1}",), rests_on=(f"i{place - 1}",), observed=day)
        for place, day in enumerate(("2026-01", "2026-05", "", "2026-03"))
    )
    links = Links(Strategy(insights=chain, users=(User(id="u", rests_on=("i3",), reviewed="2026-04"),)))
    assert links.in_question == {"i0": ("i1",), "i1": ("i2",), "i2": ("i1", "i3"), "i3": ("i1", "i2"), "u": ("i1",)}
    assert links.doubts("i2", 1) == (("i1",), 2, True)
    assert links.doubts("u", 3) == (("i1",), 1, False)
    assert links.doubts("none", 3) == ((), 0, False)


def test_values_are_frozen_equal_by_content_and_refuse_what_they_do_not_know() -> None:
    class Point(Value):
        x: int
        y: int = 0

    assert Point(x=1) == Point(x=1, y=0) != Point(x=2)
    assert Point(x=1).replace(y=5) == Point(x=1, y=5)
    assert hash(Point(x=1)) == hash(Point(x=1))
    with pytest.raises(AttributeError, match="frozen"):
        Point(x=1).x = 2  # type: ignore[misc]
    with pytest.raises(TypeError, match="unknown"):
        Point(x=1, z=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing"):
        Point()  # type: ignore[call-arg]


def test_a_section_writes_all_its_keys_in_its_own_order() -> None:
    for section in SECTIONS:
        if section.holds is not None:
            expected = {name for name in section.holds.keys if not (name == "id" and section.own_id)}
            assert set(section.written) == expected, section.name
            assert len(section.written) == len(expected), section.name
