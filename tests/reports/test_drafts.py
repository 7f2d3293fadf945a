"""What `compare` says: two drafts side by side, what both share once, facts on risk, questions, and never a verdict."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from stratcoach.diff.draft_questions import Side, questions
from stratcoach.diff.drafts import GIVEN_UP, RISK, DraftLine, compare_drafts, risks
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Strategy
from stratcoach.reports.drafts_json import render as as_json
from stratcoach.reports.drafts_markdown import render as as_markdown
from stratcoach.reports.drafts_text import render
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells
from tests.conftest import Run
from tests.generate import DRAFTS, ROOT
from tests.printed import sentence, shows
from tests.reports.test_show import read
from tests.strategies import strategy as any_strategy

HOMES = ROOT / "examples" / "care-homes"
LOW, BIG = (read((HOMES / f"{name}.strategy.yaml").read_text(encoding="utf-8")) for name in DRAFTS)

HEAD = "stratcoach: 1\nproduct: Trailhead\nversion: 0.1.0\nupdated: 2026-05-04\n"
SEEN = "insights:\n  - {id: full-lots, statement: Hikers turn back at full car parks., source: interviews, evidence: 11 of 14}\n"


def told(one: Strategy, other: Strategy, width: int = 80) -> str:
    parts = compare_drafts(one, other)
    return render(DRAFTS, parts, questions(Side("low-key", one), Side("ambitious", other), parts), Style(width=width))


def asked(one: str, other: str) -> tuple[Message, ...]:
    sides = Side("a", read(one)), Side("b", read(other))
    return questions(*sides, compare_drafts(sides[0].strategy, sides[1].strategy))


def field(key: str, text: object) -> str:
    return f"{sentence(f'field.{key}')}: {text}"


def moves(baseline: str, target: str, date: str) -> str:
    known = {"has_baseline": "yes", "has_target": "yes", "has_date": "yes"}
    return f"{sentence('drafts.moves')}: {sentence('drafts.move', baseline=baseline, target=target, date=spoken(date), **known)}"


def in_columns(left: str, right: str) -> str:
    """A line of a page of 80 columns."""
    return f"{left}{' ' * (41 - cells(left))}{right}"


def test_what_differs_stands_side_by_side_and_what_both_share_is_said_once() -> None:
    page = told(LOW, BIG)
    assert page.count("Carers agree on swaps in a chat group") == 1
    assert sentence("drafts.in_both", texts=(field("decider", "Board of the association"),)) in page
    assert in_columns(field("horizon", 2028), field("horizon", 2032)) in page
    assert "Planners in small care homes close       Nobody in a care home goes without\n  next week's plan" in page
    assert in_columns(moves("9", "120", "2028-06"), moves("0", "300", "2031")) in page
    assert max(map(cells, page.splitlines())) <= 80


def test_where_there_is_no_room_they_stand_one_below_the_other() -> None:
    page = told(LOW, BIG, 50)
    assert f"low-key: {field('horizon', 2028)}\nambitious: {field('horizon', 2032)}\n" in page
    planners = "low-key:\n  Planners who have silent weekends tell the\n    planners of other homes.\n  "
    assert f"{planners}{field('metric', '')}" in page
    assert max(map(cells, page.splitlines())) <= 50


def test_what_each_gives_up_and_risks_is_what_the_files_say() -> None:
    parts = {part.title: part for part in compare_drafts(LOW, BIG)}
    (given_up,) = parts[GIVEN_UP].pairs
    assert given_up[0][0].text == sentence(
        "place.even_over", choose="A planner's quiet weekend", over="A plan that carers can change as they like"
    )
    rows = {line.label: line.text for pair in parts[RISK].pairs for line in pair[1]}
    assert rows[Message("drafts.low_confidence")] == Message(
        "place.entries", nouns=SECTION["assumptions"].nouns, numbers=("1, 2",)
    )
    assert rows[Message("drafts.from_nothing")] == Message(
        "place.several",
        places=(
            Message("place.entry", noun=SECTION["north_star"].noun, number=0),
            Message("place.entry", noun=SECTION["objectives"].noun, number=2),
        ),
    )
    assert rows[Message("drafts.insights_not_used")] == Message("place.entry", noun=SECTION["insights"].noun, number=2)
    assert Message("drafts.in_question") not in rows, "what neither has needs no line"


def test_alternatives_that_were_not_chosen_are_given_up_too() -> None:
    vision = "vision:\n  statement: The day works.\n  alternatives:\n    - statement: A free space.\n"
    parts = {part.title: part for part in compare_drafts(read(HEAD + vision), read(HEAD))}
    assert parts[GIVEN_UP].pairs == (((DraftLine(Message("guide.not_chosen"), "A free space."),), ()),)


def test_thin_evidence_is_a_fact_of_the_file() -> None:
    problem = "problems:\n  - {id: lost, statement: People lose the day., rests_on: [wardens]}\n"
    bet = "assumptions:\n  - {id: wardens, statement: Wardens share their counts.}\n"
    found = dict(risks(read(HEAD + SEEN.replace(", evidence: 11 of 14", "") + bet + problem)))
    assert found[Message("drafts.without_evidence")] == Message("place.entry", noun=SECTION["insights"].noun, number=1)
    assert found[Message("drafts.without_a_test")] == Message("place.entry", noun=SECTION["assumptions"].noun, number=1)
    assert found[Message("drafts.on_assumptions_only")] == Message("place.entry", noun=SECTION["problems"].noun, number=1)
    assert found[Message("drafts.first_answer")] == Message("drafts.no_date")
    assert found[Message("drafts.insights_not_used")] == Message("place.entry", noun=SECTION["insights"].noun, number=1)
    against = dict(risks(read(HEAD + SEEN.replace("}", ", challenges: [lost]}") + bet + problem)))
    assert against[Message("drafts.insights_not_used")] == Message("drafts.none")
    assert against[Message("drafts.in_question")] == Message("place.entry", noun=SECTION["problems"].noun, number=1)


def test_what_is_the_same_item_in_other_words_stands_beside_it() -> None:
    one = "problems:\n  - {id: a, statement: People lose the day.}\n  - {id: b, statement: Novices choose blind.}\n"
    other = "problems:\n  - {id: c, statement: Dogs are not welcome.}\n  - {id: a, statement: People lose the whole day out.}\n"
    (part,) = [part for part in compare_drafts(read(HEAD + one), read(HEAD + other)) if part.section == "problems"]
    assert [(left[0].text, right[0].text) for left, right in part.pairs] == [
        ("People lose the day.", "People lose the whole day out."),
        ("Novices choose blind.", "Dogs are not welcome."),
    ]


def test_the_questions_are_few_and_tied_to_the_two_files() -> None:
    parts = compare_drafts(LOW, BIG)
    found = questions(Side("low-key", LOW), Side("ambitious", BIG), parts)
    assert found[0] == Message(
        "choosing.how_long_can_you_wait", near="low-key", near_date="2028", far="ambitious", far_date="2032"
    )
    assert [one.id.removeprefix("choosing.") for one in found[1:]] == [
        "which_users_first",
        "which_bet_to_test",
        "which_loss_to_defend",
        "same_insights",
    ]
    assert (found[2].arguments["more"], found[2].arguments["most"]) == ("ambitious", Message("choosing.things", count=2))
    assert found[3].arguments["second_loss"] == "The comfort of a home that keeps its own carers"
    assert all(str(question).endswith("?") for question in found)


def test_a_question_that_the_files_answer_is_not_asked() -> None:
    vision = "vision: {statement: The day works., ambition: low-key}\n"
    same = Message("choosing.same_ambition", ambition="low-key")
    assert same in asked(HEAD + vision, HEAD + vision.replace("day", "walk"))
    drawn = vision.replace("}", ", alternatives: [{statement: No day is lost., ambition: ambitious}]}")
    assert same not in asked(HEAD + drawn, HEAD + vision.replace("day", "walk"))
    assert Message("choosing.nobody_decides") in asked(HEAD + vision, HEAD + vision)
    assert Message("choosing.nobody_decides") not in asked(HEAD + "decider: Ada\n" + vision, HEAD + vision)
    assert Message("choosing.both_give_up_nothing", first="a", second="b") in asked(HEAD, HEAD)
    assert Message("choosing.different_insights") in asked(HEAD + SEEN, HEAD)


def test_it_never_says_which_one_is_better() -> None:
    page = told(LOW, BIG)
    ours = page.partition(sentence("drafts.in_general"))[2].lower()
    assert ours
    assert not re.search(r"\b(better|best|worse|stronger|weaker|recommend\w*|score|should choose|winner)\b", ours)


def test_two_that_say_the_same_have_nothing_to_choose() -> None:
    parts = compare_drafts(LOW, LOW)
    assert not any(part.pairs for part in parts)
    assert shows(render(DRAFTS, parts, (), Style(width=80)), "drafts.both_the_same")


def test_json_and_markdown_hold_the_same_parts() -> None:
    parts = compare_drafts(LOW, BIG)
    sides = Side("low-key", LOW), Side("ambitious", BIG)
    found = json.loads(as_json(sides, ("a.yaml", "b.yaml"), parts, (Message("choosing.nobody_decides"),)))
    assert [part["title"] for part in found["parts"]] == [str(part.title) for part in parts]
    assert found["sides"][1] == {"name": "ambitious", "file": "b.yaml", "product": "Rota", "release": "0.1.0"}
    assert found["questions"] == [str(Message("choosing.nobody_decides"))]
    markdown = as_markdown(("<b>", "x|y"), parts, (Message("choosing.nobody_decides"),))
    horizon = f"*{sentence('field.horizon')}:*"
    assert f"| {horizon} 2028 | {horizon} 2032 |" in markdown
    assert "<b>" not in markdown.replace("\\<b>", "")
    assert "x\\|y" in markdown


@pytest.mark.slow
@settings(max_examples=30)
@given(any_strategy(), any_strategy())
def test_any_two_strategies_can_be_compared(one: Strategy, other: Strategy) -> None:
    parts = compare_drafts(one, other)
    found = questions(Side("a", one), Side("b", other), parts)
    assert len(found) <= 5
    for width in (40, 100):
        assert render(DRAFTS, parts, found, Style(width=width))
    assert not any(part.pairs for part in compare_drafts(one, one))


@pytest.fixture
def drafts(folder: Path) -> Path:
    for name in DRAFTS:
        (folder / f"{name}.strategy.yaml").write_text((HOMES / f"{name}.strategy.yaml").read_text())
    return folder


@pytest.mark.slow
def test_the_verb_takes_paths_and_revisions(stratcoach: Run, drafts: Path) -> None:
    ran = stratcoach("compare", "low-key.strategy.yaml", "ambitious.strategy.yaml")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{told(LOW, BIG, 100)}\n"
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=drafts, check=True)
    ran = stratcoach("compare", "HEAD:low-key.strategy.yaml", "ambitious.strategy.yaml", "--format", "json")
    assert json.loads(ran.out)["sides"][0]["file"] == "HEAD:low-key.strategy.yaml"


@pytest.mark.slow
def test_two_products_are_compared_with_a_word(stratcoach: Run, drafts: Path) -> None:
    (drafts / "other.yaml").write_text(HEAD)
    ran = stratcoach("compare", "low-key.strategy.yaml", "other.yaml")
    assert (ran.status, ran.err) == (0, f"{sentence('verb.different_products', products=('Rota', 'Trailhead'))}\n")
    ran = stratcoach("compare", "low-key.strategy.yaml", "nothing.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "strategy_file.not_there", path="nothing.yaml")
    assert stratcoach("compare", "low-key.strategy.yaml").status == 2
