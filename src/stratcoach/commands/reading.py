"""`stratcoach reading`: takes down what a number shows; without a value, asks for what is due."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from stratcoach.commands.printing import tell
from stratcoach.commands.taking_readings import save_reading, tell_taken
from stratcoach.errors import Paused, UserError
from stratcoach.files import disk
from stratcoach.messages import Message
from stratcoach.model import dates
from stratcoach.model.strategy import MetricReading, Strategy
from stratcoach.services.new_readings import day_read, due_numbers, next_day, number_named, readable_value
from stratcoach.services.numbers import measured
from stratcoach.services.release_answers import has_begun
from stratcoach.services.strategy_file import read_file, readable, working_file
from stratcoach.ui.clean import clean


def run(names: list[str], *, day: str, note: str, counter: str, plain: bool) -> int:
    """Take down one reading, or ask for those that are due. Returns 0, or what `learn` returns where somebody goes on there."""
    file, name, value = _parted([clean(one, lines=False) for one in names])
    path = working_file(file)
    strategy = readable(read_file(path), "added_to")
    today = date.today()  # noqa: DTZ011  the person's own day is meant
    on = day_read(day, today)
    if value:
        item = number_named(strategy, name)
        reading = MetricReading(
            date=on, value=readable_value(value, item), counter=clean(counter, lines=False), note=clean(note, lines=False)
        )
        number = tell_taken(path, item.id, reading, save_reading(path, item.id, reading))
        if number and number.progress.state == "turned":
            tell(Message("reading.turned"))
        return 0
    ids = [number_named(strategy, name).id] if name else [one.item.id for one in due_numbers(strategy, today) if one.item.id]
    if not ids and not has_begun(path, "reading"):
        return _nothing_due(strategy)
    from stratcoach.commands.reading_questions import ReadingQuestions
    from stratcoach.ui.prompter_choice import person

    example = next((item.id for _, item in measured(strategy)), "")
    prompter = person(plain=plain, ways=Message("reading.without_terminal", example=example))
    questions = ReadingQuestions(path, prompter, on)
    asked = dict.fromkeys((*questions.unexplained, *ids))
    if not asked:
        return _nothing_due(strategy)
    try:
        for one in asked:
            questions.ask(one)
    except Paused:
        tell(Message("reading.stopped", count=questions.written, command=_again(path, plain=plain)))
        raise
    return questions.learn(plain=plain)


def _nothing_due(strategy: Strategy) -> int:
    following = next_day(strategy)
    print(Message("reading.nothing_due", date=dates.spoken(following.isoformat()) if following else None))
    return 0


def _parted(names: list[str]) -> tuple[str, str, str]:
    """The file, the number and its value: a file has an ending or is there."""
    has_file = bool(names) and (len(names) > 2 or Path(names[0]).suffix in (".yaml", ".yml") or Path(names[0]).exists())
    file, rest = (names[0], names[1:]) if has_file else ("", names)
    if len(rest) > 2:
        raise UserError(Message("reading.too_many_names"), Message("reading.how_to_write"))
    name, value, *_ = [*rest, "", ""]
    return file, name, value


def _again(path: Path, *, plain: bool) -> str:
    named = [] if path == Path(disk.STRATEGY_FILE) else [str(path)]
    return shlex.join(["stratcoach", "reading", *named, *(["--plain"] if plain else [])])
