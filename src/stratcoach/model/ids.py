"""Ids: lower-case words joined by hyphens, at most 40 characters, made from what a person said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final

LONGEST: Final = 40
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_WORDS_IN_ID = 4
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "do",
        "does",
        "every",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "less",
        "more",
        "most",
        "of",
        "on",
        "one",
        "only",
        "or",
        "our",
        "out",
        "over",
        "per",
        "so",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "until",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


def is_id(text: str) -> bool:
    return len(text) <= LONGEST and _ID.fullmatch(text) is not None


def telling(word: str) -> bool:
    """Whether a word, in lower case, says something by itself."""
    return word not in _SMALL and not word.isdigit()


def make_id(text: str, taken: Container[str], fallback: str, tried: dict[str, int] | None = None) -> str:
    """Make an id from the first telling words of a text; `fallback` where no letter can be written in ASCII. Where many are made one
    after the other, and `taken` only grows, `tried` remembers the numbers of each stem.
    """
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    chosen = [word for word in words if telling(word)] or words
    stem = ""
    for word in chosen[:_WORDS_IN_ID]:
        longer = f"{stem}-{word}" if stem else word[:LONGEST]
        if len(longer) > LONGEST - 4:
            break
        stem = longer
    return free_id(stem or fallback, taken, tried)


def free_id(stem: str, taken: Container[str], tried: dict[str, int] | None = None) -> str:
    """Return the stem, or the stem with the first free number behind it. `tried`, see `make_id`."""
    number, made = (tried or {}).get(stem, 1), stem
    while made in taken:
        number += 1
        tail = f"-{number}"
        made = stem[: LONGEST - len(tail)].rstrip("-") + tail
    if tried is not None:
        tried[stem] = number
    return made
