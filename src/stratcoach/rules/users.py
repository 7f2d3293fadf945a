"""Rules about users: could you tell for one person whether they are in or out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from stratcoach.language.en.figures import figures
from stratcoach.language.en.fillers import behind_talk
from stratcoach.language.en.grammar import listed
from stratcoach.language.en.prose import Prose, read
from stratcoach.language.en.reading.anybody import open_to_all
from stratcoach.language.en.reading.clauses import SMALL, has, quote
from stratcoach.language.en.reading.deciders import stands_above
from stratcoach.language.en.reading.pains import worry_of_ours
from stratcoach.language.en.reading.profiles import each_on_paper, on_paper_only
from stratcoach.language.en.reading.roles import points_for
from stratcoach.language.en.reading.segments import groups, inner_circle
from stratcoach.language.en.reading.who import persons
from stratcoach.language.lexicon import words
from stratcoach.language.patterns import shipped
from stratcoach.language.tokens import Token, once
from stratcoach.messages import Message
from stratcoach.model.safe_text import short
from stratcoach.model.strategy import User
from stratcoach.rules.base import COMPANY, Context, Match, Rule, Severity

_LEAD: Final = 8
_ALL: Final = ("all", "any", "every", "each")
_REGIONS: Final = listed("county country city town village nation state region district municipality canton republic land")
_TALK: Final = listed("basically really essentially simply practically literally potentially ideally")
_SIDES: Final = (
    (listed("women woman female girls"), listed("men man male boys")),
    (listed("young younger"), listed("old older elderly")),
)
_NO_LIMIT: Final = listed(
    "no regardless because since as whether independent irrespective wherever whatever or big small from young old"
)
_WISHES: Final = listed(
    "want wants like likes love loves need needs value values seek seeks looking care cares expect prefer enjoy hope wish"
)


def _segment(text: str) -> Prose:
    """A segment, behind “mostly”, “I'd say”."""
    prose = read(text)
    begins = behind_talk(prose.tokens)
    return read(prose.text[prose.tokens[begins].start :]) if begins else prose


@once
def _listed(prose: Prose) -> tuple[Prose, list[Token]]:
    """The nouns of several segments, and the text that they are in: without “Users affected:”, “It will benefit”."""
    found = groups(prose) or points_for(prose)
    if found:
        return prose, found
    lead = words("users/lead_ins").first(prose.tokens, 0, _LEAD)
    after = prose.tokens[lead.last + 1 :] if lead else ()
    begins = next((token.start for token in after if token.kind != "mark" or token.low == "•"), 0)
    if not begins:
        return prose, found
    rest = read(prose.text[begins:])
    return rest, groups(rest) or points_for(rest)


def _everyone(user: User, _scene: Context) -> Iterator[Match]:
    if extent := leaves_nobody_out(user.segment):
        severity: Severity = "error" if extent == "whole" else "warning"
        yield Match("segment", Message("finding.segment_is_everyone"), user.segment.strip(), severity=severity)


def leaves_nobody_out(text: str) -> Literal["", "whole", "part"]:
    """Whether a group of people is everybody; `whole` where a few words say nothing else."""
    prose = _segment(text)
    plain_words = prose.words
    wishing = any(token.low in _WISHES for token in plain_words)
    if words("users/narrowing").first(prose.tokens) is not None or _is_one_side(prose.tokens):
        return ""
    unlimited = all(_leaves_nobody_out(token, wishing=wishing) for token in plain_words)
    unlimited = unlimited or _adds_no_limit(prose.tokens) or open_to_all(prose)
    if plain_words and (unlimited or _all_of_a_kind(prose.tokens)):
        return "whole" if len(plain_words) <= 4 and not wishing else "part"
    return ""


def _is_one_side(tokens: Sequence[Token]) -> bool:
    """“Women”, “young people”: one side of two, so it leaves out the other; “women and men” doesn't."""
    named = {token.low for token in tokens}
    return any(named.isdisjoint(one) != named.isdisjoint(other) for one, other in _SIDES)


def _all_of_a_kind(tokens: Sequence[Token]) -> bool:
    """“All landlords”, “all tenants and all owners”, “… and everyone else”: a kind of people, and all of them."""
    plain_words = [token for token in tokens if token.kind != "mark"]
    if (
        len(plain_words) > 2
        and plain_words[-1].low == "else"
        and plain_words[-2].low in ("everyone", "everybody", "anyone", "anybody")
    ):
        return True
    if len(plain_words) < 2 or plain_words[0].low not in _ALL:
        return False
    kinds = {place for span in persons(plain_words) for place in range(span.first, span.last + 1)}
    return bool(kinds) and all(
        place in kinds or token.low in _ALL or token.low in ("and", "or")
        for place, token in enumerate(_before_region(plain_words))
    )


def _before_region(plain_words: Sequence[Token]) -> Sequence[Token]:
    """Without “of the county”, “in our city” at the end, which includes everybody who lives there."""
    at_end = len(plain_words) > 4 and plain_words[-1].low in _REGIONS and plain_words[-3].low in ("of", "in")
    return plain_words[:-3] if at_end and plain_words[-2].low in ("the", "our", "this") else plain_words


def _adds_no_limit(tokens: Sequence[Token]) -> bool:
    """“All companies, no matter how large, that …”: everybody, and then only talk."""
    end = next((place for place, token in enumerate(tokens) if token.kind == "mark" or token.low == "because"), len(tokens))
    head = [token for token in tokens[:end] if token.low not in _TALK]
    rest = next((token.low for token in tokens[end:] if token.is_word), "")
    unlimited = any(token in words("people/nobody_excluded") for token in head)
    return (
        unlimited
        and rest in _NO_LIMIT
        and (all(_leaves_nobody_out(token, wishing=False) for token in head) or _all_of_a_kind(head))
    )


def _leaves_nobody_out(token: Token, *, wishing: bool) -> bool:
    """Say whether a word is true of everybody; a wish for something general is everybody's too."""
    if token.low in SMALL or token in words("people/everybody"):
        return True
    return wishing and (token in words("problems/abstractions") or token in words("vision/lofty"))


def _internal_stakeholder(user: User, _scene: Context) -> Iterator[Match]:
    prose = _segment(user.segment)
    if worry := worry_of_ours(prose):
        yield Match("segment", Message("finding.segment_is_no_people", organisation=COMPANY), worry)
        return
    span = inner_circle(prose) or stands_above(prose)
    if span:
        yield Match("segment", Message("finding.segment_only_decides"), quote(prose, prose.tokens, span))


def _multiple(user: User, _scene: Context) -> Iterator[Match]:
    prose, found = _listed(_segment(user.segment))
    if found and not each_on_paper(prose, found):
        named = tuple(Message("finding.in_quotes", text=short(token.low)) for token in found[:2])
        yield Match("segment", Message("finding.segment_of_several", groups=named), prose.between(found[0], found[-1]))


def _demographic_only(user: User, _scene: Context) -> Iterator[Match]:
    prose = _segment(user.segment)
    if prose.words and on_paper_only(prose) and (figures(prose.tokens) or _in_rows(prose) or not _are_several(prose)):
        yield Match("segment", Message("finding.segment_only_demographic"), user.segment.strip())


def _in_rows(prose: Prose) -> bool:
    """A list of bare titles, one below the other: nobody in it does anything."""
    rows = sum(1 for token in prose.tokens if token.low in ("\n", "•", "·"))
    return rows > 1 and not has(prose.tokens, ":", "/")


def _are_several(prose: Prose) -> bool:
    """The names in a list of several say no more than that they are several; with figures they stand on paper as well."""
    return bool(_listed(prose)[1]) or shipped().first("user/multiple", prose) is not None


def _no_today(user: User, _scene: Context) -> Iterator[Match]:
    if not user.today.strip():
        yield Match("today", Message("finding.user_no_today"))


_PLANNERS = "users:\n  - id: a\n    segment: People who pick the route for their group on Friday night.\n"
_NURSES = "users:\n  - id: a\n    segment: Night nurses who hand over alone.\n"

EVERYONE = Rule(
    name="user/everyone",
    on="users",
    severity="warning",
    also=("error",),
    prose=True,
    check=_everyone,
    says=Message("finding.segment_is_everyone"),
    says_of={"outside": Message("finding.outside_is_nobody")},
    fields=("segment", "outside"),
    good=(
        "Anyone who takes over a stranger's shift at an hour's notice.",
        "Everyone on board who has to get off before the doors on the left open.",
        "People who clear out a flat after a death in the family.",
    ),
    bad=("Everybody.", "All consumers, everywhere.", "People who want a better and easier life."),
)

INTERNAL_STAKEHOLDER = Rule(
    name="user/internal-stakeholder",
    asks={"finding.segment_is_no_people": Message("ask.whose_trouble")},
    on="users",
    severity="warning",
    prose=True,
    check=_internal_stakeholder,
    says=Message("finding.segment_only_decides"),
    says_of_nobody=Message("finding.segment_is_no_people", organisation=COMPANY),
    fields=("segment",),
    confidence="medium",
    good=(
        "Sales reps who visit eight pharmacies a day by car and write their reports at night.",
        "Our own locksmiths on call at night.",
        "The board of a housing cooperative, which reads the meters itself.",
    ),
    bad=(
        "Declining visits and high heating costs.",
        "Our CFO.",
        "Legal, because they have to approve it.",
        "The steering committee.",
    ),
)
MULTIPLE = Rule(
    name="user/multiple",
    on="users",
    severity="warning",
    prose=True,
    check=_multiple,
    says=Message("finding.segment_of_several_groups"),
    fields=("segment",),
    requires=("user/everyone", "user/internal-stakeholder"),
    confidence="medium",
    has_fix=True,
    good=(
        "Nurses and doctors on one ward who hand over to each other at six.",
        "Families and neighbours who share a well.",
        "Piano tuners who drive more than an hour between two customers.",
    ),
    bad=(
        "Cooks and food critics.",
        "Brides, caterers, venues.",
        "Puppeteers who travel alone, plus ministries that hand out grants.",
    ),
)
DEMOGRAPHIC_ONLY = Rule(
    name="user/demographic-only",
    on="users",
    severity="warning",
    prose=True,
    check=_demographic_only,
    says=Message("finding.segment_only_demographic"),
    fields=("segment",),
    requires=("user/everyone", "user/internal-stakeholder"),
    confidence="medium",
    good=(
        "Men over sixty who cook for themselves for the first time.",
        "Landlords with one flat.",
        "Plant managers with machines from four makers.",
    ),
    bad=(
        "Glaziers in Bavaria.",
        "Women aged 25 to 40 in large cities with a university degree.",
        "Companies with 50 to 250 employees.",
    ),
)
NO_TODAY = Rule(
    name="user/no-today",
    on="users",
    severity="warning",
    check=_no_today,
    fields=("today",),
    good=(_PLANNERS + "    today: Last year's route.", _NURSES + "    today: A sheet of paper in the pocket."),
    bad=(_PLANNERS, _NURSES),
)

RULES = (EVERYONE, INTERNAL_STAKEHOLDER, MULTIPLE, DEMOGRAPHIC_ONLY, NO_TODAY)
