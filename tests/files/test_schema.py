"""The JSON Schema says of a file what the reader says, as far as a schema can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from stratcoach.files.codec import load
from stratcoach.files.json_schema import schema
from stratcoach.model.sections import HEADER_KEYS, SECTIONS
from tests.conftest import Run
from tests.printed import sentence

EXAMPLES = Path(__file__).parents[2] / "examples"


class _AsText(yaml.SafeLoader):
    """Reads dates and words like `on` as text, as editors with YAML 1.2 do."""


_AsText.yaml_implicit_resolvers = {
    sign: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp" and not (tag == "tag:yaml.org,2002:bool" and sign in "oOyYnN")
    ]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema())
    return [error.message for error in validator.iter_errors(yaml.load(text, _AsText))]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("name", ["bakery", "discharge", "platform", "weak"])
def test_a_readable_example_fits_the_schema(name: str) -> None:
    assert errors((EXAMPLES / name / "strategy.yaml").read_text(encoding="utf-8")) == []


def test_the_schema_knows_every_section_and_says_what_each_key_is_for() -> None:
    properties, definitions = schema()["properties"], schema()["definitions"]
    for section in SECTIONS:
        inner = properties[section.name].get("items", properties[section.name])
        for name, key in inner.get("properties", {}).items():
            shared = definitions[key["$ref"].rsplit("/", 1)[1]] if "$ref" in key else key
            assert shared["description"], f"{section.name}.{name}"


@pytest.mark.parametrize(
    "wrong", ["onwer: Ada", "status: drafty", "problems: [{statement: x}]", "insights: {id: a}", "review_by: soon"]
)
def test_what_the_reader_refuses_the_schema_refuses(wrong: str) -> None:
    assert errors(f"stratcoach: 1\nproduct: p\nversion: 1.0.0\nupdated: 2026-01-01\n{wrong}\n")


def test_own_keys_fit() -> None:
    assert errors("stratcoach: 1\nproduct: p\nversion: 1.0.0\nupdated: 2026-01-01\nx-team: {alps: 3}\n") == []


# ---- what editors make of it, as tests/editor/language_server.py found


def keys() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every key of every section and of the top: the section, the key, what the schema says of it."""
    told = schema()
    for section in SECTIONS:
        inner = told["properties"][section.name].get("items", told["properties"][section.name])
        for name, key in inner.get("properties", {}).items():
            yield section.name, name, told["definitions"][key["$ref"].rsplit("/", 1)[1]] if "$ref" in key else key
    for name in HEADER_KEYS:
        yield "", name, told["properties"][name]


def test_editors_write_the_colon_behind_every_key() -> None:
    """They do so only where the key says by itself what it holds: a list, a choice, or alternatives."""
    for section, name, key in keys():
        assert {"anyOf", "items", "enum"} & key.keys(), f"{section}.{name}"


def test_editors_offer_no_true_false_and_null_for_a_text() -> None:
    """They offer the values of each `type` that they find, in the key and in what it refers to."""
    definitions = schema()["definitions"]
    for section, name, key in keys():
        if "items" in key or "enum" in key:
            continue
        (reference,) = key["anyOf"]
        assert "type" not in key, f"{section}.{name}"
        assert "type" not in definitions[reference["$ref"].rsplit("/", 1)[1]], f"{section}.{name}"


def test_an_editor_complains_in_words_and_not_in_patterns() -> None:
    for name, shape in schema()["definitions"].items():
        if "pattern" in shape:
            assert shape["patternErrorMessage"], name
        if "if" in shape:
            assert shape["then"]["errorMessage"], name


def test_an_item_is_called_what_the_method_calls_it() -> None:
    properties = schema()["properties"]
    assert properties["problems"]["items"]["title"] == sentence("section.problems", form="noun")
    assert properties["north_star"]["title"] == sentence("section.north_star", form="noun")


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("owner: 61", True),
        ("owner:", True),
        ("owner: [Ada]", False),
        ("owner: {name: Ada}", False),
        ("review_by: 2027", True),
        ("review_by: 2027.5", False),
        ("review_by: true", False),
        ("review_by: 2027-13", False),
        ("status: draft", True),
        ("status:", True),
        ("status: finished", False),
        ("users:", True),
        ("users: [{id: a, segment: x}]", True),
        ("users: [{id: a, segment: }]", False),
        ("users: [{id: a, segment: ''}]", False),
        ("users: [{id: A, segment: x}]", False),
        ("users: [{id: vision, segment: x}]", False),
        ("users: [{id: a, segment: x, rests_on: [b, 7]}]", True),
        ("users: [{id: a, segment: x, rests_on: b}]", False),
        ("parking_lot: [x, 1.5, true]", True),
        ("parking_lot: [[x]]", False),
    ],
)
def test_what_fits_the_schema_is_what_the_reader_takes(line: str, *, fits: bool) -> None:
    text = f"stratcoach: 1\nproduct: x\nversion: 1.0.0\nupdated: 2026-05-04\n{line}\n"
    assert (errors(text) == []) is fits
    assert (load(text.encode(), "x").troubles == ()) is fits


_DRAFT_7 = frozenset(
    [
        "$schema",
        "$id",
        "$ref",
        "title",
        "description",
        "definitions",
        "examples",
        "type",
        "enum",
        "properties",
        "patternProperties",
        "additionalProperties",
        "required",
        "items",
        "if",
        "then",
        "not",
        "anyOf",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "propertyNames",
    ]
)


@pytest.mark.parametrize("words", [("schema", "--strict"), ("schema", "--settings", "--strict")], ids=" ".join)
def test_a_strict_schema_has_only_keywords_of_the_standard(stratcoach: Run, words: tuple[str, ...]) -> None:
    shape = json.loads(stratcoach(*words).out)

    def keywords(value: object, *, are_names: bool = False) -> set[str]:
        if isinstance(value, list):
            return set[str]().union(*map(keywords, value))
        if not isinstance(value, dict):
            return set()
        inner = (
            keywords(one, are_names=not are_names and key in ("properties", "patternProperties", "definitions"))
            for key, one in value.items()
            if key not in ("enum", "examples", "required")
        )
        return (set() if are_names else set(value)).union(*inner)

    assert keywords(shape) <= _DRAFT_7
    assert shape["$id"].startswith("urn:")
    plain = json.loads(stratcoach(*words[:-1]).out)
    jsonschema.Draft7Validator.check_schema(shape)
    assert set(plain) | {"$id"} == set(shape)
