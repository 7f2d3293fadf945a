"""The end: the whole read aloud, the car park emptied, objections answered, the file written."""

from __future__ import annotations

from stratcoach.flow.readback import chains
from stratcoach.flow.room.people import meant
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event
from stratcoach.flow.wording import quote
from stratcoach.model import dates

BECOMES = {"q": "question", "a": "assumption", "d": "dropped", "c": "changed"}


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
        how="Enter: go on",
    )


def take_page(room: Room, text: str) -> Taken:
    if text.strip():
        return Refusal("To change something, take it back or add a step to the plan. Enter alone goes on.")
    if room.record.pages + 1 < len(chains(room.interview.assembly.strategy())):
        return Event("page", room.step.id)
    return room.on()


# ---- the car park, objections


def settle(room: Room) -> RoomView:
    number, text = room.to_settle[0]
    is_objection = room.step.technique == "objections"
    left = len(room.to_settle)
    asked = room.asks("objection" if is_objection else "parked")
    changed = "c → we change it   " if is_objection else ""
    return RoomView(
        key=f"{room.step.id}.settle.{number}",
        kind="settle",
        title=room.step.title,
        question=asked.ask[0],
        rows=(Row("", f"“{text}”"),),
        status=f"{left} to go",
        how=f"{changed}q Ana, date → a question   a Ana, date → an assumption   d → drop it",
        help=asked.help[0],
    )


def take_settled(room: Room, text: str) -> Taken:
    number, said = room.to_settle[0]
    word, _, rest = text.strip().partition(" ")
    becomes = BECOMES.get(word.lower()[:1], "")
    is_objection = room.step.technique == "objections"
    if not becomes or (becomes == "changed" and not is_objection):
        return Refusal("q for an open question, a for an assumption, d to drop it; a name and a date behind, if you like.")
    who, _, words = rest.partition(":")
    name, _, day = who.partition(",")
    by = dates.understand(day.strip()) or ""
    if day.strip() and not by:
        return Refusal(f"“{quote(day.strip(), 30)}” can't be read as a date. Write 2026-12-15 or December 2026.")
    known = meant(name, room.record.people)
    owner = known.name if known else name.strip()
    where = room.step.id if is_objection else ""
    if becomes in ("question", "assumption") and not owner:
        return Refusal("Who finds out? Type a name behind it: q Ana, 2026-12-15.")
    return Event("settle", where, (str(number), becomes, words.strip() or said, owner, by))


# ---- the last screen


def finish(room: Room) -> RoomView:
    from stratcoach.flow.room.outcome import not_sure

    record = room.record
    rows = [Row("", f"{record.decider} decides; {len(decisions(room))} decisions are in the minutes.")]
    rows += [Row("not sure", told.told) for told in not_sure(room)[:6]]
    review = room.interview.state.answers.get("review.review_by", "")
    if isinstance(review, str) and review:
        rows.append(Row("", f"We look at it again: {dates.spoken(review)}."))
    return RoomView(
        key=f"{room.step.id}.finish",
        kind="finish",
        title=room.step.title,
        question="That is it for today. Thank you.",
        rows=tuple(rows),
        how="Enter: write the file and the minutes",
    )


def decisions(room: Room) -> tuple[str, ...]:
    """The steps in which something was decided."""
    return tuple(step for step, board in room.record.boards.items() if board.decision)


def take_finish(_room: Room, text: str) -> Taken:
    return Refusal("Press Enter alone to write the file.") if text.strip() else Event("finish")
