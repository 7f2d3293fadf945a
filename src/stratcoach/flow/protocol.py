"""What passes between the interview and the prompter: steps out, replies in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple, Protocol

from stratcoach.flow.answer import Answer
from stratcoach.flow.model import Draft, QuestionKind
from stratcoach.messages import NOTHING, Message, Text
from stratcoach.model.value import Value


class Option(NamedTuple):
    """Something to choose: what is kept, what is shown, and a longer text where there is one."""

    value: str
    label: Text
    more: Text = ""


class Progress(Value):
    """Where we are: the step's title, its number, how many there are; in a list, which entry and what its entries are
    called; the question's number in the step, minutes to go.
    """

    title: Text
    step: int = 0
    steps: int = 0
    question: int = 0
    questions: int = 0
    entry: int = 0
    noun: Text = ""
    minutes_left: int = 0


class Ask(Value):
    """A question to put. `opening` is shown when a step begins, `about` says which entry of a list is meant where that
    isn't clear; `suggested` is the answer that Enter gives, and without one Enter may leave the
    question out, or says yes where it `enter_agrees`; `in_words` says that a mere figure
    is no answer; `offers` are texts from before that can be taken instead of writing one; `figure` that one is asked for, or what one is called; `rewords` the key of another answer that this one replaces; `else_becomes` what “I don't know yet” would make of it; `today` the day from which a date is counted, one that
    `is_past` backwards.
    """

    key: str
    kind: QuestionKind
    ask: Text
    place: Progress
    opening: Text = NOTHING
    about: Text = NOTHING
    help: Text = NOTHING
    good: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    offers: tuple[str, ...] = ()
    beside: tuple[Draft, ...] = ()
    suggested: Answer = ""
    in_words: bool = False
    figure: Literal["", "value", "name"] = ""
    rewords: str = ""
    can_skip: bool = True
    enter_skips: bool = False
    enter_agrees: bool = False
    can_not_know: bool = True
    else_becomes: str = ""
    can_go_back: bool = True
    can_park: bool = True
    today: date | None = None
    is_past: bool = False


class Challenge(Value):
    """A weak answer, of several lines where it is a list: what was seen in it, why that matters, and the question that a coach would
    ask. One that `is_known` wasn't given just now, but was in the file.
    """

    ask: Ask
    answer: str
    rule: str
    words: str
    message: Message
    why: Text
    question: Text
    is_known: bool = False

    @property
    def key(self) -> str:
        return self.ask.key


class Menu(Value):
    """A list that could be finished: add, change, remove, reorder, or continue. The entries' values are their handles; `unknown`
    is how many of them nobody can name yet.
    """

    key: str
    title: str
    noun: Text
    place: Progress
    entries: tuple[Option, ...] = ()
    more: Text = ""
    lacking: int = 0
    unknown: int = 0
    ranked: bool = False


class ReadBackLine(NamedTuple):
    """One line of the read-back: what it is, in the words of the method, and what the person said; `""` is a gap."""

    lead: Message
    text: Text


class Chain(NamedTuple):
    """One way through the strategy, from what was seen to what the business gets."""

    lines: tuple[ReadBackLine, ...]


class StillAsked(NamedTuple):
    """What lint still asks."""

    about: Message
    message: Message
    question: Message
    rule: str

    @property
    def seen(self) -> Message:
        """What was seen, and in what; without capital letter and full stop."""
        return Message("readback.about_and_message", about=self.about, message=self.message) if self.about else self.message


class ReadBack(Value):
    """The end: the whole chain read back, what is still asked, and what was parked on the way."""

    key: str
    ask: str
    place: Progress
    chains: tuple[Chain, ...] = ()
    asked: tuple[StillAsked, ...] = ()
    more_asked: int = 0
    parked: tuple[str, ...] = ()


class Pick(Value):
    """Which of the answers so far to change; the options' values are the keys of their questions."""

    key: str
    options: tuple[Option, ...] = ()


class Done(Value):
    """Nothing left to ask."""

    key: str = ""


Step = Ask | Challenge | Menu | ReadBack | Pick | Done

ReplyKind = Literal[
    "answer",
    "keep",
    "skip",
    "unknown",
    "back",
    "park",
    "add",
    "remove",
    "move",
    "change",
    "reopen",
    "close",
    "finish",
    "stay",
    "quit",
]


class Reply(NamedTuple):
    """What a person did. `key` says on what, where it isn't the step itself."""

    kind: ReplyKind
    value: Answer = ""
    key: str = ""


Keep = Callable[[Answer], None]
"""Keeps what is in the prompt and was not given yet."""


class Prompter(Protocol):
    """A prompter: a terminal, plain lines, or a list of replies.

    `attended` says whether a person is there, `exit_status` how the program ends when they stop.
    """

    attended: bool

    @property
    def exit_status(self) -> int: ...

    def put(self, step: Step, keep: Keep | None = None) -> Reply:
        """Put one step to the person and return what they did; meanwhile `keep` what they have typed so far."""

    def say(self, text: Text) -> None:
        """Show a text between two questions."""
