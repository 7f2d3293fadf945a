"""A session as events, and what they add up to.

The session is the list of events and nothing else. State is a fold over them: "back" takes away the last thing said, a
resumed session is the same fold, and a change of the flows between two versions only adds or removes questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from stratcoach.flow.answer import Answer
from stratcoach.flow.events import (
    AnswerDrafted,
    AnswerGiven,
    AnswerKept,
    AnswerKnown,
    AnswerReopened,
    AnswerSharpened,
    AnswerUnknown,
    EntryFound,
    EntryMoved,
    EntryRemoved,
    EntryRequested,
    InterviewEvent,
    InterviewFinished,
    ListClosed,
    QuestionLeftOut,
    QuestionSkipped,
    ThoughtParked,
    WentBack,
)
from stratcoach.flow.fold_marks import FoldMarks
from stratcoach.flow.follows import Follower, Follows
from stratcoach.flow.history import History
from stratcoach.flow.question_key import AGENDA_KEY, QuestionKey, key_of, parse_key
from stratcoach.flow.rewording import is_reworded

_NOT_FOLDED: Final = frozenset(("_mains", "_followers", "_is_asked", "_from_file", "_history", "_marks", "undone", "losses"))


class InterviewState:
    """What the events so far add up to. Change it only through `apply`.

    `last` is the question that was answered last, at which the coach looks; `touched` the entry that was dealt with
    last; `undone` what the last event took back. `suggested` is what is in the line when a question comes, be it only half
    typed; `earlier` the whole answer that a question had before it was asked again; `begun` are the flows in which something was
    answered or left out since the agenda was chosen. As long as `losses` is the same number, no
    question that was answered or skipped has become open again.
    """

    def __init__(
        self,
        mains: Mapping[str, frozenset[str]],
        events: Iterable[InterviewEvent] = (),
        followers: Follows | None = None,
        is_asked: Callable[[str, str], bool] = lambda _flow, _question: True,
    ) -> None:
        """`mains` are, for each list flow, the questions of which an entry needs at least one answered. `followers` are those that are
        asked again when an answer is reworded, as far as a flow and a question are asked at all (`is_asked`).
        """
        self._mains = mains
        self._followers = followers or {}
        self._is_asked = is_asked
        self._from_file: dict[str, Answer] = {}
        self._history: History[InterviewEvent] = History()
        self._marks = FoldMarks(_NOT_FOLDED)
        self.undone: type[InterviewEvent] | None = None
        self.losses = 0
        self._clear()
        for event in events:
            self.apply(event)

    def _clear(self) -> None:
        self.losses += 1
        self.answers: dict[str, Answer] = {}
        self.suggested: dict[str, Answer] = {}
        self.earlier = dict(self._from_file)
        self.skipped: set[str] = set()
        self.unknown: set[str] = set()
        self.unsure: dict[str, str] = {}
        self.lists: dict[str, list[int]] = {}
        self.newest: dict[str, int] = {}
        self.closed: set[str] = set()
        self.adding: set[str] = set()
        self.resting: set[str] = set()
        self.kept: set[str] = set()
        self.improved: dict[str, int] = {}
        self.parked: list[str] = []
        self.begun: set[str] = set()
        self.found: set[str] = set()
        self.reopened: set[str] = set()
        self.doubted: set[str] = set()
        self.touched = ""
        self.last = ""
        self.finished = False

    def apply(self, event: InterviewEvent) -> None:
        self.undone = None
        if isinstance(event, WentBack):
            if event.draft:  # what stood in the prompt that was left
                self._history.add(AnswerDrafted(key=event.key, value=event.draft))
            self._go_back()
            return
        if isinstance(event, AnswerDrafted) and self.found and not self.can_go_back and event.value:
            self._from_file.setdefault(event.key, event.value)
            self.earlier.setdefault(event.key, event.value)
        self._history.add(event)
        self._fold(event)

    @property
    def events(self) -> tuple[InterviewEvent, ...]:
        """What happened, without what was taken back: first what nobody did, then what somebody did."""
        return tuple(sorted(self._history, key=lambda event: event.is_act))

    @property
    def can_go_back(self) -> bool:
        return self._history.acts > 0

    def _go_back(self) -> None:
        """Take the last act back; what was answered and kept at one question is one act."""
        taken = self._history.take_back(is_one_act=_is_one_answer, leaves=lambda _: None)
        if not taken:
            return
        self.undone = type(taken[0])
        suggested = dict(self.suggested)
        suggested.update(
            {event.key: event.value for event in reversed(taken) if isinstance(event, AnswerGiven | AnswerSharpened)}
        )
        self._fold_again()
        self.suggested = {key: value for key, value in {**self.suggested, **suggested}.items() if key not in self.answers}
        self.last = ""

    def _fold_again(self) -> None:
        """Fold what is left, from the last mark at which all of it was there: so taking back many acts doesn't fold all others each time."""
        events = self.events
        others = len(events) - self._history.acts
        folded, values = self._marks.last(others, len(events))
        if folded:
            self.losses += 1
            vars(self).update(values)
        else:
            self._clear()
        for at in range(folded, len(events)):
            self._marks.note(others, at, vars(self))
            self._fold(events[at])

    def _fold(self, event: InterviewEvent) -> None:
        match event:
            case AnswerKnown() | AnswerGiven():
                self._answer(event)
            case AnswerSharpened(key=key, value=value, of=of):
                self._answer(AnswerGiven(key=key, value=value))
                self.losses += 1
                self.answers[of] = value
            case AnswerKept(key=key):
                self.kept.add(key)
                self.last = ""
            case QuestionSkipped(key=key):
                self._skip(key)
            case QuestionLeftOut(key=key):
                self.skipped.add(key)
            case AnswerUnknown():
                self._unknown(event)
            case ThoughtParked(text=text):
                self.parked.append(text)
            case AnswerDrafted(key=key, value=value):
                if draft := value or self.earlier.get(key):
                    self.suggested[key] = draft
                else:  # the line was emptied again
                    self.suggested.pop(key, None)
            case AnswerReopened(key=key):
                self._reopen(key)
            case InterviewFinished():
                self.finished = True
            case _:
                self._fold_list(event)

    def _fold_list(self, event: InterviewEvent) -> None:
        match event:
            case EntryFound(flow=flow, entry=number):
                self.found.add(f"{flow}#{number}")
                if number:
                    self.lists.setdefault(flow, []).append(number)
                    self.newest[flow] = number
            case EntryRequested(flow=flow):
                self.adding.add(flow)
                self.resting.discard(flow)
                self.closed.discard(flow)
            case ListClosed(flow=flow):
                self.closed.add(flow)
                self.resting.discard(flow)
                self.adding.discard(flow)
                self.last = ""
            case EntryRemoved(flow=flow, entry=number):
                self._remove(flow, number)
            case EntryMoved(flow=flow, entry=number, place=place):
                order = self.lists.get(flow, [])
                if number in order:
                    order.remove(number)
                    order.insert(place, number)
                self.last = ""

    def _unknown(self, event: AnswerUnknown) -> None:
        before = self.answers.get(event.key)
        self._settle(event.key)
        self.unknown.add(event.key)
        self.unsure[event.key] = event.said
        if isinstance(before, str):
            self.suggested[f"{event.key}?text"] = before

    def _settle(self, key: str) -> QuestionKey:
        """Forget the earlier answer to a question, and make its entry if it has none yet."""
        self.losses += self.passed(key)
        self.skipped.discard(key)
        self.unknown.discard(key)
        self.answers.pop(key, None)
        self.suggested.pop(key, None)
        self.earlier.pop(key, None)
        self.last = ""
        parsed = parse_key(key)
        self.touched = parsed.handle
        if key == AGENDA_KEY:  # another agenda has other steps, and none of those was begun
            self.begun.clear()
        else:
            self.begun.add(parsed.flow)
        if parsed.entry and parsed.entry > self.newest.get(parsed.flow, 0):
            self.lists.setdefault(parsed.flow, []).append(parsed.entry)
            self.newest[parsed.flow] = parsed.entry
            self.adding.discard(parsed.flow)
        return parsed

    def _answer(self, event: AnswerGiven | AnswerKnown) -> None:
        is_given = isinstance(event, AnswerGiven)
        again = self.last == event.key and is_given
        before = self.earlier.get(event.key)
        parsed = self._settle(event.key)
        self.answers[event.key] = event.value
        if is_given:
            self.improved[event.key] = self.improved.get(event.key, 0) + 1 if again else 0
            self.kept.discard(event.key)
            self.last = event.key
            asked_again = event.key in self.reopened or event.key in self.doubted
            if (asked_again or parsed.handle in self.found) and is_reworded(before, event.value):
                for key in self.speaking_of(event.key):
                    self.losses += 1
                    self.suggested[key] = self.earlier[key] = self.answers.pop(key)
                    self.kept.discard(key)
                    self.doubted.add(key)
            self.reopened.discard(event.key)
            self.doubted.discard(event.key)

    def speaking_of(self, key: str) -> list[str]:
        """The answers that speak of an answer, or rest on what it is about: they are asked again when it is reworded. Of what
        was in the file before, only those of the same entry are: the rest of the file isn't gone through.
        """
        at = parse_key(key)
        found: dict[str, None] = {}
        for follower in self._followers.get((at.flow, at.question), ()):
            found.update(dict.fromkeys(self._keys_of(follower, at)))
        handle = at.handle if at.entry else at.flow
        if at.question in self._mains.get(at.flow, ()) or not at.entry:
            for other, answer in self.answers.items():
                if isinstance(answer, tuple) and handle in answer:
                    found.update(dict.fromkeys(self._resting(other)))
        return [one for one in found if one in self.answers and one != key and self._may_ask_again(one, at)]

    def _keys_of(self, follower: Follower, at: QuestionKey) -> Iterator[str]:
        if follower.flow == at.flow and not follower.first:
            yield key_of(at.flow, follower.question, at.entry)
        elif not follower.first or at.entry == next(iter(self.lists.get(at.flow, ())), 0):
            for entry in (0, *self.lists.get(follower.flow, ())):
                yield key_of(follower.flow, follower.question, entry)

    def _resting(self, key: str) -> Iterator[str]:
        """What is asked again about an entry that rests on another: what it is about, else the links alone."""
        at = parse_key(key)
        mains = [key_of(at.flow, main, at.entry) for main in self._mains.get(at.flow, ()) if at.entry]
        follower = any(
            one.question == at.question
            for main in self._mains.get(at.flow, ())
            for one in self._followers.get((at.flow, main), ())
        )
        yield from mains if mains and follower else (key,)

    def _may_ask_again(self, key: str, changed: QuestionKey) -> bool:
        other = parse_key(key)
        in_file = other.handle in self.found
        return self._is_asked(other.flow, other.question) and (
            not in_file or (other.entry > 0 and other.handle == changed.handle)
        )

    def _skip(self, key: str) -> None:
        parsed = self._settle(key)
        self.skipped.add(key)
        is_main = parsed.entry and not parsed.part and parsed.question in self._mains.get(parsed.flow, ())
        if is_main and not any(other.startswith(f"{parsed.handle}.") for other in self.answers):
            self._remove(parsed.flow, parsed.entry)
            self.resting.add(parsed.flow)

    def _remove(self, flow: str, number: int) -> None:
        self.losses += 1
        if number in self.lists.get(flow, []):
            self.lists[flow].remove(number)
        head = f"{flow}#{number}."
        for by_key in (self.answers, self.suggested, self.earlier):
            for key in [key for key in by_key if key.startswith(head)]:
                del by_key[key]
        for group in (self.skipped, self.unknown, self.kept):
            group.difference_update([key for key in group if key.startswith(head)])
        self.last = ""

    def _reopen(self, key: str) -> None:
        """Ask a question again, with today's answer as the suggestion; for a list, show its menu again."""
        self.losses += 1
        if "." not in key:
            self.closed.discard(key)
            self.resting.add(key)
            return
        if key in self.answers:
            self.suggested[key] = self.earlier[key] = self.answers.pop(key)
            self.reopened.add(key)
        self.skipped.discard(key)
        self.unknown.discard(key)
        self.kept.discard(key)
        self.last = ""

    def passed(self, key: str) -> bool:
        """Whether a question was dealt with, in whatever way."""
        return key in self.answers or key in self.skipped or key in self.unknown


def _is_one_answer(last: InterviewEvent, before: InterviewEvent) -> bool:
    """Whether two acts only answer one question, or keep its answer."""
    of_answer = AnswerGiven | AnswerSharpened | AnswerKept
    return isinstance(last, of_answer) and isinstance(before, of_answer) and last.key == before.key
