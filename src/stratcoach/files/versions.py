"""The copies of the released versions, beside the strategy file: `strategy.versions/1.1.0.yaml` for `strategy.yaml`."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from stratcoach.files import disk
from stratcoach.files.disk import STRATEGY_FILE
from stratcoach.model.versions import is_version, parts

__all__ = ["drop", "folder_of", "is_as_released", "is_version", "keep", "parts", "path_of", "released"]


def folder_of(path: Path) -> Path:
    return path.with_name(folder_name(path.name))


def folder_name(name: str) -> str:
    """What the folder of the copies is called, by the name or the path of the strategy file."""
    return f"{name.removesuffix('.yaml').removesuffix('.yml') or STRATEGY_FILE}.versions"


def path_of(path: Path, version: str) -> Path:
    """Where the copy of a version is kept."""
    return folder_of(path) / f"{version}.yaml"


def released(path: Path) -> list[str]:
    """The versions of which there is a copy, the newest first."""
    folder = folder_of(path)
    held = (entry for entry in folder.iterdir() if entry.suffix == ".yaml" and entry.is_file()) if folder.is_dir() else ()
    found = [entry.stem for entry in held if is_version(entry.stem)]
    return sorted(found, key=parts, reverse=True)


SUMS = "SHA256SUMS"
"""The digests of the copies, as `sha256sum --check` reads them: a copy that was changed after its release is noticed."""


def keep(path: Path, version: str, text: str) -> None:
    """Keep a copy of a version with its digest. Raises `FileExistsError` where there is one, or `OSError`."""
    copy = path_of(path, version)
    if copy.parent.exists() and not copy.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(copy.parent))
    copy.parent.mkdir(exist_ok=True)
    disk.write_new(copy, text)
    sums = copy.parent / SUMS
    try:
        told = sums.read_bytes() if sums.exists() else b""
        with sums.open("ab") as file:
            file.write(b"\n" if told and not told.endswith(b"\n") else b"")
            file.write(f"{_digest(text.encode())}  {copy.name}\n".encode())
    except OSError:
        copy.unlink(missing_ok=True)
        raise


def drop(path: Path, version: str) -> None:
    """Take back a copy that was just kept, because the file itself could not be written."""
    copy = path_of(path, version)
    copy.unlink(missing_ok=True)
    sums = copy.parent / SUMS
    if sums.is_file():
        lines = sums.read_text(encoding="utf-8").splitlines(keepends=True)
        sums.write_text("".join(line for line in lines if not line.endswith(f"  {copy.name}\n")), encoding="utf-8", newline="")


def recorded(path: Path) -> list[str]:
    """The versions whose digests were kept, the newest first; of each there should be a copy."""
    sums = folder_of(path) / SUMS
    lines = sums.read_text(encoding="utf-8", errors="replace").splitlines() if sums.is_file() else ()
    found = {line.partition("  ")[2].removesuffix(".yaml") for line in lines}
    return sorted(filter(is_version, found), key=parts, reverse=True)


def is_as_released(path: Path, version: str) -> bool:
    """Whether a copy is what was released; one without a digest is taken as it is, and line ends may have been changed by git."""
    copy = path_of(path, version)
    sums = copy.parent / SUMS
    if not sums.is_file():
        return True
    lines = (line.partition("  ") for line in sums.read_text(encoding="utf-8", errors="replace").splitlines())
    told = {digest for digest, _, name in lines if name == copy.name}  # two, where two branches released this version
    raw = disk.read_bytes(copy)
    return not told or bool(told & {_digest(raw), _digest(raw.replace(b"\r\n", b"\n"))})


def _digest(raw: bytes) -> str:
    import hashlib  # 3 ms that a diff of two paths needn't pay

    return hashlib.sha256(raw).hexdigest()
