"""What comes of a workshop: the strategy as a draft with a confidence on every item, and what nobody is sure of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stratcoach.flow.events import FROM_FILE, InterviewEvent
from stratcoach.flow.model import PlanStep
from stratcoach.flow.question_key import key_of
from stratcoach.flow.safety_net import kept
from stratcoach.flow.templates import in_full
from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.entry import Item
from stratcoach.model.ids import make_id
from stratcoach.model.links import Links
from stratcoach.model.safe_text import ended
from stratcoach.model.sections import SECTION, Section, items, with_items
from stratcoach.model.strategy import Alternative, Assumption, Insight, OpenQuestion, Strategy
from stratcoach.workshop.board import AGREED, AS_VOTED, Board, Decision, Settled
from stratcoach.workshop.room_facts import RoomFacts
from stratcoach.workshop.step_info import wanted_in
from stratcoach.workshop.tally import LOW, dots, standing, with_merged


class NotSure(NamedTuple):
    """Something that nobody is sure of: what, why, and who finds out by when."""

    what: Message | str
    why: Message
    owner: str
    by: str
    is_question: bool = False

    @property
    def line(self) -> Message:
        day = spoken(self.by) if self.by else ""
        state = "owner_and_day" if self.owner and day else "owner" if self.owner else "day" if day else "nobody"
        return Message("room_close.not_sure_because", what=self.what, why=self.why, owner=self.owner, day=day, state=state)


class Judged(NamedTuple):
    """Something that was decided here, how sure we are of it, whether people weren't agreed, and whether it is for now only."""

    handle: str
    noun: Message
    text: str
    level: str
    was_split: bool
    is_for_now: bool = False


def outcome(room: RoomFacts) -> Strategy:
    """The strategy that follows from a workshop. What was parked or objected to stands where it was put."""
    strategy = room.interview.assembly.strategy()
    if room.record.base is not None:
        strategy = kept(room.record.base, strategy, _asked_here(room), room.library)
    settled = [*room.record.settled.values(), *(one for board in room.record.boards.values() for one in board.settled.values())]
    open_parked = [one.text for number, one in enumerate(room.record.parked, 1) if number not in room.record.settled]
    open_parked += [one.text for one in room.record.aside if not one.doubt]
    strategy = strategy.replace(
        questions=(*strategy.questions, *_questions(settled), *_undecided(room)),
        assumptions=(*strategy.assumptions, *_assumptions(strategy, settled)),
        parking_lot=tuple(dict.fromkeys((*strategy.parking_lot, *open_parked))),
        decider=strategy.decider or room.record.decider,
    )
    return _with_confidence(room, _with_alternatives(room, strategy))


def _asked_here(room: RoomFacts) -> list[InterviewEvent]:
    """What the room was asked or chose, without what was copied from the file."""
    copied = {event.replace(at=0) for event in room.record.events if isinstance(event, FROM_FILE)}
    return [event for event in room.interview.state.events if event.replace(at=0) not in copied]


def _with_alternatives(room: RoomFacts, strategy: Strategy) -> Strategy:
    """Keep the visions that had as many dots as the chosen one or more, with the reason why it wasn't one of them."""
    if strategy.vision is None:
        return strategy
    known = {one.statement for one in strategy.vision.alternatives} | {strategy.vision.statement}
    found = list(strategy.vision.alternatives)
    for step, board, decision in made(room):
        question = room.record.question(step)
        is_vision = step.flow == "vision" and question is not None and question.kind != "choice" and not step.on
        if not is_vision or decision.is_open or not board.has_votes:
            continue
        totals = with_merged(board.rounds[0].totals(), board.same)
        least = max((totals.get(number, 0) for number in decision.chosen), default=0)
        for number in (one for one in totals if one not in decision.chosen and totals[one] >= max(least, 1)):
            text = board.notes[number].text
            if text not in known:
                votes = f"{Message('room_close.not_chosen_with_dots', dots=dots(totals[number]), most=least)}"
                found.append(Alternative(statement=text, because=" ".join(filter(None, (votes, reason_of(decision))))))
    return strategy.replace(vision=strategy.vision.replace(alternatives=tuple(found)))


def _questions(settled: list[Settled]) -> Iterator[OpenQuestion]:
    for one in settled:
        if one.becomes == "question":
            yield OpenQuestion(question=one.text, owner=one.owner, by=one.by)


def _assumptions(strategy: Strategy, settled: list[Settled]) -> Iterator[Assumption]:
    taken = {item.id for _, item in items(strategy)} | {section.own_id for section in SECTION.values() if section.own_id}
    for number, one in enumerate((one for one in settled if one.becomes == "assumption"), 1):
        made = make_id(one.text, taken, f"assumption-from-car-park-{number}")
        taken.add(made)
        yield Assumption(id=made, statement=one.text, owner=one.owner, by=one.by, confidence="low")


def _undecided(room: RoomFacts) -> Iterator[OpenQuestion]:
    """Where both of two stay for now in a list, somebody settles it; what is provisional is confirmed by a day."""
    for step, board, decision in made(room):
        if decision.is_open and board.entries:
            tied = level(room, step, board, decision)
            words = tuple(Message("room.in_quotes", text=in_full(room.words_of(step, number))) for number in tied)
            which = Message("room_close.which_do_we_keep", items=words)
            yield OpenQuestion(question=f"{which}", owner=decision.keeps[0], by=decision.keeps[1])
        elif decision.until:
            yield to_confirm(room, step, decision)


def to_confirm(room: RoomFacts, step: PlanStep, decision: Decision) -> OpenQuestion:
    """What the decider, who wasn't there, is asked about a provisional decision."""
    what = "; ".join(f"{Message('room.in_quotes', text=in_full(room.words_of(step, one)))}" for one in decision.chosen)
    decider = room.record.decider
    confirms = Message("room_close.does_decider_confirm", title=step.title, decider=decider, what=what)
    return OpenQuestion(question=f"{confirms}", owner=decider, by=decision.until)


def level(room: RoomFacts, step: PlanStep, board: Board, decision: Decision) -> tuple[int, ...]:
    """Which of the chosen notes are still open, because they were tied and stay for now; those above them are decided."""
    if not decision.is_open:
        return ()
    now = board.standing(wanted_in(room.library, step))
    tied = tuple(number for number in decision.chosen if now is not None and number in now.tied)
    return tied or decision.chosen


def _with_confidence(room: RoomFacts, strategy: Strategy) -> Strategy:
    """As the group said at the close; else low where something is a guess, rests on nothing that users did or is provisional,
    and medium where it isn't. High is only ever said by people.
    """
    before = {item.id: item.confidence for _, item in items(room.record.base)} if room.record.base else {}
    doubtful = _for_now(room)
    grounded = _grounded(strategy)
    ids = room.interview.assembly.ids
    said = {ids[handle]: level for handle, level in room.record.sure.items() if handle in ids}

    def with_level(item: Item) -> Item:
        if item.id in said:
            return item.replace(confidence=said[item.id])
        if item.confidence or before.get(item.id):
            return item
        low = item.id in doubtful or item.id not in grounded
        return item.replace(confidence="low" if low else "medium")

    return with_items(strategy, [item.id for _, item in items(strategy)], with_level)


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


def _for_now(room: RoomFacts) -> dict[str, tuple[str, str]]:
    """The ids of what was decided for now only, with who confirms or settles it by when."""
    ids = room.interview.assembly.ids
    found: dict[str, tuple[str, str]] = {}
    for step, board, decision in made(room):
        for_now = decision.chosen if decision.until else level(room, step, board, decision)
        who = (room.record.decider, decision.until) if decision.until else decision.keeps
        for number, handle in zip(decision.chosen, handles(step, board, decision), strict=True):
            if number in for_now and handle in ids:
                found[ids[handle]] = who
    return found


def made(room: RoomFacts) -> Iterator[tuple[PlanStep, Board, Decision]]:
    """The decisions, in the order in which their steps were begun."""
    for step in room.record.steps_in_order:
        board = room.record.boards.get(step.id)
        if board and board.decision:
            yield step, board, board.decision


def reason_of(decision: Decision) -> str:
    """The reason for a decision as a sentence by itself; where nobody gave one, nothing."""
    if decision.why in (AS_VOTED, AGREED):
        return ""
    bare = re.sub(r"^because\b[,:]?\s*", "", decision.why.strip(), flags=re.IGNORECASE)
    return ended(bare[:1].upper() + bare[1:])


def handles(step: PlanStep, board: Board, decision: Decision) -> Iterator[str]:
    """The handles of what was chosen in a step."""
    for number in decision.chosen:
        value = board.notes[number].value
        yield value if "#" in value else key_of(step.flow, "", board.entries.get(number, 0)).removesuffix(".")


def _split(room: RoomFacts, step: PlanStep, board: Board, decision: Decision) -> frozenset[int]:
    """What people weren't agreed on: what was tied, what the decider chose against the votes, what got few fingers."""
    if step.flow in _with_few_fingers(room):
        return frozenset(decision.chosen)
    if decision.is_open:
        return frozenset(level(room, step, board, decision))
    if not board.has_votes:
        return frozenset()
    wanted = max(len(decision.chosen), wanted_in(room.library, step))
    first = standing(board.rounds[:1], board.same, wanted)
    return frozenset(decision.chosen) - frozenset(first.winners)


def _with_few_fingers(room: RoomFacts) -> frozenset[str]:
    """The flows for which somebody showed few fingers."""
    boards = ((step.flow, room.record.boards.get(step.id)) for step in room.record.every_step)
    return frozenset(flow for flow, board in boards if board and any(score < LOW for score, _ in board.fists.values()))


def judged(room: RoomFacts) -> tuple[Judged, ...]:
    """What was decided here with how sure we are, in the order of the file."""
    strategy, ids = outcome(room), room.interview.assembly.ids
    by_id = {ids[handle]: handle for handle in ids}
    split: dict[str, bool] = {}
    for step, board, decision in made(room):
        apart = _split(room, step, board, decision)
        for number, handle in zip(decision.chosen, handles(step, board, decision), strict=True):
            if handle in ids:
                split[ids[handle]] = split.get(ids[handle], False) or number in apart
    for_now = _for_now(room)
    return tuple(
        Judged(
            by_id[item.id],
            section.noun,
            section.text_of(item),
            item.confidence,
            split[item.id],
            item.id in for_now,
        )
        for section, item in items(strategy)
        if item.id in split
    )


def _words(section: Section, item: Item) -> str:
    """What an item says, whole: of two sides both."""
    main, against = section.text_of(item), str(getattr(item, section.against or section.main, ""))
    even_over = Message("interview.even_over_whole", choose=main.rstrip("."), over=against)
    return f"{even_over}" if section.against and against else main


def _not_built_on(room: RoomFacts) -> Iterator[str]:
    """The ids of what is in the file and was not chosen to build on: nobody has to find out about it now."""
    ids = room.interview.assembly.ids
    for step in room.record.every_step:
        board = room.record.boards.get(step.id)
        for entry in board.also.values() if board else ():
            if (handle := f"{step.flow}#{entry}") in ids:
                yield ids[handle]


def lacks(item: Item, *, is_grounded: bool) -> Message:
    """Why nobody is sure of an item: an insight needs a source and how many, anything else an insight."""
    if is_grounded:
        return Message("room_close.marked_low")
    if not isinstance(item, Insight):
        return Message("room_close.nothing_supports_it")
    has_number = any(map(str.isdigit, f"{item.statement} {item.evidence}"))
    return Message("room_close.insight_lacks", has_number=has_number, has_source=bool(item.source))


def without_source(strategy: Strategy) -> tuple[Insight, ...]:
    """The observations of which nobody has said how we know. A release asks for each."""
    return tuple(one for one in strategy.insights if one.statement and not one.source)


def not_sure(room: RoomFacts) -> tuple[NotSure, ...]:
    """What nobody is sure of, with who finds out: items of low confidence, open questions."""
    strategy = outcome(room)
    grounded = _grounded(strategy)
    for_now, ids = _for_now(room), room.interview.assembly.ids
    said_low = {ids[handle] for handle, level in room.record.sure.items() if handle in ids and level == "low"}
    found = []
    beside = set(_not_built_on(room))
    for section, item in items(strategy):
        if item.confidence == "low" and item.id not in beside:
            if isinstance(item, Assumption):
                why = Message("room_close.a_guess")
            elif item.id in said_low:
                why = Message("room_close.room_is_not_sure")
            elif item.id in for_now:
                why = Message("room_close.decided_for_now")
            else:
                why = lacks(item, is_grounded=item.id in grounded)
            who = (item.owner, item.by) if isinstance(item, Assumption) else for_now.get(item.id, ("", ""))
            what = Message("room_close.item_with_noun", words=in_full(_words(section, item)), noun=section.noun)
            found.append(NotSure(what, why, *who))
    open_question = Message("room_close.open_question")
    asked = (NotSure(in_full(one.question), open_question, one.owner, one.by, is_question=True) for one in strategy.questions)
    return (*found, *asked)
