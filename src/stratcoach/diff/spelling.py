"""Two words side by side: is one of them the other in another spelling, or with a slip of the pen?

There is no dictionary, only a list of words that are easily taken for one another. A slip is one edit inside a word (neighbours swapped, a letter too many, too few or wrong, an
apostrophe that is missing) that turns a word that is known into one that nobody uses. Whatever could turn the meaning
round is never a slip: numbers, negations, words of quantity, names, endings, and two words that both exist.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.language.en.figures import MONTHS
from stratcoach.language.en.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    SMALL_NUMBERS,
    listed,
)
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTIONS, entries
from stratcoach.model.strategy import Strategy

_CLOSED: Final = DETERMINERS | PREPOSITIONS | PRONOUNS | CONJUNCTIONS | AUXILIARIES
_TELLING: Final = (
    NEGATIONS
    | frozenset(SMALL_NUMBERS)
    | listed(
        "more less most least few fewer fewest many much several some half halve third quarter double twice triple once only "
        "every each all any first last next later latest former latter early late before after above below under over up down "
        "always often sometimes rarely seldom hardly barely ever enough able unable may might must can could should would "
        "rise raise fall higher lower larger smaller hourly daily weekly monthly quarterly yearly annual annually"
    )
)
"""Words on which the meaning of a sentence turns: a change from or to one of them is never a slip."""
_DAYS: Final = listed("monday tuesday wednesday thursday friday saturday sunday")
_ENDINGS: Final = "sdryn"
"""A last letter that comes or goes makes a plural, a past, a person, a quality."""
_OTHER_WITH_APOSTROPHE: Final = listed("we're we'll he'll i'll she'll she'd we'd i'd can't won't")
"""Without their apostrophe these are other words: were, well, hell …"""
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_SHORTEST: Final = 5
_LONGEST: Final = 40
"""Longer ones aren't words, and matching them would be slow."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Word(NamedTuple):
    """One word of a text. `named` says that it has a capital letter that doesn't come from the beginning of a sentence;
    `hyphened` that it is joined to the word before.
    """

    low: str
    named: bool = False
    hyphened: bool = False


class Vocabulary:
    """The words that some versions of a strategy use. Texts are read when it is first asked."""

    def __init__(self, *strategies: Strategy) -> None:
        self._strategies = strategies
        self.is_english = all(one.is_english for one in strategies)

    @cached_property
    def _used(self) -> list[Counter[str]]:
        """How often each version uses a word, in small letters as it is."""
        return [Counter(_WORD.findall(" ".join(_texts(one)))) for one in self._strategies]

    def is_settled(self, word: str) -> bool:
        """Whether it is a word of the product's own lists, or each version uses it."""
        return _is_listed(word) or bool(self._strategies and all(word in used for used in self._used))

    def is_used(self, word: str, times: int) -> bool:
        """Whether some version uses a word more often than the text does that is compared."""
        return any(used[word] > times for used in self._used)


NO_TEXTS: Final = Vocabulary()


def _texts(value: object) -> Iterator[str]:
    """All texts below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Strategy):
        for name in (*Strategy.keys, "extra"):
            yield from _texts(getattr(value, name))
        for section in SECTIONS:
            yield from _texts(entries(value, section) if section.holds else getattr(value, section.name))
    elif isinstance(value, Entry):
        for name, key in value.keys.items():
            if key.kind not in ("id", "ids", "date", "choice", "version"):
                yield from _texts(getattr(value, name))
        yield from _texts(value.extra)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


@cache
def _lookalikes() -> frozenset[str]:
    """Plain English words from which one slip leads to another word that exists. Where two such words are taken for one word
    and a slip of it, both belong into the list.
    """
    lines = (Path(__file__).parent / "lookalikes.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def _is_listed(word: str) -> bool:
    from stratcoach.language.lexicon import all_words  # only where a spelling is in doubt

    every = all_words()
    return word in _CLOSED or word in _lookalikes() or word in every or (word.endswith("s") and word[:-1] in every)


# ---- one word


class WordPair(NamedTuple):
    """Two words, and how often each occurs in the texts that are compared."""

    one: Word
    other: Word
    times: tuple[int, int]

    @property
    def turned(self) -> WordPair:
        return WordPair(self.other, self.one, self.times[::-1])


def same_word(pair: WordPair, known: Vocabulary) -> bool:
    """Whether two words are one word in two spellings, or with a slip in one of them."""
    one, other = pair.one.low, pair.other.low
    if one == other or (number(one) is not None and number(one) == number(other)):
        return True
    if min(len(one), len(other)) < 2 or max(len(one), len(other)) > _LONGEST or any(map(str.isdigit, one + other)):
        return False
    if "'" in one + other:
        return _without_apostrophe(one) == _without_apostrophe(other)
    if min(len(one), len(other)) >= _SHORTEST:
        if _regional(one) == _regional(other):
            return True
        if _loosely(one) == _loosely(other):
            return not (_is_listed(one) and _is_listed(other))
    return _is_slip(pair, known) or _is_slip(pair.turned, known)


def number(word: str) -> float | None:
    """The value of a number in digits or in one word: `7`, `seven`, `48,000`."""
    if word in SMALL_NUMBERS:
        return float(SMALL_NUMBERS[word])
    digits = word.replace(",", "") if _GROUPED.fullmatch(word) else word
    return float(digits) if digits.isascii() and digits.isdecimal() and len(digits) < _LONGEST else None


def _without_apostrophe(word: str) -> str:
    return word if word in _OTHER_WITH_APOSTROPHE else word.replace("'", "")


def _regional(word: str) -> str:
    """One spelling for the British and the American one."""
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word


def _loosely(word: str) -> str:
    """One spelling for a doubled letter and a single one, and for `ie` and `ei`."""
    word = _regional(word).replace("ei", "ie")
    return word[:1] + "".join(b for a, b in pairwise(word) if a != b)


_SPELLINGS: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=\w)ys(?=(?:e|ed|es|ing)$)", "yz"),
        (r"(?<=\w)is(?=(?:e|ed|es|ing|ation|ations)$)", "iz"),
        (r"^(\w*[aeiou]\w*)our", r"\1or"),
        (r"ae", "e"),
        (r"^practis", "practic"),
        (r"(?<=^lic|^def|^off)ense", "ence"),
        (r"^(enrol|fulfil|instal|distil)l(?=s?$|ments?$)", r"\1"),
        (r"^(ski|wi)llful", r"\1lful"),
        (r"^ageing$", "aging"),
        (r"tre(s?)$", r"ter\1"),
        (r"ogue(s?)$", r"og\1"),
        (r"amme(s?)$", r"am\1"),
        (r"dgement", "dgment"),
        (r"^(.*[aeiou].*[aeiou])ll(?=(?:ed|ing|ings|er|ers|or|ors)$)", r"\1l"),
    )
)


def _is_slip(pair: WordPair, known: Vocabulary) -> bool:
    """Whether the first word is the second one with a slip."""
    slip, word = pair.one.low, pair.other.low
    if max(len(slip), len(word)) < _SHORTEST or min(len(slip), len(word)) < _SHORTEST - 1 or not _may_slip(slip, word):
        return False
    if not known.is_english and not (_is_swapped(slip, word) and len(word) > _SHORTEST):
        return False  # which words there are is known for English alone
    if _is_listed(slip):
        return False
    if pair.one.named or pair.other.named:
        return len(word) > _SHORTEST and word in (_DAYS | MONTHS)  # whether a name is a slip, nobody can tell
    if {slip, word} & _TELLING or (word in _CLOSED and not _is_swapped(slip, word)):
        return False
    settled = known.is_settled(word) and not known.is_settled(slip)
    return settled or (known.is_used(word, pair.times[1]) and not known.is_used(slip, pair.times[0]))


def _may_slip(one: str, other: str) -> bool:
    """Whether two words are one edit apart that isn't at the beginning and doesn't make another form of the word."""
    if one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    if len(one) == len(other):
        apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return (len(apart) == 1 and apart[0] < len(one) - 1) or _is_swapped(one, other)
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    place = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[place:] == long[place + 1 :] and not (place == len(short) and long[-1] in _ENDINGS)


def _is_swapped(one: str, other: str) -> bool:
    """Whether two neighbours changed places, not at the beginning."""
    if len(one) != len(other):
        return False
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] - apart[0] != 1 or apart[0] == 0:
        return False
    first, last = apart
    return one[first] == other[last] and one[last] == other[first]


# ---- words grown together


def grown_together(two: tuple[Word, Word], one: Word, known: Vocabulary) -> bool:
    """Whether two words are the one word, written apart or with a hyphen."""
    first, second, whole = two[0].low, two[1].low, one.low
    if first + second != whole or not whole.isalpha():
        return False
    if two == (Word("can"), Word("not")):
        return True
    if two[1].hyphened:
        return not (first == "re" and second[0] != "e")
    if whole in _TELLING or {first, second} & _TELLING or not known.is_english:
        return False
    if _is_word(whole, known):
        return any(len(part) > 1 and part not in _CLOSED and not _is_word(part, known) for part in (first, second))
    plain = min(len(first), len(second)) > 2 and first not in _CLOSED and second not in _CLOSED
    return plain or (first in _CLOSED and second in _CLOSED and len(whole) >= _SHORTEST)


def _is_word(word: str, known: Vocabulary) -> bool:
    return known.is_settled(word) or known.is_used(word, 1)
