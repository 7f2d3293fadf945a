"""Rules about waivers: does each say why and until when, and is it still needed?"""

from __future__ import annotations

from stratcoach.rules.base import Rule

_FILE = "stratcoach: 1\nproduct: Trailhead\nversion: 1.0.0\nupdated: 2026-05-04\n"
_NONE = _FILE + "waivers:\n  - rule: trade-off/none\n"
_WHY = "    because: We decide on the day of the workshop.\n"
_FEW = _FILE + "waivers:\n  - rule: insight/too-few\n    because: Three more interviews are booked.\n"


def _rule(name: str, *, good: tuple[str, str], bad: tuple[str, str]) -> Rule:
    return Rule(name=f"waiver/{name}", on="waivers", severity="warning", good=good, bad=bad)


NO_REASON = _rule(
    "no-reason",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026-06"),
    bad=(_NONE + "    until: 2026-06-30", _NONE + "    because:\n    until: 2026-12-31"),
)
EXPIRED = _rule(
    "expired",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026"),
    bad=(_NONE + _WHY + "    until: 2026-04-30", _FEW + "    until: 2025"),
)
NO_END = _rule(
    "no-end",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026-06"),
    bad=(_NONE + _WHY, _FEW + "    until: soon"),
)
UNUSED = _rule(
    "unused",
    good=(_NONE + _WHY + "    until: 2026-06-30", _FEW + "    until: 2026-06"),
    bad=(
        _NONE.replace("trade-off/none", "trade-of/none") + _WHY + "    until: 2026-06-30",
        _NONE.replace("trade-off/none", "trace/circle") + _WHY + "    until: 2026-06-30",
    ),
)

RULES = (NO_REASON, NO_END, EXPIRED, UNUSED)
