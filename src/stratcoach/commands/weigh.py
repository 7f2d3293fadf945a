"""`stratcoach weigh`: holds an idea against the strategy; with a person there, it is talked through and the answer written down."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from stratcoach.commands.conduct import conduct
from stratcoach.commands.printing import put, tell
from stratcoach.commands.revise import write
from stratcoach.errors import UserError
from stratcoach.files.sessions import Header, Session
from stratcoach.flow.events import AnswerKnown, interview_events
from stratcoach.flow.interview import Interview
from stratcoach.flow.safety_net import kept
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import without_hidden
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import style_for
from stratcoach.services.session import free_journal, interview_for, library_for, seen_from
from stratcoach.services.session_start import beginning, fresh_key
from stratcoach.services.strategy_file import read_file, readable, working_file

Format = Literal["text", "md", "json"]


def run(names: list[str], *, output: Format, plain: bool, flows: str, start_over: bool) -> int:
    file, proposal = _named(names)
    path = working_file(file)
    document = read_file(path)
    strategy = readable(document, "weighed")
    talks = output == "text" and (plain or (sys.stdin.isatty() and sys.stdout.isatty()))
    if not (proposal or talks):
        raise UserError(Message("weigh.no_proposal"), Message("weigh.write_a_proposal"))
    if proposal:
        _show(strategy, proposal, path, output)
    if not talks:
        return 0
    from stratcoach.ui.prompter_choice import person

    library = library_for(path.parent, flows)
    prompter = person(plain=plain, ways=Message("weigh.without_terminal"))
    header = Header(mode="weigh", file=path.name, only=("proposals",), base=document.source.text, flows=seen_from(path, flows))
    given = (AnswerKnown(key=fresh_key(strategy), value=proposal),) if proposal else ()
    journal = free_journal(path, start_over=start_over, notify=tell)
    session = Session.create(journal, header, (*beginning(header, library, strategy), *given))
    interview = interview_for(library, path.parent, session, strategy)
    return conduct(session, interview, prompter, path, lambda: finish(session, interview, path))


def finish(session: Session, interview: Interview, path: Path) -> int:
    """Write the answer, and what was written because nothing decided."""
    base = interview.base or Strategy()
    revised = kept(base, interview.assembly.strategy(), interview_events(session.own), interview.library)
    new = next((one for one in revised.proposals if one not in base.proposals), None)
    if new:
        print(Message("weigh.written_down", answer=new.answer, has_owner=bool(new.owner), owner=new.owner))
    write(session, revised, path)
    return 0


def _named(names: list[str]) -> tuple[str, str]:
    """The file and the idea."""
    if len(names) > 2:
        raise UserError(Message("weigh.too_many", name=names[2]), Message("weigh.quote_it"))
    file = names[0] if len(names) == 2 or (names and _is_file(names[0])) else ""
    proposal = " ".join(without_hidden(names[-1]).split()) if names and names[-1] != file else ""
    if len(proposal) > caps.TEXT.most:
        raise UserError(caps.TEXT.refused(Message("weigh.the_idea"), len(proposal)), caps.TEXT.way_out)
    return file, proposal


def _is_file(name: str) -> bool:
    return Path(name).suffix in (".yaml", ".yml")


def _show(strategy: Strategy, proposal: str, path: Path, output: Format) -> None:
    from stratcoach.services.weighing import weigh

    weighed = weigh(strategy, proposal)
    if output == "json":
        from stratcoach.reports.weigh_json import render as as_json

        put(as_json(weighed, path.as_posix()))
    elif output == "md":
        from stratcoach.reports.weigh_markdown import render as as_markdown

        put(as_markdown(weighed))
    else:
        from stratcoach.reports.weigh_text import render

        put(render(weighed, style_for(sys.stdout)))
