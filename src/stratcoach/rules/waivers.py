"""Rules about waivers: does each say why and until when, and is it still needed?"""

from __future__ import annotations

from stratcoach.rules.base import Rule

_FILE = "stratcoach: 1\nproduct: Trailhead\nversion: 1.0.0\nupdated: 2026-05-04\n"
_NONE = _FILE + "waivers:\n  - rule: trade-off/none\n"
_WHY = "    because: We decide on the day of the workshop.\n"
_FEW = _FILE + "waivers:\n  - rule: insight/too-few\n    because: Three more interviews are booked.\n"


def _rule(name: str, *, why: str, question: str, good: tuple[str, str], bad: tuple[str, str]) -> Rule:
    return Rule(name=f"waiver/{name}", on="waivers", severity="warning", why=why, question=question, good=good, bad=bad)


NO_REASON = _rule(
    "no-reason",
    why="A finding that is set aside without a reason can't be told from one that was overlooked, so it is reported as before.",
    question="Why is it fine here?",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026-06"),
    bad=(_NONE + "    until: 2026-06-30", _NONE + "    because:\n    until: 2026-12-31"),
)
EXPIRED = _rule(
    "expired",
    why="What was set aside for a while is due again, so it is reported as before.",
    question="Is it still fine? Then give it a new end date; otherwise remove the waiver.",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026"),
    bad=(_NONE + _WHY + "    until: 2026-04-30", _FEW + "    until: 2025"),
)
NO_END = _rule(
    "no-end",
    why="What is set aside for ever is never looked at again, so it is reported as before.",
    question="Until when is it fine here? Write that date under `until`, such as 2026-11-30.",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026-06"),
    bad=(_NONE + _WHY, _FEW + "    until: soon"),
)
UNUSED = _rule(
    "unused",
    why="It may be misspelt, or what it was for has been fixed; one day it could hide something new.",
    question="Which finding was it for? If that one is gone, can the waiver go, too?",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026-06"),
    bad=(
        _NONE.replace("trade-off/none", "trade-of/none") + _WHY + "    until: 2026-06-30",
        _NONE.replace("trade-off/none", "trace/circle") + _WHY + "    until: 2026-06-30",
    ),
)

RULES = (NO_REASON, NO_END, EXPIRED, UNUSED)
