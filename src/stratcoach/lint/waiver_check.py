"""Findings that a team accepts: with a reason and an end date. A waiver that doesn't count is reported, never ignored silently."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import count
from typing import Final

from stratcoach.lint.finding import Finding
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.likeness import closest
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import Strategy, Waiver
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Rule
from stratcoach.rules.waivers import EXPIRED, NO_END, NO_REASON, UNUSED

_NEVER_WAIVED: Final = ("file", "waiver")
"""Findings about the file itself, and about waivers, can't be waived."""
_MOST_YEARS: Final = 5
"""An end date farther away than this isn't accepted."""
_MOST_MEANT: Final = 20
"""For this many waivers of unknown rules, a likely rule is suggested."""


def apply_waivers(
    strategy: Strategy, found: Sequence[Finding], as_of: date, idle: Collection[str] = ()
) -> tuple[list[Finding], int]:
    """Split findings into those to report and the number of those waived; what is wrong with a waiver is reported, too. A
    waiver may still be needed if its rule didn't run: if it is `idle`, or was left out because of another rule's finding.
    """
    why_not = [refused(waiver, as_of) for waiver in strategy.waivers]
    reported = {(finding.rule.name, on) for finding in found for on in _names(finding)}
    used = [waiver.rule in idle or _is_held_up(waiver, reported) for waiver in strategy.waivers]
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
    kept += _on_waivers(strategy, why_not, used)
    return kept, waived


def refused(waiver: Waiver, as_of: date) -> tuple[Rule, str, Message] | None:
    """Why a waiver doesn't count, as rule, field and message; None where it does."""
    if not waiver.because.strip():
        return NO_REASON, "because", Message("finding.waiver_no_reason")
    if not waiver.until:
        return NO_END, "until", Message("finding.waiver_no_end")
    until = dates.parse(waiver.until)
    if until is None:
        return NO_END, "until", Message("finding.waiver_end_unreadable")
    if until.last.year > as_of.year + _MOST_YEARS:
        return NO_END, "until", Message("finding.waiver_end_too_far", years=_MOST_YEARS)
    if as_of > until.last:
        return EXPIRED, "until", Message("finding.waiver_ended", date=str(until.last))
    return None


def _on_waivers(strategy: Strategy, why_not: list[tuple[Rule, str, Message] | None], used: list[bool]) -> Iterator[Finding]:
    unknown = count()
    for place, waiver in enumerate(strategy.waivers):
        refusal = why_not[place]
        if refusal is not None and (used[place] or refusal[0] is not EXPIRED):
            rule, field, message = refusal
            yield Finding(rule, rule.severity, "waivers", place, field, "", message, waiver.on or "waivers")
        if not used[place]:
            known = waiver.rule in BY_NAME or next(unknown) >= _MOST_MEANT
            meant = None if known else closest(waiver.rule, BY_NAME) or None
            message = Message("finding.waiver_unused", rule=short(waiver.rule), known=known, meant=meant)
            yield Finding(UNUSED, UNUSED.severity, "waivers", place, "rule", waiver.rule, message, waiver.on or "waivers")


def _is_held_up(waiver: Waiver, reported: Collection[tuple[str, str]]) -> bool:
    """Whether a finding keeps the waiver's rule from looking at the same place."""
    rule = BY_NAME.get(waiver.rule)
    if rule is None or not rule.requires:
        return False
    return any((one, waiver.on) in reported for one in rule.requires)


def _names(finding: Finding) -> set[str]:
    """What a waiver for a finding may be on: its item, its section, or the whole file."""
    return {"", finding.on, finding.section}
