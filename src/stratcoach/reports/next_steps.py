"""The text at the end of an interview: what was written, what a coach would still ask, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stratcoach.files.writer import SCHEMA_FILE
from stratcoach.flow.protocol import Challenge, ReadBack
from stratcoach.messages import Message
from stratcoach.model.links import Links
from stratcoach.model.safe_text import sentence, visible
from stratcoach.model.sections import SECTIONS, entries
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import Style


def written(path: Path, strategy: Strategy, style: Style, *, moved: bool) -> str:
    """Say which files are there now and what could come next."""
    parts = [style.wrap(f"{Message('next.file_appeared')}")] if moved else []
    version = Message("next.version", version=strategy.version, is_draft=strategy.is_draft)
    parts.append(style.bold(f"{Message('disk.written', path=f'{path}')}") + f" {version}")
    beside = Message("next.files_beside", schema=SCHEMA_FILE, version=strategy.version, is_draft=strategy.is_draft)
    parts.append(style.wrap(f"{beside}"))
    return "\n".join(parts) + "\n\n" + _next(path, strategy, style)


def revised(path: Path, strategy: Strategy, style: Style) -> str:
    return style.bold(f"{Message('next.changed', path=f'{path}')}") + "\n\n" + _next(path, strategy, style, changed=True)


def _next(path: Path, strategy: Strategy, style: Style, *, changed: bool = False) -> str:
    file = "" if path == Path("strategy.yaml") else f" {path}"
    empty = [section for section in SECTIONS if not entries(strategy, section)]
    missing = [*(one for one in empty if one.required), *(one for one in empty if one.deepens)]
    links = Links(strategy)
    doubted = next((links.placed[name][0].name for name in links.in_question if name in links.placed), "")
    lines = [f"{Message('next.what_now')}"]
    if doubted and not any(one.required for one in missing):
        lines.append(_step(f"stratcoach revise{file} {doubted}", Message("next.review_doubts"), style))
    elif missing:
        first = missing[0]
        add = Message("next.add_section", nouns=first.nouns, required=first.required)
        lines.append(_step(f"stratcoach revise{file} {first.name}", add, style))
    lines.append(_step(f"stratcoach show{file}", Message("next.show"), style))
    lines.append(_step(f"stratcoach lint{file}", Message("next.lint"), style))
    if changed and strategy.history:
        lines.append(_step(f"stratcoach release{file}", Message("next.release"), style))
    if strategy.is_draft:
        lines.append(_step("`status: draft`", Message("next.take_draft_out"), style))
    lines.append(_step(f"{Message('next.colleague')}", Message("next.read_aloud"), style))
    return "\n".join(lines)


def _step(what: str, says: Message, style: Style) -> str:
    return style.wrap(f"{what}: {says}", "  ", "      ").replace(what, style.bold(what), 1)


def unattended(
    challenged: Sequence[Challenge], read_back: ReadBack | None, dates: Sequence[str], unused: Sequence[Message], style: Style
) -> str:
    """What an interview on screen would have shown: the coach's questions, the read-back, what is still asked, the dates."""
    parts = [_read_back(read_back, style)] if read_back else []
    if challenged:
        lines = [style.bold(f"{Message('next.where_coach_stopped')}")]
        for step in challenged:
            seen = Message("screen.in_words", words=visible(step.words or step.answer), message=step.message)
            lines.append(style.wrap(sentence(f"{seen}"), "  ", "  "))
            lines.append(style.wrap(f"→ {step.question}", "  ", "    "))
        parts.append("\n".join(lines))
    if read_back and read_back.asked:
        lines = [style.bold(f"{Message('screen.still_asked')}")]
        for still in read_back.asked:
            lines.append(style.wrap(f"{sentence(f'{still.seen}')} {still.question}", "  - ", "    "))
        if read_back.more_asked:
            lines.append(f"  {Message('next.more_asked', count=read_back.more_asked)}")
        parts.append("\n".join(lines))
    if dates:
        parts.append("\n".join([style.bold(f"{Message('next.dates_from_today')}"), *(f"  {line}" for line in dates)]))
    if unused:
        parts.append("\n".join([style.bold(f"{Message('next.answers_not_asked')}"), *(f"  {line}" for line in unused)]))
    return "\n\n".join(parts) + ("\n" if parts else "")


def _read_back(step: ReadBack, style: Style) -> str:
    blocks = []
    for chain in step.chains:
        lines = []
        for line in chain.lines:
            lines.append(style.bold(f"{line.lead}"))
            lines.append(style.wrap(visible(f"{line.text}") or f"{Message('room_close.nothing_yet')}", "  "))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
