"""`stratcoach schema`: the JSON Schema of the strategy file or of the settings, for editors."""

from __future__ import annotations

from stratcoach.files.json_schema import schema, schema_text, settings_schema, standard


def run(*, settings: bool, strict: bool) -> int:
    shape = settings_schema() if settings else schema()
    print(schema_text(standard(shape, "settings" if settings else "strategy") if strict else shape), end="")
    return 0
