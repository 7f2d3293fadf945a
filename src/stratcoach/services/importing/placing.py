"""Where each piece of a document goes: by the headings above it first, then by its label, then by what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from stratcoach.files.documents import Block, SourceDocument
from stratcoach.language.en.document_labels import FIELD_LABELS, FRONT_MATTER, OF_PLACE
from stratcoach.language.en.prose import read
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Span
from stratcoach.model.sections import SECTION
from stratcoach.services.importing.sentences import is_observation, place_by_wording, sentences_of, sides_of

PLACES: Final = (
    *("boundaries", "north_star", "okrs", "insights", "assumptions", "questions", "plans", "left_out", "trade_offs", "market"),
    *(
        "alternatives",
        "today",
        "challenge",
        "vision",
        "mission",
        "company_goal",
        "problems",
        "users",
        "positioning",
        "objectives",
    ),
    "risks",
)
"""Where a heading may send what is below it; a word list in `headings.txt` for each."""

PARKED: Final = "parking_lot"
LEFT_OUT: Final = ("plans", "left_out", "about")
"""What is no strategy: plans; parts such as a table of contents; what the front matter says about the document itself."""

_STRICT: Final = (
    "plans",
    "left_out",
    "boundaries",
    "okrs",
    "questions",
    "assumptions",
    "north_star",
    "trade_offs",
    "objectives",
    "alternatives",
)
"""Places that a heading decides alone; under the others a sentence that clearly says something else goes where it belongs."""

By = Literal["heading", "label", "wording", "person", "nothing"]


class Placed(NamedTuple):
    """A piece of text and the place it goes to. `block` is what it was part of; `by` says what decided."""

    place: str
    text: str
    block: Block
    by: By
    document: str

    @property
    def heading(self) -> str:
        """The innermost heading above it."""
        return self.block.headings[-1] if self.block.headings else ""


@cache
def place_of_heading(heading: str) -> str:
    """The place that a heading names, or `""`. Of several that it may mean, the one with the longest entry."""
    tokens = read(heading).tokens
    best, place = Span(0, -1), ""
    for name in PLACES:
        for span in words(f"headings/{name}").find(tokens):
            if span.last - span.first > best.last - best.first:
                best, place = span, name
    return place


def field_named(label: str, place: str) -> str:
    """The field of an entry of a place that a label names, or `""`."""
    low = label.lower().strip()
    field = OF_PLACE.get(place, {}).get(low) or FIELD_LABELS.get(low, "")
    holds = SECTION[place].holds if place in SECTION else None
    return field if holds is not None and field in holds.keys else ""


def place_of_label(label: str) -> str:
    """The place that a bold label or a column names: only if it says nothing else."""
    tokens = read(label).words
    place = place_of_heading(label)
    span = words(f"headings/{place}").first(tokens) if place else None
    return place if span is not None and span.last - span.first + 2 >= len(tokens) else ""


def placed(document: SourceDocument) -> Iterator[Placed]:
    """Every piece of a document with its place, in the order of the document."""
    for block in document.blocks:
        yield from _placed(block, document)


def _placed(block: Block, document: SourceDocument) -> Iterator[Placed]:
    if block.kind == "meta":
        yield Placed(_of_meta(block), block.text, block, "label", document.name)
        return
    place, by = _named(block, document)
    whole = block.text or block.label
    if place in LEFT_OUT or place in _STRICT:
        yield Placed(place, whole, block, by, document.name)
        return
    if block.kind == "row":
        yield Placed(place or PARKED, whole, block, by, document.name)
        return
    kept: list[str] = []
    for sentence in sentences_of(whole):
        other = _elsewhere(sentence, place)
        if other and other != place:
            yield from _joined(kept, place, block, by, document)
            kept = []
            yield Placed(other, sentence, block, "wording", document.name)
        else:
            kept.append(sentence)
    yield from _joined(kept, place, block, by, document)


def _joined(kept: Sequence[str], place: str, block: Block, by: By, document: SourceDocument) -> Iterator[Placed]:
    if kept:
        yield Placed(place or PARKED, " ".join(kept), block, by if place else "nothing", document.name)


def _named(block: Block, document: SourceDocument) -> tuple[str, By]:
    """What the label says, unless it is a field of what the heading is about; else the heading."""
    under = _under(block, document)
    if block.label and not (under and field_named(block.label, under)) and (place := place_of_label(block.label)):
        return place, "label"
    return under, "heading" if under else "nothing"


def _under(block: Block, document: SourceDocument) -> str:
    """The place that the innermost heading names which names any. The title of a document says what it is about, not more."""
    for heading in reversed(block.headings):
        is_title = heading == document.title and heading == block.headings[0]
        place = place_of_label(heading) if is_title else place_of_heading(heading)
        if place:
            return place
    return ""


def _elsewhere(sentence: str, place: str) -> str:
    """Where a sentence belongs, whatever the heading says; `""` where the heading is right or nothing tells."""
    if not place:
        return place_by_wording(sentence)
    if place == "insights":
        return "questions" if sentence.rstrip().endswith("?") else ""
    if sentence.rstrip().endswith("?"):
        return "questions"
    if sides_of(sentence):
        return "trade_offs"
    if place in ("problems", "today", "challenge", "market") and is_observation(read(sentence)):
        return "insights"
    return ""


def _of_meta(block: Block) -> str:
    return FRONT_MATTER.get(block.label.strip().lower().replace(" ", "_"), "about")
