"""What is true of a section is in the one table, and nowhere else."""

from __future__ import annotations

from stratcoach.model.sections import SECTION, SECTIONS
from tests.printed import sentence
from tests.source import modules

ALLOWED = {
    "commands/import_review.py": "words that people type, and which moves are offered",
    "files/settings_keys.py": "an example of a setting",
    "flow/coaching.py": "what becomes of something that nobody knows yet",
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
    lists = {module.name: module.lists_of_sections for module in modules() if module.name != "model/sections.py"}
    found = {name: lines for name, lines in lists.items() if lines and name not in ALLOWED}
    assert not found, f"Make these facts of `Section` in model/sections.py: {found}"
    assert {name for name in ALLOWED if name in lists and not lists[name]} == set(), "these need no exception any more"


def test_the_words_for_a_section_are_the_ones_that_people_read() -> None:
    assert f"{SECTION['insights'].an_entry}" == sentence("section.insights", form="with_article")
    assert f"{SECTION['trade_offs'].each}" == sentence("section.trade_offs", form="each")
    assert f"{SECTION['north_star'].each}" == sentence("section.north_star", form="each")
    assert len({section.slot for section in SECTIONS if section.slot}) == len([section for section in SECTIONS if section.slot])
