"""What is typed in a workshop, as intents: `Ana: 1 3`, `drop 2`, `t Ben, Friday`, or Enter alone. A text is tried as what the
screen asks for; what can't be that and is more than a slip is set aside, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from stratcoach.messages import Message
from stratcoach.model import relative_dates
from stratcoach.ui import room_ballots, room_notes
from stratcoach.ui.room_notes import submitted
from stratcoach.workshop import plan as plans
from stratcoach.workshop.intents import (
    AddSources,
    Answer,
    Choose,
    Continue,
    CountBallot,
    EditPlan,
    GiveReason,
    GoToClose,
    Intent,
    KeepTied,
    Object,
    SamePerson,
    SayReached,
    SetConfidence,
    SetDecider,
    SetGoal,
    SetObstacle,
    SetPeople,
    Settle,
    SettleTie,
    SetUntil,
    ShortenPlan,
    ShowFingers,
    Source,
)
from stratcoach.workshop.owners import read_owner
from stratcoach.workshop.people import read_people
from stratcoach.workshop.phases import closing, confidence, deciding, inbox, people_changes, setup, sources, voting
from stratcoach.workshop.phases.writing import suggested
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_facts import Taken

Read = Intent | Refusal
"""What a text means, or why it can't be read."""

_SOURCE: Final = re.compile(r"#?(\d{1,4})[.:]?\s+(.+)")


def take(room: Room, text: str) -> Taken:
    """What becomes of a text that was typed at this moment."""
    phase = room.phase
    view, has_lines = phase.shown(room), len(text.splitlines()) > 1
    if not has_lines and (done := room_notes.with_numbers(room, view, text)):
        return submitted(room, done)
    if not has_lines and (done := room_notes.of_held(room, text)):
        return submitted(room, done)
    if view.kind == "collect" and (dropped := room_notes.dropped_unseen(room, text)):
        return room.submit(dropped)
    if view.kind == "collect" and (over := room_notes.taken_over(room, text)):
        return submitted(room, over)
    if phase.takes_notes and (doubt := inbox.not_a_note(room, text)):
        return Refusal(doubt, None, "")
    one_line = has_lines and not view.lines
    taken = Refusal(Message("room.one_line")) if one_line else BY_PHASE.get(phase.name, _ENTER)(room, text)
    if isinstance(taken, Refusal) and plans.is_edit(text):
        return taken if room.kind in (None, "agenda", "fill") else Refusal(inbox.IN_THE_PLAN, None, "")
    if isinstance(taken, Refusal) and view.kind not in ("vote", "fist") and inbox.is_votes(text, room.record.people):
        return Refusal(inbox.VOTES_LATER, None, "")
    is_lost = isinstance(taken, Refusal) and not taken.event and not room.record.aside and inbox.is_thought(text)
    if one_line or (is_lost and (has_lines or not phase.takes_words)):
        return room.submit(room_notes.set_aside(text, room.record.people))
    return taken


def _by(read: Callable[[Room, str], Read]) -> Callable[[Room, str], Taken]:
    return lambda room, text: submitted(room, read(room, text))


# ---- people and plan


def _decider(_room: Room, text: str) -> Read:
    return SetDecider(name=text.split("(", maxsplit=1)[0].strip(), is_here="absent" not in text.lower())


def _agenda(_room: Room, text: str) -> Read:
    return EditPlan(words=tuple(text.split())) if text.strip() else Continue()


def _only_enter(message: Message) -> Callable[[Room, str], Read]:
    return lambda _room, text: Refusal(message) if text.strip() else Continue()


def _between(_room: Room, text: str) -> Read:
    typed = text.strip().lower()
    if typed in ("s", "shorten"):
        return ShortenPlan()
    if typed == "c":
        return GoToClose()
    if plans.is_edit(text):
        return EditPlan(words=tuple(text.split()))
    return Refusal(setup.ONLY_ENTER) if typed else Continue()


def _who(room: Room, text: str) -> Read:
    asked, typed = people_changes.unclear(room), text.strip().lower()
    assert asked is not None
    if typed not in ("y", "yes", "n", "no"):
        return Refusal(Message("room.yes_or_no"))
    if asked.what == "same":
        return SamePerson(old=asked.name, new=asked.new, is_same=typed[0] == "y")
    return CountBallot(person=asked.name, counts=typed[0] == "y")


# ---- deciding


def _decision(room: Room, text: str) -> Read:
    board, typed = room.board, " ".join(text.split())
    if board.pending:
        if board.keeps_both:
            owner = read_owner(typed, room.record.people, room.record.today)
            return SettleTie(owner=owner.name, by=owner.by)
        if not board.why:
            return _reason(room, typed)
        return _objection(typed) if room.record.is_decider_here else _until(room, typed)
    now = room.standing
    if now and now.tied:
        if pair := suggested(room, frozenset(now.tied)):
            return room_notes.of_pair(typed, pair) or Refusal(deciding.SAME_YES_OR_NO)
        if typed.lower() in ("both", "keep both", "all"):
            return KeepTied()
    return _numbers(room, typed) if typed else Continue()


def _numbers(room: Room, typed: str) -> Read:
    words = typed.replace(",", " ").split()
    if not words or not all(word.isascii() and word.isdigit() for word in words):
        return deciding.numbers_from_screen(room)
    return Choose(numbers=tuple(int(word[:9]) for word in words))


def _reason(room: Room, typed: str) -> Read:
    """A sentence; numbers are those that are left out of what was about to be chosen."""
    if not typed:
        return Continue()
    if any(map(str.isalpha, typed)):
        return GiveReason(text=typed)
    words = typed.replace(",", " ").replace("#", " ").split()
    pending = room.board.pending
    if not set(words) <= {str(number) for number in pending}:
        return deciding.WHY_OR_NUMBER
    return Choose(numbers=tuple(number for number in pending if str(number) not in words))


def _objection(typed: str) -> Read:
    name, _, sentence = typed.partition(":")
    return Object(person=name, text=sentence) if typed else Continue()


def _until(room: Room, typed: str) -> Read:
    return SetUntil(day=relative_dates.read(typed, room.record.today))


# ---- fingers, and what is open


def _fist(room: Room, text: str) -> Taken:
    low = voting.to_raise(room)
    if low is None:
        return room.submit(Continue()) if text.strip().lower() == "done" else room_ballots.take_fingers(room, text)
    if not text.strip():
        return room.submit(Continue())
    if not low.missing:
        return room.submit(ShowFingers(person=low.name, score=low.score, missing=text))
    return submitted(room, _settled(room, text))


def _settled(room: Room, text: str) -> Read:
    """What becomes of something open: a letter, and behind it who, by when and in which words."""
    word, _, rest = text.strip().partition(" ")
    becomes = closing.BECOMES.get(word.lower()) if len(word) == 1 else None
    if becomes is None:
        return Refusal(closing.BY_LETTER)
    who, _, words = rest.partition(":")
    owner = read_owner(who, room.record.people, room.record.today)
    return Settle(becomes=becomes, owner=owner.name, by=owner.by or owner.unread, text=words)


# ---- the close


def _sources(room: Room, text: str) -> Read:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        return Continue()
    found = [_SOURCE.fullmatch(line) for line in lines]
    if not all(found):
        return Refusal(sources.needs_number(room))
    return AddSources(sources=tuple(Source(int(match[1]), match[2].strip()) for match in found if match))


def _confidence(_room: Room, text: str) -> Read:
    words = text.lower().replace(",", " ").split()
    if not words:
        return Continue()
    level = next((one for one in confidence.LEVELS if one.startswith(words[-1])), None)
    if level is None or not all(word.isascii() and word.isdigit() for word in words[:-1]):
        return Refusal(confidence.NUMBERS_THEN_LEVEL)
    return SetConfidence(numbers=tuple(int(word[:9]) for word in words[:-1]), level=level)


def _reached(_room: Room, text: str) -> Read:
    word, _, rest = text.strip().partition(" ")
    if not word:
        return Continue()
    reached = next((one for one in closing.REACHED.values() if one.startswith(word.lower().rstrip(",.:;"))), None)
    return SayReached(answer=reached, missing=rest) if reached else Refusal(closing.REACHED_BY_LETTER)


_ENTER: Final = _by(_only_enter(setup.ONLY_ENTER))
_TOGETHER: Final = _by(_only_enter(Message("room_notes.nothing_to_type_yet")))

BY_PHASE: Final[dict[str, Callable[[Room, str], Taken]]] = {
    "people": _by(lambda _room, text: SetPeople(people=read_people(text))),
    "decider": _by(_decider),
    "goal": _by(lambda _room, text: SetGoal(text=text)),
    "week": _by(lambda _room, text: SetObstacle(text=text)),
    "agenda": _by(_agenda),
    "between": _by(_between),
    "who": _by(_who),
    "aside": _by(room_notes.read_place),
    "collect": _by(room_notes.read_notes),
    "alone": _TOGETHER,
    "pairs": _TOGETHER,
    "fours": _TOGETHER,
    "round": _by(room_notes.read_turn),
    "reveal": _by(room_notes.read_shown),
    "vote": room_ballots.take_votes,
    "decide": _by(_decision),
    "fist": _fist,
    "fill": _by(lambda _room, text: Answer(text=text)),
    "sources": _by(_sources),
    "read_back": _by(_only_enter(Message("room_close.nothing_changes_here"))),
    "settle": _by(_settled),
    "sure": _by(_confidence),
    "reached": _by(_reached),
    "finish": _by(_only_enter(Message("room_close.only_write"))),
}
"""How a text becomes an intent, by phase; where a phase has none, Enter alone continues."""
