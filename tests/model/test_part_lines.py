"""Parts that are typed as lines: read back as they were, with what only the file says of them."""

from __future__ import annotations

from stratcoach.model.entry import Pairs
from stratcoach.model.part_lines import line_of, parts_of
from stratcoach.model.strategy import Horizon, UsedInstead

APPS = UsedInstead(name="Map apps: all of them", good_at="The most complete map.", extra=Pairs((("x-share", "61 %"),)))
TIP = UsedInstead(name="A friend's tip")


def test_a_line_has_its_sides_apart_at_the_first_colon_or_dash() -> None:
    assert parts_of(["Map apps: complete: everywhere", "A tip – free", "Doing without", "Waiting:"], UsedInstead) == (
        UsedInstead(name="Map apps", good_at="complete: everywhere"),
        UsedInstead(name="A tip", good_at="free"),
        UsedInstead(name="Doing without"),
        UsedInstead(name="Waiting"),
    )
    assert parts_of(["2027: Four of five start where they planned."], Horizon)[0].replace() == Horizon(
        by="2027", statement="Four of five start where they planned."
    )


def test_lines_of_parts_give_the_same_parts_again() -> None:
    before = (APPS, TIP)
    assert parts_of([line_of(one) for one in before], UsedInstead, before) == before
    reworded = parts_of([line_of(APPS), "A friend's tip: You trust it."], UsedInstead, before)
    assert reworded == (APPS, TIP.replace(good_at="You trust it."))
