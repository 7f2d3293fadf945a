"""Every verb with every format on the folder of `places`, and every option and argument with the text itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Final, NamedTuple

import typer

from stratcoach.cli import app
from stratcoach.reports.formats import BY_NAME
from tests.hostile.places import file_name

TABLES: Final = ("notes", "votes", "decisions")


class Case(NamedTuple):
    """A call in a folder; what it prints is of a `kind`. `typed` is what is typed, line by line."""

    argv: tuple[str, ...]
    kind: str = "text"
    typed: str = ""
    folder: str = ""

    @property
    def verb(self) -> str:
        return self.argv[0] if self.argv else ""


def cases(text: str) -> Iterator[Case]:
    yield from own_cases(text)
    yield from _with_text_for_each_option(text)


def own_cases(text: str) -> Iterator[Case]:
    yield from (Case(()), Case(("--version",)), Case(("--help",)), Case((text,)), Case((f"--{text}",)))
    for group in (_reads, _lints, _keeps, _asks, _beside):
        yield from group(text)


def _reads(text: str) -> Iterator[Case]:
    named = f"files/{file_name(text)}.yaml"
    for file in ("strategy.yaml", "wild.yaml", "torn.yaml", "keys.yaml", named, file_name(text)):
        yield from (Case(("show", file, "--all")), Case(("show", file, "--format", "json"), "json"))
        yield Case(("log", file))
    for file in ("strategy.yaml", "wild.yaml", "torn.yaml", named):
        yield from (Case(("log", file, "--decisions")), Case(("log", file, "--decisions", "--format", "json"), "json"))
        for kind in ("text", "md", "json"):
            yield Case(("weigh", file, text or "x", "--format", kind), kind)
    yield from (Case(("weigh", text)), Case(("weigh", file_name(text), text, text)))
    yield from (Case(("log", "--format", "json"), "json"), Case(("show",)), Case(("log", "--format", "text")))
    yield Case(("show", "--format", "text", f"missing {file_name(text)}"))
    for kind in ("text", "md", "json", "html"):
        yield Case(("diff", "a.yaml", "b.yaml", "--format", kind), kind)
        yield Case(("diff", "plain.yaml", "b.yaml", "--format", kind), kind)
        if kind != "html":
            yield Case(("compare", "a.yaml", "c.yaml", "--format", kind), kind)
            yield Case(("compare", "a.yaml", named, "--format", kind), kind)
    yield from (Case(("diff", "a.yaml", "torn.yaml")), Case(("diff", text)), Case(("diff", "HEAD~1", "--format", "text")))
    kinds = {"html": "html", "md": "md", "svg": "html", "slides": "html", "mermaid": "text", "json": "json", "strategy-md": "md"}
    for to, kind in kinds.items():
        for audience in ("sponsor", "board", "team"):
            yield Case(("export", "--to", to, "--for", audience, "--out", "-"), kind)
        yield Case(("export", named, "--to", to, "--out", f"out/{file_name(text)}.{to}"))
    for typed in (f"# {text}\n\n## Problem\n\n- {text}\n\n**{text}:** {text}\n", f"| {text} |\n|--|\n| {text} |\n", text):
        yield Case(("import", "-", "out/imported.yaml", "--yes"), typed=typed)
    for to, kind in (("csv", "csv"), ("md", "md")):
        yield from (Case(("okrs", "--to", to), kind), Case(("okrs", "keys.yaml", "--to", to), kind))
    for kind in ("text", "json"):
        yield from (
            Case(("review", "--list", "--format", kind), kind),
            Case(("review", "wild.yaml", "--list", "--format", kind), kind),
        )
    yield from (Case(("review", "--ics", "--out", "-"), "ics"), Case(("review", "--ics", "--out", f"out/{file_name(text)}.ics")))
    yield from (Case(("compare", "--draft")), Case(("compare", "keys.yaml", "--draft")), Case(("compare", text)))
    yield Case(("import", "results.csv"))
    yield from (Case(("guide",)), Case(("guide", "vision")), Case(("guide", "evidence")), Case(("guide", text)))
    yield from (Case(("explain",)), Case(("explain", text)), Case(("explain", "--format", "json"), "json"))
    yield from (Case(("explain", "--all", "--format", "text")), Case(("schema",), "json"), Case(("schema", "--settings"), "json"))


def _lints(text: str) -> Iterator[Case]:
    kinds = {"json": "json", "sarif": "sarif", "gitlab": "json", "junit": "junit", "github": "github"}
    files = ("strategy.yaml", "wild.yaml", "torn.yaml", "keys.yaml", "files", file_name(text))
    for format_ in BY_NAME:
        yield Case(("lint", *files, "--all", "--format", format_), kinds.get(format_, "text"))
        yield Case(("lint", "gone", text, "--format", format_), kinds.get(format_, "text"))
    for folder in ("set", "sets", "setm", "base", "copies"):
        yield from (Case(("lint",), folder=folder), Case(("lint", "--show-settings"), folder=folder))
    yield Case(("lint", "strategy.yaml", "--format", "sarif=out.sarif", "--format", "junit=out.xml", "--format", "text=out.txt"))
    yield from (Case(("lint", "--write-baseline")), Case(("lint", "--self-test")), Case(("lint", "--since", text)))
    yield from (Case(("lint", "--since", "HEAD~1")), Case(("lint", "-", "--stdin-filename", text), typed=f"product: {text}"))


def _keeps(text: str) -> Iterator[Case]:
    why = ("-m", text, "--because", text, "--decided-by", text)
    for folder in ("", "copies"):
        yield Case(("release", *why, "--stands", "all", "--yes"), folder=folder)
        yield Case(("release", "--dry-run"), folder=folder)
        yield Case(("release", *why, "--note", "--yes"), folder=folder)
        yield Case(("release", *why, "--plain"), typed=f"{text}\n\n\n\n", folder=folder)
        yield Case(("release", "--keep"), folder=folder)
        yield from (Case(("log",), folder=folder), Case(("diff",), folder=folder), Case(("diff", "1.0.1"), folder=folder))
    yield Case(("merge", "plain.yaml", "a.yaml", "b.yaml", "--output", "-"), "yaml")
    yield Case(("merge", "a.yaml", "plain.yaml", "b.yaml", "--path", text))
    yield Case(("merge", "plain.yaml", "torn.yaml", "b.yaml", "--output", f"merged {file_name(text)}"))
    for file in ("strategy.yaml", "keys.yaml", "wild.yaml"):
        yield from (Case(("migrate", file)), Case(("migrate", file, "--dry-run")))
    yield from (Case(("flows", "list", "--flows", "own")), Case(("flows", "check", "own")), Case(("flows", "check", "bad")))
    yield from (Case(("flows", "show", "vision")), Case(("flows", "show", text)), Case(("flows", "copy", f"x {file_name(text)}")))
    yield Case(("git-diff", "--", text, "a.yaml", "0", "100644", "b.yaml", "0", "100644"))
    yield Case(("git-diff", "--", text, "a.yaml", "0", "100644", "torn.yaml", "0", "100644"))
    yield from (Case(("git-diff", "--", text)), Case(("git-text", "torn.yaml")), Case(("git-text", "notes.txt")))
    yield from (
        Case(("git-merge", text, "plain.yaml", "a.yaml", "b.yaml")),
        Case(("git-merge", text, "torn.yaml", "a.yaml", "b.yaml")),
    )


def _asks(text: str) -> Iterator[Case]:
    typed = f"{text}\n\n{text}\n:park {text}\n\n:skip\n{text}\n1\n\n\n\n"
    yield Case(("new", f"n/{file_name(text)}.yaml", "--plain"), typed=typed)
    yield Case(("new", f"m/{file_name(text)}.yaml", "--answers", "answers.yaml", "--transcript", "m/said.txt"))
    yield from (
        Case(("new", "m/x.yaml", "--answers", "wild-answers.yaml")),
        Case(("new", "strategy.yaml", "--answers", "answers.yaml")),
    )
    yield Case(("new", "m/y.yaml", "--answers", "answers.yaml", "--flows", "own"))
    for section in ("vision", "problems", "objectives", "insights"):
        yield Case(("revise", "strategy.yaml", section, "--plain"), typed=f"{typed}\n1\n2\n{text}\n{text}\n\n\n\n")
    yield from (
        Case(("revise", "--plain"), typed="\n1\n\n\n"),
        Case(("revise", "--plain"), typed=f"1\n{text}\n{typed}"),
        Case(("revise", "--plain", "--flows", "own", "a.yaml", "vision"), typed=typed),
    )
    for answers in ("1\n\n1\n", f"2\n\n1\n{text}\n", "3\n\n5\n", f"1\n\n2\n{text}\n"):
        yield Case(("weigh", text, "--plain"), typed=f"{answers}{text}\n{text}\n{text}\n2027-01-01\n")
    yield Case(("weigh", "wild.yaml", text, "--plain"), typed=f"1\n1\n1\n{text}\n{text}\n")
    yield from (Case(("learn", "--plain"), typed=f"{typed}{typed}"), Case(("learn", "wild.yaml", "--plain"), typed=typed))
    yield from (Case(("reading", "objectives-0", "12 %", "--note", text, "--counter", text)), Case(("reading", text, "12")))
    yield from (Case(("reading", "objectives-0", text)), Case(("reading", "--plain", "wild.yaml"), typed=typed))
    yield Case(("reading", "--plain", "objectives-0"), typed=f"{text}\n12\n{text}\n1\n{text}\n{text}\n")
    yield from (Case(("review", "--plain"), typed=typed), Case(("review", "a.yaml", "--plain"), typed=f"1\n{text}\n" * 20))
    for kind in ("new", "new-wild", "new-base", "workshop", "workshop-wild", "workshop-base"):
        yield Case(("resume", "--plain"), typed=typed, folder=kind)
        yield from (Case(("new", "--plain"), typed="\n", folder=kind), Case(("recap", "strategy.yaml"), folder=kind))
    for slot in ("insight", "vision", "north_star", "problem", "user", "objective", "choice", text):
        yield Case(("check", slot, text))
    yield from (
        Case(("check", "--jsonl", "sentences.jsonl"), "jsonl"),
        Case(("check", "--jsonl", "-"), "jsonl", typed=f"{text}\n"),
    )


def _beside(text: str) -> Iterator[Case]:
    typed = (
        f"{text}, Ana\n{text}\n{text}\n\n{text}\n\n\n{text}\nAna: {text}\n:park {text}\n:file notes.csv\n:file notes.txt\n:file back\n\ny\n"
        f":recap\n:plan\n:settings\nAna: 1\n\n\n1\n{text}\n\n\n\n:quit\n"
    )
    yield Case(("recap",), folder="old")
    to_the_end = ":end\ny\n" + "\n\nd\n\ny\n2027-01-01\n" * 20
    yield from (
        Case(("resume", "--plain"), typed=to_the_end, folder="workshop-ends"),
        Case(("recap", "strategy.yaml"), folder="workshop-ends"),
    )
    for to, kind in (("html", "html"), ("md", "md"), ("json", "json"), *((f"{table}-csv", "csv") for table in TABLES)):
        yield Case(("minutes", "strategy.yaml", "--to", to, "--out", "-"), kind, folder="workshop-ends")
        yield Case(("minutes", "strategy.yaml", "--to", to, "--out", f"made.{to}"), folder="workshop-ends")
    yield from (
        Case(("minutes", file_name(text))),
        Case(("minutes", f"{file_name(text)}.jsonl")),
        Case(("minutes",), folder="old"),
    )
    for kind in ("workshop", "workshop-wild", "workshop-base"):
        yield from (
            Case(("workshop", "--follow"), folder=kind),
            Case(("workshop", "--prepare", f"p/{file_name(text)}"), folder=kind),
        )
        yield Case(("workshop", "--questionnaires", "q"), folder=kind)
        yield Case(("workshop", "--collect", "../back"), folder=kind)
        yield from (Case(("workshop", "--plain"), typed=typed, folder=kind), Case(("recap", "strategy.yaml"), folder=kind))
    for kind in ("ahead", "ahead-wild", "first", "first-wild"):
        yield Case(("workshop", "--follow"), folder=kind)
        yield from (Case(("recap", "strategy.yaml"), folder=kind), Case(("workshop", "--prepare", "p"), folder=kind))
        yield from (
            Case(("workshop", "--collect", "../back"), folder=kind),
            Case(("workshop", "--plain"), typed=typed, folder=kind),
        )
        yield Case(("resume", "--plain"), typed=f"\nin\n{typed}{to_the_end}", folder=kind)
    yield Case(("workshop", "b.yaml", "--prepare", "p2", "--names", f"{text}, Ana"))
    yield from (
        Case(("workshop", "b.yaml", "--collect", "back")),
        Case(("workshop", "b.yaml", "--follow")),
        Case(("recap", "b.yaml")),
    )
    yield from (Case(("workshop", "a.yaml", "--plain"), typed=typed), Case(("recap", "a.yaml")))
    yield Case(("workshop", "c.yaml", "--questionnaires", f"q {file_name(text)}", "--names", text, "--flows", "own"))


# ---- what no list of ours can forget


_GROWN: Final = ("install_git", "uninstall_git")
"""Options that change a repository: `checkout` tries them."""


def _commands() -> dict[str, Any]:
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def _with_text_for_each_option(text: str) -> Iterator[Case]:
    for name, command in _commands().items():
        for param in command.params:
            if getattr(param, "is_flag", False) or param.name in _GROWN:
                continue
            value = text if param.param_type_name == "argument" else f"{param.opts[0]}={text}"
            yield Case((name, value), "csv" if name == "okrs" else "text")


def forgotten() -> list[str]:
    """Verbs, and formats of verbs, that no case tries."""
    every = list(own_cases("x"))
    missing = [name for name in _commands() if all(case.verb != name for case in every)]
    for name, command in _commands().items():
        for param in command.params:
            kind = getattr(getattr(param, "type_descriptor", None), "annotation", None)
            values = _values(kind) or tuple(getattr(getattr(param, "type", None), "choices", None) or ())
            if param.opts[0] in ("--format", "--to", "--for"):
                missing += [
                    f"{name} {param.opts[0]} {value}" for value in values if not _is_tried(every, name, param.opts[0], value)
                ]
    return missing


def _values(kind: Any) -> Sequence[str]:
    return tuple(one.value for one in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()


def _is_tried(every: Sequence[Case], verb: str, option: str, value: str) -> bool:
    pairs = [pair for case in every if case.verb == verb for pair in zip(case.argv, case.argv[1:], strict=False)]
    return (option, value) in pairs or (verb, option, value) == ("explain", "--format", "text")
