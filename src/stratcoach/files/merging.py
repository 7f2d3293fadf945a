"""Merges the texts of three strategy files: by meaning, with the comments and the layout of both sides."""

from __future__ import annotations

from typing import NamedTuple

from stratcoach.diff.strategy_merge import Conflict, merge
from stratcoach.files.codec import Document, load
from stratcoach.files.comments import with_comments
from stratcoach.files.conflicts import markable, marked
from stratcoach.files.edit import edited
from stratcoach.model.strategy import Strategy


class MergedText(NamedTuple):
    """The merged text; what is left to decide is marked in it. `told_apart` are the new ids of items of theirs;
    `renamed_twice` what each side renamed in its own way: base, ours, theirs; `strategy` is what the text means without the marks.
    """

    text: str
    conflicts: tuple[Conflict, ...]
    told_apart: tuple[tuple[str, str], ...]
    renamed_twice: tuple[tuple[str, str, str], ...] = ()
    strategy: Strategy | None = None


def merge_documents(base: Document, ours: Document, theirs: Document, lines: bytes | None = None) -> MergedText:
    """Merge three documents that can be read.

    `lines` is what git makes of them line by line. It gives the layout, because it holds the comments of both sides where
    the lines don't touch; what it says is then made to mean what the merge of the meaning says.
    """
    assert base.strategy is not None
    assert ours.strategy is not None
    assert theirs.strategy is not None
    texts = [one.source.text for one in (base, ours, theirs)]
    if texts[1] == texts[2] or texts[2] == texts[0]:
        return MergedText(texts[1], (), (), strategy=ours.strategy)
    if texts[1] == texts[0]:
        return MergedText(texts[2], (), (), strategy=theirs.strategy)
    merged = merge(base.strategy, ours.strategy, theirs.strategy)
    laid_out = load(lines, ours.name) if lines is not None else ours
    start = ours if laid_out.strategy is None or laid_out.troubles else laid_out
    sides = [edited(ours, merged.ours), edited(theirs, merged.theirs)]
    found = markable(edited(start, merged.strategy, sides[1]), merged.conflicts)
    text = marked(with_comments(found, base, *sides), merged.conflicts)
    return MergedText(text, merged.conflicts, merged.told_apart, merged.renamed_twice, merged.strategy)
