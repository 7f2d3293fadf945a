"""Two texts beside each other: do they mean the same, and which words differ?"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, NamedTuple

MOST_WORDS: Final = 2000
"""Texts longer than this are shown as a whole; comparing their words takes time that grows with the square."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PIECE: Final = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")


class Piece(NamedTuple):
    """A run of text: `same` on both sides, only `before`, or only `after`."""

    kind: str
    text: str


def means_the_same(old: str, new: str) -> bool:
    """Whether two texts differ in case, spelling and punctuation only. A sign that belongs to a figure (`-5`, `5%`) counts."""
    return all(map(_same_word, before, after)) if len(before := _words(old)) == len(after := _words(new)) else False


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).replace("’", "'").casefold()
    return re.findall(r"[<>≤≥=+$€£-]?\d[\d.,:/-]*\d%?|[<>≤≥=+$€£-]?\d%?|[^\W\d_]+(?:'[^\W\d_]+)*", plain)


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < 5:
        return False
    return _is_respelt(one, other)


def _is_respelt(one: str, other: str) -> bool:
    """British and American spelling (`organise`, `colour`, `centre`), a doubled letter, two letters that changed places."""
    if _american(one) == _american(other):
        return True
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) == len(other):
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return swapped and one[differing[0]] == other[differing[1]] and one[differing[1]] == other[differing[0]]
    return _undoubled(one) == _undoubled(other)


def _american(word: str) -> str:
    return re.sub(r"tre(s?)\b", r"ter\1", re.sub(r"our", "or", re.sub(r"y?is(e|ed|es|ing|ation)\b", r"iz\1", word)))


def _undoubled(word: str) -> str:
    return word[:1] + "".join(b for a, b in pairwise(word) if a != b)


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
