"""The facilitator's own screen: the plan with planned and used minutes, hints that nobody else should see, the car park, a recap."""

from __future__ import annotations

from collections.abc import Iterator

from stratcoach.flow.room.phases.voting import still_to_show, still_to_vote
from stratcoach.flow.room.recap import nudges, recap
from stratcoach.flow.room.room import Room
from stratcoach.flow.wording import quote
from stratcoach.model.shown import visible
from stratcoach.reports.style import Style


def follow(room: Room, now: int, style: Style, height: int) -> str:
    """What the facilitator sees, in at most `height` lines: what matters now comes first."""
    told = [visible(line) if not line.startswith("\x1b") else line for line in _lines(room, now, style)]
    return "\n".join(told[: max(height - 1, 5)])


def _lines(room: Room, now: int, style: Style) -> Iterator[str]:
    record = room.record
    for line in style.wrap(f"{room.step.title} · {_now(room)}", "", "  ").splitlines():
        yield style.bold(line)
    yield from style.wrap(_time(room, now), "", "  ").splitlines()
    hints = nudges(room, now)
    yield ""
    for hint in hints:
        yield from style.wrap(hint, "! ", "  ").splitlines()
    if not hints:
        yield "Nothing to worry about."
    yield from _unseen(room, style)
    yield ""
    place, wide = record.place, max(min(40, style.width - 25), 12)
    for number, step in enumerate(record.plan, 1):
        used = round(record.used_until(step.id, now) / 60)
        mark = "✓" if number < place else "›" if number == place else " "
        took = f"{used:>4} used" if number <= place else ""
        yield f"{mark} {number:>2} {quote(step.title, wide):<{wide}} {step.minutes:>4} min{took}"
    if record.left_out:
        gone = ", ".join(f"{step.title} ({record.planned_for(step.id) or step.minutes})" for step in record.left_out)
        yield from style.wrap(f"Left out: {gone}", "     ", "     ").splitlines()
    parked = [one for number, one in enumerate(record.parked, 1) if number not in record.settled]
    if parked:
        yield ""
        yield style.bold(f"Car park: {len(parked)}")
        for one in parked:
            yield f"  – {quote(one.text, style.width - 20)}" + (f" ({one.author})" if one.author else "")
    decided = [line for line in recap(room, now)[2:] if not line.startswith("In the car park")]
    yield ""
    yield style.bold("Decided so far")
    yield from (quote(line, style.width - 6) if len(line) > style.width - 4 else line for line in decided)


def _unseen(room: Room, style: Style) -> Iterator[str]:
    """What is written and not on the room's screen yet, to be looked at before it is."""
    if room.record.aside:
        yield ""
        yield style.bold("Not on the screen yet: n, p or d says where it goes, n 2 for number 2 alone")
        yield from (_line_of(number, *one, style) for number, one in enumerate(room.record.aside, 1))
    if room.kind == "collect" and (written := room.board.open_notes):
        yield ""
        yield style.bold("Written, and not on the screen yet: drop 2 takes number 2 out")
        yield from (_line_of(note.number, note.author, note.text, "", style) for note in written)


def _line_of(number: int, author: str, text: str, doubt: str, style: Style) -> str:
    beside = "; ".join(filter(None, (author, doubt)))
    return f"  {number:>2} {quote(text, style.width - 8 - len(beside))}" + (f" ({beside})" if beside else "")


def _now(room: Room) -> str:
    """Where the step stands, in a few words."""
    board, kind = room.board, room.kind
    if room.record.is_stopped:
        return "stopped until `stratcoach resume`"
    if room.record.is_paused:
        return "pause"
    if room.record.aside:
        return f"{len(room.record.aside)} to look at"
    people = len(room.record.people)
    if kind == "vote" and board.rounds:
        now = board.rounds[-1]
        hands = "hands were counted" if now.counts else ""
        voted = f"{now.voted} of {people} have voted" if now.ballots or not now.counts else ""
        return "; ".join(part for part in (voted, hands, "" if hands else _missing("still to vote", still_to_vote(room))) if part)
    if kind == "fist":
        return "; ".join(
            filter(None, (f"{len(board.fists)} of {people} have shown", _missing("still to show", still_to_show(room))))
        )
    if kind in ("collect", "round", "reveal"):
        doing = {"collect": "writing", "round": "one after the other", "reveal": "notes are shown"}[kind]
        return f"{doing}, {len(board.notes)} note{'' if len(board.notes) == 1 else 's'}"
    words = {
        "alone": "alone, in silence",
        "tell": "shown",
        "settle": "emptying the car park",
        "fill": "writing it down",
        "decide": "deciding",
        "read_back": "reading aloud",
        "sure": "how sure we are",
        None: "done",
    }
    return words.get(kind, str(kind))


def _missing(lead: str, names: tuple[str, ...]) -> str:
    return f"{lead}: {', '.join(names)}" if names else ""


def _time(room: Room, now: int) -> str:
    record = room.record
    if not record.place:
        return "not begun yet"
    left = room.countdown()
    part = f"this part: {_clock(left.left_at(now))}" if left else ""
    used, planned = sum(record.used_until(step.id, now) for step in record.every_step), record.budget / 60
    behind = round(room.behind(now) / 60)
    balance = f"{behind} behind" if behind > 0 else f"{-behind} ahead" if behind < 0 else "in time"
    return " · ".join(one for one in (part, f"{round(used / 60)} of {round(planned)} minutes used", balance) if one)


def _clock(seconds: int) -> str:
    word, seconds = ("over", -seconds) if seconds < 0 else ("left", seconds)
    return f"{seconds // 60}:{seconds % 60:02} {word}"
