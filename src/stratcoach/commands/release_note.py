"""`stratcoach release --note`: says what changed and why on a branch, for the release that is made after the merge."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from stratcoach.commands.questions import ask_text
from stratcoach.commands.release_questions import ALL, Somebody, Wanted
from stratcoach.diff.ripple import Ripple
from stratcoach.errors import UserError
from stratcoach.files import disk, notes
from stratcoach.files.notes import ReleaseNote
from stratcoach.flow.protocol import Prompter
from stratcoach.messages import Message
from stratcoach.reports.style import style_for
from stratcoach.services.release_answers import ReleaseAnswers
from stratcoach.ui.clean import clean


def with_notes(wanted: Wanted, found: Sequence[ReleaseNote], resting: Sequence[Ripple]) -> Wanted:
    """What was given with the command, and behind it what the notes say. What rests on a change that no note had in view isn't
    said to stand.
    """
    if not found:
        return wanted
    stands = {one.on for one in resting if _is_looked_at(one, found)}
    return wanted._replace(
        summary=notes.joined([wanted.summary, *(note.summary for note in found)]),
        because=notes.joined([wanted.because, *(note.because for note in found)]),
        decided_by=wanted.decided_by or ", ".join(dict.fromkeys(note.decided_by for note in found if note.decided_by)),
        stands=" ".join(filter(None, [wanted.stands, *sorted(stands)])),
    )


def _is_looked_at(one: Ripple, found: Sequence[ReleaseNote]) -> bool:
    """Whether notes say that a thing still stands, after all the changes that it rests on."""
    notes_on_it = [note for note in found if one.on in note.stands]
    seen = {name for note in notes_on_it for name in note.changed}
    return bool(notes_on_it) and (seen.issuperset(one.because_of) or not all(note.changed for note in notes_on_it))


def write(path: Path, wanted: Wanted, resting: Sequence[Ripple], somebody: Somebody | None, answered: ReleaseAnswers) -> int:
    """Write a note; what is missing is asked. Returns 0."""
    summary, because = clean(wanted.summary, lines=False), clean(wanted.because, lines=False)
    if not (summary and because):
        if somebody is None:
            raise UserError(
                Message("release.needs_terminal"),
                Message("release.give_answers_by_options"),
            )
        prompter = somebody()
        summary = summary or _asked(prompter, "summary", Message("release.what_changed"), answered)
        because = because or _asked(prompter, "because", Message("release.why"), answered)
    ids = wanted.stands.replace(",", " ").split()
    stands = [one for one in resting if ALL in ids or one.on in ids]
    changed = sorted({name for one in stands for name in one.because_of})
    who = clean(wanted.decided_by, lines=False)
    try:
        note = notes.write(path, ReleaseNote(path, summary, because, who, tuple(one.on for one in stands), tuple(changed)))
    except OSError as error:
        raise UserError(Message("release.note_not_written", why=disk.why(error)), Message("disk.nothing_changed")) from error
    answered.discard()
    print(style_for(sys.stdout).wrap(f"{Message('release.note_written', note=str(note))}"))
    return 0


def _asked(prompter: Prompter, name: str, question: Message, answered: ReleaseAnswers) -> str:
    """Ask for a text; what a run that was cut off had as its answer is suggested."""
    text = ask_text(
        prompter, Message("release.note_title"), question, suggested=answered.text(name), keep=partial(answered.half, name)
    )
    answered.keep(name, text)
    return text
