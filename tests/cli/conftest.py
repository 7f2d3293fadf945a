"""What many tests of commands start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.comparing import AFTER, BEFORE
from tests.cli.linting import EXAMPLES, commit, in_git
from tests.cli.machines import commit_all
from tests.conftest import Run
from tests.first_release import first_release
from tests.program import Program


@pytest.fixture
def weak(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A weak strategy in the folder that we are in."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    return folder / "strategy.yaml"


@pytest.fixture
def git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A released strategy, committed, in the folder that we are in."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    shutil.rmtree(folder / ".git")
    first_release("bakery", folder)
    in_git("init", "-q", "-b", "main")
    commit()
    return folder / "strategy.yaml"


@pytest.fixture(scope="session")
def new_once(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a whole interview has been answered: a strategy in its first version, with its copy. Only to be copied."""
    folder = tmp_path_factory.mktemp("new")
    (folder / ".git").mkdir()
    assert program.run("new", "--answers", str(EXAMPLES / "discharge" / "answers.yaml"), folder=folder).status == 0
    return folder


@pytest.fixture
def first_version(new_once: Path, folder: Path) -> Path:
    """A strategy as `new` has just written it."""
    shutil.copytree(new_once, folder, dirs_exist_ok=True)
    return folder / "strategy.yaml"


@pytest.fixture
def strategy(folder: Path) -> Path:
    """A strategy that was committed and then edited: its first objective aims lower now."""
    path = first_release("discharge", folder)
    shutil.rmtree(folder / ".git")
    commit_all(folder)
    path.write_text(path.read_text().replace(BEFORE, AFTER))
    return path


@pytest.fixture
def copy(stratcoach: Run, folder: Path) -> Path:
    """The copy of a release, which is committed; the file beside it is still what was released."""
    shutil.rmtree(folder / ".git")
    first_release("discharge", folder)
    assert stratcoach("release", "--keep").status == 0
    commit_all(folder)
    return folder / "strategy.versions" / "1.0.0.yaml"
