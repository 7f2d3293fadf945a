"""Two drafts of one product side by side: what both share, where they differ, what each risks and gives up. No verdict."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from stratcoach.diff.matching import matched, matched_texts
from stratcoach.diff.text_diff import means_the_same
from stratcoach.language.en.reading.given import is_given
from stratcoach.language.en.unknown import is_unknown
from stratcoach.messages import NOTHING, Argument, Message, Text
from stratcoach.model.coverage import Due, ItemPlace, coverage, due, named_together, places
from stratcoach.model.dates import parse, spoken
from stratcoach.model.entry import Entry, Item
from stratcoach.model.field_names import field_label
from stratcoach.model.links import Links
from stratcoach.model.sections import GROUNDS, HEADER_KEYS, SECTIONS, Section, entries
from stratcoach.model.strategy import Alternative, Strategy
from stratcoach.model.value import Value

GIVEN_UP: Final = Message("drafts.what_each_gives_up")
RISK: Final = Message("drafts.what_could_go_wrong")
_NONE: Final = Message("drafts.none")
_NOT_TOLD: Final = frozenset(("product", "version", "updated", "status", "language"))


class DraftLine(NamedTuple):
    """One line. `label` is `""` for what an entry is about, and a text for a key of the file."""

    label: Message | str
    text: Message | str


Block = tuple[DraftLine, ...]
"""The lines about one entry."""


class DraftPart(Value):
    """One part of the page: what both drafts share, and pairs of blocks that differ; a side that says nothing is empty."""

    title: Message | str
    section: str
    both: tuple[Block, ...] = ()
    pairs: tuple[tuple[Block, Block], ...] = ()


def compare_drafts(one: Strategy, other: Strategy) -> tuple[DraftPart, ...]:
    """The sections in the method's order, then the top of the file, what each gives up and what could go wrong."""
    with_ids = [section for section in SECTIONS if section.has_ids and not section.against]
    sections = [_many(section, one, other) if section.many else _single(section, one, other) for section in with_ids]
    parts = (*sections, _head(one, other), _given_up(one, other), _facts(one, other))
    return tuple(part for part in parts if part.both or part.pairs)


# ---- sections


def _head(one: Strategy, other: Strategy) -> DraftPart:
    names = [name for name in HEADER_KEYS if name not in _NOT_TOLD]
    return _by_field(Message("drafts.in_general"), "", [(_label(name), _told(one, name), _told(other, name)) for name in names])


def _single(section: Section, one: Strategy, other: Strategy) -> DraftPart:
    before, after = (next(iter(entries(strategy, section)), None) for strategy in (one, other))
    sides = [dict(_lines(section, entry)) if entry else {} for entry in (before, after)]
    labels = dict.fromkeys(label for side in sides for label in side)
    return _by_field(section.title, section.name, [(label, sides[0].get(label, ""), sides[1].get(label, "")) for label in labels])


def _by_field(
    title: Message | str, section: str, fields: Sequence[tuple[Message | str, Message | str, Message | str]]
) -> DraftPart:
    both = [(DraftLine(label, left),) for label, left, right in fields if left and _mean_the_same(left, right)]
    pairs = [
        ((DraftLine(label, left),) if left else (), (DraftLine(label, right),) if right else ())
        for label, left, right in fields
        if not _mean_the_same(left, right)
    ]
    return DraftPart(title=title, section=section, both=tuple(both), pairs=tuple(pairs))


def _many(section: Section, one: Strategy, other: Strategy) -> DraftPart:
    """Entries that say the same are shared; a reworded one is next to its counterpart, the rest are paired by rank."""
    before, after = ([tuple(_lines(section, entry)) for entry in entries(strategy, section)] for strategy in (one, other))
    partner = {was: now for now, was in matched(section, entries(one, section), entries(other, section)).items()}
    shared = {was: now for was, now in partner.items() if _says_the_same(before[was], after[now])}
    taken = set(partner.values())
    free = deque(now for now in range(len(after)) if now not in taken)
    pairs: list[tuple[Block, Block]] = []
    for was, block in enumerate(before):
        if was in shared:
            continue
        now = partner[was] if was in partner else free.popleft() if free else None
        pairs.append((block, () if now is None else after[now]))
    pairs.extend(((), after[now]) for now in free)
    both = tuple(before[was][:1] for was in sorted(shared))
    return DraftPart(title=section.title, section=section.name, both=both, pairs=tuple(pairs))


def _says_the_same(left: Block, right: Block) -> bool:
    return len(left) == len(right) and all(
        a.label == b.label and _mean_the_same(a.text, b.text) for a, b in zip(left, right, strict=True)
    )


def _mean_the_same(left: Argument, right: Argument) -> bool:
    if isinstance(left, Message) and isinstance(right, Message):
        pairs = ((value, right.arguments.get(name)) for name, value in left.arguments.items())
        return left.id == right.id and all(_mean_the_same(one, other) for one, other in pairs)
    return means_the_same(left, right) if isinstance(left, str) and isinstance(right, str) else left == right


_LABELS: Final = {"by": Message("drafts.date"), "review_by": Message("drafts.next_review")}


def _label(field: str) -> Message:
    return _LABELS.get(field) or field_label(field)


def _lines(section: Section, entry: Entry) -> Iterator[DraftLine]:
    """What an entry is about, then its section's own keys; a number with its baseline, target and date is one line."""
    measured = {"baseline", "target"} <= entry.keys.keys()
    yield DraftLine("", _told(entry, section.main))
    for name in _telling(section, entry):
        if measured and name in ("baseline", "target", "by"):
            if name == "baseline" and (way := _way(entry)):
                yield DraftLine(Message("drafts.moves"), way)
        elif text := _told(entry, name):
            yield DraftLine(_label(name), text)


def _telling(section: Section, entry: Entry) -> Iterator[str]:
    """The keys that tell two drafts apart: no links, and of what every item may have how sure one is, and why it is so
    where there is only one.
    """
    common = ("confidence",) if section.many else ("confidence", "because")
    for name, key in entry.keys.items():
        own = name in common or name not in Item.keys
        if own and name not in (section.main, section.against) and key.kind not in ("ids", "id", "parts"):
            yield name


def _way(entry: Entry) -> Message:
    """From where to where a number moves, and by when, as far as that is known."""
    baseline, target, by = (_told(entry, name) for name in ("baseline", "target", "by"))
    if not (baseline or target or by):
        return NOTHING
    return Message(
        "drafts.move",
        baseline=baseline,
        target=target,
        date=by,
        has_baseline=bool(baseline),
        has_target=bool(target),
        has_date=bool(by),
    )


def _told(entry: Entry, name: str) -> Text:
    value = getattr(entry, name)
    if entry.keys[name].kind == "date":
        return spoken(value)
    return ", ".join(value) if isinstance(value, tuple) else " ".join(value.split())


# ---- what each gives up


def _given_up(one: Strategy, other: Strategy) -> DraftPart:
    """The sides of trade-offs that come second, and the alternatives that were not chosen."""
    before, after = _losses(one), _losses(other)
    partner = matched_texts(*([" ".join(_to_match(line) for line in block) for block in side] for side in (before, after)))
    shared = {was: now for now, was in partner.items() if _says_the_same(before[was], after[now])}
    taken, nothing = set(shared.values()), ()
    apart = [block for was, block in enumerate(before) if was not in shared]
    others = [block for now, block in enumerate(after) if now not in taken]
    both = tuple(before[was] for was in sorted(shared))
    return DraftPart(title=GIVEN_UP, section="", both=both, pairs=tuple(zip_longest(apart, others, fillvalue=nothing)))


def _losses(strategy: Strategy) -> list[Block]:
    traded = [place for place in places(strategy) if place.section.against]
    found = [(DraftLine("", place.said), *list(_lines(place.section, place.entry))[1:]) for place in traded]
    for place in places(strategy):
        for name, key in place.entry.keys.items():
            if key.part is Alternative:
                found += [
                    (DraftLine(Message("guide.not_chosen"), _told(part, "statement")),) for part in getattr(place.entry, name)
                ]
    return found


def _to_match(line: DraftLine) -> str:
    return f"{line.label.id if isinstance(line.label, Message) else line.label} {line.text}"


# ---- what could go wrong


def _facts(one: Strategy, other: Strategy) -> DraftPart:
    """What neither has gets no line."""
    pairs = zip(risks(one), risks(other), strict=True)
    return _by_field(RISK, "", [(a.label, a.text, b.text) for a, b in pairs if (a.text, b.text) != (_NONE, _NONE)])


def risks(strategy: Strategy) -> Iterator[DraftLine]:
    """Facts from the file about what could go wrong, under the same labels for every strategy."""
    links = Links(strategy)
    covered = {one.aspect: one for one in coverage(strategy, links, is_given)}
    everything = list(places(strategy))
    grounded = [place for place in everything if place.section.required and place.section.name not in GROUNDS]
    assumed = [one for one in grounded if _grounds(one, links) == {"assumptions"}]
    bare = [one for one in grounded if not _grounds(one, links)]
    unused = {one.id for one in strategy.insights if not links.resting_on.get(one.id) and not one.challenges}
    yield DraftLine(Message("drafts.assumptions"), str(len(strategy.assumptions)) if strategy.assumptions else _NONE)
    yield DraftLine(Message("drafts.low_confidence"), _names(unsure(strategy)))
    yield DraftLine(Message("drafts.without_a_test"), _names(covered["tested"].lack if "tested" in covered else ()))
    first = [one for one in due(strategy) if one.place and one.place.section.name == "assumptions"]
    yield DraftLine(
        Message("drafts.first_answer"),
        _first_answer(first[0]) if first else Message("drafts.no_date"),
    )
    yield DraftLine(Message("drafts.without_evidence"), _names(covered["evidenced"].lack if "evidenced" in covered else ()))
    yield DraftLine(Message("drafts.on_assumptions_only"), _names(assumed))
    yield DraftLine(Message("drafts.on_nothing"), _names(bare))
    yield DraftLine(Message("drafts.insights_not_used"), _names([one for one in everything if _id(one) in unused]))
    yield DraftLine(Message("drafts.in_question"), _names([one for one in everything if _id(one) in links.in_question]))
    yield DraftLine(Message("drafts.from_nothing"), _names([one for one in everything if _begins_at_nothing(one)]))
    yield DraftLine(Message("drafts.open_questions"), str(len(strategy.questions)) if strategy.questions else _NONE)


def _first_answer(due_first: Due) -> Message:
    assert due_first.place is not None
    return Message("drafts.answer_on", date=spoken(due_first.written), place=due_first.place.named)


def unsure(strategy: Strategy) -> list[ItemPlace]:
    """What is marked as of low confidence."""
    return [place for place in places(strategy) if getattr(place.entry, "confidence", "") == "low"]


def _names(several: Sequence[ItemPlace]) -> Message:
    return named_together(several) or _NONE


def _id(place: ItemPlace) -> str:
    return str(getattr(place.entry, "id", ""))


def _grounds(place: ItemPlace, links: Links) -> set[str]:
    return {links.placed[name][0].name for name in links.below(_id(place))} & set(GROUNDS)


def _begins_at_nothing(place: ItemPlace) -> bool:
    """Whether a number starts at 0 or from where nobody knows: usual where something is new."""
    baseline = getattr(place.entry, "baseline", "").strip().lower()
    return is_unknown(baseline) or bool(baseline and baseline.rstrip(" %").strip("0.,") == "")


def years_apart(one: Strategy, other: Strategy) -> int:
    """How many years lie between the horizons of two drafts; 0 where one of them has none."""
    days = [parse(strategy.vision.horizon) if strategy.vision else None for strategy in (one, other)]
    return abs(days[0].last.year - days[1].last.year) if days[0] and days[1] else 0
