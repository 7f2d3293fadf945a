"""stratcoach: a coach for product strategy that lives in the terminal and in CI."""

from __future__ import annotations

from stratcoach.messages import Message, speak

__version__ = "0.1.0"


def _in_english(message: Message) -> str:
    """Show messages in English, unless something else was chosen. The catalogue is loaded with the first message."""
    from stratcoach.files.catalogues import english

    return english().render(message)


speak(_in_english)
