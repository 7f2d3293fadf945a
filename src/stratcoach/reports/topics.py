"""What the method means, a topic a page: two columns beside each other, and what of a strategy shows it."""

from __future__ import annotations

from typing import Final

from stratcoach.model.strategy import (
    Alternative,
    Assumption,
    Insight,
    NorthStar,
    Objective,
    Okr,
    Positioning,
    Problem,
    Strategy,
    TradeOff,
    User,
    Vision,
)
from stratcoach.model.value import Value


class Topic(Value):
    """One page. `also` are other names for it. `rows` have a name and a cell for each of the two columns.

    `shows` are places in a strategy that show what is meant, as `section` or `section.key`, the telling one first. `about` are
    the rules for which it gives the idea: sections of rules, or single ones; `deeper` is the one that the page names.
    """

    name: str
    title: str
    line: str
    says: str
    columns: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]
    shows: tuple[str, ...]
    deeper: str = ""
    about: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    next: str = ""


TOPICS: Final[tuple[Topic, ...]] = (
    Topic(
        name="vision",
        title="Vision versus strategy",
        line="where your users will be, and the choices that get them there",
        says=(
            "The vision is the future state of your users. The strategy is the set of choices that leads there. "
            "Be stubborn about the first and ready to change the second."
        ),
        columns=("Vision", "Strategy"),
        rows=(
            ("asks", "Where will our users be if we do this well?", "How do we get there, and what do we leave?"),
            (
                "covers",
                "Who, how it is today, how it will be. No product, no rank.",
                "Problems, people, promises, objectives, trade-offs.",
            ),
            (
                "rests on",
                "What you saw. Nobody can make it up at a desk, or copy it.",
                "The vision and what you saw; each choice says on which.",
            ),
            ("changes", "Hardly ever: the 1 in version 1.4.2.", "When you learn: the 4 in 1.4.2."),
            ("fails", "When a colleague can't turn down an idea with it.", "When no rival would choose the opposite."),
        ),
        shows=("vision.statement", "problems.statement", "users.segment", "objectives.statement"),
        deeper="vision/feature",
        about=("vision", "objective/repeats-vision"),
        also=("strategy", "vision-and-strategy", "mission"),
        next="choices",
    ),
    Topic(
        name="management",
        title="Strategy versus product management",
        line="what is decided here, and what is left to those who build and run it",
        says=(
            "Strategy says where to go and what you choose. Product management makes it real: how, when and by whom. "
            "This file contains the strategy."
        ),
        columns=("Strategy", "Product management"),
        rows=(
            ("decides", "Which problems, for whom, and why they pick you.", "How it is built, in which order, by which team."),
            ("looks at", "Users, rivals, the company's goal; over years.", "Teams, releases, quality, upkeep; days to quarters."),
            ("lives in", "This file: insights, vision, choices, objectives.", "Roadmaps, backlogs and tickets that link to it."),
            ("passes on", "Objectives and trade-offs, so that teams can say no.", "What was learned while building and selling."),
            ("fails", "When features and delivery dates creep in.", "When nobody knows which choice a task serves."),
        ),
        shows=("problems.statement", "trade_offs.choose", "objectives.statement", "okrs.objective"),
        deeper="problem/solution",
        about=("problem/solution", "objective/output", "choice/execution"),
        also=("product-management", "delivery", "roadmap"),
        next="okrs",
    ),
    Topic(
        name="ambition",
        title="Low-key versus ambitious",
        line="how far from today to aim; neither is better",
        says=(
            "A vision may stay close to today or change how things work. Neither is right or wrong: it depends on your product, "
            "company, market, and on what you can risk. Draw both, then choose."
        ),
        columns=("Low-key", "Ambitious"),
        rows=(
            ("people", "Those you already know.", "Often those who use nothing today."),
            ("replaces", "A rival tool, or a habit.", "Owning, waiting, going without."),
            ("years", "One to three.", "Three or more."),
            ("numbers", "A step from a known baseline.", "Several times as much, or from 0."),
            ("bets", "Few, and none that would end it.", "Two or three, each with a test."),
            ("gives up", "Little, so others can copy it.", "Something that works or pays now."),
            ("fails", "Under a vision that promises more.", "With choices that change little."),
        ),
        shows=("vision.ambition", "vision.statement", "vision.alternatives", "vision.because"),
        about=("strategy/ambition-mismatch",),
        also=("low-key", "ambitious", "risk", "alternatives"),
        next="vision",
    ),
    Topic(
        name="north-star",
        title="The north star metric",
        line="the vision as one number",
        says=(
            "One number that rises when users get what the vision promises. It feeds the choices, and ties what lasts for years to what "
            "a quarter can move."
        ),
        columns=("A north star", "Some other number"),
        rows=(
            ("counts", "Moments in which a user gets the value.", "What you have: sign-ups, visits, revenue."),
            ("moves", "Early; teams can move its inputs within weeks.", "Late, or without helping anybody."),
            (
                "is clear",
                "What counts as one, and per what: week, home, order.",
                "It has a name; each team counts it differently.",
            ),
            ("is safe", "Something is named that must not get worse.", "It can be pushed up while users lose."),
            ("is alone", "One, with three to six inputs.", "Three: and if one falls while two rise?"),
        ),
        shows=("north_star.metric", "north_star.definition", "north_star.inputs", "north_star.counter_metric"),
        deeper="north-star/inputs",
        about=("north-star", "objective/vanity"),
        also=("north_star", "metric", "kpi", "nsm"),
        next="okrs",
    ),
    Topic(
        name="okrs",
        title="OKRs and discovery",
        line="choices go down into the work, and what is learned comes back up",
        says=(
            "Choices trickle down into OKRs and into questions for discovery. What is learned there trickles up, and may put a choice in "
            "question."
        ),
        columns=("Down, to the work", "Up, from the work"),
        rows=(
            (
                "numbers",
                "The north star gives the number for years, an OKR for a quarter.",
                "Inputs move, the number doesn't: is it the right one?",
            ),
            (
                "objectives",
                "Each OKR rests on an objective; those that don't can go.",
                "Key results reached, objective not: another problem?",
            ),
            ("bets", "What isn't shown yet gets a test, a name and a day.", "The answer is an insight, for or against: `learn`."),
            (
                "doubts",
                "A choice tells discovery where to look first.",
                "What is challenged, and all that rests on it, is in question.",
            ),
            ("lasts", "Objectives last; key results change each quarter.", "Details change often, a vision hardly ever."),
        ),
        shows=("okrs.objective", "okrs.key_results", "objectives.statement", "assumptions.test"),
        deeper="assumption/untested",
        about=("objective", "assumption", "trace/in-question"),
        also=("okr", "discovery", "objectives", "key-results", "learning"),
        next="evidence",
    ),
    Topic(
        name="evidence",
        title="Evidence",
        line="what you saw users do, and how a choice comes to rest on it",
        says=(
            "An insight is something that you saw users do and did not expect. Without it, vision and choices have no ground, however "
            "full the template is."
        ),
        columns=("Says little", "Supports a choice"),
        rows=(
            ("belief", "“We think that bakers want forecasts.”", "“9 of 11 bakers count leftovers and note nothing.”"),
            ("wish", "“Most would pay for it.”", "“4 of 7 already pay a cousin to do it.”"),
            ("request", "“They ask for an export.”", "“Each Monday they retype the list for the mill.”"),
            ("source", "Sales heard it somewhere.", "Where, how many of how many, which month."),
            ("if none", "Written down as if it were known.", "An assumption, with a test and a day."),
        ),
        shows=("insights.statement", "insights.evidence", "insights.observed", "assumptions.statement"),
        deeper="insight/opinion",
        about=("insight", "trace"),
        also=("insights", "insight", "assumptions", "assumption", "research", "trace"),
        next="choices",
    ),
    Topic(
        name="choices",
        title="Choices and trade-offs",
        line="few problems, a narrow group, and which good thing you give up",
        says=("To choose is to say no to something good. If no sensible rival could choose the opposite, nothing was chosen."),
        columns=("Nothing is chosen", "A choice"),
        rows=(
            ("opposite", "“High quality”: who would promise low?", "“No typing”: a rival may promise every detail."),
            ("trade-off", "“Quality over bugs”: nobody wants bugs.", "“Villages, even over chains”: both good, one first."),
            ("people", "“Everyone who travels.”", "So narrow that one person is clearly in or out."),
            ("how many", "Nine problems, each a priority.", "Up to three, the most important first."),
            ("no", "“Hospitals: later.”", "“No, until half our homes ask”: `reopen_when`."),
        ),
        shows=("trade_offs.choose", "trade_offs.reopen_when", "positioning.opposite", "users.segment"),
        deeper="trade-off/none",
        about=("problem", "user", "choice", "positioning", "trade-off", "strategy", "version"),
        also=("trade-offs", "trade_offs", "tradeoffs", "problems", "users", "positioning", "focus"),
        next="ambition",
    ),
)

BY_NAME: Final = {name: topic for topic in TOPICS for name in (topic.name, *topic.also)}


def topic_of(rule: str) -> Topic | None:
    """The topic that gives the idea behind a rule: the one that names it, else the one about its section."""
    for wanted in (rule, rule.partition("/")[0]):
        for topic in TOPICS:
            if wanted in topic.about:
                return topic
    return None


EXAMPLE: Final = Strategy(
    product="Trailhead",
    version="1.0.0",
    updated="2026-05-04",
    owner="Head of Product",
    decider="Managing Director",
    review_by="2026-09",
    insights=(
        Insight(
            id="full-car-parks",
            statement="Weekend hikers drop the route they planned when the car park at its start is full.",
            source="interviews",
            evidence="11 of 14 interviews at three trailheads",
            observed="2026-03",
        ),
        Insight(
            id="friday-night",
            statement="Routes for a group are picked on Friday after eight, by the one who knows the hills least.",
            source="analytics",
            evidence="61 % of 48,000 saved routes",
            observed="2026-02",
        ),
        Insight(
            id="no-third-outing",
            statement="Hikers whose first two outings went wrong don't plan a third one within the year.",
            source="survey",
            evidence="57 % of 412 answers",
            observed="2025-11",
        ),
    ),
    assumptions=(
        Assumption(
            id="wardens-share",
            statement="Wardens let us show how full their car parks are if it costs them no work.",
            test="Ask five parks for two weeks of counts; drop it if fewer than three say yes.",
            by="2026-07",
            confidence="low",
            owner="Partnerships",
        ),
    ),
    vision=Vision(
        statement="Anyone with a free Saturday sets out knowing that the day will work, and comes home wanting the next one.",
        user="People in cities who hike at weekends",
        today="They find out on arrival that the plan doesn't work, and lose the day.",
        future="They know before they leave home, and have a second plan that suits the group.",
        horizon="2029",
        ambition="ambitious",
        because="Taking away one failure leaves the day as fragile as before.",
        rests_on=("full-car-parks", "no-third-outing"),
        alternatives=(
            Alternative(
                statement="Hikers always find a free space at the trail that they picked.",
                ambition="low-key",
                because="It takes one failure away and leaves the others.",
            ),
        ),
    ),
    north_star=NorthStar(
        metric="Outings that went as planned, per active hiker and month",
        definition="A saved plan, begun on its day, that its organiser calls a good one.",
        baseline="1.1",
        target="2.5",
        by="2027-12",
        inputs=("plans with a second route", "plans looked at in the morning", "plans the whole group has seen"),
        counter_metric="Outings cut short for safety",
        rests_on=("vision",),
    ),
    problems=(
        Problem(
            id="lost-on-arrival",
            statement="People who drive an hour learn only on arrival that the trail is full or closed, and lose the day.",
            because="A plan that holds is the first thing that makes a day work.",
            rests_on=("full-car-parks", "wardens-share"),
        ),
        Problem(
            id="picked-blind",
            statement="Whoever picks the route can't tell if everybody in the group will manage it.",
            because="A day works only if it does for all who came along.",
            rests_on=("friday-night", "no-third-outing"),
        ),
    ),
    users=(
        User(
            id="friday-planners",
            segment="City people who hike twice a month and pick the route for others the night before.",
            today="A friend's tip, or last year's route.",
            rests_on=("lost-on-arrival", "picked-blind"),
        ),
    ),
    positioning=(
        Positioning(
            id="the-day",
            statement="For Friday planners we promise that the day works; map apps promise that the map is complete.",
            against="map apps",
            opposite="The most complete map, whatever the day brings.",
            lasts_because="It needs an agreement with each park, which a maker of world maps can't keep up.",
            rests_on=("friday-planners",),
        ),
    ),
    objectives=(
        Objective(
            id="second-season",
            statement="Hikers stay with us because their days work.",
            metric="Hikers who are active in a second season",
            baseline="22 %",
            target="45 %",
            by="2027-10",
            owner="Head of Product",
            rests_on=("lost-on-arrival", "friday-planners"),
        ),
        Objective(
            id="brought-by-friends",
            statement="Planners bring the people whom they plan for.",
            metric="New hikers who came along with a planner first",
            baseline="8 %",
            target="30 %",
            by="2027-06",
            owner="Marketing",
            rests_on=("picked-blind", "friday-planners"),
        ),
    ),
    trade_offs=(
        TradeOff(
            id="before-you-leave",
            choose="Knowing before you leave",
            over="Directions on the trail",
            reopen_when="Half of the outings that fail do so on the trail.",
            because="Map apps are strong there, and it doesn't save a day that was planned wrong.",
        ),
    ),
    okrs=(
        Okr(
            id="third-quarter",
            objective="Planners in two pilot regions trust the evening check.",
            key_results=("6 of 10 plans there have a second route",),
            quarter="2026-Q3",
            rests_on=("second-season",),
        ),
    ),
)
"""What a page shows where the reader has no strategy yet, or an empty one."""
