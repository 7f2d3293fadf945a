"""`okrs` prints what teams do this quarter; `compare --draft` writes the future that wasn't chosen."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.model.csv_text import cell
from stratcoach.model.strategy import Strategy
from tests.conftest import Run
from tests.printed import sentence

OKRS = """\
stratcoach: 1
product: Crumb
version: 1.0.0
updated: 2026-06-01
owner: Mara
insights:
  - {id: seen, statement: Bakers count., challenges: [waste]}
vision:
  statement: Nobody throws bread away.
  user: Bakers
  ambition: low-key
  rests_on: [seen]
  alternatives:
    - {statement: Villages order together., ambition: ambitious, because: Too far.}
    - {statement: Villages bake together., ambition: ambitious}
    - {statement: Bread is free.}
objectives:
  - {id: waste, statement: Less waste., metric: Share left over, baseline: 10 %, target: 5 %, by: 2027-12}
okrs:
  - id: scales
    objective: Ten bakeries weigh.
    key_results: ["=1+1 bakeries", "-5", "He said \\"40 %\\", twice"]
    quarter: 2027-Q1
    owner: "@ana"
    rests_on: [waste, gone]
  - {id: second, objective: Something else.}
"""


@pytest.fixture
def strategy(folder: Path) -> Path:
    path = folder / "strategy.yaml"
    path.write_text(OKRS)
    return path


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


def head(name: str) -> str:
    """What a column of the table is called."""
    return sentence("okrs.column", name=name)


def test_a_table_has_a_row_for_each_okr_and_key_result(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("okrs", "--to", "csv")
    rows = list(csv.DictReader(StringIO(ran.out)))
    assert strategy.exists()
    assert [tuple(one[head(name)] for name in ("type", "key", "parent", "title")) for one in rows] == [
        (sentence("okrs.objective"), "scales", "", "Ten bakeries weigh."),
        (sentence("okrs.key_result"), "scales-1", "scales", "'=1+1 bakeries"),
        (sentence("okrs.key_result"), "scales-2", "scales", "-5"),
        (sentence("okrs.key_result"), "scales-3", "scales", 'He said "40 %", twice'),
        (sentence("okrs.objective"), "second", "", "Something else."),
    ]
    first = rows[0]
    assert [first[head(name)] for name in ("owner", "quarter", "rests_on")] == ["'@ana", "2027-Q1", "waste; gone"]
    assert [first[head(name)] for name in ("business_objective", "metric", "baseline", "target", "day")] == [
        "Less waste.",
        "Share left over",
        "10 %",
        "5 %",
        "2027-12",
    ]


def test_markdown_has_a_box_for_each_key_result(stratcoach: Run, strategy: Path) -> None:
    out = stratcoach("okrs", str(strategy), "--to", "md").out
    assert out.count("- [ ] ") == 3
    assert "**Less waste.**" in out
    strategy.write_text(OKRS.partition("okrs:")[0])
    assert stratcoach("okrs").status == 2


@pytest.mark.parametrize("text", ["=A1", " +1+1", "-x", "@x", "\t=x", "＝1", "| x", "%x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "+3 %", "12", "a=b", "", "€-5"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_every_picture_that_was_not_chosen_becomes_a_draft(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("compare", "--draft")
    assert ran.status == 0, ran.err
    folder = strategy.parent
    draft = read(folder / "ambitious.strategy.yaml")
    assert draft.vision is not None
    assert (draft.product, draft.status, draft.owner, draft.vision.statement) == (
        "Crumb",
        "draft",
        "Mara",
        "Villages order together.",
    )
    assert (draft.vision.user, draft.vision.rests_on, draft.objectives) == ("", (), ())
    assert [one.statement for one in draft.vision.alternatives] == [
        "Nobody throws bread away.",
        "Villages bake together.",
        "Bread is free.",
    ]
    assert "Too far." in draft.vision.note
    assert (draft.insights[0].id, draft.insights[0].challenges) == ("seen", ())
    for name, statement in (("ambitious-2", "Villages bake together."), ("other", "Bread is free.")):
        other = read(folder / f"{name}.strategy.yaml").vision
        assert other is not None
        assert other.statement == statement
    assert stratcoach("compare", "strategy.yaml", "ambitious.strategy.yaml").status == 0


def test_a_draft_that_is_there_stays(stratcoach: Run, strategy: Path) -> None:
    mine = strategy.parent / "ambitious.strategy.yaml"
    mine.write_text("mine")
    assert stratcoach("compare", "--draft").status == 0
    assert mine.read_text() == "mine"


def test_without_another_picture_or_a_second_side_it_says_so(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text(OKRS.replace("  alternatives:", "  x-alternatives:"))
    assert stratcoach("compare", "--draft").status == 2
    assert stratcoach("compare", "strategy.yaml").status == 2
    assert [path.name for path in strategy.parent.glob("*.yaml")] == ["strategy.yaml"]
