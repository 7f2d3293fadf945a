"""A new insight: what it speaks for and against, and what it puts in question."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.files.sessions import journal_path
from stratcoach.model import dates
from stratcoach.model.dates import spoken
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTION, items
from stratcoach.model.strategy import Strategy
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import question_wording, sentence, shows

INSIGHT = (
    "On Friday the train left without five of nine changes.\n.\nFive of nine changes missed the Friday train.\n"
    "2\n5 of 9 changes, train of 13 November\nNovember 2026\n\n"
)


@pytest.fixture
def strategy(folder: Path) -> Path:
    return first_release("platform", folder)


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


def test_an_insight_is_linked_to_what_it_speaks_for_and_against(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_text()
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}\n1\n3\n\n1\n")
    assert ran.status == 0, ran.err
    after = read(strategy)
    insight = after.insights[-1]
    assert (insight.statement, insight.challenges) == ("Five of nine changes missed the Friday train.", ("north-star",))
    assert after.assumptions[0].rests_on == (insight.id,)
    assert shows(ran.out, "coach.now_in_question")
    assert shows(ran.out, "next.what_now")
    assert "stratcoach revise north_star: " in ran.out
    assert "Changes that reach customers" in ran.out
    gone = [line for line in difflib.ndiff(before.splitlines(), strategy.read_text().splitlines()) if line.startswith("- ")]
    assert [line for line in gone if "updated" not in line] == []
    assert "trace/in-question" in stratcoach("lint").out


def test_what_was_looked_at_and_stands_is_not_in_question(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}\n\n4\n1\nThe train is for the other teams.\n1\n")
    assert ran.status == 0, ran.err
    after = read(strategy)
    assert after.north_star is not None
    assert after.north_star.reviewed == after.updated
    reviewed = sentence("interview.reviewed_because", day=spoken(after.updated), why="The train is for the other teams.")
    assert after.north_star.note.endswith(reviewed)
    assert not shows(ran.out, "coach.now_in_question")
    assert "trace/in-question" not in stratcoach("lint").out


def test_it_can_be_stopped_at_the_links_and_gone_on_with(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_text()
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}\n1\n:quit\n")
    assert ran.status == 130
    assert shows(ran.err, "coach.saved", command="stratcoach resume --plain")
    assert strategy.read_text() == before
    ran = stratcoach("resume", "--plain", typed="3\n\n1\n")
    assert ran.status == 0, ran.err
    assert read(strategy).insights[-1].challenges == ("north-star",)
    assert not journal_path(strategy).exists()


def test_nothing_is_asked_of_the_insights_that_are_there(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text(strategy.read_text().replace("    observed: ", "    x-observed: "))
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}\n\n\n1\n")
    assert ran.status == 0, ran.err
    assert len(question_wording("insights.observed").findall(ran.err)) == 1


def test_nothing_learned_leaves_the_file_as_it_was(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    ran = stratcoach("learn", "--plain", typed=":skip\n:skip\n\n")
    assert ran.status == 0, ran.err
    assert shows(ran.out, "coach.nothing_revised")
    assert strategy.read_bytes() == before


def test_a_bet_that_turned_out_true_becomes_the_insight(stratcoach: Run, strategy: Path) -> None:
    before = read(strategy)
    bet = before.assumptions[0]
    above = [item.id for _, item in items(before) if bet.id in item.rests_on]
    assert above
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}1\n\n\n1\n")
    assert ran.status == 0, ran.err
    after = read(strategy)
    insight = after.insights[-1]
    assert bet.id not in [one.id for one in after.assumptions]
    assert shows(insight.note, "interview.was_a_bet", test=bet.test, bet=bet.statement)
    for section, item in items(after):
        assert bet.id not in item.rests_on
        if item.id in above and "insights" in section.may_rest_on:
            assert insight.id in item.rests_on
        elif item.id in above:
            assert shows(item.note, "interview.bet_proved_right", insight=insight.id)
    report = stratcoach("lint").out
    assert "trace/broken-link" not in report
    assert "trace/wrong-way" not in report


def test_a_bet_that_was_lost_puts_what_rests_on_it_in_question(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}\n\n1\n\n1\n")
    assert ran.status == 0, ran.err
    after = read(strategy)
    lost = after.assumptions[0].id
    assert after.insights[-1].challenges == (lost,)
    above = [item.id for _, item in items(after) if lost in item.rests_on]
    assert {lost, *above} <= set(Links(after).in_question)


def test_one_can_go_back_through_the_links_into_the_insight(stratcoach: Run, strategy: Path) -> None:
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}\n1\n:back\n:back\n1\n\n\n1\n")
    assert ran.status == 0, ran.err
    after = read(strategy)
    assert shows(after.insights[-1].note, "interview.was_a_bet")
    again = stratcoach("learn", "--plain", typed=f"{INSIGHT}:back\n:quit\n")
    assert again.status == 130
    noun = SECTION["insights"].noun
    assert sum(again.err.count(sentence("screen.so_many_so_far", count=count, noun=noun)) for count in (5, 6)) >= 2


def test_before_it_is_written_one_sees_what_will_be(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    ran = stratcoach("learn", "--plain", typed=f"{INSIGHT}\n\n3\n\n")
    assert ran.status == 130
    assert shows(ran.err, "interview.it_speaks_against")
    assert shows(ran.err, "interview.things_in_question")
    assert shows(ran.err, "interview.write_to_file")
    assert strategy.read_bytes() == before


def test_a_date_is_counted_from_the_day_on_which_it_was_said(stratcoach: Run, strategy: Path) -> None:
    text = INSIGHT.replace("November 2026", "last month")
    first = dates.months_later(date.today().replace(day=1), -1)  # noqa: DTZ011  the person's own day is meant
    ran = stratcoach("learn", "--plain", typed=f"{text}:quit\n")
    assert shows(ran.err, "screen.read_as", date=f"{spoken(first.isoformat()[:7])}")
    journal = journal_path(strategy).read_text()
    assert f'"value": "{first:%Y-%m}"' in journal
    assert "last month" not in journal
    ran = stratcoach("resume", "--plain", typed="\n1\n2\n\n1\n")
    assert ran.status == 0, ran.err
    assert read(strategy).insights[-1].observed == f"{first:%Y-%m}"


def test_what_was_reviewed_before_a_revision_was_cut_off_is_suggested_by_the_next_run(stratcoach: Run, strategy: Path) -> None:
    assert stratcoach("learn", "--plain", typed=f"{INSIGHT}\n1\n3\n\n1\n").status == 0
    cut = stratcoach("revise", "north_star", "--plain", typed="\n" * 13 + "1\n")
    assert cut.status == 130
    assert shows(cut.err, "interview.why_still_hold")
    again = stratcoach("resume", "--plain", typed="\nThe train is for the other teams.\n")
    assert again.status == 0, again.err
    after = read(strategy)
    assert after.north_star is not None
    assert after.north_star.reviewed == after.updated
    assert after.north_star.note.endswith("The train is for the other teams.")
