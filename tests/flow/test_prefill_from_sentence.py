"""What a sentence already tells, so that nobody has to type it twice."""

from __future__ import annotations

from datetime import date

import pytest

from stratcoach.flow.prefill_from_sentence import told_in

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Orders without a call rise from 4 in 10 orders to 9 in 10 by end of 2027", ("4 in 10 orders", "9 in 10", "2027")),
        ("Weekend calls per planner fall from 5.2 to 2.0 a month by 2027-09-30.", ("5.2", "2.0 a month", "2027-09-30")),
        ("From 1,200 orders a week to 2,000, until June 2027", ("1,200 orders a week", "2,000", "2027-06")),
        ("Night calls go from thirty to fewer than 5 a week by the end of next year.", ("thirty", "fewer than 5 a week", "2027")),
        ("6 in 10 tenants report a leak online by end of next year, up from 4 in 10.", ("4 in 10", "6 in 10", "2027")),
        ("Tenants report leaks online: 35% today, 80% by eoy 2028", ("35%", "80%", "2028")),
        ("Leaks are mended in two days instead of 9 days within 18 months", ("9 days", "", "2028-05")),
        ("Leaks that are mended: 40% → 90% in 3 yrs", ("40%", "90%", "2029")),
        ("Ships that are unloaded in a day rise from 40 to 60 in 3 yrs", ("40", "60", "2029")),
        ("Crews that are paid on Friday rise from 3 to 9 in ten by 2028", ("3", "9 in ten", "2028")),
        ("Crews that are paid on Friday rise from 3% to 90% in two years", ("3%", "90%", "2028")),
        ("Planners answer within two days and 4% more homes renew", ("", "", "")),
        ("Planners go from paper to tablets by June 2027", ("", "", "2027-06")),
        ("Ferries from Hull to Oslo carry 4% more cars", ("", "", "")),
        ("From 2027 to 2028 calls fall by half", ("", "", "")),
        ("Homes renew because planners sleep at weekends.", ("", "", "")),
    ],
)
def test_amounts_and_days_are_taken_only_where_they_are_plain(sentence: str, told: tuple[str, str, str]) -> None:
    assert tuple(told_in(sentence, field, TODAY) for field in ("baseline", "target", "by")) == told
