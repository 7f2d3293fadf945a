"""The verbs as a user calls them: what is printed where, and how the program ends."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from stratcoach.files.sessions import journal_path
from stratcoach.model.sections import SECTION
from tests.conftest import Run
from tests.first_release import first_release
from tests.printed import sentence, shows, shows_question, wording
from tests.rehearsal import EXAMPLES, rehearse

BAKERY = EXAMPLES / "bakery" / "answers.yaml"
SHORT = Path(__file__).parents[1] / "faults" / "answers.yaml"
"""An interview with one of everything."""


@pytest.fixture
def strategy(folder: Path) -> Path:
    """A good strategy in the folder."""
    return first_release("bakery", folder)


# ---- new


@pytest.mark.parametrize(
    ("verb", "way"),
    [
        ("revise", sentence("coach.revise_without_terminal", path="strategy.yaml")),
        ("learn", sentence("coach.learn_without_terminal", path="strategy.yaml")),
    ],
)
def test_without_a_terminal_each_verb_names_its_own_way(stratcoach: Run, strategy: Path, verb: str, way: str) -> None:
    before = strategy.read_bytes()
    ran = stratcoach(verb)
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "release.needs_terminal")
    assert way in ran.err
    assert "new --answers" not in ran.err
    assert not shows(ran.err, "coach.new_without_terminal")
    assert strategy.read_bytes() == before


def test_a_session_is_gone_on_with_by_plain_lines_where_there_is_no_terminal(stratcoach: Run) -> None:
    stratcoach("new", "--plain", typed="1\nTrailhead\n")
    ran = stratcoach("resume")
    assert ran.status == 2
    assert shows(ran.err, "release.needs_terminal")
    assert shows(ran.err, "coach.resume_without_terminal")


def test_an_answers_file_runs_the_whole_interview(stratcoach: Run, folder: Path) -> None:
    ran = stratcoach("new", "--answers", str(BAKERY))
    assert (ran.status, ran.err) == (0, "")
    assert shows(ran.out, "disk.written", path="strategy.yaml")
    assert shows(ran.out, "next.version", version="1.0.0")
    assert sorted(path.name for path in folder.iterdir()) == [
        ".git",
        "strategy.schema.json",
        "strategy.versions",
        "strategy.yaml",
    ]
    assert (folder / "strategy.versions" / "1.0.0.yaml").read_bytes() == (folder / "strategy.yaml").read_bytes()
    assert shows(stratcoach("lint").out, "report.no_findings")


@pytest.mark.slow
def test_the_same_again_changes_nothing_and_another_file_is_never_overwritten(stratcoach: Run, first_version: Path) -> None:
    before = first_version.read_bytes()
    assert stratcoach("new", "--answers", str(EXAMPLES / "discharge" / "answers.yaml")).status == 0
    refused = stratcoach("new", "--answers", str(SHORT))
    assert (refused.status, refused.out) == (2, "")
    assert shows(refused.err, "coach.already_exists", path="strategy.yaml")
    assert first_version.read_bytes() == before


def test_without_a_terminal_new_refuses_and_names_the_ways_out(stratcoach: Run, folder: Path) -> None:
    ran = stratcoach("new")
    assert (ran.status, ran.out) == (2, "")
    assert shows(ran.err, "release.needs_terminal")
    assert shows(ran.err, "coach.new_without_terminal")
    assert [path.name for path in folder.iterdir()] == [".git"]


@pytest.mark.slow
def test_dates_of_an_answers_file_may_be_told_as_they_are_said_and_are_said_back(stratcoach: Run, folder: Path) -> None:
    by = re.compile(r"^review_by: .*$", re.MULTILINE)
    (folder / "said.yaml").write_text(by.sub("review_by: end of next year", BAKERY.read_text(encoding="utf-8")), encoding="utf-8")
    year = date.today().year + 1  # noqa: DTZ011  the person's own day is meant
    ran = stratcoach("new", "--answers", "said.yaml")
    assert ran.status == 0, ran.err
    assert shows(ran.out, "next.dates_from_today")
    assert re.search(rf"said\.yaml:\d+:\d+: “end of next year”.*\b{year}\b", ran.out)
    assert f"review_by: {year}\n" in (folder / "strategy.yaml").read_text()
    (folder / "wrong.yaml").write_text(by.sub("review_by: some day", BAKERY.read_text(encoding="utf-8")), encoding="utf-8")
    refused = stratcoach("new", "other.yaml", "--answers", "wrong.yaml")
    assert refused.status == 2
    assert re.search(r"wrong\.yaml:\d+:\d+: .*“some day”", refused.err)


@pytest.mark.slow
def test_an_interview_by_plain_lines_from_a_pipe_writes_the_same_file(stratcoach: Run, folder: Path) -> None:
    typed = "".join(f"{line}\n" for act in rehearse(BAKERY) for line in act.lines())
    ran = stratcoach("new", "--plain", typed=typed)
    assert ran.status == 0
    assert shows(ran.out, "disk.written", path="strategy.yaml")
    stratcoach("new", "other.yaml", "--answers", str(BAKERY))
    assert (folder / "strategy.yaml").read_text() == (folder / "other.yaml").read_text()
    assert not journal_path(folder / "strategy.yaml").exists()


def test_lines_from_windows_are_shown_as_they_were_typed(stratcoach: Run) -> None:
    ran = stratcoach("new", "--plain", typed="1\r\nTrailhead\r\n")
    assert [line for line in ran.err.splitlines() if line.startswith("> ")] == ["> 1", "> Trailhead", "> "]


def test_a_pipe_that_ends_early_keeps_the_session(stratcoach: Run) -> None:
    ran = stratcoach("new", "--plain", typed="1\nTrailhead\n")
    assert ran.status == 130
    assert shows(ran.err, "coach.saved", command="stratcoach resume")
    resumed = stratcoach("resume", "--plain", typed=":quit\n")
    assert shows(resumed.err, "coach.welcome_back", count="2")
    assert shows(resumed.err, "coach.last_answer", answer="Trailhead")
    again = stratcoach("new", "--plain", typed="")
    assert (again.status, shows(again.err, "session.already_begun")) == (2, True)
    over = stratcoach("new", "--plain", "--start-over", typed="1\n")
    assert shows(over.err, "coach.kept_aside", path="strategy.draft.1.jsonl")


def test_a_session_without_an_answer_leaves_nothing_behind(stratcoach: Run, folder: Path) -> None:
    ran = stratcoach("new", "--plain", typed="")
    assert ran.status == 130
    assert [path.name for path in folder.iterdir()] == [".git"]


def test_answers_that_do_not_fit_are_told_with_their_place(stratcoach: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text("answers: 1\nagenda: solo\nproduct: p\nvisoin: {}\ninsights:\n  - statment: x\n")
    ran = stratcoach("new", "--answers", "a.yaml")
    assert ran.status == 2
    assert {line.partition(": ")[0] for line in ran.err.splitlines() if ": " in line} == {"a.yaml:4:1", "a.yaml:6:5"}
    for key, likely in (("visoin", "vision"), ("statment", "statement")):
        assert shows(ran.err, "file.unknown_key", key=key, likely=likely)
    (folder / "b.yaml").write_text("answers: 1\nagenda: quick\nproduct: p\ninsights:\n  - {statement: x y, source: gut}\n")
    ran = stratcoach("new", "--answers", "b.yaml")
    assert ran.err.startswith("b.yaml:5:30: ")
    assert shows(ran.err, "interview.choose_one")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_transcript_that_cannot_be_written_is_told(stratcoach: Run) -> None:
    ran = stratcoach("new", "--answers", str(SHORT), "--transcript", "/dev/full")
    assert (ran.status, shows(ran.err, "disk.full")) == (2, True)
    ran = stratcoach("new", "--answers", str(SHORT), "--transcript", "no/such.md")
    assert shows(ran.err, "coach.transcript_not_written", path="no/such.md")


def test_a_folder_that_cannot_be_written_to_is_told_before_the_first_question(stratcoach: Run, folder: Path) -> None:
    (folder / "file").write_text("")
    ran = stratcoach("new", "file/strategy.yaml", "--plain", typed="1\n")
    assert ran.status == 2
    assert shows(ran.err, "disk.name_is_taken")


# ---- lint


def test_lint_ends_with_1_when_something_is_missing(stratcoach: Run, folder: Path) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    ran = stratcoach("lint")
    assert (ran.status, ran.err) == (1, "")
    counts = wording("report.counts", files=sentence("report.files", count=1))
    assert counts.match(ran.out.rstrip().splitlines()[-1])
    assert stratcoach("lint", "--fail-on", "advice").status == 1


def test_lint_of_a_draft_with_warnings_passes_and_says_at_which_level_it_would_fail(stratcoach: Run, strategy: Path) -> None:
    text = strategy.read_text()
    start = text.index("trade_offs:")
    strategy.write_text(text[:start] + text[text.index("history:") :])
    ran = stratcoach("lint")
    assert ran.status == 0
    assert shows(ran.out, "report.would_fail", level="warning")
    assert stratcoach("lint", "--fail-on", "warning").status == 1


def test_json_has_the_keys_that_were_promised(stratcoach: Run, folder: Path) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    data = json.loads(stratcoach("lint", "--format", "json").out)
    assert data["version"] == 1
    assert set(data["summary"]) == {"files", "errors", "warnings", "advice", "waived", "accepted"}
    keys = {"rule", "severity", "file", "line", "column", "end_line", "end_column", "on", "field", "words", "message", "question"}
    assert all(set(finding) == keys for finding in data["findings"])
    places = [(finding["file"], finding["line"], finding["column"]) for finding in data["findings"]]
    assert places == sorted(places)


def test_words_are_found_at_their_place_in_the_file(stratcoach: Run, folder: Path) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    lines = (folder / "strategy.yaml").read_text().splitlines()
    for finding in json.loads(stratcoach("lint", "--format", "json").out)["findings"]:
        if (
            finding["words"]
            and finding["line"] == finding["end_line"]
            and finding["rule"].split("/")[0] in ("vision", "problem", "objective")
        ):
            assert lines[finding["line"] - 1][finding["column"] - 1 : finding["end_column"] - 1] == finding["words"]


def test_lint_finds_files_below_a_folder_each_once(stratcoach: Run, folder: Path) -> None:
    for name in (
        "a/strategy.yaml",
        "b/mobile.strategy.yaml",
        "b/mobile.strategy.versions/1.0.0.yaml",
        "node_modules/strategy.yaml",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        first_release("bakery", folder / name)
    (folder / "linked").symlink_to(folder / "a")
    assert shows(
        stratcoach("lint", ".", "a", "a/strategy.yaml").out, "report.no_findings", files=sentence("report.files", count=2)
    )


def test_lint_reads_standard_input(stratcoach: Run) -> None:
    ran = stratcoach("lint", "-", typed="product: x\n")
    assert ran.status == 1
    assert "<stdin>:1:1: error file/not-a-strategy" in ran.out


def test_a_path_that_is_not_there_and_a_folder_without_a_strategy_are_wrong_use(stratcoach: Run) -> None:
    for arguments in (("lint",), ("lint", "nowhere"), ("lint", "."), ("lint", "--as-of", "soon")):
        ran = stratcoach(*arguments)
        assert (ran.status, ran.out) == (2, ""), arguments
        assert "Traceback" not in ran.err


def test_a_waiver_with_a_reason_silences_until_its_day(stratcoach: Run, strategy: Path) -> None:
    text = strategy.read_text()
    start = text.index("trade_offs:")
    waiver = "waivers:\n  - {rule: trade-off/none, because: We decide in June., until: 2026-06}\n"
    strategy.write_text(text[:start] + waiver + text[text.index("history:") :])
    waived = stratcoach("lint", "--as-of", "2026-06-30").out
    assert ("trade-off/none" in waived, sentence("report.waived", count=1) in waived) == (False, True)
    assert "trade-off/none" in stratcoach("lint", "--as-of", "2026-07-01").out
    strategy.write_text(strategy.read_text().replace("because: We decide in June., ", ""))
    assert "trade-off/none" in stratcoach("lint", "--as-of", "2026-06-30").out


def test_another_language_than_english_is_said_and_keeps_the_rules_on_structure(stratcoach: Run, strategy: Path) -> None:
    strategy.write_text(strategy.read_text().replace("updated:", "language: de\nupdated:"))
    ran = stratcoach("lint")
    assert shows(ran.out, "report.file_not_in_english")


# ---- the others


def test_colour_is_only_for_terminals_unless_it_is_forced(stratcoach: Run, folder: Path) -> None:
    shutil.copy(EXAMPLES / "weak" / "strategy.yaml", folder)
    assert "\x1b" not in stratcoach("lint").out
    assert "\x1b[" in stratcoach("lint", FORCE_COLOR="1").out
    assert "\x1b" not in stratcoach("lint", FORCE_COLOR="1", NO_COLOR="1").out


def test_explain_tells_one_rule_or_all_and_guesses_a_misspelt_one(stratcoach: Run) -> None:
    one = stratcoach("explain", "problem/solution")
    looks_at = sentence("rule_page.looks_at", section="problems", each=SECTION["problems"].each)
    head = sentence("rule_page.head", severities="warning", sections=(looks_at,))
    assert (one.status, one.out.startswith(f"problem/solution  {head}")) == (0, True)
    assert "waivers:" in one.out
    assert "problem/solution" in stratcoach("explain").out
    wrong = stratcoach("explain", "problem/solutions")
    assert wrong.status == 2
    assert shows(wrong.err, "verb.no_such_rule", name="problem/solutions")
    assert shows(wrong.err, "verb.did_you_mean", name="problem/solution")


def test_check_coaches_one_sentence_and_a_stream(stratcoach: Run) -> None:
    one = stratcoach("check", "problem", "Users lack a dashboard.")
    assert (one.status, "problem/solution" in one.out) == (0, True)
    line = json.dumps({"id": "x", "slot": "problem", "text": "Users lack a dashboard."})
    (answer,) = [json.loads(text) for text in stratcoach("check", "--jsonl", "-", typed=line + "\n").out.splitlines()]
    assert answer["id"] == "x"
    found = next(finding for finding in answer["findings"] if finding["rule"] == "problem/solution")
    assert "Users lack a dashboard."[found["start"] : found["end"]] == found["words"]
    assert stratcoach("check", "dream", "x").status == 2


def test_flows_are_listed_shown_checked_and_copied(stratcoach: Run, folder: Path) -> None:
    assert "vision" in stratcoach("flows").out
    assert stratcoach("flows", "show", "vision").out.startswith("flow: vision")
    assert shows(stratcoach("flows", "check").out, "flows.no_errors")
    stratcoach("flows", "copy", "questions", "vision")
    assert [path.name for path in (folder / "questions").iterdir()] == ["vision.yaml"]
    assert shows(stratcoach("flows", "copy", "questions", "vision").out, "flows.already_there")
    (folder / "questions" / "vision.yaml").write_text("flow: vision\n")
    assert stratcoach("flows", "check", "questions").status == 2


def test_alone_it_says_what_comes_next(stratcoach: Run, folder: Path) -> None:
    assert shows(stratcoach().out, "verb.welcome")
    first_release("bakery", folder)
    assert shows(stratcoach().out, "verb.welcome_to", file="strategy.yaml")
    journal_path(folder / "strategy.yaml").write_text("")
    assert shows(stratcoach().out, "verb.welcome_back", file="strategy.yaml")


def test_every_verb_has_help(stratcoach: Run) -> None:
    for verb in ("new", "resume", "revise", "check", "lint", "explain", "flows", "schema"):
        ran = stratcoach(verb, "--help")
        assert (ran.status, f"stratcoach {verb}" in ran.out) == (0, True)


# ---- what the system refuses


@pytest.mark.parametrize(
    "arguments", [("new", "{0}"), ("lint", "{0}"), ("resume", "{0}"), ("revise", "{0}"), ("flows", "--flows", "{0}")]
)
def test_a_name_that_is_too_long_is_told(stratcoach: Run, arguments: tuple[str, ...]) -> None:
    ran = stratcoach(*(one.format("a" * 300 + ".yaml") for one in arguments), "--plain" if arguments[0] != "lint" else "--all")
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("where", ["strategy.yaml", "answers.yaml", "talk.txt"])
def test_a_transcript_never_writes_over_a_file(stratcoach: Run, folder: Path, where: str) -> None:
    answers = folder / "answers.yaml"
    answers.write_bytes(SHORT.read_bytes())
    (folder / "talk.txt").write_text("older")
    ran = stratcoach("new", "--answers", "answers.yaml", "--transcript", where)
    assert ran.status == 2
    assert ran.err.startswith(f"{where} ")
    assert answers.read_bytes() == SHORT.read_bytes()
    assert (folder / "talk.txt").read_text() == "older"
    assert not (folder / "strategy.yaml").exists()


def test_a_session_with_own_flows_is_found_from_another_folder(stratcoach: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    assert stratcoach("flows", "copy", "sub/questions").status == 0
    stratcoach("new", "sub/strategy.yaml", "--flows", "sub/questions", "--plain", typed="1\nCrumb\n1\n")
    (folder / "elsewhere").mkdir()
    ran = stratcoach("resume", "../sub/strategy.yaml", "--plain", typed="", cwd=folder / "elsewhere")
    assert shows_question(ran.err, "insights.statement")


def test_a_session_knows_the_name_of_its_file(stratcoach: Run) -> None:
    stratcoach("new", "plan.yml", "--plain", typed="1\nCrumb\n1\n")
    ran = stratcoach("resume", "plan.yaml", "--plain", typed="")
    assert "stratcoach resume plan.yml --plain" in ran.err


def test_control_characters_of_a_file_are_shown_and_not_sent(stratcoach: Run, strategy: Path) -> None:
    text = strategy.read_text()
    begin = text.index("    segment:")
    end = text.index("\n    today:", begin)
    strategy.write_text(text[:begin] + '    segment: "Bakers \\e]52;c;eA==\\a at night"' + text[end:])
    ran = stratcoach("revise", "users", "--plain", typed="")
    assert "\x1b" not in ran.err
    assert "\\u001b]52" in ran.err


def test_the_interview_knows_a_team_s_own_words(stratcoach: Run, strategy: Path, folder: Path) -> None:
    typed = "A moonlit day and moonlit bread.\n\n"
    assert strategy.exists()
    assert "“moonlit”" not in stratcoach("revise", "positioning", "--plain", typed=typed).err
    (folder / ".stratcoach.yaml").write_text("words: {buzzwords: [moonlit]}\n")
    assert "“moonlit”" in stratcoach("revise", "positioning", "--plain", "--start-over", typed=typed).err
