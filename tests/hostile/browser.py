"""Pages made of hostile texts in a real browser, where there is one: what it makes of them has no element but ours.

    python -m tests.hostile.browser

Chromium loads each page, runs what it would run, and prints what became of it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.browser.chromium import Browser, chromium, program
from tests.faults.scenarios import ROOT
from tests.hostile import judges
from tests.hostile.places import dumped, strategy
from tests.hostile.texts import TEXTS

NAMES: Final = (
    "script",
    "break out",
    "style",
    "title",
    "comment",
    "cdata",
    "entities",
    "processing",
    "link",
    "schemes",
    "bidi",
    "together",
)
RUNS: Final = (
    "<img src=x onerror=\"document.title='ZqRan'\"><script>document.title='ZqRan'</script><svg/onload=document.title='ZqRan'>"
)
PAGES: Final = (
    ("export", "a.yaml", "--to", "html", "--for", "team", "--out", "-"),
    ("export", "a.yaml", "--to", "svg", "--out", "-"),
    ("diff", "a.yaml", "b.yaml", "--format", "html"),
)


def loaded(browser: Browser, page: Path) -> str:
    """What a browser makes of a page, and what it has to say about it."""
    with browser.open(page) as shown:
        return f"{shown.value('document.documentElement.outerHTML')}{''.join(shown.complaints())}"


def tried(browser: Browser, text: str, top: Path) -> Iterator[str]:
    for name, last in (("a", ""), ("b", " changed")):
        (top / f"{name}.yaml").write_text(dumped(strategy(text, last=last)), encoding="utf-8")
    for argv in PAGES:
        command = [sys.executable, "-m", "stratcoach", *argv]
        env = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
        made = subprocess.run(command, cwd=top, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
        page = top / ("page.svg" if "svg" in argv else "page.html")
        page.write_text(made.stdout, encoding="utf-8")
        became = loaded(browser, page)
        if not made.stdout or not became:
            yield f"{argv[0]}: no page: {made.stderr[-200:]}"
        if re.search(r"<title>ZqRan", became):
            yield f"{argv[0]}: a script ran"
        yield from (f"{' '.join(argv[:4])}: {wrong}" for wrong in judges.of_html(became))
        if more := Counter(_tags(became)) - Counter(_tags(made.stdout)) - Counter({"head": 9, "body": 9, "html": 9, "tbody": 99}):
            yield f"{' '.join(argv[:4])}: more elements than we wrote: {dict(more)}"


def _tags(page: str) -> list[str]:
    return re.findall(r"<([a-z][a-z0-9]*)[\s>/]", page)


def main() -> int:
    if program() is None:
        print("There is no Chromium here.")
        return 0
    with chromium() as browser:
        return _tried_all(browser)


def _tried_all(browser: Browser) -> int:
    wrong = 0
    for name, text in {**{name: TEXTS[name] for name in NAMES}, "runs": RUNS}.items():
        with tempfile.TemporaryDirectory() as top:
            found = list(tried(browser, text, Path(top)))
        print(f"{name}: {len(PAGES)} pages, {found or 'nothing obeyed'}", flush=True)
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
