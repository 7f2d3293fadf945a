"""Releases: the version that the changes ask for, what still stands, a copy that is never rewritten."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from stratcoach.commands import release
from stratcoach.commands.release_questions import Wanted
from stratcoach.files import disk, release_copies
from stratcoach.files.codec import loads
from stratcoach.model.strategy import Strategy
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import refused, sentence, shows
from tests.rehearsal import EXAMPLES

WHY = ("-m", "A lower aim.", "--because", "Two services left.")
ANSWERS = EXAMPLES / "discharge" / "answers.yaml"


@pytest.fixture
def strategy(first_version: Path) -> Path:
    """A strategy in its first version, and then edited by hand: a lower target, another problem."""
    first_version.write_text(first_version.read_text().replace("target: 4,000", "target: 3,000  # for now"))
    return first_version


def read(path: Path) -> Strategy:
    found = loads(path.read_text()).strategy
    assert found is not None
    return found


def in_question(path: Path) -> tuple[str, ...]:
    """What is in question in the file, after a change of what it rests on."""
    return tuple(one.on for one in read(path).questions if shows(one.question, "release.does_it_still_hold"))


def problem_changed(path: Path) -> None:
    text = path.read_text()
    begin = text.index("problems:")
    at = text.index("statement:", begin)
    end = text.index("\n    because:", at)
    path.write_text(
        f"{text[:at]}statement: Care services hear of a patient too late to plan a round, and send nobody.{text[end:]}"
    )


def test_a_release_takes_the_version_that_the_changes_ask_for(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_text()
    ran = stratcoach("release", *WHY)
    assert ran.status == 0, ran.err
    assert "[CHOICE]" in ran.err
    assert shows(ran.out, "release.released", path="strategy.yaml", version="1.1.0", copy="strategy.versions/1.1.0.yaml")
    after = read(strategy)
    newest = after.history[0]
    assert (after.version, newest.version, newest.summary, newest.because, newest.decided_by) == (
        "1.1.0",
        "1.1.0",
        "A lower aim.",
        "Two services left.",
        "Dr Adler",
    )
    assert (strategy.parent / "strategy.versions" / "1.1.0.yaml").read_text() == strategy.read_text()
    assert "target: 3,000  # for now" in strategy.read_text()
    gone = [line for line in before.splitlines() if line not in strategy.read_text().splitlines()]
    assert gone == ["version: 1.0.0"]
    assert shows(stratcoach("diff").out, "diff.nothing_changed")
    assert "1.1.0" in stratcoach("log").out
    assert stratcoach("lint").status == 0


def test_what_rests_on_a_change_is_confirmed_or_left_in_question(stratcoach: Run, strategy: Path) -> None:
    problem_changed(strategy)
    ran = stratcoach("release", *WHY, "--stands", "hospitals-insurers-pay-homecomings")
    assert ran.status == 0, ran.err
    after = read(strategy)
    assert next(one for one in after.objectives if one.id == "hospitals-insurers-pay-homecomings").reviewed == after.updated
    left = in_question(strategy)
    assert "hospitals-insurers-pay-homecomings" not in left
    assert left
    assert shows(ran.out, "release.left_in_question", items=left)


def test_all_can_be_said_to_stand(stratcoach: Run, strategy: Path) -> None:
    problem_changed(strategy)
    assert stratcoach("release", *WHY, "--stands", "all").status == 0
    assert not in_question(strategy)


def test_it_is_asked_what_was_not_given(stratcoach: Run, strategy: Path) -> None:
    problem_changed(strategy)
    ran = stratcoach("release", "--plain", typed="1\nA lower aim.\nTwo services left.\nThe board\n")
    assert ran.status == 0, ran.err
    assert shows(ran.err, "release.which_still_hold")
    assert (read(strategy).history[0].summary, read(strategy).history[0].because) == ("A lower aim.", "Two services left.")
    assert read(strategy).history[0].decided_by == "The board"


def test_a_thought_or_an_empty_line_is_no_answer_to_a_release(stratcoach: Run, strategy: Path) -> None:
    problem_changed(strategy)
    ran = stratcoach("release", "--plain", typed=":park winter\n\nA lower aim.\n:back\nTwo services left.\n\n")
    assert ran.status == 0, ran.err
    assert shows(ran.err, "coach.not_possible_here")
    after = read(strategy)
    assert (after.history[0].summary, after.history[0].because) == ("A lower aim.", "Two services left.")
    assert in_question(strategy)
    assert not after.parking_lot


def test_without_a_terminal_nothing_is_asked(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    ran = stratcoach("release")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "release.needs_terminal")
    assert shows(ran.err, "release.give_answers", command="stratcoach release")
    assert strategy.read_bytes() == before
    folder = strategy.parent / "our team"
    folder.mkdir()
    shutil.move(strategy, folder)
    shutil.move(strategy.with_name("strategy.versions"), folder)
    assert shows(
        stratcoach("release", "our team").err, "release.give_answers", command="stratcoach release 'our team/strategy.yaml'"
    )


def test_a_release_that_is_stopped_changes_nothing(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    ran = stratcoach("release", "--plain", typed="A lower aim.\n:quit\n")
    assert ran.status == 130
    assert shows(ran.err.splitlines()[-1], "release.nothing_released")
    assert strategy.read_bytes() == before
    assert not (strategy.parent / "strategy.versions" / "1.1.0.yaml").exists()


def test_nothing_is_released_where_nothing_changed(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text("# a comment\n" + strategy.read_text().replace("target: 3,000  # for now", "target: 4,000"))
    ran = stratcoach("release", *WHY)
    assert ran.status == 0
    assert shows(ran.out, "release.nothing_to_release", version="1.0.0")


def test_a_higher_version_that_somebody_wrote_is_kept(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text(strategy.read_text().replace("version: 1.0.0", "version: 2.0.0", 1))
    assert stratcoach("release", *WHY).status == 0
    assert read(strategy).version == "2.0.0"


def test_a_copy_that_was_changed_is_noticed(stratcoach: Run, strategy: Path) -> None:
    copy = strategy.parent / "strategy.versions" / "1.0.0.yaml"
    copy.write_text(copy.read_text().replace("target: 4,000", "target: 2,000"))
    ran = stratcoach("release", *WHY)
    assert ran.status == 2
    assert shows(ran.err, "copy.not_as_released", version="1.0.0")
    assert shows(stratcoach("diff", "1.0.0").err, "verb.copy_was_changed", copy="strategy.versions/1.0.0.yaml")
    assert shows(stratcoach("log").out, "verb.changed_after_release", copy="strategy.versions/1.0.0.yaml")


def test_a_version_is_never_given_twice(stratcoach: Run, strategy: Path) -> None:
    assert stratcoach("release", *WHY).status == 0
    copies = strategy.parent / "strategy.versions"
    (copies / "1.1.0.yaml").unlink()
    strategy.write_text(strategy.read_text().replace("target: 3,000", "target: 2,000"))
    before = strategy.read_bytes()
    ran = stratcoach("release", *WHY)
    assert ran.status == 2
    assert shows(ran.err, "copy.missing", version="1.1.0")
    assert strategy.read_bytes() == before
    strategy.write_text(strategy.read_text().replace("version: 1.1.0", "version: 1.2.0", 1))
    assert stratcoach("release", *WHY).status == 0
    assert [one.version for one in read(strategy).history] == ["1.2.0", "1.1.0", "1.0.0"]


@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_release_that_was_cut_off_is_completed_by_the_next(stratcoach: Run, strategy: Path, is_recorded: bool) -> None:
    before = strategy.read_bytes()
    assert stratcoach("release", *WHY).status == 0
    after, sums = strategy.read_bytes(), strategy.parent / "strategy.versions" / "SHA256SUMS"
    recorded = sums.read_bytes()
    strategy.write_bytes(before)
    if not is_recorded:
        sums.write_text("".join(line for line in sums.read_text().splitlines(keepends=True) if "1.1.0" not in line))
    assert stratcoach("release", *WHY).status == 0
    assert (strategy.read_bytes(), sums.read_bytes()) == (after, recorded)
    assert stratcoach("lint").status == 0


def test_a_copy_that_was_changed_completes_no_release(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    assert stratcoach("release", *WHY).status == 0
    strategy.write_bytes(before)
    copy = strategy.parent / "strategy.versions" / "1.1.0.yaml"
    copy.write_text(copy.read_text().replace("summary: ", "summary: Not ", 1))
    assert stratcoach("release", *WHY).status == 2
    assert strategy.read_bytes() == before


def test_an_older_file_beside_the_copy_of_a_later_release_is_left_alone(stratcoach: Run, strategy: Path) -> None:
    before = strategy.read_bytes()
    assert stratcoach("release", *WHY).status == 0
    strategy.write_bytes(before.replace(b"owner: ", b"owner: Ada or ", 1))
    changed = strategy.read_bytes()
    assert changed != before
    ran = stratcoach("release", *WHY)
    assert ran.status == 2
    assert "cp strategy.versions/1.1.0.yaml strategy.yaml" in ran.err
    assert strategy.read_bytes() == changed


@pytest.mark.parametrize("message", ["TODO", "...", "   "])
def test_a_summary_that_says_nothing_is_refused(stratcoach: Run, strategy: Path, message: str) -> None:
    before = strategy.read_bytes()
    assert stratcoach("release", "-m", message, "--because", "Two services left.").status == 2
    assert strategy.read_bytes() == before
    assert [one.name for one in (strategy.parent / "strategy.versions").glob("*.yaml")] == ["1.0.0.yaml"]


def test_an_odd_folder_of_versions_is_taken_as_it_is(stratcoach: Run, strategy: Path) -> None:
    copies = strategy.parent / "strategy.versions"
    (copies / "2.0.0.bak").write_text("x")
    (copies / "3.0.0.yaml").mkdir()
    sums = copies / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes().rstrip(b"\n"))
    strategy.write_bytes(b"\xef\xbb\xbf" + strategy.read_bytes())
    assert stratcoach("release", *WHY).status == 0
    assert strategy.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [line.rpartition("  ")[2] for line in sums.read_text().splitlines() if line[0] != "#"] == ["1.0.0.yaml", "1.1.0.yaml"]
    (copies / "1.1.0.yaml").write_text("changed")
    assert shows(stratcoach("log").out, "verb.changed_after_release", copy="strategy.versions/1.1.0.yaml")


def test_what_has_errors_is_not_released(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text(strategy.read_text().replace("rests_on: [care-services-hear", "rests_on: [care-services-heard", 1))
    ran = stratcoach("release", *WHY)
    assert ran.status == 2
    assert shows(ran.err, "release.errors_left", path="strategy.yaml")
    assert "trace/broken-link" in ran.err


def test_a_draft_becomes_the_first_version(stratcoach: Run, strategy: Path) -> None:
    for copy in (strategy.parent / "strategy.versions").iterdir():
        copy.unlink()
    head = strategy.read_text().partition("history:")[0].rstrip()
    strategy.write_text(head.replace("updated:", "status: draft\nupdated:", 1) + "\n")
    assert stratcoach("release", "-m", "Our first one.").status == 0
    after = read(strategy)
    assert (after.version, after.status, after.history[0].summary) == ("1.0.0", "", "Our first one.")


def test_a_file_that_is_as_it_was_released_can_be_kept_as_the_copy(stratcoach: Run, folder: Path) -> None:
    path = first_release("platform", folder)
    ran = stratcoach("release", "-m", "x", "--because", "y")
    assert ran.status == 2
    keep = "stratcoach release --keep strategy.yaml"
    assert shows(ran.err, "copy.make_if_as_released", file="strategy.yaml", keep=keep)
    ran = stratcoach("release", "--keep")
    assert ran.status == 0
    assert shows(ran.out, "release.copy_written", copy="strategy.versions/1.0.0.yaml", path="strategy.yaml")
    assert shows(ran.out, "verb.to_commit", command="git add strategy.versions")
    assert (folder / "strategy.versions" / "1.0.0.yaml").read_bytes() == path.read_bytes()
    assert stratcoach("release", "--keep").status == 2
    assert stratcoach("diff", "--exit-code").status == 0


def test_what_an_insight_speaks_against_is_asked_about_too(stratcoach: Run, strategy: Path) -> None:
    first = read(strategy).problems[0].id
    doubt = f"  - id: doubt\n    statement: They wait no more.\n    source: survey\n    observed: 2026-11\n    challenges: [{first}]\n"
    strategy.write_text(strategy.read_text().replace("insights:\n", f"insights:\n{doubt}", 1))
    ran = stratcoach("release", *WHY, "--stands", first)
    assert ran.status == 0, ran.err
    assert read(strategy).problems[0].reviewed == read(strategy).updated
    left = in_question(strategy)
    assert first not in left
    assert shows(ran.out, "release.left_in_question", items=left)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts}


def test_a_dry_run_shows_the_version_and_writes_nothing(stratcoach: Run, strategy: Path) -> None:
    before = files(strategy.parent)
    ran = stratcoach("release", "--dry-run")
    assert (ran.status, ran.err) == (0, "")
    assert "[CHOICE]" in ran.out
    assert shows(ran.out, "release.would_be_released", path="strategy.yaml", version="1.1.0")
    assert files(strategy.parent) == before
    assert stratcoach("release", "--dry-run", "--keep").status == 2
    assert stratcoach("release", *WHY).status == 0
    ran = stratcoach("release", "--dry-run")
    assert ran.status == 0
    assert shows(ran.out, "release.nothing_to_release", version="1.1.0")


@pytest.mark.parametrize("others", [b"", b"\n"], ids=["as written", "with a line more at the end"])
def test_on_a_full_disk_the_digests_of_earlier_releases_stay(
    strategy: Path, monkeypatch: pytest.MonkeyPatch, others: bytes
) -> None:
    sums = strategy.parent / "strategy.versions" / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes() + others)
    before = files(strategy.parent)

    def full(path: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(disk, "replace", full)
    with refused("release.not_released", why=sentence("disk.full")):
        release.release(strategy, Wanted("A lower aim.", "Two services left.", stands="all"), None)
    assert files(strategy.parent) == before
    monkeypatch.setattr(os, "fsync", lambda _: full(sums))
    with pytest.raises(OSError, match="No space left"):
        release_copies.record(sums.with_name("1.1.0.yaml"), b"stratcoach: 1\n")
    assert files(strategy.parent) == before


def test_what_was_answered_before_a_release_was_cut_off_is_suggested_by_the_next_run(
    stratcoach: Run, strategy: Path, folder: Path
) -> None:
    before = strategy.read_text()
    cut = stratcoach("release", "--plain", typed="\nA lower aim for now.\n")
    assert (cut.status, strategy.read_text()) == (130, before)
    again = stratcoach("release", "--plain", typed="\n\nTwo services left.\n\n")
    assert again.status == 0, again.err
    newest = read(strategy).history[0]
    assert (newest.summary, newest.because) == ("A lower aim for now.", "Two services left.")
    assert not list(folder.glob("*.jsonl"))


def test_answers_about_another_text_of_the_file_are_not_suggested(stratcoach: Run, strategy: Path, folder: Path) -> None:
    assert stratcoach("release", "--note", "--plain", typed="A lower aim for now.\n").status == 130
    assert "A lower aim" in (folder / "strategy.note.jsonl").read_text()
    problem_changed(strategy)
    again = stratcoach("release", "--note", "--plain", typed="Another problem.\nSeen in May.\n")
    assert again.status == 0, again.err
    assert "A lower aim" not in again.err
    assert not list(folder.glob("*.jsonl"))
