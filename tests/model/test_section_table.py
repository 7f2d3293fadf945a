"""What is true of a section is in the one table, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from stratcoach.model.sections import SECTION, SECTIONS
from tests.generate import ROOT

_SOURCE = ROOT / "src" / "stratcoach"

ALLOWED = {
    "commands/import_review.py": "words that people type, and which moves are offered",
    "files/settings_keys.py": "an example of a setting",
    "reports/page/trace_map.py": "which sections share a column of the page",
    "language/en/document_labels.py": "what other people's documents call their parts",
    "reports/page/slides.py": "which parts of the page get a slide",
    "reports/page/strategy_md.py": "the headings of a document of others",
    "services/importing/grouping.py": "which pieces of a document belong together",
    "services/importing/placing.py": "where headings of documents send what is below",
    "rules/choices.py": "which sections a rule reads, in addition to its own",
    "rules/trace.py": "which links two rules look for",
}
"""Modules that may list sections, each with the reason: what they say holds for themselves alone."""


def test_no_other_module_lists_sections() -> None:
    found: dict[str, list[int]] = {}
    for path in sorted(_SOURCE.rglob("*.py")):
        name = path.relative_to(_SOURCE).as_posix()
        if name != "model/sections.py" and name not in ALLOWED and (lines := list(_lists_of_sections(path))):
            found[name] = lines
    assert not found, f"Make these facts of `Section` in model/sections.py: {found}"


def test_each_exception_is_still_needed() -> None:
    there = {name for name in ALLOWED if (_SOURCE / name).exists()}
    assert {name for name in there if not list(_lists_of_sections(_SOURCE / name))} == set()


def _lists_of_sections(path: Path) -> Iterator[int]:
    """The lines of literals with the names of two sections or more."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            own: list[ast.expr | None] = list(node.elts)
        elif isinstance(node, ast.Dict):
            own = [*node.keys, *node.values]
        else:
            continue
        texts = {one.value for one in own if isinstance(one, ast.Constant) and isinstance(one.value, str)}
        if len(texts & SECTION.keys()) > 1:
            yield node.lineno


def test_the_words_for_a_section_are_the_ones_that_people_read() -> None:
    assert f"{SECTION['insights'].an_entry}" == "an insight"
    assert f"{SECTION['trade_offs'].each}" == "each trade-off"
    assert f"{SECTION['north_star'].each}" == "the north star metric"
    assert len({section.slot for section in SECTIONS if section.slot}) == len([section for section in SECTIONS if section.slot])
