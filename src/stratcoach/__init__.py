"""stratcoach: a coach for product strategy that lives in the terminal and in CI."""

from __future__ import annotations

from stratcoach.messages import Message, speak

__version__ = "0.1.0"


def _written(message: Message) -> str:
    """Write messages in the language that is chosen. The catalogue is loaded with the first message."""
    from stratcoach.files.catalogues import chosen

    return chosen().render(message)


speak(_written)
