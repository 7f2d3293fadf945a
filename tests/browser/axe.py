"""What axe finds in a page that is open: what somebody with a screen reader or a keyboard, or who sees little, can't use."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any


def serious(value: Callable[[str], Any]) -> list[list[str]]:
    """What is serious or critical, each with its kind, its rule and the first element; `value` runs a script in the page."""
    if value("typeof axe") == "undefined":
        value(f"{files('axe_core_python').joinpath('axe.min.js').read_text(encoding='utf-8')};0")
    found = value(
        "axe.run({resultTypes: ['violations']}).then(all => all.violations.map(one => [one.impact, one.id, one.nodes[0].html]))"
    )
    return [one for one in found if one[0] in ("serious", "critical")]
