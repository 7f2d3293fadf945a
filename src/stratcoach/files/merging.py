"""Merges the texts of three strategy files: by meaning, with the comments and the layout of both sides."""

from __future__ import annotations

from typing import NamedTuple

from stratcoach.diff.merge import Conflict, merge
from stratcoach.files.codec import Document, load, loads
from stratcoach.files.comments import with_comments
from stratcoach.files.conflicts import markable, marked
from stratcoach.files.edit import edit


class MergedText(NamedTuple):
    """The merged text; what is left to decide is marked in it. `told_apart` are the new ids of items of theirs;
    `renamed_twice` what each side renamed in its own way: base, ours, theirs.
    """

    text: str
    conflicts: tuple[Conflict, ...]
    told_apart: tuple[tuple[str, str], ...]
    renamed_twice: tuple[tuple[str, str, str], ...] = ()


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
        return MergedText(texts[1], (), ())
    if texts[1] == texts[0]:
        return MergedText(texts[2], (), ())
    merged = merge(base.strategy, ours.strategy, theirs.strategy)
    laid_out = load(lines, ours.name) if lines is not None else ours
    start = ours if laid_out.strategy is None or laid_out.troubles else laid_out
    with_new_ids = [edit(ours, merged.ours), edit(theirs, merged.theirs)]
    text = edit(start, merged.strategy, loads(with_new_ids[1]))
    text = with_comments(markable(text, merged.conflicts), base.source.text, *with_new_ids)
    return MergedText(marked(text, merged.conflicts), merged.conflicts, merged.told_apart, merged.renamed_twice)
