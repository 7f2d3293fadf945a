"""A strategy on one screen, for people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from stratcoach.flow.readback import measure
from stratcoach.model.coverage import Due, ItemPlace, named_together
from stratcoach.model.dates import spoken
from stratcoach.model.evidence_trace import TraceRow
from stratcoach.model.safe_text import visible
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, cut, in_lines, pad, wrap
from stratcoach.reports.trace_chart import Drawn, Signs, draw, drawn
from stratcoach.services.overview import Doubt, Shown

ALL: Final = "--all"
_MARGIN: Final = "  "
_ASPECTS: Final = {"linked": "linked", "dated": "dated", "measured": "measured", "evidenced": "evidence", "tested": "tests"}
_FEW: Final = 3
_LEAST: Final = 12


def render(shown: Shown, style: Style, signs: Signs, *, height: int | None = None, whole: bool = False) -> str:
    """The whole page; with a `height`, as much as fits into that many lines. `whole` leaves nothing out and cuts no text."""
    page = _page(shown, style, signs, spacious=True, most=None if whole else 5, rows=None, whole=whole)
    if whole or height is None or _height(page) <= height:
        return page
    for most in (5, 3, 2, 1):
        page = _page(shown, style, signs, spacious=False, most=most, rows=None, whole=False)
        if _height(page) <= height:
            return page
    page = _page(shown, style, signs, spacious=False, most=1, rows=None, whole=False, tight=True)
    rows = len(_lines(shown, None, whole=False, roomy=False)) - max(_height(page) - height, 0)
    return _page(shown, style, signs, spacious=False, most=1, rows=rows, whole=False, tight=True)


def _height(page: str) -> int:
    return page.count("\n") + 1


def _page(
    shown: Shown,
    style: Style,
    signs: Signs,
    *,
    spacious: bool,
    most: int | None,
    rows: int | None,
    whole: bool,
    tight: bool = False,
) -> str:
    """The page with `most` of what is open and `rows` lines of the trace; `tight` cuts the vision, which the trace shows too."""
    lines = _lines(shown, rows, whole=whole, roomy=spacious)
    blocks = [
        _head(shown.strategy, style, tight=tight),
        _trace(lines, style, signs, whole=whole),
        _covered(shown, style, whole=whole),
        _open_matters(shown, style, most, whole=whole),
    ]
    told = [block for block in blocks if block]
    return ("\n\n" if spacious else "\n").join(told)


# ---- the head


def _head(strategy: Strategy, style: Style, *, tight: bool) -> str:
    vision = strategy.vision
    far = [vision.ambition, f"by {spoken(vision.horizon)}" if vision.horizon else ""] if vision else []
    status = strategy.status if strategy.status and strategy.status != "active" else ""
    of = " ".join(filter(None, [strategy.version, f"({status})" if status else ""]))
    title = style.wrap(visible(", ".join(filter(None, [f"{strategy.product} {of}".strip(), spoken(strategy.updated), *far]))))
    says = visible(vision.statement) if vision and vision.statement else "There is no vision yet."
    says = cut(says, style.width) if tight else style.wrap(says)
    return f"{style.bold(title)}\n{says}"


# ---- the trace


def _trace(lines: Sequence[Drawn], style: Style, signs: Signs, *, whole: bool) -> str:
    if not lines:
        return ""
    legend = {
        f"{signs.direct} rests on it": any(line.direct for line in lines),
        f"{signs.through} indirectly": any(line.through for line in lines),
        f"{signs.doubt} in question": any(line.doubted for line in lines),
        f"{signs.loose} not connected": any(line.is_loose for line in lines),
        f"({ALL}: full texts)": not whole,
    }
    head = "\n".join(in_lines([said for said, here in legend.items() if here], style.width))
    told = [_coloured(line, text, style) for line, text in draw(lines, style.width, signs, whole=whole)]
    return "\n".join([style.dim(head), *told] if head else told)


def _coloured(line: Drawn, text: str, style: Style) -> str:
    return style.warm(text) if line.doubted or line.is_loose else text


def _lines(shown: Shown, most: int | None, *, whole: bool, roomy: bool) -> list[Drawn]:
    """One line an item, or one line a section for what doesn't lie between insight and objective: the promise and what is given
    up have lines of their own where there is room. With `most` the longest sections show their last items as one.
    """
    loose = {one.place for one in shown.loose}
    by_section: dict[str, list[TraceRow]] = {}
    for row in shown.trace:
        by_section.setdefault(row.place.section.name, []).append(row)
    counts = {name: len(rows) if whole or _has_own_lines(rows[0], roomy=roomy) else 1 for name, rows in by_section.items()}
    keep = _kept(counts, most)
    lines = []
    for name, rows in by_section.items():
        for group in _together(rows, keep[name], shown.trace, loose):
            label = group[0].place.named if len(group) == 1 else named_together(row.place for row in group)
            lines.append(drawn(group, str(label), visible(_said(group[0].place, whole=whole)), loose))
    return lines


def _together(
    rows: Sequence[TraceRow], lines: int, trace: Sequence[TraceRow], loose: Collection[ItemPlace]
) -> list[list[TraceRow]]:
    """The items of a section in `lines` lines: those merged into one line are alike, if possible, and rather the last ones
    than those that are in question.
    """
    count = len(rows) - lines + 1
    if count < 2:
        return [[row] for row in rows]
    telling = {name for row in trace for name in row.doubted}
    calm = [row for row in rows if not row.doubted and row.id not in telling]
    picked: dict[str, list[str]] = {}
    for other in trace:
        for name in dict.fromkeys((*other.direct, *other.through)):
            picked.setdefault(name, []).append(other.id)
    alike: dict[object, list[TraceRow]] = {}
    for row in calm:
        key = (row.direct, row.through, frozenset(picked.get(row.id, ())), row.place in loose)
        alike.setdefault(key, []).append(row)
    connected = [row for row in calm if row.place not in loose]
    pools = (*alike.values(), connected, calm, rows)
    merged = next(pool for pool in pools if len(pool) >= count)[-count:]
    within = {id(row) for row in merged[1:]}
    return [list(merged) if row is merged[0] else [row] for row in rows if id(row) not in within]


def _said(place: ItemPlace, *, whole: bool) -> str:
    """What an item is about; on the whole page with its baseline, target and date."""
    parts = [getattr(place.entry, name, None) for name in ("metric", "baseline", "target", "by")]
    texts = [part for part in parts if isinstance(part, str)]
    if not whole or len(texts) < len(parts):
        return place.said
    seen_in = f"{measure(*texts)}"
    return seen_in if place.section.main == "metric" else f"{place.said} ({seen_in})" if seen_in else place.said


def _has_own_lines(row: TraceRow, *, roomy: bool) -> bool:
    section = row.place.section
    return section.is_ground or section.required or (roomy and section.missed)


def _kept(counts: dict[str, int], most: int | None) -> dict[str, int]:
    """How many lines each section gets if all together get `most`."""
    kept = dict(counts)
    while most is not None and sum(kept.values()) > most and max(kept.values(), default=0) > 1:
        kept[max(kept, key=lambda name: kept[name])] -= 1
    return kept


# ---- coverage


def _covered(shown: Shown, style: Style, *, whole: bool) -> str:
    held, asked = len(shown.held), len(shown.held) + len(shown.empty)
    empty = [section.noun + ("s" if section.many else "") for section in shown.empty]
    lacking = ", ".join(empty if whole or len(empty) <= _FEW else [*empty[: _FEW - 1], f"{len(empty) - _FEW + 1} more"])
    parts = [f"filled {held} of {asked}" + (f" (no {lacking})" if lacking else "")]
    for one in shown.coverage:
        lack = f" (not {named_together(one.lack)})" if one.lack else ""
        parts.append(f"{_ASPECTS[one.aspect]} {len(one.have)} of {len(one.have) + len(one.lack)}{lack}")
    if not shown.doubts:
        parts.append("nothing in question")
    return "\n".join(in_lines(parts, style.width))


def _labelled(label: str, text: str, style: Style) -> str:
    return style.wrap(f"{label}: {text}", "", _MARGIN).replace(label, style.bold(label), 1)


# ---- what is open


def _open_matters(shown: Shown, style: Style, most: int | None, *, whole: bool) -> str:
    return "\n".join(
        [*_questioned(shown, style, most), *_loose(shown, style, whole=whole), *_next(shown, style, most, whole=whole)]
    )


def _questioned(shown: Shown, style: Style, most: int | None) -> Iterator[str]:
    for doubt in shown.doubts[:most]:
        yield style.warm(_labelled("In question", _doubt(doubt), style))
    if most is not None and len(shown.doubts) > most:
        yield f"{_MARGIN}… and because of {_count(len(shown.doubts) - most, 'more insight')}: {ALL}"


def _doubt(doubt: Doubt) -> str:
    reason = doubt.insight.place
    since = spoken(getattr(reason.entry, "observed", ""))
    against = named_together(row.place for row in doubt.against)
    shaken = named_together(row.place for row in (*doubt.against, *doubt.above))
    speaks = f"speaks against {'it' if against == shaken else against or 'what they rest on'}"
    return f"{shaken}, because {reason.named}{f' ({since})' if since else ''} {speaks}."


def _loose(shown: Shown, style: Style, *, whole: bool) -> Iterator[str]:
    """Which dots aren't connected; on the whole page with what is lacking."""
    if whole:
        for one in shown.loose:
            yield style.warm(_labelled("Not connected", f"{one.place.named}: {visible(str(one.message))}.", style))
    elif shown.loose:
        names = named_together(one.place for one in shown.loose)
        yield style.warm(_labelled("Not connected", f"{names}. `stratcoach lint` says why.", style))


def _next(shown: Shown, style: Style, most: int | None, *, whole: bool) -> Iterator[str]:
    """The dates, the earliest first, one below the other."""
    told = shown.due if most is None else shown.due[:most]
    column = max((cells(spoken(one.written)) for one in told), default=0)
    for number, one in enumerate(told):
        more = len(shown.due) - len(told) if one is told[-1] else 0
        tail = f" (and {more} more)" if more else ""
        text = visible(("(passed) " if one.on < shown.day else "") + _due(one))
        head = f"{'      ' if number else 'Next: '}{pad(spoken(one.written), column)}  "
        room = max(style.width - cells(head + tail), _LEAST)
        lines = wrap(text, room) if whole else [cut(text, room) + tail]
        line = head + ("\n" + " " * cells(head)).join(lines)
        yield style.warm(line) if one.on < shown.day else line.replace("Next", style.bold("Next"), 1)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _due(one: Due) -> str:
    owner = f" ({one.owner})" if one.owner else ""
    if one.place is None:
        return f"review the whole strategy{owner}"
    return f"{_named(one.place, one.field)}{owner}: {one.place.said}"


def _named(place: ItemPlace, field: str) -> str:
    return {"horizon": "horizon of the vision", "until": f"{place.named} ends"}.get(field, str(place.named))
