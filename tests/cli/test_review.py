"""`review`: what is due, most important first, in one sitting; each decision is written at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from stratcoach.commands import reading_questions, review_sitting, taking_readings
from stratcoach.commands.review_sitting import MINUTES, ReviewSitting
from stratcoach.errors import Paused
from stratcoach.files.codec import loads
from stratcoach.flow.protocol import Ask, Reply, Step
from stratcoach.messages import Text
from stratcoach.model.dates import spoken
from stratcoach.model.links import Links
from stratcoach.model.strategy import Strategy
from stratcoach.reports.calendar_file import fold, render, uid
from stratcoach.services.matters import due_matters, matters
from tests.conftest import Run
from tests.printed import sentence, shows

DAY = date(2026, 11, 30)
DUE = """\
stratcoach: 1
product: Crumb, the planner
version: 1.0.0
updated: 2026-06-01
review_by: 2026-11
insights:
  - {id: seen, statement: Bakers count on Saturday., evidence: 9 of 11, observed: 2026-05}
assumptions:
  - {id: scales, statement: Bakers weigh every day., test: Ten bakeries., by: 2026-10, owner: Mara, rests_on: [seen]}
  - {id: grants, statement: There are grants., test: Ask., by: 2027-06}
  - {id: mills, statement: Mills deliver., test: Ask., by: 2026-09}
problems:
  - {id: blind, statement: Bakers bake blind., rests_on: [scales]}
objectives:
  - {id: waste, statement: Less waste., metric: Share left over, baseline: 10 %, target: 5 %, by: 2027-12, rests_on: [blind]}
  - id: stay
    statement: Bakeries stay.
    metric: Bakeries that pay
    baseline: 58 %
    target: 80 %
    by: 2027-12
    readings: [{date: 2026-11, value: 60 %}]
proposals:
  - {proposal: Runners, answer: open, owner: Ana, by: 2026-11-01}
  - {proposal: Riders, answer: no, because: No., by: 2026-11-01}
questions:
  - {question: Is there a rival?, by: 2026-11-20}
  - {question: Who weighs?, on: waste, by: 2026-11-29}
  - {question: What in May?, by: 2027-05}
waivers:
  - {rule: vision/slogan, on: vision, because: Short., until: 2026-10}
history:
  - {version: 1.0.0, date: 2026-06-01}
"""
LONG_AGO = """\
stratcoach: 1
product: Crumb
version: 1.0.0
updated: 2020-01-01
review_by: 2020-02
assumptions:
  - {id: scales, statement: Bakers weigh every day., test: Ten bakeries., by: 2020-03}
  - {id: grants, statement: There are grants., test: Ask., by: 2098}
history:
  - {version: 1.0.0, date: 2020-01-01}
"""


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


@pytest.fixture
def strategy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (review_sitting, reading_questions):
        monkeypatch.setattr(module, "today", lambda: DAY)
    monkeypatch.setattr(taking_readings, "_today", lambda: DAY)
    path = folder / "strategy.yaml"
    path.write_text(DUE)
    return path


class Person:
    """Gives one reply after the other, and stops behind the last one."""

    attended = True
    exit_status = 130

    def __init__(self, *replies: str) -> None:
        self._replies: Iterator[str] = iter(replies)
        self.asked: list[str] = []

    def put(self, step: Step, keep: object = None) -> Reply:  # noqa: ARG002  as a prompter has it
        assert isinstance(step, Ask)
        self.asked.append(f"{step.ask}")
        answer = next(self._replies, "quit")
        if answer in ("quit", "back", "skip"):
            return Reply(answer)  # type: ignore[arg-type]
        return Reply("answer", answer)

    def say(self, text: Text) -> None:
        pass


def sit(path: Path, *replies: str) -> tuple[ReviewSitting, Person]:
    person = Person(*replies)
    sitting = ReviewSitting(path, person)
    with suppress(Paused):
        sitting.go_through()
    return sitting, person


def names(strategy: Strategy, day: date = DAY) -> list[tuple[str, str]]:
    return [(one.kind, one.said) for one in due_matters(strategy, day)]


def answered(question: str, answer: str) -> str:
    """What is noted of an answer that was given on the day."""
    return sentence("review.question_and_answer", question=question, answer=answer, date=spoken(DAY.isoformat()))


def test_the_most_important_comes_first_and_nothing_that_is_not_due(strategy: Path) -> None:
    assert names(read(strategy)) == [
        ("bet", "Bakers weigh every day."),  # something rests on it
        ("bet", "Mills deliver."),
        ("reading", "Less waste."),
        ("question", "Is there a rival?"),
        ("question", "Who weighs?"),
        ("proposal", "Runners"),
        ("waiver", sentence("review.accepted", rule="vision/slogan", on="vision", because="Short.")),
        ("review", ""),
    ]
    assert names(read(strategy), date(2026, 8, 30)) == []


def test_a_bet_that_was_lost_or_reviewed_is_settled(strategy: Path) -> None:
    lost = DUE.replace("problems:", "  - {id: x, statement: X., by: 2026-09, reviewed: 2026-10-01}\nproblems:").replace(
        "assumptions:", "  - {id: no, statement: Four stopped., observed: 2026-11, challenges: [scales]}\nassumptions:"
    )
    strategy.write_text(lost)
    assert [said for kind, said in names(read(strategy)) if kind == "bet"] == ["Mills deliver."]


def test_each_decision_is_written_before_the_next_question(strategy: Path) -> None:
    sitting, person = sit(
        strategy,
        *("held", "8 of 10 weighed for six weeks"),
        *("lost", "Two mills refused."),
        *("8 %",),
        *("answered", "Yes, one in Graz."),
        *("answered", "The apprentice."),
        *("new_day", "15 January 2027"),
        "drop",
        *("new_day", "2027-02-28"),
    )
    after = read(strategy)
    held, refused = after.insights[1:]
    assert (held.statement, held.evidence, held.observed) == (
        "Bakers weigh every day.",
        "8 of 10 weighed for six weeks",
        "2026-11-30",
    )
    assert after.problems[0].rests_on == (held.id,)
    assert (refused.statement, refused.challenges) == ("Two mills refused.", ("mills",))
    assert "mills" in Links(after).in_question
    assert [(one.date, one.value) for one in after.objectives[0].readings] == [("2026-11-30", "8 %")]
    assert after.objectives[0].note == answered("Who weighs?", "The apprentice.")
    assert after.parking_lot == (answered("Is there a rival?", "Yes, one in Graz."),)
    assert [one.question for one in after.questions] == ["What in May?"]
    assert [one.by for one in after.proposals] == ["2027-01-15", "2026-11-01"]
    assert (after.waivers, after.review_by, after.updated) == ((), "2027-02-28", "2026-11-30")
    assert (len(sitting.written), sitting.left(), len(person.asked)) == (8, 0, 14)


def test_whoever_stops_goes_on_with_what_is_left(strategy: Path) -> None:
    sit(strategy, "new_day", "2027-01", "later")
    assert [one.by for one in read(strategy).assumptions] == ["2027-01", "2027-06", "2026-09"]
    assert [kind for kind, _ in names(read(strategy))][:2] == ["bet", "reading"]
    _, person = sit(strategy, "later", "7 %")
    assert read(strategy).objectives[0].readings[0].value == "7 %"
    assert "Mills deliver" in person.asked[0]


def test_a_reading_counts_as_written_even_if_somebody_stops_at_what_it_means(strategy: Path) -> None:
    sitting, person = sit(strategy, "later", "later", "11 %")
    assert shows(person.asked[-1], "reading.strategy_or_work")
    assert len(sitting.written) == 1
    assert read(strategy).objectives[0].readings[0].value == "11 %"


def test_going_back_takes_the_last_decision_back(strategy: Path) -> None:
    sitting, _ = sit(strategy, "back", "new_day", "2027-01", "back", "later", "later", "7 %", "back", "8 %", "back", "skip")
    assert strategy.read_text() == DUE
    assert sitting.written == []


def test_a_new_day_is_to_come(strategy: Path) -> None:
    sit(strategy, "new_day", "2026-10", "yesterday", "nonsense", "2026-12")
    assert read(strategy).assumptions[0].by == "2026-12"


def test_going_back_passes_what_is_no_longer_asked(strategy: Path) -> None:
    """The question on a bet goes with the bet."""
    on_a_bet = DUE.replace("{question: Is there a rival?, by", "{question: Is there a rival?, on: scales, by")
    strategy.write_text(on_a_bet)
    sitting, person = sit(strategy, "held", "Seen.", "later", "skip", "back", "back", "back", "later")
    assert [asked.partition(".")[0] for asked in person.asked[-4:]][1:3] == [
        person.asked[2].partition(".")[0],
        person.asked[0].partition(".")[0],
    ]
    assert strategy.read_text() == on_a_bet
    assert sitting.written == []


def test_what_somebody_changed_meanwhile_is_neither_asked_nor_overwritten(strategy: Path) -> None:
    person = Person("later")

    class Busy(Person):
        def put(self, step: Step, keep: object = None) -> Reply:
            strategy.write_text(DUE.replace("statement: Mills deliver.", "statement: Mills deliver daily."))
            return super().put(step, keep)

    person = Busy("later", "7 %")
    with pytest.raises(Paused):
        ReviewSitting(strategy, person).go_through()
    assert not any("Mills" in asked for asked in person.asked)


def test_after_fifteen_minutes_it_asks_whether_to_go_on(strategy: Path) -> None:
    minutes = iter([0, 0, MINUTES * 60, MINUTES * 60, MINUTES * 120 - 1, MINUTES * 120, *[MINUTES * 180] * 9])
    person = Person("later", "go_on", "later", "skip", "stop")
    ReviewSitting(strategy, person, clock=lambda: float(next(minutes))).go_through()
    assert [at for at, asked in enumerate(person.asked) if shows(asked, "review.time_is_up", minutes=MINUTES)] == [1, 4]


def test_the_command_lists_writes_a_calendar_and_ends_in_a_release(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text(LONG_AGO)
    listed = json.loads(stratcoach("review", "--format", "json").out)
    assert [(one["kind"], one["on"], one["minutes"]) for one in listed["due"]] == [("bet", "scales", 4), ("review", "", 1)]
    assert [one["on"] for one in listed["ahead"]] == ["grants"]
    assert stratcoach("review", "--list").status == 0
    assert stratcoach("review").status == 2  # nobody is there
    assert strategy.read_text() == LONG_AGO
    for _ in range(2):  # it replaces what it has written
        assert stratcoach("review", "--ics").status == 0
    assert (strategy.parent / "strategy.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    (strategy.parent / "other.ics").write_text("mine")
    assert stratcoach("review", "--ics", "-o", "other.ics").status == 2
    assert stratcoach("review", "--ics", "-o", "-").out.endswith("END:VCALENDAR\n")
    assert stratcoach("release", "--keep").status == 0
    ran = stratcoach("review", "--plain", typed="3\n2099\n1\n2099\n2\n")
    assert ran.status == 0, ran.err
    assert ran.err.rstrip().endswith("> 2")  # the release, later
    assert (read(strategy).assumptions[0].by, read(strategy).review_by) == ("2099", "2099")
    assert stratcoach("review").status == 0


def test_an_open_idea_is_weighed_at_the_end(stratcoach: Run, strategy: Path) -> None:
    open_idea = "proposals:\n  - {proposal: Runners, answer: open, owner: Ana, by: 2020-03}\n"
    strategy.write_text(LONG_AGO.replace("history:", f"{open_idea}history:", 1))
    ran = stratcoach(
        "review",
        "--plain",
        typed="4\n1\n2\n2\n1\nNo runners.\n1\nThree of 400 who came last year ran.\nForty ask in a month.\n\n2\n",
    )
    assert ran.status == 0, ran.err
    after = read(strategy)
    assert [(one.proposal, one.answer, one.decided_by) for one in after.proposals] == [
        ("Runners", "no", (after.boundaries[0].id,))
    ]
    assert after.boundaries[0].statement == "No runners."
    assert shows(ran.out, "review.done", count=1, left=2)


# ---- the calendar


def test_a_calendar_has_an_event_for_each_day(strategy: Path) -> None:
    text = render(matters(read(strategy)), "Crumb; the \\planner", DAY, "Made by x")
    assert text.count("BEGIN:VEVENT\r\n") == text.count("END:VEVENT\r\n") == len(matters(read(strategy)))
    assert text.replace("\r\n", "").count("\n") == text.replace("\r\n", "").count("\r") == 0
    assert "X-WR-CALNAME:Crumb\\; the \\\\planner\r\n" in text
    assert "DTSTART;VALUE=DATE:20261129\r\nDTEND;VALUE=DATE:20261130\r\n" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_an_event_keeps_its_id_when_its_day_moves(strategy: Path) -> None:
    before = {uid(one, "p") for one in matters(read(strategy))}
    strategy.write_text(DUE.replace("by: 2026-", "by: 2027-").replace("until: 2026", "until: 2027"))
    assert {uid(one, "p") for one in matters(read(strategy))} == before
    assert len(before) == len(matters(read(strategy)))


@pytest.mark.parametrize("line", ["x" * 200, "SUMMARY:" + "ü語🎉" * 40, "", "y" * 75])
def test_a_line_is_folded_at_75_octets_and_unfolds_to_itself(line: str) -> None:
    pieces = list(fold(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece.removeprefix(" ") for piece in pieces[1:]) == line
    assert len(list(fold(line))) == 1 or len(line.encode()) > 75
