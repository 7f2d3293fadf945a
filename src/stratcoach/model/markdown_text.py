"""People's texts inside Markdown: taken literally, wherever it is read.

GitHub and GitLab look for names, references and emoji after Markdown was read, when a backslash is gone. A word joiner
behind the sign, which takes no room and is no letter, ends what would be found: in a comment, in a mail, in a plain reader.
"""

from __future__ import annotations

import re
from typing import Final

from stratcoach.model.safe_text import JOINER, visible

_SPECIAL: Final = re.compile(
    r"([\\`*<\[\]|~]"  # wherever they are
    r"|(?<![^\W_])_|_(?![^\W_])"  # not inside a word
    r"|&(?=\w+;|#\w+;)"
    r"|\$(?=[^$]*\$)"  # two of them have a formula between them
    r"|^[-+#>=])"  # at the beginning of a line
)
"""The signs that mean something to Markdown where they stand; the others stay, so that the text can be read as a plain one."""
_FOUND_LATER: Final = re.compile(
    r"(?<=[@#!~%&^$*])(?=[\w\"'])"  # @name, #12, !12, ~label, %"milestone", &12, ^alert#1, $12, *iteration
    r"|(?<=:)(?=[\w+-]+:)"  # :emoji:
    r"|(?<=:)(?=//)|(?<=\bmailto:)|(?<=\bxmpp:)|(?<=www)(?=\.)"  # addresses that become links
    r"|(?<=(?-i:[A-Z][A-Z0-9_]-))(?=\d)",  # GH-12, TEAM-7
    re.IGNORECASE,
)
_COMMIT: Final = re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b")
_PART: Final = 6
"""Fewer signs than are looked up as the number of a commit."""
_AT_THE_BEGINNING: Final = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|/(?=\w))")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_TICKS: Final = re.compile(r"`+")


def literal(text: str) -> str:
    """A person's text on one line: no markup, no mention, no reference, no emoji, no link, no command."""
    escaped = _SPECIAL.sub(r"\\\1", parted(text))
    return _AT_THE_BEGINNING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"/{JOINER}", escaped)


def parted(text: str) -> str:
    """A person's text on one line, with a word joiner wherever something would be found in it after Markdown was read."""
    plain = _FOUND_LATER.sub(JOINER, " ".join(visible(text).split()))
    return _COMMIT.sub(lambda match: JOINER.join(match[0][at : at + _PART] for at in range(0, len(match[0]), _PART)), plain)


def code(text: str) -> str:
    """A name as it is, in a fixed width: an id, a key. Nothing is looked for in it."""
    plain = " ".join(visible(text).split())
    if not plain:
        return ""
    fence = "`" * (1 + max((len(one) for one in _TICKS.findall(plain)), default=0))
    pad = " " if plain[0] == "`" or plain[-1] == "`" else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def as_plain(page: str) -> str:
    """Markdown that was made with `literal` as a plain text: as people wrote it, without the signs that keep it literal."""
    return _ESCAPED.sub(r"\1", page.replace(JOINER, ""))
