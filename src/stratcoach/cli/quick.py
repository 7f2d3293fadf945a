"""A quick start with Typer 0.29 and newer, which loads pydantic to read any option, even a plain text: four times our own start.

What is a text already, or a value of the type that an option has, is taken as it is; everything else goes Typer's own way.
"""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import Any, get_args, get_origin

from typer.core import TyperCommand


class Verb(TyperCommand):
    """A verb whose texts are read without pydantic."""

    def get_params(self, ctx: Any) -> list[Any]:
        return quickened(super().get_params(ctx))


def quickened(params: list[Any]) -> list[Any]:
    """The parameters of a verb, each of which takes plain values as they are. An older Typer needs none of it."""
    for param in params:
        _name_in_usage_once(param)
        described = getattr(param, "type_descriptor", None)
        if described is not None and "process_value" not in vars(param):
            param.process_value = partial(_processed, param, described.annotation, param.process_value)
    return params


def _name_in_usage_once(param: Any) -> None:
    """Newer versions of Typer put brackets around what has them already: `[[FILE]]`, and repeat the dots."""
    metavar = getattr(param, "metavar", None)
    if param.param_type_name == "argument" and metavar and metavar.startswith("["):
        param.get_usage_pieces = lambda _ctx: [metavar]


def _processed(param: Any, annotation: Any, own: Any, ctx: Any, value: Any) -> Any:
    is_plain, plain = _plain(annotation, value, is_many=param.multiple or param.nargs == -1)
    if not is_plain or (param.required and not plain):
        return own(ctx, value)
    return plain if param.callback is None else param.callback(ctx, param, plain)


def _plain(annotation: Any, value: Any, *, is_many: bool) -> tuple[bool, Any]:
    """Whether a value can be taken as it is, and the value."""
    if value is None:
        return True, () if is_many else None
    if is_many:
        texts = get_origin(annotation) is list and get_args(annotation) == (str,)
        return texts and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value), value
    if not isinstance(annotation, type):
        return False, value
    if isinstance(value, annotation):
        return True, value
    if issubclass(annotation, Enum) and value in [one.value for one in annotation]:
        return True, annotation(value)
    return False, value
