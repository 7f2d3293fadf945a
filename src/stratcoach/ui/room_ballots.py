"""Votes and fingers as they are typed or pasted from a chat: `Ana: 1 3`, `5 3 0`, `Ben: 2 too soon`."""

from __future__ import annotations

from typing import Final

from stratcoach.workshop import chat_paste
from stratcoach.workshop.intents import (
    CastBallots,
    CloseVote,
    Continue,
    CountHands,
    Intent,
    ShowFingers,
    ShowHands,
    Vote,
)
from stratcoach.workshop.people import meant
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room import Room
from stratcoach.workshop.room_facts import Taken

_DONE: Final = "done"
"""What closes a vote in which somebody didn't vote."""

_FINGERS: Final = tuple("012345")


def take_votes(room: Room, text: str) -> Taken:
    """What becomes of lines of votes; those that are refused stay in the line."""
    lines = _by_name(text, room)
    if not lines:
        return room.submit(Continue())
    if lines == [_DONE]:
        return room.submit(CloseVote())
    words = lines[0].replace(",", " ").split()
    if len(lines) == 1 and all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
        return room.submit(CountHands(counts=tuple(map(int, words))))
    taken = room.submit(CastBallots(ballots=tuple(_ballot(room, line) for line in lines)))
    if not isinstance(taken, Refusal) or not taken.places:
        return taken
    if taken.event is None:
        return taken._replace(held="" if len(lines) == 1 else text)
    return taken._replace(held=_those(lines, taken))


def take_fingers(room: Room, text: str) -> Taken:
    lines = _shows(room, _by_name(text, room))
    if not lines:
        return room.submit(Continue())
    shown = tuple(_fingers(room, line) for line in lines)
    intent: Intent = shown[0] if len(shown) == 1 else ShowHands(shown=shown)
    taken = room.submit(intent)
    return taken._replace(held=_those(lines, taken)) if isinstance(taken, Refusal) and taken.places else taken


def _those(lines: list[str], refused: Refusal) -> str:
    return "\n".join(lines[place] for place in refused.places)


def _by_name(text: str, room: Room) -> list[str]:
    """One line for each person; those of a chat with the name before them and without the header."""
    ballots = tuple(chat_paste.said(text, room.record.people))
    if any(one.is_chat for one in ballots):
        return [f"{one.author}: {one.text}" if one.author else one.text for one in ballots]
    return [line.strip() for line in text.splitlines() if line.strip()]


def _ballot(room: Room, line: str) -> Vote:
    words = line.replace(":", " ").replace(",", " ").replace("#", " ").split()
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    name = " ".join(word for word in words if word not in numbers)
    person = meant(name, room.record.people)
    return Vote(person=person.name if person else name, options=tuple(int(number[:9]) for number in numbers))


def _shows(room: Room, lines: list[str]) -> list[str]:
    """One line for each person, also of `Nina 5, Omar 4` and of a number for each in the order of the list."""
    words = " ".join(lines).replace(",", " ").split()
    if all(word in _FINGERS for word in words) and len(words) == len(room.present) and not room.board.fists:
        return [f"{name} {word}" for name, word in zip(room.present, words, strict=True)]
    found: list[str] = []
    for line in lines:
        parts = [part.strip() for part in line.split(",")]
        is_list = len(parts) > 1 and all(part.rpartition(" ")[2] in _FINGERS for part in parts)
        found += parts if is_list else [line]
    return found


def _fingers(room: Room, line: str) -> ShowFingers:
    """A name, fingers, and what is missing behind them; nobody's where it can't be read."""
    words = line.replace(":", " ").split()
    at = next((number for number, word in enumerate(words) if word.rstrip(",") in _FINGERS), 0)
    person = meant(" ".join(words[:at]), room.record.people)
    if not at or person is None:
        return ShowFingers(person="", score=0)
    return ShowFingers(person=person.name, score=int(words[at].rstrip(",")), missing=" ".join(words[at + 1 :]))
