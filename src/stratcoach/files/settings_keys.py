"""The keys of the settings file: how each is read, what it may hold, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from stratcoach.files.pattern_files import WrittenPattern
from stratcoach.files.positions import span_of
from stratcoach.files.shapes import Read, Reading, one_of
from stratcoach.files.yaml_text import MappingNode, Node, SequenceNode
from stratcoach.language.matcher import PatternError
from stratcoach.language.patterns import NOT, PatternRow, check_line
from stratcoach.lint.policy import SECTIONS as HALVES
from stratcoach.lint.policy import kept_anyway, refused
from stratcoach.messages import NOTHING, Message
from stratcoach.model.likeness import like
from stratcoach.model.sections import SECTIONS
from stratcoach.model.value import Value
from stratcoach.rules import BY_NAME, RULES
from stratcoach.rules.base import SEVERITIES

REQUIRABLE: Final = tuple(section.name for section in SECTIONS if section.holds and section.name != "waivers")
"""The sections that a team may require."""

COUNTED: Final = (*(section.name for section in SECTIONS if section.ranked), "insight_months")
_MOST: Final = 999


class SettingsKey(Value):
    """One key of the settings file: how it is read, its JSON Schema, and what it is for."""

    read: Read
    shape: Mapping[str, Any]
    says: Message
    example: Any = None


# ---- readers


def _each(what: Message, wrong: Callable[[str], Message]) -> Read:
    """Read a list of texts; `wrong` says why one can't be used, or `NOTHING`."""

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


def not_requirable(name: str) -> Message:
    """Why something can't be required, with what was probably meant; `NOTHING` for a section that can."""
    if name in REQUIRABLE:
        return NOTHING
    likely = like(name, REQUIRABLE)
    return Message("settings.not_a_section", name=name, has_likely=bool(likely), likely=likely, sections=REQUIRABLE)


def not_ignorable(name: str) -> Message:
    """Why a rule can't be ignored; `NOTHING` for one that can."""
    return refused(name) or kept_anyway(name)


def _severity(reading: Reading, node: Node, _field: str) -> dict[str, str]:
    readers = dict.fromkeys(HALVES, _half) | dict.fromkeys(BY_NAME, _level)
    found: dict[str, str] = _ours(reading.mapping(node, readers, (), Message("file.key", key="severity")))
    for key, _ in node.value if found else ():
        if message := kept_anyway(str(key.value)):
            reading.trouble("bad-value", message, span_of(key, reading.source.text), "severity", str(key.value))
    return found


def _level(reading: Reading, node: Node, _rule: str) -> Any:
    return one_of((*SEVERITIES, "off"))(reading, node, "level")


def _half(reading: Reading, node: Node, half: str) -> None:
    names = tuple(Message("finding.item", item=name) for name in BY_NAME if name.startswith(f"{half}/"))
    message = Message("settings.group_of_rules", group=half, names=names)
    reading.trouble("unknown-key", message, node, half, half)


def _per_file(reading: Reading, node: Node, _field: str) -> dict[str, tuple[str, ...]]:
    """Read rules by pattern. The patterns are the keys, so any text can be one."""
    names = [key.value for key, _ in node.value if isinstance(key.value, str)] if isinstance(node, MappingNode) else []
    return reading.mapping(node, dict.fromkeys(names, _RULES_OFF), (), Message("file.key", key="per_file"))


def _words(reading: Reading, node: Node, _field: str) -> dict[str, tuple[str, ...]]:
    return _ours(
        reading.mapping(node, dict.fromkeys(("buzzwords", "allowed"), Reading.texts), (), Message("file.key", key="words"))
    )


def _patterns(reading: Reading, node: Node, _field: str) -> dict[str, tuple[WrittenPattern, ...]]:
    """Read patterns by rule, each with its sentences."""
    topics = dict.fromkeys((name for rule in RULES if rule.says for name in (rule.name, NOT + rule.name)), _of_rule)
    topics |= dict.fromkeys((f"{rule.name}.{field}" for rule in RULES for field in rule.says_of), _of_rule)
    return _ours(reading.mapping(node, topics, (), Message("file.key", key="patterns")))


def _of_rule(reading: Reading, node: Node, topic: str) -> tuple[WrittenPattern, ...]:
    found = []
    for _, one in reading.sequence(node, topic, Message("settings.patterns")):
        read = reading.mapping(one, _PATTERN, ("id", "match"), Message("settings.a_pattern"))
        if read.get("id") and read.get("match"):
            row = PatternRow(topic, read["id"], *(read.get(key, ()) for key in ("match", "when", "unless")))
            found.append(WrittenPattern(row, read.get("hits", ()), read.get("passes", ())))
    return tuple(found)


def _lines(reading: Reading, node: Node, field: str) -> tuple[str, ...]:
    """Read lines of a pattern: a text or a list of texts."""
    is_list = isinstance(node, SequenceNode)
    found = []
    for one in [each for _, each in reading.sequence(node, field, Message("file.texts"))] if is_list else [node]:
        line = reading.text(one, field)
        try:
            if line:
                check_line(line[:_LONGEST_LINE], condition=field != "match")
                found.append(line[:_LONGEST_LINE])
        except PatternError as error:
            reading.trouble("bad-value", error.message, one, field, line)
    return tuple(found)


def _sentences(reading: Reading, node: Node, field: str) -> tuple[str, ...]:
    return reading.texts(node, field) if isinstance(node, SequenceNode) else tuple(filter(None, (reading.text(node, field),)))


_LONGEST_LINE: Final = 500
_PATTERN: Final[Mapping[str, Read]] = {
    "id": Reading.text,
    **dict.fromkeys(("match", "when", "unless"), _lines),
    **dict.fromkeys(("hits", "passes"), _sentences),
}


def _limits(reading: Reading, node: Node, _field: str) -> dict[str, int]:
    return _ours(reading.mapping(node, dict.fromkeys(COUNTED, _number), (), Message("file.key", key="limits")))


def _ours(found: dict[str, Any]) -> dict[str, Any]:
    """What was read without the keys of the team's own, which begin with `x-`."""
    return {name: value for name, value in found.items() if name != "extra"}


def _number(reading: Reading, node: Node, field: str) -> int:
    value = reading.text(node, field)
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= len(str(_MOST)) else 0
    if value and not number:
        reading.trouble("bad-value", Message("settings.not_a_number", field=field, most=_MOST), node, field, value)
    return number


_RULES_OFF: Final = _each(Message("settings.rules"), not_ignorable)

# ---- the keys

_TEXTS: Final = {"type": "array", "items": {"type": "string"}}
_NUMBER: Final = {"type": "integer", "minimum": 1, "maximum": _MOST}
_RULES: Final = {"type": "array", "items": {"$ref": "#/definitions/rule"}}
_SOME: Final = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_ONE_PATTERN: Final = {
    "type": "object",
    "properties": {"id": {"type": "string"}, **dict.fromkeys(("match", "when", "unless", "hits", "passes"), _SOME)},
    "required": ["id", "match"],
    "additionalProperties": False,
}
ONLY_THESE: Final[Mapping[str, Any]] = {"patternProperties": {"^x-": {}}, "additionalProperties": False}
"""No other keys but those that begin with `x-`, which are the team's own."""

KEYS: Final[Mapping[str, SettingsKey]] = {
    "extends": SettingsKey(
        read=Reading.text,
        shape={"type": "string"},
        says=Message("settings.about_extends"),
        example="team/stratcoach.yaml",
    ),
    "exclude": SettingsKey(
        read=Reading.texts,
        shape=_TEXTS,
        says=Message("settings.about_exclude"),
        example=["examples/broken", "vendor/"],
    ),
    "per_file": SettingsKey(
        read=_per_file,
        shape={"type": "object", "additionalProperties": _RULES},
        says=Message("settings.about_per_file"),
        example={"archive/": ["strategy/overdue", "insight/stale"]},
    ),
    "require": SettingsKey(
        read=_each(Message("settings.sections"), not_requirable),
        shape={"type": "array", "items": {"enum": list(REQUIRABLE)}},
        says=Message("settings.about_require"),
        example=["north_star", "trade_offs"],
    ),
    "fail_on": SettingsKey(
        read=one_of(SEVERITIES),
        shape={"enum": list(SEVERITIES)},
        says=Message("settings.about_fail_on"),
        example="warning",
    ),
    "select": SettingsKey(
        read=_each(Message("settings.rules"), refused),
        shape=_RULES,
        says=Message("settings.about_select"),
        example=["file", "trace"],
    ),
    "ignore": SettingsKey(read=_RULES_OFF, shape=_RULES, says=Message("settings.about_ignore"), example=["trade-off/no-trigger"]),
    "severity": SettingsKey(
        read=_severity,
        shape={
            "type": "object",
            "propertyNames": {"$ref": "#/definitions/one_rule"},
            "additionalProperties": {"enum": [*SEVERITIES, "off"]},
        },
        says=Message("settings.about_severity"),
        example={"trade-off/none": "error"},
    ),
    "words": SettingsKey(
        read=_words,
        shape={"type": "object", "properties": {"buzzwords": _TEXTS, "allowed": _TEXTS}, **ONLY_THESE},
        says=Message("settings.about_words"),
        example={"buzzwords": ["omnichannel"], "allowed": ["platform"]},
    ),
    "patterns": SettingsKey(
        read=_patterns,
        shape={"type": "object", "additionalProperties": {"type": "array", "items": _ONE_PATTERN}},
        says=Message("settings.about_patterns"),
        example={
            "user/everyone": [
                {
                    "id": "our-members",
                    "match": "^^ all|every -2 member $$",
                    "hits": ["All our members."],
                    "passes": ["Members who renew in January."],
                }
            ]
        },
    ),
    "limits": SettingsKey(
        read=_limits,
        shape={"type": "object", "properties": dict.fromkeys(COUNTED, _NUMBER), **ONLY_THESE},
        says=Message("settings.about_limits"),
        example={"problems": 4, "insight_months": 18},
    ),
    "flows": SettingsKey(
        read=Reading.text,
        shape={"type": "string"},
        says=Message("settings.about_flows"),
        example="questions",
    ),
    "reader": SettingsKey(
        read=one_of(("off", "coach", "lint")),
        shape={"enum": ["off", "coach", "lint"]},
        says=Message("settings.about_reader"),
        example="lint",
    ),
}
