"""Word lists: data beside the rules, read when a rule first asks, matched over the words of a text.

`en/words/company.txt` holds the list `company/ranks` under the heading `[ranks]`. A line is an entry; `# ` begins a line of
comment. An entry is one or more words as they are spoken, without marks and hyphens; a plural or a third person in the
text matches it too. `first/top choice` means either word, `synerg*` any ending, `_` any one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import filterfalse
from typing import Final, NamedTuple

from stratcoach.language.en.prose import bases, read
from stratcoach.language.tokens import Passage, Span, Token

_FOLDER: Final = __file__.rpartition("lexicon")[0] + "en/words"
_WORD: Final = re.compile(r"(?<![\w*])[a-z]{4,}(?![\w*])")
_STEM: Final = 3
"""The first letters, this many, of an entry with an open ending are its key; no such entry is shorter."""
_MOST_KNOWN: Final = 4_000
"""How many words a list remembers before it starts afresh."""
_NO_PROSE: Final = ("headings",)
"""Lists that have nothing to do with sentences."""
_ALONE: Final = ((),)
"""What a word begins that is an entry by itself and begins no other."""


class Lexicon:
    """The entries of one list, found by their first word. Built at every start, so the many single words stay as they are.

    Most words begin no entry of a list; what a word begins is worked out when it is first met, and remembered. A text
    with only words that begin no entry is skipped at once (`_dull`; `_alone` are words that are an entry). `has_numbers` says that some entry begins with a number.
    """

    def __init__(self, entries: Sequence[str], *, verbs: bool = False) -> None:
        self._verbs = verbs
        self._single = set(filter(str.isalpha, entries))
        self._phrases: dict[str, list[str]] = {}
        self._open: dict[str, list[str]] = {}
        self._known: dict[str, tuple[tuple[_Part, ...], ...]] = {}
        self._holds: dict[str, bool] = {}
        self._dull: set[str] = set()
        self._alone: set[str] = set()
        self._pairs: dict[tuple[str, str], tuple[tuple[_Part, ...], ...]] = {}
        for line in filterfalse(str.isalpha, entries):
            if line and not line.startswith("# "):
                self._file(line)
        self.has_numbers = not all(key[0].isalpha() for key in (*self._phrases, *self._open))

    def _file(self, entry: str) -> None:
        """Put an entry where its first word finds it, once for each of the words it may be."""
        first, _, rest = entry.partition(" ")
        for head in first.split("/"):
            key, group = (head[:_STEM], self._open) if head.endswith("*") else (head, self._phrases)
            group.setdefault(key, []).append(f"{head} {rest}" if rest else head)

    def __contains__(self, token: Token) -> bool:
        entry = self._holds.get(token.low)
        if entry is None:
            entry = (token.kind != "number" or self.has_numbers) and () in self._begun_by(token)
        return entry

    def begins(self, token: Token) -> bool:
        """Say whether a word begins an entry, of one word or several."""
        begun = self._known.get(token.low)
        return bool(self._begun_by(token) if begun is None else begun)

    def misses(self, tokens: Sequence[Token]) -> bool:
        """Say whether no word of a passage begins an entry. For a mere part the answer is False."""
        if not isinstance(tokens, Passage):
            return False
        if self._dull.issuperset(tokens.lows if self.has_numbers else tokens.spelt):
            return True
        forms, beginnings = _spoken(tokens, verbs=self._verbs)
        return (
            self._single.isdisjoint(forms)
            and self._phrases.keys().isdisjoint(forms)
            and (not self._open or self._open.keys().isdisjoint(beginnings))
        )

    def at(self, tokens: Sequence[Token], place: int) -> Span | None:
        """The longest entry that begins at a place."""
        token = tokens[place]
        begun = self._known.get(token[0])
        if begun is None:
            if token[4] == "number" and not self.has_numbers:
                return None
            begun = self._begun_by(token)
        if not begun:
            return None
        if begun != _ALONE and place + 1 < len(tokens):
            following = tokens[place + 1]
            narrowed = self._pairs.get((token.low, following.low))
            begun = self._narrowed(begun, token, following) if narrowed is None else narrowed
        last = -1
        for rest in begun:
            last = max(last, self._reach(rest, tokens, place))
        return Span(place, last) if last >= 0 else None

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield the entries between two places in their order, none overlapping another."""
        places = self._promising(tokens, start, end)
        return self._found_at(places, tokens) if places else iter(())

    def is_in(self, tokens: Passage) -> bool:
        """Whether any entry is in a passage."""
        return not self._alone.isdisjoint(tokens.lows) or self.first(tokens) is not None

    def first(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> Span | None:
        for place in self._promising(tokens, start, end):
            span = self.at(tokens, place)
            if span is not None:
                return span
        return None

    def each(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """Yield the longest entry at each place where one begins, also those that overlap."""
        spans = (self.at(tokens, place) for place in self._promising(tokens, 0, None))
        return filter(None, spans)

    def _promising(self, tokens: Sequence[Token], start: int, end: int | None) -> Sequence[int]:
        """The places where an entry may begin: at words that begin one, or that weren't met before."""
        if self.misses(tokens):
            return ()
        dull = self._dull
        lows = tokens.order if isinstance(tokens, Passage) else [token[0] for token in tokens]
        if start or end is not None:
            lows = lows[start:end]
        known = self._known
        return [
            place for place, low in enumerate(lows, start) if low not in dull and (low in known or self._begun_by(tokens[place]))
        ]

    def _found_at(self, places: Sequence[int], tokens: Sequence[Token]) -> Iterator[Span]:
        free = 0
        for place in places:
            span = self.at(tokens, place) if place >= free else None
            if span is not None:
                yield span
                free = span.last + 1

    def _begun_by(self, token: Token) -> tuple[tuple[_Part, ...], ...]:
        """For each entry that a word begins, what has to follow it."""
        if token.kind == "number" and not self.has_numbers:
            return ()
        found = self._entries_begun_by(token) if token.kind != "mark" else ()
        if token.kind != "number":  # of numbers there is no end
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
                self._holds.clear()
                self._dull.clear()
                self._alone.clear()
            self._known[token.low] = found
            self._holds[token.low] = () in found
            if not found:
                self._dull.add(token.low)
            elif () in found:
                self._alone.add(token.low)
        return found

    def _entries_begun_by(self, token: Token) -> tuple[tuple[_Part, ...], ...]:
        single, phrases = self._single, self._phrases
        forms = bases(token.low) if self._verbs else (token.low, token.stem)
        opened = self._open.get(token.low[:_STEM], ())
        if not opened:
            for form in forms:
                if form in single or form in phrases:
                    break
            else:
                return ()  # so it is with nearly every word and list
        begun: list[tuple[_Part, ...]] = []
        for form in forms:
            begun += [()] if form in single else []
            begun += [_parts(entry)[1:] for entry in phrases.get(form, ())]
        for entry in opened:
            head, *rest = _parts(entry)
            begun += [tuple(rest)] if self._fits(head, token) else []
        return tuple(dict.fromkeys(begun))

    def _narrowed(self, begun: tuple[tuple[_Part, ...], ...], token: Token, following: Token) -> tuple[tuple[_Part, ...], ...]:
        """What a word begins, as far as the next word goes with it."""
        fitting = tuple(rest for rest in begun if not rest or self._fits(rest[0], following))
        if following.kind != "number" and token.kind != "number":
            if len(self._pairs) >= _MOST_KNOWN:
                self._pairs.clear()
            self._pairs[token.low, following.low] = fitting
        return fitting

    def _reach(self, rest: tuple[_Part, ...], tokens: Sequence[Token], place: int) -> int:
        """The place of the last word of an entry whose first word is here, or -1."""
        if place + len(rest) >= len(tokens):
            return -1
        for part in rest:
            place += 1
            if not self._fits(part, tokens[place]):
                return -1
        return place

    def _fits(self, part: _Part, token: Token) -> bool:
        if token.kind == "mark":
            return False
        if token.low in part.forms or token.stem in part.forms or "_" in part.forms or token.low.startswith(part.openings):
            return True
        return self._verbs and not part.forms.isdisjoint(bases(token.low))


def _spoken(tokens: Passage, *, verbs: bool) -> tuple[frozenset[str], frozenset[str]]:
    """What the words of a passage may be as the first word of an entry, and what entries with an open ending may begin with."""
    key = _spoken, verbs
    found: tuple[frozenset[str], frozenset[str]] | None = tokens.known.get(key)
    if found is None:
        forms = {form for low in tokens.lows for form in bases(low)} if verbs else tokens.lows | {token[1] for token in tokens}
        found = tokens.known[key] = frozenset(forms), frozenset(low[:_STEM] for low in tokens.lows)
    return found


class Either:
    """Several lists as one, for the question whether a word is in any of them."""

    def __init__(self, lists: Sequence[Lexicon]) -> None:
        self._lists = lists
        self._holds: dict[str, bool] = {}

    def __contains__(self, token: Token) -> bool:
        entry = self._holds.get(token.low)
        if entry is None:
            entry = any(token in one for one in self._lists)
            if not token.is_number:
                if len(self._holds) >= _MOST_KNOWN:
                    self._holds.clear()
                self._holds[token.low] = entry
        return entry


class _Part(NamedTuple):
    """One word of an entry: the forms that it may have, and what it may begin with."""

    forms: frozenset[str]
    openings: tuple[str, ...]


@cache
def _parts(entry: str) -> tuple[_Part, ...]:
    """Take an entry apart when it is first tried."""
    found = []
    for part in entry.split():
        ways = part.split("/")
        found.append(_Part(frozenset(ways), tuple(one[:-1] for one in ways if one.endswith("*"))))
    return tuple(found)


@cache
def words(name: str) -> Lexicon:
    """Load a list of nouns, names or phrases, such as `company/ranks`."""
    return Lexicon(_entries(name))


@cache
def verbs(name: str) -> Lexicon:
    """Load a list of verbs in their plain form; “planned” and “planning” match `plan`."""
    return Lexicon(_entries(name), verbs=True)


@cache
def either(*names: str) -> Either:
    """Load several lists of words as one."""
    return Either([words(name) for name in names])


@cache
def own(terms: frozenset[str]) -> Lexicon:
    """A team's own words or phrases, in any spelling: `AI-Native` is found in `ai native`."""
    spoken = (" ".join(token.low for token in read(term).words) for term in terms)
    return Lexicon(sorted(filter(None, spoken)))


@cache
def opposites(name: str) -> dict[str, frozenset[str]]:
    """Load a list whose entries are two words or several `a/b` on each side, and say for each word what its opposites are."""
    found: dict[str, set[str]] = {}
    for line in _entries(name):
        if line and not line.startswith("# "):
            one, other = (side.split("/") for side in line.split())
            for near, far in ((one, other), (other, one)):
                for word in near:
                    found.setdefault(word, set()).update(far)
    return {word: frozenset(far) for word, far in found.items()}


def _entries(name: str) -> list[str]:
    theme, _, heading = name.partition("/")
    return _theme(theme)[heading].split("\n")


@cache
def _theme(name: str) -> dict[str, str]:
    """The lists of one file by their headings, not yet taken apart."""
    with open(f"{_FOLDER}/{name}.txt", encoding="utf-8") as file:  # noqa: PTH123  pathlib would cost more than the reading
        parts = file.read().split("\n[")
    return {heading: body for heading, _, body in (part.partition("]\n") for part in parts[1:])}


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    """For each word that is an entry by itself, the lists that it is in."""
    from pathlib import Path  # no rule needs it

    found: dict[str, list[str]] = {}
    for path in sorted(Path(_FOLDER).glob("*.txt")):
        for heading, body in _theme(path.stem).items() if path.stem not in _NO_PROSE else ():
            for line in filter(None, body.split("\n")):
                for word in filter(str.isalpha, line.split("/")):
                    found.setdefault(word, []).append(f"<{path.stem}/{heading}>")
    return {word: tuple(lists) for word, lists in found.items()}


def lists_of(word: str) -> tuple[str, ...]:
    """The lists that a single word is in, each as `<list/name>`."""
    return _by_word().get(word, ())


@cache
def all_words() -> frozenset[str]:
    """Every word of every list, to find out whether something is a word at all."""
    from pathlib import Path  # no rule needs it

    texts = (path.read_text(encoding="utf-8") for path in Path(_FOLDER).glob("*.txt"))
    return frozenset(word for text in texts for word in _WORD.findall(text))
