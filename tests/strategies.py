"""Hypothesis strategies: any strategy that a file can hold."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from stratcoach.model.entry import Entry, Key, Pairs, Plain
from stratcoach.model.sections import SECTIONS, Section
from stratcoach.model.strategy import Strategy

_AWKWARD = (
    "no", "No", "on", "1.10", "1.0", "0x1F", "12:30", "2026-03", "2026-03-01", "~", "null", "=", "<<", "yes", "08", "1e3", "1_000",
    "- a", "a: b", "a #b", "a # b", "'quoted'", '"quoted"', "it's", "C:\\temp", "line\nline", "line\n\nline\n", " lead", "trail ",
    "two  spaces", "tab\there", "\x1b[31m", "\u2028", "\u202eabc", "日本語の文", "👩‍👩‍👧 family", "é", "…", "...", "---", "[a]", "{a}",
    "@x", "`x`", "%x", "!x", "&x", "*x", "#x", "a" * 300, "word " * 60 + "end", "\n", "\n\nx", "x\n\n", "?", "-", ":", "a:", "\ufeff", "\x00",
    "a sentence that is long enough to be folded over several lines because it goes on and on - with # signs and: colons - until it is done",
)  # fmt: skip

texts = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.lists(st.text("abc -:#'\"\\é", min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join),
    st.text(" \n\tab#:-", min_size=1, max_size=20),
).filter(bool)


class _Maker:
    """Makes a strategy out of a few drawn texts: drawing every field would take a tenth of a second a strategy."""

    def __init__(self, seed: int, pool: list[str]) -> None:
        self.random = random.Random(seed)
        self.pool = pool

    def text(self) -> str:
        return self.random.choice(self.pool)

    def id(self) -> str:
        letters = "abcxyz0"
        return "-".join(
            "".join(self.random.choices(letters, k=self.random.randint(1, 4))) for _ in range(self.random.randint(1, 3))
        )

    def date(self) -> str:
        year, month = self.random.randint(1000, 9999), self.random.randint(1, 12)
        return self.random.choice(
            (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{self.random.randint(1, 28):02d}", f"{year}-Q{month % 4 + 1}")
        )

    def value(self, key: Key) -> Any:
        if not key.must and self.random.random() < 0.5:
            return key.default
        match key.kind:
            case "ids":
                return tuple(dict.fromkeys(self.id() for _ in range(self.random.randint(0, 3))))
            case "texts":
                return tuple(self.text() for _ in range(self.random.randint(0, 3)))
            case "parts":
                return tuple(self.entry(key.part or Entry) for _ in range(self.random.randint(0, 2)))
            case "date":
                return self.date()
            case "id":
                return self.id()
            case "choice":
                return self.random.choice(key.values if key.must else ("", *key.values))
            case "language":
                return self.random.choice(("en", "de", "pt-BR", "zh_Hant"))
            case "version":
                return ".".join(str(self.random.randint(0, 20)) for _ in range(3))
        return self.text()

    def plain(self, depth: int = 2) -> Plain:
        kind = self.random.randint(0, 3 if depth else 1)
        if kind < 2:
            return self.text() if kind else ""
        inner = [self.plain(depth - 1) for _ in range(self.random.randint(0, 2))]
        return tuple(inner) if kind == 2 else Pairs({self.text(): one for one in inner}.items())

    def extra(self) -> Pairs:
        return Pairs({f"x-{self.text()}": self.plain() for _ in range(self.random.choice((0, 0, 0, 1, 2)))}.items())

    def entry(self, holds: type[Entry], section: Section | None = None) -> Any:
        fields = {name: self.value(key) for name, key in holds.keys.items()}
        if section is not None and section.own_id:
            fields["id"] = section.own_id
        return holds(extra=self.extra(), **fields)

    def strategy(self) -> Strategy:
        fields: dict[str, Any] = {name: self.value(key) for name, key in Strategy.keys.items()}
        for section in SECTIONS:
            count = self.random.randint(0, 3)
            if section.holds is None:
                fields[section.name] = tuple(self.text() for _ in range(count))
            elif section.many:
                fields[section.name] = tuple(self.entry(section.holds, section) for _ in range(count))
            else:
                fields[section.name] = self.entry(section.holds, section) if count else None
        return Strategy(extra=self.extra(), **fields)


def strategy() -> st.SearchStrategy[Strategy]:
    """Any strategy whose items have what an item needs; ids may repeat, links may lead nowhere."""
    return st.builds(
        lambda seed, pool: _Maker(seed, pool).strategy(), st.integers(0, 2**32), st.lists(texts, min_size=2, max_size=6)
    )
