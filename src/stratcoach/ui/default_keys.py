"""prompt_toolkit's own keys, made once: it makes hundreds of them again for each prompt, which is most of the time between Enter
and the next question. They keep no state of a prompt.
"""

from __future__ import annotations

from functools import cache

from prompt_toolkit.application import application

_MADE = "load_key_bindings"


def make_once() -> None:
    """Let all prompts of this process share them."""
    make = getattr(application, _MADE, None)
    if make is not None and not hasattr(make, "cache_info"):
        setattr(application, _MADE, cache(make))
