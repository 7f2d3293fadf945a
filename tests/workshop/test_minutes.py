"""The minutes as somebody reads them who wasn't there: who, what, in whose words, what is still open."""

from __future__ import annotations

import re

import pytest

from stratcoach.flow.model import Library
from stratcoach.model.dates import spoken, with_weekday
from stratcoach.model.strategy import Insight, Strategy
from stratcoach.reports.minutes import minutes, page_of
from stratcoach.reports.minutes_text import as_line, as_place
from stratcoach.workshop.attendance import attended, moment, sittings
from stratcoach.workshop.board import Decision
from stratcoach.workshop.board_events import AnswersBroughtIn, NotesAdded, WrittenAnswer
from stratcoach.workshop.note_import import Note
from stratcoach.workshop.outcome import judged, outcome
from stratcoach.workshop.people import Person
from stratcoach.workshop.recap import recap
from stratcoach.workshop.room import Room
from stratcoach.workshop.workshop_events import (
    PeopleListed,
    PeopleToldApart,
    PersonRenamed,
    StepEntered,
    WorkshopFinished,
    WorkshopPrepared,
    WorkshopResumed,
    WorkshopStopped,
)
from tests.printed import flow_title, sentence, shows, wording
from tests.workshop.playing import NOTES, PEOPLE, Workshop
from tests.workshops import BEGIN

ANNEX = f"## {sentence('minutes.annex')}"
DECIDES, REMOTE = sentence("minutes.decides"), sentence("minutes.remote")
FAY_BY_A_DAY = sentence("minutes.owned", owner="Fay", day=spoken("2026-12-04"), state="owner_and_day")


def page(workshop: Workshop) -> str:
    """The minutes of a workshop without their annex."""
    return minutes(workshop.room, outcome(workshop.room), "strategy.yaml").partition(ANNEX)[0]


def who(workshop: Workshop) -> list[str]:
    """The people in the minutes, each with what is told of them."""
    before, after = f"- {sentence('minutes.who', people='*')}".split("*")
    line = next(line for line in page(workshop).splitlines() if line.startswith(before) and line.endswith(after))
    return re.split(r", (?![^(]*\))", line.removeprefix(before).removesuffix(after))


def marked(name: str, *marks: str) -> str:
    """A person in the minutes with what is told of them."""
    return sentence("minutes.person_with_marks", name=name, marks=marks)


def clock(second: int) -> str:
    at = moment(second)
    return f"{at.hour}:{at.minute:02}"


def dots(count: int) -> str:
    return sentence("room_vote.number_of_dots", count=count)


def test_minutes_tell_who_came_late_who_left_and_who_came_back(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "Ana: Six of nine riders turned back at the ford.", ""])
    workshop.passes(1800)
    workshop.types(":people Ben (senior), Chi (remote), Dara, Hal")
    at = clock(workshop.now)
    left = sentence("minutes.left_at", time=at)
    assert who(workshop) == [
        marked("Ana", DECIDES, left),
        "Ben",
        marked("Chi", REMOTE),
        "Dara",
        *(marked(name, left) for name in ("Eli", "Fay", "Gus")),
        marked("Hal", sentence("minutes.came_at", time=at)),
    ]
    workshop.goes_to("close")
    workshop.types(":skip", ":skip", "", "")
    assert sentence("room_close.decider_confirms", decider="Ana", has_left=True) in [row.text for row in workshop.view.rows]
    workshop.types(":people Ana, Ben, Chi")
    assert marked("Ana", DECIDES) in who(workshop)


@pytest.mark.parametrize(("old", "new"), [("Ben (senior)", "Benedikt (senior)"), ("Gus", "Guss"), ("Eli", "Eli Moreau")])
def test_another_name_for_somebody_who_stays_is_no_leave(library: Library, old: str, new: str) -> None:
    workshop = Workshop(library, [*PEOPLE, "", f":people {PEOPLE[0].replace(old, new)}"])
    told = [one for one in who(workshop) if shows(one, "minutes.first_listed_as")]
    assert told == [marked(new.partition(" (")[0], sentence("minutes.first_listed_as", name=old.partition(" (")[0]))]
    assert len(who(workshop)) == 7
    assert not shows(page(workshop), "minutes.left_at")


def test_somebody_said_to_be_another_person_has_left_and_the_other_one_has_come() -> None:
    def listed(other: str, at: int) -> PeopleListed:
        return PeopleListed(people=(Person("Ana"), Person(other)), at=at)

    events = [listed("Ben", 1), StepEntered(step="open", at=2), listed("Benno", 3)]
    assert attended(events)[1] == ("Benno", False, 0, 0, ("Ben",))
    told = attended([*events, PeopleToldApart(old="Ben", new="Benno", at=4)])
    assert [(one.name, one.came > 0, one.left > 0) for one in told[1:]] == [("Ben", False, True), ("Benno", True, False)]
    told = attended([*events[:2], listed("Zoe", 3), PersonRenamed(old="Ben", new="Zoe", at=4)])
    assert told[1:] == (("Zoe", False, 0, 0, ("Ben",)),)


def test_minutes_tell_that_the_decider_was_never_there(library: Library) -> None:
    for named in ("Kim (absent)", "Ana (absent)"):
        workshop = Workshop(library, [PEOPLE[0], named, *PEOPLE[2:]])
        assert marked(named.partition(" ")[0], DECIDES, sentence("minutes.was_not_there")) in who(workshop)


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        (["1"], sentence("room_close.insight_lacks", has_number=False, has_source=True)),
        ([":skip"], sentence("room_close.insight_lacks", has_number=False, has_source=False)),
    ],
)
def test_minutes_say_what_an_insight_lacks(library: Library, given: list[str], lacks: str) -> None:
    workshop = Workshop(
        library, [*PEOPLE, "", "Ana: Six of nine riders turned back at the ford.", "", "", "1", *[""] * 2, *given]
    )
    told = minutes(workshop.room, outcome(workshop.room), "strategy.yaml")
    noun = sentence("section.insights", form="noun")
    insight = sentence("room_close.item_with_noun", words="Six of nine riders turned back at the ford", noun=noun)
    assert f"- {insight}. {sentence('minutes.why', why=lacks)}\n" in told


def test_observations_without_a_source_are_listed_for_somebody(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "Ana: Six of nine riders turned back at the ford.", ""])
    insights = (
        Insight(id="a", statement="Six of nine riders turned back at the ford"),
        Insight(id="b", statement="A second thing", source="survey"),
        Insight(id="c", statement="A third thing"),
    )
    made = outcome(workshop.room).replace(owner="Fay", insights=insights)
    page = page_of(minutes(workshop.room, made, "strategy.yaml"))
    listed = page.partition(f"## {sentence('minutes.sources_missing')}\n")[2].split("\n\n")[0].splitlines()
    assert listed == [
        "- Six of nine riders turned back at the ford.",
        "- A third thing.",
        f"- {sentence('minutes.who_asks_for_sources', owner='Fay')}",
    ]


def test_a_second_vote_that_is_left_is_not_reached_and_a_step_without_anything_is_nowhere(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "", "5 4 3 1 1", "", "", ""])
    workshop.goes_to("vision")
    workshop.types(
        ":plan add insights dot_voting 5", ":plan add insights dot_voting 4", ":skip", "", "Ana: 1", "Ben: 2", ":skip", "y"
    )
    workshop.goes_to("close")
    told = minutes(workshop.room, outcome(workshop.room), "strategy.yaml")
    page, _, annex = told.partition(ANNEX)
    assert [line for line in page.splitlines() if line.startswith("- ") and flow_title("insights") in line] == [
        f"- {sentence('minutes.voted_not_decided', title=flow_title('insights'), ballots=2)}"
    ]
    assert [line for line in annex.splitlines() if line.startswith("### ") and flow_title("insights") in line] == [
        f"### {flow_title('insights')}",
        f"### {sentence('minutes.step_again', title=flow_title('insights'))}",
    ]


def test_minutes_tell_votes_with_their_texts_and_what_the_room_changed(library: Library) -> None:
    changes = ("4 Parents compare the weather.", "", "5 4 1 2 2", "", "", "3 4", "", "", "", "Now in other words.")
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", *changes])
    told, _, annex = minutes(workshop.room, outcome(workshop.room), "strategy.yaml").partition(ANNEX)
    assert f"\n- Now in other words. {sentence('minutes.no_source_yet')}\n" in told
    reworded = sentence("minutes.chosen_then_reworded")
    assert f"\n- {dots(5)}: 11 of 14 hikers turned back when the car park was full. ({reworded})\n" in annex
    four, three = (sentence("room_vote.then_dots", before=dots(2), dots=count) for count in (4, 3))
    assert f"\n- {four}: Groups wait for a friend who is late. ({sentence('minutes.chosen')})\n" in annex
    before = sentence("minutes.first_wording", words="“Parents check the weather on four sites”")
    weather = f"{three}: Parents compare the weather. ({sentence('minutes.also_in_file')}; {before})"
    assert f"\n- {weather}\n" in annex
    assert annex.count("Groups wait for a friend") == 1


def test_a_ballot_of_somebody_who_left_and_who_cannot_live_with_a_decision_are_in_the_minutes(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, ""])
    workshop.types("\n".join(NOTES), "", "n", "")
    board = workshop.room.board
    board.rounds[-1] = board.rounds[-1]._replace(ballots={"Ana": (1, 2), "Tom": (1,)}, gone={"Tom": False})
    board.decision = Decision((1,), "Ana", "agreed in the room")
    board.was_asked = True
    assert shows(page(workshop), "minutes.nobody_objected")
    board.against["Dara"] = "It leaves the weekday people out"
    told = minutes(workshop.room, outcome(workshop.room), "strategy.yaml")
    against = sentence("minutes.against_it", name="Dara", sentence="It leaves the weekday people out.")
    assert f"{against}\n" in told
    assert shows(told, "minutes.voted_and_left", name="Tom", counts=False)


@pytest.mark.parametrize("text", ["<script>alert(1)</script> [x](http://e.vil)", "# a | b *c* _d_ `e`", "\x1b[2J\u202eabc def"])
def test_what_people_type_is_no_markup_in_minutes(library: Library, text: str) -> None:
    workshop = Workshop(library, [*PEOPLE, ""])
    workshop.types(f"Chi: {text}", "", "", "", f":park Ben: {text}")
    told = minutes(workshop.room, outcome(workshop.room), "strategy.yaml")
    assert not re.search(r"(?<!\\)[<`*_\[|\x1b\u202e]", told)
    assert as_line(text) in told


DECIDED_BY = (
    "minutes.without_a_vote",
    "minutes.decided_tie",
    "minutes.decided_as_voted",
    "minutes.chose_more",
    "minutes.against_the_vote",
)
LEVEL = ("", "5 4 1 2 2", "", "", "3 3", "", "both", "Gus, 2026-12-04")


def test_of_those_that_were_level_one_is_asked_for_and_what_won_clearly_is_decided(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", *LEVEL])
    strategy = outcome(workshop.room)
    assert [(one.question, one.owner, one.by) for one in strategy.questions] == [
        (
            sentence(
                "room_close.which_do_we_keep",
                items=("“Parents check the weather on four sites”", "“Groups wait for a friend who is late”"),
            ),
            "Gus",
            "2026-12-04",
        )
    ]
    told = page(workshop)
    assert not any(shows(told, message) for message in DECIDED_BY)
    assert len(wording("minutes.still_open").findall(told)) == 2
    assert [line.arguments["for_now"] for line in recap(workshop.room, workshop.now)[2:6]] == [False, False, True, True]
    workshop.types(*[""] * 16)
    assert [one.is_for_now for one in judged(workshop.room)] == [False, False, True, True]


def test_words_that_were_changed_after_choosing_are_the_same_everywhere(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", *LEVEL, *[""] * 8])
    words = "Two parents in three compare four weather sites before breakfast, and half of those stay at home in the end."
    workshop.types(words)
    while workshop.view.kind == "challenge":
        workshop.types("")
    strategy = outcome(workshop.room)
    assert words in [one.statement for one in strategy.insights]
    assert words.rstrip(".") in strategy.questions[0].question
    assert any(words in f"{line}" for line in recap(workshop.room, workshop.now))
    assert words in page(workshop)
    assert "…" not in minutes(workshop.room, strategy, "strategy.yaml")
    assert "…" not in "".join(map(str, recap(workshop.room, workshop.now)))


def test_what_was_chosen_is_in_the_file_where_the_room_leaves_before_its_words_are_confirmed(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "", "5 4 3 0 0", "", "", ""])
    workshop.goes_to("vision")
    chosen = [note.partition(": ")[2] for note in NOTES]
    assert [one.statement for one in outcome(workshop.room).insights] == chosen
    workshop.types(":undo")
    assert workshop.room.record.at == "insights"


def test_a_vision_that_more_people_had_chosen_is_kept_as_an_alternative(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, ""])
    workshop.goes_to("vision")
    drafts = ("Choirs find a room.", "Every choir sings on the night that suits it.", "No choir sings alone.")
    workshop.types("", "", "", "\n".join(drafts), "", "", "1 4 2", "", "1", "We know how to do it.", "")
    vision = outcome(workshop.room).vision
    assert vision
    assert [one.statement for one in vision.alternatives] == list(drafts[1:])
    passed = sentence("room_close.not_chosen_with_dots", dots=dots(4), most=1)
    assert vision.alternatives[0].because == f"{passed} We know how to do it."


def test_minutes_say_what_was_begun_and_not_decided_and_what_was_not_reached(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", ":plan add users round_robin 5", ":plan skip 3", "", "\n".join(NOTES), "", "n"])
    record = workshop.room.record
    assert not [step for step in record.plan if step.id.startswith("+")]
    workshop.goes_to("vision")
    told = page(workshop).partition(f"## {sentence('minutes.not_reached')}")[2]
    assert shows(told, "minutes.started_not_decided", title=f"\n- {flow_title('insights')}", notes=len(NOTES), ballots=0)
    assert f"\n- {sentence('minutes.step_not_reached', title='The problems we choose')}\n" in told
    assert told.count("The people we choose") == 1
    assert NOTES[0].partition(": ")[2] in minutes(workshop.room, outcome(workshop.room), "s.yaml").partition(ANNEX)[2]


def test_what_was_dropped_is_in_no_minutes_and_a_task_has_its_owner_and_day(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", "\n".join(NOTES), "", "n", "drop 2 5", ":park Fay: The wardens' figures"])
    workshop.types(":park Prices for shops")
    workshop.goes_to("close")
    workshop.types("t Fay, 2026-12-04: Ask the wardens for their figures", "d")
    told = minutes(workshop.room, outcome(workshop.room), "strategy.yaml")
    assert f"## {sentence('minutes.tasks')}\n- Ask the wardens for their figures. ({FAY_BY_A_DAY})\n" in told
    origin = sentence("minutes.origin", author="Fay", title=flow_title("insights"))
    became = sentence("minutes.settled", becomes="task", owner=f" ({FAY_BY_A_DAY})")
    assert f"The wardens' figures. ({origin}) {became}" in told
    for dropped in ("61% of routes", "a friend who is late", "Prices for shops"):
        assert dropped not in told
    assert outcome(workshop.room).parking_lot == ()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("y", f"- {sentence('minutes.goal_reached', answer='yes')}"),
        (
            "p the figure for the shops",
            f"- {sentence('minutes.goal_reached_but', answer='partly', missing='The figure for the shops.')}",
        ),
        ("No nobody decided", f"- {sentence('minutes.goal_reached_but', answer='no', missing='Nobody decided.')}"),
        ("", ""),
    ],
)
def test_the_close_asks_whether_the_goal_was_reached(library: Library, typed: str, line: str) -> None:
    workshop = Workshop(library, [*PEOPLE, ""])
    workshop.goes_to("close")
    workshop.types(":skip", ":skip", "")
    assert workshop.view.rows[0].text == PEOPLE[2]
    workshop.types("nearly there I think")
    assert workshop.view.kind == "reached"
    assert workshop.types(typed).kind == "finish"
    about_the_goal = ("minutes.goal_reached", "minutes.goal_reached_but")
    told = [one for one in page(workshop).splitlines() if any(shows(one, message) for message in about_the_goal)]
    assert told == ([line] if line else [])


def test_minutes_name_the_place_that_was_known_ahead(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, "", NOTES[0]])
    nothing = Strategy(product="", version="", updated="")
    before = minutes(workshop.room, nothing, "s.yaml")
    later = [WorkshopPrepared(place="The old dairy", at=BEGIN), *workshop.events]
    told = minutes(Room(library, later), nothing, "s.yaml")
    assert told.replace(f"- {sentence('minutes.where', place='The old dairy')}\n", "") == before
    assert told != before


def test_minutes_tell_hours_and_not_the_night_between(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, ""])
    workshop.passes(3600)
    workshop.types(NOTES[0])
    answers = (WrittenAnswer("users", "Ben", "Shift planners"),)
    night = [WorkshopStopped(at=workshop.now), AnswersBroughtIn(answers=answers, at=workshop.now + 40_000)]
    again = workshop.now + 86_400
    note = NotesAdded(step="insights", notes=(Note("x y z"),), at=again + 1800)
    every = [*workshop.events, *night, WorkshopResumed(at=again), note]
    told = sittings(every)
    assert [one.ended - one.began for one in told] == [3602, 1800]
    assert [one.began for one in told][1] == again
    nothing = Strategy(product="", version="", updated="")
    days = [
        sentence("minutes.day_from_to", day=with_weekday(f"{one.day}"), begin=clock(one.began), end=clock(one.ended))
        for one in told
    ]
    assert f"- {sentence('minutes.when', when='; '.join(days))}\n" in minutes(Room(library, every), nothing, "s.yaml")
    written = [
        WorkshopStopped(at=again + 1800),
        WorkshopResumed(at=again + 90_000),
        WorkshopFinished(at=again + 90_009),
    ]
    assert sittings([*every, *written]) == told


def test_the_address_of_a_call_stays_a_link_and_the_rest_is_taken_literally() -> None:
    assert as_place("Room 4, https://meet.example.org/a_b_c?x=1.") == "Room 4, <https://meet.example.org/a_b_c?x=1>."
    assert as_place("#12 at @home") == as_line("#12 at @home")
