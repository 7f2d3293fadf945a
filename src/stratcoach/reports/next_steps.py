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

_DEEPER = ("north_star", "positioning", "trade_offs", "assumptions")


def written(path: Path, strategy: Strategy, style: Style, *, moved: bool) -> str:
    """Say which files are there now and what could come next."""
    parts = []
    if moved:
        parts.append(style.wrap(str(Message("next_steps.file_appeared"))))
    version = Message("next_steps.version", version=strategy.version)
    beside = Message("next_steps.schema_and_copy", schema=SCHEMA_FILE, version=strategy.version)
    if strategy.is_draft:
        version = Message("next_steps.draft_version", version=strategy.version)
        beside = Message("next_steps.schema_next_to_it", schema=SCHEMA_FILE)
    parts.append(f"{style.bold(str(Message('next_steps.written', path=str(path))))} {version}")
    parts.append(style.wrap(str(beside)))
    return "\n".join(parts) + "\n\n" + _next(path, strategy, style)


def revised(path: Path, strategy: Strategy, style: Style) -> str:
    return style.bold(str(Message("next_steps.changed", path=str(path)))) + "\n\n" + _next(path, strategy, style, changed=True)


def _next(path: Path, strategy: Strategy, style: Style, *, changed: bool = False) -> str:
    file = "" if path == Path("strategy.yaml") else f" {path}"
    empty = [section for section in SECTIONS if not entries(strategy, section)]
    missing = [*(one for one in empty if one.required), *(one for one in empty if one.name in _DEEPER)]
    links = Links(strategy)
    doubted = next((links.placed[name][0].name for name in links.in_question if name in links.placed), "")
    lines = [str(Message("next_steps.what_now"))]
    if doubted and not any(one.required for one in missing):
        lines.append(_step(f"stratcoach revise{file} {doubted}", Message("next_steps.look_again"), style))
    elif missing:
        first = missing[0]
        why = Message("next_steps.add_missing", noun=first.noun, many=first.many)
        if first.required:
            why = Message("next_steps.add_required", noun=first.noun, many=first.many)
        lines.append(_step(f"stratcoach revise{file} {first.name}", why, style))
    lines.append(_step(f"stratcoach show{file}", Message("next_steps.see_all"), style))
    lines.append(_step(f"stratcoach lint{file}", Message("next_steps.see_questions"), style))
    if changed and strategy.history:
        lines.append(_step(f"stratcoach release{file}", Message("next_steps.give_version"), style))
    if strategy.is_draft:
        lines.append(_step("`status: draft`", Message("next_steps.remove_status"), style))
    lines.append(_step(str(Message("next_steps.a_colleague")), Message("next_steps.read_aloud"), style))
    return "\n".join(lines)


def _step(what: str, why: Message, style: Style) -> str:
    return style.wrap(str(Message("next_steps.step", what=what, why=why)), "  ", "      ").replace(what, style.bold(what), 1)


def unattended(
    challenged: Sequence[Challenge], read_back: ReadBack | None, dates: Sequence[str], unused: Sequence[Message], style: Style
) -> str:
    """What an interview on screen would have shown: the coach's questions, the read-back, what is still asked, the dates."""
    parts = [_read_back(read_back, style)] if read_back else []
    if challenged:
        lines = [style.bold(str(Message("next_steps.where_coach_stopped")))]
        for step in challenged:
            found = Message("next_steps.answer_and_finding", words=visible(step.words or step.answer), finding=step.message)
            lines.append(style.wrap(sentence(str(found)), "  ", "  "))
            lines.append(style.wrap(f"→ {step.question}", "  ", "    "))
        parts.append("\n".join(lines))
    if read_back and read_back.asked:
        lines = [style.bold(str(Message("next_steps.still_to_ask")))]
        for asked in read_back.asked:
            lines.append(style.wrap(asked.told, "  - ", "    "))
        if read_back.more_asked:
            lines.append(f"  {Message('next_steps.more', count=read_back.more_asked)}")
        parts.append("\n".join(lines))
    if dates:
        parts.append("\n".join([style.bold(str(Message("next_steps.dates_counted"))), *(f"  {line}" for line in dates)]))
    if unused:
        parts.append("\n".join([style.bold(str(Message("next_steps.unused_answers"))), *(f"  {line}" for line in unused)]))
    return "\n\n".join(parts) + ("\n" if parts else "")


def _read_back(step: ReadBack, style: Style) -> str:
    blocks = []
    for chain in step.chains:
        lines = []
        for line in chain.lines:
            lines.append(style.bold(line.lead))
            lines.append(style.wrap(visible(line.text) or str(Message("next_steps.nothing_yet")), "  "))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
