"""`stratcoach learn`: a new insight, what it speaks for and against, and what it puts in question."""

from __future__ import annotations

import sys
from pathlib import Path

from stratcoach.commands.conduct import conduct, tell_saved
from stratcoach.commands.printing import tell
from stratcoach.commands.review_questions import told
from stratcoach.commands.revise import write
from stratcoach.errors import Paused
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.events import interview_events
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import keeping, not_saved, not_taken
from stratcoach.flow.learning import Learning
from stratcoach.flow.protocol import Ask, Done, Prompter, Reply
from stratcoach.flow.replies import Refused
from stratcoach.flow.safety_net import kept
from stratcoach.flow.templates import quote
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import style_for
from stratcoach.services.session import free_journal, interview_for, library_for, seen_from, today
from stratcoach.services.session_start import LEARNS_IN, beginning
from stratcoach.services.strategy_file import read_file, readable, working_file
from stratcoach.ui.prompter_choice import person


def run(file: str, *, plain: bool, flows: str, start_over: bool) -> int:
    path = working_file(file)
    library = library_for(path.parent, flows)
    document = read_file(path)
    strategy = readable(document, "added_to")
    prompter = person(plain=plain, ways=Message("coach.learn_without_terminal", path=str(path)))
    header = Header(mode="learn", file=path.name, only=(LEARNS_IN,), base=document.source.text, flows=seen_from(path, flows))
    session = Session.create(free_journal(path, start_over=start_over, notify=tell), header, beginning(header, library, strategy))
    interview = interview_for(library, path.parent, session, strategy)
    return conduct(session, interview, prompter, path, lambda: finish(session, interview, path, prompter))


def finish(session: Session, interview: Interview, path: Path, prompter: Prompter) -> int:
    """Ask of each new insight what it speaks for and against, write all of it, and say what is in question now."""
    learning = Learning(interview, today().isoformat())
    while ask := learning.step():
        _put(ask, session, interview, prompter, path)
        learning = Learning(interview, today().isoformat())
    learned = kept(interview.base or Strategy(), learning.strategy(), interview_events(session.own), interview.library)
    write(session, learned, path)
    if left := learning.in_question(learned):
        style = style_for(sys.stdout)
        print()
        print(style.wrap(f"{Message('coach.now_in_question')}"))
        for line in told(learned, left):
            print(style.wrap(str(line), "  ", "    "))
    return 0


def _put(ask: Ask, session: Session, interview: Interview, prompter: Prompter, path: Path) -> None:
    """Put one question and record the reply. Going back may lead into the interview again; then that goes on first."""
    reply = prompter.put(ask, keeping(interview, ask, session.append))
    if reply == Reply("answer", "back"):
        reply = Reply("back")
    event = interview.submit(ask, reply)
    if isinstance(event, Refused):
        again = not_taken(ask, event, prompter)
        assert isinstance(again, Ask)
        _put(again, session, interview, prompter, path)
        return
    if event is not None:
        try:
            session.append(event)
        except OSError as error:
            again = not_saved(ask, reply, prompter, error)
            assert isinstance(again, Ask)
            _put(again, session, interview, prompter, path)
            return
        interview.apply(event)
    if reply.kind == "park":
        prompter.say(f"{Message('interview.parked', thought=quote(str(reply.value)))}")
    if reply.kind == "quit":
        session.close()
        tell_saved(path)
        raise Paused(prompter.exit_status)
    if not isinstance(interview.step(), Done):
        conduct(session, interview, prompter, path, lambda: 0)
