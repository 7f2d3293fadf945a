"""Flows: ours are whole and speak well, a team's own replace or extend them, and mistakes are told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files.config import load_settings
from stratcoach.files.question_flows import load_library
from stratcoach.flow.events import AnswerGiven, QuestionSkipped
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library, Question
from stratcoach.flow.protocol import Ask
from stratcoach.workshop.techniques import TECHNIQUES
from tests.printed import sentence, shows

REQUIRED = {"insights", "vision", "problems", "users", "objectives"}


def questions(library: Library) -> list[Question]:
    return [question for flow in library.flows.values() for question in flow.all_questions]


def test_the_flows_are_those_of_the_method_in_its_order(library: Library) -> None:
    assert list(library.flows) == [
        "start",
        "insights",
        "market",
        "vision",
        "north_star",
        "problems",
        "users",
        "positioning",
        "objectives",
        "boundaries",
        "trade_offs",
        "assumptions",
        "proposals",
        "review",
        "okrs",
        "room",
    ]


def test_a_question_that_wants_words_has_good_and_weak_examples_or_help(library: Library) -> None:
    for question in questions(library):
        if question.kind in ("text", "long", "texts"):
            assert question.good, question.id
        if question.kind in ("choice", "links", "date"):
            assert question.help or question.choices or question.auto or question.kind == "date", question.id


def test_no_example_is_given_twice_for_one_question(library: Library) -> None:
    for question in questions(library):
        texts = [*question.good, *question.weak]
        assert len(texts) == len(set(texts)), question.id


def test_every_agenda_asks_for_the_five_sections(library: Library) -> None:
    for agenda in library.agendas.values():
        assert {step.flow for step in agenda.steps} >= REQUIRED, agenda.id
        assert agenda.leaves_out, agenda.id


OWN = """\
flow: users
title: Wen wir wählen
section: users
questions:
  - id: segment
    ask: Wer hat dieses Problem am meisten?
    writes: segment
"""
OWN_AGENDA = """\
agenda: lunch
title: over lunch
minutes: 40
leaves_out: Nearly everything.
steps:
  - flow: start
  - flow: users
  - {flow: review, ask: [read_back]}
"""


def test_a_teams_own_flow_replaces_ours_and_its_agenda_comes_on_top(tmp_path: Path) -> None:
    (tmp_path / "users.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "lunch.yaml").write_text(OWN_AGENDA, encoding="utf-8")
    library = load_library(tmp_path)
    interview = Interview(
        library,
        [
            AnswerGiven(key="start.agenda", value="lunch"),
            AnswerGiven(key="start.product", value="p"),
            QuestionSkipped(key="start.organisation"),
        ],
    )
    step = interview.step()
    assert isinstance(step, Ask)
    assert step.ask == "Wer hat dieses Problem am meisten?"
    interview.apply(AnswerGiven(key="users#1.segment", value="Planerinnen"))
    assert interview.assembly.strategy().users[0].segment == "Planerinnen"


OWN_WORKSHOP = """\
workshop: sprint
title: one hour
minutes: 60
steps:
  - {id: problems, flow: problems, technique: note_and_vote, minutes: 50, choose: 1}
  - {id: close, flow: review, technique: close, minutes: 10, ask: [owner]}
"""
NOT_A_TECHNIQUE = sentence("file.not_one_of", value="brainstorm", field="technique", has_likely=False, values=tuple(TECHNIQUES))


def test_a_team_may_have_its_own_agenda_for_a_group(tmp_path: Path) -> None:
    (tmp_path / "sprint.yaml").write_text(OWN_WORKSHOP, encoding="utf-8")
    assert [step.id for step in load_library(tmp_path).workshops["sprint"].steps] == ["problems", "close"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("note_and_vote", "brainstorm", f"5:47: {NOT_A_TECHNIQUE}"),
        ("flow: problems", "flow: problemz", sentence("flow_file.no_such_flow", flow="problemz")),
        ("minutes: 60", "minutes: 90", f"1:11: {sentence('flow_file.minutes_differ', planned=60, said=90, free=0)}"),
        ("technique: close", "technique: talk", sentence("flow_file.no_close_at_the_end")),
        ("flow: problems, ", "", sentence("flow_file.technique_needs_flow", technique="note_and_vote")),
        ("choose: 1", "needs: [colour]", sentence("flow_file.flow_without_question", flow="problems", question="colour")),
        ("id: close", "id: problems", sentence("flow_file.not_a_step_name", name="problems")),
        ("ask: [owner]", "on: owners", sentence("flow_file.flow_without_question", flow="review", question="owners")),
    ],
)
def test_a_mistake_in_an_agenda_for_a_group_is_told_with_its_place(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    (tmp_path / "sprint.yaml").write_text(OWN_WORKSHOP.replace(right, wrong), encoding="utf-8")
    with pytest.raises(UserError) as error:
        load_library(tmp_path)
    assert any(told in f"{line}" for line in error.value.more), error.value.more


def test_what_only_a_group_is_asked_has_to_be_whole(tmp_path: Path) -> None:
    (tmp_path / "room.yaml").write_text("flow: room\ntitle: x\nquestions:\n  - {id: goal, ask: Why?}\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        load_library(tmp_path)
    assert any(shows(f"{line}", "flow_file.workshop_needs_question", question="decider") for line in error.value.more)


MISTAKES = [
    (
        "    writes: segment",
        "    writes: segmnt",
        f"7:13: {sentence('flow_file.not_a_key', key='segmnt', section='users', at_top=False)}",
    ),
    ("  - id: segment", "  - id: Segment", f"5:9: {sentence('flow_file.not_a_name', name='Segment')}"),
    ("    ask: Wer", "    aks: Wer", f"6:5: {sentence('file.unknown_key', key='aks', likely='ask', has_likely=True)}"),
    (
        "    ask: Wer",
        "    kind: dat\n    ask: Wer",
        f"6:11: {sentence('file.not_one_of', value='dat', field='kind', likely='date', has_likely=True)}",
    ),
    (
        "    ask: Wer",
        "    when: {answered: nobody}\n    ask: Wer",
        f"6:22: {sentence('flow_file.no_such_question', question='nobody')}",
    ),
    (
        "    ask: Wer",
        "    when: {maybe: x}\n    ask: Wer",
        f"6:12: {sentence('flow_file.unknown_condition', name='maybe')}",
    ),
    (
        "    ask: Wer",
        "    ask: “{visoin.user}” oder wer",
        f"6:10: {sentence('flow_file.no_such_question', question='visoin.user')}",
    ),
    ("    ask: Wer", "    ask: “{vision.user}” oder wer", f"6:10: {sentence('flow_file.last_version_refers', field='ask')}"),
    (
        "    writes: segment",
        "    kind: links\n    sources: [okrs]",
        f"8:15: {sentence('flow_file.link_not_allowed', source='okrs', allowed='')}",
    ),
    ("    writes: segment", "    writes: today", f"1:7: {sentence('flow_file.main_not_written', field='segment')}"),
    (
        "section: users",
        "section: user",
        f"3:10: {sentence('file.not_one_of', value='user', field='section', likely='users', has_likely=True)}",
    ),
    ("    ask: Wer", "\task: Wer", sentence("file.indented_with_a_tab")),
]


@pytest.mark.parametrize(("right", "wrong", "expected"), MISTAKES)
def test_a_mistake_in_a_flow_is_told_with_its_place_before_the_first_question(
    tmp_path: Path, right: str, wrong: str, expected: str
) -> None:
    (tmp_path / "users.yaml").write_text(OWN.replace(right, wrong), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_library(tmp_path)
    lines = list(map(str, caught.value.more))
    assert any(line.startswith(str(tmp_path / "users.yaml")) and expected in line for line in lines), lines


def test_the_settings_name_the_folder_of_flows(tmp_path: Path) -> None:
    (tmp_path / ".stratcoach.yaml").write_text("flows: questions\n")
    (tmp_path / "deep").mkdir()
    assert load_settings(tmp_path / "deep").flows == tmp_path / "questions"


def test_a_mistake_in_the_settings_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / ".stratcoach.yaml").write_text("flow: questions\n")
    with pytest.raises(UserError) as caught:
        load_settings(tmp_path)
    assert tuple(map(str, caught.value.more)) == (
        f"{tmp_path / '.stratcoach.yaml'}:1:1: {sentence('file.unknown_key', key='flow', likely='flows', has_likely=True)}",
    )
