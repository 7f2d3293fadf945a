"""What somebody would do at each step, taken from an answers file: as replies, as plain lines, as keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from stratcoach.files.answers import load_answers
from stratcoach.flow.events import InterviewEvent
from stratcoach.flow.interview import Interview
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, ReadBack, Reply, Step
from stratcoach.ui.answering import FromAnswers
from tests.flows import LIBRARY
from tests.person import DOWN, ENTER, SPACE, TAB, Person
from tests.printed import wording

BACK = wording("keys.back", **{"key.back": "Shift-Tab"})
CONTINUE = wording("keys.enter_continues", **{"key.enter": "Enter"})
_MORE = wording("keys.more", ways="other", **{"key.more": "Tab"})

EXAMPLES = Path(__file__).parents[1] / "examples"


class Act(NamedTuple):
    """One step and what is done at it."""

    step: Step
    reply: Reply
    event: InterviewEvent

    def lines(self) -> list[str]:
        """As it is typed by plain lines."""
        reply, step = self.reply, self.step
        match reply.kind:
            case "answer":
                ask = step.ask if isinstance(step, Challenge) else step
                assert isinstance(ask, Ask)
                if ask.options:
                    values = [option.value for option in ask.options]
                    chosen = reply.value if isinstance(reply.value, tuple) else (reply.value,)
                    return [", ".join(str(values.index(one) + 1) for one in chosen)]
                if ask.kind in ("long", "texts"):
                    return [*(reply.value if isinstance(reply.value, tuple) else reply.value.split("\n")), "."]
                assert isinstance(reply.value, str)
                return [reply.value]
            case "keep" | "close" | "finish":
                return [""]
            case "add":
                return ["add"]
        return [f":{reply.kind}"]

    def keys(self) -> list[str]:
        """As it is typed at a terminal."""
        reply, step = self.reply, self.step
        if reply.kind in ("add", "close") and isinstance(step, Menu):
            is_second = bool(step.lacking) == (reply.kind == "close")  # what is still lacking is offered first
            return [DOWN, ENTER] if is_second else [ENTER]
        if reply.kind in ("keep", "finish"):
            return [ENTER]
        if reply.kind in ("skip", "unknown"):
            return [TAB, "2" if reply.kind == "skip" else "3", ENTER]
        ask = step.ask if isinstance(step, Challenge) else step
        assert isinstance(ask, Ask)
        if ask.kind == "links":
            keys = []
            for option in ask.options:
                keys += [SPACE] if option.value in reply.value else []
                keys.append(DOWN)
            return [*keys, ENTER]
        if ask.options:
            values = [option.value for option in ask.options]
            assert isinstance(reply.value, str)
            return [DOWN] * values.index(reply.value) + [ENTER]
        text = reply.value if isinstance(reply.value, str) else "\n".join(reply.value)
        drafted = ask.suggested if isinstance(ask.suggested, str) else "\n".join(ask.suggested)
        cleared = ["\x01\x0b", *["\x7f\x01\x0b"] * drafted.count("\n")] if isinstance(step, Challenge) or drafted else []
        end = [ENTER, ENTER] if ask.kind in ("long", "texts") else [ENTER]
        return [*cleared, f"\x1b[200~{text}\x1b[201~", *end]

    def at(self, person: Person) -> None:
        """Wait until this step is due and its prompt is up, then do what is done."""
        if isinstance(self.step, ReadBack):
            person.sees(CONTINUE)
            person.types(*[ENTER for _ in self.step.chains])
        person.sees(self.shows())
        person.sees(BACK if self.step.key != "start.agenda" else _MORE)
        person.types(*self.keys())

    def shows(self) -> str | re.Pattern[str]:
        """A part of what is on the screen when this step is due."""
        step = self.step
        match step:
            case Ask():
                text = f"{step.ask}"
            case Challenge():
                text = f"{step.question}"
            case Menu():
                return wording("screen.so_many_so_far")
            case ReadBack():
                return wording("screen.write_the_file")
            case Done():
                text = ""
        return " ".join(text.split()[-5:])


@cache
def rehearse(answers: Path) -> tuple[Act, ...]:
    """Every step of the interview with an answers file, with the reply to it; played once for all tests."""
    return tuple(played(answers))


def played(answers: Path) -> Iterator[Act]:
    """Go through the interview with an answers file, which may have no end."""
    answering = FromAnswers(load_answers(answers, LIBRARY))
    interview = Interview(LIBRARY)
    step = interview.step()
    while not isinstance(step, Done):
        reply = answering(step)
        event = interview.submit(step, reply)
        assert isinstance(event, InterviewEvent)
        yield Act(step, reply, event)
        interview.apply(event)
        step = interview.step()
