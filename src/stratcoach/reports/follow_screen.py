"""The facilitator's own screen: the plan with planned and used minutes, hints that nobody else should see, the car park, a recap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.safe_text import visible
from stratcoach.reports.style import Style
from stratcoach.workshop import answers_ahead
from stratcoach.workshop.own_page import progress
from stratcoach.workshop.phases import note_groups
from stratcoach.workshop.phases.own_actions import COUNTS_DONE
from stratcoach.workshop.phases.voting import still_to_show, still_to_vote, voted_of
from stratcoach.workshop.recap import decided_lines, nudges
from stratcoach.workshop.room import Room

LEAST_OF_PLAN: Final = 5
"""Steps of the plan that are shown however low the screen is."""

STOPPED: Final = Message("room_follow.stopped")
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
    lines = [visible(line) if not line.startswith("\x1b") else line for line in shown]
    return "\n".join(lines[: max(height - 1, 5)])


def _fitting(lines: list[str], most: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{Message('room_follow.window_too_low', count=len(lines) - most + 1)}"]


def _head(room: Room, now: int, style: Style, *, is_open: bool) -> Iterator[str]:
    """Where we are, the time, and what only the facilitator should see."""
    for line in style.wrap(f"{room.step.title} · {_now(room) if is_open else STOPPED}", "", "  ").splitlines():
        yield style.bold(visible(line))
    yield from style.wrap(_time(room, now), "", "  ").splitlines()
    hints = nudges(room, now)
    yield ""
    for hint in hints:
        yield from style.wrap(f"{hint}", "! ", "  ").splitlines()
    if not hints:
        yield f"{Message('room_follow.no_hints')}"
    yield ""


def _plan(room: Room, now: int, style: Style) -> list[str]:
    """The steps: done ✓, left undecided ○, this one ›."""
    record, wide = room.record, max(min(40, style.width - 25), 12)
    lines = []
    for number, step in enumerate(record.plan, 1):
        used = round(record.used_until(step.id, now) / 60)
        done = "✓" if record.is_settled(step) else "○"
        mark = done if number < record.place else "›" if number == record.place else " "
        time = Message("room_follow.planned", minutes=f"{step.minutes:>4}")
        if number <= record.place:
            time = Message("room_follow.planned_and_used", minutes=f"{step.minutes:>4}", used=f"{used:>4}")
        lines.append(f"{mark} {number:>2} {quote(step.title, wide):<{wide}} {time}")
    if record.left_out:
        gone = tuple(f"{step.title} ({record.planned_for(step.id) or step.minutes})" for step in record.left_out)
        lines += style.wrap(f"{Message('room_begin.steps_left_out', steps=gone)}", "     ", "     ").splitlines()
    return lines


def _around_now(plan: list[str], place: int, space: int) -> list[str]:
    """The part of the plan that fits: the step before this one, this one, and what comes."""
    if len(plan) <= space:
        return plan
    first = min(max(place - 2, 0), len(plan) - space + 1)
    shown = plan[first : first + space - 1]
    hidden = len(plan) - len(shown)
    return [*shown, f"     {Message('room_follow.more_of_plan', count=hidden)}"]


def _tail(room: Room, style: Style) -> Iterator[str]:
    """What was set aside, the car park, the decisions: the last ones."""
    record = room.record
    parked = [(one.author, one.text) for number, one in enumerate(record.parked, 1) if number not in record.settled]
    if parked:
        yield ""
        yield style.bold(f"{Message('room_follow.car_park', count=len(parked))}")
        yield from _thoughts(parked, style)
    yield ""
    yield style.bold(f"{Message('room_follow.decided_so_far')}")
    decided = [f"{line}" for line in decided_lines(room)]
    if len(decided) > _MOST_DECIDED:
        yield f"{Message('room_follow.earlier', count=len(decided) - _MOST_DECIDED + 1)}"
    for line in decided[-(_MOST_DECIDED - 1) :] if len(decided) > _MOST_DECIDED else decided:
        yield quote(line, style.width - 6) if len(line) > style.width - 4 else line
    if not decided:
        yield f"{Message('room_recap.nothing_decided_yet')}"


def _thoughts(thoughts: Sequence[tuple[str, str]], style: Style) -> Iterator[str]:
    """The last thoughts with their authors, and how many there are before."""
    if len(thoughts) > _MOST_PARKED:
        yield f"  {Message('room_follow.earlier', count=len(thoughts) - _MOST_PARKED + 1)}"
    for author, text in thoughts[-(_MOST_PARKED - 1) :] if len(thoughts) > _MOST_PARKED else thoughts:
        yield f"  – {quote(text, style.width - 20)}" + (f" ({author})" if author else "")


def _unseen(room: Room, style: Style) -> Iterator[str]:
    """What is written and not on the room's screen yet, to be looked at before it is."""
    if room.record.is_ahead:
        yield from (
            f"{'✓' if one.is_done else '○'} {one.person}: {answers_ahead.state_of(one)}" for one in answers_ahead.answered(room)
        )
        yield ""
    if room.record.aside:
        yield style.bold(f"{Message('room_follow.not_on_screen')}")
        yield from (_line_of(number, *one, style) for number, one in enumerate(room.record.aside, 1))
        yield ""
    if room.kind in ("round", "reveal", "vote", "decide") and room.board.groups:
        yield style.bold(f"{Message('room_follow.groups')}")
        yield from (quote(f"  {line}", style.width - 2) for line in note_groups.group_lines(room.board))
        yield ""
    if held := room.board.held:
        yield style.bold(f"{Message('room_follow.read_first')}")
        for note in room.board.held_notes:
            doubt = f"{Message('room_follow.sent_back')}" if held[note.number] else ""
            yield _line_of(note.number, note.author, note.text, doubt, style)
        yield ""
    if room.kind == "collect" and (written := room.board.open_notes):
        yield style.bold(f"{Message('room_follow.written_not_shown')}")
        yield from (_line_of(note.number, note.author, note.text, "", style) for note in written)
        yield ""


def _line_of(number: int, author: str, text: str, doubt: str, style: Style) -> str:
    beside = "; ".join(filter(None, (author, doubt)))
    return f"  {number:>2} {quote(text, style.width - 8 - len(beside))}" + (f" ({beside})" if beside else "")


def _now(room: Room) -> str:
    """How far the step is, in a few words."""
    board, kind = room.board, room.kind
    if room.record.is_ahead:
        return f"{answers_ahead.view(room).status}"
    if room.record.is_stopped:
        return f"{STOPPED}"
    if room.record.is_paused:
        return f"{Message('room_follow.pause')}"
    if room.record.aside:
        return f"{Message('room_follow.to_look_at', count=len(room.record.aside))}"
    if kind == "vote" and board.rounds:
        now, missing = board.rounds[-1], still_to_vote(room)
        voted = voted_of(now._replace(counts=()), room.present) if now.ballots or not now.counts else NOTHING
        waiting = Message("room_follow.still_to_vote", people=missing) if missing else NOTHING
        hands = Message("room_follow.hands_counted") if now.counts else waiting
        return "; ".join(f"{part}" for part in (voted, hands) if part)
    if kind == "fist":
        missing, people = still_to_show(room), len(room.record.people)
        count = sum(name in board.fists for name in room.present)
        shown = Message("room_vote.how_many_have_shown", shown=count, people=people)
        waiting = Message("room_follow.still_to_show", people=missing) if missing else NOTHING
        return "; ".join(f"{part}" for part in (shown, waiting) if part)
    doing = Message("room_follow.doing", phase=kind or "done")
    if kind in ("collect", "round", "reveal"):
        doing = Message("room_follow.doing_with_notes", phase=kind, count=len(board.written_notes))
    return "; ".join(f"{part}" for part in (doing, *_not_done(room)))


def _not_done(room: Room) -> Iterator[Message]:
    """Who isn't done yet, and who goes on without a page of their own; nothing where nobody has one."""
    pages = room.record.on_pages
    if room.kind not in COUNTS_DONE or not pages:
        return
    _, missing = progress(room)
    if there := tuple(name for name in missing if name in pages):
        yield Message("room_follow.not_done", people=there)
    if without := tuple(name for name in missing if name not in pages):
        yield Message("room_follow.without_page", people=without)


def _time(room: Room, now: int) -> str:
    record, ending = room.record, room.ending()
    if not record.place or ending is None:
        return f"{Message('room_follow.not_started_yet')}"
    left = room.countdown()
    part = _this_part(left.left_at(now)) if left else NOTHING
    return " · ".join(f"{one}" for one in (part, ending.ends(now), ending.time_left(now), _balance(ending.behind(now))) if one)


def _balance(behind: int) -> Message:
    minutes = round(behind / 60)
    if minutes > 0:
        return Message("room_follow.minutes_behind", minutes=minutes)
    return Message("room_follow.minutes_ahead", minutes=-minutes) if minutes < 0 else Message("room_follow.on_time")


def _this_part(seconds: int) -> Message:
    time = f"{abs(seconds) // 60}:{abs(seconds) % 60:02}"
    return Message("room_follow.part_over", time=time) if seconds < 0 else Message("room_follow.part_left", time=time)
