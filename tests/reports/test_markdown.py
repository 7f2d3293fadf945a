"""People's texts in Markdown: literal when Markdown is read, and nothing that GitHub or GitLab look for afterwards."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from stratcoach.model.markdown_text import as_plain, code, literal
from stratcoach.model.safe_text import visible

TEXTS = [
    "as @mira-lund and @team/core wish", "mail to mira@harbour.example", "see #7, harbour/crane#12 and GH-7", "!31 ~bug &5 %2 $9 ^alert#3",
    ":rocket: at 06:15:00", "https://harbour.example/x and www.harbour.example", "fixed in 3fa9c0d1", "*bold* _it_ `code` <b>b</b> [a](b) ![c](d)",
    "1. not a list", "- not a list", "# not a title", "/close", "=====", "a | b", "R&D at 8 % of $40", "TEAM-41 ships", "> no quote", "2) no",
    "a\\b", "~~gone~~", "x^2^ == y", "it's ok",
]  # fmt: skip
FOUND_LATER = re.compile(
    r"(?:^|\W)@[A-Za-z0-9]|#\d|\bGH-\d|:[\w+-]+:|https?://|www\.|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b|(?m:^/\w)|"
    r"[!&~%$^]\d|~\w|\b[A-Z]{2,}-\d"
)


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(markdown))


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_what_it_is_and_triggers_nothing(text: str) -> None:
    for lead in ("", "- ", "- **Z**  \n  "):
        html = rendered(lead + literal(text))
        assert words(html).removeprefix("Z").strip().replace("\u2060", "") == text
        assert not FOUND_LATER.search(words(html))
        assert not re.search(r"<(?!/?(?:p|ul|li|strong|br)\b)", html)


@given(st.text(min_size=1, max_size=40))
def test_nothing_is_lost_and_a_plain_text_comes_back(text: str) -> None:
    plain = " ".join(visible(text).split())
    assert as_plain(literal(text)) == plain
    assert words(rendered(literal(text))).replace("\u2060", "").split() == plain.split()


@pytest.mark.parametrize("name", ["lost-day", "a`b", "``", "x y"])
def test_a_name_is_code_whatever_is_in_it(name: str) -> None:
    assert words(rendered(code(name))) == name
    assert rendered(code(name)).startswith("<p><code>")
