"""The minutes of a workshop in Markdown, and the questions that it left open: a report over the events of its session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room.board import Board, Decision
from stratcoach.flow.room.outcome import not_sure
from stratcoach.flow.room.phases.deciding import AGREED, AS_VOTED
from stratcoach.flow.room.phases.setting_up import how_it_is_done
from stratcoach.flow.room.recap import recap
from stratcoach.flow.room.record import Record
from stratcoach.flow.room.room import Room
from stratcoach.flow.room.stage import wanted_in
from stratcoach.flow.room.tally import LOW, with_merged
from stratcoach.flow.wording import quote
from stratcoach.model.dates import spoken
from stratcoach.model.strategy import Strategy

_BECAME = {
    "question": "became an open question",
    "assumption": "became an assumption",
    "dropped": "dropped",
    "changed": "changed",
}


def day_of(room: Room) -> str:
    """The day on which a workshop began, as `2026-11-22`."""
    return datetime.fromtimestamp(room.record.seed, UTC).astimezone().date().isoformat()


def minutes(room: Room, strategy: Strategy, file: str) -> str:
    """The minutes: who, what was collected, votes, decisions and their reasons, dissent, car park, who finds out what, time."""
    return "\n".join(_whole(room, strategy, file)).rstrip() + "\n"


def _whole(room: Room, strategy: Strategy, file: str) -> Iterator[str]:
    record = room.record
    yield f"# {as_line(strategy.product or 'Strategy')}: minutes of {spoken(day_of(room))}"
    yield ""
    if record.goal:
        yield f"Goal: {as_line(record.goal)}"
        yield ""
    yield f"Result: [{file}]({file}), version {strategy.version}, a draft."
    yield ""
    yield from _in_short(room)
    yield from _people(record)
    yield "## Decisions"
    yield ""
    yield from _decisions(room) or ("Nothing was decided.", "")
    yield from _dissent(record)
    yield "## What was collected"
    yield ""
    for step in _steps(record):
        yield from _collected(step, record.boards.get(step.id), record)
    yield from _car_park(record)
    yield from _not_sure(room)
    yield from _time(room)


IN_SHORT = "## In short"


def _in_short(room: Room) -> Iterator[str]:
    """What a latecomer was told last, so that `recap` finds it when the workshop is over."""
    yield IN_SHORT
    yield ""
    yield from (f"- {as_line(one)}" for one in recap(room, room.record.since, None))
    yield ""


def in_short(text: str) -> tuple[str, ...]:
    """The recap that stands in minutes; nothing where it was taken out."""
    _, found, rest = text.partition(f"{IN_SHORT}\n")
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("- ")] if found else []
    return tuple(re.sub(r"\\([\\`*_<>\[\]|#])", r"\1", line.removeprefix("- ")) for line in lines)


def as_line(text: str) -> str:
    """What somebody said, on one line and without meaning anything to Markdown."""
    flat = " ".join(text.split())
    for sign in "\\`*_<>[]|#":
        flat = flat.replace(sign, f"\\{sign}")
    return flat


def _steps(record: Record) -> Iterator[PlanStep]:
    """The steps that were begun, in the order in which they were."""
    known = {step.id: step for step in (*record.left_out, *record.plan)}
    yield from (known[name] for name in record.entered if name in known)


def _people(record: Record) -> Iterator[str]:
    yield "## Who"
    yield ""
    told = {one.name: ["remote"] if one.remote else [] for one in record.people}
    told |= {name: [f"left during “{as_line(during)}”"] for name, during in record.gone.items()}
    if record.decider:
        away = ["wasn't there"] if record.is_decider_away or record.decider not in told else []
        told[record.decider] = ["decides", *away, *told.get(record.decider, ())]
    for name, marks in told.items():
        yield f"- {as_line(name)}" + (f" ({', '.join(marks)})" if marks else "")
    yield ""
    if record.week not in ("", "yes"):
        yield f"Whether it was the right week: {as_line(record.week)}"
        yield ""


# ---- decisions


def _decisions(room: Room) -> list[str]:
    """What was decided, in the order in which it was: a step is decided in no other than itself, and none is entered twice."""
    lines: list[str] = []
    for step in _steps(room.record):
        board = room.record.boards.get(step.id)
        if board and board.decision:
            lines += _decision(step, board, board.decision, room)
    return lines


def _decision(step: PlanStep, board: Board, decision: Decision, room: Room) -> Iterator[str]:
    record = room.record
    yield f"### {as_line(step.title)}"
    yield ""
    for number in decision.chosen:
        now, chosen = room.words_of(step, number), board.notes[number].text
        yield f"- {as_line(now)}" + ("" if _same(now, chosen) else f" (when it was chosen: “{as_line(chosen)}”)")
    yield ""
    yield f"Decided by {as_line(decision.who)}{_against(step, board, decision, record)}.{_why(decision)}"
    yield from _votes(board, decision)
    if decision.until:
        yield f"Provisional: {as_line(record.decider)} confirms it by {spoken(decision.until)}."
    if decision.is_open:
        owner, by = decision.keeps
        yield f"Both stay for now: {as_line(owner)} settles it by {spoken(by)}."
    yield ""


def _why(decision: Decision) -> str:
    return "" if decision.why in (AS_VOTED, AGREED) else f" Because: {as_line(decision.why)}"


def _same(now: str, chosen: str) -> bool:
    """Whether two texts say the same but for commas and the full stop."""
    one, other = (text.replace(",", "").rstrip(".").lower().split() for text in (now, chosen))
    return one == other


def _votes(board: Board, decision: Decision) -> Iterator[str]:
    """What each option got in each round, with its text, the most first."""
    if not board.rounds or board.rounds[0].is_empty:
        return
    rounds = [with_merged(one.totals(), board.same) for one in board.rounds]
    yield ""
    for number, dots in sorted(rounds[0].items(), key=lambda one: tuple(-again.get(one[0], 0) for again in rounds)):
        told = "one dot" if dots == 1 else f"{dots} dots"
        told += "".join(f", then {again[number]}" for again in rounds[1:] if number in again)
        yield f"- {told}: {as_line(board.notes[number].text)}" + (" — **chosen**" if number in decision.chosen else "")


def _against(step: PlanStep, board: Board, decision: Decision, record: Record) -> str:
    """How the decision stands to the votes."""
    now = board.standing(wanted_in(record.library, step))
    if now is None:
        return ", without a vote"
    rounds = f" after {len(board.rounds)} rounds" if len(board.rounds) > 1 else ""
    if now.tied:
        level = " and ".join(f"“{as_line(quote(board.notes[number].text, 60))}”" for number in now.tied)
        return f", where {level} stood level{rounds}"
    if not set(decision.chosen) <= set(now.winners):
        return f", against what was voted{rounds}"
    return f", {'as' if len(decision.chosen) == len(now.winners) else 'fewer than were'} voted{rounds}"


def _dissent(record: Record) -> Iterator[str]:
    """Who showed few fingers, and what is missing for them."""
    said = [
        (name, score, sentence)
        for board in record.boards.values()
        for name, (score, sentence) in board.fists.items()
        if score < LOW
    ]
    shown = [score for board in record.boards.values() for score, _ in board.fists.values()]
    if shown:
        yield "## How far we stand behind it"
        yield ""
        yield f"Fingers: {', '.join(str(score) for score in sorted(shown, reverse=True))}."
        yield ""
        for name, score, sentence in said:
            yield f"- {as_line(name)} ({score}): {as_line(sentence)}"
        yield from ("",) if said else ()


# ---- what was collected


def _collected(step: PlanStep, board: Board | None, record: Record) -> Iterator[str]:
    if board is None or not board.notes:
        return
    yield f"### {as_line(step.title)} ({how_it_is_done(step, len(record.people))})"
    yield ""
    now = board.standing(wanted_in(record.library, step))
    chosen = board.decision.chosen if board.decision else ()
    for note in board.notes.values():
        if note.number in board.same:
            continue
        told = f"{note.number}. {as_line(note.text)}"
        first = board.first_words.get(note.number)
        marks = [f"first: “{as_line(first)}”"] if first else []
        marks += [f"also: “{as_line(one.text)}”" for one in board.merged_into(note.number)]
        if note.number in board.dropped:
            marks.append("dropped")
        if now is not None and note.number in now.totals and not board.decision:
            marks.append("one dot" if now.totals[note.number] == 1 else f"{now.totals[note.number]} dots")
        if note.number in chosen:
            marks.append("**chosen**")
        if settled := board.settled.get(note.number):
            marks.append(_became(settled.becomes, settled.owner, settled.by))
        yield told + (f" — {'; '.join(marks)}" if marks else "")
    yield ""
    passed = sorted(board.passed - {note.author for note in board.notes.values()})
    if passed:
        yield f"Passed: {', '.join(as_line(name) for name in passed)}."
        yield ""


def _became(becomes: str, owner: str, by: str) -> str:
    who = ", ".join(part for part in (as_line(owner), spoken(by) if by else "") if part)
    return _BECAME.get(becomes, becomes) + (f" ({who})" if who else "")


def _car_park(record: Record) -> Iterator[str]:
    if not record.parked:
        return
    yield "## Car park"
    yield ""
    for number, one in enumerate(record.parked, 1):
        settled = record.settled.get(number)
        author = f"{as_line(one.author)}, " if one.author else ""
        became = _became(settled.becomes, settled.owner, settled.by) if settled else "still open"
        yield f"- {as_line(one.text)} ({author}in “{as_line(one.step)}”) — {became}"
    yield ""


def _not_sure(room: Room) -> Iterator[str]:
    found = not_sure(room)
    if not found:
        return
    yield "## What we are not sure of, and who finds out"
    yield ""
    yield "| what | why | who | by |"
    yield "| --- | --- | --- | --- |"
    for one in found:
        by = spoken(one.by) if one.by else "—"
        yield f"| {as_line(one.what)} | {one.why} | {as_line(one.owner) or '**nobody yet**'} | {by} |"
    yield ""


# ---- time


def _time(room: Room) -> Iterator[str]:
    record = room.record
    yield "## Time"
    yield ""
    yield "| step | planned | used |"
    yield "| --- | ---: | ---: |"
    planned = used = 0
    begun = set(record.entered)
    gone = [step for step in record.left_out if step.id not in begun]
    for step in _steps(record):
        took = round(record.used.get(step.id, 0) / 60)
        planned, used = planned + record.planned_for(step.id), used + took
        yield f"| {as_line(step.title)} | {record.planned_for(step.id)} | {took} |"
    for step in gone:
        planned += record.planned_for(step.id)
        yield f"| {as_line(step.title)} (left out) | {record.planned_for(step.id) or '—'} | — |"
    yield f"| together | {planned} | {used} |"
    yield ""
    over = [step for step in _steps(record) if record.used.get(step.id, 0) > 60 * record.planned_for(step.id) * 1.5]
    if over and used > planned:
        yield f"Took half as long again as planned: {', '.join(as_line(step.title) for step in over)}."
        yield ""
    yield "Pauses and interruptions are not counted."
