"""Where we are and what was decided, for whoever comes late; and what only the facilitator should see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from stratcoach.flow.room.outcome import level, made
from stratcoach.flow.room.people import FEWEST_FOR_FOURS
from stratcoach.flow.room.room import Room
from stratcoach.flow.wording import in_full, quote
from stratcoach.model.shown import ended

_MOST_REWRITES: Final = 3
_MANY: Final = 0.6


def recap(room: Room, now: int) -> tuple[str, ...]:
    """What a latecomer has to know, one line each, nothing shortened: the goal, where we are, every decision, what is parked."""
    record = room.record
    who = f" ({record.decider} decides)" if record.decider else ""
    parked = len([one for one in range(1, len(record.parked) + 1) if one not in record.settled])
    tail = [f"In the car park: {parked}."] if parked else []
    decided = decided_lines(room) or ["Nothing is decided yet."]
    return (f"{in_full(record.goal or record.workshop.title)}{who}", *_where(room, now), *decided, *tail)


def _where(room: Room, now: int) -> Iterator[str]:
    record = room.record
    if record.finished:
        return
    if not record.place:
        yield "We haven't started yet."
        return
    ending = room.ending()
    time = f"; {ending.told_left(now)}, {ending.told(now)}" if ending else ""
    yield f"We are at: {room.step.title}, step {record.place} of {len(record.plan)}{time}."


def decided_lines(room: Room) -> list[str]:
    """One line for each thing that was decided, in the file's words; what is only kept for now says so."""
    return list(_decided(room))


def _decided(room: Room) -> Iterator[str]:
    for step, board, decision in made(room):
        for_now = decision.chosen if decision.until else level(room, step, board, decision)
        for number in decision.chosen:
            mark = " (for now)" if number in for_now else ""
            yield f"{step.title}: {ended(room.words_of(step, number))}{mark}"


def nudges(room: Room, now: int) -> tuple[str, ...]:
    """What the facilitator may want to do now. It names people, so it is never in the room's view."""
    return tuple(_nudges(room, now))


def _nudges(room: Room, now: int) -> Iterator[str]:
    record = room.record
    yield from _on_time(room, now)
    if one := _one_voice(room):
        yield one
    yield from _one_persons_dots(room)
    board, kind = room.board, room.kind
    decision = board.decision
    if decision and len(decision.chosen) > max(3, room.wanted):
        yield "You kept more than fits. Ask: “Which one would you drop if the team shrank by a third?”"
    rewrites = max([*board.rewritten.values(), *room.interview.state.improved.values(), 0])
    if room.step.flow == "vision" and (rewrites >= _MOST_REWRITES or room.behind(now) > 600):
        yield "Agree on whose life, today and future; then one person finishes the sentence after the session."
    if kind in ("alone", "pairs") and room.step.technique == "one_two_four_all" and len(record.people) < FEWEST_FOR_FOURS:
        yield f"With fewer than {FEWEST_FOR_FOURS} people there are no groups of four: after the pairs, everybody talks together."
    if any(one.remote for one in record.people) and kind in ("collect", "vote"):
        yield "Ask the remote people first; they write in the call's chat, and you paste it."
    if kind == "tell" and room.step.technique == "overnight":
        yield "`stratcoach workshop --questionnaires FOLDER` writes one for each person. Add what comes back with Tab, 9."
    if gap := gate_gap(room):
        yield gap


def _on_time(room: Room, now: int) -> Iterator[str]:
    behind = room.behind(now)
    if (over := room.countdown()) and over.left_at(now) <= 0:
        yield "Time is up for this part: decide, park it, or take five more minutes, once."
    if (ending := room.ending()) and room.step.technique != "close" and ending.must_close(now):
        yield f"{ending.told_left(now)}: go to the close now (Tab, 13)."
    short = room.shortening(now)
    if short:
        yield f"At this rate we end {round(behind / 60)} minutes late. Shorten: {'; '.join(one.told for one in short)}? (s between two steps)"


def _one_voice(room: Room) -> str:
    """Whether most of what was chosen came from one person alone; what others wrote, too, is nobody's own."""
    counted: Counter[str] = Counter()
    chosen = 0
    for board in room.record.boards.values():
        for number in board.decision.chosen if board.decision else ():
            authors = board.authors(number)
            counted.update(authors if len(authors) == 1 else ())
            chosen += bool(authors)
    if chosen < 3 or not counted:
        return ""
    name, most = counted.most_common(1)[0]
    return f"{most} of {chosen} choices came from {name} alone. Ask somebody else first." if most / chosen >= _MANY else ""


def _one_persons_dots(room: Room) -> Iterator[str]:
    """Where most dots of what leads came from one person, once all votes are counted."""
    board, now = room.board, room.standing
    if room.kind != "decide" or now is None or board.decision is not None:
        return
    for number in (*now.winners, *now.tied):
        given = Counter({name: dots.count(number) for name, dots in board.rounds[0].ballots.items()})
        name, most = given.most_common(1)[0] if given else ("", 0)
        if most > 1 and 2 * most >= now.totals.get(number, 0):
            yield f"{most} of the {now.totals[number]} dots on {number} are {name}'s."


def gate_gap(room: Room) -> str:
    """What the gate of this step still lacks, once there is something to fill in."""
    step, state = room.step, room.interview.state
    if not step.gate or not step.needs or room.kind not in ("fill", None) or not room.board.decision:
        return ""
    flow = room.library.flows[step.flow]
    lacking = []
    for entry in room.entries:
        head = f"{flow.id}#{entry}." if entry else f"{flow.id}."
        lacking += [name for name in step.needs if head + name not in state.answers and head + name not in state.unknown]
    asked = (quote(one.ask[-1], 50) for one in flow.all_questions if one.id in lacking)
    return f"{step.gate} Still open: {' '.join(f'“{one}”' for one in asked)}" if lacking else ""
