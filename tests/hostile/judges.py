"""What a terminal, a CI runner, a browser, a Markdown renderer and readers of data would do with an output."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final
from xml.etree import ElementTree as ET

import yaml
from markdown_it import MarkdownIt

from tests.hostile.texts import MARK

_COLOUR: Final = re.compile(r"\x1b\[(?:0|1|2|3|4|3[1-6]|;)*m")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNSEEN: Final = re.compile("[\u200b\u00ad\u3164\U000e0041\ufeff]")


def of_terminal(text: str, *, colours: bool) -> Iterator[str]:
    """Only what the program itself colours with may steer."""
    text = text.replace("\r\n", "\n")
    rest = _COLOUR.sub("", text) if colours else text
    for found in _CONTROL.finditer(rest):
        yield f"steers a terminal: {rest[max(0, found.start() - 30) : found.end() + 20]!r}"
        return


def of_screen(text: str) -> Iterator[str]:
    """What people read shows what nobody would see, and takes no markup of our libraries."""
    plain = _COLOUR.sub("", text)
    if found := _UNSEEN.search(plain):
        yield f"hides something: {plain[max(0, found.start() - 30) : found.end() + 20]!r}"
    if "[/red]" in plain.replace("\n", "") and re.search(r"(?<!\[red\])ZqMark\[/red\]", plain):
        yield "takes markup of Rich"


_OBEYED: Final = re.compile(r"##\w*\[|section_(?:start|end):\d|travis_fold:", re.IGNORECASE)
_OWN: Final = re.compile(r"::(?:error|warning|notice) (?:(?:file|line|endLine|col|endColumn|title)=[^,:]*,?)*::|::notice::")


def of_runner(text: str, *, commands: bool) -> Iterator[str]:
    """No line may be a command to a runner, except our own."""
    if found := _OBEYED.search(text):
        yield f"a command to a runner: {text[max(0, found.start() - 20) : found.end() + 30]!r}"
    for line in re.split(r"\r\n|\n|\r", text):
        if line.lstrip().startswith("::") and not (commands and _OWN.match(line)):
            yield f"a command to a runner: {line[:80]!r}"
            return


_OWN_HTML: Final = re.compile(
    r"</?(?:del|ins|br|sub|summary|details)>|<!-- (?:Made by stratcoach export[^<>]*|step: [\w.-]+) -->|<br />"
)
_LATER: Final = re.compile(
    r"(?<![\w`\u2060])[@#!~]\w|https?://\w|\bwww\.\w|\b\w+@\w+\.\w|(?<=\s)GH-\d|mailto:\w|:tada:|\b(?=[0-9]*[a-f])[0-9a-f]{10,40}\b"
)


def of_markdown(text: str, *, places: bool = False) -> Iterator[str]:
    """No link, image, tag, heading, table or mention that isn't ours. `places` may have an address that opens a call."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for block in reader.parse(text):
        if block.type in ("html_block", "fence", "code_block") and _OWN_HTML.sub("", block.content).strip():
            yield f"a block of its own: {block.content[:80]!r}"
        for token in block.children or ():
            if token.type in ("image", "link_open") and not (places and token.markup == "autolink"):
                yield f"a {token.type}: {block.content[:100]!r}"
            elif token.type == "html_inline" and not _OWN_HTML.fullmatch(token.content):
                yield f"a tag: {token.content[:80]!r}"
            elif token.type == "text" and (found := _LATER.search(token.content)):
                yield f"found later: {token.content[max(0, found.start() - 30) : found.end() + 30]!r}"
            elif token.type in ("s_open", "em_open", "strong_open") and _is_theirs(block.content, token.markup):
                yield f"marked: {block.content[:100]!r}"
    lines = text.splitlines()
    if lines and lines[0].strip() == "---":
        yield "front matter"
    for line in lines:
        bare = re.sub(r"^(?:[-*>]|\d+[.)]|#+)\s+(?:\[ \]\s+)?", "", line.strip())
        if re.match(r"#+ |/close|\[\^|\[x\]", bare) or (re.match(r"(?:---|===|\$\$)", line.strip()) and MARK in line):
            yield f"begins like a command: {line[:80]!r}"


def _is_theirs(content: str, markup: str) -> bool:
    return f"{markup}{MARK}{markup}" in content and f"\\{markup[0]}" not in content


class _Page(HTMLParser):
    """Which tags, attributes and addresses a page has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.scripts = 0
        self.text = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag not in _TAGS:
            self.wrong.append(f"a tag: {tag}")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.wrong.append(f"an attribute: {tag} {name}={str(value)[:60]!r}")
            if name in ("href", "src", "style", "class", "id", "for") and MARK in str(value):
                self.wrong.append(f"a value: {tag} {name}={str(value)[:60]!r}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside in ("style", "script") and MARK in data:
            self.wrong.append(f"in {self._inside}: {data[:60]!r}")

    def handle_endtag(self, _tag: str) -> None:
        self._inside = ""

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.wrong.append(f"a comment: {data[:60]!r}")

    def handle_pi(self, data: str) -> None:
        if not data.startswith("xml "):
            self.wrong.append(f"an instruction: {data[:60]!r}")


_TAGS: Final = frozenset(
    (
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "article",
        "section",
        "header",
        "footer",
        "nav",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "span",
        "strong",
        "em",
        "b",
        "i",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "svg",
        "g",
        "path",
        "rect",
        "text",
        "tspan",
        "desc",
        "line",
        "defs",
        "marker",
        "del",
        "ins",
        "details",
        "summary",
        "br",
        "hr",
        "small",
        "time",
        "aside",
        "blockquote",
        "label",
        "input",
        "code",
    )
)
_ATTRIBUTES: Final = frozenset(
    (
        "lang",
        "dir",
        "http-equiv",
        "charset",
        "name",
        "content",
        "class",
        "id",
        "href",
        "colspan",
        "rowspan",
        "scope",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "width",
        "height",
        "rx",
        "ry",
        "d",
        "viewbox",
        "xmlns",
        "role",
        "tabindex",
        "text-anchor",
        "aria-label",
        "aria-hidden",
        "aria-labelledby",
        "fill",
        "stroke",
        "open",
        "for",
        "type",
        "checked",
        "datetime",
        "title",
        "style",
    )
)


def of_html(text: str) -> Iterator[str]:
    page = _Page()
    page.feed(text)
    page.close()
    yield from page.wrong[:3]
    if re.search(r"<script|javascript:(?!ZqMark)|\bon\w+=[\"'\w]", re.sub(r">[^<]*<|aria-label=\"[^\"]*\"", "><", text)):
        yield "a script"


def of_data(text: str, kind: str) -> Iterator[str]:
    """Data can be read, and says nothing that its readers would obey."""
    try:
        if kind == "jsonl":
            for line in text.splitlines():
                json.loads(line)
        elif kind in ("json", "sarif"):
            data = json.loads(text) if text.strip() else {}
            if kind == "sarif" and data:
                assert data["version"] == "2.1.0"
        elif kind == "junit" and text.strip():
            names = {one.tag for one in ET.fromstring(text).iter()}
            assert names <= {"testsuites", "testsuite", "testcase", "failure", "skipped"}, names
        elif kind == "csv":
            yield from _of_table(text)
        elif kind == "ics":
            yield from _of_calendar(text)
        elif kind == "yaml":
            yaml.safe_load("" if "<<<<<<<" in text else text)
    except (ValueError, csv.Error, AssertionError, ET.ParseError, yaml.YAMLError) as error:
        yield f"can't be read as {kind}: {str(error)[:100]}"


_FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20](?!\d[\d.,]*\s?%?$)")


def _of_table(text: str) -> Iterator[str]:
    """No cell is a formula to a spreadsheet, and no text makes a cell or a row of its own."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"a row of its own: {row}"
        yield from (f"a formula: {cell[:60]!r}" for cell in row if _FORMULA.match(cell))


_PROPERTY: Final = re.compile(
    r" |(?:BEGIN|END):V(?:CALENDAR|EVENT)$|(?:VERSION|PRODID|CALSCALE|METHOD|X-WR-CALNAME|UID|DTSTAMP|SUMMARY|DESCRIPTION|TRANSP):|DT(?:START|END);VALUE=DATE:"
)


def _of_calendar(text: str) -> Iterator[str]:
    """No text ends its line, or begins another one of the calendar."""
    for line in text.replace("\r\n", "\n").rstrip("\n").split("\n") if text.strip() else ():
        if not _PROPERTY.match(line):
            yield f"no line of a calendar: {line[:80]!r}"
    if text.count("BEGIN:VCALENDAR") > 1 or re.search(r"^(?!BEGIN:V)BEGIN:", text, re.MULTILINE):
        yield "a calendar of its own"


_BUG: Final = re.compile(r"hit a bug|Traceback \(most recent")


def of_run(status: int, shown: str) -> Iterator[str]:
    if status not in (0, 1, 2, 65, 130) or _BUG.search(shown):
        yield f"ended with {status}: {shown[-200:]!r}"
