"""What the prompters for a person share: which of their questions belongs to which step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from stratcoach.files.catalogues import chosen
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, Pick, ReadBack, Reply, Step
from stratcoach.messages import Text


class Prompting(ABC):
    """A prompter for a person, with one method for each kind of step."""

    attended = True
    _asked = ""

    def __init__(self, key_for: Callable[[str], str]) -> None:
        """`key_for` gives the key or the command for something on this screen."""
        self._key_for = key_for
        chosen().keys = key_for

    def _put(self, step: Step) -> Reply:
        chosen().keys = self._key_for
        match step:
            case Ask():
                self._asked = step.key
                return self._ask(step)
            case Challenge():
                if self._asked != step.key and not step.is_known:  # on another day, nobody remembers what was asked
                    self.say(step.ask.ask)
                return self._challenge(step)
            case Menu():
                return self._menu(step)
            case ReadBack():
                return self._read_back(step)
            case Pick():
                return self._pick(step)
            case Done():
                return Reply("quit")

    @abstractmethod
    def say(self, text: Text) -> None: ...

    @abstractmethod
    def _ask(self, step: Ask) -> Reply: ...

    @abstractmethod
    def _challenge(self, step: Challenge) -> Reply: ...

    @abstractmethod
    def _menu(self, step: Menu) -> Reply: ...

    @abstractmethod
    def _read_back(self, step: ReadBack) -> Reply: ...

    @abstractmethod
    def _pick(self, step: Pick) -> Reply: ...


def offer_meant(step: Ask, typed: str) -> str:
    """The offer of which a number was typed; empty for anything else."""
    number = typed.strip()
    is_one = number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= len(step.offers)
    return step.offers[int(number[:6]) - 1] if is_one else ""
