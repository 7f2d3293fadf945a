"""A whole strategy as JSON, version 1: the keys of the file, with everything in it. Keys are only ever added."""

from __future__ import annotations

import json
from typing import Any, Final

from stratcoach.model.entry import Entry, Pairs
from stratcoach.model.sections import FORMAT, HEADER_KEYS, SECTIONS
from stratcoach.model.strategy import Strategy

VERSION: Final = 1


def render(strategy: Strategy, mark: str) -> str:
    """The strategy with the keys of the file in its order. Empty keys and sections are left out."""
    shape = {"version": VERSION, "generator": mark, "format": FORMAT, "strategy": strategy_data(strategy)}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def strategy_data(strategy: Strategy) -> dict[str, Any]:
    """A strategy as plain data: texts, lists and mappings with the keys of the file."""
    found: dict[str, Any] = {name: text for name in HEADER_KEYS if (text := getattr(strategy, name))}
    for section in SECTIONS:
        if value := getattr(strategy, section.name):
            found[section.name] = _plain(value, has_own_id=not section.own_id)
    return {**found, **_extra(strategy.extra)}


def _plain(value: Any, *, has_own_id: bool = True) -> Any:
    if isinstance(value, Entry):
        keys = [name for name in value.keys if name != "id" or has_own_id]
        return {name: _plain(one) for name in keys if (one := getattr(value, name))} | _extra(value.extra)
    if isinstance(value, Pairs):
        return {name: _plain(one) for name, one in value}
    return [_plain(one) for one in value] if isinstance(value, tuple) else str(value)


def _extra(extra: Pairs) -> dict[str, Any]:
    return {name: _plain(one) for name, one in extra}
