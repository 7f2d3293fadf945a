"""Asks nobody: replies come from a list or from an answers file, and a transcript is kept.

The steps, the coaching and the wording are those that a person gets; a transcript reads like a session by plain lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from stratcoach.flow.protocol import Ask, Challenge, Done, Keep, Menu, ReadBack, Reply, Step
from stratcoach.messages import Message, Text
from stratcoach.ui.plain import Plain

Answering = Callable[[Step], Reply]
"""Gives the reply to a step."""


class Scripted:
    """A prompter that is not attended: it shows each step in the transcript and takes the reply from `answering`."""

    attended = False
    exit_status = 130

    def __init__(self, answering: Answering, write: Callable[[str], None] | None = None, *, shows: bool = True) -> None:
        """`shows` says whether somebody reads the transcript."""
        self._shows = shows
        self.lines: list[str] = []
        self._write = write
        self._answering = answering
        self._shown = Plain(_nobody, self._keep)
        self._shown._told_commands = True  # noqa: SLF001  the commands are for people
        self.challenged: list[Challenge] = []
        self.last_read_back: ReadBack | None = None

    def put(self, step: Step, keep: Keep | None = None) -> Reply:  # noqa: ARG002  nothing is ever half typed
        if self._shows:
            self._shown.put(step)
        if isinstance(step, Challenge):
            self.challenged.append(step)
        if isinstance(step, ReadBack):
            self.last_read_back = step
        reply = self._answering(step)
        if self._shows:
            self._keep(f"> {_told(step, reply)}")
        return reply

    def say(self, text: Text) -> None:
        self._shown.say(text)

    @property
    def transcript(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _keep(self, line: str) -> None:
        self.lines.append(line)
        if self._write:
            self._write(line)


def from_list(replies: Iterable[Reply | str]) -> Answering:
    """Reply with one entry after the other; a text is an answer. At the end of the list the session is left."""
    rest = iter(replies)

    def answering(step: Step) -> Reply:
        reply = next(rest, Reply("quit"))
        if isinstance(reply, Reply):
            return reply
        if isinstance(step, Menu):
            return Reply("close")
        return Reply("answer", reply)

    return answering


def _nobody() -> str:
    raise EOFError


def _told(step: Step, reply: Reply) -> str:
    """A reply as it is written in a transcript."""
    if reply.kind != "answer":
        text = reply.value if isinstance(reply.value, str) else ""
        return f"{Message('screen.did', what=reply.kind, text=text)}".strip()
    ask = step.ask if isinstance(step, Challenge) else step
    if isinstance(reply.value, tuple):
        labels = {option.value: f"{option.label}" for option in ask.options} if isinstance(ask, Ask) else {}
        return "; ".join(labels.get(one, one) for one in reply.value)
    if isinstance(ask, Ask) and ask.options:
        return next((f"{option.label}" for option in ask.options if option.value == reply.value), reply.value)
    return reply.value


__all__ = ["Answering", "Ask", "Done", "ReadBack", "Scripted", "from_list"]
