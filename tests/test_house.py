"""The house is in order: lengths, what a verb loads, what is never called. Style, types and layers are steps of their own in CI."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.generate import ROOT

SOURCE = ROOT / "src" / "stratcoach"

MOST_LINES_OF_FILE = 350
MOST_LINES_OF_FUNCTION = 50
LONG_FILES = {"files/shapes.py"}
"""Files that are longer than they should be. Take one out when you have split it; add none."""
LONG_FUNCTIONS = {"cli/coach.py workshop", "cli/upkeep.py lint", "ui/room_terminal.py _keys"}
"""Functions of the same kind; those of `cli` are lists of options."""


@pytest.mark.parametrize(
    "words",
    [
        "lint examples/bakery/strategy.yaml",
        "show examples/bakery/strategy.yaml",
        "compare examples/care-homes/low-key.strategy.yaml examples/care-homes/ambitious.strategy.yaml",
        "guide vision",
    ],
    ids=lambda words: words.partition(" ")[0],
)
def test_a_verb_that_reads_loads_no_prompts_and_no_rich(words: str) -> None:
    """Rich, Questionary and prompt_toolkit cost more than the whole rest of a lint run."""
    code = (
        f"import sys; sys.argv = ['stratcoach', *{words.split()!r}]\n"
        "from stratcoach.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'rich', 'questionary', 'prompt_toolkit', 'pydantic', 'asyncio'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words",
    [
        "new made.yaml --answers {root}/examples/bakery/answers.yaml",
        "lint {root}/examples/weak --format sarif",
        "show {root}/examples/bakery/strategy.yaml",
        "export {root}/examples/bakery/strategy.yaml -o -",
        "diff {root}/examples/care-homes/low-key.strategy.yaml {root}/examples/care-homes/ambitious.strategy.yaml",
        "workshop --prepare ahead",
    ],
    ids=lambda words: words.partition(" ")[0],
)
def test_nothing_is_sent_or_looked_up(words: str, tmp_path: Path) -> None:
    """As the documentation promises: no connection, no name that is looked up. The audit sees those of every library."""
    code = (
        "import sys\n"
        f"sys.argv = ['stratcoach', *{words.format(root=ROOT).split()!r}]\n"
        "said = []\n"
        "names = ('socket.connect', 'socket.bind', 'socket.sendto', 'socket.getaddrinfo', 'socket.gethostbyname')\n"
        "sys.addaudithook(lambda name, _: said.append(name) if name in names else None)\n"
        "from stratcoach.cli import main\n"
        "try: main()\n"
        "except SystemExit as ended: assert ended.code in (None, 0, 1), ended.code\n"
        "print(said)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_no_module_imports_itself_in_a_circle() -> None:
    """Not even for types alone, or within a function."""
    modules = {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in SOURCE.rglob("*.py")
    }
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in modules:
                named = {f"{node.module}.{one.name}" for one in node.names}
                graph.setdefault(name, set()).update((named & modules.keys()) or {node.module})
    TopologicalSorter(graph).prepare()


def test_no_file_and_no_function_is_too_long() -> None:
    files, functions = set(), set()
    for path in sorted(SOURCE.rglob("*.py")):
        name, text = path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")
        if len(text.splitlines()) > MOST_LINES_OF_FILE:
            files.add(name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_LINES_OF_FUNCTION:
                    functions.add(f"{name} {node.name}")
    assert (files - LONG_FILES, functions - LONG_FUNCTIONS) == (set(), set())
