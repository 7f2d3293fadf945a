"""Who is spoken of: persons, and the bodies in which they live and work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final

from stratcoach.language.en.grammar import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, listed
from stratcoach.language.en.prose import bases
from stratcoach.language.lexicon import verbs, words
from stratcoach.language.tokens import Passage, Span, Token

_ENDINGS: Final = (
    *("er", "or", "ist", "ian", "eer", "ee", "eur", "man", "men", "woman", "women", "people", "folk", "children"),
    *("wright", "smith", "mate", "herd", "hand", "guard", "boy", "girl"),
)
_NO_NOUNS: Final = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DETERMINERS | {"to"}
_SEVERAL: Final = ("men", "women", "people", "folk", "children")
_EACH: Final = listed("every each any no all many some few small independent local")
_SERVED: Final = listed("for to every each any no by of between")
_MACHINES: Final = listed("digital virtual ai artificial automated automatic autonomous robotic smart intelligent software voice")
_HELPERS: Final = listed(
    "steward agent assistant helper worker coach tutor butler concierge adviser advisor companion colleague employee manager planner "
    "teacher mentor guide secretary clerk buddy friend nurse doctor analyst operator expert scheduler organiser organizer"
)
_MADE: Final = listed(
    "run own operate manage build make create craft develop design open market sell produce maintain shape invest look"
)
_SMALL_ONES: Final = listed("small smaller independent local each every")
_ABOUT: Final = listed("centric focused friendly facing driven oriented led centred centered first")
_NEVER_BARE: Final = listed(
    "people children men women folk those police staff youth he she her hers him his anyone anybody everyone everybody "
    "someone somebody nobody whoever himself herself"
)


def persons(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield where somebody is named: `nurses`, `every child`, `those who …`, `small shops`; not the thing in “voice control”."""
    known = tokens.known.setdefault(persons, {}) if isinstance(tokens, Passage) else {}
    place, stop = start, len(tokens) if end is None else min(end, len(tokens))
    while place < stop:
        token = tokens[place]
        if token.low in _NOBODY:
            place += 1
            continue
        if place not in known:
            known[place] = _person(tokens, place)
        span, place = known[place]
        if span is not None:
            yield span


def _person(tokens: Sequence[Token], place: int) -> tuple[Span | None, int]:
    """Somebody who is named at a place, or None; and the place from which to look on."""
    if tokens[place].is_number:
        thing = words("tools/tools").at(tokens, place)
        return None, thing.last + 1 if thing else place + 1
    span = words("people/people").at(tokens, place) or _body(tokens, place)
    if span is None and (_is_who(tokens, place) or _ends_like_a_person(tokens, place)):
        span = Span(place, place)
    thing = words("tools/tools").at(tokens, place) or words("people/figures_of_speech").at(tokens, place)
    if thing is not None and (span is None or thing.last > span.last):
        return None, thing.last + 1
    if (
        span is None
        or _is_machine(tokens, span)
        or _is_about(tokens, span.last)
        or _modifies(tokens, span)
        or _is_ours(tokens, span)
    ):
        if span is None and _never_names(tokens[place]):
            _note_nobody(tokens[place].low)
        return None, place + 1
    return span, span.last + 1


def _never_names(token: Token) -> bool:
    """Say whether a word names nobody and begins no tool, wherever it is."""
    if token.low in ("who", "whom") or (token.is_word and _is_trade(token.stem)):
        return False
    return not any(
        words(name).begins(token)
        for name in ("people/people", "people/groups", "people/plural_users", "tools/tools", "people/figures_of_speech")
    )


def _note_nobody(low: str) -> None:
    if len(_NOBODY) >= _MOST_KNOWN:
        _NOBODY.clear()
    _NOBODY.add(low)


_MOST_KNOWN: Final = 4_000
_NOBODY: Final[set[str]] = set()
"""Words that were met and never name anybody: most of all words. Kept, because they are looked for in every sentence."""


def names_somebody(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> bool:
    return next(persons(tokens, start, end), None) is not None


def nobody(tokens: Sequence[Token]) -> bool:
    """Whether there is nobody in a text but whoever writes it: nobody is named, quoted or pointed at, and no share of anybody acts."""
    if not isinstance(tokens, Passage) or not tokens.lows.isdisjoint(_SOMEBODY):
        return False
    return not names_somebody(tokens) and not any(map(_acts_as_a_share, range(len(tokens)), repeat(tokens)))


def _acts_as_a_share(place: int, tokens: Sequence[Token]) -> bool:
    """“77% would feel”, “9/11 put the counter first”: the number does something."""
    if not tokens[place].is_number or place + 1 >= len(tokens):
        return False
    after = tokens[place + 1]
    return (
        after.is_word
        and (after.low in AUXILIARIES or after in verbs("verbs/common_verbs"))
        and after not in verbs("insights/movements")
    )


_SOMEBODY: Final = listed(
    "they them their theirs he she his her him hers i me my you your who whom whose those whoever anyone anybody nobody everyone "
    "everybody someone somebody one people others “"
)


def _is_who(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].low in ("who", "whom") and place > 0


def _is_machine(tokens: Sequence[Token], span: Span) -> bool:
    """`digital stewards`, `a smart crew manager`."""
    if tokens[span.last].stem not in _HELPERS:
        return False
    return any(token.low in _MACHINES for token in tokens[max(0, span.first - 2) : span.first])


def _is_about(tokens: Sequence[Token], place: int) -> bool:
    """`tenant-centric`, `customer-facing`."""
    return tokens[place].glued and place + 1 < len(tokens) and tokens[place + 1].low in _ABOUT


def _modifies(tokens: Sequence[Token], span: Span) -> bool:
    """`customer acquisition`, `patient records`: a bare singular before another noun names no person."""
    token = tokens[span.first]
    several = token.low != token.stem or token.low.endswith(_SEVERAL)
    if span.first != span.last or several or token.low in _NEVER_BARE or span.last + 1 >= len(tokens):
        return False
    if any(one.low in DETERMINERS or one.is_number for one in tokens[max(0, span.first - 2) : span.first]):
        return False
    after = tokens[span.last + 1]
    return after.is_word and after.low not in _NO_NOUNS


def _is_ours(tokens: Sequence[Token], span: Span) -> bool:
    """Those who work for the company: `our team`, `its people`, `the leading providers`."""
    before = [token.low for token in tokens[max(0, span.first - 3) : span.first]]
    if tokens[span.last].stem in ("team", "squad", "people", "employee") and before[-1:] in (["our"], ["its"]):
        return before[-2:-1] != ["of"]  # “each of its people”
    if tokens[span.last] not in words("people/companies"):
        return False
    near = range(max(0, span.first - 5), span.first)
    ranked = any(words(name).at(tokens, place) for name in ("company/superlatives", "company/ranks") for place in near)
    return ranked or (before[-1:] == ["and"] and tokens[span.first - 2] in words("people/companies"))


def _body(tokens: Sequence[Token], place: int) -> Span | None:
    """A body is somebody where it acts or is served. “As quiet as libraries” helps no library; one company is the writer's."""
    token = tokens[place]
    span = words("people/groups").at(tokens, place)
    if span is None and token in words("people/plural_users"):
        several = token.low != token.stem or any(one.low in _EACH for one in tokens[max(0, place - 2) : place])
        several = several or (
            token not in words("company/our_name")
            and place > 0
            and any(one.low in ("a", "an") for one in tokens[max(0, place - 2) : place])
        )
        span = Span(place, place) if several else None
    if span is None:
        return None
    after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    if tokens[span.last].low.endswith(("'s", "’s")) or (after and after in words("tools/tools")):
        return None  # “the charity's costs”, “our classroom app”
    before = tokens[max(0, place - 6) : place]
    if any(one.low in ("be", "become") for one in before[-3:]) and before[-1].low not in ("to", "for"):
        return None  # “to be the theatre that …”: the writer's own
    if token.low == token.stem and after and after.is_word and after.low not in _NO_NOUNS and not _acts(token, after):
        return None  # “no parish register is lost”
    if any(one.low in _SERVED or one in verbs("vision/serving") or _serves(one) for one in before):
        return span
    return span if span.last + 1 < len(tokens) and _acts(token, tokens[span.last + 1]) else None


def _serves(token: Token) -> bool:
    """“We *advise* bakeries”, but not “we *run* bakeries”."""
    return token in verbs("vision/duties") and not any(form in _MADE for form in bases(token.low))


def _acts(body: Token, after: Token) -> bool:
    if body.low in _VENUES and (after.low in AUXILIARIES or any(form in _STANDING for form in bases(after.low))):
        return False  # “the theatre is full”, “the library opens at six”
    if after.low in AUXILIARIES or (after.is_word and after in verbs("verbs/common_verbs")):
        return True
    return body.low != body.stem and after.low in ("who", "that", "in", "with")


_VENUES: Final = listed(
    "theatre theater cinema hall pool gym stadium arena venue station airport church cathedral library museum gallery park zoo opera"
)
"""Where people go: unlike other bodies, they are somebody only where they do what people do."""
_STANDING: Final = listed("open close stand fill sell smell look feel become stay remain belong seem grow shine")


def _ends_like_a_person(tokens: Sequence[Token], place: int) -> bool:
    """Several, or one with an article: `divers`, `a diver`; a bare `diver` may be anything."""
    token = tokens[place]
    if not token.is_word or not _is_trade(token.stem):
        return False
    if token.low == token.stem + "s" or token.low.endswith(_SEVERAL):
        return True
    if token in words("people/companies"):
        return place > 0 and tokens[place - 1].low in _SMALL_ONES  # “the small maker”
    return any(one.low in DETERMINERS for one in tokens[max(0, place - 2) : place])


@lru_cache(maxsize=2048)
def _is_trade(stem: str) -> bool:
    """`beekeeper`, `dentist`, `musician`; not `river`, `sector`, `list`."""
    if len(stem) < 5 or not stem.endswith(_ENDINGS) or stem.endswith(("ment", "imen")):
        return False
    token = Token(stem, stem, 0, 0, "word")
    return all(token not in words(name) for name in ("people/not_people", "tools/tools"))
