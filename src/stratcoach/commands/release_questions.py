"""What a release asks before anything is written: what still stands, what changed and why, and once more whether it is meant."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from stratcoach.commands.printing import tell
from stratcoach.commands.questions import ask_choice, ask_marks, ask_text, option
from stratcoach.diff.ripple import Ripple
from stratcoach.errors import Paused, UserError
from stratcoach.files import disk, release_copies
from stratcoach.flow.protocol import Option, Prompter
from stratcoach.messages import Message
from stratcoach.services.release_answers import ReleaseAnswers

ALL = "all"
_STANDS = Message("release.which_still_hold")
_HELP = {
    "summary": Message("release.help_summary"),
    "because": Message("release.help_because"),
    "decided_by": Message("release.help_decided_by"),
    "sure": Message("release.help_sure"),
}
_SURE = {
    "write": Message("release.do_release"),
    "change": Message("release.do_change_first"),
    "later": Message("release.not_now"),
}


class Wanted(NamedTuple):
    """What was given with the command; what is missing is asked, if somebody is there. With `yes` nobody is asked whether it
    is meant.
    """

    summary: str = ""
    because: str = ""
    decided_by: str = ""
    stands: str = ""
    yes: bool = False


Somebody = Callable[[], Prompter]
"""Whoever can be asked; nobody is set up before there is something to ask."""


def say_it(path: Path) -> Message:
    """How to say with the command what is asked otherwise."""
    return Message("release.give_answers", command=shlex.join(_command(path)))


def check(path: Path, wanted: Wanted, resting: Sequence[Ripple], *, first: bool, attended: bool) -> None:
    """Refuse at once what can't be done."""
    names = [one.on for one in resting]
    if unknown := _ids(wanted.stands) - {ALL, *names}:
        raise UserError(
            Message("release.ids_not_affected", ids=tuple(sorted(unknown))),
            Message("release.choose_ids", ids=tuple(names)) if names else Message("release.leave_stands_out"),
        )
    if not attended and not (wanted.summary and (wanted.because or first)):
        raise UserError(Message("release.needs_terminal"), say_it(path))


def ask(
    path: Path,
    wanted: Wanted,
    resting: Sequence[Ripple],
    version: str,
    somebody: Somebody | None,
    answered: ReleaseAnswers,
    *,
    first: bool,
) -> tuple[Wanted, set[str]]:
    """Fill in what was not given, and which of the things that rest on a change still stand; in a terminal, ask once more
    before it is written. Without a terminal nothing is asked: what was not said to stand is left in question.

    Raises:
        Paused: the person stopped, or doesn't want it now.
    """
    if somebody and answered.known:
        tell(Message("release.last_answers_suggested"))
    standing = {one.on for one in resting} if ALL in _ids(wanted.stands) else _ids(wanted.stands)
    if somebody is None:
        return wanted, standing
    prompter, title = somebody(), Message("release.title", version=version)
    try:
        before = wanted._replace(
            summary=answered.text("summary", wanted.summary),
            because=answered.text("because", wanted.because),
            decided_by=answered.text("decided_by", wanted.decided_by),
        )
        filled, standing = _fill(
            prompter, title, wanted, resting, before, answered.marks("stands", standing), answered, first=first
        )
    except Paused:
        tell(Message("release.nothing_released", is_suggested=bool(answered.known)))
        raise
    try:
        while not wanted.yes and sys.stdin.isatty():
            left = [one.on for one in resting if one.on not in standing]
            _tell_what_is_written(prompter, path, version, filled, left)
            if _is_sure(prompter, title):
                break
            filled, standing = _fill(prompter, title, Wanted(), resting, filled, standing, answered, first=first)
    except Paused:
        answered.discard()
        tell(Message("release.release_it_later"))
        print(f"  {_again(path, filled, standing)}", file=sys.stderr, flush=True)  # in one line, to be copied
        raise
    return filled, standing


def _ids(text: str) -> set[str]:
    return set(text.replace(",", " ").split())


def _fill(
    prompter: Prompter,
    title: Message,
    given: Wanted,
    resting: Sequence[Ripple],
    before: Wanted,
    standing: set[str],
    answered: ReleaseAnswers,
    *,
    first: bool,
) -> tuple[Wanted, set[str]]:
    """Ask for what is not given; what was said `before` is suggested."""

    def text(name: str, question: Message, *, can_skip: bool = False) -> str:
        keep, suggested = partial(answered.half, name), getattr(before, name)
        answer = ask_text(prompter, title, question, _HELP[name], suggested=suggested, can_skip=can_skip, keep=keep)
        answered.keep(name, answer)
        return answer

    if not given.stands:
        options = [option(one.section, one.on, one.said) for one in resting]
        standing = set(ask_marks(prompter, title, _STANDS, options, chosen=tuple(standing)))
        answered.keep("stands", tuple(sorted(standing)))
    summary = given.summary or text("summary", Message("release.what_changed"))
    because = given.because or ("" if first else text("because", Message("release.why")))
    who = before.decided_by
    if not (given.summary and given.because):
        who = text("decided_by", Message("release.who_decided"), can_skip=True)
    return before._replace(summary=summary, because=because, decided_by=who), standing


def _tell_what_is_written(prompter: Prompter, path: Path, version: str, wanted: Wanted, left: Sequence[str]) -> None:
    """Say what the file will hold, and where the copy goes."""
    copy = str(release_copies.path_of(path, version))
    prompter.say(f"\n{Message('release.becomes_version', path=str(path), version=version, copy=copy)}")
    lines = (
        (wanted.summary, Message("release.labelled_summary", text=wanted.summary)),
        (wanted.because, Message("release.labelled_why", text=wanted.because)),
        (wanted.decided_by, Message("release.labelled_decided_by", names=wanted.decided_by)),
        (left, Message("release.labelled_in_question", items=tuple(left))),
    )
    for value, line in lines:
        if value:
            prompter.say(f"{line}")


def _is_sure(prompter: Prompter, title: Message) -> bool:
    """Whether it is to be written as it was told; if not, it is said in other words. Raises `Paused` for another time."""
    options = [Option(name, f"{text}") for name, text in _SURE.items()]
    choice = ask_choice(prompter, title, Message("release.are_you_sure"), options, _HELP["sure"])
    if choice == "later":
        raise Paused(0)
    return choice == "write"


def _again(path: Path, wanted: Wanted, standing: set[str]) -> str:
    """The command that says the same."""
    given = {"-m": wanted.summary, "--because": wanted.because, "--decided-by": wanted.decided_by}
    words = _command(path)
    for name, text in {**given, "--stands": ",".join(sorted(standing))}.items():
        words += [name, text] if text else []
    return shlex.join(words)


def _command(path: Path) -> list[str]:
    return ["stratcoach", "release", *([] if path == Path(disk.STRATEGY_FILE) else [str(path)])]
