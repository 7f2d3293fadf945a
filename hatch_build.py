"""Writes into a package which commit it was built from. Run by hatchling; only where this folder is a checkout of git."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILE = "commit.txt"
ARCHIVE = ".git_archival.txt"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  its own type parameter is of no use here
    """Puts `commit.txt` beside the modules. An editable install has none: its checkout moves on, so it is asked when needed."""

    _temporary = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version == "editable":
            return
        commit = commit_of(Path(self.root))
        if not commit or (Path(self.root) / "src" / "stratcoach" / FILE).exists():
            return
        self._temporary = tempfile.mkdtemp()
        path = Path(self._temporary, FILE)
        path.write_text(f"{commit}\n", encoding="utf-8")
        place = f"stratcoach/{FILE}" if self.target_name == "wheel" else f"src/stratcoach/{FILE}"
        build_data["force_include"][str(path)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  as hatchling calls it
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)


def commit_of(root: Path) -> str:
    """The commit of a checkout, with `-dirty` behind it where files differ; that of an archive made by git; `""` if nobody can say."""
    asked = ["git", "-c", "core.fsmonitor=false", "-C", str(root)]
    environment = {
        name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
    }
    try:
        top = subprocess.run(  # noqa: S603  fixed verbs
            [*asked, "rev-parse", "--show-toplevel"], capture_output=True, text=True, check=True, env=environment
        )
        if Path(top.stdout.strip()).resolve() == root.resolve():  # a folder inside another repository is no checkout of this one
            described = [*asked, "describe", "--always", "--dirty", "--exclude=*", "--abbrev=12"]
            done = subprocess.run(described, capture_output=True, text=True, check=True, env=environment)  # noqa: S603  see above
            return done.stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        pass
    archive = root / ARCHIVE
    commit = archive.read_text(encoding="utf-8").strip() if archive.is_file() else ""
    return commit[:12] if commit.isalnum() else ""
