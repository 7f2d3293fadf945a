"""One reading of a text, done once and shared by all rules on sentences: words with their places, sentences, the opening.

What somebody is quoted as saying is left out: it is evidence, not the writer's own claim. What a rule looks for are word
lists of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final, Literal

from stratcoach.language.en.fillers import FILLERS, behind_talk, without_fillers
from stratcoach.language.en.grammar import AUXILIARIES, SMALL_NUMBERS, SPELT, listed
from stratcoach.language.tokens import Kind, Passage, Token, once
from stratcoach.model.value import Value

LONGEST: Final = 5_000
"""How many characters are looked at; nobody writes a longer sentence about a strategy."""


class Opening(Value):
    """How a sentence sets out: who acts, and the place of the first word that isn't a lead-in (“By 2030, …”).

    `company` is “we” or “our …”; `task` is an infinitive with “to”; `framed` means that it paints a picture
    (“a world in which …”).
    """

    actor: Literal["company", "task", "other"]
    at: int
    verb: int
    framed: bool


class Prose:
    """A text as the rules read it. Tokens leave out what is quoted; the rest is found out when a rule first asks."""

    def __init__(self, text: str, tokens: Passage) -> None:
        self.text = text
        self.tokens = tokens
        self._sentences: tuple[Passage, ...] | None = None

    @property
    def words(self) -> tuple[Token, ...]:
        return self.tokens.said

    @property
    def known(self) -> dict[object, Any]:
        """What `once` remembers."""
        return self.tokens.known

    @property
    def sentences(self) -> tuple[Passage, ...]:
        if self._sentences is None:
            self._sentences = _sentences(self.tokens, self.text)
        return self._sentences

    @property
    def opening(self) -> Opening:
        return open_up(self.sentences[0]) if self.sentences else _NO_OPENING

    @property
    def listed(self) -> int:
        """How many points of a bulleted list there are."""
        return self.tokens.order.count("•")

    def between(self, first: Token, last: Token) -> str:
        """Return the words from one token to another as they are written in the text."""
        return self.text[first.start : last.end]


_NO_OPENING: Final = Opening(actor="other", at=0, verb=-1, framed=False)
_LEADS: Final = listed(
    "by in within on at from until after before during when whenever wherever if because while since today tomorrow soon "
    "for over once as throughout despite and but"
)
_FRAMES: Final = listed("world future society country day time life city place planet tomorrow")
_FRAMED_BY: Final = listed("where when that which whose without")
_OURSELVES: Final = listed(
    "company team squad firm organisation organization department association agency foundation studio institute union"
)
_ADVERBS: Final = listed("also always still just only simply successfully fully continuously constantly proudly really all both")
_SHORTENED: Final = listed("e.g i.e eg ie int approx no nr vs dr mr mrs ms st etc ca incl max min avg resp art fig vol dept")
_ENDS: Final = frozenset(".!?…\n•")


@lru_cache(maxsize=512)
def read(text: str) -> Prose:
    """Read a text. The same text is read once."""
    seen = text[:LONGEST]
    tokens = Passage(_tokens(seen))
    if not tokens.lows.isdisjoint(FILLERS):
        tokens = Passage(without_fillers(tokens))
    return Prose(seen, tokens)


@cache
def _pattern(name: Literal["token", "double", "single"]) -> re.Pattern[str]:
    """Compile when first needed: it takes longer than reading ten sentences."""
    return re.compile(
        {
            "token": r"\d{4}-[\dQq][\d-]*|(?:[€$£¥#]|[Nn][or]\.\s?)?\d+(?:[.,:]\d+)*(?:\s?%|[a-zA-Z]{1,3}\b)?"
            r"|\w+(?:['’]\w+)*|(?:\n|^)[ \t]{0,20}[-*•–·][ \t]|[-–—=]{1,3}>|\n|[^\w\s'’-]",
            "double": r"“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|\"[^\"]*\"",
            "single": r"(?<!\w)(?:‘(?:[^‘’]|(?<=\w)’(?=\w))*’|'(?=\S)(?:[^']|(?<=\w)'(?=\w))*')(?!\w)",
        }[name]
    )


def quotations(text: str) -> list[tuple[int, int]]:
    """Where somebody is quoted; nothing where the whole text is in quotation marks."""
    found = []
    if '"' in text or "“" in text or "„" in text or "«" in text:
        found += [match.span() for match in _pattern("double").finditer(text)]
    if "‘" in text or ("'" in text and any(f"{before}'" in f" {text}" for before in " (,:")):
        found += [match.span() for match in _pattern("single").finditer(text)]
    if not found:
        return found
    bare = text.strip().rstrip(".")
    return [] if any(end - start >= len(bare) for start, end in found) else sorted(found)


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    start = 0
    for quotation, end in quotations(text):
        if quotation >= start:
            found += _plain_tokens(text, start, quotation)
            found.append(Token("“", "“", quotation, end, "mark"))
            start = end
    return found + _plain_tokens(text, start, len(text))


def _plain_tokens(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    hyphens = "-" in text
    new = tuple.__new__  # four times as quick as the constructor of a named tuple
    for raw in _pattern("token").findall(text, start, end):
        place = text.find(raw, start)  # quicker than a match for each
        start = place + len(raw)
        if raw == "*":  # **bold**
            continue
        if raw in _POINTS and found and _is_point(text, found[-1], raw):
            found[-1] = Token("•", "•", found[-1].start, start, "mark")
            continue
        low, stem, kind, capital = _SEEN.get(raw) or _seen(raw)
        glued = hyphens and kind == "word" and raw[0].isalpha() and "-" in (text[place - 1 : place], text[start : start + 1])
        found.append(new(Token, (low, stem, place, start, kind, capital, glued)))
    return found


_POINTS: Final = (")", ".")
_SEEN: Final[dict[str, tuple[str, str, Kind, bool]]] = {}
_MOST_SEEN: Final = 8_000


def _seen(raw: str) -> tuple[str, str, Kind, bool]:
    """What a piece of text is, wherever it stands: lower-case, stem, kind, and whether it has a capital letter. Remembered."""
    if len(_SEEN) >= _MOST_SEEN:
        _SEEN.clear()
    found = _SEEN[raw] = _looked_at(raw)
    return found


def _looked_at(raw: str) -> tuple[str, str, Kind, bool]:
    if raw[0].isalpha() and not (raw[-1].isdecimal() and "." in raw):
        low = raw.lower().replace("’", "'")
        low = SPELT.get(low, low)
        return low, singular(low), "word", raw[0].isupper()
    if any(letter.isdecimal() for letter in raw[:5]):
        low = raw.lower().replace(" ", "")
        return low, low, "number", False
    if raw[0].isalnum() or raw[0] == "_":
        return raw.lower(), raw.lower(), "word", False
    low = "•" if len(raw) > 1 and raw[-1] in " \t" else "→" if len(raw) > 1 else raw
    return low, low, "mark", False


def _is_point(text: str, token: Token, sign: str) -> bool:
    """The number of a point in a list: `1)`, or `1.` where a line begins."""
    if not token.is_number or len(token.low) > 1:
        return False
    before = text[token.start - 1 : token.start]
    return before in ("", "\n") if sign == "." else before.strip() in ("", "(")


def singular(word: str) -> str:
    """Take off a possessive and a plural ending, or the third person's: `apps` → `app`, `companies` → `company`."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < 4 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=2048)
def bases(word: str) -> tuple[str, ...]:
    """Return what the plain form of a verb may be: `planning` → `plan`, `used` → `use`. Forms that don't exist do no harm."""
    found = [word, singular(word)]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    if word.endswith("ied"):
        found.append(word[:-3] + "y")
    return tuple(dict.fromkeys(found))


def _sentences(tokens: Passage, text: str) -> tuple[Passage, ...]:
    found: list[Sequence[Token]] = []
    current: Sequence[Token] = ()
    start = 0
    for place in [place for place, low in enumerate(tokens.order) if low in _ENDS]:
        if tokens[place][4] != "mark":
            continue
        current = (*current, *tokens[start:place])
        start = place + 1
        if _ends_sentence(tokens, place, text):
            found.append(current)
            current = ()
    found.append((*current, *tokens[start:]))
    return tuple([sentence for sentence in map(Passage, filter(None, found)) if sentence.said])


def _ends_sentence(tokens: Sequence[Token], place: int, text: str) -> bool:
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.low == "•" or following is None:
        return True
    if token.low == "." and place and tokens[place - 1].low in _SHORTENED:
        return False
    if following.start == token.end and token.low != "\n":
        return following.kind == "mark"
    return following.kind != "word" or following.capital or not text[following.start].islower()


@once
def open_up(sentence: Sequence[Token]) -> Opening:
    """Find who acts in a sentence and where it really begins."""
    at = _after_frame(sentence, lead := _after_lead(sentence))
    framed = at != lead
    if at >= len(sentence):
        return Opening(actor="other", at=min(lead, len(sentence) - 1), verb=-1, framed=framed)
    first = sentence[at].low
    if first.split("'")[0] in ("we", "i") or first == "let's":
        return Opening(actor="company", at=at, verb=_next_verb(sentence, at + 1), framed=framed)
    second = sentence[at + 1].stem if at + 1 < len(sentence) else ""
    if first in ("our", "the") and second in _OURSELVES:
        return Opening(actor="company", at=at, verb=_next_verb(sentence, at + 2), framed=framed)
    if first in ("our", "my"):
        return Opening(actor="company", at=at, verb=-1, framed=framed)
    if first == "to":
        return Opening(actor="task", at=at, verb=_next_verb(sentence, at + 1), framed=framed)
    return Opening(actor="other", at=at, verb=-1, framed=framed)


def _next_verb(sentence: Sequence[Token], start: int) -> int:
    """Pass over auxiliaries and adverbs: “we will always *help*”."""
    for place in range(start, min(start + 5, len(sentence))):
        token = sentence[place]
        if token.is_word and token.low not in _ADVERBS and (token.low not in AUXILIARIES or token.low in ("be", "is", "are")):
            return place
    return -1


def _after_lead(sentence: Sequence[Token]) -> int:
    """Pass over “By 2030, ”, “In ten years ”, “When it rains, ”."""
    at = behind_talk(sentence)
    while at < len(sentence) and sentence[at].kind == "mark":
        at += 1
    if at >= len(sentence) or not _is_lead(sentence, at):
        return at
    clause = sentence[at].low in _CLAUSED
    for place in range(at + 1, min(at + 15, len(sentence))):
        if sentence[place].low in (",", ":"):
            return place + 1 if place + 1 < len(sentence) else at
        if not clause and sentence[place].low.split("'")[0] in _SUBJECTS:
            return place  # “In seven years we're …”
    place = at + 1
    while place < len(sentence) and (_is_numeral(sentence[place]) or sentence[place].stem in _TIME_WORDS):
        place += 1
    return place if place > at + 1 and place < len(sentence) and sentence[at].low in _LEADS else at


_CLAUSED: Final = listed("when whenever wherever if because while since until once as before after despite")
_SUBJECTS: Final = listed("we i they he she nobody everyone everybody")


def _is_lead(sentence: Sequence[Token], at: int) -> bool:
    """A preposition, or a time such as “Ten years from now”."""
    timed = _is_numeral(sentence[at]) and at + 1 < len(sentence) and sentence[at + 1].stem in _TIME_WORDS
    repeated = sentence[at].low in ("every", "each") and at + 1 < len(sentence) and sentence[at + 1].stem in _TIME_WORDS
    return timed or repeated or sentence[at].low in _LEADS


def _is_numeral(token: Token) -> bool:
    return token.is_number or token.low in SMALL_NUMBERS


_TIME_WORDS: Final = listed(
    "the end of year decade month quarter week day night morning evening now time from century next this spring summer autumn winter"
)


def _after_frame(sentence: Sequence[Token], at: int) -> int:
    """Pass over “We want a world in which ”, “A future where ”."""
    for place in range(at, min(at + 12, len(sentence) - 1)):
        if sentence[place].low in _FRAMES:
            for near in range(place + 1, min(place + 4, len(sentence) - 1)):
                if sentence[near].low in _FRAMED_BY:
                    return near + 1
    return at
