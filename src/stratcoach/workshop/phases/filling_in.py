"""What the interview asks about the things that were chosen: the group answers, the scribe types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stratcoach.flow.answer import Answer
from stratcoach.flow.events import AnswerGiven, AnswerKept, AnswerSharpened, AnswerUnknown, QuestionSkipped
from stratcoach.flow.protocol import Ask, Challenge, Reply
from stratcoach.flow.question_key import parse_key
from stratcoach.flow.replies import Refused, checked
from stratcoach.flow.templates import quote
from stratcoach.language.en import fillers
from stratcoach.messages import NOTHING, Message
from stratcoach.model.safe_text import sentence
from stratcoach.workshop import intents
from stratcoach.workshop import plan as plans
from stratcoach.workshop.nearby_examples import ELSEWHERE, near
from stratcoach.workshop.note_import import read_lines
from stratcoach.workshop.owners import not_a_name
from stratcoach.workshop.people import meant
from stratcoach.workshop.plan import Refusal
from stratcoach.workshop.room_facts import RoomFacts, Taken
from stratcoach.workshop.room_view import Action, RoomRow, RoomView
from stratcoach.workshop.techniques import technique_of

_FEW_WORDS = 3
"""A draft of at most this many words, such as a name or a figure, is replaced by typing rather than continued."""

_FIGURES = ("baseline", "target")
_GLUED = re.compile(r"[\d%]\s*%\s*\d|\d%\w")
_NOBODY = re.compile(
    r"(?:nobody|no one|none of us) (?:here )?knows\b|(?:we|i) (?:don['’]t|do not) know\b|not known\b", re.IGNORECASE
)
_NOT_KNOWN = Message("room_close.nobody_knows")
_YES = ("y", "yes", "ok")
_TYPE = Action("type", Message("room_close.do_type"))
_HOW = {
    "date": Action("type", Message("room_close.type_date")),
    "texts": Action("type", Message("room_close.type_several")),
    "choice": Action("choose", Message("room.type_a_number")),
}


def fill_in(room: RoomFacts) -> RoomView:
    due = room.due
    assert due is not None
    return _challenged(room, due) if isinstance(due, Challenge) else _asked(room, due)


def _asked(room: RoomFacts, ask: Ask) -> RoomView:
    rows = tuple(RoomRow(str(number), option.label) for number, option in enumerate(ask.options, 1))
    if ask.beside:
        near_by = ((one.title, " ".join(one.lines)) for one in ask.beside)
        rows = (*(RoomRow("", Message("room_close.written_before", title=title, text=text)) for title, text in near_by), *rows)
    elif not rows and ask.good and not ask.suggested:
        rows = (RoomRow(ELSEWHERE, one),) if (one := near(ask.good, room)) else ()
    draft = ask.suggested
    if ask.options:
        draft = " ".join(str(n) for n, one in enumerate(ask.options, 1) if one.value == draft or one.value in tuple(draft))
    is_needed = must_answer(room, ask)
    if is_needed and (as_written := _as_said(room, ask)):
        rows = tuple(RoomRow("", Message("room.in_quotes", text=text)) for text in as_written)
    is_short = bool(ask.options) or ask.kind == "date" or (isinstance(draft, str) and len(draft.split()) <= _FEW_WORDS)
    return RoomView(
        key=ask.key,
        kind="ask",
        title=room.step.title,
        question=room.asks("wording").ask[0] if is_needed and ask.suggested else ask.ask,
        rows=rows,
        status=_how_far(room, ask),
        actions=tuple(_actions(ask, has_draft=bool(draft), is_needed=is_needed)),
        help=ask.help,
        draft="; ".join(draft) if isinstance(draft, tuple) else draft,
        lines=ask.kind == "texts",
        typing="anew" if is_short else "spaced",
    )


def _actions(ask: Ask, *, has_draft: bool, is_needed: bool) -> Iterator[Action]:
    """How a question is answered."""
    if has_draft:
        yield Action("enter", Message("room_close.do_keep"))
        yield Action("type", Message("room_close.do_change_first"))
    else:
        yield _numbers(ask) if ask.kind == "links" else _HOW.get(ask.kind, _TYPE)
    if ask.kind == "date" and parse_key(ask.key).part == "by":
        yield Action("day", Message("room_close.type_day_soon"))
    elif ask.kind == "date" and ask.is_past:
        yield Action("day", Message("room_close.type_past_day"))
    if not is_needed and not has_draft:
        yield Action("enter", Message("room_close.do_leave_out"))


def _how_far(room: RoomFacts, ask: Ask) -> Message:
    """Which entry of how many it is, which question, and about what, so that everybody knows how long the form still is."""
    entry, place, entries, about = parse_key(ask.key).entry, ask.place, room.entries, _about(room, ask)
    many = len(entries) if entry in entries and len(entries) > 1 else 0
    questions = place.questions if place.question and place.questions > 1 else 0
    if not (many or questions or about):
        return NOTHING
    return Message(
        "room_close.how_far",
        entries=many,
        entry=entries.index(entry) + 1 if many else 0,
        questions=questions,
        question=place.question,
        about=quote(about, 44),
    )


def _as_said(room: RoomFacts, ask: Ask) -> tuple[str, ...]:
    """The notes of an entry, where they aren't in the input line: of an even-over only one side is, of a group its title."""
    entry, board = parse_key(ask.key).entry, room.board
    numbers = [number for number, held in board.entries.items() if held == entry]
    if not technique_of(room.step).has_two_sides:
        numbers = [note for number in numbers for note in board.groups.get(number, ())]
    return tuple(board.notes[number].text for number in numbers)


def _numbers(ask: Ask) -> Action:
    if len(ask.options) > 1:
        return Action("choose", Message("room_close.type_numbers", last=min(len(ask.options), 3)))
    return Action("choose", Message("room_close.type_one_if_it_does"))


def _about(room: RoomFacts, ask: Ask) -> str:
    """Which entry is meant, where there are several and the question doesn't say it."""
    key = parse_key(ask.key)
    if not key.entry or len(room.entries) < 2 or key.question in room.library.flows[key.flow].mains:
        return ""
    name = room.interview.assembly.name(key.handle)
    return "" if name in f"{ask.ask}" else name


def must_answer(room: RoomFacts, ask: Ask) -> bool:
    """What an entry is about can't be left out: it was chosen. It can be taken back."""
    key = parse_key(ask.key)
    question = room.question
    main = question is not None and key.question == question.id and key.flow == room.step.flow and not key.part
    return main or not ask.can_skip


def _challenged(room: RoomFacts, step: Challenge) -> RoomView:
    answer = _in_one_line(step)
    words = step.words if step.words and step.words != answer and step.words in answer else ""
    before, _, after = answer.partition(words) if words else ("", "", "")
    marked = f"{before}»{words}«{after}" if words else answer
    return RoomView(
        key=f"{step.key}.again",
        kind="challenge",
        title=room.step.title,
        question=step.question,
        rows=(RoomRow("", marked, stands_out=True), RoomRow("", sentence(f"{step.message}"))),
        actions=(Action("enter", Message("room_close.do_change_or_keep")),),
        help=step.why,
        draft=answer,
        typing="spaced",
    )


def _in_one_line(step: Challenge) -> str:
    """The answer that the coach asks about; a list with semicolons between its lines."""
    return step.answer.replace("\n", "; ") if step.ask.kind == "texts" else step.answer


def take_answer(room: RoomFacts, text: str) -> Taken:
    due = room.due
    assert due is not None
    told = text.strip()
    if len(told.splitlines()) > 1:
        told = "\n".join(note.text for note in read_lines(told, room.record.people))
    if isinstance(due, Challenge):
        if not told or told == _in_one_line(due).strip():
            return AnswerKept(key=due.key)
        return _accepted(room, due.ask, told)
    if isinstance(due.suggested, str) and not due.options and _says_yes(told, due.suggested.strip()):
        return _accepted(room, due, due.suggested)
    if isinstance(due.suggested, str) and not due.options and _only_a_number_more(told, due.suggested.strip()):
        return Refusal(Message("room_close.only_a_number_added"), None, "")
    if len(told) == 1 and due.kind in ("text", "long") and told.isalpha() and told.isascii():
        return Refusal(Message("room_close.single_letter"))
    if due.kind in ("text", "long") and plans.is_edit(told, room.library):
        return Refusal(Message("room_close.changes_plan_or_answers"))
    if told and (refused := _two_for_one(room, due, told)):
        return Refusal(refused)
    if not told:
        if must_answer(room, due):
            return Refusal(Message("room_close.chosen_needs_words"))
        return QuestionSkipped(key=due.key)
    return _accepted(room, due, told)


def _two_for_one(room: RoomFacts, ask: Ask, told: str) -> Message:
    """Why an answer can't be one name or one figure: two were typed into one another, or something else altogether."""
    key = parse_key(ask.key)
    if key.asks_who:
        return not_a_name(told, room.record.people, room.record.today)
    if key.question in _FIGURES and (_GLUED.search(told) or _is_twice(told)):
        return Message("room_close.two_numbers_in_one", typed=quote(told, 40))
    return NOTHING


def _is_twice(text: str) -> bool:
    """`40%40%`, `40 40`: the same figure twice; not `44`, which is a figure."""
    low = text.lower()
    words = low.split()
    if len(words) == 1 and not low.isdecimal():
        words = [low[: len(low) // 2], low[len(low) // 2 :]]
    return len(words) == 2 and words[0] == words[1] and any(map(str.isdecimal, words[0]))


def _only_a_number_more(told: str, draft: str) -> bool:
    """Whether somebody who was a screen ahead typed a number behind a sentence that is in the line."""
    rest = told.removeprefix(draft).strip()
    return len(draft.split()) > _FEW_WORDS and told.startswith(draft) and rest.isdecimal()


def _says_yes(told: str, draft: str) -> bool:
    """Whether somebody typed a yes to what stands in the line, alone or behind it."""
    return bool(draft) and told.removeprefix(draft).strip().lower() in _YES


def _accepted(room: RoomFacts, ask: Ask, told: str) -> Taken:
    raw: Answer = told
    if ask.options:
        raw = _by_numbers(ask, told)
        if raw == ():
            return Refusal(Message("room_close.number_up_to", last=len(ask.options)))
    elif ask.kind == "texts":
        raw = "\n".join(part.strip() for part in told.replace("\n", ";").split(";"))
    elif ask.kind == "text":
        raw = " ".join(told.split())
    if parse_key(ask.key).asks_who and (known := meant(told, room.record.people)):
        raw = known.name
    if ask.can_not_know and _is_unknown(told):
        return Refusal(_NOT_KNOWN)
    reply = checked(ask.replace(today=room.record.today), Reply("answer", raw))
    if isinstance(reply, Refused):
        return Refusal(reply.message)
    if reply.kind != "answer":
        return Refusal(_NOT_KNOWN if reply.kind == "unknown" else Message("room_close.leave_it_out"))
    if ask.rewords:
        return AnswerSharpened(key=ask.key, value=reply.value, of=ask.rewords)
    return AnswerGiven(key=ask.key, value=reply.value)


def _is_unknown(told: str) -> bool:
    """Whether somebody says in the middle of an answer that nobody knows: “nobody knows, Ben looks it up”."""
    first = re.split(r"[,;.:–—]", told, maxsplit=1)[0]
    return fillers.knows_nothing(first) or bool(_NOBODY.match(told))


def _by_numbers(ask: Ask, told: str) -> Answer:
    words = told.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and 0 < int(word[:4]) <= len(ask.options) for word in words):
        return ()
    values = tuple(dict.fromkeys(ask.options[int(word) - 1].value for word in words))
    return values if ask.kind == "links" else values[0] if len(values) == 1 else ()


def answer(room: RoomFacts, intent: intents.Intent) -> Taken:
    return take_answer(room, intent.text if isinstance(intent, intents.Answer) else "")


def not_known(room: RoomFacts) -> Taken:
    """Nobody knows yet: it becomes an open question or an assumption, with a name and a date."""
    due = room.due if room.kind == "fill" else None
    ask = due.ask if isinstance(due, Challenge) else due
    if ask is None or not ask.can_not_know:
        return Refusal(Message("room_close.nothing_asked_here"))
    return AnswerUnknown(key=ask.key)


def left_out(room: RoomFacts) -> Taken | None:
    """Leave one answer out, or one of the coach's questions; None where something else is left."""
    due = room.due if room.kind == "fill" else None
    if isinstance(due, Challenge):
        return AnswerKept(key=due.key)
    if not isinstance(due, Ask):
        return None
    if must_answer(room, due):
        if isinstance(due.suggested, str) and due.suggested and not due.options:
            return _accepted(room, due, due.suggested)
        return None
    return QuestionSkipped(key=due.key)
