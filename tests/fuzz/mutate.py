"""Makes new cases out of old ones: by lines, words, YAML and JSON structure, hostile characters, and blindly by bytes."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

NASTY: Final = (
    "\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x1b", "\x1c", "\x7f", "\x85", "\x9b31m", "\xa0", "\xad",
    "\u0301" * 40, "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202eabc", "\u2066", "\ufeff", "\ufffe", "\uffff", "\u3000",
    "\U000e0041", "\U0010ffff", "👩‍👩‍👧", "🏴\U000e0067\U000e0062\U000e007f", "é", "e\u0301", "ß", "İ", "ı", "ǅ", "Σς", "ﬁ", "日本語",
    "שלום", "مرحبا", "१२३", "²", "½", "①", "Ⅷ", "٣", "\udc80", "\udcff", "\ud800", "9" * 30, "9" * 5000, "-1", "1e309", "0x1F", "1_000",
    "NaN", "Infinity", "1.10.0", "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "12:61", "100%", "1% ", "3 of 0", "1/0", "<<", "<<: *a",
    "&a", "*a", "!!python/object:os.system", "!x", "? ", "- ", ": ", "#", " #", "---", "...", "%YAML 9", "|", ">", "|2-", "{", "[", "]", "}",
    '"', "'", '"""', "\\", "\\x1b", "\\u202e", "\\U00110000", "`", "```", "<!--", "-->", "<script>", "</script>", "&amp;", "](javascript:x)",
    "![x](y)", "@everyone", "::error::x", "##[group]", "=cmd()", "\t", "\r", "\r\n", "\n", "\n\n", " ", "  ", "\n  ", "\n    ", ",", ";", ",,", "|||",
    "null", "~", "true", "no", "x-own", "x-: 1", "../x", "/etc/passwd", "C:\\x", "a" * 300, "from to and between ", "and ", "to ", "( ", "((((", "::", ":",
)  # fmt: skip
"""What readers stumble over: controls, marks nobody sees, half characters, numbers out of range, the syntax of other places."""

_WORD: Final = re.compile(r"\w+|[^\w\s]", re.UNICODE)
_KEY: Final = re.compile(r"^(\s*(?:- )?)([\w-]+):(.*)$")

Change = Callable[[str], str]


class Mutator:
    """Changes a text in ways that readers of such texts may not expect. `words` come from all seeds of a target."""

    def __init__(self, chance: random.Random, words: Sequence[str], kind: str, most: int) -> None:
        self.chance = chance
        self.words = words or ("word",)
        self.most = most
        general: list[Change] = [
            self.take_out, self.double, self.put_nasty, self.put_nasty, self.put_word, self.swap_word, self.swap_word,
            self.cut, self.line_out, self.line_twice, self.lines_swapped, self.line_ends, self.pump, self.join_lines, self.number,
        ]  # fmt: skip
        special: dict[str, list[Change]] = {
            "yaml": [self.indent, self.block_twice, self.block_twice, self.key, self.value, self.value, self.value, self.deep],
            "json": [self.in_json, self.in_json, self.in_json, self.in_json, self.in_json, self.deep],
            "words": [self.swap_word, self.put_word, self.double],
        }
        self.changes = general + special.get(kind, [])

    def changed(self, data: bytes, others: Sequence[bytes]) -> bytes:
        """A case out of another one, with now and then a part of a third."""
        if self.chance.random() < 0.06:
            return self._blind(data)[: self.most]
        text = data.decode("utf-8", "surrogateescape")
        if self.chance.random() < 0.1:
            text = self._crossed(text, self.chance.choice(others).decode("utf-8", "surrogateescape"))
        for _ in range(self.chance.choice((1, 1, 1, 2, 2, 3, 5, 9))):
            text = self.chance.choice(self.changes)(text)
        try:
            raw = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:  # half a character, which a mutation may leave behind
            raw = text.encode("utf-8", "surrogatepass")
        return raw[: self.most]

    def _blind(self, data: bytes) -> bytes:
        raw = bytearray(data)
        for _ in range(self.chance.choice((1, 1, 2, 4, 16))):
            at, end = self._span(len(raw), 8)
            match self.chance.randrange(4):
                case 0:
                    raw[at:at] = self.chance.randbytes(self.chance.choice((1, 1, 2, 4)))
                case 1:
                    del raw[at:end]
                case 2 if raw:
                    raw[min(at, len(raw) - 1)] ^= 1 << self.chance.randrange(8)
                case _:
                    raw[at:at] = raw[at:end] * self.chance.choice((1, 2, 50))
        return bytes(raw)

    def _crossed(self, text: str, other: str) -> str:
        mine, theirs = text.split("\n"), other.split("\n")
        at, end = self._span(len(theirs), 30)
        place = self.chance.randint(0, len(mine))
        return "\n".join([*mine[:place], *theirs[at:end], *mine[place + self.chance.choice((0, end - at)) :]])

    def _span(self, length: int, most: int = 40) -> tuple[int, int]:
        at = self.chance.randint(0, max(length, 0))
        return at, min(length, at + self.chance.randint(1, most))

    # ---- characters and words

    def take_out(self, text: str) -> str:
        at, end = self._span(len(text))
        return text[:at] + text[end:]

    def double(self, text: str) -> str:
        at, end = self._span(len(text), 60)
        return text[:end] + text[at:end] + text[end:]

    def put_nasty(self, text: str) -> str:
        at = self.chance.randint(0, len(text))
        return text[:at] + self.chance.choice(NASTY) + text[at:]

    def put_word(self, text: str) -> str:
        at = self.chance.randint(0, len(text))
        return f"{text[:at]}{self.chance.choice(('', ' '))}{self.chance.choice(self.words)}{self.chance.choice(('', ' '))}{text[at:]}"

    def swap_word(self, text: str) -> str:
        at = self.chance.randint(0, len(text))
        found = _WORD.search(text, at) or _WORD.search(text)
        if found is None:
            return text + self.chance.choice(self.words)
        new = self.chance.choice(
            (self.chance.choice(self.words), self.chance.choice(NASTY), found[0].upper(), found[0][::-1], found[0][:-1])
        )
        return text[: found.start()] + new + text[found.end() :]

    def cut(self, text: str) -> str:
        at = self.chance.randint(0, len(text))
        return text[:at] if self.chance.random() < 0.6 else text[at:]

    def number(self, text: str) -> str:
        figures = list(re.finditer(r"\d+", text))
        if not figures:
            return text
        one = self.chance.choice(figures)
        new = self.chance.choice(("0", "-1", "00", "7", "13", "32", "366", "9999", "10000", "1" * 25, "1.5", "1,5", "٣", "²", ""))
        return text[: one.start()] + new + text[one.end() :]

    def pump(self, text: str) -> str:
        """Repeat a short part very often: what is slow in the square of its length shows itself."""
        at, end = self._span(len(text), self.chance.choice((1, 2, 5, 12, 80)))
        part = text[at:end] or self.chance.choice(NASTY)
        room = self.most if self.chance.random() < 0.25 else 600
        return text[:at] + part * (max(room - len(text), 40) // max(len(part.encode("utf-8", "surrogatepass")), 1)) + text[at:]

    # ---- lines

    def _on_lines(self, text: str, change: Callable[[list[str]], None]) -> str:
        lines = text.split("\n")
        change(lines)
        return "\n".join(lines)

    def line_out(self, text: str) -> str:
        lines = text.split("\n")
        at, end = self._span(len(lines), 4)
        return "\n".join(lines[:at] + lines[end:])

    def line_twice(self, text: str) -> str:
        lines = text.split("\n")
        at, end = self._span(len(lines), 6)
        place = self.chance.randint(0, len(lines))
        return "\n".join(lines[:place] + lines[at:end] * self.chance.choice((1, 1, 2, 30)) + lines[place:])

    def lines_swapped(self, text: str) -> str:
        lines = text.split("\n")
        one, other = self.chance.randrange(len(lines)), self.chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        return "\n".join(lines)

    def join_lines(self, text: str) -> str:
        at = text.find("\n", self.chance.randint(0, len(text)))
        return text if at < 0 else text[:at] + self.chance.choice(("", " ", "\t", ": ", "\u2028", "\r")) + text[at + 1 :]

    def line_ends(self, text: str) -> str:
        new = self.chance.choice(("\r\n", "\r", "\n\n", "\u2028", "\x85", "\n\t"))
        if self.chance.random() < 0.3:
            text = f"\ufeff{text}"
        return text.replace("\n", new, self.chance.choice((1, 3, -1)))

    # ---- YAML

    def indent(self, text: str) -> str:
        lines = text.split("\n")
        at, end = self._span(len(lines), 5)
        for place in range(at, end):
            lines[place] = self.chance.choice((f" {lines[place]}", f"  {lines[place]}", lines[place].lstrip(), lines[place][1:]))
        return "\n".join(lines)

    def block_twice(self, text: str) -> str:
        """Repeat an item or a section, once or very often."""
        lines = text.split("\n")
        starts = [place for place, line in enumerate(lines) if line.lstrip().startswith("- ")] or [0]
        at = self.chance.choice(starts)
        depth = len(lines[at]) - len(lines[at].lstrip())
        end = at + 1
        while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > depth):
            end += 1
        return "\n".join(lines[:end] + lines[at:end] * self.chance.choice((1, 1, 2, 3, 40)) + lines[end:])

    def key(self, text: str) -> str:
        return self._keyed(
            text,
            lambda before, name, rest: (
                f"{before}{self.chance.choice((self.chance.choice(self.words), name + 's', 'x-' + name, '', name.upper()))}:{rest}"
            ),
        )

    def value(self, text: str) -> str:
        def other(before: str, name: str, rest: str) -> str:
            word = self.chance.choice(self.words)
            blank = " " * (len(before) + 2)
            new = self.chance.choice((
                "", " ", " ~", " []", " {}", f" [{word}]", f" [{word}, {word}]", f" {{a: {word}}}", f" '{word}'", f' "{word}"', f" {word}",
                f" |\n{blank}{word}\n{blank}{rest}", f" >-\n{blank}{rest}\n\n{blank}{word}", f"\n{blank}- {word}", f"\n{blank}{word}: {word}",
                f" {self.chance.choice(NASTY)}", f' "{self.chance.choice(NASTY)}"', f"{rest} # {word}", f" {self.chance.choice(self.words)} {word} {rest}",
            ))  # fmt: skip
            return f"{before}{name}:{new}"

        return self._keyed(text, other)

    def _keyed(self, text: str, change: Callable[[str, str, str], str]) -> str:
        lines = text.split("\n")
        places = [place for place, line in enumerate(lines) if ":" in line and _KEY.match(line)]
        if places:
            place = self.chance.choice(places)
            found = _KEY.match(lines[place])
            assert found
            lines[place] = change(found[1], found[2], found[3])
        return "\n".join(lines)

    def deep(self, text: str) -> str:
        at = self.chance.randint(0, len(text))
        opening = self.chance.choice(("[", "{a: ", '{"a":', "- ", "[[", "(", "> ", "**"))
        return text[:at] + opening * self.chance.choice((3, 70, 2000)) + text[at:]

    # ---- lines of JSON

    def in_json(self, text: str) -> str:
        lines = text.split("\n")
        place = self.chance.randrange(len(lines))
        try:
            data = json.loads(lines[place])
        except (ValueError, RecursionError):
            try:
                return json.dumps(self._other(json.loads(text)), ensure_ascii=self.chance.random() < 0.5)
            except (ValueError, RecursionError):
                return text
        lines[place] = json.dumps(self._other(data), ensure_ascii=self.chance.random() < 0.5)
        return "\n".join(lines)

    def _other(self, held: Any) -> Any:
        if isinstance(held, dict) and held:
            name = self.chance.choice(list(held))
            match self.chance.randrange(8):
                case 0:
                    return {key: value for key, value in held.items() if key != name}
                case 1:
                    return {**held, self.chance.choice((self.chance.choice(self.words), name + "s")): self._odd()}
                case _:
                    return {**held, name: self._other(held[name])}
        if isinstance(held, list) and held and self.chance.random() < 0.8:
            place = self.chance.randrange(len(held))
            return [*held[:place], self._other(held[place]), *held[place + self.chance.choice((0, 1, 1)) :]]
        if isinstance(held, str) and self.chance.random() < 0.5:
            return self.chance.choice((self.swap_word, self.put_nasty, self.put_word, self.cut, self.number))(held)
        return self._odd()

    def _odd(self) -> Any:
        word = self.chance.choice(self.words)
        return self.chance.choice((
            None, True, 0, -1, 1.5, 10**18, 10**30, float("inf"), "", word, word, self.chance.choice(NASTY), [], {}, [word], [word, word], [None], [[word]], {"a": word},
            "1", "2", "problems#1", "problems#99999999999", "#", ".", "a.b?c", [word] * 200, "²", "1:2", "2026-11-24", "0001-01-01T00:00:00", "9999-12-31T23:59:59+00:00",
        ))  # fmt: skip
