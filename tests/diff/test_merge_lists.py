"""Merging by meaning: lists inside an item, and comments."""

from __future__ import annotations

import pytest

from stratcoach.diff.meaning import same_meaning
from stratcoach.files.codec import loads
from tests.diff.merging import TEXT, merged, with_
from tests.diff.test_merge import chosen, ordered

LISTS = """\
vision:
  statement: Anyone with a free Saturday sets out knowing that the day will work.
  alternatives:
    - statement: Hikers always find a free parking space.
      ambition: low-key
      because: One failure less changes little.
parking_lot:
  - Winter tours for families
  - Maps on paper
okrs:
  - id: q3
    objective: Two parks join.
    key_results:
      - two parks share their counts
      - 40 hikers plan by them
    x-teams: [blue, green]
"""


def with_lists(*pairs: tuple[str, str]) -> str:
    text = TEXT.replace("history:", f"{LISTS}history:")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


FIRST = "      because: One failure less changes little.\n"


@pytest.mark.parametrize(
    ("mine", "other", "both"),
    [
        (
            (FIRST, f"{FIRST}    - statement: Nobody plans alone.\n"),
            (FIRST, f"{FIRST}    - statement: Every hut keeps a bed free.\n"),
            (FIRST, f"{FIRST}    - statement: Nobody plans alone.\n    - statement: Every hut keeps a bed free.\n"),
        ),
        (
            ("low-key\n      because: One", "ambitious\n      because: One"),
            ("failure less changes little", "failure of many changes little"),
            ("low-key\n      because: One failure less", "ambitious\n      because: One failure of many"),
        ),
        (
            ("- 40 hikers plan by them", "- 60 hikers plan by them"),
            ("- two parks share their counts", "- three parks share their counts\n      - nobody calls the wardens"),
            (
                "- two parks share their counts\n      - 40 hikers plan by them",
                "- three parks share their counts\n      - nobody calls the wardens\n      - 60 hikers plan by them",
            ),
        ),
        (("[blue, green]", "[blue, green, red]"), ("[blue, green]", "[green]"), ("[blue, green]", "[green, red]")),
        (
            ("  - Maps on paper\n", ""),
            ("- Winter tours for families", "- Winter tours for families and schools"),
            ("- Winter tours for families\n  - Maps on paper\n", "- Winter tours for families and schools\n"),
        ),
        (
            ("- Maps on paper", "- Maps on papre"),
            ("- Maps on paper", "- Maps on paper, for old hikers"),
            ("- Maps on paper", "- Maps on paper, for old hikers"),
        ),
        (("  - Maps on paper\n", ""), ("Maps on paper", "maps on paper!"), ("  - Maps on paper\n", "")),
    ],
    ids=[
        "alternatives",
        "one alternative",
        "key results",
        "own list",
        "parked",
        "a slip gives way",
        "spelt otherwise and removed",
    ],
)
def test_lists_inside_an_item_merge_entry_by_entry(mine: tuple[str, str], other: tuple[str, str], both: tuple[str, str]) -> None:
    for sides in ((mine, other), (other, mine)):
        found = merged(with_lists(sides[0]), with_lists(sides[1]), with_lists())
        assert not found.conflicts
        strategy, wanted = loads(found.text).strategy, loads(with_lists(both)).strategy
        assert strategy is not None
        assert wanted is not None
        assert same_meaning(strategy, wanted)


@pytest.mark.parametrize(
    ("mine", "other", "field"),
    [
        (("      - 40 hikers plan by them\n", ""), ("40 hikers plan", "60 hikers plan"), "key_results"),
        (("  - Winter tours for families\n", ""), ("Winter tours for families", "Winter tours for schools"), "parking_lot"),
        (("tours for families", "tours for schools"), ("tours for families", "tours for clubs"), "parking_lot"),
        (("failure less changes", "failure changes"), ("less changes little", "less changes nothing"), "alternatives"),
        (("[blue, green]", "[green]"), ("[blue, green]", "[blue and red, green]"), "x-teams"),
    ],
)
def test_removed_here_and_reworded_there_is_marked_in_lists_too(
    mine: tuple[str, str], other: tuple[str, str], field: str
) -> None:
    more = ("objective: Two parks join.", "objective: Two parks join.\n    owner: Ada")
    texts = with_lists(mine), with_lists(other, more)
    for ours, theirs in (texts, texts[::-1]):
        found = merged(ours, theirs, with_lists())
        assert [conflict.field for conflict in found.conflicts] == [field]
        for side, text in ((0, ours), (1, theirs)):
            strategy, wanted = loads(chosen(found.text, side)).strategy, loads(text).strategy
            assert strategy is not None
            assert wanted is not None
            assert same_meaning(strategy.replace(okrs=(strategy.okrs[0].replace(owner=wanted.okrs[0].owner),)), wanted)
            assert strategy.okrs[0].owner == "Ada"


def test_an_id_that_each_side_renamed_in_its_own_way_is_reported() -> None:
    found = merged(TEXT.replace("lost-day", "day-lost"), TEXT.replace("lost-day", "ruined-day"))
    assert found.renamed_twice == (("lost-day", "day-lost", "ruined-day"),)
    assert not merged(TEXT.replace("lost-day", "day-lost"), TEXT.replace("lost-day", "day-lost")).renamed_twice


COMMENTED = (
    ("touching lines", ("target: 45 %", "target: 50 %"), ("by: 2027-10", "by: 2027-10  # THEIRS")),
    ("a comment above what ours removed", (TEXT[TEXT.index("  - id: wrong-route") : TEXT.index("  - id: no-second-plan")], ""),
     ("  - id: wrong-route", "  # THEIRS\n  - id: wrong-route")),
    ("beside a conflict", ("target: 45 %", "target: 50 %"), ("target: 45 %", "target: 60 %  # THEIRS")),
    ("above a conflict", ("target: 45 %", "target: 50 %"), ("    target: 45 %", "    # THEIRS\n    target: 60 %")),
    ("at the end", ("summary: First strategy.", "summary: The first strategy."), ("summary: First strategy.\n", "summary: First strategy.\n# THEIRS\n")),
    ("inside of a text nothing is a comment", ("by: 2027-10", "by: 2028"), ("    by: 2027-10", "    note: |-\n      # no\n      comment\n    # THEIRS\n    by: 2027-10")),
)  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), [one[1:] for one in COMMENTED], ids=[one[0] for one in COMMENTED])
def test_comments_of_both_sides_stay(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    text = merged(with_(ours), with_(theirs)).text
    assert text.count("# THEIRS") == 1
    assert text.count("# from the spring interviews") == text.count("# ask Ada for the notes") == 1
    swapped = merged(with_(theirs), with_(ours)).text
    assert swapped.count("# THEIRS") == 1


def test_comments_stay_where_ours_has_other_line_ends_or_another_order() -> None:
    theirs = with_(("  - id: no-second-plan", "  # THEIRS\n  - id: no-second-plan\n    owner: Ada  # AND THIS"))
    windows = merged(TEXT.replace("\n", "\r\n"), theirs).text
    other = merged(ordered("wrong-route", "no-second-plan", "lost-day"), theirs).text
    for text in (windows, other):
        assert text.count("# THEIRS") == text.count("# AND THIS") == 1


def test_a_comment_that_one_side_took_out_stays_out() -> None:
    assert (
        "# from the spring interviews"
        not in merged(with_(("  # from the spring interviews\n", "")), with_(("by: 2027-10", "by: 2028"))).text
    )


def test_one_entry_in_one_line_costs_no_comment_elsewhere() -> None:
    base = "# HEAD\n" + TEXT.replace("objectives:", "  - {id: c, statement: Maps lie.}\nobjectives:")
    found = merged(base.replace("Maps lie", "Maps err"), base.replace("Maps lie", "Maps age"), base)
    assert found.text.startswith("# HEAD\n")
    assert "# ask Ada for the notes" in found.text
    assert "    statement: Maps err.\n||||||| before\n    statement: Maps lie.\n=======\n    statement: Maps age.\n" in found.text
