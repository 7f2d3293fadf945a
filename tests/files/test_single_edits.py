"""Any strategy, any single edit: the text differs within the item, and every comment and blank line elsewhere stays."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stratcoach.files.codec import Document, loads
from stratcoach.files.edit import edit
from stratcoach.files.writer import dump
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTIONS, Section, entries, items
from stratcoach.model.strategy import Strategy
from tests.strategies import strategy, texts

any_edit = settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
LISTS = tuple(section for section in SECTIONS if section.holds and section.many and section.has_ids)


def decorated(read: Strategy, seed: int) -> Document:
    """A file of the strategy with comments and blank lines where a person puts them: above items, sections and keys."""
    rng = random.Random(seed)
    written = loads(dump(read))
    lines = written.source.text.split("\n")
    spots = [(key.start_mark.line, "") for key, _ in root_pairs(written)[1:]]
    for key, value in root_pairs(written):
        if any(section.name == key.value and section.many and section.holds for section in SECTIONS):
            spots += [(node.start_mark.line, "  ") for node in value.value[1:]]
    for line, indent in sorted(spots, reverse=True):
        extra = rng.choice(([], [f"{indent}# said in round {line}"], [""], ["", f"{indent}# said in round {line}", ""]))
        lines[line:line] = extra
    for number, line in enumerate(lines):
        if line.lstrip().startswith("rests_on: [") and line.endswith("]") and rng.random() < 0.5:
            lines[number] = f"{line}  # see line {number}"
    found = loads("\n".join(lines))
    assume(found.strategy == read)
    return found


def root_pairs(document: Document) -> list[Any]:
    root = document.source.root
    assert root is not None
    return list(root.value)


def lines_of(document: Document, section: Section, place: int) -> tuple[int, int]:
    """The first line of an entry and the line behind the last one that isn't blank or a comment."""
    value = next(value for key, value in root_pairs(document) if key.value == section.name)
    lines = document.source.text.split("\n")
    nodes = value.value
    last = nodes[place + 1].start_mark.line if place + 1 < len(nodes) else value.end_mark.line
    last = min(last, len(lines))
    first = nodes[place].start_mark.line
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("# said in round ")):
        last -= 1
    return first, last


def chosen(read: Strategy, data: st.DataObject) -> tuple[Section, int]:
    texts = [(section, place) for section in LISTS for place in range(len(entries(read, section)))]
    assume(texts)
    assume(len({item.id for _, item in items(read)}) == len(list(items(read))))
    return data.draw(st.sampled_from(texts))


def with_entry(read: Strategy, section: Section, change: list[Entry]) -> Strategy:
    return read.replace(**{section.name: tuple(change)})


@pytest.mark.slow
@any_edit
@given(strategy(), st.integers(0, 2**32), st.data())
def test_a_change_of_one_field(read: Strategy, seed: int, data: st.DataObject) -> None:
    section, place = chosen(read, data)
    document = decorated(read, seed)
    own_entries = list(entries(read, section))
    field = data.draw(
        st.sampled_from([name for name in section.written if own_entries[place].keys[name].kind in ("prose", "text")])
    )
    own_entries[place] = own_entries[place].replace(**{field: data.draw(texts)})
    new = with_entry(read, section, own_entries)
    text = edit(document, new)
    assert loads(text).strategy == new
    before = document.source.text.split("\n")
    first, last = lines_of(document, section, place)
    after = text.split("\n")
    assert after[:first] == before[:first]
    assert after[len(after) - (len(before) - last) :] == before[last:]


@pytest.mark.slow
@any_edit
@given(strategy(), st.integers(0, 2**32), st.data())
def test_an_entry_that_goes(read: Strategy, seed: int, data: st.DataObject) -> None:
    section, place = chosen(read, data)
    own_entries = list(entries(read, section))
    assume(len(own_entries) > 1)
    document = decorated(read, seed)
    del own_entries[place]
    new = with_entry(read, section, own_entries)
    text = edit(document, new)
    assert loads(text).strategy == new
    before = document.source.text.split("\n")
    first, last = lines_of(document, section, place)
    assert text.split("\n") == before[:first] + before[last:]


@pytest.mark.parametrize("style", [">", "|", ">+", "|+", ">-", "|-"])
@pytest.mark.parametrize("gap", ["", "\n", "\n# the last ones\n"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_the_last_section_goes_from_behind_a_block_text(style: str, gap: str, end: str, line: str) -> None:
    kept = "# by hand\nstratcoach: 1\nproduct: Trails  # ours\nversion: 1.0.0\nupdated: 2026-05-04\nproblems:\n  - id: p\n"
    kept += f"    # above\n    statement: {style}\n      Hikers lose the day.\n{gap}"
    document = loads(f"{kept}parking_lot:\n  - A sign at the bus stop{end}".replace("\n", line))
    assert document.strategy is not None
    new = document.strategy.replace(parking_lot=())
    text = edit(document, new)
    assert loads(text).strategy == new
    assert text.rstrip() == kept.replace("\n", line).rstrip()


@pytest.mark.slow
@any_edit
@given(strategy(), st.integers(0, 2**32), st.data())
def test_an_entry_that_comes(read: Strategy, seed: int, data: st.DataObject) -> None:
    section, place = chosen(read, data)
    document = decorated(read, seed)
    own_entries = list(entries(read, section))
    fresh = own_entries[place].replace(id="quite-new-one")
    assume("quite-new-one" not in {item.id for _, item in items(read)})
    own_entries.insert(place + 1, fresh)
    new = with_entry(read, section, own_entries)
    text = edit(document, new)
    assert loads(text).strategy == new
    before, after = document.source.text.split("\n"), text.split("\n")
    _, last = lines_of(document, section, place)
    assert after[:last] == before[:last]
    assert after[len(after) - (len(before) - last) :] == before[last:]


@pytest.mark.slow
@any_edit
@given(strategy(), st.integers(0, 2**32), st.data())
def test_another_order(read: Strategy, seed: int, data: st.DataObject) -> None:
    section, place = chosen(read, data)
    document = decorated(read, seed)
    own_entries = list(entries(read, section))
    assume(len(own_entries) > 1)
    own_entries.insert(data.draw(st.integers(0, len(own_entries) - 1)), own_entries.pop(place))
    new = with_entry(read, section, own_entries)
    text = edit(document, new)
    assert loads(text).strategy == new
    assert sorted(text.split("\n")) == sorted(document.source.text.split("\n"))
