"""What is printed or shown, by the id of its message or question: what that says is tested by the catalogue alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pytest

from stratcoach.errors import UserError
from stratcoach.files.catalogues import english
from stratcoach.flow.model import Question
from stratcoach.language.catalogue import PLACEHOLDER, Template
from stratcoach.messages import Argument, Message, message_of
from tests.flows import LIBRARY

_ANYTHING: Final = ".*?"


def sentence(message: str, /, **arguments: Argument) -> str:
    """The message with this id, written out; it needs all its arguments."""
    return f"{message_of(message, arguments)}"


def wording(message: str, /, **arguments: Argument) -> re.Pattern[str]:
    """An expression for the message with this id, wherever its lines are broken; with these arguments, and whatever others."""
    template = english().template(message)
    return _either(_pattern(one, arguments) for one in _texts(template, message_of(message, _read(arguments))))


def shows(printed: str, message: str, /, **arguments: Argument) -> bool:
    """Whether `printed` has the message with this id in it, wherever its lines were broken; with these arguments, and whatever
    others.
    """
    return wording(message, **arguments).search(printed) is not None


@contextmanager
def refused(message: str, /, **arguments: Argument) -> Iterator[None]:
    """Something in here is refused with the message with this id."""
    with pytest.raises(UserError) as caught:
        yield
    error = caught.value.message
    assert isinstance(error, Message)
    asked = {name: f"{value}" for name, value in arguments.items()}
    assert (error.id, {name: f"{error.arguments.get(name)}" for name in asked}) == (message, asked)


def question_wording(key: str, /, **references: Argument) -> re.Pattern[str]:
    """An expression for the question with this key, such as `insights.source`, in any of its wordings; with these answers, and
    whatever others.
    """
    asked = _question(key)
    return _either(_pattern(one, references) for one in (*asked.ask, *asked.again))


def shows_question(printed: str, key: str, /, **references: Argument) -> bool:
    """Whether `printed` asks the question with this key."""
    return question_wording(key, **references).search(printed) is not None


def option_text(key: str, value: str, /) -> str:
    """What is shown for one of the answers to choose from."""
    [chosen] = [one for one in _question(key).choices if one.value == value]
    return chosen.says[-1]


def versions(key: str, /) -> tuple[str, ...]:
    """The versions of a question, as they are in the flow."""
    return _question(key).ask


def flow_title(flow: str, /) -> str:
    """What the steps with a flow are called."""
    return LIBRARY.flows[flow].title


def _question(key: str) -> Question:
    flow, _, name = key.partition(".")
    [asked] = [one for one in LIBRARY.flows[flow].all_questions if one.id == name]
    return asked


def _read(arguments: dict[str, Argument]) -> dict[str, Argument]:
    """Arguments as the program has them: a number in digits is a number."""
    return {name: int(value) if isinstance(value, str) and value.isdecimal() else value for name, value in arguments.items()}


def _texts(template: Template, message: Message) -> Iterator[str]:
    """Every text that the message can have; where the argument that chooses one is given, the one that it chooses."""
    if isinstance(template, str):
        yield template
    elif template["by"] in message.arguments:
        yield from _texts(english().chosen(template, message), message)
    else:
        for name, case in template.items():
            if name != "by":
                yield from _texts(case, message)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    """One of several expressions; those that anything matches are none."""
    telling = [one for one in patterns if re.search(r"\w{2}", one.replace(_ANYTHING, ""))]
    assert telling, "whatever is printed has this in it"
    return re.compile("|".join(telling), re.DOTALL)


def _pattern(text: str, arguments: dict[str, Argument]) -> str:
    """An expression for a text with placeholders. A first letter may be a capital and a full stop missing, as in a clause."""
    parts = PLACEHOLDER.split(text.strip().removesuffix("."))
    made = []
    for at in range(0, len(parts), 3):
        made.append(_fixed(parts[at]))
        if at + 1 < len(parts):
            made.append(_written(arguments[parts[at + 1]]) if parts[at + 1] in arguments else _ANYTHING)
    if made[0][:1].isalpha():
        made[0] = rf"(?i:{made[0][:1]}){made[0][1:]}"
    whole = "".join(made).removeprefix(_ANYTHING).removesuffix(_ANYTHING).removesuffix(r"\s+")
    return rf"\b{whole}" if whole.startswith("(?i:") or whole[:1].isalnum() else whole


def _fixed(text: str) -> str:
    """An expression for a text, with any space where it has some."""
    return re.sub(r"(?:\\\s)+", r"\\s+", re.escape(text))


def _written(value: Argument) -> str:
    texts = value if isinstance(value, tuple) else (value,)
    return _ANYTHING.join(_fixed(f"{text}"[:-1] if re.search(r"\w.*\.$", f"{text}") else f"{text}") for text in texts)
