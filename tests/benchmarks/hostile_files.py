"""Strategy files that are large on purpose or by a paste, by kind: what `tests.benchmarks.hostile` and the tests of the limits read.

Each kind is a function from a count to a text. Counts mean what the kind is about: items, links, keys, characters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from stratcoach.model import caps

Make = Callable[[int], str]
BYTES: Final = -1
"""Only the limit on bytes counts."""
KINDS: dict[str, tuple[Make, int]] = {}
"""Each kind with its largest count."""


def kind(most: int) -> Callable[[Make], Make]:
    def kept(make: Make) -> Make:
        KINDS[make.__name__.replace("_", " ")] = (make, most if most != BYTES else fitting(make))
        return make

    return kept


def fitting(make: Make, size: int = caps.STRATEGY.most) -> int:
    """The largest count with which a text has at most so many bytes."""
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _bytes(make, middle) <= size else (low, middle - 1)
    return low


def _bytes(make: Make, count: int) -> float:
    """The length of a text, by two short ones: the texts grow evenly."""
    one, two = (len(make(some).encode()) for some in (2_000, 4_000))
    return len(make(count).encode()) if count < 4_000 else two + (count - 4_000) * (two - one) / 2_000 * 1.12


HEAD = "stratcoach: 1\nproduct: Large\nversion: 1.0.0\nupdated: 2026-05-04\n"
DATES = "    observed: 2026-03\n"
TURNS, BELL, ESCAPED = "\u202e", "\x07", "\\x07"


@kind(caps.ENTRIES.most)
def items(count: int) -> str:
    """Honest insights and problems, each with words of its own."""
    insights = "".join(
        f"  - id: seen-{n}\n    statement: In week {n}, {n} of 412 hikers turned back when the car park at trailhead {n} was full.\n"
        f"    source: interviews\n    evidence: {n} of 412 interviews at trailhead {n}\n{DATES}"
        for n in range((count + 1) // 2)
    )
    problems = "".join(
        f"  - id: lost-{n}\n    statement: >-\n      People who drive an hour to trail {n} learn only on arrival that it is full,\n"
        f"      closed or too hard, and lose the day.\n    rests_on: [seen-{n}]\n"
        for n in range(count // 2)
    )
    return f"{HEAD}insights:\n{insights}problems:\n{problems}"


@kind(caps.ENTRIES.most)
def alike(count: int) -> str:
    """All insights say the same."""
    one = "    statement: Hikers turn back when the car park is full.\n    source: interviews\n" + DATES
    return HEAD + "insights:\n" + "".join(f"  - id: seen-{n}\n{one}" for n in range(count))


@kind(caps.ENTRIES.most)
def weak(count: int) -> str:
    """Problems with many findings each."""
    one = "    statement: We need to leverage synergies to be the best, most innovative app for everyone by TBD\n"
    return HEAD + "problems:\n" + "".join(f"  - id: p-{n}\n{one}" for n in range(count))


@kind(caps.ENTRIES.most)
def bare(count: int) -> str:
    """Entries of nearly nothing."""
    return HEAD + "problems:\n" + "".join(f"- statement: w{n}\n" for n in range(count))


@kind(caps.ENTRIES.most - 1)
def objectives(count: int) -> str:
    """Objectives with figures, all of which rest on one another's problem."""
    one = "    metric: cancelled trips\n    baseline: 900\n    target: {0}\n    by: 2027-06\n    rests_on: [seen]\n"
    return f"{HEAD}problems:\n  - id: seen\n    statement: Hikers turn back when the car park is full.\nobjectives:\n" + "".join(
        f"  - id: o-{n}\n    statement: Cut the trips that end at car park {n} from 900 to {n}.\n{one.format(n)}"
        for n in range(count)
    )


@kind(caps.ENTRIES.most)
def chained(count: int) -> str:
    """Assumptions, each on the one before."""
    return (
        HEAD
        + "assumptions:\n"
        + "".join(
            f"  - id: a-{n}\n    statement: Hikers read sign {n} before they leave.\n    rests_on: [a-{max(n - 1, 0)}]\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def ring(count: int) -> str:
    """One ring of everything."""
    return (
        HEAD
        + "trade_offs:\n"
        + "".join(
            f"  - id: t-{n}\n    choose: speed {n}\n    over: depth {n}\n    rests_on: [t-{(n + 1) % count}]\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def rings(count: int) -> str:
    """Each item rests on the next three, all of them in rings."""
    return (
        HEAD
        + "trade_offs:\n"
        + "".join(
            f"  - id: t-{n}\n    choose: speed {n}\n    over: depth {n}\n    rests_on: [{', '.join(f't-{(n + d) % count}' for d in (1, 2, 3))}]\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def challenged(count: int) -> str:
    """A chain in which the first thing is challenged by insights on everything."""
    half = max(count // 2, 1)
    return (
        HEAD
        + "insights:\n"
        + "".join(
            f"  - id: i-{n}\n    statement: Hikers passed sign {n} without reading it.\n    source: interviews\n{DATES}"
            f"    challenges: [a-{n % half}]\n"
            for n in range(half)
        )
        + "assumptions:\n"
        + "".join(
            f"  - id: a-{n}\n    statement: Hikers read sign {n} before they leave.\n    rests_on: [a-{max(n - 1, 0)}]\n"
            for n in range(half)
        )
    )


@kind(4_000)
def layered(count: int) -> str:
    """A graph in which everything in a layer rests on everything in the layer below: many ways from top to bottom."""
    width = 30
    lines = [
        f"  - id: a-{n}\n    statement: Hikers read sign {n} before they leave.\n"
        + (
            f"    rests_on: [{', '.join(f'a-{m}' for m in range(n // width * width - width, n // width * width))}]\n"
            if n >= width
            else ""
        )
        for n in range(count)
    ]
    return HEAD + "assumptions:\n" + "".join(lines)


@kind(caps.ENTRIES.most - 1)
def star(count: int) -> str:
    """Everything rests on one insight, and one objective on as much as it may."""
    return (
        f"{HEAD}insights:\n  - id: seen\n    statement: Hikers turn back.\n    source: interviews\n{DATES}problems:\n"
        + "".join(f"  - id: p-{n}\n    statement: Hikers lose day {n} on the road.\n    rests_on: [seen]\n" for n in range(count))
    )


@kind(caps.LINKS.most)
def links(count: int) -> str:
    """One problem with links that lead nowhere."""
    return f"{HEAD}problems:\n  - id: p\n    statement: Hikers lose the day.\n    rests_on: [{', '.join(f'gone-{n}' for n in range(count))}]\n"


@kind(139_000)
def links_of_each(count: int) -> str:
    """Many problems with as many broken links as count, a hundred each."""
    each = ", ".join(f"gone-{n}" for n in range(100))
    return f"{HEAD}problems:\n" + "".join(
        f"  - id: p-{n}\n    statement: Hikers lose day {n}.\n    rests_on: [{each}]\n" for n in range(count // 100)
    )


@kind(caps.ENTRIES.most)
def nothings(count: int) -> str:
    return HEAD + "insights:\n" + "-\n" * count


@kind(caps.KEYS.most)
def own_keys(count: int) -> str:
    return HEAD + "x-own:\n" + "".join(f"  k{n}: {n}\n" for n in range(count))


@kind(caps.KEYS.most - 4)
def own_top(count: int) -> str:
    return HEAD + "".join(f"x-{n}: {n}\n" for n in range(count))


@kind(caps.KEYS.most - 4)
def unknown_keys(count: int) -> str:
    return HEAD + "".join(f"visoin{n}: {n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def unknown_each(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statemnt: lost {n}\n    Id: p-{n}\n" for n in range(count))


@kind(caps.KEYS.most - 4)
def same_keys(count: int) -> str:
    return HEAD + "product: x\n" * count


@kind(caps.KEYS.most)
def same_own(count: int) -> str:
    return HEAD + "x-own:\n" + "  k: 1\n" * count


@kind(caps.ENTRIES.most)
def same_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p\n    statement: Hikers lose day {n}.\n" for n in range(count))


@kind(caps.ENTRIES.most)
def bad_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: Ä P {n} lost day on the road\n    statement: Lost.\n" for n in range(count))


@kind(caps.KEYS.most)
def hidden_keys(count: int) -> str:
    return HEAD + "x-own:\n" + "".join(f"  k\u200b{n}: \u202e{n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def hidden_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p\u200b{n}\n    statement: \u202elost\n" for n in range(count))


@kind(caps.TEXT.most)
def hidden_signs(count: int) -> str:
    return f"{HEAD}x-own: {TURNS * count}\n"


@kind(caps.TEXT.most)
def controls(count: int) -> str:
    return f"{HEAD}x-own: {BELL * count}\n"


@kind(caps.TEXT.most)
def escapes(count: int) -> str:
    return f'{HEAD}x-own: "{ESCAPED * count}"\n'


@kind(caps.ENTRIES.most)
def bad_dates(count: int) -> str:
    return (
        HEAD
        + "insights:\n"
        + "".join(
            f"  - id: i-{n}\n    statement: Hikers turn back.\n    source: interviews\n    observed: at the end of May {n} or so\n"
            for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def bad_values(count: int) -> str:
    return HEAD + "insights:\n" + "".join(f"  - statement: Lost {n}.\n    source: interveiws{n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def wrong_types(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statement: [a, {n}]\n    rests_on: {n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def cut_texts(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statement: Lost #{n} of them\n" for n in range(count))


@kind(BYTES)
def comments(count: int) -> str:
    return HEAD + "".join(f"# note {n}\n" for n in range(count)) + "status: draft\n"


@kind(caps.ENTRIES.most)
def comments_behind(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  # above {n}\n  - statement: Lost day {n}.  # behind {n}\n" for n in range(count))


@kind(BYTES)
def blank_lines(count: int) -> str:
    return HEAD + "\n" * count + "status: draft\n"


@kind(BYTES)
def blanks(count: int) -> str:
    return f"{HEAD}status: {' ' * count}draft\n"


@kind(caps.ENTRIES.most)
def line_ends(count: int) -> str:
    return (HEAD + "problems:\n").replace("\n", "\r\n") + "".join(
        f"- statement: w{n}" + ("\r\n" if n % 3 else "\r") for n in range(count)
    )


@kind(caps.DEPTH.most - 2)
def deep(count: int) -> str:
    return f"{HEAD}x-own: {'[' * count}{']' * count}\n"


@kind(BYTES)
def open_brackets(count: int) -> str:
    return f"{HEAD}x-own: {'[' * count}"


@kind(caps.VALUES.most - 12)
def wide_flow(count: int) -> str:
    return f"{HEAD}x-own: [{'a,' * count}]\n"


@kind(caps.VALUES.most - 12)
def empty_flows(count: int) -> str:
    return f"{HEAD}x-own: [{'[],' * count}]\n"


@kind(caps.KEYS.most)
def pairs_of_flow(count: int) -> str:
    return f"{HEAD}x-own: {{{','.join(f'k{n}:' for n in range(count))}}}\n"


@kind(BYTES)
def aliases(count: int) -> str:
    return f"{HEAD}x-own: [&a x{', *a' * count}]\n"


@kind(BYTES)
def alias_bomb(count: int) -> str:
    """Each list has the one before a thousand times."""
    rows = [f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 100)}]\n" for n in range(count // 100)]
    return HEAD + "".join(rows)


@kind(caps.ENTRIES.most - 1)
def alias_items(count: int) -> str:
    """One problem, listed again and again by an alias."""
    return f"{HEAD}problems:\n  - &p\n    id: p\n    statement: We will TBD\n" + "  - *p\n" * count


@kind(BYTES)
def anchors(count: int) -> str:
    return f"{HEAD}x-own: [{', '.join(f'&a{n} x' for n in range(count))}]\n"


@kind(BYTES)
def tags(count: int) -> str:
    return f"{HEAD}x-own: [{', '.join(['!t x'] * count)}]\n"


@kind(caps.TEXT.most // 2 - 4)
def merge_signs(count: int) -> str:
    return f"{HEAD}x-own: a << b {'- ' * count}\n# <<\n"


@kind(BYTES)
def merge_lines(count: int) -> str:
    return f"{HEAD}x-own: a << b\n" + "- \n" * 0 + "# <<\n" * count


@kind(BYTES)
def conflict_marks(count: int) -> str:
    return HEAD + "<<<<<<< a\n" * count


@kind(caps.TEXT.most // 2 - 2)
def ampersands(count: int) -> str:
    return f"{HEAD}x-own: a {'& ' * count}\n"


@kind(caps.ENTRIES.most)
def waivers(count: int) -> str:
    return f"{weak(count // 2)}waivers:\n" + "".join(
        f"  - rule: problem/solution\n    on: p-{n}\n    because: We know.\n    until: 2027-01\n" for n in range(count // 2)
    )


@kind(caps.ENTRIES.most)
def unknown_waivers(count: int) -> str:
    return (
        HEAD
        + "waivers:\n"
        + "".join(
            f"  - rule: problem/solutoin{n}\n    on: p-{n}\n    because: We know.\n    until: 2027-01\n" for n in range(count)
        )
    )


@kind(caps.ENTRIES.most)
def same_waivers(count: int) -> str:
    """Every waiver covers every finding."""
    return f"{weak(count // 2)}waivers:\n" + "  - rule: problem/no-evidence\n" * (count // 2)


@kind(caps.ENTRIES.most)
def questions(count: int) -> str:
    return HEAD + "questions:\n" + "".join(f"  - question: How many of {n}?\n    on: gone-{n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def parked(count: int) -> str:
    return HEAD + "parking_lot:\n" + "".join(f"  - Thought {n}\n" for n in range(count))


@kind(caps.ENTRIES.most)
def releases(count: int) -> str:
    return (
        HEAD.replace("1.0.0", f"{count}.0.0")
        + "history:\n"
        + "".join(f"  - version: {n}.0.0\n    date: 2026-05-04\n    summary: Change {n}\n" for n in range(count, 0, -1))
    )


@kind(caps.ENTRIES.most)
def alternatives(count: int) -> str:
    return f"{HEAD}vision:\n  statement: Nobody turns back.\n  alternatives:\n" + "".join(
        f"    - statement: Fewer turn back in {n}.\n" for n in range(count)
    )


@kind(BYTES)
def key_results(count: int) -> str:
    return f"{HEAD}okrs:\n  - objective: Fewer turn back\n    key_results:\n" + "".join(
        f"      - From {n} to {n + 1}\n" for n in range(count)
    )


@kind(caps.ENTRIES.most)
def placeholders(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p-{n}\n    statement: TODO <fill in {n}> ???\n" for n in range(count))


def long_texts(piece: str) -> Make:
    """As many texts as fit, each as long as one may be, of one piece again and again; count is in characters."""

    def made(count: int) -> str:
        length = caps.TEXT.most - 10
        text = (piece * (length // len(piece) + 1))[:length]
        while len(text.replace("'", "''")) > length:
            text = text[:-100]
        text = text.replace("'", "''")
        return f"{HEAD}insights:\n" + "".join(f"  - statement: 'In {n} {text}'\n" for n in range(max(count // length, 1)))

    return made


PIECES: Final = (
    "word ",
    "a",
    "1",
    "1% ",
    " ",
    '"',
    "“",
    "‘",
    "'",
    "(",
    "[",
    "- ",
    "-",
    "a and ",
    "from ",
    "to 1 ",
    "2026-",
    "12.",
    "we ",
    ". ",
    "€1",
    "http://a.",
    "<",
    "TBD ",
    "A",
    "not ",
    "ä",
    "\u200b",
    "x-",
)
for _piece in PIECES:
    KINDS[f"texts of {_piece!r}"] = (
        long_texts(_piece),
        caps.STRATEGY.most * 9 // 10 // len(_piece.encode()) * len(_piece) if _piece != "'" else caps.STRATEGY.most * 4 // 10,
    )
