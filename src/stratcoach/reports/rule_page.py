"""What a rule means, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stratcoach.files.build import documentation
from stratcoach.messages import NOTHING, Message
from stratcoach.model.sections import SECTION
from stratcoach.reports.style import Style
from stratcoach.reports.topics import topic_of
from stratcoach.rules.base import SEVERITIES, Rule

_REPORTED: Final = Message("rule_page.is_reported")
_FINE: Final = Message("rule_page.is_fine")


def page(rule: Rule, style: Style) -> str:
    """The whole page: why, the question, examples, how to fix it, how to disagree."""
    sections = tuple(
        Message("rule_page.looks_at", section=section, each=SECTION[section].each if section in SECTION else NOTHING)
        for section in (rule.on, *rule.also_on)
    )
    head = Message("rule_page.head", severities=severities(rule), sections=sections)
    if rule.eased:
        head = Message("rule_page.head_eased", severities=severities(rule), sections=sections)
    parts = [
        f"{style.bold(rule.name)}  {head}",
        style.wrap(str(rule.why)),
        style.wrap(str(Message("rule_page.ask_yourself", question=rule.question))),
    ]
    if rule.fix:
        parts.append(style.wrap(str(rule.fix)))
    if rule.bad:
        parts.append("\n".join([style.bold(str(_REPORTED)), *(_example(text) for text in rule.bad)]))
    if rule.good:
        parts.append("\n".join([style.bold(str(_FINE)), *(_example(text) for text in rule.good)]))
    if topic := topic_of(rule.name):
        parts.append(str(Message("rule_page.idea_behind_it", topic=topic.name)))
    parts.append(_disagree(rule, style))
    if where := address(rule):
        parts.append(str(Message("rule_page.is_at", address=where)))
    return "\n\n".join(parts)


def address(rule: Rule) -> str:
    """Where the documentation has the page of a rule; `""` if it has no address."""
    return f"{documentation()}/reference/rules/{rule.name}/" if documentation() else ""


def markdown(rule: Rule) -> str:
    """The page as Markdown, for platforms that show it beside a finding."""
    parts = [
        f"**{rule.name}** ({severities(rule)})",
        str(rule.why),
        str(Message("rule_page.ask_yourself_bold", question=rule.question)),
    ]
    if rule.fix:
        parts.append(str(rule.fix))
    for lead, examples in ((_REPORTED, rule.bad), (_FINE, rule.good)):
        if examples:
            parts.append("\n\n".join((str(lead), *(f"```yaml\n{_visible(text)}\n```" for text in examples))))
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
        return style.dim(str(Message("rule_page.cannot_be_waived")))
    on = (SECTION[rule.on].own_id if rule.on in SECTION else "") or "the-id-of-the-item"
    about = "" if rule.on == "strategy" else f"      on: {on}\n"
    because = Message("rule_page.why_it_is_fine")
    waiver = f"  waivers:\n    - rule: {rule.name}\n{about}      because: {because}\n      until: 2027-03-31"
    lead = Message("rule_page.add_a_waiver_with_on") if rule.on == "strategy" else Message("rule_page.add_a_waiver")
    return f"{style.wrap(str(lead))}\n{waiver}"


def severities(rule: Rule) -> str:
    """The severity of a rule, with those that single findings of it may have."""
    return " or ".join(sorted({rule.severity, *rule.also}, key=SEVERITIES.index))


def table(rules: Sequence[Rule]) -> str:
    """All rules, a line each."""
    width = max(len(rule.name) for rule in rules)
    return "\n".join(f"{rule.name:<{width}}  {severities(rule):<16}  {rule.question}" for rule in rules)
