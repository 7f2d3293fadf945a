"""The minutes of a workshop in Markdown: a page that anybody can be sent, and an annex with the votes and first wordings.

A report over the events of a session. The page reads well as plain text, too, because minutes go round by mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from stratcoach.flow.model import PlanStep
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import spoken, with_weekday
from stratcoach.model.entry import Item
from stratcoach.model.markdown_text import as_plain
from stratcoach.model.safe_text import ended, visible
from stratcoach.model.sections import items
from stratcoach.model.strategy import Strategy
from stratcoach.reports.minutes_annex import annex, became
from stratcoach.reports.minutes_items import answered, details
from stratcoach.reports.minutes_open import still_open
from stratcoach.reports.minutes_text import as_line, as_place, product_of, quoted, titled
from stratcoach.workshop.attendance import Attended, attended, moment, sittings
from stratcoach.workshop.board import Board, Decision
from stratcoach.workshop.outcome import handles, level, made, reason_of
from stratcoach.workshop.phases.deciding import shown_decider
from stratcoach.workshop.room import Room
from stratcoach.workshop.step_info import wanted_in
from stratcoach.workshop.tally import LOW, Standing, dots

ANNEX: Final = Message("minutes.annex")
"""Where the page ends that everybody reads."""


def day_of(room: Room) -> str:
    """The day on which a workshop began, as `2026-11-22`."""
    return moment(room.record.seed).date().isoformat()


def minutes(room: Room, strategy: Strategy, file: str) -> str:
    """The minutes: when, who, what was decided by whom and against whom, who does what by when; then the annex."""
    return "\n".join((*_page(room, strategy, file), f"## {ANNEX}", "", *annex(room))).rstrip() + "\n"


def _page(room: Room, strategy: Strategy, file: str) -> Iterator[str]:
    yield from _head(room, strategy, file)
    yield from _decisions(room, strategy)
    yield from _standing_behind(room)
    yield from still_open(room, strategy)
    yield from _next(strategy)


def page(room: Room, strategy: Strategy, file: str) -> str:
    """The minutes without their annex, as somebody reads them on a terminal."""
    return _shown("\n".join(_page(room, strategy, file)))


def page_of(text: str) -> str:
    """The same out of the written minutes of a workshop of which no journal was kept."""
    return _shown(page_and_annex(text)[0])


def page_and_annex(text: str) -> tuple[str, str]:
    """Written minutes in two: the page, and the annex with its heading."""
    annex = re.search(rf"^(?:## {re.escape(f'{ANNEX}')}|## What was collected)$", text, re.MULTILINE)
    return (text[: annex.start()], text[annex.start() :]) if annex else (text, "")


def _shown(text: str) -> str:
    return visible(as_plain(text)).rstrip()


# ---- the head


def _head(room: Room, strategy: Strategy, file: str) -> Iterator[str]:
    record = room.record
    yield f"# {Message('minutes.workshop_on', product=product_of(strategy), day=spoken(day_of(room)))}"
    yield ""
    yield f"- {Message('minutes.when', when=_hours(room))}"
    if place := record.ahead.get("place", ""):
        yield f"- {Message('minutes.where', place=as_place(place))}"
    yield f"- {Message('minutes.who', people=tuple(_people(room)))}"
    if record.goal:
        yield f"- {Message('minutes.goal', goal=ended(as_line(record.goal)))}"
    if reached := _reached(*record.reached):
        yield f"- {reached}"
    if record.week:
        yield f"- {Message('minutes.got_in_the_way', obstacle=ended(as_line(record.week)))}"
    yield f"- {Message('minutes.result', file=as_line(file), version=f'{strategy.version}')}"
    yield ""


def _hours(room: Room) -> str:
    """The days with their hours, as `Tuesday, 24 November 2026, 9:00 to 11:05`."""
    days = [(with_weekday(one.day.isoformat()), one) for one in sittings(room.record.events)]
    times = [Message("minutes.day_from_to", day=day, begin=_clock(one.began), end=_clock(one.ended)) for day, one in days]
    return "; ".join(map(str, times)) or str(with_weekday(day_of(room)))


def _clock(second: int) -> str:
    at = moment(second)
    return f"{at.hour}:{at.minute:02}"


def _reached(answer: str, missing: str) -> Message:
    if answer not in ("yes", "partly", "no"):
        return NOTHING
    if missing:
        sentence = ended(as_line(missing[:1].upper() + missing[1:]))
        return Message("minutes.goal_reached_but", answer=answer, missing=sentence)
    return Message("minutes.goal_reached", answer=answer)


def _people(room: Room) -> Iterator[Message | str]:
    """Everybody who was there with what is worth knowing of them; the decider, too, where they weren't."""
    record = room.record
    every = attended(record.events)
    for one in every:
        marks, name = tuple(_marks(one, room)), as_line(one.name)
        yield Message("minutes.person_with_marks", name=name, marks=marks) if marks else name
    if record.decider and record.decider not in {name for one in every for name in (one.name, *one.before)}:
        marks = (Message("minutes.decides"), Message("minutes.was_not_there"))
        yield Message("minutes.person_with_marks", name=as_line(record.decider), marks=marks)


def _marks(one: Attended, room: Room) -> Iterator[Message]:
    record = room.record
    if record.decider in (one.name, *one.before):
        yield Message("minutes.decides")
        if record.is_decider_away:
            yield Message("minutes.was_not_there")
    if one.remote:
        yield Message("minutes.remote")
    if one.came:
        yield Message("minutes.came_at", time=_clock(one.came))
    if one.left:
        yield Message("minutes.left_at", time=_clock(one.left))
    yield from (Message("minutes.first_listed_as", name=as_line(name)) for name in one.before)


# ---- decisions


def _decisions(room: Room, strategy: Strategy) -> Iterator[str]:
    yield f"## {Message('minutes.what_we_decided')}"
    yield ""
    found = list(made(room))
    for step, board, decision in found:
        yield f"### {titled(step.title)}"
        yield from _chosen(room, strategy, step, board, decision)
        yield ""
        yield " ".join(f"{sentence}" for sentence in _how(room, step, board, decision))
        yield ""
    if not found:
        yield f"{Message('minutes.nothing_decided')}"
        yield ""


def _chosen(room: Room, strategy: Strategy, step: PlanStep, board: Board, decision: Decision) -> Iterator[str]:
    ids, by_id = room.interview.assembly.ids, {item.id: item for _, item in items(strategy)}
    still_open = level(room, step, board, decision)
    for number, handle in zip(decision.chosen, handles(step, board, decision), strict=True):
        words = room.words_of(step, number)
        item = by_id.get(ids.get(handle, ""))
        text: Message | str = ended(as_line(words))
        if number in still_open and len(still_open) < len(decision.chosen):
            text = Message("minutes.still_open", text=ended(as_line(words)))
        more = _details(room, step, words, item) or answered(strategy, words)
        yield f"- {text}{f' {more}' if more else ''}"


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


def _how(room: Room, step: PlanStep, board: Board, decision: Decision) -> Iterator[Message]:
    """How it was decided, in sentences: by whom, against which votes, why, until when."""
    now = board.standing(wanted_in(room.library, step))
    who = as_line(f"{shown_decider(decision.who)}")
    if decision.is_open:
        yield from _left_level(decision, len(level(room, step, board, decision)))
        return
    yield _by_vote(who, board, decision, now)
    if reason := reason_of(decision):
        yield Message("minutes.reason", reason=as_line(reason))
    yield from _against(board)
    if decision.until:
        yield Message("minutes.provisional", decider=as_line(room.record.decider), day=spoken(decision.until))


def _left_level(decision: Decision, still_open: int) -> Iterator[Message]:
    """What was voted, and who settles the tie. What was voted comes first in the list above."""
    if settled := len(decision.chosen) - still_open:
        yield Message("minutes.first_as_voted", count=settled)
    owner, by = decision.keeps
    yield Message("minutes.tied_stay", count=still_open)
    yield Message("minutes.will_settle_it", owner=as_line(owner), day=spoken(by))


def _by_vote(who: str, board: Board, decision: Decision, now: Standing | None) -> Message:
    """Who decided, and how that relates to the votes."""
    if now is None:
        return Message("minutes.without_a_vote", who=who)
    rounds = len(board.rounds)
    if now.tied:
        tied = tuple(quoted(board.notes[number].text) for number in now.tied)
        return Message("minutes.decided_tie", notes=tied, rounds=rounds, who=who)
    chosen = board.options_of(decision.chosen)
    if chosen <= set(now.winners):
        fewer = len(chosen) < len(now.winners)
        return Message("minutes.decided_as_voted", who=who, rounds=rounds, fewer=fewer)
    others = [number for number in now.winners if number not in chosen]
    if not others:
        return Message("minutes.chose_more", who=who, rounds=rounds)
    voted = tuple(
        Message("minutes.note_with_dots", note=quoted(board.notes[number].text), dots=dots(now.totals.get(number, 0)))
        for number in others
    )
    instead = tuple(
        dots(now.totals.get(number, 0)) for number in sorted(chosen, key=_place_in(board)) if number not in now.winners
    )
    return Message("minutes.against_the_vote", who=who, rounds=rounds, voted=voted, instead=instead)


def _place_in(board: Board) -> Callable[[int], int]:
    """Where an option is in the order in which things were chosen."""
    decision = board.decision
    order = [board.option_of(number) for number in decision.chosen] if decision else []
    return order.index


def _against(board: Board) -> Iterator[Message]:
    """Who couldn't live with it, where that was asked."""
    for name, sentence in board.against.items():
        yield Message("minutes.against_it", name=as_line(name), sentence=ended(as_line(sentence)) if sentence else "")
    if board.was_asked and not board.against:
        yield Message("minutes.nobody_objected")


def _standing_behind(room: Room) -> Iterator[str]:
    """Who was against it, or that nobody was: what the fingers said, and what comes of the low ones."""
    boards = [board for board in room.record.boards.values() if board.fists]
    low = [line for board in boards for line in _low(room, board)]
    if not boards:
        return
    scores = sorted((score for board in boards for score, _ in board.fists.values()), reverse=True)
    fingers = ", ".join(str(score) for score in scores)
    yield f"## {Message('minutes.support')}"
    yield from low
    all_of_them = Message("minutes.all_fingers", fingers=fingers)
    yield f"- {all_of_them}" if low else f"{Message('minutes.everybody_supports', low=LOW, fingers=fingers)}"
    yield ""


def _low(room: Room, board: Board) -> Iterator[str]:
    every = [(name, *shown) for name, shown in board.fists.items() if shown[0] < LOW]
    for number, (name, score, missing) in enumerate(every, 1):
        came = board.settled.get(number)
        who = as_line(_name_now(room, name))
        line = Message("minutes.few_fingers", name=who, score=score, missing=ended(as_line(missing)))
        yield f"- {line}" + (f" {became(came)}" if came and came.becomes != "kept" else "")


def _name_now(room: Room, name: str) -> str:
    return next((one.name for one in attended(room.record.events) if name in one.before), name)


def _next(strategy: Strategy) -> Iterator[str]:
    sentences = []
    if strategy.review_by:
        sentences.append(Message("room_close.next_review", day=with_weekday(strategy.review_by)))
    if strategy.owner:
        sentences.append(Message("minutes.keeps_it_up_to_date", owner=as_line(strategy.owner).removesuffix(".")))
    if sentences:
        yield f"## {Message('minutes.next')}"
        yield " ".join(map(str, sentences))
        yield ""
