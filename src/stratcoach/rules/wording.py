"""What the patterns of a rule add to its check, and what they take away: `language/en/patterns/`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.who import names_somebody
from stratcoach.language.lexicon import own
from stratcoach.language.patterns import NOT, PatternHit, Patterns, shipped
from stratcoach.language.weights import points as sign_points
from stratcoach.language.weights import speaks_against, speaks_for
from stratcoach.language.word_points import asks_back, is_fine, is_named, points, question_of
from stratcoach.messages import NOTHING, Message
from stratcoach.model.entry import Entry
from stratcoach.model.sections import SECTION, Section
from stratcoach.rules.base import Context, Match, Rule
from stratcoach.rules.choices import RULES as CHOICES


def with_patterns(rule: Rule, entry: Entry, matches: Sequence[Match], scene: Context) -> Iterator[Match]:
    """The matches of a rule's own check that no pattern speaks against; if there are none, the first that a pattern finds. The team's
    patterns count besides those that come with the program, and no sign weighs more than a word that the team calls empty.
    """
    if rule.says_of:
        matches = [one for one in matches if not _is_fine(rule, entry, one.field, scene)]
        matches = matches or list(islice(_in_fields(rule, entry, scene), 1))
    if rule.says is NOTHING or not isinstance(entry, SECTION[rule.on].holds or ()):
        yield from matches
        return
    if any(_first(scene.patterns, NOT + rule.name, prose) for _, prose in _wording(rule, entry)):
        return
    matches = [one for one in matches if one.field not in rule.wording or not _hardly(rule, _read_field(entry, one.field), scene)]
    yield from matches
    if not matches:
        for field, prose in _wording(rule, entry):
            if hit := _first(scene.patterns, rule.name, prose):
                yield Match(field, _says(rule, prose), words_of(prose, hit), pattern=hit.id)
                return


def _in_fields(rule: Rule, entry: Entry, scene: Context) -> Iterator[Match]:
    """What the patterns for single fields find, also in what was answered in the interview and isn't in the file under that name."""
    for field, message in rule.says_of.items():
        topic = f"{rule.name}.{field}"
        if topic not in shipped() and (scene.patterns is None or topic not in scene.patterns):
            continue
        for place, text in _texts(entry, field, scene):
            prose = read(text)
            own = scene.patterns and scene.patterns.first(topic, prose)
            hit = own or shipped().first(topic, prose)
            if hit and (own or not is_fine(question_of(rule.on, field), prose)):
                yield Match(place, message, words_of(prose, hit), pattern=hit.id)


def _is_fine(rule: Rule, entry: Entry, place: str, scene: Context) -> bool:
    """Whether all that is written in a field has so few points that its rule would hardly be right."""
    field = place.rpartition(".")[2] if place.startswith("alternatives.") else place
    if field not in rule.says_of:
        return False
    question, texts = question_of(rule.on, field), [text for at, text in _texts(entry, field, scene) if at == place]
    return bool(texts) and all(
        is_fine(question, read(text)) and not _has_any(scene.limits.buzzwords, read(text)) for text in texts
    )


def by_words(rule: Rule, entry: Entry, found: Collection[str], scene: Context) -> Iterator[Match]:
    """What a rule would ask about an answer in one of its fields if the words are weighed together; `found` are the fields about which
    something was asked already. It is for people who are there to answer: lint leaves it out.
    """
    for field, message in rule.says_of.items():
        question = question_of(rule.on, field)
        for place, text in _texts(entry, field, scene):
            if scene.asked and place not in scene.asked:
                continue
            prose = read(text)
            if place in found or not asks_back(question, prose) or _has_any(scene.limits.allowed, prose):
                continue
            if not _first(scene.patterns, NOT + rule.name, prose):
                yield Match(place, message, text.strip(" .\n"), severity="warning")


def is_rash(section: Section, entry: Entry, rule: Rule, hit: Match, scene: Context) -> bool:
    """Whether a rule speaks about the wording of a typed answer that hardly calls for it. What a team has set is never rash."""
    if hit.field not in scene.asked or not is_named(rule.name) or hit.by_reader:
        return False
    prose, is_own = read(str(getattr(entry, hit.field, ""))), any(row.id == hit.pattern for row in scene.limits.patterns)
    question = _slot(section) if hit.field == section.main else question_of(section.name, hit.field)
    return not is_own and is_fine(question, prose) and not _has_any(scene.limits.buzzwords, prose)


def likeliest(section: Section, entry: Entry, rules: Sequence[Rule], scene: Context) -> Iterator[tuple[Rule, Match]]:
    """What a coach would ask about a sentence that somebody typed, about which no rule said anything: the rule that fits it best."""
    slot, text = _slot(section), str(getattr(entry, section.main))
    able = [rule for rule in rules if rule.section == slot.replace("_", "-") and rule.says is not NOTHING and is_named(rule.name)]
    prose = read(text)
    if able and asks_back(slot, prose, of_document=not scene.answers) and not _has_any(scene.limits.allowed, prose):
        rule = max(able, key=lambda one: points(one.name, prose) + (sign_points(one.name, prose) or 0))
        if not _first(scene.patterns, NOT + rule.name, prose):
            yield rule, Match(section.main, _says(rule, prose), text.strip(" ."), severity="warning")


def _slot(section: Section) -> str:
    """What a sentence for a section is a statement of; both sides of a trade-off are choices."""
    return section.slot or next((SECTION[rule.on].slot for rule in CHOICES if rule.looks_at(section.name)), "")


def _texts(entry: Entry, field: str, scene: Context) -> Iterator[tuple[str, str]]:
    """What is written in a field, and in that of the same name of the alternatives or, for `a.b`, of each `a`, with its place."""
    outer, _, inner = field.rpartition(".")
    for place, value in (
        (field, getattr(entry, field, "") or scene.answers.get(field, "")),
        *(
            (f"{group}.{inner}", getattr(one, inner, ""))
            for group in (outer or "alternatives",)
            for one in getattr(entry, group, ())
        ),
    ):
        text = "\n".join(value) if isinstance(value, tuple) else str(value or "")
        if text.strip():
            yield place, text


def by_weight(rule: Rule, entry: Entry, field: str, found: Collection[str], scene: Context) -> Iterator[Match]:
    """What a rule would say about the main text of an entry if all its signs are weighed together; `found` are the rules that spoke
    already. A text with words that the team allows isn't weighed, and its patterns keep a rule quiet here, too.
    """
    if rule.says is NOTHING or rule.name in found or any(name in found for name in rule.requires):
        return
    if any(getattr(entry, other, "") for other in rule.fields if other != field):
        return  # where there is a field for it, the field decides
    prose = _read_field(entry, field)
    if not prose.words or _has_any(scene.limits.allowed, prose):
        return
    if speaks_for(rule.name, prose) and not _first(scene.patterns, NOT + rule.name, prose):
        yield Match(field, _says(rule, prose), str(getattr(entry, field)).strip(" ."), severity="warning")


def _says(rule: Rule, prose: Prose) -> Message:
    """What a rule says about a text."""
    return rule.says if rule.says_of_nobody is NOTHING or names_somebody(prose.tokens) else rule.says_of_nobody


def _hardly(rule: Rule, prose: Prose, scene: Context) -> bool:
    """Whether a text has so few signs of what a rule found that it would hardly be right."""
    return speaks_against(rule.name, prose) and not _has_any(scene.limits.buzzwords, prose)


def _has_any(words: frozenset[str], prose: Prose) -> bool:
    return bool(words) and own(words).first(prose.tokens) is not None


def _read_field(entry: Entry, field: str) -> Prose:
    return read(str(getattr(entry, field, "")))


def _first(own: Patterns | None, topic: str, prose: Prose) -> PatternHit | None:
    return (own and own.first(topic, prose)) or shipped().first(topic, prose)


def words_of(prose: Prose, hit: PatternHit) -> str:
    """The words that a pattern matched, as they are written."""
    return prose.between(prose.tokens[hit.span.first], prose.tokens[hit.span.last])


def _wording(rule: Rule, entry: Entry) -> Iterator[tuple[str, Prose]]:
    for field in rule.wording:
        if text := str(getattr(entry, field, "")):
            yield field, read(text)
