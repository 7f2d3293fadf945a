"""Texts made fit to be shown: a text from a file must not control the terminal or contain anything invisible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ESCAPES = r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[\[O][0-?]*[ -/]*[@-~]?|\x1b.?"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""What takes no room, or looks like a space but isn't one."""
_DIRECTIONS = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_VARIANT = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{4,6}\U000e007f"


def visible(text: str) -> str:
    """Make control characters, bidirectional overrides and what else is hidden visible."""
    text = unsteered(text)
    if text.isascii():
        return text
    places = set(hidden(text))
    return "".join(_named(sign) if place in places else sign for place, sign in enumerate(text)) if places else text


JOINER: Final = "\u2060"
"""What Markdown is kept from looking for names and links with; see `markdown.literal`."""


def shown_in_passing(text: str) -> str:
    """What `visible` does for what is hidden, in any output: what keeps Markdown literal stays. In JSON it stays the same text."""
    places = () if text.isascii() else {at for at in hidden(text) if text[at] != JOINER}
    return "".join(_in_json(sign) if at in places else sign for at, sign in enumerate(text)) if places else text


def _in_json(sign: str) -> str:
    halves = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at] << 8 | halves[at + 1]:04x}" for at in range(0, len(halves), 2))


def unsteered(text: str) -> str:
    """Make control characters and bidirectional overrides visible, as JSON writes them; what else is hidden stays."""
    return CONTROL.sub(lambda match: _named(match[0]), text)


def as_json_line(written: str) -> str:
    """JSON as one line for every reader: without control characters, and without the signs of Unicode that some take for a line's end."""
    return unsteered(written).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def without_escapes(text: str) -> str:
    """A text without the sequences by which a program steers a terminal."""
    return re.sub(_ESCAPES, "", text) if "\x1b" in text else text


def without_hidden(text: str) -> str:
    """A text as a person sees it: without control characters, bidirectional overrides and what else is hidden."""
    if text.isprintable() and text.isascii():
        return text
    kept = CONTROL.sub("", text)
    places = set(hidden(kept))
    return "".join(sign for place, sign in enumerate(kept) if place not in places)


def hidden(text: str) -> Iterator[int]:
    """The places of characters that nobody sees and nothing needs.

    What scripts and emoji are made with stays: joiners beside letters that aren't Latin, Greek or Cyrillic and in emoji,
    marks of direction in a text with letters from right to left, variants of signs, the tags of flags. What is hidden itself separates.
    """
    if text.isascii() or not re.search(f"[{_INVISIBLE}]", text):
        return
    flags = {match.start() + 1: match.end() for match in re.finditer(_FLAG, text)}
    turns = re.search(_RIGHT_TO_LEFT, text) is not None
    for run in re.finditer(f"[{_INVISIBLE}]+", text):
        first, end = run.span()
        if end <= flags.get(first, 0):
            continue
        before, after = text[first - 1 : first], text[end : end + 1]
        may_stay = [_may_stay(text, place, first, turns=turns) for place in range(first, end)]
        led = first + (may_stay.index(False) if False in may_stay else end - first) if _needs_joiners(before) else first
        followed = end - (may_stay[::-1].index(False) if False in may_stay else end - first) if _needs_joiners(after) else end
        for place in range(first, end):
            joins = not (re.match(_VARIANT, text[place]) or text[place] in _DIRECTIONS)
            if not may_stay[place - first] or (joins and led <= place < followed):
                yield place


def _may_stay(text: str, place: int, first: int, *, turns: bool) -> bool:
    """Whether a script or an emoji may be made with this sign. `first` is where the run of invisible signs begins."""
    sign, before = text[place], text[first - 1 : first]
    if re.match(_VARIANT, sign):
        return place == first and bool(before.strip()) and not _is_plain_letter(before)
    return turns if sign in _DIRECTIONS else sign < "\U000e0000"


def _needs_joiners(sign: str) -> bool:
    """Whether it is a letter of a script that joins or divides by invisible characters, or a picture."""
    import unicodedata  # few texts ever come by here

    return bool(sign) and not _is_plain(sign) and unicodedata.category(sign)[0:2] in _JOINED


_JOINED = ("Lo", "Lm", "Mn", "Mc", "So", "Sk", "Lu", "Ll")


def _is_plain_letter(sign: str) -> bool:
    return sign.isalpha() and _is_plain(sign)


def _is_plain(sign: str) -> bool:
    """Whether it is Latin, Greek or Cyrillic, or a sign that goes with them."""
    return (
        sign < "\u0530"
        or "\u1d00" <= sign < "\u2000"
        or "\u2c60" <= sign < "\u2c80"
        or "\ua640" <= sign < "\ua800"
        or "\ufb00" <= sign < "\ufb07"
        or "\uff00" <= sign < "\uff5f"
    )


def _named(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if sign <= "\uffff" else f"\\U{ord(sign):08x}"


MOST_OF_VALUE: Final = 40
"""How many characters of an id, a link or a date a message shows. A valid id isn't longer."""


def short(text: str, most: int = MOST_OF_VALUE) -> str:
    """A text from a file as a message shows it: on one line, with what is hidden made visible, at most `most` characters long.

    What is longer ends with `…`, after a whole word unless that loses too much.
    """
    flat = " ".join(visible(text[: 4 * most]).split())
    if len(flat) <= most and len(text) <= 4 * most:
        return flat
    kept = flat[: most - 1]
    space = kept.rfind(" ")
    return f"{(kept[:space] if space > most * 2 // 3 else kept).rstrip(' ,;:.')}…"


def sentence(text: str) -> str:
    """A message as a sentence: with a capital letter, and a full stop where nothing else ends it."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!", "…")) else f"{whole}."


def ended(text: str) -> str:
    """A person's words with a full stop where nothing else ends them."""
    bare = text.rstrip().rstrip("”\"’')")
    return text.rstrip() if not bare or bare.endswith((".", "?", "!", "…")) else f"{text.rstrip()}."
