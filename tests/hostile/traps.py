"""Checkouts that somebody else prepared: each names programs, in a way of its own, that leave a mark when they run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.faults.scenarios import EXAMPLES
from tests.hostile.settings import HOOKS, OTHER, SETTINGS, TRUE


class Trap(NamedTuple):
    """A checkout, the folder in which programs that ran leave a mark, and what the environment says besides."""

    folder: Path
    marks: Path
    environment: Mapping[str, str] = {}

    def sprung(self) -> list[str]:
        """The programs that ran since they were asked for last."""
        names = sorted(one.name for one in self.marks.iterdir())
        for name in names:
            (self.marks / name).unlink()
        return names


def git(folder: Path, *arguments: str, check: bool = True, environment: Mapping[str, str] = {}) -> bytes:
    env = {**clean_environment(), **environment}
    command = ["git", *arguments]
    return subprocess.run(command, cwd=folder, env=env, input=b"", capture_output=True, check=check, timeout=60).stdout


def clean_environment() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "COVERAGE"))}
    who = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**kept, **who, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "HOME": "/nonexistent"}


def program(trap: Trap, name: str) -> str:
    """A program that leaves a mark and then does nothing useful."""
    path = trap.marks.with_name("programs") / re.sub(r"\W", "-", name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"#!/bin/sh\ntouch '{trap.marks}/{path.name}'\n{'cat' if name.startswith('filter') else 'exit 1'}\n", encoding="utf-8"
    )
    path.chmod(0o755)
    return str(path)


def history(top: Path) -> Trap:
    """A repository with two commits of a strategy and an edit since, as yet without any trap."""
    trap = Trap(top / "checkout", top / "marks")
    trap.folder.mkdir(parents=True)
    trap.marks.mkdir()
    git(trap.folder, "init", "-q", "-b", "main")
    text = (EXAMPLES / "platform" / "strategy.yaml").read_text(encoding="utf-8")
    (trap.folder / "strategy.yaml").write_text(text.replace("\nowner: ", "\nowner: Ada or "), encoding="utf-8")
    _commit(trap, "first")
    (trap.folder / "strategy.yaml").write_text(text, encoding="utf-8")
    _commit(trap, "second")
    edited = text.replace("confidence: medium", "confidence: low", 1)
    for name, told in (
        ("strategy", edited),
        ("base", text),
        ("ours", edited),
        ("theirs", text.replace("owner: ", "owner: Ed, ")),
    ):
        (trap.folder / f"{name}.yaml").write_text(told, encoding="utf-8")
    (trap.folder / "torn.yaml").write_text(f"{edited}\nvision: [", encoding="utf-8")
    return trap


def _commit(trap: Trap, subject: str) -> None:
    git(trap.folder, "add", "-A")
    git(trap.folder, "commit", "-qm", subject)


def poisoned(trap: Trap, config: Path, hooks: Path) -> None:
    """Every setting at once, in a file of settings, and every hook."""
    for name in SETTINGS:
        git(trap.folder, "config", "--file", str(config), name, program(trap, name))
    for name in TRUE:
        git(trap.folder, "config", "--file", str(config), name, "true")
    for name, value in OTHER.items():
        git(trap.folder, "config", "--file", str(config), name, value)
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        shutil.copy(program(trap, f"hook {name}"), hooks / name)
    attributes = "* diff=evil merge=evil filter=evil\n"
    (trap.folder / ".gitattributes").write_text(attributes, encoding="utf-8")
    os.utime(trap.folder / "strategy.yaml", (0, 0))  # git has to look at it again


# ---- the kinds of checkouts


def own_settings(top: Path) -> Trap:
    trap = history(top)
    poisoned(trap, trap.folder / ".git" / "config", trap.folder / ".git" / "hooks")
    return trap


def included_settings(top: Path) -> Trap:
    """The settings are in a file that is included, the hooks in a folder of the checkout."""
    trap = history(top)
    poisoned(trap, trap.folder / "more.config", trap.folder / "hooks")
    git(trap.folder, "config", "core.hooksPath", "hooks")
    git(trap.folder, "config", "include.path", "../more.config")
    return trap


def worktree_settings(top: Path) -> Trap:
    """`.git` is a file that leads elsewhere, and the settings are those of this worktree alone."""
    trap = history(top)
    git(trap.folder, "config", "extensions.worktreeConfig", "true")
    elsewhere = top / "worktree"
    git(trap.folder, "worktree", "add", "-q", str(elsewhere), "HEAD", "-b", "other")
    for one in trap.folder.glob("*.yaml"):
        shutil.copy(one, elsewhere)
    moved = Trap(elsewhere, trap.marks)
    poisoned(moved, trap.folder / ".git" / "worktrees" / "worktree" / "config.worktree", trap.folder / ".git" / "hooks")
    return moved


def submodule(top: Path) -> Trap:
    """The settings are those of a submodule, which has changes that a look into it would find."""
    trap, inner = history(top), history(top / "inner")
    git(trap.folder, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.folder), "sub")
    git(trap.folder, "commit", "-qm", "a submodule")
    part = Trap(trap.folder / "sub", trap.marks)
    (part.folder / "strategy.yaml").write_text("stratcoach: 1\n", encoding="utf-8")
    poisoned(part, trap.folder / ".git" / "modules" / "sub" / "config", trap.folder / ".git" / "modules" / "sub" / "hooks")
    for name, value in (("diff.submodule", "log"), ("diff.ignoreSubmodules", "none"), ("submodule.recurse", "true")):
        git(trap.folder, "config", name, value)
    return trap


def embedded(top: Path) -> Trap:
    """A bare repository as files of the checkout, with a strategy in it: git takes it for one whoever is in that folder."""
    trap = history(top)
    bare = top / "kept" / "docs"
    git(top, "clone", "-q", "--bare", str(trap.folder), str(bare))
    for one in trap.folder.glob("*.yaml"):
        shutil.copy(one, bare)
    git(bare, "config", "core.bare", "false")
    git(bare, "config", "core.worktree", str(bare))
    moved = Trap(bare, trap.marks)
    poisoned(moved, bare / "config", bare / "hooks")
    return moved


def promises(url: Callable[[Trap], str]) -> Callable[[Path], Trap]:
    """A partial clone without some objects, whose remote is a program: what git lacks it fetches by itself."""

    def made(top: Path) -> Trap:
        trap = history(top)
        for line in git(trap.folder, "rev-list", "--objects", "HEAD").decode().splitlines():
            sha, _, name = line.partition(" ")
            if name:
                (trap.folder / ".git" / "objects" / sha[:2] / sha[2:]).unlink()
        poisoned(trap, trap.folder / ".git" / "config", trap.folder / ".git" / "hooks")
        for name, value in (
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.url", url(trap)),
            ("remote.origin.promisor", "true"),
            ("remote.origin.partialCloneFilter", "blob:none"),
        ):
            git(trap.folder, "config", "--file", str(trap.folder / ".git" / "config"), name, value)
        return trap

    return made


def helper(top: Path) -> Trap:
    trap = promises(lambda trap: program(trap, "ext"))(top)
    git(trap.folder, "config", "--file", str(trap.folder / ".git" / "config"), "remote.origin.vcs", "ext")
    return trap


def renamed(top: Path) -> Trap:
    """The remote's address looks harmless and is rewritten."""
    trap = promises(lambda _trap: "https://evil.example/x")(top)
    rewritten = f"url.ext::{program(trap, 'ext')}.insteadOf"
    git(trap.folder, "config", "--file", str(trap.folder / ".git" / "config"), rewritten, "https://evil.example/x")
    return trap


def elsewhere(top: Path) -> Trap:
    """Settings that count under a condition only, and a folder of hooks inside the checkout that they name."""
    trap = history(top)
    hooks = trap.folder / "tools" / "git" / "hooks"
    hooks.parent.mkdir(parents=True)
    for number, when in enumerate(("gitdir:**/.git", "onbranch:main")):
        settings = trap.folder / f"more-{number}.config"
        poisoned(trap, settings, hooks)
        git(trap.folder, "config", "--file", str(settings), "core.hooksPath", str(hooks))
        git(trap.folder, "config", f"includeIf.{when}.path", str(settings))
    return trap


def alternates(top: Path) -> Trap:
    """The objects are in another repository, one that only promises them; each has settings of its own."""
    trap = promises(lambda trap: f"ext::{program(trap, 'ext')}")(top)
    objects = trap.folder / ".git" / "objects"
    other = top / "other"
    shutil.copytree(trap.folder, other, symlinks=True)
    shutil.rmtree(objects)
    (objects / "info").mkdir(parents=True)
    lent = other / ".git" / "objects"
    (objects / "info" / "alternates").write_text(f"{lent}\n../../../other/.git/objects\n/nowhere/objects\n", encoding="utf-8")
    (lent / "info").mkdir(exist_ok=True)
    (lent / "info" / "alternates").write_text(f"{objects}\n", encoding="utf-8")
    return trap


def somebody_elses(top: Path) -> Trap:
    """The folder belongs to another user, whom this one doesn't trust."""
    trap = own_settings(top)
    if os.geteuid():
        return trap._replace(environment={"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    for path in (trap.folder, *trap.folder.rglob("*")):
        os.lchown(path, NOBODY, NOBODY)
    return trap


def trusted(top: Path) -> Trap:
    """The folder belongs to another user, and this one said that this is fine."""
    safe = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    trap = somebody_elses(top)
    return trap._replace(environment={**trap.environment, **safe})


NOBODY: Final = 65534


def through_index(top: Path) -> Trap:
    """Files that git was told not to look at, and a split index: our own copy of the index is used for them."""
    trap = history(top)
    git(trap.folder, "update-index", "--split-index")
    git(trap.folder, "update-index", "--assume-unchanged", "strategy.yaml")
    poisoned(trap, trap.folder / ".git" / "config", trap.folder / ".git" / "hooks")
    return trap


CHECKOUTS: Final[Mapping[str, Callable[[Path], Trap]]] = {
    "own settings": own_settings,
    "included settings": included_settings,
    "a worktree": worktree_settings,
    "a submodule": submodule,
    "a bare repository inside": embedded,
    "an index that hides": through_index,
    "settings elsewhere": elsewhere,
    "alternates": alternates,
    "somebody else's": somebody_elses,
    "somebody else's, trusted": trusted,
    "promises, ext": promises(lambda trap: f"ext::{program(trap, 'ext')}"),
    "promises, ssh": promises(lambda _trap: "ssh://evil.example/x"),
    "promises, git": promises(lambda _trap: "git://127.0.0.1:9/x"),
    "promises, https": promises(lambda _trap: "https://127.0.0.1:9/x"),
    "promises, a folder": promises(lambda trap: str(trap.folder)),
    "promises, insteadOf": renamed,
    "promises, a helper": helper,
}
