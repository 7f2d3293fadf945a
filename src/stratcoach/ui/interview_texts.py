"""The fixed sentences of the interview, in one place so that they can be read aloud together."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.model import Answer
from stratcoach.flow.protocol import Ask, Challenge, Menu, Progress, ReadBack
from stratcoach.model.dates import spoken, with_weekday
from stratcoach.model.safe_text import sentence

PLAIN_COMMANDS: Final = """\
Answer and press Enter. At any question you can also type
  :help       help and examples
  :back       previous question
  :skip       skip this question
  :unknown    I don't know yet
  :park TEXT  park a thought for later
  :quit       stop here and continue later"""

HINT_PLAIN: Final = ":help  :back  :skip  :unknown  :park TEXT  :quit"
WENT_BACK: Final = "‹ back"
LEAVE_OUT: Final = "Skip this question"
LEFT_OUT: Final = "(skipped)"
NONE_OF_THEM: Final = "(none of them)"
NOT_KNOWN: Final = "(I don't know yet)"
HINT_LIST: Final = "Enter: choose   Shift-Tab: back"
HINT_NESTED: Final = "Enter: choose   Esc: cancel"
HINT_FIND: Final = "Type a few words, then Enter: search   Enter alone: continue   Shift-Tab: back"
HINT_FINDS: Final = "Type: search"
HINT_READ: Final = "Enter: continue   Shift-Tab: back"
HINT_MARK: Final = "Space: mark   Ctrl-A: all   Enter: continue   Shift-Tab: back"
FEW_MARKS: Final = 3
NOTHING_FOUND: Final = "Nothing contains all these words. Try fewer."
HINT_PARK: Final = "Enter: park it   Shift-Tab: cancel"
HINT_STRAY: Final = "This is a list: choose with the arrow keys or a number, then press Enter."
HINT_STRAY_MARKS: Final = "This is a list: go to a line with the arrow keys or its number, mark it with Space, then press Enter."
PARK_ASK: Final = "What do you want to park for later?"
WHICH_ANSWER: Final = "Which answer do you want to change?"
LONG_PLAIN: Final = "Several lines are fine. End with a line that contains only a full stop."
LIST_PLAIN: Final = "One per line. End with a line that contains only a full stop."
ADD_PLAIN: Final = "Go ahead; what you type now is added at the end."
PARKED: Final = "You parked this on the way; it is kept in the file. Does any of it belong above?"
PASTED_INTO_LIST: Final = "Several lines arrived at once, so nothing was chosen."
READ_BACK_GAP: Final = "… nothing yet …"
DATE_HELP: Final = "A day, a month, a quarter or a year: 30 June 2027, June, Q2 2027. Or in your own words: next Friday, in three months, end of next year."
STILL_ASKED: Final = "What a coach would still ask:"
NOTHING_ASKED: Final = "A coach has nothing left to ask. Read it to somebody who wasn't there."


def place(here: Progress) -> str:
    """Where we are and how far it is, in one line."""
    return " · ".join([here.title, *filter(None, [place_here(here)])])


def place_here(here: Progress) -> str:
    """The same without the step's title."""
    parts = []
    if here.steps:
        parts.append(f"step {here.step} of {here.steps}")
    if here.question and here.questions > 1:
        of = f"question {here.question} of {here.questions}"
        parts.append(f"{here.noun} {here.entry}, {of}" if here.entry and here.noun else of)
    if here.minutes_left:
        parts.append("a minute left" if here.minutes_left == 1 else f"{here.minutes_left} minutes left")
    return " · ".join(parts)


def hint(step: Ask, *, empty: bool = False) -> str:
    """What the keys do at a question; what is used most comes first. `empty` is as long as there is nothing in the prompt."""
    if step.kind == "links":
        parts = ["Space: mark", "Ctrl-A: all" if len(step.options) > FEW_MARKS else ""]
        parts.append("Enter: continue" if not empty else "Enter alone: none of them" if step.enter_skips else "")
        done = "   ".join(filter(None, parts))
    elif step.options:
        done = "Enter: choose"
    else:
        twice = " twice" if step.kind in ("long", "texts") else ""
        done = f"Type, then Enter{twice}" if empty and not step.suggested else f"Enter{twice}: {'done' if twice else 'continue'}"
    if step.enter_skips and not step.options and not step.suggested:
        done = "Enter alone: skip"
    ways = ["skip"] * step.can_skip + ["don't know"] * (step.can_skip and step.can_not_know) + ["more"]
    parts = [done, "?: help", f"Tab: {', '.join(ways)}"]
    return "   ".join([*parts, "Shift-Tab: back"] if step.can_go_back else parts)


def suggestion(step: Ask) -> str:
    """What Enter alone would keep: the numbers where it is several of a list, else the words."""
    if isinstance(step.suggested, tuple):
        numbers = {option.value: str(number) for number, option in enumerate(step.options, 1)}
        return (", " if step.options else "; ").join(numbers.get(one, one) for one in step.suggested)
    return next((option.label for option in step.options if option.value == step.suggested), step.suggested)


def instead(meant: str) -> str:
    """What is shown where no answer was given."""
    return LEFT_OUT if meant == "skip" else NOT_KNOWN


def read_as(step: Ask, typed: str, answer: Answer) -> str:
    """Which date was understood, where it was given in other words; `""` where there is nothing to confirm."""
    if step.kind != "date" or not isinstance(answer, str) or typed.strip().lower() in (answer.lower(), spoken(answer).lower()):
        return ""
    return f"Read as {with_weekday(answer)}."


def pasted(text: str) -> str:
    """What is asked where several lines arrived at once and one was expected."""
    return f"Several lines arrived at once: “{text}” Press Enter to take them as one answer, or type a new one."


def about(label: str) -> str:
    """Which entry of a list a question is about."""
    return f"This is about “{label}”"


def no_help(step: Ask) -> str:
    """What help says where there is neither a text nor an example."""
    if step.kind == "date":
        return DATE_HELP
    if step.good or step.weak:
        return ""
    return "There is no more help for this question. A short answer is enough."


def keep_or_change(step: Challenge, *, plain: bool = False) -> str:
    """What can be done at a weak answer."""
    told = "Type a new answer, or press Enter alone to keep yours." if plain else "Change it, or press Enter to keep it as it is."
    if step.ask.else_becomes == "assumption":
        how = ":unknown" if plain else "Tab, then “I don't know yet”,"
        told += f" Is it still a guess? {how} keeps it as an assumption, to be tested."
    return told


def which_one(what: str) -> str:
    """Before the list from which an entry is changed, removed or moved."""
    does = {"change": "do you want to change", "remove": "do you want to remove", "move": "do you want to move"}[what]
    return f"Which one {does}?"


def where_to(label: str) -> str:
    return f"Where does this go? {label}"


def challenge(step: Challenge) -> str:
    """What the coach says at a weak answer: what was seen, why it matters, and the question."""
    whole = not step.words or step.words.strip() == step.answer.strip()
    saw = sentence(f"{step.message}" if whole else f"“{step.words}”: {step.message}")
    return f"{saw} {step.why}"


def out_of_sight(above: int, below: int) -> str:
    """How many lines of a list there are beyond those that are shown; empty where all are."""
    told = [f"{count} more {where}" for count, where in ((above, "above"), (below, "below")) if count]
    return f" … {', '.join(told)}" if told else ""


def many(count: int, marked: int) -> str:
    """What is shown above a list that is too long to look through."""
    told = f"There are {count}. Type a few words of the one you mean."
    return f"{told} {marked} marked so far." if marked else told


def menu_title(step: Menu) -> str:
    count = len(step.entries) - step.unknown
    noun = step.noun if count == 1 else f"{step.noun}s"
    told = f"{count} {noun} so far." if count else f"No {step.noun} so far."
    if step.lacking and count:
        told += f" {step.lacking} more would be better."
    if step.ranked and count > 1:
        told += " The most important one comes first."
    return told


def still_asked(step: ReadBack) -> str:
    return STILL_ASKED if step.asked else NOTHING_ASKED


def more_asked(step: ReadBack) -> str:
    if not step.more_asked:
        return ""
    return f"… and {step.more_asked} more, which `stratcoach lint --all` lists later."
