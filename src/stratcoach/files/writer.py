"""A strategy to text: the format's order, one thought a line, wrapping that reads back equal.

The laws: `loads(dump(s)).strategy == s` for every strategy, and a text that some YAML reader could take for something
else (`no`, `1.10`, `12:30`) is quoted.
"""

from __future__ import annotations

import re
from typing import Final

from stratcoach.model.entry import Bare, Entry, Key, Pairs, Plain
from stratcoach.model.sections import FORMAT, FORMAT_KEY, HEADER_KEYS, SECTIONS, Section, entries
from stratcoach.model.strategy import Strategy

WIDTH: Final = 100
SCHEMA_FILE: Final = "strategy.schema.json"
SCHEMA_LINE: Final = f"# yaml-language-server: $schema={SCHEMA_FILE}"
"""The first line of a written file: editors that know the YAML language server complete and explain the keys."""


def dump(strategy: Strategy) -> str:
    """Write a whole strategy file."""
    head = [SCHEMA_LINE, f"{FORMAT_KEY}: {FORMAT}"]
    for name in HEADER_KEYS:
        head += value_lines(name, Strategy.keys[name], getattr(strategy, name), 0)
    head += _extra_lines(strategy.extra, 0)
    blocks = [head, *(lines for section in SECTIONS if (lines := section_lines(strategy, section)))]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def section_lines(strategy: Strategy, section: Section) -> list[str]:
    """Write one section with its name, or nothing where the strategy has none."""
    if section.holds is None:
        return text_list_lines(section.name, getattr(strategy, section.name), 0)
    section_entries = entries(strategy, section)
    if not section_entries:
        return []
    if not section.many:
        return [f"{section.name}:", *(entry_lines(section_entries[0], section, 2) or ["  {}"])]
    lines = [f"{section.name}:"]
    for entry in section_entries:
        lines += list_item_lines(entry, section, 2)
    return lines


def list_item_lines(entry: Entry, section: Section, indent: int) -> list[str]:
    """Write one entry of a list, its first key behind the dash."""
    lines = entry_lines(entry, section, indent + 2)
    if not lines:
        return [" " * indent + "- {}"]
    return [" " * indent + "- " + lines[0][indent + 2 :], *lines[1:]]


def entry_lines(entry: Entry, section: Section, indent: int) -> list[str]:
    """Write the keys of an entry in the format's order; keys with nothing behind them are left out."""
    lines: list[str] = []
    for name in section.written:
        lines += value_lines(name, entry.keys[name], getattr(entry, name), indent)
    return lines + _extra_lines(entry.extra, indent)


def value_lines(name: str, key: Key, value: object, indent: int) -> list[str]:
    """Write one key with its value, or nothing where there is no value."""
    if not value:
        return []
    pad = " " * indent
    if isinstance(value, str):
        return text_lines(name, value, indent, bare=key.kind == "date")
    assert isinstance(value, tuple)
    if key.kind == "ids":
        return [f"{pad}{name}: [{', '.join(_flow_safe(one) for one in value)}]"]
    if key.kind == "texts":
        return text_list_lines(name, value, indent)
    lines = [f"{pad}{name}:"]
    for part in value:
        assert isinstance(part, Entry)
        inner = [line for field, k in part.keys.items() for line in value_lines(field, k, getattr(part, field), indent + 4)]
        inner += _extra_lines(part.extra, indent + 4)
        lines += [f"{pad}  - {inner[0].lstrip() if inner else '{}'}", *inner[1:]]
    return lines


def text_list_lines(name: str, texts: tuple[str, ...], indent: int) -> list[str]:
    """Write a list of bare texts, one behind each dash."""
    if not texts:
        return []
    lines = [f"{' ' * indent}{name}:"]
    for text in texts:
        lines += _scalar_lines(f"{' ' * (indent + 2)}-", text, indent + 4, bare=False)
    return lines


def text_lines(name: str, text: str, indent: int, *, bare: bool = False) -> list[str]:
    """Write `name: text`; `bare` is for dates, which stay unquoted."""
    return _scalar_lines(f"{' ' * indent}{name}:", text, indent + 2, bare=bare)


def plain_lines(name: str, value: Plain, indent: int) -> list[str]:
    """Write a key of a team's own with what stands under it."""
    return _plain_lines(f"{' ' * indent}{_flow_safe(name)}:", value, indent + 2)


def _extra_lines(extra: Pairs, indent: int) -> list[str]:
    return [line for name, value in extra for line in plain_lines(name, value, indent)]


def _plain_lines(lead: str, value: Plain, indent: int) -> list[str]:
    """Write whatever a team keeps under a key of its own."""
    if isinstance(value, Bare) and (not value or _RETYPED.fullmatch(value)):
        return [f"{lead} {value}".rstrip()]
    if isinstance(value, str):
        return _scalar_lines(lead, value, indent, bare=False)
    if not value:
        return [f"{lead} {{}}" if isinstance(value, Pairs) else f"{lead} []"]
    lines = [lead]
    if isinstance(value, Pairs):
        for name, below in value:
            lines += _plain_lines(f"{' ' * indent}{_flow_safe(name)}:", below, indent + 2)
    else:
        for inner in value:
            lines += _plain_lines(f"{' ' * indent}-", inner, indent + 2)
    return lines


# ---- one text -----------------------------------------------------------------------------------------------------------

_RETYPED = re.compile(
    r"(?:~|null|y|n|yes|no|on|off|true|false|=|<<"
    r"|[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:e[-+]?[0-9]+)?|\.inf)|\.nan"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?)",
    re.IGNORECASE | re.ASCII,
)
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,9}[1-9])?", re.ASCII)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NEEDS_ESCAPES = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SHORT = {"\x00": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\x1b": "\\e"}


def _scalar_lines(lead: str, text: str, indent: int, *, bare: bool) -> list[str]:
    if bare and re.fullmatch(r"[0-9Q-]+", text):
        return [f"{lead} {text}"]
    if _NEEDS_ESCAPES.search(text):
        return [f"{lead} {_quoted(text)}"]
    if "\n" in text:
        return _literal_lines(lead, text, indent)
    if len(lead) + 1 + len(text) > WIDTH and (folded := _folded(text, indent)):
        return [f"{lead} >-", *folded]
    return [f"{lead} {text if _stands_bare(text) else _quoted(text)}"]


def _stands_bare(text: str) -> bool:
    """Say whether a text can stand without quotes and be the same text for every YAML reader."""
    if not text or text != text.strip() or text[0] in _INDICATORS or text.startswith(("---", "...")):
        return False
    if _UNSAFE.search(text):
        return False
    return not _RETYPED.fullmatch(text) or _PLAIN_NUMBER.fullmatch(text) is not None


def _folded(text: str, indent: int) -> list[str]:
    """Wrap at single spaces only, so that folding gives back every space; nothing where that isn't possible."""
    if text != text.strip() or "  " in text:
        return []
    lines: list[str] = []
    width = max(WIDTH - indent, 40)
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return [" " * indent + one for one in lines] if len(lines) > 1 else []


def _literal_lines(lead: str, text: str, indent: int) -> list[str]:
    lines = text.split("\n")
    body = lines[:-1] if text.endswith("\n") else lines
    awkward = lines[0][:1] in ("", " ") or any(line != line.rstrip() for line in body) or not body[-1]
    if awkward:
        return [f"{lead} {_quoted(text)}"]
    sign = "|" if text.endswith("\n") else "|-"
    return [f"{lead} {sign}", *(" " * indent + line if line else "" for line in body)]


def _flow_safe(text: str) -> str:
    safe = _stands_bare(text) and not re.search(r"[,\[\]{}]|:", text) and not _RETYPED.fullmatch(text)
    return text if safe and not _NEEDS_ESCAPES.search(text) else _quoted(text)


def _quoted(text: str) -> str:
    if _NEEDS_ESCAPES.search(text) or "\n" in text or "'" in text or "\\" not in text:
        escaped = "".join(_SHORT.get(c) or (_escape(c) if _NEEDS_ESCAPES.match(c) else c) for c in text)
        return f'"{escaped}"'
    return f"'{text}'"


def _escape(character: str) -> str:
    point = ord(character)
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}"
