"""Merging any three strategies: what always holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stratcoach.diff.strategy_merge import Conflict, merge
from stratcoach.diff.text_diff import means_the_same
from stratcoach.files.codec import loads
from stratcoach.files.writer import dump
from stratcoach.model.sections import SECTIONS, items
from stratcoach.model.strategy import Strategy
from tests.diff.merging import EXAMPLES, merged
from tests.diff.test_merge import chosen
from tests.strategies import strategy

many = settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)


def is_sound(one: Strategy) -> bool:
    ids = [item.id for _, item in items(one)]
    return len(ids) == len(set(ids)) and all(
        len({str(getattr(entry, section.main)) for entry in getattr(one, section.name)}) == len(getattr(one, section.name))
        for section in SECTIONS
        if section.holds and section.many and not section.has_ids
    )


@pytest.mark.slow
@many
@given(strategy(), strategy())
def test_merge_with_itself_and_with_the_base(base: Strategy, other: Strategy) -> None:
    assume(is_sound(base) and is_sound(other))
    none: tuple[Conflict, ...] = ()
    for found in (merge(base, other, other), merge(base, base, other), merge(base, other, base)):
        assert (found.strategy, found.conflicts) == (other, none)


@pytest.mark.slow
@many
@given(strategy(), strategy(), strategy())
def test_what_either_side_wrote_is_there_or_marked_and_marks_are_the_same_both_ways(
    base: Strategy, one: Strategy, other: Strategy
) -> None:
    assume(is_sound(base) and is_sound(one) and is_sound(other))
    there, back = merge(base, one, other), merge(base, other, one)
    assert sorted(map(marked_at, there.conflicts)) == sorted(map(marked_at, back.conflicts))
    left = words_of(there.strategy, *((conflict.ours, conflict.theirs) for conflict in there.conflicts))
    for side in (one, other):
        for text in side.parking_lot:
            assert any(means_the_same(text, kept) for kept in (*base.parking_lot, *left)), "in other signs it isn't a new thought"


def marked_at(conflict: Conflict) -> tuple[str, str, str]:
    return conflict.kind, conflict.section, conflict.field


def words_of(strategy: Strategy, *values: object) -> list[str]:
    """The parked thoughts of a strategy and all texts of some values."""
    found = list(strategy.parking_lot)
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            found += words_of(strategy.replace(parking_lot=()), *value)
    return found


@pytest.mark.slow
@many
@given(strategy(), strategy(), strategy())
def test_merging_any_three_never_raises_and_always_says_something_readable(
    base: Strategy, one: Strategy, other: Strategy
) -> None:
    assume(is_sound(base) and is_sound(one) and is_sound(other))
    found = merged(dump(one), dump(other), dump(base))
    for side in (0, 1) if found.conflicts else ():
        assert "<<<<<<< " not in chosen(found.text, side)
    if not found.conflicts:
        assert loads(found.text).strategy is not None


@pytest.mark.parametrize(
    "path",
    [EXAMPLES[0], *(pytest.param(path, marks=pytest.mark.slow) for path in EXAMPLES[1:])],
    ids=lambda path: path.parent.name,
)
@given(st.data())
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
def test_changes_to_different_items_never_clash(path: Path, data: st.DataObject) -> None:
    base = path.read_text(encoding="utf-8")
    strategy = loads(base).strategy
    assert strategy is not None
    names = data.draw(st.permutations([item.id for _, item in items(strategy)]))[:2]
    texts = [owned(base, names[0], "Ada"), owned(base, names[1], "Ben")]
    found = merged(texts[0], texts[1], base)
    assert not found.conflicts
    assert loads(found.text).strategy == loads(owned(texts[0], names[1], "Ben")).strategy
    assert [line for line in base.splitlines() if "#" in line and line not in found.text.splitlines()] == []


def owned(text: str, name: str, owner: str) -> str:
    from stratcoach.files.edit import edit
    from stratcoach.model.sections import with_items

    document = loads(text)
    assert document.strategy is not None
    return edit(document, with_items(document.strategy, (name,), lambda item: item.replace(owner=owner)))
