"""Votes, unseen until all are in: dots by ballots or by hands, and a show of fingers."""

from __future__ import annotations

from typing import Final, NamedTuple

from stratcoach.messages import Message
from stratcoach.workshop.board import Board
from stratcoach.workshop.board_events import Ballot, BallotsCast, Fingers, FingersShown, HandsCounted, MatterSettled
from stratcoach.workshop.intents import CastBallots, CloseVote, Continue, CountHands, Intent, Settle, ShowFingers, ShowHands, Vote
from stratcoach.workshop.people import examples, meant
from stratcoach.workshop.phase import NOT_NOW, Intents
from stratcoach.workshop.phases import closing, note_groups
from stratcoach.workshop.phases.setup import TO_CONTINUE
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView
from stratcoach.workshop.tally import LOW, Round

MOST: Final = 5
"""Fingers of a hand."""


def applies(room: RoomFacts) -> bool:
    """Whether there is more than can stay, or a vote that has begun."""
    rounds = room.board.rounds  # none only where something else changed the journal
    return bool(rounds) and (len(room.board.options) > room.wanted or any(not one.is_empty for one in rounds))


def vote(room: RoomFacts) -> RoomView:
    board = room.board
    now = board.rounds[-1]
    numbers = [str(number) for number in open_options(room)]
    hands = " ".join("52013"[: len(numbers)]) + (" …" if len(numbers) > 5 else "")
    name = examples(room.record.people)[0]
    return RoomView(
        key=f"{room.step.id}.vote.{len(board.rounds)}",
        kind="vote",
        title=room.step.title,
        question=_asks(room, now),
        rows=_option_rows(room),
        status=voted_of(now, room.present),
        actions=(
            Action("ballot", Message("room_vote.type_ballot", name=name, numbers=" ".join(numbers[: now.dots]))),
            Action("hands", Message("room_vote.type_hands", counts=hands)),
            Action("enter", Message("room_vote.do_count")),
        ),
        help=Message("room_vote.one_line_per_person"),
        hidden=True,
        lines=True,
    )


def _option_rows(room: RoomFacts) -> tuple[RoomRow, ...]:
    """What can be voted for; the notes of a group have no number here."""
    board = room.board
    options = (board.notes[number] for number in open_options(room))
    return note_groups.grouped(board, options, note_groups.plain, numbered=False)


def _asks(room: RoomFacts, now: Round) -> Message:
    """What is voted on, with how many dots: what to build on, where everything is kept anyway, else what matters most."""
    asks = Message("room_vote.which_matters_most", dots=now.dots)
    if room.keeps_all:
        asks = Message("room_vote.which_do_we_build_on", dots=now.dots)
    if len(room.board.rounds) > 1:
        asks = Message("room_vote.again_for_these", vote=asks)
    return Message("room_vote.not_for_own_notes", vote=asks) if room.step.only_others else asks


def voted_of(now: Round, present: tuple[str, ...]) -> Message:
    """How many of the people who are here have voted, and whose ballot counts though they left."""
    if now.counts and not now.ballots:
        return Message("room_vote.hands_were_counted")
    gone = [name for name, counts in now.gone.items() if counts and name in now.ballots and name not in present]
    return Message(
        "room_vote.how_many_voted",
        voted=now.voted(present),
        people=len(present),
        left=tuple(gone),
        by_hand=bool(now.counts),
    )


def own_ballot(room: RoomFacts, person: str) -> tuple[RoomRow, ...]:
    """What somebody has voted for."""
    board = room.board
    dots = board.rounds[-1].ballots.get(person, ())
    marked = ((number, dots.count(number)) for number in dict.fromkeys(dots))
    shown = ((number, Message("room_vote.dots_of_option", marks="●" * count, dots=count)) for number, count in marked)
    return tuple(RoomRow(str(number), board.notes[number].text, message) for number, message in shown)


def own_fingers(room: RoomFacts, person: str) -> tuple[RoomRow, ...]:
    score, missing = room.board.fists.get(person, ("", ""))
    return (RoomRow(Message("room_vote.fingers_shown", scores=str(score)), missing),) if person in room.board.fists else ()


def open_options(room: RoomFacts) -> tuple[int, ...]:
    """What can be voted for: the options of this round that still stand by themselves."""
    standing = {note.number for note in room.board.options}
    return tuple(number for number in room.board.rounds[-1].options if number in standing)


def take_votes(room: RoomFacts, intent: Intent) -> Taken:
    now = room.board.rounds[-1]
    match intent:
        case Continue():
            return _missing(room, now) or room.on()
        case CloseVote():
            return room.on()
        case CountHands(counts=counts):
            return _hands(room, counts)
        case Vote():
            return _cast(room, now, (intent,))
        case CastBallots(ballots=ballots) if ballots:
            return _cast(room, now, ballots)
    return NOT_NOW


def _cast(room: RoomFacts, now: Round, votes: tuple[Vote, ...]) -> Taken:
    """The event of ballots; of several some may be in order, and the others are said by their places."""
    read = [_ballot(room, vote) for vote in votes]
    ballots = [ballot for ballot in read if isinstance(ballot, Ballot)]
    refused = {place: ballot for place, ballot in enumerate(read) if isinstance(ballot, Refusal)}
    if refused and not ballots:
        return next(iter(refused.values()))._replace(places=tuple(refused))
    if told := _too_many(room, now, ballots):
        return told
    event = BallotsCast(step=room.step.id, ballots=tuple(ballots))
    if not refused:
        return event
    first, why = next(iter(refused.items()))
    some = Message("room_vote.some_ballots_in", line=first + 1, why=why.message, ballots=len(ballots), lines=len(votes))
    return Refusal(some, event, places=tuple(refused))


def _too_many(room: RoomFacts, now: Round, ballots: list[Ballot]) -> Refusal | None:
    """Where hands were counted too: whether these ballots would be more than all the dots that there are."""
    if now.counts:
        names = {ballot.person for ballot in ballots}
        others = sum(len(dots) for name, dots in now.ballots.items() if name not in names)
        given = sum(len(ballot.options) for ballot in ballots)
        most = now.dots * now.voters(room.present)
        if sum(now.counts) + others + given > most:
            return Refusal(Message("room_vote.more_than_all_dots", most=most))
    return None


def _missing(room: RoomFacts, now: Round) -> Refusal | None:
    """Who hasn't voted yet, so that one key too many doesn't skip anybody."""
    if now.is_empty:
        return Refusal(Message("room_vote.nobody_voted"))
    left = len(still_to_vote(room))
    if now.counts or not left:
        return None
    return Refusal(Message("room_vote.somebody_has_not_voted", count=left))


def still_to_vote(room: RoomFacts) -> tuple[str, ...]:
    """Who hasn't voted; only the facilitator's own screen says it."""
    ballots = room.board.rounds[-1].ballots if room.board.rounds else {}
    return tuple(one.name for one in room.record.people if one.name not in ballots)


def still_to_show(room: RoomFacts) -> tuple[str, ...]:
    return tuple(one.name for one in room.record.people if one.name not in room.board.fists)


def _hands(room: RoomFacts, counts: tuple[int, ...]) -> Taken:
    options, now = open_options(room), room.board.rounds[-1]
    if len(counts) != len(options) or min(counts, default=0) < 0:
        return Refusal(Message("room_vote.one_number_for_each", options=len(options), typed=len(counts)))
    most = now.dots * now.voters(room.present)
    if sum(counts) + sum(len(dots) for dots in now.ballots.values()) > most:
        return Refusal(_more_than_left(now, sum(counts), most))
    by_number = dict(zip(options, counts, strict=True))
    return HandsCounted(step=room.step.id, counts=tuple(by_number.get(number, 0) for number in now.options))


def _more_than_left(now: Round, counted: int, most: int) -> Message:
    """That more hands were counted than dots are left, and whose ballots are in already."""
    if not now.ballots:
        return Message("room_vote.too_many_hands", counted=counted, most=most)
    left = most - sum(len(dots) for dots in now.ballots.values())
    names = list(now.ballots)
    return Message("room_vote.more_hands_than_left", counted=counted, ballots=len(names), name=names[0], left=left)


def _ballot(room: RoomFacts, vote: Vote) -> Ballot | Refusal:
    now = room.board.rounds[-1]
    person = meant(vote.person, room.record.people)
    if person is None:
        return Refusal(Message("room_vote.who_is_that", people=room.present))
    known = open_options(room)
    if wrong := next((number for number in vote.options if number not in known), None):
        into = room.board.same.get(wrong)
        if into in room.board.notes:
            return Refusal(Message("room.merged", numbers=(str(wrong),), count=1, into=str(into)))
        if group := room.board.group_of(wrong):
            return Refusal(Message("room_vote.in_a_group", number=str(wrong), group=str(group)))
        return Refusal(Message("room_vote.not_an_option", number=str(wrong)))
    if not 0 < len(vote.options) <= now.dots or 0 in vote.options:
        return Refusal(Message("room_vote.everybody_has_dots", dots=now.dots))
    if room.step.only_others and any(_is_own(room.board, number, person.name) for number in vote.options):
        return Refusal(Message("room_vote.own_note"))
    return Ballot(person.name, vote.options)


def _is_own(board: Board, option: int, name: str) -> bool:
    """Whether somebody wrote an option; of a group, whether nobody else wrote anything in it."""
    authors = board.authors(option)
    return set(authors) == {name} if option in board.groups else name in authors


# ---- a show of fingers


def fist(room: RoomFacts) -> RoomView:
    board, people = room.board, room.record.people
    if one := to_raise(room):
        return _raising(room, one)
    first, other = examples(people)
    shown = [board.fists[name] for name in room.present if name in board.fists]
    everyone = len(shown) >= len(people)
    spread = sorted((score for score, _ in shown), reverse=True)
    rows: tuple[RoomRow, ...] = ()
    if everyone and people:
        rows = (RoomRow("", Message("room_vote.fingers_shown", scores="  ".join(map(str, spread)))),)
    low = (sentence for score, sentence in shown if everyone and sentence and score < LOW)
    rows += tuple(RoomRow("", Message("room.in_quotes", text=sentence)) for sentence in low)
    in_order = not board.fists and len(people) > 1
    rows += (RoomRow("", ", ".join(room.present)),) if in_order else ()
    typed = (
        Action("fingers", Message("room_vote.type_fingers", first=first, other=other)),
        Action("few", Message("room_vote.type_few_fingers", name=other, most=LOW - 1)),
        *((Action("all", Message("room_vote.type_all_fingers", scores=" ".join("543"[: len(people)]))),) if in_order else ()),
        Action("enter", Message("room_vote.do_end_fingers")),
    )
    return RoomView(
        key=f"{room.step.id}.fist",
        kind="fist",
        title=room.step.title,
        question=room.asks("fist").ask[0],
        rows=rows,
        status=Message("room_vote.how_many_have_shown", shown=len(shown), people=len(people)),
        actions=(TO_CONTINUE,) if everyone else typed,
        help=room.asks("fist").help[0],
        hidden=not everyone,
        lines=True,
    )


def fist_accepts(room: RoomFacts) -> Intents:
    low = to_raise(room)
    if low is None:
        return ShowFingers, ShowHands, Continue
    return (Settle, Continue) if low.missing else (ShowFingers, Continue)


def take_fist(room: RoomFacts, intent: Intent) -> Taken:
    if one := to_raise(room):
        return _raised(room, one, intent)
    match intent:
        case ShowFingers():
            return _show(room, (intent,))
        case ShowHands(shown=shown) if shown:
            return _show(room, shown)
    return room.on()


def _show(room: RoomFacts, shows: tuple[ShowFingers, ...]) -> Taken:
    read = [_fingers(room, show, is_one=len(shows) == 1) for show in shows]
    shown = tuple(one for one in read if isinstance(one, Fingers))
    refused = {place: one for place, one in enumerate(read) if isinstance(one, Refusal)}
    event = FingersShown(step=room.step.id, shown=shown) if shown else None
    if refused:
        return next(iter(refused.values()))._replace(event=event, places=tuple(refused))
    return event or room.on()


def _fingers(room: RoomFacts, show: ShowFingers, *, is_one: bool) -> Fingers | Refusal:
    """A name, fingers, and below three the sentence; where several show at once it is asked for afterwards."""
    person = meant(show.person, room.record.people)
    if person is None or not 0 <= show.score <= MOST:
        name = examples(room.record.people)[0]
        return Refusal(Message("room_vote.name_and_fingers", name=name, people=room.present))
    if show.score < LOW and not show.missing and is_one:
        return Refusal(Message("room_vote.what_is_missing_behind", low=LOW))
    return Fingers(person.name, show.score, show.missing)


class Low(NamedTuple):
    """Somebody who showed few fingers: the place among them, how many, and what is missing."""

    number: int
    name: str
    score: int
    missing: str


def to_raise(room: RoomFacts) -> Low | None:
    """The first of those who showed few fingers of whom nobody has said yet what comes of it, once everybody has shown."""
    board = room.board
    if not room.present or not set(room.present) <= board.fists.keys():
        return None
    low = ((name, *told) for name, told in board.fists.items() if told[0] < LOW)
    every = (Low(number, *one) for number, one in enumerate(low, 1))
    return next((one for one in every if one.number not in board.settled), None)


def _raising(room: RoomFacts, one: Low) -> RoomView:
    who = examples(room.record.people)[0]
    leave = Action("enter", Message("room_vote.do_leave_as_it_is"))
    if not one.missing:
        return RoomView(
            key=f"{room.step.id}.missing.{one.number}",
            kind="settle",
            title=room.step.title,
            question=Message("room_vote.what_is_missing", name=one.name, score=one.score),
            actions=(Action("type", Message("room_vote.type_one_sentence")), leave),
        )
    return RoomView(
        key=f"{room.step.id}.raise.{one.number}",
        kind="settle",
        title=room.step.title,
        question=Message("room_vote.what_would_raise_it", name=one.name, score=one.score, low=LOW),
        rows=(RoomRow("", Message("room.in_quotes", text=one.missing)),),
        actions=(
            Action("task", Message("room_vote.do_task", name=who)),
            Action("question", Message("room_vote.do_question", name=who)),
            Action("change", Message("room_close.do_change_now")),
            leave,
        ),
        help=Message("room_vote.why_few_fingers"),
    )


def _raised(room: RoomFacts, one: Low, intent: Intent) -> Taken:
    match intent:
        case Continue():
            return MatterSettled(number=one.number, becomes="kept", text=one.missing, owner=one.name, step=room.step.id)
        case ShowFingers(person=name, missing=text) if name == one.name and not one.missing:
            if not any(map(str.isalpha, text)):
                return Refusal(Message("room_vote.one_sentence_in_words"))
            return FingersShown(step=room.step.id, shown=(Fingers(one.name, one.score, " ".join(text.split())),))
        case Settle() if one.missing:
            return closing.settled(room, intent, room.step.id, one.number, one.missing, can_change=True)
    return NOT_NOW
