"""How large things may be: the one table of limits that keep a file, however large or odd, from taking long or much memory.

They are far above what people write: a strategy has some dozens of items and 20 kB. Whatever is over a limit is answered by one line
that says which limit it is, what there is, and what to do; nothing is changed or deleted. With every limit at its edge, no command
takes more than 10 s of one core or 300 MB (`python -m tests.benchmarks.hostile` shows it). How many files one run reads is not limited.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from stratcoach.messages import Message

Unit = Literal[
    "bytes",
    "entries",
    "links",
    "values",
    "keys",
    "levels",
    "characters",
    "odd",
    "patterns",
    "lines",
    "findings",
    "indirect_links",
]
"""What is counted; `values` are keys and values, `odd` anchors, aliases and tags."""


class Cap(NamedTuple):
    """A limit: the most that is allowed, its unit, what it is a limit on, and what to do about more, without the full stop."""

    most: int
    unit: Unit
    on: Message
    remedy: Message

    @property
    def way_out(self) -> Message:
        """What to do about more, as a whole sentence."""
        return Message("limit.full_stop", remedy=self.remedy)

    def over(self, what: Message, has: int | None = None) -> Message:
        """What is wrong and what to do, as a finding. `has` is None where nobody counted on, as below."""
        return Message("limit.over", what=what, has=self._counted(has), most=self.amount(self.most), remedy=self.remedy)

    def refused(self, what: Message | str, has: int | None = None) -> Message:
        """What is wrong, as a sentence: “strategy.yaml has 2.4 MB; the limit is 2 MB.”"""
        return Message("limit.refused", what=what, has=self._counted(has), most=self.amount(self.most))

    def _counted(self, has: int | None) -> Message | None:
        return None if has is None else self.amount(has)

    def amount(self, number: int) -> Message:
        """A number with its unit; bytes as people read them. What is over the limit never looks like the limit itself."""
        if self.unit != "bytes":
            return Message("limit.amount", number=f"{number:,}", unit=self.unit)
        scale, sign = (1_000_000, "MB") if number >= 1_000_000 else (1_000, "kB")
        if number % scale == 0:
            return Message("limit.amount", number=f"{number // scale}", unit=sign)
        rounded = f"{number / scale:.1f}"
        if rounded.endswith(".0"):
            return Message("limit.amount", number=f"{number:,}", unit="bytes")
        return Message("limit.amount", number=rounded, unit=sign)


_SPLIT: Final = Message("limit.link_to_document")
_LARGE: Final = Message("limit.split_file")
_SHORTER: Final = Message("limit.split_or_shorten")
_FEWER_LINES: Final = Message("limit.remove_lines")

STRATEGY: Final = Cap(2_000_000, "bytes", Message("limit.on_strategy"), _SPLIT)
ENTRIES: Final = Cap(5_000, "entries", Message("limit.on_entries"), _SPLIT)
LINKS: Final = Cap(500, "links", Message("limit.on_links"), Message("limit.link_to_most"))
VALUES: Final = Cap(100_000, "values", Message("limit.on_values"), _SPLIT)
KEYS: Final = Cap(1_000, "keys", Message("limit.on_keys"), Message("limit.regroup_keys"))
DEPTH: Final = Cap(64, "levels", Message("limit.on_depth"), Message("limit.lay_out_flat"))
TEXT: Final = Cap(20_000, "characters", Message("limit.on_text"), Message("limit.shorten_text"))
ALIASES: Final = Cap(50, "odd", Message("limit.on_aliases"), Message("limit.write_out"))

SETTINGS: Final = Cap(200_000, "bytes", Message("limit.on_settings"), _LARGE)
FLOW: Final = Cap(500_000, "bytes", Message("limit.on_flow"), _LARGE)
NOTE: Final = Cap(100_000, "bytes", Message("limit.on_note"), Message("limit.shorten"))
DOCUMENT: Final = Cap(2_000_000, "bytes", Message("limit.on_document"), Message("limit.shorten"))
DIGESTS: Final = Cap(1_000_000, "bytes", Message("limit.on_digests"), Message("limit.restore_from_git"))
JOURNAL: Final = Cap(24_000_000, "bytes", Message("limit.on_journal"), Message("limit.move_session"))
BASELINE: Final = Cap(8_000_000, "bytes", Message("limit.on_baseline"), Message("limit.write_new_baseline"))
IGNORED: Final = Cap(200_000, "bytes", Message("limit.on_ignored"), _FEWER_LINES)
PATTERNS: Final = Cap(2_000, "patterns", Message("limit.on_patterns"), _FEWER_LINES)
INCOMING: Final = Cap(1_000_000, "bytes", Message("limit.on_incoming"), _SHORTER)
LINES: Final = Cap(20_000, "lines", Message("limit.on_lines"), _SHORTER)
ANSWERS: Final = Cap(500, "entries", Message("limit.on_answers"), Message("limit.keep_what_matters"))
SENTENCES: Final = Cap(500_000, "bytes", Message("limit.on_sentences"), Message("limit.several_runs"))
MINUTES: Final = Cap(2_000_000, "bytes", Message("limit.on_minutes"), Message("limit.open_in_editor"))
EXPORT: Final = Cap(32_000_000, "bytes", Message("limit.on_export"), Message("limit.move_away"))
FROM_GIT: Final = Cap(32_000_000, "bytes", Message("limit.on_git_list"), Message("limit.name_files"))

FINDINGS: Final = Cap(10, "findings", Message("limit.on_findings"), Message("limit.last_counts_others"))
FOLLOWED: Final = Cap(300_000, "indirect_links", Message("limit.on_followed"), Message("limit.only_direct_links"))

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
    DOCUMENT,
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
    EXPORT,
    FROM_GIT,
    FINDINGS,
    FOLLOWED,
)
