"""An example for a room: from a trade like its own where there is one, else from another one each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stratcoach.messages import Message
from stratcoach.workshop.room_facts import RoomFacts

ELSEWHERE: Final = Message("room_notes.another_team_wrote")
"""Before an example, so that nobody takes it for a proposal."""

_LONG: Final = 5
"""Letters from which a word says something about a trade."""


def near(examples: Sequence[str], room: RoomFacts) -> str:
    """The example that shares most words with what the room says of itself; where none does, they take turns by step."""
    if not examples:
        return ""
    record = room.record
    answers = (answer for answer in record.interview.state.answers.values() if isinstance(answer, str))
    own = _words(" ".join((record.goal or record.ahead.get("goal", ""), *answers)))
    shared = [len(_words(one) & own) for one in examples]
    if max(shared):
        return examples[shared.index(max(shared))]
    return examples[(record.place + record.seed) % len(examples)]


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= _LONG)
