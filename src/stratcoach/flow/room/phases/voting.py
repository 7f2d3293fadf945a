"""Votes, unseen until all are in: dots by ballots or by hands, and a show of fingers."""

from __future__ import annotations

from typing import Final, NamedTuple

from stratcoach.flow.room import chat
from stratcoach.flow.room.people import Person, examples, meant
from stratcoach.flow.room.phases import closing
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.tally import LOW, Round
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event

DONE: Final = "done"
"""What closes a vote in which somebody didn't vote."""

KEPT: Final = "kept"
"""What becomes of few fingers where nothing is done about them: it stays in the minutes."""

_FINGERS: Final = tuple("012345")

NOT_OWN: Final = "Not for your own notes."


def vote(room: Room) -> RoomView:
    board = room.board
    now = board.rounds[-1]
    one = now.dots == 1
    asked = f"{'One dot' if one else f'{now.dots} dots'} each. {_which(room, one=one)}"
    again = "Again, for these only. " if len(board.rounds) > 1 else ""
    numbers = [str(number) for number in open_options(room)]
    hands = " ".join("52013"[: len(numbers)]) + (" …" if len(numbers) > 5 else "")
    return RoomView(
        key=f"{room.step.id}.vote.{len(board.rounds)}",
        kind="vote",
        title=room.step.title,
        question=again + asked + (f" {NOT_OWN}" if room.step.only_others else ""),
        rows=tuple(Row(str(number), board.notes[number].text) for number in open_options(room)),
        status=voted_of(now, room.present),
        how=f"{examples(room.record.people)[0]}: {' '.join(numbers[: now.dots])}   or hands counted: {hands}   Enter alone: count",
        help="One line per person, as in a chat, or one number per option, in order. You can give "
        "one option several dots. Nothing is shown until all votes are counted.",
        hidden=True,
        lines=True,
    )


def _which(room: Room, *, one: bool) -> str:
    """What is voted on: what to build on, where everything is kept anyway, else what matters most."""
    if room.keeps_all:
        return "Which one do we build on?" if one else "Which do we build on?"
    return "Which matters most?" if one else "Which matter most?"


def voted_of(now: Round, present: tuple[str, ...]) -> str:
    """How many of the people who are here have voted, and whose ballot counts though they left."""
    if now.counts and not now.ballots:
        return "Hands were counted"
    gone = [name for name, counts in now.gone.items() if counts and name in now.ballots and name not in present]
    more = f", plus {' and '.join(gone)} before leaving" if gone else ""
    return f"{now.voted(present)} of {len(present)} have voted{more}" + (", and hands were counted" if now.counts else "")


def open_options(room: Room) -> tuple[int, ...]:
    """What can be voted for: the options of this round that still stand by themselves."""
    standing = {note.number for note in room.board.open_notes}
    return tuple(number for number in room.board.rounds[-1].options if number in standing)


def take_votes(room: Room, text: str) -> Taken:
    now = room.board.rounds[-1]
    lines = _by_name(text, room)
    if not lines:
        return _missing(room, now) or room.on()
    if lines == [DONE]:
        return room.on()
    words = lines[0].replace(",", " ").split()
    if len(lines) == 1 and all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
        return _hands(room, [int(word) for word in words])
    read = [(line, _ballot(room, line)) for line in lines]
    ballots = [ballot for _, ballot in read if isinstance(ballot, str)]
    refused = [(at, line, told) for at, (line, told) in enumerate(read, 1) if isinstance(told, Refusal)]
    if refused and not ballots:
        return refused[0][2]._replace(held="" if len(lines) == 1 else text)
    if told := _too_many(room, now, ballots):
        return told
    event = Event("ballots", room.step.id, tuple(ballots))
    if not refused:
        return event
    at, _, told = refused[0]
    in_all = f"{len(ballots)} of {len(lines)} ballots are in; the rest stay in the line."
    return Refusal(f"Line {at}: {told.message} {in_all}", event, "\n".join(line for _, line, _ in refused))


def _by_name(text: str, room: Room) -> list[str]:
    """One line for each person; those of a chat with the name before them and without the header."""
    told = tuple(chat.said(text, room.record.people))
    if any(one.is_chat for one in told):
        return [f"{one.author}: {one.text}" if one.author else one.text for one in told]
    return [line.strip() for line in text.splitlines() if line.strip()]


def _too_many(room: Room, now: Round, ballots: list[str]) -> Refusal | None:
    """Where hands were counted too: whether these ballots would be more than all the dots that there are."""
    if now.counts:
        names = {ballot.partition(":")[0] for ballot in ballots}
        others = sum(len(dots) for name, dots in now.ballots.items() if name not in names)
        given = sum(len(ballot.partition(":")[2].split()) for ballot in ballots)
        most = now.dots * now.voters(room.present)
        if sum(now.counts) + others + given > most:
            return Refusal(f"Hands were counted too, so that would be more than the {most} dots that you have in all.")
    return None


def _missing(room: Room, now: Round) -> Refusal | None:
    """Who hasn't voted yet, so that one key too many doesn't skip anybody."""
    if now.is_empty:
        return Refusal(f"Nobody has voted yet. To continue without a vote, type {DONE}.")
    left = len(still_to_vote(room))
    if now.counts or not left:
        return None
    who = "One of you has" if left == 1 else f"{left} of you have"
    return Refusal(f"{who} not voted yet. To count without them, type {DONE}.")


def still_to_vote(room: Room) -> tuple[str, ...]:
    """Who hasn't voted; only the facilitator's own screen says it."""
    ballots = room.board.rounds[-1].ballots if room.board.rounds else {}
    return tuple(one.name for one in room.record.people if one.name not in ballots)


def still_to_show(room: Room) -> tuple[str, ...]:
    return tuple(one.name for one in room.record.people if one.name not in room.board.fists)


def _hands(room: Room, counts: list[int]) -> Taken:
    options, now = open_options(room), room.board.rounds[-1]
    if len(counts) != len(options):
        typed = "one number" if len(counts) == 1 else f"{len(counts)} numbers"
        return Refusal(f"There are {len(options)} options, but that is {typed}. Type one for each, with 0 where no hand was up.")
    most = now.dots * now.voters(room.present)
    if sum(counts) + sum(len(dots) for dots in now.ballots.values()) > most:
        return Refusal(_more_than_left(now, sum(counts), most))
    by_number = dict(zip(options, counts, strict=True))
    return Event("counts", room.step.id, tuple(str(by_number.get(number, 0)) for number in now.options))


def _more_than_left(now: Round, counted: int, most: int) -> str:
    """That more hands were counted than dots are left, and whose ballots are in already."""
    told = "That is one dot" if counted == 1 else f"That is {counted} dots"
    if not now.ballots:
        return f"{told}, but you have only {most} in all. Count again?"
    left = most - sum(len(dots) for dots in now.ballots.values())
    names = list(now.ballots)
    whose = f"{names[0]}'s ballot is in" if len(names) == 1 else f"{len(names)} ballots are in"
    return f"{told}. {whose}, so {'one dot is' if left == 1 else f'{left} dots are'} left. Count only the other people's hands."


def _ballot(room: Room, line: str) -> str | Refusal:
    now = room.board.rounds[-1]
    words = line.replace(":", " ").replace(",", " ").replace("#", " ").split()
    numbers = [word for word in words if word.isascii() and word.isdigit()]
    name = " ".join(word for word in words if word not in numbers)
    person = meant(name, room.record.people)
    if person is None:
        return Refusal(f"Who is that? {_names(room.record.people)}")
    known = {str(number) for number in open_options(room)}
    if wrong := next((number for number in numbers if number not in known), ""):
        into = room.board.same.get(int(wrong))
        return Refusal(f"{wrong} is now part of {into}." if into in room.board.notes else f"{wrong} isn't an option.")
    if not 0 < len(numbers) <= now.dots:
        return Refusal(f"Everybody has {'one dot' if now.dots == 1 else f'up to {now.dots} dots'}.")
    if room.step.only_others and any(person.name in room.board.authors(int(number)) for number in numbers):
        return Refusal("One dot is on their own note, which doesn't count here. Which note instead?")
    return f"{person.name}: {' '.join(numbers)}"


def _names(people: tuple[Person, ...]) -> str:
    return f"In the room: {', '.join(one.name for one in people)}."


# ---- a show of fingers


def fist(room: Room) -> RoomView:
    board, people = room.board, room.record.people
    if one := to_raise(room):
        return _raising(room, one)
    first, other = examples(people)
    shown = [board.fists[name] for name in room.present if name in board.fists]
    everyone = len(shown) >= len(people)
    spread = sorted((score for score, _ in shown), reverse=True)
    rows: tuple[Row, ...] = (Row("", f"Shown: {'  '.join(map(str, spread))}"),) if everyone and people else ()
    rows += tuple(Row("", f"“{sentence}”") for score, sentence in shown if everyone and sentence and score < LOW)
    alone = f"   {' '.join('543'[: len(people)])} …: everybody, in this order" if not board.fists and len(people) > 1 else ""
    rows += (Row("", ", ".join(room.present)),) if alone else ()
    typed = f"{first} 4, {other} 5   {other} 2 and what is missing ({LOW - 1} and below){alone}   Enter alone: continue"
    return RoomView(
        key=f"{room.step.id}.fist",
        kind="fist",
        title=room.step.title,
        question=room.asks("fist").ask[0],
        rows=rows,
        status=f"{len(shown)} of {len(people)} have shown",
        how="Enter: continue" if everyone else typed,
        help=room.asks("fist").help[0],
        hidden=not everyone,
        lines=True,
    )


def take_fist(room: Room, text: str) -> Taken:
    if one := to_raise(room):
        return _raised(room, one, text)
    lines = _shows(room, _by_name(text, room))
    if not lines:
        return room.on()
    read = [(line, _fingers(room, line, is_one=len(lines) == 1)) for line in lines]
    shown = [part for _, told in read if not isinstance(told, Refusal) for part in told]
    refused = [(line, told) for line, told in read if isinstance(told, Refusal)]
    event = Event("fist", room.step.id, tuple(shown)) if shown else None
    if refused:
        return refused[0][1]._replace(event=event, held="\n".join(line for line, _ in refused))
    return event or room.on()


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


def _fingers(room: Room, line: str, *, is_one: bool) -> tuple[str, str, str] | Refusal:
    """A name, fingers, and below three the sentence; where several are typed at once it is asked for afterwards."""
    words = line.replace(":", " ").split()
    at = next((number for number, word in enumerate(words) if word.rstrip(",") in _FINGERS), 0)
    person = meant(" ".join(words[:at]), room.record.people)
    if not at or person is None:
        return Refusal(
            f"Type a name and 0 to 5 fingers, such as {examples(room.record.people)[0]} 4. {_names(room.record.people)}"
        )
    score, sentence = words[at].rstrip(","), " ".join(words[at + 1 :])
    if int(score) < LOW and not sentence and is_one:
        return Refusal(f"Below {LOW}, say in one sentence what is missing. Type it after the number.")
    return person.name, score, sentence


class Low(NamedTuple):
    """Somebody who showed few fingers: the place among them, how many, and what is missing."""

    number: int
    name: str
    score: int
    missing: str


def to_raise(room: Room) -> Low | None:
    """The first of those who showed few fingers of whom nobody has said yet what comes of it, once everybody has shown."""
    board = room.board
    if not room.present or not set(room.present) <= board.fists.keys():
        return None
    low = ((name, *told) for name, told in board.fists.items() if told[0] < LOW)
    every = (Low(number, *one) for number, one in enumerate(low, 1))
    return next((one for one in every if one.number not in board.settled), None)


def _raising(room: Room, one: Low) -> RoomView:
    who = examples(room.record.people)[0]
    if not one.missing:
        return RoomView(
            key=f"{room.step.id}.missing.{one.number}",
            kind="settle",
            title=room.step.title,
            question=f"{one.name} shows {one.score}. What is missing?",
            how="One sentence   Enter alone: leave it as it is",
        )
    return RoomView(
        key=f"{room.step.id}.raise.{one.number}",
        kind="settle",
        title=room.step.title,
        question=f"{one.name} shows {one.score}. What would make it a {LOW}?",
        rows=(Row("", f"“{one.missing}”"),),
        how=f"t {who}, Friday: what to do   q {who}, Friday: what to find out   "
        "c: we change it now   Enter alone: leave it as it is",
        help="Somebody who shows few fingers has seen something. What you agree here goes into the minutes with a name and a date.",
    )


def _raised(room: Room, one: Low, text: str) -> Taken:
    if not text.strip():
        return Event("settle", room.step.id, (str(one.number), KEPT, one.missing, one.name))
    if not one.missing:
        if not any(map(str.isalpha, text)):
            return Refusal("One sentence, in words.")
        return Event("fist", room.step.id, (one.name, str(one.score), " ".join(text.split())))
    return closing.settled(room, text, room.step.id, one.number, one.missing, can_change=True)
