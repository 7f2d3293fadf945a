"""What a single metric counts: value that somebody got, the company's money, or clicks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, listed
from stratcoach.language.en.reading.clauses import SMALL, has, has_any
from stratcoach.language.en.reading.measures import vanity
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import either, verbs, words
from stratcoach.language.tokens import Span, Token

Tokens = Sequence[Token]

_CURRENCIES: Final = listed(
    "€ $ £ ¥ euro euros dollar dollars pound pounds usd eur gbp chf kes ngn inr cny jpy aud cad sek nok dkk pln czk brl zar"
)
_THEIRS: Final = listed("of by for to their they its")
_UNITS: Final = listed("day week month year quarter session user account team customer person workspace")
_RELATIVE: Final = listed("who that which whose")
_HEAD: Final = 6
_IN_CODE: Final = ("_downloads", "_views", "_installs", "_followers", "_stars", "_signups", "_visits")
_NO_TIME: Final = listed("first last every any this next same of")
_RATES: Final = ("ion", "acy", "ancy", "ency", "age", "time", "al")
_SPOKEN: Final = listed("you we i he she")
_COUNTED_OFF: Final = listed("without within before after until by again")
_ENDING: Final = PREPOSITIONS | AUXILIARIES | _RELATIVE
_SOLD: Final = ("booking", "sale", "order")
_TRADED: Final = listed(
    "merchandise transaction payment booking sale contract deal premium commission processing trading fee billing"
)
_EARNED: Final = listed("sales income earnings takings proceeds receipts billings")
_ABSTRACT: Final = ("ity", "ety", "ness", "ship", "hood", "ism", "dom")
_PEOPLE_OF_OURS: Final = ("customer", "client", "user", "account", "subscriber", "buyer", "player", "visitor", "member")


def company_money(tokens: Tokens) -> Span | None:
    """Money that the company gets. “Income earned by drivers” and “profit per stall for market women” are the users'."""
    for span in words("north_star/money").find(tokens):
        if not _is_theirs(tokens, span):
            return span
    for place, token in enumerate(tokens):
        if token.stem in _TRADED and has(tokens[place + 1 : place + 2], "volume", "value", "values", "amount", "total"):
            span = Span(place, place + 1)  # “gross merchandise volume”
            if not _is_theirs(tokens, span):
                return span
        if token.low not in _EARNED and token.stem not in _SOLD:
            continue
        after = [one.low for one in tokens[place + 1 : place + 3]]
        if token.stem in _SOLD and after[:1] == ["in"] and after[-1] in _CURRENCIES:
            return Span(place, place + 2)
        per = tokens[place + 2] if has(tokens[place + 1 : place + 2], "per") and place + 2 < len(tokens) else None
        if per is not None and per.stem not in _PEOPLE_OF_OURS and next(persons(tokens, place + 1, place + 4), None):
            continue
        alone = token.low in _EARNED and not (after and tokens[place + 1].is_word and after[0] not in SMALL)
        if alone and not _is_theirs(tokens, Span(place, place)):
            return Span(place, place)
    return None


def _is_theirs(tokens: Tokens, span: Span) -> bool:
    """Somebody other than a mere customer earns it: `of the weavers`, `for market women`, `freelancers who see their profit`."""
    if has_any(tokens[: span.first], _RELATIVE):
        return True
    for who in persons(tokens):
        if tokens[who.last].stem in _PEOPLE_OF_OURS:
            continue
        if who.last == span.first - 1 and tokens[who.last].low.endswith("s"):
            return True  # “winegrowers' income”
        after = who.first > span.last and has_any(tokens[span.last + 1 : who.first], _THEIRS)
        after = after or (who.first == span.last + 2 and has_any(tokens[span.last + 1 : who.first], _RELATIVE))
        before = who.last < span.first and has(tokens[who.last + 1 : span.first], *_RELATIVE, "with", "whose", "in")
        if after or before:
            return True
    return has(tokens[max(0, span.first - 3) : span.first], "their", "users'", "customers'", "they")


def bought_attention(tokens: Tokens) -> Span | None:
    """Downloads, followers, registrations; not “visits avoided”, “followers of the plan who are sober after a year”."""
    named = next((place for place, token in enumerate(tokens) if token.low.endswith(_IN_CODE)), None)
    if named is not None:
        return Span(named, named)
    span = vanity(tokens) or words("north_star/attention").first(tokens)
    if span is None or has(tokens[span.last + 1 : span.last + 2], "nurse", "nurses"):  # a title
        return None
    if tokens[span.first].low == "reach" and span.first and not _is_noun(tokens, span.first):
        return None
    if (
        tokens[span.last].stem == "click"
        or _gained(tokens)
        or (span.first and tokens[span.first - 1].low in ("per", "each", "every"))
    ):
        return None
    return None if has_any(tokens[span.last + 1 :], _RELATIVE) else span


def _is_noun(tokens: Tokens, place: int) -> bool:
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is None or after.kind == "mark" or after.low in ("on", "of", "per", "in", "across", "and")


def mere_use(tokens: Tokens) -> Span | None:
    """Clicks, opens or things created inside a product, with no sign that somebody got something out of it."""
    if _gained(tokens) and not _only_made(tokens):
        return None
    used = words("north_star/usage").first(tokens)
    if used:
        return None if _qualified(tokens, used) else used
    making = words("north_star/made")
    for place, token in enumerate(tokens):
        act = making.at(tokens, place) if place else None
        if act and not _qualified(tokens, act):
            made = next((near for near in range(max(0, place - 3), place) if tokens[near] in words("north_star/objects")), None)
            if made is not None:
                return Span(made, act.last)
        if token.stem in ("use", "usage"):
            part = next((near for near in _around(tokens, place) if tokens[near] in words("north_star/features")), None)
            counted_by = place > 0 and tokens[place - 1].low in _RELATIVE
            if part is not None and (not counted_by or part == len(tokens) - 1):
                return Span(min(part, place), max(part, place))
    return _made_things(tokens) or _inside_only(tokens)


def _inside_only(tokens: Tokens) -> Span | None:
    """“Chat messages per day”, without a word on what they led to."""
    found = words("north_star/inside").first(tokens)
    if found is None or not has(tokens[found.last + 1 : found.last + 2], "per", "a", "each", "every"):
        return None
    rest = [token for token in tokens[found.last + 2 :] if token.is_word and token.low not in SMALL]
    units = words("north_star/measuring"), words("insights/anybody")
    return found if all(token.stem in _UNITS or any(token in one for one in units) for token in rest) else None


def _around(tokens: Tokens, place: int) -> range:
    return range(max(0, place - 3), min(place + 6, len(tokens)))


def _made_things(tokens: Tokens) -> Span | None:
    """“Exports made”, “filter uses per day”."""
    if words("north_star/features").misses(tokens):
        return None
    for place, token in enumerate(tokens[:-1]):
        if token in words("north_star/features") and tokens[place + 1].low in ("uses", "use", "usage", "clicks", "opens"):
            return Span(place, place + 1)
    return None


def _only_made(tokens: Tokens) -> bool:
    """What sounds like a gain is done to a thing inside the product: “*files* saved per user”."""
    return all(
        span.first and tokens[span.first] in words("north_star/made") and tokens[span.first - 1] in words("north_star/objects")
        for span in words("north_star/gained").find(tokens)
    )


def _qualified(tokens: Tokens, span: Span) -> bool:
    """A condition after it says what came of it: `who met their mentee`, `… and carried out`."""
    rest = tokens[span.last + 1 :]
    done = any(token.low == "and" and after.low.endswith("ed") for token, after in pairwise(rest))
    return done or has_any(rest, _RELATIVE)


def _gained(tokens: Tokens) -> bool:
    return words("north_star/gained").first(tokens) is not None


def countable(tokens: Tokens) -> bool:
    """Say whether a metric can be counted as written. In doubt it can."""
    counting = _measures(tokens)
    wish = words("north_star/wishes").at(tokens, 0) if tokens else None
    if wish:
        return counting and tokens[0].low not in ("be", "being", "to", "become", "becoming")
    return counting or not (_is_unmeasured(tokens) or _is_statement(tokens) or _only_praised(tokens) or _one_thing(tokens))


def _one_thing(tokens: Tokens) -> bool:
    """“*Clarity gain*”: a phrase about one thing that is no measure, with nothing in it of which there are several."""
    phrase: list[Token] = []
    for token in tokens:
        if token.kind == "mark" or token.low in _ENDING:
            break
        if token.is_word and token.low not in DETERMINERS:
            phrase.append(token)
    if not phrase or words("north_star/masses").first(tokens) is not None or _gained(tokens):
        return False
    if any(token.low != token.stem or token.low.endswith(("ed", "ren", "men", "ople", "ing")) for token in phrase):
        return False
    return phrase[-1] not in words("objectives/measures") and not phrase[-1].low.endswith(_RATES)


def _measures(tokens: Tokens) -> bool:
    """A word for a measure, a figure or a percentage; not “the first *time*”, “at least *one* moment”."""
    if has(tokens, "%") or any(tokens[one.place].low != "one" for one in figures(tokens)):
        return True
    found = words("north_star/measuring").find(tokens)
    return any(tokens[span.first].low != "time" or not has_any(tokens[span.first - 1 : span.first], _NO_TIME) for span in found)


def _is_statement(tokens: Tokens) -> bool:
    """A whole sentence, an order or a scene: “users *succeed* the first time”, “whether …”, “a club where *you'd* be missed”."""
    if not tokens:
        return False
    bracket = next((place for place, token in enumerate(tokens) if token.low == "("), len(tokens))
    if tokens[0].low in ("whether", "whichever") or any(token.low.partition("'")[0] in _SPOKEN for token in tokens[:bracket]):
        return True
    if tokens[0] in verbs("verbs/common_verbs") and tokens[0].low == tokens[0].stem and has_any(tokens[1:2], DETERMINERS):
        return True
    for place, token in enumerate(tokens[:_HEAD]):
        if token.low in _RELATIVE or token.low in PREPOSITIONS or token.kind == "mark" or token.low == "when":
            return False
        if place and token.low in DETERMINERS:
            return False  # “parties a child could eat at”
        if place and (token.low in AUXILIARIES or _states(tokens, place)):
            return True
    return False


def _states(tokens: Tokens, place: int) -> bool:
    """“Parents *breathe* out”: a plain verb behind several people."""
    token, before = tokens[place], tokens[place - 1]
    several = before.low != before.stem or before.low in ("people", "children", "women", "men")
    return several and token.low == token.stem and token in verbs("north_star/states") and not token.low.endswith("ed")


def _only_praised(tokens: Tokens) -> bool:
    """“*Meaningful* conversations”, “*consistent* execution of one vision”: how fine it is, and nothing that limits it."""
    if not tokens or tokens[0] not in words("north_star/soft") or has_any(tokens, _RELATIVE | _COUNTED_OFF):
        return False
    return sum(1 for token in tokens if token.is_word) <= _HEAD


def counts_something(tokens: Tokens) -> bool:
    """Say whether a definition says what is counted: a figure, “a day counts when …”, a share, “guests who …”; not a mere wish."""
    if words("north_star/measuring").first(tokens) is not None or figures(tokens) or has(tokens, "%", "each", "every"):
        return True
    return any(before.low != before.stem and token.low in _RELATIVE for before, token in pairwise(tokens[:_HEAD]))


def _is_unmeasured(tokens: Tokens) -> bool:
    """The head of the phrase can't be counted: “*trust*”, “*excellent service* for our guests”, “*delighted* patients”."""
    head: list[Token] = []
    for token in tokens:
        if token.kind == "mark" or token.low in _ENDING:
            if head:
                break
            continue
        if token.low not in DETERMINERS:
            head.append(token)
    soft = words("north_star/unmeasured"), words("objectives/unmeasured"), words("vision/buzzwords"), words("vision/lofty")
    content = [token for token in head if token.is_word and token.low not in SMALL]
    if not content or len(content) > 4:
        return False
    last = content[-1]
    things = [token for token in content[:-1] if token.low != token.stem and not any(token in one for one in soft)]
    if things:
        return False
    abstract = last.low.endswith(_ABSTRACT) and last not in words("objectives/measures")
    large = any(token in words("vision/buzzwords") for token in content) and last.low == last.stem
    if abstract or large or any(last in one for one in soft):
        return last.low == last.stem or last in either("objectives/unmeasured", "north_star/unmeasured")
    return any(token.low in ("delighted", "happy", "satisfied", "loyal", "thrilled") for token in content) and last not in verbs(
        "verbs/common_verbs"
    )
