"""Merging by meaning: items, fields, links, ids and releases of two sides."""

from __future__ import annotations

import pytest

from stratcoach.files.codec import loads
from stratcoach.messages import Message
from stratcoach.model.sections import SECTION
from tests.diff.merging import TEXT, left, merged, with_
from tests.printed import sentence, shows


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
        f"    baseline: 22 %\n<<<<<<< ours: {sentence('conflict.field_changed', field='target', item='second-season')}\n    target: 50 %\n||||||| before\n    target: 45 %\n=======\n    target: 30 %\n>>>>>>> theirs\n    by: 2028\n"
        in found.text
    )


def test_the_file_with_marks_says_so_to_lint() -> None:
    found = merged(with_(("target: 45 %", "target: 50 %")), with_(("target: 45 %", "target: 30 %")))
    document = loads(found.text)
    assert document.strategy is None
    assert shows(str(document.troubles[0].message), "file.unfinished_merge")


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
