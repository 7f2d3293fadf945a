"""Answers in the form that their questions have, whatever a journal says that something else has changed."""

from __future__ import annotations

from collections.abc import Mapping

from stratcoach.flow.events import AnswerDrafted, InterviewEvent, OfAnswer
from stratcoach.flow.model import QuestionKind

Kinds = Mapping[tuple[str, str], QuestionKind]
"""The kind of each question, by its flow and its id."""


def in_form(event: InterviewEvent, kinds: Kinds) -> InterviewEvent:
    """The event with its value as one text or several, as its question is answered."""
    if not isinstance(event, OfAnswer):
        return event
    key = event.about
    kind = "text" if key.part else kinds.get((key.flow, key.question))
    if kind is None:
        return event
    is_several = kind in ("links", "texts")
    if isinstance(event.value, tuple):
        return event if is_several else event.replace(value="\n".join(event.value))
    if not is_several or isinstance(event, AnswerDrafted):  # a draft of a list is the lines so far
        return event
    return event.replace(value=tuple(event.value.split("\n")) if event.value else ())
