"""`reading`: what a number shows is taken down, by a script or by answering; `import` takes a table of results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.model.dates import spoken
from stratcoach.model.strategy import Objective, Strategy
from tests.conftest import Run
from tests.printed import sentence, shows, shows_question

NUMBERS = """\
stratcoach: 1
product: Crumb
version: 1.0.0
updated: 2026-01-01
north_star:
  metric: Days without waste
  baseline: 1.2
  target: 4.5
  by: 2099-06
  counter_metric: Regulars who leave without bread
objectives:
  # kept as it is
  - id: bread-thrown-away
    statement: Bakers throw less bread away.
    metric: Share left over
    baseline: 9.6%
    target: 5%
    by: 2099
    readings:
      - {date: 2026-01-31, value: 9.0%}
  - id: bread-after-winter
    statement: Bakeries go on.
    metric: Bakeries still paying
    baseline: 58%
    target: 80%
    by: 2099
history:
  - {version: 1.0.0, date: 2026-01-01, summary: First.}
"""


@pytest.fixture
def strategy(folder: Path) -> Path:
    path = folder / "strategy.yaml"
    path.write_text(NUMBERS)
    return path


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


def readings(item: Objective) -> list[tuple[str, str, str]]:
    return [(one.date, one.value, one.note) for one in item.readings]


def test_a_reading_is_put_in_its_place_and_the_rest_of_the_file_stays(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("reading", "bread-thrown", "8.1", "--day", "2025-12", "--note", "Before the scales")
    assert ran.status == 0, ran.err
    assert readings(read(strategy).objectives[0]) == [("2025-12", "8.1%", "Before the scales"), ("2026-01-31", "9.0%", "")]
    assert "  # kept as it is\n  - id: bread-thrown-away\n" in strategy.read_text()


def test_a_reading_of_the_same_day_is_corrected_and_the_same_one_changes_nothing(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("reading", "strategy.yaml", "bread-thrown-away", "8.4 %", "--day", "31 January 2026")
    assert (ran.status, "9.0%" in ran.out) == (0, True)
    assert readings(read(strategy).objectives[0]) == [("2026-01-31", "8.4 %", "")]
    before = strategy.read_bytes()
    assert stratcoach("reading", "bread-thrown-away", "8.4 %", "--day", "2026-01-31").status == 0
    assert strategy.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("bread-thrown-away", "a lot"), "“a lot”"),
        (("bread-thrown-away", "8 bakeries"), "“5%”"),
        (("bread", "8%"), "bread-thrown-away, bread-after-winter"),
        (("bread-throw-away", "8%"), "`bread-thrown-away`"),
        (("north-star", "2", "--day", "2098-01"), sentence("reading.day_to_come", date=spoken("2098-01"))),
        (("north-star", "2", "--day", "soon"), "“soon”"),
        (("strategy.yaml", "north-star", "2", "3"), sentence("reading.how_to_write")),
        (("north-star",), sentence("reading.without_terminal", example="north-star")),
    ],
)
def test_what_cannot_be_taken_down_is_said_and_nothing_is_written(
    words: tuple[str, ...], shown: str, stratcoach: Run, strategy: Path
) -> None:
    ran = stratcoach("reading", *words)
    assert (ran.status, ran.out, shown in ran.err) == (2, "", True), ran.err
    assert strategy.read_text() == NUMBERS


def test_without_a_number_it_asks_for_what_is_due(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("reading", "--plain", typed="2\n12\n1\nlots\n8%\n\n")
    assert ran.status == 0, ran.err
    after = read(strategy)
    assert after.north_star is not None
    assert [(one.value, one.counter) for one in after.north_star.readings] == [("2", "12")]
    assert after.north_star.counter_worse == "higher"
    assert [one.value for one in after.objectives[0].readings] == ["9.0%", "8%"]
    assert after.objectives[1].readings == ()
    again = stratcoach("reading", "--plain", typed="61%\n")
    assert [one.value for one in read(strategy).objectives[1].readings] == ["61%"], again.err
    assert stratcoach("reading").status == 0


def test_what_was_answered_before_somebody_stopped_is_in_the_file_or_suggested(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("reading", "--plain", typed="2\n")
    assert ran.status == 130
    assert strategy.read_text() == NUMBERS
    again = stratcoach("reading", "north-star", "--plain", typed="\n12\n2\n")
    after = read(strategy).north_star
    assert again.status == 0, again.err
    assert after is not None
    assert ([one.value for one in after.readings], after.counter_worse) == (["2"], "lower")
    assert [path.name for path in strategy.parent.iterdir() if path.suffix == ".jsonl"] == []


def test_a_number_that_turned_asks_why_and_leads_to_learn(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("reading", "bread-thrown", "--plain", typed="9.9%\n1\nFlour was cheap.\n1\n")
    assert ran.status == 130  # the first question of learn
    assert [(one.value, one.note) for one in read(strategy).objectives[0].readings][1:] == [("9.9%", "Flour was cheap.")]
    assert shows_question(ran.err, "insights.occasion")
    written = stratcoach("reading", "bread-thrown", "9.9%")
    assert shows(written.err, "reading.turned")


def test_whoever_stops_at_why_a_number_turned_is_asked_once_more(stratcoach: Run, strategy: Path) -> None:
    assert stratcoach("reading", "bread-thrown", "--plain", typed="9.9%\n").status == 130
    assert [one.note for one in read(strategy).objectives[0].readings][1:] == [""]
    ran = stratcoach("reading", "bread-thrown", "--plain", typed="2\nFlour was cheap.\n")
    assert ran.status == 0, ran.err
    assert [(one.value, one.note) for one in read(strategy).objectives[0].readings][1:] == [("9.9%", "Flour was cheap.")]
    assert [path.name for path in strategy.parent.iterdir() if path.suffix == ".jsonl"] == []


def test_show_log_and_their_json_tell_how_it_goes(stratcoach: Run, strategy: Path) -> None:
    numbers = json.loads(stratcoach("show", "--format", "json").out)["numbers"]
    assert [(one["on"], one["state"], one["readings"][0]["share"]) for one in numbers] == [("bread-thrown-away", "ahead", 0.1304)]
    assert json.loads(stratcoach("log", "--format", "json").out)["numbers"] == numbers
    assert "●" in stratcoach("show").out
    assert "█" in stratcoach("log").out
    assert strategy.exists()


# ---- results of a quarter


RESULTS = """\
Objective;Metric;Date;Actual;Comment
Bakers throw less bread away;;31.03.2026;8,1 %;Scales at work
bread-after-winter;;Q1 2026;61;
;Days without waste;2026-03-15 00:00:00;2;
;Share left over;2026-01-31;9.0 %;
;Share left over;2026-02-28;;
nobody;;2026-03;2;
north-star;;2026-03;lots;
north-star;;03/04/2026;3;
bread-thrown-away;;2026-01-31;7%;
"""


def test_results_become_readings_and_importing_again_takes_only_what_is_new(stratcoach: Run, strategy: Path) -> None:
    (strategy.parent / "q1.csv").write_text(RESULTS)
    ran = stratcoach("import", "q1.csv")
    assert ran.status == 0, ran.err
    after = read(strategy)
    assert readings(after.objectives[0]) == [("2026-01-31", "9.0%", ""), ("2026-03-31", "8,1 %", "Scales at work")]
    assert readings(after.objectives[1]) == [("2026-Q1", "61%", "")]
    assert after.north_star is not None
    assert [(one.date, one.value) for one in after.north_star.readings] == [("2026-03-15", "2")]
    for left in ("nobody, 2026-03, 2", "north-star, 2026-03, lots", "03/04/2026", "bread-thrown-away, 2026-01-31, 7%"):
        assert left in ran.out
    before = strategy.read_bytes()
    again = stratcoach("import", "q1.csv")
    assert (again.status, strategy.read_bytes()) == (1, before)
    (strategy.parent / "q2.tsv").write_text(
        "kpi\tas of\tresult\nShare left over\t2026-06-30\t7%\nShare left over\t2026-03-31\t8.1%\n"
    )
    assert stratcoach("import", "q2.tsv", "strategy.yaml").status == 0
    assert [one.value for one in read(strategy).objectives[0].readings] == ["9.0%", "8,1 %", "7%"]


def test_results_need_a_strategy_and_another_table_is_read_as_a_document(stratcoach: Run, folder: Path) -> None:
    (folder / "q1.csv").write_text(RESULTS)
    assert stratcoach("import", "q1.csv").status == 2
    assert not (folder / "strategy.yaml").exists()
    (folder / "notes.csv").write_text("Vision: Nobody goes home hungry.\n")
    stratcoach("import", "notes.csv", "--yes")
    assert (folder / "strategy.yaml").exists()
