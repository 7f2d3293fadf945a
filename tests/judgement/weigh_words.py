"""Finds how many points the signs of an answer get for each question, and writes `language/en/word_points.tsv`.

    pip install scikit-learn
    python -m tests.judgement.weigh_words

It learns from the answers that may be read (`answers.py`), those of the tests, the statements that may be read (`statements.py`), the
examples of the flows, and what patterns must hit and let pass; never from what is only scored. A sign counts for all questions and, beside
that, for each by itself. Over how many points a coach asks back follows from answers that were left out while the points were found: whole
writers at a time. No answer of an example is ever asked about.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from stratcoach.files.answers import load_answers
from stratcoach.files.codec import loads
from stratcoach.files.pattern_files import written
from stratcoach.flow.question_key import parse_key
from stratcoach.language import word_points
from stratcoach.language.en.prose import read
from stratcoach.model.sections import SECTION, entries
from stratcoach.model.sections import SECTIONS as ALL_SECTIONS
from stratcoach.rules import RULES
from stratcoach.rules.base import Rule
from tests.flows import LIBRARY
from tests.generate import ROOT
from tests.judgement.answers import SLOTS, TypedAnswer, labelled, typed
from tests.judgement.statements import Statement, dev, real, rule_of
from tests.rules.test_answers import CASES
from tests.rules.test_statements import ALL, SECTIONS

EN: Final = Path(word_points.__file__).with_name("en")
COUNTED: Final = frozenset(
    ("insight/no-evidence", "objective/no-metric", "objective/no-target", "objective/no-deadline", "vision/too-long")
)
"""What is looked up or counted rather than heard in the words; such a statement isn't weak because of them."""
_RENAMED: Final = {
    "vision.other_because": ("vision", "because"),
    "vision.halfway": ("vision", "horizons.statement"),
    "problems.challenge": ("entry", "challenge"),
}
FAR_PICTURE: Final = "vision.big_statement"
"""It is looked at twice: as a vision, and as a picture that has to be far from today."""
_SAME: Final = re.compile(r"\b(same|again|already|twice|differ\w*|near|close|first (one|picture))\b", re.IGNORECASE)
"""What is asked where the second picture is the first one again; its words don't show that."""
_REPEATS: Final = re.compile(r"\b(bet|claim|doubt|certain|sure|confident|know from|shown|opinion|belief)\b", re.IGNORECASE)
"""What is asked where a test tries nothing out. Which result ends it is asked by the next question anyway."""
WEIGHTS: Final = {"typed": 1.0, "real": 1.0, "made up": 0.4}
LEAST: Final = 15
"""A question with fewer weak or strong answers isn't weighed."""
SELDOM: Final = 2
"""A sign that fewer answers have is none."""
STRENGTH: Final = 1.0
SELDOM_NAMED: Final = 4
STRENGTH_NAMED: Final = 0.5
"""The same two for what tells rules from each other."""
FOLDS: Final = 6
STOPPED_IN_DOCUMENTS: Final = 0.025
"""The same for statements in the shapes of real documents."""
STOPPED: Final = 0.010
"""The share of strong answers that may be asked about, among those that were left out."""
WIDEST: Final = 10
"""A question's own limit is at most so many points over that of all: there are too few answers to know it by."""
LIKELY: Final = 13
"""Over fewer points than this, which is 79 in 100, nothing is asked, however seldom it would be wrong."""
UNLIKELY: Final = -8
"""With fewer points a rule keeps quiet: a coach would ask back in 15 cases of 100."""

Matrix = np.ndarray[Any, Any]


class Example(NamedTuple):
    """An answer to a question in the table, whether it is weak, who wrote it, what kind of text it is, and whether it must pass or must be
    asked about, whatever the words say.
    """

    question: str
    text: str
    is_weak: bool
    writer: str
    kind: str
    is_sure: bool = False


def main() -> int:
    sources = (from_answers, from_statements, from_tests, from_flows, from_rules, from_examples, from_workshop)
    examples = [one for source in sources for one in source() if one.text.strip()]
    asked = {word_points.question_of(rule.on, field) for rule in RULES for field in rule.says_of} | {*SLOTS.values(), FAR_PICTURE}
    known = {question for question in asked if is_enough(examples, question)}
    lines = table([one for one in examples if one.question in known])
    (EN / word_points.TABLE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


def question_at(at: str) -> str:
    """The question in the table for a question of the flows."""
    return SLOTS.get(at) or word_points.question_of(*_RENAMED.get(at, at.split(".", 1)))


def from_answers() -> Iterator[Example]:
    for one in typed():
        if one.part != "read":
            continue
        if one.at == FAR_PICTURE:
            yield Example(FAR_PICTURE, one.says, one.is_weak, one.writer, "typed")
        if not _is_elsewhere(one):
            yield Example(question_at(one.at), one.says, _is_heard(one), one.writer, "typed")


def _is_elsewhere(one: TypedAnswer) -> bool:
    """Whether what is wrong with it is in what was answered before, or will be asked about by another question."""
    if one.labels is not None and one.is_weak and one.labels:
        return not {rule_of(SLOTS[one.at], label) for label in one.labels} - COUNTED
    return one.is_weak and one.at == FAR_PICTURE and bool(_SAME.search(one.asks))


def _is_heard(one: TypedAnswer) -> bool:
    return one.is_weak and (one.at != "assumptions.test" or bool(_REPEATS.search(one.asks)))


def from_statements() -> Iterator[Example]:
    made_up = [Statement("", "rules", one.slot, one.given, one.weak, frozenset(), english=True, part="read") for one in ALL]
    for one in (*real(), *dev(), *made_up):
        if one.part != "read" or not one.english or one.slot not in SLOTS.values() or not isinstance(one.given["text"], str):
            continue
        weak = one.weak - COUNTED
        if weak or not one.arguable - COUNTED:
            kind = "made up" if one.batch in ("dev", "rules") else "real"
            yield Example(one.slot, one.given["text"], bool(weak), f"statements {one.batch}", kind)
    for good in (one for one in ALL if not one.weak and isinstance(one.given["text"], str)):
        for field, text in (*good.given.items(), (SECTION[SECTIONS[good.slot]].main, good.given["text"])):
            yield Example(word_points.question_of(SECTIONS[good.slot], field), text, False, "rules", "made up", True)


def from_tests() -> Iterator[Example]:
    """What the tests type into the interview."""
    sets: Mapping[str, Any] = yaml.safe_load((ROOT / "tests" / "terminal" / "coached_answers.yaml").read_text(encoding="utf-8"))
    for name, rows in sets.items():
        if isinstance(rows, dict):
            for at, texts in rows.items():
                for text in texts:
                    yield Example(question_at(at), text, is_weak=False, writer=name, kind="typed", is_sure=True)
        else:
            for row in rows:
                if row["at"] != "vision.big_statement" and row["asks"] != ["?assumptions.drop_if"]:
                    yield Example(question_at(row["at"]), row["says"], is_weak=True, writer=name, kind="typed")
    for at, _, weak, strong in CASES:
        yield from _sure(question_at(at), "tests", "made up", weak=weak, strong=strong)


def from_flows() -> Iterator[Example]:
    """The examples of the flows."""
    for flow in LIBRARY.flows.values():
        for question in flow.questions:
            if question.kind in ("text", "long"):
                yield from _sure(
                    question_at(f"{flow.id}.{question.id}"), "flows", "typed", weak=question.weak, strong=question.good
                )


def from_rules() -> Iterator[Example]:
    """The examples of rules, and the sentences of patterns for single fields."""
    fields: dict[str, str] = {}
    for rule in RULES:
        fields |= {f"{rule.name}.{field}": word_points.question_of(rule.on, field) for field in rule.says_of}
        for is_weak, texts in ((True, rule.bad), (False, rule.good)):
            for text in texts:
                if rule.says_of and "\n" in text:
                    yield from _of_rule(rule, text, is_weak=is_weak)
    for pattern in written():
        slot = pattern.row.topic.partition("/")[0].replace("-", "_")
        if slot in SLOTS.values() and pattern.row.topic not in fields:
            yield from _sure(slot, "patterns", "made up", weak=pattern.hits, strong=pattern.passes)
        if pattern.row.topic in fields:
            yield from _sure(fields[pattern.row.topic], "patterns", "made up", weak=pattern.hits, strong=pattern.passes)


def _sure(question: str, writer: str, kind: str, *, weak: Sequence[str], strong: Sequence[str]) -> Iterator[Example]:
    for is_weak, texts in ((True, weak), (False, strong)):
        yield from (Example(question, text, is_weak, writer, kind, is_sure=True) for text in texts)


def _of_rule(rule: Rule, text: str, *, is_weak: bool) -> Iterator[Example]:
    """What an example of a rule has in the fields about which it asks back."""
    strategy = loads(f"stratcoach: 1\n{text}").strategy
    assert strategy is not None
    held = [strategy] if rule.on == "entry" else []
    for entry in (*held, *(item for section in ALL_SECTIONS for item in entries(strategy, section))):
        for field in rule.says_of:
            outer, _, inner = field.rpartition(".")
            for value in [getattr(one, inner, "") for one in getattr(entry, outer, ())] if outer else [getattr(entry, field, "")]:
                answer = "\n".join(value) if isinstance(value, tuple) else str(value)
                yield Example(word_points.question_of(rule.on, field), answer, is_weak, "rules", "made up", is_sure=True)


def from_examples() -> Iterator[Example]:
    """What the answers of the examples say: those that are tried first are asked about, the others aren't."""
    for path in sorted((ROOT / "examples").glob("*/answers.yaml")):
        for key, given in load_answers(path, LIBRARY).given.items():
            parsed = parse_key(key)
            if not parsed.part:
                *weak, last = (*given.tries, "\n".join(given.many))[: len(given.tries) or 1]
                for text in (*weak, last):
                    yield Example(
                        question_at(f"{parsed.flow}.{parsed.question}"), text, text is not last, "examples", "typed", True
                    )


def from_workshop() -> Iterator[Example]:
    """What people write and answer in the workshop of the examples; a room isn't held up by it."""
    for path in (ROOT / "examples" / "workshop").glob("*.workshop-*.jsonl"):
        for event in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            said = (
                [(f"{event['step']}.statement", note["text"]) for note in event["notes"]]
                if event["event"] == "NotesAdded"
                else []
            )
            if event["event"] == "AnswerGiven":
                key = parse_key(event["key"])
                said = [(f"{key.flow}.{key.question}", event["value"])]
            for at, text in said:
                if isinstance(text, str):
                    yield Example(
                        question_at(at.replace("users.statement", "users.segment")), text, False, "examples", "typed", True
                    )


def is_enough(examples: Sequence[Example], question: str) -> bool:
    weak = [one.is_weak for one in examples if one.question == question and one.kind != "made up"]
    return min(sum(weak), len(weak) - sum(weak)) >= LEAST


def table(examples: Sequence[Example]) -> list[str]:
    """The lines of the table."""
    signs = [_features(one) for one in examples]
    often = Counter(sign for several in signs for sign in several)
    names = sorted(sign for sign, count in often.items() if count >= SELDOM)
    rows = _rows(signs, names)
    weak = np.array([one.is_weak for one in examples])
    weight = np.array([WEIGHTS[one.kind] for one in examples])
    base, points = (np.rint(10 * found) for found in fitted(rows, weak, weight))
    lines: dict[str, dict[str, int]] = {word_points.BASE: {word_points.ALL: int(base)}}
    for (sign, question), number in zip(names, points, strict=True):
        if number:
            lines.setdefault(sign, {})[question] = int(number)
    rows_of_limits = limits(examples, rows @ points + base, left_out(rows, weak, weight, [one.writer for one in examples]))
    for slot in sorted(set(SLOTS.values())):
        told_apart(slot, lines)
    lines = {**rows_of_limits, **lines}
    return [
        "\t".join((sign, *(f"{question}={number}" for question, number in sorted(row.items())))) for sign, row in lines.items()
    ]


def told_apart(slot: str, lines: dict[str, dict[str, int]]) -> None:
    """Add what tells the rules for a slot from each other, found on weak statements only."""
    known = [one for one in (*real(), *dev(), *labelled()) if one.part == "read" and one.english and one.slot == slot]
    weak = [(one.given["text"], names) for one in known if (names := one.weak - COUNTED)]
    often = Counter(name for _, names in weak for name in names)
    signs = [[(sign, "") for sign in word_points.signs(read(text))] for text, _ in weak]
    counted = Counter(sign for several in signs for sign in several)
    columns = sorted(sign for sign, count in counted.items() if count >= SELDOM_NAMED)
    rows = _rows(signs, columns)
    for name in sorted(name for name, count in often.items() if count >= LEAST):
        model = LogisticRegression(C=STRENGTH_NAMED, penalty="l1", solver="liblinear", random_state=0)
        model.fit(rows, np.array([name in names for _, names in weak]))
        lines[word_points.BASE][name] = int(np.rint(10 * model.intercept_[0]))
        for (sign, _), number in zip(columns, np.rint(10 * model.coef_[0]), strict=True):
            if number:
                lines.setdefault(sign, {})[name] = int(number)


def _features(one: Example) -> list[tuple[str, str]]:
    """The signs of an example, each for all questions and for its own."""
    signs = word_points.signs(read(one.text))
    both = [(sign, question) for sign in signs for question in (word_points.ALL, one.question)]
    return [(word_points.BASE, one.question), *both]


def _rows(signs: Sequence[Sequence[tuple[str, str]]], names: Sequence[tuple[str, str]]) -> csr_matrix:
    """A row for each example, a column for each sign."""
    place = {name: number for number, name in enumerate(names)}
    found = [sorted(place[sign] for sign in several if sign in place) for several in signs]
    ends = np.cumsum([0, *map(len, found)])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(found), ends), shape=(len(found), len(names)))


def fitted(rows: csr_matrix, weak: Matrix, weight: Matrix) -> tuple[float, Matrix]:
    """What an answer begins with, and a weight for each sign."""
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(rows, weak, sample_weight=weight)
    return model.intercept_[0], model.coef_[0]


def left_out(rows: csr_matrix, weak: Matrix, weight: Matrix, writers: Sequence[str]) -> Matrix:
    """The points of each example, found without its writer."""
    order = {writer: number % FOLDS for number, writer in enumerate(sorted(set(writers)))}
    fold = np.array([order[writer] for writer in writers])
    found = np.zeros(len(writers))
    for one in range(FOLDS):
        base, points = fitted(rows[fold != one], weak[fold != one], weight[fold != one])
        found[fold == one] = 10 * (rows[fold == one] @ points + base)
    return found


def limits(examples: Sequence[Example], own: Matrix, tried: Matrix) -> dict[str, dict[str, int]]:
    """For each question, over how many points a coach asks back, also about a statement of a document, and under how many a rule keeps quiet."""
    weak = np.array([one.is_weak for one in examples])
    sure = np.array([one.is_sure for one in examples])
    real = np.array([one.kind == "typed" and one.writer not in ("flows", "examples") for one in examples])
    common = np.quantile(tried[real & ~weak], 1 - STOPPED)
    document = np.array([one.kind == "real" for one in examples])
    asks, documents, fine = {}, {}, {}
    for question in sorted({one.question for one in examples}):
        here = np.array([one.question == question for one in examples])
        strong, others = np.sort(tried[here & real & ~weak])[::-1], tried[here & real & weak]
        least = min(strong[int(STOPPED * len(strong))], common + WIDEST)
        asks[question] = int(max([LIKELY, np.ceil(least), *own[here & sure & ~weak]]))
        fine[question] = int(min([UNLIKELY, *own[here & sure & weak]]))
        if (here & document).sum() >= LEAST:
            good = np.sort(tried[here & document & ~weak])[::-1]
            documents[question] = int(max([asks[question], np.ceil(good[int(STOPPED_IN_DOCUMENTS * len(good))])]))
        heard, stopped = ((part > asks[question]).sum() for part in (others, strong))
        print(f"{question}: over {asks[question]}, {heard} of {len(others)} weak ones, {stopped} of {len(strong)} strong ones")
    return {word_points.ASKS: asks, word_points.ASKS_OF_DOCUMENTS: documents, word_points.FINE: fine}


if __name__ == "__main__":
    sys.exit(main())
