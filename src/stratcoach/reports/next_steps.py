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
    parts = []
    if moved:
        parts.append(style.wrap("Meanwhile a file appeared with the name you chose. It wasn't changed; yours is next to it."))
    parts.append(style.bold(f"Written: {path}") + f" (version {strategy.version}{', a draft' if strategy.is_draft else ''})")
    beside = f"Next to it, {SCHEMA_FILE} lets your editor explain and complete the keys"
    kept = "" if strategy.is_draft else f", and a copy of version {strategy.version} is kept for later comparison"
    parts.append(style.wrap(f"{beside}{kept}."))
    return "\n".join(parts) + "\n\n" + _next(path, strategy, style)


def revised(path: Path, strategy: Strategy, style: Style) -> str:
    return style.bold(f"Changed: {path}") + "\n\n" + _next(path, strategy, style, changed=True)


def _next(path: Path, strategy: Strategy, style: Style, *, changed: bool = False) -> str:
    file = "" if path == Path("strategy.yaml") else f" {path}"
    empty = [section for section in SECTIONS if not entries(strategy, section)]
    missing = [*(one for one in empty if one.required), *(one for one in empty if one.deepens)]
    links = Links(strategy)
    doubted = next((links.placed[name][0].name for name in links.in_question if name in links.placed), "")
    lines = ["What now?"]
    if doubted and not any(one.required for one in missing):
        says = "looks again at what is in question, since you learned something that speaks against it"
        lines.append(_step(f"stratcoach revise{file} {doubted}", says, style))
    elif missing:
        first = missing[0]
        lacks = "which every strategy needs" if first.required else "which this strategy doesn't have yet"
        says = f"add the {first.noun}{'s' if first.many else ''}, {lacks}"
        lines.append(_step(f"stratcoach revise{file} {first.name}", says, style))
    lines.append(_step(f"stratcoach show{file}", "see all of it on one screen, with what rests on what", style))
    lines.append(_step(f"stratcoach lint{file}", "see what a coach would still ask", style))
    if changed and strategy.history:
        lines.append(_step(f"stratcoach release{file}", "give it its next version, once you mean what changed", style))
    if strategy.is_draft:
        lines.append(_step("`status: draft`", "take this line out of the file once you mean what it says", style))
    lines.append(_step("a colleague who wasn't there", "read it aloud to them and see where they stumble", style))
    return "\n".join(lines)


def _step(what: str, says: str, style: Style) -> str:
    return style.wrap(f"{what}: {says}", "  ", "      ").replace(what, style.bold(what), 1)


def unattended(
    challenged: Sequence[Challenge], read_back: ReadBack | None, dates: Sequence[str], unused: Sequence[Message], style: Style
) -> str:
    """What an interview on screen would have shown: the coach's questions, the read-back, what is still asked, the dates."""
    parts = [_read_back(read_back, style)] if read_back else []
    if challenged:
        lines = [style.bold("Where the coach stopped:")]
        for step in challenged:
            words = f"“{visible(step.words or step.answer)}”"
            lines.append(style.wrap(sentence(f"{words}: {step.message}"), "  ", "  "))
            lines.append(style.wrap(f"→ {step.question}", "  ", "    "))
        parts.append("\n".join(lines))
    if read_back and read_back.asked:
        lines = [style.bold("What a coach would still ask:")]
        for asked in read_back.asked:
            lines.append(style.wrap(f"{sentence(f'{asked.seen}')} {asked.question}", "  - ", "    "))
        if read_back.more_asked:
            lines.append(f"  … and {read_back.more_asked} more.")
        parts.append("\n".join(lines))
    if dates:
        parts.append("\n".join([style.bold("Dates counted from today:"), *(f"  {line}" for line in dates)]))
    if unused:
        parts.append("\n".join([style.bold("Answers that no question asked for:"), *(f"  {line}" for line in unused)]))
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
