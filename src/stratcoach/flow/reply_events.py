"""What a person did at a step, as the event to record."""

from __future__ import annotations

from stratcoach.flow.answer import Answer
from stratcoach.flow.events import (
    AnswerDrafted,
    AnswerGiven,
    AnswerKept,
    AnswerReopened,
    AnswerSharpened,
    AnswerUnknown,
    EntryMoved,
    EntryRemoved,
    EntryRequested,
    InterviewEvent,
    InterviewFinished,
    ListClosed,
    QuestionSkipped,
    ThoughtParked,
    WentBack,
    entry_of,
)
from stratcoach.flow.protocol import Ask, Challenge, ReadBack, Reply, Step
from stratcoach.flow.state import InterviewState


def event_for(step: Step, reply: Reply, state: InterviewState) -> InterviewEvent | None:
    """The event of a reply that was checked; None where nothing happened."""
    key = reply.key or step.key
    match reply.kind:
        case "back" | "quit" | "park" | "finish":
            return _leaving(step, reply, state)
        case "answer" if isinstance(step, Ask) and step.kind == "links":
            return AnswerGiven(key=key, value=(*reply.value, *_not_offered(step, state)))
        case "answer" if isinstance(step, Ask) and step.rewords:
            return AnswerSharpened(key=key, value=reply.value, of=step.rewords)
        case "answer":
            return AnswerGiven(key=key, value=reply.value)
        case "keep":
            return AnswerKept(key=key)
        case "skip":
            return QuestionSkipped(key=key)
        case "unknown":
            return AnswerUnknown(key=key, said=_in_one(reply.value))
        case "reopen":
            return AnswerReopened(key=key)
    return _on_list(key, reply)


def _leaving(step: Step, reply: Reply, state: InterviewState) -> InterviewEvent | None:
    """What leads away from a step. What is in its line is kept."""
    draft = reply.value if isinstance(step, Ask | Challenge) else ""
    match reply.kind:
        case "back":
            return WentBack(key=step.key if draft else "", draft=draft) if state.can_go_back else None
        case "quit" if not isinstance(step, ReadBack):
            return AnswerDrafted(key=step.key, value=draft) if draft else None
        case "finish":
            return InterviewFinished()
    return ThoughtParked(text=_in_one(reply.value)) if reply.value or reply.kind == "park" else None


def _on_list(key: str, reply: Reply) -> InterviewEvent | None:
    """What was done at a list or to one of its entries, which `key` names; None where nothing was."""
    flow, entry = entry_of(key)
    match reply.kind:
        case "add":
            return EntryRequested(flow=flow)
        case "close":
            return ListClosed(flow=flow)
        case "remove":
            return EntryRemoved(flow=flow, entry=entry)
        case "move":
            return EntryMoved(flow=flow, entry=entry, place=int(_in_one(reply.value)))
    return None


def _not_offered(step: Ask, state: InterviewState) -> tuple[str, ...]:
    """Links that were there before and that this question doesn't offer, such as one made by hand: they stay."""
    offered = {option.value for option in step.options}
    return tuple(one for one in state.earlier.get(step.key, ()) if one not in offered)


def _in_one(answer: Answer) -> str:
    """An answer as one text."""
    return answer if isinstance(answer, str) else "\n".join(answer)
