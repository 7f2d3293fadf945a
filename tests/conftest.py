"""What many tests need: the shipped flows, an interview by replies, the program as a user calls it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from stratcoach.flow.model import Library
from tests.browser.chromium import NAMES, Browser, chromium
from tests.browser.chromium import program as browser_program
from tests.flows import LIBRARY
from tests.program import Program
from tests.program import Ran as Ran  # noqa: PLC0414  tests take it from here

_SAME_CASES = "TESTS_SAME_CASES"
"""Set in CI, for the processes that run the tests too, which no longer see `CI`: made-up cases are the same each time."""
if os.environ.get("CI"):
    os.environ[_SAME_CASES] = "1"
settings.register_profile("stratcoach", deadline=None, derandomize=bool(os.environ.get(_SAME_CASES)))
settings.load_profile("stratcoach")
for _name in ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION"):
    os.environ.pop(_name, None)  # the tests are the same wherever they run; those about runners say so
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the program is started hundreds of times: it is compiled once
sys.dont_write_bytecode = False  # and so are the tests


Run = Callable[..., Ran]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick tests first, and those that look at the code side by side, so that one process reads it."""
    items.sort(key=lambda item: (item.get_closest_marker("slow") is not None, _looks_at_the_code(item)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: nobody need look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def _looks_at_the_code(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and "modules" in vars(item.module)


@pytest.fixture(scope="session")
def library() -> Library:
    return LIBRARY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder that is a repository's root, so that nothing above it is found."""
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    """The program, loaded once."""
    with Program() as program:
        yield program


@pytest.fixture
def stratcoach(folder: Path, program: Program) -> Run:
    """Run the program in the folder, as a process of its own."""

    def run(*arguments: str, typed: str | None = None, cwd: Path = folder, **environment: str) -> Ran:
        return program.run(*arguments, folder=cwd, typed=typed, environment=environment)

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the tests. Where there is none they are skipped; where `BROWSER_TESTS` is `required`, that is an error."""
    if browser_program() is None:
        reason = f"no Chromium: none of {', '.join(NAMES)} is installed"
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium() as running:
        yield running
