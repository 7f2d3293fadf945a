"""`stratcoach learn`: a new insight, what it speaks for and against, and what it puts in question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from stratcoach.commands.interview import conduct, free_journal, interview_for, library_for, person, seen_from, today
from stratcoach.commands.reading import read_file, readable, working_file
from stratcoach.commands.revise import write
from stratcoach.errors import Paused
from stratcoach.files.codec import loads
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.engine import Interview
from stratcoach.flow.model import Agenda, Library
from stratcoach.flow.port import Ask, Option, Place, Prompter
from stratcoach.flow.preload import events_for
from stratcoach.flow.state import Event, key_of
from stratcoach.flow.wording import quote
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTION, SECTIONS, Section, entries
from stratcoach.model.strategy import Insight, Item, Strategy
from stratcoach.reports.style import style_for

FLOW = "insights"
LONGEST = 160
_SPEAKS_FOR = "What does this speak for? Mark what should rest on it."
_SPEAKS_AGAINST = "And what does it speak against? Mark what it makes you doubt."
_STANDS = "This is in question now. Which of it have you looked at, and it stands? What you don't mark stays in question."


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
        doubted = _in_question(learned, fresh)
        if doubted:
            learned = _reviewed(learned, _marked(prompter, _STANDS, doubted, "learn.stands"))
    except Paused:
        session.close()
        raise
    done = write(session, learned, path)
    if left := _in_question(learned, fresh):
        print("\nIn question now, until it is revised or somebody looks at it and sets `reviewed`:")
        for item in left:
            print(style_for(sys.stdout).wrap(_told(item), "  ", "    "))
    return done


def _linked(strategy: Strategy, insight: Insight, prompter: Prompter) -> Strategy:
    above = [item for section, item in _items(strategy) if FLOW in SECTION[section].may_rest_on]
    for name in _marked(prompter, _SPEAKS_FOR, above, f"learn.for.{insight.id}", insight):
        strategy = _replaced(strategy, name, lambda item: item.replace(rests_on=(*item.rests_on, insight.id)))
    others = [item for section, item in _items(strategy) if section != FLOW and insight.id not in item.rests_on]
    against = _marked(prompter, _SPEAKS_AGAINST, others, f"learn.against.{insight.id}", insight)
    return _replaced(strategy, insight.id, lambda item: item.replace(challenges=tuple(against)))


def _marked(prompter: Prompter, ask: str, items: Sequence[Item], key: str, insight: Insight | None = None) -> Sequence[str]:
    """Let mark some items; returns their ids. Raises `Paused` when the person stops."""
    if not items:
        return ()
    told = f"“{quote(insight.statement)}”. {ask}" if insight else ask
    options = tuple(Option(item.id, f"{_section(item).noun}: {quote(_main(item), LONGEST)}") for item in items)
    reply = prompter.put(
        Ask(
            key=key,
            kind="links",
            ask=told,
            place=Place(title="What you learned"),
            options=options,
            can_not_know=False,
            can_go_back=False,
            enter_skips=True,
        )
    )
    if reply.kind == "quit":
        raise Paused(prompter.exit_status)
    return reply.value if reply.kind == "answer" else ()


def _in_question(strategy: Strategy, fresh: Sequence[Insight]) -> list[Item]:
    """What the new insights put in question."""
    names = {insight.id for insight in fresh}
    links = Links(strategy)
    return [links.placed[name][1] for name, doubts in links.in_question.items() if names.intersection(doubts)]


def _reviewed(strategy: Strategy, names: Sequence[str]) -> Strategy:
    day = today().isoformat()
    for name in names:
        strategy = _replaced(strategy, name, lambda item: item.replace(reviewed=day))
    return strategy


def _replaced(strategy: Strategy, name: str, change: Callable[[Item], Item]) -> Strategy:
    """The strategy with one item changed."""
    for section in SECTIONS:
        if section.has_ids:
            held = tuple(change(one) if isinstance(one, Item) and one.id == name else one for one in entries(strategy, section))
            if held and held != tuple(entries(strategy, section)):
                return strategy.replace(**{section.name: held if section.many else held[0]})
    return strategy


def _items(strategy: Strategy) -> Iterator[tuple[str, Item]]:
    for name, (section, item) in Links(strategy).placed.items():
        if name:
            yield section.name, item


def _section(item: Item) -> Section:
    return next(section for section in SECTIONS if section.holds is type(item))


def _main(item: Item) -> str:
    return str(getattr(item, _section(item).main))


def _told(item: Item) -> str:
    section = _section(item)
    return f"{section.noun}{f' {item.id}' if section.many else ''}: {quote(_main(item))}"
