"""Texts from before that can be taken as an answer, from a list, and reworded."""

from __future__ import annotations

from stratcoach.flow.protocol import Ask, Keep, Option
from stratcoach.flow.templates import quote
from stratcoach.messages import Message
from stratcoach.ui.interview_texts import hint
from stratcoach.ui.keys import ask_text, choose
from stratcoach.ui.page import Page
from stratcoach.ui.stop import STOP, LeavePrompt


def choose_offer(step: Ask, page: Page, keep: Keep | None, above: int) -> str:
    """One of the offers, reworded if they like, or a text of their own. Going back from its line leads to the offers.

    Raises:
        LeavePrompt: they did something else, with what was in the line.
    """
    offers = (*(Option(offer, quote(offer)) for offer in step.offers), Option("", Message("screen.write_another")))
    listed = step.replace(kind="choice", options=offers)
    titles = page.titles([(option.value, option.label) for option in offers])
    own = "" if step.suggested in step.offers else f"{step.suggested}"
    likely = "" if own else step.suggested or step.offers[0]
    while True:
        taken = choose(titles, f"{likely}", hint(listed), above=above)
        try:
            with STOP.keeping(keep):
                return ask_text(taken or own, hint(step), lines=False, empty=hint(step, empty=True))
        except LeavePrompt as leave:
            if leave.what != "back":
                raise
            own = own if taken else f"{leave.draft}"
