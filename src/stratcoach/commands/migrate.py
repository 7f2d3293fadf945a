"""`stratcoach migrate`: updates a file from an older format to the current one."""

from __future__ import annotations

from stratcoach.commands.printing import put
from stratcoach.errors import UserError
from stratcoach.files.migrations import migrate
from stratcoach.model.likeness import changed_lines
from stratcoach.model.sections import FORMAT
from stratcoach.services.strategy_file import read_file, refuse_newer, working_file, write_over


def run(file: str, *, dry_run: bool) -> int:
    """Write the file in the current format; or, as a dry run, print which lines would change. Returns 0."""
    path = working_file(file)
    document = read_file(path)
    refuse_newer(document)
    old = document.source.text
    migrated = migrate(old)
    if migrated is None:
        told = tuple(f"{path}:{one.span.line}:{one.span.column}: {one.message}" for one in document.troubles[:1])
        raise UserError(f"{path} can't be updated, because it can't be read.", "`stratcoach lint` shows more.", told)
    if not migrated.done:
        print(f"{path} has format {FORMAT}, the current one. There is nothing to do.")
    elif dry_run:
        put(changed_lines(old, migrated.text, str(path), f"{path} (format {FORMAT})"))
    else:
        write_over(document, path, migrated.text, "Run the command again.")
        print(f"{path} now has format {FORMAT}. What changed:")
        for says in migrated.done:
            print(f"  - {says}")
    return 0
