"""Comments, blank lines, nesting, anchors and marks of YAML, in great number: kinds of large files."""

from __future__ import annotations

from stratcoach.model import caps
from tests.benchmarks.hostile_kinds import BYTES, HEAD, kind


@kind(BYTES)
def comments(count: int) -> str:
    return HEAD + "".join(f"# note {n}\n" for n in range(count)) + "status: draft\n"


@kind(caps.ENTRIES.most)
def comments_behind(count: int) -> str:
    return (
        HEAD
        + "problems:\n"
        + "".join(f"  # above {n}\n  - id: p-{n}\n    statement: Lost day {n}.  # behind {n}\n" for n in range(count))
    )


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
