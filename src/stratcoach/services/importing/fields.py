"""The fields of an entry: from labels, from the columns of a table, from the sentence itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from stratcoach.flow.prefill_from_sentence import told_in
from stratcoach.language.en.document_labels import FIELD_LABELS
from stratcoach.model import relative_dates
from stratcoach.model.dates import parse
from stratcoach.model.entry import Entry
from stratcoach.services.importing.placing import Placed, place_of_label

_RANKS: Final = frozenset(("primary", "secondary", "tertiary", "main", "other", "core", "first", "second"))
_MONTHS: Final = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATED: Final = re.compile(
    rf"\b(?:\d{{1,2}} )?(?:{_MONTHS})\.? (?:\d{{1,2}}, )?20\d\d\b|\bQ[1-4] 20\d\d\b|\b20\d\d-\d\d(?:-\d\d)?\b|\b20\d\d\b",
    re.IGNORECASE,
)
_SAYING_NOTHING: Final = frozenset(("#", "no", "nr", "id", "statement", "what", "description", "name", "title"))


class FieldReader:
    """Reads fields, as of a day."""

    def __init__(self, today: date) -> None:
        self.today = today

    def fields(
        self, group: Sequence[Placed], holds: type[Entry], also: dict[str, str] | None = None
    ) -> tuple[dict[str, str], list[str]]:
        """What labels and columns say of fields, and the texts of all the rest."""
        fields: dict[str, str] = {}
        rest: list[str] = []
        for piece in group:
            named = {**FIELD_LABELS, **(also or {})}
            if piece.block.kind == "row":
                rest += self._of_row(piece, holds, named, fields)
                continue
            field = named.get(piece.block.label.lower(), "")
            if not self._filled(holds, fields, field, piece.text):
                rest.append(with_label(piece))
        return fields, rest

    def _of_row(self, piece: Placed, holds: type[Entry], named: dict[str, str], fields: dict[str, str]) -> Iterator[str]:
        for place, (column, cell) in enumerate(piece.block.cells):
            is_main = not place and place_of_label(column) == piece.place
            field = "" if is_main else named.get(column.lower().strip(), "")
            if not self._filled(holds, fields, field, cell):
                speaks = is_main or not column or column.lower() in _SAYING_NOTHING or place_of_label(column) == piece.place
                yield cell if speaks else f"{column}: {cell}"

    def _filled(self, holds: type[Entry], fields: dict[str, str], field: str, text: str) -> bool:
        """Put a text into a field, if the entry has it, it is empty, and takes such a text."""
        key = holds.keys.get(field)
        if key is None or fields.get(field) or not text:
            return False
        if key.kind == "date":
            text = self.day(text)
        elif key.kind == "choice":
            text = text.lower() if text.lower() in key.values or field == "source" else ""
        if text:
            fields[field] = text
        return bool(text)

    def aims(self, sentence: str, fields: dict[str, str]) -> dict[str, str]:
        """Today's value, the target and the day, as far as the sentence says them and no label does."""
        for field in ("baseline", "target", "by"):
            if not fields.get(field) and (told := told_in(sentence, field, self.today)):
                fields[field] = told
        return fields

    def day(self, text: str) -> str:
        return text.strip() if parse(text.strip()) else relative_dates.read(text.strip(), self.today)

    def day_in(self, text: str) -> str:
        """The day, month or year that a text names, if it names one."""
        found = _DATED.search(text)
        return self.day(found[0]) if found else ""


def with_label(piece: Placed) -> str:
    """The text with the bold words before it, unless they only rank it."""
    label = piece.block.label
    if (
        not label
        or label.lower() in _RANKS
        or label == piece.text
        or not piece.block.text
        or place_of_label(label) == piece.place
    ):
        return piece.text
    return f"{label}: {piece.text}" if piece.text == piece.block.text or piece.block.text.startswith(piece.text) else piece.text
