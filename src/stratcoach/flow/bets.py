"""What becomes of an assumption that turned out to be true."""

from __future__ import annotations

from typing import Any

from stratcoach.model.sections import SECTIONS, entries, with_items
from stratcoach.model.strategy import Insight, Item, Strategy


def proven(strategy: Strategy, name: str, insight: str) -> Strategy:
    """The strategy in which an assumption gave way to the insight that showed it: what rested on it rests on the insight.

    An item that can't rest on an insight keeps its other grounds and says so in its note. Open questions on the assumption
    go with it.
    """
    bet = next((one for one in strategy.assumptions if one.id == name), None)
    if bet is None:
        return strategy
    changed: dict[str, Any] = {"questions": tuple(one for one in strategy.questions if one.on != name)}
    for section in SECTIONS:
        if section.has_ids:
            may = "insights" in section.may_rest_on
            held = tuple(_moved(item, name, insight, may=may) for item in entries(strategy, section) if item is not bet)
            changed[section.name] = held if section.many else next(iter(held), None)
    told = f"It was a bet: “{bet.statement.rstrip('.')}”."
    return with_items(strategy.replace(**changed), (insight,), lambda item: item.replace(note=noted(item, told)))


def noted(item: Item, text: str) -> str:
    """The note of an item with one more sentence."""
    return " ".join(filter(None, [item.note, text]))


def _moved(item: Any, name: str, insight: str, *, may: bool) -> Any:
    """An item with its links led from the assumption to the insight."""
    changed: dict[str, Any] = {}
    if name in item.rests_on:
        links = (insight if one == name else one for one in item.rests_on if may or one != name)
        changed["rests_on"] = tuple(dict.fromkeys(links))
        if not may:
            changed["note"] = noted(item, f"A bet under it proved right: {insight}.")
    if isinstance(item, Insight) and name in item.challenges:
        changed["challenges"] = tuple(one for one in item.challenges if one != name)
    return item.replace(**changed) if changed else item
