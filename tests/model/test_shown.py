"""What nobody sees in a text: what is made visible, what rules don't stumble over, and what scripts and emoji need."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.model.safe_text import as_json_line, hidden, visible, without_hidden

_ODD = "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\u3164\U000e0041\U000e0100\U000e007f\U0001f3f4\u202e"


@pytest.mark.parametrize(
    ("text", "shown", "seen"),
    [
        ("every\u200bone", "every\\u200bone", "everyone"),
        ("every\xadone", "every\\u00adone", "everyone"),
        ("every\u2060\u2061one", "every\\u2060\\u2061one", "everyone"),
        ("Vor\u200cteil", "Vor\\u200cteil", "Vorteil"),
        ("всем\u200dу", "всем\\u200dу", "всему"),
        ("e\u0301\u200btat", "e\u0301\\u200btat", "e\u0301tat"),
        ("so \u200b that", "so \\u200b that", "so  that"),
        ("\u200bWe grow.\ufeff", "\\u200bWe grow.\\ufeff", "We grow."),
        ("f\ufe0free", "f\\ufe0free", "free"),
        ("❤️\ufe0f\ufe01", "❤️\\ufe0f\\ufe01", "❤️"),
        ("grow\U000e0069\U000e0067", "grow\\U000e0069\\U000e0067", "grow"),
        ("🏴" + "\U000e0069" * 30 + "\U000e007f", "🏴" + "\\U000e0069" * 30 + "\\U000e007f", "🏴"),
        ("abc\u200fdef", "abc\\u200fdef", "abcdef"),
        ("left\u202eright\x1b", "left\\u202eright\\u001b", "leftright"),
        ("\u3164", "\\u3164", ""),
    ],
)
def test_what_nobody_sees_is_written_out_and_not_read(text: str, shown: str, seen: str) -> None:
    assert (visible(text), without_hidden(text)) == (shown, seen)


@pytest.mark.parametrize(
    "text",
    [
        "Zoë — “Größe” 10\u00a0%",
        "a family 👩‍👩‍👧, a coder 👨🏽‍💻, a flag 🏳️‍🌈 and ❤️love",
        "1️⃣ and #️⃣ and ©️",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می‌خواهم USB‌ها",
        "क्‍ष",
        "ภาษา\u200bไทย",
        "שלום\u200f abc \u200edef",
        "葛\U000e0100",
    ],
)
def test_what_scripts_and_emoji_need_stays(text: str) -> None:
    assert (visible(text), without_hidden(text)) == (text, text)


@given(st.text(st.sampled_from("ab é.ש葛❤\n" + _ODD)))
def test_what_is_seen_holds_nothing_hidden(text: str) -> None:
    seen = without_hidden(text)
    assert list(hidden(seen)) == []
    assert visible(seen) == seen


@pytest.mark.parametrize("text", ["\ufffd\U000e007f\xad", "☂\U000e0001\u200d", "a\xad\U000e0041क", "\U000e0041\xadक"])
def test_what_is_made_visible_stays_so(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert not list(hidden(without_hidden(text)))


@pytest.mark.parametrize(
    "text",
    ["👩\u200d🚀", "❤\ufe0f\u200d🔥", "क\u094d\u200dष", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"],
)
def test_what_scripts_and_emoji_are_made_with_stays(text: str) -> None:
    assert without_hidden(text) == visible(text) == text


@given(st.text())
def test_a_line_of_json_is_one_line_for_every_reader_and_the_same_text(text: str) -> None:
    line = as_json_line(json.dumps([text], ensure_ascii=False))
    assert line.splitlines() == [line]
    assert json.loads(line) == [text]
