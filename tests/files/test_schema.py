"""The JSON Schema says of a file what the reader says, as far as a schema can."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from stratcoach.files.schema import schema
from stratcoach.model.sections import SECTIONS

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
