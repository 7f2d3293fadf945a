"""Answers in the form that their questions have, whatever a journal says that something else has changed."""

from __future__ import annotations

from collections.abc import Mapping

from stratcoach.flow.model import QuestionKind
from stratcoach.flow.state import Event, parse_key

Kinds = Mapping[tuple[str, str], QuestionKind]
"""The kind of each question, by its flow and its id."""


def in_form(event: Event, kinds: Kinds) -> Event:
    """The event with its value as one text or several, as its question is answered."""
    if event.kind not in ("answer", "given", "draft"):
        return event
    key = parse_key(event.key)
    kind = "text" if key.part else kinds.get((key.flow, key.question))
    if kind is None:
        return event
    is_several = kind in ("links", "texts")
    if isinstance(event.value, tuple):
        return event if is_several else event._replace(value="\n".join(event.value))
    if not is_several or event.kind == "draft":  # a draft of a list is the lines so far
        return event
    return event._replace(value=tuple(event.value.split("\n")) if event.value else ())
