"""The interview: what it asks and in whose words, back, skip, park, lists."""

from __future__ import annotations

from datetime import date

import pytest

from stratcoach.flow.events import (
    AnswerGiven,
    AnswerKept,
    AnswerReopened,
    AnswerUnknown,
    EntryMoved,
    EntryRemoved,
    ListClosed,
    QuestionSkipped,
)
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, ReadBack, Reply
from stratcoach.flow.question_key import parse_key
from stratcoach.flow.readback import chains
from stratcoach.messages import NOTHING, Message
from stratcoach.model.strategy import Objective, Strategy
from tests.flow.talking import BACK, CLOSE, FINISH, KEEP, QUICK, SKIP, UNKNOWN, asks, talk
from tests.printed import sentence, shows, shows_question, versions


def test_a_first_version_has_eight_questions(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK, FINISH])
    assert isinstance(interview.step(), Done)
    asked = {(parse_key(key).flow, parse_key(key).question) for key in interview.state.answers if not key.startswith("start.")}
    assert len(asked) == 8
    assert {flow for flow, _ in asked} == {"insights", "vision", "problems", "users", "objectives"}


def test_a_first_version_links_what_leaves_no_choice(library: Library) -> None:
    interview, _, _ = talk(library, QUICK)
    strategy = interview.assembly.strategy()
    assert strategy.users[0].rests_on == (strategy.problems[0].id,)
    assert strategy.objectives[0].rests_on == (strategy.problems[0].id, strategy.users[0].id)


def test_the_time_is_asked_first_and_each_choice_says_what_it_leaves_out(library: Library) -> None:
    step = Interview(library).step()
    assert isinstance(step, Ask)
    assert shows_question(str(step.ask), "start.agenda")
    quick, solo = library.agendas["quick"], library.agendas["solo"]
    assert [str(option.label) for option in step.options] == [
        sentence("interview.agenda_minutes", minutes=15, title=quick.title),
        sentence("interview.agenda_hours", hours=1.75, title=solo.title),
    ]
    for agenda, option in zip((quick, solo), step.options, strict=True):
        assert agenda.leaves_out
        assert agenda.leaves_out in str(option.more)


def test_questions_quote_what_was_said_before(library: Library) -> None:
    interview, _, _ = talk(
        library, ["solo", "Trailhead", "company", "Saturday, 7:40, the car park was full, and they drove home."]
    )
    step = interview.step()
    assert isinstance(step, Ask)
    told = "Saturday, 7:40, the car park was full, and they drove home"
    assert shows_question(str(step.ask), "insights.statement", occasion=told)


def test_a_question_without_that_answer_finds_other_words(library: Library) -> None:
    interview, _, _ = talk(library, ["solo", "Trailhead", "company", SKIP])
    step = interview.step()
    assert isinstance(step, Ask)
    assert shows_question(str(step.ask), "insights.statement")
    assert "{" not in str(step.ask)


def test_links_are_offered_by_what_was_said_and_never_by_id(library: Library) -> None:
    interview, _, _ = talk(library, QUICK[:11])
    step = interview.step()
    assert isinstance(step, Ask)
    assert [option.label for option in step.options] == [str(QUICK[n]).removesuffix(".") for n in (3, 5, 7)]


def test_a_weak_answer_is_asked_about_with_the_words_that_caused_it(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:10], "Become the leading hiking platform in Europe."])
    step = interview.step()
    assert isinstance(step, Challenge)
    assert step.words in step.answer
    assert "?" in str(step.question)


def test_the_coach_asks_twice_at_the_most(library: Library) -> None:
    weak = "Become the leading hiking platform in Europe."
    interview, _, _ = talk(library, [*QUICK[:10], weak, f"{weak} And in Asia.", f"{weak} And in Africa."])
    assert asks(interview.step()) == "vision.rests_on"


def test_a_kept_answer_stays_and_the_interview_goes_on(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:10], "Become the leading hiking platform in Europe.", KEEP])
    assert asks(interview.step()) == "vision.rests_on"
    assert interview.state.answers["vision.statement"] == "Become the leading hiking platform in Europe."


def test_a_good_answer_is_never_asked_about(library: Library) -> None:
    _, events, transcript = talk(library, [*QUICK, FINISH])
    assert not shows(transcript, "screen.you_wrote")
    assert sum(isinstance(event, AnswerGiven) for event in events) == len(QUICK) - 1


def test_back_asks_the_question_before_again_with_its_answer(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:5], BACK])
    step = interview.step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == ("insights#1.source", "interviews")


def test_back_at_the_first_question_changes_nothing(library: Library) -> None:
    interview, events, transcript = talk(library, [BACK])
    assert (asks(interview.step()), events) == ("start.agenda", [])
    assert shows(transcript, "coach.this_is_the_first")


def test_back_over_an_improved_answer_returns_to_the_question_and_not_to_the_coach(library: Library) -> None:
    weak = "Become the leading hiking platform in Europe."
    interview, _, _ = talk(
        library, [*QUICK[:10], weak, "Anyone with a free Saturday sets out knowing that the day will work.", BACK]
    )
    step = interview.step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == (
        "vision.statement",
        "Anyone with a free Saturday sets out knowing that the day will work.",
    )


def test_a_skipped_question_stays_open_and_nothing_is_forced(library: Library) -> None:
    interview, _, _ = talk(library, ["quick", SKIP, SKIP, *[SKIP, CLOSE], *[SKIP] * 2, *[SKIP, CLOSE] * 3])
    assert isinstance(interview.step(), ReadBack)
    assert interview.assembly.strategy() == Strategy()


def test_a_parked_thought_is_kept_and_the_question_stays(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:3], Reply("park", "Winter sports?")])
    assert asks(interview.step()) == "insights#1.statement"
    assert interview.assembly.strategy().parking_lot == ("Winter sports?",)


def test_what_nobody_knows_becomes_an_open_question_with_a_name_and_a_date(library: Library) -> None:
    interview, _, _ = talk(
        library, ["quick", "Trailhead", *QUICK[2:5], *[SKIP, CLOSE], UNKNOWN, "What will be different?", "Ada", "2027-03"]
    )
    question = interview.assembly.strategy().questions[0]
    assert (question.question, question.owner, question.by) == ("What will be different?", "Ada", "2027-03")


def test_a_missing_ground_becomes_an_assumption_that_carries_what_rests_on_it(library: Library) -> None:
    told: list[Reply | str] = [UNKNOWN, "Wardens will share their counts.", "Ask five parks.", "Ada", "2027-03"]
    interview, _, _ = talk(library, [*QUICK[:13], *told])
    strategy = interview.assembly.strategy()
    assert [bet.statement for bet in strategy.assumptions] == ["Wardens will share their counts."]
    assert strategy.problems[0].rests_on == (strategy.assumptions[0].id,)


def test_an_unknown_baseline_is_written_as_unknown_with_a_question_on_it(library: Library) -> None:
    interview = Interview(library)
    for event in (
        AnswerGiven(key="start.agenda", value="solo"),
        AnswerGiven(key="objectives#1.statement", value="Hikers stay."),
        AnswerUnknown(key="objectives#1.baseline"),
        AnswerGiven(key="objectives#1.baseline?text", value="Where do we stand?"),
        AnswerGiven(key="objectives#1.baseline?owner", value="Ada"),
    ):
        interview.apply(event)
    strategy = interview.assembly.strategy()
    assert strategy.objectives[0].baseline == "unknown"
    assert (strategy.questions[0].on, strategy.questions[0].owner) == (strategy.objectives[0].id, "Ada")


@pytest.mark.parametrize(
    ("key", "before", "suggested"),
    [
        ("insights#1.occasion", (), "What have we not seen users do yet, and whom could we watch?"),
        (
            "insights#1.observed",
            ("insights#1.statement",),
            sentence("interview.question_about", question=versions("insights.observed")[-1], about="They wait"),
        ),
        ("vision.big_asks", ("vision.big_statement",), "What would the future far from today ask of us: “They wait”?"),
        (
            "vision.other_because",
            ("vision.low_statement", "vision.big_statement"),
            "What speaks against the future that we didn't choose?",
        ),
        ("north_star.definition", ("north_star.metric",), "What exactly counts as one in “They wait”?"),
        ("north_star.by", (), "By when should the north star metric be where we want it?"),
    ],
)
def test_what_nobody_knows_becomes_a_question_that_is_understood_without_the_talk_around_it(
    library: Library, key: str, before: tuple[str, ...], suggested: str
) -> None:
    interview = Interview(library)
    interview.apply(AnswerGiven(key="start.agenda", value="solo"))
    interview.apply(AnswerGiven(key="start.product", value="Pilotbook"))
    while asks(step := interview.step()) != key:
        if isinstance(step, Challenge):
            interview.apply(AnswerKept(key=step.key))
        elif isinstance(step, Menu):
            interview.apply(ListClosed(flow=step.key))
        elif step.key in before:
            interview.apply(AnswerGiven(key=step.key, value="They wait."))
        else:
            interview.apply(QuestionSkipped(key=step.key))
    interview.apply(AnswerUnknown(key=key))
    due = interview.step()
    assert isinstance(due, Ask)
    assert due.suggested == suggested


def test_what_an_objective_says_already_is_not_asked_from_nothing(library: Library) -> None:
    interview = Interview(library, today=date(2026, 11, 23))
    for event in (
        AnswerGiven(key="start.agenda", value="solo"),
        AnswerGiven(
            key="objectives#1.statement", value="Agents order without a call: from 4 in 10 to 9 in 10 by the end of next year."
        ),
        AnswerGiven(key="objectives#1.metric", value="Orders without a call"),
    ):
        interview.apply(event)
    suggested = {}
    while (key := asks(step := interview.step())) != "objectives#1.owner":
        if isinstance(step, Ask) and key.startswith("objectives#1."):
            suggested[key] = step.suggested
            interview.apply(AnswerGiven(key=key, value=step.suggested))
        else:
            interview.apply(ListClosed(flow=key) if isinstance(step, Menu) else QuestionSkipped(key=key))
    assert suggested == {"objectives#1.baseline": "4 in 10", "objectives#1.target": "9 in 10", "objectives#1.by": "2027"}


@pytest.mark.parametrize(
    ("statement", "baseline", "aim"),
    [
        ("Agents rest: from 4 in 10 to 9 in 10.", "4 in 10", ""),
        ("Agents rest.", "4 in 10", "from_to"),
        ("Agents rest.", "unknown", "to_from_unknown"),
    ],
)
def test_what_is_read_back_says_no_amount_twice(statement: str, baseline: str, aim: str) -> None:
    objective = Objective(
        id="o", statement=statement, metric="calm nights", baseline=baseline, target="9 in 10", by="2027", rests_on=("p",)
    )
    lines = chains(Strategy(product="Pilotbook", objectives=(objective,)))[0].lines
    figures = Message(
        "readback.measure", metric="calm nights", aim=aim, baseline=baseline, target="9 in 10", date="2027", has_date=True
    )
    told = Message("readback.objective", statement=statement.removesuffix("."), seen_in=figures if aim else NOTHING)
    assert next(line.text for line in lines if line.lead.id == "readback.gets") == told


def test_a_list_can_be_added_to_changed_reordered_and_shortened(library: Library) -> None:
    interview, _, _ = talk(library, QUICK[:9])
    step = interview.step()
    assert isinstance(step, Menu)
    assert (len(step.entries), step.lacking) == (3, 0)
    for event in (
        EntryMoved(flow="insights", entry=3, place=0),
        EntryRemoved(flow="insights", entry=2),
        AnswerReopened(key="insights#1.source"),
    ):
        interview.apply(event)
    step = interview.step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == ("insights#1.source", "interviews")
    interview.apply(AnswerGiven(key="insights#1.source", value="observation"))
    insights = interview.assembly.strategy().insights
    assert [insight.source for insight in insights] == ["survey", "observation"]


def test_a_declined_entry_ends_the_list_and_leaves_nothing_behind(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:5], SKIP])
    step = interview.step()
    assert isinstance(step, Menu)
    assert (len(step.entries), step.lacking) == (1, 2)


def test_what_was_said_of_an_unfinished_entry_goes_to_the_parking_lot(library: Library) -> None:
    interview, _, _ = talk(library, ["solo", "Trailhead", "company", "They drove home again in the rain.", SKIP])
    told = ("They drove home again in the rain.",)
    unfinished = sentence("interview.unfinished", noun=Message("section.insights", form="noun"), texts=told)
    assert interview.assembly.strategy().parking_lot == (unfinished,)
