"""The JSON Schema of the strategy file, for editors; made from the one table of sections."""

from __future__ import annotations

import json
from typing import Any

from stratcoach.model.ids import LONGEST
from stratcoach.model.sections import FORMAT, FORMAT_KEY, SECTIONS, Section
from stratcoach.model.strategy import Alternative, Entry, Key, Strategy

_TEXT = {"type": ["string", "number"]}
_DATE_PATTERN = r"^\d{4}(-(Q[1-4]|\d{2}(-\d{2})?))?$"
_OWN_KEYS: dict[str, Any] = {"^x-": {}}


def schema_text() -> str:
    """The schema as it is printed and written: draft 7, which editors know best."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    properties: dict[str, Any] = {
        FORMAT_KEY: {"const": FORMAT, "description": "The format of this file, not the version of the strategy."},
        **{name: _key(key) for name, key in Strategy.keys.items()},
        **{section.name: _section(section) for section in SECTIONS},
    }
    must = [FORMAT_KEY, *(name for name, key in Strategy.keys.items() if key.must)]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "stratcoach strategy file, format 1",
        **_object(properties, must),
    }


def _section(section: Section) -> dict[str, Any]:
    if section.holds is None:
        return {"type": "array", "description": section.says, "items": _TEXT}
    entry = _entry(section.holds, own_id=bool(section.own_id))
    if not section.many:
        return {**entry, "description": section.says}
    return {"type": "array", "description": section.says, "items": entry}


def _entry(holds: type[Entry], *, own_id: bool = False) -> dict[str, Any]:
    keys = {name: key for name, key in holds.keys.items() if not (own_id and name == "id")}
    return _object({name: _key(key) for name, key in keys.items()}, [name for name, key in keys.items() if key.must])


def _object(properties: dict[str, Any], must: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": _OWN_KEYS,
        "additionalProperties": False,
        "required": must,
    }


def _key(key: Key) -> dict[str, Any]:
    shape: dict[str, Any] = {"description": key.says}
    match key.kind:
        case "choice":
            shape["enum"] = list(key.values)
        case "date":
            shape |= {"type": ["string", "integer"], "pattern": _DATE_PATTERN}
        case "version":
            shape |= {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"}
        case "id":
            shape |= _id()
        case "ids":
            shape |= {"type": "array", "items": _id(), "uniqueItems": True}
        case "texts":
            shape |= {"type": "array", "items": _TEXT}
        case "parts":
            shape |= {"type": "array", "items": _entry(Alternative)}
        case _:
            shape |= _TEXT
    if key.example:
        shape["examples"] = [key.example]
    return shape


def _id() -> dict[str, Any]:
    return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST}
