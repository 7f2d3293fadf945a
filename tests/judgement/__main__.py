"""Prints how well the coach judges: for the made-up statements, and for those in the shapes of real documents, read and only scored; with
`--typed` for answers that are typed into the interview, too.

    python -m tests.judgement [--rules] [--batches] [--slot SLOT] [--reader] [--typed] [--show wrong|missed] [--write]

“Read” are statements that could be seen while the rules were written, “scored” are those that nobody looked at; their distance
says how far the rules only know what they have seen. `--show` lists statements of the read part alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

from stratcoach.reader.second_reader import second_reader
from tests.judgement.answers import PARTS, typed
from tests.judgement.scoring import FIGURES, TOGETHER, TYPED, Score, Verdict, by_rule, figures, in_parts, judged, score
from tests.judgement.statements import dev, real
from tests.judgement.typing import by_writer, type_in


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", action="store_true", help="a line for each rule, too")
    parser.add_argument("--batches", action="store_true", help="a line for each file of statements, too")
    parser.add_argument("--slot", default="", help="statements for one slot only")
    parser.add_argument("--reader", action="store_true", help="together with the second reader")
    parser.add_argument("--typed", action="store_true", help="answers typed into the interview, too")
    parser.add_argument("--write", action="store_true", help="keep the figures, by which CI notices when they fall")
    parser.add_argument("--show", choices=("wrong", "missed"), help="list statements of the read part")
    asked = parser.parse_args()
    reader = second_reader()
    if reader is None and (asked.reader or asked.write):
        parser.error("the second reader isn't installed: pip install 'stratcoach[reader]'")
    by_rules = {"dev": judged(dev()), **in_parts(judged(real()))}
    together = in_parts(judged(real(), reader)) if asked.reader or asked.write else {}
    answers = {part: list(type_in([one for one in typed() if one.part == part])) for part in PARTS if asked.typed or asked.write}
    if asked.write:
        kept = figures(by_rules | {TOGETHER: together["scored"]}) | {
            TYPED: {name: by_writer(several) for name, several in answers.items()}
        }
        FIGURES.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    known = {"dev": judged(dev(), reader), **together} if asked.reader else by_rules
    known = {name: [one for one in verdicts if asked.slot in ("", one.statement.slot)] for name, verdicts in known.items()}
    if asked.show:
        for verdict in known["read"]:
            if rules := verdict.wrong if asked.show == "wrong" else verdict.missed:
                fields = {key: value for key, value in verdict.statement.given.items() if key not in ("text", "slot", "lang")}
                print(f"{verdict.statement.id} {', '.join(sorted(rules))}: {verdict.statement.given['text']!r} {fields or ''}")
        return 0
    print(f"{'':34}" + "".join(f"{name:>34}" for name in known))
    print(f"{'':34}" + "".join(f"{'n':>7} {'precision':>9} {'recall':>7} {'stopped':>8}" for _ in known))
    _row("all", known, score)
    for slot in sorted({one.statement.slot for verdicts in known.values() for one in verdicts}):
        _row(slot, {name: [one for one in verdicts if one.statement.slot == slot] for name, verdicts in known.items()}, score)
    if asked.batches:
        for batch in sorted({one.statement.batch for one in known["read"]}):
            _row(
                batch,
                {name: [one for one in verdicts if one.statement.batch == batch] for name, verdicts in known.items()},
                score,
            )
    for name, several in answers.items():
        for writer, share in by_writer(several).items():
            print(
                f"{name} {writer:20} {share['heard']:4} of {share['weak']:4} weak answers asked about, {share['stopped']} of {share['strong']} strong ones"
            )
    if asked.rules:
        scores = {name: by_rule(verdicts) for name, verdicts in known.items()}
        for rule in sorted(set().union(*scores.values())):
            row = "".join(f"{_counts(scores[name].get(rule)):>34}" for name in known)
            print(f"{rule:34}{row}")
    return 0


def _row(name: str, known: dict[str, list[Verdict]], add_up: Callable[[list[Verdict]], Score]) -> None:
    scores = [(len(verdicts), add_up(verdicts)) for verdicts in known.values()]
    print(f"{name:34}" + "".join(f"{n:>7} {one.precision:>9.3f} {one.recall:>7.3f} {one.annoyed:>7.1%} " for n, one in scores))


def _counts(one: Score | None) -> str:
    return f"{one.right} right {one.wrong} wrong {one.missed} missed" if one else "-"


if __name__ == "__main__":
    sys.exit(main())
