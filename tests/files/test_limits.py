"""What is too large is answered by one line: what, how much there is, the limit, what to do; nothing is lost."""

from __future__ import annotations

import io
import json
import subprocess
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from stratcoach.commands import export
from stratcoach.errors import UserError
from stratcoach.files import baseline, disk, git, globs, incoming, journal, notes
from stratcoach.files.codec import Document, loads
from stratcoach.files.config import read_settings
from stratcoach.files.sessions import Header, Session, is_torn, peek
from stratcoach.flow.events import AnswerDrafted, AnswerGiven, AnswerKnown, InterviewFinished
from stratcoach.lint.linter import lint
from stratcoach.messages import Message
from stratcoach.model import caps
from stratcoach.model.links import Links
from stratcoach.workshop.note_tables import split
from tests.benchmarks.hostile_files import HEAD, KINDS
from tests.files.test_sessions import answers
from tests.generate import DAY
from tests.printed import refused, shows, wording

SMALL = f"{HEAD}problems:\n  - id: p\n    statement: Hikers lose the day.\n"


def small(monkeypatch: pytest.MonkeyPatch, name: str, most: int) -> None:
    """Make a limit small enough to be reached by a short text."""
    monkeypatch.setattr(caps, name, getattr(caps, name)._replace(most=most))


def amount(number: str, unit: str) -> Message:
    """A number with its unit, as people read it."""
    return Message("limit.amount", number=number, unit=unit)


def limits_reported(document: Document) -> list[Message]:
    """The findings about limits; of a file that isn't read there is no other."""
    found = [one for one in document.troubles if one.message.id.startswith("limit.")]
    assert document.strategy is not None or len(document.troubles) == 1
    assert all(one.kind == "unreadable" and "\n" not in str(one.message) for one in found)
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("name", "most", "text"),
    [
        ("ENTRIES", 7, lambda n: HEAD + "problems:\n" + "- statement: lost\n" * (n - 2) + "parking_lot: [a, b]\n"),
        ("LINKS", 5, lambda n: f"{SMALL}    rests_on: [{', '.join(f'a-{k}' for k in range(n))}]\n"),
        ("VALUES", 40, lambda n: f"{HEAD}x-own: [{', '.join(['a'] * (n - 11))}]\n"),
        ("KEYS", 9, lambda n: HEAD + "x-own:\n" + "".join(f"  k{k}: 1\n" for k in range(n))),
        ("DEPTH", 6, lambda n: f"{HEAD}x-own: {'[' * (n - 1)}{']' * (n - 1)}\n"),
        ("TEXT", 60, lambda n: f"{HEAD}x-own: {'a' * n}\n"),
        ("ALIASES", 3, lambda n: f"{HEAD}x-own: [&a b{', *a' * (n - 1)}]\n"),
    ],
)
def test_a_strategy_at_its_limit_is_read_and_one_more_is_one_finding(
    monkeypatch: pytest.MonkeyPatch, name: str, most: int, text: Callable[[int], str]
) -> None:
    small(monkeypatch, name, most)
    assert limits_reported(loads(text(most))) == []
    (told,) = limits_reported(loads(text(most + 1)))
    cap = getattr(caps, name)
    assert told.id == "limit.over"
    assert (told.arguments["most"], told.arguments["remedy"]) == (amount(f"{most}", cap.unit), cap.remedy)


def test_the_line_of_a_text_that_is_too_long_is_that_of_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch, "TEXT", 60)
    text = f"{SMALL}    note: {'a ' * 40}\n  - statement: Lost.\n"
    (found,) = loads(text).troubles
    assert found.span.line == text.split("\n").index(next(line for line in text.split("\n") if "note:" in line)) + 1


def test_bytes_are_counted_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "strategy.yaml"
    path.write_bytes(SMALL.encode().ljust(caps.STRATEGY.most, b"\n"))
    assert len(disk.read_bytes(path)) == caps.STRATEGY.most
    path.write_bytes(b"#" * (caps.STRATEGY.most + 1))
    with pytest.raises(disk.TooLarge) as error:
        disk.read_bytes(path)
    has, most = amount("2,000,001", "bytes"), amount("2", "MB")
    assert error.value.message == Message("disk.too_large", path=str(path), has=has, most=most)
    assert error.value.hint


def test_a_pipe_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * (caps.STRATEGY.most + 1))))
    with refused("disk.standard_input_too_large", most=amount("2", "MB")):
        disk.read_stdin()


READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "settings": ("SETTINGS", read_settings),
    "baseline": ("BASELINE", baseline.load),
    "note": ("NOTE", notes._read),
    "incoming": ("INCOMING", incoming.read),
    "journal": ("JOURNAL", Session.resume),
    "a journal that is looked at": ("JOURNAL", peek),
}


@pytest.mark.parametrize("name", READERS)
def test_every_other_file_over_its_limit_is_one_line_and_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    cap, read = READERS[name]
    small(monkeypatch, cap, 1_500)
    path = tmp_path / "file"
    path.write_bytes(b"a" * 1_501)
    with pytest.raises(UserError) as error:
        read(path)
    told = error.value.message
    assert isinstance(told, Message)
    assert told.id == ("disk.session_too_large" if cap == "JOURNAL" else "disk.too_large")
    assert (told.arguments["path"], told.arguments["most"]) == (str(path), amount("1.5", "kB"))
    assert error.value.hint == getattr(caps, cap).way_out
    assert path.read_bytes() == b"a" * 1_501


def test_a_journal_at_its_limit_is_resumed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "strategy.draft.jsonl"
    session = Session.create(path, Header(file="strategy.yaml"))
    session.append(AnswerKnown(key="vision.statement", value="Nobody turns back."))
    session.close()
    small(monkeypatch, "JOURNAL", path.stat().st_size)
    again = Session.resume(path)
    assert answers(again)[-1] == "Nobody turns back."
    with pytest.raises(OSError, match=wording("disk.session_is_full")):
        again.append(AnswerKnown(key="vision.user", value="Hikers"))
    again.close()
    Session.resume(path).close()


def test_a_session_never_outgrows_what_can_be_resumed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small(monkeypatch, "JOURNAL", 20_000)
    path = tmp_path / "strategy.draft.jsonl"
    session = Session.create(
        path, Header(file="strategy.yaml"), [AnswerDrafted(key="vision.statement", value="As the file has it")]
    )
    typed = [AnswerDrafted(key="vision.statement", value="Nobody turns back, " * number) for number in range(1, 50)]
    for event in typed:  # half-typed texts make room for later ones
        session.append(event)
    assert sum(len(event.value) for event in typed) > 20_000
    assert answers(session)[:2] == ["As the file has it", "Nobody turns back, "]
    given = (AnswerGiven(key=f"insights#{number}.statement", value="Hikers turned back. " * 10) for number in range(500))
    with pytest.raises(OSError, match=wording("disk.session_is_full")):
        deque(map(session.append, given), maxlen=0)
    answered = len(session.own)
    session.append(InterviewFinished())
    assert path.stat().st_size <= 20_000
    session.close()
    again = Session.resume(path)
    assert again.events == session.events
    assert typed[-1] in again.events
    assert len(again.own) == answered + 1
    again.close()


def test_a_journal_whose_first_line_holds_a_large_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "strategy.draft.jsonl"
    Session.create(path, Header(mode="revise", file="strategy.yaml", base=SMALL + "#" * 1_500_000)).close()
    assert not is_torn(path)


def test_lines_of_what_comes_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small(monkeypatch, "LINES", 10)
    path = tmp_path / "wall.txt"
    path.write_text("a\n" * 10)
    assert incoming.read(path).text == "a\n" * 10
    path.write_text("a\n" * 11)
    with refused("disk.too_large", has=amount("11", "lines"), most=amount("10", "lines")):
        incoming.read(path)


def test_patterns_of_a_gitignore(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small(monkeypatch, "PATTERNS", 3)
    path = tmp_path / ".gitignore"
    path.write_text("# comments don't count\na\nb\nc\n")
    assert len(globs.ignore_file(str(tmp_path))) == 3
    path.write_text("a\nb\nc\nd\n")
    with refused("limit.refused", has=amount("4", "patterns"), most=amount("3", "patterns")):
        globs.ignore_file(str(tmp_path))


def test_what_git_answers_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    name = git.run(tmp_path, "hash-object", "-w", "--stdin", stdin=b"a" * 100_000).stdout.decode().strip()
    assert git.blob(tmp_path, name) == b"a" * 100_000
    small(monkeypatch, "FROM_GIT", 99_999)
    with refused("git.answer_too_large", most=amount("99,999", "bytes")):
        git.blob(tmp_path, name)


# ---- what grows, counted


def test_a_pattern_with_many_stars_fits_as_few_would() -> None:
    stars = globs.pattern("*a" * 30 + "b")
    folders = globs.pattern("**/a/" * 15 + "b")
    assert stars is not None
    assert folders is not None
    assert stars.expression.fullmatch("a" * 200 + "b")
    assert not stars.expression.fullmatch("a" * 200)  # would never end if every star tried every place
    assert folders.expression.fullmatch("a/" * 500 + "b")
    assert not folders.expression.fullmatch("a/" * 500 + "c")


@pytest.mark.parametrize("cell", ['"a,', '"a"x,', '"a\n', '"a"x,\n'])
def test_a_quote_that_is_never_closed_is_looked_for_once(cell: str) -> None:
    class Counted(str):
        looks = 0
        __slots__ = ()

        def find(self, *given: object) -> int:
            Counted.looks += 1
            return str.find(self, *given)  # type: ignore[arg-type]

    def looks(count: int) -> int:
        Counted.looks = 0
        assert len(split(Counted(cell * count), ",")) >= 1
        return Counted.looks

    assert looks(800) <= 2.2 * looks(400)


def test_so_many_findings_of_a_rule_on_an_entry_are_shown_and_the_others_counted() -> None:
    def found(count: int) -> list[str]:
        strategy = loads(KINDS["links"][0](count)).strategy
        assert strategy is not None
        return [str(one.message) for one in lint(strategy, DAY).findings if one.rule.name == "trace/broken-link"]

    most = caps.FINDINGS.most
    assert not any(shows(one, "finding.and_more_like_this") for one in found(most))
    assert len(found(most)) == len(found(most + 5)) == most
    assert shows(found(most + 5)[-1], "finding.and_more_like_this", more=5)


def test_links_are_followed_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    strategy = loads(KINDS["chained"][0](60)).strategy
    assert strategy is not None
    links = Links(strategy)
    assert len(links.below("a-59")) == 59
    assert not links.is_cut
    small(monkeypatch, "FOLLOWED", 100)
    links = Links(strategy)
    assert [len(links.below(f"a-{n}")) for n in (40, 50, 59)] == [40, 50, 59]  # what is under way is finished
    assert links.is_cut
    assert links.below("a-58") == ("a-57",)


def test_an_export_says_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "strategy.yaml"
    path.write_text(KINDS["challenged"][0](60), encoding="utf-8")

    most = amount("100", "indirect_links")
    of_the_map = wording("strategy_file.too_many_links", most=most, way_out=caps.FOLLOWED.way_out)
    of_what_is_in_question = wording("verb.only_first_insights", most=most)

    def told(to: export.Target) -> tuple[int, int]:
        assert export.run(str(path), to=to, audience="team", out="-") == 0
        printed = capsys.readouterr().err
        return len(of_the_map.findall(printed)), len(of_what_is_in_question.findall(printed))

    assert export.run(str(path), to="html", audience="team", out="-") == 0
    assert not shows(capsys.readouterr().err, "limit.amount", unit="indirect_links")
    small(monkeypatch, "FOLLOWED", 100)
    assert [told("html"), told("svg"), told("md")] == [(1, 1), (1, 0), (0, 1)]


def test_every_limit_is_in_the_table_and_says_what_to_do() -> None:
    named = {name: value for name, value in vars(caps).items() if isinstance(value, caps.Cap)}
    assert set(named.values()) == set(caps.ALL)
    for cap in caps.ALL:
        assert cap.most > 0
        assert str(cap.way_out).endswith(".")
        assert cap.amount(cap.most) != cap.amount(cap.most + 1)


def test_a_session_line_that_is_not_text_is_still_named(tmp_path: Path) -> None:
    path = tmp_path / "strategy.draft.jsonl"
    start = {"event": "start", "format": 1, "mode": "new", "file": "strategy.yaml"}
    path.write_bytes(json.dumps(start).encode() + b"\n\xff\xfe\n")
    with refused("session.line_unreadable", number=2):
        Session.resume(path)
    assert journal.whole_lines(b"a\nb") == b"a\n"
