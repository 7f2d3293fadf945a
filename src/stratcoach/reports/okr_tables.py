"""OKRs for where teams plan: a table for Jira, Linear and sheets, or Markdown with boxes to tick for GitHub and wikis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.flow.readback import measure
from stratcoach.messages import Message
from stratcoach.model.csv_text import table
from stratcoach.model.dates import spoken
from stratcoach.model.markdown_text import literal
from stratcoach.model.strategy import Objective, Okr, Strategy

_COLUMNS: Final = (
    "type",
    "key",
    "parent",
    "title",
    "quarter",
    "owner",
    "rests_on",
    "business_objective",
    "metric",
    "baseline",
    "target",
    "day",
    "description",
    "link",
)


def as_csv(strategy: Strategy) -> str:
    """A row for each OKR, and below it one for each of its key results, whose parent it is."""
    heads = tuple(str(Message("okrs.column", name=name)) for name in _COLUMNS)
    return table(heads, (row for okr in strategy.okrs for row in _rows(okr, strategy)))


def _rows(okr: Okr, strategy: Strategy) -> Iterator[tuple[str, ...]]:
    grounds = _grounds(okr, strategy)
    description = str(Message("okrs.rests_on", objectives=tuple(map(_described, grounds)))) if grounds else ""
    figures = tuple("; ".join(getattr(one, name) for one in grounds) for name in ("metric", "baseline", "target", "by"))
    above = ("; ".join(okr.rests_on), "; ".join(one.statement for one in grounds), *figures, description, okr.link)
    key = okr.id or str(Message("okrs.key", number=strategy.okrs.index(okr) + 1))
    yield (str(Message("okrs.objective")), key, "", okr.objective, okr.quarter, okr.owner, *above)
    for number, result in enumerate(okr.key_results, 1):
        yield (str(Message("okrs.key_result")), f"{key}-{number}", key, result, okr.quarter, okr.owner, *above)


def as_markdown(strategy: Strategy) -> str:
    """A heading for each OKR, what it rests on, and a box to tick for each key result."""
    return "\n".join(line for okr in strategy.okrs for line in _lines(okr, strategy)).rstrip("\n") + "\n"


def _lines(okr: Okr, strategy: Strategy) -> Iterator[str]:
    yield f"## {literal(okr.objective)}"
    yield ""
    about = [literal(str(spoken(okr.quarter)))] if okr.quarter else []
    about += [literal(okr.owner)] if okr.owner else []
    if about:
        yield from (", ".join(about), "")
    grounds = _grounds(okr, strategy)
    described = tuple(f"**{literal(one.statement)}** {literal(_measured(one))}".rstrip() for one in grounds)
    yield str(Message("okrs.rests_on", objectives=described)) if described else str(Message("okrs.rests_on_nothing"))
    yield ""
    yield from (f"- [ ] {literal(result)}" for result in okr.key_results)
    if okr.key_results:
        yield ""


def _grounds(okr: Okr, strategy: Strategy) -> tuple[Objective, ...]:
    return tuple(one for name in dict.fromkeys(okr.rests_on) for one in strategy.objectives if one.id == name)


def _described(objective: Objective) -> str:
    return f"{objective.statement} {_measured(objective)}".rstrip()


def _measured(objective: Objective) -> str:
    seen_in = measure(objective.metric, objective.baseline, objective.target, objective.by)
    return f"({seen_in})" if seen_in else ""
