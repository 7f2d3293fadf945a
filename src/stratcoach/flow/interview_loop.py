"""The loop: put a step, record what was done, continue. Every reply is recorded before the next step is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from stratcoach.errors import Paused, UserError
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Answer
from stratcoach.flow.protocol import Ask, Challenge, Done, Keep, Prompter, Reply, Step
from stratcoach.flow.state import Event
from stratcoach.flow.templates import quote

_UNDONE = {
    "move": "The old order is back.",
    "remove": "The removed entry is back.",
    "reopen": "Your answer hasn't changed.",
}

Record = Callable[[Event], None]
"""Keeps an event for good, or raises `OSError` and keeps nothing."""


def run(interview: Interview, prompter: Prompter, record: Record) -> None:
    """Run until everything has been asked.

    Raises:
        Paused: the person stopped; every answer is recorded.
        UserError: nobody is there to ask, and an answer can't be kept.
    """
    step = interview.step()
    while not isinstance(step, Done):
        reply = prompter.put(step, keeping(interview, step, record))
        if reply.kind == "change":
            reply = _picked(interview, prompter, reply.key)
        lost = interview.resting_on(reply.key) if reply.kind == "remove" else ()
        event = interview.event_for(step, reply)
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
            prompter.say(f"Saved to the parking lot: “{quote(str(reply.value))}”")
        if event is None and reply.kind == "back":
            prompter.say("This is the first question; you can't go back any further.")
        if reply.kind == "remove":
            prompter.say(_taken_out(lost))
        if undone := _UNDONE.get(interview.state.undone):
            prompter.say(undone)
        step = interview.step()


def keeping(interview: Interview, step: Step, record: Record) -> Keep | None:
    """Records what is in the prompt of a question as a draft. Where that fails, nothing is said: the answer itself will fail, too."""
    if not isinstance(step, Ask | Challenge):
        return None

    def keep(draft: Answer) -> None:
        event = Event("draft", step.key, draft)
        with suppress(OSError):
            record(event)
            interview.apply(event)

    return keep


def _taken_out(lost: tuple[str, ...]) -> str:
    if not lost:
        return "Removed. Go back to undo this."
    return f"Removed. These rested on it and no longer do: {'; '.join(lost)}. Go back to restore it and the links."


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
        raise UserError(
            f"An answer could not be saved: {reason}.", "Everything before it is saved; continue with `stratcoach resume`."
        )
    if reply.kind == "quit":
        prompter.say(f"Not saved: {reason}. You had typed: {reply.value}")
        raise Paused(prompter.exit_status)
    if reply.kind == "park":
        prompter.say(f"Not saved: {reason}. Fix that in another window, then park it again: {reply.value}")
        return step.replace(opening="") if isinstance(step, Ask) else step
    prompter.say(f"Not saved: {reason}. Your answer is still here. Fix that in another window, then try again.")
    if isinstance(step, Ask) and reply.kind == "answer":
        return step.replace(suggested=reply.value, opening="")
    if isinstance(step, Challenge) and reply.kind == "answer" and isinstance(reply.value, str):
        return step.replace(ask=step.ask.replace(suggested=reply.value))
    return step
