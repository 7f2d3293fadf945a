"""`--since REV`: what changed in the check itself, which no finding shows: settings, baselines, waivers, a status."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from stratcoach.errors import UserError
from stratcoach.files import baseline, disk
from stratcoach.files.baseline import BASELINE_FILE
from stratcoach.files.codec import Document
from stratcoach.files.config import COUNTED, SETTINGS_FILE, Settings, settings_in
from stratcoach.files.snapshot import Snapshot
from stratcoach.lint.accepted_findings import Baseline, FindingKey
from stratcoach.lint.waiver_check import refused
from stratcoach.messages import NOTHING, Message
from stratcoach.model import dates
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import Strategy, Waiver
from stratcoach.rules.waivers import EXPIRED
from stratcoach.services.lint_run.file_check import Target
from stratcoach.services.lint_run.located import Notice

_MOST: Final = 8
"""How many of a kind a notice names; the rest are counted."""


# ---- one file


def of_file(document: Document, before: Document | None, revision: str, as_of: date) -> Iterator[Notice]:
    """What a changed strategy does to the check: new waivers, a status or a language that eases it."""
    now, then = document.strategy, (before.strategy if before else None) or Strategy()
    if now is None:
        return
    waived = [(place, more) for place, waiver in enumerate(now.waivers) if (more := _more_waived(waiver, then.waivers, as_of))]
    if waived:
        line = document.locate("waivers", waived[0][0], "rule").line
        waivers = _some_sentences([more for _, more in waived])
        message = Message("notice.waived", revision=revision, file=document.name, waivers=waivers)
        yield Notice(document.name, line, "waivers", message)
    if before is None or before.strategy is None:
        return
    if now.is_draft and not then.is_draft:
        line = document.locate("", None, "status").line
        status = then.status or "active"
        message = Message("notice.draft_again", file=document.name, revision=revision, status=status)
        yield Notice(document.name, line, "status", message)
    if then.is_english and not now.is_english:
        line = document.locate("", None, "language").line
        message = Message("notice.not_in_english", file=document.name, language=short(now.language), revision=revision)
        yield Notice(document.name, line, "language", message)


def _more_waived(waiver: Waiver, then: Iterable[Waiver], as_of: date) -> Message:
    """A waiver that counts and wasn't there, didn't count or ended earlier; `NOTHING` for one that sets no more aside than before."""
    until = dates.parse(waiver.until)
    if until is None or refused(waiver, as_of) is not None:
        return NOTHING
    alike = [one for one in then if (one.rule, one.on) == (waiver.rule, waiver.on) and _did_count(one, as_of)]
    ends = [end.last for one in alike if (end := dates.parse(one.until))]
    if ends and until.last <= max(ends):
        return NOTHING
    return Message(
        "notice.waiver",
        rule=short(waiver.rule),
        has_item=bool(waiver.on),
        item=short(waiver.on),
        until=short(waiver.until),
        before=str(max(ends)) if ends else None,
    )


def _did_count(waiver: Waiver, as_of: date) -> bool:
    """Whether a waiver counts, or did until its last day."""
    refusal = refused(waiver, as_of)
    return refusal is None or refusal[0] is EXPIRED


def _some(names: Iterable[str | Message]) -> Message:
    """The first few of many, and how many more there are."""
    every = tuple(names)
    return Message("notice.some", names=every[:_MOST], more=max(0, len(every) - _MOST))


def _some_sentences(sentences: Iterable[Message]) -> Message:
    """The first few of many that have commas in them, and how many more there are."""
    every = tuple(sentences)
    return Message("notice.some_sentences", sentences=every[:_MOST], more=max(0, len(every) - _MOST))


# ---- the settings and baselines of a run


class Noticing:
    """Compares what holds for the files of a run with what held for them at a revision. `overrule` puts what the command line
    says in place of what settings say.
    """

    def __init__(self, revision: str, since: Mapping[str, Snapshot], overrule: Callable[[Settings], Settings]) -> None:
        self.revision = revision
        self._since = since
        self._overrule = overrule
        self._settings: dict[Path, Settings | None] = {}
        self._baselines: dict[Path, Baseline] = {}
        self._of_folders: dict[tuple[str, str], Notice | None] = {}
        self._of_places: dict[tuple[Path | None, Path | None], Notice | None] = {}

    def of_run(self, targets: Iterable[Target]) -> tuple[Notice, ...]:
        """One notice for each place where other settings count now, and for each baseline that accepts more."""
        found: dict[Notice, None] = {}
        accepted: dict[Path, Counter[str]] = {}
        for target in targets:
            assert target.path is not None
            real = os.path.realpath(target.path)
            snapshot = self._since.get(real)
            if snapshot is None:
                found[self._of_link(target.name)] = None
                continue
            was = snapshot.was(real)
            then = os.path.join(snapshot.root, was or snapshot.inside(real))  # noqa: PTH118  texts are quicker for a thousand files
            folders = (os.path.dirname(real), os.path.dirname(then))  # noqa: PTH120  see above
            if folders not in self._of_folders:
                self._of_folders[folders] = self._of_settings(target.settings, snapshot, real, then)
            if notice := self._of_folders[folders]:
                found[notice] = None
            if target.held is not None and (more := self._more_accepted(target, snapshot, real, then)):
                accepted.setdefault(target.held.path, Counter())[target.name] += more
        return (*found, *(self._of_baseline(path, more) for path, more in accepted.items()))

    def _of_link(self, name: str) -> Notice:
        return Notice(name, 1, "link", Message("notice.link_out", file=name, revision=self.revision))

    # ---- settings

    def _of_settings(self, settings: Settings, snapshot: Snapshot, real: str, then: str) -> Notice | None:
        places = _nearest(real, snapshot.root, SETTINGS_FILE, os.path.lexists), _then(then, snapshot, SETTINGS_FILE)
        if places not in self._of_places:
            self._of_places[places] = self._compared(settings, snapshot, *places)
        return self._of_places[places]

    def _compared(self, settings: Settings, snapshot: Snapshot, now_at: Path | None, then_at: Path | None) -> Notice | None:
        sources = settings.sources or ((now_at,) if now_at else ())
        if now_at == then_at and all(_is_as_it_was(path, snapshot) for path in sources):
            return None
        place = now_at or then_at
        assert place is not None
        shown = disk.as_seen_from_here(str(place))
        was = self._settings_then(snapshot, then_at) if then_at else Settings()
        if was is None:
            return Notice(shown, 1, "settings", Message("notice.settings_unknown", revision=self.revision))
        differences = list(_differences(self._overrule(was), settings))
        if not differences:
            return None
        message = Message(
            "notice.settings_changed",
            revision=self.revision,
            files=_what_happened(now_at, then_at, snapshot),
            differences=_some_sentences(differences),
        )
        return Notice(shown, 1, "settings", message)

    def _settings_then(self, snapshot: Snapshot, path: Path) -> Settings | None:
        if path not in self._settings:
            raw = snapshot.seen(snapshot.inside(str(path)))
            try:
                self._settings[path] = None if raw is None else settings_in(raw, path, lambda one: _seen(snapshot, one))
            except UserError:
                self._settings[path] = None
        return self._settings[path]

    # ---- baselines

    def _more_accepted(self, target: Target, snapshot: Snapshot, real: str, then: str) -> int:
        """How many findings of a file a baseline accepts that none accepted then."""
        assert target.held is not None
        now: Counter[FindingKey] = (target.held.accepted or {}).get(target.held.named(real), Counter())
        if not now:
            return 0
        if target.held.path.name == BASELINE_FILE:
            path = _then(then, snapshot, BASELINE_FILE)
        else:
            path = Path(os.path.realpath(target.held.path))
        if path is None or snapshot.inside(str(path)) not in snapshot.then:
            return now.total()
        home = os.path.dirname(path)  # noqa: PTH120  see above
        name = os.path.relpath(then, home).replace(os.sep, "/")
        return (now - self._baseline_then(snapshot, path).get(name, Counter())).total()

    def _baseline_then(self, snapshot: Snapshot, path: Path) -> Baseline:
        if path not in self._baselines:
            try:
                self._baselines[path] = baseline.read(snapshot.seen(snapshot.inside(str(path))) or b"", path).accepted or {}
            except UserError:
                self._baselines[path] = {}
        return self._baselines[path]

    def _of_baseline(self, path: Path, more: Counter[str]) -> Notice:
        shown = disk.as_seen_from_here(str(path))
        findings = _some(Message("notice.findings_of", count=count, file=name) for name, count in more.items())
        message = Message("notice.more_accepted", baseline=shown, revision=self.revision, findings=findings)
        return Notice(shown, 1, "baseline", message)


def _then(path: str, snapshot: Snapshot, name: str) -> Path | None:
    start = len(snapshot.root.rstrip(os.sep)) + 1
    return _nearest(path, snapshot.root, name, lambda one: one[start:].replace(os.sep, "/") in snapshot.then)


def _nearest(path: str, root: str, name: str, holds: Callable[[str], bool]) -> Path | None:
    """The file of a name that is nearest to a file, in its folder or above, up to a repository's root."""
    folder = os.path.dirname(path)  # noqa: PTH120  texts are quicker for a thousand files
    while True:
        if holds(found := os.path.join(folder, name)):  # noqa: PTH118  see above
            return Path(found)
        if folder in (root, os.path.dirname(folder)):  # noqa: PTH120  see above
            return None
        folder = os.path.dirname(folder)  # noqa: PTH120  see above


def _seen(snapshot: Snapshot, path: Path) -> bytes:
    """What a file held then; one outside the repository, as it is now. Raises `UserError` for one that wasn't there."""
    if not path.is_relative_to(snapshot.root):
        return disk.read_bytes(path)
    raw = snapshot.seen(snapshot.inside(str(path)))
    if raw is None:
        raise UserError(Message("lint_run.was_not_there", path=str(path)))
    return raw


def _is_as_it_was(path: Path, snapshot: Snapshot) -> bool:
    if not path.is_relative_to(snapshot.root):
        return True  # nobody can say what it was
    real = Path(os.path.realpath(path))
    return snapshot.was(str(path)) is None and (snapshot.was(str(real)) is None or not real.is_relative_to(snapshot.root))


def _what_happened(now: Path | None, then: Path | None, snapshot: Snapshot) -> Message:
    before = disk.as_seen_from_here(str(then)) if then else None
    if now is None:
        return Message("notice.file_gone", file=before)
    file = disk.as_seen_from_here(str(now))
    if now == then:
        return Message("notice.file", file=file)
    return Message("notice.file_applies", file=file, is_new=snapshot.inside(str(now)) not in snapshot.then, before=before)


def _differences(then: Settings, now: Settings) -> Iterator[Message]:
    """What of the settings that lint follows is different."""
    if then.fail_on != now.fail_on:
        yield Message("notice.setting_is", name="fail_on", now=now.fail_on, before=then.fail_on)
    for name in ("select", "ignore"):
        yield from _of_list(name, getattr(then.policy, name), getattr(now.policy, name))
    for name in ("require", "buzzwords", "allowed"):
        yield from _of_list(name, getattr(then.limits, name), getattr(now.limits, name))
    for name in ("exclude", "per_file"):
        yield from _of_list(name, _patterns(then, name), _patterns(now, name))
    old, new = then.policy.severity, now.policy.severity
    for rule in sorted(old.keys() | new.keys()):
        if old.get(rule) != new.get(rule):
            usual = Message("notice.as_usual")
            yield Message("notice.setting_is", name=rule, now=new.get(rule, usual), before=old.get(rule, usual))
    for name in COUNTED:
        if getattr(then.limits, name) != getattr(now.limits, name):
            yield Message("notice.setting_is", name=name, now=getattr(now.limits, name), before=getattr(then.limits, name))


def _patterns(settings: Settings, name: str) -> list[Any]:
    """What `exclude` or `per_file` says, by pattern: texts, or messages."""
    if name == "exclude":
        return [pattern.text for globs in settings.exclude for pattern in globs.patterns]
    return [
        Message("notice.pattern", pattern=globs.patterns[0].text, rules=_some(sorted(rules)))
        for globs, rules in settings.per_file
    ]


def _of_list(name: str, then: Iterable[Any], now: Iterable[Any]) -> Iterator[Message]:
    before, after = set(then), set(now)
    if more := sorted(after - before):
        yield Message("notice.setting_now_has", name=name, values=_some(more))
    if fewer := sorted(before - after):
        yield Message("notice.setting_no_longer_has", name=name, values=_some(fewer))
