"""What a strategy lacks is asked for, and nothing else: weak sentences first, then what is empty, then what isn't there."""

from __future__ import annotations

from datetime import date

from stratcoach.files.codec import loads
from stratcoach.flow.events import AnswerGiven, AnswerKept, QuestionSkipped, WentBack
from stratcoach.flow.gaps import Gaps, gaps_in
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Agenda, Library
from stratcoach.flow.preload import events_for
from stratcoach.flow.protocol import Ask, Challenge, Done, ReadBack, Reply
from stratcoach.flow.safety_net import kept
from stratcoach.lint.linter import lint
from stratcoach.model.strategy import Strategy

FILE = """\
stratcoach: 1
product: Loom
version: 0.1.0
updated: 2026-05-04
status: draft
insights:
  - id: promised
    statement: Weavers promise a day on the phone and miss it in the week before a fair.
    evidence: 11 of 14 visits
    observed: 2026-03
    x-room: 4
market:
  arena: Weavers with two looms in the north.
  alternatives:
    - name: A paper list
vision:
  statement: Become the number one platform for weavers.
  user: Weavers
  today: They promise a day and miss it.
  future: They know on Monday which orders they can keep.
problems:
  - id: no-week
    statement: On Monday weavers can't see which orders fit into the week, so they promise days that they miss.
    rests_on: [promised]
"""


def strategy() -> Strategy:
    found = loads(FILE).strategy
    assert found
    return found


def gaps(library: Library) -> Gaps:
    return gaps_in(library, strategy(), lint(strategy(), date(2026, 5, 4)).findings)


def interview(library: Library) -> Interview:
    known = events_for(library, strategy(), Agenda(id="", title="", minutes=0))
    return Interview(library, known, base=strategy(), gaps=gaps(library), today=date(2026, 5, 4))


def test_findings_lead_to_their_questions(library: Library) -> None:
    found = gaps(library)
    assert list(found.weak) == ["market.alternatives", "vision.statement"]
    assert list(found.open) == ["insights#1.source", "vision.rests_on", "review.decider", "review.review_by"]
    assert found.lacking == ("insights", "users", "objectives", "trade_offs")


def test_weak_sentences_come_first_and_only_gaps_are_asked(library: Library) -> None:
    talked = interview(library)
    asked = []
    while not isinstance(step := talked.step(), ReadBack | Done):
        asked.append(step.key)
        if isinstance(step, Challenge):
            assert step.is_known
            talked.apply(AnswerKept(key=step.key))
        else:
            event = talked.submit(step, Reply("close") if "." not in step.key else Reply("skip"))
            assert event is not None
            assert not hasattr(event, "message")
            talked.apply(event)
    assert asked[:4] == ["market.alternatives", "vision.statement", "insights#1.source", "insights#2.statement"]
    about_known = [key for key in asked if key.startswith(("insights#1", "problems", "market.", "vision."))]
    assert about_known == ["market.alternatives", "vision.statement", "insights#1.source", "vision.rests_on"]
    assert {key.partition("#")[0].partition(".")[0] for key in asked} >= {"users", "objectives", "trade_offs", "review"}
    after = kept(strategy(), talked.assembly.strategy(), [], library)
    assert after == strategy(), "nothing was answered, so nothing is lost"


def test_a_gap_says_what_it_is_about_and_how_many_there_are(library: Library) -> None:
    talked = interview(library)
    first = talked.step()
    assert isinstance(first, Challenge)
    assert (first.rule, first.ask.place.question, first.ask.place.questions) == ("market/no-strength", 1, 10)
    talked.apply(AnswerGiven(key=first.key, value=("A paper list: always there",)))
    talked.apply(AnswerKept(key="vision.statement"))
    step = talked.step()
    assert isinstance(step, Ask)
    assert (step.key, step.place.question) == ("insights#1.source", 3)
    assert "Weavers promise a day" in str(step.about)
    talked.apply(WentBack())
    assert isinstance(again := talked.step(), Challenge)
    assert again.key == "vision.statement"
    market = talked.assembly.strategy().market
    assert market
    assert [one.good_at for one in market.alternatives] == ["always there"]


def test_a_better_sentence_is_coached_like_any_other(library: Library) -> None:
    talked = interview(library)
    talked.apply(AnswerKept(key="market.alternatives"))
    talked.apply(AnswerGiven(key="vision.statement", value="Become the leading platform for spinners."))
    step = talked.step()
    assert isinstance(step, Challenge)
    assert not step.is_known
    talked.apply(QuestionSkipped(key="vision.statement"))
    step = talked.step()
    assert isinstance(step, Ask)
    assert step.key == "insights#1.source"
