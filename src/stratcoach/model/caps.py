"""How large things may be: the one table of limits that keep a file, however large or odd, from taking long or much memory.

They are far above what people write: a strategy has some dozens of items and 20 kB. Whatever is over a limit is answered by one line
that says which limit it is, what there is, and what to do; nothing is changed or deleted. With every limit at its edge, no command
takes more than 10 s of one core or 300 MB (`python -m tests.benchmarks.hostile` shows it). How many files one run reads is not limited.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Cap(NamedTuple):
    """A limit: the most that is allowed, its unit, what it is a limit on, and what to do about more."""

    most: int
    unit: str
    on: str
    way_out: str

    def told(self, has: int | None = None) -> str:
        """The end of a sentence that begins with what is too large: “has 2.4 MB; the limit is 2 MB”. `has` is None where nobody counted on."""
        most = self.amount(self.most)
        return f"has more than {most}, which is the limit" if has is None else f"has {self.amount(has)}; the limit is {most}"

    def amount(self, number: int) -> str:
        """A number with its unit; bytes as people read them. What is over the limit never looks like the limit itself."""
        if self.unit != "bytes":
            return f"{number:,} {self.unit}"
        scale, sign = (1_000_000, "MB") if number >= 1_000_000 else (1_000, "kB")
        if number % scale == 0:
            return f"{number // scale} {sign}"
        rounded = f"{number / scale:.1f}"
        return f"{number:,} bytes" if rounded.endswith(".0") else f"{rounded} {sign}"


_SPLIT: Final = "Keep what the strategy needs, and put the rest into a document that you link to."
_LARGE: Final = "Take out what isn't needed, or split the file."

STRATEGY: Final = Cap(2_000_000, "bytes", "a strategy file, on disk, in git, or as a copy of a release", _SPLIT)
ENTRIES: Final = Cap(5_000, "entries", "the entries of all lists of a strategy together", _SPLIT)
LINKS: Final = Cap(500, "links", "the links of one item, in `rests_on` or in `challenges`", "Link to what it rests on most.")
VALUES: Final = Cap(150_000, "keys and values", "the keys, values and list entries of one YAML file", _SPLIT)
KEYS: Final = Cap(
    1_000, "keys", "the keys of one group in a YAML file", "Move some of them into groups of their own, or out of the file."
)
DEPTH: Final = Cap(
    64, "levels", "how deep lists and groups are nested in a YAML file", "Lay it out flat; a strategy never needs that."
)
TEXT: Final = Cap(
    20_000,
    "characters",
    "one text in a YAML file",
    "Shorten it, or put it into a document that you link to. A missing quote can cause this.",
)
ALIASES: Final = Cap(
    50, "anchors, aliases and tags", "anchors, aliases and tags in a YAML file, which aren't supported anyway", "Write them out."
)

SETTINGS: Final = Cap(200_000, "bytes", "a settings file", _LARGE)
FLOW: Final = Cap(500_000, "bytes", "a file with questions or an agenda", _LARGE)
NOTE: Final = Cap(100_000, "bytes", "a note for the next release", "Shorten it.")
DIGESTS: Final = Cap(1_000_000, "bytes", "the file of digests next to the copies of releases", "Restore it from git.")
JOURNAL: Final = Cap(
    24_000_000,
    "bytes",
    "an unfinished session",
    "It stays as it is. Move it away and begin again; the answers in it are lines that can be copied.",
)
BASELINE: Final = Cap(8_000_000, "bytes", "a baseline", "Write a new one with `stratcoach lint --write-baseline`.")
IGNORED: Final = Cap(200_000, "bytes", "a `.gitignore`", "Take out lines that aren't needed.")
PATTERNS: Final = Cap(2_000, "patterns", "the patterns of a `.gitignore`", "Take out lines that aren't needed.")
INCOMING: Final = Cap(
    1_000_000,
    "bytes",
    "notes, chats, tables, questionnaires and answers from other programs",
    "Split it, or keep only what the workshop needs.",
)
LINES: Final = Cap(20_000, "lines", "the lines of such a file", "Split it, or keep only what the workshop needs.")
ANSWERS: Final = Cap(500, "entries", "the entries of all lists of an answers file together", "Keep the ones that matter.")
SENTENCES: Final = Cap(1_000_000, "bytes", "the sentences that `check` reads", "Split them into several runs.")
MINUTES: Final = Cap(2_000_000, "bytes", "the minutes that `recap` reads", "Open them in an editor.")
FROM_GIT: Final = Cap(
    32_000_000, "bytes", "a list that git answers with", "Name the files to look at, in place of the whole repository."
)

FINDINGS: Final = Cap(10, "findings", "findings of one rule on one entry that `lint` shows", "The last one counts the others.")
FOLLOWED: Final = Cap(
    300_000,
    "indirect links",
    "the indirect links that `show` and `export` follow",
    "What comes later in the file shows only what it links to itself.",
)

ALL: Final = (
    STRATEGY,
    ENTRIES,
    LINKS,
    VALUES,
    KEYS,
    DEPTH,
    TEXT,
    ALIASES,
    SETTINGS,
    FLOW,
    NOTE,
    DIGESTS,
    JOURNAL,
    BASELINE,
    IGNORED,
    PATTERNS,
    INCOMING,
    LINES,
    ANSWERS,
    SENTENCES,
    MINUTES,
    FROM_GIT,
    FINDINGS,
    FOLLOWED,
)
