"""Findings that a team accepts: with a reason, and until a last day. A waiver that doesn't count is told, never silent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import count
from typing import Final

from stratcoach.lint.finding import Finding
from stratcoach.model import dates
from stratcoach.model.shown import short
from stratcoach.model.strategy import Strategy, Waiver
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Rule
from stratcoach.rules.waivers import EXPIRED, NO_END, NO_REASON, UNUSED

_NEVER_WAIVED: Final = ("file", "waiver")
"""Findings about the file itself, and about waivers, can't be set aside."""
_MOST_YEARS: Final = 5
"""A last day that is farther away is none."""
_MOST_MEANT: Final = 20
"""For so many waivers of rules that aren't there it is looked for what may be meant."""


def apply_waivers(
    strategy: Strategy, found: Sequence[Finding], as_of: date, idle: Collection[str] = ()
) -> tuple[list[Finding], int]:
    """Split findings into those to report and the number of those waived; what is wrong with a waiver is reported, too. A
    waiver for a rule that didn't run, being `idle` or left out because of another one's finding, may still be needed.
    """
    why_not = [refused(waiver, as_of) for waiver in strategy.waivers]
    told = {(finding.rule.name, on) for finding in found for on in _names(finding)}
    used = [waiver.rule in idle or _is_held_up(waiver, told) for waiver in strategy.waivers]
    meant: dict[tuple[str, str], list[int]] = {}
    for place, waiver in enumerate(strategy.waivers):
        meant.setdefault((waiver.rule, waiver.on), []).append(place)
    kept: list[Finding] = []
    waived = 0
    for finding in found:
        names = () if finding.rule.section in _NEVER_WAIVED else _names(finding)
        covering = [place for on in names for place in meant.get((finding.rule.name, on), ())]
        for place in covering:
            used[place] = True
        if any(why_not[place] is None for place in covering):
            waived += 1
        else:
            kept.append(finding)
    kept += _told(strategy, why_not, used)
    return kept, waived


def refused(waiver: Waiver, as_of: date) -> tuple[Rule, str, str] | None:
    """Why a waiver doesn't count, as rule, field and message; None where it does."""
    if not waiver.because.strip():
        return NO_REASON, "because", "this waiver gives no reason, so it doesn't count"
    if not waiver.until:
        return NO_END, "until", "this waiver has no last day, so it doesn't count"
    until = dates.parse(waiver.until)
    if until is None:
        return NO_END, "until", "this waiver's last day can't be read, so it doesn't count"
    if until.last.year > as_of.year + _MOST_YEARS:
        return NO_END, "until", f"this waiver's last day is more than {_MOST_YEARS} years away, so it doesn't count"
    if as_of > until.last:
        return EXPIRED, "until", f"this waiver counted until {until.last}, and that day has passed"
    return None


def _told(strategy: Strategy, why_not: list[tuple[Rule, str, str] | None], used: list[bool]) -> Iterator[Finding]:
    unknown = count()
    for place, waiver in enumerate(strategy.waivers):
        told = why_not[place]
        if told is not None and (used[place] or told[0] is not EXPIRED):
            rule, field, message = told
            yield Finding(rule, rule.severity, "waivers", place, field, "", message, waiver.on or "waivers")
        if not used[place]:
            meant = "" if waiver.rule in BY_NAME or next(unknown) >= _MOST_MEANT else _meant(waiver.rule)
            message = f"no finding of `{short(waiver.rule)}` is here to be set aside{meant}"
            yield Finding(UNUSED, UNUSED.severity, "waivers", place, "rule", waiver.rule, message, waiver.on or "waivers")


def _meant(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, BY_NAME, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else "; there is no rule of that name"


def _is_held_up(waiver: Waiver, told: Collection[tuple[str, str]]) -> bool:
    """Whether a finding keeps the waiver's rule from looking at the same place."""
    rule = BY_NAME.get(waiver.rule)
    if rule is None or not rule.requires:
        return False
    return any((one, waiver.on) in told for one in rule.requires)


def _names(finding: Finding) -> set[str]:
    """What a waiver for a finding may be on: its item, its section, or the whole file."""
    return {"", finding.on, finding.section}
