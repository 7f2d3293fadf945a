"""`python -m tests.reworded [FOLDER] [options of pytest]`: the tests with other sentences in the catalogue. What fails, asserts a wording.

A copy of the program is made, in FOLDER or for this once, in which every sentence of the catalogue has other vowels; ids,
arguments, and what chooses between forms stay. The tests of the catalogue itself and of written examples are left out, because
they are about wordings.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[1]
ABOUT_WORDINGS: Final = (
    "tests/language",
    "tests/test_docs.py",
    "tests/test_examples.py",
    "tests/files/test_old_journals.py::test_a_workshop_ends_with_the_same_file_and_minutes",  # as in the examples
    "tests/importing/test_import.py::test_what_was_exported_is_known_again",  # what is read is English
)
_NEXT: Final = dict(zip("aeiouAEIOU", "eiouaEIOUA", strict=True))
_VOWEL: Final = re.compile(r"\{[^}]*\}|[aeiou]", re.IGNORECASE)


def reworded(text: str) -> str:
    """The text with the next vowel for each; placeholders as they are."""
    return _VOWEL.sub(lambda found: _NEXT.get(found[0], found[0]), text)


def _all(texts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _all(text) if isinstance(text, dict) else text if name == "by" else reworded(text) for name, text in texts.items()
    }


def make(folder: Path) -> None:
    """Write a copy of the program with other sentences."""
    for name in ("src", "prompts"):
        shutil.copytree(
            ROOT / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
        )
    for path in (folder / "src").rglob("messages/**/*.yaml"):
        texts = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        path.write_text(yaml.safe_dump(_all(texts), allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as own:
        kept = arguments and not arguments[0].startswith("-") and not Path(arguments[0]).exists()
        folder = Path(arguments.pop(0) if kept else own).absolute()
        make(folder)
        left_out = [f"--deselect={test}" for test in ABOUT_WORDINGS]
        command = [sys.executable, "-m", "pytest", "-m", "not slow", *left_out, *arguments]
        env = {**os.environ, "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{ROOT}"}
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
