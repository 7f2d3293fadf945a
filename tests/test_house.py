"""The house is in order: lengths, what a verb loads, what is never called. Style, types and layers are steps of their own in CI."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.generate import ROOT

SOURCE = ROOT / "src" / "stratcoach"

MOST_LINES_OF_FILE = 350
MOST_LINES_OF_FUNCTION = 50
LONG_FILES: set[str] = set()
"""Files that are longer than they should be. Take one out when you have split it; add none."""


ENGLISH_IN_CODE = {
    "commands/git_driver.py": "what is written to the settings of git",
    "files/encodings.py": "names of encodings",
    "files/git.py": "what git answers",
    "files/yaml_errors.py": "what the YAML reader answers",
    "model/dates.py": "what people type",
    "model/relative_dates.py": "what people type",
    "model/sections.py": "words in ids and on the command line",
    "reports/page/trace_mermaid.py": "Mermaid's language",
    "reports/platforms.py": "names of test cases, by which platforms find a case again",
    "rules/file.py": "what people leave to be filled in",
    "rules/versions.py": "an example of a strategy",
    "services/api_sessions.py": "errors for programmers",
    "ui/page.py": "a style",
    "ui/room_intents.py": "what people type",
    "workshop/board.py": "written in the journal",
    "workshop/chat_paste.py": "layouts of a chat",
    "workshop/note_import.py": "written in the journal",
    "workshop/people.py": "the seed of a shuffle",
    "workshop/phases/deciding.py": "written in the journal",
    "workshop/plan.py": "an agenda's part that has no flow",
    "workshop/questionnaire.py": "what comes back in a questionnaire",
    "workshop/step_info.py": "what people type",
}
"""Why a file has words in its code that are in no catalogue. Take one out when the words have moved; add none."""
_A_SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}|\{\} [a-z]{2,}|[A-Za-z]{2,}: \{\}")
_NO_SENTENCE = re.compile(r"^\W*(?:stratcoach|git) |\(\?|\\[bdswDSW]|\[\^|\||<|\n|:\w+  :|\w=\S|^ {4}")
"""A command, a regular expression, markup, a piece of a file."""
_EXAMPLES = {"good", "bad", "example"}


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


@pytest.mark.slow
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
    assert (files - LONG_FILES, functions) == (set(), set())


NAMES_TWICE = {
    "Problem": "a finding for programs; a section",
    "Refused": "for programs; an interview's",
    "recap.py": "a verb; what it sums up",
}
"""Names that are in the tree more than once, and why. Take one out when it is there once; add none."""


def test_a_class_and_a_file_are_where_their_name_says() -> None:
    files = [path.name for path in SOURCE.rglob("*.py") if path.name != "__init__.py"]
    classes = [
        node.name
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert {name for name, times in Counter((*files, *classes)).items() if times > 1} == set(NAMES_TWICE)


def test_every_sentence_is_in_the_catalogue() -> None:
    """Code makes messages; the words are in `language/en/messages`. The help of the commands is with their options."""
    named = {path: path.relative_to(SOURCE).as_posix() for path in sorted(SOURCE.rglob("*.py"))}
    found = {
        name: sentences
        for path, name in named.items()
        if not name.startswith(("cli/", "language/")) and (sentences := list(_sentences(path)))
    }
    assert {name: found[name] for name in found if name not in ENGLISH_IN_CODE} == {}
    assert [name for name in ENGLISH_IN_CODE if name not in found] == []


def _sentences(path: Path) -> Iterator[str]:
    """Texts in code with two words in a row, but for docstrings, lists of words, examples of a strategy and what is raised."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    other = {part for node in nodes for part in _no_text_for_people(node)}
    for node in nodes:
        text = _written(node)
        if " " in text and node not in other and _A_SENTENCE.search(text) and not _NO_SENTENCE.search(text):
            yield f"{path.name}:{getattr(node, 'lineno', 0)}: {text}"


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
