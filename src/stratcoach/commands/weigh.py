"""`stratcoach weigh`: weighs an idea against the strategy; with a person there, it is talked through and the answer written down."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Literal

from stratcoach.commands.printing import put
from stratcoach.errors import UserError
from stratcoach.messages import Message
from stratcoach.model.strategy import Strategy
from stratcoach.reports.style import style_for
from stratcoach.services.as_data import weighed_data
from stratcoach.services.strategy_file import read_file, readable, working_file
from stratcoach.services.weighing import idea_in, weigh

Format = Literal["text", "md", "json"]


def run(names: list[str], *, output: Format, plain: bool, flows: str, start_over: bool) -> int:
    file, proposal = _named(names)
    path = working_file(file)
    document = read_file(path)
    strategy = readable(document, "weighed")
    talks = output == "text" and (plain or (sys.stdin.isatty() and sys.stdout.isatty()))
    if not (proposal or talks):
        raise UserError(Message("weigh.no_proposal"), Message("weigh.write_a_proposal"))
    if proposal:
        _show(strategy, proposal, path, output)
    if not talks:
        return 0
    from stratcoach.commands.weigh_talk import talk

    return talk(path, document.source.text, strategy, proposal, plain=plain, flows=flows, start_over=start_over)


def _named(names: list[str]) -> tuple[str, str]:
    """The file and the idea, in whichever order they were named."""
    if len(names) > 2:
        raise UserError(Message("weigh.too_many", name=names[2]), Message("weigh.quote_it"))
    files = [name for name in names if Path(name).suffix in (".yaml", ".yml")][:1]
    if len(names) == 2:
        files = files or names[:1]
    file = files[0] if files else ""
    ideas = [name for name in names if name != file]
    return file, idea_in(ideas[0]) if ideas else ""


def _show(strategy: Strategy, proposal: str, path: Path, output: Format) -> None:
    weighed = weigh(strategy, proposal)
    if output == "json":
        put(json.dumps(weighed_data(weighed, path.as_posix()), ensure_ascii=True, indent=2))
    elif output == "md":
        from stratcoach.reports.weigh_markdown import render as as_markdown

        put(as_markdown(weighed))
    else:
        from stratcoach.reports.weigh_text import render

        put(render(weighed, style_for(sys.stdout)))
