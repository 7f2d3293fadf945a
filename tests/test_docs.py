"""What the README and the documentation say is so: links lead somewhere, commands exist and run, what they show is fresh."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from stratcoach.commands.git_driver import FOR_SERVERS
from stratcoach.files.config import KEYS, read_settings
from tests.first_release import first_release, first_text
from tests.generate import ROOT
from tests.program import Program
from tests.reference import REFERENCE, pages
from tests.reference.commands import listed, names, parameters

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(DOCS.rglob("*.md"))]
TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}
WRITTEN = {path: text for path, text in TEXTS.items() if "<!-- Written by" not in text}
"""The pages that somebody wrote by hand."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fenced(path: str, name: str) -> str:
    """The block after a comment with this name."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```", TEXTS[ROOT / path], re.DOTALL)
    assert found, f"{path} has no block {name}"
    return found[1]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


# ---- the README


def test_each_command_of_the_readme_is_one_line_that_makes_the_environment_first() -> None:
    for name in ("main", "test"):
        assert fenced("README.md", name).count("\n") == 1
        assert fenced("README.md", name).startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_ci_runs_the_commands_of_the_readme_and_of_contributing() -> None:
    ran = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pages = {"test": "README.md", "checks": "CONTRIBUTING.md", "types": "CONTRIBUTING.md", "site": "CONTRIBUTING.md"}
    for name, page in pages.items():
        assert f"{name}=$(written {name} {page})" in ran
        assert fenced(page, name).count("\n") == 1


def test_the_readme_is_short() -> None:
    assert TEXTS[ROOT / "README.md"].count("\n") <= 120


def test_every_verb_is_explained_somewhere_besides_the_reference() -> None:
    texts = "\n".join(WRITTEN.values())
    assert [one.name for one in listed() if f"stratcoach {one.name}" not in texts] == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_picture_shows_the_program_as_it_is() -> None:
    from tests.picture import PICTURE, drawn

    assert PICTURE.read_text(encoding="utf-8") == drawn(), "run `python -m tests.generate`"


# ---- links


def test_every_link_leads_somewhere() -> None:
    wrong = [f"{name_of(path)}: {target}" for path, text in TEXTS.items() for target in links(text) if not leads(path, target)]
    assert wrong == []


def links(text: str) -> Iterator[str]:
    without_code = re.sub(r"^(`{3,}).*?^\1$|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code):
        if not target.startswith(("http://", "https://")):
            yield target


def leads(path: Path, target: str) -> bool:
    """Whether there is a file, and in it the heading, to which a link leads; a page of the site links to no file outside it."""
    name, _, anchor = target.partition("#")
    where = (path.parent / name).resolve() if name else path
    is_inside = DOCS in where.parents or DOCS not in path.parents
    return is_inside and where.is_file() and (not anchor or anchor in anchors(where))


def anchors(path: Path) -> set[str]:
    """The names by which the headings of a page can be linked to, on GitHub and on the site."""
    text = re.sub(r"^(`{3,}).*?^\1$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    titles = [re.sub(r"[^\w\- ]", "", title.lower()) for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)]
    return {title.replace(" ", "-") for title in titles} & {re.sub(r"[- ]+", "-", title) for title in titles}


def test_the_site_shows_every_page() -> None:
    listed_there = set(re.findall(r"^ *- ([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    there = {path.relative_to(DOCS).as_posix() for path in TEXTS if DOCS in path.parents}
    assert listed_there <= there
    assert {one for one in there - listed_there if not one.startswith("reference/rules/")} == set()


@pytest.mark.slow
def test_no_page_of_a_rule_is_left_that_is_gone() -> None:
    assert set(REFERENCE.rglob("rules/**/*.md")) == {path for path, _ in pages() if "rules" in path.parts}


# ---- commands


class Line(NamedTuple):
    """One line of a shell, and the words of the program's own command in it."""

    page: Path
    text: str
    words: list[str]


def shell_lines() -> Iterator[Line]:
    for path, text in WRITTEN.items():
        for block in blocks(text, "sh"):
            for line in block.splitlines():
                words = shlex.split(line, comments=True)
                if "stratcoach" in words:
                    yield Line(path, line, words[words.index("stratcoach") + 1 :])


def mentioned() -> Iterator[Line]:
    """The commands in the text itself."""
    for path, text in TEXTS.items():
        prose = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
        for code in re.findall(r"`(stratcoach [^`]+)`", prose):
            if "…" not in code:
                yield Line(path, code, shlex.split(code.replace("\n", " "))[1:])


LINES = list(shell_lines())
OPTIONS = {one.name: {name for parameter in parameters(one.run) for name in names(parameter)} for one in listed()}


def test_every_command_and_option_that_is_shown_exists() -> None:
    wrong = []
    for page, text, words in (*LINES, *mentioned()):
        verb = words[0] if words else ""
        if verb in ("COMMAND", "") or verb.startswith("-"):
            continue
        given = [word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)]
        if verb not in OPTIONS or not set(given) <= OPTIONS[verb] | {"--help"}:
            wrong.append(f"{name_of(page)}: {text}")
    assert wrong == []


ASKS = ("new", "resume", "revise", "learn")
WITHOUT_ASKING = {
    "workshop": ("--prepare", "--questionnaires", "--collect"),
    "release": ("--dry-run", "--note", "--keep"),
    "review": ("--list", "--format", "--ics"),
}


def asks(words: list[str]) -> bool:
    """Whether a command waits for a person, who isn't there in a test."""
    if {"--watch", "--room"} & set(words):
        return True
    if words[0] == "import":
        return "--yes" not in words
    if words[0] == "reading":
        return len(words) < 3
    others = WITHOUT_ASKING.get(words[0])
    return words[0] in ASKS or (others is not None and not set(words) & set(others))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, program: Program) -> Path:
    """A repository with everything that the pages name: a released strategy, drafts, sides of a merge, answers that came back."""
    examples, folder = ROOT / "examples", tmp_path_factory.mktemp("documented") / "repository"
    for name in ("strategy.yaml", "docs/strategy.yaml", "team-a/strategy.yaml", "base.yaml", "ours.yaml", "theirs.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        first_release("bakery", folder / name)
    (folder / "results.csv").write_text("item,day,value\nbakers-throw,2026-09,9.1%\n", encoding="utf-8")
    for name in ("notes.md", "more.md"):
        (folder / name).write_text("# Ovens\n\n## Problem\n\n- Bakers can't see whether the oven is hot.\n", encoding="utf-8")
    for path in (examples / "care-homes").glob("*.yaml"):
        shutil.copy(path, folder)
    shell("stratcoach release --keep && git init -q -b main && git add -A && git commit -q -m one", folder, program)
    text = first_text("bakery")
    okrs = "\nokrs:\n  - id: scales\n    objective: Ten bakeries weigh what is left.\n\nhistory:"
    edited = text.replace("owner: Mara", "owner: Mara or Ben", 1).replace("\nhistory:", okrs, 1)
    (folder / "strategy.yaml").write_text(edited, encoding="utf-8")
    shell("git commit -q -a -m two", folder, program)
    return folder


@pytest.fixture
def repository(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "repository"))


def shell(line: str, folder: Path, program: Program) -> subprocess.CompletedProcess[str]:
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))
    }
    return program.in_shell(line, folder, {**who, "HOME": str(folder.parent)})


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the lines are for a shell")
@pytest.mark.parametrize("page", sorted({line.page for line in LINES if not asks(line.words)}), ids=name_of)
def test_the_commands_of_a_page_run(page: Path, repository: Path, program: Program) -> None:
    """One after the other, as a reader would; those that ask a person are left out. 1 is what lint ends with, or a merge."""
    lines = [line for line in LINES if line.page == page and not asks(line.words)]
    if any(line.words[0] in ("workshop", "recap") for line in lines):
        _answer(repository, program)
    if any(line.words[0] == "minutes" for line in lines):
        shutil.copy(ROOT / "examples" / "workshop" / "strategy.workshop-2026-11-24.jsonl", repository)
    for block in (block for path, block in yaml_blocks() if path == page and "patterns" in yaml.safe_load(block)):
        (repository / ".stratcoach.yaml").write_text(block, encoding="utf-8")
    for line in lines:
        done = shell(line.text, repository, program)
        assert done.returncode in (0, 1), (line.text, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr, line.text


def _answer(repository: Path, program: Program) -> None:
    """Somebody sends a questionnaire back before it is collected."""
    shell('stratcoach workshop --questionnaires sent --names "Ana, Ben, Chi"', repository, program)
    (repository / "answers").mkdir()
    for name in ("ben.md", "answers/chi.md"):
        sent = repository / "sent" / f"questionnaire-{Path(name).stem}.md"
        shutil.copy(sent, repository / name)


# ---- YAML


def yaml_blocks() -> list[tuple[Path, str]]:
    return [(path, block) for path, text in WRITTEN.items() for block in blocks(text, "yaml")]


def test_every_piece_of_yaml_can_be_read() -> None:
    assert [name_of(path) for path, block in yaml_blocks() if yaml.safe_load(block) is None] == []


def test_every_piece_of_settings_can_be_read(tmp_path: Path) -> None:
    pieces = [block for _, block in yaml_blocks() if set(yaml.safe_load(block)) <= KEYS.keys()]
    assert len(pieces) > 3
    for block in pieces:
        (tmp_path / ".stratcoach.yaml").write_text(block, encoding="utf-8")
        read_settings(tmp_path / ".stratcoach.yaml")


def test_the_settings_of_the_reference_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text(fenced("docs/reference/settings.md", "settings"), encoding="utf-8")
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "stratcoach.yaml").write_text("fail_on: error\n", encoding="utf-8")
    settings = read_settings(tmp_path / "settings.yaml")
    assert (settings.fail_on, settings.limits.insight_months, settings.flows) == ("warning", 18, tmp_path / "questions")


def test_the_settings_for_releases_after_merging_do_what_they_are_for(tmp_path: Path) -> None:
    (tmp_path / ".stratcoach.yaml").write_text(fenced("docs/how-to/release.md", "after merging"), encoding="utf-8")
    assert read_settings(tmp_path / ".stratcoach.yaml").policy.severity == {"version/not-raised": "advice"}


def test_the_lines_for_gitattributes_are_those_that_are_offered() -> None:
    assert fenced("docs/how-to/git.md", "attributes").splitlines() == list(FOR_SERVERS)
