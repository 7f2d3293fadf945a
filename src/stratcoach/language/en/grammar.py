"""The closed classes of English words, which no rule needs a list of its own for."""

from __future__ import annotations

from typing import Final


def listed(text: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(text.split())


DETERMINERS: Final = listed("a an the this that these those my our your his her its their every each any some no all both one")
PREPOSITIONS: Final = listed(
    "about above across after against along among around as at before behind below beneath beside besides between beyond by "
    "despite down during except for from in inside into like near of off on onto out outside over past per since than "
    "through throughout till to toward towards under until up upon via with within without"
)
PRONOUNS: Final = listed(
    "i me we us you he him she her it they them who whom which what whoever whatever this that these those nobody everybody "
    "everyone someone somebody anyone anybody"
)
CONJUNCTIONS: Final = listed("and or but so because while when where whereas although though if unless as since that which who")
AUXILIARIES: Final = listed(
    "is are was were be been being am has have had do does did can cannot can't could couldn't may might must will won't "
    "would wouldn't shall should shouldn't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't"
)
NEGATIONS: Final = listed(
    "no not never none nobody nothing neither nor nowhere cannot can't couldn't won't wouldn't shouldn't isn't aren't "
    "wasn't weren't hasn't haven't hadn't don't doesn't didn't dont doesnt cant without"
)
_COUNTED: Final = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
SMALL_NUMBERS: Final = _COUNTED | {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
SPELT: Final = {
    spelt.replace("'", ""): spelt
    for spelt in listed(
        "don't doesn't didn't can't couldn't won't wouldn't shouldn't isn't aren't wasn't weren't hasn't haven't "
        "hadn't that's there's what's who's they're you're i'm i've we've they've you've they'll you'll it'll that'll there'll they'd you'd it'd who'd he'd"
    )
}
"""What many people type without its apostrophe, where it can be nothing else."""
