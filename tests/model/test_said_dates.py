"""Dates as people say them, seen from Monday, 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.model.dates import parse
from stratcoach.model.relative_dates import due, read

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tomorrow", "2026-11-24"),
        ("Friday", "2026-11-27"),
        ("by next Friday", "2026-12-04"),
        ("Friday next week", "2026-12-04"),
        ("end of the week", "2026-11-27"),
        ("next week", "2026-12-04"),
        ("in two weeks", "2026-12-07"),
        ("in three months", "2027-02-23"),
        ("three months from now", "2027-02-23"),
        ("in three months' time", "2027-02-23"),
        ("within the next three months", "2027-02-23"),
        ("3 months", "2027-02-23"),
        ("in half a year", "2027-05"),
        ("in a year and a half", "2028-05"),
        ("in a year", "2027-11"),
        ("in five years", "2031"),
        ("within two quarters", "2027-Q2"),
        ("next month", "2026-12"),
        ("end of next month", "2026-12"),
        ("next quarter", "2027-Q1"),
        ("end of the year", "2026"),
        ("by year end", "2026"),
        ("next year", "2027"),
        ("end of next year", "2027"),
        ("early next year", "2027-Q1"),
        ("middle of next year", "2027-06"),
        ("first half of next year", "2027-06"),
        ("March next year", "2027-03"),
        ("Q2 next year", "2027-Q2"),
        ("March", "2027-03"),
        ("end of March, at the latest", "2027-03"),
        ("Friday, 4 December", "2026-12-04"),
        ("November", "2026-11"),
        ("before Christmas", "2026-12-25"),
        ("Q1", "2027-Q1"),
        ("15.3.", "2027-03-15"),
        ("March ’28", "2028-03"),
        ("2027-06-30", "2027-06-30"),
        ("eoy 2031", "2031"),
        ("EOY", "2026"),
        ("eoy ’29", "2029"),
        ("eoq", "2026-Q4"),
        ("in 3 yrs", "2029"),
        ("in a fortnight", "2026-12-07"),
        ("3yrs", "2029"),
        ("next yr", "2027"),
        ("in 6 mos", "2027-05"),
        ("2 wks", "2026-12-07"),
        ("in 3-5 years", "2031"),
        ("within two to three years", "2029"),
        ("q1 27", "2027-Q1"),
        ("this time next year", "2027-11"),
        ("soon", ""),
        ("", ""),
        (" . ", ""),
        ("by", ""),
        ("early", ""),
        ("this", ""),
        ("end of", ""),
        ("by summer", ""),
        ("a few weeks", ""),
        ("31 February", ""),
        ("12/11/2027", ""),
        ("in no time", ""),
    ],
)
def test_a_date_to_come_is_read_as_it_is_said(said: str, meant: str) -> None:
    assert read(said, TODAY) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("yesterday", "2026-11-22"),
        ("last Friday", "2026-11-20"),
        ("on Friday", "2026-11-20"),
        ("last week", "2026-11-20"),
        ("this week", "2026-11-23"),
        ("three weeks ago", "2026-11-02"),
        ("two months ago", "2026-09"),
        ("a year ago", "2025-11"),
        ("two years ago", "2024"),
        ("last month", "2026-10"),
        ("last quarter", "2026-Q3"),
        ("last year", "2025"),
        ("March last year", "2025-03"),
        ("March", "2026-03"),
        ("last March", "2026-03"),
        ("December", "2025-12"),
        ("15 March", "2026-03-15"),
        ("since March", "2026-03"),
        ("from March to May", "2026-05"),
        ("between March and May 2025", "2025-05"),
        ("12 to 29 May 2026", "2026-05-29"),
        ("12-29 May 2026", "2026-05-29"),
        ("May-June 2026", "2026-06"),
        ("29 to 12", ""),
        ("over the last three months", "2026-11-23"),
        ("three months", ""),
        ("", ""),
        ("last", ""),
        ("last summer", ""),
        ("recently", ""),
    ],
)
def test_a_date_that_has_passed_is_read_as_it_is_said(said: str, meant: str) -> None:
    assert read(said, TODAY, past=True) == meant


def test_behind_a_name_a_month_is_no_date_without_its_year() -> None:
    assert [due(text, TODAY) for text in ("May", "May 2027", "next Friday")] == ["", "2027-05", "2026-12-04"]


_WORDS = st.sampled_from(
    [
        "in",
        "last",
        "next",
        "this",
        "the",
        "a",
        "end",
        "of",
        "by",
        "Friday",
        "March",
        "week",
        "weeks",
        "month",
        "quarter",
        "year",
        "ago",
        "and",
        "to",
        "3",
        "999",
        "2027",
        "Q2",
        "half",
        "31",
        "christmas",
    ]
)


@given(st.lists(_WORDS, max_size=7).map(" ".join) | st.text(max_size=30), st.dates(), st.booleans())
def test_what_is_read_is_a_date_on_any_day(said: str, today: date, past: bool) -> None:
    for found in (read(said, today, past=past), due(said, today)):
        assert not found or parse(found)
