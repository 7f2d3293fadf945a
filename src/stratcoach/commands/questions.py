"""Questions that a verb asks outside an interview: marks in a list, and one text."""

from __future__ import annotations

from collections.abc import Sequence

from stratcoach.errors import Paused
from stratcoach.flow.protocol import Ask, Keep, Option, Progress, Prompter, Reply
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.sections import SECTION, Section

LONGEST = 160
Text = Message | str


def ask_marks(
    prompter: Prompter,
    title: Text,
    ask: Text,
    options: Sequence[Option],
    chosen: Sequence[str] = (),
    help_text: Text = NOTHING,
) -> tuple[str, ...]:
    """Let mark any number of items, or none; returns their ids.

    Raises:
        Paused: the person stopped.
    """
    if not options:
        return ()
    step = Ask(
        key=f"{title}.marks", kind="links", ask=f"{ask}", help=f"{help_text}", place=Progress(title=f"{title}"), enter_skips=True
    )
    reply = _reply(prompter, step.replace(options=tuple(options), suggested=tuple(chosen)))
    return reply.value if isinstance(reply.value, tuple) else ()


def ask_text(
    prompter: Prompter,
    title: Text,
    ask: Text,
    help_text: Text = NOTHING,
    *,
    suggested: str = "",
    can_skip: bool = False,
    enter_agrees: bool = False,
    keep: Keep | None = None,
) -> str:
    """Ask for one text; `""` where it can be left out and is, or where Enter alone says yes. What is half typed goes to `keep`. Raises `Paused` when the person
    stops.
    """
    step = Ask(
        key=f"{title}.text", kind="text", ask=f"{ask}", help=f"{help_text}", place=Progress(title=f"{title}"), suggested=suggested
    )
    skips = (can_skip or enter_agrees) and not suggested
    reply = _reply(prompter, step.replace(can_skip=can_skip, enter_skips=skips, enter_agrees=enter_agrees), keep)
    return str(reply.value) if reply.kind == "answer" else ""


def ask_choice(prompter: Prompter, title: Text, ask: Text, options: Sequence[Option], help_text: Text = NOTHING) -> str:
    """Let choose one of some options; returns its value. Raises `Paused` when the person stops."""
    step = Ask(
        key=f"{title}.choice",
        kind="choice",
        ask=f"{ask}",
        place=Progress(title=f"{title}"),
        options=tuple(options),
        can_skip=False,
    )
    return str(_reply(prompter, step.replace(help=f"{help_text}")).value)


def _reply(prompter: Prompter, step: Ask, keep: Keep | None = None) -> Reply:
    step = step.replace(can_not_know=False, can_go_back=False, can_park=False)
    while True:
        reply = prompter.put(step, keep)
        if reply.kind == "quit":
            raise Paused(prompter.exit_status)
        if reply.kind == "answer" or (reply.kind == "skip" and (step.can_skip or step.enter_agrees)):
            return reply
        is_back = reply.kind == "back"
        prompter.say(f"{Message('coach.this_is_the_first') if is_back else Message('coach.not_possible_here')}")


def option(section: str, name: str, text: str) -> Option:
    """An item to mark: what kind it is, and what it says."""
    return Option(name, Message("interview.kind_of_item", noun=SECTION[section].noun, text=quote(text, LONGEST)))


def named(section: Section, name: str, text: str) -> Message:
    """An item in one line, by its id where there can be several."""
    return Message("coach.item_in_one_line", noun=section.noun, name=name if section.many else "", text=quote(text))
