"""Targets: strategy files, and what is made of one, two or three of them."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from tests.fuzz.engine import Run, Target
from tests.fuzz.laws import SEPARATOR, SMALL, decided_by, examples, harmless, parts, small_strategies, text_of
from tests.fuzz.mutate import NASTY

DAY: Final = date(2026, 11, 24)


def strategy() -> Run:
    """Read, check and report; what can be read whole is written and read again as the same."""
    from stratcoach.files.codec import load, loads
    from stratcoach.files.writer import dump
    from stratcoach.reports.style import Style
    from stratcoach.reports.text import finding_text
    from stratcoach.services.lint_run.file_check import check_file

    def run(case: bytes) -> None:
        document = load(case, "strategy.yaml")
        checked = check_file(document, DAY)
        lines = document.source.text.count("\n") + document.source.text.count("\r") + 2
        for placed in checked.findings[:40]:
            harmless(finding_text(placed, Style()))
            assert (
                1
                <= placed.span.line
                <= lines
                + document.source.text.count("\u2028")
                + document.source.text.count("\x85")
                + document.source.text.count("\u2029")
            )
        if document.strategy is not None and not document.troubles:
            assert loads(dump(document.strategy)).strategy == document.strategy, "written and read again it says something else"

    return run


def show() -> Run:
    from stratcoach.files.codec import load
    from stratcoach.reports.show_json import render as as_json
    from stratcoach.reports.show_text import render
    from stratcoach.reports.style import Style
    from stratcoach.reports.trace_chart import signs_for
    from stratcoach.services.overview import look
    from stratcoach.services.strategy_file import is_readable

    def run(case: bytes) -> None:
        document = load(case, "strategy.yaml")
        if document.strategy is None or not is_readable(document):
            return
        shown = look(document.strategy, DAY)
        chance = decided_by(case)
        style, signs = Style(width=chance.choice((24, 40, 80, 100))), signs_for(chance.choice(("ascii", "utf-8")))
        harmless(render(shown, style, signs, height=chance.choice((None, 5, 24)), whole=chance.random() < 0.5))
        json.loads(harmless(as_json(shown, "strategy.yaml")))

    return run


def export() -> Run:
    from html.parser import HTMLParser
    from xml.etree import ElementTree as ET

    from stratcoach.files.codec import load
    from stratcoach.reports.page.html import map_alone
    from stratcoach.reports.page.html import render as as_html
    from stratcoach.reports.page.story_markdown import render as as_markdown
    from stratcoach.reports.page.telling import tell
    from stratcoach.reports.page.trace_map import draw
    from stratcoach.services.strategy_file import is_readable

    class Parts(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: list[str] = []
            self.names: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)
            self.names |= {name for name, _ in attrs}

    def run(case: bytes) -> None:
        document = load(case, "strategy.yaml")
        if document.strategy is None or not is_readable(document):
            return
        drawn = draw(document.strategy)
        story = tell(document.strategy, DAY, "team" if decided_by(case).random() < 0.5 else "sponsor")
        page = Parts()
        page.feed(harmless(as_html(story, drawn, "mark")))
        assert not {"script", "iframe", "img", "object", "a", "form", "link"} & set(page.tags), set(page.tags)
        assert not [name for name in page.names if name.startswith("on")], page.names
        harmless(as_markdown(story, "mark"))
        if drawn is not None:
            ET.fromstring(harmless(map_alone(drawn, "mark")))

    return run


def edit() -> Run:
    """One item is changed: the file says exactly that, and every line of other items is as it was."""
    from stratcoach.files.codec import load, loads
    from stratcoach.files.edit import edit as edited
    from stratcoach.model.sections import SECTIONS, entries

    def run(case: bytes) -> None:
        document = load(case, "strategy.yaml")
        old = document.strategy
        if old is None or document.troubles:
            return
        chance = decided_by(case)
        texts = [
            (section, place)
            for section in SECTIONS
            if section.holds and section.many and section.has_ids
            for place in range(len(entries(old, section)))
        ]
        if not texts:
            return
        section, place = chance.choice(texts)
        items = list(entries(old, section))
        text = chance.choice(
            ("Seen twice.", "a: b # c", "- x\n\n  y", " blank ", "word " * 40, *(one for one in NASTY if one.isprintable()))
        )
        if chance.random() < 0.2:
            del items[place]
        else:
            items[place] = items[place].replace(**{chance.choice(("note", section.main)): text})
        new = old.replace(**{section.name: tuple(items)})
        result = edited(document, new)
        found = loads(result)
        assert found.strategy == new, "the edited file says something else"
        root = document.source.root
        assert root is not None
        written = next(((key, value) for key, value in root.value if key.value == section.name), None)
        if written is not None and not written[1].flow_style and old != new:
            key, node = written
            first = node.value[place].start_mark.line if items else key.start_mark.line  # a section without items goes, too
            before = document.source.text.split("\n")
            if "\r" not in document.source.text and "\u2028" not in document.source.text and "\x85" not in document.source.text:
                ids = [getattr(one, "id", "") for one in items]
                if len(ids) == len(set(ids)):
                    above = before[: max(first - 1, 0)]
                    while above and not items and not above[-1].strip():
                        above.pop()
                    assert result.split("\n")[: len(above)] == above, "a line above the item changed"

    return run


def diff() -> Run:
    from stratcoach.diff.comparison import compare
    from stratcoach.diff.drafts import compare_drafts
    from stratcoach.diff.meaning import same_meaning
    from stratcoach.files.codec import load
    from stratcoach.reports.diff_html import render as as_html
    from stratcoach.reports.diff_json import render as as_json
    from stratcoach.reports.diff_markdown import render as as_markdown
    from stratcoach.reports.diff_text import render
    from stratcoach.reports.style import Style
    from stratcoach.services.strategy_file import is_readable

    def run(case: bytes) -> None:
        read = [load(part, name) for part, name in zip(parts(case, 2), ("a", "b"), strict=True)]
        one, other = (document.strategy if is_readable(document) else None for document in read)
        if one is None or other is None:
            return
        found = compare(one, other)
        assert not compare(other, other).changes, "a file differs from itself"
        assert not (same_meaning(one, other) and found.changes), "says the same and differs"
        assert bool(found.changes) == bool(compare(other, one).changes), "differs in one direction only"
        style = Style(width=decided_by(case).choice((24, 80)))
        harmless(render(found, "a", "b", style))
        match decided_by(case).randrange(4):
            case 0:
                json.loads(harmless(as_json(found, "a", "b")))
            case 1:
                harmless(as_markdown(found, "a", "b"))
            case 2:
                harmless(as_html(found, "a", "b"))
            case _:
                compare_drafts(one, other)

    return run


def merge() -> Run:
    from stratcoach.diff.meaning import same_meaning
    from stratcoach.files.codec import load, loads
    from stratcoach.files.merging import merge_documents

    def run(case: bytes) -> None:
        sides = [load(part, name) for part, name in zip(parts(case, 3), ("base", "ours", "theirs"), strict=True)]
        if any(one.strategy is None or one.troubles for one in sides):
            return
        base, ours, theirs = sides
        both = merge_documents(base, ours, theirs)
        for conflict in both.conflicts:
            harmless(str(conflict.message))
        if both.conflicts:
            assert "<<<<<<<" in both.text
            assert ">>>>>>>" in both.text
        else:
            assert loads(both.text).strategy is not None, "a merge without conflicts can't be read"
        for one in (ours, theirs):
            alone = merge_documents(base, base, one), merge_documents(base, one, base), merge_documents(base, one, one)
            for merged in alone:
                assert not merged.conflicts, "one side alone conflicts"
                found = loads(merged.text).strategy
                assert found is not None
                assert one.strategy is not None
                assert same_meaning(found, one.strategy), "one side alone isn't what it said"

    return run


def migrate() -> Run:
    from stratcoach.files.codec import loads
    from stratcoach.files.migrations import migrate as migrated

    def run(case: bytes) -> None:
        text = case.decode("utf-8", "replace")
        found = migrated(text)
        if found is None:
            return
        assert found.done or found.text == text
        again = migrated(found.text)
        if loads(text).source.root is not None and loads(found.text).source.root is not None:
            assert again is not None, "what was brought up to date can't be read"
            assert not again.done, "it isn't brought up to date at once"

    return run


def links() -> Run:
    """Many items that rest on each other, on nothing, on themselves, in rings."""
    from stratcoach.diff.comparison import compare
    from stratcoach.files.codec import loads
    from stratcoach.lint.linter import lint
    from stratcoach.model.evidence_trace import trace
    from stratcoach.model.links import Links
    from stratcoach.reports.page.trace_map import draw
    from stratcoach.services.overview import look

    sections = ("insights", "assumptions", "problems", "users", "objectives", "okrs")

    def run(case: bytes) -> None:
        words = text_of(case).split()[:60]
        lines = ["stratcoach: 1", "product: x", "version: 1.0.0", "updated: 2026-01-01"]
        for place, section in enumerate(sections):
            lines.append(f"{section}:")
            for word in words[place :: len(sections)]:
                name, _, rest = word.partition(">")
                text = json.dumps(name, ensure_ascii=True)
                lines += [
                    f"  - id: {text}",
                    f"    statement: {text}",
                    f"    rests_on: [{', '.join(json.dumps(one) for one in rest.split(','))}]",
                ]
        read = loads("\n".join(lines)).strategy
        if read is None:
            return
        lint(read, DAY)
        trace(read, Links(read))
        look(read, DAY)
        draw(read)
        if decided_by(case).random() < 0.2:
            compare(read, read.replace(insights=read.insights[1:]))

    return run


def _pairs() -> list[bytes]:
    every = small_strategies()
    found = [SEPARATOR.join((SMALL, SMALL.replace("two hours", "three hours"))).encode()]
    return (
        found
        + [every[0] + SEPARATOR.encode() + one for one in every[1:6]]
        + [one + SEPARATOR.encode() + one for one in every[6:]]
    )


def _threes() -> list[bytes]:
    edits = (
        ("two hours", "three hours"),
        ("Ada", "Bo"),
        ("id: radio", "id: calls"),
        ("radio]", "queue, pay]"),
        ("80%", "70%"),
        ("    confidence: low\n", ""),
    )
    found = [SEPARATOR.join((SMALL, SMALL.replace(*one), SMALL.replace(*other))).encode() for one in edits for other in edits]
    return found + [SEPARATOR.encode().join((one, one, one)) for one in small_strategies()[1:]]


_LINKS: Final = (
    b"a b>a c>b d>c,a e>d f>e a>f", b"a>a b>a,b,a", b"a a a>b b>c c>a", b"x>nowhere y>x,nowhere,x z", b"a1 a2 a3 a4>a1,a2,a3 b1>a4 b2>a4,b1 c>b1,b2 d>c e>d,a1",
)  # fmt: skip

TARGETS: Final = (
    Target(
        "strategy",
        lambda: [*small_strategies(), *examples("examples/broken/strategy.yaml", "examples/weak/strategy.yaml")()],
        strategy,
        "yaml",
    ),
    Target("show", small_strategies, show, "yaml"),
    Target("export", small_strategies, export, "yaml"),
    Target("edit", small_strategies, edit, "yaml"),
    Target("diff", _pairs, diff, "yaml"),
    Target("merge", _threes, merge, "yaml"),
    Target(
        "migrate",
        lambda: [one.replace(b"stratcoach: 1\n", b"") for one in small_strategies()] + small_strategies()[:3],
        migrate,
        "yaml",
    ),
    Target("links", lambda: _LINKS, links, "words", 3_000),
)
