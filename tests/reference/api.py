"""The page on `stratcoach.api`, from its docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from stratcoach import api
from tests.reference.markdown import page

_SHOWN = (
    "load",
    "loads",
    "settings_for",
    "lint",
    "check",
    "compare",
    "compare_as_data",
    "show",
    "weigh",
    "review",
    "with_reading",
    "explain",
    "interview",
    "workshop",
)
_CLASSES = ("Problem", "InterviewSession", "WorkshopSession", "Refused", "Fix", "Spot")


def pages() -> Iterator[tuple[str, str]]:
    functions = [_described(name, getattr(api, name)) for name in _SHOWN]
    classes = [_class(getattr(api, name)) for name in _CLASSES]
    lead = inspect.getdoc(api) or ""
    yield (
        "api.md",
        page("The Python API", f"`from stratcoach import api`\n\n{lead}", "## Functions", *functions, "## Values", *classes),
    )


def _described(name: str, what: Any, depth: int = 3) -> str:
    return f"{'#' * depth} {name}\n\n```python\n{name}{_signature(what)}\n```\n\n{_text(what)}"


def _signature(what: Any) -> str:
    """A signature as it is written, without `self`."""
    signature = inspect.signature(what)
    kept = [one for name, one in signature.parameters.items() if name != "self"]
    return (
        re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(signature.replace(parameters=kept)))
        if kept or signature.parameters
        else str(signature)
    )


def _text(what: Any) -> str:
    """A docstring as Markdown: its errors as a list."""
    text = inspect.getdoc(what) or ""
    head, found, rest = text.partition("\nRaises:\n")
    if not found:
        return text
    errors = [f"- `{name}`: {says}" for name, _, says in (" ".join(line.split()).partition(": ") for line in rest.splitlines())]
    return f"{head.rstrip()}\n\nRaises:\n\n" + "\n".join(errors)


def _class(what: type) -> str:
    parts = [f"### {what.__name__}\n\n{_text(what)}"]
    fields = getattr(what, "__annotations__", {})
    if fields:
        parts.append("Fields: " + ", ".join(f"`{name}`" for name in fields) + ".")
    for name, one in vars(what).items():
        if name.startswith("_"):
            continue
        if inspect.isfunction(one):
            parts.append(_described(f"{what.__name__}.{name}", one, 4))
        elif isinstance(one, property):
            parts.append(f"#### {what.__name__}.{name}\n\n{_text(one)}")
    return "\n\n".join(parts)
