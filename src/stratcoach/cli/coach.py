"""The verbs that coach: they ask, or say what the method means."""

from __future__ import annotations

from typing import Annotated

import typer

from stratcoach.cli.options import COACH, FileArgument, FlowsOption, NoBellOption, PlainOption, StartOverOption, app
from stratcoach.errors import UserError


@app.command(rich_help_panel=COACH)
def new(
    file: FileArgument = "",
    answers: Annotated[str, typer.Option(help="Take the answers from this file, unattended.", metavar="FILE")] = "",
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
    transcript: Annotated[str, typer.Option(help="With --answers: keep the whole talk in this file.", metavar="FILE")] = "",
) -> None:
    """Be coached from what users did to a strategy, and leave with a file. You can stop and go on at any moment."""
    from stratcoach.commands import new as verb

    raise typer.Exit(verb.run(file, answers=answers, plain=plain, flows=flows, start_over=start_over, transcript=transcript))


@app.command(rich_help_panel=COACH)
def resume(file: FileArgument = "", plain: PlainOption = False, no_bell: NoBellOption = False) -> None:
    """Go on with an unfinished session, at the very question."""
    from stratcoach.commands import resume as verb

    raise typer.Exit(verb.run(file, plain=plain, bell=not no_bell))


@app.command(rich_help_panel=COACH)
def workshop(
    file: FileArgument = "",
    minutes: Annotated[
        int,
        typer.Option(help="How much time there is; as long as the agenda unless you say.", metavar="MINUTES", min=0, max=2880),
    ] = 0,
    people: Annotated[int, typer.Option(help="How many of you there are.", metavar="NUMBER", min=0, max=99)] = 0,
    agenda: Annotated[str, typer.Option(help="An agenda by its name, such as half-day.", metavar="NAME")] = "",
    follow: Annotated[
        bool, typer.Option("--follow", help="For the facilitator's own screen: plan, hints, car park, live.")
    ] = False,
    prepare: Annotated[str, typer.Option(help="Write what to send two days ahead to this folder.", metavar="FOLDER")] = "",
    questionnaires: Annotated[
        str, typer.Option(help="Write a questionnaire for each person to this folder.", metavar="FOLDER")
    ] = "",
    collect: Annotated[
        list[str] | None,
        typer.Option(help="Take the answers of this questionnaire in, or of all in a folder; again for more.", metavar="FILE"),
    ] = None,
    names: Annotated[
        str, typer.Option(help="Who takes part, with commas; for questionnaires before you begin.", metavar="NAMES")
    ] = "",
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
    no_bell: NoBellOption = False,
) -> None:
    """Drive a workshop for a group: one scribe types, a projector shows, everybody thinks."""
    from stratcoach.commands import workshop as verb

    if follow or prepare or questionnaires or collect:
        from stratcoach.commands import beside

        raise typer.Exit(
            beside.run(
                file,
                follow=follow,
                prepare=prepare,
                questionnaires=questionnaires,
                collect=collect or [],
                minutes=minutes,
                people=people,
                agenda=agenda,
                flows=flows,
                names=names,
            )
        )
    raise typer.Exit(
        verb.run(
            file,
            minutes=minutes,
            people=people,
            agenda=agenda,
            plain=plain,
            flows=flows,
            start_over=start_over,
            bell=not no_bell,
        )
    )


@app.command(rich_help_panel=COACH)
def revise(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE] [SECTION]", help="The file, and the section to go through.")
    ] = None,
    plain: PlainOption = False,
    flows: FlowsOption = "",
    start_over: StartOverOption = False,
) -> None:
    """Go through one section again, or deepen it; the rest of the file stays as it is."""
    from stratcoach.commands import revise as verb

    raise typer.Exit(verb.run(names or [], plain=plain, flows=flows, start_over=start_over))


@app.command(rich_help_panel=COACH)
def learn(
    file: FileArgument = "", plain: PlainOption = False, flows: FlowsOption = "", start_over: StartOverOption = False
) -> None:
    """Record something new that users did, and see what it speaks for and what it puts in question."""
    from stratcoach.commands import learn as verb

    raise typer.Exit(verb.run(file, plain=plain, flows=flows, start_over=start_over))


@app.command(rich_help_panel=COACH)
def check(
    slot: Annotated[str, typer.Argument(help="insight, vision, north_star, problem, user, objective or choice")] = "",
    text: Annotated[str, typer.Argument(help="The sentence.")] = "",
    jsonl: Annotated[str, typer.Option(help="A file with one JSON object a line; `-` for standard input.")] = "",
) -> None:
    """Coach one sentence: stratcoach check vision "…"."""
    from stratcoach.commands import check as verb

    if not jsonl and not text:
        raise UserError("There is no sentence to check.", 'Write: stratcoach check vision "…"')
    raise typer.Exit(verb.run(slot, text, jsonl))


@app.command(rich_help_panel=COACH)
def guide(topic: Annotated[str, typer.Argument(help="The topic, such as vision or evidence.")] = "") -> None:
    """Say what the method means, a topic a screen, with examples from your own file; without a topic, list them."""
    from stratcoach.commands import guide as verb

    raise typer.Exit(verb.run(topic))
