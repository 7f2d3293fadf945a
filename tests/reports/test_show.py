"""What `show` says: the trace as a drawing, coverage, doubts, dates; on one screen where it fits."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.files.codec import load
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.reports.show_json import render as as_json
from stratcoach.reports.show_text import render
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, cut, pad, wrap
from stratcoach.reports.trace_chart import ASCII, Signs, signs_for
from stratcoach.services.overview import look
from tests.conftest import Run
from tests.generate import COMPLETE, DAY, ROOT
from tests.printed import sentence, shows, wording
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


def entry(section: str, number: int = 0) -> Message:
    return Message("place.entry", noun=SECTION[section].noun, number=number)


def entries(section: str, numbers: str) -> Message:
    return Message("place.entries", nouns=SECTION[section].nouns, numbers=numbers)


def together(*named: Message) -> Message:
    return Message("place.several", places=named)


def even_over(choose: str, over: str) -> str:
    return sentence("place.even_over", choose=choose, over=over)


def labelled(label: str, text: Message) -> str:
    """A sentence with what it is about in front, over as many lines as it needs."""
    whole = sentence("show.labelled", label=Message(label), text=text)
    return textwrap.fill(whole, 80, subsequent_indent="  ", break_on_hyphens=False)


def doubt(shaken: Message, against: Message) -> str:
    """That the third insight puts something in question."""
    insight = Message("show.dated_insight", insight=entry("insights", 3), date=spoken("2026-05"))
    return labelled("show.label_in_question", Message("show.doubt", shaken=shaken, insight=insight, against=against))


def lint_says_why(names: Message) -> str:
    return labelled("show.label_not_connected", Message("show.lint_says_why", names=names))


def not_connected(item: Message, finding: Message) -> str:
    return labelled("show.label_not_connected", Message("show.loose", item=item, problem=f"{finding}"))


def due(item: Message, text: str) -> Message:
    return Message("show.item_due", item=item, text=text)


def covered(aspect: str, have: int, count: int, lack: Message | None = None) -> str:
    part = Message("show.covered", aspect=aspect, have=have, count=count)
    return sentence("show.covered_but", covered=part, names=lack) if lack else f"{part}"


LABELS = len(f"{entry('assumptions', 1)}") + 2
PICTURES = 9
NEXT = sentence("show.labelled", label=Message("show.next"), text="")
REVIEW = f"{spoken('2026-09-01')}"
"""The widest of the dates."""


def test_the_trace_is_drawn_from_what_was_seen_to_what_was_chosen() -> None:
    rows = (
        (f"{entry('insights', 1)}", "●───────", "Hikers turn back at full car parks."),
        (f"{entry('insights', 2)}", "│ ●─────", "Routes are chosen on Friday night."),
        (f"{entry('insights', 3)}", "│ │ ●───", "Half of them now come by bus."),
        (f"{entry('insights', 4)} !", "│ │ │   ", "Dogs come along."),
        (f"{entry('assumptions', 1)}", "│ │ │ ●─", "Wardens share their counts."),
        (f"{entry('vision')}", "● │ │ │ ", "The day works."),
        (f"{entry('problems', 1)}", "● │ ? ● ", "People lose the day."),
        (f"{entry('problems', 2)}", "│ ● │ │ ", "Who picks the route chooses blind."),
        (f"{entry('problems', 3)} !", "│ │ │ │ ", "Walks are boring."),
        (f"{entry('users', 1)}", "○ ○ ? ○ ", "Friday planners"),
        (f"{entry('objectives', 1)}", "  ○     ", "Hikers stay."),
        (f"{entry('trade_offs', 1)}", "  ●     ", even_over("Knowing before you leave", "Navigation on the trail")),
    )
    room = 80 - LABELS - PICTURES
    trace = [f"{label:{LABELS}}{picture} {textwrap.shorten(text, room, placeholder='…')}" for label, picture, text in rows]
    assert trace[-1].endswith(" “Navigation on the…")
    legend = [
        sentence("show.rests_on_it", sign="●"),
        sentence("show.indirectly", sign="○"),
        sentence("show.in_question", sign="?"),
        sentence("show.not_connected", sign="!"),
    ]
    lacking = (SECTION["market"].nouns, SECTION["north_star"].nouns, Message("diff.more", count=3))
    problem, shaken = entry("problems", 1), together(entry("problems", 1), entry("users", 1))
    dated = (
        (f"{spoken('2026-07')}", due(entry("assumptions", 1), "Wardens share their counts.")),
        (REVIEW, Message("show.owned", what=Message("show.review_whole"), owner="Ada")),
        (f"{spoken('2027-10')}", due(Message("show.owned", what=entry("objectives", 1), owner="Ben"), "Hikers stay.")),
        ("2029", due(Message("show.horizon"), "The day works.")),
    )
    assert page(DOTS).split("\n") == [
        f"Trailhead 1.0.0, {spoken('2026-05-04')}, ambitious, {sentence('show.by_date', date='2029')}",
        "The day works.",
        "",
        "   ".join(legend),
        sentence("show.full_texts", option="--all"),
        *trace,
        "",
        sentence("show.filled_but", filled=7, count=12, lacking=lacking),
        f"{covered('linked', 6, 7, entry('problems', 3))}   {covered('dated', 6, 7, entry('insights', 4))}",
        f"{covered('measured', 0, 1, entry('objectives', 1))}   {covered('evidenced', 2, 4, entries('insights', '2, 4'))}",
        covered("tested", 1, 1),
        "",
        *doubt(shaken, problem).split("\n"),
        *lint_says_why(together(entry("insights", 4), entry("problems", 3))).split("\n"),
        *(f"{' ' * len(NEXT) if at else NEXT}{written:{len(REVIEW)}}  {says}" for at, (written, says) in enumerate(dated)),
    ]


def test_all_leaves_nothing_out() -> None:
    shown = page(DOTS, whole=True)
    room, left = 80 - LABELS - PICTURES, "\n" + " " * LABELS
    trade_off = textwrap.wrap(even_over("Knowing before you leave", "Navigation on the trail"), room)
    assert (left + " " * PICTURES).join(trade_off) in shown
    measure = sentence(
        "readback.measure",
        metric="Hikers in a second season",
        aim="to_from_unknown",
        baseline="unknown",
        target="45 %",
        date=spoken("2027-10"),
        has_date=True,
    )
    objective = f"Hikers stay. ({measure})"
    assert len(trade_off) == len(textwrap.wrap(objective, room)) == 2
    assert f"{(left + '  │      ').join(textwrap.wrap(objective, room))}\n" in shown
    no_insight = Message("finding.rests_on_no_insight", noun=SECTION["problems"].noun)
    assert not_connected(entry("problems", 3), no_insight) in shown
    assert not_connected(entry("insights", 4), Message("finding.insight_unused")) in shown
    assert "--all" not in shown


def test_what_was_looked_at_again_is_no_longer_in_question() -> None:
    shown = page(DOTS.replace("rests_on: [full-lots, wardens]}", "rests_on: [full-lots, wardens], reviewed: 2026-05-20}"))
    assert doubt(entry("users", 1), Message("show.what_they_rest_on")) in shown
    reviewed = DOTS.replace("wardens]}", "wardens], reviewed: 2026-05-20}").replace("blind]}", "blind], reviewed: 2026-05-20}")
    assert shows(page(reviewed), "show.nothing_in_question")


def test_a_date_that_has_passed_is_called_so() -> None:
    shown = render(look(read(DOTS), date(2026, 8, 1)), Style(), Signs())
    july = f"{spoken('2026-07')}"
    passed = sentence("show.passed", text=due(entry("assumptions", 1), "Wardens share their counts."))
    assert f"{NEXT}{july:{len(REVIEW)}}  {passed}\n" in shown
    assert len(wording("show.passed").findall(shown)) == 1


def test_a_waived_gap_is_not_told_as_one() -> None:
    waiver = "waivers:\n  - {rule: trace/unused, on: dogs, because: For the next round., until: 2027}\n"
    assert lint_says_why(entry("problems", 3)) in page(DOTS + waiver)


@pytest.mark.parametrize("name", [*COMPLETE, "weak"])
def test_each_example_fits_on_one_screen(name: str) -> None:
    shown = look(read((ROOT / "examples" / name / "strategy.yaml").read_text(encoding="utf-8")), DAY)
    lines = render(shown, Style(width=80), Signs(), height=23).splitlines()
    assert len(lines) <= 23
    assert max(map(cells, lines)) <= 80
    ways = sum("├" in line for line in lines)
    objectives = (f"{SECTION['objectives'].noun}", f"{SECTION['objectives'].nouns}")
    assert sum(line.startswith(objectives) for line in lines) in (2, 1 + ways)
    narrow = render(shown, Style(width=50), Signs(), height=23).splitlines()
    assert len(narrow) <= 23
    assert max(map(cells, narrow)) <= 50


def test_where_there_is_no_room_the_last_ones_of_the_longest_sections_are_told_together() -> None:
    shown = page(DOTS, height=22)
    assert f"{entry('insights', 3)} " in shown, "what puts something in question keeps its line"
    assert f"{entries('insights', '1, 2, 4')}  ●───── Hikers turn back at full car parks. (+2)\n" in shown
    assert lint_says_why(together(entry("insights", 4), entry("problems", 3))) in shown
    assert f"{entry('objectives', 1)}" in shown


def test_what_is_told_as_one_is_alike() -> None:
    shown = look(read((ROOT / "examples" / "discharge" / "strategy.yaml").read_text(encoding="utf-8")), DAY)
    rows = {line.partition("  ")[0]: line for line in render(shown, Style(width=50), Signs(), height=28).splitlines()}
    merged = f"{entries('insights', '1, 4')}"
    assert merged in rows, "the two on which the same choices rest"
    assert rows[merged].endswith("(+1)")
    assert {f"{entry('insights', number)}" for number in (2, 3)} <= rows.keys()
    assert {f"{entry('assumptions', number)}" for number in (1, 2, 3)} <= rows.keys()
    weak = look(read((ROOT / "examples" / "weak" / "strategy.yaml").read_text(encoding="utf-8")), DAY)
    told = render(weak, Style(width=50), Signs(), height=22)
    assert f"{entries('insights', '1, 2')} " in told, "both connected"
    assert f"{entry('insights', 3)} ! " in told
    assert f"{entries('problems', '2–4')} ! " in told


def test_a_hundred_insights_are_told_in_words_instead_of_lanes() -> None:
    many = "".join(f"  - {{id: i{n}, statement: Insight {n}.}}\n" for n in range(100))
    problems = "".join(f"  - {{id: p{n}, statement: Problem {n}., rests_on: [i{n}]}}\n" for n in range(100))
    shown = page(
        f"stratcoach: 1\nproduct: Big\nversion: 1.0.0\nupdated: 2026-05-04\ninsights:\n{many}problems:\n{problems}", whole=True
    )
    column = max(len(f"{entry('insights', 100)}"), len(f"{entry('problems', 100)} !")) + 2
    seventh, rests = f"{entry('problems', 7)} !", sentence("show.rests_on", names=entry("insights", 7))
    assert f"{seventh:{column}}Problem 6.\n{' ' * column}{rests}\n" in shown
    assert "│" not in shown


def test_an_output_without_such_signs_gets_plain_ones() -> None:
    assert signs_for("utf-8") == Signs()
    assert signs_for("ascii") == signs_for(None) == signs_for("no-such-encoding") == ASCII


def test_a_strategy_with_nothing_in_it_is_shown_too() -> None:
    shown = page("stratcoach: 1\nproduct: Empty\nversion: 0.1.0\nstatus: draft\nupdated: 2026-05-04\n")
    lacking = (SECTION["insights"].nouns, SECTION["assumptions"].nouns, Message("diff.more", count=10))
    filled = sentence("show.filled_but", filled=0, count=12, lacking=lacking)
    day = spoken("2026-05-04")
    assert shown.startswith(f"Empty 0.1.0 (draft), {day}\n{sentence('show.no_vision_yet')}\n\n{filled}")


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


@pytest.mark.slow
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
    given_up = (even_over("Small boats", "Yachts"), even_over("Night moorings", "Day trips"))
    assert all(text in whole for text in ("Quiet engines for loud ports.", *given_up))
    short = page(SENTENCES, height=13)
    assert short.count("\n") < 13
    assert f"{entry('positioning', 1)}" in short
    assert f"{entries('trade_offs', '1, 2')}" in short
