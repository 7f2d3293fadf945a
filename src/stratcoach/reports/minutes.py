"""The minutes of a workshop in Markdown, and the questions that it left open: a report over the events of its session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room.board import Board, Decision
from stratcoach.flow.room.outcome import not_sure
from stratcoach.flow.room.phases.deciding import AGREED, AS_VOTED
from stratcoach.flow.room.phases.voting import LOW
from stratcoach.flow.room.record import Record
from stratcoach.flow.room.room import Room
from stratcoach.flow.room.techniques import TECHNIQUES
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
    yield f"# {_line(strategy.product or 'Strategy')}: minutes of {spoken(day_of(room))}"
    yield ""
    if record.goal:
        yield f"Goal: {_line(record.goal)}"
        yield ""
    yield f"Result: [{file}]({file}), version {strategy.version}, a draft."
    yield ""
    yield from _people(record)
    yield "## Decisions"
    yield ""
    yield from _decisions(record) or ("Nothing was decided.", "")
    yield from _dissent(record)
    yield "## What was collected"
    yield ""
    for step in _steps(record):
        yield from _collected(step, record.boards.get(step.id), record)
    yield from _car_park(record)
    yield from _not_sure(room)
    yield from _time(room)


def _line(text: str) -> str:
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
    for one in record.people:
        marks = [name for name, holds in (("decides", one.name == record.decider), ("remote", one.remote)) if holds]
        yield f"- {_line(one.name)}" + (f" ({', '.join(marks)})" if marks else "")
    if record.decider and not any(one.name == record.decider for one in record.people):
        yield f"- {_line(record.decider)} (decides, wasn't there)"
    yield ""
    if record.week not in ("", "yes"):
        yield f"Whether it was the right week: {_line(record.week)}"
        yield ""


# ---- decisions


def _decisions(record: Record) -> list[str]:
    lines: list[str] = []
    for step in _steps(record):
        board = record.boards.get(step.id)
        if board and board.decision:
            lines += _decision(step, board, board.decision, record)
    return lines


def _decision(step: PlanStep, board: Board, decision: Decision, record: Record) -> Iterator[str]:
    yield f"### {_line(step.title)}"
    yield ""
    for number in decision.chosen:
        yield f"- {_line(board.notes[number].text)}"
    yield ""
    yield f"Decided by {_line(decision.who)}{_against(step, board, decision, record)}.{_why(decision)}"
    if decision.until:
        yield f"Provisional: {_line(record.decider)} confirms it by {spoken(decision.until)}."
    if decision.is_open:
        owner, by = decision.keeps
        yield f"Both stay for now: {_line(owner)} settles it by {spoken(by)}."
    yield ""


def _why(decision: Decision) -> str:
    return "" if decision.why in (AS_VOTED, AGREED) else f" Because: {_line(decision.why)}"


def _against(step: PlanStep, board: Board, decision: Decision, record: Record) -> str:
    """How the decision stands to the votes."""
    now = board.standing(wanted_in(record, step))
    if now is None:
        return ", without a vote"
    rounds = f" after {len(board.rounds)} rounds" if len(board.rounds) > 1 else ""
    votes = "; ".join(f"{dots} for {number}" for number, dots in sorted(now.totals.items(), key=lambda one: -one[1]))
    if now.tied:
        level = " and ".join(str(number) for number in now.tied)
        return f", with {level} standing level{rounds} ({votes})"
    as_voted = set(now.winners) == set(decision.chosen)
    return f", {'as' if as_voted else 'against what was'} voted{rounds} ({votes})"


def wanted_in(record: Record, step: PlanStep) -> int:
    """How many a step was to choose."""
    flow, question = record.library.flows.get(step.flow), record.question(step)
    many = flow is not None and flow.is_list and question is not None and question.kind != "choice"
    return step.choose or (3 if many else 1)


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
            yield f"- {_line(name)} ({score}): {_line(sentence)}"
        yield from ("",) if said else ()


# ---- what was collected


def _collected(step: PlanStep, board: Board | None, record: Record) -> Iterator[str]:
    if board is None or not board.notes:
        return
    yield f"### {_line(step.title)} ({TECHNIQUES[step.technique].says})"
    yield ""
    now = board.standing(wanted_in(record, step))
    chosen = board.decision.chosen if board.decision else ()
    for note in board.notes.values():
        if note.number in board.same:
            continue
        told = f"{note.number}. {_line(note.text)}"
        marks = [f"also: “{_line(one.text)}”" for one in board.merged_into(note.number)]
        if note.number in board.dropped:
            marks.append("dropped")
        if now is not None and note.number in now.totals:
            marks.append("one dot" if now.totals[note.number] == 1 else f"{now.totals[note.number]} dots")
        marks += [f"then {again.totals()[note.number]}" for again in board.rounds[1:] if note.number in again.options]
        if note.number in chosen:
            marks.append("**chosen**")
        if settled := board.settled.get(note.number):
            marks.append(_became(settled.becomes, settled.owner, settled.by))
        yield told + (f" — {'; '.join(marks)}" if marks else "")
    yield ""
    passed = sorted(board.passed)
    if passed:
        yield f"Passed: {', '.join(_line(name) for name in passed)}."
        yield ""


def _became(becomes: str, owner: str, by: str) -> str:
    who = ", ".join(part for part in (_line(owner), spoken(by) if by else "") if part)
    return _BECAME.get(becomes, becomes) + (f" ({who})" if who else "")


def _car_park(record: Record) -> Iterator[str]:
    if not record.parked:
        return
    yield "## Car park"
    yield ""
    for number, one in enumerate(record.parked, 1):
        settled = record.settled.get(number)
        author = f"{_line(one.author)}, " if one.author else ""
        became = _became(settled.becomes, settled.owner, settled.by) if settled else "still open"
        yield f"- {_line(one.text)} ({author}in “{_line(one.step)}”) — {became}"
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
        yield f"| {_line(one.what)} | {one.why} | {_line(one.owner) or '**nobody yet**'} | {by} |"
    yield ""


# ---- time


def _time(room: Room) -> Iterator[str]:
    record = room.record
    yield "## Time"
    yield ""
    yield "| step | planned | used |"
    yield "| --- | ---: | ---: |"
    planned = used = 0
    for step in _steps(record):
        took = round(record.used.get(step.id, 0) / 60)
        planned, used = planned + record.planned_for(step.id), used + took
        yield f"| {_line(step.title)} | {record.planned_for(step.id)} | {took} |"
    yield f"| together | {planned} | {used} |"
    yield ""
    begun = set(record.entered)
    gone = [step.title for step in record.left_out if step.id not in begun]
    if gone:
        yield f"Left out: {', '.join(_line(title) for title in gone)}."
        yield ""
    over = [step for step in _steps(record) if record.used.get(step.id, 0) > 60 * record.planned_for(step.id) * 1.5]
    if over and used > planned:
        yield f"Took half as long again as planned: {', '.join(_line(step.title) for step in over)}."
        yield ""
    yield "Pauses and interruptions are not counted."


# ---- what is still open


def questions(room: Room, strategy: Strategy) -> str:
    """What the next round of research has to find out: open questions, and what was assumed."""
    return "\n".join(_open(room, strategy)).rstrip() + "\n"


def _open(room: Room, strategy: Strategy) -> Iterator[str]:
    yield f"# {_line(strategy.product or 'Strategy')}: what we have to find out"
    yield ""
    yield f"From the workshop of {spoken(day_of(room))}."
    yield ""
    if strategy.questions:
        yield "## Open questions"
        yield ""
        for one in strategy.questions:
            yield f"- [ ] {_line(one.question)}{_owned(one.owner, one.by)}"
        yield ""
    if strategy.assumptions:
        yield "## What we take to be true and nobody has shown"
        yield ""
        for bet in strategy.assumptions:
            test = f" Test: {_line(bet.test)}" if bet.test else ""
            yield f"- [ ] {_line(bet.statement)}{test}{_owned(bet.owner, bet.by)}"
        yield ""
    unseen = [one for one in strategy.insights if not one.evidence or not one.source]
    if unseen:
        yield "## What somebody said and nobody has looked up"
        yield ""
        for insight in unseen:
            lacks = "how many, and where" if insight.source else "who saw it, and how"
            yield f"- [ ] {_line(quote(insight.statement, 200))} — {lacks}?"
        yield ""
    if not (strategy.questions or strategy.assumptions or unseen):
        yield "Nothing was left open. That is rare; ask somebody who wasn't there."


def _owned(owner: str, by: str) -> str:
    told = ", ".join(part for part in (_line(owner), f"by {spoken(by)}" if by else "") if part)
    return f" ({told})" if told else ""
