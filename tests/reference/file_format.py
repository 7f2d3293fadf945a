"""The strategy file, from the one table of sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.messages import Message
from stratcoach.model.entry import Item, Key, Kind
from stratcoach.model.ids import LONGEST
from stratcoach.model.sections import FORMAT_KEY, SECTIONS, Section
from stratcoach.model.strategy import Alternative, Strategy
from tests.reference import ROOT
from tests.reference.markdown import block, code, page, table

_KINDS: Final[dict[Kind, str]] = {
    "text": "text",
    "prose": "text",
    "language": "language code",
    "date": "date",
    "version": "version",
    "choice": "one of",
    "id": "id",
    "ids": "list of ids",
    "texts": "list of texts",
    "parts": "list of mappings",
}


def pages() -> Iterator[tuple[str, str]]:
    example = (ROOT / "examples" / "bakery" / "strategy.yaml").read_text(encoding="utf-8")
    yield (
        "file.md",
        page(
            "The strategy file",
            _LEAD,
            "## The head",
            _keys({FORMAT_KEY: Key(says=Message("schema.format"), must=True)}
                  | dict(Strategy.keys)),
            *map(_section, SECTIONS),
            _common(),
            _VALUES,
            f"## A whole file\n\nThe bakery of the tutorial:\n\n{block(example, 'yaml')}",
        ),
    )  # fmt: skip


_LEAD = f"""\
`strategy.yaml`, or `ANYTHING.strategy.yaml`, is plain YAML that you can edit by hand. The sections come in the order of the method.
An item says what it `rests_on`, which is always something earlier; an insight may say what it `challenges`. Keys that begin with
`x-` are your own, in the head and in every item. Two of them are ours: `x-group` is the group in which a workshop had put a note, and `x-organisation` records whether you are a charity, a public
body, an internal team or something else, so that the questions use the right word.

[Your editor](../how-to/editors.md) explains and completes the keys, because a file that stratcoach wrote names its schema.

`status: draft` means that you are still writing: missing parts are then warnings, not errors. A first version in 15 minutes is a
draft, and so is a longer one in which something required is still open. Remove the line once you mean it.

Required keys are in **bold**. In short:

{table(
    ("section", "what it holds", "may rest on"),
    [
        (
            f"[`{one.name}`](#{one.name})" + (" (required)" if one.required else ""),
            str(one.says),
            code(*one.may_rest_on) if one.may_rest_on else "",
        )
        for one in SECTIONS
    ],
)}"""  # fmt: skip


def _section(section: Section) -> str:
    parts = [f"## {section.name}", str(section.says), _shape(section)]
    if section.may_rest_on:
        parts.append(f"`rests_on` may name items of {code(*section.may_rest_on)}.")
    if section.holds is not None:
        own = {name: section.holds.keys[name] for name in section.written if name not in Item.keys} if section.has_ids else None
        parts.append(_keys(own if own is not None else dict(section.holds.keys)))
    if section.name == "vision":
        parts += ["Each of its `alternatives` has:", _keys(dict(Alternative.keys))]
    return "\n\n".join(filter(None, parts))


def _shape(section: Section) -> str:
    if section.holds is None:
        return "A list of texts."
    items = " It also has [the keys of every item](#keys-of-every-item)." if section.has_ids else ""
    if not section.many:
        return f"One mapping, whose id is always `{section.own_id}`.{items}"
    if not section.has_ids:
        return "A list of mappings."
    return f"A list{', the most important first' if section.ranked else ''}.{items}"


def _common() -> str:
    return f"## Keys of every item\n\n{_keys(dict(Item.keys))}"


def _keys(keys: dict[str, Key]) -> str:
    return table(("key", "value", "what it says"), [(_name(name, key), _value(key), _says(key)) for name, key in keys.items()])


def _name(name: str, key: Key) -> str:
    return f"**`{name}`**" if key.must else f"`{name}`"


def _value(key: Key) -> str:
    return code(*key.values) if key.values else _KINDS[key.kind]


def _says(key: Key) -> str:
    return f"{key.says} For example: {key.example}" if key.example else f"{key.says}"


_VALUES = f"""\
## Values

- **Texts** stay what you wrote: `61`, `2026-03` and `No` are texts, not a number, a date or a no. Put a text in quotes if it has a
  colon followed by a space, or begins with a sign that YAML knows.
- **Ids** are lower-case words joined by hyphens, at most {LONGEST} characters, and each one is used once. `vision` and `north-star`
  belong to those two sections.
- **Dates** are `2027-06-30`, `2027-06`, `2027-Q2` or `2027`.
- **Versions** are three whole numbers: [VISION.CHOICE.DETAIL](../explanation/versions.md).
- **YAML**: anchors, tags, several documents and other rare parts of YAML are refused by
  [`file/unsupported-yaml`](rules/file/unsupported-yaml.md).

## Files next to it

| file | what it is | commit it? |
| --- | --- | --- |
| `strategy.schema.json` | the schema for editors | yes |
| `strategy.versions/1.0.0.yaml` | the copy of a release, never rewritten | yes |
| `strategy.versions/SHA256SUMS` | the digests of the copies | yes |
| `strategy.versions/next/` | notes for the release after the merge | yes, until the release deletes them |
| `strategy.workshop-2026-11-24.md` | the minutes of a workshop | as you like |
| `strategy.workshop-2026-11-24.jsonl` | [what is kept](journal.md#after-a-workshop) of its journal | as you like; it has who was there |
| `strategy.draft.jsonl` | [the session](journal.md) that is under way; deleted when the file is written | no |
| `strategy.draft.room.json` | [who has a device](room.md) in a workshop with `--room`; deleted with the session | no |
| `strategy.release.jsonl`, `strategy.note.jsonl` | what was answered to a release that was interrupted; deleted when it is done | no |
| `strategy.reading.jsonl`, `strategy.review.jsonl` | what was answered to a reading or a review that was interrupted; deleted when it is written | no |
| `.stratcoach.yaml` | [settings](settings.md) | yes |
| `.stratcoach-baseline.json` | [findings accepted for now](../how-to/adopt-an-old-file.md) | yes |
"""
