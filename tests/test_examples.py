"""The examples are what they say: good ones leave nothing to ask, flawed ones bring up what stands beside them."""

from __future__ import annotations

import pytest

from tests.browser.pictures import PICTURES, is_current
from tests.generate import COMPLETE, DAY, DRAFTS, ROOT, produced


@pytest.mark.slow
def test_what_is_generated_is_up_to_date() -> None:
    old = [path.relative_to(ROOT).as_posix() for path, text in produced() if path.read_text(encoding="utf-8") != text]
    assert old == [], "run `python -m tests.generate`"


def test_the_pictures_of_the_page_show_the_page_as_it_is() -> None:
    old = [picture.name for picture in PICTURES if not is_current(picture)]
    assert old == [], "run `python -m tests.generate` where there is a Chromium"


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


def test_the_two_drafts_lack_nothing_and_begin_with_the_same_insights() -> None:
    from stratcoach.commands.lint import check_file
    from stratcoach.files.codec import load

    paths = [ROOT / "examples" / "care-homes" / f"{name}.strategy.yaml" for name in DRAFTS]
    found = [load(path.read_bytes(), path.name) for path in paths]
    for document in found:
        texts = [(one.finding.rule.name, one.finding.severity) for one in check_file(document, DAY).findings]
        assert texts == [("trace/unused", "advice")], "each leaves one thing out that was seen"
    low, big = (document.strategy for document in found)
    assert low
    assert big
    assert low.insights == big.insights
    assert low.vision
    assert big.vision
    assert (low.vision.ambition, big.vision.ambition) == ("low-key", "ambitious")
