"""Asks in a terminal: Rich shows, Questionary asks. One question at a time, nothing in the way."""

from __future__ import annotations

import os
import sys
from typing import Final

from prompt_toolkit.application import create_app_session

from stratcoach.flow.answer import Answer
from stratcoach.flow.protocol import Ask, Challenge, Keep, Menu, Pick, ReadBack, Reply, Step
from stratcoach.flow.replies import Refused, checked
from stratcoach.messages import Message, Text
from stratcoach.ui import interview_texts
from stratcoach.ui.clean import clean
from stratcoach.ui.editor import edit
from stratcoach.ui.interview_texts import hint_of
from stratcoach.ui.item_lists import MOST_LISTED, mark_many, pick
from stratcoach.ui.keys import ask_text, choose, mark
from stratcoach.ui.narrow import output_on
from stratcoach.ui.offers import choose_offer
from stratcoach.ui.page import Page, marked
from stratcoach.ui.prompting import Prompting
from stratcoach.ui.stop import STOP, LeavePrompt

MOST_SHOWN: Final = 12


class Terminal(Prompting):
    """A prompter for a person at a terminal."""

    def __init__(self) -> None:
        super().__init__(interview_texts.on_terminal)
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self._stream = sys.stdout if sys.stdout.isatty() else sys.stderr
        self._page = Page(self._stream)
        self._tell = self._page.tell
        self._section: Text = ""
        self._asks_from = 0
        self._kept: tuple[str, Answer] = ("", "")
        self._keep: Keep | None = None
        STOP.listen()

    @property
    def exit_status(self) -> int:
        return 128 + STOP.number if STOP.number else 130

    def put(self, step: Step, keep: Keep | None = None) -> Reply:
        self._keep = keep
        if STOP.number:
            return Reply("quit")
        try:
            with create_app_session(output=output_on(self._stream)):
                reply = self._put(step)
                if reply.kind == "back":
                    self._tell(interview_texts.WENT_BACK, "dim", 1)
                return reply
        except OSError:  # the terminal is gone
            return Reply("quit", STOP.draft if isinstance(step, Ask | Challenge) else "")

    def say(self, text: Text) -> None:
        for line in f"{text}".splitlines():
            self._tell(line)

    # ---- telling

    def _head(self, step: Ask | Menu | ReadBack) -> None:
        """Where we are; at the beginning of a step, its title and opening."""
        self._tell()
        opening = step.opening if isinstance(step, Ask) else ""
        if opening or step.place.title != self._section:
            self._section = step.place.title
            self._page.rule(step.place.title)
        if here := interview_texts.place_here(step.place):
            self._tell(here, "dim")
            self._tell()
        if opening:
            for line in f"{opening}".splitlines():
                self._tell(line, hang=2 if line.startswith("–") else 0)
            self._tell()

    # ---- asking

    def _ask(self, step: Ask) -> Reply:
        self._head(step)
        self._asks_from = self._page.lines
        self._tell(step.ask, "bold")
        if step.about:
            self._tell(step.about, "dim")
        if step.beside:
            self._page.side_by_side(step.beside)
        if step.kind == "agenda":
            self._page.options(step.options)
        return self._answer(step, self._draft(step))

    def _draft(self, step: Ask) -> Answer:
        """What is in the prompt at first: what was there when a thought was parked, or today's answer."""
        key, draft = self._kept
        self._kept = ("", "")
        return draft if key == step.key else step.suggested

    def _answer(self, step: Ask, draft: Answer) -> Reply:
        """Ask until something usable came; help, an editor and the list of what else is possible come back here."""
        while True:
            try:
                raw = self._input(step, draft)
            except LeavePrompt as leave:
                left = self._left(step, leave)
                if isinstance(left, Reply):
                    return left
                draft = left
                continue
            reply = checked(step, Reply("answer", raw))
            if isinstance(reply, Refused):
                self._tell(reply.message, "yellow")
                draft = raw
                continue
            self._show_taken(step, raw, reply)
            return reply

    def _show_taken(self, step: Ask, raw: Answer, reply: Reply) -> None:
        """Leave on the screen what was typed, and how it was understood."""
        if reply.kind == "skip" and not raw:
            self._tell(interview_texts.nothing_given(step), "dim", 2)
            return
        if reply.kind != "answer":
            self._echo(step, raw)
            self._tell(interview_texts.instead(reply.kind), "dim", 2)
            return
        self._echo(step, raw if step.kind == "date" else reply.value)
        if isinstance(raw, str) and (understood := interview_texts.read_as(step, raw, reply.value)):
            self._tell(understood, "dim", 3)

    def _input(self, step: Ask, draft: Answer) -> Answer:
        options = [(option.value, option.label) for option in step.options]
        empty = interview_texts.hint(step, empty=True)
        if step.kind == "links":
            chosen = draft if isinstance(draft, tuple) else ()
            if len(options) > MOST_LISTED:
                return mark_many(self._page, options, chosen)
            with STOP.keeping(self._keep):
                return mark(self._page.titles(options), chosen, interview_texts.hint(step), above=self._above, empty=empty)
        if step.options:
            options = [("", interview_texts.LEAVE_OUT), *options] if step.enter_skips else options
            suggested, first = draft if isinstance(draft, str) else "", 0 if step.enter_skips else 1
            return choose(self._page.titles(options), suggested, interview_texts.hint(step), above=self._above, first=first)
        if step.offers and draft == step.suggested:
            self._tell(interview_texts.CAME_UP, "dim")
            return choose_offer(step, self._page, self._keep, self._above)
        lines = step.kind in ("long", "texts")
        text = "\n".join(draft) if isinstance(draft, tuple) else draft
        with STOP.keeping(self._keep):
            return ask_text(text, interview_texts.hint(step), lines=lines, empty=empty)

    @property
    def _above(self) -> int:
        """How many lines have to stay in view above a list: the question, and what was said since."""
        return self._page.lines - self._asks_from

    def _left(self, step: Ask, leave: LeavePrompt) -> Reply | Answer:
        """What to do when a prompt was left: a reply, or the draft with which to ask again."""
        match leave.what:
            case "back":
                return Reply("back", leave.draft if isinstance(leave.draft, str) else "")
            case "quit":
                return Reply("quit", leave.draft)
            case "help":
                self._help(step)
            case "editor":
                return self._edited(step, leave.draft)
            case "more":
                return self._more(step, leave.draft)
        draft: Answer = leave.draft
        return draft

    def _more(self, step: Ask, draft: Answer) -> Reply | Answer:
        """Everything else that can be done at a question."""
        options: list[tuple[str, Text]] = [("", Message("screen.back_to_question"))]
        options += [("skip", interview_texts.LEAVE_OUT)] if step.can_skip else []
        options += [("unknown", interview_texts.DONT_KNOW)] if step.can_not_know else []
        options += [("park", Message("screen.park_for_later"))] if step.can_park else []
        options += [("help", Message("screen.help_and_examples") if step.good or step.weak else Message("screen.help"))]
        options += [("editor", Message("screen.write_in_editor"))] if not step.options else []
        options += [("quit", Message("room.stop_here") if step.can_park else Message("screen.stop"))]
        try:
            first = "skip" if step.can_skip and not draft else ""
            chosen = choose(_written(options), first, hint_of(interview_texts.HINT_NESTED), nested=True)
        except LeavePrompt as leave:
            return Reply("quit", draft) if leave.what == "quit" else draft
        match chosen:
            case "skip" | "unknown":
                self._tell(interview_texts.instead(chosen), "dim", 2)
                return Reply("skip" if chosen == "skip" else "unknown")
            case "park":
                parked = self._park()
                if parked and parked.kind == "quit":
                    return Reply("quit", draft)
                self._kept = (step.key, draft) if parked else self._kept
                return parked or draft
            case "help":
                self._help(step)
            case "editor":
                return self._edited(step, draft)
            case "quit":
                return Reply("quit", draft)
        return draft

    def _park(self) -> Reply | None:
        self._tell(interview_texts.PARK_ASK, "bold")
        try:
            text = ask_text("", hint_of(interview_texts.HINT_PARK), lines=False)
        except LeavePrompt as leave:
            return Reply("quit", "") if leave.what == "quit" else None
        return Reply("park", text) if text else None

    def _edited(self, step: Ask, draft: Answer) -> Answer:
        if step.options:
            return draft
        edited = edit("\n".join(draft) if isinstance(draft, tuple) else draft, step.ask)
        if edited.note:
            self._tell(edited.note, "yellow")
        return edited.text if step.kind in ("long", "texts") else " ".join(edited.text.split())

    def _help(self, step: Ask) -> None:
        self._tell()
        if texts := interview_texts.help_of(step):
            self._tell(texts, indent=2)
        for title, examples in ((interview_texts.GOOD_EXAMPLES, step.good), (interview_texts.WEAK_EXAMPLES, step.weak)):
            if examples:
                self._tell(title, "dim", 2)
                for example in examples:
                    self._tell(f"– {example}", indent=4, hang=2)
        self._tell()
        self._asks_from = self._page.lines
        self._tell(step.ask, "bold")

    def _echo(self, step: Ask, answer: Answer) -> None:
        """Leave the answer on the screen, wrapped at words."""
        labels = {option.value: option.label for option in step.options}
        for one in answer if isinstance(answer, tuple) else (answer,):
            self._tell(f"› {labels.get(one, one)}", "cyan", 1, 2)

    def _challenge(self, step: Challenge) -> Reply:
        if step.is_known:
            self._head(step.ask)
        else:
            self._tell()
        if step.words in step.answer and step.words not in ("", step.answer):
            self._tell(marked(step.answer, step.words), indent=2)
        self._tell(interview_texts.challenge(step), indent=2)
        self._tell(step.question, "bold", 2)
        self._tell(interview_texts.keep_or_change(step, has_draft=True), "dim", 2)
        return self._answer(step.ask, self._draft(step.ask))

    # ---- lists and the end

    def _menu(self, step: Menu) -> Reply:
        self._head(step)
        self._tell(interview_texts.menu_title(step), "bold")
        hidden = max(0, len(step.entries) - MOST_SHOWN)
        if hidden:
            self._tell(Message("screen.before_these", count=hidden), "dim", 2)
        for number, entry in enumerate(step.entries[hidden:], hidden + 1):
            self._tell(f"{number}. {entry.label}", indent=2, hang=3)
        options: list[tuple[str, Text]] = [("close", Message("screen.continue")), ("add", step.more)]
        options += [("change", Message("screen.change_one")), ("remove", Message("screen.remove_one"))] if step.entries else []
        options += [("move", Message("screen.change_order"))] if len(step.entries) > 1 else []
        while True:
            try:
                chosen = choose(_written(options), "add" if step.lacking else "close", hint_of(interview_texts.HINT_LIST))
                reply = self._menu_reply(step, chosen)
            except LeavePrompt as leave:
                if leave.what in ("back", "quit"):
                    return Reply(leave.what)
                if leave.what == "more" and (parked := self._park()):
                    return parked
                continue
            if reply is not None:
                return reply

    def _menu_reply(self, step: Menu, chosen: str) -> Reply | None:
        if chosen in ("close", "add"):
            return Reply(chosen)  # type: ignore[arg-type]
        labels = {entry.value: entry.label for entry in step.entries}
        handle = pick(self._page, list(labels.items()), interview_texts.which_one(chosen))
        if handle is None:
            return None
        if chosen == "remove":
            return Reply("remove", key=handle)
        if chosen == "change":
            return Reply("change", key=handle)
        others = [label for value, label in labels.items() if value != handle]
        after = ((str(number), Message("screen.after", entry=label)) for number, label in enumerate(others, 1))
        places: list[tuple[str, Text]] = [("0", Message("screen.first")), *after]
        place = pick(self._page, places, interview_texts.where_to(labels[handle]))
        return Reply("move", place, key=handle) if place else None

    def _pick(self, step: Pick) -> Reply:
        try:
            chosen = pick(
                self._page, [(part.value, f"{part.label}  {part.more}") for part in step.options], interview_texts.WHICH_ANSWER
            )
        except LeavePrompt:
            return Reply("quit")
        return Reply("answer", chosen) if chosen else Reply("back")

    def _read_back(self, step: ReadBack) -> Reply:
        self._head(step)
        self._tell(step.ask, "bold")
        for chain in step.chains:
            self._page.chain(chain)
            if reply := self._read_aloud():
                return reply
        self._tell(interview_texts.still_asked(step), "bold")
        for still in step.asked:
            self._tell(f"– {interview_texts.one_asked(still)}", indent=2, hang=2)
        if more := interview_texts.more_asked(step):
            self._tell(more, "dim", 2)
        if step.parked:
            self._tell(interview_texts.PARKED, "bold")
        for thought in step.parked:
            self._tell(f"– {thought}", indent=2, hang=2)
        self._tell()
        while True:
            try:
                ends: list[tuple[str, Text]] = [
                    ("finish", Message("screen.write_the_file")),
                    ("change", Message("screen.change_first")),
                ]
                chosen = choose(_written(ends), "finish", hint_of(interview_texts.HINT_LIST))
                return Reply("finish" if chosen == "finish" else "change")
            except LeavePrompt as leave:
                if leave.what in ("back", "quit"):
                    return Reply(leave.what)

    def _read_aloud(self) -> Reply | None:
        """Wait until the screen has been read, before it scrolls away."""
        while True:
            try:
                answer = clean(ask_text("", hint_of(interview_texts.HINT_READ), lines=False), lines=False)
            except LeavePrompt as leave:
                if leave.what in ("back", "quit"):
                    return Reply(leave.what, clean(str(leave.draft), lines=False) if leave.what == "quit" else "")
            else:
                return Reply("park", answer) if answer else None  # what comes to mind while it is read isn't lost


def _written(options: list[tuple[str, Text]]) -> list[tuple[str, str]]:
    return [(value, f"{title}") for value, title in options]
