"""What was saved is noticed, once, and not before it is all there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from stratcoach.services.watching import saves


class Enough(Exception):
    pass


def noticed(path: Path, *steps: Callable[[], object]) -> list[int]:
    """After which steps of somebody's work, one between any two looks, a save is noticed."""
    done = 0

    def wait() -> None:
        nonlocal done
        if done == len(steps):
            raise Enough
        steps[done]()
        done += 1

    found = list[int]()
    with pytest.raises(Enough):
        found.extend(done for _ in saves(path, wait))
    return found


def nothing() -> None:
    pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "strategy.yaml"
    path.write_text("product: One\n", encoding="utf-8")
    return path


def writes(path: Path, text: str) -> Callable[[], object]:
    return lambda: path.write_text(text, encoding="utf-8")


def test_a_save_is_noticed_when_the_file_has_come_to_rest(path: Path) -> None:
    half, whole = writes(path, "product: "), writes(path, "product: Two\n")
    assert noticed(path, nothing, half, whole, nothing, nothing) == [4]


def test_the_same_content_saved_again_is_no_news(path: Path) -> None:
    touch = lambda: os.utime(path, ns=(1, 1))  # noqa: E731
    assert noticed(path, touch, nothing, writes(path, "product: One\n"), nothing, nothing) == []


def test_a_file_that_is_gone_is_news_and_so_is_its_return(path: Path) -> None:
    assert noticed(path, path.unlink, nothing, nothing, writes(path, "product: One\n"), nothing) == [2, 5]


def test_an_editor_may_put_another_file_in_its_place(path: Path) -> None:
    def replace() -> None:
        other = path.with_suffix(".new")
        other.write_text("product: Six\n", encoding="utf-8")
        was = path.stat()
        os.utime(other, ns=(was.st_atime_ns, was.st_mtime_ns))
        other.replace(path)

    assert noticed(path, replace, nothing) == [2]
