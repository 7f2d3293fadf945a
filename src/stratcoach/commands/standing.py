"""Asks whether what is in question still holds: “we reviewed it, it holds”, with the day and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratcoach.commands.asking import ask_marks, ask_text, named, option
from stratcoach.commands.interview import today
from stratcoach.flow.learning import ASKS, HELP, looked_at
from stratcoach.flow.port import Prompter
from stratcoach.model.links import Links
from stratcoach.model.sections import Section
from stratcoach.model.strategy import Item, Strategy


def ask_standing(strategy: Strategy, names: Sequence[str], prompter: Prompter, title: str) -> Strategy:
    """Let a person confirm what they have looked at; it gets the day and, if they say one, the reason.

    Raises:
        Paused: the person stopped.
    """
    placed = Links(strategy).placed
    options = [option(section.name, name, _said(section, item)) for name in names for section, item in (placed[name],)]
    stands = ask_marks(prompter, title, ASKS["stands"], options, help_text=HELP["stands"])
    why = ask_text(prompter, title, ASKS["why"], HELP["why"], can_skip=True) if stands else ""
    return looked_at(strategy, stands, today().isoformat(), why)


def told(strategy: Strategy, names: Sequence[str]) -> Iterator[str]:
    """Each item in a line."""
    for name in names:
        section, item = Links(strategy).placed[name]
        yield named(section, name, _said(section, item))


def _said(section: Section, item: Item) -> str:
    return str(getattr(item, section.main))
