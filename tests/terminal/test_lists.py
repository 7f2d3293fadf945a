"""In a real pseudo-terminal: lists to choose from, and the list of other things to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path
from tests.person import CTRL_C, DOWN, ENTER, SHIFT_TAB, TAB, Person
from tests.printed import option_text, question_wording, sentence, shows, wording
from tests.rehearsal import BACK, CONTINUE, EXAMPLES
from tests.terminal.sitting import HINT, at_first_question, at_question, stops

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")]


def test_tab_offers_to_leave_out_to_not_know_and_to_park(folder: Path) -> None:
    person = at_first_question(folder)
    person.types(TAB)
    person.sees(wording("screen.park_for_later"))
    person.types("4", ENTER)
    person.sees(wording("screen.what_to_park"))
    person.types("Winter sports?", ENTER)
    person.sees(wording("interview.parked"))
    person.sees(HINT)
    person.types(TAB)
    person.sees(wording("screen.skip_question"))
    person.types(ENTER)
    person.sees(wording("screen.so_many_so_far", noun="insight", count=0))
    person.types(DOWN, CTRL_C)
    assert person.ends() == 130
    assert "Winter sports?" in journal_path(folder / "strategy.yaml").read_text()


def test_a_sentence_typed_into_a_list_chooses_nothing(folder: Path) -> None:
    person = Person(["new"], folder)
    person.sees(question_wording("start.agenda"))
    person.sees(HINT)
    person.types("Hikers turn back", ENTER, "Hikers turn back")
    person.sees(wording("screen.choose_in_list"))
    person.types(DOWN, ENTER)
    person.sees(question_wording("start.product"))
    stops(person)
    assert '"solo"' in journal_path(folder / "strategy.yaml").read_text()


def test_what_stood_in_the_line_stays_while_a_thought_is_put_aside(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur", TAB)
    person.sees(wording("screen.park_for_later"))
    person.types("4", ENTER)
    person.sees(wording("screen.what_to_park"))
    person.types("Winter sports?", ENTER)
    person.sees(wording("interview.parked"))
    person.sees("› 11 of 14 hikers tur")
    person.types("ned back.", ENTER)
    person.sees(question_wording("insights.source"))
    person.sees(HINT)
    person.types(SHIFT_TAB)
    person.sees("‹ back")
    person.sees("› 11 of 14 hikers turned back.")
    stops(person)


def test_escape_leaves_the_list_of_other_things_and_the_draft_stays(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur", TAB)
    person.sees("Esc: cancel")
    person.types("\x1b")
    person.sees("› 11 of 14 hikers tur")
    stops(person)


def test_a_key_right_behind_escape_breaks_nothing(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("11 of 14 hikers tur", TAB)
    person.sees("Esc: cancel")
    person.types("\x1b" + TAB)
    person.types("\x1b")
    person.sees("› 11 of 14 hikers tur")
    stops(person)
    assert "Exception" not in person.everything()


def test_a_choice_that_was_never_made_is_not_made_by_enter_alone(folder: Path) -> None:
    (folder / "strategy.yaml").write_text(
        "stratcoach: 1\nproduct: Rota\nversion: 1.0.0\nupdated: 2026-05-04\nstatus: draft\n"
        "insights:\n  - id: cards\n    statement: 7 of 9 nurses copy their notes onto a card.\n"
        "    evidence: 7 of 9 nurses\n    observed: 2026-03\n"
        + "".join(
            f"  - id: {name}\n    statement: On {name} 3 of 4 planners phone carers at home.\n"
            "    source: interviews\n    evidence: 3 of 4 planners\n    observed: 2026-03\n"
            for name in ("sundays", "mondays")
        )
    )
    before = (folder / "strategy.yaml").read_text()
    person = Person(["revise", "insights"], folder)
    person.sees(question_wording("insights.statement"))
    person.sees("F1: help")
    person.types(ENTER)
    person.sees(question_wording("insights.source"))
    person.sees(f"› {sentence('screen.skip_question')} 1) {option_text('insights.source', 'interviews')}")
    person.types(ENTER)
    for day in ("sundays", "mondays"):
        person.sees(f"On {day} 3 of 4 planners")
        person.sees("F1: help")
        person.types(ENTER)
    person.sees(wording("screen.so_many_so_far"))
    person.sees(wording("screen.change_one"))
    person.types(ENTER)
    person.sees(question_wording("review.read_back"))
    person.sees(CONTINUE)
    person.types(ENTER)
    person.sees(wording("screen.write_the_file"))
    person.types(ENTER)
    assert person.ends() == 0
    assert shows(person.text(), "coach.nothing_revised")
    assert (folder / "strategy.yaml").read_text() == before


@pytest.mark.parametrize("columns", [80, 50])
def test_all_can_be_marked_with_a_key_that_is_told_and_with_no_other(folder: Path, columns: int) -> None:
    person = at_question(folder, "vision.rests_on", columns)
    person.sees(question_wording("vision.rests_on"))
    person.sees("Space: mark Ctrl-A: all")
    person.types("aia")
    person.sees(wording("screen.mark_in_list"))
    assert "●" not in person.text()
    person.types("\x01")
    person.sees("● 4) Bakers stop using a planning")  # the last one is drawn last
    assert "○" not in person.text()
    person.types("\x01")
    person.sees("○ 4) Bakers stop using a planning")
    person.types(DOWN, "\x01", ENTER)
    person.sees(BACK)
    stops(person)
    marked = next(line for line in journal_path(folder / "strategy.yaml").read_text().splitlines() if '"vision.rests_on"' in line)
    assert [f"insights#{number}" in marked for number in range(1, 5)] == [True] * 4


@pytest.mark.parametrize(
    ("keys", "kept"), [(("3",), "analytics"), (("0",), "other"), (("1", "0"), "other"), (("4", "2"), "observation")]
)
def test_a_number_chooses_in_a_list_of_ten(folder: Path, keys: tuple[str, ...], kept: str) -> None:
    person = at_question(folder, "insights#1.source")
    person.sees("10) Some other way")
    person.sees(HINT)
    person.types(*keys, ENTER)
    person.sees(question_wording("insights.evidence"))
    person.sees(BACK)
    stops(person)
    assert f'"insights#1.source", "value": "{kept}"' in journal_path(folder / "strategy.yaml").read_text()


def test_no_enter_records_a_choice_after_a_text_that_was_meant_for_elsewhere(folder: Path) -> None:
    person = at_question(folder, "insights#1.source")
    person.sees("10) Some other way")
    person.sees(HINT)
    person.types("5 of 9 told us", ENTER)
    person.sees(wording("screen.choose_in_list"))
    person.types(ENTER, ENTER)
    stops(person)
    assert "insights#1.source" not in journal_path(folder / "strategy.yaml").read_text()


def test_lines_that_are_pasted_without_a_mark_answer_one_question_at_most(folder: Path) -> None:
    person = at_first_question(folder)
    person.types("7 of 9 bakers stop at six.\r2\rThey sell out on Saturdays.\r")
    person.sees("› 7 of 9 bakers stop at six. 2 They sell out on Saturdays.")
    stops(person)
    kept = [line for line in journal_path(folder / "strategy.yaml").read_text().splitlines() if "insights" in line]
    assert all('"insights#1.statement"' in line for line in kept)
    assert '"value": "7 of 9 bakers stop at six. 2 They sell out on Saturdays.' in kept[-1]


@pytest.mark.parametrize("columns", [80, 50])
def test_the_question_stays_above_a_long_list_and_what_lies_below_is_announced(folder: Path, columns: int) -> None:
    (folder / "strategy.yaml").write_text((EXAMPLES / "discharge" / "strategy.yaml").read_text())
    person = Person(["learn"], folder, columns=columns)
    person.sees(question_wording("insights.occasion"))
    person.sees(BACK)
    person.types(TAB)
    person.sees("Esc: cancel")
    person.types("2", ENTER)
    person.sees(question_wording("insights.statement"))
    person.sees(BACK)
    person.types("9 of 11 services said no to the ward on Friday at four.", ENTER)
    person.sees(question_wording("insights.source"))
    person.sees(HINT)
    person.types("2", ENTER)
    for asked in (question_wording("insights.evidence"), question_wording("insights.observed")):
        person.sees(asked)
        person.sees(BACK)
        person.types(TAB)
        person.sees("Esc: cancel")
        person.types("2", ENTER)
    person.sees(wording("screen.so_many_so_far"))
    person.sees(wording("screen.change_order"))
    person.types(ENTER)
    person.sees(wording("interview.confirms_which_bet"))
    person.sees(BACK)
    person.types(ENTER)
    for asked in (wording("interview.speaks_for_what"), wording("interview.speaks_against_what")):
        person.sees(asked)
        person.sees(wording("screen.out_of_sight"))
        person.sees(BACK)
        assert asked.search(person.text())
        person.types(ENTER)
    stops(person)


def test_an_idea_from_before_is_taken_reworded_or_left_for_another_one(folder: Path) -> None:
    path = folder / "strategy.yaml"
    path.write_text(
        "stratcoach: 1\nproduct: Trailhead\nversion: 1.0.0\nupdated: 2026-11-22\nparking_lot: [Winter sports?, A desk for guests]\n"
    )
    person = Person(["weigh"], folder)
    person.sees(wording("screen.write_another"))
    person.sees(BACK)
    person.types("2", ENTER)
    person.sees("› A desk for guests")
    person.sees("F1: help")
    person.types(SHIFT_TAB)
    person.sees(wording("screen.write_another"))
    person.sees(BACK)
    person.types("1", ENTER)
    person.sees("› Winter sports?")
    person.sees("F1: help")
    person.types(" On skis.", ENTER)
    person.sees(question_wording("proposals.answer"))
    person.sees(BACK)
    stops(person)
    assert '"value": "Winter sports? On skis."' in journal_path(path).read_text()
