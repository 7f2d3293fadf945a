"""The times that chats put beside names: where in a line one is, whatever language and order the program writes it in."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_RELATIVE: Final = (
    "today|yesterday|heute|gestern|vorgestern|aujourd['’]hui|hier|avant-hier|hoy|ayer|oggi|ieri|hoje|ontem|vandaag|gisteren|"
    "i ?dag|i ?går|dziś|dzisiaj|wczoraj|dnes|včera|bugün|dün|сегодня|вчера|今天|昨天|今日|昨日|오늘|어제"
)
_WEEKDAYS: Final = (
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|"
    "lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|"
    "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|"
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
)
_CONNECTOR: Final = r"at|um|gegen|à|a las|a la|alle|alle ore|às|om|kl\.?|klo|o|o godz\.?|,|·|•|\|"
_HALF: Final = r"[AaPp]\.?\s?[Mm]\b\.?|Uhr|[Hh]\b|vorm\.|nachm\.|上午|下午|午前|午後|오전|오후"
_CLOCK: Final = rf"(?:(?:{_HALF})\s?)?\d{{1,2}}[:h]\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,3}})?)?(?!\d|:\d)(?:\s?(?:{_HALF}))?"
_CLOCK_WITH_DAY: Final = rf"(?:{_CLOCK}|\d{{1,2}}\.\d{{2}}(?:\.\d{{2}})?(?![\d.]))"
_MONTH: Final = r"[^\W\d_]{3,10}\.?"
_DATE: Final = (
    r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\.?|\d{1,2}\.\s?\d{1,2}\.|\d{1,2}[/-]\d{1,2}(?!\d)|\d{4}年\d{1,2}月\d{1,2}日|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s(?:de\s)?{_MONTH}(?:,?\s(?:de\s)?\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
)
_DAY: Final = rf"(?:(?:{_WEEKDAYS})\.?,?\s+)?(?:{_DATE}|{_RELATIVE})|(?:{_WEEKDAYS})\.?"
_BETWEEN: Final = rf"[,.]?\s*(?:(?:{_CONNECTOR})\s*)?"
_STAMP: Final = re.compile(
    rf"(?<![\w:.,/-])(?P<open>[\[(])?\s*"
    rf"(?:(?P<day>{_DAY})\b{_BETWEEN}{_CLOCK_WITH_DAY}|(?:(?:{_CONNECTOR})\s+)?{_CLOCK}(?:,?\s+(?P<later>{_DAY})(?!\w))?)"
    r"\s*(?P<close>[\])])?(?!\w)",
    re.IGNORECASE,
)
_DAY_ALONE: Final = re.compile(rf"[\W_]*(?:{_DAY})[\W_]*", re.IGNORECASE)
_PERHAPS: Final = re.compile(r"\d[:.hH]\d")
"""What every time has; most lines are done with it."""
_CUE_TIME: Final = r"(?:\d+:)?\d{1,2}:\d\d[.,]\d{3}"
_CUE: Final = re.compile(rf"{_CUE_TIME}\s*(?:-->|,)\s*{_CUE_TIME}(?:\s.*)?")

_WIDEST: Final = 160
"""Characters at the beginning of a line among which a time of a header is."""


class Stamped(NamedTuple):
    """A line with a time in it: what stands before and behind it, whether it is in brackets, names a day, or seconds."""

    before: str
    after: str
    in_brackets: bool = False
    has_day: bool = False
    has_seconds: bool = False

    @property
    def is_alone(self) -> bool:
        return not self.before and not self.after


def stamped(line: str) -> Stamped | None:
    """The time that a chat's header may have, and what is around it; None for a line without one."""
    if not _PERHAPS.search(line[:_WIDEST]):
        return None
    if _CUE.fullmatch(line):
        return Stamped("", "", has_seconds=True)
    found = _STAMP.search(line[:_WIDEST])
    if found is None:
        return None
    in_brackets = bool(found["open"] and found["close"])
    before, after = line[: found.start()].strip(), line[found.end() :].strip()
    has_seconds = re.search(r"\d[:h]\d\d:\d\d", found[0]) is not None
    return Stamped(before, after, in_brackets, bool(found["day"] or found["later"]), has_seconds)


def is_day(line: str) -> bool:
    """Whether a line is nothing but a day, as chats put one between the messages of two days."""
    return len(line) < 60 and _DAY_ALONE.fullmatch(line) is not None
