"""From a strategy to findings, by a list of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import Any, Final, NamedTuple

from stratcoach.lint.finding import Finding
from stratcoach.lint.waiver_check import apply_waivers
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.entry import Entry, Item
from stratcoach.model.sections import SECTION, SECTIONS, Section, entries
from stratcoach.model.strategy import OpenQuestion, Strategy
from stratcoach.rules import RULES
from stratcoach.rules.base import Context, Limits, Match, PreviousVersion, Rule, Severity
from stratcoach.rules.file import PLACEHOLDER, RULE_CRASHED
from stratcoach.rules.wording import by_weight, by_words, is_rash, likeliest, with_patterns

Hits = tuple[tuple[Rule, Match], ...]
"""What the rules report for an entry, wherever it is in a file."""


class LintResult(NamedTuple):
    """The findings in the order of the method, how many were waived, and whether the rules that read wording were skipped."""

    findings: tuple[Finding, ...]
    waived: int
    prose_off: bool


def lint(
    strategy: Strategy,
    as_of: date,
    rules: Sequence[Rule] = RULES,
    limits: Limits | None = None,
    earlier: tuple[PreviousVersion, ...] = (),
) -> LintResult:
    """Run the rules over a strategy. `as_of` is the day to check dates and waivers against, `earlier` what it was before."""
    scene = Context(strategy, limits, as_of, earlier)
    found = list(_unsilenced(_all_hits(strategy, scene, rules)))
    kept, waived = apply_waivers(strategy, found, as_of, idle=_idle(rules, scene) if strategy.waivers else frozenset())
    order = {rule.name: place for place, rule in enumerate(rules)} if kept else {}
    kept.sort(key=lambda f: (_section_order(f.section), -1 if f.entry is None else f.entry, order.get(f.rule.name, len(order))))
    kept = list(_not_too_many(kept))
    return LintResult(tuple(kept), waived, not strategy.is_english)


def _idle(rules: Sequence[Rule], scene: Context) -> frozenset[str]:
    """The rules that can't report anything here: what they need isn't known, or they don't read this language."""
    knows = any(one.copy != "never" for one in scene.earlier) and not scene.strategy.is_draft
    english = scene.strategy.is_english
    return frozenset(rule.name for rule in rules if (rule.compares and not knows) or (rule.prose and not english))


def check_entry(section: Section, entry: Entry, scene: Context, rules: Iterable[Rule]) -> list[Finding]:
    """Run rules over one entry, as the interview and `check` do; rules that need the whole strategy are left out, and those that read
    English where the strategy is in another language.
    """
    fitting = [rule for rule in rules if rule.looks_at(section.name) and (scene.strategy.is_english or not rule.prose)]
    hits = [(rule, hit) for rule, hit in _read(section, entry, fitting, scene) if not is_rash(section, entry, rule, hit, scene)]
    if section.main in scene.asked and scene.strategy.is_english and not hits:
        hits += likeliest(section, entry, fitting, scene)
    hits += _asked_back(entry, fitting, hits, scene)
    return list(_unsilenced(_findings(hits, section.name, 0 if section.many else None, scene.strategy)))


def check_header(field: str, text: Any, scene: Context) -> list[Finding]:
    """Run the rules that look at every entry over one key at the top of the file."""
    header, rules = Strategy(**{field: text}), _shipped_by_section(scene.strategy.is_english)["entry"]
    hits = [*_run(rules, header, scene)]
    hits += _asked_back(header, rules, hits, scene)
    return list(_findings(hits, "", None, header))


def _all_hits(strategy: Strategy, scene: Context, rules: Sequence[Rule]) -> Iterator[Finding]:
    english = strategy.is_english
    fitting = _shipped_by_section(english) if rules is RULES else _by_section(rules, english)
    around = _Around(english, strategy.updated, strategy.questions, scene.limits, scene.as_of)
    seen = _seen_before(around) if rules is RULES else {}
    yield from _findings(_run(fitting["entry"], strategy, scene), "", None, strategy)
    for section in SECTIONS:
        for place, entry in enumerate(entries(strategy, section) if fitting[section.name] else ()):
            if section.text_of(entry) or not section.must_say:
                hits = seen.get(entry)
                if hits is None:
                    hits = _judged(section, fitting[section.name], entry, around)
                    if len(seen) >= _MOST_SEEN:
                        seen.clear()
                    seen[entry] = hits
                yield from _findings(hits, section.name, place if section.many else None, strategy)
    yield from _findings(_run(fitting["strategy"], strategy, scene), "", None, strategy)


def _not_too_many(found: Iterable[Finding]) -> Iterator[Finding]:
    """At most so many findings of one rule on one entry, such as broken links; the last one says how many more there are."""
    for _, group in groupby(found, key=lambda one: (one.rule.name, one.section, one.entry)):
        alike = list(group)
        if len(alike) > caps.FINDINGS.most and alike[0].entry is not None:
            more = len(alike) - caps.FINDINGS.most
            last = alike[caps.FINDINGS.most - 1]
            alike[caps.FINDINGS.most - 1 :] = [
                last._replace(message=Message("finding.and_more_like_this", finding=last.message, more=more))
            ]
        yield from alike


class _Around(NamedTuple):
    """All that a rule on one entry sees besides the entry. With the same surroundings, the same entry gets the same findings in any file."""

    english: bool
    updated: str
    questions: tuple[OpenQuestion, ...]
    limits: Limits
    as_of: date | None


_MOST_SEEN: Final = 1_000


@lru_cache(maxsize=2)
def _seen_before(_around: _Around) -> dict[Entry, Hits]:
    """What was found in entries so far. Two revisions of a file, and the files of one team, have most of their entries in common."""
    return {}


def _judged(section: Section, rules: Sequence[Rule], entry: Entry, around: _Around) -> Hits:
    language = "en" if around.english else "other"
    beside = Strategy(product="", version="", updated=around.updated, questions=around.questions, language=language)
    return tuple(_read(section, entry, rules, Context(beside, around.limits, around.as_of)))


def _read(section: Section, entry: Entry, rules: Sequence[Rule], scene: Context) -> Iterator[tuple[Rule, Match]]:
    """What the rules report for an entry, and then what the second reader sees besides, if there is one."""
    found: set[str] = set()
    for rule, hit in _run(rules, entry, scene):
        found.add(rule.name)
        yield rule, hit
    reader, text = scene.limits.reader, getattr(entry, section.main)
    if not section.slot or not isinstance(text, str) or not text.strip() or not scene.strategy.is_english:
        return
    for rule in [rule for rule in rules if rule.on == section.name]:
        for speaker, hit in _tried(rule, partial(by_weight, rule, entry, section.main, found, scene)):
            found.add(speaker.name)
            yield speaker, hit
    if reader is None:
        return
    known = {rule.name: rule for rule in rules if rule.name not in found and found.isdisjoint(rule.requires)}
    for name, _ in reader.weaknesses(section.slot, text, _beside(section, entry)):
        if name in known:
            message = Message("finding.by_reader", weakness=known[name].weakness)
            yield known[name], Match(section.main, message, severity="advice", by_reader=True)


def _asked_back(entry: Entry, rules: Iterable[Rule], hits: Iterable[tuple[Rule, Match]], scene: Context) -> Hits:
    """What a coach would ask back about single answers, beside what rules found, of somebody who is there to answer."""
    found = {hit.field for _, hit in hits}
    if not scene.strategy.is_english:
        return ()
    return tuple(one for rule in rules if rule.says_of for one in _tried(rule, partial(by_words, rule, entry, found, scene)))


def _beside(section: Section, entry: Entry) -> dict[str, str]:
    """What is written beside the statement of an entry, by the keys of the file; the day of an insight is its `date`."""
    found = {name: value for name, value in entry.__dict__.items() if name != section.main and isinstance(value, str)}
    return found | {"date": found.get("observed", "")}


@cache
def _shipped_by_section(english: bool) -> dict[str, tuple[Rule, ...]]:
    return _by_section(RULES, english)


def _by_section(rules: Sequence[Rule], english: bool) -> dict[str, tuple[Rule, ...]]:
    """The rules that look at each section, at every entry, and at the whole."""
    usable = [rule for rule in rules if rule.check and (english or not rule.prose)]
    found = {section.name: tuple(rule for rule in usable if rule.looks_at(section.name)) for section in SECTIONS}
    return found | {on: tuple(rule for rule in usable if rule.on == on) for on in ("entry", "strategy")}


def _run(rules: Iterable[Rule], entry: Entry, scene: Context) -> Iterator[tuple[Rule, Match]]:
    """Run rules over one entry in their order; a rule whose required rule found something is left out."""
    fired: set[str] = set()
    for rule in rules:
        if rule.check is None or (fired and not fired.isdisjoint(rule.requires)):
            continue
        for speaker, hit in _tried(rule, partial(_matches, rule, entry, scene)):
            fired.add(speaker.name)
            yield speaker, hit


def _matches(rule: Rule, entry: Entry, scene: Context) -> Iterable[Match]:
    hits = rule.check(entry, scene) if rule.check else ()
    is_read = rule.prose or (rule.says_of and scene.strategy.is_english)
    return with_patterns(rule, entry, list(hits), scene) if is_read else hits


def _tried(rule: Rule, find: Callable[[], Iterable[Match]]) -> list[tuple[Rule, Match]]:
    """What a rule finds, or that it crashed: a bug in one rule must not hide what the others find."""
    try:
        return [(rule, hit) for hit in find()]
    except Exception as error:  # noqa: BLE001  whatever it is
        message = Message("finding.rule_crashed", rule=rule.name, error=type(error).__name__, reason=str(error))
        return [(RULE_CRASHED, Match("", message))]


def _findings(hits: Iterable[tuple[Rule, Match]], section: str, index: int | None, strategy: Strategy) -> Iterator[Finding]:
    return (_finding(rule, hit, section, index, strategy) for rule, hit in hits)


def _finding(rule: Rule, hit: Match, section: str, index: int | None, strategy: Strategy) -> Finding:
    if hit.on is not None:
        section, index = hit.on
    severity: Severity = hit.severity or rule.severity
    if severity == "error" and rule.eased and strategy.is_draft:
        severity = "warning"
    name = name_of(strategy, section, index)
    return Finding(rule, severity, section, index, hit.field, hit.words, hit.message, name, hit.fix, hit.pattern, hit.by_reader)


def name_of(strategy: Strategy, section: str, index: int | None) -> str:
    """What people call the place: the item's id if it has one, else the section."""
    if section not in SECTION:
        return section
    there = entries(strategy, SECTION[section])
    place = 0 if index is None and not SECTION[section].many else index
    if place is not None and place < len(there):
        entry = there[place]
        if isinstance(entry, Item) and entry.id:
            return entry.id
    return section


def _unsilenced(found: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what other rules report for a field that contains a placeholder."""
    kept = list(found)
    silent = {(f.section, f.entry, f.field) for f in kept if f.rule is PLACEHOLDER}
    return (f for f in kept if f.rule is PLACEHOLDER or (f.section, f.entry, f.field) not in silent)


def _section_order(name: str) -> int:
    return SECTIONS.index(SECTION[name]) if name in SECTION else -1
