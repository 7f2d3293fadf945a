"""The JSON Schema of the strategy file, for editors; made from the one table of sections."""

from __future__ import annotations

import json
from typing import Any

from stratcoach.model.ids import LONGEST
from stratcoach.model.sections import FORMAT, FORMAT_KEY, SECTIONS, Section
from stratcoach.model.strategy import Alternative, Entry, Item, Key, Strategy

_SHARED: dict[str, Any] = {
    "text": {"type": ["string", "number", "boolean", "null"]},
    "texts": {"type": ["array", "null"], "items": {"$ref": "#/definitions/text"}},
    "date": {
        "type": ["string", "integer", "null"],
        "pattern": r"^\d{4}(-(Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?$",
        "minimum": 1000,
        "maximum": 9999,
    },
    "version": {"type": "string", "pattern": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"},
    "id": {"type": ["string", "integer"], "pattern": "^(?!(vision|north-star)$)[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST},
    "link": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST},
    "links": {"type": ["array", "null"], "items": {"$ref": "#/definitions/link"}},
}
_KINDS = {"texts": "texts", "date": "date", "version": "version", "ids": "links"}
_OWN_KEYS: dict[str, Any] = {"^x-": {}}


def schema_text() -> str:
    """The schema as it is printed and written: draft 7, which editors know best."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    properties: dict[str, Any] = {
        FORMAT_KEY: {"enum": [FORMAT, str(FORMAT)], "description": "The format of this file, not the version of the strategy."},
        **{name: _key(name, key) for name, key in Strategy.keys.items()},
        **{section.name: _section(section) for section in SECTIONS},
    }
    must = [FORMAT_KEY, *(name for name, key in Strategy.keys.items() if key.must)]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "stratcoach strategy file, format 1",
        "definitions": {**_SHARED, **{f"item_{name}": _key(name, key) for name, key in Item.keys.items()}},
        **_object(properties, must),
    }


def _section(section: Section) -> dict[str, Any]:
    if section.holds is None:
        return {"description": section.says, "allOf": [{"$ref": "#/definitions/texts"}]}
    entry = _entry(section.holds, own_id=bool(section.own_id))
    if not section.many:
        return {**entry, "description": section.says}
    return {"type": ["array", "null"], "description": section.says, "items": entry}


def _entry(holds: type[Entry], *, own_id: bool = False) -> dict[str, Any]:
    keys = {name: key for name, key in holds.keys.items() if not (own_id and name == "id")}
    properties = {name: _shared(name) if key is Item.keys.get(name) else _key(name, key) for name, key in keys.items()}
    return _object(properties, [name for name, key in keys.items() if key.must])


def _shared(name: str) -> dict[str, Any]:
    """A key that every item has is described once."""
    return {"$ref": f"#/definitions/item_{name}"}


def _object(properties: dict[str, Any], must: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": _OWN_KEYS,
        "additionalProperties": False,
        "required": must,
    }


def _key(name: str, key: Key) -> dict[str, Any]:
    shape: dict[str, Any] = {"description": key.says}
    if key.kind == "choice":
        shape["enum"] = [*key.values, None]
    elif key.kind == "parts":
        shape |= {"type": ["array", "null"], "items": _entry(Alternative)}
    elif key.kind == "id":
        shape["allOf"] = [{"$ref": f"#/definitions/{'id' if name == 'id' else 'link'}"}]
    else:
        shape["allOf"] = [{"$ref": f"#/definitions/{_KINDS.get(key.kind, 'text')}"}]
    if key.must and key.kind in ("text", "prose"):
        shape |= {"type": ["string", "number", "boolean"], "minLength": 1}
    if key.example:
        shape["examples"] = [key.example]
    return shape
