"""Asks of what is in question whether it stands: “we looked, it stands”, with the day and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratcoach.commands.asking import ask_marks, ask_text, named, option
from stratcoach.commands.interview import today
from stratcoach.flow.bets import noted
from stratcoach.flow.port import Prompter
from stratcoach.model.dates import spoken
from stratcoach.model.links import Links
from stratcoach.model.sections import Section, with_items
from stratcoach.model.strategy import Item, Strategy

_STANDS = "This is in question now. Which of it have you looked at, and it stands? What you don't mark stays in question."
_WHY = "Why does it stand? One sentence, kept as a note; Enter leaves it out."


def ask_standing(strategy: Strategy, names: Sequence[str], prompter: Prompter, title: str) -> Strategy:
    """Let a person confirm what they have looked at; it gets the day and, if they say one, the reason.

    Raises:
        Paused: the person stopped.
    """
    placed = Links(strategy).placed
    options = [option(section.name, name, _said(section, item)) for name in names for section, item in (placed[name],)]
    stands = ask_marks(prompter, title, _STANDS, options)
    if not stands:
        return strategy
    day = today().isoformat()
    why = ask_text(prompter, title, _WHY, can_skip=True)
    reason = f"Looked at on {spoken(day)}: {why}" if why else ""
    return with_items(strategy, stands, lambda item: item.replace(reviewed=day, note=noted(item, reason)))


def told(strategy: Strategy, names: Sequence[str]) -> Iterator[str]:
    """Each item in a line."""
    for name in names:
        section, item = Links(strategy).placed[name]
        yield named(section, name, _said(section, item))


def _said(section: Section, item: Item) -> str:
    return str(getattr(item, section.main))
