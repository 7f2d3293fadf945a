"""What is typed where there are options: their numbers, their ids, or how their texts begin."""

from __future__ import annotations

from typing import Final

from stratcoach.flow.protocol import Ask, Option


def parts(step: Ask, typed: str) -> list[str]:
    """What was typed for several options: numbers, ids, or the beginning of one text."""
    if any(_begins(option, typed) for option in step.options):
        return [typed]
    return [part for part in typed.replace(",", " ").replace(";", " ").split() if part.lower() not in _BETWEEN]


_BETWEEN: Final = ("and", "or", "&", "+")


def meant(step: Ask, part: str) -> str:
    """The value of the option with this number, this id, or a text that begins so; `""` if there is none."""
    part = part.strip()
    if part.isascii() and part.isdigit() and 1 <= int(part[:6]) <= len(step.options):
        return step.options[int(part[:6]) - 1].value
    return next((option.value for option in step.options if _begins(option, part)), "")


def not_among(step: Ask, typed: str) -> str:
    """The first thing that was typed and is none of the options; `""` if there is no such thing."""
    return next((part for part in parts(step, typed) if not meant(step, part)), "")


def _begins(option: Option, typed: str) -> bool:
    low = typed.lower().strip()
    return bool(low) and (option.value.lower() == low or f"{option.label}".lower().startswith(low))
