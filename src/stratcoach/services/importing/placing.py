"""Where each piece of a document goes: by the headings above it first, then by its label, then by what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from stratcoach.files.documents import Block, SourceDocument
from stratcoach.language.en.document_labels import ABOUT, FIELD_LABELS, FRONT_MATTER, OF_PLACE
from stratcoach.language.en.grammar import DETERMINERS
from stratcoach.language.en.prose import read
from stratcoach.language.lexicon import words
from stratcoach.language.tokens import Span
from stratcoach.model.sections import SECTION
from stratcoach.services.importing.sentences import is_observation, place_by_wording, said_outright, sentences_of, sides_of

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
    *("risks", "solution"),
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

_CLOSED: Final = ("left_out", "boundaries", "okrs", "trade_offs", "alternatives")
"""Of these, those under which nothing is anything else."""

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
    tokens = read(_in_full(heading)).tokens
    if _OKR_HEADING.match(heading):
        return "okrs"
    best, place = Span(0, -1), ""
    for name in PLACES:
        for span in words(f"headings/{name}").find(tokens):
            if span.last - span.first > best.last - best.first:
                best, place = span, name
    return place


def _in_full(heading: str) -> str:
    """A heading without its number and without short forms: “3. Who it's for” as “Who it is for”."""
    bare = re.sub(r"^[\d.]+\s+", "", heading.replace("’", "'"))
    for short, full in _SHORT_FORMS:
        bare = short.sub(full, bare)
    return bare


_OKR_HEADING: Final = re.compile(r"(?:O|Objective|Key result|KR)\s?\d|Key results?$", re.IGNORECASE)
_SHORT_FORMS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"\b(who|what|where|how|it|that)'s\b", r"\1 is"),
        (r"'re\b", " are"),
        (r"'ll\b", " will"),
        (r"'ve\b", " have"),
    )
)


def field_named(label: str, place: str) -> str:
    """The field of an entry of a place that a label names, or `""`."""
    low = label.lower().strip()
    field = OF_PLACE.get(place, {}).get(low) or FIELD_LABELS.get(low, "")
    holds = SECTION[place].holds if place in SECTION else None
    return field if holds is not None and field in holds.keys else ""


def place_of_label(label: str) -> str:
    """The place that a bold label or a column names: only if it says nothing else."""
    place = place_of_heading(label)
    return place if place and _uncovered(label, place) <= 1 else ""


def _uncovered(heading: str, place: str) -> int:
    """How many words of a heading say something besides the place: no numbers, no articles."""
    tokens = read(_in_full(heading)).words
    spans = list(words(f"headings/{place}").find(tokens))
    covered = {at for span in spans for at in range(span.first, span.last + 1)}
    return sum(token.is_word and at not in covered and token.low not in DETERMINERS for at, token in enumerate(tokens))


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
    if place in LEFT_OUT and block.label and block.text and not place_of_label(block.label):
        whole = f"{block.label}: {block.text}"
    if place in _STRICT and not (place not in _CLOSED and block.kind != "row" and _speaks_up(whole)):
        yield Placed(place, whole, block, by, document.name)
        return
    if block.kind == "row" and block.cells and block.cells[0][1].strip().lower() in ABOUT:
        yield Placed("about", whole, block, "label", document.name)
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


def _speaks_up(text: str) -> bool:
    """Whether any sentence of a text says itself that it is something else: a question, a bet."""
    return any(one.rstrip().endswith("?") or said_outright(one) in _OUTRIGHT for one in sentences_of(text))


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
    if block.kind == "row" and (place := _of_columns(block)):
        return place
    found = [
        (place_of_heading(heading) if heading != document.title else _of_title(heading)) for heading in reversed(block.headings)
    ]
    places = [place for place in found if place]
    if not places:
        return ""
    of_person = "users" in places[1:] and places[0] in _OF_A_PERSON
    return "users" if of_person else places[0]


_OF_A_PERSON: Final = ("objectives", "mission", "challenge", "positioning", "alternatives", "market", "today")
"""What is below the name of a persona is about that person: her goals aren't those of the company."""


def _of_title(title: str) -> str:
    """A title says what a document is about, not more: it counts only where it says nothing else."""
    place = place_of_heading(title)
    return place if place and not _uncovered(title, place) else ""


def _of_columns(block: Block) -> str:
    """The place that a column of a table names, its own one first; `plans` where there are dates and nothing is measured."""
    names = [column for column, _ in block.cells]
    places = [place_of_label(name) for name in names if name]
    fields = {field_named(name, "objectives") for name in names}
    if "okrs" in places or any(_OKR_HEADING.match(name) for name in names):
        return "okrs"
    if {"baseline", "target"} <= fields or ("metric" in fields and "target" in fields):
        return "objectives"
    own = next(
        (place for place in places if place in ("users", "alternatives", "problems", "objectives", "assumptions", "risks")), ""
    )
    return own or ("plans" if any(name.lower() in _DATED for name in names) else "")


_DATED: Final = frozenset(
    (
        "year",
        "quarter",
        "month",
        "week",
        "date",
        "when",
        "phase",
        "milestone",
        "sprint",
        "release",
        "jahr",
        "quartal",
        "wann",
        "termin",
    )
)


def _elsewhere(sentence: str, place: str) -> str:
    """Where a sentence belongs, whatever the heading says; `""` where the heading is right or nothing tells."""
    if not place:
        return place_by_wording(sentence)
    if sentence.rstrip().endswith("?"):
        return "questions"
    if sides_of(sentence):
        return "trade_offs"
    said = said_outright(sentence)
    if (said in _OUTRIGHT and said != place) or (said == "boundaries" and place == "positioning"):
        return said
    if place == "positioning" and sentence.lower().startswith("no "):
        return "boundaries"
    return "insights" if place in _NOT_COUNTED and is_observation(read(sentence)) else ""


_OUTRIGHT: Final = ("mission", "company_goal", "challenge", "questions", "assumptions", "north_star")
"""What a sentence may say against its heading."""
_NOT_COUNTED: Final = ("problems", "today", "challenge", "solution")
"""Places for what isn't counted: a number there is an observation."""


def _of_meta(block: Block) -> str:
    return FRONT_MATTER.get(block.label.strip().lower().replace(" ", "_"), "about")
