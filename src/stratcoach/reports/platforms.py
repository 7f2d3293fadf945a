"""Findings for CI platforms: GitHub's annotations and SARIF, GitLab's code quality, JUnit.

Paths are relative to the repository's root, because that is how the platforms know them.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from stratcoach.files.build import version
from stratcoach.messages import Message
from stratcoach.model.safe_text import short, visible
from stratcoach.reports.phrases import about, closing, endings, on_one_line, saw
from stratcoach.reports.report import Report
from stratcoach.reports.rule_page import address, markdown, page
from stratcoach.reports.style import Style
from stratcoach.rules import RULES
from stratcoach.rules.base import Rule, Severity
from stratcoach.services.lint_run.located import FileResult, Located, Notice, RunSummary, at_or_above


class Platform(Report):
    """`base` is the folder of the run as seen from the repository's root: `""`, or `services/shop/`."""

    def __init__(self, base: str = "") -> None:
        self.base = base

    def path(self, file: str) -> str:
        return file if file.startswith(("/", "<")) else posixpath.normpath(posixpath.join(self.base, file))


def _said(placed: Located) -> str:
    return f"{saw(placed.finding)} {placed.finding.rule.why}\n→ {placed.finding.question}"


def _told_apart(checked: FileResult, path: str) -> Iterator[tuple[Located, str]]:
    """Each finding with a fingerprint that stays the same while lines move; equal findings are numbered."""
    seen: Counter[tuple[str, ...]] = Counter()
    for placed in checked.findings:
        finding = placed.finding
        key = (path, finding.rule.name, finding.on, finding.field, placed.text)
        seen[key] += 1
        yield placed, sha256(json.dumps([*key, seen[key]]).encode()).hexdigest()[:32]


# ---- GitHub


class GitHub(Platform):
    """Workflow commands, which GitHub shows as annotations next to the lines: the first ten of each kind in a step. So notices
    about the check itself come before advice.
    """

    _KINDS: Final = {"error": "error", "warning": "warning", "advice": "notice"}
    _SHOWN: Final = 10

    def ahead(self, notices: Sequence[Notice]) -> str:
        return "".join(f"{self._notice(notice)}\n" for notice in notices)

    def add(self, checked: FileResult) -> str:
        return self.ahead(checked.notices) + "".join(f"{self._command(placed)}\n" for placed in checked.findings)

    def _command(self, placed: Located) -> str:
        span, finding = placed.span, placed.finding
        properties = {"file": self.path(placed.file), "line": span.line, "endLine": span.end_line}
        if span.line == span.end_line and span.end_column > span.column:  # GitHub drops columns that span lines
            properties |= {"col": span.column, "endColumn": span.end_column}
        properties["title"] = f"{finding.rule.name}{about(finding)}"
        parameters = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        return f"::{self._KINDS[finding.severity]} {parameters}::{_data(_said(placed))}"

    def end(self, tally: RunSummary) -> str:
        lines = [f"::notice::{_data(line)}" for line in endings(tally)]
        summary = tally.summary
        if max(summary.errors, summary.warnings, summary.advice + len(tally.notices)) > self._SHOWN:
            lines.append(str(Message("report.first_on_github", count=self._SHOWN)))
        if tally.settled:
            lines.append(on_one_line(f"{tally.settled}"))
        return "" if tally.is_quiet else "".join(f"{line}\n" for line in (*lines, closing(tally)))

    def _notice(self, notice: Notice) -> str:
        file = _property(self.path(notice.file))
        return f"::notice file={file},line={notice.line},title={notice.about}::{_data(on_one_line(str(notice.message)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return visible(_data(text).replace(":", "%3A").replace(",", "%2C"))


# ---- SARIF


class Sarif(Platform):
    """SARIF 2.1.0, for code scanning. A clean run has an empty list of results, which closes old alerts."""

    _LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "note"}
    _PROBLEMS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "recommendation"}

    def __init__(self, base: str = "") -> None:
        super().__init__(base)
        self._none_yet = True
        self._index = {rule.name: place for place, rule in enumerate(RULES)}

    def begin(self) -> str:
        driver = {
            "name": "stratcoach",
            "version": version(),
            "semanticVersion": version(),
            "rules": [self._rule(rule) for rule in RULES],
        }
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "automationDetails": {"id": "stratcoach/"}}
        head = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
        return json.dumps(head).removesuffix("}]}") + ', "results": ['

    def _rule(self, rule: Rule) -> dict[str, Any]:
        return {
            "id": rule.name,
            "shortDescription": {"text": str(rule.why)},
            "fullDescription": {"text": f"{rule.why} {rule.question}"},
            **({"helpUri": where} if (where := address(rule)) else {}),
            "help": {"text": page(rule, Style(width=100)), "markdown": markdown(rule)},
            "defaultConfiguration": {"level": self._LEVELS[rule.severity]},
            "properties": {
                "tags": list(dict.fromkeys(("strategy", rule.section, "wording" if rule.prose else "structure"))),
                "precision": rule.confidence,
                "problem.severity": self._PROBLEMS[rule.severity],
            },
        }

    def add(self, checked: FileResult) -> str:
        results = []
        for placed, fingerprint in _told_apart(checked, self.path(checked.file)):
            results.append("\n" if self._none_yet else ",\n")
            results.append(json.dumps(self._result(placed, fingerprint)))
            self._none_yet = False
        return "".join(results)

    def _result(self, placed: Located, fingerprint: str) -> dict[str, Any]:
        name, span = placed.finding.rule.name, placed.span
        region = {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
        return {
            "ruleId": name,
            "ruleIndex": self._index[name],
            "level": self._LEVELS[placed.finding.severity],
            "message": {"text": _said(placed)},
            "locations": [{"physicalLocation": {"artifactLocation": self._artifact(placed.file), "region": region}}],
            "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:1", "stratcoach/v1": fingerprint},
        }

    def _artifact(self, file: str) -> dict[str, str]:
        path = quote(self.path(file).encode("utf-8", "surrogateescape"))
        return {"uri": f"file://{path}"} if path.startswith("/") else {"uri": path, "uriBaseId": "%SRCROOT%"}

    def end(self, tally: RunSummary) -> str:
        if not tally.by_file:
            return "\n]}]}\n"
        run = {"executionSuccessful": True, "toolExecutionNotifications": [*map(self._notification, tally.by_file)]}
        return f'\n], "invocations": {json.dumps([run])}}}]}}\n'

    def _notification(self, notice: Notice) -> dict[str, Any]:
        place = {"artifactLocation": self._artifact(notice.file), "region": {"startLine": notice.line}}
        message = {"text": on_one_line(str(notice.message))}
        return {"level": "note", "message": message, "locations": [{"physicalLocation": place}]}


# ---- GitLab


class GitLab(Platform):
    """GitLab's code quality report: one list of objects."""

    _SEVERITIES: Final = {"error": "major", "warning": "minor", "advice": "info"}

    def __init__(self, base: str = "") -> None:
        super().__init__(base)
        self._none_yet = True

    def begin(self) -> str:
        return "["

    def add(self, checked: FileResult) -> str:
        path = self.path(checked.file)
        return "".join(
            self._issue(
                description=_said(placed),
                check_name=f"stratcoach/{placed.finding.rule.name}",
                fingerprint=fingerprint,
                severity=self._SEVERITIES[placed.finding.severity],
                location={"path": path, "lines": {"begin": placed.span.line, "end": placed.span.end_line}},
            )
            for placed, fingerprint in _told_apart(checked, path)
        )

    def _issue(self, **fields: object) -> str:
        head = "\n" if self._none_yet else ",\n"
        self._none_yet = False
        return head + json.dumps(fields)

    def end(self, tally: RunSummary) -> str:
        return "".join(map(self._notice, tally.by_file)) + "\n]\n"

    def _notice(self, notice: Notice) -> str:
        path, message = self.path(notice.file), on_one_line(str(notice.message))
        return self._issue(
            description=message,
            check_name=f"stratcoach/{notice.about}",
            fingerprint=sha256(json.dumps([path, notice.about, message]).encode()).hexdigest()[:32],
            severity="info",
            location={"path": path, "lines": {"begin": notice.line, "end": notice.line}},
        )


# ---- JUnit

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class JUnit(Platform):
    """One suite per file, one case per finding. What doesn't make the run fail counts as skipped, as do notices, which have a suite
    of their own; a clean file is a case that passes.
    """

    def begin(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="stratcoach">\n'

    def add(self, checked: FileResult) -> str:
        failing = at_or_above(checked.fail_on)
        path = self.path(checked.file)
        cases, failures, names = [], 0, Counter[str]()
        for placed in checked.findings:
            name = " ".join(f"{placed.finding.rule.name} {short(placed.finding.on)} line {placed.span.line}".split())
            names[name] += 1
            fails = placed.finding.severity in failing
            failures += fails
            results = f"{on_one_line(path)}:{placed.span.line}:{placed.span.column}: {_said(placed)}"
            brief = _attribute(saw(placed.finding))
            inner = (
                f"<failure message={brief} type={_attribute(placed.finding.severity)}>{_text(results)}</failure>"
                if fails
                else f"<skipped message={brief}>{_text(results)}</skipped>"
            )
            cases.append(self._case(path, name if names[name] == 1 else f"{name} ({names[name]})", inner))
        return self._suite(path, cases or [self._case(path, "no findings", "")], failures, len(cases) - failures)

    def _suite(self, name: str, cases: list[str], failures: int, skipped: int) -> str:
        counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
        return f'  <testsuite name={_attribute(name)} {counts} time="0">\n{"".join(cases)}  </testsuite>\n'

    def _case(self, path: str, name: str, inner: str) -> str:
        return f'    <testcase classname={_attribute(path)} name={_attribute(name)} time="0">{inner}</testcase>\n'

    def end(self, tally: RunSummary) -> str:
        cases = [*map(self._notice, tally.by_file)]
        return (self._suite("notices", cases, 0, len(cases)) if cases else "") + "</testsuites>\n"

    def _notice(self, notice: Notice) -> str:
        inner = f"<skipped message={_attribute(str(notice.message))}></skipped>"
        return self._case(self.path(notice.file), f"{notice.about} line {notice.line}", inner)


def _text(text: str) -> str:
    return _in_ascii(escape(_NOT_XML.sub("\ufffd", text)))


def _attribute(text: str) -> str:
    return _in_ascii(quoteattr(_NOT_XML.sub("\ufffd", on_one_line(text))))


def _in_ascii(text: str) -> str:
    """ASCII alone is valid UTF-8, as the first line of the report promises, in any encoding of the output."""
    return text.encode("ascii", "xmlcharrefreplace").decode()
