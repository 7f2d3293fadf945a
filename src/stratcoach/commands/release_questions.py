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
from stratcoach.services.release_answers import ReleaseAnswers

ALL = "all"
_STANDS = (
    "Review these: what they rest on changed, or an insight speaks against them. Which still hold? The others stay in question."
)
_HELP = {
    "summary": "Somebody who reads the list of versions in a year should understand from this what is different.",
    "because": "In a year somebody will want to change it back. What would you tell them?",
    "decided_by": "One person or a group. Enter keeps the name shown.",
    "sure": "A released version is never rewritten. The next one corrects what is wrong in it.",
}
_SURE = (
    Option("write", "Release it"),
    Option("change", "Change it first"),
    Option("later", "Not now"),
)


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


def say_it(path: Path) -> str:
    """How to say with the command what is asked otherwise."""
    return f'Give the answers with the command: {shlex.join(_command(path))} -m "what changed" --because "why"'


def check(path: Path, wanted: Wanted, resting: Sequence[Ripple], *, first: bool, attended: bool) -> None:
    """Refuse at once what can't be done."""
    names = [one.on for one in resting]
    if unknown := _ids(wanted.stands) - {ALL, *names}:
        raise UserError(
            f"`--stands` lists ids that don't rest on a change and aren't in question: {', '.join(sorted(unknown))}.",
            f"Choose from: {', '.join(names)}." if names else "Leave `--stands` out.",
        )
    if not attended and not (wanted.summary and (wanted.because or first)):
        raise UserError("This needs a terminal to ask questions in.", say_it(path))


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
        tell("What you answered last time is suggested.")
    standing = {one.on for one in resting} if ALL in _ids(wanted.stands) else _ids(wanted.stands)
    if somebody is None:
        return wanted, standing
    prompter, title = somebody(), f"Release {version}"
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
        tell(f"Nothing was released.{' What you answered is suggested next time.' if answered.known else ''}")
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
        tell("Nothing was released. To release it later with the same answers:")
        print(f"  {_again(path, filled, standing)}", file=sys.stderr, flush=True)  # in one line, to be copied
        raise
    return filled, standing


def _ids(told: str) -> set[str]:
    return set(told.replace(",", " ").split())


def _fill(
    prompter: Prompter,
    title: str,
    given: Wanted,
    resting: Sequence[Ripple],
    before: Wanted,
    standing: set[str],
    answered: ReleaseAnswers,
    *,
    first: bool,
) -> tuple[Wanted, set[str]]:
    """Ask for what is not given; what was said `before` is suggested."""

    def text(name: str, question: str, *, can_skip: bool = False) -> str:
        keep, suggested = partial(answered.half, name), getattr(before, name)
        said = ask_text(prompter, title, question, _HELP[name], suggested=suggested, can_skip=can_skip, keep=keep)
        answered.keep(name, said)
        return said

    if not given.stands:
        options = [option(one.section, one.on, one.said) for one in resting]
        standing = set(ask_marks(prompter, title, _STANDS, options, chosen=tuple(standing)))
        answered.keep("stands", tuple(sorted(standing)))
    summary = given.summary or text("summary", "What changed, in one sentence?")
    because = given.because or ("" if first else text("because", "Why? What did you learn or decide?"))
    who = before.decided_by
    if not (given.summary and given.because):
        who = text("decided_by", "Who decided?", can_skip=True)
    return before._replace(summary=summary, because=because, decided_by=who), standing


def _tell_what_is_written(prompter: Prompter, path: Path, version: str, wanted: Wanted, left: Sequence[str]) -> None:
    """Say what the file will hold, and where the copy goes."""
    prompter.say(f"\n{path} becomes version {version}; its copy is {release_copies.path_of(path, version)}.")
    told = {"What changed": wanted.summary, "Why": wanted.because, "Decided by": wanted.decided_by}
    for name, text in {**told, "Left in question": ", ".join(left)}.items():
        if text:
            prompter.say(f"{name}: {text}")


def _is_sure(prompter: Prompter, title: str) -> bool:
    """Whether it is to be written as it was told; if not, it is said in other words. Raises `Paused` for another time."""
    said = ask_choice(prompter, title, "Write the release?", _SURE, _HELP["sure"])
    if said == "later":
        raise Paused(0)
    return said == "write"


def _again(path: Path, wanted: Wanted, standing: set[str]) -> str:
    """The command that says the same."""
    told = {"-m": wanted.summary, "--because": wanted.because, "--decided-by": wanted.decided_by}
    words = _command(path)
    for name, text in {**told, "--stands": ",".join(sorted(standing))}.items():
        words += [name, text] if text else []
    return shlex.join(words)


def _command(path: Path) -> list[str]:
    return ["stratcoach", "release", *([] if path == Path(disk.STRATEGY_FILE) else [str(path)])]
