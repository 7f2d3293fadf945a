"""What is pasted from chats: made-up talks in every layout, language and line end come out as notes with their authors."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from stratcoach.files.incoming import tidy
from stratcoach.workshop import chat_paste
from stratcoach.workshop.note_import import read_lines
from stratcoach.workshop.people import read_people

PEOPLE = read_people("Ana, Ben (senior), Lee, Jörg Weiß, Søren, María José, 田中")
FULL = {
    "Ana": "Ana López", "Ben": "Ben O'Neil", "Lee": "Lee Chen", "Jörg Weiß": "Jörg Weiß", "Søren": "Søren de Vries",
    "María José": "María José Ruiz", "田中": "田中",
}  # fmt: skip
THOUGHTS = [
    "Nurses look for the key at seven", "nobody knows who has it", "10 of 14 patients ask three times", "at 10:30 the bus was full",
    "Three things: keys, time, doors", "Der Schlüssel fehlt jeden Morgen", "ils attendent devant la porte", "鍵がいつも見つからない",
    "Why does nobody write down who took the key from the box?", "we lost 4:30 h last week", "Monday is the worst day of all",
]  # fmt: skip


class Message(NamedTuple):
    """What somebody wrote at a minute of the morning, in one line or several."""

    author: str
    minute: int
    lines: tuple[str, ...]


class Language(NamedTuple):
    """How a program writes times and the words around them."""

    clock: Callable[[int], str]
    day: str
    date: str
    yesterday: str
    frame: tuple[str, str, str]
    edited: str
    replies: str


def _24(minute: int) -> str:
    return f"{10 + minute // 60}:{minute % 60:02}"


LANGUAGES = {
    "English": Language(lambda m: f"{_24(m)} AM", "Today at", "11/24/2026", "Yesterday at", ("From", "to", "Everyone"), "edited", "3 replies"),
    "British": Language(_24, "Today at", "24/11/2026", "Yesterday", ("From", "to", "Everyone"), "edited", "1 reply"),
    "German": Language(_24, "Heute um", "24.11.26", "Gestern um", ("Von", "an", "Alle"), "bearbeitet", "2 Antworten"),
    "Uhr": Language(lambda m: f"{_24(m)} Uhr", "heute,", "24. November", "gestern,", ("Von", "An", "alle"), "bearbeitet", "2 Antworten"),
    "French": Language(lambda m: _24(m).replace(":", "h"), "Aujourd’hui à", "24 nov. 2026", "hier à", ("De", "à", "Tout le monde"), "modifié", "3 réponses"),
    "Spanish": Language(lambda m: f"{_24(m)} a. m.", "hoy a las", "24/11/26", "ayer a las", ("De", "a", "Todos"), "editado", "2 respuestas"),
    "Italian": Language(_24, "oggi alle", "24/11/26", "ieri alle", ("Da", "a", "Tutti"), "modificato", "2 risposte"),
    "Dutch": Language(_24, "vandaag om", "24-11-2026", "gisteren om", ("Van", "aan", "Iedereen"), "bewerkt", "2 reacties"),
    "Japanese": Language(lambda m: f"午前{_24(m)}", "今日", "2026/11/24", "昨日", ("From", "to", "Everyone"), "edited", "2 replies"),
    "ISO": Language(_24, "2026-11-24", "2026-11-24", "2026-11-23", ("From", "to", "Everyone"), "edited", "2 replies"),
}  # fmt: skip


def _each(write: Callable[[Message, Language], str], between: str = "\n") -> Callable[[Sequence[Message], Language], str]:
    return lambda talk, language: between.join(write(one, language) for one in talk)


def _joined(one: Message, indent: str = "") -> str:
    return "\n".join(f"{indent}{line}" for line in one.lines)


def _name(one: Message) -> str:
    return FULL[one.author]


def _initials(one: Message) -> str:
    return "".join(word[0] for word in _name(one).split()).upper()


def _slack_with_runs(talk: Sequence[Message], language: Language) -> str:
    """A name once for all that somebody writes in a row, then the time alone."""
    lines, before = [f"{language.date}"], ""
    for one in talk:
        lines += [language.clock(one.minute)] if one.author == before else ["", f"{_name(one)}  {language.clock(one.minute)}"]
        lines += [*one.lines[:-1], f"{one.lines[-1]} ({language.edited})"]
        before = one.author
    return "\n".join([*lines, language.replies])


LAYOUTS = {
    "Zoom, saved": _each(lambda m, w: f"10:{m.minute:02}:11 {w.frame[0]} {_name(m)} {w.frame[1]} {w.frame[2]}:\n{_joined(m, chr(9))}"),
    "Zoom, saved, older": _each(lambda m, w: f"10:{m.minute:02}:11\t {w.frame[0]} {_name(m)} : {_joined(m)}"),
    "Zoom, copied": _each(lambda m, w: f"{_name(m)} to Everyone {w.clock(m.minute)}\n{_joined(m)}", "\n\n"),
    "Zoom, transcript": _each(lambda m, _: f"{m.minute}\n00:{m.minute:02}:01.000 --> 00:{m.minute:02}:04.000\n{_name(m)}: {_joined(m)}", "\n\n"),
    "Teams, copied": _each(lambda m, w: f"[{w.date} {w.clock(m.minute)}] {_name(m)}\n{_joined(m)}"),
    "Teams, newer": _each(lambda m, w: f"{_name(m)}\n{w.date} {w.clock(m.minute)}\n{_joined(m)}"),
    "Teams, colon": _each(lambda m, w: f"[{w.clock(m.minute)}] {_name(m)}: {_joined(m)}"),
    "Teams, transcript": _each(lambda m, _: f"{_name(m)}   0:{m.minute:02}\n{_joined(m)}"),
    "Teams, voices": _each(lambda m, _: f"00:00:{m.minute:02}.000 --> 00:01:{m.minute:02}.000\n" + "\n".join(f"<v {_name(m)}>{x}</v>" for x in m.lines), "\n\n"),
    "Meet": _each(lambda m, w: f"{_name(m)}\n{w.clock(m.minute)}\n{_joined(m)}"),
    "Meet, with a blank": _each(lambda m, w: f"{_name(m)}\n\n{w.clock(m.minute)}\n\n{_joined(m)}", "\n\n"),
    "Meet, saved": _each(lambda m, _: f"00:{m.minute:02}:11.000,00:{m.minute:02}:21.000\n{_name(m)}: {_joined(m)}", "\n\n"),
    "Slack": _each(lambda m, w: f"{_name(m)}\n  {w.clock(m.minute)}\n{_joined(m)}"),
    "Slack, pictures": _each(lambda m, w: f"{_name(m)}\n{_name(m)}\n  {w.clock(m.minute)}\n{_joined(m)}\n\n:+1: 1\n"),
    "Slack, badges": _each(lambda m, w: f"{_name(m)}\nAPP\n  {w.clock(m.minute)}\n{_joined(m)}"),
    "Slack, away": _each(lambda m, w: f"{_name(m)}\n:palm_tree:\n  {w.clock(m.minute)}\n{_joined(m)}\n🎉\n"),
    "Slack, runs": _slack_with_runs,
    "Slack, yesterday": _each(lambda m, w: f"{_name(m)} {w.yesterday} {w.clock(m.minute)}\n{_joined(m)}"),
    "initials": _each(lambda m, w: f"{_initials(m)}\n{_name(m)} (Guest)\n{w.clock(m.minute)}\n{_joined(m)}"),
    "Discord": _each(lambda m, w: f"{_name(m)} — {w.day} {w.clock(m.minute)}\n{_joined(m)}"),
    "Discord, older": _each(lambda m, w: f"{_name(m)} — {w.date} {w.clock(m.minute)}\n{_joined(m)}", "\n\n"),
    "WhatsApp, Android": _each(lambda m, w: f"{w.date}, {w.clock(m.minute)} - {_name(m)}: {_joined(m)}"),
    "WhatsApp, iPhone": _each(lambda m, w: f"[{w.date}, {w.clock(m.minute)}] {_name(m)}: {_joined(m)}"),
    "Telegram": _each(lambda m, w: f"{_name(m)}, [{w.date} {w.clock(m.minute)}]\n{_joined(m)}", "\n\n"),
    "Webex": _each(lambda m, w: f"from {_name(m)} to everyone:    {w.clock(m.minute)}\n{_joined(m)}"),
    "Webex, space": _each(lambda m, w: f"{_name(m)} {w.clock(m.minute)}\n{_joined(m)}", "\n\n"),
    "time above": _each(lambda m, w: f"{w.clock(m.minute)}\n{_name(m)}\n{_joined(m)}"),
    "time before": _each(lambda m, w: f"{w.clock(m.minute)} {_name(m)}\n{_joined(m)}"),
    "IRC": _each(lambda m, _: "\n".join(f"[{_24(m.minute)}] <{m.author.split()[0]}> {x}" for x in m.lines)),
    "last name first": _each(lambda m, w: f"{', '.join(reversed(_name(m).split(maxsplit=1)))}  {w.clock(m.minute)}\n{_joined(m)}"),
}  # fmt: skip
"""Each way in which programs write a talk down."""


def talk_of(seed: int) -> list[Message]:
    """Six messages of three people; one of them writes two in a row."""
    draw = random.Random(seed)
    people = draw.sample(sorted(FULL), 3)
    turns = [people[0], people[1], people[1], people[2], people[0], people[1]]
    thoughts = draw.sample(THOUGHTS, len(turns) + 2)
    talk = [Message(who, 3 + 2 * at, (thoughts.pop(),)) for at, who in enumerate(turns)]
    at = draw.randrange(6)
    talk[at] = talk[at]._replace(lines=(*talk[at].lines, thoughts.pop()))
    return talk


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_talk_comes_out_as_its_notes_whatever_wrote_it_down(layout: str) -> None:
    for seed, language in enumerate(LANGUAGES.values()):
        talk = talk_of(seed)
        ends = ["\n", "\r\n", "\r", "\u2028"][seed % 4]
        text = tidy(LAYOUTS[layout](talk, language).replace("\n", ends))
        notes = [note for note in read_lines(text, PEOPLE) if not note.doubt]
        assert [(note.author, note.text) for note in notes] == [(one.author, line) for one in talk for line in one.lines]


GUESTS = [Message("Ana", 3, ("Keys get lost each month",)), Message("Ana", 4, ("Nobody asks where they are",))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_names_of_people_who_are_not_in_the_list_are_not_shown_either(layout: str) -> None:
    text = LAYOUTS[layout](GUESTS, LANGUAGES["British"])
    notes = [note for note in read_lines(text, read_people("Zoe, Max")) if not note.doubt]
    assert [note.text for note in notes] == [line for one in GUESTS for line in one.lines]


NOTICES = {
    "WhatsApp": "24.11.26, 10:00 - Messages and calls are end-to-end encrypted.\n24.11.26, 10:01 - Ana: Keys get lost each month\n",
    "Meet": "You\n10:41 AM\nKeys get lost each month\nHover over a message to pin it\nkeep\nAna\n10:42 AM\n+1\n"
    "Hover over a message to pin it\nkeep\n",
    "Discord": "pianist99 — Today at 10:23\nKeys get lost each month\n",
    "edited": "Priya Nair, 10:23 AM, Edited\nKeys get lost each month\n",
    "joined": "[10:01:02] Ana joined\n[10:01:05] Ana: Keys get lost each month\n[10:02:00] Ana left the meeting\n",
    "a room (private)": "Ana 10:23\nKeys get lost each month\nok\n",
    "nickname": "Zoe\n10:50 AM\nKeys get lost each month\n",
}


@pytest.mark.parametrize("kind", NOTICES)
def test_what_the_program_wrote_waits_and_what_a_person_wrote_is_a_note(kind: str) -> None:
    notes = [note for note in read_lines(NOTICES[kind], PEOPLE) if not note.doubt]
    assert [note.text for note in notes] == ["Keys get lost each month"]


PLAIN = [
    "10:30 the bus was full\n10:45 it was late again\n11:00 nobody came",
    "14:02 Bus: full\nFrom Monday to Friday: closed\nFor Ana: we need it\nFriday 14:04\nThen they leave",
    "Monday 10:30 the first patient waits\nTuesday 10:30 nobody is there",
    "Opening at 10:30 is too late\nClosing at 18:00 is too early",
    "Cost: 4:1 against us\nRatio 10:30",
    "Ward 3\n10:30 round\nnobody knows the way",
    "Keys:\nThey get lost\nDoors:\nThey are heavy",
    "Ana\u2019s team waits 10:30 to 11:00\nBen waits, too",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_list_of_notes_that_holds_times_stays_as_it_is(text: str) -> None:
    assert [note.text for note in read_lines(text, PEOPLE)] == text.splitlines()


def test_a_long_text_is_read_in_a_moment_and_nothing_is_a_header_that_has_no_time() -> None:
    text = "a\n" * 10_000 + "10:30 " * 20_000
    assert sum(1 for _ in chat_paste.said(text, PEOPLE)) == 10_001


def test_no_name_and_no_time_is_left_in_any_layout() -> None:
    shown = [
        note.text
        for layout in LAYOUTS.values()
        for language in LANGUAGES.values()
        for note in read_lines(layout(GUESTS, language), PEOPLE)
        if not note.doubt
    ]
    assert not [text for text in shown if re.search(r"Ana|López|\d", text)]
