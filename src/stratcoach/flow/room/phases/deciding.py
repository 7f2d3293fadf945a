"""Deciding: the votes are shown, somebody decides and says why. A tie is settled step by step, never by chance."""

from __future__ import annotations

from stratcoach.flow.room.board import AGREED, AS_VOTED, Board
from stratcoach.flow.room.board_folds import ALL
from stratcoach.flow.room.owners import example_day, read_owner
from stratcoach.flow.room.people import examples, meant
from stratcoach.flow.room.phases.writing import suggested, take_pair
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.tally import Standing
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event
from stratcoach.model import said_dates

THE_ROOM = "the room"


def decide(room: Room) -> RoomView:
    board = room.board
    if board.pending:
        return _both(room) if board.keeps_both else _why(room) if not board.why else _last(room)
    now = room.standing
    return _tie(room, now) if now and now.tied else _pick(room, now)


def take_decision(room: Room, text: str) -> Taken:
    board = room.board
    told = " ".join(text.split())
    if board.pending:
        take = _take_both if board.keeps_both else _take_why if not board.why else _take_last
        return take(room, told)
    return _take_tie(room, told) if (now := room.standing) and now.tied else _take_pick(room, told)


def decider_of(room: Room) -> str:
    """Who decides now: the room if the decider is away, until they confirm it."""
    return room.record.decider if room.record.is_decider_here else THE_ROOM


def result_rows(room: Room, now: Standing | None) -> tuple[Row, ...]:
    """The options with their totals, most first; ties are marked."""
    board = room.board
    notes = board.open_notes
    if now is None:
        return tuple(Row(str(note.number), note.text) for note in notes)
    ranked = sorted(notes, key=lambda note: -now.totals.get(note.number, 0))
    return tuple(Row(str(note.number), note.text, _dots(board, note.number, now), note.number in now.tied) for note in ranked)


def _dots(board: Board, number: int, now: Standing) -> str:
    """The dots of an option; of a second round only the figure, because only tied notes are in it."""
    dots = now.totals.get(number, 0)
    again = [f", then {one.totals()[number]}" for one in board.rounds[1:] if number in one.options]
    return f"{'●' * min(dots, 12)} {dots}{''.join(again)}"


def _view(room: Room, part: str, question: str, how: str, rows: tuple[Row, ...] = (), status: str = "") -> RoomView:
    key = f"{room.step.id}.decide.{part}"
    return RoomView(key=key, kind="decide", title=room.step.title, question=question, how=how, rows=rows, status=status)


# ---- choose


def _pick(room: Room, now: Standing | None) -> RoomView:
    count = len(room.board.open_notes)
    few = count <= room.wanted
    every = "Enter: this one   or " if count == 1 else "Enter: all of them   or " if few else ""
    enter = f"Enter: {_joined(now.winners)}, as voted   or " if now and now.winners else every
    few_numbers = [str(note.number) for note in room.board.open_notes][:2]
    unvoted = "No vote is needed: there is room for all of them." if count > 1 else "No vote is needed: it is the only one."
    typed = f"numbers: {' '.join(few_numbers)}" if room.wanted > 1 else f"a number: {few_numbers[0]}"
    many = f"up to {room.wanted}" if room.wanted > 1 else "one"
    return _view(
        room,
        "pick",
        _asks(room, many),
        enter + typed if enter else typed.capitalize(),
        rows=result_rows(room, now),
        status=unvoted if few and now is None and "vote" in room.record.phases else _all_kept(room),
    )


def _all_kept(room: Room) -> str:
    count = len(room.board.open_notes)
    return f"All {count} go into the file, whatever you choose here." if room.keeps_all and count > room.wanted else ""


def _asks(room: Room, many: str) -> str:
    who = decider_of(room)
    decides = "You decide" if who == THE_ROOM else f"{who} decides"
    return f"{decides}: choose {many} to build on." if room.keeps_all else f"{decides}: choose {many}."


def _take_pick(room: Room, told: str) -> Taken:
    now = room.standing
    if not told:
        every = tuple(note.number for note in room.board.open_notes)
        chosen = now.winners if now and now.winners else every if len(every) <= room.wanted else ()
        if not chosen:
            return Refusal("Type numbers: the votes put nothing ahead of the rest.")
        return _chosen(room, chosen)
    return _numbers_chosen(room, told)


def _numbers_chosen(room: Room, told: str) -> Taken:
    words = told.replace(",", " ").split()
    known = {str(note.number) for note in room.board.open_notes}
    if not words or not set(words) <= known:
        few = " ".join(str(note.number) for note in room.board.open_notes[:2])
        return Refusal(f"Type numbers from this screen, such as {few}. Also: 1+2 merges, park 2, drop 2, edit 2.")
    chosen = tuple(dict.fromkeys(int(word) for word in words))
    if len(chosen) > 1 and not _can_hold_many(room):
        return Refusal("You can only choose one here.")
    return _chosen(room, chosen)


def _can_hold_many(room: Room) -> bool:
    flow, question = room.library.flows.get(room.step.flow), room.question
    return bool(flow and flow.is_list and question and question.kind != "choice")


def _chosen(room: Room, numbers: tuple[int, ...]) -> Event:
    return Event("choose", room.step.id, tuple(str(number) for number in numbers))


# ---- the ladder of a tie


def _tie(room: Room, now: Standing) -> RoomView:
    level = f"{_joined(now.tied)} are tied for {'one place' if now.places == 1 else f'{now.places} places'}."
    rows = result_rows(room, now)
    if pair := suggested(room, frozenset(now.tied)):
        how = "y: merge them, count again   n: keep both"
        return _view(room, "same", f"{level} Do {pair.one} and {pair.other} say the same thing?", how, rows=rows)
    if len(room.board.rounds) == 1:
        first, second = now.tied[0], now.tied[-1]
        how = (
            f"Enter: vote again on these   {first}: {decider_of(room)} decides now   {first}+{second}: merge them   park {second}"
        )
        asked = "Talk about each for a minute. Then everybody has one dot, for these only."
        return _view(room, "again", f"{level} {asked}", how, rows=rows)
    keep = f"{_both_or_all(now)}: keep {'both' if len(now.tied) == 2 else 'them all'}"
    how = f"A number   or {keep} for now   {now.tied[0]}+{now.tied[-1]}: merge them   park {now.tied[-1]}"
    return _view(room, "level", f"{level} {decider_of(room)} decides.", how, rows=rows)


def _both_or_all(now: Standing) -> str:
    return "both" if len(now.tied) == 2 else "all"


def _take_tie(room: Room, told: str) -> Taken:
    now = room.standing
    assert now is not None
    if pair := suggested(room, frozenset(now.tied)):
        merged = take_pair(room, told, pair) if told else None
        return merged or Refusal("Do they say the same thing? y or n.")
    if not told and len(room.board.rounds) == 1:
        return Event("revote", room.step.id, tuple(str(number) for number in now.tied))
    if told.lower() in ("both", "keep both", "all"):
        return Event("choose", room.step.id, ("both", *(str(number) for number in (*now.winners, *now.tied))))
    if not told:
        return Refusal(f"A tie isn't left to chance: {decider_of(room)} picks a number, or {_both_or_all(now)}.")
    chosen = _numbers_chosen(room, told)
    if isinstance(chosen, Event) and set(chosen.value) <= {str(number) for number in now.tied}:
        return chosen._replace(value=(*(str(number) for number in now.winners), *chosen.value))
    return chosen


# ---- why, until when, who settles it


def follows_votes(room: Room) -> bool:
    """Whether what is chosen was voted, in whichever order; fewer of them may do."""
    now = room.standing
    return now is not None and not now.tied and set(room.board.pending) <= set(now.winners)


def _why(room: Room) -> RoomView:
    pending = room.board.pending
    rows = tuple(Row(str(number), room.board.notes[number].text) for number in pending)
    status = ""
    if _can_hold_many(room) and len(pending) > room.wanted:
        status = f"Would you drop one if the team shrank by a third? To leave it out, type its number, such as {pending[-1]}."
    against = room.standing is not None and not follows_votes(room)
    level = room.standing is not None and bool(room.standing.tied)
    asked = room.asks("why").ask
    question = asked[min(2 if level else 1 if against else 0, len(asked) - 1)]
    how = f"One sentence from {decider_of(room)}" + ("" if against else "   Enter alone: as voted or agreed")
    return _view(room, "why", question, how, rows=rows, status=status)


def _take_why(room: Room, told: str) -> Taken:
    if told and not any(map(str.isalpha, told)):
        return _left_out(room, told)
    if not told and room.standing is not None and not follows_votes(room):
        return Refusal("The votes don't explain this, so the decision needs a reason. One sentence is enough.")
    why = told or (AS_VOTED if room.standing else AGREED)
    if room.record.is_decider_here and not _by_one_person(room):
        return _decided(room, room.record.decider, why)
    return Event("why", room.step.id, why)


def _left_out(room: Room, told: str) -> Taken:
    """Numbers where a sentence is asked for: those that are left out of what was about to be chosen."""
    pending = room.board.pending
    words = told.replace(",", " ").replace("#", " ").split()
    known = {str(number) for number in pending}
    stay = tuple(number for number in pending if str(number) not in words)
    if not set(words) <= known or not stay:
        return Refusal("Why this? Type a sentence, or the number of one to leave out.")
    return _chosen(room, stay)


def _by_one_person(room: Room) -> bool:
    """Whether one person chooses among what nobody voted on, or chooses against the votes."""
    if len(room.record.people) < 2:
        return False
    if room.standing is not None:
        return not follows_votes(room)
    return len(room.board.pending) < len(room.board.open_notes)


def _decided(room: Room, who: str, why: str, until: str = "") -> Event:
    """The decision; with `all` behind it where the other notes go into the file, too."""
    told = (who, why, until, "", "", ALL) if room.keeps_all else (who, why, until) if until else (who, why)
    return Event("decide", room.step.id, told)


def _last(room: Room) -> RoomView:
    """What is asked before a decision counts: until when, where the decider is away; else who can't live with it."""
    return _until(room) if not room.record.is_decider_here else _against(room)


def _take_last(room: Room, told: str) -> Taken:
    return _take_until(room, told) if not room.record.is_decider_here else _take_against(room, told)


def _against(room: Room) -> RoomView:
    board = room.board
    chosen = tuple(Row(str(number), board.notes[number].text) for number in board.pending)
    heard = tuple(Row(name, told) for name, told in board.against.items())
    who = next((one.name for one in room.record.people if one.name != room.record.decider), "Ana")
    how = f"{who}: what's wrong with it   " + ("Enter: that is all" if heard else "Enter: everyone can live with it")
    return _view(room, "against", "Who can't live with this, and why?", how, rows=(*chosen, *heard))


def _take_against(room: Room, told: str) -> Taken:
    if not told:
        return _decided(room, room.record.decider, room.board.why)
    name, _, sentence = told.partition(":")
    person = meant(name, room.record.people)
    if person is None or not any(map(str.isalpha, sentence)):
        return Refusal(f"Type a name, a colon and one sentence. In the room: {', '.join(room.present)}.")
    return Event("against", room.step.id, (person.name, sentence.strip()))


def _until(room: Room) -> RoomView:
    question = f"{room.record.decider} isn't here, so this is provisional. By when will it be confirmed?"
    before = [board.decision.until for board in room.record.boards.values() if board.decision and board.decision.until]
    view = _view(room, "until", question, "A day, month or quarter   or next Friday")
    return view.replace(draft=before[-1], how="Enter: the same date   or type another", typing="anew") if before else view


def _take_until(room: Room, told: str) -> Taken:
    day = said_dates.read(told, room.record.today)
    if not day:
        return Refusal(f"Type a date, such as Friday, next Friday or {example_day(room.record.today)}.")
    return _decided(room, THE_ROOM, room.board.why, day)


def _both(room: Room) -> RoomView:
    now = room.standing
    level = now.tied if now and now.tied else room.board.pending
    rows = tuple(Row(str(number), room.board.notes[number].text) for number in level)
    question = f"{'Both stay' if len(level) == 2 else 'They all stay'} for now. Who settles it, and by when?"
    return _view(room, "both", question, f"A name and a date: {_owner_example(room)}", rows=rows)


def _owner_example(room: Room) -> str:
    return f"{examples(room.record.people)[0]}, next Friday"


def _take_both(room: Room, told: str) -> Taken:
    owner = read_owner(told, room.record.people, room.record.today)
    if not owner.name or not owner.by:
        return Refusal(f"Type a name, a comma and a date: {_owner_example(room)}.")
    kept = (ALL,) if room.keeps_all else ()
    return Event("decide", room.step.id, (decider_of(room), "left open for now", "", owner.name, owner.by, *kept))


def _joined(numbers: tuple[int, ...]) -> str:
    told = [str(number) for number in numbers]
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)
