"""Targets: numbers with their units, tables of results, days in a calendar."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.fuzz.engine import Run, Target
from tests.fuzz.laws import harmless, small_strategies

DAY: Final = date(2026, 11, 24)


def numbers() -> Run:
    """A baseline, a target and readings in any words: a number of the target's unit, or a reason why not."""
    from stratcoach.language.en.number_progress import amount_in, misread, progress, read_next, with_unit
    from stratcoach.model.safe_text import visible
    from stratcoach.model.strategy import MetricReading, Objective, Strategy

    def run(case: bytes) -> None:
        baseline, target, by, *values = [*case.decode("utf-8", "replace").split(";"), "", "", ""]
        readings = tuple(MetricReading(date=by if at % 3 else "2026-10", value=value) for at, value in enumerate(values))
        item = Objective(id="a", statement="A", metric="m", baseline=baseline, target=target, by=by.strip(), readings=readings)
        for value in values:
            found, why = amount_in(value, item), misread(value, item)
            assert (found is None) == bool(why)
            if found:
                assert amount_in(with_unit(value, item), item) == found, "the unit that is written changes the number"
            harmless(visible(str(why)))
        strategy = Strategy(product="p", version="1.0.0", updated="2026-01-01", objectives=(item,))
        if way := progress(strategy, item, DAY):
            assert all(point.day <= DAY for point in way.points)
            assert 0 <= way.pace <= 1
            harmless(str(way.words))
        read_next(strategy, item)

    return run


def results() -> Run:
    """A table in any form: taking it twice takes it once."""
    from stratcoach.model.strategy import NorthStar, Objective, Strategy
    from stratcoach.services.importing.results import are_results
    from stratcoach.services.importing.results import results as taken
    from stratcoach.workshop.note_tables import read_table

    strategy = Strategy(
        product="p",
        version="1.0.0",
        updated="2026-01-01",
        north_star=NorthStar(metric="Days without waste", baseline="1", target="5"),
        objectives=(Objective(id="waste", statement="Less waste.", metric="Share", baseline="10 %", target="5 %"),),
    )

    def run(case: bytes) -> None:
        rows = read_table(case.decode("utf-8", "replace").replace("\r", ""))
        if not are_results(rows):
            return
        first = taken(strategy, rows, DAY)
        again = taken(first.strategy, rows, DAY)
        assert not again.taken, "importing again takes something"
        assert again.strategy == first.strategy
        for left in first.left:
            str(left.why)

    return run


def calendar() -> Run:
    from stratcoach.files.codec import load
    from stratcoach.model.csv_text import cell
    from stratcoach.reports.calendar_file import render
    from stratcoach.reports.due_list import render as as_list
    from stratcoach.reports.style import Style
    from stratcoach.services.matters import matters
    from stratcoach.services.strategy_file import is_readable

    def run(case: bytes) -> None:
        document = load(case, "strategy.yaml")
        if document.strategy is None or not is_readable(document):
            return
        found = matters(document.strategy)
        text = render(found, document.strategy.product, DAY, "made")
        lines = text.removesuffix("\r\n").split("\r\n")
        assert not any("\n" in line or "\r" in line for line in lines)
        assert all(len(line.encode()) <= 75 for line in lines)
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(found)
        harmless(as_list(found, found, Style(width=60)))
        cell(document.strategy.product)

    return run


_NUMBERS: Final = (
    "10 %; 50 %; 2027-06; 20 %; 21 of 30; lots", "9 hours; 4 hours; 2027; 6; 2 days; 1.5 h", "€3m; €4.2m; ; 3.5; EUR 4m; 40 $",
    "1.1; 2.5; 2027-Q3; 2,1; -3; between 2 and 3", "unknown; 40 bakeries; soon; 12; 31 bakeries", "; from 9 to 4; 2027; 8; half; 1e5",
)  # fmt: skip
_RESULTS: Final = (
    "Objective;Metric;Date;Actual;Comment\nLess waste.;;31.03.2026;8,1 %;Scales\nwaste;;Q1 2026;61;\n;Share;03/04/2026;7%;\n",
    "item,day,value\nwaste,2026-01-31,9%\nnorth-star,2026-02,2\nnobody,2026,lots\n", "kpi\tas of\tresult\nShare\t2026-06-30 00:00\t7%\n",
)  # fmt: skip

TARGETS: Final = (
    Target("numbers", lambda: [one.encode() for one in _NUMBERS], numbers, "words", 2_000),
    Target("results", lambda: [one.encode() for one in _RESULTS], results, most=4_000),
    Target("calendar", small_strategies, calendar, "yaml"),
)
