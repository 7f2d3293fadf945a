"""`stratcoach migrate`: updates a file from an older format to the current one."""

from __future__ import annotations

from stratcoach.commands.printing import put
from stratcoach.errors import UserError
from stratcoach.files.migrations import migrate
from stratcoach.messages import Message
from stratcoach.model.likeness import changed_lines
from stratcoach.model.sections import FORMAT
from stratcoach.services.strategy_file import error_at, read_file, refuse_newer, working_file, write_over


def run(file: str, *, dry_run: bool) -> int:
    """Write the file in the current format; or, as a dry run, print which lines would change. Returns 0."""
    path = working_file(file)
    document = read_file(path)
    refuse_newer(document)
    old = document.source.text
    migrated = migrate(old)
    if migrated is None:
        errors = tuple(error_at(str(path), one) for one in document.troubles[:1])
        raise UserError(Message("verb.cannot_migrate", path=str(path)), Message("strategy_file.lint_shows_more"), errors)
    if not migrated.done:
        print(Message("verb.format_is_current", path=str(path), format=FORMAT))
    elif dry_run:
        now = f"{Message('verb.path_in_format', path=str(path), format=FORMAT)}"
        put(changed_lines(old, migrated.text, str(path), now))
    else:
        write_over(document, path, migrated.text, "run")
        print(Message("verb.format_changed", path=str(path), format=FORMAT))
        for says in migrated.done:
            print(f"  - {says}")
    return 0
