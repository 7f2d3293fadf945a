"""`stratcoach import`: brings what people have already written into a strategy file; what has no place there is listed, never lost."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from stratcoach.commands.import_review import review
from stratcoach.commands.revise import fill_gaps
from stratcoach.errors import UserError, remedy
from stratcoach.files import atomic, disk
from stratcoach.files.codec import Document
from stratcoach.files.documents import READABLE, SourceDocument, document, read_document
from stratcoach.files.edit import edit
from stratcoach.files.exported_json import read_exported
from stratcoach.files.writer import dump
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.safe_text import short, visible, without_hidden
from stratcoach.model.sections import SECTION, SECTIONS
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import Style, style_for
from stratcoach.services.importing.entries import Imported, import_into
from stratcoach.services.importing.placing import Placed, placed
from stratcoach.services.session import today
from stratcoach.services.strategy_file import read_file, readable, write_over
from stratcoach.ui.prompter_choice import person

STDIN: Final = "-"
_MOST_FILES: Final = 200
_TITLE_WORDS: Final = re.compile(
    r"\b(?:product|strategy|strategie|vision|roadmap|prd|okrs?|document|doc|plan|brief|overview|draft|v?\d+(?:\.\d+)*)\b[\s:–—-]*|[:–—-]\s*$",
    re.IGNORECASE,
)


def run(names: list[str], *, yes: bool, plain: bool) -> int:
    """Import documents into a strategy file, which is made where there is none. 0, or 1 where nothing new was found."""
    sources, path = _parted(names)
    if len(sources) == 1 and Path(sources[0]).suffix == ".json":
        return _whole(Path(sources[0]), path)
    documents = [document for source in sources for document in _documents(source)]
    pieces = [piece._replace(text=without_hidden(piece.text)) for one in documents for piece in placed(one)]
    if not pieces:
        raise UserError(Message("import.nothing_to_read"), Message("import.what_can_be_read", endings=READABLE[:-1]))
    existing = read_file(path) if path.exists() else None
    begun = readable(existing, "imported") if existing else _begun(documents)
    prompter = None if yes else person(plain=plain, ways=Message("import.without_terminal"))
    if prompter:
        pieces = review(pieces, prompter, style_for(sys.stdout))
    imported = import_into(begun, pieces, today())
    _write(path, existing, imported.strategy)
    style = style_for(sys.stdout)
    print("\n".join(_report(imported, style, path)))
    if not (imported.entries or imported.parked):
        return 1
    done = fill_gaps(path, prompter) if prompter else None
    if done is None:
        print(f"\n{style.wrap(str(Message('import.next', path=str(path))))}")
    return done or 0


def _parted(names: list[str]) -> tuple[list[str], Path]:
    """The sources, and the strategy file: the last name, if it ends as one does."""
    if len(names) > 1 and Path(names[-1]).suffix in (".yaml", ".yml"):
        return names[:-1], Path(names[-1])
    return names, Path(disk.STRATEGY_FILE)


def _documents(source: str) -> Iterator[SourceDocument]:
    if source == STDIN:
        yield document(disk.read_stdin(caps.DOCUMENT).decode("utf-8-sig", "replace"), str(Message("import.standard_input")))
        return
    path = Path(source)
    if not path.exists():
        raise UserError(Message("import.not_there", path=source), Message("import.name_documents"))
    if path.is_dir():
        files = [
            one
            for one in sorted(path.rglob("*"))
            if one.is_file() and one.suffix.lower() in READABLE and one.suffix and not _is_hidden(one, path)
        ]
        if not files:
            raise UserError(
                Message("import.nothing_in_folder", path=source), Message("import.what_can_be_read", endings=READABLE[:-1])
            )
        if len(files) > _MOST_FILES:
            raise UserError(
                Message("import.too_many_files", path=source, count=len(files), most=_MOST_FILES), Message("import.name_fewer")
            )
        for one in files:
            yield read_document(one)._replace(name=one.relative_to(path).as_posix())
        return
    if path.suffix in (".yaml", ".yml"):
        raise UserError(Message("import.is_yaml", path=source), Message("import.merge_instead"))
    yield read_document(path)


def _whole(source: Path, path: Path) -> int:
    """Write a strategy that was exported as JSON into a new file, exactly as it was."""
    strategy = read_exported(disk.read_bytes(source, caps.STRATEGY), str(source))
    if path.exists():
        raise UserError(Message("import.is_there", path=str(path)), Message("import.merge_instead"))
    _write(path, None, strategy)
    print(Message("import.whole", path=str(path), source=str(source)))
    return 0


def _is_hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") or part == "node_modules" for part in path.relative_to(below).parts)


def _begun(documents: Sequence[SourceDocument]) -> Strategy:
    """A draft with the name of the product: from the front matter, else from the title of a document, else from its name."""
    said = (
        block.text
        for one in documents
        for block in one.blocks
        if block.kind == "meta" and block.label.lower() in ("product", "name", "title")
    )
    titles = [_without_kind(text) for text in (*said, *(one.title for one in documents))]
    named = (
        next(filter(None, titles), "")
        or _without_kind(Path(documents[0].name).stem.replace("-", " ").replace("_", " "))
        or documents[0].name
    )
    return Strategy(product=without_hidden(named), version="0.1.0", updated=today().isoformat(), status="draft")


def _without_kind(title: str) -> str:
    """A title without the words that say what kind of document it is."""
    return _TITLE_WORDS.sub("", title).strip(" :–—-,.")


def _write(path: Path, existing: Document | None, strategy: Strategy) -> None:
    if existing is not None:
        if existing.strategy != strategy:
            write_over(existing, path, edit(existing, strategy.replace(updated=today().isoformat())), "run")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_new(path, dump(strategy))
    except OSError as error:
        raise UserError(Message("import.cannot_write", path=str(path), reason=disk.why(error)), remedy(error)) from error


# ---- what became of it


def _report(imported: Imported, style: Style, path: Path) -> Iterator[str]:
    yield style.bold(str(Message("import.taken", path=str(path), count=sum(len(one.pieces) for one in imported.entries))))
    for name, several in groupby(sorted(imported.entries, key=lambda one: _order(one.section)), key=lambda one: one.section):
        entries = list(several)
        title = SECTION[name].title if name in SECTION else Message("import.top_of_file")
        yield f"  {Message('import.row', title=title, count=len(entries), places=_places(piece for one in entries for piece in one.pieces))}"
    if imported.parked:
        yield f"  {Message('import.row', title=SECTION['parking_lot'].title, count=len(imported.parked), places=_places(imported.parked))}"
    if imported.known:
        yield str(Message("import.already_there", count=len(imported.known)))
    if imported.left_out:
        yield ""
        yield style.bold(str(Message("import.left_out", count=len(imported.left_out))))
        for piece in imported.left_out:
            yield style.wrap(f"{_place_of(piece)}  {visible(piece.text)}", "  ", "    ")


def _order(name: str) -> int:
    return SECTIONS.index(SECTION[name]) if name in SECTION else -1


def _places(pieces: Iterable[Placed]) -> tuple[str, ...]:
    """The documents with the lines from which something comes: `VISION.md 3–12`."""
    lines: dict[str, list[int]] = {}
    for piece in pieces:
        lines.setdefault(piece.document, []).append(piece.block.line)
    return tuple(f"{visible(short(name))} {_span(numbers)}" for name, numbers in lines.items())


def _span(numbers: list[int]) -> str:
    first, last = min(numbers), max(numbers)
    return f"{first}" if first == last else f"{first}–{last}"


def _place_of(piece: Placed) -> str:
    return f"{visible(short(piece.document))}:{piece.block.line}"
