"""Talks an idea through with a person: would you do it, which choice says so, and what is missing where none does."""

from __future__ import annotations

import sys
from pathlib import Path

from stratcoach.commands.conduct import conduct
from stratcoach.commands.printing import tell
from stratcoach.commands.revise import write
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.events import AnswerKnown, EntryRequested, interview_events
from stratcoach.flow.interview import Interview
from stratcoach.flow.safety_net import kept
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import style_for
from stratcoach.services.session import free_journal, interview_for, library_for, seen_from
from stratcoach.services.session_start import WEIGHS_IN, beginning, fresh_key
from stratcoach.ui.prompter_choice import person


def talk(path: Path, base: str, strategy: Strategy, proposal: str, *, plain: bool, flows: str, start_over: bool) -> int:
    """Ask until there is a yes, a no, or somebody who finds out; `base` is the text of the file. Without a `proposal` it asks for one."""
    library = library_for(path.parent, flows)
    prompter = person(plain=plain, ways=Message("weigh.without_terminal"))
    header = Header(mode="weigh", file=path.name, only=(WEIGHS_IN,), base=base, flows=seen_from(path, flows))
    given = AnswerKnown(key=fresh_key(strategy), value=proposal) if proposal else EntryRequested(flow=WEIGHS_IN)
    journal = free_journal(path, start_over=start_over, notify=tell)
    session = Session.create(journal, header, (*beginning(header, library, strategy), given))
    interview = interview_for(library, path.parent, session, strategy)
    return conduct(session, interview, prompter, path, lambda: finish(session, interview, path))


def finish(session: Session, interview: Interview, path: Path) -> int:
    """Write the answer, and what was written because nothing decided."""
    base = interview.base or Strategy()
    revised = kept(base, interview.assembly.strategy(), interview_events(session.own), interview.library)
    new = next((one for one in revised.proposals if one not in base.proposals), None)
    if new:
        written = Message("weigh.written_down", answer=new.answer, has_owner=bool(new.owner), owner=visible(new.owner))
        print(style_for(sys.stdout).wrap(f"{written}"))
    write(session, revised, path)
    return 0
