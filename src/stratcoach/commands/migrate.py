"""`stratcoach migrate`: brings a file of an older format up to today's."""

from __future__ import annotations

import difflib

from stratcoach.commands.reading import put, read_file, refuse_newer, working_file, write_over
from stratcoach.errors import UserError
from stratcoach.files.migrations import migrate
from stratcoach.model.sections import FORMAT


def run(file: str, *, dry_run: bool) -> int:
    """Write the file in today's format; or, as a rehearsal, print which lines would change. Returns 0."""
    path = working_file(file)
    document = read_file(path)
    refuse_newer(document)
    old = document.source.text
    migrated = migrate(old)
    if migrated is None:
        told = tuple(f"{path}:{one.span.line}:{one.span.column}: {one.message}" for one in document.troubles[:1])
        raise UserError(f"{path} can't be brought up to date, because it can't be read.", "`stratcoach lint` says more.", told)
    if not migrated.done:
        print(f"{path} has format {FORMAT}, which is today's. There is nothing to do.")
    elif dry_run:
        lines = difflib.unified_diff(
            old.splitlines(), migrated.text.splitlines(), str(path), f"{path} (format {FORMAT})", lineterm=""
        )
        put("\n".join(lines))
    else:
        write_over(document, path, migrated.text, "Say it again.")
        print(f"{path} has format {FORMAT} now. What was done:")
        for says in migrated.done:
            print(f"  - {says}")
    return 0
