"""`stratcoach new`: the whole workshop alone, from what users did to a strategy file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from stratcoach.commands.conduct import conduct
from stratcoach.commands.printing import tell
from stratcoach.errors import UserError
from stratcoach.files import disk, incoming
from stratcoach.files.answers import load_answers, unused
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.events import Event
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run as run_interview
from stratcoach.messages import Message
from stratcoach.reports import next_steps
from stratcoach.reports.style import style_for
from stratcoach.services.session import (
    free_journal,
    interview_for,
    library_for,
    refuse_existing,
    seen_from,
    today,
    write_new_strategy,
)
from stratcoach.services.strategy_file import refuse_nearly_so
from stratcoach.ui.answering import FromAnswers
from stratcoach.ui.prompter_choice import person
from stratcoach.ui.scripted import Scripted


def run(file: str, *, answers: str, plain: bool, flows: str, start_over: bool, transcript: str) -> int:
    path = target(file)
    if answers:
        return _unattended(path, Path(answers), flows, transcript)
    refuse_existing(path)
    library = library_for(path.parent, flows)
    prompter = person(plain=plain, ways=Message("coach.new_without_terminal"))
    journal = free_journal(path, start_over=start_over, notify=tell)
    make_folder(path)
    session = Session.create(journal, Header(file=path.name, flows=seen_from(path, flows), began=today().isoformat()))
    interview = interview_for(library, path.parent, session)
    return conduct(session, interview, prompter, path, lambda: finish(session, interview, path))


def target(file: str) -> Path:
    """The file to write: `strategy.yaml` here, in the folder named, or the name given."""
    path = Path(file or disk.STRATEGY_FILE)
    if path.is_dir():
        path /= disk.STRATEGY_FILE
    if path.parent.is_dir():
        refuse_nearly_so(path)
    if path.suffix not in (".yaml", ".yml"):
        raise UserError(Message("coach.not_a_file_name", path=str(path)), Message("coach.add_the_ending", path=str(path)))
    return path


def make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            Message("coach.folder_not_made", folder=str(path.parent), why=disk.why(error)), Message("disk.choose_place")
        ) from error


def finish(session: Session, interview: Interview, path: Path) -> int:
    """Write the file, then let go of the session."""
    where, written = write_new_strategy(interview.assembly.strategy(), path, interview.agenda.status, beside=True)
    session.discard()
    print(next_steps.written(where, written, style_for(sys.stdout), moved=where != path))
    return 0


def _unattended(path: Path, answers: Path, flows: str, transcript: str) -> int:
    """Run the interview from a file. Nothing is kept on the way: the answers are in the file already."""
    if transcript and os.path.realpath(transcript) == os.path.realpath(path):
        raise UserError(Message("coach.transcript_is_strategy", path=transcript), Message("coach.choose_another_transcript"))
    library = library_for(path.parent, flows)
    given = load_answers(answers, library)
    if given.read_as:
        tell(incoming.to_check(answers, given.read_as))
    answering = FromAnswers(given)
    prompter = Scripted(answering, shows=bool(transcript))
    interview = interview_for(library, path.parent, None)
    run_interview(interview, prompter, _keep_nothing)
    if transcript:
        _write_transcript(Path(transcript), prompter.transcript)
    make_folder(path)
    where, written = write_new_strategy(interview.assembly.strategy(), path, interview.agenda.status, beside=False)
    style = style_for(sys.stdout)
    left = list(unused(given, answering.asked))
    print(
        next_steps.unattended(prompter.challenged, prompter.last_read_back, [f"{one}" for one in answering.read_as], left, style)
    )
    print(next_steps.written(where, written, style, moved=False))
    return 0


def _keep_nothing(_event: Event) -> None:
    pass


def _write_transcript(path: Path, text: str) -> None:
    """Write it to a new file, or to a device such as /dev/stdout. A run that was interrupted may have written it already."""
    try:
        if path.is_file():
            if disk.read_text(path) != text:
                raise UserError(Message("coach.already_exists", path=str(path)), Message("coach.choose_another_transcript"))
        elif path.exists():
            path.write_text(text, encoding="utf-8")
        else:
            disk.write_new(path, text)
    except OSError as error:
        raise UserError(
            Message("coach.transcript_not_written", path=str(path), why=disk.why_unwritten(path, error)),
            Message("disk.choose_place"),
        ) from error
