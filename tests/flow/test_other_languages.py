"""Who writes in another language isn't coached by rules that read English."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratcoach import language
from stratcoach.files.catalogues import CHOSEN, chosen
from stratcoach.files.question_flows import load_library
from stratcoach.flow.assemble import Assembly
from stratcoach.flow.events import AnswerGiven
from stratcoach.flow.interview import Interview
from stratcoach.flow.model import Library
from stratcoach.flow.protocol import Challenge
from stratcoach.model.strategy import Strategy
from tests.flows import LIBRARY

ANSWERS = (
    ("start.agenda", "solo"),
    ("start.product", "Steg"),
    ("vision.statement", "Wir wollen die führende Plattform für Häfen werden."),
    ("vision.today", "Stress."),
    ("vision.because", "Klingt besser."),
)


def challenged(library: Library, base: Strategy | None) -> list[str]:
    interview = Interview(library, base=base)
    found = []
    for key, value in ANSWERS:
        interview.apply(AnswerGiven(key=key, value=value))
        step = interview.step()
        found += [step.rule] if isinstance(step, Challenge) else []
    return found


def test_a_strategy_in_another_language_is_revised_without_them() -> None:
    assert challenged(LIBRARY, Strategy(product="Steg")) != []
    assert challenged(LIBRARY, Strategy(product="Steg", language="de")) == []


def test_a_folder_of_a_language_says_in_what_people_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "yy"
    (folder / "messages").mkdir(parents=True)
    (folder / "__init__.py").write_text(
        'JOINS = {"and": "und", "or": "oder"}\nWRITTEN = "de"\n\n\ndef plural(number):\n    return "other"\n'
    )
    monkeypatch.setattr(language, "__path__", [*language.__path__, str(tmp_path)])
    monkeypatch.setenv(CHOSEN, "yy")
    chosen.cache_clear()
    try:
        library = load_library()
        assert challenged(library, None) == []
        interview = Interview(library)
        assert Assembly(library, interview.state, interview.agenda).strategy().language == "de"
    finally:
        chosen.cache_clear()
