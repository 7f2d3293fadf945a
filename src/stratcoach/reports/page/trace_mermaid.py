"""The map of the trace in Mermaid's language, which GitHub, GitLab and many wikis draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.model.coverage import ItemPlace
from stratcoach.model.links import Links
from stratcoach.model.strategy import Strategy
from stratcoach.reports.text_width import cut

_LONGEST: Final = 60
_ESCAPED: Final = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;", ";": "#59;"}
)


def render(strategy: Strategy, mark: str) -> str:
    """The map as a flowchart from left to right; a box for each item with an id, an arrow to what rests on it."""
    return "\n".join([f"%% {mark}", "flowchart LR", *_lines(strategy)]) + "\n"


def _lines(strategy: Strategy) -> Iterator[str]:
    links = Links(strategy)
    numbers: dict[str, int] = {}
    for section, _, item in links.items:
        if item.id and item.id not in numbers:
            numbers[item.id] = len(numbers)
            text = cut(" ".join(ItemPlace(section, 0, item).said.split()), _LONGEST).translate(_ESCAPED)
            yield f'  n{numbers[item.id]}["{str(section.noun).translate(_ESCAPED)}: {text}"]'
    for _, _, item in links.items:
        for ground in dict.fromkeys(item.rests_on):
            if ground in numbers and item.id in numbers:
                yield f"  n{numbers[ground]} --> n{numbers[item.id]}"
    doubted = [f"n{numbers[name]}" for name in links.in_question if name in numbers]
    if doubted:
        yield f"  class {','.join(doubted)} doubt"
        yield "  classDef doubt stroke-dasharray: 4"
