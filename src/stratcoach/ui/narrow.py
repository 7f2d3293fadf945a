"""What a screen is drawn on where the terminal can't show our signs: each is replaced by one of the same width."""

from __future__ import annotations

from typing import Any, TextIO, cast

from prompt_toolkit.output import Output, create_output

from stratcoach.model.plain_signs import can_write, in_one_column


def output_on(stream: TextIO) -> Output:
    """The output of prompt_toolkit on a stream."""
    return create_output(stdout=stream if can_write(stream.encoding or "utf-8", "…→“›") else cast("TextIO", _Narrow(stream)))


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
