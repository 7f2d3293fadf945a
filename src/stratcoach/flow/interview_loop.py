"""The loop: put a step, record what was done, continue. Every reply is recorded before the next step is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from stratcoach.errors import Paused, UserError
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import AnswerDrafted, AnswerReopened, EntryMoved, EntryRemoved, InterviewEvent
from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Ask, Challenge, Done, Keep, Prompter, Reply, Step
from stratcoach.flow.replies import Refused
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message

_UNDONE: Final[dict[type[InterviewEvent] | None, Message]] = {
    EntryMoved: Message("interview.order_is_back"),
    EntryRemoved: Message("interview.entry_is_back"),
    AnswerReopened: Message("interview.answer_unchanged"),
}

Record = Callable[[InterviewEvent], None]
"""Keeps an event for good, or raises `OSError` and keeps nothing."""


def run(interview: Interview, prompter: Prompter, record: Record) -> None:
    """Run until everything has been asked.

    Raises:
        Paused: the person stopped; every answer is recorded.
        UserError: nobody is there to ask, and an answer can't be taken or kept.
    """
    step = interview.step()
    while not isinstance(step, Done):
        reply = prompter.put(step, keeping(interview, step, record))
        if reply.kind == "change":
            reply = _picked(interview, prompter, reply.key)
        lost = interview.resting_on(reply.key) if reply.kind == "remove" else ()
        event = interview.submit(step, reply)
        if isinstance(event, Refused):
            step = not_taken(step, event, prompter)
            continue
        if event is not None:
            try:
                record(event)
            except OSError as error:
                step = not_saved(step, reply, prompter, error)
                continue
            interview.apply(event)
        if reply.kind == "quit":
            raise Paused(prompter.exit_status)
        if reply.kind == "park":
            prompter.say(Message("interview.parked", thought=quote(str(reply.value))))
        if event is None and reply.kind == "back":
            prompter.say(Message("interview.cannot_go_back"))
        if reply.kind == "remove":
            prompter.say(Message("interview.removed_with_links", items=lost) if lost else Message("interview.removed"))
        if undone := _UNDONE.get(interview.state.undone):
            prompter.say(undone)
        step = interview.step()


def keeping(interview: Interview, step: Step, record: Record) -> Keep | None:
    """Records what is in the prompt of a question as a draft. Where that fails, nothing is said: the answer itself will fail, too."""
    if not isinstance(step, Ask | Challenge):
        return None

    def keep(draft: Answer) -> None:
        event = AnswerDrafted(key=step.key, value=draft)
        with suppress(OSError):
            record(event)
            interview.apply(event)

    return keep


def not_taken(step: Step, refused: Refused, prompter: Prompter) -> Step:
    """Say why a reply can't be taken, and put the same step again; without a person there, give up instead."""
    if not prompter.attended:
        raise UserError(refused.message)
    prompter.say(refused.message)
    return step.replace(opening=NOTHING) if isinstance(step, Ask) else step


def _picked(interview: Interview, prompter: Prompter, handle: str) -> Reply:
    """Let the person pick the answer to change, by its step where there are many; anything else leads back to where they
    were.
    """
    picked = prompter.put(interview.pick(handle))
    if picked.kind == "answer" and isinstance(picked.value, str):
        return (
            _picked(interview, prompter, picked.value)
            if "#" in picked.value and "." not in picked.value
            else Reply("reopen", key=picked.value)
        )
    return picked if picked.kind == "quit" else Reply("stay")


def not_saved(step: Step, reply: Reply, prompter: Prompter, error: OSError) -> Step:
    """Put the same step again with the answer still in it; without a person there, give up instead."""
    reason = error.strerror or str(error)
    if not prompter.attended:
        raise UserError(Message("interview.answer_not_saved", reason=reason), Message("interview.rest_is_saved"))
    if reply.kind == "quit":
        prompter.say(Message("interview.not_saved_at_end", reason=reason, typed=f"{reply.value}"))
        raise Paused(prompter.exit_status)
    if reply.kind == "park":
        prompter.say(Message("interview.not_saved_park_again", reason=reason, thought=f"{reply.value}"))
        return step.replace(opening=NOTHING) if isinstance(step, Ask) else step
    prompter.say(Message("interview.not_saved_try_again", reason=reason))
    if isinstance(step, Ask) and reply.kind == "answer":
        return step.replace(suggested=reply.value, opening=NOTHING)
    if isinstance(step, Challenge) and reply.kind == "answer" and isinstance(reply.value, str):
        return step.replace(ask=step.ask.replace(suggested=reply.value))
    return step
