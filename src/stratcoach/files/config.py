"""The settings of a team: `.stratcoach.yaml`, found upward from the strategy file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.positions import span_of
from stratcoach.files.shapes import Read, Reading, like, one_of
from stratcoach.files.yaml_text import Node, decode
from stratcoach.lint.policy import SECTIONS as HALVES
from stratcoach.lint.policy import Policy, kept_anyway, refused
from stratcoach.model.sections import SECTIONS
from stratcoach.model.value import Value
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import SEVERITIES, Limits, Severity

SETTINGS_FILE: Final = ".stratcoach.yaml"

REQUIRABLE: Final = tuple(section.name for section in SECTIONS if section.holds and section.name != "waivers")
"""The sections that a team may require."""

COUNTED: Final = ("problems", "users", "objectives", "insight_months")
_MOST: Final = 999


class Settings(Value):
    """What a team has settled. `flows` is the folder of its own question flows; no `fail_on` means error."""

    flows: Path | None = None
    fail_on: Severity = "error"
    policy: Policy = Policy()
    limits: Limits = Limits()


class SettingsKey(Value):
    """One key of the settings file: how it is read, its JSON Schema, and what it is for."""

    read: Read
    shape: Mapping[str, Any]
    says: str
    example: Any = None


def load_settings(start: Path) -> Settings:
    """Read the nearest settings file, upward from a folder to the repository's root.

    Raises:
        UserError: with every error in it.
    """
    return Folders().settings(os.path.realpath(start))


class Folders:
    """The settings of many folders, each file read once."""

    def __init__(self) -> None:
        self._known: dict[str, Settings] = {}

    def settings(self, folder: str) -> Settings:
        """What holds in a folder, given by its real path."""
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        return self._known[folder]

    def _find(self, folder: str) -> Settings:
        path = Path(folder, SETTINGS_FILE)
        is_top = os.path.exists(os.path.join(folder, ".git"))  # noqa: PTH110, PTH118  texts are quicker for a thousand files
        parent = folder if is_top else os.path.dirname(folder)  # noqa: PTH120  see above
        if os.path.lexists(path):
            _refuse_nothing(path, parent)
            return read_settings(path)
        if os.path.lexists(mistaken := path.with_suffix(".yml")):
            raise UserError(f"{mistaken} isn't read; did you mean {SETTINGS_FILE}?", "Rename it.")
        return Settings() if parent == folder else self.settings(parent)


def _refuse_nothing(path: Path, parent: str) -> None:
    """Raise `UserError` for a file in which nothing stands and which would set aside the settings in a folder above."""
    lines = (line.strip() for line in disk.read_bytes(path).splitlines())
    if str(path.parent) == parent or any(line and not line.startswith(b"#") for line in lines):
        return
    for folder in (Path(parent), *Path(parent).parents):
        if os.path.lexists(folder / SETTINGS_FILE):
            raise UserError(
                f"{path} holds nothing, and would set aside {folder / SETTINGS_FILE}.",
                "Delete it; or write `{}` into it, if no settings shall count there.",
            )
        if (folder / ".git").exists():
            return


def read_settings(path: Path) -> Settings:
    """Read one settings file. Raises `UserError` with every error in it."""
    return settings_in(disk.read_bytes(path), path)


def settings_in(raw: bytes, path: Path) -> Settings:
    """Read settings; `path` is where they stand. Raises `UserError` with every error in them."""
    reading = Reading(decode(raw))
    readers = {name: key.read for name, key in KEYS.items()}
    found = reading.mapping(reading.source.root, readers, (), "the settings file") if reading.source.root else {}
    if reading.troubles:
        told = tuple(f"{path}:{t.span.line}:{t.span.column}: {t.message}" for t in sorted(reading.troubles, key=lambda t: t.span))
        raise UserError("The settings can't be used as they are.", "Mend them and try again.", told)
    flows = found.get("flows")
    own: dict[str, Any] = {name: frozenset(terms) for name, terms in found.get("words", {}).items()}
    return Settings(
        flows=path.parent / flows if flows else None,
        fail_on=found.get("fail_on", "error"),
        policy=Policy(**{name: found[name] for name in ("select", "ignore", "severity") if name in found}),
        limits=Limits(require=frozenset(found.get("require", ())), **own, **found.get("limits", {})),
    )


# ---- readers


def _each(what: str, wrong: Callable[[str], str]) -> Read:
    """Read a list of texts; `wrong` says why one can't be used, or `""`."""

    def read(reading: Reading, node: Node, field: str) -> tuple[str, ...]:
        found = []
        for _, one in reading.sequence(node, field, what):
            value = reading.text(one, field)
            if value and (message := wrong(value)):
                reading.trouble("bad-value", message, one, field, value)
            elif value:
                found.append(value)
        return tuple(dict.fromkeys(found))

    return read


def not_requirable(name: str) -> str:
    """Why something can't be required, with what was probably meant; `""` for a section that can."""
    if name in REQUIRABLE:
        return ""
    close = like(name, REQUIRABLE)
    return f"`{name}` is not a section; " + (f"did you mean `{close}`?" if close else f"it is one of {', '.join(REQUIRABLE)}")


def not_ignorable(name: str) -> str:
    """Why a rule can't be ignored; `""` for one that can."""
    return refused(name) or kept_anyway(name)


def _severity(reading: Reading, node: Node, _field: str) -> dict[str, str]:
    readers = dict.fromkeys(HALVES, _half) | dict.fromkeys(BY_NAME, _level)
    found: dict[str, str] = reading.mapping(node, readers, (), "`severity`")
    for key, _ in node.value if found else ():
        if message := kept_anyway(str(key.value)):
            reading.trouble("bad-value", message, span_of(key, reading.source.text), "severity", str(key.value))
    return found


def _level(reading: Reading, node: Node, _rule: str) -> Any:
    return one_of((*SEVERITIES, "off"))(reading, node, "level")


def _half(reading: Reading, node: Node, half: str) -> None:
    names = ", ".join(f"`{name}`" for name in BY_NAME if name.startswith(f"{half}/"))
    reading.trouble("unknown-key", f"`{half}` is a half of a name, and `severity` needs whole ones: {names}", node, half, half)


def _words(reading: Reading, node: Node, _field: str) -> dict[str, tuple[str, ...]]:
    return reading.mapping(node, dict.fromkeys(("buzzwords", "allowed"), Reading.texts), (), "`words`")


def _limits(reading: Reading, node: Node, _field: str) -> dict[str, int]:
    return reading.mapping(node, dict.fromkeys(COUNTED, _number), (), "`limits`")


def _number(reading: Reading, node: Node, field: str) -> int:
    value = reading.text(node, field)
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= len(str(_MOST)) else 0
    if value and not number:
        reading.trouble("bad-value", f"`{field}` is a whole number from 1 to {_MOST}", node, field, value)
    return number


# ---- the keys

_TEXTS: Final = {"type": "array", "items": {"type": "string"}}
_NUMBER: Final = {"type": "integer", "minimum": 1, "maximum": _MOST}
_RULES: Final = {"type": "array", "items": {"$ref": "#/definitions/rule"}}

KEYS: Final[Mapping[str, SettingsKey]] = {
    "require": SettingsKey(
        read=_each("sections", not_requirable),
        shape={"type": "array", "items": {"enum": list(REQUIRABLE)}},
        says="Sections that your team can't be without, besides the five that nobody can.",
        example=["north_star", "trade_offs"],
    ),
    "fail_on": SettingsKey(
        read=one_of(SEVERITIES),
        shape={"enum": list(SEVERITIES)},
        says="The least grave finding that makes lint fail; error unless you say otherwise.",
        example="warning",
    ),
    "select": SettingsKey(
        read=_each("rules", refused),
        shape=_RULES,
        says="The only rules to report: names, or first halves of names, such as vision.",
        example=["file", "trace"],
    ),
    "ignore": SettingsKey(
        read=_each("rules", not_ignorable), shape=_RULES, says="Rules not to report.", example=["trade-off/no-trigger"]
    ),
    "severity": SettingsKey(
        read=_severity,
        shape={
            "type": "object",
            "propertyNames": {"$ref": "#/definitions/one_rule"},
            "additionalProperties": {"enum": [*SEVERITIES, "off"]},
        },
        says="How grave the findings of a rule are to your team.",
        example={"trade-off/none": "error"},
    ),
    "words": SettingsKey(
        read=_words,
        shape={"type": "object", "properties": {"buzzwords": _TEXTS, "allowed": _TEXTS}, "additionalProperties": False},
        says="Words that are empty to your team, and those that mean something definite there.",
        example={"buzzwords": ["omnichannel"], "allowed": ["platform"]},
    ),
    "limits": SettingsKey(
        read=_limits,
        shape={"type": "object", "properties": dict.fromkeys(COUNTED, _NUMBER), "additionalProperties": False},
        says="How many problems, users and objectives are still a focus, and after how many months an insight is old.",
        example={"problems": 4, "insight_months": 18},
    ),
    "flows": SettingsKey(
        read=Reading.text,
        shape={"type": "string"},
        says="The folder of your team's own questions, seen from this file.",
        example="questions",
    ),
}
