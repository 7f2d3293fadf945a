"""The minutes of a workshop in Markdown: a page that anybody can be sent, and an annex with the votes and first wordings.

A report over the events of a session. The page reads well as plain text, too, because minutes go round by mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stratcoach.flow.model import PlanStep
from stratcoach.flow.room.attendance import Attended, attended, moment, sittings
from stratcoach.flow.room.board import Board, Decision
from stratcoach.flow.room.outcome import handles, level, made, reason_of, to_confirm, without_source
from stratcoach.flow.room.room import Room
from stratcoach.flow.room.stage import phases_of, wanted_in
from stratcoach.flow.room.tally import LOW, Standing, dots
from stratcoach.model.dates import spoken, with_weekday
from stratcoach.model.sections import items
from stratcoach.model.shown import ended, visible
from stratcoach.model.strategy import Assumption, Item, Question, Strategy
from stratcoach.reports.markdown import as_plain
from stratcoach.reports.minutes_annex import annex, became
from stratcoach.reports.minutes_items import details
from stratcoach.reports.minutes_text import as_line, as_place, listed, owned, quoted, spelled, titled

ANNEX: Final = "## Annex"
"""Where the page ends that everybody reads."""


def day_of(room: Room) -> str:
    """The day on which a workshop began, as `2026-11-22`."""
    return moment(room.record.seed).date().isoformat()


def minutes(room: Room, strategy: Strategy, file: str) -> str:
    """The minutes: when, who, what was decided by whom and against whom, who does what by when; then the annex."""
    page = [*_head(room, strategy, file), *_decisions(room, strategy), *_standing_behind(room), *_still_open(room, strategy)]
    page += _next(strategy)
    return "\n".join((*page, ANNEX, "", *annex(room))).rstrip() + "\n"


def page_of(text: str) -> str:
    """The page of written minutes, as somebody reads it on a terminal."""
    page = re.split(r"^(?:## Annex|## What was collected)$", text, maxsplit=1, flags=re.MULTILINE)[0]
    return visible(as_plain(page)).rstrip()


# ---- the head


def _head(room: Room, strategy: Strategy, file: str) -> Iterator[str]:
    record = room.record
    yield f"# {as_line(strategy.product or 'Strategy')}: workshop on {spoken(day_of(room))}"
    yield ""
    yield f"- When: {_hours(room)}"
    if place := record.ahead.get("place", ""):
        yield f"- Where: {as_place(place)}"
    yield f"- Who: {', '.join(_people(room))}"
    if record.goal:
        yield f"- Goal: {ended(as_line(record.goal))}"
    if told := _reached(*record.reached):
        yield f"- Goal reached: {told}"
    if record.week not in ("", "yes"):
        yield f"- What got in the way: {ended(as_line(record.week))}"
    yield f"- Result: {as_line(file)}, version {strategy.version}, a draft."
    yield ""


def _hours(room: Room) -> str:
    """The days with their hours, as `Tuesday, 24 November 2026, 9:00 to 11:05`."""
    days = [(with_weekday(one.day.isoformat()), one) for one in sittings(room.record.events)]
    told = [f"{day}, {_clock(one.began)} to {_clock(one.ended)}" for day, one in days]
    return "; ".join(told) or with_weekday(day_of(room))


def _clock(second: int) -> str:
    at = moment(second)
    return f"{at.hour}:{at.minute:02}"


def _reached(answer: str, missing: str) -> str:
    told = {"yes": "yes", "partly": "partly", "no": "no"}.get(answer, "")
    if told and missing:
        return f"{told}. {ended(as_line(missing[:1].upper() + missing[1:]))}"
    return f"{told}." if told else ""


def _people(room: Room) -> Iterator[str]:
    """Everybody who was there with what is worth knowing of them; the decider, too, where they weren't."""
    record = room.record
    every = attended(record.events)
    for one in every:
        marks = _marks(one, room)
        yield as_line(one.name) + (f" ({', '.join(marks)})" if marks else "")
    if record.decider and record.decider not in {name for one in every for name in (one.name, *one.before)}:
        yield f"{as_line(record.decider)} (decides, wasn't there)"


def _marks(one: Attended, room: Room) -> list[str]:
    record = room.record
    found = []
    if record.decider in (one.name, *one.before):
        found += ["decides", "wasn't there"] if record.is_decider_away else ["decides"]
    found += ["remote"] if one.remote else []
    found += [f"came at {_clock(one.came)}"] if one.came else []
    found += [f"left at {_clock(one.left)}"] if one.left else []
    return found + [f"first listed as {as_line(name)}" for name in one.before]


# ---- decisions


def _decisions(room: Room, strategy: Strategy) -> Iterator[str]:
    yield "## What we decided"
    yield ""
    found = list(made(room))
    for step, board, decision in found:
        yield f"### {titled(step.title)}"
        yield from _chosen(room, strategy, step, board, decision)
        yield ""
        yield " ".join(_how(room, step, board, decision))
        yield ""
    if not found:
        yield "Nothing was decided."
        yield ""


def _chosen(room: Room, strategy: Strategy, step: PlanStep, board: Board, decision: Decision) -> Iterator[str]:
    ids, by_id = room.interview.assembly.ids, {item.id: item for _, item in items(strategy)}
    still_open = level(room, step, board, decision)
    for number, handle in zip(decision.chosen, handles(step, board, decision), strict=True):
        words = room.words_of(step, number)
        item = by_id.get(ids.get(handle, ""))
        told = _details(room, step, words, item)
        mark = " (still open)" if number in still_open and len(still_open) < len(decision.chosen) else ""
        yield f"- {ended(as_line(words))}{mark}{f' {told}' if told else ''}"


def _details(room: Room, step: PlanStep, words: str, item: Item | None) -> str:
    """What the file says of a chosen item beside its words; of a vision only where these are its words."""
    question, flow = room.record.question(step), room.library.flows.get(step.flow)
    if item is None or question is None or flow is None:
        return ""
    is_whole = (
        flow.is_list
        or question.kind == "choice"
        or (not step.on and words == getattr(item, "statement", getattr(item, "metric", "")))
    )
    return details(item) if is_whole else ""


def _how(room: Room, step: PlanStep, board: Board, decision: Decision) -> Iterator[str]:
    """How it was decided, in sentences: by whom, against which votes, why, until when."""
    now = board.standing(wanted_in(room.library, step))
    who = as_line(decision.who)
    if decision.is_open:
        yield from _left_level(decision, len(level(room, step, board, decision)))
        return
    yield _by_vote(who, board, decision, now)
    if reason := reason_of(decision):
        yield f"Reason: {as_line(reason)}"
    yield from _against(board)
    if decision.until:
        yield f"Provisional: {as_line(room.record.decider)} will confirm it by {spoken(decision.until)}."


def _left_level(decision: Decision, still_open: int) -> Iterator[str]:
    """What was voted, and who settles the tie. What was voted comes first in the list above."""
    if settled := len(decision.chosen) - still_open:
        yield "The first one was decided as voted." if settled == 1 else f"The first {settled} were decided as voted."
    owner, by = decision.keeps
    many, all_of_them = ("two", "both") if still_open == 2 else (spelled(still_open), "they all")
    yield f"The {many} that are still open were tied in the vote, and {all_of_them} stay for now."
    yield f"{as_line(owner)} will settle it by {spoken(by)}."


def _by_vote(who: str, board: Board, decision: Decision, now: Standing | None) -> str:
    """Who decided, and how that relates to the votes."""
    again = f" after {len(board.rounds)} rounds of voting" if len(board.rounds) > 1 else ""
    if now is None:
        return f"Decided by {who}, without a vote."
    if now.tied:
        tied = listed([quoted(board.notes[number].text) for number in now.tied])
        return f"{tied} were tied{again}; {who} decided."
    if set(decision.chosen) <= set(now.winners):
        fewer = " There was room for more." if len(decision.chosen) < len(now.winners) else ""
        return f"Decided by {who}, as voted{again}.{fewer}"
    others = [number for number in now.winners if number not in decision.chosen]
    if not others:
        return f"Decided by {who}{again}, who chose more than the vote did."
    voted = listed([f"{quoted(board.notes[number].text)} ({dots(now.totals.get(number, 0))})" for number in others])
    mine = listed([f"{dots(now.totals.get(number, 0))}" for number in decision.chosen if number not in now.winners])
    return f"Decided by {who} against the vote{again}, which was for {voted}" + (
        f"; the one chosen instead had {mine}." if mine else "."
    )


def _against(board: Board) -> Iterator[str]:
    """Who couldn't live with it, where that was asked."""
    for name, sentence in board.against.items():
        yield f"Against it: {as_line(name)}" + (f", “{ended(as_line(sentence))}”" if sentence else ".")
    if board.was_asked and not board.against:
        yield "Nobody objected."


def _standing_behind(room: Room) -> Iterator[str]:
    """Who was against it, or that nobody was: what the fingers said, and what comes of the low ones."""
    boards = [board for board in room.record.boards.values() if board.fists]
    low = [line for board in boards for line in _low(room, board)]
    if not boards:
        return
    scores = sorted((score for board in boards for score, _ in board.fists.values()), reverse=True)
    fingers = ", ".join(str(score) for score in scores)
    yield "## How much we support it"
    yield from low
    yield f"- All fingers: {fingers}." if low else f"Everybody showed {LOW} of 5 fingers or more: {fingers}."
    yield ""


def _low(room: Room, board: Board) -> Iterator[str]:
    every = [(name, *shown) for name, shown in board.fists.items() if shown[0] < LOW]
    for number, (name, score, missing) in enumerate(every, 1):
        came = board.settled.get(number)
        then = f" This {became(came)}." if came and came.becomes != "kept" else ""
        yield f"- {as_line(_name_now(room, name))}, with {score} of 5 fingers: {ended(as_line(missing))}{then}"


def _name_now(room: Room, name: str) -> str:
    return next((one.name for one in attended(room.record.events) if name in one.before), name)


# ---- what is still open


def _still_open(room: Room, strategy: Strategy) -> Iterator[str]:
    record = room.record
    settled = [*record.settled.values(), *(one for board in record.boards.values() for one in board.settled.values())]
    tasks = [one for one in settled if one.becomes == "task"]
    yield from _section("Tasks", [f"{ended(as_line(one.text))}{owned(one.owner, one.by)}" for one in tasks])
    yield from _section("Open questions", _questions(room, strategy))
    yield from _section("Sources still missing", _without_source(strategy))
    yield from _section(
        "What we assume for now", [f"{ended(as_line(one.statement))}{_tested(one)}" for one in _assumed(room, strategy)]
    )
    waiting = [one.text for number, one in enumerate(record.parked, 1) if number not in record.settled]
    waiting += [one.text for one in record.aside if not one.doubt]
    yield from _section("Still in the car park", [ended(as_line(text)) for text in waiting])
    yield from _section("Not reached", list(_not_reached(room)))


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"## {title}"
        yield from (f"- {line}" for line in lines)
        yield ""


def _questions(room: Room, strategy: Strategy) -> list[str]:
    """The questions of today; that something has to be confirmed is written under the decision."""
    confirmed = [to_confirm(room, step, decision) for step, _, decision in made(room) if decision.until]
    before = room.record.base.questions if room.record.base else ()
    found: list[Question] = [one for one in strategy.questions if one not in confirmed and one not in before]
    return [f"{ended(as_line(one.question))}{owned(one.owner, one.by)}" for one in found]


def _without_source(strategy: Strategy) -> list[str]:
    """The observations of which nobody has said how we know, and who asks for it."""
    found = [ended(as_line(one.statement)) for one in without_source(strategy)]
    if found:
        who = (
            f"{as_line(strategy.owner)} asks the people who saw it"
            if strategy.owner
            else "Somebody has to ask the people who saw it"
        )
        found.append(f"{who}: how do we know, when was it, how many? The file needs it before its first release.")
    return found


def _assumed(room: Room, strategy: Strategy) -> list[Assumption]:
    """The assumptions of today that no step has decided."""
    ids = room.interview.assembly.ids
    decided = {ids.get(handle) for step, board, decision in made(room) for handle in handles(step, board, decision)}
    before = {one.id for one in room.record.base.assumptions} if room.record.base else set()
    return [one for one in strategy.assumptions if one.id not in decided and one.id not in before]


def _tested(bet: Assumption) -> str:
    told = details(bet)
    return f" {told}" if told else ""


def _not_reached(room: Room) -> Iterator[str]:
    """The steps that should have decided something and didn't; a step that was added and taken out again is none."""
    record = room.record
    begun = set(record.entered)
    for step in record.steps_in_order:
        board = record.boards.get(step.id)
        if "decide" not in phases_of(step, len(record.people)) or (board and board.decision):
            continue
        waiting = [note for note in board.open_notes if not note.value] if board else []
        ballots = len(board.rounds[0].ballots) if board and board.rounds else 0
        is_planned = step in record.plan
        cast = "one ballot" if ballots == 1 else f"{ballots} ballots"
        if ballots and not waiting:
            yield f"{titled(step.title)}: voted on again but not decided; {cast} {'is' if ballots == 1 else 'are'} in the annex."
        elif waiting:
            notes = "one note is" if len(waiting) == 1 else f"{len(waiting)} notes are"
            votes = f", with {cast}" if ballots else ""
            yield f"{titled(step.title)}: started but not decided; {notes} in the annex{votes}."
        elif is_planned and not (board and step.id in begun and _has_nothing_to_decide(step)):
            yield f"{titled(step.title)}."
        elif not is_planned and not step.id.startswith("+"):
            yield f"{titled(step.title)}: left out of the plan."


def _has_nothing_to_decide(step: PlanStep) -> bool:
    """Whether a step only votes on what others bring in, so that without them there is nothing to reach."""
    return step.technique == "dot_voting"


def _next(strategy: Strategy) -> Iterator[str]:
    told = []
    if strategy.review_by:
        told.append(f"Next review: {with_weekday(strategy.review_by)}.")
    if strategy.owner:
        told.append(f"{ended(as_line(strategy.owner)).removesuffix('.')} keeps the strategy up to date.")
    if told:
        yield "## Next"
        yield " ".join(told)
        yield ""
