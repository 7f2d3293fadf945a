"""Every message of the program has its sentence, every sentence its message, and both have the same arguments."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stratcoach.files.catalogues import english, folders, read
from stratcoach.language import en
from stratcoach.language.catalogue import Catalogue, Template, UnknownMessageError, placeholders
from stratcoach.messages import NOTHING, Message
from stratcoach.model.field_names import KEYS, field_label
from stratcoach.model.sections import SECTIONS
from stratcoach.reader.second_reader import known_weaknesses
from stratcoach.rules import RULES
from stratcoach.rules.base import Rule
from tests.source import Made, modules

MESSAGES = folders()[-1] / "messages"
ENGLISH = {
    f"{path.relative_to(MESSAGES).with_suffix('').as_posix()}.{name}": text
    for path in MESSAGES.rglob("*.yaml")
    for name, text in read(path).items()
}
OF_RULES = {name: text for name, text in ENGLISH.items() if name.startswith("rules/")}
OF_SECTIONS = {name: text for name, text in ENGLISH.items() if name.startswith("section.")}
OF_PARTS = {name: text for name, text in ENGLISH.items() if name.startswith("part.")}
OF_FIELDS = {name for name in ENGLISH if name.startswith("field.")}


@pytest.fixture(scope="module")
def made() -> list[Made]:
    """Every place where the program makes a message."""
    return [message for module in modules() if module.name != "messages.py" for message in module.messages]


@pytest.mark.slow
def test_every_message_has_its_sentence_with_the_same_arguments(made: list[Made]) -> None:
    wrong = [
        f"{where}: {name} has {sorted(arguments)}, its sentence {sorted(placeholders(ENGLISH[name])) if name in ENGLISH else None}"
        for where, name, arguments in made
        if name not in ENGLISH or placeholders(ENGLISH[name]) != arguments
    ]
    assert not wrong


@pytest.mark.slow
def test_every_sentence_is_used(made: list[Made]) -> None:
    by_name = OF_RULES.keys() | OF_SECTIONS.keys() | OF_PARTS.keys() | OF_FIELDS
    assert sorted(ENGLISH.keys() - by_name - {message.name for message in made}) == []


def test_every_section_and_every_key_has_its_words_and_no_other() -> None:
    forms = {"noun", "with_article", "all", "title", "each", "says"}
    assert {name: placeholders(text) for name, text in OF_SECTIONS.items()} == {
        section.noun.id: frozenset({"form"}) for section in SECTIONS
    }
    assert [name for name, text in OF_SECTIONS.items() if isinstance(text, str) or set(text) - {"by"} != forms] == []
    assert {field_label(key).id for key in KEYS} == OF_FIELDS


def test_every_part_of_an_entry_has_its_words_and_no_other() -> None:
    keys = [key for section in SECTIONS if section.holds for key in section.holds.keys.values()]
    assert {f"part.{key.part.called}" for key in keys if key.part} == OF_PARTS.keys()
    assert [name for name, text in OF_PARTS.items() if isinstance(text, str) or set(text) != {"by", "noun", "all", "this"}] == []


def test_every_rule_has_its_texts_and_no_other() -> None:
    by_reader = {known.rule for known in known_weaknesses()}

    def shown(rule: Rule) -> set[str]:
        return {"why", "question", *(["fix"] if rule.has_fix else ()), *(["weakness"] if rule.name in by_reader else ())}

    parts = {name: set(text) - {"by"} if isinstance(text, dict) else set() for name, text in OF_RULES.items()}
    assert parts == {rule.why.id: shown(rule) for rule in RULES}
    assert not [rule.name for rule in RULES if not placeholders(OF_RULES[rule.why.id]) <= set(rule.why.arguments)]


def choices(template: Template) -> Iterator[dict[str, Template]]:
    if not isinstance(template, str):
        yield dict(template)
        for name, case in template.items():
            if name != "by":
                yield from choices(case)


def test_a_sentence_that_depends_on_a_number_has_all_plural_forms() -> None:
    assert not [name for name, text in ENGLISH.items() for cases in choices(text) if "one" in cases and "other" not in cases]


def catalogue(**texts: Template) -> Catalogue:
    return Catalogue(lambda file: texts if file == "t" else {}, en.plural, en.JOINS)


@pytest.mark.parametrize(
    ("text", "arguments", "written"),
    [
        ("Hello {name}.", {"name": "Ana {key.skip}"}, "Hello Ana {key.skip}."),
        ({"by": "n", "one": "one dot", "other": "{n} dots"}, {"n": 1}, "one dot"),
        ({"by": "n", "one": "one dot", "other": "{n} dots"}, {"n": 4}, "4 dots"),
        ({"by": "n", "0": "no dot", "one": "one dot", "other": "{n} dots"}, {"n": 0}, "no dot"),
        ({"by": "a", "yes": {"by": "n", "one": "his", "other": "theirs"}, "other": "none"}, {"a": True, "n": 2}, "theirs"),
        ({"by": "way", "up": "it rises", "down": "it falls"}, {"way": "down"}, "it falls"),
        ("{names}", {"names": ("a", "b", "c")}, "a, b, c"),
        ("{names:and}", {"names": ("a", "b", "c")}, "a, b and c"),
        ("{names:or}", {"names": ("a",)}, "a"),
        ("{names:semicolons}", {"names": ("a", "b, c", "d")}, "a; b, c; d"),
        ("x{more}", {"more": None}, "x"),
        ("x{more}", {"more": Message("t.sub", b=2.5)}, "x, 2.5"),
        ("{key.skip}", {}, ":skip"),
    ],
)
def test_a_message_is_written_out(text: Template, arguments: dict[str, str], written: str) -> None:
    assert catalogue(main=text, sub=", {b}").render(Message("t.main", **arguments)) == written


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert catalogue(main="{a} {b}").render(Message("t.main", a="{b}", b="c")) == "{b} c"


def test_a_message_without_a_sentence_or_an_argument_is_a_mistake() -> None:
    with pytest.raises(UnknownMessageError):
        catalogue().render(Message("t.nothing"))
    with pytest.raises(UnknownMessageError):
        catalogue(main="{a}").render(Message("t.main"))
    with pytest.raises(UnknownMessageError):
        catalogue(main={"by": "a", "up": "x"}).render(Message("t.main", a="down"))


def test_messages_are_values() -> None:
    assert Message("a.b", x=1) == Message("a.b", x=1) != Message("a.b", x=2)
    assert len({Message("a.b", x=1), Message("a.b", x=1)}) == 1
    assert Message("a.b", x=1, y=2).replace(x=3) == Message("a.b", x=3, y=2)
    assert not NOTHING
    assert english().render(NOTHING) == ""
