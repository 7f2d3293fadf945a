"""The journal of a session: its first line, and what each event means and holds, from the events themselves."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from stratcoach.files import session_lines
from stratcoach.files.event_codec import kinds_of
from stratcoach.flow import events
from stratcoach.flow.events import Event
from stratcoach.workshop import board_events, workshop_events
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


def pages() -> Iterator[tuple[str, str]]:
    known = {"event", "format", "stratcoach", "begun_with", *session_lines.Header.field_names}
    if known != START.keys():
        message = f"tests/reference/journal.py: without a sentence or no longer there: {sorted(known ^ START.keys())}"
        raise AssertionError(message)
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
            table(("event", "what happened", "fields"), map(_row, _kinds(events))),
            "## Events of a workshop",
            _WORKSHOP,
            table(("event", "what happened", "fields"), map(_row, [*_kinds(workshop_events), *_kinds(board_events)])),
            "## After a workshop",
            _KEPT,
            "## What the fields hold",
            _PARTS,
            table(("part", "what it is", "fields"), map(_row, _parts())),
        ),
    )


def _row(kind: type) -> tuple[str, str, str]:
    meaning = " ".join((kind.__doc__ or "").split())
    return f"`{kind.__name__}`", meaning, ", ".join(f"`{name}`: {_type(hint)}" for name, hint in _fields(kind))


def _fields(kind: type) -> list[tuple[str, Any]]:
    names = kind.field_names if issubclass(kind, Event) else getattr(kind, "_fields", ())
    hints = get_type_hints(kind)
    return [(name, hints[name]) for name in names if name not in ("at", "sent")]


def _type(hint: Any) -> str:
    """A type in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return f"list of {_MANY.get(inner[0]) or _type(inner[0])}"
    if origin is Literal:
        return " or ".join(f"`{one}`" for one in inner)
    if inner:
        return " or ".join(map(_type, inner))
    return _ONE.get(hint) or f"`{hint.__name__}`"


_ONE: Final[dict[Any, str]] = {str: "text", int: "number", bool: "true or false"}
_MANY: Final[dict[Any, str]] = {str: "texts", int: "numbers"}


def _kinds(module: ModuleType) -> list[type[Event]]:
    """The events of a module, in its order."""
    known = set(kinds_of(Event).values())
    return [one for one in vars(module).values() if isinstance(one, type) and one in known and one.__module__ == module.__name__]


def _parts() -> list[type]:
    """What lists of events hold beside texts and numbers."""
    found: dict[type, None] = {}
    for kind in kinds_of(Event).values():
        for _, hint in _fields(kind):
            found.update(dict.fromkeys(one for one in get_args(hint) if hasattr(one, "_fields")))
    return sorted(found, key=lambda one: one.__name__)


_LEAD: Final = """\
While a session is going on, `strategy.draft.jsonl` is next to `strategy.yaml` (`team.strategy.draft.jsonl` for
`team.strategy.yaml`). It has one JSON object per line: a first line about the session, then one line for everything that happened. The
state of the session is what these lines add up to, so nothing else has to be saved.

You don't have to read it. It is documented for the day when something else changed it, and so that you can see that it contains
nothing but your answers. Only you can read it (mode 600), and it is deleted when the file is written.
[What is promised](../explanation/promises.md) says when a line is on the disk.

A line that was only half written when the power went is cut off. Any other line that can't be read ends with a message that names
the line: each value is checked against the type of its field, and nothing is guessed. A journal of format 1 is read, too; it
becomes one of today's format with the next thing that you say. A journal of a later format is refused."""

_EVENT: Final = """\
| key | what it says |
| --- | --- |
| `event` | what happened |
| `at` | when, in UTC |
| `key` | where there is one: the question that it is about (`vision.user`, `insights#2.source`) |
| `step` | where there is one: the step of the agenda |

The other keys are those in the tables below. One that is empty, 0 or false is usually left out."""

_WORKSHOP: Final = """\
The interview that happens in a workshop has the events of an interview. Numbers are those of the notes of a step."""

_KEPT: Final = """\
When a workshop is over, `strategy.workshop-2026-11-24.jsonl` is written beside its minutes, in the same format, for you alone (mode
600). `stratcoach recap` and `minutes` read it. It has no `WorkshopBegun` with its second, no author of a note, no ballot
(`VotesCounted` has their sum, `AnswersCounted` how many notes each wrote ahead), no name behind three fingers or more, and none of `LineDrafted`, `TurnPassed`, `TextSetAside` and
`ActUndone`; a note that was never shown is an empty text. [Privacy](../explanation/privacy.md) says why, and what it can't hide."""

_PARTS: Final = """\
Some lists hold objects with named fields, too."""
