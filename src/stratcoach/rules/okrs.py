"""Rules about OKRs: is a key result something that is reached, and can anybody count it?"""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.clauses import quote
from stratcoach.language.en.reading.tasks import delivery
from stratcoach.messages import Message
from stratcoach.model.strategy import Okr
from stratcoach.rules.base import Context, Match, Rule


def _output(okr: Okr, _scene: Context) -> Iterator[Match]:
    for result in okr.key_results:
        prose = read(result)
        span = delivery(prose)
        if span:
            yield Match("key_results", Message("finding.key_result_is_task"), quote(prose, prose.sentences[0], span))


def _no_figure(okr: Okr, _scene: Context) -> Iterator[Match]:
    for result in okr.key_results:
        prose = read(result)
        if prose.words and not _has_figure(prose) and delivery(prose) is None:
            yield Match("key_results", Message("finding.key_result_no_figure"), result.strip())


def _has_figure(prose: Prose) -> bool:
    """A number that is no date, `half`, `none`, `twice`."""
    counted = any(not is_date(prose.tokens, one.place) for one in figures(prose.tokens))
    return counted or any(token.low in _AMOUNTS for token in prose.words)


_AMOUNTS = frozenset(
    ("half", "none", "nobody", "no", "never", "twice", "double", "triple", "halve", "every", "all", "zero", "third", "quarter")
)
_OKR = "okrs:\n  - id: a\n    objective: Planners trust the plan.\n    key_results:\n"

OUTPUT = Rule(
    name="okr/output",
    on="okrs",
    severity="warning",
    prose=True,
    check=_output,
    says_of={"key_results": Message("finding.key_result_is_task")},
    fields=("key_results",),
    good=(_OKR + "      - 8 of 10 plans hold until Friday", _OKR + "      - Half of the planners no longer print the plan"),
    bad=(
        _OKR + "      - Launch the new plan view",
        _OKR + "      - Interview twelve planners",
        _OKR + "      - Train 40 planners in May",
    ),
)
NO_FIGURE = Rule(
    name="okr/no-figure",
    on="okrs",
    severity="warning",
    prose=True,
    check=_no_figure,
    fields=("key_results",),
    requires=("okr/output",),
    good=(_OKR + "      - Nobody asks for a copy any more", _OKR + "      - Calls about the plan fall from 40 to 10 a week"),
    bad=(_OKR + "      - Planners are happier with the plan", _OKR + "      - A noticeable rise in trust by June 2027"),
)

RULES = (OUTPUT, NO_FIGURE)
