"""Before, between and beside the steps: who is here, who decides, the plan, what comes next, a pause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room import plan as plans
from stratcoach.flow.room.people import FEWEST_FOR_FOURS, meant, read_people
from stratcoach.flow.room.phases import leaving
from stratcoach.flow.room.plan import Refusal
from stratcoach.flow.room.room import Room, Taken
from stratcoach.flow.room.techniques import TECHNIQUES
from stratcoach.flow.room.view import RoomView, Row
from stratcoach.flow.state import Event
from stratcoach.flow.wording import in_full
from stratcoach.model.sections import SECTION, entries

ONLY_ENTER: Final = "Press Enter to continue."

MOST_REMOTE: Final = 5
"""With more remote people than this a workshop works better online as a whole."""


def _asked(room: Room, name: str, how: str, rows: tuple[Row, ...] = ()) -> RoomView:
    question = room.asks(name)
    return RoomView(
        key=f"room.{name}",
        kind=name,
        title=room.step.title,
        question=question.ask[0],
        rows=rows,
        how=how,
        help=question.help[0] if question.help else "",
        lines=name == "people",
    )


# ---- before we begin


def people(room: Room) -> RoomView:
    return _asked(room, "people", "Names, separated by commas; add (remote) or (senior)")


def names_of(room: Room) -> str:
    """Who is here, as one types it."""
    return ", ".join(one.told for one in room.record.people)


def take_people(_room: Room, text: str) -> Taken:
    found = read_people(text)
    if not found:
        return Refusal("Type at least one name.")
    return Event("people", "", tuple(one.told for one in found))


def decider(room: Room) -> RoomView:
    rows = tuple(Row("", one.told) for one in room.record.people)
    return _asked(room, "decider", "One name; add (absent) for somebody who isn't here", rows=rows).replace(
        draft=room.record.ahead.get("decider", "")
    )


def take_decider(room: Room, text: str) -> Taken:
    absent = "absent" in text.lower()
    name = text.split("(", maxsplit=1)[0].strip()
    if not name:
        return Refusal("Somebody has to, or nothing gets decided. It can be somebody who isn't here: Kim (absent).")
    known = meant(name, room.record.people)
    if known is None and not absent:
        here = ", ".join(one.name for one in room.record.people)
        return Refusal(f"Who is that? In the room: {here}. For somebody who isn't here: {name} (absent).")
    if known and absent and len(room.record.people) == 1:
        return Refusal(f"{known.name} is the only name so far. Who else is taking part? Undo to change the names.")
    return Event("decider", "", (known.name if known else name, "absent" if absent or not known else "here"))


def goal(room: Room) -> RoomView:
    return _asked(room, "goal", "One line").replace(draft=room.record.ahead.get("goal", ""))


def take_goal(_room: Room, text: str) -> Taken:
    return Event("goal", "", " ".join(text.split())) if any(map(str.isalpha, text)) else Refusal("One line, in words.")


def week(room: Room) -> RoomView:
    return _asked(room, "week", "Enter alone: nothing   or one line, such as who has to leave at three")


def take_week(_room: Room, text: str) -> Taken:
    if text.strip() and not any(map(str.isalpha, text)):
        return Refusal("One line in words, or Enter alone.")
    return Event("week", "", " ".join(text.split()) or "yes")


def agenda(room: Room) -> RoomView:
    record = room.record
    rows = (*(Row("", told) for told in _checked(room)), *plan_rows(room))
    return RoomView(
        key="room.agenda",
        kind="agenda",
        title=record.workshop.title,
        question=f"{_planned_of(room)}: does this fit?",
        rows=rows,
        how="Enter: begin   skip 6   move 5 to 3   minutes 4 10   until 15:30",
        help=room.asks("plan").help[0],
    )


def _planned_of(room: Room) -> str:
    """How long the plan is, and how much time there is where that is something else."""
    total, asked = sum(step.minutes for step in room.record.plan), room.record.asked
    told = told_minutes(total)
    told = told[0].upper() + told[1:]
    free = plans.free_in(room.record.workshop, asked)
    if total == asked:
        return told
    if free and total + free == asked:
        return f"{told}, with {told_minutes(free)} to spare"
    return f"{told} of {told_minutes(asked)}" if total < asked else f"{told}, {told_minutes(total - asked)} more than we have"


def not_all_here(room: Room) -> str:
    """That there are other names than people who were announced; once we are under way people come and go."""
    names, expected = len(room.record.people), room.record.expected
    if room.record.place or not expected or names == expected:
        return ""
    here = "one" if names == 1 else str(names)
    return f"You said {expected} people, but listed {here}."


def _checked(room: Room) -> Iterator[str]:
    """What should be there before a workshop begins."""
    record = room.record
    held = len(entries(record.base, SECTION["insights"])) if record.base else 0
    yield f"Insights in the file: {held or 'none yet'}"
    if record.left_out:
        gone = ", ".join(f"{step.title} ({step.minutes} min)" for step in record.left_out)
        yield f"Left out: {gone}"
    away = sum(one.remote for one in record.people)
    here = len(record.people) - away
    missing = f" {told}" if (told := not_all_here(room)) else ""
    yield f"In the room: {here}" + (f"; remote: {away}." if away else ".") + missing
    if away > MOST_REMOTE or (away and away >= here):
        yield "With this many people remote, everybody should join online, each at their own screen."
    if record.workshop.leaves_out:
        yield record.workshop.leaves_out
    yield from _size(room)
    if not record.is_decider_here:
        yield f"{record.decider} isn't here, so each decision is provisional until a date that we set."
    if record.week != "yes":
        yield f"In the way today: {record.week}"


def _size(room: Room) -> Iterator[str]:
    """What to do where there are fewer or more people than an agenda is made for."""
    workshop, count = room.record.workshop, len(room.record.people)
    if count < workshop.least:
        yield f"This agenda is for {workshop.least} to {workshop.most} people. With fewer, invite somebody, or use `stratcoach new`."
    if count > workshop.most:
        yield (
            f"This agenda is for {workshop.least} to {workshop.most} people. With {count}, sit at two tables with a scribe each: they type "
            "the notes into a file, and Tab, 9 adds both. Vote and decide together."
        )


def plan_rows(room: Room) -> tuple[Row, ...]:
    """The plan as rows: number, title, minutes, technique; what is done is marked."""
    record = room.record
    place = record.place
    return tuple(
        Row(
            str(number),
            _with_technique(step, len(record.people)),
            f"{step.minutes} min" + (" ✓" if number < place else " ←" if number == place else ""),
        )
        for number, step in enumerate(record.plan, 1)
    )


def _with_technique(step: PlanStep, people: int) -> str:
    """The title, and how it is done where the title doesn't say it."""
    says = how_it_is_done(step, people)
    return step.title if says.removeprefix("a ") in step.title.lower() else f"{step.title} · {says}"


def how_it_is_done(step: PlanStep, people: int) -> str:
    """The technique of a step in words; with few people there are no fours."""
    says = TECHNIQUES[step.technique].says
    return says if people >= FEWEST_FOR_FOURS else says.replace(", in fours", "")


def take_agenda(room: Room, text: str) -> Taken:
    if not text.strip():
        return enter_next(room)
    return edited(room, text)


def edited(room: Room, text: str, now: int = 0) -> Taken:
    """A change of the plan, as it was typed at the second `now`, else when something happened last."""
    words, record = text.lower().split(), room.record
    if words[:1] == ["until"] and len(words) == 2:
        left = plans.minutes_until(words[1], datetime.fromtimestamp(now or record.since))  # noqa: DTZ006  the time here
        if not left:
            return Refusal("Type a later time today: until 15:30.")
        words = ["left", str(left)]
    used = record.used_until(record.at, now or record.since)
    here = round(max(60 * room.step.minutes - used, 0) / 60) if record.place and room.kind is not None else 0
    plan = plans.edit(record.plan, words, record.place, room.library, here)
    if isinstance(plan, Refusal):
        return plan
    return Event("plan", " ".join(words) if words[0] == "left" else "", plans.written(plan))


def enter_next(room: Room) -> Event:
    coming = room.record.coming
    if not coming:
        return Event("finish")
    order = seniors_last(room, coming[0].id)
    return Event("enter", coming[0].id, order) if order else Event("enter", coming[0].id)


def seniors_last(room: Room, step: str) -> tuple[str, ...]:
    """The numbers of what was written before a step, in the order in which it is shown: whoever decides, and who is senior,
    comes last, so that nobody begins with what they think. Empty where that is the order already.
    """
    record = room.record
    board = record.boards.get(step)
    if board is None or step in record.entered or set(board.notes) != board.written:
        return ()
    last = {one.name for one in record.people if one.senior} | {record.decider}
    order = sorted(board.notes, key=lambda number: (not last.isdisjoint(board.authors(number)), number))
    return tuple(str(number) for number in order) if order != sorted(order) else ()


# ---- a step that only tells


def tell(room: Room) -> RoomView:
    record, step = room.record, room.step
    rows: tuple[Row, ...] = ()
    question = step.says or step.title
    if step.technique == "tell":
        question = record.goal or question
        rows = (Row("", _who_decides(room)),)
        rows += tuple(Row("", line) for line in (step.says, *room.asks("rules").good) if line)
        rows += tuple(Row("", one.title, f"{one.minutes} min") for one in record.plan if one.minutes)
    if step.technique == "break":
        question = "Back at"
    back = record.since + room.budget - record.used_in_phase if step.technique == "break" else 0
    parked = len(room.to_settle)
    return RoomView(
        key=f"{step.id}.tell",
        kind="rest" if step.technique == "break" else "tell",
        title=step.title,
        question=question,
        rows=rows,
        status=_parked(parked) if step.technique == "break" else "",
        how="Ctrl-C: stop until then   Enter: continue" if step.technique == "overnight" else "Enter: continue",
        lines=True,
        back_at=back,
    )


def _who_decides(room: Room) -> str:
    record = room.record
    if not record.decider:
        return ""
    if record.is_decider_here:
        return f"{record.decider} decides when we don't agree."
    return f"We decide for now; {record.decider}, who isn't here, confirms it later."


def _parked(count: int) -> str:
    return f"In the car park: {count}" if count else ""


def take_tell(room: Room, text: str) -> Taken:
    return Refusal(ONLY_ENTER) if text.strip() else enter_next(room)


# ---- between two steps


def between(room: Room) -> RoomView:
    record = room.record
    rows = [Row("", f"“{in_full(text)}”") for text in decided_texts(room)]
    coming = record.coming
    how = "Enter: continue" if coming else "Enter: write the file"
    if len(coming) > 1 and leaving.closing_step(room) and (ending := room.ending()) and ending.must_close(record.since):
        left = ending.told_left(record.since)
        rows.append(Row("", f"{left[0].upper()}{left[1:]}. Go to the close now, so that decisions get owners and dates?"))
        how += "   c: to the close"
    short = room.shortening(record.since)
    if short:
        behind = round(room.behind(record.since) / 60)
        rows.append(Row("", f"At this rate we end {told_minutes(behind)} late. Shorten? {'; '.join(one.told for one in short)}."))
        how += "   s: shorten as proposed"
    then = f"Next: {coming[0].title}, {told_minutes(coming[0].minutes)}." if coming else "That was the last step."
    return RoomView(
        key=f"{record.at}.done",
        kind="between",
        title=room.step.title,
        question=then,
        rows=tuple(rows),
        how=how,
        lines=True,
    )


def decided_texts(room: Room) -> tuple[str, ...]:
    board = room.record.board_of(room.step.id)
    chosen = board.decision.chosen if board.decision else ()
    return tuple(room.words_of(room.step, number) for number in chosen if number in board.notes)


def take_between(room: Room, text: str) -> Taken:
    if text.strip().lower() in ("s", "shorten"):
        return shorten_now(room, room.record.since)
    if text.strip().lower() == "c":
        return leaving.to_close(room)
    if plans.is_edit(text):
        return edited(room, text)
    return Refusal(ONLY_ENTER) if text.strip() else enter_next(room)


def shorten_now(room: Room, now: int) -> Taken:
    """Take over what is proposed for catching up."""
    what = room.shortening(now)
    if not what:
        return Refusal("There is nothing to shorten.")
    return Event("plan", "", plans.written(plans.shortened(room.record.plan, what)))


# ---- a pause


def rest(room: Room) -> RoomView:
    record = room.record
    parked = len([one for one in range(1, len(record.parked) + 1) if one not in record.settled])
    then = room.step.title if record.place else "the beginning"
    return RoomView(
        key="room.rest",
        kind="rest",
        title="Break" if record.back_at else "Pause",
        question="Back at" if record.back_at else "A pause. The clock for this part stops; the end time stays the same.",
        rows=(Row("", f"Then we continue with: {then}"),),
        status=_parked(parked),
        how="Enter: continue",
        lines=True,
        back_at=record.back_at,
    )


def take_rest(_room: Room, text: str) -> Taken:
    return Refusal(ONLY_ENTER) if text.strip() else Event("go")


def told_minutes(minutes: int) -> str:
    """A time as it is said: 25 minutes, 2 hours, 2 h 15."""
    if minutes < 60:
        return "a minute" if minutes == 1 else f"{minutes} minutes"
    hours, rest_of_it = divmod(minutes, 60)
    if rest_of_it:
        return f"{hours} h {rest_of_it:02}"
    return "an hour" if hours == 1 else f"{hours} hours"
