"""What becomes of answers later in an interview: changed, left as they were, unknown, parked, come back to."""

from __future__ import annotations

import pytest

from stratcoach.flow.events import (
    AnswerDrafted,
    AnswerGiven,
    AnswerKept,
    AnswerReopened,
    AnswerUnknown,
    EntryRequested,
    InterviewEvent,
    ThoughtParked,
    interview_events,
)
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Ask, Challenge, Menu, Progress, ReadBack, Reply
from stratcoach.flow.question_key import parse_key
from stratcoach.flow.replies import checked
from stratcoach.messages import Message
from stratcoach.ui.interview_texts import menu_title
from tests.flow.talking import FINISH, KEEP, QUICK, SKIP, UNKNOWN, asks, talk
from tests.printed import sentence, shows
from tests.rehearsal import EXAMPLES, rehearse


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
    assert shows(transcript, "screen.which_answer")
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
    acts = rehearse(EXAMPLES / "bakery" / "answers.yaml")
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
    for act in rehearse(EXAMPLES / "bakery" / "answers.yaml")[:-1]:
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
        for act in rehearse(EXAMPLES / "bakery" / "answers.yaml")[:-1]:
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
    assert shows(transcript, "readback.gets", gains=word)
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
    acts = rehearse(EXAMPLES / "bakery" / "answers.yaml")
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


def test_what_is_answered_about_something_unknown_is_coached_too(library: Library) -> None:
    told = [*QUICK[:5], UNKNOWN, "People will use it"]
    interview, _, _ = talk(library, told)
    for rule, better in (("assumption/vague", "Of ten drivers, six fill it in at the gate."), ("owner/nobody", "Ida")):
        step = interview.step()
        assert isinstance(step, Challenge)
        assert step.rule == rule
        interview.apply(AnswerGiven(key=step.ask.key, value=better))
        step = interview.step()
        while isinstance(step, Ask) and not step.key.endswith("?by"):
            interview.apply(AnswerGiven(key=step.key, value="the whole team" if step.key.endswith("?owner") else "Watch two"))
            step = interview.step()
    assert [(one.statement, one.owner) for one in interview.assembly.strategy().assumptions] == [
        ("Of ten drivers, six fill it in at the gate.", "Ida")
    ]


def test_what_nobody_can_name_is_asked_nothing_more_and_is_no_insight(library: Library) -> None:
    told = [*QUICK[:5], "I think drivers hate it", UNKNOWN, "Drivers hate the form.", KEEP, "Watch two of them", "Ida", "2027"]
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
    noun = Message("section.insights", form="noun")
    assert menu_title(menu).startswith(sentence("screen.so_many_so_far", count=2, noun=noun))


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
