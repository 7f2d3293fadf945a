"""`stratcoach resume`: resumes an unfinished session at the question where it stopped, and says where that was."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stratcoach.commands.conduct import conduct
from stratcoach.commands.new import finish, target
from stratcoach.commands.printing import tell
from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.codec import loads
from stratcoach.files.sessions import Session, journal_path, unfinished_in
from stratcoach.flow.events import AnswerGiven, AnswerKnown
from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, Prompter, ReadBack
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import spoken
from stratcoach.services.session import GAPS, interview_for, library_for
from stratcoach.services.session_start import beginning, make_whole
from stratcoach.ui import interview_texts
from stratcoach.ui.prompter_choice import person

if TYPE_CHECKING:
    from stratcoach.commands.workshop import Pages


def run(file: str, *, plain: bool, bell: bool = True, pages: Pages | None = None) -> int:
    path = target(file)
    journal = journal_path(path)
    if not os.path.lexists(journal):
        raise UserError(Message("coach.nothing_to_resume", path=str(path)), _instead(path))
    session = Session.resume(journal)
    if session.header.mode == "workshop":
        from stratcoach.commands import workshop

        return workshop.resume(session, path.with_name(session.header.file or path.name), plain=plain, bell=bell, pages=pages)
    if pages:
        raise UserError(Message("room_command.not_a_workshop", path=str(path)), Message("room_web.resume_without_room"))
    prompter = person(plain=plain, ways=Message("coach.resume_without_terminal"))
    path = path.with_name(session.header.file or path.name)
    library = library_for(path.parent, str(path.parent / session.header.flows) if session.header.flows else "")
    base = loads(session.header.base).strategy if session.header.base else None
    if any(name not in library.flows for name in session.header.only) or (session.header.mode != "new" and base is None):
        raise UserError(
            Message("coach.cannot_resume", journal=str(journal)),
            Message("coach.undo_or_begin_again"),
        )
    if base is not None:
        make_whole(session, beginning(session.header, library, base), tell)
    interview = interview_for(library, path.parent, session, base)
    prompter.say(where_we_were(interview, session))
    if session.header.mode != "new" and not disk.is_same_text(disk.read_text(path) or "", session.header.base):
        prompter.say(f"{Message('coach.file_has_changed', path=str(path))}")
    return conduct(session, interview, prompter, path, _finisher(session, interview, path, prompter))


def _instead(path: Path) -> Message:
    """What to do where there is nothing to resume: another session in the folder, or a new one."""
    others = unfinished_in(path.parent)
    if not others:
        return Message("coach.start_one")
    commands = tuple(f"`stratcoach resume {shlex.quote(str(other))}`" for other in others[:5])
    return Message("coach.other_sessions", count=len(others), commands=commands)


def _finisher(session: Session, interview: Interview, path: Path, prompter: Prompter) -> Callable[[], int]:
    if session.header.mode == "learn":
        from stratcoach.commands.learn import finish as finish_learning

        return lambda: finish_learning(session, interview, path, prompter)
    if session.header.mode == "weigh":
        from stratcoach.commands.weigh_talk import finish as finish_weighing

        return lambda: finish_weighing(session, interview, path)
    if session.header.mode in ("revise", GAPS):
        from stratcoach.commands.revise import finish as finish_revision

        return lambda: finish_revision(session, interview, path, prompter)
    return lambda: finish(session, interview, path)


def where_we_were(interview: Interview, session: Session) -> str:
    """When it was saved, what was said last, and which step comes now."""
    in_own_words = [event for event in session.events if isinstance(event, AnswerGiven) and interview.is_in_own_words(event.key)]
    known = {event.key for event in session.events if isinstance(event, AnswerKnown)}
    count, day = len(interview.state.answers.keys() - known), _saved(session.saved)
    lines = [Message("coach.welcome_back", count=count, is_dated=bool(day), saved=day)]
    if in_own_words:
        lines.append(Message("coach.last_answer", answer=quote(str(in_own_words[-1].value))))
    step = interview.step()
    if isinstance(step, Ask | Challenge | Menu | ReadBack):
        place = step.ask.place if isinstance(step, Challenge) else step.place
        lines.append(Message("coach.you_were_here", place=interview_texts.place(place)))
    elif isinstance(step, Done) and session.header.mode != "learn":
        lines.append(Message("coach.all_answered"))
    return "\n".join(map(str, lines))


def _saved(at: str) -> Message:
    """When a session was last saved, as a message; `NOTHING` where that can't be read."""
    if not at:
        return NOTHING
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return NOTHING
    return Message("date.at_time", date=spoken(moment.date().isoformat()), time=f"{moment:%H:%M}")
