"""`stratcoach explain`: what a rule means, why, with examples, and how to disagree."""

from __future__ import annotations

import json
import sys

from stratcoach.reports import rule_page
from stratcoach.reports.style import style_for
from stratcoach.rules import RULES
from stratcoach.services.as_data import rule_data
from stratcoach.services.rule_lookup import rule_named


def run(name: str, *, every: bool, output: str = "text") -> int:
    if output == "json":
        rules = [rule_named(name)] if name else list(RULES)
        print(json.dumps({"version": 1, "rules": [rule_data(rule) for rule in rules]}, indent=2))
        return 0
    style = style_for(sys.stdout)
    if every:
        print("\n\n\n".join(rule_page.page(rule, style) for rule in RULES))
        return 0
    if not name:
        print(rule_page.table(RULES))
        return 0
    print(rule_page.page(rule_named(name), style))
    return 0
