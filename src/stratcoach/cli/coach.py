"""The commands that coach: they ask questions, or explain the method."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from stratcoach.cli.options import (
    COACH,
    CompareFormat,
    FileArgument,
    FlowsOption,
    Format,
    NoBellOption,
    PlainOption,
    StartOverOption,
    app,
)
from stratcoach.cli.workshop_options import (
    AddressOption,
    AgendaOption,
    CertOption,
    CollectOption,
    FollowOption,
    KeyOption,
    MinutesOption,
    NamesOption,
    PeopleOption,
    PortOption,
    PrepareOption,
    QuestionnairesOption,
    ReadFirstOption,
    RoomOption,
    UrlOption,
    WallOption,
    WorkshopVerb,
)
from stratcoach.errors import UserError
from stratcoach.messages import Message


@app.command(rich_help_panel=COACH)
def new(
    file: FileArgument = "",
    answers: Annotated[str, typer.Option(help="Read the answers from this file instead of asking.", metavar="FILE")] = "",
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
    transcript: Annotated[
        str, typer.Option(help="With --answers: save the whole conversation to this file.", metavar="FILE")
    ] = "",
) -> None:
    """Build a strategy step by step, starting from what users did. You can stop and resume at any time."""
    from stratcoach.commands import new as verb

    raise typer.Exit(verb.run(file, answers=answers, plain=plain, flows=flows, start_over=start_over, transcript=transcript))


@app.command(rich_help_panel=COACH)
def resume(
    file: FileArgument = "",
    plain: PlainOption = False,
    no_bell: NoBellOption = False,
    room: RoomOption = False,
    address: AddressOption = "",
    port: PortOption = 0,
    cert: CertOption = "",
    key: KeyOption = "",
    url: UrlOption = "",
    read_first: ReadFirstOption = False,
) -> None:
    """Resume an unfinished session at the question where you stopped."""
    from stratcoach.commands import resume as verb
    from stratcoach.commands.room_pages import pages

    served = pages(file, room=room, address=address, port=port, cert=cert, key=key, url=url, reads_first=read_first)
    raise typer.Exit(verb.run(file, plain=plain, bell=not no_bell, pages=served))


@app.command(rich_help_panel=COACH, cls=WorkshopVerb)
def workshop(
    file: FileArgument = "",
    minutes: MinutesOption = 0,
    people: PeopleOption = 0,
    agenda: AgendaOption = "",
    follow: FollowOption = False,
    wall: WallOption = False,
    prepare: PrepareOption = None,
    questionnaires: QuestionnairesOption = "",
    collect: CollectOption = None,
    names: NamesOption = "",
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
    no_bell: NoBellOption = False,
    room: RoomOption = False,
    address: AddressOption = "",
    port: PortOption = 0,
    cert: CertOption = "",
    key: KeyOption = "",
    url: UrlOption = "",
    read_first: ReadFirstOption = False,
) -> None:
    """Run a workshop with a group: one person types, a projector shows, everybody thinks."""
    if follow or wall:
        from stratcoach.commands import follow as screen

        raise typer.Exit(screen.run(file, wall=wall))
    if collect:
        from stratcoach.commands import collect as answers

        raise typer.Exit(answers.run(file, collect))
    from stratcoach.commands.room_pages import pages

    plan: dict[str, Any] = {"agenda": agenda, "flows": flows, "minutes": minutes, "people": people}
    if prepare or questionnaires:
        _write_ahead(file, prepare=prepare or "", questionnaires=questionnaires, names=names, **plan)
        if not (room and prepare):
            raise typer.Exit
    served = pages(file, room=room, address=address, port=port, cert=cert, key=key, url=url, reads_first=read_first)
    if prepare is not None:
        raise typer.Exit(_round_ahead(file, served, names=names, **plan))
    from stratcoach.commands.workshop import run

    raise typer.Exit(run(file, **plan, plain=plain, start_over=start_over, bell=not no_bell, pages=served))


def _write_ahead(file: str, **what: Any) -> None:
    from stratcoach.commands.prepare import run

    run(file, **what)


def _round_ahead(file: str, served: Any, **what: Any) -> int:
    from stratcoach.commands.round_ahead import run

    if served is None:
        raise UserError(Message("room_ahead.folder_or_room"), Message("room_ahead.name_folder"))
    return run(file, served, **what)


@app.command(rich_help_panel=COACH)
def revise(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE] [SECTION]", help="The strategy file, and the section to go through.")
    ] = None,
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
) -> None:
    """Go through one section again, or add to it; the rest of the file stays as it is."""
    from stratcoach.commands import revise as verb

    raise typer.Exit(verb.run(names or [], plain=plain, flows=flows, start_over=start_over))


@app.command(rich_help_panel=COACH)
def learn(
    file: FileArgument = "", plain: PlainOption = False, flows: FlowsOption = "", start_over: StartOverOption = False
) -> None:
    """Record something new that users did, and see what it supports and what it puts in question."""
    from stratcoach.commands import learn as verb

    raise typer.Exit(verb.run(file, plain=plain, flows=flows, start_over=start_over))


@app.command(rich_help_panel=COACH)
def weigh(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar='[FILE] "PROPOSAL"', help="The strategy file, and the idea as somebody would ask for it."),
    ] = None,
    output: Annotated[
        CompareFormat, typer.Option("--format", help="The output format; json and md only read.")
    ] = CompareFormat.text,
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
) -> None:
    """Weigh an idea against the strategy: what speaks for it and against it, and which choice decides. You decide."""
    from stratcoach.commands import weigh as verb

    raise typer.Exit(verb.run(names or [], output=output.value, plain=plain, flows=flows, start_over=start_over))


@app.command(rich_help_panel=COACH)
def reading(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE] [ITEM] [VALUE]", help="The strategy file, the id of a number or its beginning, what it shows."
        ),
    ] = None,
    day: Annotated[str, typer.Option(help="The day, month or quarter of the reading (default: today).", metavar="DATE")] = "",
    counter: Annotated[str, typer.Option(help="What the counter metric showed.", metavar="VALUE")] = "",
    note: Annotated[str, typer.Option(help="What explains it.", metavar="TEXT")] = "",
    plain: PlainOption = False,
) -> None:
    """Take down what a north star metric or an objective shows; without a number, ask for what is due."""
    from stratcoach.commands import reading as verb

    raise typer.Exit(verb.run(names or [], day=day, note=note, counter=counter, plain=plain))


@app.command(rich_help_panel=COACH)
def review(
    file: FileArgument = "",
    lists: Annotated[bool, typer.Option("--list", help="Only list what is due, and what comes next.")] = False,
    output: Annotated[Format, typer.Option("--format", help="The output format; json only reads.")] = Format.text,
    ics: Annotated[bool, typer.Option("--ics", help="Only write all days into a calendar file, strategy.ics.")] = False,
    out: Annotated[str, typer.Option("--out", "-o", help="With --ics: where to write it; `-` prints it.", metavar="FILE")] = "",
    plain: PlainOption = False,
) -> None:
    """Go through what is due, in fifteen minutes: bets, numbers, open questions, waivers, the review of the whole."""
    from stratcoach.commands import review as verb

    raise typer.Exit(verb.run(file, lists=lists, output=output.value, ics=ics, out=out, plain=plain))


@app.command("import", rich_help_panel=COACH)
def import_documents(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE… [FILE]", help="Documents or folders, `-` for standard input; last, if you like, the strategy file."
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take everything as it was sorted, without asking.")] = False,
    plain: PlainOption = False,
) -> None:
    """Bring in what you have: a STRATEGY.md, a vision page, OKRs, notes. Nothing is made up, and nothing is lost."""
    from stratcoach.commands import import_documents as verb

    raise typer.Exit(verb.run(sources, yes=yes, plain=plain))


@app.command(rich_help_panel=COACH)
def check(
    slot: Annotated[
        str,
        typer.Argument(
            help="What kind of sentence: insight, vision, north_star, problem, user, objective, choice, assumption, test, key_result or boundary."
        ),
    ] = "",
    text: Annotated[str, typer.Argument(help="The sentence to check.")] = "",
    jsonl: Annotated[str, typer.Option(help="Check a file with one JSON object per line; `-` for standard input.")] = "",
    why: Annotated[
        bool, typer.Option("--why", help="Also show which patterns matched, on which words, and what the words add up to.")
    ] = False,
    patterns: Annotated[bool, typer.Option("--patterns", help="Try the patterns in your settings with their sentences.")] = False,
) -> None:
    """Check one sentence and ask what a coach would: stratcoach check vision "…"."""
    from stratcoach.commands import check as verb

    if patterns:
        raise typer.Exit(verb.try_patterns())
    if not jsonl and not text:
        raise UserError(Message("verb.no_sentence"), Message("verb.write_a_sentence"))
    raise typer.Exit(verb.run(slot, text, jsonl, why=why))


@app.command(rich_help_panel=COACH)
def guide(topic: Annotated[str, typer.Argument(help="The topic, such as vision or evidence.")] = "") -> None:
    """Explain the method one topic at a time, with examples from your own file; without a topic, list them."""
    from stratcoach.commands import guide as verb

    raise typer.Exit(verb.run(topic))
