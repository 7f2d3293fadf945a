"""Two drafts side by side as JSON, version 1. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stratcoach.diff.draft_questions import Side
from stratcoach.diff.drafts import Block, DraftPart
from stratcoach.messages import Message


def render(sides: tuple[Side, Side], files: tuple[str, str], parts: Sequence[DraftPart], questions: Sequence[Message]) -> str:
    shape = {
        "version": 1,
        "sides": [
            {"name": side.name, "file": file, "product": side.strategy.product, "release": side.strategy.version}
            for side, file in zip(sides, files, strict=True)
        ],
        "parts": [_part(part) for part in parts],
        "questions": list(map(str, questions)),
    }
    return json.dumps(shape, ensure_ascii=True, indent=2)


def _part(part: DraftPart) -> dict[str, Any]:
    return {
        "title": str(part.title),
        "section": part.section,
        "both": [_block(block) for block in part.both],
        "pairs": [[_block(left), _block(right)] for left, right in part.pairs],
    }


def _block(block: Block) -> list[dict[str, str]]:
    return [{"label": str(line.label), "text": str(line.text)} for line in block]
