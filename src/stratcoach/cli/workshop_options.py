"""The options of `workshop`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from stratcoach.cli.quick import Verb

_PREPARE = "--prepare"


class WorkshopVerb(Verb):
    """The verb, whose `--prepare` needs no folder where pages are served."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        at = args.index(_PREPARE) if _PREPARE in args and "--" not in args[: args.index(_PREPARE)] else -1
        if at >= 0 and (at + 1 == len(args) or args[at + 1].startswith("-")):
            args = [*args[:at], f"{_PREPARE}=", *args[at + 1 :]]
        return super().parse_args(ctx, args)


MinutesOption = Annotated[
    int,
    typer.Option(help="How much time you have; by default, the length of the agenda.", metavar="MINUTES", min=0, max=2880),
]
PeopleOption = Annotated[int, typer.Option(help="How many people take part.", metavar="NUMBER", min=0, max=99)]
AgendaOption = Annotated[str, typer.Option(help="The agenda to use, such as half-day.", metavar="NAME")]
FollowOption = Annotated[bool, typer.Option("--follow", help="Show the facilitator's own screen, live: plan, hints, car park.")]
WallOption = Annotated[
    bool, typer.Option("--wall", help="Show what everybody may see, live and large: question, clock, notes, decisions.")
]
PrepareOption = Annotated[
    str | None,
    typer.Option(
        help="Write what to send out two days ahead to this folder; with --room, also or only let everybody answer on a page.",
        metavar="FOLDER",
    ),
]
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
RoomOption = Annotated[
    bool, typer.Option("--room", help="Serve a page for everybody's own phone while it runs; needs stratcoach[room].")
]
ReadFirstOption = Annotated[
    bool, typer.Option("--read-first", help="With --room: notes from people's pages wait until you have read them.")
]
AddressOption = Annotated[str, typer.Option(help="With --room: the address of this machine to serve at.", metavar="ADDRESS")]
PortOption = Annotated[int, typer.Option(help="With --room: the port; by default 8765, or the next free one.", min=0, max=65535)]
CertOption = Annotated[str, typer.Option(help="With --room: a certificate, to serve over https.", metavar="FILE")]
KeyOption = Annotated[str, typer.Option(help="With --room: the key of the certificate.", metavar="FILE")]
UrlOption = Annotated[str, typer.Option(help="With --room: the address that people open, behind a proxy.", metavar="URL")]
