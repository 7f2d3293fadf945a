"""Asks whether what is in question still holds: “we reviewed it, it holds”, with the day and the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from stratcoach.commands.questions import ask_marks, ask_text, named, option
from stratcoach.flow.answer import Answer
from stratcoach.flow.learning import ASKS, HELP, looked_at
from stratcoach.flow.protocol import Prompter
from stratcoach.messages import Message
from stratcoach.model.entry import Item
from stratcoach.model.links import Links
from stratcoach.model.sections import Section
from stratcoach.model.strategy import Strategy
from stratcoach.services.session import today

STANDS: Final = "standing.stands"
WHY: Final = "standing.why"


def ask_standing(
    strategy: Strategy,
    names: Sequence[str],
    prompter: Prompter,
    title: Message,
    answered: Mapping[str, Answer],
    keep: Callable[[str, Answer], None],
) -> Strategy:
    """Let a person confirm what they have looked at; it gets the day and, if they say one, the reason. What was `answered` before
    is suggested, and what is answered now goes to `keep`.

    Raises:
        Paused: the person stopped.
    """
    if not names:
        return strategy
    placed = Links(strategy).placed
    options = [option(section.name, name, _said(section, item)) for name in names for section, item in (placed[name],)]
    before = [name for name in names if name in answered.get(STANDS, ())]
    stands = ask_marks(prompter, title, f"{ASKS['stands']}", options, before, f"{HELP['stands']}")
    keep(STANDS, stands)
    if not stands:
        return strategy
    suggested = str(answered.get(WHY, ""))
    why = ask_text(
        prompter, title, f"{ASKS['why']}", f"{HELP['why']}", suggested=suggested, can_skip=True, keep=partial(keep, WHY)
    )
    keep(WHY, why)
    return looked_at(strategy, stands, today().isoformat(), why)


def told(strategy: Strategy, names: Sequence[str]) -> Iterator[Message]:
    """Each item in a line."""
    for name in names:
        section, item = Links(strategy).placed[name]
        yield named(section, name, _said(section, item))


def _said(section: Section, item: Item) -> str:
    return section.text_of(item)
