"""`stratcoach learn`: a new insight, what it speaks for and against, and what it puts in question."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from stratcoach.commands.asking import ask_marks, option
from stratcoach.commands.interview import (
    conduct,
    free_journal,
    interview_for,
    library_for,
    person,
    seen_from,
    tell_saved,
)
from stratcoach.commands.reading import read_file, readable, working_file
from stratcoach.commands.revise import write
from stratcoach.commands.standing import ask_standing, told
from stratcoach.errors import Paused
from stratcoach.files.codec import loads
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.bets import proven
from stratcoach.flow.engine import Interview
from stratcoach.flow.model import Agenda, Library
from stratcoach.flow.port import Option, Prompter
from stratcoach.flow.preload import events_for
from stratcoach.flow.state import Event, key_of
from stratcoach.flow.wording import quote
from stratcoach.model.links import Links
from stratcoach.model.sections import Section, with_items
from stratcoach.model.strategy import Insight, Item, Strategy
from stratcoach.reports.style import style_for

FLOW = "insights"
_TITLE = "What you learned"
_SPEAKS_FOR = "What does this speak for? Mark what should rest on it."
_SPEAKS_AGAINST = "And what does it speak against? Mark what it makes you doubt."
_PROVES = "Does it show that one of your bets holds? What you mark stops being a bet; what rested on it rests on this."


def run(file: str, *, plain: bool, flows: str, start_over: bool) -> int:
    path = working_file(file)
    library = library_for(path.parent, flows)
    document = read_file(path)
    strategy = readable(document, "added to")
    prompter = person(plain=plain)
    header = Header(mode="learn", file=path.name, only=(FLOW,), base=document.source.text, flows=seen_from(path, flows))
    session = Session.create(free_journal(path, start_over=start_over), header)
    interview = interview_for(library, session, strategy)
    for event in _known(library, strategy):
        session.append(event)
        interview.apply(event)
    return conduct(session, interview, prompter, path, lambda: finish(session, interview, path, prompter))


def _known(library: Library, strategy: Strategy) -> Iterator[Event]:
    """All that the file says counts as said, and nothing else is asked of what is there: only the new insight is."""
    said = set()
    for event in events_for(library, strategy, Agenda(id="", title="", minutes=0, steps=())):
        said.add(event.key)
        yield event
    for number, _ in enumerate(strategy.insights, 1):
        for question in library.flows[FLOW].questions:
            if (key := key_of(FLOW, question.id, number)) not in said:
                yield Event("left", key)
    yield Event("add", FLOW)


def finish(session: Session, interview: Interview, path: Path, prompter: Prompter) -> int:
    """Ask of each new insight what it speaks for and against, write all of it, and say what is in question now."""
    base = loads(session.header.base, str(path)).strategy
    assert base is not None
    known = {insight.id for insight in base.insights}
    learned = interview.assembly.strategy()
    fresh = [insight for insight in learned.insights if insight.id not in known]
    try:
        for insight in fresh:
            learned = _linked(learned, insight, prompter)
        learned = ask_standing(learned, _in_question(learned, fresh), prompter, _TITLE)
    except Paused:
        session.close()
        tell_saved(path)
        raise
    write(session, learned, path)
    if left := _in_question(learned, fresh):
        style = style_for(sys.stdout)
        print()
        print(style.wrap("In question now, until it is revised, or somebody has looked at it and it stands (stratcoach revise):"))
        for line in told(learned, left):
            print(style.wrap(line, "  ", "    "))
    return 0


def _linked(strategy: Strategy, insight: Insight, prompter: Prompter) -> Strategy:
    """Ask what an insight proves, what it speaks for and against, and link it."""
    said = f"“{quote(insight.statement)}”."
    bets = [one for one in _items(strategy) if one[0].name == "assumptions"]
    for name in ask_marks(prompter, _TITLE, f"{said} {_PROVES}", _options(bets)):
        strategy = proven(strategy, name, insight.id)
    above = [
        (section, item) for section, item in _items(strategy) if FLOW in section.may_rest_on and insight.id not in item.rests_on
    ]
    speaks_for = ask_marks(prompter, _TITLE, f"{said} {_SPEAKS_FOR}", _options(above))
    strategy = with_items(strategy, speaks_for, lambda item: item.replace(rests_on=(*item.rests_on, insight.id)))
    resting = {item.id for _, item in _items(strategy) if insight.id in item.rests_on}
    others = [(section, item) for section, item in _items(strategy) if section.name != FLOW and item.id not in resting]
    against = ask_marks(prompter, _TITLE, f"{said} {_SPEAKS_AGAINST}", _options(others))
    return with_items(strategy, (insight.id,), lambda item: item.replace(challenges=against))


def _items(strategy: Strategy) -> list[tuple[Section, Item]]:
    return list(Links(strategy).placed.values())


def _in_question(strategy: Strategy, fresh: Sequence[Insight]) -> tuple[str, ...]:
    """The ids of what the new insights put in question."""
    names = {insight.id for insight in fresh}
    return tuple(name for name, doubts in Links(strategy).in_question.items() if names.intersection(doubts))


def _options(found: Sequence[tuple[Section, Item]]) -> list[Option]:
    return [option(section.name, item.id, str(getattr(item, section.main))) for section, item in found]
