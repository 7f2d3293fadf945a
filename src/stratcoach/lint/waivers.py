"""Findings that a team accepts: with a reason, and until a last day. A waiver that doesn't count is told, never silent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from stratcoach.lint.finding import Finding
from stratcoach.model import dates
from stratcoach.model.strategy import Strategy, Waiver
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import Rule
from stratcoach.rules.waivers import EXPIRED, NO_END, NO_REASON, UNUSED


def apply_waivers(
    strategy: Strategy, found: Sequence[Finding], as_of: date, idle: Collection[str] = ()
) -> tuple[list[Finding], int]:
    """Split findings into those to report and the number of those waived; what is wrong with a waiver is reported, too. A
    waiver for a rule that didn't run, being `idle` or left out because of another one's finding, may still be needed.
    """
    refused = [_refused(waiver, as_of) for waiver in strategy.waivers]
    used = [waiver.rule in idle or _is_held_up(waiver, found) for waiver in strategy.waivers]
    kept: list[Finding] = []
    waived = 0
    for finding in found:
        covering = [place for place, waiver in enumerate(strategy.waivers) if covers(waiver, finding)]
        for place in covering:
            used[place] = True
        if any(refused[place] is None for place in covering):
            waived += 1
        else:
            kept.append(finding)
    kept += _told(strategy, refused, used)
    return kept, waived


def _refused(waiver: Waiver, as_of: date) -> tuple[Rule, str, str] | None:
    """Why a waiver doesn't count, as rule, field and message; None where it does."""
    if not waiver.because.strip():
        return NO_REASON, "because", "this waiver gives no reason, so it doesn't count"
    if not waiver.until:
        return NO_END, "until", "this waiver has no last day, so it doesn't count"
    until = dates.parse(waiver.until)
    if until is None:
        return NO_END, "until", "this waiver's last day can't be read, so it doesn't count"
    if as_of > until.last:
        return EXPIRED, "until", f"this waiver counted until {until.last}, and that day has passed"
    return None


def _told(strategy: Strategy, refused: list[tuple[Rule, str, str] | None], used: list[bool]) -> Iterator[Finding]:
    for place, waiver in enumerate(strategy.waivers):
        told = refused[place]
        if told is not None:
            rule, field, message = told
            yield Finding(rule, rule.severity, "waivers", place, field, "", message, waiver.on or "waivers")
        if not used[place]:
            message = f"no finding of `{waiver.rule}` is here to be set aside{_meant(waiver.rule)}"
            yield Finding(UNUSED, UNUSED.severity, "waivers", place, "rule", waiver.rule, message, waiver.on or "waivers")


def _meant(name: str) -> str:
    from difflib import get_close_matches

    if name in BY_NAME:
        return ""
    close = get_close_matches(name, BY_NAME, n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else "; there is no rule of that name"


def _is_held_up(waiver: Waiver, found: Sequence[Finding]) -> bool:
    """Whether a finding keeps the waiver's rule from looking at the same place."""
    rule = BY_NAME.get(waiver.rule)
    if rule is None or not rule.requires:
        return False
    return any(one.rule.name in rule.requires and _is_on(waiver, one) for one in found)


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver is meant for a finding. Findings about the file itself, and about waivers, can't be set aside."""
    if waiver.rule != finding.rule.name or finding.rule.section in ("file", "waiver"):
        return False
    return _is_on(waiver, finding)


def _is_on(waiver: Waiver, finding: Finding) -> bool:
    return not waiver.on or waiver.on in (finding.on, finding.section)
