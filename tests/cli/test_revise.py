"""`revise` as a user calls it: one section again, the rest as it is, and what hangs on it said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.files.release_copies import keep
from stratcoach.model.links import Links
from stratcoach.model.strategy import Strategy
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import shows


@pytest.fixture
def strategy(folder: Path) -> Path:
    return first_release("bakery", folder)


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


def test_a_section_is_revised_in_place(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_text()
    ran = stratcoach("revise", "problems", "--plain", typed="Village bakers throw a tenth away each Saturday.\n" + "\n" * 9)
    assert ran.status == 0, ran.err
    after = strategy.read_text()
    assert "Village bakers throw a tenth away each Saturday." in after
    outside = [line for line in before.splitlines() if line not in after.splitlines()]
    assert all("statement" in line or "Village" in line or "tenth" in line or "updated" in line for line in outside)


def test_what_is_told_in_other_words_is_traced_again(stratcoach: Run, strategy: Path) -> None:
    before = read(strategy).problems[0]
    assert len(before.rests_on) == 3
    assert before.because
    replies = (
        "Village bakers throw a tenth away each Saturday.\nA smaller dough\nTwo rounds\n.\n1\nBakers who know by noon what is left bake less of it the next day.\n"
        + "\n" * 4
    )
    ran = stratcoach("revise", "problems", "--plain", typed=replies)
    assert ran.status == 0, ran.err
    assert shows(ran.err, "screen.enter_keeps", suggested=before.because)
    after = read(strategy).problems[0]
    assert (after.because, after.note) == (
        "Bakers who know by noon what is left bake less of it the next day.",
        "Ways in which somebody could solve it: A smaller dough; Two rounds",
    )
    assert read(strategy).problems[0].rests_on == (read(strategy).insights[0].id,)
    same = stratcoach("revise", "problems", "--plain", "--start-over", typed=f"{read(strategy).problems[0].statement.upper()}\n")
    assert not shows(same.err, "interview.rests_on_what_now")


def test_what_rests_on_an_item_is_said_before_it_is_changed(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("revise", "problems", "--plain", typed="")
    first = read(strategy).problems[0]
    above = Links(read(strategy)).resting_on[first.id]
    assert above
    assert shows(ran.err, "interview.check_what_rests_on_it")


def test_what_is_in_question_is_said_and_can_be_confirmed(stratcoach: Run, strategy: Path) -> None:
    first = read(strategy).problems[0]
    strategy.write_text(
        strategy.read_text().replace(
            "insights:\n",
            "insights:\n  - id: doubt\n    statement: Nine of ten bakers sold out on Saturday.\n    source: observation\n"
            f"    evidence: 9 of 10 bakers\n    observed: 2026-11\n    challenges: [{first.id}]\n",
            1,
        )
    )
    assert first.id in Links(read(strategy)).in_question
    ran = stratcoach("revise", "problems", "--plain", typed="\n" * 5 + "1\nThey sold out because they bake too little.\n")
    assert ran.status == 0, ran.err
    assert shows(ran.err, "interview.in_question_because", items="“Nine of ten bakers sold out on Saturday”")
    after = read(strategy).problems[0]
    assert first.id not in Links(read(strategy)).in_question
    assert after.note.endswith("They sold out because they bake too little.")


def test_a_revision_of_a_released_strategy_ends_in_a_release(stratcoach: Run, strategy: Path) -> None:
    keep(strategy, "1.0.0", strategy.read_text())
    replies = "Village bakers throw a tenth away each Saturday.\n" + "\n" * 7
    ran = stratcoach("revise", "problems", "--plain", typed=f"{replies}1\n\nNarrower.\nWe counted.\n\n")
    assert ran.status == 0, ran.err
    assert shows(ran.err, "coach.make_it_the_next")
    assert shows(ran.out, "release.released", path="strategy.yaml", version="1.1.0")
    assert (read(strategy).history[0].summary, read(strategy).history[0].because) == ("Narrower.", "We counted.")


def test_a_release_can_wait(stratcoach: Run, strategy: Path) -> None:
    keep(strategy, "1.0.0", strategy.read_text())
    replies = "Village bakers throw a tenth away each Saturday.\n" + "\n" * 7
    assert stratcoach("revise", "problems", "--plain", typed=f"{replies}2\n").status == 0
    assert read(strategy).version == "1.0.0"
    assert read(strategy).problems[0].statement == "Village bakers throw a tenth away each Saturday."


def test_what_changed_meanwhile_and_what_was_revised_are_put_together(stratcoach: Run, strategy: Path, folder: Path) -> None:
    stratcoach("revise", "users", "--plain", typed="\nadd\nCooks in village inns who bake their own bread at night.\n")
    strategy.write_text(strategy.read_text().replace("owner: Mara", "owner: Ada"))
    ran = stratcoach("resume", "--plain", typed=":skip\n:skip\n1\n\n\n")
    assert ran.status == 0, ran.err
    assert shows(ran.err, "coach.merged_with_changes")
    assert "owner: Ada" in strategy.read_text()
    assert "Cooks in village inns" in strategy.read_text()
    assert not (folder / "strategy-2.yaml").exists()


def test_where_both_changed_the_same_neither_side_is_lost(stratcoach: Run, strategy: Path, folder: Path) -> None:
    segment = read(strategy).users[0].segment
    stratcoach("revise", "users", "--plain", typed="Cooks in village inns who bake their own bread at night.\n")
    raw = strategy.read_text()
    begin = raw.index("    segment:")
    end = raw.index("\n    today:", begin)
    strategy.write_text(raw[:begin] + "    segment: Bakers in towns who bake at night." + raw[end:])
    ran = stratcoach("resume", "--plain", typed="\n" * 6)
    assert ran.status == 0, ran.err
    assert shows(ran.err, "coach.changed_in_same_places", path="strategy.yaml")
    assert "`segment`" in ran.err
    assert shows(ran.err, "coach.replace_when_done", command="mv strategy-2.yaml strategy.yaml")
    assert read(strategy).users[0].segment == "Bakers in towns who bake at night." != segment
    assert "Cooks in village inns" in (folder / "strategy-2.yaml").read_text()
    assert "<<<<<<< ours" in (folder / "strategy-2.yaml").read_text()


def test_what_was_in_question_and_is_changed_counts_as_looked_at(stratcoach: Run, strategy: Path) -> None:
    first = read(strategy).problems[0]
    doubt = f"  - id: doubt\n    statement: They sold out.\n    observed: 2026-11\n    challenges: [{first.id}]\n"
    strategy.write_text(strategy.read_text().replace("insights:\n", f"insights:\n{doubt}", 1))
    ran = stratcoach("revise", "problems", "--plain", typed="Village bakers throw a tenth away each Saturday.\n" + "\n" * 8)
    assert ran.status == 0, ran.err
    assert first.id not in Links(read(strategy)).in_question


def test_a_file_that_cannot_be_read_is_not_revised(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_text("stratcoach: 1\nonwer: x\n")
    ran = stratcoach("revise", "vision", "--plain", typed="")
    assert ran.status == 2
    assert "strategy.yaml:2:1: " in ran.err
    assert shows(ran.err, "file.unknown_key", key="onwer", likely="owner")


@pytest.mark.parametrize(
    "section",
    ["insights", "vision", "north_star", "problems", "users", "positioning", "objectives", "trade_offs", "assumptions"],
)
def test_a_revision_by_enter_alone_changes_nothing(stratcoach: Run, strategy: Path, section: str) -> None:
    before = strategy.read_bytes()
    ran = stratcoach("revise", section, "--plain", typed="\n" * 60)
    assert ran.status == 0
    assert shows(ran.out, "coach.nothing_revised")
    assert strategy.read_bytes() == before


def test_a_date_is_revised_as_it_is_said(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("revise", "north-star", "--plain", typed="\n\n\n.\n\n\nend of next year\n\n\n\n\n")
    year = date.today().year + 1  # noqa: DTZ011  the person's own day is meant
    assert ran.status == 0, ran.err
    assert shows(ran.err, "screen.read_as", date=str(year))
    north_star = read(strategy).north_star
    assert north_star is not None
    assert north_star.by == f"{year}"


@pytest.mark.parametrize(("typed", "meant"), [("vison", "vision"), ("probelms", "problems"), ("assumtion", "assumptions")])
def test_a_mistyped_section_is_guessed(stratcoach: Run, strategy: Path, typed: str, meant: str) -> None:
    for files in ((), ("strategy.yaml",), ("vision",)):
        ran = stratcoach("revise", *files, typed, "--plain", typed="")
        assert ran.status == 2
        assert shows(ran.err, "coach.sections_are", likely=meant)
    assert strategy.exists()


def test_enter_leaves_out_what_a_section_can_be_without(stratcoach: Run, strategy: Path) -> None:
    text = strategy.read_text()
    begin = text.index("\nchallenge:")
    strategy.write_text(text[:begin] + text[text.index("\n\n", begin) :])
    assert not read(strategy).challenge
    before = strategy.read_bytes()
    ran = stratcoach("revise", "problems", "--plain", typed="\n" * 6)
    assert ran.status == 0, ran.err
    assert shows(ran.out, "coach.nothing_revised")
    assert strategy.read_bytes() == before
