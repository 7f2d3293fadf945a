"""What `--format json` prints: every key, taken from real output. Fails where a key has no sentence here."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, Final

from stratcoach.commands import compare, diff, explain, log, review, show, show_settings, weigh, write_minutes
from stratcoach.commands.lint import check_file
from stratcoach.files.codec import load
from stratcoach.lint.accepted_findings import FindingKey
from stratcoach.messages import Message
from stratcoach.model.sections import SECTION
from stratcoach.reports.findings_json import Json
from stratcoach.services.as_data import finding_data
from stratcoach.services.lint_run.located import FileResult, Notice, RunSummary
from stratcoach.services.lint_run.request import LintRequest
from stratcoach.services.statement_check import check_statement
from tests.reference import ROOT
from tests.reference.json_keys import KEYS, LEADS
from tests.reference.markdown import block, page, table

_DAY: Final = date(2026, 11, 22)
_LINTED: Final = (
    "stratcoach: 1\nproduct: x\nupdated: 4.5.2026\nproblems:\n  - id: no-dashboard\n    statement: Users lack a dashboard.\n"
)


def pages() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name:
        outputs = {command: make() for command, make in _outputs(Path(name)).items()}
    parts = []
    for command, output in outputs.items():
        lead, more = LEADS[command], ""
        if command == "lint":
            more = "\n\n" + block(example(), "json")
        parts.append(
            f"## {_TITLES.get(command, command)}\n\n{lead}{more}\n\n{table(('key', 'value', 'what it says'), _rows(command, output))}"
        )
    yield "json.md", page("JSON", _LEAD, *parts)


_TITLES: Final = {
    "lint --show-settings": "lint, show settings",
    "check --jsonl": "check",
    "minutes --to json": "minutes",
    "log --decisions": "log, decisions",
}
"""Titles without dashes in a row, of which GitHub and the site make different names for links."""

_LEAD: Final = """\
These commands print JSON for other programs. Each object has a `version`, which is 1. Keys are only ever added, so read the ones
that you know and ignore the rest. `[]` in a key means: of each entry of the list."""


def example() -> str:
    """A whole report of lint, on one finding."""
    checked = check_file(load(_LINTED.encode(), "strategy.yaml"), _DAY)
    one = checked._replace(
        findings=tuple(placed for placed in checked.findings if placed.finding.rule.name == "problem/solution")
    )
    return _report(one, RunSummary())


def _report(checked: FileResult, tally: RunSummary) -> str:
    report = Json()
    text = report.begin()
    tally.add(checked)
    return text + report.add(checked) + report.end(tally)


def _outputs(folder: Path) -> dict[str, Callable[[], Any]]:
    """What each command prints, on examples that have something for every key."""
    (folder / ".git").mkdir()
    settings = "severity:\n  trade-off/none: warning\n  vision/no-user: off\nexclude: [left-out/]\n"
    (folder / ".stratcoach.yaml").write_text(settings, encoding="utf-8")
    (folder / "left-out").mkdir()
    text = (ROOT / "examples" / "discharge" / "strategy.yaml").read_text(encoding="utf-8")
    learned = "\n  - id: refused\n    statement: Families refuse.\n    observed: 2026-12\n    challenges: [first-evening-home-something]"
    waiver = "\nwaivers:\n  - rule: insight/stale\n    on: refused\n    because: It is new.\n    until: 2027-01-31\n"
    new = folder / "strategy.yaml"
    new.write_text(text.replace("\ninsights:", f"\ninsights:{learned}", 1).rstrip() + waiver, encoding="utf-8")
    (folder / "left-out" / "strategy.yaml").write_text(text, encoding="utf-8")
    old = folder / "old.strategy.yaml"
    old.write_text(text.replace("\n  inputs:\n", "\n  inputs:\n    - one more\n", 1), encoding="utf-8")
    due = folder / "due.strategy.yaml"
    due.write_text(text.replace("review_by: 2027-02", "review_by: 2020-02").replace("by: 2031", "by: 9999"), encoding="utf-8")
    drafts = ROOT / "examples" / "care-homes"
    sides = [str(drafts / f"{name}.strategy.yaml") for name in ("low-key", "ambitious")]
    workshop = str(ROOT / "examples" / "workshop" / "strategy.workshop-2026-11-24.jsonl")
    asked = LintRequest(paths=(str(folder),), formats=("json",))
    return {
        "lint": _linted,
        "lint --show-settings": lambda: _printed(lambda: show_settings.run(asked)),
        "check --jsonl": _checked,
        "show": lambda: _printed(lambda: show.run(str(new), output="json", whole=False)),
        "review": lambda: _printed(lambda: review.run(str(due), lists=True, output="json", ics=False, out="", plain=False)),
        "diff": lambda: _printed(lambda: diff.run(str(old), str(new), file="", output="json", exit_code=False)),
        "compare": lambda: _printed(lambda: compare.run(*sides, file="", output="json")),
        "log": lambda: _printed(lambda: log.run(str(new), output="json")),
        "minutes --to json": lambda: _printed(lambda: write_minutes.run(workshop, to="json", out="-")),
        "log --decisions": lambda: _printed(lambda: log.run(str(new), output="json", decisions=True)),
        "weigh": lambda: _weighed(str(new)),
        "explain": lambda: _printed(lambda: explain.run("", every=False, output="json")),
    }


_IDEAS: Final = (
    "The largest hospital wants a screen that shows the ward which bed is free",
    "Care services hear of an old patient on the day of admission, not on the afternoon of the discharge",
)


def _weighed(file: str) -> Any:
    """What is printed of several ideas, as if it were one: no idea has something for every key."""
    found: dict[str, Any] = {}
    for idea in _IDEAS:
        one = _printed(partial(weigh.run, [file, idea], output="json", plain=False, flows="", start_over=False))
        found |= {key: value or found.get(key, value) for key, value in one.items()}
    return found


def _printed(run: Callable[[], int]) -> Any:
    out = StringIO()
    with redirect_stdout(out):
        run()
    return json.loads(out.getvalue())


def _linted() -> Any:
    checked = check_file(load(_LINTED.encode(), "strategy.yaml"), _DAY)._replace(prose_off=True)
    stale = [("strategy.yaml", FindingKey("vision/fluff", "vision", "statement", "Delight everybody."))]
    notice = Notice(
        "strategy.yaml",
        1,
        "status",
        Message("notice.draft_again", file="strategy.yaml", revision="origin/main", status="accepted"),
    )
    return json.loads(_report(checked, RunSummary(deleted=("gone.strategy.yaml",), gone=stale, notices=[notice])))


def _checked() -> Any:
    text = "We are the leading platform."
    found = check_statement(SECTION["vision"], {"text": text, "slot": "vision"})
    return {"id": 1, "findings": [{**finding_data(one), "start": 0, "end": len(text)} for one in found]}


def _rows(command: str, output: Any) -> list[tuple[str, str, str]]:
    found: dict[str, str] = {}
    _walk("", output, found)
    known = {key: says for key, says in KEYS[command].items() if not key.endswith(".*")}
    free = tuple(key.removesuffix("*") for key in KEYS[command] if key.endswith(".*"))
    found = {path: kind for path, kind in found.items() if not path.startswith(free)} if free else found
    missing, gone = sorted(found.keys() - known.keys()), sorted(known.keys() - found.keys())
    if missing or gone:
        message = f"tests/reference/json_keys.py, {command}: without a sentence {missing}, not found {gone}"
        raise AssertionError(message)
    return [
        (f"`{path}`", f"{kind or 'text'} or null" if known[path].endswith("or null") else kind, known[path])
        for path, kind in found.items()
    ]


def _walk(path: str, value: Any, found: dict[str, str]) -> None:
    """Note every key below a value, with what kind of value it has."""
    if isinstance(value, dict):
        for name, one in value.items():
            below = f"{path}.{name}" if path else name
            found[below] = found.get(below) or _kind(one)
            _walk(below, one, found)
    elif isinstance(value, list):
        for one in value:
            _walk(f"{path}[]", one, found)


def _kind(value: Any) -> str:
    kinds = {dict: "object", list: "list", str: "text", bool: "true or false", int: "number", float: "number", type(None): "null"}
    return kinds[type(value)]
