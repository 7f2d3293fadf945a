"""Which commit this stratcoach was built from: noted in the package, or asked of the checkout that it runs from."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from stratcoach import __version__
from stratcoach.errors import UserError

_PACKAGE: Final = Path(__file__).parents[1]
_NOTED: Final = _PACKAGE / "commit.txt"


@cache
def commit() -> str:
    """The first twelve digits of the commit, with `-dirty` behind them where files differed; `""` where nobody knows."""
    try:
        return _NOTED.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return _of_checkout(_PACKAGE.parents[1])


def _of_checkout(root: Path) -> str:
    """The commit of the checkout that an editable install runs from."""
    if root / "src" / "stratcoach" != _PACKAGE or not os.path.exists(root / ".git"):  # noqa: PTH110  a link to nothing counts as none
        return ""
    from stratcoach.files import git

    try:
        done = git.run(root, "-c", "core.fsmonitor=false", "describe", "--always", "--dirty", "--exclude=*", "--abbrev=12")
    except UserError:
        return ""
    return done.stdout.decode("ascii", "replace").strip() if done.returncode == 0 else ""


@cache
def documentation() -> str:
    """The address of the documentation, as the package gives it under `[project.urls]`; `""` where it gives none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        lines: list[str] = metadata("stratcoach").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    urls = {label.strip().lower(): url.strip() for label, _, url in (line.partition(",") for line in lines)}
    return urls.get("documentation", "").rstrip("/")


def version() -> str:
    """The version with the commit, as a version with build metadata has it: 0.1.0+7760b66f1e2a."""
    return f"{__version__}+{commit().replace('-dirty', '.dirty')}" if commit() else __version__
