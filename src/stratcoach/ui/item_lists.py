"""Choosing from earlier items, also where there are too many to look through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.messages import Text
from stratcoach.ui import interview_texts
from stratcoach.ui.keys import ask_text, choose, mark
from stratcoach.ui.page import Page
from stratcoach.ui.stop import LeavePrompt

MOST_LISTED: Final = 40

Options = list[tuple[str, Text]]
"""Values with what is shown for them."""


def mark_many(page: Page, options: Options, chosen: Sequence[str]) -> tuple[str, ...]:
    """Mark in a long list: find a few by their words, mark them, and so on. Leaving it carries what is marked."""
    marked = dict.fromkeys(chosen)
    while True:
        page.tell(interview_texts.many(len(options), len(marked)), "dim")
        try:
            words = _asked_words()
            if not words:
                return tuple(marked)
            found = _with_all(words, options)
            if not found:
                page.tell(interview_texts.NOTHING_FOUND, "yellow")
                continue
            now = mark(page.titles(found), tuple(marked), interview_texts.hint_of(interview_texts.HINT_MARK))
        except LeavePrompt as leave:
            raise LeavePrompt(leave.what, tuple(marked)) from None
        marked = dict.fromkeys([*(one for one in marked if one not in dict(found)), *now])


def pick(page: Page, options: Options, ask: Text) -> str | None:
    """Let choose one; None to go back to where we came from. Raises `LeavePrompt` only to stop."""
    before = page.lines
    page.tell(ask, "bold")
    try:
        if len(options) > MOST_LISTED:
            page.tell(interview_texts.many(len(options), 0), "dim")
            options = _with_all(_asked_words(), options)
        if not options:
            page.tell(interview_texts.NOTHING_FOUND, "yellow")
            return None
        return choose(
            page.titles(options), "", interview_texts.hint_of(interview_texts.HINT_NESTED), nested=True, above=page.lines - before
        )
    except LeavePrompt as leave:
        if leave.what == "quit":
            raise
        return None


def _asked_words() -> list[str]:
    return ask_text("", interview_texts.hint_of(interview_texts.HINT_FIND), lines=False).lower().split()


def _with_all(words: Sequence[str], options: Options) -> Options:
    """The first options that contain all the words."""
    return [one for one in options if all(word in f"{one[1]}".lower() for word in words)][:MOST_LISTED]
