"""What the patterns of a rule add to its check, and what they take away: `language/en/patterns/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratcoach.language.en.prose import Prose, read
from stratcoach.language.patterns import NOT, PatternHit, Patterns, shipped
from stratcoach.messages import NOTHING
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Entry
from stratcoach.rules.base import Match, Rule


def with_patterns(rule: Rule, entry: Entry, matches: Sequence[Match], patterns: Patterns | None = None) -> Iterator[Match]:
    """The matches of a rule's own check that no pattern speaks against; if there are none, the first that a pattern finds."""
    if rule.says is NOTHING or not isinstance(entry, SECTION[rule.on].holds or ()):
        yield from matches
        return
    known = shipped() if patterns is None else patterns
    against = NOT + rule.name
    spoken_against = against in known and any(known.first(against, prose) for _, prose in _wording(rule, entry))
    if spoken_against:
        return
    yield from matches
    if not matches and rule.name in known:
        for field, prose in _wording(rule, entry):
            if hit := known.first(rule.name, prose):
                yield Match(field, rule.says, words_of(prose, hit), pattern=hit.id)
                return


def words_of(prose: Prose, hit: PatternHit) -> str:
    """The words that a pattern matched, as they are written."""
    return prose.between(prose.tokens[hit.span.first], prose.tokens[hit.span.last])


def _wording(rule: Rule, entry: Entry) -> Iterator[tuple[str, Prose]]:
    for field in rule.wording:
        if text := str(getattr(entry, field, "")):
            yield field, read(text)
