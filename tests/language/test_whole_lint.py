"""A whole lint in a made-up language: nothing is left in English but names, and what was found is the same."""

from __future__ import annotations

import re

import pytest

from stratcoach.commands.lint import LintRequest
from stratcoach.commands.lint import run as lint
from tests.generate import DAY, ROOT
from tests.language.made_up import made_up_language, outside_marks

FILES = ("examples/weak/strategy.yaml", "examples/broken/strategy.yaml")
_PLACE = re.compile(rf"(?:{'|'.join(map(re.escape, FILES))}):\d+:\d+: \w+ (\S+)(?: \.)?(?: \([\w -]+\))?")
"""Where a finding is, its severity and rule, and the item."""


@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_lint_in_another_language_reports_the_same(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    asked = LintRequest(paths=FILES, formats=(form,), as_of=str(DAY), show_all=True)
    status, english = lint(asked), capsys.readouterr()
    with made_up_language():
        other_status, other = lint(asked), capsys.readouterr()
    assert other_status == status
    assert _PLACE.findall(other.out) == _PLACE.findall(english.out)
    assert len(set(_PLACE.findall(other.out))) > 30
    assert words_left(other.out + other.err) == []
    assert len(words_left(english.out)) > 100


def words_left(shown: str) -> list[str]:
    """The words between no marks that aren't where a finding is."""
    return [word for line in outside_marks(shown) for word in re.findall(r"[A-Za-z]+", _PLACE.sub("", line))]
