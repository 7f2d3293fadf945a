"""What stands on paper about somebody, and what tells how they live or work: weak signs, weighed together.

A segment in which nobody does, needs or lives through anything is a segment on paper, however long it is: a persona with age, job
and income, a firm by employees and sector, a list of trades.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import AUXILIARIES, DETERMINERS, NEGATIONS, PREPOSITIONS, SMALL_NUMBERS, listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import either, verbs, words
from stratcoach.language.tokens import Passage, Token

Tokens = Sequence[Token]

LIVED: Final = 2
"""From this weight on a text tells something of how somebody lives or works."""
_SUBJECTS: Final = listed("who that which whose they he she it you whom")
_TIMES: Final = listed(
    "when whenever while because until unless although though if since whether where wherever so after before during"
)
_NO_INFINITIVES: Final = listed("be school work date market house end")
_COMPARED: Final = listed("fewer more less under over at between up about around minimum max min maximum")
_DENIED: Final = NEGATIONS - {"without", "no"}
_ONCE: Final = listed("recently newly just freshly currently already still often always usually mostly")
_BEGINNINGS: Final = frozenset(("•", "\n", "|", ".", ";", "*", "(", "→", ":", "—", "–", "-", ","))
_BEHIND_ACTS: Final = (DETERMINERS | PREPOSITIONS | SMALL_NUMBERS.keys() | {"everything", "anything", "things", "well"}) - {"of"}
_PEOPLE: Final = (
    *("users/demographics", "users/sides", "users/offices"),
    *("people/people", "people/groups", "people/plural_users", "people/companies"),
)
_HEADED: Final = frozenset((":", "|", "*"))
_TOLD: Final = listed("who when because he she they whose")
_EARLY: Final = 4
_SHARES: Final = 2
_GROUPS: Final = listed("people those anyone anybody everyone everybody staff women men children one")
_LOOKED: Final = 5
_NOUN_LOOKED: Final = 6


def on_paper_only(prose: Prose) -> bool:
    """Say whether a segment names somebody by nothing but age, place, size, income, title or trade."""
    tokens = prose.tokens
    if _is_profile(tokens) or _is_statistics(tokens):
        return True
    return _somebody_on_paper(tokens) and lived(tokens) < LIVED


def each_on_paper(prose: Prose, named: Sequence[Token]) -> bool:
    """A list in which each has a figure and nobody does anything: “Cubs (8–10), Scouts (11–14)”. It is about paper, not about several."""
    numbers = sum(1 for token in prose.tokens if token.is_number)
    return (numbers > _SHARES or numbers >= len(named)) and lived(prose.tokens) < LIVED


def _is_profile(tokens: Passage) -> bool:
    """Headings such as “Demographics:”, “Age: 36”, and none about a need."""
    if any(has_any(tokens[span.last + 1 : span.last + 4], _HEADED) for span in words("users/need_labels").find(tokens)):
        return False
    labels = [
        span for span in words("users/paper_labels").find(tokens) if has_any(tokens[span.last + 1 : span.last + 3], _HEADED)
    ]
    return bool(labels) and (labels[0].first <= _EARLY or len(labels) > 1) and not has_any(tokens, _TOLD)


def _is_statistics(tokens: Passage) -> bool:
    """“Men make up 84%, 21% live on the coast”: shares of what stands on paper."""
    shares = sum(1 for token in tokens if token.low.endswith("%"))
    return shares >= _SHARES and sum(1 for token in tokens if token in words("users/statistics")) >= _SHARES


def in_a_situation(prose: Prose) -> bool:
    """A segment is narrowed by what happens to somebody: a time (“when …”), something that is not so, a need, or a figure of theirs."""
    tokens = prose.tokens
    if words("users/lived").first(tokens) is not None or figures(tokens):
        return True
    return any(
        (token.low in _TIMES and token.low != "whether" and _is_situation(tokens, place)) or token.low in _DENIED
        for place, token in enumerate(tokens)
    )


def uses_it(prose: Prose) -> bool:
    """Somebody has the thing in their own hands: they log in, fill it in, use it every day; not “doesn't log in”."""
    tokens = prose.tokens
    found = words("users/own_use").find(tokens)
    return any(not has_any(tokens[max(0, span.first - 3) : span.first], NEGATIONS) for span in found)


def _somebody_on_paper(tokens: Passage) -> bool:
    """A sign of paper besides words such as “in” and “with”, or somebody at all."""
    if next(persons(tokens), None) is not None or figures(tokens):
        return True
    return any(_is_on_paper(tokens, place) for place, token in enumerate(tokens) if token.is_word and token.low not in SMALL)


def lived(tokens: Passage) -> int:
    """How much a text tells of what somebody does, needs or lives through."""
    if words("users/lived").first(tokens) is not None:
        return LIVED
    weight = has(tokens, "“") + 0
    for place, token in enumerate(tokens):
        weight += _weight(tokens, place, token)
        if weight >= LIVED:
            return weight
    return weight


def _weight(tokens: Passage, place: int, token: Token) -> int:
    if token.low.partition("'")[0] in _SUBJECTS and not _is_department(tokens, place):
        return LIVED * _acts(tokens, place + 1)
    if token.low in _TIMES:
        return LIVED * _is_situation(tokens, place)
    if token.low == "to":
        return LIVED * _is_infinitive(tokens, place)
    if token.low in ("with", "without", "no", "lacking"):
        return (
            LIVED * (token.low == "with" and has_noun_of_life(tokens, place + 1))
            + (token.low != "with")
            + (token.low == "without")
        )
    if token.low in NEGATIONS:
        return LIVED * (not has_any(tokens[place + 1 : place + 2], _COMPARED))
    return LIVED * (token.is_word and (_is_doing(tokens, place) or _is_finite(tokens, place)))


def _is_department(tokens: Passage, place: int) -> bool:
    """“*IT* managers”, “*IT* decision makers”."""
    after = tokens[place + 1 : place + 2]
    opens = place == 0 or tokens[place - 1].low in ("our", "the")
    return (
        opens
        and tokens[place].low == "it"
        and any(token in either("users/titles", "users/offices", "people/departments") for token in after)
    )


def _is_situation(tokens: Passage, place: int) -> bool:
    """“When it rains”, “after a death”; not “since 2019”, “if any”, “over 65 or so”."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is not None and after.is_word and after.low not in ("far", "any", "that's") and after.low not in SMALL_NUMBERS


def _is_infinitive(tokens: Passage, place: int) -> bool:
    """“Ready *to move*”; not “18 to 24”, “close to the station”, “member to member”."""
    if place == 0 or place + 1 >= len(tokens) or tokens[place - 1].is_number:
        return False
    after = tokens[place + 1]
    return after in verbs("verbs/common_verbs") and after.low == after.stem and after.low not in _NO_INFINITIVES


def _acts(tokens: Passage, place: int) -> bool:
    """Behind “who” or “they”: something is done that isn't just what stands on paper, such as living or earning."""
    helped = False
    for near in range(place, min(place + _LOOKED, len(tokens))):
        token = tokens[near]
        if token.kind == "mark":
            return False
        if token.low in NEGATIONS:
            return True
        if token.low in AUXILIARIES:
            helped = True
        elif token.low in _ONCE or token.low in ("both", "all", "each") or (token.low.endswith("ly") and token.is_word):
            continue
        elif token.low in DETERMINERS or token.low in PREPOSITIONS or token.is_number or token.low in SMALL_NUMBERS:
            return has_noun_of_life(tokens, near) if helped else token.low not in DETERMINERS and not token.is_number
        elif helped and _is_on_paper(tokens, near):
            return False
        else:
            if token not in verbs("users/paper_verbs"):
                return True
            return has_noun_of_life(tokens, near + 1)
    return False


def has_noun_of_life(tokens: Tokens, place: int) -> bool:
    """“With *machines from four vendors*”, not “with *more than 50 employees*”, “with *a degree*”."""
    if has_any(tokens[place : place + 1], _COMPARED) and any(token.is_number for token in tokens[place + 1 : place + 4]):
        return False
    for near in range(place, min(place + _NOUN_LOOKED, len(tokens))):
        token = tokens[near]
        if token.kind == "mark" or (near > place and token.low in ("in", "who", "that", "and", "or", "at")):
            return False
        if token.is_word and token.low not in SMALL and token.low not in SMALL_NUMBERS and not _is_on_paper(tokens, near):
            return not token.capital
    return False


def _is_on_paper(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    if token in either("users/demographics", "users/titles", "users/offices", "people/departments"):
        return True
    return token in words("people/people") or token in words("people/companies") or token in words("users/sides")


def _is_doing(tokens: Passage, place: int) -> bool:
    """“Nurses *handing over* …”, “*keeping* bees”; not “manufacturing”, “growing firms”."""
    token = tokens[place]
    if not token.low.endswith(("ing", "ed")) or len(token.low) < 5 or token in verbs("users/paper_verbs") or token.glued:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.kind == "mark":
        return False
    before = tokens[place - 1] if place else None
    named = before is not None and before.is_word and (before.low != before.stem or before.low in _GROUPS)
    if token.low.endswith("ed"):
        return named and after.low in PREPOSITIONS | {"to"}
    if named:
        return True
    return token not in words("users/trade_ings") and after.low in _BEHIND_ACTS


def _is_finite(tokens: Passage, place: int) -> bool:
    """“Farmers *wait*”, “*Turns out* for the league”: a verb behind several people, or a third person's where a point begins."""
    token = tokens[place]
    if (
        token.low in AUXILIARIES
        or token in verbs("users/paper_verbs")
        or token.low in SMALL
        or (token.capital and place and tokens[place - 1].low not in _BEGINNINGS)
    ):
        return False
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is None or before.low in _BEGINNINGS:
        return _opens_with_verb(token, after)
    if token not in verbs("verbs/common_verbs") or token.low.endswith("ing") or before.kind == "mark":
        return False
    if token.low == token.stem and before.low != before.stem:
        return after is None or after.kind == "mark" or after.low in _BEHIND_ACTS or after.low != after.stem
    return False


def _opens_with_verb(token: Token, after: Token | None) -> bool:
    if after is None or after.kind == "mark" or token.low == token.stem or token.stem.endswith("s"):
        return False
    if after.low in ("in", "at", "from", "with", "for", "on", "under", "between", "within") and token not in verbs(
        "verbs/common_verbs"
    ):
        return False
    return (after.low in _BEHIND_ACTS or after.is_number or token in verbs("verbs/common_verbs")) and not _is_somebody(token)


def _is_somebody(token: Token) -> bool:
    return token in either(*_PEOPLE) or token.stem.endswith(("er", "or", "ist", "ian", "eer", "man", "ant", "ent", "ee"))
