"""Journals that a version before wrote: they go on, and end as they would have ended then."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from stratcoach.files.codec import loads
from stratcoach.files.session_lines import JOURNAL_FORMAT
from stratcoach.files.sessions import Session, journal_path, peek
from stratcoach.files.workshop_upgrade import of_workshop
from stratcoach.files.writer import dump
from stratcoach.flow.events import (
    AnswerGiven,
    AnswerKept,
    Event,
    InterviewEvent,
    ListClosed,
    QuestionSkipped,
    interview_events,
)
from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Ask, Challenge, ReadBack
from stratcoach.reports.minutes import minutes
from stratcoach.services.session import dated
from stratcoach.services.workshop_session import reopened
from stratcoach.workshop.board_events import (
    AnswersBroughtIn,
    AsidePlaced,
    Ballot,
    BallotsCast,
    Confidence,
    ConfidenceSet,
    Decided,
    Fingers,
    FingersShown,
    LeftBallotJudged,
    MatterSettled,
    NotesBroughtIn,
    NotesChosen,
    SourcesNamed,
    ThoughtsParked,
    WrittenAnswer,
)
from stratcoach.workshop.intents import Source
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.people import Person
from stratcoach.workshop.workshop_events import (
    ActUndone,
    DeciderNamed,
    ObstacleNamed,
    PeopleListed,
    PhaseEntered,
    PlanChanged,
    PlannedStep,
    StepEntered,
    WorkshopPrepared,
)
from tests.flows import LIBRARY
from tests.printed import refused
from tests.rehearsal import EXAMPLES
from tests.workshops import BEGIN

OLD = Path(__file__).parent / "journals_of_format_1"


def old(kind: str, folder: Path) -> Path:
    """A journal of format 1 in a folder of its own."""
    journal = journal_path(folder / "strategy.yaml")
    journal.write_bytes((OLD / f"{kind}.jsonl").read_bytes())
    return journal


def talk(session: Session) -> Interview:
    header = session.header
    base = loads(header.base).strategy if header.base else None
    return Interview(LIBRARY, interview_events(session.events), base=base, only=header.only)


def test_an_interview_goes_on_with_all_its_answers(tmp_path: Path) -> None:
    session = Session.resume(old("interview", tmp_path))
    interview = talk(session)
    step = interview.step()
    assert isinstance(step, Ask), "a step that came later isn't gone back to; a bet is asked for what ends it"
    assert step.key == "assumptions#1.drop_if"
    interview.apply(QuestionSkipped(key=step.key))
    interview.apply(ListClosed(flow="proposals"))  # a step that it didn't have
    assert isinstance(interview.step(), ReadBack)
    strategy = dated(interview.assembly.strategy(), "draft", date(2026, 11, 24))
    assert dump(strategy) == (OLD / "interview.yaml").read_text(encoding="utf-8")
    session.close()


def test_a_revision_goes_on_with_what_was_half_done(tmp_path: Path) -> None:
    session = Session.resume(old("revise", tmp_path))
    step = talk(session).step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == ("problems#1.statement", "x")
    assert (session.begun_with, len(session.own)) == (len(session.events) - 3, 3)
    session.close()


def test_an_insight_that_was_being_added_goes_on(tmp_path: Path) -> None:
    session = Session.resume(old("learn", tmp_path))
    interview = talk(session)
    step = interview.step()
    assert isinstance(step, Ask | Challenge)
    assert step.key == "insights#5.statement"
    assert str(interview.state.answers["insights#5.occasion"]).startswith("The night nurse")
    session.close()


def test_a_workshop_ends_with_the_same_file_and_minutes(tmp_path: Path) -> None:
    journal = old("workshop", tmp_path)
    session = Session.resume(journal)
    room = reopened(session, tmp_path / "strategy.yaml")
    assert room.record.finished
    strategy = loads((EXAMPLES / "workshop" / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert strategy
    assert outcome(room).replace(version=strategy.version, updated=strategy.updated, status="draft") == strategy
    expected = (EXAMPLES / "workshop" / "strategy.workshop-2026-11-24.md").read_text(encoding="utf-8")
    assert minutes(room, strategy, "strategy.yaml") == expected
    session.close()


@pytest.mark.parametrize("kind", ["interview", "revise", "learn", "workshop"])
def test_an_old_journal_is_one_of_today_with_the_next_event(kind: str, tmp_path: Path) -> None:
    journal = old(kind, tmp_path)
    torn = journal.read_bytes()[:-9]
    journal.write_bytes(torn)
    session = Session.resume(journal)
    events, header = list(session.events), session.header
    kept = torn[: torn.rfind(b"\n") + 1]
    assert journal.read_bytes() == kept  # nothing is rewritten that nobody goes on with
    added: Event = ActUndone(at=BEGIN) if kind == "workshop" else AnswerKept(key="vision.user")
    session.append(added)
    session.close()
    first, *lines = journal.read_text(encoding="utf-8").splitlines()
    assert (json.loads(first)["format"], len(lines)) == (JOURNAL_FORMAT, len(events) + 1)
    assert all(json.loads(line)["event"][0].isupper() for line in lines)
    assert peek(journal) == (header, [*events, added])


@pytest.mark.parametrize("line", ['{"event": "sung"}', '{"event": "note", "key": "insights", "value": []}', '{"event": "undo"}'])
def test_what_was_no_event_then_is_none_now(line: str, tmp_path: Path) -> None:
    journal = old("interview", tmp_path)
    count = len(journal.read_text(encoding="utf-8").splitlines())
    journal.write_text(journal.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with refused("session.line_unreadable", number=count + 1):
        Session.resume(journal)


@pytest.mark.parametrize(
    ("kind", "key", "value", "event"),
    [
        ("ask.answer", "vision.user", "Hikers", AnswerGiven(key="vision.user", value="Hikers")),
        ("ahead", "", ("place", "Room 4", "goal", "One problem"), WorkshopPrepared(place="Room 4", goal="One problem")),
        ("ahead", "", "", WorkshopPrepared()),
        ("people", "", ("Ana", "Ben (senior, remote)"), PeopleListed(people=(Person("Ana"), Person("Ben", True, True)))),
        ("decider", "", ("Kim", "absent"), DeciderNamed(name="Kim", is_here=False)),
        ("week", "", "yes", ObstacleNamed()),
        ("plan", "left 45", ("open:6", "close:9"), _plan := PlanChanged(
            plan=(PlannedStep("open", 6), PlannedStep("close", 9)), sets_time=True, minutes_left=45
        )),
        ("plan", "", ("open:6", "close:9"), _plan.replace(sets_time=False, minutes_left=0)),
        ("plan", "", "+users/round_robin~2:10", PlanChanged(
            plan=(PlannedStep("+users/round_robin~2", 10, "users", "round_robin"),)
        )),
        ("enter", "insights", ("2", "1"), StepEntered(step="insights", order=(2, 1))),
        ("phase", "insights", ("2", "3"), PhaseEntered(step="insights", phase=2, dots=3)),
        ("phase", "insights", "2", PhaseEntered(step="insights", phase=2)),
        ("incoming", "insights", ("reaction", "Ana", "👍", "", "", "x"), NotesBroughtIn(
            step="insights", notes=(Note("👍", "Ana", "reaction"), Note("x"))
        )),
        ("answers", "", ("~vision", "Ben", "late", "?reply", "", "doubtful", "users", "Ana", "in time"), AnswersBroughtIn(
            answers=(
                WrittenAnswer("vision", "Ben", "late", is_too_late=True),
                WrittenAnswer("", "", "doubtful", doubt="reply"),
                WrittenAnswer("users", "Ana", "in time"),
            )
        )),
        ("park", "", "A thought", ThoughtsParked(thoughts=(Note("A thought"),))),
        ("place", "insights", ("notes", "1", "3"), AsidePlaced(where="notes", key="insights", numbers=(1, 3))),
        ("place", "trade_offs.round", "line", AsidePlaced(where="line", key="trade_offs.round")),
        ("place", "", "drop", AsidePlaced(where="drop")),
        ("ballots", "vision", ("Ana: 1 2", "Ben: the elder: 3"), BallotsCast(
            step="vision", ballots=(Ballot("Ana", (1, 2)), Ballot("Ben: the elder", (3,)))
        )),
        ("left_ballot", "vision", ("Ana", "no"), LeftBallotJudged(step="vision", person="Ana", counts=False)),
        ("choose", "vision", ("both", "1", "2"), NotesChosen(step="vision", numbers=(1, 2), keeps_all_tied=True)),
        ("decide", "vision", ("Ana", "left open", "", "Ben", "2026-12-04", "all"), Decided(
            step="vision", who="Ana", why="left open", owner="Ben", by="2026-12-04", keeps_others=True
        )),
        ("fist", "close", ("Ana", "2", "No date"), FingersShown(step="close", shown=(Fingers("Ana", 2, "No date"),))),
        ("settle", "", ("1", "task", "Ask", "Chi", ""), MatterSettled(number=1, becomes="task", text="Ask", owner="Chi")),
        ("sure", "", ("insights#1", "high"), ConfidenceSet(levels=(Confidence("insights#1", "high"),))),
        ("sources", "insights", ("5", "logs, May"), SourcesNamed(step="insights", sources=(Source(5, "logs, May"),))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_texts_in_places_become_named_fields(kind: str, key: str, value: str | tuple[str, ...], event: Event) -> None:
    assert of_workshop(kind, key, value) == event


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("booked", "soon"),
        ("phase", "x"),
        ("fist", ("Ana", "x", "")),
        ("settle", ("1", "sung")),
        ("sure", ("a", "b")),
        ("note", "x"),
    ],
)
def test_texts_that_mean_nothing_are_no_event(kind: str, value: str | tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        of_workshop(kind, "insights", value)


def test_an_interview_has_no_events_of_a_workshop(tmp_path: Path) -> None:
    session = Session.resume(old("interview", tmp_path))
    assert all(isinstance(event, InterviewEvent) for event in session.events)
    session.close()
