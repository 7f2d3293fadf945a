"""Rules about the file itself. The reader finds most of these; only what shows in the values has a check here."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any, cast

from stratcoach.language.en.grammar import DETERMINERS
from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.clauses import clause_verb
from stratcoach.messages import Message
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTIONS, entries
from stratcoach.model.strategy import Strategy
from stratcoach.rules.base import Context, Match, Rule, Severity

_MARKED = r"(?:TBD|TBC|TODO|FIXME|XXX+)"
_WHOLE = re.compile(r"tbd|tbc|todo|fixme|xxx+|lorem ipsum.*|_{3,}|placeholder|asdf+", re.IGNORECASE | re.DOTALL)
_GAPS = ("...", "…", "??", "---")
_FIRST_WORD_SIGN, _LAST_WORD_SIGN = re.compile(r"\w"), re.compile(r"\w(?=\W*\Z)")
_FIRST = frozenset("tfxlpaTFXLPA")
"""The letters that a text begins with if it is nothing but a placeholder."""
_SIGNS = ("<", "TBD", "TBC", "TODO", "FIXME", "XXX", "orem ipsum dolor", "{{", "[", "____")
"""Without one of these there is no placeholder inside; looking for them takes a tenth of the time."""
_WITHIN = re.compile(
    rf"^\W*{_MARKED}\b|(?<![\w“\"'‘«`]){_MARKED}(?=[\s.,:;!?…)\]-]*$)|[Ll]orem ipsum dolor|_{{4,}}"
    r"|<(?:insert|your|name of)\b[^<>@]{0,38}>|\[insert\b[^\]]{0,40}\]|^\[(?:your|name of)\b[^\]]{0,40}\]"
)
_ALONE = re.compile(r"(?:<([^<>]{1,60})>|\[([^\[\]]{1,60})\]|\{\{([^{}]{1,60})\}\})\.?")
_LINKED = re.compile(r"[:@/]|\S\.\S")
"""What brackets contain if they are a link or an address."""


def _placeholder(entry: Any, _scene: Context) -> Iterator[Match]:
    assert isinstance(entry, Entry)
    texts = _said(entry)
    signed = _holds_a_sign("\n".join([text for _, text in texts]))
    reported = ""
    for name, text in texts:
        if name != reported and (signed or _may_be_one(text)) and (words := placeholder_in(text)):
            yield Match(name, Message("finding.placeholder_left", field=name), words)
            reported = name


def _said(entry: Entry) -> list[tuple[str, str]]:
    """Every text of an entry with its key, in the order of the keys."""
    values = entry.__dict__
    one, several = _spoken(cast("Hashable", type(entry)))
    texts = [(name, values[name]) for name in one if values[name]]
    for name in several:
        for value in values[name]:
            texts += [(name, text) for _, text in _said(value)] if isinstance(value, Entry) else [(name, value)]
    return texts


@cache
def _spoken(holds: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of an entry that hold a text, and those that hold several, or parts with texts of their own."""
    kinds = {name: key.kind for name, key in holds.keys.items()}
    return (
        tuple(name for name, kind in kinds.items() if kind in ("text", "prose")),
        tuple(name for name, kind in kinds.items() if kind in ("texts", "parts")),
    )


def placeholder_in(text: str) -> str:
    """Return the words that are only a placeholder, or `""`."""
    bare = text.strip()
    if bare and _may_be_one(bare) and (_is_nothing_else(bare) or _names_a_gap(bare)):
        return bare
    found = _WITHIN.search(bare) if _holds_a_sign(bare) else None
    if found is None or (not found.start() and _speaks_of_it(bare)):
        return ""
    return found[0].strip()


def _is_nothing_else(text: str) -> bool:
    """`- tbd -`, `...`: a placeholder with whatever signs around it."""
    first = _FIRST_WORD_SIGN.search(text)
    if first is None:
        return any(gap in text for gap in _GAPS)
    last = _LAST_WORD_SIGN.search(text, first.start())
    return last is not None and _WHOLE.fullmatch(text, first.start(), last.end()) is not None


def _names_a_gap(text: str) -> bool:
    """`<what they do today>`, `[the metric]` and nothing else. Not a link, nor `<canvas>`, nor `[see folder 12]`."""
    found = _ALONE.fullmatch(text)
    if found is None:
        return False
    inner = next(filter(None, found.groups())).strip().lower()
    named = {word.replace("-", "_") for word in inner.split() if word not in DETERMINERS}
    several = text[0] == "<" and " " in inner and not _LINKED.search(inner)
    return several or bool(named and named <= _places_to_fill())


@cache
def _places_to_fill() -> frozenset[str]:
    keys = {name for section in SECTIONS if section.holds for name in section.holds.keys}
    return frozenset(
        {*keys, *Strategy.keys, *(section.singular for section in SECTIONS), *(section.name for section in SECTIONS)}
    )


def _speaks_of_it(text: str) -> bool:
    """“TODO lists hang on every fridge”: a sentence about them, with a verb of its own."""
    tokens = read(text).tokens
    return bool(tokens) and tokens[0].low == "todo" and clause_verb(tokens, 1) is not None


def _may_be_one(text: str) -> bool:
    return text[0] in _FIRST or not text[0].isalnum()


def _holds_a_sign(text: str) -> bool:
    for sign in _SIGNS:  # noqa: SIM110  every text of every file comes by here
        if sign in text:
            return True
    return False


PLACEHOLDER = Rule(
    name="file/placeholder",
    on="entry",
    severity="error",
    check=_placeholder,
    good=(
        "insights:\n  - id: a\n    statement: Bar staff on zero-hour contracts swap shifts by text message after midnight.",
        "problems:\n  - id: a\n    statement: Nurses copy 14 notes by hand at seven, because nobody trusts the export.",
    ),
    bad=("problems:\n  - id: a\n    statement: TBD", "users:\n  - id: a\n    segment: <insert user>"),
)

_HEADER = "stratcoach: 1\nproduct: Trailhead\nversion: 1.0.0\nupdated: 2026-05-04\n"


def _read(name: str, *, good: tuple[str, ...], bad: tuple[str, ...], also: tuple[Severity, ...] = ()) -> Rule:
    return Rule(name=f"file/{name}", on="file", severity="error", good=good, bad=bad, also=also)


UNREADABLE = _read(
    "unreadable",
    good=(_HEADER + 'company_goal: "Goal: grow in the Alps"', _HEADER + "owner: Ada"),
    bad=(_HEADER + "company_goal: Goal: grow in the Alps", _HEADER + 'owner: "Ada'),
)
MISNAMED = Rule(
    name="file/misnamed",
    on="file",
    severity="error",
    good=(),
    bad=(),
)
UNSUPPORTED = _read(
    "unsupported-yaml",
    good=(_HEADER + "owner: Ada\ndecider: Ada", _HEADER + "company_goal: Be useful."),
    bad=(_HEADER + "owner: &me Ada\ndecider: *me", _HEADER + "---\nproduct: Other"),
)
NOT_A_STRATEGY = _read(
    "not-a-strategy",
    good=(_HEADER + "owner: Ada", _HEADER + "status: draft"),
    bad=("name: Trailhead\nversion: 3\n", "- one\n- two\n"),
)
NEWER_FORMAT = _read(
    "newer-format",
    good=(_HEADER + "owner: Ada", _HEADER + "status: draft"),
    bad=(_HEADER.replace("stratcoach: 1", "stratcoach: 2"), _HEADER.replace("stratcoach: 1", "stratcoach: 40")),
)
UNKNOWN_KEY = _read(
    "unknown-key",
    good=(_HEADER + "x-team: Alps", _HEADER + "owner: Ada"),
    bad=(_HEADER + "onwer: Ada", _HEADER + "problems:\n  - id: a\n    statment: Nurses copy notes by hand.\n    statement: b"),
)
WRONG_TYPE = _read(
    "wrong-type",
    good=(_HEADER + "parking_lot:\n  - Winter sports?", _HEADER + "owner: Ada"),
    bad=(_HEADER + "parking_lot: Winter sports?", _HEADER + "owner: [Ada, Bo]"),
)


def _missing_section(strategy: Any, scene: Context) -> Iterator[Match]:
    """Report empty sections that every strategy needs, or that this team requires; too few insights has a rule of its own."""
    for section in SECTIONS:
        own = section.name in scene.limits.require
        if (section.required or own) and section.name != "insights" and not entries(strategy, section):
            empty = Message("finding.section", section=section.name)
            yield Match("", Message("finding.section_empty", section=empty, always=section.required), on=(section.name, None))


_CHOICES = """\
vision: {statement: b, rests_on: [a]}
problems: [{id: c, statement: d}]
users: [{id: e, segment: f}]
objectives: [{id: g, statement: h}]
"""
MISSING = Rule(
    name="file/missing",
    on="strategy",
    severity="error",
    eased=True,
    check=_missing_section,
    good=(_HEADER + _CHOICES, _HEADER + _CHOICES + "trade_offs: [{id: i, choose: j, over: k}]"),
    bad=(_HEADER + _CHOICES.replace(", statement: d", ""), _HEADER + "problems: [{id: c, statement: d}]"),
)
DUPLICATE_KEY = _read(
    "duplicate-key",
    good=(_HEADER + "owner: Ada", _HEADER + "owner: Ada\ndecider: Bo"),
    bad=(_HEADER + "owner: Ada\nowner: Bo", _HEADER + "problems:\n  - id: a\n    statement: b\n    statement: c"),
)
DUPLICATE_ID = _read(
    "duplicate-id",
    good=(
        _HEADER + "problems:\n  - {id: a, statement: b}\n  - {id: c, statement: d}",
        _HEADER + "problems:\n  - {id: a, statement: b}\n",
    ),
    bad=(
        _HEADER + "problems:\n  - {id: a, statement: b}\n  - {id: a, statement: d}",
        _HEADER + "problems:\n  - {id: a, statement: b}\nusers:\n  - {id: a, segment: d}",
    ),
)
BAD_ID = _read(
    "bad-id",
    good=(_HEADER + "problems:\n  - {id: full-lots, statement: b}", _HEADER + "problems:\n  - {id: q3-retailers, statement: b}"),
    bad=(_HEADER + "problems:\n  - {id: Full Lots, statement: b}", _HEADER + "problems:\n  - {id: full_lots, statement: b}"),
)
BAD_DATE = _read(
    "bad-date",
    good=(_HEADER + "review_by: 2026-Q4", _HEADER + "review_by: 2026-09"),
    bad=(_HEADER + "review_by: next spring", _HEADER + "review_by: 2026-02-30"),
)
BAD_VALUE = _read(
    "bad-value",
    good=(_HEADER + "status: draft", _HEADER + "insights:\n  - {id: a, statement: b, source: interviews}"),
    bad=(_HEADER + "status: drafty", _HEADER + "insights:\n  - {id: a, statement: b, source: gut feeling}"),
)
HIDDEN = _read(
    "hidden-character",
    also=("warning",),
    good=(_HEADER + "owner: Zoë", _HEADER + "owner: 李"),
    bad=(_HEADER + "own\u200ber: Ada", _HEADER + 'owner: "Ad\\u202ea"'),
)
CUT_TEXT = Rule(
    name="file/cut-text",
    on="file",
    severity="warning",
    good=(_HEADER + 'company_goal: "Fix issue #12 first."', _HEADER + "company_goal: Grow.   # agreed in May"),
    bad=(_HEADER + "company_goal: Fix issue #12 first.", _HEADER + "company_goal: Be seen as # 1 in the Alps."),
)
RULE_CRASHED = Rule(
    name="file/rule-crashed",
    on="file",
    severity="error",
    good=(),
    bad=(),
)

RULES = (
    UNREADABLE,
    MISNAMED,
    UNSUPPORTED,
    NOT_A_STRATEGY,
    NEWER_FORMAT,
    UNKNOWN_KEY,
    WRONG_TYPE,
    MISSING,
    DUPLICATE_KEY,
    DUPLICATE_ID,
    BAD_ID,
    BAD_DATE,
    BAD_VALUE,
    HIDDEN,
    CUT_TEXT,
    PLACEHOLDER,
    RULE_CRASHED,
)

ALWAYS = frozenset(rule.name for rule in (UNREADABLE, MISNAMED, UNSUPPORTED, NOT_A_STRATEGY, NEWER_FORMAT, RULE_CRASHED))
"""With these, a file was not checked, or not completely. They can't be switched off: a broken file must not pass unnoticed."""
