"""Strategy files that are large on purpose or by a paste, by kind: what `tests.benchmarks.hostile` and the tests of the limits read.

Each kind is a function from a count to a text. Counts mean what the kind is about: items, links, keys, characters.
"""

from __future__ import annotations

from collections.abc import Callable

HEAD = "stratcoach: 1\nproduct: Large\nversion: 1.0.0\nupdated: 2026-05-04\n"
DATES = "    observed: 2026-03\n"
TURNS, BELL, ESCAPED = "\u202e", "\x07", "\\x07"


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


def alike(count: int) -> str:
    """All insights say the same."""
    one = "    statement: Hikers turn back when the car park is full.\n    source: interviews\n" + DATES
    return HEAD + "insights:\n" + "".join(f"  - id: seen-{n}\n{one}" for n in range(count))


def weak(count: int) -> str:
    """Problems with many findings each."""
    one = "    statement: We need to leverage synergies to be the best, most innovative app for everyone by TBD\n"
    return HEAD + "problems:\n" + "".join(f"  - id: p-{n}\n{one}" for n in range(count))


def bare(count: int) -> str:
    """Entries of nearly nothing."""
    return HEAD + "problems:\n" + "".join(f"- statement: w{n}\n" for n in range(count))


def objectives(count: int) -> str:
    """Objectives with figures, all of which rest on one another's problem."""
    one = "    metric: cancelled trips\n    baseline: 900\n    target: {0}\n    by: 2027-06\n    rests_on: [seen]\n"
    return f"{HEAD}problems:\n  - id: seen\n    statement: Hikers turn back when the car park is full.\nobjectives:\n" + "".join(
        f"  - id: o-{n}\n    statement: Cut the trips that end at car park {n} from 900 to {n}.\n{one.format(n)}"
        for n in range(count)
    )


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


def star(count: int) -> str:
    """Everything rests on one insight, and one objective on as much as it may."""
    return (
        f"{HEAD}insights:\n  - id: seen\n    statement: Hikers turn back.\n    source: interviews\n{DATES}problems:\n"
        + "".join(f"  - id: p-{n}\n    statement: Hikers lose day {n} on the road.\n    rests_on: [seen]\n" for n in range(count))
    )


def links(count: int) -> str:
    """One problem with links that lead nowhere."""
    return f"{HEAD}problems:\n  - id: p\n    statement: Hikers lose the day.\n    rests_on: [{', '.join(f'gone-{n}' for n in range(count))}]\n"


def links_of_each(count: int) -> str:
    """Many problems with as many broken links as count, a hundred each."""
    each = ", ".join(f"gone-{n}" for n in range(100))
    return f"{HEAD}problems:\n" + "".join(
        f"  - id: p-{n}\n    statement: Hikers lose day {n}.\n    rests_on: [{each}]\n" for n in range(count // 100)
    )


def nothings(count: int) -> str:
    return HEAD + "insights:\n" + "-\n" * count


def own_keys(count: int) -> str:
    return HEAD + "x-own:\n" + "".join(f"  k{n}: {n}\n" for n in range(count))


def own_top(count: int) -> str:
    return HEAD + "".join(f"x-{n}: {n}\n" for n in range(count))


def unknown_keys(count: int) -> str:
    return HEAD + "".join(f"visoin{n}: {n}\n" for n in range(count))


def unknown_each(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statemnt: lost {n}\n    Id: p-{n}\n" for n in range(count))


def same_keys(count: int) -> str:
    return HEAD + "product: x\n" * count


def same_own(count: int) -> str:
    return HEAD + "x-own:\n" + "  k: 1\n" * count


def same_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p\n    statement: Hikers lose day {n}.\n" for n in range(count))


def bad_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: Ä P {n} lost day on the road\n    statement: Lost.\n" for n in range(count))


def hidden_keys(count: int) -> str:
    return HEAD + "x-own:\n" + "".join(f"  k\u200b{n}: \u202e{n}\n" for n in range(count))


def hidden_ids(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p\u200b{n}\n    statement: \u202elost\n" for n in range(count))


def hidden_signs(count: int) -> str:
    return f"{HEAD}x-own: {TURNS * count}\n"


def controls(count: int) -> str:
    return f"{HEAD}x-own: {BELL * count}\n"


def escapes(count: int) -> str:
    return f'{HEAD}x-own: "{ESCAPED * count}"\n'


def bad_dates(count: int) -> str:
    return (
        HEAD
        + "insights:\n"
        + "".join(
            f"  - id: i-{n}\n    statement: Hikers turn back.\n    source: interviews\n    observed: at the end of May {n} or so\n"
            for n in range(count)
        )
    )


def bad_values(count: int) -> str:
    return HEAD + "insights:\n" + "".join(f"  - statement: Lost {n}.\n    source: interveiws{n}\n" for n in range(count))


def wrong_types(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statement: [a, {n}]\n    rests_on: {n}\n" for n in range(count))


def cut_texts(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - statement: Lost #{n} of them\n" for n in range(count))


def comments(count: int) -> str:
    return HEAD + "".join(f"# note {n}\n" for n in range(count)) + "status: draft\n"


def comments_behind(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  # above {n}\n  - statement: Lost day {n}.  # behind {n}\n" for n in range(count))


def blank_lines(count: int) -> str:
    return HEAD + "\n" * count + "status: draft\n"


def blanks(count: int) -> str:
    return f"{HEAD}status: {' ' * count}draft\n"


def line_ends(count: int) -> str:
    return (HEAD + "problems:\n").replace("\n", "\r\n") + "".join(
        f"- statement: w{n}" + ("\r\n" if n % 3 else "\r") for n in range(count)
    )


def deep(count: int) -> str:
    return f"{HEAD}x-own: {'[' * count}{']' * count}\n"


def open_brackets(count: int) -> str:
    return f"{HEAD}x-own: {'[' * count}"


def wide_flow(count: int) -> str:
    return f"{HEAD}x-own: [{'a,' * count}]\n"


def empty_flows(count: int) -> str:
    return f"{HEAD}x-own: [{'[],' * count}]\n"


def pairs_of_flow(count: int) -> str:
    return f"{HEAD}x-own: {{{','.join(f'k{n}:' for n in range(count))}}}\n"


def aliases(count: int) -> str:
    return f"{HEAD}x-own: [&a x{', *a' * count}]\n"


def alias_bomb(count: int) -> str:
    """Each list has the one before a thousand times."""
    rows = [f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 100)}]\n" for n in range(count // 100)]
    return HEAD + "".join(rows)


def alias_items(count: int) -> str:
    """One problem, listed again and again by an alias."""
    return f"{HEAD}problems:\n  - &p\n    id: p\n    statement: We will TBD\n" + "  - *p\n" * count


def anchors(count: int) -> str:
    return f"{HEAD}x-own: [{', '.join(f'&a{n} x' for n in range(count))}]\n"


def tags(count: int) -> str:
    return f"{HEAD}x-own: [{', '.join(['!t x'] * count)}]\n"


def merge_signs(count: int) -> str:
    return f"{HEAD}x-own: a << b {'- ' * count}\n# <<\n"


def merge_lines(count: int) -> str:
    return f"{HEAD}x-own: a << b\n" + "- \n" * 0 + "# <<\n" * count


def conflict_marks(count: int) -> str:
    return HEAD + "<<<<<<< a\n" * count


def ampersands(count: int) -> str:
    return f"{HEAD}x-own: a {'& ' * count}\n"


def waivers(count: int) -> str:
    return f"{weak(count // 2)}waivers:\n" + "".join(
        f"  - rule: problem/solution\n    on: p-{n}\n    because: We know.\n    until: 2027-01\n" for n in range(count // 2)
    )


def unknown_waivers(count: int) -> str:
    return (
        HEAD
        + "waivers:\n"
        + "".join(
            f"  - rule: problem/solutoin{n}\n    on: p-{n}\n    because: We know.\n    until: 2027-01\n" for n in range(count)
        )
    )


def same_waivers(count: int) -> str:
    """Every waiver covers every finding."""
    return f"{weak(count // 2)}waivers:\n" + "  - rule: problem/no-evidence\n" * (count // 2)


def questions(count: int) -> str:
    return HEAD + "questions:\n" + "".join(f"  - question: How many of {n}?\n    on: gone-{n}\n" for n in range(count))


def parked(count: int) -> str:
    return HEAD + "parking_lot:\n" + "".join(f"  - Thought {n}\n" for n in range(count))


def releases(count: int) -> str:
    return (
        HEAD.replace("1.0.0", f"{count}.0.0")
        + "history:\n"
        + "".join(f"  - version: {n}.0.0\n    date: 2026-05-04\n    summary: Change {n}\n" for n in range(count, 0, -1))
    )


def alternatives(count: int) -> str:
    return f"{HEAD}vision:\n  statement: Nobody turns back.\n  alternatives:\n" + "".join(
        f"    - statement: Fewer turn back in {n}.\n" for n in range(count)
    )


def key_results(count: int) -> str:
    return f"{HEAD}okrs:\n  - objective: Fewer turn back\n    key_results:\n" + "".join(
        f"      - From {n} to {n + 1}\n" for n in range(count)
    )


def placeholders(count: int) -> str:
    return HEAD + "problems:\n" + "".join(f"  - id: p-{n}\n    statement: TODO <fill in {n}> ???\n" for n in range(count))


def one_text(piece: str, field: str = "statement", section: str = "problems", dash: str = "- ") -> Callable[[int], str]:
    """A single text of so many characters, of one piece again and again."""

    def made(count: int) -> str:
        text = (piece * (count // len(piece) + 1))[:count].replace("'", "''")
        return f"{HEAD}{section}:\n  {dash}id: p\n    {field}: 'A {text}'\n"

    return made


KINDS: dict[str, Callable[[int], str]] = {
    name: made
    for name, made in list(globals().items())
    if callable(made) and name not in ("Callable", "one_text") and getattr(made, "__module__", "") == __name__
}
