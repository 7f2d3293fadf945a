"""Empty words: buzzwords, superlatives and slogans that carry a sentence instead of content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from stratcoach.language.en.grammar import listed
from stratcoach.language.en.prose import Prose
from stratcoach.language.en.reading.clauses import SMALL, quote
from stratcoach.language.en.reading.who import names_somebody, persons
from stratcoach.language.lexicon import own, verbs, words
from stratcoach.language.tokens import Span

_SHORT: Final = 8
_LONGEST_TAG: Final = 11
_MANY: Final = 3
_PRAISES: Final = listed("made only simply together always finally better reborn done your powered")


def emptiness(prose: Prose, buzzwords: frozenset[str], allowed: frozenset[str]) -> str:
    """Return the words on which an empty statement rests, or `""`: large words outweigh plain ones, or it is a slogan.

    The team's own `buzzwords` count like ours; what it has `allowed` is a plain word.
    """
    if not prose.words:
        return ""
    tokens = prose.tokens
    plain = _places(own(allowed).find(tokens)) if allowed else frozenset()
    if not plain and _is_slogan(prose):
        return prose.between(prose.words[0], prose.words[-1])
    known = [words("vision/buzzwords"), *([own(buzzwords)] if buzzwords else [])]
    strong = sorted(span for lexicon in known for span in lexicon.find(tokens) if plain.isdisjoint(_places([span])))
    buzzing = _places(strong)
    if not strong and words("vision/lofty").misses(tokens):
        return ""
    light = words("problems/light")
    content = [
        place
        for place, token in enumerate(tokens)
        if token.is_word and (place in buzzing or (token.low not in SMALL and token not in light))
    ]
    lofty = [place for place in content if place not in buzzing | plain and tokens[place] in words("vision/lofty")]
    weight = (len(buzzing) + len(lofty) / 2) / max(len(content), 1)
    if strong and ((len(strong) >= 2 and weight >= 1 / 3) or weight >= 1 / 2 or _is_grand(prose)):
        return quote(prose, tokens, strong[0])
    named = {place for span in persons(tokens) for place in range(span.first, span.last + 1)} if len(lofty) >= _MANY else ()
    if content and all(place in lofty or place in named for place in content):
        return quote(prose, tokens, Span(content[0], content[-1]))
    return ""


def _places(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(place for span in spans for place in range(span.first, span.last + 1))


def _is_grand(prose: Prose) -> bool:
    """A verb too large for any one thing leads, and nobody is named: “We reinvent insurance”."""
    return any(token in verbs("vision/grand_verbs") for token in prose.words[:7]) and not names_somebody(prose.tokens)


def _is_slogan(prose: Prose) -> bool:
    """“Beyond banking.” “Health, made human.” “Where tomorrow meets today.” “Work. Happier.”"""
    said = prose.words
    if len(said) <= _LONGEST_TAG and words("vision/taglines").first(prose.tokens) is not None:
        return True  # “Dentistry with a heart.” “Where guests become friends.”
    if len(said) > _SHORT or any(token.is_number for token in said):
        return False
    lows = [token.low for token in said]
    if said[0] in words("vision/lofty") and lows[1:3] == ["in", "every"]:
        return True  # “Joy in every ride, for every rider.”
    if lows[-2:-1] in (["deserve"], ["deserves"]) and lows[-1] in ("better", "more", "best"):
        return True
    if names_somebody(prose.tokens):
        return _only_shine(prose)
    if lows[0] in ("beyond", "simply", "because") or (lows[0] == "where" and ("meets" in lows or "meet" in lows)):
        return True
    in_bits = len(prose.sentences) >= 2 and all(len(sentence) <= 2 for sentence in prose.sentences)
    return in_bits or _has_tail(prose) or _is_pair(prose)


def _only_shine(prose: Prose) -> bool:
    """“Teachers thrive. Schools shine.”: somebody and a large verb, several times."""
    short = len(prose.sentences) >= 2 and all(len(sentence.said) == 2 for sentence in prose.sentences)
    return short and all(sentence.said[1] in words("vision/lofty") for sentence in prose.sentences)


def _has_tail(prose: Prose) -> bool:
    """Up to three words after a comma that praise what is before it: “Banking, only human”."""
    tokens = prose.tokens
    comma = next((place for place, token in enumerate(tokens) if token.low in (",", "–", "—", ":")), 0)
    tail = [token for token in tokens[comma + 1 :] if token.kind != "mark"]
    if (
        len(tail) == 2
        and tail[0].low in ("but", "only", "just")
        and (tail[1].low.endswith("er") or tail[1] in words("vision/lofty"))
    ):
        return comma > 0
    done = tail[:1] and tail[0].low.endswith("ed") and (len(tail) == 1 or tail[1].low == tail[1].stem)
    return comma > 0 and 0 < len(tail) <= 3 and bool(done or tail[0].low in _PRAISES)


def _is_pair(prose: Prose) -> bool:
    """“Better care, brighter tomorrows.”"""
    tokens = prose.tokens
    heads = [token for place, token in enumerate(tokens) if token.is_word and (not place or tokens[place - 1].kind == "mark")]
    if heads and heads[0].low in ("one", "no", "only", "never"):
        return False
    return len(heads) >= 2 and all(token in words("vision/lofty") or token.low == heads[0].low for token in heads)
