"""`stratcoach explain`: what a rule means, why, with examples, and how to disagree."""

from __future__ import annotations

import json
import sys

from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.model.likeness import closest
from stratcoach.reports import rule_page
from stratcoach.reports.style import style_for
from stratcoach.rules import BY_NAME, RULES
from stratcoach.rules.base import Rule
from stratcoach.services.as_data import rule_data


def run(name: str, *, every: bool, output: str = "text") -> int:
    if output == "json":
        rules = [_named(name)] if name else list(RULES)
        print(json.dumps({"version": 1, "rules": [rule_data(rule) for rule in rules]}, indent=2))
        return 0
    style = style_for(sys.stdout)
    if every:
        print("\n\n\n".join(rule_page.page(rule, style) for rule in RULES))
        return 0
    if not name:
        print(rule_page.table(RULES))
        return 0
    print(rule_page.page(_named(name), style))
    return 0


def _named(name: str) -> Rule:
    rule = BY_NAME.get(name.strip().lower())
    if rule is None:
        likely = closest(name.lower(), BY_NAME, 0.5)
        hint = Message("verb.did_you_mean", name=likely) if likely else Message("verb.list_rules")
        raise UserError(Message("verb.no_such_rule", name=name), hint)
    return rule
