"""Two people changed one strategy: what both did is there, and what they must decide is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.strategies import strategy

from stratcoach.diff.meaning import same_meaning
from stratcoach.diff.strategy_merge import Conflict, merge
from stratcoach.diff.text_diff import means_the_same
from stratcoach.files.codec import loads
from stratcoach.files.merging import MergedText, merge_documents
from stratcoach.files.writer import dump
from stratcoach.messages import Message
from stratcoach.model.sections import SECTION, SECTIONS, items
from stratcoach.model.strategy import Strategy

EXAMPLES = [
    path for path in sorted((Path(__file__).parents[2] / "examples").glob("*/strategy.yaml")) if path.parent.name != "broken"
]
TEXT = """\
stratcoach: 1
product: Trailhead
version: 1.0.0
updated: 2026-05-04
insights:
  # from the spring interviews
  - id: full-lots
    statement: Weekend hikers give up the route they planned when the car park is full.
    source: interviews
    evidence: 11 of 14 interviews   # ask Ada for the notes
  - id: friday-night
    statement: Most routes are chosen on Friday evening on a phone.
    source: analytics
problems:
  - id: lost-day
    statement: People who drive an hour to a trail learn on arrival that it is full, and lose the day.
    rests_on: [full-lots]
  - id: wrong-route
    statement: New hikers choose a route that is too hard for a friend, and turn back halfway.
    rests_on: [friday-night]
  - id: no-second-plan
    statement: Groups have no second plan that fits everybody, and go home.
    rests_on: [full-lots]
objectives:
  - id: second-season
    statement: Hikers stay for a second season because their days work.
    metric: Hikers active in a second season
    baseline: 22 %
    target: 45 %
    by: 2027-10
    rests_on: [lost-day]
history:
  - version: 1.0.0
    date: 2026-05-04
    summary: First strategy.
"""


def merged(ours: str, theirs: str, base: str = TEXT) -> MergedText:
    return merge_documents(loads(base, "base"), loads(ours, "ours"), loads(theirs, "theirs"))


def with_(*pairs: tuple[str, str]) -> str:
    text = TEXT
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def left(found: MergedText) -> list[Message]:
    """What is left to decide."""
    return [conflict.message for conflict in found.conflicts]


def test_two_fields_of_one_item_whose_lines_touch() -> None:
    found = merged(with_(("target: 45 %", "target: 50 %")), with_(("by: 2027-10", "by: 2027-12")))
    assert not found.conflicts
    assert found.text == with_(("target: 45 %", "target: 50 %"), ("by: 2027-10", "by: 2027-12"))


def test_both_add_an_item_at_the_same_place_and_the_comment_comes_along() -> None:
    mine = "    source: analytics\n  - id: novices\n    statement: Novices ask a friend.\n    source: survey\n"
    other = "    source: analytics\n  # seen in the shop\n  - id: shops\n    statement: Hikers ask in the shop.   # twice\n    source: sales\n"
    found = merged(with_(("    source: analytics\n", mine)), with_(("    source: analytics\n", other)))
    assert not found.conflicts
    assert found.text == with_(("    source: analytics\n", mine + other.removeprefix("    source: analytics\n")))


def test_ids_added_twice_are_told_apart_with_their_links() -> None:
    place = "    rests_on: [full-lots]\nobjectives:"
    mine = with_(
        (place, f"    rests_on: [full-lots]\n  - id: maps\n    statement: Maps are wrong near the border.\n{'objectives:'}")
    )
    other = with_(
        (
            place,
            "    rests_on: [full-lots]\n  # from Ben\n  - id: maps  # for now\n    statement: Nobody prints a map in the hut.\nobjectives:",
        ),
        ("rests_on: [lost-day]", "rests_on: [lost-day, maps]"),
    )
    found = merged(mine, other)
    strategy = loads(found.text).strategy
    assert strategy is not None
    assert found.told_apart == (("maps", "maps-2"),)
    assert "  # from Ben\n  - id: maps-2  # for now\n" in found.text
    assert not found.conflicts
    assert [one.id for one in strategy.problems][3:] == ["maps", "maps-2"]
    assert strategy.objectives[0].rests_on == ("lost-day", "maps-2")


def test_the_same_item_added_twice_is_one_item() -> None:
    place = "objectives:\n"
    added = "  - id: maps\n    statement: Maps are wrong near the border.\n"
    found = merged(with_((place, f"{added}    because: Old.\n{place}")), with_((place, f"{added}    owner: Ada\n{place}")))
    strategy = loads(found.text).strategy
    assert strategy is not None
    assert (strategy.problems[3].because, strategy.problems[3].owner) == ("Old.", "Ada")
    assert len(strategy.problems) == 4


def test_one_field_changed_on_both_sides_is_marked_with_both_and_what_it_was() -> None:
    found = merged(with_(("target: 45 %", "target: 50 %")), with_(("target: 45 %", "target: 30 %"), ("by: 2027-10", "by: 2028")))
    assert left(found) == [Message("conflict.field_changed", field="target", item="second-season")]
    assert (
        """\
    baseline: 22 %
<<<<<<< ours: both sides changed `target` of second-season
    target: 50 %
||||||| before
    target: 45 %
=======
    target: 30 %
>>>>>>> theirs
    by: 2028
"""
        in found.text
    )


def test_the_file_with_marks_says_so_to_lint() -> None:
    found = merged(with_(("target: 45 %", "target: 50 %")), with_(("target: 45 %", "target: 30 %")))
    document = loads(found.text)
    assert document.strategy is None
    assert "unfinished merge" in str(document.troubles[0].message)


@pytest.mark.parametrize("side", [0, 1])
def test_choosing_one_side_at_each_mark_gives_a_file_that_reads(side: int) -> None:
    ours = with_(("target: 45 %", "target: 50 %"), ("evidence: 11 of 14 interviews", "evidence: 12 of 14 interviews"))
    theirs = with_(("target: 45 %", "target: 30 %"), ("evidence: 11 of 14 interviews", "evidence: all of 14 interviews"))
    found = merged(ours, theirs)
    assert len(found.conflicts) == 2
    strategy = loads(chosen(found.text, side)).strategy
    assert strategy is not None
    assert strategy == loads((ours, theirs)[side]).strategy


def chosen(text: str, side: int) -> str:
    """What is left when a person takes our side (0) or theirs (1) at every mark."""
    kept: list[str] = []
    where = None
    for line in text.splitlines(keepends=True):
        if line.startswith(("<<<<<<< ", "||||||| ", "=======", ">>>>>>> ")):
            where = {"<": 0, "|": None, "=": 1, ">": -1}[line[0]]
            where = None if where == -1 else 2 if where is None else where
        elif where in (None, side):
            kept.append(line)
    return "".join(kept)


def test_removed_here_and_changed_there_is_kept_and_marked() -> None:
    item = TEXT[TEXT.index("  - id: wrong-route") : TEXT.index("  - id: no-second-plan")]
    found = merged(with_((item, "")), with_(("that is too hard for a friend", "that is too hard for a child")))
    assert left(found) == [Message("conflict.removed", item="wrong-route", removed_by="ours", is_changed=True)]
    changed = item.replace("friend", "child")
    assert f"""<<<<<<< ours: {left(found)[0]}\n=======\n{changed}>>>>>>> theirs\n""" in found.text


def test_removed_here_and_made_to_bear_something_there() -> None:
    item = TEXT[TEXT.index("  - id: wrong-route") : TEXT.index("  - id: no-second-plan")]
    found = merged(with_((item, "")), with_(("rests_on: [lost-day]", "rests_on: [lost-day, wrong-route]")))
    assert left(found) == [Message("conflict.removed", item="wrong-route", removed_by="ours", is_changed=False)]


def test_a_renamed_id_takes_the_other_side_s_links_along() -> None:
    ours = with_(("  - id: lost-day", "  - id: day-lost"), ("rests_on: [lost-day]", "rests_on: [day-lost]"))
    theirs = with_(
        ("lose the day.\n    rests_on: [full-lots]", "lose the day.\n    owner: Ada\n    rests_on: [full-lots]"),
        (
            "objectives:\n",
            "users:\n  - id: planners\n    segment: City people who pick the route.\n    rests_on: [lost-day]\nobjectives:\n",
        ),
    )
    found = merged(ours, theirs)
    strategy = loads(found.text).strategy
    assert strategy is not None
    assert not found.conflicts
    assert (strategy.problems[0].id, strategy.problems[0].owner) == ("day-lost", "Ada")
    assert strategy.users[0].rests_on == ("day-lost",)


def test_another_order_on_one_side_and_new_words_on_the_other() -> None:
    first = TEXT[TEXT.index("  - id: lost-day") : TEXT.index("  - id: wrong-route")]
    ours = with_((first, "")).replace("  - id: no-second-plan", first + "  - id: no-second-plan")
    found = merged(ours, with_(("lose the day.", "lose the day and the fuel.")))
    strategy = loads(found.text).strategy
    assert strategy is not None
    assert [one.id for one in strategy.problems] == ["wrong-route", "lost-day", "no-second-plan"]
    assert strategy.problems[1].statement.endswith("lose the day and the fuel.")


def ordered(*names: str) -> str:
    problems = TEXT[TEXT.index("  - id: lost-day") : TEXT.index("objectives:")]
    parts = {part.split("\n")[0]: f"  - id: {part}" for part in problems.split("  - id: ")[1:]}
    return TEXT.replace(problems, "".join(parts[name] for name in names))


@pytest.mark.parametrize("side", [0, 1])
def test_two_orders_are_left_to_decide_by_choosing_one(side: int) -> None:
    sides = ordered("wrong-route", "lost-day", "no-second-plan"), ordered("lost-day", "no-second-plan", "wrong-route")
    found = merged(*sides)
    assert left(found) == [Message("conflict.order_changed", items=SECTION["problems"].nouns)]
    assert loads(chosen(found.text, side)).strategy == loads(sides[side]).strategy


def test_two_orders_and_something_else_to_decide() -> None:
    ours = ordered("wrong-route", "lost-day", "no-second-plan").replace("and lose the day.", "and lose the weekend.")
    theirs = ordered("lost-day", "no-second-plan", "wrong-route").replace("and lose the day.", "and lose a day off.")
    found = merged(ours, theirs)
    assert len(found.conflicts) == 2
    assert "  # 1. id: wrong-route\n  # 2. id: lost-day\n" in found.text
    assert loads(chosen(found.text, 1)).strategy is not None


def test_links_and_lists_of_both_sides_are_joined() -> None:
    ours = with_(("rests_on: [lost-day]", "rests_on: [lost-day, wrong-route]"))
    theirs = with_(("rests_on: [lost-day]", "rests_on: [no-second-plan]"))
    strategy = loads(merged(ours, theirs).text).strategy
    assert strategy is not None
    assert strategy.objectives[0].rests_on == ("no-second-plan", "wrong-route")


def test_two_releases_of_two_branches() -> None:
    entry = "history:\n  - version: {0}\n    date: 2026-06-0{1}\n    summary: {2}\n"
    ours = with_(
        ("history:\n", entry.format("1.0.1", 1, "New evidence.")), ("version: 1.0.0\nupdated", "version: 1.0.1\nupdated")
    )
    theirs = with_(("history:\n", entry.format("1.1.0", 2, "Retailers.")), ("version: 1.0.0\nupdated", "version: 1.1.0\nupdated"))
    strategy = loads(merged(ours, theirs).text).strategy
    assert strategy is not None
    assert strategy.version == "1.1.0"
    assert [one.version for one in strategy.history] == ["1.1.0", "1.0.1", "1.0.0"]


def test_both_released_the_same_version() -> None:
    entry = "history:\n  - version: 1.0.1\n    date: 2026-06-01\n    summary: {0}\n"
    found = merged(with_(("history:\n", entry.format("New evidence."))), with_(("history:\n", entry.format("A typo."))))
    assert left(found) == [Message("conflict.released_twice", version="1.0.1", field="summary")]


def test_both_sides_keys_of_their_own() -> None:
    ours = with_(("target: 45 %", "x-crm: A-1\n    x-board: 4\n    target: 45 %"))
    theirs = with_(("target: 45 %", "x-crm: A-2\n    target: 45 %"))
    found = merged(ours, theirs)
    assert left(found) == [Message("conflict.field_changed", field="x-crm", item="second-season")]
    assert "    x-crm: A-1\n=======\n    x-crm: A-2\n>>>>>>> theirs\n    x-board: 4\n" in found.text


def test_a_section_in_one_line_is_laid_out_anew_to_be_marked() -> None:
    base = TEXT.replace("history:", 'users: [{id: planners, segment: "City people", today: nothing}]\nhistory:')
    found = merged(base.replace("City people", "City hikers"), base.replace("City people", "Village people"), base)
    assert len(found.conflicts) == 1
    assert all(one in found.text for one in ("segment: City hikers", "segment: Village people", "<<<<<<< ours"))


def test_a_spelling_on_one_side_gives_way_to_new_words_on_the_other() -> None:
    strategy = loads(merged(with_(("chosen on Friday", "chosen on friday")), with_(("on a phone", "at home"))).text).strategy
    assert strategy is not None
    assert strategy.insights[1].statement == "Most routes are chosen on Friday evening at home."


def test_an_own_key_that_one_side_emptied() -> None:
    base = TEXT.replace("product: Trailhead\n", "product: Trailhead\nx-a: 1\n")
    found = merged(base.replace("x-a: 1", "x-a:"), base.replace("x-a: 1", "x-a: 2"), base)
    assert "x-a:\n||||||| before\nx-a: 1\n=======\nx-a: 2\n>>>>>>> theirs\n" in found.text


def test_what_stays_needs_what_it_rests_on() -> None:
    problem = TEXT[TEXT.index("  - id: wrong-route") : TEXT.index("  - id: no-second-plan")]
    insight = TEXT[TEXT.index("  - id: friday-night") : TEXT.index("problems:")]
    found = merged(with_((problem, ""), (insight, "")), with_(("too hard for a friend", "too hard for a child")))
    assert left(found) == [
        Message("conflict.removed", item="friday-night", removed_by="ours", is_changed=False),
        Message("conflict.removed", item="wrong-route", removed_by="ours", is_changed=True),
    ]
    for side, count in ((0, 1), (1, 2)):
        strategy = loads(chosen(found.text, side)).strategy
        assert strategy is not None
        assert len(strategy.insights) == count


def test_two_items_never_get_one_id() -> None:
    both = merged(TEXT.replace("wrong-route", "route"), TEXT.replace("no-second-plan", "route"))
    strategy = loads(both.text).strategy
    assert strategy is not None
    assert [one.id for one in strategy.problems] == ["lost-day", "route", "route-2"]
    assert both.told_apart == (("route", "route-2"),)


def test_links_that_would_all_be_lost_are_left_to_decide() -> None:
    base = TEXT.replace("rests_on: [lost-day]", "rests_on: [lost-day, wrong-route]")
    ours, theirs = base.replace("[lost-day, wrong-route]", "[lost-day]"), base.replace("[lost-day, wrong-route]", "[wrong-route]")
    assert left(merged(ours, theirs, base)) == [Message("conflict.field_changed", field="rests_on", item="second-season")]


def test_figures_and_links_count_to_the_letter() -> None:
    assert len(merged(with_(("target: 45 %", "target: 1/2")), with_(("target: 45 %", "target: 1-2"))).conflicts) == 1


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


# ---- laws

many = settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)


def is_sound(one: Strategy) -> bool:
    ids = [item.id for _, item in items(one)]
    return len(ids) == len(set(ids)) and all(
        len({str(getattr(entry, section.main)) for entry in getattr(one, section.name)}) == len(getattr(one, section.name))
        for section in SECTIONS
        if section.holds and section.many and not section.has_ids
    )


@many
@given(strategy(), strategy())
def test_merge_with_itself_and_with_the_base(base: Strategy, other: Strategy) -> None:
    assume(is_sound(base) and is_sound(other))
    none: tuple[Conflict, ...] = ()
    for found in (merge(base, other, other), merge(base, base, other), merge(base, other, base)):
        assert (found.strategy, found.conflicts) == (other, none)


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
            assert text in base.parking_lot or any(means_the_same(text, kept) for kept in left)


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


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
@given(st.data())
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
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
