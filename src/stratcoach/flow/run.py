"""The loop: put a step, record what was done, go on. Every reply is recorded before the next step is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from stratcoach.errors import Paused, UserError
from stratcoach.flow.engine import Interview
from stratcoach.flow.model import Answer
from stratcoach.flow.port import Ask, Challenge, Done, Keep, Prompter, Reply, Step
from stratcoach.flow.state import Event
from stratcoach.flow.wording import quote

_UNDONE = {
    "move": "The order is as it was before.",
    "remove": "What was taken out is back.",
    "reopen": "The answer stays as it was.",
}

Record = Callable[[Event], None]
"""Keeps an event for good, or raises `OSError` and keeps nothing."""


def run(interview: Interview, prompter: Prompter, record: Record) -> None:
    """Go on until everything was asked.

    Raises:
        Paused: the person stopped; whatever was said is recorded.
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
                step = _not_saved(step, reply, prompter, error)
                continue
            interview.apply(event)
        if reply.kind == "quit":
            raise Paused(prompter.exit_status)
        if reply.kind == "park":
            prompter.say(f"Put aside, for the parking lot of the file: “{quote(str(reply.value))}”")
        if event is None and reply.kind == "back":
            prompter.say("This is the first question; there is nothing before it.")
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
        return "Taken out. Going back brings it back."
    return f"Taken out. These rested on it and no longer do: {'; '.join(lost)}. Going back brings it and the links back."


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


def _not_saved(step: Step, reply: Reply, prompter: Prompter, error: OSError) -> Step:
    """Put the same step again with the answer still in it; without a person there, give up instead."""
    reason = error.strerror or str(error)
    if not prompter.attended:
        raise UserError(
            f"An answer could not be saved: {reason}.", "Everything before it is kept; `stratcoach resume` goes on there."
        )
    if reply.kind == "quit":
        prompter.say(f"Not saved: {reason}. This stood in the line: {reply.value}")
        raise Paused(prompter.exit_status)
    if reply.kind == "park":
        prompter.say(f"Not saved: {reason}. Make some room in another window, then put it aside again: {reply.value}")
        return step.replace(opening="") if isinstance(step, Ask) else step
    prompter.say(f"Not saved: {reason}. Your answer is still here. Make some room in another window, then give it again.")
    if isinstance(step, Ask) and reply.kind == "answer":
        return step.replace(suggested=reply.value, opening="")
    if isinstance(step, Challenge) and reply.kind == "answer" and isinstance(reply.value, str):
        return step.replace(ask=step.ask.replace(suggested=reply.value))
    return step
