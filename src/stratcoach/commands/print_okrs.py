"""`stratcoach okrs`: the OKRs for where teams plan, each with the objective that it rests on."""

from __future__ import annotations

from typing import Literal

from stratcoach.commands.printing import put_file
from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.reports.okr_tables import as_csv, as_markdown
from stratcoach.services.strategy_file import read_file, readable, working_file

Target = Literal["csv", "md"]


def run(file: str, *, to: Target) -> int:
    """Print them. Returns 0."""
    strategy = readable(read_file(working_file(file)), "exported")
    if not strategy.okrs:
        raise UserError(Message("okrs.none"), Message("okrs.add_some"))
    put_file((as_csv(strategy) if to == "csv" else as_markdown(strategy)).removesuffix("\n"))
    return 0
