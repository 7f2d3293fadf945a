"""The JSON Schema of the strategy file, for editors; made from the one table of sections."""

from __future__ import annotations

import json
from typing import Any, Final

from stratcoach.messages import Message, message_of
from stratcoach.model.entry import Entry, Item, Key
from stratcoach.model.ids import LONGEST
from stratcoach.model.sections import FORMAT, FORMAT_KEY, SECTIONS, Section
from stratcoach.model.strategy import Strategy


def _only(types: list[str], message: Message) -> dict[str, Any]:
    """Nothing but these types. A plain `type` would let editors offer `true`, `false` and `null` for every text."""
    return {"if": {"not": {"type": types}}, "then": {"type": "string", "errorMessage": str(message)}}


_TEXT: Final = Message("schema.must_be_text")
_SOME_TEXT: Final = Message("schema.needs_text")
_DATE: Final = Message("schema.date")
_VERSION: Final = Message("schema.version")
_ID: Final = Message("schema.id", most=LONGEST)
_RESERVED: Final = Message("schema.reserved", how=_ID, ids=tuple(f"`{section.own_id}`" for section in SECTIONS if section.own_id))


def _shared() -> dict[str, Any]:
    """What several keys have in common."""
    return {
        "text": _only(["string", "number", "boolean", "null"], _TEXT),
        "told": {**_only(["string", "number", "boolean"], _SOME_TEXT), "minLength": 1},
        "date": {
            **_only(["string", "integer", "null"], _DATE),
            "pattern": r"^\d{4}(-(Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?$",
            "patternErrorMessage": str(_DATE),
            "minimum": 1000,
            "maximum": 9999,
        },
        "version": {
            **_only(["string"], _VERSION),
            "pattern": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$",
            "patternErrorMessage": str(_VERSION),
        },
        "id": {
            **_only(["string", "integer"], _ID),
            "pattern": "^(?!(vision|north-star)$)[a-z0-9]+(-[a-z0-9]+)*$",
            "patternErrorMessage": str(_RESERVED),
            "maxLength": LONGEST,
        },
        "link": {
            **_only(["string", "integer"], _ID),
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "patternErrorMessage": str(_ID),
            "maxLength": LONGEST,
        },
    }


_LISTS: Final = {"ids": "link", "texts": "text"}
_ENTRIES: Final = {"date": "date", "version": "version"}
_OWN_KEYS: dict[str, Any] = {"^x-": {}}


def schema_text(of: dict[str, Any] | None = None) -> str:
    """A schema as it is printed and written, that of the strategy file unless it is another: draft 7, which editors know best."""
    return json.dumps(of or schema(), ensure_ascii=False, indent=1) + "\n"


_OF_EDITORS: Final = ("errorMessage", "patternErrorMessage")
"""Keywords of the editors' own: they say in words what is wrong. A strict validator refuses what the standard doesn't know."""


def standard(shape: dict[str, Any], name: str) -> dict[str, Any]:
    """A schema with nothing but the standard's own keywords, and an `$id` that is a name and no address."""
    return {"$id": f"urn:stratcoach:{name}:{FORMAT}", **_without(shape, _OF_EDITORS)}


def _without(value: Any, keys: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, keys) for key, one in value.items() if key not in keys}
    return [_without(one, keys) for one in value] if isinstance(value, list) else value


def settings_schema() -> dict[str, Any]:
    from stratcoach.files.config import KEYS
    from stratcoach.files.settings_keys import ONLY_THESE
    from stratcoach.lint.policy import SECTIONS as RULE_SECTIONS
    from stratcoach.rules import BY_NAME

    named = [*BY_NAME, *RULE_SECTIONS, *(f"{name}/*" for name in RULE_SECTIONS)]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": str(Message("schema.settings_title")),
        "type": "object",
        "definitions": {"rule": {"enum": named}, "one_rule": {"enum": list(BY_NAME)}},
        "properties": {
            name: {**key.shape, "description": str(key.says), **({"examples": [key.example]} if key.example else {})}
            for name, key in KEYS.items()
        },
        **ONLY_THESE,
    }


def schema() -> dict[str, Any]:
    properties: dict[str, Any] = {
        FORMAT_KEY: {"enum": [FORMAT, str(FORMAT)], "description": str(Message("schema.format"))},
        **{name: _key(name, key) for name, key in Strategy.keys.items()},
        **{section.name: _section(section) for section in SECTIONS},
    }
    must = [FORMAT_KEY, *(name for name, key in Strategy.keys.items() if key.must)]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": str(Message("schema.title", format=FORMAT)),
        "definitions": {**_shared(), **{f"item_{name}": _key(name, key) for name, key in Item.keys.items()}},
        **_object(properties, must),
    }


def _section(section: Section) -> dict[str, Any]:
    if section.holds is None:
        return {"description": str(section.says), **_list({"$ref": "#/definitions/text"})}
    entry = {"title": str(section.noun), **_entry(section.holds, own_id=bool(section.own_id))}
    return {**entry, "description": str(section.says)} if not section.many else {"description": str(section.says), **_list(entry)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": items}


def _entry(holds: type[Entry], *, own_id: bool = False) -> dict[str, Any]:
    keys = {name: key for name, key in holds.keys.items() if not (own_id and name == "id")}
    properties = {name: _of_every_item(name) if key is Item.keys.get(name) else _key(name, key) for name, key in keys.items()}
    return _object(properties, [name for name, key in keys.items() if key.must])


def _of_every_item(name: str) -> dict[str, Any]:
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
    """One key. What it may hold stands under `anyOf`, because editors then write the colon and the space behind its name."""
    shape: dict[str, Any] = {"description": str(key.says)}
    if key.kind == "choice":
        shape["enum"] = [*key.values, None]
    elif key.part:
        title = str(message_of(f"part.{key.part.called}", {"form": "noun"}))
        shape |= _list({"title": title, **_entry(key.part)})
    elif key.kind in _LISTS:
        shape |= _list({"$ref": f"#/definitions/{_LISTS[key.kind]}"})
    elif key.kind == "id":
        shape["anyOf"] = [{"$ref": f"#/definitions/{'id' if name == 'id' else 'link'}"}]
    else:
        shape["anyOf"] = [{"$ref": f"#/definitions/{_ENTRIES.get(key.kind, 'told' if key.must else 'text')}"}]
    if key.example:
        shape["examples"] = [key.example]
    return shape
