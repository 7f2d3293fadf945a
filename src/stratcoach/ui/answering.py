"""Replies from an answers file, for an interview that runs unattended."""

from __future__ import annotations

from stratcoach.errors import UserError
from stratcoach.files.answers import Answers, Given
from stratcoach.flow.accepting import Refused, accept
from stratcoach.flow.model import Answer
from stratcoach.flow.protocol import Ask, Challenge, Done, Menu, Pick, ReadBack, Reply, Step
from stratcoach.flow.templates import quote
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
        self.read_as: list[str] = []

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
        if given is None:
            if not step.can_skip:
                raise UserError(f"{self._answers.name} doesn't answer “{step.ask}”.", f"Add the answer for `{step.key}`.")
            return Reply("skip")
        if given.unknown:
            if not step.can_not_know:
                raise UserError(
                    f"{given.where}: this question needs an answer; `unknown` isn't possible here.", "Choose what comes closest."
                )
            return Reply("unknown")
        return self._accepted(step, given, self._raw(step, given))

    def _detail(self, step: Ask, given: Given | None, part: str) -> Reply:
        told = given.unknown if given and part == "text" else dict(given.details).get(part, "") if given else ""
        return self._accepted(step, given, told) if told and given else Reply("skip")

    def _better(self, step: Challenge) -> Reply:
        given = self._answers.given.get(step.key)
        tried = self._tried.get(step.key, 0) + 1
        if given is None or tried >= len(given.tries):
            return Reply("keep")
        self._tried[step.key] = tried
        return self._accepted(step.ask, given, given.tries[tried])

    def _raw(self, step: Ask, given: Given) -> Answer:
        if step.kind == "links":
            return tuple(self._linked(step, given, told) for told in (given.many or given.tries))
        if step.kind == "texts":
            return given.many or given.tries
        if given.many and step.kind != "long":
            raise UserError(f"{given.where}: this question takes one answer, not a list.", "Write it as one text.")
        return "\n".join(given.many) if given.many else given.tries[0]

    def _linked(self, step: Ask, given: Given, told: str) -> str:
        if told.isascii() and told.isdigit() and 1 <= int(told[:6]) <= len(step.options):
            return step.options[int(told[:6]) - 1].value
        found = [option for option in step.options if told.lower() in (option.more or option.label).lower()]
        if len(found) != 1:
            what = f"`{told}` matches {len(found)} earlier answers" if found else f"`{told}` matches no earlier answer"
            offered = tuple(f"  {number}. {option.label}" for number, option in enumerate(step.options, 1))
            raise UserError(f"{given.where}: {what}.", "Use more words, or a number.", offered)
        return found[0].value

    def _accepted(self, step: Ask, given: Given, raw: Answer) -> Reply:
        accepted = accept(step, raw)
        if isinstance(accepted, Refused) and accepted.meant:
            return Reply(accepted.meant, accepted.unsure)
        if isinstance(accepted, Refused):
            offered = ", ".join(option.value for option in step.options) if step.kind in ("choice", "agenda") else ""
            close = like(str(raw), [option.value for option in step.options]) if offered else ""
            meant = f" Did you mean {close}?" if close else ""
            raise UserError(f"{given.where}: {accepted.message}", f"The options are: {offered}.{meant}" if offered else "")
        if isinstance(raw, str) and (told := read_as(step, raw, accepted)) and not understand(raw):  # it counts from today
            self.read_as.append(f"{given.where}: “{quote(raw, 40)}”. {told}")
        return Reply("answer", accepted)
