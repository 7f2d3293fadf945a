"""Documents as blocks: headings, labels, lists, tables and lines, whatever kind of file they come from."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from stratcoach.errors import UserError
from stratcoach.files.documents import Block, document, read_document


def blocks(text: str, name: str = "a.md") -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.kind, one.label, one.text, one.headings) for one in document(text, name).blocks]


def test_markdown_has_headings_labels_and_lists_with_their_depth() -> None:
    text = (
        "# Slip\n\nOne.\nTwo.\n\n## Users\n\n**Primary:** Owners\nwho sail\n**Others** – pay.\n\n- a\n  - b\n\n### Ana\nSails.\n"
    )
    assert blocks(text) == [
        ("paragraph", "", "One. Two.", ("Slip",)),
        ("paragraph", "Primary", "Owners who sail", ("Slip", "Users")),
        ("paragraph", "Others", "pay.", ("Slip", "Users")),
        ("item", "", "a", ("Slip", "Users")),
        ("item", "", "b", ("Slip", "Users")),
        ("paragraph", "", "Sails.", ("Slip", "Users", "Ana")),
    ]
    assert [one.depth for one in document(text, "a.md").blocks if one.kind == "item"] == [1, 2]
    assert [one.line for one in document(text, "a.md").blocks] == [3, 8, 10, 12, 13, 16]


def test_a_row_knows_its_columns() -> None:
    (row,) = document("| Goal | By |\n|---|---|\n| Grow | 2027 |\n", "a.md").blocks
    assert (row.kind, row.cells) == ("row", (("Goal", "Grow"), ("By", "2027")))


def test_front_matter_is_read_and_lines_are_still_counted() -> None:
    found = document("---\nproduct: Slip\ntags: [a, b]\n---\n\nText.\n", "a.md").blocks
    assert [(one.kind, one.label, one.text, one.line) for one in found] == [
        ("meta", "product", "Slip", 1),
        ("meta", "tags", "a, b", 1),
        ("paragraph", "", "Text.", 6),
    ]


@pytest.mark.parametrize("text", ["---\n: [\n---\nText.\n", "---\n- a\n---\nText.\n", "---\nText.\n"])
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    assert any("Text." in one.text for one in document(text, "a.md").blocks)


def test_links_keep_their_address_and_code_and_comments_are_no_markup() -> None:
    (one,) = document("See [the study](https://x.example/s) of `npm` <b>now</b> <!-- no -->.\n", "a.md").blocks
    assert one.text == "See the study (https://x.example/s) of npm now ."


PAGE = """<!doctype html><html><head><title>T</title><style>p{}</style></head><body><nav><a href="/">Home</a></nav>
<h1>Plan</h1><h2>Users</h2><p>Owners &amp; <b>yards</b> who wait.</p><ul><li>One<ul><li>Deeper</li></ul></li><li>*not* bold</li></ul>
<table><tr><th>Goal</th><th>By</th></tr><tr><td>Grow | more</td><td>2027</td></tr></table><script>alert(1)</script></body></html>"""


def test_a_web_page_is_read_with_its_navigation_apart_and_without_scripts() -> None:
    around, *found = document(PAGE, "a.html", is_html=True).blocks
    assert (around.text, around.headings) == ("Home", ("Contents",))
    assert [(one.kind, one.text, one.depth) for one in found] == [
        ("paragraph", "Owners & yards who wait.", 0),
        ("item", "One", 1),
        ("item", "Deeper", 2),
        ("item", "*not* bold", 1),
        ("row", "Grow | more; 2027", 0),
    ]
    assert {one.headings for one in found} == {("Plan", "Users")}


def test_a_word_file_has_headings_lists_and_tables(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Plan", 1)
    paragraph = made.add_paragraph()
    paragraph.add_run("Primary: ").bold = True
    paragraph.add_run("owners of *old* boats")
    made.add_paragraph("One", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip([cell for row in table.rows for cell in row.cells], ("Goal", "By", "Grow", "2027"), strict=True):
        cell.text = text
    kept = io.BytesIO()
    made.save(kept)
    (tmp_path / "a.docx").write_bytes(kept.getvalue())
    found = read_document(tmp_path / "a.docx").blocks
    assert [(one.kind, one.label, one.text) for one in found] == [
        ("paragraph", "Primary", "owners of *old* boats"),
        ("item", "", "One"),
        ("row", "", "Grow; 2027"),
    ]
    assert {one.headings for one in found} == {("Plan",)}


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    (tmp_path / "a.docx").write_bytes(b"no zip")
    with pytest.raises(UserError):
        read_document(tmp_path / "a.docx")


def test_windows_line_ends_and_a_byte_order_mark_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeff# A\r\n\r\n- b\r\n".encode())
    assert read_document(tmp_path / "a.md").blocks == (Block("item", "b", ("A",), depth=1, line=3),)
