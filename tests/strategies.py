"""Hypothesis strategies: any strategy that a file can hold."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from stratcoach.model.sections import SECTIONS, Section
from stratcoach.model.strategy import Alternative, Entry, Key, Pairs, Strategy

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
ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
dates = st.one_of(
    st.dates().map(lambda d: f"{d:%Y-%m-%d}".zfill(10)),
    st.integers(1000, 9999).map(str),
    st.builds(lambda y, m: f"{y}-{m:02d}", st.integers(1000, 9999), st.integers(1, 12)),
    st.builds(lambda y, q: f"{y}-Q{q}", st.integers(1000, 9999), st.integers(1, 4)),
)
plains = st.recursive(
    st.one_of(st.just(""), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(texts, inner, max_size=3).map(lambda d: Pairs(d.items())),
    ),
    max_leaves=6,
)
extras = st.dictionaries(texts.map(lambda t: "x-" + t), plains, max_size=2).map(lambda d: Pairs(d.items()))


def value_of(key: Key) -> st.SearchStrategy[Any]:
    match key.kind:
        case "ids":
            return st.lists(ids, max_size=3, unique=True).map(tuple)
        case "texts":
            return st.lists(texts, max_size=3).map(tuple)
        case "parts":
            return st.lists(entry(Alternative), max_size=2).map(tuple)
        case "date":
            return dates if key.must else st.one_of(st.just(""), dates)
        case "id":
            return ids
        case "choice":
            return st.sampled_from(("", *key.values))
        case "version":
            return st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(lambda v: ".".join(map(str, v)))
        case _:
            return st.one_of(st.just(""), texts) if not key.must else texts


def entry(holds: type[Entry], section: Section | None = None) -> st.SearchStrategy[Any]:
    fields = {name: value_of(key) for name, key in holds.keys.items()}
    if section is not None and section.own_id:
        fields["id"] = st.just(section.own_id)
    return st.builds(holds, extra=extras, **fields)


def strategy() -> st.SearchStrategy[Strategy]:
    """Any strategy whose items have what an item needs; ids may repeat, links may lead nowhere."""
    fields: dict[str, st.SearchStrategy[Any]] = {name: value_of(key) for name, key in Strategy.keys.items()}
    for section in SECTIONS:
        if section.holds is None:
            fields[section.name] = st.lists(texts, max_size=2).map(tuple)
        elif section.many:
            fields[section.name] = st.lists(entry(section.holds, section), max_size=2).map(tuple)
        else:
            fields[section.name] = st.one_of(st.none(), entry(section.holds, section))
    return st.builds(Strategy, extra=extras, **fields)
