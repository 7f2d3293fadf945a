"""How patterns are written, from the matcher, the kinds and the predicates; and all patterns that come with the program."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from stratcoach.files.pattern_files import written
from stratcoach.language import matcher
from stratcoach.language.en.annotate import FINDERS
from stratcoach.language.en.predicates import COUNTS, PREDICATES
from tests.reference.markdown import block, code, page, table


def pages() -> Iterator[tuple[str, str]]:
    parts = inspect.cleandoc(matcher.__doc__ or "").split("\n\n")
    rows = [
        (
            f"`{pattern.row.topic}`",
            pattern.row.id,
            pattern.hits[0] if pattern.hits else "",
            pattern.passes[0] if pattern.passes else "",
        )
        for pattern in written()
    ]
    yield (
        "patterns.md",
        page(
            "Patterns",
            "Many rules read wording by patterns: lines that say which words follow one another. Your team can add some of its own, as "
            "[Patterns of your own](../how-to/own-patterns.md) shows.",
            "## How a line is written",
            parts[1],
            block(inspect.cleandoc(parts[2])),
            f"After `@` comes one of {code(*FINDERS)}.",
            "## When a pattern counts",
            "A pattern may have several lines; any will do. All lines of `when` must be true and none of `unless`. Each of these is a line of "
            f"the same kind, found anywhere in the text, or a question about the text as a whole: {code(*(f'${name}' for name in PREDICATES))}, "
            f"or a count such as `$words<9` ({code(*COUNTS)}).",
            "With `not` before the name of a rule, a pattern keeps the rule quiet.",
            "## The patterns that come with stratcoach",
            table(("rule", "pattern", "finds, for example", "leaves alone"), rows),
        ),
    )
