"""The keys of the interview and of a workshop. Fails where a key is bound that no row has; what menus say comes from the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stratcoach.files.catalogues import chosen
from stratcoach.ui import interview_texts, room_texts
from stratcoach.workshop.room_view import COMMANDS
from tests.reference import ROOT
from tests.reference.markdown import block, page, table

_BOUND: Final = re.compile(r'"([cs]-\w+|tab|enter|escape|f\d+|\?|page\w+|end|home|right|left|up|down)"')
_SHOWN: Final = {
    "enter": "Enter",
    "tab": "Tab",
    "s-tab": "Shift-Tab",
    "?": "?",
    "f1": "F1",
    "f2": "F2",
    "f4": "F4",
    "escape": "Esc",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "end": "End",
    "right": "the arrow right",
    "c-a": "Ctrl-A",
    "c-c": "Ctrl-C",
    "c-d": "Ctrl-D",
    "c-e": "Ctrl-E",
    "c-p": "Ctrl-P",
    "c-x": "Ctrl-X",
    "c-z": "Ctrl-Z",
}
"""The names of keys in the code, and as the page calls them."""


def _check() -> None:
    """Raise where a key that the code binds isn't in a table, or the other way round."""
    sources = [(ROOT / "src" / "stratcoach" / "ui" / name).read_text(encoding="utf-8") for name in ("keys.py", "room_screen.py")]
    bound = {name for source in sources for name in _BOUND.findall(source)}
    text = " ".join(f"{keys} {does}" for keys, does in (*INTERVIEW, *LISTS, *WORKSHOP))
    wrong = sorted(bound ^ _SHOWN.keys()) + [name for name in bound if _SHOWN.get(name, "") not in text]
    if wrong:
        message = f"tests/reference/keys.py: {wrong} are bound and not shown, or no longer bound"
        raise AssertionError(message)


def pages() -> Iterator[tuple[str, str]]:
    _check()
    chosen().keys = interview_texts.in_lines
    numbers = [(str(number), f"{says}") for number, (_, says) in enumerate(COMMANDS, 1)]
    yield (
        "keys.md",
        page(
            "Keys",
            "The line at the bottom of the screen shows the keys that work now.",
            "## In the interview",
            table(("key", "what it does"), INTERVIEW),
            "## In lists",
            table(("key", "what it does"), LISTS),
            "## In a workshop",
            table(("key", "what it does"), WORKSHOP),
            "Tab opens a menu. Type the number of an entry:",
            table(("number", "what it does"), numbers),
            _TYPED,
            "## Line by line",
            "With `--plain` there are no keys, only lines. In the interview:",
            block(f"{interview_texts.PLAIN_COMMANDS}"),
            "In a workshop:",
            block(f"{room_texts.COMMANDS_OF_LINES}"),
        ),
    )


INTERVIEW: Final = (
    ("Enter", "accepts the answer; where several lines are asked for, Enter twice"),
    ("Alt-Enter", "accepts an answer of several lines at once"),
    ("Tab", "shows everything else: skip, “I don't know yet”, park a thought, help, your editor, stop"),
    ("Shift-Tab", "goes back to the question before"),
    ("?", "in an empty line: help and examples; F1 does it anywhere"),
    ("F4, or Ctrl-X Ctrl-E", "opens the answer in your editor"),
    ("Ctrl-C or Ctrl-D", "stops; everything is saved, and `stratcoach resume` continues"),
    ("Ctrl-Z", "puts the program into the background, where the system can do that; `fg` brings it back"),
)
LISTS: Final = (
    ("the arrow keys, or a number", "moves to a line"),
    ("Space", "marks a line, where several can be chosen; Ctrl-A marks all"),
    ("Enter", "chooses, or continues with what is marked"),
    ("letters", "in a long list: searches"),
    ("Esc", "in a menu opened with Tab: closes it"),
)
WORKSHOP: Final = (
    ("Enter", "continues, or accepts what is typed"),
    ("End, or the arrow right", "continues a text that is in the line already, instead of replacing it with what you type"),
    ("Esc", "closes a page that Tab has opened"),
    ("Tab", "opens the menu"),
    ("Ctrl-P", "puts a thought into the car park"),
    ("Shift-Tab", "undoes the last thing, even a vote or a decision; what came from somebody's own page when pressed twice"),
    ("F2", "with `--room`: how people get a page of their own, who has one, who waits to come in"),
    ("Page Up, Page Down", "turns the pages of a long list; where long notes are cut, shows them in full"),
    ("?", "in an empty line: help and examples; F1 does it anywhere"),
    ("Ctrl-C or Ctrl-D", "stops; every line before it is saved"),
)

_TYPED: Final = """\
What else can be typed, where it fits:

| typed | what it does |
| --- | --- |
| `Ana: a thought` | a note from Ana; `Omar, Pia: …` is from both |
| `- Prices` | a note that is a single word, or that would otherwise be a command |
| `1+3` | merges note 3 into note 1 |
| `group 1 4 7 = Filling slots` | puts notes into a group under this title |
| `group 18 9`, `group 18 = Free slots` | adds note 9 to group 18; renames it |
| `ungroup 18`, `ungroup 4` | takes the group apart; takes note 4 out of its group |
| `g`, `n` | makes the group that is suggested, `g = Free slots` under another title; or leaves the notes |
| `edit 2` | puts note 2 into the line, to be reworded |
| `drop 2`, `park 2` | removes a note, or moves it to the car park |
| `add …` | adds a note |
| `y` | merges the notes that look alike |
| `Ana: 1 3` | Ana's votes; `5 2 0 3` is a show of hands, option by option |
| `done` | counts although votes are missing |
| `Ben = Benedikt` | in the list of people: a new name |
| `+`, `+1` | five more minutes for this part, once; one more, as often as it takes |
| `a 1`, `n 1`, `out Ben`, `lock`, `open` | behind F2: lets in who waits with that number, or doesn't; closes somebody's pages; lets nobody in by themselves, or again |
| `s` | between steps: shortens the rest as proposed |
| `skip 6`, `move 5 to 3`, `minutes 4 10`, `left 45`, `until 15:30`, `add users round_robin 10`, `add break 10 to 5` | in the plan: changes it |"""
