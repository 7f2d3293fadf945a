"""Where we are and what was decided, for whoever comes late; and what only the facilitator should see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.flow.templates import in_full, quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.safe_text import ended
from stratcoach.workshop.outcome import level, made
from stratcoach.workshop.people import FEWEST_FOR_FOURS
from stratcoach.workshop.plan import proposed
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.techniques import technique_of

_MOST_REWRITES: Final = 3
_MANY: Final = 0.6


def recap(room: RoomFacts, now: int) -> tuple[Message, ...]:
    """What a latecomer has to know, one line each, nothing shortened: the goal, where we are, every decision, what is parked."""
    record = room.record
    parked = len([one for one in range(1, len(record.parked) + 1) if one not in record.settled])
    tail = [Message("room_recap.in_car_park", count=parked)] if parked else []
    decided = decided_lines(room) or [Message("room_recap.nothing_decided_yet")]
    goal = Message("room_recap.goal", goal=in_full(record.goal or record.workshop.title), decider=record.decider)
    return (goal, *_where(room, now), *decided, *tail)


def _where(room: RoomFacts, now: int) -> Iterator[Message]:
    record = room.record
    if record.finished:
        return
    if not record.place:
        yield Message("room_recap.not_started_yet")
        return
    ending, title = room.ending(), room.step.title
    if ending is None:
        yield Message("room_recap.where_we_are", title=title, step=record.place, steps=len(record.plan))
        return
    left, ends = ending.time_left(now), ending.ends(now)
    yield Message("room_recap.where_and_when", title=title, step=record.place, steps=len(record.plan), left=left, ends=ends)


def decided_lines(room: RoomFacts) -> list[Message]:
    """One line for each thing that was decided, in the file's words; what is only kept for now says so."""
    return list(_decided(room))


def _decided(room: RoomFacts) -> Iterator[Message]:
    for step, board, decision in made(room):
        for_now = decision.chosen if decision.until else level(room, step, board, decision)
        for number in board.collapsed(decision.chosen):
            words = ended(room.words_of(step, number))
            yield Message(
                "room_recap.decided",
                title=step.title,
                words=words,
                for_now=bool({number, *board.groups.get(number, ())} & set(for_now)),
            )


def nudges(room: RoomFacts, now: int) -> tuple[Message, ...]:
    """What the facilitator may want to do now. It names people, so it is never in the room's view."""
    return tuple(_nudges(room, now))


def _nudges(room: RoomFacts, now: int) -> Iterator[Message]:
    record = room.record
    yield from _on_time(room, now)
    if one := _one_voice(room):
        yield one
    yield from _one_persons_dots(room)
    board, kind = room.board, room.kind
    decision = board.decision
    if decision and len(decision.chosen) > max(3, room.wanted):
        yield Message("room_recap.kept_more_than_fits")
    rewrites = max([*board.rewritten.values(), *room.interview.state.improved.values(), 0])
    if room.step.flow == "vision" and (rewrites >= _MOST_REWRITES or room.behind(now) > 600):
        yield Message("room_recap.one_person_finishes_vision")
    if kind in ("alone", "pairs") and "fours" in technique_of(room.step).kinds and len(record.people) < FEWEST_FOR_FOURS:
        yield Message("room_recap.no_groups_of_four", fewest=FEWEST_FOR_FOURS)
    if any(one.remote for one in record.people) and kind in ("collect", "vote"):
        yield Message("room_recap.remote_people_first")
    if kind == "tell" and technique_of(room.step).lasts_overnight:
        yield Message("room_recap.send_questionnaires")
    if gap := gate_gap(room):
        yield gap


def _on_time(room: RoomFacts, now: int) -> Iterator[Message]:
    behind = room.behind(now)
    if (over := room.countdown()) and over.left_at(now) <= 0:
        yield Message("room_recap.part_is_over")
    if (ending := room.ending()) and not technique_of(room.step).is_close and ending.must_close(now):
        yield Message("room_recap.close_now", left=ending.time_left(now))
    short = room.shortening(now)
    if short:
        yield Message("room_recap.shorten", minutes=round(behind / 60), proposal=proposed(short))


def _one_voice(room: RoomFacts) -> Message:
    """Whether most of what was chosen came from one person alone; what others wrote, too, is nobody's own."""
    counted: Counter[str] = Counter()
    chosen = 0
    for board in room.record.boards.values():
        for number in board.decision.chosen if board.decision else ():
            authors = board.authors(number)
            counted.update(authors if len(authors) == 1 else ())
            chosen += bool(authors)
    if chosen < 3 or not counted:
        return NOTHING
    name, most = counted.most_common(1)[0]
    return Message("room_recap.one_voice", count=most, choices=chosen, name=name) if most / chosen >= _MANY else NOTHING


def _one_persons_dots(room: RoomFacts) -> Iterator[Message]:
    """Where most dots of what leads came from one person, once all votes are counted."""
    board, now = room.board, room.standing
    if room.kind != "decide" or now is None or board.decision is not None:
        return
    for number in (*now.winners, *now.tied):
        given = Counter({name: dots.count(number) for name, dots in board.rounds[0].ballots.items()})
        name, most = given.most_common(1)[0] if given else ("", 0)
        if most > 1 and 2 * most >= now.totals.get(number, 0):
            yield Message("room_recap.one_persons_dots", count=most, dots=now.totals[number], number=number, name=name)


def gate_gap(room: RoomFacts) -> Message:
    """What the gate of this step still lacks, once there is something to fill in."""
    step, state = room.step, room.interview.state
    if not step.gate or not step.needs or room.kind not in ("fill", None) or not room.board.decision:
        return NOTHING
    flow = room.library.flows[step.flow]
    lacking = []
    for entry in room.entries:
        head = f"{flow.id}#{entry}." if entry else f"{flow.id}."
        lacking += [name for name in step.needs if head + name not in state.answers and head + name not in state.unknown]
    if not lacking:
        return NOTHING
    asked = tuple(quote(one.ask[-1], 50) for one in flow.all_questions if one.id in lacking)
    return Message("room_recap.gate_is_open", gate=step.gate, questions=_in_a_row(asked))


def _in_a_row(questions: Sequence[str]) -> Message:
    """Questions in quotes, one behind the other."""
    first = Message("room.in_quotes", text=questions[0])
    return first if len(questions) == 1 else Message("room_recap.and_question", first=first, more=_in_a_row(questions[1:]))
