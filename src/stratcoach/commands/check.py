"""`stratcoach check`: coaches one sentence, or a stream of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.config import load_settings
from stratcoach.lint.finding import Finding
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.plain_signs import can_write
from stratcoach.model.safe_text import as_json_line, sentence, visible, without_hidden
from stratcoach.model.sections import SECTION, Section
from stratcoach.reports.style import Style, style_for
from stratcoach.rules.base import Limits
from stratcoach.services.as_data import finding_data
from stratcoach.services.coach_limits import coach_limits
from stratcoach.services.pattern_trial import try_out
from stratcoach.services.statement_check import SLOTS, check_statement, reasons, slot_of, weighed_words


def run(slot: str, text: str, jsonl: str, *, why: bool = False) -> int:
    limits = coach_limits(Path())
    if jsonl:
        for line in _stream(jsonl, limits):
            print(line)
        return 0
    slot, text = slot_of(slot), without_hidden(text)
    section = SECTION[SLOTS[slot]]
    found = check_statement(section, {"text": text, "slot": slot}, limits)
    print(_told(found, section, text, style_for(sys.stdout)))
    if why:
        print("\n" + "\n".join(_reasons(slot, text, limits)))
    return 0


def try_patterns() -> int:
    """Try the patterns in the settings of this folder with their own sentences. 0 if all do what they say, else 1."""
    settings = load_settings(Path())
    if not settings.patterns:
        raise UserError(Message("verb.no_patterns"), Message("verb.write_patterns"))
    failed = 0
    for pattern in settings.patterns:
        troubles = list(try_out(pattern, settings.limits))
        failed += bool(troubles)
        print(Message("verb.pattern_tried", topic=pattern.row.topic, id=visible(pattern.row.id), is_fine=not troubles))
        for trouble in troubles:
            print(f"  {Message('verb.pattern_trouble', kind=trouble.kind, text=visible(trouble.text))}")
    return int(failed > 0)


def _reasons(slot: str, text: str, limits: Limits) -> Iterator[str]:
    """A line for each pattern that matched: the rule, the pattern, what it saw."""
    matched = reasons(slot, text, limits)
    for one in matched:
        yield str(
            Message(
                "verb.pattern_matched",
                rule=one.rule,
                pattern=one.pattern,
                line=one.line,
                words=visible(one.words),
                speaks=one.speaks,
            )
        )
    if not matched:
        yield str(Message("verb.no_pattern_matched"))
    if words := weighed_words(slot, text):
        most = ", ".join(f"{visible(sign)} {number:+}" for sign, number in words.most)
        yield str(
            Message("verb.words_weighed", points=words.points, limit=words.limit, is_enough=words.points > words.limit, most=most)
        )


def _stream(source: str, limits: Limits) -> Iterator[str]:
    raw = disk.read_stdin(caps.SENTENCES) if source == "-" else disk.read_bytes(Path(source), caps.SENTENCES)
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").split("\n"), 1):
        if line.strip():
            yield as_json_line(json.dumps(_answer(line, number, limits), ensure_ascii=not can_write(sys.stdout.encoding, line)))


def _answer(line: str, number: int, limits: Limits) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError(
            Message("verb.line_is_not_json", number=number, reason=str(error)), Message("verb.lines_are_objects")
        ) from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str) or not isinstance(given.get("slot"), str):
        raise UserError(Message("verb.line_lacks_keys", number=number), Message("verb.line_looks_like_this"))
    found = check_statement(SECTION[SLOTS[slot_of(given["slot"])]], given, limits)
    text = given["text"]
    return {"id": given.get("id"), "findings": [_with_place(finding, text) for finding in found]}


def _with_place(finding: Finding, text: str) -> dict[str, Any]:
    start = text.find(finding.words) if finding.words else -1
    place = {"start": start, "end": start + len(finding.words)} if start >= 0 else {"start": 0, "end": len(text)}
    return {**finding_data(finding), "on": "", **place}


def _told(found: list[Finding], section: Section, text: str, style: Style) -> str:
    if not found:
        return f"{Message('verb.no_findings', is_vision=section.name == 'vision')}"
    parts = []
    for finding in found:
        saw = f"“{visible(finding.words)}”: " if finding.words.strip(" .") not in ("", text.strip(" .")) else ""
        paragraph = f"{sentence(f'{saw}{finding.message}')} {finding.rule.why}"
        parts.append(f"{style.wrap(paragraph)}\n{style.wrap(str(finding.question), '→ ', '  ')}\n{style.dim(finding.rule.name)}")
    return "\n\n".join(parts)
