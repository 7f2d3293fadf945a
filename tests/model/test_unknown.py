"""Which figures are still to be found, in whatever words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.language.en.unknown import is_unknown


@pytest.mark.parametrize(
    "text",
    [
        *("unknown", "Unknown as yet", "?", "—", "n/a", "TBD", "tbc", "pending", "not yet", "idk"),
        *(
            "not measured yet",
            "We don't have this number",
            "Nobody has counted",
            "no data so far",
            "unmeasured",
            "cannot be said",
        ),
        *(
            "Establish a baseline in the first month",
            "To be defined once we know the baseline",
            "We'll know after the first trip",
        ),
        *("Agree on a figure with the harbour", "Kai will find out", "measurement starts in May", "unknown until 2027-03"),
    ],
)
def test_a_figure_that_is_still_to_be_found(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "0 (not live yet)", "40 %", "1 in 9", "5 %, not checked", "half", "a third of them don't know", "two"),
        *("no boat", "never", "nobody", "none of the boats", "by hand", "a handful", "as in Bergen", "the legal minimum"),
    ],
)
def test_a_figure_or_another_answer(text: str) -> None:
    assert not is_unknown(text)


@given(st.integers(0, 10**6), st.sampled_from(["nobody knows", "not measured", "to be checked", "we don't know why"]))
def test_what_holds_a_number_is_known_whatever_stands_beside_it(number: int, aside: str) -> None:
    assert not is_unknown(f"{number} boats, {aside}")


@pytest.mark.parametrize(
    ("name", "is_none"),
    [
        ("Not measured yet; set up counting", True),
        ("Agree on a metric with Kai", True),
        ("to be defined", True),
        ("Unknown callers per day", False),
        ("Orders not counted twice", False),
        ("No data losses per month", False),
        ("Count of calls", False),
    ],
)
def test_a_metric_may_speak_of_what_is_not_known(name: str, is_none: bool) -> None:
    assert is_unknown(name, is_name=True) is is_none
