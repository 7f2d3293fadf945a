"""Deciding: the votes are shown, somebody decides and says why. A tie is settled step by step, never by chance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.workshop.board import AGREED, AS_VOTED, Board, BoardNote
from stratcoach.workshop.board_events import Decided, NotesChosen, ObjectionRaised, ReasonGiven, VoteRepeated
from stratcoach.workshop.intents import Choose, Continue, GiveReason, Intent, KeepTied, Object, SettleTie, SetUntil
from stratcoach.workshop.owners import example_day
from stratcoach.workshop.people import examples, meant
from stratcoach.workshop.phase import NOT_NOW, Intents
from stratcoach.workshop.phases import note_groups
from stratcoach.workshop.phases.writing import suggested
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView, Text
from stratcoach.workshop.tally import Standing

SAME_YES_OR_NO: Final = Message("room_vote.same_yes_or_no")
WHY_OR_NUMBER: Final = Refusal(Message("room_vote.why_or_number"))

THE_ROOM = "the room"
"""Who decides in the journal where the decider is away."""


def decide(room: RoomFacts) -> RoomView:
    board = room.board
    if board.pending:
        return _both(room) if board.keeps_both else _why(room) if not board.why else _last(room)
    now = room.standing
    return _tie(room, now) if now and now.tied else _pick(room, now)


def accepts(room: RoomFacts) -> Intents:
    """What can be done at this point of deciding."""
    board, now = room.board, room.standing
    if board.pending:
        if board.keeps_both:
            return (SettleTie,)
        if not board.why:
            return GiveReason, Choose, Continue
        return (Object, Continue) if room.record.is_decider_here else (SetUntil,)
    if now and now.tied:
        return () if suggested(room, frozenset(now.tied)) else (Choose, KeepTied, Continue)
    return Choose, Continue


def take_decision(room: RoomFacts, intent: Intent) -> Taken:
    board = room.board
    if board.pending:
        take = _settle_tie if board.keeps_both else _give_reason if not board.why else _take_last
        return take(room, intent)
    return _take_tie(room, intent) if (now := room.standing) and now.tied else _take_pick(room, intent)


def decider_of(room: RoomFacts) -> str:
    """Who decides now: the room if the decider is away, until they confirm it."""
    return room.record.decider if room.record.is_decider_here else THE_ROOM


def _decider(room: RoomFacts) -> Text:
    """Who decides now, as it is shown."""
    return shown_decider(decider_of(room))


def shown_decider(who: str) -> Text:
    """Who decided, as it is shown."""
    return Message("room_vote.the_room") if who == THE_ROOM else who


def result_rows(room: RoomFacts, now: Standing | None) -> tuple[RoomRow, ...]:
    """The options with their totals, most first; ties are marked."""
    board = room.board
    if now is None:
        return note_groups.rows(room, note_groups.plain)

    def row_of(note: BoardNote) -> RoomRow:
        shown = NOTHING if board.group_of(note.number) else _dots(board, note.number, now)
        return RoomRow(str(note.number), note.text, shown, note.number in now.tied)

    ranked = sorted(board.options, key=lambda note: -now.totals.get(note.number, 0))
    return note_groups.grouped(board, ranked, row_of)


def _dots(board: Board, number: int, now: Standing) -> Message:
    """The dots of an option; of a second round only the figure, because only tied notes are in it."""
    dots = now.totals.get(number, 0)
    shown = Message("room_vote.dots_of_option", marks="●" * min(dots, 12), dots=dots)
    for again in board.rounds[1:]:
        if number in again.options:
            shown = Message("room_vote.then_dots", before=shown, dots=again.totals()[number])
    return shown


def _view(
    room: RoomFacts, part: str, question: Text, *actions: Action, rows: tuple[RoomRow, ...] = (), status: Message = NOTHING
) -> RoomView:
    key = f"{room.step.id}.decide.{part}"
    return RoomView(key=key, kind="decide", title=room.step.title, question=question, actions=actions, rows=rows, status=status)


# ---- choose


def _pick(room: RoomFacts, now: Standing | None) -> RoomView:
    count = len(room.board.options)
    few = count <= room.wanted
    actions: tuple[Action, ...] = ()
    if now and now.winners:
        actions = (Action("enter", Message("room_vote.do_as_voted", numbers=_texts(now.winners))),)
    elif few:
        actions = (Action("enter", Message("room_vote.do_choose_all", count=count)),)
    numbers = " ".join(_texts(note.number for note in room.board.options[: 2 if room.wanted > 1 else 1]))
    typed = Message("room_vote.type_numbers", many=room.wanted > 1, numbers=numbers, otherwise=bool(actions))
    unvoted = Message("room_vote.no_vote_needed", count=count)
    return _view(
        room,
        "pick",
        _asks(room),
        *actions,
        Action("choose", typed),
        rows=result_rows(room, now),
        status=unvoted if few and now is None and "vote" in room.record.phases else _all_kept(room),
    )


def _all_kept(room: RoomFacts) -> Message:
    count = len(room.board.open_notes)
    return Message("room_vote.all_go_into_file", count=count) if room.keeps_all and count > room.wanted else NOTHING


def _asks(room: RoomFacts) -> Message:
    if room.keeps_all:
        return Message("room_vote.choose_to_build_on", decider=_decider(room), places=room.wanted)
    return Message("room_vote.choose", decider=_decider(room), places=room.wanted)


def _take_pick(room: RoomFacts, intent: Intent) -> Taken:
    now = room.standing
    if isinstance(intent, Choose):
        return _numbers_chosen(room, intent.numbers)
    if not isinstance(intent, Continue):
        return NOT_NOW
    every = tuple(note.number for note in room.board.options)
    chosen = now.winners if now and now.winners else every if len(every) <= room.wanted else ()
    if not chosen:
        return Refusal(Message("room_vote.nothing_is_ahead"))
    return _chosen(room, chosen)


def numbers_from_screen(room: RoomFacts) -> Refusal:
    few = " ".join(str(note.number) for note in room.board.options[:2])
    return Refusal(Message("room_vote.numbers_from_screen", numbers=few))


def _numbers_chosen(room: RoomFacts, numbers: tuple[int, ...]) -> NotesChosen | Refusal:
    known = {note.number for note in room.board.open_notes} | room.board.groups.keys()
    if not numbers or not set(numbers) <= known:
        return numbers_from_screen(room)
    chosen = tuple(dict.fromkeys(numbers))
    if len(chosen) > 1 and not _can_hold_many(room):
        return Refusal(Message("room_vote.only_one_here"))
    return _chosen(room, chosen)


def _can_hold_many(room: RoomFacts) -> bool:
    flow, question = room.library.flows.get(room.step.flow), room.question
    return bool(flow and flow.is_list and question and question.kind != "choice")


def _chosen(room: RoomFacts, numbers: tuple[int, ...]) -> NotesChosen:
    """What was chosen; of groups their notes, where every note goes into the file by itself."""
    return NotesChosen(step=room.step.id, numbers=room.board.expanded(numbers) if room.keeps_all else numbers)


# ---- the ladder of a tie


def _tie(room: RoomFacts, now: Standing) -> RoomView:
    tie = Message("room_vote.tied_for_places", numbers=_texts(now.tied), places=now.places)
    rows = result_rows(room, now)
    first, last = now.tied[0], now.tied[-1]
    if pair := suggested(room, frozenset(now.tied)):
        same = Message("room_vote.tied_and_alike", tie=tie, one=pair.one, other=pair.other)
        yes, no = Message("room_vote.do_merge_and_count"), Message("room_notes.do_keep_both")
        return _view(room, "same", same, Action("yes", yes), Action("no", no), rows=rows)
    reduce = (
        Action("merge", Message("room_vote.do_merge_them", one=first, other=last)),
        Action("park", Message("room_notes.do_park", number=last)),
    )
    if len(room.board.rounds) == 1:
        again = Action("enter", Message("room_vote.do_vote_again"))
        decides = Action("choose", Message("room_vote.do_decide_now", number=first, decider=_decider(room)))
        return _view(room, "again", Message("room_vote.tied_talk_about_each", tie=tie), again, decides, *reduce, rows=rows)
    choose = Action("choose", Message("room.type_a_number"))
    keep = Action("keep", Message("room_vote.do_keep_tied", tied=len(now.tied)))
    question = Message("room_vote.tied_and_decided", tie=tie, decider=_decider(room))
    return _view(room, "level", question, choose, keep, *reduce, rows=rows)


def _take_tie(room: RoomFacts, intent: Intent) -> Taken:
    now = room.standing
    assert now is not None
    if suggested(room, frozenset(now.tied)):
        return Refusal(SAME_YES_OR_NO)
    match intent:
        case Continue() if len(room.board.rounds) == 1:
            return VoteRepeated(step=room.step.id, numbers=now.tied)
        case Continue():
            return Refusal(Message("room_vote.tie_needs_decision", decider=_decider(room), tied=len(now.tied)))
        case KeepTied():
            return NotesChosen(step=room.step.id, numbers=(*now.winners, *now.tied), keeps_all_tied=True)
        case Choose(numbers=numbers):
            chosen = _numbers_chosen(room, numbers)
            if isinstance(chosen, NotesChosen) and set(numbers) <= set(now.tied):
                return chosen.replace(numbers=(*now.winners, *chosen.numbers))
            return chosen
    return NOT_NOW


# ---- why, until when, who settles it


def follows_votes(room: RoomFacts) -> bool:
    """Whether what is chosen was voted, in whichever order; fewer of them may do."""
    now = room.standing
    return now is not None and not now.tied and room.board.options_of(room.board.pending) <= set(now.winners)


def _why(room: RoomFacts) -> RoomView:
    pending = room.board.pending
    rows = _rows_of(room, pending)
    status = NOTHING
    if _can_hold_many(room) and len(room.board.options_of(pending)) > room.wanted:
        status = Message("room_vote.would_you_drop_one", number=pending[-1])
    against = room.standing is not None and not follows_votes(room)
    level = room.standing is not None and bool(room.standing.tied)
    asked = room.asks("why").ask
    question = asked[min(2 if level else 1 if against else 0, len(asked) - 1)]
    actions = [Action("type", Message("room_vote.type_reason", decider=_decider(room)))]
    if not against:
        actions.append(Action("enter", Message("room_vote.do_no_reason")))
    return _view(room, "why", question, *actions, rows=rows, status=status)


def _give_reason(room: RoomFacts, intent: Intent) -> Taken:
    if isinstance(intent, Choose):
        stay = tuple(number for number in room.board.pending if number in intent.numbers)
        return _chosen(room, stay) if stay and len(stay) == len(set(intent.numbers)) else WHY_OR_NUMBER
    if not isinstance(intent, GiveReason | Continue):
        return NOT_NOW
    reason = " ".join(intent.text.split()) if isinstance(intent, GiveReason) else ""
    if isinstance(intent, GiveReason) and not any(map(str.isalpha, reason)):
        return WHY_OR_NUMBER
    if not reason and room.standing is not None and not follows_votes(room):
        return Refusal(Message("room_vote.decision_needs_reason"))
    why = reason or (AS_VOTED if room.standing else AGREED)
    if room.record.is_decider_here and not _by_one_person(room):
        return _decided(room, room.record.decider, why)
    return ReasonGiven(step=room.step.id, why=why)


def _by_one_person(room: RoomFacts) -> bool:
    """Whether one person chooses among what nobody voted on, or chooses against the votes."""
    if len(room.record.people) < 2:
        return False
    if room.standing is not None:
        return not follows_votes(room)
    return len(room.board.options_of(room.board.pending)) < len(room.board.options)


def _decided(room: RoomFacts, who: str, why: str, until: str = "") -> Decided:
    return Decided(step=room.step.id, who=who, why=why, until=until, keeps_others=room.keeps_all)


def _last(room: RoomFacts) -> RoomView:
    """What is asked before a decision counts: until when, where the decider is away; else who can't live with it."""
    return _until(room) if not room.record.is_decider_here else _against(room)


def _take_last(room: RoomFacts, intent: Intent) -> Taken:
    return _set_until(room, intent) if not room.record.is_decider_here else _object(room, intent)


def _against(room: RoomFacts) -> RoomView:
    board = room.board
    chosen = _rows_of(room, board.pending)
    heard = tuple(RoomRow(name, told) for name, told in board.against.items())
    who = next((one.name for one in room.record.people if one.name != room.record.decider), "Ana")
    objects = Action("against", Message("room_vote.type_objection", name=who))
    done = Message("room_vote.do_no_more_objections") if heard else Message("room_vote.do_no_objections")
    question = Message("room_vote.who_cannot_live_with_this")
    return _view(room, "against", question, objects, Action("enter", done), rows=(*chosen, *heard))


def _object(room: RoomFacts, intent: Intent) -> Taken:
    if isinstance(intent, Continue):
        return _decided(room, room.record.decider, room.board.why)
    if not isinstance(intent, Object):
        return NOT_NOW
    person = meant(intent.person, room.record.people)
    if person is None or not any(map(str.isalpha, intent.text)):
        return Refusal(Message("room_vote.name_and_objection", people=room.present))
    return ObjectionRaised(step=room.step.id, person=person.name, text=intent.text.strip())


def _until(room: RoomFacts) -> RoomView:
    question = Message("room_vote.provisional_until", decider=room.record.decider)
    before = [board.decision.until for board in room.record.boards.values() if board.decision and board.decision.until]
    if before:
        same, other = Message("room_vote.do_same_date"), Message("room_vote.type_another_date")
        view = _view(room, "until", question, Action("enter", same), Action("type", other))
        return view.replace(draft=before[-1], typing="anew")
    day, soon = Message("room_vote.type_day"), Message("room_vote.type_day_soon")
    return _view(room, "until", question, Action("type", day), Action("day", soon))


def _set_until(room: RoomFacts, intent: Intent) -> Taken:
    if not isinstance(intent, SetUntil) or not dates.parse(intent.day):
        return Refusal(Message("room_vote.type_a_date", day=example_day(room.record.today)))
    return _decided(room, THE_ROOM, room.board.why, intent.day)


def _both(room: RoomFacts) -> RoomView:
    now = room.standing
    level = now.tied if now and now.tied else room.board.pending
    rows = _rows_of(room, level)
    owner = Action("owner", Message("room_vote.type_owner", name=examples(room.record.people)[0]))
    return _view(room, "both", Message("room_vote.who_settles_tie", tied=len(level)), owner, rows=rows)


def _settle_tie(room: RoomFacts, intent: Intent) -> Taken:
    if not isinstance(intent, SettleTie) or not intent.owner or not dates.parse(intent.by):
        return Refusal(Message("room_vote.owner_and_date", name=examples(room.record.people)[0]))
    who, why = decider_of(room), "left open for now"
    return Decided(step=room.step.id, who=who, why=why, owner=intent.owner, by=intent.by, keeps_others=room.keeps_all)


def _rows_of(room: RoomFacts, numbers: Iterable[int]) -> tuple[RoomRow, ...]:
    """What was chosen, as rows; below a group its notes."""
    notes = (room.board.notes[number] for number in room.board.collapsed(tuple(numbers)))
    return note_groups.grouped(room.board, notes, note_groups.plain, numbered=False)


def _texts(numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(map(str, numbers))
