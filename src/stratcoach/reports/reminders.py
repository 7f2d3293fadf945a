"""Texts to paste into a mail or a chat: what everybody is asked before a workshop, and who hasn't answered yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from stratcoach.messages import Message
from stratcoach.model.dates import with_weekday
from stratcoach.model.safe_text import ended, visible
from stratcoach.reports.preparation import Facts
from stratcoach.workshop.answers_ahead import HowFar


class WayIn(NamedTuple):
    """Where people answer: the address with the code in it, and the code alone."""

    address: str
    code: str


def invitation(product: str, facts: Facts, way: WayIn, questions: int) -> str:
    """The text for everybody."""
    lines = [f"{Message('room_ahead.hello_all')}", "", *_what_for(product, facts)]
    lines += [f"{Message('room_ahead.please_answer', count=questions)}", "", *_where(facts, way)]
    return _text(lines)


def reminder(product: str, facts: Facts, way: WayIn, to: HowFar) -> str:
    """The text for somebody who isn't done."""
    lines = [f"{Message('room_ahead.hello', name=to.person)}", "", *_what_for(product, facts)]
    if to.questions:
        lines += [f"{Message('room_ahead.please_answer_rest', count=to.of - to.questions, all=to.of)}"]
        lines += [f"{Message('room_ahead.what_is_there_stays')}", ""]
    else:
        lines += [f"{Message('room_ahead.please_answer', count=to.of)}", ""]
    return _text([*lines, *_where(facts, way)])


def _what_for(product: str, facts: Facts) -> Iterator[str]:
    day = f"{with_weekday(facts.day)}" if facts.day else ""
    when = ", ".join(one for one in (day, facts.hours, facts.place) if one)
    if when:
        yield f"{Message('room_ahead.workshop_is_on', product=product, when=when)}"
    else:
        yield f"{Message('room_ahead.workshop_comes', product=product)}"
    if facts.goal:
        yield f"{Message('room_ahead.goal_is', goal=ended(facts.goal))}"


def _where(facts: Facts, way: WayIn) -> Iterator[str]:
    if facts.deadline:
        yield f"{Message('room_ahead.answer_by', day=with_weekday(facts.deadline))}"
    yield f"{Message('room_ahead.open_page', address=way.address)}"
    yield f"{Message('room_ahead.or_type', code=way.code)}"
    yield ""
    yield f"{Message('room_ahead.thank_you')}"


def _text(lines: list[str]) -> str:
    """Lines that aren't broken, so that they can be pasted anywhere."""
    return "\n".join(map(visible, lines))
