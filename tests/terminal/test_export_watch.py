"""In a real pseudo-terminal: a page that is kept up to date while somebody edits the strategy."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.generate import ROOT
from tests.person import CTRL_C, Person
from tests.printed import wording

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"), pytest.mark.slow]


def test_each_save_is_exported_and_a_slip_keeps_the_last_page(folder: Path) -> None:
    text = (ROOT / "examples" / "bakery" / "strategy.yaml").read_text(encoding="utf-8")
    strategy, page = folder / "strategy.yaml", folder / "strategy.html"
    strategy.write_text(text, encoding="utf-8")
    person = Person(["export", "--watch"], folder)
    person.sees(wording("verb.watching"))
    strategy.write_text(text + "  [", encoding="utf-8")
    person.sees(wording("strategy_file.unreadable"))
    assert "Crumb" in page.read_text(encoding="utf-8")
    strategy.write_text(text.replace("product: Crumb", "product: Crust"), encoding="utf-8")
    person.sees("shows more. Written: strategy.html")
    assert "Crust" in page.read_text(encoding="utf-8")
    person.types(CTRL_C)
    assert person.ends() == 0


def test_what_is_printed_or_compared_cannot_be_watched(folder: Path, stratcoach: Run) -> None:
    (folder / "strategy.yaml").write_bytes((ROOT / "examples" / "bakery" / "strategy.yaml").read_bytes())
    assert stratcoach("export", "--watch", "--check").status == 2
    assert stratcoach("export", "--watch", "--out", "-").status == 2
    assert [one.name for one in folder.iterdir() if one.suffix == ".html"] == []
