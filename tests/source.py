"""What the modules of the program are made of, read once for all tests that look at the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from stratcoach.model.sections import SECTION

SOURCE: Final = Path(__file__).parents[1] / "src" / "stratcoach"

_A_SENTENCE: Final = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}|\{\} [a-z]{2,}|[A-Za-z]{2,}: \{\}")
_NO_SENTENCE: Final = re.compile(r"^\W*(?:stratcoach|git) |\(\?|\\[bdswDSW]|\[\^|\||<|\n|:\w+  :|\w=\S|^ {4}")
"""A command, a regular expression, markup, a piece of a file."""
_EXAMPLES: Final = {"good", "bad", "example"}


class Made(NamedTuple):
    """A place where a message is made."""

    where: str
    name: str
    arguments: frozenset[str]


class Module(NamedTuple):
    """One module: its path within the package, and what is in it."""

    name: str
    lines: int
    imports: list[tuple[str, list[str]]]
    """From which module, and which names."""
    functions: list[tuple[str, int]]
    """Their names and lengths in lines."""
    classes: list[str]
    messages: list[Made]
    lists_of_sections: list[int]
    """The lines of literals with the names of two sections or more."""
    sentences: list[str]
    """Texts with two words in a row, but for docstrings, lists of words, examples of a strategy and what is raised."""

    @property
    def dotted(self) -> str:
        return ".".join(("stratcoach", *Path(self.name).with_suffix("").parts)).removesuffix(".__init__")


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the program, by path."""
    return tuple(_read(path) for path in sorted(SOURCE.rglob("*.py")))


def _read(path: Path) -> Module:
    text, name = path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()
    nodes = _all_in(ast.parse(text))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return Module(
        name,
        len(text.splitlines()),
        [(node.module or "", [one.name for one in node.names]) for node in nodes if isinstance(node, ast.ImportFrom)],
        [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions],
        [node.name for node in nodes if isinstance(node, ast.ClassDef)],
        [_made(node, name) for node in nodes if isinstance(node, ast.Call) and _is_message(node)],
        [node.lineno for node in nodes if isinstance(node, ast.expr) and _names_sections(node)],
        list(_sentences(nodes, path.name)),
    )


def _all_in(tree: ast.AST) -> list[ast.AST]:
    """A tree and everything in it, level by level, but for marks of reading and writing; a third of the time of `ast.walk`."""
    found = [tree]
    for node in found:
        for name in node._fields:
            value = getattr(node, name, None)
            parts = value if value.__class__ is list else (value,)
            found += [part for part in parts if isinstance(part, ast.AST) and not isinstance(part, ast.expr_context)]
    return found


def _is_message(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "Message"


def _made(node: ast.Call, module: str) -> Made:
    identity = node.args[0] if node.args else None
    name = identity.value if isinstance(identity, ast.Constant) else ""
    return Made(f"{module}:{node.lineno}", str(name), frozenset(str(one.arg) for one in node.keywords))


def _names_sections(node: ast.expr) -> bool:
    match node:
        case ast.Tuple(elts=own) | ast.List(elts=own) | ast.Set(elts=own):
            parts: list[ast.expr | None] = list(own)
        case ast.Dict(keys=keys, values=values):
            parts = [*keys, *values]
        case _:
            return False
    texts = {one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return len(texts & SECTION.keys()) > 1


def _sentences(nodes: Iterable[ast.AST], file: str) -> Iterator[str]:
    other = {part for node in nodes for part in _no_text_for_people(node)}
    for node in nodes:
        text = _written(node)
        if " " in text and node not in other and _A_SENTENCE.search(text) and not _NO_SENTENCE.search(text):
            yield f"{file}:{getattr(node, 'lineno', 0)}: {text}"


def _written(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _no_text_for_people(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.JoinedStr(values=parts):
            yield from parts
        case ast.Raise():
            yield from ast.walk(node)
        case ast.keyword(arg=name, value=value) if name in _EXAMPLES:
            yield from ast.walk(value)
        case ast.Call(func=ast.Attribute(value=ast.Constant() as words, attr="split")):
            yield words
        case ast.Call(func=ast.Name(id="listed" | "cast" | "kept"), args=arguments):
            yield from arguments
        case _:
            return
