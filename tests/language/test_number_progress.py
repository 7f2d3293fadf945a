"""A number on its way: what can be read as one of its unit, how far it is, how it goes, when it is to be read again."""

from __future__ import annotations

from datetime import date

import pytest

from stratcoach.language.en.number_progress import amount_in, misread, progress, read_next, with_unit
from stratcoach.model.strategy import MetricReading, Objective, Release, Strategy

DAY = date(2026, 11, 30)


def objective(baseline: str = "10 %", target: str = "50 %", by: str = "2027-06-30", *readings: tuple[str, str]) -> Objective:
    read = tuple(MetricReading(date=day, value=value) for day, value in readings)
    return Objective(id="renewals", statement="s", metric="m", baseline=baseline, target=target, by=by, readings=read)


def strategy(item: Objective, released: str = "2026-06-30") -> Strategy:
    history = (Release(version="1.0.0", date=released),) if released else ()
    return Strategy(product="p", version="1.0.0", updated="2026-07-01", objectives=(item,), history=history)


@pytest.mark.parametrize(
    ("baseline", "target", "text", "value", "written"),
    [
        ("10 %", "50 %", "41 %", 41, "41 %"),
        ("10 %", "50%", "41", 41, "41%"),
        ("10 %", "50 %", "21 of 30", 70, "21 of 30"),
        ("10 %", "50 %", "2,5", 2.5, "2,5 %"),
        ("10 %", "50 %", "-3", -3, "-3 %"),
        ("9 hours", "4 hours", "6", 0.25, "6 hours"),
        ("9", "4 hours", "2 days", 2, "2 days"),
        ("€3m", "€4.2m", "€ 3.5m", 3_500_000, "€ 3.5m"),
        ("€200", "€500", "300 EUR", 300, "300 EUR"),
        ("€200", "€500", "300", 300, "€300"),
        ("12", "40 bakeries", "31 bakeries", 31, "31 bakeries"),
        ("unknown", "40 %", "12", 12, "12 %"),
        ("unknown", "", "12", 12, "12"),
        ("12 % of 40", "20", "14", 14, "14"),
        ("12 %", "%20", "14", 14, "14 %"),
        ("1,200", "2,000", "2026", 2026, "2026"),
    ],
)
def test_a_value_is_a_number_of_the_targets_unit(baseline: str, target: str, text: str, value: float, written: str) -> None:
    item = objective(baseline, target)
    found = amount_in(text, item)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert with_unit(text, item) == written


@pytest.mark.parametrize(
    ("target", "text", "why"),
    [
        ("50 %", "a bit more", "not_a_number"),
        ("50 %", "unknown", "not_a_number"),
        ("50 %", "", "not_a_number"),
        ("50 %", "between 40 and 45 %", "several_numbers"),
        ("50 %", "12 bakeries", "other_unit"),
        ("50 %", "€40", "other_unit"),
        ("50 %", "3 days", "other_unit"),
        ("4.5", "41 %", "other_unit"),
        ("€4.2m", "3.9", "no_size"),
    ],
)
def test_what_is_no_number_of_that_unit_is_named(target: str, text: str, why: str) -> None:
    item = objective("", target)
    assert misread(text, item).id == f"number.{why}"
    assert amount_in(text, item) is None


@pytest.mark.parametrize(
    ("readings", "state"),
    [
        ((("2026-12-30", "31 %"),), "on_the_way"),  # half of the time, half of the way
        ((("2026-12-30", "25 %"),), "behind"),
        ((("2026-12-30", "35 %"),), "ahead"),
        ((("2026-12-30", "50 %"),), "reached"),
        ((("2026-11-30", "30 %"), ("2026-12-30", "26 %")), "turned"),
        ((("2026-11-30", "30 %"), ("2026-12-30", "27 %")), "on_the_way"),
        ((("2026-07-01", "6 %"),), "turned"),  # below the baseline by a tenth of the way
        ((("2026-07-01", "7 %"),), "on_the_way"),
        ((("2026-11-30", "60 %"), ("2026-12-30", "52 %")), "reached"),
    ],
)
@pytest.mark.parametrize("falls", [False, True])
def test_how_a_number_goes(readings: tuple[tuple[str, str], ...], state: str, *, falls: bool) -> None:
    """The same whether it is to rise or to fall."""
    turned = [(day, f"{100 - int(value.split()[0])} %" if falls else value) for day, value in readings]
    item = objective("90 %" if falls else "10 %", "50 %", "2027-06-30", *turned)
    found = progress(strategy(item), item, date(2026, 12, 30))
    assert found is not None
    assert (found.state, found.days_left) == (state, 182)
    assert (found.words.arguments["when"], found.words.arguments["days"]) == ("left", 182)


def test_after_its_day_a_number_that_did_not_arrive_is_behind() -> None:
    item = objective("10 %", "50 %", "2026-11", ("2026-11-30", "49 %"))
    found = progress(strategy(item), item, date(2026, 12, 2))
    assert found is not None
    assert (found.state, found.days_left, found.words.arguments["when"]) == ("behind", -2, "passed")


def test_an_even_pace_begins_with_the_last_release_before_the_first_reading() -> None:
    item = objective("10 %", "50 %", "2027-06-30", ("2026-10-31", "20 %"), ("2026-11-30", "22 %"))
    for released, begin in (("2026-06-30", date(2026, 6, 30)), ("2026-11-15", date(2026, 10, 31)), ("", date(2026, 10, 31))):
        found = progress(strategy(item, released), item, DAY)
        assert found is not None
        assert found.begin == begin
        assert found.pace == pytest.approx((date(2026, 11, 30) - begin).days / (date(2027, 6, 30) - begin).days)


@pytest.mark.parametrize(
    ("baseline", "target"), [("unknown", "50 %"), ("10 %", "unknown"), ("10 %", "10 %"), ("10 %", "4 days"), ("some", "many")]
)
def test_without_two_numbers_of_one_unit_there_is_no_way(baseline: str, target: str) -> None:
    item = objective(baseline, target, "2027", ("2026-11", "20 %"))
    assert progress(strategy(item), item, DAY) is None


def test_readings_that_are_no_numbers_or_still_to_come_are_left_out() -> None:
    item = objective("10 %", "50 %", "2027", ("2026-11", "lots"), ("2027-02", "40 %"), ("2026-10", "20 %"), ("soon", "30 %"))
    found = progress(strategy(item), item, DAY)
    assert found is not None
    assert [one.reading.date for one in found.points] == ["2026-10"]


@pytest.mark.parametrize(
    ("every", "readings", "by", "due"),
    [
        ("", (("2026-08-31", "20 %"),), "2027-06", date(2026, 11, 30)),
        ("month", (("2026-08-31", "20 %"),), "2027-06", date(2026, 9, 30)),
        ("week", (("2026-08-31", "20 %"),), "2027-06", date(2026, 9, 7)),
        ("year", (("2026-08-31", "20 %"),), "2027-06", date(2027, 6, 30)),  # on its day, if that is earlier
        ("year", (("2026-08-31", "20 %"),), "", date(2027, 8, 31)),
        ("", (), "2027-06", date(2026, 9, 30)),  # from the release on
        ("", (("2027-06-30", "44 %"),), "2027-06", None),  # read on its day: that was the last time
        ("week", (("2026-08", "20 %"), ("2026-07", "19 %")), "2027", date(2026, 9, 7)),
    ],
)
def test_when_a_number_is_to_be_read_again(every: str, readings: tuple[tuple[str, str], ...], by: str, due: date | None) -> None:
    item = objective("10 %", "50 %", by, *readings).replace(read_every=every)
    assert read_next(strategy(item), item) == due


def test_nobody_is_asked_for_a_number_without_metric_and_target() -> None:
    item = objective("", "").replace(metric="")
    assert read_next(strategy(item), item) is None
