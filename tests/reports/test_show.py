"""What `show` says: the trace as a drawing, coverage, doubts, dates; on one screen where it fits."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.files.codec import load
from stratcoach.model.strategy import Strategy
from stratcoach.reports.show_json import render as as_json
from stratcoach.reports.show_text import render
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, cut, pad, wrap
from stratcoach.reports.trace_chart import ASCII, Signs, signs_for
from stratcoach.services.overview import look
from tests.conftest import Run
from tests.generate import COMPLETE, DAY, ROOT
from tests.printed import sentence, shows
from tests.strategies import strategy as any_strategy

DOTS = """\
stratcoach: 1
product: Trailhead
version: 1.0.0
updated: 2026-05-04
review_by: 2026-09-01
owner: Ada
insights:
  - {id: full-lots, statement: Hikers turn back at full car parks., source: interviews, evidence: 11 of 14, observed: 2026-03}
  - {id: fridays, statement: Routes are chosen on Friday night., observed: 2026-02}
  - {id: buses, statement: Half of them now come by bus., observed: 2026-05, challenges: [lost-day]}
  - {id: dogs, statement: Dogs come along.}
assumptions:
  - {id: wardens, statement: Wardens share their counts., test: Ask five parks., by: 2026-07}
vision: {statement: The day works., horizon: 2029, ambition: ambitious, rests_on: [full-lots]}
problems:
  - {id: lost-day, statement: People lose the day., rests_on: [full-lots, wardens]}
  - {id: blind, statement: Who picks the route chooses blind., rests_on: [fridays]}
  - {id: boring, statement: Walks are boring.}
users:
  - {id: planners, segment: Friday planners, rests_on: [lost-day, blind]}
objectives:
  - id: stay
    statement: Hikers stay.
    metric: Hikers in a second season
    baseline: unknown
    target: 45 %
    by: 2027-10
    owner: Ben
    rests_on: [blind]
trade_offs:
  - {id: before, choose: Knowing before you leave, over: Navigation on the trail., rests_on: [fridays]}
"""


def read(text: str) -> Strategy:
    found = load(text.encode(), "strategy.yaml").strategy
    assert found is not None
    return found


def page(text: str, width: int = 80, height: int | None = None, *, whole: bool = False) -> str:
    return render(look(read(text), date(2026, 6, 1)), Style(width=width), Signs(), height=height, whole=whole)


def test_the_trace_is_drawn_from_what_was_seen_to_what_was_chosen() -> None:
    assert (
        page(DOTS)
        == """\
Trailhead 1.0.0, 4 May 2026, ambitious, by 2029
The day works.

● rests on it   ○ indirectly   ? in question   ! not connected
(--all: full texts)
insight 1     ●─────── Hikers turn back at full car parks.
insight 2     │ ●───── Routes are chosen on Friday night.
insight 3     │ │ ●─── Half of them now come by bus.
insight 4 !   │ │ │    Dogs come along.
assumption 1  │ │ │ ●─ Wardens share their counts.
vision        ● │ │ │  The day works.
problem 1     ● │ ? ●  People lose the day.
problem 2     │ ● │ │  Who picks the route chooses blind.
problem 3 !   │ │ │ │  Walks are boring.
user 1        ○ ○ ? ○  Friday planners
objective 1     ○      Hikers stay.
trade-off 1     ●      Knowing before you leave, even over “Navigation on the…

filled 7 of 12 (no market, north star metric, 3 more)
linked 6 of 7 (not problem 3)   dated 6 of 7 (not insight 4)
measured 0 of 1 (not objective 1)   evidence 2 of 4 (not insights 2, 4)
tests 1 of 1

In question: problem 1 and user 1, because insight 3 (May 2026) speaks against
  problem 1.
Not connected: insight 4 and problem 3. `stratcoach lint` says why.
Next: July 2026         assumption 1: Wardens share their counts.
      1 September 2026  review the whole strategy (Ada)
      October 2027      objective 1 (Ben): Hikers stay.
      2029              horizon of the vision: The day works."""
    )


def test_all_leaves_nothing_out() -> None:
    shown = page(DOTS, whole=True)
    assert "even over “Navigation on the\n                       trail”" in shown
    assert "Hikers stay. (Hikers in a second season: 45 % by October\n                │      2027, today unknown)\n" in shown
    assert f"Not connected: problem 3: {sentence('finding.rests_on_no_insight', noun='problem')}." in shown
    assert f"Not connected: insight 4: {sentence('finding.insight_unused')}." in shown
    assert "--all" not in shown


def test_what_was_looked_at_again_is_no_longer_in_question() -> None:
    shown = page(DOTS.replace("rests_on: [full-lots, wardens]}", "rests_on: [full-lots, wardens], reviewed: 2026-05-20}"))
    against = sentence("show.what_they_rest_on")
    assert shows(shown, "show.doubt", shaken="In question: user 1", insight="insight 3 (May 2026)", against=against)
    reviewed = DOTS.replace("wardens]}", "wardens], reviewed: 2026-05-20}").replace("blind]}", "blind], reviewed: 2026-05-20}")
    assert shows(page(reviewed), "show.nothing_in_question")


def test_a_date_that_has_passed_is_called_so() -> None:
    shown = render(look(read(DOTS), date(2026, 8, 1)), Style(), Signs())
    assert "Next: July 2026         (passed) assumption 1: Wardens share their counts.\n" in shown
    assert shown.count("(passed)") == 1


def test_a_waived_gap_is_not_told_as_one() -> None:
    waiver = "waivers:\n  - {rule: trace/unused, on: dogs, because: For the next round., until: 2027}\n"
    assert "Not connected: problem 3." in page(DOTS + waiver)


@pytest.mark.parametrize("name", [*COMPLETE, "weak"])
def test_each_example_fits_on_one_screen(name: str) -> None:
    shown = look(read((ROOT / "examples" / name / "strategy.yaml").read_text(encoding="utf-8")), DAY)
    lines = render(shown, Style(width=80), Signs(), height=23).splitlines()
    assert len(lines) <= 23
    assert max(map(cells, lines)) <= 80
    ways = sum("├" in line for line in lines)
    assert sum(line.startswith("objective") for line in lines) in (2, 1 + ways)
    narrow = render(shown, Style(width=50), Signs(), height=23).splitlines()
    assert len(narrow) <= 23
    assert max(map(cells, narrow)) <= 50


def test_where_there_is_no_room_the_last_ones_of_the_longest_sections_are_told_together() -> None:
    shown = page(DOTS, height=22)
    assert "insight 3 " in shown, "what puts something in question keeps its line"
    assert "insights 1, 2, 4  ●───── Hikers turn back at full car parks. (+2)\n" in shown
    assert "Not connected: insight 4 and problem 3." in shown
    assert "objective 1" in shown


def test_what_is_told_as_one_is_alike() -> None:
    shown = look(read((ROOT / "examples" / "discharge" / "strategy.yaml").read_text(encoding="utf-8")), DAY)
    rows = {line.partition("  ")[0]: line for line in render(shown, Style(width=50), Signs(), height=28).splitlines()}
    assert "insights 1, 4" in rows, "the two on which the same choices rest"
    assert rows["insights 1, 4"].endswith("(+1)")
    assert {"insight 2", "insight 3", "assumption 1", "assumption 2", "assumption 3"} <= rows.keys()
    weak = look(read((ROOT / "examples" / "weak" / "strategy.yaml").read_text(encoding="utf-8")), DAY)
    told = render(weak, Style(width=50), Signs(), height=22)
    assert "insights 1, 2 " in told, "both connected"
    assert "insight 3 ! " in told
    assert "problems 2–4 ! " in told


def test_a_hundred_insights_are_told_in_words_instead_of_lanes() -> None:
    many = "".join(f"  - {{id: i{n}, statement: Insight {n}.}}\n" for n in range(100))
    problems = "".join(f"  - {{id: p{n}, statement: Problem {n}., rests_on: [i{n}]}}\n" for n in range(100))
    shown = page(
        f"stratcoach: 1\nproduct: Big\nversion: 1.0.0\nupdated: 2026-05-04\ninsights:\n{many}problems:\n{problems}", whole=True
    )
    assert "problem 7 !    Problem 6.\n               rests on insight 7\n" in shown
    assert "│" not in shown


def test_an_output_without_such_signs_gets_plain_ones() -> None:
    assert signs_for("utf-8") == Signs()
    assert signs_for("ascii") == signs_for(None) == signs_for("no-such-encoding") == ASCII


def test_a_strategy_with_nothing_in_it_is_shown_too() -> None:
    shown = page("stratcoach: 1\nproduct: Empty\nversion: 0.1.0\nstatus: draft\nupdated: 2026-05-04\n")
    assert shown.startswith(f"Empty 0.1.0 (draft), 4 May 2026\n{sentence('show.no_vision_yet')}\n\nfilled 0 of 12")


def test_json_names_the_same_facts_by_id() -> None:
    data = json.loads(as_json(look(read(DOTS), date(2026, 8, 1)), "strategy.yaml"))
    rows = {row["on"]: row for row in data["trace"]}
    assert rows["planners"]["grounds"] == {"direct": [], "through": ["full-lots", "wardens", "fridays"]}
    assert rows["lost-day"]["grounds"] == {"direct": ["full-lots", "wardens"], "through": []}
    assert rows["planners"]["in_question_because_of"] == ["buses"]
    assert data["in_question"] == [{"because_of": "buses", "against": ["lost-day"], "above": ["planners"]}]
    assert {one["on"] for one in data["unconnected"]} == {"dogs", "boring"}
    assert [(one["date"], one["passed"]) for one in data["due"]][:2] == [("2026-07", True), ("2026-09-01", False)]
    assert [one["on"] for one in data["coverage"]["measured"]["lack"]] == ["stay"]


@settings(max_examples=30)
@given(any_strategy(), st.integers(20, 120), st.integers(5, 60), st.booleans())
def test_any_strategy_can_be_shown(found: Strategy, width: int, height: int, whole: bool) -> None:
    shown = look(found, DAY)
    assert render(shown, Style(width=width), Signs(), height=height, whole=whole)
    assert json.loads(as_json(shown, "x"))["version"] == 1


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(2, 30))
def test_texts_keep_to_their_columns(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width
    assert all(cells(line) <= width for line in wrap(text, width))
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())
    assert cells(pad(cut(text, width), width)) == width


def test_the_verb_shows_the_nearest_strategy(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_text(DOTS)
    (folder / "deep" / "er").mkdir(parents=True)
    ran = stratcoach("show", cwd=folder / "deep" / "er")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Trailhead 1.0.0")
    assert json.loads(stratcoach("show", "--format", "json").out)["file"] == "strategy.yaml"
    assert "*------- Hikers turn back" in stratcoach("show", PYTHONIOENCODING="ascii").out


def test_without_a_file_or_with_a_broken_one_it_says_what_to_do(stratcoach: Run, folder: Path) -> None:
    ran = stratcoach("show")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "strategy_file.not_there", path="strategy.yaml")
    (folder / "strategy.yaml").write_text("stratcoach: 1\nonwer: x\n")
    ran = stratcoach("show")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "strategy_file.unreadable", file="strategy.yaml")


SENTENCES = """\
stratcoach: 1
product: Moor
version: 1.0.0
updated: 2026-05-04
objectives:
  - {id: told, statement: From 6 to 17 of 20 skippers keep their berth by June 2027.}
  - {id: open, statement: Fewer calls at six., metric: calls a night, baseline: Not counted yet, target: 3, by: 2027-03}
positioning:
  - {id: quiet, statement: Quiet engines for loud ports., against: Doing nothing}
trade_offs:
  - {id: small, choose: Small boats, over: Yachts}
  - {id: night, choose: Night moorings, over: Day trips}
"""


def test_figures_and_dates_in_a_sentence_count_and_figures_to_be_found_do_not() -> None:
    covered = {one.aspect: one for one in look(read(SENTENCES), DAY).coverage}
    assert [place.number for place in covered["measured"].have] == [1]
    assert [place.number for place in covered["measured"].lack] == [2]
    assert [place.number for place in covered["dated"].have] == [1, 2]


def test_a_promise_and_what_is_given_up_have_rows_of_their_own_where_there_is_room() -> None:
    whole = page(SENTENCES)
    assert all(text in whole for text in ("Quiet engines for loud ports.", "even over “Yachts”", "even over “Day trips”"))
    short = page(SENTENCES, height=13)
    assert short.count("\n") < 13
    assert "promise 1" in short
    assert "trade-offs 1, 2" in short
