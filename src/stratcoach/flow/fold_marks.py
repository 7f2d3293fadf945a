"""What a fold knew on its way, so that taking back many acts doesn't fold all others again each time."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

_BETWEEN: Final = 100
"""Acts from one mark to the next: so many are folded again at most."""


class _Mark(NamedTuple):
    others: int
    folded: int
    values: dict[str, Any]


class FoldMarks:
    """Copies of a state, each with how far the events were folded. First come the `others`, which are no acts: where there are more or
    fewer of them, no mark counts any more. `fixed` are the attributes that folding doesn't change.
    """

    def __init__(self, fixed: Collection[str]) -> None:
        self._fixed = fixed
        self._marks: list[_Mark] = []

    def last(self, others: int, size: int) -> tuple[int, dict[str, Any]]:
        """How many of `size` events needn't be folded, and what was known behind them; 0 where all must be."""
        while self._marks and (self._marks[-1].others != others or self._marks[-1].folded > size):
            self._marks.pop()
        return (self._marks[-1].folded, self._copied(self._marks[-1].values)) if self._marks else (0, {})

    def note(self, others: int, folded: int, values: Mapping[str, Any]) -> None:
        """Keep what is known behind so many events, if the last mark is far enough away."""
        if folded > others and folded >= (self._marks[-1].folded if self._marks else 0) + _BETWEEN:
            self._marks.append(_Mark(others, folded, self._copied(values)))

    def _copied(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: _copy(value) for name, value in values.items() if name not in self._fixed}


def _copy(value: object) -> object:
    if isinstance(value, dict):
        return {key: list(one) if isinstance(one, list) else one for key, one in value.items()}
    return copy.copy(value)
