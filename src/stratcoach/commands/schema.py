"""`stratcoach schema`: the JSON Schema of the strategy file or of the settings, for editors."""

from __future__ import annotations

from stratcoach.files.schema import schema_text, settings_schema


def run(*, settings: bool) -> int:
    print(schema_text(settings_schema() if settings else None), end="")
    return 0
