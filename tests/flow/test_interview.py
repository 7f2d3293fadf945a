"""The interview as people meet it, by replies: what is asked, what is kept, what can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratcoach.errors import Paused
from stratcoach.flow.events import (
    AnswerDrafted,
    AnswerGiven,
    AnswerKept,
    AnswerReopened,
    AnswerUnknown,
    EntryMoved,
    EntryRemoved,
    EntryRequested,
    InterviewEvent,
    ListClosed,
    QuestionSkipped,
    ThoughtParked,
    WentBack,
    interview_events,
)
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, Progress, ReadBack, Reply, Step
from stratcoach.flow.question_key import parse_key
from stratcoach.flow.readback import chains
from stratcoach.flow.replies import checked
from stratcoach.flow.state import InterviewState
from stratcoach.messages import Message
from stratcoach.model.strategy import Objective, Strategy
from stratcoach.ui.interview_texts import menu_title
from stratcoach.ui.scripted import Scripted, from_list
from tests.rehearsal import EXAMPLES, rehearse

BACK, SKIP, KEEP, UNKNOWN, CLOSE, FINISH, ADD = (
    Reply(kind) for kind in ("back", "skip", "keep", "unknown", "close", "finish", "add")
)

QUICK: list[Reply | str] = [
    "quick",
    "Trailhead",
    "company",
    "11 of 14 hikers turned back when the car park at the trailhead was full.",
    "interviews",
    "Of 48,000 routes, 61% were chosen on Friday after 8 pm.",
    "analytics",
    "Of 412 hikers whose first two outings went wrong, 57% planned no third one.",
    "survey",
    CLOSE,
    "Anyone with a free Saturday sets out knowing that the day will work.",
    Reply("answer", ("insights#1",)),
    "People who drive an hour to a trail learn only on arrival that it is full, and lose the day.",
    Reply("answer", ("insights#1", "insights#2")),
    "City people who hike two Saturdays a month and pick the route for others.",
    "Hikers active in a second season rise from 22% to 45% by October 2027.",
]


def talk(library: Library, replies: Iterable[Reply | str]) -> tuple[Interview, list[InterviewEvent], str]:
    """Go through an interview with these replies; at their end the session is left."""
    interview, prompter = Interview(library), Scripted(from_list(replies))
    events: list[InterviewEvent] = []
    with suppress(Paused):
        run(interview, prompter, events.append)
    return interview, events, prompter.transcript


def asks(step: Step) -> str:
    """The key of the question that is due."""
    assert not isinstance(step, Done)
    return step.key


# ---- the quick agenda


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
    assert step.ask == "How much time do you have?"
    assert [(str(option.label), "eaves " in str(option.more)) for option in step.options] == [
        ("15 minutes: a first version", True),
        ("An hour and a half: the whole method", True),
    ]


# ---- questions in the person's own words


def test_questions_quote_what_was_said_before(library: Library) -> None:
    interview, _, _ = talk(
        library, ["solo", "Trailhead", "company", "Saturday, 7:40, the car park was full, and they drove home."]
    )
    step = interview.step()
    assert isinstance(step, Ask)
    assert str(step.ask).startswith(
        "You told me: “Saturday, 7:40, the car park was full, and they drove home”. What does that show?"
    )


def test_a_question_without_that_answer_finds_other_words(library: Library) -> None:
    interview, _, _ = talk(library, ["solo", "Trailhead", "company", SKIP])
    step = interview.step()
    assert isinstance(step, Ask)
    assert str(step.ask).startswith("What did you see a user do?")


def test_links_are_offered_by_what_was_said_and_never_by_id(library: Library) -> None:
    interview, _, _ = talk(library, QUICK[:11])
    step = interview.step()
    assert isinstance(step, Ask)
    assert [option.label for option in step.options] == [str(QUICK[n]).removesuffix(".") for n in (3, 5, 7)]


# ---- the coach


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
    assert "You wrote:" not in transcript
    assert sum(isinstance(event, AnswerGiven) for event in events) == len(QUICK) - 1


# ---- back, skip, park, don't know


def test_back_asks_the_question_before_again_with_its_answer(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:5], BACK])
    step = interview.step()
    assert isinstance(step, Ask)
    assert (step.key, step.suggested) == ("insights#1.source", "interviews")


def test_back_at_the_first_question_changes_nothing(library: Library) -> None:
    interview, events, transcript = talk(library, [BACK])
    assert (asks(interview.step()), events) == ("start.agenda", [])
    assert "This is the first question" in transcript


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
        ("insights#1.observed", ("insights#1.statement",), "When was that? A month or a quarter is enough. (about: They wait)"),
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
    ("statement", "baseline", "told"),
    [
        ("Agents rest: from 4 in 10 to 9 in 10.", "4 in 10", "Agents rest: from 4 in 10 to 9 in 10"),
        ("Agents rest.", "4 in 10", "Agents rest (calm nights: from 4 in 10 to 9 in 10 by 2027)"),
        ("Agents rest.", "unknown", "Agents rest (calm nights: 9 in 10 by 2027, today unknown)"),
    ],
)
def test_what_is_read_back_says_no_amount_twice(statement: str, baseline: str, told: str) -> None:
    objective = Objective(
        id="o", statement=statement, metric="calm nights", baseline=baseline, target="9 in 10", by="2027", rests_on=("p",)
    )
    lines = chains(Strategy(product="Pilotbook", objectives=(objective,)))[0].lines
    assert next(str(line.text) for line in lines if line.lead.id == "readback.gets") == told


# ---- lists


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
    assert interview.assembly.strategy().parking_lot == ("insight, unfinished: They drove home again in the rain.",)


# ---- two pictures of the future


def drawn(library: Library, chosen: str) -> Strategy:
    interview = Interview(library)
    for key, value in (
        ("start.agenda", "solo"),
        ("vision.user", "Hikers"),
        ("vision.low_future", "They find a space."),
        ("vision.low_statement", "Hikers always find a space."),
        ("vision.low_asks", "Two years."),
        ("vision.big_future", "The day works."),
        ("vision.big_statement", "Hikers set out knowing that the day works."),
        ("vision.big_asks", "Six years."),
        ("vision.ambition", chosen),
        ("vision.because", "That is what we can carry."),
        ("vision.other_because", "Nobody has shown it."),
    ):
        interview.apply(AnswerGiven(key=key, value=value))
    return interview.assembly.strategy()


@pytest.mark.parametrize(
    ("chosen", "statement", "future", "other", "note", "other_note"),
    [
        (
            "low-key",
            "Hikers always find a space.",
            "They find a space.",
            "Hikers set out knowing that the day works.",
            "Two years.",
            "Six years.",
        ),
        (
            "ambitious",
            "Hikers set out knowing that the day works.",
            "The day works.",
            "Hikers always find a space.",
            "Six years.",
            "Two years.",
        ),
    ],
)
def test_the_chosen_picture_is_the_vision_and_the_other_is_kept(
    library: Library, chosen: str, statement: str, future: str, other: str, note: str, other_note: str
) -> None:
    vision = drawn(library, chosen).vision
    assert vision is not None
    assert (vision.statement, vision.future, vision.ambition, vision.note) == (
        statement,
        future,
        chosen,
        f"What it asks of us: {note}",
    )
    (alternative,) = vision.alternatives
    assert (alternative.statement, alternative.because) == (
        other,
        f"Nobody has shown it.\nIt would have asked of us: {other_note}",
    )
    assert {vision.ambition, alternative.ambition} == {"low-key", "ambitious"}


def test_both_pictures_stand_side_by_side_before_one_is_chosen(library: Library) -> None:
    interview = Interview(library)
    for key, value in (
        ("start.agenda", "solo"),
        ("start.product", "Trailhead"),
        ("start.organisation", "company"),
        ("vision.low_statement", "Hikers always find a space."),
        ("vision.low_asks", "Two years."),
        ("vision.big_statement", "Hikers set out knowing that the day works."),
    ):
        interview.apply(AnswerGiven(key=key, value=value))
    for key in ("occasion", "statement"):
        interview.apply(QuestionSkipped(key=f"insights#1.{key}"))
    interview.apply(ListClosed(flow="insights"))
    for key in ("user", "today", "low_future", "big_future", "big_asks"):
        interview.apply(QuestionSkipped(key=f"vision.{key}"))
    step = interview.step()
    assert isinstance(step, Ask)
    assert step.key == "vision.ambition"
    assert [draft.lines for draft in step.beside] == [
        ("Hikers always find a space.", "It would ask of you: Two years."),
        ("Hikers set out knowing that the day works.",),
    ]


# ---- laws

KINDS = st.sampled_from(("answer", "skip", "unknown", "keep", "park", "add", "close", "remove", "move", "reopen", "back"))


def reply_to(step: Step, kind: str, number: int) -> Reply:
    """A reply that fits the step; what doesn't fit becomes something that does."""
    match step:
        case Ask() if kind in ("skip", "park", "back") or (kind == "unknown" and step.can_not_know):
            if kind == "skip" and not step.can_skip:
                return Reply("answer", step.options[0].value)
            return Reply(kind, f"thought {number}" if kind == "park" else "")  # type: ignore[arg-type]
        case Ask(options=(first, *_)):
            return Reply("answer", (first.value,) if step.kind == "links" else first.value)
        case Ask():
            return Reply("answer", "2027-03" if step.kind == "date" else f"They lose {number} hours every week when it rains.")
        case Challenge():
            return Reply("back") if kind == "back" else Reply("keep")
        case Menu(entries=entries) if entries and kind in ("remove", "move", "reopen"):
            entry = entries[number % len(entries)]
            if kind == "reopen":
                return Reply("reopen", key=f"{entry.value}.{'statement' if number % 2 else 'rests_on'}")
            return Reply(kind, str(number % len(entries)), key=entry.value)  # type: ignore[arg-type]
        case Menu():
            return Reply("add" if kind == "add" and number % 3 else "close")
    return Reply("back" if kind == "back" else "finish")


def seen(state: InterviewState) -> object:
    """Everything about a state but what is merely suggested."""
    return (state.answers, state.skipped, state.unknown, state.lists, state.closed, state.parked, state.kept, state.finished)


@settings(max_examples=60)
@given(st.lists(st.tuples(KINDS, st.integers(0, 99)), min_size=1, max_size=60), st.sampled_from(("quick", "solo")))
def test_any_sequence_of_replies_can_be_resumed_and_undone(library: Library, acts: list[tuple[str, int]], agenda: str) -> None:
    """The state is a fold of the events: reading them again gives the same next step. And back undoes what was said."""
    events: list[InterviewEvent] = [
        AnswerGiven(key="start.agenda", value=agenda),
        AnswerGiven(key="start.product", value="Trailhead"),
    ]
    interview = Interview(library, events)
    for kind, number in acts:
        step = interview.step()
        if isinstance(step, Done):
            break
        before = seen(InterviewState({flow.id: flow.mains for flow in library.flows.values()}, events))
        event = interview.submit(step, reply_to(step, kind, number))
        if not isinstance(event, InterviewEvent):
            continue
        interview.apply(event)
        events.append(event)
        again = Interview(library, events)
        assert (again.step(), seen(again.state)) == (interview.step(), seen(interview.state))
        if event.is_act and not isinstance(event, AnswerKept | AnswerReopened) and isinstance(step, Ask | Menu):
            undone = Interview(library, [*events, WentBack()])
            assert seen(undone.state) == before
            next_step = undone.step()
            assert not isinstance(next_step, Done)
            assert next_step.key == step.key
    interview.assembly.strategy()


def test_an_answer_is_picked_and_changed_from_a_list_and_from_the_end(library: Library) -> None:
    interview, _, transcript = talk(
        library,
        [
            *QUICK[:9],
            Reply("change", key="insights#2"),
            Reply("answer", "insights#2.source"),
            "survey",
            *QUICK[9:],
            Reply("change"),
        ],
    )
    assert "Which answer do you want to change?" in transcript
    assert interview.state.answers["insights#2.source"] == "survey"
    assert [option.value for option in interview.pick("").options][:5] == [
        "start.agenda",
        "start.product",
        "start.organisation",
        "insights",
        "vision.statement",
    ]


@pytest.mark.parametrize(
    ("said", "nothing"),
    [
        ("hmm dunno, no idea", True),
        ("I don’t know yet", True),
        ("no idea, sorry", True),
        ("Nobody knows when the van comes.", False),
    ],
)
def test_who_doesnt_know_is_taken_at_their_word(said: str, nothing: bool) -> None:
    ask = Ask(key="insights#1.statement", kind="text", ask="What did you see?", place=Progress(title="What users did"))
    for one, meant in (
        (ask, Reply("unknown")),
        (ask.replace(kind="date"), Reply("unknown")),
        (ask.replace(can_not_know=False), Reply("skip")),
    ):
        assert (checked(one, Reply("answer", said)) == meant) == nothing
    listed = checked(ask.replace(kind="texts"), Reply("answer", (said,)))
    assert (listed == Reply("unknown")) == nothing


def test_what_speaks_of_an_answer_is_asked_again_when_it_is_changed_at_the_end(library: Library) -> None:
    acts = list(rehearse(EXAMPLES / "bakery" / "answers.yaml"))
    interview = Interview(library)
    for act in acts[:-1]:
        event = interview.submit(act.step, act.reply)
        assert isinstance(event, InterviewEvent)
        interview.apply(event)
    before = dict(interview.state.answers)
    assert isinstance(interview.step(), ReadBack)
    vision = interview.assembly.strategy().vision
    assert vision is not None
    key = next(key for key in ("vision.big_statement", "vision.low_statement") if before[key] == vision.statement)
    interview.apply(AnswerReopened(key=key))
    step = interview.step()
    assert isinstance(step, Ask)
    assert isinstance(step.opening, Message)
    again = step.opening.arguments["second"]
    assert isinstance(again, Message)
    assert again.id == "interview.asked_again_about"
    interview.apply(AnswerGiven(key=key, value="Bakers sell the last roll of the day to somebody who wanted it."))
    interview.apply(AnswerKept(key=key))
    asked = []
    while isinstance(step := interview.step(), Ask | Challenge):
        ask = step if isinstance(step, Ask) else step.ask
        assert ask.suggested == before[ask.key]
        asked.append(ask.key)
        is_kept = isinstance(step, Challenge)
        interview.apply(AnswerKept(key=ask.key) if is_kept else AnswerGiven(key=ask.key, value=ask.suggested))
    assert {"problems#1.because", "north_star.metric"} <= set(asked)
    assert interview.state.answers == {**before, key: "Bakers sell the last roll of the day to somebody who wanted it."}


def test_what_is_left_as_it_was_at_the_end_asks_nothing_again(library: Library) -> None:
    interview = Interview(library)
    for act in list(rehearse(EXAMPLES / "bakery" / "answers.yaml"))[:-1]:
        event = interview.submit(act.step, act.reply)
        assert isinstance(event, InterviewEvent)
        interview.apply(event)
    key = "problems#1.statement"
    same = interview.state.answers[key]
    interview.apply(AnswerReopened(key=key))
    interview.apply(AnswerGiven(key=key, value=same))
    assert isinstance(interview.step(), ReadBack | Challenge)


def test_what_was_half_typed_meanwhile_hides_no_change(library: Library) -> None:
    key, new = "problems#1.statement", "Drivers wait two hours at the gate each Monday because nobody knows which ramp is free."
    asked_again = []
    for halves in ((), (new[:20], new), (new[:20], "")):
        interview = Interview(library)
        for act in list(rehearse(EXAMPLES / "bakery" / "answers.yaml"))[:-1]:
            event = interview.submit(act.step, act.reply)
            assert isinstance(event, InterviewEvent)
            interview.apply(event)
        before = interview.state.answers[key]
        interview.apply(AnswerReopened(key=key))
        for half in halves:
            interview.apply(AnswerDrafted(key=key, value=half))
        step = interview.step()
        assert isinstance(step, Ask)
        assert step.suggested == (halves[-1] if halves and halves[-1] else before)
        interview.apply(AnswerGiven(key=key, value=new))
        interview.apply(AnswerKept(key=key))
        asked_again.append(set(interview.state.doubted))
    assert asked_again[0]
    assert asked_again[1:] == [asked_again[0]] * 2


@pytest.mark.parametrize("said", [("insights#1", "insights#2"), ("insights#2",)])
def test_links_that_are_half_marked_take_no_other_link_away(library: Library, said: tuple[str, ...]) -> None:
    interview, _, _ = talk(library, QUICK)
    key = "problems#1.rests_on"
    interview.apply(AnswerGiven(key=key, value=("insights#1", "elsewhere#4")))
    interview.apply(AnswerReopened(key=key))
    interview.apply(AnswerDrafted(key=key, value=("insights#2",)))
    step = interview.step()
    assert isinstance(step, Ask)
    event = interview.submit(step, Reply("answer", said))
    assert event == AnswerGiven(key=key, value=(*said, "elsewhere#4"))


@pytest.mark.parametrize(
    ("kind", "word", "kept"),
    [("company", "business", ()), ("charity", "charity", (("x-organisation", "charity"),)), (None, "business", ())],
)
def test_the_kind_of_organisation_gives_the_word_and_is_kept_unless_it_is_the_usual_one(
    library: Library, kind: str | None, word: str, kept: tuple[tuple[str, str], ...]
) -> None:
    interview, _, transcript = talk(library, [*QUICK[:2], kind or SKIP, *QUICK[3:], "22%", "45%", FINISH])
    strategy = interview.assembly.strategy()
    assert tuple(strategy.extra) == kept
    assert [(one.baseline, one.target, one.by) for one in strategy.objectives] == [("22%", "45%", "")]
    assert f"And the {word} gets" in transcript
    assert not [one for one in library.flows.values() if "{words." in repr(one)]
    again = Interview(library, base=strategy, only=("objectives",))
    step = again.step()
    assert isinstance(step, Ask)
    assert step.place.title == f"What the {word} gets"


def test_a_finding_has_the_word_for_the_kind_of_organisation(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:2], "charity", *QUICK[3:10], "We become the market leader in the Alps."])
    step = interview.step()
    assert isinstance(step, Challenge)
    assert step.message == Message("finding.vision_for_company", organisation="charity")


def test_a_session_of_before_isnt_asked_for_the_kind_of_organisation(library: Library) -> None:
    interview, events, _ = talk(library, [*QUICK[:2], SKIP, *QUICK[3:6]])
    events = [event for event in interview_events(events) if event.about != parse_key("start.organisation")]
    assert asks(Interview(library, events).step()) == asks(interview.step()) != "start.organisation"


def test_an_open_question_is_kept_whole_however_long_it_is(library: Library) -> None:
    long = "11 of 14 hikers turned back " + "when the car park at the trailhead was full on a Saturday " * 4 + "in May."
    interview, _, _ = talk(library, ["solo", "Trailhead", SKIP, SKIP, long, SKIP, UNKNOWN])
    step = interview.step()
    assert isinstance(step, Ask)
    assert step.suggested == f"How many users does this hold for: {long.removesuffix('.')}?"


def test_a_parked_thought_comes_back_among_the_bets_and_at_the_end(library: Library) -> None:
    interview = Interview(library)
    acts = list(rehearse(EXAMPLES / "bakery" / "answers.yaml"))
    interview.apply(ThoughtParked(text="May two bakers share one oven?"))
    shown = []
    for act in acts[:-1]:
        step = interview.step()
        if isinstance(step, Ask) and "two bakers share one oven?" in str(step.opening):
            shown.append(step.key)
        event = interview.submit(act.step, act.reply)
        assert isinstance(event, InterviewEvent)
        interview.apply(event)
    assert shown[0] == "assumptions#1.statement"
    end = interview.step()
    assert isinstance(end, ReadBack)
    assert end.parked == ("May two bakers share one oven?",)


def test_a_bet_can_take_down_the_promise_and_the_number(library: Library) -> None:
    interview = Interview(library)
    for act in rehearse(EXAMPLES / "bakery" / "answers.yaml"):
        if act.step.key == "assumptions#1.supports":
            break
        event = interview.submit(act.step, act.reply)
        assert isinstance(event, InterviewEvent)
        interview.apply(event)
    step = interview.step()
    assert isinstance(step, Ask)
    assert {"north_star", "positioning#1"} <= {option.value for option in step.options}
    interview.apply(AnswerGiven(key=step.key, value=("north_star", "positioning#1")))
    strategy = interview.assembly.strategy()
    assert strategy.north_star is not None
    bet = strategy.assumptions[0].id
    assert bet in strategy.north_star.rests_on
    assert bet in strategy.positioning[0].rests_on


def test_a_picture_that_is_one_sentence_already_is_kept_by_enter(library: Library) -> None:
    interview = Interview(library)
    for act in rehearse(EXAMPLES / "bakery" / "answers.yaml"):
        if act.step.key == "vision.low_statement":
            break
        event = interview.submit(act.step, act.reply)
        assert isinstance(event, InterviewEvent)
        interview.apply(event)
    step = interview.step()
    assert isinstance(step, Ask)
    assert step.suggested == interview.state.answers["vision.low_future"]


def test_what_nobody_can_name_is_asked_nothing_more_and_is_no_insight(library: Library) -> None:
    told = [*QUICK[:5], "I think drivers hate it", UNKNOWN, "Drivers hate the form.", "Watch two of them", "Ida", "2027"]
    interview, _, _ = talk(library, told)
    step = interview.step()
    assert isinstance(step, Menu | Ask)
    assert step.key != "insights#2.source"
    strategy = interview.assembly.strategy()
    assert [one.statement for one in strategy.assumptions] == ["Drivers hate the form."]
    assert len(strategy.insights) == 1
    interview.apply(EntryRequested(flow="insights"))
    for key, value in (("insights#3.statement", str(QUICK[5])), ("insights#3.source", "analytics")):
        interview.apply(AnswerGiven(key=key, value=value))
        interview.apply(AnswerKept(key=key))
    menu = interview.step()
    assert isinstance(menu, Menu)
    assert [isinstance(entry.label, Message) and entry.label.arguments["became"] == "assumption" for entry in menu.entries] == [
        False,
        True,
        False,
    ]
    assert (menu.unknown, menu.lacking) == (1, 1)
    assert menu_title(menu).startswith("2 insights so far.")


def test_who_could_find_out_is_not_asked_of_a_question_that_was_left_out(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK[:10], UNKNOWN, SKIP])
    assert asks(interview.step()) == "vision.rests_on"


@pytest.mark.parametrize(
    ("said", "is_figure"),
    [
        ("not measured yet", False),
        ("To be agreed with the harbour office", False),
        ("Measurement starts in May", False),
        ("22%", True),
        ("by hand, 3 a week", True),
        ("none of the 40 wards", True),
    ],
)
def test_a_figure_that_is_still_to_be_found_becomes_an_open_question_with_what_was_said_of_it(
    library: Library, said: str, is_figure: bool
) -> None:
    key = "objectives#1.baseline"
    interview = Interview(library)
    for act in rehearse(EXAMPLES / "bakery" / "answers.yaml"):
        if act.step.key == key:
            break
        event = interview.submit(act.step, act.reply)
        assert isinstance(event, InterviewEvent)
        interview.apply(event)
    step = interview.step()
    assert isinstance(step, Ask)
    taken = interview.submit(step, Reply("answer", said))
    assert isinstance(taken, AnswerGiven | AnswerUnknown)
    assert isinstance(taken, AnswerGiven) == is_figure
    if not is_figure:
        assert taken.key == key
        interview.apply(taken)
        question = interview.step()
        assert isinstance(question, Ask)
        assert said in str(question.suggested)
        interview.apply(AnswerGiven(key=question.key, value=question.suggested))
        assert said in interview.assembly.strategy().questions[-1].question
        assert interview.assembly.strategy().objectives[0].baseline == "unknown"


def test_what_was_doubted_and_is_reworded_is_asked_on(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK, "22%", "45%"])
    assert isinstance(interview.step(), Challenge | Ask | ReadBack)
    interview.apply(AnswerReopened(key="vision.statement"))
    interview.apply(
        AnswerGiven(key="vision.statement", value="Every driver leaves the yard at six with a full load and a dry seat.")
    )
    interview.apply(AnswerKept(key="vision.statement"))
    assert "problems#1.statement" in interview.state.doubted
    before = set(interview.state.answers)
    interview.apply(
        AnswerGiven(key="problems#1.statement", value="Drivers stand at the gate for an hour because no ramp is free.")
    )
    assert "users#1.segment" in before - set(interview.state.answers)


def test_the_minutes_left_count_nothing_that_was_reached_before(library: Library) -> None:
    interview, _, _ = talk(library, [*QUICK, "22%", "45%", Reply("skip")])
    interview.apply(AnswerReopened(key="vision.statement"))
    step = interview.step()
    assert isinstance(step, Ask)
    assert step.place.minutes_left <= 1
