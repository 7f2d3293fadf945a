"""The laws of a diff: nothing between equals, nothing left out, nothing that hangs on layout."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stratcoach.diff.change import Change
from stratcoach.diff.comparison import compare
from stratcoach.diff.value_text import in_one
from stratcoach.files.codec import loads
from stratcoach.files.writer import dump
from stratcoach.model.entry import Entry, Pairs
from stratcoach.model.sections import HEADER_KEYS, SECTIONS, Section, entries, items
from stratcoach.model.strategy import Strategy
from tests.strategies import strategy

law = settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)


def is_sound(one: Strategy) -> bool:
    """Whether each entry can be told from the others: by its id, or by what it says."""
    ids = [item.id for _, item in items(one)]
    return len(ids) == len(set(ids)) and all(
        len({name_of(section, entry).casefold() for entry in entries(one, section)}) == len(entries(one, section))
        for section in SECTIONS
        if section.holds and section.many
    )


def name_of(section: Section, entry: Entry) -> str:
    return getattr(entry, "id", "") if section.has_ids else in_one_line(str(getattr(entry, section.main)))


def in_one_line(text: str) -> str:
    """A text without its layout, as a diff reads it."""
    return " ".join(text.split()) or text


@pytest.mark.slow
@law
@given(strategy(), strategy())
def test_the_changes_of_a_diff_worked_into_the_old_strategy_give_the_new_one(old: Strategy, new: Strategy) -> None:
    assume(is_sound(old) and is_sound(new))
    found = compare(old, new)
    assert in_no_order(applied(found.changes, old, new)) == in_no_order(new)


@pytest.mark.slow
@law
@given(strategy(), st.integers(0, 2**32), st.data())
def test_a_few_edits_worked_back_in(old: Strategy, seed: int, data: st.DataObject) -> None:
    assume(is_sound(old))
    rng = random.Random(seed)
    new = old
    for section in data.draw(st.lists(st.sampled_from([one for one in SECTIONS if one.has_ids]), min_size=1, max_size=4)):
        own_entries = list(entries(new, section))
        if own_entries:
            at = rng.randrange(len(own_entries))
            own_entries[at] = own_entries[at].replace(note=f"{rng.random()}", owner=rng.choice(["", "Ada"]))
            if section.many and rng.random() < 0.3:
                del own_entries[at]
            new = new.replace(**{section.name: tuple(own_entries) if section.many else own_entries[0]})
    assert in_no_order(applied(compare(old, new).changes, old, new)) == in_no_order(new)


def applied(changes: tuple[Change, ...], old: Strategy, new: Strategy) -> Strategy:
    """The old strategy with each change worked in, and nothing but the changes."""
    renamed = {change.before: change.after for change in changes if change.kind == "renamed"}
    values: dict[str, Any] = {"version": new.version, "updated": new.updated, "history": new.history}
    for change in changes:
        if not change.section and change.field.startswith("x-"):
            values["extra"] = with_own(values.get("extra", old.extra), change.field, new)
        elif not change.section:
            values[change.field] = getattr(new, change.field)
    for section in SECTIONS:
        if section.name == "history":
            continue
        own = [change for change in changes if change.section == section.name]
        if section.holds is None:
            gone = {change.before for change in own if change.kind in ("removed", "changed")}
            texts = [text for text in getattr(old, section.name) if (" ".join(text.split()) or text) not in gone]
            values[section.name] = (*texts, *(change.after for change in own if change.kind in ("added", "changed")))
            continue
        expected = {name_of(section, entry): relinked(entry, renamed) for entry in entries(old, section)}
        fresh = {name_of(section, entry): entry for entry in entries(new, section)}
        result = worked_in(own, section, expected, fresh)
        values[section.name] = tuple(result) if section.many else next(iter(result), None)
    return old.replace(**values)


def worked_in(own: list[Change], section: Section, held: dict[str, Entry], fresh: dict[str, Entry]) -> list[Entry]:
    whole = {in_one_line(in_one(section, entry)): name for names in (held, fresh) for name, entry in names.items()}
    for change in own:
        name = change.on if section.has_ids else named(change, whole)
        if change.kind == "removed":
            del held[name]
        elif change.kind == "renamed":
            held[change.after] = held.pop(change.before).replace(id=change.after)
    was = {
        in_one_line(change.after): in_one_line(change.before)
        for change in own
        if change.field == section.main and not section.has_ids
    }
    for change in own:
        name = change.on if section.has_ids else named(change, whole)
        if change.kind == "added":
            held[name] = fresh[name]
        elif change.kind in ("changed", "moved_goalpost"):
            before = held.pop(name if name in held else was[name])
            if change.field.startswith("x-"):
                held[name] = before.replace(extra=with_own(before.extra, change.field, fresh[name]))
            else:
                held[name] = before.replace(**{change.field: getattr(fresh[name], change.field)})
    return list(held.values())


def named(change: Change, whole: dict[str, str]) -> str:
    """What an entry without an id is called; one that was added or removed is told with more than its name."""
    told = in_one_line(change.said)
    return whole.get(told, told) if change.kind in ("added", "removed") else told


def with_own(extra: Pairs, name: str, new: Entry) -> Pairs:
    return Pairs({**dict(extra), name: dict(new.extra).get(name, "")}.items())


def relinked(entry: Entry, renamed: dict[str, str]) -> Entry:
    fields = {name: getattr(entry, name) for name, key in entry.keys.items() if key.kind == "ids" or name == "on"}
    return entry.replace(
        **{
            name: tuple(renamed.get(one, one) for one in value) if isinstance(value, tuple) else renamed.get(value, value)
            for name, value in fields.items()
        }
    )


def in_no_order(one: Strategy) -> dict[str, Any]:
    """A strategy as what it says, without white space, and without the order of its lists and links."""
    expected: dict[str, Any] = {name: bare(getattr(one, name)) for name in (*HEADER_KEYS, "extra")}
    for section in SECTIONS:
        if section.holds is None:
            expected[section.name] = {bare(text) for text in getattr(one, section.name)}
        elif section.name != "history":
            expected[section.name] = {name_of(section, entry): bare(entry) for entry in entries(one, section)}
    return expected


def bare(value: Any) -> Any:
    """What a value says, in no order."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Entry):
        return {name: bare(getattr(value, name)) for name in value.field_names}
    if isinstance(value, Pairs):
        return {name: bare(one) for name, one in value if bare(one)}
    return sorted(repr(bare(one)) for one in value)


@pytest.mark.slow
@law
@given(strategy(), strategy(), st.integers(0, 2**32))
def test_key_order_and_quoting_say_nothing(old: Strategy, new: Strategy, seed: int) -> None:
    found = loads(laid_out(dump(new), random.Random(seed))).strategy
    assert found is not None
    assert compare(old, found) == compare(old, new)


def laid_out(text: str, rng: random.Random) -> str:
    """The same data with the keys of every mapping in another order, and every text in quotes."""

    def shuffled(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            pairs = [(key.value, shuffled(value)) for key, value in node.value]
            rng.shuffle(pairs)
            return dict(pairs)
        return [shuffled(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else node.value

    return str(yaml.safe_dump(shuffled(yaml.compose(text)), sort_keys=False, default_style='"', allow_unicode=False))
