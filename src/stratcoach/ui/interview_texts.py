"""The texts of the interview's screens, in one place: which message is shown when, and the keys for what can be done."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.answer import Answer
from stratcoach.flow.protocol import Ask, Challenge, Menu, Progress, ReadBack, StillAsked
from stratcoach.messages import NOTHING, Message, Text
from stratcoach.model.dates import spoken, with_weekday
from stratcoach.model.safe_text import sentence

BETWEEN: Final = "   "
"""What is between two things that can be done; a hint breaks there."""

PLAIN_COMMANDS: Final = Message("screen.commands")
HINT_PLAIN: Final = ":help  :back  :skip  :unknown  :park TEXT  :quit"
WENT_BACK: Final = Message("screen.went_back")
LEAVE_OUT: Final = Message("screen.skip_question")
DONT_KNOW: Final = Message("screen.dont_know")
LEFT_OUT: Final = Message("screen.skipped")
NONE_OF_THEM: Final = Message("screen.none_of_them")
NOT_KNOWN: Final = Message("screen.not_known")
HINT_LIST: Final = (Message("keys.enter_chooses"), Message("keys.back"))
HINT_NESTED: Final = (Message("keys.enter_chooses"), Message("keys.escape_cancels"))
HINT_FIND: Final = (Message("keys.words_then_enter"), Message("keys.enter_alone_continues"), Message("keys.back"))
HINT_FINDS: Final = Message("keys.type_to_search")
HINT_READ: Final = (Message("keys.enter_continues"), Message("keys.back"))
HINT_MARK: Final = (Message("keys.space_marks"), Message("keys.all"), Message("keys.enter_continues"), Message("keys.back"))
FEW_MARKS: Final = 3
NOTHING_FOUND: Final = Message("screen.nothing_found")
HINT_PARK: Final = (Message("keys.enter_parks"), Message("keys.back_cancels"))
HINT_STRAY: Final = Message("screen.choose_in_list")
HINT_STRAY_MARKS: Final = Message("screen.mark_in_list")
PARK_ASK: Final = Message("screen.what_to_park")
WHICH_ANSWER: Final = Message("screen.which_answer")
LONG_PLAIN: Final = Message("screen.several_lines")
LIST_PLAIN: Final = Message("screen.one_per_line")
ADD_PLAIN: Final = Message("screen.added_at_end")
PARKED: Final = Message("screen.parked_on_the_way")
CAME_UP: Final = Message("interview.came_up_before")
PASTED_INTO_LIST: Final = Message("screen.pasted_into_list")
READ_BACK_GAP: Final = Message("room_close.nothing_yet")
GOOD_EXAMPLES: Final = Message("screen.good_examples")
WEAK_EXAMPLES: Final = Message("screen.weak_examples")

_OF_TERMINAL: Final = {
    "enter": "Enter",
    "more": "Tab",
    "back": "Shift-Tab",
    "help": "?",
    "help_anywhere": "F1",
    "all": "Ctrl-A",
    "mark": "Space",
    "cancel": "Esc",
}
_IN_MENU: Final = {"skip": LEAVE_OUT, "unknown": DONT_KNOW}
_OF_LINES: Final = {"enter": "Enter"}


def on_terminal(name: str) -> str:
    """The key for something in the interview on a terminal, or the way to it through the menu."""
    return _OF_TERMINAL.get(name) or f"{_OF_TERMINAL['more']} → “{_IN_MENU[name]}”"


def in_lines(name: str) -> str:
    """What is typed for something in the interview by plain lines."""
    return _OF_LINES.get(name) or f":{name}"


def hint_of(parts: tuple[Message, ...]) -> str:
    """What the keys do, in one line."""
    return BETWEEN.join(f"{part}" for part in parts)


def place(here: Progress) -> str:
    """Where we are and how far it is, in one line."""
    return " · ".join(filter(None, (f"{here.title}", place_here(here))))


def place_here(here: Progress) -> str:
    """The same without the step's title."""
    in_entry = bool(here.entry and here.noun)
    parts = (
        Message("screen.step_of", step=here.step, steps=here.steps) if here.steps else NOTHING,
        Message(
            "screen.question_of",
            in_entry=in_entry,
            noun=here.noun,
            entry=here.entry,
            question=here.question,
            questions=here.questions,
        )
        if here.question and here.questions > 1
        else NOTHING,
        Message("screen.minutes_left", minutes=here.minutes_left) if here.minutes_left else NOTHING,
    )
    return " · ".join(f"{part}" for part in parts if part)


def hint(step: Ask, *, empty: bool = False) -> str:
    """What the keys do at a question; what is used most comes first. `empty` is as long as there is nothing in the prompt."""
    more = "all" if step.can_skip and step.can_not_know else "skip" if step.can_skip else "more"
    parts = (
        *_hint_to_answer(step, empty=empty),
        Message("keys.help_anywhere") if not (empty or step.options) else Message("keys.help"),
        Message("keys.more", ways=more),
        Message("keys.back") if step.can_go_back else NOTHING,
    )
    return hint_of(tuple(part for part in parts if part))


def _hint_to_answer(step: Ask, *, empty: bool) -> tuple[Message, ...]:
    if step.kind == "links":
        all_ = Message("keys.all") if len(step.options) > FEW_MARKS else NOTHING
        ends = Message("keys.enter_alone_none") if step.enter_skips else NOTHING
        return Message("keys.space_marks"), all_, ends if empty else Message("keys.enter_continues")
    if step.options:
        return (Message("keys.enter_chooses"),)
    if step.enter_skips and not step.suggested:
        return (Message("keys.enter_alone_agrees") if step.enter_agrees else Message("keys.enter_alone_skips"),)
    twice = step.kind in ("long", "texts")
    if empty and not step.suggested:
        return (Message("keys.type_then_enter", twice=twice),)
    return (Message("keys.enter_ends", twice=twice),)


def suggestion(step: Ask) -> str:
    """What Enter alone would keep: the numbers where it is several of a list, else the words."""
    if isinstance(step.suggested, tuple):
        numbers = {option.value: str(number) for number, option in enumerate(step.options, 1)}
        return (", " if step.options else "; ").join(numbers.get(one, one) for one in step.suggested)
    return next((f"{option.label}" for option in step.options if option.value == step.suggested), step.suggested)


def instead(meant: str) -> Message:
    """What is shown where no answer was given."""
    return LEFT_OUT if meant == "skip" else NOT_KNOWN


def nothing_given(step: Ask) -> Message:
    """What is shown where Enter alone was pressed."""
    return Message("screen.agreed") if step.enter_agrees else NONE_OF_THEM if step.kind == "links" else LEFT_OUT


def read_as(step: Ask, typed: str, answer: Answer) -> Message:
    """Which date was understood, where it was given in other words; nothing where there is nothing to confirm."""
    if (
        step.kind != "date"
        or not isinstance(answer, str)
        or typed.strip().lower() in (answer.lower(), f"{spoken(answer)}".lower())
    ):
        return NOTHING
    return Message("screen.read_as", date=with_weekday(answer))


def pasted(text: str) -> Message:
    """What is asked where several lines arrived at once and one was expected."""
    return Message("screen.pasted_lines", text=text)


def help_of(step: Ask) -> Text:
    """The help for a question; where there is neither a text nor an example, it says that."""
    if step.help:
        return step.help
    if step.kind == "date":
        return Message("screen.dates_to_write")
    return NOTHING if step.good or step.weak else Message("screen.no_more_help")


def keep_or_change(step: Challenge, *, has_draft: bool) -> Message:
    """What can be done at a weak answer; `has_draft` says whether it is in the prompt."""
    return Message("screen.keep_or_change", has_draft=has_draft, may_be_guess=step.ask.else_becomes == "assumption")


def which_one(what: str) -> Message:
    """Before the list from which an entry is changed, removed or moved."""
    return Message("screen.which_one", what=what)


def where_to(label: Text) -> Message:
    return Message("screen.where_to", entry=label)


def as_it_is(step: Challenge) -> Message:
    """The answer that the coach asks about, in one line where it is a list."""
    text = step.answer.replace("\n", "; ") if step.ask.kind == "texts" else step.answer
    return Message("interview.today_it_says", text=text) if step.is_known else Message("screen.you_wrote", answer=text)


def challenge(step: Challenge) -> str:
    """What the coach says at a weak answer: what was seen, why it matters, and the question."""
    whole = not step.words or step.words.strip() == step.answer.strip()
    saw = step.message if whole else Message("screen.in_words", words=step.words, message=step.message)
    return f"{sentence(f'{saw}')} {step.why}"


def out_of_sight(above: int, below: int) -> str:
    """How many lines of a list there are beyond those that are shown; empty where all are."""
    where = "both" if above and below else "above" if above else "below"
    return f"{Message('screen.out_of_sight', where=where, above=above, below=below)}" if above or below else ""


def many(count: int, marked: int) -> Message:
    """What is shown above a list that is too long to look through."""
    return Message("screen.many", count=count, marked=marked)


def menu_title(step: Menu) -> str:
    count = len(step.entries) - step.unknown
    parts = (
        Message("screen.so_many_so_far", count=count, noun=step.noun),
        Message("screen.more_would_be_better", count=step.lacking) if step.lacking and count else NOTHING,
        Message("screen.most_important_first") if step.ranked and count > 1 else NOTHING,
    )
    return " ".join(f"{part}" for part in parts if part)


def still_asked(step: ReadBack) -> Message:
    return Message("screen.still_asked") if step.asked else Message("screen.nothing_asked")


def one_asked(asked: StillAsked) -> str:
    """One thing that a coach would still ask, in sentences."""
    return f"{sentence(f'{asked.seen}')} {asked.question}"


def more_asked(step: ReadBack) -> Message:
    return Message("screen.more_asked", count=step.more_asked) if step.more_asked else NOTHING
