"""The coach doesn't get worse unnoticed: on statements that nobody looked at, and on the made-up ones."""

from __future__ import annotations

import json

import pytest

from stratcoach.reader.second_reader import second_reader
from tests.judgement.answers import typed
from tests.judgement.scoring import FIGURES, TOGETHER, TYPED, figures, judged, score
from tests.judgement.statements import dev, part_of, real
from tests.judgement.typing import shares, type_in

NOISE = {"precision": 0.015, "recall": 0.015, "stopped": 0.01}
"""What a figure over all statements may change by without anybody asking why; `python -m tests.judgement --write` keeps new ones."""
ABOUT = 0.05
"""The same for one slot."""


def test_a_statement_is_either_read_or_scored_and_ids_are_unique() -> None:
    known = real()
    assert len({one.id for one in known}) == len(known) > 3000
    assert {one.part for one in known} == {"read", "scored"}
    assert {part_of(f"RA{number:03}", "companies") for number in range(50)} == {"read", "scored"}


@pytest.mark.slow
def test_the_rules_and_the_second_reader_together_have_not_got_worse() -> None:
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    some = [one for one in real() if one.part == "scored"][::4]
    alone, together = (score(judged(some, reader)) for reader in (None, second_reader()))
    assert together.precision > kept[TOGETHER]["all"]["precision"] - ABOUT
    assert together.recall > kept[TOGETHER]["all"]["recall"] - ABOUT
    assert together.recall > alone.recall + 0.1, "it isn't worth its size"


@pytest.mark.slow
def test_weak_answers_that_nobody_looked_at_are_asked_about_and_strong_ones_pass() -> None:
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))[TYPED]["scored"]["all"]
    some = shares(list(type_in([one for one in typed() if one.part == "scored"])))
    assert some.heard / some.weak > kept["heard"] / kept["weak"] - NOISE["recall"]
    assert some.stopped / some.strong < kept["stopped"] / kept["strong"] + NOISE["stopped"]
    assert kept["heard"] >= 0.8 * kept["weak"]


@pytest.mark.parametrize("name", ["dev", pytest.param("scored", marks=pytest.mark.slow)])
def test_the_figures_have_not_fallen(name: str) -> None:
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))[name]
    statements = dev() if name == "dev" else [one for one in real() if one.part == "scored"]
    found = figures({name: judged(statements)})[name]
    worse = [
        f"{slot}: {measure} was {kept[slot][measure]}, is {found[slot][measure]}"
        for slot in kept
        for measure, noise in NOISE.items()
        if (found[slot][measure] - kept[slot][measure]) * (-1 if measure == "stopped" else 1)
        < -(noise if slot == "all" else ABOUT)
    ]
    assert worse == []
