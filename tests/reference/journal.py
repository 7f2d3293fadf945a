"""The journal of a session: its first line, and what each event means. Fails where an event has no sentence here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.files import session_lines
from stratcoach.flow import state
from stratcoach.workshop.reducers import ASKED, FOLDS
from tests.reference.markdown import page, table

START: Final = {
    "event": "`start`",
    "format": f"the format of the journal: {session_lines.JOURNAL_FORMAT}",
    "stratcoach": "the version that wrote it",
    "mode": "`new`, `revise`, `learn` or `workshop`",
    "file": "the name of the strategy file, which is always in the same folder",
    "only": "the flows to go through, if not all",
    "base": "the text of the file when the session began",
    "flows": "the folder with your team's own questions, as seen from the file's folder",
    "began": "the time when it began",
    "begun_with": "how many of the events after this line only repeat what the file said",
}
INTERVIEW: Final = {
    "answer": "an answer was given",
    "keep": "an answer was kept although the coach asked about it",
    "skip": "a question was skipped",
    "unknown": "“I don't know yet”",
    "add": "another entry of a list was asked for",
    "remove": "an entry was removed",
    "move": "an entry was moved to another place",
    "reopen": "a question is asked again",
    "close": "a list was finished",
    "given": "an answer that comes from the file, or from the workshop",
    "left": "something that the file leaves out",
    "draft": "what was in the line and not accepted yet",
    "entry": "an entry that was in the file",
    "park": "a thought was parked",
    "back": "the last thing was taken back",
    "finish": "the file may be written",
}
WORKSHOP: Final = {
    "begin": "the agenda and the plan",
    "expected": "how many people are expected",
    "ahead": "what was known when the workshop was prepared",
    "opened": "a workshop that was prepared begins",
    "booked": "for how many minutes the room is booked",
    "stopped": "the session was stopped",
    "resumed": "the session was resumed",
    "draft": "what was in the line",
    "people": "who is here",
    "rename": "somebody has another name",
    "other": "two names are two people",
    "decider": "who decides, and whether they are here",
    "goal": "the goal of the workshop",
    "week": "what the people will do differently afterwards",
    "reached": "whether the goal was reached",
    "plan": "the plan was changed",
    "enter": "a step begins",
    "phase": "the next screen of a step",
    "page": "the next page of the close",
    "rest": "a pause begins",
    "go": "the workshop continues",
    "more": "five more minutes",
    "finish": "the workshop is over",
    "note": "notes, each with its author",
    "drop": "notes were removed",
    "park_note": "notes were moved to the car park",
    "left_ballot": "whether the vote of somebody who left counts",
    "against": "objections to a decision",
    "look": "the notes were looked at",
    "sources": "where notes come from",
    "reword": "a note was reworded",
    "merge": "notes were merged",
    "apart": "notes that look alike stay apart",
    "pass": "somebody has nothing to add",
    "ballots": "votes by name",
    "counts": "a show of hands",
    "revote": "another vote",
    "choose": "what was chosen, before the decision",
    "why": "the reason for it",
    "decide": "the decision",
    "fist": "how far each person agrees, in fingers",
    "settle": "what becomes of an entry of the car park",
    "park": "a thought went into the car park",
    "aside": "text that came where no note was asked for",
    "incoming": "notes from a chat or a file; doubtful lines wait",
    "place": "where text that waited goes",
    "answers": "notes from questionnaires",
    "sure": "how sure the group is",
    "undo": "the last thing was undone",
}


def pages() -> Iterator[tuple[str, str]]:
    _check("start", START, {"event", "format", "stratcoach", "begun_with", *session_lines.Header.field_names})
    _check("interview", INTERVIEW, state._KINDS)
    _check("workshop", WORKSHOP, {*FOLDS, "undo"})
    yield (
        "journal.md",
        page(
            "The journal of a session",
            _LEAD,
            "## The first line",
            table(("key", "what it says"), [(f"`{key}`", says) for key, says in START.items()]),
            "## An event",
            _EVENT,
            "## Events of an interview",
            table(("event", "what happened"), [(f"`{kind}`", says) for kind, says in INTERVIEW.items()]),
            "## Events of a workshop",
            f"An event of the interview that happens in a workshop has `{ASKED}` in front, such as `{ASKED}answer`.",
            table(("event", "what happened"), [(f"`{kind}`", says) for kind, says in WORKSHOP.items()]),
        ),
    )


def _check(what: str, told: dict[str, str], known: frozenset[str] | set[str]) -> None:
    missing, gone = sorted(known - told.keys()), sorted(told.keys() - known)
    if missing or gone:
        message = f"tests/reference/journal.py, {what}: without a sentence {missing}, no longer there {gone}"
        raise AssertionError(message)


_LEAD: Final = """\
While a session is going on, `strategy.draft.jsonl` is next to `strategy.yaml` (`team.strategy.draft.jsonl` for
`team.strategy.yaml`). It has one JSON object per line: a first line about the session, then one line for everything that happened. The
state of the session is what these lines add up to, so nothing else has to be saved.

You don't have to read it. It is documented for the day when something else changed it, and so that you can see that it contains
nothing but your answers. Only you can read it (mode 600), and it is deleted when the file is written.
[What is promised](../explanation/promises.md) says when a line is on the disk.

A line that was only half written when the power went is cut off. Any other line that can't be read ends with a message that names
the line; nothing is guessed."""

_EVENT: Final = """\
| key | what it says |
| --- | --- |
| `event` | what happened |
| `key` | what it is about: a question (`vision.user`, `insights#2.source`), an entry (`insights#2`), a flow or a step |
| `value` | a text, or a list of texts |
| `at` | when, in UTC |"""
