"""The options of `workshop`."""

from __future__ import annotations

from typing import Annotated

import typer

MinutesOption = Annotated[
    int,
    typer.Option(help="How much time you have; by default, the length of the agenda.", metavar="MINUTES", min=0, max=2880),
]
PeopleOption = Annotated[int, typer.Option(help="How many people take part.", metavar="NUMBER", min=0, max=99)]
AgendaOption = Annotated[str, typer.Option(help="The agenda to use, such as half-day.", metavar="NAME")]
FollowOption = Annotated[bool, typer.Option("--follow", help="Show the facilitator's own screen, live: plan, hints, car park.")]
PrepareOption = Annotated[str, typer.Option(help="Write what to send out two days ahead to this folder.", metavar="FOLDER")]
QuestionnairesOption = Annotated[
    str, typer.Option(help="Write a questionnaire for each person to this folder.", metavar="FOLDER")
]
CollectOption = Annotated[
    list[str] | None,
    typer.Option(help="Read the answers from this questionnaire, or from all in a folder; repeatable.", metavar="FILE"),
]
NamesOption = Annotated[
    str, typer.Option(help="Who takes part, separated by commas; for questionnaires before you begin.", metavar="NAMES")
]
