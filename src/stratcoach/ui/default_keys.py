"""prompt_toolkit's own keys, made once: it makes hundreds of them again for each prompt, which is most of the time between Enter
and the next question. They keep no state of a prompt.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from prompt_toolkit.application import Application, application
from prompt_toolkit.keys import Keys

_MADE: Final = "load_key_bindings"
_ALL: Final = "_bindings"


def make_once() -> None:
    """Let all prompts of this process share them."""
    make = getattr(application, _MADE, None)
    if make is not None and not hasattr(make, "cache_info"):
        setattr(application, _MADE, cache(make))


def put_together(app: Application[Any]) -> None:
    """Put the keys of a prompt together as soon as it is on the screen, or else the first one that is typed waits for that."""
    bindings = getattr(app.key_processor, _ALL, None)
    if bindings is not None:
        bindings.get_bindings_for_keys((Keys.Any,))
        bindings.get_bindings_starting_with_keys((Keys.Any,))
