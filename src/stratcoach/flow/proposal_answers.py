"""What is said about ideas that somebody asks for: what of the strategy is near to them, what an answer goes against, and the items
that are written because nothing decided.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from stratcoach.flow.answer import Answer
from stratcoach.flow.answer_lookup import View
from stratcoach.flow.model import Flow, Question
from stratcoach.flow.protocol import Option
from stratcoach.flow.question_key import key_of, parse_key
from stratcoach.flow.scales import Scales, alike, what_is_written
from stratcoach.language.en.asking import turned_down
from stratcoach.messages import Message
from stratcoach.model.strategy import Proposal, Strategy

SECTION_NAME: Final = "proposals"
WRITTEN: Final = "written"
OVERRULED: Final = "overruled"
REFUSAL: Final = "refusal"
NAMES: Final = frozenset((WRITTEN, OVERRULED, REFUSAL))
"""What a text or a condition in questions about proposals can refer to, beside the answers: what is written that an answer goes
against, the same where it was overruled, and a boundary that says no to the idea.
"""

_KEPT_TO: Final = ("written_no", "written_yes")
"""The answers that say that what is written holds."""


class ProposalAnswers(View):
    """The part of an assembly that is about proposals."""

    @property
    @abstractmethod
    def _choices(self) -> Strategy:
        """The strategy that follows from the answers, without what was said about proposals."""

    @property
    @abstractmethod
    def ids(self) -> dict[str, str]:
        """The id of every item by its handle."""

    @cached_property
    def _scales(self) -> Scales:
        return Scales(self._choices)

    @cached_property
    def _handle_of(self) -> dict[str, str]:
        return {name: handle for handle, name in self.ids.items()}

    def options(self, question: Question, key: str) -> tuple[Option, ...]:
        found = super().options(question, key)
        about = self.full_text(question.nearest, key) if question.nearest else ""
        if not about:
            return found
        order = {self._handle_of.get(name, ""): place for place, name in enumerate(self._scales.weigh(about).ranked)}
        named = (self._with_noun(option.value) for option in found)
        return tuple(sorted(named, key=lambda option: order.get(option.value, len(order))))

    def _with_noun(self, handle: str) -> Option:
        label = f"{self.label(handle)}"
        named = Message("interview.kind_of_item", noun=self._section_of(handle).noun, text=label)
        return Option(handle, named, f"{self.words(handle)}" if "…" in label else "")

    def _resolve(self, name: str, key: str) -> str:
        at = parse_key(key)
        if name in NAMES and self._is_about_proposals(at.flow):
            return key_of(at.flow, name, at.entry)
        return super()._resolve(name, key)

    def answer(self, key: str) -> Answer | None:
        at = parse_key(key)
        if at.question in NAMES and self._is_about_proposals(at.flow):
            return self._found_out(at.question, at.flow, at.entry) or None
        return super().answer(key)

    def _is_about_proposals(self, flow: str) -> bool:
        return flow in self._library.flows and self._library.flows[flow].section == SECTION_NAME

    def _found_out(self, name: str, flow: str, entry: int) -> str:
        proposal = self._text(key_of(flow, "proposal", entry))
        if name == REFUSAL:
            return turned_down(proposal)
        if name == OVERRULED and str(self._state.answers.get(key_of(flow, "holds", entry), _KEPT_TO[0])) in _KEPT_TO:
            return ""
        return self._written_against(flow, entry)[0]

    def _is_boundary(self, name: str) -> bool:
        return any(one.id == name for one in self._choices.boundaries) if name else False

    def _written_against(self, flow: str, entry: int) -> tuple[str, str]:
        """What is written that a yes or a no goes against, in words, and the id of the item, if it is one."""
        handle = f"{flow}#{entry}"
        if handle not in self._found_against:
            self._found_against[handle] = ("", "")  # what is looked at meanwhile doesn't depend on it
            self._found_against[handle] = self._look_for_what_is_against(flow, entry)
        return self._found_against[handle]

    @cached_property
    def _found_against(self) -> dict[str, tuple[str, str]]:
        return {}

    def _look_for_what_is_against(self, flow: str, entry: int) -> tuple[str, str]:
        proposal = self._text(key_of(flow, "proposal", entry))
        answer = self._state.answers.get(key_of(flow, "answer", entry))
        if not proposal or answer not in ("yes", "no"):
            return "", ""
        marked = self._state.answers.get(key_of(flow, "decided_by", entry)) or ()
        for handle in marked if answer == "yes" else ():
            if self._is_boundary(name := self.ids.get(handle, "")):
                return f"{self.label(handle)}", name
        for ground in self._scales.weigh(proposal).that("against" if answer == "yes" else "for"):
            handle = self._handle_of.get(ground.id, "")
            if answer == "yes" or (ground.section == "trade_offs" and handle not in marked):
                is_two_sided = bool(handle) and ground.section == "trade_offs"
                return f"{self.words(handle) if is_two_sided else what_is_written(ground)}", ground.id
        for one in alike(self._others(flow, entry), proposal):
            if one.proposal.answer in ("yes", "no") and one.proposal.answer != answer:
                return f"{Message('interview.earlier_answer', proposal=one.proposal.proposal, answer=one.proposal.answer)}", ""
        return "", ""

    def _others(self, flow: str, entry: int) -> list[Proposal]:
        """The other proposals, with what was said to them at first."""
        numbers = (number for number in self._state.lists.get(flow, ()) if number != entry)
        return [
            Proposal(proposal=self._text(key_of(flow, "proposal", number)), answer=self._text(key_of(flow, "answer", number)))
            for number in numbers
        ]

    # ---- the proposals themselves

    def proposals(self, base: Strategy) -> tuple[Proposal, ...]:
        """The proposals as the file has them."""
        flows = [flow for flow in self._library.flows.values() if flow.section == SECTION_NAME]
        made = [self._proposal(flow, number) for flow in flows for number in self._state.lists.get(flow.id, ())]
        return tuple(_with_last_answers([one for one in made if one.proposal])) if flows else base.proposals

    def _proposal(self, flow: Flow, number: int) -> Proposal:
        known = self._base_proposal(flow, number)
        fields = self._fields(flow, number, known)
        one = known.replace(**fields)
        return one.replace(
            answer=one.answer or "open", decided_by=tuple(dict.fromkeys(filter(None, self._deciding(flow, number, known))))
        )

    def _deciding(self, flow: Flow, number: int, known: Proposal) -> Iterator[str]:
        """The ids of what decides a proposal: what holds against the answer, else what was chosen and what was written for it."""
        holds = self._state.answers.get(key_of(flow.id, "holds", number))
        against = self._written_against(flow.id, number)[1] if holds else ""
        if holds in _KEPT_TO and against:
            yield against
            return
        key = key_of(flow.id, "decided_by", number)
        if known.decided_by and key not in self._state.improved:  # as the file has it, be it of an OKR
            yield from known.decided_by
        else:
            yield from (self.ids[handle] for handle in self._state.answers.get(key) or () if handle in self.ids)
        if self._is_boundary(against):
            yield against
        yield from (self.ids[made] for section in sorted(flow.makes) if (made := f"{flow.id}#{number}+{section}") in self.ids)
        for question in flow.questions:
            here = key_of(flow.id, question.id, number)
            if question.rewords and self.answer(here) and self.meets(question.when, here):
                yield self.ids.get(f"{self.answer_near(question.rewords, here)}", "")

    @abstractmethod
    def _fields(self, flow: Flow, number: int, blank: Any) -> dict[str, Any]: ...

    @abstractmethod
    def _base_proposal(self, flow: Flow, number: int) -> Proposal: ...

    @abstractmethod
    def _section_of(self, handle: str) -> Any: ...


def _with_last_answers(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """The proposals without those that were open and have been asked once more, in the same words."""
    for place, one in enumerate(proposals):
        later = any(other.proposal == one.proposal for other in proposals[place + 1 :])
        if not (later and one.answer == "open"):
            before = next((other.date for other in proposals[:place] if other.proposal == one.proposal), "")
            yield one.replace(date=one.date or before) if one.answer == "open" else one


def dated_proposals(strategy: Strategy, before: tuple[Proposal, ...], day: str) -> Strategy:
    """The strategy in which proposals have the day on which they got their answer; those that had it `before` keep theirs."""
    answers = {one.proposal: one.answer for one in before}

    def is_old(one: Proposal) -> bool:
        return answers[one.proposal] == one.answer if one.proposal in answers else bool(one.date)

    return strategy.replace(proposals=tuple(one if is_old(one) else one.replace(date=day) for one in strategy.proposals))
