"""What a screen is drawn on where the terminal can't show our signs: each is replaced by one of the same width."""

from __future__ import annotations

import re
from typing import Any, Final, TextIO, cast

from prompt_toolkit.output import Output, create_output

from stratcoach.model.outgoing import behind
from stratcoach.model.plain_signs import can_write, in_one_column

_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of a line. It takes no room, so the cursor is right without it."""


def output_on(stream: TextIO) -> Output:
    """The output of prompt_toolkit on a stream. It makes control characters visible by itself, but for those that turn a line."""
    stream = behind(stream)
    output = create_output(stdout=stream if can_write(stream.encoding or "utf-8", "…→“›") else cast("TextIO", _Narrow(stream)))
    write = output.write
    setattr(output, "write", lambda text: write(text if text.isascii() else _TURNS.sub("", text)))  # noqa: B010  a method
    return output


class _Narrow:
    """A stream without `buffer`: past it prompt_toolkit would write bytes with `?` for each sign that the encoding lacks."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        if text.isascii():
            return self._stream.write(text)
        return self._stream.write("".join(sign if can_write(self.encoding, sign) else in_one_column(sign) for sign in text))

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self._stream, name)
