"""Workshops with other agendas than the usual one."""

from __future__ import annotations

from typing import Any

import pytest

from stratcoach.files.codec import loads
from stratcoach.flow.assemble import Assembly
from stratcoach.flow.events import Event, QuestionSkipped
from stratcoach.flow.model import Library
from stratcoach.messages import Message
from stratcoach.services.workshop_session import begin_events
from stratcoach.ui.desk import Desk
from stratcoach.workshop.outcome import outcome
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_view import RoomView, Text
from stratcoach.workshop.workshop_events import LineDrafted
from tests.printed import option_text, sentence, shows_question, versions
from tests.rehearsal import EXAMPLES
from tests.workshop.playing import PEOPLE, Workshop, _files, _typed
from tests.workshops import BEGIN


def test_a_decision_takes_the_place_of_what_the_file_said_and_suggests_the_rest(library: Library) -> None:
    base = loads((EXAMPLES / "bakery" / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert base
    assert base.vision
    workshop = Workshop(library, agenda="two-hours")
    workshop.room = Room(library, begin_events(library, library.workshops["two-hours"], 0, base, BEGIN), base=base)
    workshop.desk = Desk(workshop.room, lambda: workshop.now, _files)
    workshop.types(*[line for line in PEOPLE if line != "Trailhead"])
    workshop.goes_to("vision")
    view = workshop.types("", "", "")
    assert view.rows[0].text == base.vision.statement.removesuffix(".")
    view = workshop.types("People in town eat bread that was baked this morning.", "", "", "", "Agreed.")
    assert view.draft == "People in town eat bread that was baked this morning."
    view = workshop.types("")
    assert view.draft == base.vision.user
    workshop.types(*[""] * 8)
    vision = outcome(workshop.room).vision
    assert vision
    assert vision.statement == "People in town eat bread that was baked this morning."
    assert (vision.user, vision.today, vision.rests_on) == (base.vision.user, base.vision.today, base.vision.rests_on)


def test_nothing_of_the_file_vanishes_that_the_room_did_not_take_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    base = loads((EXAMPLES / "bakery" / "strategy.yaml").read_text(encoding="utf-8")).strategy
    assert base
    assert base.vision
    base = base.replace(vision=base.vision.replace(reviewed="2026-10-01"))
    assert base.vision
    room = Room(library, begin_events(library, library.workshops["two-hours"], 0, base, BEGIN), base=base)
    room.apply(QuestionSkipped(key="vision.horizon", at=BEGIN))
    emptied = base.replace(
        problems=base.problems[:1], assumptions=(), owner="", vision=base.vision.replace(horizon="", reviewed="")
    )
    monkeypatch.setattr(Assembly, "strategy", lambda _self: emptied)
    after = outcome(room)
    assert after.vision
    assert [one.id for one in (*after.problems, *after.assumptions)] == [one.id for one in (*base.problems, *base.assumptions)]
    assert (after.owner, after.vision.horizon, after.vision.reviewed) == (base.owner, "", "2026-10-01")


def test_in_half_a_day_both_futures_are_drawn_and_one_is_voted(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="half-day")
    workshop.goes_to("vision-near")
    workshop.types(
        "Planners close the week on Thursday.",
        "",
        "",
        "",
        "Agreed.",
        "Planners",
        "They phone round on a Sunday.",
        "",
        "One problem, two years.",
        "",
    )
    assert workshop.room.record.at == "vision-far"
    workshop.types(
        "Carers of six homes share one plan, so no home is ever short.",
        "",
        "",
        "",
        "Agreed.",
        "",
        "A partner, and six years without the old plan.",
        "",
    )
    view = workshop.view
    assert view.title == "Which future"
    assert [row.text for row in view.rows] == [
        f"{option_text('vision.distance', 'low-key')}: Planners close the week on Thursday. It would ask of you: One problem, two years.",
        f"{option_text('vision.distance', 'ambitious')}: Carers of six homes share one plan, so no home is ever short. It would ask of you: A partner, and six years without the old plan.",
    ]
    view = workshop.types("", "2 5", "")
    assert view.rows[0].text.startswith(option_text("vision.distance", "ambitious"))
    workshop.types("", "", "It is what people would move for.", "Homes would do it anyway.", "2032", "")
    vision = outcome(workshop.room).vision
    assert vision
    assert (vision.statement, vision.ambition) == ("Carers of six homes share one plan, so no home is ever short.", "ambitious")
    assert vision.alternatives[0].statement == "Planners close the week on Thursday."


def test_a_picture_that_nobody_drew_yet_is_asked_for_and_not_referred_to(library: Library) -> None:
    workshop = Workshop(library, [*PEOPLE, ""], agenda="half-day")
    assert workshop.goes_to("vision-near").question == " ".join(versions("vision.low_statement")[1].split())
    assert workshop.goes_to("vision-far").question == " ".join(versions("vision.big_statement")[1].split())


def test_where_nothing_was_drawn_there_is_nothing_to_vote_on_or_to_explain(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="half-day")
    assert workshop.goes_to("vision").kind == "between"


def test_objections_of_the_night_are_each_answered(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="two-days")
    assert "the one line you would cut" in workshop.goes_to("night").question
    view = workshop.types("", "Ben: The second objective.\nAna: The vision's date.")
    assert view.hidden
    view = workshop.types("")
    assert view.rows[0].text == "“The second objective.”"
    assert "Ben" not in repr(view)
    workshop.types("q Chi, 2026-12-01", "d")
    assert outcome(workshop.room).questions[0].question == "The second objective."
    assert workshop.view.kind == "between"


def test_a_premortem_asks_from_a_year_ahead(library: Library) -> None:
    workshop = Workshop(library, PEOPLE, agenda="half-day")
    assert shows_question(workshop.goes_to("assumptions").question, "assumptions.statement")


def test_five_more_minutes_are_for_this_part_alone(workshop: Workshop) -> None:
    before = workshop.view.time
    workshop.types("a note", ":more")
    after = workshop.view.time
    assert before
    assert after
    assert after.left_at(workshop.now) - before.left_at(workshop.now) == 300
    workshop.types("")
    assert workshop.view.time
    assert workshop.view.time.left_at(workshop.now) < 300


def test_a_half_typed_note_is_in_the_line_again_until_it_is_given(workshop: Workshop) -> None:
    workshop.room.apply(LineDrafted(key=workshop.view.key, text="half a note", at=workshop.now))
    assert workshop.view.draft == "half a note"
    assert (workshop.types("").status, workshop.view.draft) == (sentence("room_notes.notes_so_far", count=1), "")
    assert workshop.types(":undo").draft == "half a note"


def test_what_cannot_be_saved_stands_in_the_line_again(library: Library) -> None:
    from stratcoach.errors import Paused
    from stratcoach.ui.room_loop import run

    shown: list[tuple[RoomView, Text]] = []

    class Prompter:
        attended = True
        exit_status = 130

        def show(self, view: RoomView, message: Text, *_: Any) -> Any:
            shown.append((view, message))
            return _typed("a long thought") if len(shown) == 1 else _typed("")._replace(command="quit")

        def watch(self, _latest: Any) -> Any:
            raise AssertionError("nobody has a page here")

        def close(self) -> None: ...

    def full(_event: Event) -> None:
        raise OSError(28, "full")

    with pytest.raises(Paused):
        run(Workshop(library, [*PEOPLE, ""]).room, Prompter(), full, lambda: BEGIN, _files)
    assert shown[1][0].draft == "a long thought"
    assert shown[1][1] == Message("room.not_saved_yet", why="full")
