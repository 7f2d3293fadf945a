"""The line that is typed in a workshop, as it is read from the back of the room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth

from stratcoach.ui.field import broken


def test_a_long_line_is_broken_between_words() -> None:
    assert [line for _, line in broken("packed bread instead of ours", 12)] == ["packed bread", "instead of", "ours"]
    assert [line for _, line in broken("Donaudampfschiff now", 8)] == ["Donaudam", "pfschiff", "now"]


@given(st.text(alphabet="ab \n漢é", max_size=60), st.integers(4, 20))
def test_whatever_is_typed_fits_and_nothing_of_it_is_missing(text: str, width: int) -> None:
    lines = broken(text, width)
    assert all(get_cwidth(line) <= width for _, line in lines)
    assert "".join(line for _, line in lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    begins = [at for at, _ in lines]
    assert begins == sorted(set(begins))
