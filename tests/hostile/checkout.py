"""A checkout that somebody else prepared: every setting of git that can run a program names one that leaves a mark.

    python -m tests.hostile.checkout

Prints for each kind of checkout which programs ran when git itself was asked, and which under which verb of ours: that list
has to be empty.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from stratcoach.commands.git_driver import HAS_CONFLICTS
from tests.faults.scenarios import EXAMPLES, ROOT
from tests.hostile.settings import NO_PROGRAM, OTHER, SETTINGS, TAKES_PROGRAM
from tests.hostile.traps import CHECKOUTS, Trap, clean_environment, git

VERBS: Final[tuple[tuple[str, ...], ...]] = (
    ("lint", "."),
    ("lint", ".", "--since", "HEAD~1"),
    ("lint", ".", "--since", "HEAD", "--format", "github"),
    ("lint", "strategy.yaml", "--commit"),
    ("lint", ".", "--show-settings", "--since", "HEAD~1"),
    ("diff",),
    ("diff", "HEAD~1"),
    ("diff", "HEAD~1:strategy.yaml", "HEAD:strategy.yaml"),
    ("diff", "HEAD~1", "strategy.yaml", "--format", "html"),
    ("compare", "HEAD~1:strategy.yaml", "strategy.yaml"),
    ("show",),
    ("log",),
    ("export", "--out", "-"),
    ("migrate", "--dry-run"),
    ("merge", "base.yaml", "strategy.yaml", "theirs.yaml", "--output", "-"),
    ("merge", "base.yaml", "torn.yaml", "theirs.yaml", "--output", "-"),
    ("release", "--dry-run"),
    ("release", "-m", "Less sure", "--because", "A second look", "--stands", "all", "--yes"),
    ("release", "--keep"),
    ("git-diff", "--", "strategy.yaml", "base.yaml", "0", "100644", "strategy.yaml", "0", "100644"),
    ("git-diff", "--", "strategy.yaml", "torn.yaml", "0", "100644", "strategy.yaml", "0", "100644"),
    ("git-text", "strategy.yaml"),
    ("git-merge", "strategy.yaml", "base.yaml", "ours.yaml", "theirs.yaml"),
    ("new", "other.yaml", "--answers", str(EXAMPLES / "platform" / "answers.yaml")),
    ("diff", "--install-git"),
    ("diff", "--uninstall-git"),
    ("--version",),
)


def ran(trap: Trap, verbs: Sequence[Sequence[str]] = VERBS) -> Iterator[tuple[str, str]]:
    """The verbs under which a program ran, and which."""
    env = {**clean_environment(), **trap.environment, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    for verb in verbs:
        command = [sys.executable, "-m", "stratcoach", *verb]
        done = subprocess.run(
            command, cwd=trap.folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
        )
        if done.returncode not in (0, 1, 2, HAS_CONFLICTS) or b"Traceback" in done.stderr:
            yield " ".join(verb), f"ended with {done.returncode}: {done.stderr[-300:].decode()}"
        ENDED[done.returncode] += 1
        for name in trap.sprung():
            yield " ".join(verb), name


ENDED: Final = Counter[int]()

ASKED: Final = (
    ("status",),
    ("diff", "HEAD"),
    ("log", "-1", "-p"),
    ("add", "-A"),
    ("commit", "-qm", "x"),
    ("checkout", "HEAD~1"),
    ("fetch", "-q"),
)


def unaware(make: Callable[[Path], Trap], top: Path) -> list[str]:
    """What runs where git is asked without any care: a trap that can't be sprung proves nothing."""
    trap = make(top)
    trap.sprung()
    for arguments in ASKED:
        git(trap.folder, *arguments, check=False, environment=trap.environment)
    return trap.sprung()


def unlisted() -> list[str]:
    """Settings that this git knows, look as if they ran something, and aren't among ours."""
    named = [re.sub(r"<[^>]+>|\*", "evil", one) for one in git(Path(), "help", "--config").decode().split()]
    ours = {one.lower() for one in (*SETTINGS, *OTHER)}
    ours |= {f"{one.split('.')[0]}.evil" for one in ("alias.x", "pager.x")} | {
        "core.hookspath",
        "remote.evil.vcs",
        "gpg.evil.program",
    }
    ours |= {"remote.evil.uploadpack", "remote.evil.receivepack"} | {
        one.lower().replace("<command>", "evil") for one in NO_PROGRAM
    }
    return [one for one in named if TAKES_PROGRAM.search(one) and one.lower() not in ours]


def main() -> int:
    print(f"settings that git knows and we don't: {unlisted() or 'none'}")
    wrong = 0
    wanted = sys.argv[1:]
    for name, make in CHECKOUTS.items():
        if wanted and not any(one in name for one in wanted):
            continue
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            found = list(ran(make(Path(one))))
            print(
                f"{name}: {len(VERBS)} verbs, ran {found or 'nothing'}; git itself runs {', '.join(unaware(make, Path(other))) or 'nothing'}"
            )
            wrong += len(found)
    print(f"verbs by exit status: {dict(ENDED)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
