"""What is said of something that is turned down: whether anybody wants it at all, why not, and when one would look again."""

from __future__ import annotations

import re
from typing import Final

from stratcoach.language.en.grammar import listed
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.clauses import SMALL
from stratcoach.language.en.reading.sides import is_nothing, nobody_wants

_NO: Final = re.compile(
    r"(?:we\s+)?(?:do\s+not|don['’]?t|will\s+not|won['’]?t|never|no|not|avoid|refuse\s+to)\s+"
    r"(?:(?:accept|add|allow|be|build|deliver|do|give|have|make|offer|provide|run|sell|ship|tolerate|want|write)\s+)?(?:any\s+)?",
    re.IGNORECASE,
)
_THINGS: Final = r"(?:time|capacity|people|staff|resources?|money|budget|bandwidth|hands)"
_NO_MEANS: Final = re.compile(
    rf"(?:because\s+)?(?:(?:we\s+(?:have|lack)|we['’]ve|there\s+(?:is|are)|it\s+needs|lack\s+of)\s+)?(?:no|not\s+enough|too\s+few|too\s+little|limited|lack\s+of|more)?\s*{_THINGS}"
    r"(?:\s+(?:for\s+(?:it|this|that)|right\s+now|at\s+the\s+moment|today))?",
    re.IGNORECASE,
)
_ANYTHING: Final = listed(
    "nothing stuff thing things anything everything something whatever work projects requests wishes features ideas extras distractions topics"
)
_OUTSIDE: Final = listed(
    "no not isn't aren't doesn't don't core really truly quite directly strictly focus focused strategic strategy mission vision scope "
    "priority priorities fit fits serve serves support supports help helps relevant related necessary needed important distract distracts "
    "off outside beyond out else other extra additional random goal goals objective objectives roadmap "
    "useful valuable value essential that's what who belong belongs aligned align"
)
"""How people say that something isn't theirs, without saying what it is."""
_NOT_OURS: Final = listed(
    "it its it's this that is isn't not out of scope our job business focus us for core a the priority what we do don't"
)
_OURS: Final = listed("job business scope focus priority")
_OWN: Final = re.compile(
    r"(?:because\s+|now\s+)?(?:(?:we|our\s+\w+)\s+(?:now\s+|finally\s+|just\s+)?(?:have|has|got|want|need|decided|hired|can|are\s+ready)|we['’]ve|we['’]re\s+ready)"
    r"\b(?!\s+(?:seen|heard|learned|learnt|been|watched|lost))",
    re.IGNORECASE,
)
_NO_EVENT: Final = re.compile(
    r"(?:maybe\s+)?(?:later(?:\s+on)?|some\s?day|never|one\s+day|next\s+year|in\s+(?:the\s+)?future|(?:if|when(?:ever)?|as\s+soon\s+as)\s+"
    rf"(?:we\s+(?:have|get|find)\s+(?:more\s+|the\s+|enough\s+)?{_THINGS}|it\s+(?:makes\s+sense|fits|is\s+needed|becomes\s+important)"
    r"|needed|necessary|possible|things\s+change|we\s+are\s+(?:ready|bigger|done)|we['’]re\s+(?:ready|bigger|done)))",
    re.IGNORECASE,
)


def nobody_asks_for(text: str) -> bool:
    """Whether what is turned down is nothing that anybody would ask for: “No bugs”, “We don't do bad work”, “Nothing”."""
    prose = _left(text)
    return bool(prose.words) and (nobody_wants(prose, read("")) or is_nothing(prose))


def names_nothing(text: str) -> bool:
    """Whether what is turned down could be anything: “We don't do stuff that isn't core”, “Anything off strategy”."""
    said = {token.low for token in _left(text).words}
    outside = _OUTSIDE | ({"business"} if said & {"our", "core"} else set())
    return not said.isdisjoint(_ANYTHING) and said <= _ANYTHING | outside | SMALL


def _left(text: str) -> Prose:
    """What a boundary turns down, without “we don't”."""
    bare = text.strip()
    begun = _NO.match(bare)
    return read(bare[begun.end() :] if begun else bare)


def is_no_reason(text: str) -> bool:
    """Whether a reason only says that there is no time, or that it isn't one's job."""
    bare = _bare(text)
    said = bare.lower().replace("’", "'").split()
    return bool(_NO_MEANS.fullmatch(bare)) or (bool(_OURS.intersection(said)) and _NOT_OURS.issuperset(said))


def is_own_occasion(text: str) -> bool:
    """Whether a reason for the moment is only about those who give it: “We have the budget this year.”"""
    sentences = [one for one in re.split(r"[.;]\s+", _bare(text)) if one]
    return bool(sentences) and all(_OWN.match(one) for one in sentences)


def is_no_event(text: str) -> bool:
    """Whether nobody could notice it happen: “Later”, “When we have time”."""
    parts = re.split(r"[,;]\s*|\s+or\s+", _bare(text))
    return all(_NO_EVENT.fullmatch(part) for part in parts)


def _bare(text: str) -> str:
    return text.strip().rstrip(".!").strip()
