"""A page for each rule, from the same values as `stratcoach explain`, and the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratcoach.model.safe_text import visible
from stratcoach.reports.rule_page import severities
from stratcoach.reports.topics import topic_of
from stratcoach.rules import RULES
from stratcoach.rules.base import Rule
from tests.reference.markdown import block, code, page, table

GROUPS: Final = {
    "file": "Whether the file can be read. These can't be ignored or waived.",
    "trace": "Whether everything rests on something earlier, down to what users did.",
    "insight": "What you saw users do.",
    "assumption": "What you take to be true but haven't shown yet.",
    "vision": "The future of your users.",
    "north-star": "The vision as one number.",
    "problem": "The problems that you choose to solve.",
    "user": "The people whom you choose to serve.",
    "objective": "What the business gets.",
    "positioning": "Why people choose you.",
    "choice": "Whether a choice is one.",
    "trade-off": "Which good thing comes first, and which one you give up.",
    "strategy": "The strategy as a whole.",
    "version": "Whether the version fits what changed since the last release. They need an earlier version to compare with.",
    "waiver": "Findings that your team has accepted. These can't be waived.",
}
_LOOKS_AT: Final = {
    "strategy": "the whole strategy",
    "file": "the file",
    "entry": "every text",
    "north_star": "the north star metric",
    "vision": "the vision",
    "trade_offs": "each trade-off",
    "positioning": "each promise",
}


def pages() -> Iterator[tuple[str, str]]:
    yield "rules/index.md", page("Rules", _LEAD, *(_group(name, says) for name, says in GROUPS.items()))
    for rule in RULES:
        yield f"rules/{rule.name}.md", _page(rule)


_LEAD: Final = f"""\
There are {len(RULES)} rules. Each page says why the rule matters, what to ask yourself, and what is reported and what isn't; it is
what `stratcoach explain RULE` prints. [How to disagree](../../how-to/disagree.md) with a finding, and
[how to change a rule for your team](../settings.md).

**error**: something is missing, or the file can't be used as it is. **warning**: a coach would ask. **advice**: worth a look.
In a draft (`status: draft`), some errors are warnings. A rule that reads wording is never an error, unless a thing is missing
altogether; it reads English only, and is off for a file in another language."""


def _group(name: str, says: str) -> str:
    rows = [(f"[`{rule.name}`]({rule.name}.md)", severities(rule), str(rule.question)) for rule in RULES if rule.section == name]
    return f"## {name}\n\n{says}\n\n{table(('rule', 'severity', 'the coach asks'), rows)}"


def _page(rule: Rule) -> str:
    looked_at = [_LOOKS_AT.get(section) or f"each {section.removesuffix('s')}" for section in (rule.on, *rule.also_on)]
    topic = topic_of(rule.name)
    facts = [
        f"**{severities(rule)}**{' (a warning while the strategy is a draft)' if rule.eased else ''}",
        f"looks at {' and '.join(looked_at)}",
        "reads English wording" if rule.prose else "",
        "compares with an earlier version" if rule.compares else "",
    ]
    return page(
        rule.name,
        "; ".join(filter(None, facts)) + ".",
        visible(str(rule.why)),
        f"**Ask yourself:** {visible(str(rule.question))}",
        visible(str(rule.fix)),
        _examples("This is reported", rule.bad),
        _examples("This is fine", rule.good),
        _related(rule),
        f"The idea behind it: `stratcoach guide {topic.name}`, and [the method](../../../explanation/method.md)."
        if topic
        else "",
        _disagree(rule),
    )


def _examples(title: str, texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    told = [block(_shown(text), "yaml") if "\n" in text else f"- “{_shown(text)}”" for text in texts]
    return f"## {title}\n\n" + ("\n" if told[0].startswith("-") else "\n\n").join(told)


def _shown(text: str) -> str:
    """An example with what can't be seen as its code."""
    return "\n".join(visible(line) for line in text.rstrip().split("\n"))


def _related(rule: Rule) -> str:
    return f"It is silent where {code(*rule.requires)} already reports the item." if rule.requires else ""


def _disagree(rule: Rule) -> str:
    if rule.section in ("file", "waiver"):
        return "## If you see it differently\n\nFindings of this rule can't be waived."
    on = {"vision": "vision", "north_star": "north-star"}.get(rule.on, "the-id-of-the-item")
    about = "" if rule.on == "strategy" else f"    on: {on}\n"
    waiver = f"waivers:\n  - rule: {rule.name}\n{about}    because: Why it is fine here.\n    until: 2027-03-31"
    lead = "Write a waiver into the file, with a reason and an end date:"
    if rule.on == "strategy":
        lead += " if the finding names something in brackets, put that under `on`, too."
    whole_team = block(f"severity:\n  {rule.name}: off", "yaml")
    parts = (
        "## If you see it differently",
        lead,
        block(waiver, "yaml"),
        "Or turn it off for the whole team, in `.stratcoach.yaml`:",
    )
    return "\n\n".join((*parts, whole_team))
