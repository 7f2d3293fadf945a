"""The strategy as `STRATEGY.md`, under the headings that its readers, people and programs, look for; sections of others stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stratcoach.messages import Message
from stratcoach.model.dates import spoken
from stratcoach.model.markdown_text import literal, parted
from stratcoach.model.safe_text import JOINER, visible
from stratcoach.model.strategy import Objective, Strategy

_HEADING: Final = re.compile(r"^## +(.+?)\s*#*\s*$", re.MULTILINE)
_EMPTY_POINT: Final = re.compile(r"\s*(?:-|\d+\.)\s*")
"""A point without words, which Markdown would take for the line under a heading."""
_FENCE: Final = re.compile(r"^(`{3,}+|~{3,}+).*?^\1", re.MULTILINE | re.DOTALL)


def render(strategy: Strategy, mark: str, was: str = "") -> str:
    """The whole document. `was` is the file as it is: sections in it with headings of their own stay where they are.

    A section that has nothing to say is left out.
    """
    ours = dict(_sections(strategy))
    head = _head(strategy, mark)
    theirs = _parted(was)
    known = {str(Message("strategy_md.heading", name=name)) for name in _NAMES}
    found: list[str] = []
    left = dict(ours)
    for heading, body in theirs:
        if heading in known:
            if heading in left:
                found.append(left.pop(heading))
        else:
            found.append(body)
    if theirs:
        return _document(head, [*found, *left.values()])
    return _document(head, list(ours.values()))


def _document(head: str, sections: list[str]) -> str:
    return "\n\n".join([head, *(section.strip("\n") for section in sections)]) + "\n"


def _parted(text: str) -> list[tuple[str, str]]:
    """The sections of a document with their headings, those in code left aside; what comes before the first is not one."""
    fenced = [found.span() for found in _FENCE.finditer(text)]
    starts = [found for found in _HEADING.finditer(text) if not any(start <= found.start() < end for start, end in fenced)]
    ends = [*(found.start() for found in starts), len(text)][1:]
    return [(found[1], text[found.start() : end]) for found, end in zip(starts, ends, strict=True)]


def _head(strategy: Strategy, mark: str) -> str:
    facts = {
        "product": strategy.product,
        "version": strategy.version,
        "status": strategy.status or "active",
        "updated": strategy.updated,
        "owner": strategy.owner,
        "decider": strategy.decider,
        "review_by": strategy.review_by,
        "language": strategy.language,
    }
    lines = [f"{name}: {_scalar(text)}" for name, text in facts.items() if text]
    made = Message("strategy_md.made", made=mark)
    title = Message("strategy_md.title", product=literal(strategy.product))
    return "\n".join(["---", *lines, "---", f"<!-- {made} -->", "", f"# {title}"])


def _scalar(text: str) -> str:
    """A value of the front matter, quoted unless it is plain words.

    Where front matter isn't known, Markdown reads it as a text: whatever would mean something there is written as YAML's escapes.
    """
    plain = " ".join(visible(text).split())
    if _PLAIN.fullmatch(plain) and literal(plain) == plain and plain.lower() not in _NO_TEXTS:
        return plain
    *before, last = parted(plain).split(JOINER)
    return f'"{"".join(f"{_quiet(part[:-1])}{_escape(part[-1])}" for part in before)}{_quiet(last)}"'


_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ._-]*[A-Za-z0-9]|\d+\.\d+\.\d+|\d{4}-\d\d(?:-\d\d)?")
_NO_TEXTS: Final = ("yes", "no", "on", "off", "true", "false", "null")
_MEANS_SOMETHING: Final = re.compile("[<>\\[\\]()@#*_`!&|~:$%^\ufffe\uffff]")
"""Signs that Markdown, or what reads it afterwards, obeys; and two that YAML refuses."""


def _quiet(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return _MEANS_SOMETHING.sub(lambda found: _escape(found[0]), escaped)


def _escape(sign: str) -> str:
    return rf"\u{ord(sign):04x}"


def _sections(strategy: Strategy) -> Iterator[tuple[str, str]]:
    for name, make in _NAMES.items():
        lines = [line for line in make(strategy) if not _EMPTY_POINT.fullmatch(line)]
        if any(lines):
            heading = str(Message("strategy_md.heading", name=name))
            yield heading, "\n".join([f"## {heading}", "", *lines])


def _purpose(strategy: Strategy) -> Iterator[str]:
    if strategy.mission:
        yield literal(strategy.mission)


def _vision(strategy: Strategy) -> Iterator[str]:
    vision = strategy.vision
    if vision is None:
        return
    yield literal(vision.statement)
    labels = (("for", vision.user), ("today", vision.today), ("then", vision.future), ("horizon", vision.horizon))
    facts = [f"- **{Message('strategy_md.label', name=name)}:** {literal(text)}" for name, text in labels if text]
    yield from ["", *facts] if facts else []


def _insights(strategy: Strategy) -> Iterator[str]:
    for one in strategy.insights:
        seen = "; ".join(filter(None, (one.evidence or one.source, str(spoken(one.observed)) if one.observed else "")))
        yield f"- {literal(one.statement)}" + (f" ({literal(seen)})" if seen else "")


def _bets(strategy: Strategy) -> Iterator[str]:
    for one in strategy.assumptions:
        yield f"- {literal(one.statement)}"
        for name, text in (("test", one.test), ("drop_if", one.drop_if), ("owner", one.owner), ("day", one.by)):
            if text:
                yield f"  - **{Message('strategy_md.label', name=name)}:** {literal(text)}"


def _problems(strategy: Strategy) -> Iterator[str]:
    yield from (f"{number}. {literal(one.statement)}" for number, one in enumerate(strategy.problems, 1))


def _users(strategy: Strategy) -> Iterator[str]:
    for number, one in enumerate(strategy.users, 1):
        yield f"{number}. {literal(one.segment)}"
        if one.today:
            yield f"   - **{Message('strategy_md.label', name='today')}:** {literal(one.today)}"


def _positioning(strategy: Strategy) -> Iterator[str]:
    for one in strategy.positioning:
        yield f"- {literal(one.statement)}"
        if one.against:
            yield f"  - **{Message('strategy_md.label', name='against')}:** {literal(one.against)}"


def _boundaries(strategy: Strategy) -> Iterator[str]:
    for one in strategy.boundaries:
        yield f"- {literal(one.statement)}"
        if one.because:
            yield f"  - **{Message('strategy_md.label', name='because')}:** {literal(one.because)}"


def _trade_offs(strategy: Strategy) -> Iterator[str]:
    for one in strategy.trade_offs:
        both = Message("strategy_md.even_over", choose=literal(one.choose.rstrip(".")), over=literal(one.over.rstrip(".")))
        yield f"- {both}" + (f" {literal(one.because)}" if one.because else "")


def _metrics(strategy: Strategy) -> Iterator[str]:
    star = strategy.north_star
    if star is not None:
        way = _way(star.baseline, star.target, star.by)
        yield f"**{Message('strategy_md.label', name='north_star')}:** {literal(star.metric)}{f' ({way})' if way else ''}"
    if strategy.objectives:
        yield from [""] if star is not None else []
        columns = [str(Message("strategy_md.label", name=name)) for name in ("objective", "metric", "today", "target", "day")]
        yield f"| {' | '.join(columns)} |"
        yield f"|{' --- |' * len(columns)}"
        yield from map(_row, strategy.objectives)


def _row(one: Objective) -> str:
    cells = (one.statement, one.metric, one.baseline, one.target, one.by)
    return f"| {' | '.join(literal(' '.join(cell.split())) for cell in cells)} |"


def _way(baseline: str, target: str, by: str) -> str:
    values = " → ".join(filter(None, (literal(baseline), literal(target))))
    return f"{values} {Message('story.by', day=spoken(by))}" if by and values else values


def _tracks(strategy: Strategy) -> Iterator[str]:
    for one in strategy.okrs:
        when = f" ({spoken(one.quarter)})" if one.quarter else ""
        yield f"- {literal(one.objective)}{when}"
        yield from (f"  - {literal(result)}" for result in one.key_results)


def _questions(strategy: Strategy) -> Iterator[str]:
    yield from (f"- {literal(one.question)}" for one in strategy.questions)


_NAMES: Final = {
    "purpose": _purpose,
    "vision": _vision,
    "insights": _insights,
    "problems": _problems,
    "users": _users,
    "positioning": _positioning,
    "boundaries": _boundaries,
    "trade_offs": _trade_offs,
    "metrics": _metrics,
    "bets": _bets,
    "tracks": _tracks,
    "questions": _questions,
}
