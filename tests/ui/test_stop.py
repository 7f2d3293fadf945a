"""What is half typed is kept beside the typing: no key waits for it, and what is given comes behind it."""

from __future__ import annotations

import threading

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from stratcoach.ui import stop
from stratcoach.ui.stop import Stop

_PATIENCE = 20


def test_a_key_arrives_while_what_is_half_typed_is_being_kept_and_the_prompt_ends_after_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stop, "KEEP_EVERY", 0.01)
    keeps, arrived, given = threading.Event(), threading.Event(), threading.Event()
    kept: list[tuple[str, bool]] = []

    def keep(typed: str) -> None:
        keeps.set()
        kept.append((typed, arrived.wait(_PATIENCE) and given.wait(_PATIENCE)))

    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        app = PromptSession[str]().app

        def noticed(_buffer: object) -> None:
            if app.current_buffer.text == "ab":
                arrived.set()

        app.current_buffer.on_text_changed += noticed

        def types() -> None:
            keyboard.send_text("a")
            keeps.wait(_PATIENCE)
            keyboard.send_text("b")
            arrived.wait(_PATIENCE)
            keyboard.send_text("\r")
            given.set()

        typing = threading.Thread(target=types)
        typing.start()
        one = Stop()
        with one.keeping(keep, beside=True):
            assert one.run(app) == "ab"
        assert kept[0] == ("a", True)
        typing.join()
