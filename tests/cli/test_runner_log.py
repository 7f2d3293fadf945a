"""Inside GitHub Actions no text from a file is a command to the runner, whatever verb prints it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratcoach.model.outgoing import door
from tests.conftest import Run

COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
STRATEGY = """\
stratcoach: 1
product: "::stop-commands::t"
version: 1.0.0
updated: 2026-05-04
owner: "##[add-mask]x"
insights:
  - id: lots
    statement: "::error::{what} the lot is full"
    source: interviews
    evidence: "##[group]notes"
    observed: 2026-03
vision:
  statement: "##[warning]{what} everybody arrives"
  rests_on: [lots]
"""


def without_our_own(text: str) -> str:
    """What is printed but for the annotation that says why a run ended with 2: the head of it, for what it quotes has to be safe."""
    own = "::error title=stratcoach::"
    lines = text.splitlines()
    return "\n".join(f"x{line.removeprefix(own)}" if line.startswith(own) else line for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [("show", "a.yaml", "--all"), ("log", "a.yaml"), ("compare", "a.yaml", "b.yaml")]
    + [("diff", "a.yaml", "b.yaml", "--format", name) for name in ("text", "md", "html", "json")]
    + [("show", "::error::.yaml"), ("lint", "::error::.yaml")],
)
def test_what_a_verb_prints_holds_no_command(folder: Path, stratcoach: Run, arguments: tuple[str, ...]) -> None:
    (folder / "a.yaml").write_text(STRATEGY.format(what="Today"))
    (folder / "b.yaml").write_text(STRATEGY.format(what="::error::Tomorrow"))
    ran = stratcoach(*arguments, GITHUB_ACTIONS="true")
    assert ran.out + ran.err
    assert not COMMAND.search(ran.out)
    assert not COMMAND.search(without_our_own(ran.err))


@given(st.lists(st.text("::#[ \n\tab", max_size=6)))
def test_pieces_of_a_line_make_no_command_and_nothing_else_changes(pieces: list[str]) -> None:
    plain = io.StringIO()
    stream = door(plain, watched=True)
    for piece in pieces:
        stream.write(piece)
    assert not COMMAND.search(plain.getvalue())
    assert plain.getvalue().replace("\\u003a", ":").replace("\\u005b", "[") == "".join(pieces)
