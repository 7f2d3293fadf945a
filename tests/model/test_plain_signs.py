"""How signs are written where an output holds only some of them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from stratcoach.model.plain_signs import can_write, in_ascii, in_one_column


def test_our_signs_and_letters_with_accents_stay_readable() -> None:
    text = "“Zoë’s” → Größe … 3 × 4 – naïve łódź"
    assert "".join(map(in_ascii, text)) == '"Zoe\'s" -> Grosse ... 3 x 4 - naive lodz'


@given(st.characters(codec="utf-8"))
def test_every_sign_has_a_form_in_ascii_and_one_of_a_single_column(sign: str) -> None:
    assert in_ascii(sign).isascii()
    assert in_ascii(sign) or unicodedata.combining(sign)
    assert len(in_one_column(sign)) == 1
    assert in_one_column(sign).isascii()


def test_what_an_output_holds() -> None:
    assert can_write("utf-8", "…→")
    assert can_write("cp1252", "…“")
    assert not can_write("cp1252", "→")
    assert not can_write(None, "…")
    assert not can_write("no such encoding", "a")
