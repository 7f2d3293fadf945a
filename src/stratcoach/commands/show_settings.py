"""`stratcoach lint --show-settings`: which settings, baseline, rules and waivers count for a file, and why it passes."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.baseline import BASELINE_FILE
from stratcoach.files.codec import Document
from stratcoach.files.config import SETTINGS_FILE, Settings
from stratcoach.files.release_copies import released
from stratcoach.files.search import find_strategies
from stratcoach.lint.policy import first_half
from stratcoach.lint.waiver_check import refused
from stratcoach.messages import Message
from stratcoach.reports.lint_outputs import wanted
from stratcoach.reports.phrases import on_one_line
from stratcoach.reports.style import style_for
from stratcoach.rules import BY_NAME
from stratcoach.rules.base import SEVERITIES
from stratcoach.services.lint_run.file_check import Checking, Target, check_file, released_before
from stratcoach.services.lint_run.located import FileResult, at_or_above
from stratcoach.services.lint_run.request import LintRequest, day, refuse_wrong
from stratcoach.services.lint_run.rules_in_force import extending, rules_off
from stratcoach.services.lint_run.targets import ChosenFiles, choose

Facts = dict[str, Any]
_INDENT: Final = "  "


def run(request: LintRequest) -> int:
    """Print what counts for each file. Returns 0: it shows, and judges nothing."""
    if request.since is not None or request.write_baseline:
        raise UserError(
            Message("shown_settings.checks_nothing"),
            Message("shown_settings.leave_them_out"),
        )
    refuse_wrong(request)
    output = wanted(request.formats or ("text",))[0]
    if len(request.formats) > 1 or output.file or output.format not in ("text", "json"):
        raise UserError(Message("shown_settings.two_formats"), Message("shown_settings.choose_format"))
    chosen = choose(request)
    facts = [_of(target, request) for target in chosen.targets]
    if output.format == "json":
        import json

        left_out = [{"file": one.name, "pattern": one.pattern, "settings": one.settings} for one in chosen.excluded]
        print(json.dumps({"version": 1, "files": facts, "excluded": left_out}, ensure_ascii=True, indent=2))
        return 0
    print("\n\n".join([*map(_page, facts), *_left_out(chosen)]) or Message("shown_settings.nothing_found"))
    return 0


def _of(target: Target, request: LintRequest) -> Facts:
    """All that counts for one file."""
    as_of = day(request.as_of)
    document = target.read()
    typed = target._replace(is_typed=False)
    checked = _checked(typed, document, Checking(as_of, compares=not request.is_commit))
    strategy = document.strategy
    bare = document._replace(strategy=strategy.replace(waivers=())) if strategy is not None else document
    found = check_file(bare, as_of, Settings())
    waivers = [(one, refused(one, as_of)) for one in (strategy.waivers if strategy is not None else ())]
    passed_over = _passed_over(target)
    return {
        "file": target.name,
        "settings": [disk.as_seen_from_here(str(path)) for path in target.settings.sources],
        "fail_on": target.settings.fail_on,
        "require": sorted(target.settings.limits.require),
        "rules_off": dict(_by_what(target, request)),
        "severity": {rule: level for rule, level in target.settings.policy.severity.items() if level != "off"},
        "baseline": disk.as_seen_from_here(str(target.held.path)) if target.held is not None else None,
        "accepted": checked.accepted,
        "waivers": [{"rule": one.rule, "on": one.on, "until": one.until, "counts": why is None} for one, why in waivers],
        "waived": checked.waived,
        "status": (strategy.status or "active") if strategy is not None else None,
        "language": strategy.language if strategy is not None else None,
        "release": next(iter(released(target.path)), None) if target.path is not None and not request.is_commit else None,
        "passed_over": f"{passed_over}" if passed_over else None,
        "found": _counts(checked),
        "without": _counts(found),
        "passes": not any(one.finding.severity in at_or_above(target.settings.fail_on) for one in checked.findings),
    }


def _checked(target: Target, document: Document, checking: Checking) -> FileResult:
    earlier = released_before(target.path, document) if target.path is not None and checking.compares else ()
    return checking.without_accepted(check_file(document, checking.as_of, target.settings, earlier), target)


def _counts(checked: FileResult) -> dict[str, int]:
    counts = Counter(one.finding.severity for one in checked.findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def _by_what(target: Target, request: LintRequest) -> Iterator[tuple[str, list[str]]]:
    """What switches rules off, each with the names of the rules."""
    settings, left = target.settings, rules_off(target.settings.policy)
    real = os.path.realpath(target.path) if target.path is not None else ""
    per_file = settings.off_in(real) if request.select is None and real else frozenset[str]()
    ignored = {rule for rule in left if _is_named(rule, settings.policy.ignore)}
    severity = {rule for rule in left if settings.policy.severity.get(rule) == "off"}
    for what, rules in (("per_file", per_file), ("severity", severity), ("ignore", ignored), ("select", set(left))):
        off = [rule for rule in left if rule in rules]
        left = [rule for rule in left if rule not in rules]
        if off:
            yield _where(what, settings, request), off


def _is_named(rule: str, names: Iterable[str]) -> bool:
    return any(rule == name or rule.partition("/")[0] == first_half(name) for name in names)


def _where(key: str, settings: Settings, request: LintRequest) -> str:
    if getattr(request, key, None) is not None:
        return f"--{key}"
    file = disk.as_seen_from_here(str(settings.origin.get(key, Path(SETTINGS_FILE))))
    return f"{Message('shown_settings.key_in_file', key=key, file=file)}"


def _passed_over(target: Target) -> Message | None:
    """Why a search for strategies doesn't find a file; None where it does."""
    if target.path is None:
        return None
    real = os.path.realpath(target.path)
    if pattern := target.settings.leaves_out(real):
        return Message("shown_settings.is_excluded", pattern=pattern)
    if not disk.is_called_so(target.path.name):
        return Message("shown_settings.has_another_name")
    top = disk.root_above(os.path.dirname(real)) or os.path.dirname(real)  # noqa: PTH120  a text is enough
    if target.path.exists() and all(os.path.realpath(found.path) != real for found in find_strategies([Path(top)])):
        return Message("shown_settings.is_ignored")
    return None


# ---- as text


def _page(facts: Facts) -> str:
    style = style_for(sys.stdout)
    lines = [style.wrap(line.lstrip(), _INDENT * (2 if line[0] == " " else 1), _INDENT * 3) for line in _lines(facts)]
    return "\n".join([style.bold(on_one_line(facts["file"])), *lines])


def _lines(facts: Facts) -> Iterator[str]:
    return map(str, _messages(facts))


def _messages(facts: Facts) -> Iterator[Message]:
    if facts["settings"]:
        yield Message("shown_settings.settings", files=extending(facts["settings"]))
    else:
        yield Message("shown_settings.no_settings", name=SETTINGS_FILE)
    yield Message("shown_settings.fails_at", level=facts["fail_on"])
    off: dict[str, list[str]] = facts["rules_off"]
    yield Message("shown_settings.rules_off", count=sum(map(len, off.values())), rules=len(BY_NAME))
    yield from (Message("shown_settings.off_by", what=what, rules=tuple(_in_short(rules))) for what, rules in off.items())
    if facts["severity"]:
        levels = tuple(f"{rule} {level}" for rule, level in facts["severity"].items())
        yield Message("shown_settings.severity", levels=levels)
    if facts["require"]:
        yield Message("shown_settings.required", sections=tuple(facts["require"]))
    if facts["baseline"]:
        yield Message("shown_settings.baseline", file=facts["baseline"], count=facts["accepted"])
    else:
        yield Message("shown_settings.no_baseline", name=BASELINE_FILE)
    yield Message("shown_settings.waivers", count=len(facts["waivers"]), findings=facts["waived"])
    for one in facts["waivers"]:
        end = Message("shown_settings.until", day=one["until"]) if one["until"] else Message("shown_settings.no_end")
        about = Message("shown_settings.waived_on", rule=one["rule"], item=one["on"]) if one["on"] else one["rule"]
        yield Message("shown_settings.waiver", waived=about, end=end, counts=one["counts"])
    if facts["status"] == "draft":
        yield Message("shown_settings.is_draft")
    elif facts["release"]:
        yield Message("shown_settings.compared_with", version=facts["release"])
    else:
        yield Message("shown_settings.not_compared")
    if facts["language"] and not facts["language"].startswith("en"):
        yield Message("shown_settings.not_english", language=facts["language"])
    if facts["passed_over"]:
        yield Message("shown_settings.passed_over", why=facts["passed_over"])
    yield Message("shown_settings.found", findings=_counted(facts["found"]), passes=facts["passes"])
    if facts["without"] != facts["found"]:
        yield Message("shown_settings.without", findings=_counted(facts["without"]))


def _in_short(rules: list[str]) -> Iterator[str]:
    """Names of rules, with one name for all of a section."""
    halves = dict.fromkeys(rule.partition("/")[0] for rule in rules)
    for half in halves:
        own = [rule for rule in rules if rule.partition("/")[0] == half]
        whole = sum(rule.partition("/")[0] == half for rule in BY_NAME)
        yield from [f"{half}/*"] if len(own) == whole > 1 else own


def _counted(counts: dict[str, int]) -> tuple[Message, ...]:
    found = [Message("shown_settings.findings", severity=what, count=count) for what, count in counts.items() if count]
    return tuple(found) or (Message("shown_settings.no_findings"),)


def _left_out(chosen: ChosenFiles) -> Iterator[str]:
    for one in chosen.excluded:
        skipped = Message("shown_settings.skipped", settings=one.settings, pattern=one.pattern)
        yield f"{on_one_line(one.name)}\n{_INDENT}{skipped}"
