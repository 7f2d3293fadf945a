"""What comes of a workshop: the strategy as a draft with a confidence on every item, and what nobody is sure of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stratcoach.flow.room.board import Settled
from stratcoach.flow.room.room import Room
from stratcoach.flow.state import key_of
from stratcoach.flow.wording import quote
from stratcoach.model.ids import make_id
from stratcoach.model.links import Links
from stratcoach.model.sections import SECTION, items, with_items
from stratcoach.model.strategy import Assumption, Insight, Item, Question, Strategy


class NotSure(NamedTuple):
    """Something that nobody is sure of: what, why, and who finds out by when."""

    what: str
    why: str
    owner: str
    by: str

    @property
    def told(self) -> str:
        who = " · ".join(part for part in (self.owner, self.by) if part)
        return f"{self.what} ({self.why}{f'; {who}' if who else ''})"


def outcome(room: Room) -> Strategy:
    """The strategy that follows from a workshop. What was parked or objected to stands where it was put."""
    strategy = room.interview.assembly.strategy()
    settled = [*room.record.settled.values(), *(one for board in room.record.boards.values() for one in board.settled.values())]
    open_parked = [one.text for number, one in enumerate(room.record.parked, 1) if number not in room.record.settled]
    strategy = strategy.replace(
        questions=(*strategy.questions, *_questions(settled), *_undecided(room)),
        assumptions=(*strategy.assumptions, *_assumptions(strategy, settled)),
        parking_lot=tuple(dict.fromkeys((*strategy.parking_lot, *open_parked))),
        decider=strategy.decider or room.record.decider,
    )
    return _with_confidence(room, strategy)


def _questions(settled: list[Settled]) -> Iterator[Question]:
    for one in settled:
        if one.becomes == "question":
            yield Question(question=one.text, owner=one.owner, by=one.by)


def _assumptions(strategy: Strategy, settled: list[Settled]) -> Iterator[Assumption]:
    taken = {item.id for _, item in items(strategy)} | {section.own_id for section in SECTION.values() if section.own_id}
    for number, one in enumerate((one for one in settled if one.becomes == "assumption"), 1):
        made = make_id(one.text, taken, f"assumption-from-car-park-{number}")
        taken.add(made)
        yield Assumption(id=made, statement=one.text, owner=one.owner, by=one.by, confidence="low")


def _undecided(room: Room) -> Iterator[Question]:
    """Where both of two stay for now, and in a list both stand in it, somebody settles it."""
    for step, board in room.record.boards.items():
        decision = board.decision
        if decision and decision.is_open and board.entries:
            level = [number for number in decision.chosen if number in board.entries]
            both = " or ".join(f"“{quote(board.notes[number].text, 90)}”" for number in level)
            yield Question(question=f"Which of these stays: {both}?", owner=decision.keeps[0], by=decision.keeps[1])
        elif decision and decision.until:
            title = next((one.title for one in room.record.plan if one.id == step), step)
            what = "; ".join(f"“{quote(board.notes[number].text, 90)}”" for number in decision.chosen)
            yield Question(question=f"{title}: does this stand: {what}?", owner=room.record.decider, by=decision.until)


def _with_confidence(room: Room, strategy: Strategy) -> Strategy:
    """Low where something is a guess, rests on nothing that users did, is provisional, or was shown on two fingers or less;
    medium else. A workshop alone makes nothing high.
    """
    before = {item.id: item.confidence for _, item in items(room.record.base)} if room.record.base else {}
    doubtful = set(_doubtful(room))
    grounded = _grounded(strategy)

    def judged(item: Item) -> Item:
        if item.confidence or before.get(item.id):
            return item
        low = item.id in doubtful or item.id not in grounded
        return item.replace(confidence="low" if low else "medium")

    return with_items(strategy, [item.id for _, item in items(strategy)], judged)


def _grounded(strategy: Strategy) -> set[str]:
    """The items that lead back to an insight with evidence, whatever lies between."""
    links = Links(strategy)
    found: set[str] = set()
    for _, item in items(strategy):
        queue, seen = [item.id], set[str]()
        while queue:
            name = queue.pop()
            if name in seen or name not in links.placed:
                continue
            seen.add(name)
            ground = links.placed[name][1]
            if isinstance(ground, Insight) and (ground.evidence or name != item.id):
                found.add(item.id)
                break
            queue.extend(ground.rests_on)
    return found


def _doubtful(room: Room) -> Iterator[str]:
    """The ids of what was decided for now only."""
    ids = room.interview.assembly.ids
    for step in room.record.plan:
        board = room.record.boards.get(step.id)
        decision = board.decision if board else None
        if board and decision and (decision.until or decision.is_open):
            for number in decision.chosen:
                entry = board.entries.get(number, 0)
                handle = key_of(step.flow, "", entry).removesuffix(".")
                if handle in ids:
                    yield ids[handle]


def not_sure(room: Room) -> tuple[NotSure, ...]:
    """What nobody is sure of, with who finds out: items of low confidence, open questions."""
    strategy = outcome(room)
    for_now = set(_doubtful(room))
    found = []
    for section, item in items(strategy):
        if item.confidence == "low":
            text = quote(getattr(item, section.main, ""), 80)
            why = "decided for now" if item.id in for_now else "nothing that users did speaks for it yet"
            why = "a guess" if isinstance(item, Assumption) else why
            found.append(NotSure(f"{section.noun}: {text}", why, item.owner, getattr(item, "by", "")))
    asked = (NotSure(quote(one.question, 100), "open question", one.owner, one.by) for one in strategy.questions)
    return (*found, *asked)
