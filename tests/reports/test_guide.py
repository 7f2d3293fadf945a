"""What `guide` says: a topic a screen, from one's own file where it can, and rules that lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files.catalogues import folders
from stratcoach.files.guide_topics import Topic, example, load_topics, topics
from stratcoach.lint.linter import lint
from stratcoach.messages import Message
from stratcoach.model.dates import parse
from stratcoach.model.strategy import Strategy
from stratcoach.reports import rule_page
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, pad
from stratcoach.reports.topic_page import contents, page
from stratcoach.reports.topics import by_name, topic_of
from stratcoach.rules import BY_NAME as RULE
from stratcoach.rules import RULES
from tests.conftest import Run
from tests.generate import COMPLETE, ROOT
from tests.printed import sentence, shows
from tests.reports.test_show import read

OWN: dict[str, Strategy | None] = {
    name: read((ROOT / "examples" / name / "strategy.yaml").read_text(encoding="utf-8")) for name in COMPLETE
}
PAGES = [(topic, name) for topic in topics() for name in (*COMPLETE, "")]


@pytest.mark.parametrize(("topic", "name"), PAGES, ids=lambda value: value.name if isinstance(value, Topic) else value or "ours")
def test_each_page_fits_on_one_screen(topic: Topic, name: str) -> None:
    lines = page(topic, OWN.get(name), "strategy.yaml", Style(width=80)).splitlines()
    assert len(lines) <= 23
    assert max(map(cells, lines)) <= 80
    narrow = page(topic, OWN.get(name), "strategy.yaml", Style(width=50)).splitlines()
    assert max(map(cells, narrow)) <= 50


def test_the_two_sides_stand_beside_each_other_or_one_below_the_other() -> None:
    wide = page(by_name()["vision"], None, "", Style(width=80))
    assert "          Vision                              Strategy\n" in wide
    assert "asks      Where will our users be if we do    How do we get there, and what do\n" in wide
    narrow = page(by_name()["vision"], None, "", Style(width=50))
    assert (
        "asks\n  Vision: Where will our users be if we do this\n    well?\n  Strategy: How do we get there, and what do we\n"
        in narrow
    )


def beside(label: str, text: str, *others: str) -> str:
    """A line of an example, with its label as wide as the widest of the page."""
    return f"  {pad(label, max(map(cells, (label, *others))))}  {text}"


def noun(section: str) -> str:
    return sentence(f"section.{section}", form="noun")


def test_examples_come_from_the_own_file_where_it_has_some() -> None:
    shown = page(by_name()["vision"], OWN["bakery"], "strategy.yaml", Style(width=80))
    lead = sentence("guide.from_own_file", file="strategy.yaml", product="Crumb")
    others = (noun("problems"), noun("users"), noun("objectives"))
    assert f"{lead}\n{beside(noun('vision'), 'Family bakers in villages set their dough', *others)}" in shown
    shown = page(by_name()["okrs"], OWN["bakery"], "strategy.yaml", Style(width=80))
    lead = sentence("guide.from_example", product="Trailhead")
    others = (sentence("field.key_results"), noun("objectives"), sentence("field.test"))
    assert f"{lead}\n{beside(noun('okrs'), 'Planners in two pilot regions', *others)}" in shown
    shown = page(by_name()["ambition"], OWN["bakery"], "strategy.yaml", Style(width=80))
    others = (sentence("field.ambition"), noun("vision"), sentence("field.because"))
    assert beside(sentence("guide.not_chosen"), "People in villages order their bread together the evening", *others) in shown


def test_our_own_example_lacks_nothing_and_shows_every_topic() -> None:
    written = parse(example().updated)
    assert written is not None
    assert lint(example(), written.last).findings == ()
    for topic in topics():
        shown = page(topic, None, "", Style(width=80))
        assert sum(line.startswith("  ") and not line.startswith("   ") for line in shown.splitlines()) == len(topic.shows)


def test_every_pointer_leads_somewhere() -> None:
    for topic in topics():
        assert topic.next in {one.name for one in topics()} - {topic.name}
        assert not topic.deeper or topic.deeper in RULE
        known = {rule.name for rule in RULES} | {rule.name.partition("/")[0] for rule in RULES}
        assert set(topic.about) <= known
    names = [name for topic in topics() for name in (topic.name, *topic.also)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("    title: Evidence\n", "    titel: Evidence\n", "file.unknown_key"),
        ("shows: [insights.statement,", "shows: [insight.statement,", "guide.unknown_place"),
        ("shows: [insights.statement,", "shows: [insights.statment,", "guide.unknown_place"),
        ("deeper: insight/opinion", "deeper: insight/opinions", "guide.unknown_rule"),
        ("about: [insight, trace]", "about: [insights, trace]", "guide.unknown_rule"),
        ("next: vision\n", "next: visions\n", "guide.unknown_next"),
        ("columns: [Says little, Supports a choice]", "columns: [Says little]", "guide.two_columns"),
        ("        left: “We think", "        lft: “We think", "file.unknown_key"),
    ],
)
def test_a_mistake_in_the_topics_is_reported(tmp_path: Path, right: str, wrong: str, expected: str) -> None:
    text = (folders()[-1] / "guide" / "topics.yaml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "topics.yaml").write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(UserError) as error:
        load_topics(tmp_path / "topics.yaml")
    problems = [line.arguments["problem"] for line in error.value.more if isinstance(line, Message)]
    assert expected in {problem.id for problem in problems if isinstance(problem, Message)}


def test_a_rule_names_the_topic_with_the_idea_behind_it() -> None:
    assert shows(rule_page.page(RULE["vision/feature"], Style()), "rule_page.idea_behind_it", topic="vision")
    assert shows(rule_page.page(RULE["objective/output"], Style()), "rule_page.idea_behind_it", topic="management")
    assert not shows(rule_page.page(RULE["file/unreadable"], Style()), "rule_page.idea_behind_it")
    without = {rule.name.partition("/")[0] for rule in RULES if topic_of(rule.name) is None}
    assert without == {"file", "waiver"}


def test_without_a_topic_it_lists_them(stratcoach: Run) -> None:
    ran = stratcoach("guide")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == contents(Style(width=100)) + "\n"
    assert all(f"\n  {topic.name} " in ran.out for topic in topics())


def test_the_verb_finds_the_own_file_and_other_names(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_text((ROOT / "examples" / "discharge" / "strategy.yaml").read_text())
    (folder / "deep").mkdir()
    ran = stratcoach("guide", "Trade-Offs", cwd=folder / "deep")
    assert (ran.status, ran.err) == (0, "")
    assert "Choices and trade-offs" in ran.out
    assert sentence("guide.from_own_file", file="strategy.yaml", product="Homeward") in ran.out


def test_a_file_that_cannot_be_read_is_no_reason_to_say_nothing(stratcoach: Run, folder: Path) -> None:
    (folder / "strategy.yaml").write_text("product: [\n")
    ran = stratcoach("guide", "evidence")
    assert (ran.status, ran.err) == (0, "")
    assert sentence("guide.from_example", product="Trailhead") in ran.out


def test_an_unknown_topic_is_wrong_use_with_a_hint(stratcoach: Run) -> None:
    ran = stratcoach("guide", "evidnce")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "verb.no_such_topic", name="evidnce")
    assert shows(ran.err, "verb.did_you_mean", name="evidence")
    ran = stratcoach("guide", "xyzzy")
    assert shows(ran.err, "verb.list_topics")
