"""People's texts inside Markdown: taken literally, wherever it is read.

GitHub and GitLab look for names, references and emoji after Markdown was read, when a backslash is gone. A word joiner
behind the sign, which takes no room and is no letter, ends what would be found: in a comment, in a mail, in a plain reader.
"""

from __future__ import annotations

import re
from typing import Final

from stratcoach.model.shown import visible

_JOINER: Final = "\u2060"
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&$=^-])")
_FOUND_LATER: Final = re.compile(
    r"(?<=[@#!~%&^$*])(?=[\w\"'])"  # @name, #12, !12, ~label, %"milestone", &12, ^alert#1, $12, *iteration
    r"|(?<=:)(?=[\w+-]+:)"  # :emoji:
    r"|(?<=:)(?=//)|(?<=\bmailto:)|(?<=\bxmpp:)|(?<=www)(?=\.)"  # addresses that become links
    r"|(?<=(?-i:[A-Z][A-Z0-9_]-))(?=\d)"  # GH-12, TEAM-7
    r"|(?<=\b[0-9a-f])(?=(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,39}\b)",  # the number of a commit
    re.IGNORECASE,
)
_AT_THE_BEGINNING: Final = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|/(?=\w))")
_TICKS: Final = re.compile(r"`+")


def literal(text: str) -> str:
    """A person's text on one line: no markup, no mention, no reference, no emoji, no link, no command."""
    plain = _FOUND_LATER.sub(_JOINER, " ".join(visible(text).split()))
    escaped = _SPECIAL.sub(r"\\\1", plain)
    return _AT_THE_BEGINNING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"/{_JOINER}", escaped)


def code(text: str) -> str:
    """A name as it is, in a fixed width: an id, a key. Nothing is looked for in it."""
    plain = " ".join(visible(text).split())
    if not plain:
        return ""
    fence = "`" * (1 + max((len(one) for one in _TICKS.findall(plain)), default=0))
    pad = " " if plain[0] == "`" or plain[-1] == "`" else ""
    return f"{fence}{pad}{plain}{pad}{fence}"
