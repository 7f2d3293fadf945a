"""The part of `stratcoach import` that takes a table of results, such as a quarter's, as readings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from stratcoach.files import incoming
from stratcoach.files.edit import edit
from stratcoach.messages import Message
from stratcoach.model.safe_text import visible
from stratcoach.reports.style import style_for
from stratcoach.services.importing.results import NotTaken, are_results, results
from stratcoach.services.session import today
from stratcoach.services.strategy_file import read_file, readable, write_over
from stratcoach.workshop.note_tables import Rows, read_table

TABLES: Final = (".csv", ".tsv")


def tables_of(sources: Sequence[str]) -> list[Rows]:
    """The tables of the files, where all of them are results; else nothing, and they are read as documents."""
    paths = [Path(source) for source in sources]
    if not all(path.suffix.lower() in TABLES and path.is_file() for path in paths):
        return []
    tables = [read_table(incoming.read(path).text) for path in paths]
    return tables if all(map(are_results, tables)) else []


def run(tables: Sequence[Rows], path: Path) -> int:
    """Write what is new into the strategy file. Returns 0, or 1 where nothing is."""
    document = read_file(path)
    strategy = readable(document, "imported")
    taken: dict[str, int] = {}
    known, left = 0, list[NotTaken]()
    for rows in tables:
        found = results(strategy, rows, today())
        strategy, known = found.strategy, known + found.known
        left += found.left
        for name, count in found.taken.items():
            taken[name] = taken.get(name, 0) + count
    if taken:
        write_over(document, path, edit(document, strategy.replace(updated=today().isoformat())), "run")
    style = style_for(sys.stdout)
    print(style.bold(str(Message("import.readings_taken", path=str(path), count=sum(taken.values())))))
    for name, count in taken.items():
        print(f"  {Message('import.readings_of', item=name, count=count)}")
    if known:
        print(Message("import.readings_known", count=known))
    if left:
        print(style.bold(str(Message("import.rows_left", count=len(left)))))
    lines = chain.from_iterable(
        (style.wrap(visible(one.row), "  ", "    "), style.wrap(visible(str(one.why)), "    ")) for one in left
    )
    for line in lines:
        print(line)
    return 0 if taken else 1
