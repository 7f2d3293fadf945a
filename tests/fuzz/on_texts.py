"""Targets: sentences, dates, figures, pasted chats, tables, questionnaires, and what makes texts fit to be shown."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime
from typing import Final

from tests.fuzz.engine import Run, Target
from tests.fuzz.laws import decided_by, examples, harmless, small_strategies, text_of
from tests.fuzz.mutate import NASTY

DAY: Final = date(2026, 11, 24)
PEOPLE: Final = "Ana, Ben (senior), Lee, Jörg Weiß, Søren, María José, 田中 (remote)"


def prose() -> Run:
    """One sentence in each of the seven places that it can be for."""
    from stratcoach.lint.finding import Finding
    from stratcoach.model.sections import SECTION
    from stratcoach.services.statement_check import SLOTS, check_statement

    def run(case: bytes) -> None:
        text = case.decode("utf-8", "replace")
        for slot, section in SLOTS.items():
            for found in check_statement(SECTION[section], {"text": text, "slot": slot}):
                assert isinstance(found, Finding)
                assert found.message

    return run


def jsonl() -> Run:
    from stratcoach.commands.check import _answer
    from stratcoach.rules.base import Limits

    limits = Limits()

    def run(case: bytes) -> None:
        for number, line in enumerate(case.decode("utf-8-sig", "replace").split("\n"), 1):
            if line.strip():
                told = _answer(line, number, limits)
                for one in told["findings"]:
                    assert 0 <= one["start"] <= one["end"]
                json.dumps(told)

    return run


def dates() -> Run:
    """What is read as a date is a date of the format."""
    from stratcoach.flow.prefill_from_sentence import told_in
    from stratcoach.model import relative_dates
    from stratcoach.model.dates import in_days, parse, spoken, spoken_when, understand, with_weekday
    from stratcoach.workshop.plan import minutes_until

    def run(case: bytes) -> None:
        text = text_of(case)
        for found in (
            relative_dates.read(text, DAY),
            relative_dates.read(text, DAY, past=True),
            relative_dates.due(text, DAY),
            understand(text),
        ):
            assert not found or parse(found), f"no date: {found}"
        for field in ("by", "baseline", "target"):
            told_in(text, field, DAY)
        spoken(text)
        spoken_when(text)
        with_weekday(text)
        minutes_until(text, datetime(2026, 11, 24, 10, 0))  # noqa: DTZ001  the hour of the room
        in_days(DAY, len(text) * 10_000)

    return run


def numerals() -> Run:
    from stratcoach.language.en import figures, fillers, periods, prose, shares
    from stratcoach.language.en.unknown import is_unknown

    def run(case: bytes) -> None:
        text = case.decode("utf-8", "replace")
        tokens = prose.read(text).tokens
        figures.figures(tokens)
        figures.change(tokens)
        figures.has_baseline(tokens)
        periods.deadline(tokens)
        periods.day_told(tokens)
        for place in range(min(len(tokens), 30)):
            figures.is_date(tokens, place)
            figures.is_label(tokens, place)
            periods.near_period(tokens, place)
            figures.figure(tokens, place)
        for share in shares.shares(text):
            assert share is not None
        shares.with_percentages(text)
        shares.first_share(text)
        fillers.knows_nothing(text)
        is_unknown(text)
        is_unknown(text, is_name=True)

    return run


def spelling() -> Run:
    """Two texts, an old one and a new one: what is cut up is whole together, and what is the same says the same."""
    from stratcoach.diff.matching import matched_texts
    from stratcoach.diff.spelling import number
    from stratcoach.diff.text_diff import means_the_same, pieces
    from stratcoach.model.ids import is_id, make_id
    from stratcoach.workshop.similarity import alike

    def run(case: bytes) -> None:
        old, _, new = text_of(case).partition("\n")
        assert means_the_same(old, old)
        means_the_same(old, new)
        pieces(old, new)
        for word in old.split()[:20]:
            number(word)
        texts = new.split("\n")[:40]
        matched_texts(texts, texts[::-1])
        alike(dict(enumerate(texts)))
        assert is_id(make_id(old, (), "item"))

    return run


def clean() -> Run:
    """What was cleaned stays as it is when it is cleaned again; nothing that is shown steers."""
    from stratcoach.model import outgoing, safe_text
    from stratcoach.model.markdown_text import as_plain, code, literal
    from stratcoach.model.plain_signs import in_ascii
    from stratcoach.reports import text_width
    from stratcoach.reports.minutes_text import as_line, as_place, quoted
    from stratcoach.reports.phrases import on_one_line
    from stratcoach.ui import clean as cleaning

    def run(case: bytes) -> None:
        text = text_of(case)
        for lines in (True, False):
            once = harmless(cleaning.clean(text, lines=lines))
            assert cleaning.clean(once, lines=lines) == once, f"cleaned again it is {cleaning.clean(once, lines=lines)[:80]!r}"
        text = case.decode("utf-8", "replace")
        seen = harmless(safe_text.visible(text))
        assert safe_text.visible(seen) == seen
        harmless(safe_text.unsteered(text))
        once = safe_text.without_hidden(text)
        assert not list(safe_text.hidden(once)), "something hidden is left"
        width = decided_by(case).choice((1, 2, 10, 40, 80))
        for line in text_width.wrap(seen.replace("\n", " "), width):
            assert text_width.cells(line) <= max(width, 2), f"{line!r} is wider than {width}"
        assert text_width.cells(text_width.cut(seen.replace("\n", " "), width)) <= width
        for made in (literal, code, as_plain, as_line, as_place, quoted, on_one_line):
            made(text)
        for sign in text[:50]:
            in_ascii(sign)
        harmless(safe_text.visible(safe_text.short(text)))
        log = io.StringIO()
        outgoing.door(log, watched=True).write(text)
        assert not re.search(r"^[ \t]*+(?:::|##\[)", log.getvalue(), re.MULTILINE), "a command of the runner is left"

    return run


def notes() -> Run:
    """What is typed or pasted, one note a line."""
    from stratcoach.ui.clean import clean as cleaned
    from stratcoach.workshop.note_import import read_lines
    from stratcoach.workshop.people import bare_name, meant, person_called, read_people, read_renaming

    people = read_people(PEOPLE)

    def run(case: bytes) -> None:
        text = cleaned(text_of(case), lines=True)
        for note in read_lines(text, people):
            assert note.text.strip()
            harmless(note.text)
        first = text.partition("\n")[0]
        for one in (first, text):
            found = read_people(one)
            read_renaming(one, found or people)
            meant(one, people)
            person_called(one, people)
            bare_name(one)

    return run


def chat() -> Run:
    """A chat as a file."""
    from stratcoach.files.incoming import NoText, decoded, tidy
    from stratcoach.workshop.note_import import read_file
    from stratcoach.workshop.people import read_people

    people = read_people(PEOPLE)

    def run(case: bytes) -> None:
        try:
            text = tidy(decoded(case).text)
        except NoText:
            return
        for note in read_file(text, "chat.md", people):
            assert note.text.strip()
            harmless(note.text)

    return run


def csv() -> Run:
    from stratcoach.files.incoming import NoText, decoded, tidy
    from stratcoach.workshop.note_import import read_file
    from stratcoach.workshop.note_tables import read_table
    from stratcoach.workshop.people import read_people

    people = read_people(PEOPLE)

    def run(case: bytes) -> None:
        try:
            text = tidy(decoded(case).text)
        except NoText:
            return
        harmless(text)
        read_table(text)
        for name in ("notes.csv", "notes.TSV"):
            for note in read_file(text, name, people):
                assert note.text.strip()

    return run


def incoming() -> Run:
    """Bytes in any encoding become text, or a reason why not."""
    from stratcoach.files.incoming import NoText, decoded, tidy

    def run(case: bytes) -> None:
        try:
            text = decoded(case).text
        except NoText as error:
            harmless(str(error))
            return
        assert "\r" not in tidy(text)
        harmless(tidy(text))
        assert tidy(tidy(text)) == tidy(text)

    return run


def _sentences() -> list[bytes]:
    listed = (examples("tests/rules/statements.txt")()[0]).decode().splitlines()
    texts = [line for line in listed if len(line) > 30][::12]
    found = [re.sub(r"^\W*\w+:\s*", "", line) for line in texts]
    for one in small_strategies()[:20]:
        found += re.findall(r"statement: (\w.+)", one.decode())
    return [line.encode() for line in found]


_DATES: Final = (
    "by the end of March", "next Friday", "30.6.2027", "2026-Q3", "mid-2028", "between March and May", "from 3 to 9 June", "in two weeks",
    "the first half of next year", "yesterday", "until 15:30", "45", "Q4 '27", "March 3rd, 2027", "24/11/26", "a fortnight ago", "tomorrow morning",
    "from 20% to 80% by December", "last quarter", "2026-02-29", "the 31st", "in a month and a half", "9999-12-31", "Tuesday the 4th of May", "11/2026",
)  # fmt: skip
_FIGURES: Final = (
    "61% of routes, up from 40 percent", "11 of 14 hikers", "three in four", "a third of the 1,200 nurses", "between 2 and 5 days", "€ 1.5m a year",
    "twice a day since 2024", "from 20 to 35 % within six weeks", "no. 7 of Q3/2026", "half of them, 2½ hours", "one of the twelve", "1e6 x 10^3", "nobody knows yet",
)  # fmt: skip
_PAIRS: Final = (
    "Nurses wait for keys\nNurses are waiting for the keys", "colour of the grey harbour\ncolor of the gray harbor", "twenty-one days\n21 days",
    "teh adress was wrong\nthe address was wrong\nwas the address wrong", "on-boarding e-mail\nonboarding email", "It's not done.\nIt is not done", "straße\nSTRASSE\nstrasse",
)  # fmt: skip
_TEXTS: Final = (
    "a plain text", "two\nlines\r\nthree", "- a bullet\n- another *bold* one", "10\xa0% of\u202fall", "👩‍👩‍👧 and שלום and مرحبا", "\x1b[31mred\x1b[0m",
    "::warning::x\n ##[error]y", "`code` [link](http://x) <b>", "# head\n\n> quote\n\n| a | b |\n|---|---|", "日本語の文がここにある", *NASTY[:40],
)  # fmt: skip
_CHATS: Final = (
    "Ana: the key is lost\nBen: 10 of 14 ask\n\nLee\n  nobody knows", "10:01 Ana López\nthe bus was full\n\n10:02 Ben\n+1\n👍 2", "[24.11.26, 10:05] Jörg Weiß: Der Schlüssel fehlt",
    "Ana López  10:30 AM\nNurses look for the key (edited)\n2 replies\n\nBen O'Neil  10:31 AM\nwe lost 4:30 h", "From Ana to Everyone: 10:02 AM\nthree things\nFrom Ben to Everyone:\nkeys",
    "10:00:01 From Lee Chen : doors\n10:00:09 From Ben(Direct Message): Why?", "- one\n- [ ] two\n3) three\n• four", "AL\nAna López\n10:03\nwhere is it?\n\nBO\nBen O'Neil joined",
    "Ana = Anna, Ben (senior), Chi\nAna", "Heute um 10:12 Uhr Søren: ja\nSøren de Vries, gestern, 09:01\nilso", "田中 午前10:01\n鍵がいつも見つからない\n", "<Ana> hi\n* Ben waves\n(Lee) so",
)  # fmt: skip
_TABLES: Final = (
    'Author,Text\nAna,"First, with a comma"\n,Second\n', 'Name;Note;Time\nBen;key lost;10:30\nLee;"a ""b""";11:02\n', "a\tb\tc\n1\t2\t3\n", "Timestamp,Email,What is hard?,Why?\n2026-11-24,ana@x.org,keys,none\n",
    "notes\nonly one column\nof notes\n", '"broken, quote\nx,y\n', "﻿Text,Author\r\nHi,Ana\r\n", "a|b|c\n1|2|3\n", ",,,\n,,,\n", 'x,"multi\nline",y\n', "Ana,Ben,Lee\nkey,door,bus\n",
)  # fmt: skip
_JSONL: Final = (
    b'{"slot": "vision", "text": "A nurse finds the key at once.", "id": 3}\n{"slot": "problem", "text": "Nurses wait.", "lang": "de"}',
    b'{"slot": "objective", "text": "80% by 2026.", "metric": "share", "baseline": "20%", "target": 0.8, "by": "2026-12"}',
    b'{"slot": "north_star", "text": "trips a week", "date": "2026", "rests_on": ["a"]}\n\n{"slot": "choice", "text": "x"}', b'{"slot": "insight", "text": "11 of 14 said so", "source": "x"}',
    b'{"slot": "user", "text": "Parents of small children who hike", "id": null}',
)  # fmt: skip


def _in(encodings: tuple[str, ...]) -> list[bytes]:
    text = "Name: Jörg Weiß\r\n- Der Schlüssel fehlt – “jeden” Morgen €\n"
    return [text.encode(one, "replace") for one in encodings] + [
        b"PK\x03\x04aaaa",
        b"%PDF-1.7",
        b"{\\rtf1",
        b"\x89PNG\r\n",
        b"\x00\x01" * 20,
        "日本語".encode("shift_jis"),
    ]


TARGETS: Final = (
    Target("prose", _sentences, prose, "words", 1_500),
    Target("jsonl", lambda: _JSONL, jsonl, "json", 4_000),
    Target("dates", lambda: [one.encode() for one in _DATES], dates, "words", 2_000),
    Target("numerals", lambda: [one.encode() for one in _FIGURES] + _sentences(), numerals, "words", 2_000),
    Target("spelling", lambda: [one.encode() for one in _PAIRS] + _sentences(), spelling, "words", 4_000),
    Target("clean", lambda: [one.encode("utf-8", "surrogatepass") for one in _TEXTS], clean, most=4_000),
    Target("notes", lambda: [one.encode() for one in _CHATS], notes, most=6_000),
    Target("chat", lambda: [one.encode() for one in _CHATS], chat, most=6_000),
    Target("csv", lambda: [one.encode() for one in _TABLES], csv, most=4_000),
    Target(
        "incoming",
        lambda: _in(("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-32", "cp437", "mac_roman", "cp1250")),
        incoming,
        most=2_000,
    ),
)
