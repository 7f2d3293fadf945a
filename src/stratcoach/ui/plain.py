"""Asks by plain lines: for screen readers, dumb terminals and pipes. Nothing is ever repainted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

from stratcoach.errors import UserError
from stratcoach.flow.answer import Answer
from stratcoach.flow.protocol import Ask, Challenge, Keep, Menu, Option, Pick, ReadBack, Reply, Step
from stratcoach.flow.replies import Refused, checked
from stratcoach.flow.templates import quote
from stratcoach.messages import Message, Text
from stratcoach.ui import interview_texts
from stratcoach.ui.clean import clean
from stratcoach.ui.keyboard import InputEnded, Keyboard
from stratcoach.ui.lines import PlainLines, Width, Write, width_of
from stratcoach.ui.prompting import Prompting, offer_meant
from stratcoach.ui.typed_choices import meant, not_among, parts

ReadLine = Callable[[], str]
"""Returns the next line without its line break; raises `EOFError` at the end."""

_COMMANDS = {
    ":back": "back",
    ":skip": "skip",
    ":unknown": "unknown",
    ":quit": "quit",
    ":?": "unknown",
    ":q": "quit",
    ":b": "back",
}


class Plain(Prompting):
    """A prompter that reads lines and writes lines."""

    exit_status = 130

    def __init__(self, read: ReadLine, write: Write, width: Width = 78) -> None:
        super().__init__(interview_texts.in_lines)
        self._read = read
        page = PlainLines(write, width)
        self._line, self._lines, self._numbered = page.line, page.lines, page.numbered
        self._told_commands = False
        self._kept: tuple[str, list[str]] = ("", [])
        self._entered: list[str] = []
        self._keep: Keep | None = None
        self._as_kept = ""

    def put(self, step: Step, keep: Keep | None = None) -> Reply:
        self._entered, self._as_kept = [], ""
        self._keep = None if isinstance(step, Ask) and step.options else keep
        try:
            return self._put(step)
        except EOFError:
            return Reply("quit", "\n".join(self._entered) if isinstance(step, Ask | Challenge) else "")

    def keep(self, half: str = "") -> None:
        """Keep the lines of this answer so far, with the one that is `half` typed, and those that came just before it; a command is none."""
        *whole, last = half.split("\n")
        typed = whole if last.startswith(":") else [*whole, last]
        so_far = "\n".join([*self._entered, *filter(None, (clean(line, lines=False) for line in typed))])
        if self._keep is not None and so_far != self._as_kept:
            self._as_kept = so_far
            self._keep(so_far)

    def say(self, text: Text) -> None:
        self._lines(text)

    # ---- asking

    def _ask(self, step: Ask) -> Reply:
        self._line()
        self._line(interview_texts.place(step.place))
        if step.opening:
            self._lines(step.opening)
            self._line()
        self._lines(step.ask)
        if step.about:
            self._line(step.about)
        for draft in step.beside:
            self._line(f"{draft.title}:", "  ")
            for line in draft.lines:
                self._line(line, "    ")
        chosen = step.suggested if step.options else ""
        self._numbered(step.options, chosen)
        if step.kind == "links":
            self._line(Message("screen.type_numbers"))
        elif step.options:
            self._line(Message("screen.type_a_number"))
        if step.offers:
            self._line(interview_texts.CAME_UP)
            self._numbered(tuple(Option(offer, offer) for offer in step.offers), "")
            self._line(Message("screen.number_or_own_words"))
        if step.suggested:
            self._line(Message("screen.enter_keeps", suggested=interview_texts.suggestion(step)))
            if step.kind in ("long", "texts"):
                self._line(Message("screen.type_add"))
        elif step.enter_skips and not step.enter_agrees:
            self._line(Message("screen.enter_none") if step.kind == "links" else Message("screen.enter_skips"))
        if step.kind in ("long", "texts"):
            self._line(interview_texts.LONG_PLAIN if step.kind == "long" else interview_texts.LIST_PLAIN)
        if not self._told_commands:
            self._told_commands = True
            self._lines(interview_texts.PLAIN_COMMANDS)
        return self._answer(step)

    def _answer(self, step: Ask) -> Reply:
        """Read until something usable was typed."""
        while True:
            typed = self._typed(step)
            if isinstance(typed, Reply):
                return typed
            if step.kind == "links" and (unknown := not_among(step, typed)):
                self._line(Message("screen.not_among_these", typed=quote(unknown, 40)))
                continue
            raw: Answer = self._chosen(step, typed) if step.options else typed
            if offer := offer_meant(step, typed):
                self._line(Message("screen.you_wrote", answer=(raw := offer)))
            if reply := self._taken(step, raw if typed.strip() else step.suggested):
                return reply

    def _taken(self, step: Ask, raw: Answer) -> Reply | None:
        """Take an answer and say back what was understood, or say why it can't be taken."""
        reply = checked(step, Reply("answer", raw))
        if isinstance(reply, Refused):
            self._line(reply.message)
            return None
        if reply.kind != "answer" and raw:
            self._line(interview_texts.instead(reply.kind))
        elif isinstance(raw, str) and (understood := interview_texts.read_as(step, raw, reply.value)):
            self._line(understood)
        return reply

    def _typed(self, step: Ask) -> str | Reply:
        """Read one answer, or a command."""
        lines = self._kept[1] if self._kept[0] == step.key else []
        self._kept, self._entered = ("", []), lines
        many = step.kind in ("long", "texts")
        while True:
            line = self._one_line(step, lines)
            if many and line == ":add" and step.suggested and not lines:
                lines += step.suggested.splitlines() if isinstance(step.suggested, str) else step.suggested
                self._line(interview_texts.ADD_PLAIN)
                continue
            if command := self._command(line, step):
                if command.kind == "park":
                    self._kept = (step.key, lines)
                if command.kind in ("back", "quit"):
                    return command._replace(value="\n".join(lines))
                if command.kind != "answer":
                    return command
                continue
            line = line[1:] if line.startswith("::") else line
            if not many:
                return line
            if line == "." or (not line and not lines and (step.suggested or step.enter_skips)):
                return "\n".join(lines)
            lines.append(line)
            self.keep()

    def _one_line(self, step: Ask, lines: list[str]) -> str:
        """The next line. What was half typed when the input ended is kept; several lines that arrived at once are one answer."""
        many = step.kind in ("long", "texts")
        try:
            raw = self._read()
        except InputEnded as half:
            if half.text.strip() and not step.options:
                lines += [clean(one, lines=False) for one in (half.text.split("\n") if many else [half.text])]
            raise
        if "\n" in raw and many:
            *before, raw = raw.split("\n")
            lines += [clean(one, lines=False) for one in before]
        elif "\n" in raw:
            return self._confirmed(step, clean(raw, lines=False), lines)
        return clean(raw, lines=False)

    def _confirmed(self, step: Ask, text: str, lines: list[str]) -> str:
        """Ask about several lines that arrived at once where one was expected: they don't answer the questions that follow."""
        if step.options:
            self._line(interview_texts.PASTED_INTO_LIST)
            return self._one_line(step, [])
        self._line(interview_texts.pasted(text))
        try:
            line = clean(self._read(), lines=False)
        except EOFError:
            lines.append(text)
            raise
        return line or text

    def _command(self, line: str, step: Ask) -> Reply | None:
        """What a line that begins with a colon asks for; an `answer` means that it was dealt with here."""
        if line.strip() == "?":
            line = ":help"
        if not line.startswith(":") or line.startswith("::"):
            return None
        word, _, rest = line.partition(" ")
        if word == ":help":
            self._help(step)
        elif word == ":park" and rest.strip():
            return Reply("park", rest.strip())
        elif word in _COMMANDS:
            reply = checked(step, Reply(_COMMANDS[word]))  # type: ignore[arg-type]
            if isinstance(reply, Reply):
                return reply
            self._line(reply.message)
        else:
            self._line(Message("screen.unknown_command", commands=interview_texts.HINT_PLAIN))
        return Reply("answer")

    def _help(self, step: Ask) -> None:
        self._lines(interview_texts.help_of(step))
        for title, examples in ((interview_texts.GOOD_EXAMPLES, step.good), (interview_texts.WEAK_EXAMPLES, step.weak)):
            if examples:
                self._line(title)
                for example in examples:
                    self._line(f"- {example}", "  ", "    ")
        self._line(interview_texts.HINT_PLAIN)

    def _chosen(self, step: Ask, typed: str) -> Answer:
        """Turn typed numbers, or the beginning of a text, into the values they mean."""
        if step.kind == "links":
            return tuple(found for part in parts(step, typed) if (found := meant(step, part)))
        return meant(step, typed) or typed

    def _challenge(self, step: Challenge) -> Reply:
        self._line()
        if step.is_known:
            self._line(interview_texts.place(step.ask.place))
        self._line(interview_texts.as_it_is(step))
        self._lines(interview_texts.challenge(step))
        self._lines(step.question)
        self._line(interview_texts.keep_or_change(step, has_draft=False))
        while True:
            typed = self._typed(step.ask)
            if isinstance(typed, Reply):
                return typed
            if not typed.strip() or typed.strip() == step.answer.strip():
                return Reply("keep")
            if reply := self._taken(step.ask, typed):
                return reply

    # ---- lists and the end

    def _menu(self, step: Menu) -> Reply:
        self._line()
        self._line(interview_texts.place(step.place))
        self._line(interview_texts.menu_title(step))
        for number, entry in enumerate(step.entries, 1):
            self._line(f"{number}. {entry.label}", "  ", "     ")
        self._line(Message("screen.menu_of_lines", count=len(step.entries)))
        while True:
            line = clean(self._read(), lines=False)
            if reply := self._menu_reply(step, line):
                return reply
            self._line(Message("screen.type_one_of"))

    def _menu_reply(self, step: Menu, line: str) -> Reply | None:
        words = line.lower().split()
        if not words:
            return Reply("close")
        numbers = [int(word[:6]) - 1 for word in words[1:] if word.isascii() and word.isdigit()]
        entries = [step.entries[number] for number in numbers if 0 <= number < len(step.entries)]
        match words[0]:
            case ":back" | ":quit" | ":q" | ":b":
                return Reply(_COMMANDS[words[0]])  # type: ignore[arg-type]
            case ":park" if len(words) > 1:
                return Reply("park", line.split(" ", 1)[1])
            case "add":
                return Reply("add")
            case "remove" if len(entries) == 1:
                return Reply("remove", key=entries[0].value)
            case "move" if len(numbers) == 2 and len(entries) == 2:
                return Reply("move", str(numbers[1]), key=entries[0].value)
            case "change" if len(entries) == 1:
                return Reply("change", key=entries[0].value)
        return None

    def _pick(self, step: Pick) -> Reply:
        self._line(interview_texts.WHICH_ANSWER)
        for number, part in enumerate(step.options, 1):
            self._line(f"{number}. {part.label}", "  ", "     ")
            if part.more:
                self._line(part.more, "     ")
        self._line(Message("screen.type_number_or_leave"))
        line = clean(self._read(), lines=False)
        if line.isascii() and line.isdigit() and 1 <= int(line[:6]) <= len(step.options):
            return Reply("answer", step.options[int(line[:6]) - 1].value)
        return Reply("back")

    def _read_back(self, step: ReadBack) -> Reply:
        self._line()
        self._line(interview_texts.place(step.place))
        self._lines(step.ask)
        for chain in step.chains:
            self._line()
            for line in chain.lines:
                self._line(f"{line.lead}: {line.text or interview_texts.READ_BACK_GAP}", "", "    ")
        self._line()
        self._line(interview_texts.still_asked(step))
        for still in step.asked:
            self._line(f"- {interview_texts.one_asked(still)}", "  ", "    ")
        if more := interview_texts.more_asked(step):
            self._line(more)
        if step.parked:
            self._line(interview_texts.PARKED)
        for thought in step.parked:
            self._line(f"- {thought}", "  ", "    ")
        self._line()
        while True:
            self._line(Message("screen.write_or_change"))
            answer = clean(self._read(), lines=False)
            typed = answer.lower()
            if not typed:
                return Reply("finish")
            if typed in _COMMANDS and typed not in (":skip", ":unknown", ":?"):
                return Reply(_COMMANDS[typed])  # type: ignore[arg-type]
            if typed == "change":
                return Reply("change")
            if len(typed) > 1 and not typed.startswith(":"):
                return Reply("park", answer)


def for_standard_input() -> Plain:
    """Ask on the terminal; where the output goes elsewhere, on standard error, so that results stay apart from talk."""
    if sys.stdin is None:
        raise UserError(Message("screen.no_input"), Message("screen.no_input_hint"))
    stream = sys.stdout if sys.stdout.isatty() else sys.stderr
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  without it a terminal cuts a line at 4,095 characters

    def write(line: str) -> None:
        print(line, file=stream, flush=True)

    keyboard = Keyboard(stream, write)
    keyboard.listen()
    plain = Plain(keyboard.read, write, width_of(stream))
    keyboard.watch(plain.keep)
    return plain
