"""How much a problem says: who has it, when, with what consequence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures, is_date
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import either, words
from stratcoach.language.tokens import Token, once
from stratcoach.messages import Message

Tokens = Sequence[Token]

MISTY: Final = 0.4
"""With a smaller share of words for what people can see or touch, a sentence says nothing however long it is."""


def untold(prose: Prose) -> list[Message]:
    """What a problem leaves out; nothing where it says enough."""
    parts = {
        Message("finding.problem_who"): _says_who(prose),
        Message("finding.problem_when"): _says_when(prose),
        Message("finding.problem_leads_to"): words("problems/consequences").first(prose.tokens) is not None,
    }
    told = sum(parts.values())
    plain, share = concreteness(prose)
    if share <= MISTY or (told <= 1 and (share <= 1 / 2 or plain <= 3)):
        return [part for part, is_said in parts.items() if not is_said] or [Message("finding.problem_what")]
    return []


@once
def concreteness(prose: Prose) -> tuple[int, float]:
    """How many words name something that people can see or touch, and their share of all words with a meaning of their own."""
    empty = either("problems/abstractions", "problems/vague_words", "people/vague_people", "tools/tools")
    light = words("problems/light")
    content = [token for token in prose.words if token[4] == "word" and token[0] not in SMALL and token not in light]
    plain = sum(token not in empty for token in content)
    return plain, plain / max(len(content), 1)


def _says_who(prose: Prose) -> bool:
    return any(prose.tokens[span.last] not in words("people/vague_people") for span in persons(prose.tokens))


def _says_when(prose: Prose) -> bool:
    counted = any(not is_date(prose.tokens, one.place) for one in figures(prose.tokens))
    return counted or words("problems/situations").first(prose.tokens) is not None
