"""What each kind of event does to what lies on the tables: notes, votes, decisions, and what is put aside or settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from stratcoach.flow.events import AnswerGiven, AnswerUnknown, Event, QuestionSkipped
from stratcoach.flow.model import PlanStep, Question
from stratcoach.flow.question_key import key_of
from stratcoach.messages import Message
from stratcoach.workshop.board import Aside, Board, Decision, Parked, Settled
from stratcoach.workshop.board_events import (
    AnswersBroughtIn,
    AnswersCounted,
    AnswerWritten,
    AsidePlaced,
    BallotsCast,
    ConfidenceSet,
    Decided,
    FingersShown,
    HandsCounted,
    LeftBallotJudged,
    MatterSettled,
    NoteReworded,
    NotesAdded,
    NotesBroughtIn,
    NotesChosen,
    NotesDropped,
    NotesGrouped,
    NotesKeptApart,
    NotesLetIn,
    NotesMerged,
    NotesParked,
    NotesSentBack,
    NotesShown,
    NotesUngrouped,
    ObjectionRaised,
    ReadingFirst,
    ReasonGiven,
    SourcesNamed,
    TextSetAside,
    ThoughtsParked,
    TurnPassed,
    VoteRepeated,
    VotesCounted,
)
from stratcoach.workshop.note_marks import read_marks
from stratcoach.workshop.tally import Round
from stratcoach.workshop.workshop_state import WorkshopState


def there(numbers: Sequence[int], board: Board) -> tuple[int, ...]:
    """Those of the notes that are there, each once."""
    return tuple(dict.fromkeys(number for number in numbers if number in board.notes))


def _added(record: WorkshopState, event: NotesAdded) -> None:
    board = record.board_of(event.step)
    for note in event.notes:
        board.add(note.text, note.author)
        board.held |= {len(board.notes): False} if event.are_held else {}


def _let_in(record: WorkshopState, event: NotesLetIn) -> None:
    record.board_of(event.step).let_in(event.numbers)


def _sent_back(record: WorkshopState, event: NotesSentBack) -> None:
    board = record.board_of(event.step)
    board.held |= {number: True for number in event.numbers if number in board.held}


def _reading_first(record: WorkshopState, event: ReadingFirst) -> None:
    record.reads_first = event.is_on


def _brought_in(record: WorkshopState, event: NotesBroughtIn) -> None:
    """What came in at once. Doubtful lines wait, unseen."""
    for note in event.notes:
        if note.doubt:
            record.aside.append(Aside(note.author, note.text, note.doubt))
        else:
            record.board_of(event.step).add(note.text, note.author)


def _answers(record: WorkshopState, event: AnswersBroughtIn) -> None:
    """What people wrote apart from each other. What came too late is parked without a name."""
    for one in event.answers:
        if one.doubt:
            record.aside.append(Aside(one.author, one.text, one.doubt))
        elif one.is_too_late:
            record.parked.append(Parked(one.text, "", record.title_of(one.step)))
        else:
            record.board_of(one.step).add(one.text, one.author, is_written=True)


def _written_on_page(record: WorkshopState, event: AnswerWritten) -> None:
    """It waits until the workshop begins."""
    before = record.written_ahead.get(event.person, {})
    record.written_ahead = {**record.written_ahead, event.person: {**before, event.step: event.lines}}


def _answers_counted(record: WorkshopState, event: AnswersCounted) -> None:
    record.wrote_ahead = dict(event.written)


def _dropped(record: WorkshopState, event: NotesDropped) -> None:
    board = record.board_of(event.step)
    board.drop(there(event.numbers, board))


def _notes_parked(record: WorkshopState, event: NotesParked) -> None:
    """Notes that go from the table into the car park, without the name of who wrote them."""
    board = record.board_of(event.step)
    numbers = there(event.numbers, board)
    title = record.title_of(event.step)
    notes = [board.notes[number] for number in numbers if number not in board.titles]
    record.parked += [Parked(note.text, "", title, board.title_of(note.number)) for note in notes]
    board.parked.update(numbers)
    board.drop(numbers)


def _reworded(record: WorkshopState, event: NoteReworded) -> None:
    board = record.board_of(event.step)
    if note := board.notes.get(event.number):
        if not event.is_unseen:
            board.first_words.setdefault(note.number, note.text)
            board.rewritten[note.number] = board.rewritten.get(note.number, 0) + 1
        board.notes[note.number] = note._replace(text=event.text)
        board.held |= {note.number: False} if note.number in board.held else {}


def _merged(record: WorkshopState, event: NotesMerged) -> None:
    board = record.board_of(event.step)
    numbers = there(event.numbers, board)
    if len(numbers) > 1:
        board.merge(numbers[0], numbers[1:])


def _grouped(record: WorkshopState, event: NotesGrouped) -> None:
    board = record.board_of(event.step)
    known = {note.number for note in board.open_notes}
    numbers = tuple(number for number in there(event.numbers, board) if number in known)
    if numbers:
        board.group(numbers, event.title, event.group)


def _ungrouped(record: WorkshopState, event: NotesUngrouped) -> None:
    record.board_of(event.step).ungroup(event.numbers)


def _kept_apart(record: WorkshopState, event: NotesKeptApart) -> None:
    board = record.board_of(event.step)
    board.apart.add(frozenset(there(event.numbers, board)))


def _passed(record: WorkshopState, event: TurnPassed) -> None:
    record.board_of(event.step).passed.add(event.person)


def _ballots(record: WorkshopState, event: BallotsCast) -> None:
    board = record.board_of(event.step)
    if board.rounds:
        now = board.rounds[-1]
        board.rounds[-1] = now._replace(ballots={**now.ballots, **dict(event.ballots)})


def _left_ballot(record: WorkshopState, event: LeftBallotJudged) -> None:
    board, name = record.board_of(event.step), event.person
    if board.rounds:
        now = board.rounds[-1]
        ballots = {one: dots for one, dots in now.ballots.items() if one != name or event.counts}
        board.rounds[-1] = now._replace(ballots=ballots, gone={**now.gone, name: event.counts})


def _objected(record: WorkshopState, event: ObjectionRaised) -> None:
    record.board_of(event.step).against[event.person] = event.text


def _sources(record: WorkshopState, event: SourcesNamed) -> None:
    """Where notes come from that nobody chose: what would be in brackets behind the note."""
    board = record.board_of(event.step)
    for number, text in event.sources:
        if entry := board.also.get(number):
            record.keep_marks(record.step.flow, entry, read_marks(f"- ({text})", record.today))


def _shown(record: WorkshopState, event: NotesShown) -> None:
    record.board_of(event.step).was_looked_at = True


def _hands(record: WorkshopState, event: HandsCounted) -> None:
    board = record.board_of(event.step)
    if board.rounds and len(event.counts) == len(board.rounds[-1].options):
        board.rounds[-1] = board.rounds[-1]._replace(counts=event.counts)


def _counted(record: WorkshopState, event: VotesCounted) -> None:
    board = record.board_of(event.step)
    if board.rounds and len(event.counts) in (0, len(board.rounds[-1].options)):
        board.rounds[-1] = board.rounds[-1]._replace(nameless=event.ballots, counted=event.counts)


def _vote_repeated(record: WorkshopState, event: VoteRepeated) -> None:
    board = record.board_of(event.step)
    board.rounds.append(Round(there(event.numbers, board), 1, {}))
    if "vote" in record.phases:
        record.go_to_phase(record.phases.index("vote"))


def _chosen(record: WorkshopState, event: NotesChosen) -> None:
    board = record.board_of(event.step)
    board.against = {}
    board.pending, board.why = there(event.numbers, board), ""
    board.keeps_both = event.keeps_all_tied


def _why(record: WorkshopState, event: ReasonGiven) -> None:
    record.board_of(event.step).why = event.why


def _decided(record: WorkshopState, event: Decided) -> None:
    """Somebody decided. What was chosen is handed on to the interview; where nobody decides for now, it is an open question."""
    board, step = record.board_of(event.step), record.step
    chosen = board.pending
    board.decision = Decision(chosen, event.who, event.why, event.until, (event.owner, event.by))
    board.was_asked = board.why != "" and not event.until
    board.pending, board.why, board.keeps_both = (), "", False
    flow = record.library.flows.get(step.flow)
    if flow is not None and (flow.is_list or not board.decision.is_open):
        single = chosen if not event.keeps_others else tuple(one for one in board.collapsed(chosen) if one not in board.groups)
        record.keep_chosen(step, board, single)  # of a group that is kept whole, each note is in the file and none is asked about
        if event.keeps_others:
            record.keep_others(step, board)
    elif flow is not None and (question := record.question(step)):
        _leave_open(record, step, question, board.decision)
    record.go_to_phase(record.phases.index("decide") + 1 if "decide" in record.phases else record.phase + 1)


def _leave_open(record: WorkshopState, step: PlanStep, question: Question, decision: Decision) -> None:
    """Two sentences for one place, and nobody decides: an open question with both of them."""
    key, board = key_of(step.flow, question.id), record.board_of(step.id)
    tied = tuple(Message("room.in_quotes", text=board.notes[number].text) for number in decision.chosen)
    which = f"{Message('room_close.which_do_we_keep', items=tied)}"
    owner, by = decision.keeps
    record.interview.apply(AnswerUnknown(key=key))
    for part, answer in ((f"{key}?text", which), (f"{key}?owner", owner), (f"{key}?by", by)):
        record.interview.apply(AnswerGiven(key=part, value=answer) if answer else QuestionSkipped(key=part))


def _fingers(record: WorkshopState, event: FingersShown) -> None:
    record.board_of(event.step).fists.update({one.person: (one.score, one.missing) for one in event.shown})


def _settled(record: WorkshopState, event: MatterSettled) -> None:
    where = record.board_of(event.step).settled if event.step else record.settled
    where[event.number] = Settled(event.becomes, event.text, event.owner, event.by)


def _parked(record: WorkshopState, event: ThoughtsParked) -> None:
    record.parked += [Parked(one.text, one.author, record.step.title) for one in event.thoughts]


def _set_aside(record: WorkshopState, event: TextSetAside) -> None:
    record.aside += [Aside(one.author, one.text) for one in event.notes]


def _placed(record: WorkshopState, event: AsidePlaced) -> None:
    """What was put aside goes where it belongs."""
    numbers = set(event.numbers) or set(range(1, len(record.aside) + 1))
    those = [one for number, one in enumerate(record.aside, 1) if number in numbers]
    record.aside = [one for number, one in enumerate(record.aside, 1) if number not in numbers]
    match event.where:
        case "line":
            record.drafts[event.key] = " ".join(one.text for one in those)
        case "notes":
            for author, text, _ in those:
                record.board_of(event.key).add(text, author, is_written=event.key != record.at)
        case "park":
            record.parked += [Parked(text, author, record.step.title) for author, text, _ in those]


def _sure(record: WorkshopState, event: ConfidenceSet) -> None:
    record.sure.update(event.levels)


BOARD_FOLDS: Final[dict[type[Event], Callable[[WorkshopState, Any], None]]] = {
    NotesAdded: _added,
    NotesBroughtIn: _brought_in,
    AnswersBroughtIn: _answers,
    AnswerWritten: _written_on_page,
    NotesLetIn: _let_in,
    NotesSentBack: _sent_back,
    ReadingFirst: _reading_first,
    AnswersCounted: _answers_counted,
    NotesDropped: _dropped,
    NotesParked: _notes_parked,
    LeftBallotJudged: _left_ballot,
    ObjectionRaised: _objected,
    NotesShown: _shown,
    SourcesNamed: _sources,
    NoteReworded: _reworded,
    NotesMerged: _merged,
    NotesGrouped: _grouped,
    NotesUngrouped: _ungrouped,
    NotesKeptApart: _kept_apart,
    TurnPassed: _passed,
    BallotsCast: _ballots,
    HandsCounted: _hands,
    VotesCounted: _counted,
    VoteRepeated: _vote_repeated,
    NotesChosen: _chosen,
    ReasonGiven: _why,
    Decided: _decided,
    FingersShown: _fingers,
    MatterSettled: _settled,
    ThoughtsParked: _parked,
    TextSetAside: _set_aside,
    AsidePlaced: _placed,
    ConfidenceSet: _sure,
}
