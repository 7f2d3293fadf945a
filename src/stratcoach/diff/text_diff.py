"""Two texts side by side: do they mean the same, and which words differ?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from stratcoach.diff.spelling import NO_TEXTS, Vocabulary, Word, WordPair, grown_together, same_word
from stratcoach.language.en.shares import with_percentages
from stratcoach.model.likeness import edits

MOST_WORDS: Final = 600
"""Texts longer than this are shown as a whole; comparing their words takes time that grows with the square."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PIECE: Final = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_SIGN: Final = re.compile(r"\d[\d.,]*\d|\w+(?:'\w+)*|[^\w\s]")
_NEUTRAL: Final = frozenset(".,;:!?'\"“”„‘’«»()[]–—-…·*_/\\")
_BEGINNING: Final = frozenset('.:!?…“„"«(-–—*')
"""Signs behind which a sentence may begin."""


class Piece(NamedTuple):
    """A run of text: `same` on both sides, only `before`, or only `after`."""

    kind: str
    text: str


def means_the_same(old: str, new: str, known: Vocabulary = NO_TEXTS) -> bool:
    """Whether two texts differ in case, spelling and punctuation only, or in how a figure is written (`seven in ten`, `70 %`).
    Signs that carry a meaning (`<`, `%`, `€`) count.

    `known` are the words that the strategies around the texts use: what they use isn't a slip of the pen.
    """
    if old.split() == new.split():
        return True
    if _same_words(old, new, known):
        return True
    one, other = with_percentages(old), with_percentages(new)
    changed = (one, other) != (" ".join(old.split()), " ".join(new.split()))
    return changed and _same_words(one, other, known)


def _same_words(old: str, new: str, known: Vocabulary) -> bool:
    before, after = list(_words(old)), list(_words(new))
    counts = Counter(word.low for word in before), Counter(word.low for word in after)
    one = other = 0
    while one < len(before) and other < len(after):
        a, b = before[one], after[other]
        if a.low == b.low or same_word(WordPair(a, b, (counts[0][a.low], counts[1][b.low])), known):
            one, other = one + 1, other + 1
        elif one + 1 < len(before) and grown_together((a, before[one + 1]), b, known):
            one, other = one + 2, other + 1
        elif other + 1 < len(after) and grown_together((b, after[other + 1]), a, known):
            one, other = one + 1, other + 2
        else:
            return False
    return one == len(before) and other == len(after)


def _words(text: str) -> Iterator[Word]:
    """The words, figures and telling signs of a text. A minus counts where nothing comes before it."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'").replace("\u2212", "-")
    plain = re.sub(r"(?<![\w])-(?=\d)", " minus ", plain)
    begins, hyphen = True, -1
    for match in _SIGN.finditer(plain):
        sign = match[0]
        if sign in _NEUTRAL:
            hyphen = match.end() if sign == "-" else -1
            begins = begins or sign in _BEGINNING
            continue
        named = sign[:1].isupper() and (not begins or not sign[1:].islower())
        yield Word(sign.casefold(), named, hyphen == match.start())
        begins = False


def pieces(old: str, new: str) -> list[Piece]:
    """The two texts as one run of pieces, word by word; a single space between two changed words goes with them."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return [Piece("before", old), Piece("after", new)]
    found: list[Piece] = []
    for tag, a, b, c, d in edits(before, after):
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
