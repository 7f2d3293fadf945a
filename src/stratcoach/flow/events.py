"""What can happen in an interview, as values. A session is the list of its events and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from stratcoach.flow.answer import Answer
from stratcoach.flow.question_key import QuestionKey, parse_key
from stratcoach.model.value import Value


class Event(Value):
    """Something that happened. `at` is the second since 1970 in which it happened; only a workshop has use for it. `sent` is the
    number that somebody's own page gave it, so that it is taken once, however often it comes; "" for all that is typed here.

    `is_act`: somebody did it, so that it can be taken back. `is_half_typed`: it was in the line and not given yet, so that
    of several at one `key` only the last one counts.
    """

    at: int = 0
    sent: str = ""
    is_act: ClassVar[bool] = True
    is_half_typed: ClassVar[bool] = False

    @property
    def says_something(self) -> bool:
        """Whether it holds more than what it is about."""
        return any(value for name, value in self.__dict__.items() if name not in ("at", "sent", "key", "step", "flow"))


class InterviewEvent(Event):
    """Base of what happens in an interview; a workshop, which fills in what was chosen, has these events, too."""

    @property
    def about(self) -> QuestionKey | None:
        """The question or the entry that it is about."""
        return None


# ---- about one question


class OfQuestion(InterviewEvent):
    """Base of what happens to one question, which `key` names, such as `vision.user` or `insights#2.source`."""

    key: str

    @property
    def about(self) -> QuestionKey:
        return parse_key(self.key)


class OfAnswer(OfQuestion):
    """Base of what holds an answer, one text or several."""

    value: Answer


class AnswerGiven(OfAnswer):
    """An answer was given."""


class AnswerSharpened(OfAnswer):
    """An answer was given that is the new text of another question, too: the one whose key is `of`."""

    of: str


class AnswerKnown(OfAnswer):
    """An answer that comes from the file, or from the workshop."""

    is_act = False


class AnswerDrafted(OfAnswer):
    """What was in the line and not given yet, or what today's file suggests."""

    is_act = False
    is_half_typed = True


class AnswerKept(OfQuestion):
    """An answer was kept although the coach asked about it."""


class AnswerUnknown(OfQuestion):
    """“I don't know yet”, and what was said beyond that, such as who will find out."""

    said: str = ""


class QuestionSkipped(OfQuestion):
    """A question was skipped."""


class QuestionLeftOut(OfQuestion):
    """Something that the file leaves out."""

    is_act = False


class AnswerReopened(InterviewEvent):
    """A question is asked again; with the id of a list as its `key` its menu is shown again."""

    key: str

    @property
    def about(self) -> QuestionKey:
        return parse_key(self.key if "." in self.key else f"{self.key}.")


# ---- about a list


class OfList(InterviewEvent):
    """Base of what happens to a list."""

    flow: str

    @property
    def about(self) -> QuestionKey:
        return QuestionKey(self.flow, 0, "")


class OfEntry(InterviewEvent):
    """Base of what happens to an entry of a list."""

    flow: str
    entry: int

    @property
    def about(self) -> QuestionKey:
        return QuestionKey(self.flow, self.entry, "")


class EntryFound(OfEntry):
    """An entry that was in the file before; 0 outside lists."""

    is_act = False


class EntryRemoved(OfEntry):
    """An entry was removed."""


class EntryMoved(OfEntry):
    """An entry was moved to another place, counted from 0."""

    place: int


class EntryRequested(OfList):
    """Another entry of a list was asked for."""


class ListClosed(OfList):
    """A list was finished."""


# ---- about neither


class ThoughtParked(InterviewEvent):
    """A thought was parked."""

    text: str
    is_act = False


class WentBack(InterviewEvent):
    """The last thing was taken back; `draft` is what was in the line of the question that was left, which `key` names."""

    key: str = ""
    draft: Answer = ""
    is_act = False

    @property
    def about(self) -> QuestionKey | None:
        return parse_key(self.key) if self.key else None


class InterviewFinished(InterviewEvent):
    """The file may be written."""

    is_act = False


COPIED: Final = (AnswerKnown, EntryFound, QuestionLeftOut)
"""What only a copy of a file makes."""

FROM_FILE: Final = (*COPIED, AnswerDrafted)
"""What nobody did: what the file says, and answers that were begun and never given."""


def interview_events(events: Iterable[Event]) -> list[InterviewEvent]:
    """Those of them that an interview has."""
    return [event for event in events if isinstance(event, InterviewEvent)]


def entry_of(handle: str) -> tuple[str, int]:
    """The list and the number of an entry by its handle, such as `insights#2`."""
    key = parse_key(handle)
    return key.flow, key.entry
