"""A folder of another language says what English says, with the same arguments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stratcoach import language
from stratcoach.files.catalogues import chosen, english, folders, read
from stratcoach.language.catalogue import placeholders
from stratcoach.messages import Message
from tests.language.made_up import NAME, made_up_language

ENGLISH = folders()[-1]


def mistakes(folder: Path) -> Iterator[str]:
    """What a folder says that English doesn't, and what it says with other arguments."""
    for path in sorted((folder / "messages").rglob("*.yaml")):
        english = read(ENGLISH / path.relative_to(folder))
        for name, template in read(path).items():
            if name not in english or placeholders(template) != placeholders(english[name]):
                yield f"{path.stem}.{name}"


@pytest.mark.slow
def test_every_folder_of_a_language_says_what_english_says() -> None:
    with made_up_language():
        found = [path for place in language.__path__ for path in Path(place).iterdir() if (path / "messages").is_dir()]
        assert {path.name for path in found} >= {"en", NAME}
        assert [mistake for folder in found for mistake in mistakes(folder)] == []


def test_a_sentence_that_nobody_needs_or_that_lacks_an_argument_is_found(tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "session.yaml").write_text(
        "already_begun: Schon begonnen.\nnobody_says_this: Niemand.\n", encoding="utf-8"
    )
    assert list(mistakes(tmp_path)) == ["session.already_begun", "session.nobody_says_this"]


def test_what_is_not_translated_yet_is_in_english() -> None:
    with made_up_language():
        whole = str(Message("session.already_begun", path="x"))
        Path(folders()[0], "messages", "session.yaml").rename(aside := Path(folders()[0], "session"))
        chosen.cache_clear()
        assert (
            str(Message("session.already_begun", path="x"))
            == english().render(Message("session.already_begun", path="x"))
            != whole
        )
        aside.rename(Path(folders()[0], "messages", "session.yaml"))
