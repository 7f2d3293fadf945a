"""What each kind of event does to what lies on the tables: notes, votes, decisions, and what is put aside or settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from stratcoach.flow.model import PlanStep, Question
from stratcoach.flow.state import DIGITS, Event, key_of
from stratcoach.messages import Message
from stratcoach.workshop.board import Aside, Board, Decision, Parked, Settled
from stratcoach.workshop.note_marks import read_marks
from stratcoach.workshop.tally import Round

if TYPE_CHECKING:
    from stratcoach.workshop.workshop_state import WorkshopState


TOO_LATE: Final = "~"
"""Before a step for whose answers it is too late: it is decided, or not in the plan."""


DOUBT: Final = "?"
"""Before the reason why a line is perhaps no note, in place of a step."""

ALL: Final = "all"
"""With a decision: the notes that were not chosen go into the file, too."""

LINE: Final = "line"
"""What was put aside goes into the line that is typed next."""


def texts_of(event: Event) -> tuple[str, ...]:
    """The texts of an event, one or many."""
    return event.value if isinstance(event.value, tuple) else (event.value,)


def as_number(text: str) -> int:
    """The number that is written in digits, whatever a journal says; none is longer than `DIGITS`."""
    return int(text[:DIGITS])


def numbers_of(event: Event, board: Board) -> tuple[int, ...]:
    """The notes that an event names and that are there."""
    told = (as_number(one) for one in texts_of(event) if one.isdecimal())
    return tuple(dict.fromkeys(number for number in told if number in board.notes))


def _note(record: WorkshopState, event: Event) -> None:
    texts = texts_of(event)
    board = record.board_of(event.key)
    for author, text in zip(texts[::2], texts[1::2], strict=False):
        board.add(text, author)


def _drop(record: WorkshopState, event: Event) -> None:
    board = record.board_of(event.key)
    board.drop(numbers_of(event, board))


def _park_note(record: WorkshopState, event: Event) -> None:
    """Notes that go from the table into the car park, without the name of who wrote them."""
    board = record.board_of(event.key)
    numbers = numbers_of(event, board)
    record.parked += [Parked(board.notes[number].text, "", record.title_of(event.key)) for number in numbers]
    board.parked.update(numbers)
    board.drop(numbers)


def _reword(record: WorkshopState, event: Event) -> None:
    number, text = texts_of(event)[:2]
    board = record.board_of(event.key)
    if number.isdecimal() and (note := board.notes.get(as_number(number))):
        board.first_words.setdefault(note.number, note.text)
        board.notes[note.number] = note._replace(text=text)
        board.rewritten[note.number] = board.rewritten.get(note.number, 0) + 1


def _merge(record: WorkshopState, event: Event) -> None:
    board = record.board_of(event.key)
    numbers = numbers_of(event, board)
    if len(numbers) > 1:
        board.merge(numbers[0], numbers[1:])


def _apart(record: WorkshopState, event: Event) -> None:
    board = record.board_of(event.key)
    board.apart.add(frozenset(numbers_of(event, board)))


def _passed(record: WorkshopState, event: Event) -> None:
    record.board_of(event.key).passed.add(str(event.value))


def _ballots(record: WorkshopState, event: Event) -> None:
    board = record.board_of(event.key)
    if not board.rounds:
        return
    now = board.rounds[-1]
    ballots = dict(now.ballots)
    for told in texts_of(event):
        name, _, dots = told.rpartition(":")
        ballots[name] = tuple(as_number(one) for one in dots.split() if one.isdecimal())
    board.rounds[-1] = now._replace(ballots=ballots)


def _left_ballot(record: WorkshopState, event: Event) -> None:
    """Whether the ballot of somebody who left counts."""
    name, counts = (*texts_of(event), "")[:2]
    board = record.board_of(event.key)
    if not board.rounds:
        return
    now = board.rounds[-1]
    ballots = {one: dots for one, dots in now.ballots.items() if one != name or counts == "yes"}
    board.rounds[-1] = now._replace(ballots=ballots, gone={**now.gone, name: counts == "yes"})


def _against(record: WorkshopState, event: Event) -> None:
    texts = texts_of(event)
    record.board_of(event.key).against.update(zip(texts[::2], texts[1::2], strict=False))


def _sources(record: WorkshopState, event: Event) -> None:
    """Where notes come from that nobody chose: a number and what would be in brackets behind the note."""
    texts, board = texts_of(event), record.board_of(event.key)
    for number, told in zip(texts[::2], texts[1::2], strict=False):
        if number.isdecimal() and (entry := board.also.get(as_number(number))):
            record.keep_marks(record.step.flow, entry, read_marks(f"- ({told})", record.today))


def _look(record: WorkshopState, event: Event) -> None:
    record.board_of(event.key).was_looked_at = True


def _counts(record: WorkshopState, event: Event) -> None:
    board = record.board_of(event.key)
    told = tuple(as_number(one) for one in texts_of(event) if one.isdecimal())
    if board.rounds and len(told) == len(board.rounds[-1].options):
        board.rounds[-1] = board.rounds[-1]._replace(counts=told)


def _revote(record: WorkshopState, event: Event) -> None:
    board = record.board_of(event.key)
    board.rounds.append(Round(numbers_of(event, board), 1, {}))
    if "vote" in record.phases:
        record.go_to_phase(record.phases.index("vote"))


def _choose(record: WorkshopState, event: Event) -> None:
    board = record.board_of(event.key)
    board.against = {}
    board.pending, board.why = numbers_of(event, board), ""
    board.keeps_both = "both" in texts_of(event)


def _why(record: WorkshopState, event: Event) -> None:
    record.board_of(event.key).why = str(event.value)


def _decide(record: WorkshopState, event: Event) -> None:
    """Somebody decided: who, why, up to which day it is provisional, and, where both stay, who settles it by when."""
    who, why, until, owner, by, others = (*texts_of(event), "", "", "", "", "", "")[:6]
    board, step = record.board_of(event.key), record.step
    chosen = board.pending
    board.decision = Decision(chosen, who, why, until, (owner, by))
    board.was_asked = board.why != "" and not until
    board.pending, board.why, board.keeps_both = (), "", False
    flow = record.library.flows.get(step.flow)
    if flow is not None and (flow.is_list or not board.decision.is_open):
        record.keep_chosen(step, board, chosen)
        if others == ALL:
            record.keep_others(step, board)
    elif flow is not None and (question := record.question(step)):
        _leave_open(record, step, question, board)
    record.go_to_phase(record.phases.index("decide") + 1 if "decide" in record.phases else record.phase + 1)


def _leave_open(record: WorkshopState, step: PlanStep, question: Question, board: Board) -> None:
    """Two sentences for one place, and nobody decides: an open question with both of them."""
    assert board.decision is not None
    key = key_of(step.flow, question.id)
    tied = tuple(Message("room.in_quotes", text=board.notes[number].text) for number in board.decision.chosen)
    which = f"{Message('room_close.which_do_we_keep', items=tied)}"
    owner, by = board.decision.keeps
    apply = record.interview.apply
    apply(Event("unknown", key))
    for part, answer in (("text", which), ("owner", owner), ("by", by)):
        apply(Event("answer", f"{key}?{part}", answer) if answer else Event("skip", f"{key}?{part}"))


def _fist(record: WorkshopState, event: Event) -> None:
    texts = texts_of(event)
    for name, score, sentence in zip(texts[::3], texts[1::3], texts[2::3], strict=False):
        if score.isdecimal():
            record.board_of(event.key).fists[name] = (as_number(score), sentence)


def _settle(record: WorkshopState, event: Event) -> None:
    number, becomes, text, owner, by = (*texts_of(event), "", "", "", "")[:5]
    if number.isdecimal():
        where = record.board_of(event.key).settled if event.key else record.settled
        where[as_number(number)] = Settled(becomes, text, owner, by)


def _park(record: WorkshopState, event: Event) -> None:
    texts = (*texts_of(event), "")
    record.parked += [Parked(text, author, record.step.title) for text, author in zip(texts[::2], texts[1::2], strict=False)]


def _aside(record: WorkshopState, event: Event) -> None:
    texts = texts_of(event)
    record.aside += map(Aside, texts[::2], texts[1::2])


def _incoming(record: WorkshopState, event: Event) -> None:
    """What came in at once: why each line may be no note, whose it is, and what it says. Doubtful lines wait, unseen."""
    texts = texts_of(event)
    for doubt, author, text in zip(texts[::3], texts[1::3], texts[2::3], strict=False):
        if doubt:
            record.aside.append(Aside(author, text, doubt))
        else:
            record.board_of(event.key).add(text, author)


def _place(record: WorkshopState, event: Event) -> None:
    """What was put aside goes where it belongs: to the notes of a step, into the line, into the car park, or nowhere. All of
    it, or what has the numbers behind the place.
    """
    where, *named = texts_of(event)
    numbers = {as_number(one) for one in named if one.isdecimal()} or set(range(1, len(record.aside) + 1))
    those = [one for number, one in enumerate(record.aside, 1) if number in numbers]
    record.aside = [one for number, one in enumerate(record.aside, 1) if number not in numbers]
    if where == LINE:
        record.drafts[event.key] = " ".join(one.text for one in those)
        return
    for author, text, _ in those:
        if event.key:
            record.board_of(event.key).add(text, author, is_written=event.key != record.at)
        elif where == "park":
            record.parked.append(Parked(text, author, record.step.title))


def _answers(record: WorkshopState, event: Event) -> None:
    """What people wrote apart from each other: a step, a name and a note each. What came too late is parked without a name."""
    texts = texts_of(event)
    for step, author, text in zip(texts[::3], texts[1::3], texts[2::3], strict=False):
        if step.startswith(DOUBT):
            record.aside.append(Aside(author, text, step.removeprefix(DOUBT)))
        elif step.startswith(TOO_LATE):
            record.parked.append(Parked(text, "", record.title_of(step.removeprefix(TOO_LATE))))
        else:
            record.board_of(step).add(text, author, is_written=True)


def _sure(record: WorkshopState, event: Event) -> None:
    told = texts_of(event)
    record.sure.update(zip(told[::2], told[1::2], strict=False))


BOARD_FOLDS: Final[dict[str, Callable[[WorkshopState, Event], None]]] = {
    "note": _note,
    "drop": _drop,
    "park_note": _park_note,
    "left_ballot": _left_ballot,
    "against": _against,
    "look": _look,
    "sources": _sources,
    "reword": _reword,
    "merge": _merge,
    "apart": _apart,
    "pass": _passed,
    "ballots": _ballots,
    "counts": _counts,
    "revote": _revote,
    "choose": _choose,
    "why": _why,
    "decide": _decide,
    "fist": _fist,
    "settle": _settle,
    "park": _park,
    "aside": _aside,
    "incoming": _incoming,
    "place": _place,
    "answers": _answers,
    "sure": _sure,
}
