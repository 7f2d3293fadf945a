"""What documents call the fields of what they list, and the lines of their front matter."""

from __future__ import annotations

from typing import Final

FIELD_LABELS: Final = {
    **dict.fromkeys(("today", "baseline", "current", "now", "from", "status quo", "current value", "actual"), "baseline"),
    **dict.fromkeys(("target", "goal", "to", "target value", "aim"), "target"),
    **dict.fromkeys(("by", "due", "deadline", "when", "date", "until", "due date", "target date"), "by"),
    **dict.fromkeys(("metric", "measure", "kpi", "indicator", "measured by", "how measured"), "metric"),
    **dict.fromkeys(("owner", "who", "responsible", "lead", "dri"), "owner"),
    **dict.fromkeys(("source", "sources"), "source"),
    **dict.fromkeys(("evidence", "proof", "sample"), "evidence"),
    **dict.fromkeys(("because", "why", "reason", "rationale"), "because"),
    **dict.fromkeys(("test", "experiment", "how we test", "validation"), "test"),
    **dict.fromkeys(("confidence",), "confidence"),
    **dict.fromkeys(("counter metric", "guardrail", "guard rail", "counter-metric"), "counter_metric"),
    **dict.fromkeys(("definition", "what counts"), "definition"),
    **dict.fromkeys(("against", "alternative", "unlike", "competitor"), "against"),
    **dict.fromkeys(("horizon",), "horizon"),
    **dict.fromkeys(("drop it if", "drop if", "kill criterion", "stop if"), "drop_if"),
    **dict.fromkeys(("reopen when", "revisit when", "reconsider when"), "reopen_when"),
    **dict.fromkeys(("link", "url"), "link"),
    **dict.fromkeys(("note", "notes", "comment"), "note"),
}
"""What documents call the fields of an entry."""

OF_PLACE: Final[dict[str, dict[str, str]]] = {
    "vision": {"today": "today", "then": "future", "future": "future", "for": "user", "user": "user"},
    "users": {"today": "today", "currently": "today", "uses today": "today"},
    "market": {"why now": "why_now", "arena": "arena"},
}
"""What they call those of some entries besides, or in another sense."""

FRONT_MATTER: Final[dict[str, str]] = {
    **dict.fromkeys(("title", "name", "product", "project"), "product"),
    **dict.fromkeys(("owner", "author", "maintainer", "lead", "dri"), "owner"),
    **dict.fromkeys(("decider", "approver", "sponsor", "accountable"), "decider"),
    **dict.fromkeys(("mission", "purpose"), "mission"),
    "vision": "vision",
    "language": "language",
    "lang": "language",
    **dict.fromkeys(("review_by", "next_review", "review-by", "next-review"), "review_by"),
}

ABOUT: Final = frozenset(
    ("author", "authors", "status", "version", "date", "reviewer", "reviewers", "last updated", "updated", "target release", "release", "jira",
     "ticket", "epic", "stakeholders", "approver", "eng lead", "eng lead / design", "design", "engineering", "document", "link", "links")
)  # fmt: skip
"""What the first cell of a row says that is about the document."""
