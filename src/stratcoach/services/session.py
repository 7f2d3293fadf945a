"""What `new`, `resume` and `revise` share: who asks, the loop, and what happens at the end."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk, release_copies
from stratcoach.files.atomic import one_at_a_time
from stratcoach.files.codec import load
from stratcoach.files.config import load_settings
from stratcoach.files.json_schema import schema_text
from stratcoach.files.question_flows import load_library
from stratcoach.files.sessions import Header, Session, is_torn, journal_path
from stratcoach.files.writer import SCHEMA_FILE, dump
from stratcoach.flow.events import interview_events
from stratcoach.flow.gaps import Gaps, gaps_in
from stratcoach.flow.interview import Interview
from stratcoach.flow.learning import changed_since
from stratcoach.flow.model import Library
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import lint
from stratcoach.messages import Message
from stratcoach.model.strategy import Release, Strategy
from stratcoach.rules.base import Limits

FIRST_VERSION = "1.0.0"

GAPS = "gaps"
"""The mode of a session that asks only for what a strategy lacks."""

Notify = Callable[[Message], None]
"""Shows a sentence to the person: a service prints nothing itself."""


def today() -> date:
    return date.today()  # noqa: DTZ011  the person's own day is meant


def library_for(folder: Path, own: str) -> Library:
    """All flows: ours, and those of the team from `--flows` or the settings."""
    return load_library(Path(own) if own else load_settings(folder).flows)


def seen_from(path: Path, folder: str) -> str:
    """The path of a folder as seen from the folder of a file, so that a session finds it wherever it is resumed from."""
    try:
        return os.path.relpath(folder, path.parent) if folder else ""
    except ValueError:  # on another drive
        return str(Path(folder).resolve())


def interview_for(library: Library, folder: Path, session: Session | None, base: Strategy | None = None) -> Interview:
    """The interview of a session, as far as it has come; what a team has settled for a folder holds."""
    header = session.header if session else Header()
    limits = load_settings(folder).limits
    return Interview(
        library,
        interview_events(session.events) if session else (),
        base=base,
        only=header.only,
        reads_back=header.mode != "learn",
        lint=partial(find, limits=limits, base=base),
        limits=limits,
        today=today(),
        gaps=gaps_of(folder / disk.STRATEGY_FILE, base, library) if header.mode == GAPS and base else None,
    )


def gaps_of(path: Path, strategy: Strategy, library: Library) -> Gaps:
    """What a strategy lacks, by the settings that hold for its file."""
    return gaps_in(library, strategy, find(strategy, load_settings(path.parent).limits))


def find(strategy: Strategy, limits: Limits | None = None, base: Strategy | None = None) -> tuple[Finding, ...]:
    """What lint says of a strategy as it would be written; `base` is the one that is being revised."""
    if base is not None:
        strategy = changed_since(base, strategy, today().isoformat())
    return lint(dated(strategy, strategy.status), today(), limits=limits).findings


def dated(strategy: Strategy, status: str, on: date | None = None) -> Strategy:
    """A new strategy with its first version and the date; a draft has no history yet."""
    day = (on or today()).isoformat()
    release = Release(version=FIRST_VERSION, date=day, summary=f"{Message('coach.first_strategy')}", decided_by=strategy.decider)
    return strategy.replace(
        product=strategy.product or f"{Message('coach.unnamed')}",
        version=strategy.version or FIRST_VERSION,
        updated=day,
        status=status,
        history=strategy.history if status == "draft" or strategy.history else (release,),
    )


def free_journal(path: Path, *, start_over: bool, notify: Notify) -> Path:
    """The journal of a session that begins. An unfinished one is in the way; to start over, it is put aside under another
    name, and `notify` is called with a message that says which.
    """
    journal = journal_path(path)
    if not os.path.lexists(journal):
        return journal
    if is_torn(journal):  # cut off in its first line, so that nothing was said in it
        journal.unlink()
        return journal
    old = Session.resume(journal)
    if old.begun_with is not None and not old.own:
        old.discard()
        return journal
    old.close()
    if not start_over:
        began = old.header.began
        raise UserError(
            Message("coach.session_is_unfinished", journal=str(journal), began=began, is_dated=bool(began)),
            Message("coach.resume_or_start_over", command=resuming(path)),
        )
    number = 1
    while (aside := journal.with_name(f"{journal.name.removesuffix('.jsonl')}.{number}.jsonl")).exists():
        number += 1
    journal.rename(aside)
    notify(Message("coach.kept_aside", path=str(aside)))
    return journal


def refuse_existing(path: Path) -> None:
    """Never write over a strategy that is there."""
    if path.exists():
        raise UserError(
            Message("coach.already_exists", path=str(path)),
            Message("coach.revise_instead", path=str(path)),
        )


def write_new_strategy(
    strategy: Strategy, path: Path, status: str, *, beside: bool, on: date | None = None
) -> tuple[Path, Strategy]:
    """Write a new strategy with its schema and, unless it is a draft, the copy of its first version.

    An equal file that is there already is left as it is. Where another one has appeared meanwhile, a free name `beside`
    it is taken, or the file is refused.

    Raises:
        UserError: it couldn't be written.
    """
    problems = [finding for finding in find(strategy.replace(status=status)) if finding.severity == "error"]
    written = dated(strategy, "draft" if status == "draft" or problems else status, on)
    text = dump(written)
    where = path
    try:
        if not (is_written := _says_the_same(path, written)):
            if not beside:
                refuse_existing(path)
            where = disk.write_beside(path, text)
    except OSError as error:
        raise UserError(
            Message("disk.not_written", path=str(where), why=disk.why(error)),
            Message("coach.way_out_and_saved", way_out=disk.way_out(error)) if beside else disk.way_out(error),
        ) from error
    if is_written:  # by a run that was cut off behind it; what belongs to the file may be missing
        text = disk.read_text(path) or text
        written = load(text.encode(), str(path)).strategy or written
    _write_beside_it(where, written, text, Message("coach.resume_to_complete") if beside else Message("coach.repeat_to_complete"))
    return where, written


def _says_the_same(path: Path, strategy: Strategy) -> bool:
    """Whether a file is there already that says the same, on whichever day it was written."""
    if not path.is_file():
        return False
    there = load(disk.read_bytes(path), str(path)).strategy
    return there is not None and _undated(there) == _undated(strategy)


def _undated(strategy: Strategy) -> Strategy:
    return strategy.replace(updated="", history=tuple(release.replace(date="") for release in strategy.history))


def _write_beside_it(where: Path, strategy: Strategy, text: str, hint: Message) -> None:
    """Write the schema and, for more than a draft, the copy of the version, as far as they aren't there yet.

    Raises:
        UserError: one of them couldn't be written. The strategy is safe by now; `hint` says how to complete it.
    """
    missing: list[Message] = []
    for write in (_write_schema, _write_copy):
        try:
            with one_at_a_time(where.parent):
                write(where, strategy, text)
        except UserError as error:
            missing.append(Message("coach.copy_not_written", why=error.message))
        except OSError as error:
            file = error.filename or Message("coach.a_file_next_to_it")
            missing.append(Message("coach.file_not_written", file=file, why=disk.why(error)))
    if missing:
        raise UserError(
            Message("coach.written_but", path=str(where), first=missing[0], second=missing[1] if missing[1:] else None), hint
        )


def _write_schema(where: Path, _strategy: Strategy, _text: str) -> None:
    if not where.with_name(SCHEMA_FILE).exists():
        with suppress(FileExistsError):  # another process was quicker
            disk.write_new(where.with_name(SCHEMA_FILE), schema_text())


def _write_copy(where: Path, strategy: Strategy, text: str) -> None:
    is_there = release_copies.path_of(where, strategy.version).exists() and release_copies.digests_of(where, strategy.version)[0]
    if not strategy.is_draft and not is_there:
        release_copies.keep(where, strategy.version, text)


def resuming(path: Path) -> str:
    """The command that goes on, in the way that was chosen now."""
    named = [] if path == Path(disk.STRATEGY_FILE) else [shlex.quote(str(path))]
    return " ".join(["stratcoach resume", *named, *(["--plain"] if "--plain" in sys.argv else [])])
