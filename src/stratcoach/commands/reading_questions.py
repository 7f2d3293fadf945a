"""Asks for readings, one number after the other; each is written as soon as it is answered, so nothing is lost when somebody stops."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from stratcoach.commands.questions import ask_choice, ask_text
from stratcoach.commands.taking_readings import save_reading, tell_taken
from stratcoach.flow.protocol import Option, Prompter
from stratcoach.flow.readback import measure
from stratcoach.language.en.amounts import amount_of
from stratcoach.language.en.number_progress import misread, with_unit
from stratcoach.messages import Message
from stratcoach.model.dates import spoken_when
from stratcoach.model.strategy import Measured, MetricReading
from stratcoach.services.new_readings import as_the_target, number_named
from stratcoach.services.release_answers import ReleaseAnswers
from stratcoach.services.session import today
from stratcoach.services.strategy_file import read_file, readable

_TITLE: Final = Message("reading.title")
_TURNED: Final = ".turned"
"""Behind the id of a number: it turned, and nobody has said why yet."""
_REASONS: Final = {
    "strategy": Message("reading.the_strategy"),
    "work": Message("reading.the_work"),
    "open": Message("reading.cannot_tell"),
}
_WAYS: Final = {"higher": Message("reading.worse_higher"), "lower": Message("reading.worse_lower")}


class ReadingQuestions:
    """The questions on one number at a time. What is answered and not written yet is in `strategy.reading.jsonl`; `unexplained` are the
    numbers that turned today, where somebody stopped before they said why.
    """

    def __init__(self, path: Path, prompter: Prompter, day: str, *, title: Message = _TITLE, can_go_back: bool = False) -> None:
        """`day` is that of the readings, as it is written."""
        self.title = title
        self._can_go_back = can_go_back
        self._path = path
        self._prompter = prompter
        self._day = day
        self._answers = ReleaseAnswers(path, "reading", day)
        self._has_learned = False
        self.unexplained = [key.removesuffix(_TURNED) for key in self._answers.known if key.endswith(_TURNED)]
        self.written = 0

    def ask(self, name: str) -> bool:
        """Ask for the reading of one number, write it and say how it goes. Returns whether there is one.

        Raises:
            Paused: the person stopped; what was answered is suggested next time.
            GoneBack: they go back to what was before, where that is possible.
        """
        item = number_named(readable(read_file(self._path), "added_to"), name)
        if name in self.unexplained and item.readings:
            self.unexplained.remove(name)
            self._why(name, item.readings[-1])
            return True
        if not (value := self._value(item)):
            return False
        counter, worse = self._counter(item)
        reading = MetricReading(date=self._day, value=value, counter=counter)
        number = tell_taken(self._path, name, reading, save_reading(self._path, name, reading, worse))
        self._answers.discard()
        self.written += 1
        if number and number.progress.state == "turned":
            self._answers.keep(f"{name}{_TURNED}", value)
            self._why(name, reading)
        return True

    def learn(self, *, plain: bool) -> int:
        """Where somebody saw something, offer to record it now. Returns 0, or what `learn` returns."""
        if not self._has_learned:
            return 0
        options = [Option("now", f"{Message('reading.do_learn_now')}"), Option("later", f"{Message('reading.do_learn_later')}")]
        if ask_choice(self._prompter, self.title, Message("reading.learn_now"), options) == "later":
            return 0
        from stratcoach.commands import learn

        return learn.run(str(self._path), plain=plain, flows="", start_over=False)

    def _value(self, item: Measured) -> str:
        asked = Message(
            "reading.what_does_it_show",
            measure=measure(item.metric or str(getattr(item, "statement", "")), item.baseline, item.target, item.by),
            when=None if self._day == today().isoformat() else spoken_when(self._day),
        )
        last = item.readings[-1] if item.readings else None
        help_text = Message("reading.help_value", model=item.target.strip() or item.baseline.strip())
        if last:
            asked = Message("reading.and_last_time", asked=asked, value=last.value, when=spoken_when(last.date))
        key = f"{item.id}.value"
        while True:
            value = self._text(key, asked, help_text, can_go_back=self._can_go_back)
            if not value:
                return ""
            if not (why := misread(value, item)):
                return with_unit(value, item)
            self._prompter.say(Message("reading.misread", why=why))
            self._prompter.say(as_the_target(item))
            self._answers.keep(key, "")

    def _counter(self, item: Measured) -> tuple[str, str]:
        """What the counter metric shows and, the first time, which way it gets worse."""
        if not item.counter_metric.strip():
            return "", ""
        before = next((one.counter for one in reversed(item.readings) if one.counter), "")
        help_text = Message("reading.help_counter", value=before) if before else Message("reading.help_first_counter")
        asked = Message("reading.what_does_counter_show", metric=item.counter_metric.strip().rstrip("."))
        counter = self._text(f"{item.id}.counter", asked, help_text)
        if not counter or item.counter_worse or amount_of(counter) is None:
            return counter, ""
        options = [Option(name, f"{text}") for name, text in _WAYS.items()]
        return counter, ask_choice(self._prompter, self.title, Message("reading.which_way_worse"), options)

    def _why(self, name: str, reading: MetricReading) -> None:
        """A number turned: ask what it was, and keep it as a note on the reading."""
        options = [Option(reason, f"{text}") for reason, text in _REASONS.items()]
        asked, help_text = Message("reading.strategy_or_work"), Message("reading.help_strategy_or_work")
        reason = ask_choice(self._prompter, self.title, asked, options, help_text)
        self._has_learned |= reason == "strategy"
        note = self._text(f"{name}.note", Message("reading.what_about_it"), Message("reading.help_what_about_it"))
        if note:
            save_reading(self._path, name, reading.replace(note=note))
        self._answers.discard()

    def _text(self, key: str, asked: Message, help_text: Message, *, can_go_back: bool = False) -> str:
        keep = partial(self._answers.half, key)
        answer = ask_text(
            self._prompter,
            self.title,
            asked,
            help_text,
            suggested=self._answers.text(key),
            can_skip=True,
            can_go_back=can_go_back,
            keep=keep,
        )
        self._answers.keep(key, answer)
        return answer
