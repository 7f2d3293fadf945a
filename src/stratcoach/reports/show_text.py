"""A strategy on one screen, for people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from stratcoach.flow.readback import measure
from stratcoach.messages import Message
from stratcoach.model.coverage import Due, ItemPlace, named_together
from stratcoach.model.dates import spoken
from stratcoach.model.evidence_trace import TraceRow
from stratcoach.model.safe_text import visible
from stratcoach.model.strategy import Strategy
from stratcoach.reports import show_numbers
from stratcoach.reports.style import Style
from stratcoach.reports.text_width import cells, cut, in_lines, pad, wrap
from stratcoach.reports.trace_chart import Drawn, Signs, draw, drawn
from stratcoach.services.overview import Doubt, Shown

ALL: Final = "--all"
_NOT_CONNECTED: Final = Message("show.label_not_connected")
_MARGIN: Final = "  "
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
    """The page with `most` of what is open and `rows` lines of the trace; `tight` cuts the vision, which the trace shows too, and says in words how the
    numbers go.
    """
    lines = _lines(shown, rows, whole=whole, roomy=spacious)
    blocks = [
        _head(shown.strategy, style, tight=tight),
        _trace(lines, style, signs, whole=whole),
        show_numbers.in_short(shown, style) if tight else show_numbers.block(shown, style, signs, most, whole=whole),
        _covered(shown, style, whole=whole),
        _open_matters(shown, style, most, whole=whole),
    ]
    filled_blocks = [block for block in blocks if block]
    return ("\n\n" if spacious else "\n").join(filled_blocks)


# ---- the head


def _head(strategy: Strategy, style: Style, *, tight: bool) -> str:
    vision = strategy.vision
    far = [vision.ambition, str(Message("show.by_date", date=spoken(vision.horizon))) if vision.horizon else ""] if vision else []
    status = strategy.status if strategy.status and strategy.status != "active" else ""
    of = " ".join(filter(None, [strategy.version, f"({status})" if status else ""]))
    title = style.wrap(
        visible(", ".join(filter(None, [f"{strategy.product} {of}".strip(), str(spoken(strategy.updated)), *far])))
    )
    says = visible(vision.statement) if vision and vision.statement else str(Message("show.no_vision_yet"))
    says = cut(says, style.width) if tight else style.wrap(says)
    return f"{style.bold(title)}\n{says}"


# ---- the trace


def _trace(lines: Sequence[Drawn], style: Style, signs: Signs, *, whole: bool) -> str:
    if not lines:
        return ""
    legend = {
        Message("show.rests_on_it", sign=signs.direct): any(line.direct for line in lines),
        Message("show.indirectly", sign=signs.through): any(line.through for line in lines),
        Message("show.in_question", sign=signs.doubt): any(line.doubted for line in lines),
        Message("show.not_connected", sign=signs.loose): any(line.is_loose for line in lines),
        Message("show.full_texts", option=ALL): not whole,
    }
    head = "\n".join(in_lines([str(entry) for entry, is_here in legend.items() if is_here], style.width))
    drawn = [_coloured(line, text, style) for line, text in draw(lines, style.width, signs, whole=whole)]
    return "\n".join([style.dim(head), *drawn] if head else drawn)


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
    filled, sections = len(shown.held), len(shown.held) + len(shown.empty)
    empty = [section.nouns for section in shown.empty]
    lacking: tuple[str | Message, ...] = tuple(empty)
    if not whole and len(empty) > _FEW:
        lacking = (*empty[: _FEW - 1], Message("diff.more", count=len(empty) - _FEW + 1))
    parts = [Message("show.filled", filled=filled, count=sections)]
    if lacking:
        parts = [Message("show.filled_but", filled=filled, count=sections, lacking=lacking)]
    for one in shown.coverage:
        part = Message("show.covered", aspect=one.aspect, have=len(one.have), count=len(one.have) + len(one.lack))
        parts.append(Message("show.covered_but", covered=part, names=named_together(one.lack)) if one.lack else part)
    if not shown.doubts:
        parts.append(Message("show.nothing_in_question"))
    return "\n".join(in_lines(list(map(str, parts)), style.width))


def _labelled(label: Message, text: Message, style: Style) -> str:
    whole = style.wrap(str(Message("show.labelled", label=label, text=text)), "", _MARGIN)
    return whole.replace(f"{label}", style.bold(f"{label}"), 1)


# ---- what is open


def _open_matters(shown: Shown, style: Style, most: int | None, *, whole: bool) -> str:
    return "\n".join(
        [*_questioned(shown, style, most), *_loose(shown, style, whole=whole), *_next(shown, style, most, whole=whole)]
    )


def _questioned(shown: Shown, style: Style, most: int | None) -> Iterator[str]:
    for doubt in shown.doubts[:most]:
        yield style.warm(_labelled(Message("show.label_in_question"), _doubt(doubt), style))
    if most is not None and len(shown.doubts) > most:
        yield f"{_MARGIN}{Message('show.more_insights', count=len(shown.doubts) - most, option=ALL)}"


def _doubt(doubt: Doubt) -> Message:
    reason = doubt.insight.place
    since = spoken(getattr(reason.entry, "observed", ""))
    against = named_together(row.place for row in doubt.against)
    shaken = named_together(row.place for row in (*doubt.against, *doubt.above))
    insight = Message("show.dated_insight", insight=reason.named, date=since) if since else reason.named
    target = Message("show.it") if against == shaken else against or Message("show.what_they_rest_on")
    return Message("show.doubt", shaken=shaken, insight=insight, against=target)


def _loose(shown: Shown, style: Style, *, whole: bool) -> Iterator[str]:
    """Which dots aren't connected; on the whole page with what is lacking."""
    if whole:
        for one in shown.loose:
            yield style.warm(
                _labelled(_NOT_CONNECTED, Message("show.loose", item=one.place.named, problem=visible(str(one.message))), style)
            )
    elif shown.loose:
        names = named_together(one.place for one in shown.loose)
        yield style.warm(_labelled(_NOT_CONNECTED, Message("show.lint_says_why", names=names), style))


def _next(shown: Shown, style: Style, most: int | None, *, whole: bool) -> Iterator[str]:
    """The dates, the earliest first, one below the other."""
    due = shown.due if most is None else shown.due[:most]
    following = str(Message("show.next"))
    column = max((cells(str(spoken(one.written))) for one in due), default=0)
    for number, one in enumerate(due):
        more = len(shown.due) - len(due) if one is due[-1] else 0
        tail = f" {Message('show.and_more', count=more)}" if more else ""
        text = visible(str(Message("show.passed", text=_due(one)) if one.on < shown.day else _due(one)))
        label = str(Message("show.labelled", label=following, text=""))
        head = f"{' ' * cells(label) if number else label}{pad(str(spoken(one.written)), column)}  "
        room = max(style.width - cells(head + tail), _LEAST)
        lines = wrap(text, room) if whole else [cut(text, room) + tail]
        line = head + ("\n" + " " * cells(head)).join(lines)
        yield style.warm(line) if one.on < shown.day else line.replace(following, style.bold(following), 1)


def _due(one: Due) -> Message:
    what = _named(one.place, one.field) if one.place else Message("show.review_whole")
    owned = Message("show.owned", what=what, owner=one.owner) if one.owner else what
    return Message("show.item_due", item=owned, text=one.place.said) if one.place else owned


def _named(place: ItemPlace, field: str) -> Message:
    if field == "horizon":
        return Message("show.horizon")
    return Message("show.ends", item=place.named) if field == "until" else place.named
