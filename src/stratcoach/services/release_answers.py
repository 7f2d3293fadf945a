"""Answers to a verb that asks a few questions and writes only behind the last one: on the disk until it has written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files.sessions import Header, Session, is_torn
from stratcoach.flow.answer import Answer
from stratcoach.flow.events import AnswerDrafted, AnswerGiven, OfAnswer


def journal_of(path: Path, verb: str) -> Path:
    """Where the answers to a verb are kept meanwhile."""
    return path.with_name(f"{path.name.removesuffix('.yaml').removesuffix('.yml')}.{verb}.jsonl")


def has_begun(path: Path, verb: str) -> bool:
    """Whether a run of a verb was cut off."""
    return os.path.lexists(journal_of(path, verb))


class ReleaseAnswers:
    """What was answered so far, in `strategy.release.jsonl` for the verb `release`. A run that was cut off finds it there again."""

    def __init__(self, path: Path, verb: str, about: str) -> None:
        """`about` is the text of the file, or the day: answers about another one are dropped. Raises `UserError` where another terminal asks."""
        self._journal = journal_of(path, verb)
        self._header = Header(mode=verb, file=path.name, base=about)
        self._session = self._found() if os.path.lexists(self._journal) else None
        events = self._session.events if self._session else ()
        self.known = {event.key: event.value for event in events if isinstance(event, OfAnswer)}

    def _found(self) -> Session | None:
        if is_torn(self._journal):
            self._journal.unlink()
            return None
        session = Session.resume(self._journal)
        if session.header.base == self._header.base:
            return session
        session.discard()
        return None

    def text(self, name: str, otherwise: str = "") -> str:
        """An answer in one line that was given before."""
        return str(self.known.get(name, otherwise))

    def marks(self, name: str, otherwise: set[str]) -> set[str]:
        """What was marked before."""
        return set(self.known[name]) if name in self.known else otherwise

    def keep(self, name: str, answer: Answer, *, is_half_typed: bool = False) -> None:
        """Keep an answer. Where that fails nothing is shown: what is asked for can't be written either."""
        if answer == self.known.get(name, ""):
            return
        with suppress(OSError, UserError):
            self._session = self._session or Session.create(self._journal, self._header)
            self._session.append((AnswerDrafted if is_half_typed else AnswerGiven)(key=name, value=answer))
            self.known[name] = answer

    def half(self, name: str, typed: Answer) -> None:
        """Keep what is typed and not given yet."""
        self.keep(name, typed, is_half_typed=True)

    def discard(self) -> None:
        """Let go of all of it: it is written now, or nobody wants it."""
        if self._session is not None:
            self._session.discard()
            self._session = None
