"""Runs the interview of a session until everything is asked, and says how to continue when the person stops."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

from stratcoach.commands.printing import tell
from stratcoach.errors import Paused
from stratcoach.files.sessions import Session
from stratcoach.flow.interview import Interview
from stratcoach.flow.interview_loop import run
from stratcoach.flow.protocol import Prompter
from stratcoach.messages import Message
from stratcoach.services.session import resuming


def conduct(session: Session, interview: Interview, prompter: Prompter, path: Path, finish: Callable[[], int]) -> int:
    """Ask until everything was asked, then finish; when the person stops, say how to go on."""
    gc.enable()
    try:
        run(interview, prompter, session.append)
    except Paused:
        if not session.own:
            session.discard()
            tell(Message("coach.nothing_answered"))
        else:
            session.close()
            tell_saved(path)
        raise
    return finish()


def tell_saved(path: Path) -> None:
    tell(Message("coach.saved", command=resuming(path)))
