"""The facilitator's own screen: the plan with planned and used minutes, hints that nobody else should see, the car park, a recap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.flow.room.phases.voting import still_to_show, still_to_vote, voted_of
from stratcoach.flow.room.recap import decided_lines, nudges
from stratcoach.flow.room.room import Room
from stratcoach.flow.wording import quote
from stratcoach.model.shown import visible
from stratcoach.reports.style import Style

LEAST_OF_PLAN: Final = 5
"""Steps of the plan that are shown however low the screen is."""

STOPPED: Final = "stopped until `stratcoach resume`"
_MOST_DECIDED: Final = 4
_MOST_PARKED: Final = 3


def follow(room: Room, now: int, style: Style, height: int, *, is_open: bool = True) -> str:
    """What the facilitator sees, in at most `height` lines: what matters now comes first, and the plan makes way for the car
    park and the decisions where the screen is low. Where the workshop `is_open` no longer, the time stops with it.
    """
    head, plan, tail = list(_head(room, now, style, is_open=is_open)), _plan(room, now, style), list(_tail(room, style))
    head += _fitting(list(_unseen(room, style)), max(height - len(head) - 3, LEAST_OF_PLAN))
    space = max(height - 1, 5) - len(head) - len(tail)
    shown = [*head, *_around_now(plan, room.record.place, max(space, LEAST_OF_PLAN)), *tail]
    told = [visible(line) if not line.startswith("\x1b") else line for line in shown]
    return "\n".join(told[: max(height - 1, 5)])


def _fitting(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"… {len(lines) - most + 1} more lines: make this window taller"]


def _head(room: Room, now: int, style: Style, *, is_open: bool) -> Iterator[str]:
    """Where we are, the time, and what only the facilitator should see."""
    for line in style.wrap(f"{room.step.title} · {_now(room) if is_open else STOPPED}", "", "  ").splitlines():
        yield style.bold(line)
    yield from style.wrap(_time(room, now), "", "  ").splitlines()
    hints = nudges(room, now)
    yield ""
    for hint in hints:
        yield from style.wrap(f"{hint}", "! ", "  ").splitlines()
    if not hints:
        yield "Nothing to worry about."
    yield ""


def _plan(room: Room, now: int, style: Style) -> list[str]:
    """The steps: done ✓, left undecided ○, this one ›."""
    record, wide = room.record, max(min(40, style.width - 25), 12)
    told = []
    for number, step in enumerate(record.plan, 1):
        used = round(record.used_until(step.id, now) / 60)
        done = "✓" if record.is_settled(step) else "○"
        mark = done if number < record.place else "›" if number == record.place else " "
        took = f"{used:>4} used" if number <= record.place else ""
        told.append(f"{mark} {number:>2} {quote(step.title, wide):<{wide}} {step.minutes:>4} min{took}")
    if record.left_out:
        gone = ", ".join(f"{step.title} ({record.planned_for(step.id) or step.minutes})" for step in record.left_out)
        told += style.wrap(f"Left out: {gone}", "     ", "     ").splitlines()
    return told


def _around_now(plan: list[str], place: int, space: int) -> list[str]:
    """The part of the plan that fits: the step before this one, this one, and what comes."""
    if len(plan) <= space:
        return plan
    first = min(max(place - 2, 0), len(plan) - space + 1)
    shown = plan[first : first + space - 1]
    hidden = len(plan) - len(shown)
    return [*shown, f"     … and {hidden} more lines of the plan"]


def _tail(room: Room, style: Style) -> Iterator[str]:
    """What was set aside, the car park, the decisions: the last ones."""
    record = room.record
    parked = [(one.author, one.text) for number, one in enumerate(record.parked, 1) if number not in record.settled]
    if parked:
        yield ""
        yield style.bold(f"Car park: {len(parked)}")
        yield from _thoughts(parked, style)
    yield ""
    yield style.bold("Decided so far")
    decided = [f"{line}" for line in decided_lines(room)]
    if len(decided) > _MOST_DECIDED:
        yield f"… {len(decided) - _MOST_DECIDED + 1} earlier"
    for line in decided[-(_MOST_DECIDED - 1) :] if len(decided) > _MOST_DECIDED else decided:
        yield quote(line, style.width - 6) if len(line) > style.width - 4 else line
    if not decided:
        yield "Nothing is decided yet."


def _thoughts(thoughts: Sequence[tuple[str, str]], style: Style) -> Iterator[str]:
    """The last thoughts with their authors, and how many there are before."""
    if len(thoughts) > _MOST_PARKED:
        yield f"  … {len(thoughts) - _MOST_PARKED + 1} earlier"
    for author, text in thoughts[-(_MOST_PARKED - 1) :] if len(thoughts) > _MOST_PARKED else thoughts:
        yield f"  – {quote(text, style.width - 20)}" + (f" ({author})" if author else "")


def _unseen(room: Room, style: Style) -> Iterator[str]:
    """What is written and not on the room's screen yet, to be looked at before it is."""
    if room.record.aside:
        yield style.bold("Not on the screen yet: say where it goes with n, p or d; n 2 moves only number 2")
        yield from (_line_of(number, *one, style) for number, one in enumerate(room.record.aside, 1))
        yield ""
    if room.kind == "collect" and (written := room.board.open_notes):
        yield style.bold("Written, but not on the screen yet: drop 2 removes number 2")
        yield from (_line_of(note.number, note.author, note.text, "", style) for note in written)
        yield ""


def _line_of(number: int, author: str, text: str, doubt: str, style: Style) -> str:
    beside = "; ".join(filter(None, (author, doubt)))
    return f"  {number:>2} {quote(text, style.width - 8 - len(beside))}" + (f" ({beside})" if beside else "")


def _now(room: Room) -> str:
    """How far the step is, in a few words."""
    board, kind = room.board, room.kind
    if room.record.is_stopped:
        return STOPPED
    if room.record.is_paused:
        return "pause"
    if room.record.aside:
        return f"{len(room.record.aside)} to look at"
    people = len(room.record.people)
    if kind == "vote" and board.rounds:
        now = board.rounds[-1]
        hands = "hands were counted" if now.counts else ""
        voted = f"{voted_of(now._replace(counts=()), room.present)}" if now.ballots or not now.counts else ""
        return "; ".join(part for part in (voted, hands, "" if hands else _missing("still to vote", still_to_vote(room))) if part)
    if kind == "fist":
        return "; ".join(
            filter(
                None,
                (
                    f"{sum(name in board.fists for name in room.present)} of {people} have shown",
                    _missing("still to show", still_to_show(room)),
                ),
            )
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
        "sources": "where the other observations come from",
        "read_back": "reading aloud",
        "sure": "how sure we are",
        None: "done",
    }
    return words.get(kind, str(kind))


def _missing(lead: str, names: tuple[str, ...]) -> str:
    return f"{lead}: {', '.join(names)}" if names else ""


def _time(room: Room, now: int) -> str:
    record, ending = room.record, room.ending()
    if not record.place or ending is None:
        return "not started yet"
    left = room.countdown()
    part = f"this part: {_clock(left.left_at(now))}" if left else ""
    behind = round(ending.behind(now) / 60)
    balance = f"{behind} min behind" if behind > 0 else f"{-behind} min ahead" if behind < 0 else "on time"
    return " · ".join(one for one in (part, f"{ending.ends(now)}", f"{ending.time_left(now)}", balance) if one)


def _clock(seconds: int) -> str:
    word, seconds = ("over", -seconds) if seconds < 0 else ("left", seconds)
    return f"{seconds // 60}:{seconds % 60:02} {word}"
