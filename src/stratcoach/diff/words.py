"""Two texts beside each other: do they mean the same, and which words differ?"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, NamedTuple

MOST_WORDS: Final = 600
"""Texts longer than this are shown as a whole; comparing their words takes time that grows with the square."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PIECE: Final = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")


class Piece(NamedTuple):
    """A run of text: `same` on both sides, only `before`, or only `after`."""

    kind: str
    text: str


def means_the_same(old: str, new: str) -> bool:
    """Whether two texts differ in case, spelling and punctuation only. Signs that carry a meaning (`<`, `%`, `€`) count."""
    before, after = _words(old), _words(new)
    return len(before) == len(after) and all(map(_same_word, before, after))


def _words(text: str) -> list[str]:
    """The words, figures and telling signs of a text. A minus counts where nothing stands before it."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").replace("\u2212", "-").casefold()
    plain = re.sub(r"(?<![\w])-(?=\d)", " minus ", plain)
    return [one for one in re.findall(r"\d[\d.,]*\d|\w+(?:'\w+)*|[^\w\s]", plain) if one not in _NEUTRAL]


_NEUTRAL: Final = frozenset(".,;:!?'\"“”„‘’«»()[]–—-…·*_/\\")
_UNLIKE: Final = frozenset(
    frozenset(pair.split("/")) for pair in ("later/latter", "diner/dinner", "desert/dessert", "super/supper")
)


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < 5 or frozenset((one, other)) in _UNLIKE:
        return False
    return _respelt(one) == _respelt(other)


def _respelt(word: str) -> str:
    """One spelling for the British and the American one, for a doubled letter, and for `ie` and `ei`."""
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word[:1] + "".join(b for a, b in pairwise(word) if a != b)


_SPELLINGS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=\w)ys(?=(?:e|ed|es|ing)$)", "yz"),
        (r"(?<=\w)is(?=(?:e|ed|es|ing|ation|ations)$)", "iz"),
        (r"our", "or"),
        (r"tre(s?)$", r"ter\1"),
        (r"ogue(s?)$", r"og\1"),
        (r"amme(s?)$", r"am\1"),
        (r"dgement", "dgment"),
        (r"ei", "ie"),
    )
)


def pieces(old: str, new: str) -> list[Piece]:
    """The two texts as one run of pieces, word by word; a single space between two changed words goes with them."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return [Piece("before", old), Piece("after", new)]
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        found += [Piece("before", "".join(before[a:b]))] if b > a else []
        found += [Piece("after", "".join(after[c:d]))] if d > c else []
    return _bridged(found)


def _bridged(found: list[Piece]) -> list[Piece]:
    """Join changes that only a space or a mark parts: “the whole day” reads better than three single words."""
    joined: list[Piece] = []
    old = new = ""
    for number, piece in enumerate(found):
        if piece.kind == "before":
            old += piece.text
        elif piece.kind == "after":
            new += piece.text
        elif (old or new) and number + 1 < len(found) and not _WORD.search(piece.text):
            old, new = old + piece.text, new + piece.text
        else:
            joined += [Piece(kind, text) for kind, text in (("before", old), ("after", new)) if text]
            joined.append(piece)
            old = new = ""
    return joined + [Piece(kind, text) for kind, text in (("before", old), ("after", new)) if text]
