"""One sitting of a review: what is due, one after the other; each decision is written before the next question, so it can be stopped
at any time, and goes on with what is left.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from stratcoach.commands.printing import tell
from stratcoach.commands.questions import GoneBack, ask_choice, ask_day, ask_text
from stratcoach.commands.reading_questions import ReadingQuestions
from stratcoach.commands.review_questions import told
from stratcoach.commands.revise import offer_release
from stratcoach.commands.weigh_talk import talk
from stratcoach.errors import Paused
from stratcoach.files import disk
from stratcoach.files.edit import edit
from stratcoach.flow.protocol import Option, Prompter
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.model.links import Links
from stratcoach.model.strategy import Assumption, OpenQuestion, Proposal, Strategy
from stratcoach.reports.due_list import line_of
from stratcoach.services.matters import Matter, due_matters
from stratcoach.services.new_readings import due_numbers
from stratcoach.services.release_answers import ReleaseAnswers
from stratcoach.services.reviewing import is_still_there, with_answer, with_bet_held, with_bet_lost, with_new_day, without
from stratcoach.services.session import today
from stratcoach.services.strategy_file import read_file, readable, write_over
from stratcoach.ui.prompter_choice import person

MINUTES: Final = 15
"""After so long somebody is asked whether to go on."""
_LATER: Final = "later"
_DECIDE: Final = "decide"
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "bet": ("held", "lost", "new_day", _LATER),
    "question": ("answered", "new_day", "drop", _LATER),
    "proposal": (_DECIDE, "new_day", _LATER),
    "day": ("new_day", _LATER),
    "waiver": ("new_day", "drop", _LATER),
    "review": ("new_day", _LATER),
}
"""What can become of each kind of matter."""
_NEXT_REVIEW: Final = 3
"""In so many months the whole strategy is looked at again, if nobody says otherwise."""


def run(path: Path, *, plain: bool) -> int:
    """Go through what is due, then weigh the ideas that are to be decided. Returns 0, or what a talk, `learn` or a release at the end
    returns.
    """
    prompter = person(plain=plain, ways=Message("review.without_terminal"))
    sitting = ReviewSitting(path, prompter)
    try:
        sitting.go_through()
    except Paused:
        tell(Message("review.stopped", count=len(sitting.written), command=_again(path, plain=plain)))
        raise
    if status := _weigh(path, sitting.ideas, plain=plain):
        return status
    decided = len(sitting.written) + len(sitting.ideas)
    print(Message("review.done", count=decided, left=sitting.left()))
    return sitting.readings.learn(plain=plain) or (offer_release(path, prompter) if decided else 0)


def _weigh(path: Path, ideas: Iterable[str], *, plain: bool) -> int:
    """Weigh ideas one after the other, until one talk is stopped."""
    for idea in ideas:
        document = read_file(path)
        if status := talk(
            path, document.source.text, readable(document, "revised"), idea, plain=plain, flows="", start_over=False
        ):
            return status
    return 0


class Written(NamedTuple):
    """What a decision has done to the file."""

    before: str
    after: str


class ReviewSitting:
    """The matters that were due when it began, in their order. `written` are the decisions so far; `ideas` are to be weighed behind
    it.
    """

    def __init__(self, path: Path, prompter: Prompter, clock: Callable[[], float] = monotonic) -> None:
        self._path = path
        self._prompter = prompter
        self._clock = clock
        self._answers = ReleaseAnswers(path, "review", today().isoformat())
        self.readings = ReadingQuestions(path, prompter, today().isoformat(), can_go_back=True)
        self.written: list[Written] = []
        self.ideas: dict[str, None] = {}

    def left(self) -> int:
        """How many matters are still due."""
        return len(due_matters(self._strategy(), today()))

    def go_through(self) -> None:
        """Ask about each matter. Raises `Paused` when the person stops; what was decided is written."""
        found = due_matters(self._strategy(), today())
        minutes = sum(one.minutes for one in found)
        self._prompter.say(Message("review.begins", count=len(found), minutes=minutes))
        begun, place = self._clock(), 0
        asked: list[tuple[int, int]] = []
        while place < len(found):
            if self._clock() - begun >= MINUTES * 60:
                if not self._goes_on(len(found) - place):
                    return
                begun = self._clock()
            title = Message("review.title", number=place + 1, count=len(found))
            before = len(self.written)
            try:
                asked += [(place, before)] if self._ask(found[place], title) else []
                place += 1
            except GoneBack:
                place = self._back(place, asked)

    def _back(self, place: int, asked: list[tuple[int, int]]) -> int:
        """Undo the decision before, if it was written; returns the place of the matter that is asked again. `asked` are the places of
        the matters so far, each with how many decisions were written then.
        """
        if not asked:
            self._prompter.say(Message("coach.this_is_the_first"))
            return place
        earlier, count = asked.pop()
        while len(self.written) > count:
            last = self.written.pop()
            document = read_file(self._path)
            if document.source.text != last.after:
                self._prompter.say(Message("review.cannot_undo", path=str(self._path)))
                return place
            write_over(document, self._path, last.before, "run")
        return earlier

    def _goes_on(self, left: int) -> bool:
        options = [Option("go_on", f"{Message('review.do_go_on')}"), Option("stop", f"{Message('review.do_stop')}")]
        asked = Message("review.time_is_up", minutes=MINUTES, count=left)
        return ask_choice(self._prompter, Message("review.heading"), asked, options) == "go_on"

    def _ask(self, matter: Matter, title: Message) -> bool:
        """Ask about a matter; False where it isn't due any more: somebody changed it meanwhile, or it went with another decision."""
        strategy = self._strategy()
        if matter.kind == "reading":
            name = str(getattr(matter.place.entry, "id", "")) if matter.place else ""
            return name in [one.item.id for one in due_numbers(strategy, today())] and self._ask_reading(name, title)
        if not is_still_there(strategy, matter):
            return False
        options = [Option(name, f"{Message('review.choice', kind=matter.kind, choice=name)}") for name in _CHOICES[matter.kind]]
        choice = ask_choice(self._prompter, title, _asked(matter), options, _help(matter), can_go_back=True)
        entry = matter.place.entry if matter.place else None
        idea = entry.proposal if isinstance(entry, Proposal) else ""
        self.ideas.pop(idea, None)
        if choice == _DECIDE:
            self.ideas[idea] = None
        elif choice != _LATER:
            self._decide(matter, choice, title)
        return True

    def _ask_reading(self, name: str, title: Message) -> bool:
        self.readings.title = title
        before = read_file(self._path).source.text
        try:
            self.readings.ask(name)
        finally:
            self._note(before)
        return True

    def _decide(self, matter: Matter, choice: str, title: Message) -> None:
        """Ask what belongs to a decision, and write it into the file as it is now."""
        day, text = "", ""
        if choice == "new_day":
            day = self._new_day(title, is_review=matter.kind == "review")
        elif choice in ("held", "lost", "answered"):
            text = self._text(matter, choice, title)
        document = read_file(self._path)
        strategy = readable(document, "revised")
        if not is_still_there(strategy, matter):
            self._prompter.say(Message("review.changed_meanwhile"))
            return
        decided = _decided(strategy, matter, choice, day or text)
        changed = edit(document, decided.replace(updated=today().isoformat()))
        write_over(document, self._path, changed, "run")
        self._answers.discard()
        self._note(document.source.text)
        if doubts := [name for name in Links(decided).in_question if name not in Links(strategy).in_question]:
            self._prompter.say(Message("coach.now_in_question"))
            for line in told(decided, doubts):
                self._prompter.say(f"  {line}")

    def _new_day(self, title: Message, *, is_review: bool) -> str:
        """A day to come, as it is written in the file."""
        suggested = dates.months_later(today(), _NEXT_REVIEW).isoformat() if is_review else ""
        while True:
            day = ask_day(self._prompter, title, Message("review.which_day"), today(), suggested=suggested)
            if (period := dates.parse(day)) and period.last > today():
                return day
            self._prompter.say(Message("review.day_is_over", day=dates.spoken(day)))

    def _note(self, before: str) -> None:
        after = read_file(self._path).source.text
        if after != before:
            self.written.append(Written(before, after))

    def _text(self, matter: Matter, choice: str, title: Message) -> str:
        key = f"{matter.place.said if matter.place else ''}.{choice}"
        asked, help_text = Message("review.ask", choice=choice), Message("review.help", choice=choice)
        keep = partial(self._answers.half, key)
        answer = ask_text(self._prompter, title, asked, help_text, suggested=self._answers.text(key), keep=keep)
        self._answers.keep(key, answer)
        return answer

    def _strategy(self) -> Strategy:
        return readable(read_file(self._path), "revised")


def _decided(strategy: Strategy, matter: Matter, choice: str, answer: str) -> Strategy:
    """The strategy after a decision; `answer` is the new day, or what was seen or found out."""
    entry, day = matter.place.entry if matter.place else None, today().isoformat()
    if choice == "new_day":
        return with_new_day(strategy, matter, answer)
    if choice == "held" and isinstance(entry, Assumption):
        return with_bet_held(strategy, entry, answer, day)
    if choice == "lost" and isinstance(entry, Assumption):
        return with_bet_lost(strategy, entry, answer, day)
    if choice == "answered" and isinstance(entry, OpenQuestion):
        return with_answer(strategy, matter, entry, answer, day)
    return without(strategy, matter)


def _asked(matter: Matter) -> Message:
    """What is asked about a matter: what it is, since when, and what becomes of it."""
    return Message("review.asked", kind=matter.kind, item=line_of(matter), day=dates.spoken(matter.written))


def _help(matter: Matter) -> Message:
    entry = matter.place.entry if matter.place else None
    if isinstance(entry, Assumption):
        return Message(
            "review.about_bet",
            test=entry.test,
            drop_if=entry.drop_if or None,
            resting=Message("review.resting", count=matter.resting),
        )
    return NOTHING


def _again(path: Path, *, plain: bool) -> str:
    named = [] if path == Path(disk.STRATEGY_FILE) else [str(path)]
    return shlex.join(["stratcoach", "review", *named, *(["--plain"] if plain else [])])
