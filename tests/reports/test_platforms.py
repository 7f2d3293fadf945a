"""Reports for CI platforms fit their official shapes and can't be made to say anything else by what stands in a file."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from email.message import Message as HeadersOnly
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings

from stratcoach.commands.lint import check_file
from stratcoach.files import build
from stratcoach.files.codec import load
from stratcoach.files.positions import TextSpan
from stratcoach.lint.finding import Finding
from stratcoach.messages import Message
from stratcoach.reports.platforms import GitHub, GitLab, JUnit, Sarif
from stratcoach.reports.rule_page import page
from stratcoach.reports.style import Style
from stratcoach.reports.text import Concise, Text
from stratcoach.rules import RULES
from stratcoach.services.lint_run.located import FileResult, Located, Notice
from tests.generate import DAY, ROOT, rendered
from tests.printed import shows
from tests.strategies import texts

SCHEMAS = Path(__file__).parent / "schemas"
AWKWARD = "a,b:c%20\n::error::x.strategy.yaml"


def example(name: str, called: str = "") -> FileResult:
    path = f"examples/{name}/strategy.yaml"
    return check_file(load((ROOT / path).read_bytes(), called or path), DAY)


@cache
def sarif_schema() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


EXAMPLES = [example(name) for name in ("bakery", "broken", "weak")]


def found(text: str, on: str = "", file: str = "strategy.yaml") -> FileResult:
    """One file with one finding whose every text is the given one."""
    finding = Finding(RULES[-1], "error", "", None, text, text, Message("finding.in_quotes", text=text), on or text)
    return FileResult(file, (Located(file, TextSpan(3, 2, 3, 9), finding, text),))


def sarif(*files: FileResult, base: str = "", most_rules: int | None = None) -> dict[str, Any]:
    """What SARIF says of these files; `most_rules` of its rules are compared with the schema, all by default."""
    shape: dict[str, Any] = json.loads(rendered(Sarif(base), *files))
    driver = shape["runs"][0]["tool"]["driver"]
    rules, driver["rules"] = driver["rules"], driver["rules"][:most_rules]
    sarif_schema().validate(shape)
    driver["rules"] = rules
    return shape


def junit(*files: FileResult) -> ET.Element:
    text = rendered(JUnit(), *files)
    junit_schema().validate(io.StringIO(text))
    return ET.fromstring(text)


@pytest.mark.slow
@settings(max_examples=30)
@given(texts, texts)
def test_whatever_stands_in_a_file_every_report_keeps_its_shape(text: str, name: str) -> None:
    checked = found(text, file=name)
    sarif(checked, most_rules=1)
    junit(checked)
    (issue,) = json.loads(rendered(GitLab(), checked))
    assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
    lines = rendered(GitHub(), checked).split("\n")
    assert [line.startswith("::") for line in lines] == [True, False, False]
    assert rendered(Concise(), checked).count("\n") == 2


@pytest.mark.slow
@settings(max_examples=30)
@given(texts, texts)
def test_whatever_a_notice_says_every_report_keeps_its_shape(text: str, name: str) -> None:
    message = Message("notice.file", file=text)
    checked = FileResult("strategy.yaml", (), notices=(Notice(name, 7, "waivers", message), Notice(name, 7, "settings", message)))
    told = sarif(checked, most_rules=1)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in told] == [7, 7]
    assert junit(checked).find("testsuite[2]").attrib["skipped"] == "2"  # type: ignore[union-attr]
    issues = json.loads(rendered(GitLab(), checked))
    assert len({issue["fingerprint"] for issue in issues}) == 2
    lines = rendered(GitHub(), checked).split("\n")
    assert [line.startswith("::notice file=") for line in lines] == [True, True, False, False]
    assert GitHub().ahead(checked.notices).split("\n")[:2] == lines[:2]
    assert rendered(Concise(), checked).count("\n") == 3


# ---- GitHub


def test_annotations_are_escaped_as_the_runner_unescapes_them() -> None:
    (line,) = [
        line for line in rendered(GitHub(), found("50 %: a, b\r\n::add-mask::x", file=AWKWARD)).split("\n") if line[:2] == "::"
    ]
    properties, _, data = line.removeprefix("::error ").partition("::")
    assert "file=a%2Cb%3Ac%2520%0A%3A%3Aerror%3A%3Ax.strategy.yaml" in properties.split(",")
    assert "line=3" in properties.split(",")
    assert "col=2" in properties.split(",")
    assert data.startswith("“50 %25: a, b ::add-mask::x”")


def test_columns_are_left_out_where_a_finding_spans_lines() -> None:
    checked = found("x")
    spanning = checked._replace(findings=(checked.findings[0]._replace(span=TextSpan(3, 2, 5, 1)),))
    line = rendered(GitHub(), spanning).split("::")[1]
    assert ("endLine=5" in line, "col" in line.lower().split("title")[0]) == (True, False)


def test_paths_are_told_from_the_root_of_the_repository() -> None:
    assert "file=services/shop/strategy.yaml," in rendered(GitHub("services/shop/"), found("x"))
    result = sarif(found("x", file="../strategy.yaml"), base="services/shop/")["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "services/strategy.yaml"


def test_more_than_github_shows_is_said() -> None:
    assert shows(rendered(GitHub(), *EXAMPLES), "report.first_on_github", count=10)
    assert "GitHub shows" not in rendered(GitHub(), found("x"))


# ---- SARIF


def test_sarif_names_each_rule_and_place() -> None:
    run = sarif(*EXAMPLES)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    placed = [placed for checked in EXAMPLES for placed in checked.findings]
    assert len(run["results"]) == len(placed)
    for result, one in zip(run["results"], placed, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one.finding.rule.name
        region = result["locations"][0]["physicalLocation"]["region"]
        assert list(region.values()) == [one.span.line, one.span.column, one.span.end_line, one.span.end_column]


def test_a_clean_sarif_has_an_empty_list_of_results() -> None:
    assert sarif(EXAMPLES[0])["runs"][0]["results"] == []
    assert sarif()["runs"][0]["results"] == []


def test_a_path_is_a_relative_uri_of_the_source_root() -> None:
    result = sarif(found("x", file="a b/ü%,.yaml"))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "a%20b/%C3%BC%25%2C.yaml",
        "uriBaseId": "%SRCROOT%",
    }


def test_fingerprints_are_unique_and_stay_while_lines_move() -> None:
    text = (ROOT / "examples/weak/strategy.yaml").read_text(encoding="utf-8")
    before, after = (check_file(load(one.encode(), "s.yaml"), DAY) for one in (text, f"# a line more\n{text}"))
    prints = [[issue["fingerprint"] for issue in json.loads(rendered(GitLab(), one))] for one in (before, after)]
    assert len(set(prints[0])) == len(prints[0]) > 10
    assert set(prints[0]) == set(prints[1])


# ---- GitLab and JUnit


def test_gitlab_gets_its_documented_keys() -> None:
    issues = json.loads(rendered(GitLab(), *EXAMPLES))
    assert {issue["severity"] for issue in issues} == {"info", "minor", "major"}
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)
    assert not any(issue["location"]["path"].startswith((".", "/")) for issue in issues)
    assert json.loads(rendered(GitLab())) == []


def test_junit_has_a_suite_a_file_and_fails_where_the_run_does() -> None:
    clean, broken, weak = junit(*EXAMPLES)
    assert [case.get("name") for case in clean] == ["no findings"]
    for suite, checked in ((broken, EXAMPLES[1]), (weak, EXAMPLES[2])):
        errors = sum(placed.finding.severity == "error" for placed in checked.findings)
        assert suite.get("failures") == str(errors) == str(len(suite.findall("testcase/failure")))
        names = [case.get("name") for case in suite]
        assert len(set(names)) == len(names) == int(suite.get("tests", ""))
    assert junit(EXAMPLES[2]._replace(fail_on="advice"))[0].findall("testcase/skipped") == []


@pytest.mark.parametrize("name", ["::error::x", "  ::stop-commands::y", "a\nb", "\x1b[31m", "a\u2028b"])
def test_a_name_never_begins_a_command_or_breaks_a_line(name: str) -> None:
    told = rendered(Concise(), found("x", file=name))
    assert told.count("\n") == 2
    assert not told.lstrip().startswith("::")
    assert "\x1b" not in told


def test_on_a_terminal_no_rule_comes_twice_while_there_are_others() -> None:
    path = ROOT / "examples" / "weak" / "strategy.yaml"
    checked = check_file(load(path.read_bytes(), "strategy.yaml"), DAY)

    def shown(*rules: str) -> tuple[list[str], str]:
        some = checked._replace(findings=tuple(one for one in checked.findings if one.finding.rule.name in rules))
        told = rendered(Text(Style(width=100), 5), some)
        names = [line.split()[2] for line in told.splitlines() if line.startswith("strategy.yaml:")]
        return names, told

    names, told = shown(*{one.finding.rule.name for one in checked.findings})
    assert len(names) == len(set(names)) == 5
    assert shows(told, "report.more_with_all", count=len(checked.findings) - 5)
    names, told = shown("trace/unused", "objective/no-metric")
    assert names == ["objective/no-metric", *["trace/unused"] * 4]
    assert not shows(told, "report.more_with_all")
    some = ("trace/unused", "problem/vague")
    names, told = shown(*some)
    assert sorted(map(names.count, set(names))) == [2, 3]
    more = sum(one.finding.rule.name in some for one in checked.findings) - 5
    assert shows(told, "report.more_with_all", count=more)


def test_sarif_says_of_each_rule_what_it_states_and_how_to_sort_it() -> None:
    for rule, shown in zip(RULES, sarif()["runs"][0]["tool"]["driver"]["rules"], strict=True):
        assert "?" not in shown["shortDescription"]["text"], rule.name
        assert f"{rule.question}" in shown["help"]["markdown"]
        assert shown["help"]["markdown"].count("```") == 2 * (len(rule.good) + len(rule.bad))
        assert rule.section in shown["properties"]["tags"]
        assert shown["properties"]["precision"] in ("high", "medium", "low")


def test_where_the_package_gives_an_address_each_rule_links_to_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any("helpUri" in rule for rule in sarif()["runs"][0]["tool"]["driver"]["rules"])
    assert not shows(page(RULES[0], Style()), "rule_page.is_at")
    package = HeadersOnly()
    package["Project-URL"] = "Source, https://example.org/code"
    package["Project-URL"] = "Documentation, https://example.org/docs/"
    monkeypatch.setattr("importlib.metadata.metadata", lambda _name: package)
    build.documentation.cache_clear()
    try:
        linked = {rule["id"]: rule["helpUri"] for rule in sarif()["runs"][0]["tool"]["driver"]["rules"]}
        assert shows(page(RULES[0], Style()), "rule_page.is_at", address=linked[RULES[0].name])
    finally:
        build.documentation.cache_clear()
    for rule in RULES:
        place = linked[rule.name].removeprefix("https://example.org/docs/").rstrip("/")
        assert (ROOT / "docs" / f"{place}.md").is_file()


def test_the_hash_by_which_github_knows_a_finding_is_our_own() -> None:
    results = sarif(EXAMPLES[2])["runs"][0]["results"]
    hashes = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]
    assert len(set(hashes)) == len(hashes) > 10
    assert all(one == f"{result['partialFingerprints']['stratcoach/v1']}:1" for one, result in zip(hashes, results, strict=True))
