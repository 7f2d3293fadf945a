"""What the organisation is called in all texts: a company, a charity, a public service.

A choice at the start has the words; `{words.NAME}` in a text stands for one of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from stratcoach.flow.model import Flow, Library, Question
from stratcoach.model.entry import Pairs
from stratcoach.model.strategy import Strategy
from stratcoach.model.value import Value

WORDS: Final = "words"
USUAL: Final = {"organisation": "company", "gains": "business"}
"""The words where a team's own flows don't ask for the kind of organisation."""
KIND_KEY: Final = "x-organisation"
"""The key of the file that keeps the choice, where it isn't the first one."""


def chooses_words(flows: dict[str, Flow]) -> tuple[str, Question] | None:
    """The question, with its key, on whose choice the words depend."""
    for flow in flows.values():
        for question in flow.all_questions:
            if any(choice.words for choice in question.choices):
                return f"{flow.id}.{question.id}", question
    return None


@lru_cache(maxsize=8)
def in_words_for(library: Library, kind: str = "") -> Library:
    """The library with the words for a kind of organisation; those of the first kind where it is another one."""
    flows = library.raw or library.flows
    found = chooses_words(flows)
    choices = found[1].choices if found else ()
    chosen = next((one.words for one in choices if one.value == kind), choices[0].words if choices else ())
    words = {**USUAL, **dict(chosen)}
    if words == library.words:
        return library
    return library.replace(raw=flows, words=words, flows={name: _put_in(flow, words) for name, flow in flows.items()})


def _put_in(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, str):
        for name, word in words.items():
            value = value.replace(f"{{{WORDS}.{name}}}", word)
        return value
    if isinstance(value, tuple):
        return tuple(_put_in(one, words) for one in value)
    if isinstance(value, Value):
        changed = {name: new for name, old in value.__dict__.items() if (new := _put_in(old, words)) != old}
        return value.replace(**changed) if changed else value
    return value


def kind_in(strategy: Strategy | None) -> str:
    """The kind of organisation that a file names."""
    return next((str(value) for name, value in (strategy.extra if strategy else ()) if name == KIND_KEY), "")


def extra_with(base: Strategy, kind: str, flows: dict[str, Flow]) -> Pairs:
    """The team's own keys of a file, with the kind of organisation where it isn't the usual one."""
    found = chooses_words(flows)
    if not kind or found is None or kind == found[1].choices[0].value:
        return base.extra
    return Pairs((*(pair for pair in base.extra if pair[0] != KIND_KEY), (KIND_KEY, kind)))
