"""Which prompter asks: the terminal, plain lines, or nobody."""

from __future__ import annotations

import os
import sys

from stratcoach.errors import UserError
from stratcoach.flow.protocol import Prompter
from stratcoach.messages import Message


def person(*, plain: bool, ways: Message) -> Prompter:
    """The prompter for whoever sits there; `ways` are how it can be done where nobody does.

    Raises:
        UserError: nobody does, and plain lines were not asked for.
    """
    has_terminal = sys.stdin is not None and sys.stdin.isatty()
    plain = wants_plain(plain=plain)
    if not has_terminal and not plain:
        raise UserError(Message("release.needs_terminal"), ways)
    if plain:
        from stratcoach.ui.plain import for_standard_input

        return for_standard_input()
    from stratcoach.ui.terminal import Terminal

    return Terminal()


def wants_plain(*, plain: bool) -> bool:
    """Whether plain lines were asked for, in whichever way, or nothing else can be shown."""
    return plain or os.environ.get("TERM") == "dumb" or _is_set("STRATCOACH_PLAIN") or _is_set("ACCESSIBLE")


def _is_set(name: str) -> bool:
    return os.environ.get(name, "").lower() not in ("", "0", "false", "no")
