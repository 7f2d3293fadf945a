"""Pattern files: YAML to patterns, each with the sentences that it must find and those that the rule must leave alone.

    user/everyone:
      - id: roles-of-everybody
        match: "^^ <people/everybody> $$"
        unless: "$gives_up"
        hits: ["Everybody."]
        passes: ["Everybody who drives at night."]

`match`, `when`, `unless`, `hits` and `passes` are a text or a list of texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from stratcoach.language.matcher import PatternError
from stratcoach.language.patterns import OR, PatternRow
from stratcoach.messages import Message

FOLDER: Final = Path(__file__).resolve().parents[1] / "language" / "en" / "patterns"
_KEYS: Final = frozenset(("id", "match", "when", "unless", "hits", "passes"))


class WrittenPattern(NamedTuple):
    """A pattern as it is written in a file, with its own sentences."""

    row: PatternRow
    hits: Sequence[str]
    passes: Sequence[str]


def written(folder: Path = FOLDER) -> Iterator[WrittenPattern]:
    """All patterns of a folder, by files in the order of their names.

    Raises:
        PatternError: for an entry with unknown or missing keys.
    """
    import yaml

    for path in sorted(folder.glob("*.yaml")):
        for topic, entries in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            for entry in entries:
                yield _written(f"{topic}", entry)


def _written(topic: str, entry: Mapping[str, Any]) -> WrittenPattern:
    name = f"{topic}: {entry.get('id', '')}"
    if unknown := entry.keys() - _KEYS:
        raise PatternError(Message("pattern.unknown_key", pattern=name, keys=tuple(sorted(unknown))))
    if not entry.get("id") or not entry.get("match"):
        raise PatternError(Message("pattern.needs_id_and_match", topic=topic))
    lines = {key: _texts(entry.get(key, ())) for key in ("match", "when", "unless", "hits", "passes")}
    for key in ("match", "when", "unless"):
        if any(OR in line or "\t" in line or "\n" in line for line in lines[key]):
            raise PatternError(Message("pattern.odd_line", pattern=name, key=key))
    row = PatternRow(topic, str(entry["id"]), lines["match"], lines["when"], lines["unless"])
    return WrittenPattern(row, lines["hits"], lines["passes"])


def _texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(one) for one in value) if isinstance(value, Sequence) else ()
