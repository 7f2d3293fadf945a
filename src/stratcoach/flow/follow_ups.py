"""What is asked about something that nobody knows yet, by what becomes of it: the part that the answer goes to, and the question."""

from __future__ import annotations

from typing import Final

from stratcoach.messages import Message

FOLLOW_UPS: Final = {
    "question": (
        ("text", Message("interview.becomes_open_question")),
        ("owner", Message("interview.who_finds_out")),
        ("by", Message("interview.by_when")),
    ),
    "assumption": (
        ("text", Message("interview.becomes_assumption")),
        ("test", Message("interview.cheapest_test")),
        ("drop_if", Message("interview.which_result_ends_it")),
        ("owner", Message("interview.who_tries")),
        ("by", Message("interview.by_when")),
    ),
}
