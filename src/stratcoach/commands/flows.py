"""`stratcoach flows`: lists, shows, checks and copies the question flows, so that a team can have its own."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from stratcoach.errors import UserError
from stratcoach.files import disk
from stratcoach.files.question_flows import load_library, shipped
from stratcoach.flow.model import Library
from stratcoach.model.likeness import like
from stratcoach.services.session import library_for

ACTIONS = ("list", "show", "check", "copy")


def run(action: str, names: list[str], flows: str) -> int:
    match action:
        case "list" | "":
            print(_listed(library_for(Path(), flows)))
        case "show":
            for name in names or _missing("show", "the flow, such as `stratcoach flows show vision`"):
                print(_file_of(name).read_text(encoding="utf-8"), end="")
        case "check":
            library = load_library(_with_flows(Path(names[0]))) if names else library_for(Path(), flows)
            print(f"{len(library.flows)} flows and {len(library.agendas) + len(library.workshops)} agendas, no errors.")
        case "copy":
            folder = Path((names or _missing("copy", "the folder, such as `stratcoach flows copy questions`"))[0])
            _copy(folder, names[1:])
        case _:
            raise UserError(
                f"`{action}` isn't an action of `flows`.", f"Choose one of: {', '.join(ACTIONS)}.{_meant(action, ACTIONS)}"
            )
    return 0


def _missing(action: str, what: str) -> list[str]:
    raise UserError(f"`flows {action}` needs one more argument.", f"Name {what}.")


def _listed(library: Library) -> str:
    lines = ["Agendas"]
    for agenda in sorted(library.agendas.values(), key=lambda one: one.minutes):
        steps = ", ".join(step.flow for step in agenda.steps)
        lines.append(f"  {agenda.id:<12} {agenda.minutes:>4} min  {agenda.title}: {steps}")
    lines.append("Agendas for a group")
    for workshop in sorted(library.workshops.values(), key=lambda one: one.minutes):
        steps = ", ".join(step.id for step in workshop.steps if step.flow)
        lines.append(f"  {workshop.id:<12} {workshop.minutes:>4} min  {workshop.title}: {steps}")
    lines.append("Flows")
    for flow in library.flows.values():
        count = len(flow.all_questions)
        lines.append(f"  {flow.id:<12} {count:>3} question{'' if count == 1 else 's'}  {flow.title}")
    return "\n".join(lines)


def _file_of(name: str) -> Path:
    for folder in (shipped(), shipped() / "agendas"):
        path = folder / f"{name}.yaml"
        if "/" not in name and path.is_file():
            return path
    known = [path.stem for path in shipped().rglob("*.yaml")]
    raise UserError(f"There is no flow or agenda `{name}`.", f"List them with `stratcoach flows`.{_meant(name, known)}")


def _meant(name: str, names: Collection[str]) -> str:
    close = like(name, names)
    return f" Did you mean {close}?" if close else ""


def _with_flows(folder: Path) -> Path:
    if not any(folder.glob("*.y*ml")) and not any(folder.glob("agendas/*.y*ml")):
        raise UserError(f"There are no flows in {folder}.", "A flow is a YAML file that starts with `flow:`.")
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
            print(f"already there, not changed: {where}")
        except OSError as error:
            raise UserError(f"{where} couldn't be written: {disk.why(error)}.", "Choose another folder.") from error
        else:
            print(f"copied: {where}")
    print(f"Use them with `stratcoach new --flows {folder}`, or permanently with `flows: {folder}` in .stratcoach.yaml.")
