"""Which pieces of a document make one entry together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from stratcoach.services.importing.placing import PARKED, Placed, field_named, place_of_heading


def groups(pieces: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The pieces that make one entry: those of a place and of one heading below the heading of the place, or a list item with its own list."""
    for _, several in groupby(pieces, key=lambda piece: (piece.document, piece.place, piece.block.headings)):
        run: list[Placed] = []
        for piece in several:
            if run and not _belongs(run, piece):
                yield run
                run = []
            run.append(piece)
        if run:
            yield run


def _belongs(run: Sequence[Placed], piece: Placed) -> bool:
    first = run[0].block
    if "person" in (piece.by, run[-1].by):
        return False
    if piece.block is run[-1].block and piece.place not in ("trade_offs", "questions", PARKED):
        return True
    if first.kind == "item" and piece.block.kind == "item" and piece.block.depth > first.depth:
        return True
    if field_of(piece) and run[0].place not in ("mission", "company_goal", "challenge", PARKED):
        return True
    if piece.place in ("vision", "north_star", "mission", "company_goal", "challenge", "today", "market"):
        return True
    return piece.place in ("users", "okrs", "objectives") and has_own_heading(piece) and first.kind != "row"


def has_own_heading(piece: Placed) -> bool:
    """Whether the innermost heading is a name of its own, such as a persona's, below the heading of the place."""
    return len(piece.block.headings) > 1 and not place_of_heading(piece.block.headings[-1])


def field_of(piece: Placed) -> str:
    return field_named(piece.block.label, piece.place)
