"""`stratcoach flows`: lists, shows, checks and copies the question flows, so that a team can have its own."""

from __future__ import annotations

from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.question_flows import load_library, shipped
from stratcoach.flow.model import Agenda, Library, Workshop
from stratcoach.messages import Message
from stratcoach.model.likeness import like
from stratcoach.services.session import library_for

ACTIONS = ("list", "show", "check", "copy")


def run(action: str, names: list[str], flows: str) -> int:
    match action:
        case "list" | "":
            print(_listed(library_for(Path(), flows)))
        case "show":
            for name in names or _missing("show", Message("flows.name_flow")):
                print(_file_of(name).read_text(encoding="utf-8"), end="")
        case "check":
            library = load_library(_with_flows(Path(names[0]))) if names else library_for(Path(), flows)
            print(Message("flows.no_errors", flows=len(library.flows), agendas=len(library.agendas) + len(library.workshops)))
        case "copy":
            folder = Path((names or _missing("copy", Message("flows.name_folder")))[0])
            _copy(folder, names[1:])
        case _:
            raise UserError(Message("flows.no_such_action", action=action), _choose_action(action))
    return 0


def _choose_action(action: str) -> Message:
    close = like(action, ACTIONS)
    return Message("flows.choose_action", actions=ACTIONS, has_likely=bool(close), likely=close)


def _missing(action: str, hint: Message) -> list[str]:
    raise UserError(Message("flows.needs_argument", action=action), hint)


def _listed(library: Library) -> str:
    lines = [Message("flows.agendas")]
    for agenda in sorted(library.agendas.values(), key=lambda one: one.minutes):
        steps = ", ".join(step.flow for step in agenda.steps)
        lines.append(_row(agenda, steps))
    lines.append(Message("flows.group_agendas"))
    for workshop in sorted(library.workshops.values(), key=lambda one: one.minutes):
        steps = ", ".join(step.id for step in workshop.steps if step.flow)
        lines.append(_row(workshop, steps))
    lines.append(Message("flows.flows"))
    for flow in library.flows.values():
        count = len(flow.all_questions)
        lines.append(Message("flows.flow_row", id=f"{flow.id:<12}", count=count, padded=f"{count:>3}", title=flow.title))
    return "\n".join(map(str, lines))


def _row(agenda: Agenda | Workshop, steps: str) -> Message:
    minutes = f"{agenda.minutes:>4}"
    return Message("flows.agenda_row", id=f"{agenda.id:<12}", minutes=minutes, title=agenda.title, steps=steps)


def _file_of(name: str) -> Path:
    for folder in (shipped(), shipped() / "agendas"):
        path = folder / f"{name}.yaml"
        if "/" not in name and path.is_file():
            return path
    close = like(name, [path.stem for path in shipped().rglob("*.yaml")])
    raise UserError(Message("flows.no_such_flow", name=name), Message("flows.list_them", has_likely=bool(close), likely=close))


def _with_flows(folder: Path) -> Path:
    if not any(folder.glob("*.y*ml")) and not any(folder.glob("agendas/*.y*ml")):
        raise UserError(Message("flows.none_in_folder", folder=str(folder)), Message("flows.what_a_flow_is"))
    return folder


def _copy(folder: Path, names: list[str]) -> None:
    """Copy the built-in flows, all or those named, to a folder where a team changes them. Nothing there is overwritten."""
    chosen = [_file_of(name) for name in names] or [
        *sorted(shipped().glob("*.yaml")),
        *sorted((shipped() / "agendas").glob("*.yaml")),
    ]
    for path in chosen:
        where = folder / path.relative_to(shipped())
        try:
            where.parent.mkdir(parents=True, exist_ok=True)
            disk.write_new(where, path.read_text(encoding="utf-8"))
        except FileExistsError:
            print(Message("flows.already_there", path=str(where)))
        except OSError as error:
            raise UserError(
                Message("disk.not_written", path=str(where), why=disk.why(error)), Message("disk.choose_folder")
            ) from error
        else:
            print(Message("flows.copied", path=str(where)))
    print(Message("flows.how_to_use", folder=str(folder)))
