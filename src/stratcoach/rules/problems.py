"""Rules about problems: what goes wrong for whom, when, and what it costs them; not a missing tool, and not the company's pain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stratcoach.language.en.figures import figures
from stratcoach.language.en.prose import read
from stratcoach.language.en.reading.alike import have_a_core
from stratcoach.language.en.reading.clauses import quote
from stratcoach.language.en.reading.pains import of_the_company
from stratcoach.language.en.reading.several import listed_problems, second_problem
from stratcoach.language.en.reading.vagueness import MISTY, concreteness, untold
from stratcoach.language.en.reading.wants import leans_to_tools, solution_in
from stratcoach.language.patterns import shipped
from stratcoach.messages import Message
from stratcoach.model.strategy import Problem
from stratcoach.rules.base import COMPANY, Context, Match, Rule

FEWEST_WORDS: Final = 4
"""With fewer words it says nothing, neither of the company's pain nor of anybody else's."""
_NO_OTHER: Final = re.compile(
    r"(?:(?:i|we|honestly|really|just)\s+)*(?:(?:can(?:no|['’]?)t|do(?:n['’]?t| not)|could(?:n['’]?t| not))\s+(?:really\s+|honestly\s+)?"
    r"(?:see|think\s+of|know(?:\s+of)?|have|imagine|find)|there(?:['’]?s|\s+is)\s+(?:really\s+)?no|no|nothing|none|not)\s*"
    r"(?:(?:any|an|much|a|of|one)\s*)*(?:other|another|others|else|more|alternative|second)?(?:\s+(?:way|ways|one|ones|idea|ideas|option|options))?"
    r"(?:\s+(?:really|to\s+be\s+honest|right\s+now|at\s+the\s+moment|tbh))?|that['’]?s\s+(?:it|all|the\s+only\s+(?:way|one))|dunno|not\s+sure",
    re.IGNORECASE,
)
"""“Can't really see another”, “nothing else”."""
_SEVERAL_WAYS: Final = re.compile(r"[;\n•]|\s/\s|\bor\b|,[^,]+,|^[^,]{1,30},[^,]{1,30}$|^\S+(?:\s\S+){0,3} and ", re.IGNORECASE)
"""What is between two ways on one line; in a longer one a single comma or “and” belongs to one way."""

_SAME_AGAIN: Final = re.compile(r"\bthe\s+same\s+(?:thing|idea|one|again|but|as)\b", re.IGNORECASE)


def _solution(problem: Problem, _scene: Context) -> Iterator[Match]:
    prose = read(problem.statement)
    for sentence in prose.sentences:
        span = solution_in(sentence)
        if span:
            yield Match("statement", Message("finding.problem_is_solution"), quote(prose, sentence, span))
            return
    span = leans_to_tools(prose)
    if span:
        yield Match("statement", Message("finding.problem_is_solution"), quote(prose, prose.tokens, span))


def _business_problem(problem: Problem, _scene: Context) -> Iterator[Match]:
    prose = read(problem.statement)
    words_seen = of_the_company(prose)
    if words_seen:
        yield Match("statement", Message("finding.problem_of_the_company", organisation=COMPANY), words_seen)


def _compound(problem: Problem, _scene: Context) -> Iterator[Match]:
    prose = read(problem.statement)
    second = second_problem(prose)
    if count := listed_problems(prose):
        yield Match("statement", Message("finding.several_problems", count=count))
    elif second:
        yield Match("statement", Message("finding.second_problem"), prose.between(second[0], second[-1]))


def _vague(problem: Problem, _scene: Context) -> Iterator[Match]:
    prose = read(problem.statement)
    asks = (
        any(map(solution_in, prose.sentences))
        or leans_to_tools(prose) is not None
        or shipped().first(SOLUTION.name, prose) is not None
    )
    missing = untold(prose, asks=asks) if prose.words else []
    if not missing or second_problem(prose):
        return
    is_concrete = len(prose.words) >= FEWEST_WORDS and (figures(prose.tokens) or concreteness(prose)[1] > MISTY)
    if not (is_concrete and of_the_company(prose)):
        yield Match("statement", Message("finding.problem_says_too_little", missing=tuple(missing)))


def _without_none(line: str) -> str:
    """A line without the sentences that only say that there is no other way."""
    return " ".join(one for one in re.split(r"(?<=[.!?])\s+", line) if not _NO_OTHER.fullmatch(one.strip(" .!?-–")))


def _one_way(_problem: Problem, scene: Context) -> Iterator[Match]:
    ways = scene.answers.get("ways", ())
    told = ways if isinstance(ways, tuple) else tuple(ways.splitlines())
    told = tuple(filter(None, map(_without_none, told)))
    is_alone = len(told) == 1 and (_SAME_AGAIN.search(told[0]) or not _SEVERAL_WAYS.search(told[0]))
    if is_alone or (len(told) > 1 and have_a_core([read(way) for way in told])):
        yield Match("ways", Message("finding.one_way_only"), told[0].strip())


SOLUTION = Rule(
    name="problem/solution",
    on="problems",
    severity="warning",
    prose=True,
    check=_solution,
    says=Message("finding.problem_is_solution"),
    fields=("statement",),
    good=(
        "Beekeepers find a hive dead in March and can't tell whether it starved in January or froze in February.",
        "Blind travellers can't find the stop request by touch and ride one stop too far.",
        "Villages without a pharmacy wait two days for insulin.",
    ),
    bad=(
        "Beekeepers lack a sensor with an app.",
        "As a stage manager I want a cue editor so that I don't have to print the list.",
        "The old till must be replaced before the holidays.",
    ),
)
BUSINESS_PROBLEM = Rule(
    name="problem/business-problem",
    on="problems",
    severity="warning",
    prose=True,
    check=_business_problem,
    says=Message("finding.problem_of_the_company", organisation=COMPANY),
    fields=("statement",),
    good=(
        "Kiosk owners lose the evening's sales when the card terminal is down, and reach nobody before Monday.",
        "Our drivers wait at the border for nine hours and are paid for five.",
    ),
    bad=("Our margins shrink because dealers ask for ever larger discounts.", "Only one trial user in ten upgrades."),
)
COMPOUND = Rule(
    name="problem/compound",
    on="problems",
    severity="warning",
    prose=True,
    check=_compound,
    says=Message("finding.second_problem"),
    fields=("statement",),
    confidence="medium",
    good=(
        "The lift stops at night, so tenants on the upper floors carry prams and shopping up six storeys.",
        "Parents get the letter on Friday, can't reach the school before Monday, and keep the child at home.",
    ),
    bad=(
        "Nurses can't find a free bed, and porters don't know which lift works.",
        "Anglers don't know which lakes are open. They also have trouble buying a day licence.",
        "Drivers find no toilet at the harbour, and the customs forms are in a language they can't read.",
    ),
)
VAGUE = Rule(
    name="problem/vague",
    on="problems",
    severity="warning",
    prose=True,
    check=_vague,
    says=Message("finding.problem_says_too_little", missing=(Message("finding.problem_what"),)),
    fields=("statement",),
    confidence="medium",
    good=(
        "Night porters carry the only key, so a guest who arrives after two waits outside until the round is over.",
        "A broken bone on the island is set two days later, when the boat runs again.",
    ),
    bad=("Booking is confusing.", "There are many challenges in the area of communication that affect everyone involved."),
)
ONE_WAY = Rule(
    name="problem/one-way",
    on="problems",
    severity="warning",
    check=_one_way,
    fields=("ways",),
    answers="ways",
    good=("A pool of carers who live nearby; one bed fewer on Fridays", "Scales at the till, or baking in two rounds"),
    bad=("An app with reminders", "A second fitter", "A text message to the owner\nA text message to her neighbour"),
)

RULES = (SOLUTION, BUSINESS_PROBLEM, COMPOUND, VAGUE, ONE_WAY)
