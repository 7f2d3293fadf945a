"""A slip of the pen is told from a change of meaning."""

from __future__ import annotations

import pytest

from stratcoach.diff.comparison import Comparison, compare
from stratcoach.diff.text_diff import means_the_same
from tests.diff.changing import TEXT, read


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We organise the colour centre.", "We organize the color center", True),
        ("They recieve it", "They receive it", True),
        ("from 5% to 10%", "from 5% to 12%", False),
        ("a margin of -5 points", "a margin of 5 points", False),
        ("more than 20 beds", "fewer than 20 beds", False),
        ("They can pay", "They can't pay", False),
        ("a typical case", "an atypical case", False),
        ("40 € a month", "40 % a month", False),
        ("> 5 days", "< 5 days", False),
        ("−5 points", "5 points", False),
        ("5 %", "5%", True),
        ("5–10 days", "5-10 days", True),
        ("They analyse the catalogue", "They analyze the catalog", True),
        ("a trial by jury", "a trail by jury", False),
        ("the latter half", "the later half", False),
        ("people who chose the hut", "people who choose the hut", False),
        ("carers who wait", "careers who wait", False),
        ("They cancelled it", "They canceled it", True),
        ("a favourite harbour", "a favorite harbor", True),
        ("paediatric wards, fulfilment", "pediatric wards, fulfillment", True),
        ("a" * 30_000 + "our", "a" * 30_000 + "ourll", False),
        ("They dont wait", "They don't wait", True),
        ("Seven in ten hikers wait", "70 % of hikers wait", True),
        ("for seven days", "for 7 days", True),
        ("48,000 routes", "48000 routes", True),
        ("48,000 routes", "48.000 routes", False),
        ("Two thirds of them wait", "Half of them wait", False),
        ("3 of 4 huts are full", "3 of 5 huts are full", False),
        ("8 % of the huts", "8 € of the huts", False),
        ("They were late", "They're late", False),
        ("They can not wait", "They cannot wait", True),
        ("a drop-in centre", "a dropin centre", True),
        ("whcih they see", "which they see", True),
    ],
)
def test_spelling_is_told_from_meaning(one: str, other: str, same: bool) -> None:
    assert means_the_same(one, other) is same
    assert means_the_same(other, one) is same


SLIPS = [
    # both in a strategy that uses the right word elsewhere, and the wrong one nowhere
    ("hikers", "hikres"), ("hikers", "hikeers"), ("planned", "planed"), ("evening", "evning"), ("evening", "evebing"),
    ("interviews", "intreviews"), ("weekend", "weekned"), ("season", "seasson"), ("routes", "ruotes"), ("because", "becuase"),
    ("Saturday", "Satuday"), ("weekend trips", "weekendtrips"), ("together", "to gether"),
]  # fmt: skip


UNLIKE = [
    # one edit apart, and another meaning, though the strategy uses one of them elsewhere and the other nowhere
    ("trail", "trial"), ("route", "rode"), ("hikers", "hiker"), ("hikers", "bikers"), ("plan", "plane"), ("month", "mouth"),
    ("now", "not"), ("no", "on"), ("can", "can't"), ("fewer", "never"), ("fewer", "fever"), ("least", "last"), ("more", "mere"),
    ("unable", "enable"), ("able", "unable"), ("without", "with out"), ("active", "inactive"), ("in active use", "inactive use"),
    ("typical", "atypical"), ("charge", "change"), ("adopt", "adapt"), ("county", "country"), ("woman", "women"), ("fifty", "fifth"),
    ("Marta", "Maria"), ("Andersen", "Anderson"), ("15 days", "51 days"), ("sixty", "sixth"), ("apart", "a part"), ("there", "three"),
    ("every", "very"), ("quiet", "quite"), ("lost", "last"), ("lower", "slower"), ("notable", "not able"), ("paid", "pad"),
    ("costs", "casts"), ("protect", "project"), ("morning", "mourning"), ("forth", "fourth"), ("forgive", "forgave"), ("glass", "grass"),
    ("angel", "angle"), ("space", "spice"), ("basis", "bases"), ("policeman", "policemen"), ("overcame", "overcome"), ("where", "were"), ("form", "from"), ("daily", "dally"), ("planned", "planner"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong"), SLIPS)
def test_a_slip_of_the_pen_is_a_detail_and_ripples_nothing(right: str, wrong: str) -> None:
    for one, other in ((right, wrong), (wrong, right)):
        comparison = with_words(right, one, other)
        assert (comparison.level, comparison.ripple) == ("DETAIL", ())


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_two_words_that_both_exist_are_no_slip(one: str, other: str) -> None:
    for elsewhere in (one, other):
        for before, after in ((one, other), (other, one)):
            comparison = with_words(elsewhere, before, after)
            assert comparison.level == "CHOICE"
            assert comparison.ripple


def with_words(elsewhere: str, before: str, after: str) -> Comparison:
    """A problem in which one word became another, in a strategy that uses a word elsewhere, too."""
    old, new = (
        read(
            TEXT.replace("and lose the day.", f"and say {word} of it.").replace(
                "source: analytics", f"source: analytics\n    note: They say {elsewhere} of it, too."
            )
        )
        for word in (before, after)
    )
    return compare(old, new)


def test_a_word_that_is_new_in_two_places_is_no_slip() -> None:
    old = TEXT.replace("and lose the day.", "and lose the stent.").replace("owner: Ada", "owner: Ada\nmission: A stent a day.")
    new = old.replace("stent", "stant")
    assert compare(read(old), read(new)).level == "CHOICE"


def test_names_and_other_languages_are_left_alone() -> None:
    german = TEXT.replace("product:", "language: de\nproduct:")
    old, new = german.replace("lose the day.", "loben den Tag."), german.replace("lose the day.", "leben den Tag.")
    assert compare(read(old), read(new)).level == "CHOICE"
