"""The end: the whole read aloud, the car park emptied, objections answered, the file written."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.readback import chains
from stratcoach.flow.room.owners import example_day, read_owner
from stratcoach.flow.room.people import examples
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event
from stratcoach.flow.wording import quote
from stratcoach.model import dates

_MOST_OPEN: Final = 6
BECOMES = {"q": "question", "a": "assumption", "t": "task", "d": "dropped", "c": "changed"}


def read_back(room: Room) -> RoomView:
    told = chains(room.interview.assembly.strategy())
    page = min(room.record.pages, len(told) - 1)
    rows = tuple(Row(line.lead, line.text or "… nothing yet …", stands_out=not line.text) for line in told[page].lines)
    return RoomView(
        key=f"{room.step.id}.read.{page}",
        kind="read_back",
        title=room.step.title,
        question=room.asks("read").ask[0],
        rows=rows,
        status=f"{page + 1} of {len(told)}" if len(told) > 1 else "",
        how="Enter: continue",
        lines=True,
    )


def take_page(room: Room, text: str) -> Taken:
    if text.strip():
        return Refusal("To change something, undo it or add a step to the plan. Enter alone continues.")
    if room.record.pages + 1 < len(chains(room.interview.assembly.strategy())):
        return Event("page", room.step.id)
    return room.on()


# ---- the car park, objections


def settle(room: Room) -> RoomView:
    number, text = room.to_settle[0]
    is_objection = room.step.technique == "objections"
    left = len(room.to_settle)
    asked = room.asks("objection" if is_objection else "parked")
    record = room.record
    changed = "c: we change it now   " if is_objection else ""
    who = examples(record.people)[0]
    return RoomView(
        key=f"{room.step.id}.settle.{number}",
        kind="settle",
        title=room.step.title,
        question=asked.ask[0],
        rows=(Row("", f"“{text}”"),),
        status=f"{left} to go",
        how=f"{changed}t: a task   q: find it out   a: we assume it   d: drop it   After t, q or a: who, by when, as in t {who}, Friday",
        help=asked.help[0],
    )


def take_settled(room: Room, text: str) -> Taken:
    number, words = room.to_settle[0]
    is_objection = room.step.technique == "objections"
    return settled(room, text, room.step.id if is_objection else "", number, words, can_change=is_objection)


def settled(room: Room, text: str, where: str, number: int, said: str, *, can_change: bool) -> Taken:
    """What becomes of something open: a letter, and behind it who, by when and in which words."""
    word, _, rest = text.strip().partition(" ")
    becomes = BECOMES.get(word.lower()[:1], "") if len(word) == 1 else ""
    if not becomes or (becomes == "changed" and not can_change):
        return Refusal("t for a task, q for an open question, a for an assumption, d to drop it; then a name and a date.")
    who, _, words = rest.partition(":")
    record = room.record
    owner = read_owner(who, record.people, record.today)
    if owner.unread:
        return Refusal(not_a_day(owner.unread, room))
    if becomes in ("question", "assumption", "task") and not owner.name:
        return Refusal(
            f"Who {'does it' if becomes == 'task' else 'finds out'}? Add a name: {word} {examples(record.people)[0]}, {example_day(record.today)}."
        )
    return Event("settle", where, (str(number), becomes, words.strip() or said, owner.name, owner.by))


def not_a_day(text: str, room: Room) -> str:
    """That something can't be read as a date, and how one is written."""
    return f"“{quote(text, 30)}” can't be read as a date. Write {example_day(room.record.today)}, Friday, or next Friday."


# ---- the goal

REACHED: Final = {"y": "yes", "p": "partly", "n": "no"}


def reached(room: Room) -> RoomView:
    return RoomView(
        key=f"{room.step.id}.reached",
        kind="reached",
        title=room.step.title,
        question="Did we get there?",
        rows=(Row("We wanted", room.record.goal),),
        how="y: yes   p: partly   n: no   After p or n: what is missing   Enter alone: leave it open",
        help="The answer goes to the top of the minutes, for people who weren't here.",
    )


def take_reached(room: Room, text: str) -> Taken:
    word, _, rest = text.strip().partition(" ")
    if not word:
        return room.on()
    answer = next((one for one in REACHED.values() if one.startswith(word.lower().rstrip(",.:;"))), "")
    if not answer:
        return Refusal("Type y, p or n; after p or n, say what is missing: p the figure for the retailers.")
    return Event("reached", room.step.id, (answer, " ".join(rest.split())))


# ---- the last screen


def finish(room: Room) -> RoomView:
    from stratcoach.flow.room.outcome import not_sure, outcome, without_source

    record = room.record
    made = len(decisions(room))
    count = "One decision is" if made == 1 else f"{made} decisions are"
    rows = [Row("", f"{count} in the minutes.")]
    if not record.is_decider_here:
        left = "left" if record.decider in record.gone else "wasn't here"
        rows.append(Row("", f"{record.decider} {left} and still has to confirm what was decided for now."))
    review = room.interview.state.answers.get("review.review_by", "")
    if isinstance(review, str) and review:
        rows.append(Row("", f"Next review: {dates.with_weekday(review)}."))
    strategy = outcome(room)
    if missing := len(without_source(strategy)):
        who = f", for {strategy.owner}" if strategy.owner else ""
        rows.append(Row("", f"Sources still missing: {missing} (listed in the minutes{who})."))
    open_ones = not_sure(room)
    if open_ones:
        rows.append(Row("", "What we aren't sure of yet, and who finds out:"))
        rows += [Row("", f"– {told.told}") for told in open_ones[:_MOST_OPEN]]
    if len(open_ones) > _MOST_OPEN:
        rows.append(Row("", f"… and {len(open_ones) - _MOST_OPEN} more in the minutes."))
    return RoomView(
        key=f"{room.step.id}.finish",
        kind="finish",
        title=room.step.title,
        question="That's it for today. Thank you.",
        rows=tuple(rows),
        how="Enter: write the file and the minutes",
        lines=True,
    )


def decisions(room: Room) -> tuple[str, ...]:
    """The steps in which something was decided."""
    return tuple(step for step, board in room.record.boards.items() if board.decision)


def take_finish(_room: Room, text: str) -> Taken:
    return Refusal("Press Enter to write the file.") if text.strip() else Event("finish")
