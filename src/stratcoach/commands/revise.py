"""`stratcoach revise`: goes through one section again with today's answers as suggestions; the rest of the file stays."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from stratcoach.commands.conduct import conduct, tell_saved
from stratcoach.commands.printing import tell
from stratcoach.commands.questions import ask_choice
from stratcoach.commands.release import release
from stratcoach.commands.release_questions import Wanted
from stratcoach.commands.review_questions import ask_standing
from stratcoach.errors import Paused, UserError, remedy
from stratcoach.files import disk, release_copies
from stratcoach.files.atomic import ChangedMeanwhileError
from stratcoach.files.codec import Document, loads
from stratcoach.files.edit import edit
from stratcoach.files.merging import merge_documents
from stratcoach.files.sessions import Header, Session, journal_path
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import AnswerDrafted, interview_events
from stratcoach.flow.gaps import Gaps
from stratcoach.flow.interview import Interview
from stratcoach.flow.learning import changed_since
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Option, Prompter
from stratcoach.flow.safety_net import kept
from stratcoach.messages import Message
from stratcoach.model.likeness import like
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTION, entries
from stratcoach.model.strategy import Strategy
from stratcoach.reports import next_steps
from stratcoach.reports.style import style_for
from stratcoach.services.session import GAPS, free_journal, gaps_of, interview_for, library_for, resuming, seen_from, today
from stratcoach.services.session_start import beginning
from stratcoach.services.strategy_file import is_readable, read_file, readable
from stratcoach.ui.prompter_choice import person


def run(names: list[str], *, plain: bool, flows: str, start_over: bool) -> int:
    path, section = _named(names)
    library = library_for(path.parent, flows)
    document = read_file(path)
    strategy = readable(document, "revised")
    prompter = person(plain=plain, ways=Message("coach.revise_without_terminal", path=str(path)))
    journal = free_journal(path, start_over=start_over, notify=tell)
    section = section or _chosen(library, strategy, prompter, gaps_of(path, strategy, library))
    only = () if section == GAPS else (_flow_for(section, library),)
    header = Header(
        mode=GAPS if section == GAPS else "revise",
        file=path.name,
        only=only,
        base=document.source.text,
        flows=seen_from(path, flows),
    )
    session = Session.create(journal, header, beginning(header, library, strategy))
    interview = interview_for(library, path.parent, session, strategy)
    return conduct(session, interview, prompter, path, lambda: finish(session, interview, path, prompter))


def fill_gaps(path: Path, prompter: Prompter) -> int | None:
    """Go on with what the file lacks, weak sentences first; None where it lacks nothing, or another session is in the way."""
    library = library_for(path.parent, "")
    document = read_file(path)
    strategy = readable(document, "revised")
    count = gaps_of(path, strategy, library).total
    if not count or os.path.lexists(journal_path(path)):
        return None
    print()
    prompter.say(Message("coach.gaps_to_fill", count=count, command=resuming(path)))
    header = Header(mode=GAPS, file=path.name, base=document.source.text)
    session = Session.create(journal_path(path), header, beginning(header, library, strategy))
    interview = interview_for(library, path.parent, session, strategy)
    return conduct(session, interview, prompter, path, lambda: finish(session, interview, path, prompter))


def _named(names: list[str]) -> tuple[Path, str]:
    """Tell the file from the section: a section is a word of the method, a file has an ending or is there."""
    files = [name for name in names if _as_section(name) is None]
    sections = [found for name in names if (found := _as_section(name)) is not None]
    if typo := next((name for name in files if not _may_be_file(name)), ""):
        close = like(typo.lower(), [one for name in _sections() for one in (name, SECTION[name].singular)])
        raise UserError(
            Message("coach.no_such_section", name=typo),
            Message(
                "coach.sections_are",
                has_likely=bool(close),
                likely=_as_section(close) if close else None,
                sections=tuple(_sections()),
            ),
        )
    if len(files) > 1 or len(sections) > 1:
        wrong = files[-1] if len(files) > 1 else sections[-1]
        raise UserError(Message("coach.neither_file_nor_section", name=wrong), Message("coach.name_file_and_section"))
    path = Path(files[0]) if files else disk.nearest(Path()) or Path(disk.STRATEGY_FILE)
    return (path / disk.STRATEGY_FILE if path.is_dir() else path), sections[0] if sections else ""


def _may_be_file(name: str) -> bool:
    return Path(name).suffix in (".yaml", ".yml") or Path(name).exists()


def _sections() -> list[str]:
    return [section.name for section in SECTION.values() if section.has_ids]


def _as_section(name: str) -> str | None:
    folded = name.lower().replace("-", "_").replace(" ", "_")
    for known in _sections():
        if folded in (known, known.removesuffix("s"), SECTION[known].singular.replace("-", "_").replace(" ", "_")):
            return known
    return None


def _chosen(library: Library, strategy: Strategy, prompter: Prompter, gaps: Gaps) -> str:
    """Ask which section, saying of each how much there is; or all that the strategy lacks."""
    options = [Option(GAPS, Message("coach.all_gaps", count=gaps.total))] if gaps.total else []
    for name in _sections():
        if any(flow.section == name for flow in library.flows.values()):
            count = len(entries(strategy, SECTION[name]))
            options.append(
                Option(
                    name, f"{Message('coach.section_has', section=SECTION[name].title, count=count, is_list=SECTION[name].many)}"
                )
            )
    return ask_choice(prompter, strategy.product, Message("coach.which_section"), options)


def _flow_for(section: str, library: Library) -> str:
    found = next((flow.id for flow in library.flows.values() if flow.section == section), None)
    if found is None:
        raise UserError(Message("coach.no_questions_for_section", section=section), Message("coach.list_questions"))
    return found


def finish(session: Session, interview: Interview, path: Path, prompter: Prompter) -> int:
    """Ask whether what is in question stands, work what was revised into the file, and offer to release it."""
    base = loads(session.header.base, str(path)).strategy
    assert base is not None
    revised = changed_since(base, interview.assembly.strategy(), today().isoformat())

    def keep(key: str, answer: Answer) -> None:
        event = AnswerDrafted(key=key, value=answer)
        with suppress(OSError):  # what comes of it can't be written either, and that is told
            session.append(event)
            interview.apply(event)

    doubts = _untouched_doubts(base, revised, interview)
    try:
        revised = ask_standing(revised, doubts, prompter, Message("coach.what_is_in_question"), interview.state.suggested, keep)
    except Paused:
        session.close()
        tell_saved(path)
        raise
    where = write(session, kept(base, revised, interview_events(session.own), interview.library), path)
    return _offer_release(where, prompter) if where == path else 0


def _untouched_doubts(base: Strategy, revised: Strategy, interview: Interview) -> tuple[str, ...]:
    """The ids of what is in question in the sections gone through, and was left as it was."""
    sections = {interview.library.flows[name].section for name in interview.only}
    before, after = Links(base).placed, Links(revised)
    return tuple(
        name
        for name in after.in_question
        if after.placed[name][0].name in sections and name in before and before[name][1] == after.placed[name][1]
    )


def _offer_release(path: Path, prompter: Prompter) -> int:
    """Where there is a release to compare with, ask whether this is the next one."""
    if not release_copies.released(path):
        return 0
    options = (
        Option("now", f"{Message('coach.do_release_now')}"),
        Option("later", f"{Message('coach.do_release_later')}"),
    )
    try:
        if ask_choice(prompter, Message("coach.release_title"), Message("coach.make_it_the_next"), options) == "later":
            return 0
    except Paused:
        tell(Message("coach.changes_not_released"))
        return 0
    try:
        return release(path, Wanted(), lambda: prompter)
    except Paused:
        tell(Message("coach.changes_are_written"))
        return 0


def write(session: Session, revised: Strategy, path: Path) -> Path | None:
    """Work the changes into the file as it stands on disk; where that has changed meanwhile, write beside it.

    Returns where it was written, None where nothing changed.
    """
    base = loads(session.header.base, str(path))
    assert base.strategy is not None
    if revised == base.strategy:
        session.discard()
        print(Message("coach.nothing_revised"))
        return None
    text = edit(base, revised.replace(updated=today().isoformat()))
    try:
        where = _put(base, text, path)
    except OSError as error:
        raise UserError(
            Message("disk.not_written", path=str(error.filename or path), why=disk.why(error)),
            Message("coach.answers_are_saved", remedy=remedy(error)),
        ) from error
    session.discard()
    if where == path:
        print(next_steps.revised(path, revised, style_for(sys.stdout)))
    return where


def _put(base: Document, text: str, path: Path) -> Path:
    """Write a revision over the file that it began with. If that was changed meanwhile, put both together; what a person has
    to decide is marked in a file beside it.
    """
    while True:
        with suppress(ChangedMeanwhileError):  # saved by an editor in the last moment: look again
            return _put_together(base, text, path)


def _put_together(base: Document, text: str, path: Path) -> Path:
    """Raises `ChangedMeanwhileError` where the file was changed while this looked at it."""
    now = disk.read_text(path)
    if now is None:
        return disk.write_beside(path, text)
    if disk.is_same_text(now, text):  # by a run that was cut off behind it
        return path
    bom = "\ufeff" if now.startswith("\ufeff") else ""
    if disk.is_same_text(now, text):  # by a run that was cut off behind it
        return path
    other = loads(now.removeprefix("\ufeff"))
    if disk.is_same_text(other.source.text, base.source.text):
        disk.replace(path, bom + (text if other.source.text == base.source.text else disk.with_ends_of(now, text)), now)
        return path
    if not is_readable(other):
        where = disk.write_beside(path, bom + text)
        tell(Message("coach.changed_and_unreadable", path=str(path), result=str(where)))
        return where
    merged = merge_documents(base, other, loads(text))
    if not merged.conflicts:
        disk.replace(path, bom + merged.text, now)
        tell(Message("coach.merged_with_changes"))
        return path
    where = disk.write_beside(path, bom + merged.text)
    tell(Message("coach.changed_in_same_places", path=str(path)))
    tell(Message("coach.has_both_versions", result=str(where)))
    for conflict in merged.conflicts:
        tell(f"  - {conflict.message}")
    tell(Message("coach.replace_when_done", command=f"mv {where} {path}"))
    return where
