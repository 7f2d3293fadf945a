"""`stratcoach release`: gives a strategy the version that its changes ask for, with a summary and a reason; keeps a copy."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from stratcoach.commands import release_note
from stratcoach.commands.printing import tell, tell_to_commit
from stratcoach.commands.release_questions import ALL, Somebody, Wanted, ask, check, say_it
from stratcoach.diff.change import next_version
from stratcoach.diff.comparison import Comparison, compare
from stratcoach.diff.ripple import Ripple
from stratcoach.errors import UserError, remedy
from stratcoach.files import disk, notes, release_copies
from stratcoach.files.atomic import one_at_a_time
from stratcoach.files.codec import Document
from stratcoach.files.config import load_settings
from stratcoach.files.disk import held_back
from stratcoach.files.edit import edit
from stratcoach.files.notes import ReleaseNote
from stratcoach.messages import Message
from stratcoach.model.links import Links
from stratcoach.model.sections import with_items
from stratcoach.model.strategy import OpenQuestion, Release, Strategy
from stratcoach.reports.diff_text import render
from stratcoach.reports.style import style_for
from stratcoach.services import copy_check, interrupted_release
from stratcoach.services.release_answers import ReleaseAnswers
from stratcoach.services.session import FIRST_VERSION, find, today
from stratcoach.services.strategy_file import read_file, readable, working_file
from stratcoach.ui.clean import clean
from stratcoach.ui.prompter_choice import person


def run(file: str, wanted: Wanted, *, plain: bool, note: bool = False, dry_run: bool = False) -> int:
    """Release the file that is meant; with `note` write down what the next release is to say, and with `dry_run` only show what
    it would be. Returns 0.
    """
    attended = sys.stdin is not None and (plain or sys.stdin.isatty())
    path = working_file(file)
    somebody = (lambda: person(plain=plain, ways=say_it(path))) if attended else None
    return _note(path, wanted, somebody) if note else release(path, wanted, somebody, dry_run=dry_run)


def _note(path: Path, wanted: Wanted, somebody: Somebody | None) -> int:
    document = read_file(path)
    strategy = readable(document, "released")
    last = _last(path, strategy)
    comparison = compare(readable(last, "compared"), strategy) if last else None
    resting = _resting(strategy, comparison)
    check(path, wanted, resting, first=not strategy.history, attended=True)
    return release_note.write(path, wanted, resting, somebody, ReleaseAnswers(path, "note", document.source.text))


def release(path: Path, wanted: Wanted, somebody: Somebody | None, *, dry_run: bool = False) -> int:
    """Release a file; what is wanting is asked of somebody. Returns 0."""
    document = read_file(path)
    strategy = readable(document, "released")
    if not dry_run and (status := _completed(path, document, strategy)) is not None:
        _answered(path, document).discard()
        return status
    last = _last(path, strategy)
    comparison = compare(readable(last, "compared"), strategy) if last else None
    if comparison and comparison.level == "NONE":
        if not dry_run:  # what a release that was cut off at its end has left
            _answered(path, document).discard()
        print(Message("release.nothing_to_release", version=last.name if last else ""))
        return _drop(path, _left_over(path, strategy))
    _refuse_unfinished(strategy, path)
    noted, resting = notes.read(path), _resting(strategy, comparison)
    wanted = release_note.with_notes(wanted, noted, resting)
    summary, why, who = (
        clean(one, lines=False) for one in (wanted.summary, wanted.because, wanted.decided_by or strategy.decider)
    )
    wanted = wanted._replace(summary=summary, because=why, decided_by=who)
    check(path, wanted, resting, first=not strategy.history, attended=dry_run or somebody is not None)
    if dry_run:
        return _foretell(path, _version(strategy, last, comparison), last.name if last else "", comparison, wanted, resting)
    if comparison:
        tell(f"{render(comparison, last.name if last else '', path.as_posix(), style_for(sys.stderr))}\n")
    version, answered = _version(strategy, last, comparison), _answered(path, document)
    wanted, standing = ask(path, wanted, resting, version, somebody, answered, first=not strategy.history)
    ripple = comparison.ripple if comparison else ()
    released = _released(strategy, version, wanted, ripple, standing)
    _refuse_unfinished(released, path)
    _write(path, document, released)
    answered.discard()
    style = style_for(sys.stdout)
    copy = str(release_copies.path_of(path, version))
    print(style.wrap(f"{Message('release.released', path=str(path), version=version, copy=copy)}"))
    left = [one.on for one in resting if one.on not in standing]
    if left:
        has_questions = not {one.on for one in ripple}.isdisjoint(left)
        print(style.wrap(f"{Message('release.left_in_question', items=tuple(left), has_questions=has_questions)}"))
    tell_to_commit(path, path, release_copies.folder_of(path))
    return _drop(path, noted)


def _answered(path: Path, document: Document) -> ReleaseAnswers:
    """What was answered to a release of this very text that was cut off."""
    return ReleaseAnswers(path, "release", document.source.text)


def _completed(path: Path, document: Document, strategy: Strategy) -> int | None:
    """Complete a release that was interrupted. Returns None where it wasn't."""
    try:
        version = interrupted_release.complete(path, document, strategy)
    except OSError as error:
        raise UserError(
            Message("release.not_completed", path=str(path), why=disk.why(error)),
            Message("release.then_release_again", remedy=remedy(error)),
        ) from error
    if not version:
        return None
    print(Message("release.completed", version=version, path=str(path)))
    tell_to_commit(path, path, release_copies.folder_of(path))
    return _drop(path, notes.read(path))


def _foretell(
    path: Path, version: str, before: str, comparison: Comparison | None, wanted: Wanted, resting: Sequence[Ripple]
) -> int:
    """Show what a release would be, and write nothing. Returns 0."""
    style = style_for(sys.stdout)
    if comparison:
        print(f"{render(comparison, before, path.as_posix(), style)}\n")
    sentences = [Message("release.summary", text=wanted.summary)] if wanted.summary else []
    sentences += [Message("release.because", text=wanted.because)] if wanted.because else []
    stands = wanted.stands.replace(",", " ").split()
    left = [] if ALL in stands else [one.on for one in resting if one.on not in stands]
    doubted = [Message("release.would_be_in_question", items=tuple(left))] if left else []
    for line in (Message("release.would_be_released", path=str(path), version=version), *sentences, *doubted):
        print(style.wrap(f"{line}"))
    return 0


def _drop(path: Path, noted: Sequence[ReleaseNote]) -> int:
    """Take away the notes that are in the release now. Returns 0, or 2 where that can't be done; the release is made."""
    try:
        notes.drop(path, noted)
    except OSError as error:
        tell(Message("release.notes_not_deleted", folder=str(notes.folder_of(path)), why=disk.why(error)))
        tell(Message("release.then_delete_notes", remedy=remedy(error)))
        return 2
    return 0


def _left_over(path: Path, strategy: Strategy) -> list[ReleaseNote]:
    """The notes that are part of the newest release, and were left when it was interrupted."""
    newest = next((one for one in strategy.history if one.version == strategy.version), None)
    return notes.of_release(notes.read(path), newest) if newest else []


def _resting(strategy: Strategy, comparison: Comparison | None) -> tuple[Ripple, ...]:
    """What rests on a change or is in question, each thing once."""
    ripple = comparison.ripple if comparison else ()
    return (*ripple, *_doubts(strategy, {one.on for one in ripple}))


def _doubts(strategy: Strategy, others: Container[str]) -> Iterator[Ripple]:
    """What insights speak against and nobody has looked at since."""
    links = Links(strategy)
    for name, insights in links.in_question.items():
        section, item = links.placed[name]
        if name not in others:
            yield Ripple(name, section.name, section.text_of(item), insights)


def _last(path: Path, strategy: Strategy) -> Document | None:
    """The newest copy; None for a strategy that was never released, or whose next version somebody wrote into it.

    Raises:
        UserError: the copy is missing, was changed after its release, or is of a release that the file doesn't know.
    """
    found = release_copies.released(path)
    history = sorted(
        (one.version for one in strategy.history if release_copies.is_version(one.version)), key=release_copies.parts
    )
    newest = found[0] if found else ""
    named = bool(history) and release_copies.parts(strategy.version) > release_copies.parts(history[-1])
    if history and release_copies.parts(newest) < release_copies.parts(history[-1]):
        return None if named else _refuse(path, history[-1])
    if not newest:
        return None
    if newest not in history:
        copy = release_copies.path_of(path, newest)
        raise UserError(
            Message("release.unknown_copy", copy=str(copy), path=str(path)),
            Message("release.see_what_differs", copy=str(copy), path=str(path)),
        )
    kept = copy_check.look(path, newest)
    if kept.document is None:
        return None if named else _refuse(path, newest)
    if kept.state == "reformatted":
        tell(Message("release.note", problem=kept.problem))
    return kept.document


def _refuse(path: Path, version: str) -> NoReturn:
    """Say what is wrong with the copy of the last release, and how to go on."""
    kept = copy_check.look(path, version)
    copy = str(release_copies.path_of(path, version))
    raise UserError(
        Message("release.copy_unusable", copy=copy, problem=kept.problem), Message("release.way_out", way_out=kept.way_out)
    )


def _refuse_unfinished(strategy: Strategy, path: Path) -> None:
    """What is released holds: no errors in it."""
    errors = [
        one for one in find(strategy.replace(status="active"), load_settings(path.parent).limits) if one.severity == "error"
    ]
    if errors:
        left = tuple(
            Message("release.error_on", on=one.on or path.name, message=one.message, rule=one.rule.name) for one in errors[:20]
        )
        raise UserError(Message("release.errors_left", path=str(path)), Message("release.lint_shows_more"), left)


def _version(strategy: Strategy, last: Document | None, comparison: Comparison | None) -> str:
    """The version that the changes ask for, or a higher one that somebody wrote into the file."""
    by_hand = strategy.version if release_copies.is_version(strategy.version) else ""
    if comparison is None or last is None:
        return by_hand or FIRST_VERSION
    proposed = next_version(last.name, comparison.level)
    return max(proposed, by_hand or proposed, key=release_copies.parts)


def _released(strategy: Strategy, version: str, wanted: Wanted, resting: Sequence[Ripple], standing: set[str]) -> Strategy:
    """The strategy with its version, its history, and what became of the things that rest on a change."""
    day = today().isoformat()
    release = Release(version=version, date=day, summary=wanted.summary, because=wanted.because, decided_by=wanted.decided_by)
    doubts = tuple(
        OpenQuestion(question=f"{Message('release.does_it_still_hold', changed=one.because_of, version=version)}", on=one.on)
        for one in resting
        if one.on not in standing
    )
    looked_at = with_items(strategy, standing, lambda item: item.replace(reviewed=day))
    history = (release, *(one for one in strategy.history if one.version != version))
    status = "" if strategy.is_draft else strategy.status
    questions = (*strategy.questions, *doubts)
    return looked_at.replace(status=status, version=version, updated=day, history=history, questions=questions)


def _write(path: Path, document: Document, released: Strategy) -> None:
    """Keep the copy, then write the file; where the file can't be written, the copy goes again."""
    text = edit(document, released)
    try:
        now = disk.read_text(path) or ""
        if now.removeprefix("\ufeff") != document.source.text:
            raise UserError(Message("disk.changed_meanwhile", path=str(path)), Message("release.do_it_again"))
        text = f"\ufeff{text}" if now.startswith("\ufeff") else text
        with held_back(), one_at_a_time(path.parent):
            _keep_and_write(path, released.version, text, now)
    except FileExistsError as error:
        raise UserError(
            Message("release.already_released", version=released.version),
            Message("release.set_version_back"),
        ) from error
    except OSError as error:
        raise UserError(
            Message("release.not_released", path=str(path), why=disk.why(error)), Message("disk.nothing_changed")
        ) from error


def _keep_and_write(path: Path, version: str, text: str, was: str) -> None:
    is_new = release_copies.keep(path, version, text)
    try:
        disk.replace(path, text, was)
    except OSError:
        if is_new and disk.read_text(path) != text:  # another process may have released the same just now
            release_copies.drop(path, version)
        raise
