"""Rules about readings: is the number still looked at, can it be read, and does it go the wrong way?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.amounts import amount_of
from stratcoach.language.en.number_progress import last_read, misread, progress, read_next
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.strategy import RHYTHMS, Measured
from stratcoach.rules.base import Context, Match, Rule

_ALLOWED: Final = 0.1
"""A counter metric may get worse by a tenth of what it was first."""
_DEFAULT: Final = RHYTHMS[2]


def _old(item: Measured, scene: Context) -> Iterator[Match]:
    if scene.as_of is None or not (item.readings or item.read_every):
        return  # nobody has begun to read it
    due = read_next(scene.strategy, item)
    if due is None or due >= scene.as_of:
        return
    last, every = last_read(item), item.read_every or _DEFAULT
    when = dates.spoken_when(last.isoformat()) if last else None
    yield Match("readings", Message("finding.reading_is_old", when=when, every=every, due=dates.spoken(due.isoformat())))


def _misread(item: Measured, _scene: Context) -> Iterator[Match]:
    for reading in item.readings:
        if reading.value.strip() and (why := misread(reading.value, item)):
            yield Match("readings", why, reading.value.strip())


def _below_baseline(item: Measured, scene: Context) -> Iterator[Match]:
    if scene.as_of is None or not item.readings:
        return
    found = progress(scene.strategy, item, scene.as_of)
    if found and found.share < 0:
        value = found.points[-1].reading.value.strip()
        yield Match(
            "readings",
            Message("finding.reading_below_baseline", value=value, baseline=item.baseline.strip(), target=item.target.strip()),
            value,
        )


def _counter_worse(item: Measured, _scene: Context) -> Iterator[Match]:
    counted = sorted((one for one in item.readings if one.counter.strip()), key=lambda one: one.date)
    if len(counted) < 2 or not item.counter_worse:
        return
    first, last = (amount_of(one.counter) for one in (counted[0], counted[-1]))
    if first is None or last is None or first.unit != last.unit:
        return
    worse = (last.value - first.value) * (1 if item.counter_worse == "higher" else -1)
    if worse > _ALLOWED * abs(first.value):
        before, after = counted[0].counter.strip(), counted[-1].counter.strip()
        yield Match("readings", Message("finding.counter_metric_is_worse", before=before, after=after), after)


_NUMBER = (
    "updated: 2026-05-04\nobjectives:\n  - id: a\n    statement: Members renew.\n    metric: Members who renew\n"
    "    baseline: 55%\n    target: 70%\n    by: 2027-06\n"
)
_HELD = _NUMBER + "    counter_metric: Complaints a month\n    counter_worse: higher\n"
_STAR = "north_star:\n  metric: Shifts filled a day ahead\n  baseline: 9 hours\n  target: 4 hours\n  by: 2027\n"

OLD = Rule(
    name="reading/old",
    on="objectives",
    also_on=("north_star",),
    severity="warning",
    check=_old,
    fields=("readings", "read_every"),
    has_fix=True,
    good=(
        _NUMBER + "    readings:\n      - {date: 2026-02, value: 57%}",
        _STAR + "  read_every: year\n  readings:\n    - {date: 2025-06, value: 8 hours}",
    ),
    bad=(
        _NUMBER + "    readings:\n      - {date: 2026-01, value: 57%}",
        _STAR + "  read_every: week\n  readings:\n    - {date: 2026-04-20, value: 8 hours}",
    ),
)
MISREAD = Rule(
    name="reading/misread",
    on="objectives",
    also_on=("north_star",),
    severity="warning",
    check=_misread,
    fields=("readings", "target"),
    good=(
        _NUMBER + "    readings:\n      - {date: 2026-04, value: 21 of 30}",
        _STAR + "  readings:\n    - {date: 2026-04, value: 8.5}",
    ),
    bad=(
        _NUMBER + "    readings:\n      - {date: 2026-04, value: a bit more}",
        _STAR + "  readings:\n    - {date: 2026-04, value: 12%}",
    ),
)
BELOW_BASELINE = Rule(
    name="reading/below-baseline",
    on="objectives",
    also_on=("north_star",),
    severity="warning",
    check=_below_baseline,
    fields=("readings", "baseline"),
    good=(
        _NUMBER + "    readings:\n      - {date: 2026-03, value: 52%}\n      - {date: 2026-04, value: 56%}",
        _STAR + "  readings:\n    - {date: 2026-04, value: 9 hours}",
    ),
    bad=(
        _NUMBER + "    readings:\n      - {date: 2026-03, value: 56%}\n      - {date: 2026-04, value: 52%}",
        _STAR + "  readings:\n    - {date: 2026-04, value: 10 hours}",
    ),
)
COUNTER_WORSE = Rule(
    name="reading/counter-worse",
    on="objectives",
    also_on=("north_star",),
    severity="warning",
    check=_counter_worse,
    fields=("readings", "counter_metric", "counter_worse"),
    has_fix=True,
    good=(
        _HELD
        + "    readings:\n      - {date: 2026-03, value: 56%, counter: 20}\n      - {date: 2026-04, value: 57%, counter: 21}",
        _HELD + "    readings:\n      - {date: 2026-04, value: 56%, counter: 40}",
    ),
    bad=(
        _HELD
        + "    readings:\n      - {date: 2026-03, value: 56%, counter: 20}\n      - {date: 2026-04, value: 57%, counter: 25}",
        (
            _STAR + "  counter_metric: Handovers that were complete\n  counter_worse: lower\n  readings:\n"
            "    - {date: 2026-03, value: 8 hours, counter: 96%}\n    - {date: 2026-04, value: 7 hours, counter: 80%}"
        ),
    ),
)

RULES = (OLD, MISREAD, BELOW_BASELINE, COUNTER_WORSE)
