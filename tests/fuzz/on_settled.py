"""Targets: settings, question flows, answers, baselines, waivers, ignore files, digests, what git says, minutes, questionnaires."""

from __future__ import annotations

import contextlib
import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any, Final

from stratcoach.errors import UserError
from tests.fuzz.engine import Run, Target
from tests.fuzz.laws import SMALL, decided_by, examples, harmless, ram, shown, text_of
from tests.fuzz.on_sessions import _library

DAY: Final = date(2026, 11, 24)


def settings() -> Run:
    """Read settings that extend others, and check a file with them."""
    from stratcoach.files.codec import loads
    from stratcoach.files.config import settings_in
    from stratcoach.services.lint_run.file_check import check_file

    document = loads(SMALL)
    home = ram()

    def run(case: bytes) -> None:
        found = settings_in(
            case, home / ".stratcoach.yaml", lambda _path: b"limits:\n  max_problems: 2\nignore: [insight/stale]\n"
        )
        found.leaves_out(f"{home}/a/strategy.yaml")
        found.off_in(f"{home}/a/strategy.yaml")
        if decided_by(case).random() < 0.3:
            for placed in check_file(document, DAY, found).findings:
                assert placed.finding.severity in ("error", "warning", "advice")

    return run


def flows() -> Run:
    """One file of a team's own flows, beside ours; what has no errors can be asked."""
    from stratcoach.files import question_flows as reader
    from stratcoach.files.flow_check import FlowFile, check_all
    from stratcoach.files.shapes import Reading
    from stratcoach.files.yaml_text import decode
    from stratcoach.flow.interview import Interview
    from stratcoach.flow.model import Flow
    from stratcoach.flow.nouns import in_words_for

    ours = _library()
    path = ram() / "own.yaml"
    shipped = [FlowFile(name, Reading(decode(b"")), flow) for name, flow in ours.flows.items()]

    def run(case: bytes) -> None:
        path.write_bytes(case)
        file: FlowFile = reader._read(path)
        library = ours.replace(flows={file.says.id: file.says, **ours.flows}) if isinstance(file.says, Flow) else ours
        check_all([*shipped, file], library)
        for line in reader._errors_of(file):
            str(line).encode("utf-8")
        if not file.reading.troubles and isinstance(file.says, Flow) and decided_by(case).random() < 0.2:
            Interview(in_words_for(library)).step()

    return run


def answers() -> Run:
    """Read an answers file; now and then it answers a whole interview."""
    from stratcoach.errors import Paused
    from stratcoach.files.answers import load_answers
    from stratcoach.files.codec import loads
    from stratcoach.files.writer import dump
    from stratcoach.flow.interview import Interview
    from stratcoach.flow.interview_loop import run as go_on
    from stratcoach.ui.answering import FromAnswers
    from stratcoach.ui.scripted import Scripted

    library = _library()
    path = ram() / "answers.yaml"

    def run(case: bytes) -> None:
        path.write_bytes(case)
        read = load_answers(path, library)
        if decided_by(case).random() < 0.1:
            talk = Interview(library)
            with contextlib.suppress(Paused):
                go_on(talk, Scripted(FromAnswers(read), shown), lambda _event: None)
            strategy = talk.assembly.strategy()
            written = strategy.replace(product=strategy.product or "x", version="1.0.0", updated="2026-11-24")
            assert loads(dump(written)).strategy == written, "the file says something else than the answers"

    return run


def baseline() -> Run:
    """Read a baseline; written and read again it accepts the same."""
    from stratcoach.files.baseline import dump, read

    def run(case: bytes) -> None:
        found = read(case, Path(".stratcoach-baseline.json"))
        assert found.accepted is not None
        again = read(dump(found.accepted, found.rules or ()).encode("utf-8", "surrogateescape"), Path("b"))
        if not any("\ud800" <= sign <= "\udfff" for sign in str(found.accepted)):  # two halves become one character
            assert again.accepted == {file: text for file, text in found.accepted.items() if text}

    return run


def waivers() -> Run:
    """Waivers and names of rules in settings, and patterns of ignore files: before the blank line and behind it."""
    from stratcoach.files.codec import loads
    from stratcoach.files.config import _meant
    from stratcoach.files.globs import Globs, pattern, read_patterns
    from stratcoach.lint.linter import lint
    from stratcoach.lint.policy import Policy, kept_anyway, refused
    from stratcoach.model.strategy import Waiver

    read = loads(SMALL).strategy
    assert read is not None

    def run(case: bytes) -> None:
        names, _, patterns = text_of(case).partition("\n\n")
        lines = names.split("\n")[:40]
        found = tuple(
            Waiver(rule=rule, on=on, because=because, until=until)
            for rule, on, because, until in (((*line.split("|"), "", "", "")[:4]) for line in lines)
        )
        report = lint(read.replace(waivers=found), DAY)
        assert report.waived >= 0
        policy = Policy(select=tuple(lines[:3]), ignore=tuple(lines[3:6]))
        policy.apply(report.findings)
        for line in lines:
            refused(line)
            kept_anyway(line)
            _meant(line)
        globs = Globs("/home/x", read_patterns(patterns.splitlines()[:100]))
        for path in ("a/strategy.yaml", "a/b/c/d/e.yaml", "x" * 300, "a" * 40 + "/" + "b" * 40):
            globs.leaves_out(f"/home/x/{path}")
        for line in patterns.split("\n")[:20]:
            pattern(line)

    return run


def sums() -> Run:
    """The digests beside the copies of releases, and the copies themselves."""
    from stratcoach.files import release_copies
    from stratcoach.services.copy_check import look

    folder = ram()
    path = folder / "strategy.yaml"
    copies = folder / "strategy.versions"
    copies.mkdir()
    path.write_text(SMALL, encoding="utf-8")

    def run(case: bytes) -> None:
        told, _, copy = case.partition(b"\n\x1d\n")
        (copies / "SHA256SUMS").write_bytes(told)
        (copies / "1.2.0.yaml").write_bytes(copy)
        assert release_copies.state(path, "1.2.0") in ("kept", "changed", "reformatted", "missing")
        release_copies.released(path)
        kept = look(path, "1.2.0")
        assert kept.document is None or kept.document.strategy is not None
        release_copies.drop(path, "1.2.0")
        assert (
            not any(name == "1.2.0.yaml" for _, name in release_copies._lines((copies / "SHA256SUMS").read_bytes()))
            if (copies / "SHA256SUMS").exists()
            else True
        )

    return run


def git() -> Run:
    """Whatever git writes, on either stream, with either status: an answer or an error for users."""
    from stratcoach.files import git as asked
    from stratcoach.files.snapshot import _changes, _newest_copies

    answers: list[subprocess.CompletedProcess[bytes]] = []

    def started(*_: Any, **__: Any) -> subprocess.CompletedProcess[bytes]:
        return answers[0]

    asked._started = started
    folder = ram()

    def run(case: bytes) -> None:
        out, _, complaint = case.partition(b"\n\x1d\n")
        answers[:] = [subprocess.CompletedProcess([], decided_by(case).choice((0, 0, 1, 128)), out, complaint)]
        asked._without_programs.cache_clear()
        for ask in (
            lambda: asked.commit("HEAD", folder),
            lambda: asked.listed(folder, "ls-files", "-z"),
            lambda: asked.read_at("HEAD", folder / "strategy.yaml"),
            lambda: asked.root(folder),
            lambda: asked.superproject(folder),
            lambda: asked.is_shallow(folder),
            lambda: asked.path_inside("index", folder),
            lambda: _newest_copies(asked.listed(folder, "ls-tree", "-z")),
            lambda: asked._without_programs(str(folder)),
        ):
            with contextlib.suppress(UserError):
                ask()
        _changes(iter(out.decode("utf-8", "surrogateescape").split("\0")))

    return run


def minutes() -> Run:
    """Old minutes as `recap` prints them."""
    from stratcoach.commands import recap

    folder = ram()
    path = folder / "strategy.yaml"
    path.write_text(SMALL, encoding="utf-8")

    def run(case: bytes) -> None:
        (folder / "strategy.workshop-2026-11-24.md").write_bytes(case)
        with contextlib.redirect_stdout(io.StringIO()) as told:
            recap.run(str(path))
        harmless(told.getvalue())

    return run


def questionnaire() -> Run:
    """A questionnaire that came back, added to a workshop."""
    from stratcoach.files.incoming import NoText, decoded, tidy
    from stratcoach.workshop.file_collection import Delivered, collected, together
    from tests.fuzz.on_sessions import kept

    room = _room()

    def run(case: bytes) -> None:
        try:
            text, read_as = decoded(case)
        except NoText:
            return
        file = Delivered("back.md", tidy(text), read_as=read_as)
        for one in collected(room, [file]):
            harmless(str(one.line))
            if one.event:
                assert [event.replace(at=0) for event in kept([one.event], "workshop")] == [one.event.replace(at=0)]
        together(room, [file, file])

    return run


def _room() -> Any:
    from stratcoach.errors import Paused
    from stratcoach.services.workshop_session import begin_events
    from stratcoach.ui.room_loop import run as go_on
    from stratcoach.ui.room_plain import PlainRoom
    from stratcoach.workshop.room import Room
    from tests.workshops import BEGIN, Script

    library = _library()
    room = Room(library, begin_events(library, library.workshops["two-hours"], 120, None, BEGIN))
    script = Script(["Ana, Ben (senior), Lee, Omar", "Ana", "One thing.", "", "Keys", ""])
    with contextlib.suppress(Paused):
        go_on(room, PlainRoom(script.read, lambda _: None), lambda _event: None, script.clock, lambda _name, _people: ())
    return room


def _questionnaires() -> list[bytes]:
    from stratcoach.workshop.questionnaire import questionnaire as written

    sent = written(_room(), "Ana").replace("- \n", "- the key is lost\n", 3)
    bare = "\n".join(line.partition(" <!--")[0].lstrip("#> ") for line in sent.splitlines())
    return [sent.encode(), bare.encode(), sent.replace("\n", "\r\n").encode("utf-16"), sent.replace("- ", "• ").encode()]


def _sums() -> list[bytes]:
    from stratcoach.files.release_copies import _digest, meaning_of

    raw = SMALL.encode()
    line = f"{_digest(raw)}  1.2.0.yaml\n#meaning {meaning_of(raw)}  1.2.0.yaml\n{'0' * 64}  1.1.0.yaml\n"
    return [
        line.encode() + b"\n\x1d\n" + one for one in (raw, raw.replace(b"\n", b"\r\n"), raw.replace(b"  - id", b"    - id"), b"")
    ] + [b"\n\x1d\n" + raw]


_BASELINE: Final = (
    b'{\n  "version": 1,\n  "rules": ["a/b"],\n  "findings": [\n    {"file": "strategy.yaml", "rule": "insight/stale", "on": "queue", "field": "observed", "text": "2026", "count": 2}\n  ]\n}\n',
    b'{"version": 1, "findings": []}',
    b'<<<<<<< ours\n{"version": 1,\n=======\n>>>>>>> theirs\n',
)
_SETTINGS: Final = (
    b"extends: shared.yaml\nfail_on: warning\nselect: [insight, trace]\nignore:\n  - insight/stale\nseverity:\n  vision/slogan: error\nexclude:\n  - old/**\n  - '*.bak'\n",
    b"limits:\n  max_problems: 3\n  x-own: 1\nwords:\n  jargon: [leverage, synergy]\nrequire: [decider]\nper_file:\n  'a/**': [insight/stale]\nflows: flows\nx-team: y\n",
)
_WAIVERS: Final = (
    b"insight/stale|queue|counted|2026-12-31\nstrategy/too-many-choices\ntrace/unused|radio|x|2020\nwaiver/expired|y\n\n*.yaml\n!a/**/b\n/x/\n[a-z]*?.y\n\\#z\na/**/**/**/b\n**/*a*a*a*a*b",
    b"nothing/known||\ninsight|insights||2026-Q9\n\n# comment\n  \nx\\ \n[!a]b\n[\n**/",
)
_GIT: Final = (
    (b"M\0a/strategy.yaml\0R100\0old.yaml\0new.yaml\0D\0gone.yaml\0T\0link\0" b"\n\x1d\n" b"warning: x\nfatal: bad revision"),
    b"H a\0S b\0h c\0strategy.versions/1.2.0.yaml\0strategy.versions/1.10.0.yaml\0", b"local\0core.fsmonitor\nx\0global\0filter.lfs.clean\ngit-lfs\0worktree\0filter.a.b.process\n",
    (b"0123456789abcdef0123456789abcdef01234567\n" b"\n\x1d\n" b"fatal: detected dubious ownership in repository at '/x'"), b"true\n\n\x1d\nfatal: not a git repository", b"", b"/srv/x\n",
)  # fmt: skip

TARGETS: Final = (
    Target("settings", lambda: [*_SETTINGS, *examples(".stratcoach.yaml")()], settings, "yaml", 8_000),
    Target("flows", lambda: [one[:3000] for one in examples("prompts/*.yaml", "prompts/agendas/*.yaml")()], flows, "yaml", 6_000),
    Target("answers", lambda: [one[:4000] for one in examples("examples/*/answers.yaml")()], answers, "yaml", 8_000),
    Target("baseline", lambda: _BASELINE, baseline, "json", 8_000),
    Target("waivers", lambda: _WAIVERS, waivers, "lines", 4_000),
    Target("sums", _sums, sums, "lines", 6_000),
    Target("git", lambda: _GIT, git, "lines", 4_000),
    Target("minutes", lambda: [one[:6000] for one in examples("examples/workshop/*.md")()], minutes, "lines", 8_000),
    Target("questionnaire", _questionnaires, questionnaire, "lines", 8_000),
)
