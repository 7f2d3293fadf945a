"""What was taken as what, a screen for each section, to be put right before it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stratcoach.commands.questions import ask_text
from stratcoach.flow.protocol import Prompter
from stratcoach.messages import Message
from stratcoach.model.likeness import like
from stratcoach.model.safe_text import visible
from stratcoach.model.sections import SECTION, SECTIONS
from stratcoach.reports.style import Style
from stratcoach.services.importing.placing import LEFT_OUT, PARKED, Placed
from stratcoach.services.importing.sentences import sentences_of

_TOP: Final = ("product", "owner", "decider", "language", "review_by", "mission", "company_goal", "challenge")
_ALL_TOP: Final = "top"
_SCREENS: Final = (_ALL_TOP, *(section.name for section in SECTIONS), "alternatives", "today", "plans", "left_out")
_COMMAND: Final = re.compile(r"(?P<first>\d+)(?:\s*[-–]\s*(?P<last>\d+))?\s+(?P<to>[\w -]+)")
_WORDS: Final = {
    "drop": "left_out",
    "park": PARKED,
    "plan": "plans",
    "bet": "assumptions",
    "promise": "positioning",
}
_SPLIT: Final = "split"


def review(pieces: Sequence[Placed], prompter: Prompter, style: Style) -> list[Placed]:
    """Show the pieces, screen by screen, and move them as the person says.

    Raises:
        Paused: the person stopped.
    """
    kept = list(pieces)
    shown = [name for name in _SCREENS if any(_screen_of(piece) == name for piece in kept)]
    for number, name in enumerate(shown, 1):
        while True:
            here = [place for place, piece in enumerate(kept) if _screen_of(piece) == name]
            if not here:
                break
            print("\n".join(_lines(name, [kept[place] for place in here], (number, len(shown)), style)))
            typed = ask_text(
                prompter,
                Message("import.review"),
                Message("import.is_it_right"),
                Message("import.how_to_move"),
                enter_agrees=True,
            )
            if not typed.strip():
                break
            problem = _do(typed, kept, here)
            if problem:
                print(style.wrap(str(problem)))
    return kept


def _screen_of(piece: Placed) -> str:
    if piece.place in _TOP:
        return _ALL_TOP
    if piece.place in _SCREENS:
        return piece.place
    return "left_out" if piece.place in LEFT_OUT else PARKED


def _title(name: str) -> Message:
    if name in SECTION:
        return SECTION[name].title
    return Message("import.screen", name=name)


def _lines(name: str, pieces: Sequence[Placed], where: tuple[int, int], style: Style) -> list[str]:
    lines = ["", style.bold(f"{Message('import.screen_title', title=_title(name), number=where[0], count=where[1])}"), ""]
    for number, piece in enumerate(pieces, 1):
        lead = f"{Message('import.screen', name=piece.place)}: " if name == _ALL_TOP else ""
        lines.append(style.wrap(f"{lead}{visible(piece.text)}", f"{number:>3}  ", "     "))
        place = Message(
            "import.came_from",
            document=visible(piece.document),
            line=piece.block.line,
            heading=visible(piece.heading),
            by=piece.by,
        )
        lines.append(style.dim(style.wrap(f"{place}", "     ", "     ")))
    return [*lines, ""]


def _do(typed: str, kept: list[Placed], here: Sequence[int]) -> Message | None:
    """Do what was typed; what is wrong with it, if anything."""
    found = _COMMAND.fullmatch(typed.strip())
    if found is None:
        return Message("import.not_understood", typed=visible(typed[:80]))
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if not 1 <= first <= last <= len(here):
        return Message("import.no_such_number", most=len(here))
    target = found["to"].strip().lower()
    if target == _SPLIT:
        for place in reversed(here[first - 1 : last]):
            kept[place : place + 1] = [kept[place]._replace(text=one, by="person") for one in sentences_of(kept[place].text)]
        return None
    name = _section_named(target)
    if not name:
        close = like(target, _names())
        return Message(
            "import.no_such_section", name=visible(target), has_likely=bool(close), likely=close, sections=tuple(_names())
        )
    for place in here[first - 1 : last]:
        kept[place] = kept[place]._replace(place=name, by="person")
    return None


def _section_named(typed: str) -> str:
    if typed in _WORDS:
        return _WORDS[typed]
    folded = typed.replace(" ", "_").replace("-", "_")
    for name in (*_TOP, *_SCREENS[1:]):
        if folded in (name, name.removesuffix("s")) or (
            name in SECTION and typed in (SECTION[name].singular, str(SECTION[name].nouns))
        ):
            return name
    return ""


def _names() -> list[str]:
    return [
        name.replace("_", " ") for name in (*_TOP, *_SCREENS[1:]) if name not in ("history", "waivers", "proposals", "language")
    ]
