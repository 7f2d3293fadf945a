"""The examples are what they say: good ones leave nothing to ask, flawed ones bring up what stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generate import COMPLETE, DAY, ROOT, produced

TEXTS = dict(produced())


@pytest.mark.parametrize("path", list(TEXTS), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_generated_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == TEXTS[path], "run `python -m tests.generate`"


@pytest.mark.parametrize("name", COMPLETE)
def test_a_good_example_leaves_nothing_to_ask(name: str) -> None:
    from stratcoach.commands.lint import check_file
    from stratcoach.files.codec import load

    path = ROOT / "examples" / name / "strategy.yaml"
    assert check_file(load(path.read_bytes(), name), DAY).findings == ()


def test_the_good_examples_show_both_levels_of_ambition() -> None:
    texts = {name: (ROOT / "examples" / name / "strategy.yaml").read_text(encoding="utf-8") for name in COMPLETE}
    assert "ambition: low-key" in texts["bakery"]
    assert "ambition: ambitious" in texts["discharge"]
    assert "baseline: unknown" in texts["platform"]
