"""Replies from an answers file, for an interview that runs unattended."""

from __future__ import annotations

from stratcoach.errors import UserError
from stratcoach.files.answers import Answers, Given
from stratcoach.flow.answer import Answer
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, Pick, ReadBack, Reply, Step
from stratcoach.flow.replies import Refused, checked
from stratcoach.flow.templates import quote
from stratcoach.messages import NOTHING, Message
from stratcoach.model.dates import understand
from stratcoach.model.likeness import like
from stratcoach.ui.interview_texts import read_as


class FromAnswers:
    """Gives the reply to each step. Questions that the file doesn't answer are left out, as a person might leave them."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._tried: dict[str, int] = {}
        self._added: dict[str, int] = {}
        self.asked: set[str] = set()
        self.read_as: list[Message] = []

    def __call__(self, step: Step) -> Reply:
        match step:
            case Ask():
                return self._answer(step)
            case Challenge():
                return self._better(step)
            case Menu():
                return self._one_more(step)
            case ReadBack():
                return Reply("finish")
            case Pick() | Done():
                return Reply("quit")

    def _one_more(self, step: Menu) -> Reply:
        """Add what the file has more; not again where nothing came of the last one, because its main question isn't answered."""
        made = len(step.entries)
        if self._answers.entries.get(step.key, 0) <= made or self._added.get(step.key) == made:
            return Reply("close")
        self._added[step.key] = made
        return Reply("add")

    def _answer(self, step: Ask) -> Reply:
        key, _, part = step.key.partition("?")
        self.asked.add(key)
        given = self._answers.given.get(key)
        if part:
            return self._detail(step, given, part)
        if given is None or (given.is_empty and step.kind != "links"):
            if not step.can_skip:
                raise UserError(
                    Message("interview.file_lacks_answer", path=self._answers.name, question=step.ask),
                    Message("interview.add_answer_for", key=step.key),
                )
            return Reply("skip")
        if given.unknown:
            if not step.can_not_know:
                raise UserError(
                    Message("interview.file_cannot_be_unknown", where=given.where), Message("interview.file_choose_closest")
                )
            return Reply("unknown")
        return self._accepted(step, given, self._raw(step, given))

    def _detail(self, step: Ask, given: Given | None, part: str) -> Reply:
        text = given.unknown if given and part == "text" else dict(given.details).get(part, "") if given else ""
        return self._accepted(step, given, text) if text and given else Reply("skip")

    def _better(self, step: Challenge) -> Reply:
        given = self._answers.given.get(step.key)
        tried = self._tried.get(step.key, 0) + 1
        if given is None or tried >= len(given.tries):
            return Reply("keep")
        self._tried[step.key] = tried
        return self._accepted(step.ask, given, given.tries[tried])

    def _raw(self, step: Ask, given: Given) -> Answer:
        if step.kind == "links":
            return tuple(self._linked(step, given, text) for text in (given.many or given.tries))
        if step.kind == "texts":
            return given.many or tuple(given.tries[0].splitlines())
        if given.many and step.kind != "long":
            raise UserError(Message("interview.file_takes_one_answer", where=given.where), Message("interview.file_one_text"))
        return "\n".join(given.many) if given.many else given.tries[0]

    def _linked(self, step: Ask, given: Given, text: str) -> str:
        if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= len(step.options):
            return step.options[int(text[:6]) - 1].value
        found = [option for option in step.options if text.lower() in f"{option.more or option.label}".lower()]
        if len(found) != 1:
            offered = tuple(f"  {number}. {option.label}" for number, option in enumerate(step.options, 1))
            raise UserError(
                Message("interview.file_matches_answers", where=given.where, text=text, count=len(found)),
                Message("interview.file_more_words"),
                offered,
            )
        return found[0].value

    def _accepted(self, step: Ask, given: Given, raw: Answer) -> Reply:
        """The reply, or an error; of a date in other words, which one was understood is noted, because it counts from today."""
        reply = checked(step, Reply("answer", raw))
        if isinstance(reply, Refused):
            raise UserError(Message("interview.file_refused", where=given.where, reason=reply.message), _offered(step, raw))
        if reply.kind == "answer" and isinstance(raw, str) and not understand(raw) and (date := read_as(step, raw, reply.value)):
            self.read_as.append(Message("interview.file_read_as", where=given.where, text=quote(raw, 40), date=date))
        return reply


def _offered(step: Ask, raw: Answer) -> Message:
    """What there is to choose from, and what may have been meant."""
    if step.kind not in ("choice", "agenda"):
        return NOTHING
    values = tuple(option.value for option in step.options)
    close = like(str(raw), list(values))
    return (
        Message("interview.file_options_close", options=values, close=close)
        if close
        else Message("interview.file_options", options=values)
    )
