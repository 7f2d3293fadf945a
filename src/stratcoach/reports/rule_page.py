"""What a rule means, on one screen."""

from __future__ import annotations

from collections.abc import Sequence

from stratcoach.model.sections import SECTION
from stratcoach.reports.style import Style
from stratcoach.reports.topics import topic_of
from stratcoach.rules.base import SEVERITIES, Rule

_ABOUT = {
    "strategy": "the whole strategy",
    "file": "the file",
    "entry": "every text",
}


def page(rule: Rule, style: Style) -> str:
    """The whole page: why, the question, examples, how to fix it, how to disagree."""
    seen = [_ABOUT.get(section) or SECTION[section].each for section in (rule.on, *rule.also_on)]
    about = " and ".join(filter(None, (", ".join(seen[:-1]), seen[-1])))
    eased = "; a warning while the strategy is a draft" if rule.eased else ""
    parts = [
        f"{style.bold(rule.name)}  ({severities(rule)}{eased}; looks at {about})",
        style.wrap(rule.why),
        style.wrap(f"Ask yourself: {rule.question}"),
    ]
    if rule.fix:
        parts.append(style.wrap(rule.fix))
    if rule.bad:
        parts.append("\n".join([style.bold("This is reported:"), *(_example(text) for text in rule.bad)]))
    if rule.good:
        parts.append("\n".join([style.bold("This is fine:"), *(_example(text) for text in rule.good)]))
    if topic := topic_of(rule.name):
        parts.append(f"The idea behind it: `stratcoach guide {topic.name}`")
    parts.append(_disagree(rule, style))
    return "\n\n".join(parts)


def markdown(rule: Rule) -> str:
    """The page as Markdown, for platforms that show it beside a finding."""
    parts = [f"**{rule.name}** ({severities(rule)})", rule.why, f"**Ask yourself:** {rule.question}"]
    if rule.fix:
        parts.append(rule.fix)
    for lead, examples in (("This is reported:", rule.bad), ("This is fine:", rule.good)):
        if examples:
            parts.append("\n\n".join((lead, *(f"```yaml\n{_visible(text)}\n```" for text in examples))))
    return "\n\n".join(parts)


def _visible(text: str) -> str:
    return text.replace("\u200b", "\\u200b").rstrip()


def _example(text: str) -> str:
    if "\n" not in text:
        return f"  “{text}”"
    lines = _visible(text).splitlines()
    return "\n".join(f"  {'|' if place else '-'} {line}" for place, line in enumerate(lines))


def _disagree(rule: Rule, style: Style) -> str:
    if rule.section in ("file", "waiver"):
        return style.dim("Findings of this rule can't be waived.")
    on = (SECTION[rule.on].own_id if rule.on in SECTION else "") or "the-id-of-the-item"
    about = "" if rule.on == "strategy" else f"      on: {on}\n"
    waiver = f"  waivers:\n    - rule: {rule.name}\n{about}      because: Why it is fine here.\n      until: 2027-03-31"
    lead = "See it differently? Add a waiver to the file, with a reason and an end date:"
    if rule.on == "strategy":
        lead = lead.replace(":", ". If the finding names something in brackets, put that under `on`, too:")
    return f"{style.wrap(lead)}\n{waiver}"


def severities(rule: Rule) -> str:
    """The severity of a rule, with those that single findings of it may have."""
    return " or ".join(sorted({rule.severity, *rule.also}, key=SEVERITIES.index))


def table(rules: Sequence[Rule]) -> str:
    """All rules, a line each."""
    width = max(len(rule.name) for rule in rules)
    return "\n".join(f"{rule.name:<{width}}  {severities(rule):<16}  {rule.question}" for rule in rules)
