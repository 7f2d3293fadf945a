"""`stratcoach schema`: the JSON Schema of the strategy file, for editors."""

from __future__ import annotations

from stratcoach.files.schema import schema_text


def run() -> int:
    print(schema_text(), end="")
    return 0
