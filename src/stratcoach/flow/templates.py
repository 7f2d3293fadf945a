"""Texts of a flow that refer to earlier answers: `{user}`, `{vision.user}`, `{problems.first.statement}`, `{problems}`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from stratcoach.flow.model import Wording

REFERENCE: Final = re.compile(r"\{([a-z_]+(?:\.[a-z_]+){0,2})\}")
LONGEST_QUOTE: Final = 110

Say = Callable[[str], str]
"""Gives the text behind a reference, `""` where there is no answer."""


def references(text: str) -> list[str]:
    return REFERENCE.findall(text)


def fill(wording: Wording, say: Say) -> str:
    """Choose the first version whose references can all be filled in, and fill them in; the last version is the plain one."""
    for text in wording:
        told = {name: say(name) for name in references(text)}
        if all(told.values()):
            return _replaced(text, told)
    return REFERENCE.sub("…", wording[-1]) if wording else ""


def _replaced(text: str, told: dict[str, str]) -> str:
    return REFERENCE.sub(lambda match: told[match[1]], text)


def in_full(text: str) -> str:
    """The whole of what a person said, so that it can be quoted within a sentence: one line, without the full stop."""
    return " ".join(text.split()).removesuffix(".")


def quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Shorten what a person said so that it fits into a question: one line, cut at a word, without the full stop."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat.removesuffix(".")
    cut = flat[: longest - 1]
    if " " in cut[longest // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:.") + "…"
