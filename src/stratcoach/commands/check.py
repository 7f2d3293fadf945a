"""`stratcoach check`: coaches one sentence, or a stream of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.config import load_settings
from stratcoach.files.shapes import like
from stratcoach.lint.finding import Finding
from stratcoach.lint.linter import check_entry
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.plain_signs import can_write
from stratcoach.model.safe_text import sentence, unsteered, visible, without_hidden
from stratcoach.model.sections import SECTION, Section
from stratcoach.model.strategy import Entry, Strategy
from stratcoach.reports.findings_json import finding_shape
from stratcoach.reports.style import Style, style_for
from stratcoach.rules import RULES
from stratcoach.rules.base import Context, Limits

SLOTS: Final = {
    "insight": "insights",
    "vision": "vision",
    "north_star": "north_star",
    "problem": "problems",
    "user": "users",
    "objective": "objectives",
    "choice": "positioning",
}
"""What a person calls the section that a sentence is for."""

_CHOICE = "choice"
_RENAMED = {"date": "observed", "text": ""}


def run(slot: str, text: str, jsonl: str) -> int:
    limits = load_settings(Path()).limits
    if jsonl:
        for line in _stream(jsonl, limits):
            print(line)
        return 0
    section, text = _section(slot), without_hidden(text)
    found = check_statement(section, {"text": text, "slot": slot}, limits)
    print(_told(found, section, text, style_for(sys.stdout)))
    return 0


def check_statement(section: Section, given: dict[str, Any], limits: Limits | None = None) -> list[Finding]:
    """Run the rules on one statement with whatever fields stand beside it, as on a draft. A rule that reads figures or fields
    stays out unless what it looks at first is there: the sentence itself, if it is English, or a field that was given.
    """
    assert section.holds is not None
    language = str(given.get("lang", "en"))
    fields = {_RENAMED.get(name) or name: str(value) for name, value in given.items() if isinstance(value, str | int | float)}
    held = {section.main: given.get("text", ""), **_known(section, fields)}
    entry: Entry = section.holds(**held)
    scene = Context(Strategy(language=language, status="draft"), limits)
    rules = [rule for rule in RULES if rule.prose or (rule.fields and rule.fields[0] in held)]
    if given.get("slot") == _CHOICE:  # which is no promise yet
        rules = [rule for rule in rules if rule.section != section.name]
    if not scene.strategy.is_english:
        rules = [rule for rule in rules if not rule.prose and rule.fields[0] != section.main]
    return check_entry(section, entry, scene, rules)


def _known(section: Section, fields: dict[str, str]) -> dict[str, str]:
    assert section.holds is not None
    keys = section.holds.keys
    return {
        name: value for name, value in fields.items() if name in keys and keys[name].kind not in ("ids", "texts", "parts", "id")
    }


def _section(slot: str) -> Section:
    name = SLOTS.get(slot.strip().lower().replace("-", "_"))
    if name is None:
        close = like(slot, SLOTS)
        raise UserError(
            Message("verb.no_such_kind", slot=slot),
            Message("verb.choose_kind", kinds=tuple(SLOTS), has_likely=bool(close), likely=close),
        )
    return SECTION[name]


def _stream(source: str, limits: Limits) -> Iterator[str]:
    raw = disk.read_stdin(caps.SENTENCES) if source == "-" else disk.read_bytes(Path(source), caps.SENTENCES)
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").split("\n"), 1):
        if line.strip():
            yield unsteered(json.dumps(_answer(line, number, limits), ensure_ascii=not can_write(sys.stdout.encoding, line)))


def _answer(line: str, number: int, limits: Limits) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError(
            Message("verb.line_is_not_json", number=number, reason=str(error)), Message("verb.lines_are_objects")
        ) from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str) or not isinstance(given.get("slot"), str):
        raise UserError(Message("verb.line_lacks_keys", number=number), Message("verb.line_looks_like_this"))
    found = check_statement(_section(given["slot"]), given, limits)
    text = given["text"]
    return {"id": given.get("id"), "findings": [_with_place(finding, text) for finding in found]}


def _with_place(finding: Finding, text: str) -> dict[str, Any]:
    start = text.find(finding.words) if finding.words else -1
    place = {"start": start, "end": start + len(finding.words)} if start >= 0 else {"start": 0, "end": len(text)}
    return {**finding_shape(finding), "on": "", **place}


def _told(found: list[Finding], section: Section, text: str, style: Style) -> str:
    if not found:
        return f"{Message('verb.no_findings', is_vision=section.name == 'vision')}"
    parts = []
    for finding in found:
        saw = f"“{visible(finding.words)}”: " if finding.words and finding.words != text else ""
        told = f"{sentence(f'{saw}{finding.message}')} {finding.rule.why}"
        parts.append(f"{style.wrap(told)}\n{style.wrap(finding.rule.question, '→ ', '  ')}\n{style.dim(finding.rule.name)}")
    return "\n\n".join(parts)
