"""From a place in a file to what is there, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.files.codec import Document, Spot, load, loads
from stratcoach.model.sections import HEADER_KEYS, SECTION, SECTIONS, entries
from tests.generate import ROOT

EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if path.name.endswith("strategy.yaml"))

ALIASES = {"broken": ("decider",)}
"""Keys whose value is written elsewhere: that is where `locate` leads."""


def spots(document: Document) -> Iterator[Spot]:
    """Every key with a value that a document has."""
    strategy = document.strategy
    assert strategy is not None
    yield from (Spot(field=name) for name in HEADER_KEYS if getattr(strategy, name))
    for section in SECTIONS:
        for number, entry in enumerate(entries(strategy, section)):
            for name in section.written:
                if getattr(entry, name, "") and not (name == "id" and section.own_id):
                    yield Spot(section.name, number if section.many else None, name)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_way_back_from_every_place_of_every_example(path: Path) -> None:
    document = load(path.read_bytes(), path.name)
    if document.strategy is None:
        return
    broken = {trouble.path for trouble in document.troubles}
    for spot in spots(document):
        way = tuple(part for part in (spot.section, spot.entry, spot.field) if part not in ("", None))
        if way in broken or spot.field in ALIASES.get(path.parent.name, ()):
            continue
        span = document.locate(spot.section, spot.entry, spot.field)
        for line, column in ((span.line, span.column), (span.end_line, span.end_column - 1)):
            assert document.at(line, column)[:3] == spot[:3]


def test_every_word_of_a_finding_is_found_back() -> None:
    document = load((ROOT / "examples" / "bakery" / "strategy.yaml").read_bytes(), "strategy.yaml")
    assert document.strategy is not None
    for number, problem in enumerate(document.strategy.problems):
        for word in problem.statement.split()[1:3]:
            span = document.locate("problems", number, "statement", word)
            assert document.at(span.line, span.column) == Spot("problems", number, "statement")


TEXT = """\
stratcoach: 1
product: Kilns

problems:
  - id: cold
    statement: >
      Potters wait a day
      for a cold kiln.
    rests_on: [seen, heard]
vision: {statement: Warm hands.}
"""


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ((2, 1), Spot(field="product")),
        ((2, 14), Spot(field="product")),
        ((3, 1), Spot()),
        ((4, 3), Spot("problems")),
        ((5, 10), Spot("problems", 0, "id")),
        ((7, 9), Spot("problems", 0, "statement")),
        ((9, 16), Spot("problems", 0, "rests_on", 0)),
        ((9, 23), Spot("problems", 0, "rests_on", 1)),
        ((10, 22), Spot("vision", None, "statement")),
        ((99, 1), Spot()),
    ],
)
def test_what_is_at_a_place(place: tuple[int, int], spot: Spot) -> None:
    assert loads(TEXT).at(*place) == spot


@given(st.integers(-2, 40), st.integers(-2, 90))
def test_any_place_has_an_answer(line: int, column: int) -> None:
    spot = loads(TEXT).at(line, column)
    assert not spot.section or spot.section in SECTION


@pytest.mark.parametrize("text", ["", "[", "- a\n- b\n", "a: *b\n", "x: &a [1]\ny: *a\n", "problems: {a: 1}\n"])
def test_a_text_that_is_no_strategy_has_places_too(text: str) -> None:
    for line in range(1, 4):
        for column in range(1, 12):
            assert isinstance(loads(text).at(line, column), Spot)
