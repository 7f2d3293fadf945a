"""Signs in ASCII, for outputs that can't show anything else."""

from __future__ import annotations

from typing import Final

_OURS: Final = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("–—‐‑‒―−─━", "-"),
    **dict.fromkeys("•●■▪", "*"),
    **dict.fromkeys("│┃├┤┊", "|"),
    **dict(zip("…→←◄›‹○·×✓≤≥█", ("...", "->", "<-", "<", ">", "<", "o", "-", "x", "+", "<=", ">=", "#"), strict=True)),
    **dict(zip("ßøØæÆœŒłŁđ€", ("ss", "o", "O", "ae", "AE", "oe", "OE", "l", "L", "d", "EUR"), strict=True)),
}
"""What we draw and set a text with, and letters that Unicode doesn't take apart."""


def can_write(encoding: str | None, signs: str) -> bool:
    """Whether an output with this encoding can show some signs."""
    try:
        signs.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def in_ascii(sign: str) -> str:
    """`…` as `...`, `→` as `->`, `é` as `e`; a letter of another script as its code, an accent behind its letter as nothing."""
    import unicodedata  # only where an output can't hold everything

    if sign in _OURS:
        return _OURS[sign]
    if unicodedata.combining(sign):
        return ""
    base = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return base if base and base.isascii() else sign.encode("ascii", "backslashreplace").decode()


def in_one_column(sign: str) -> str:
    """The same in one column, where the place of everything on the screen is counted: `…` as `.`, and `?` where nothing is like it."""
    plain = in_ascii(sign)
    return {"...": ".", "->": ">", "<-": "<"}.get(plain) or (plain if len(plain) == 1 else "?")
