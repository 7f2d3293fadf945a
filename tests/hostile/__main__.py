"""Every hostile text in every place through every verb and format; a terminal, a runner, a browser and readers judge what comes out.

    python -m tests.hostile [--short] [--text NAME …] [VERB …]
    python -m tests.hostile.screens    the full interface
    python -m tests.hostile.checkout   what git would run
    python -m tests.hostile.browser    pages in a real browser

Each call is a fork of this process, in a folder filled anew for each text, once as a person sees it and once with the environment of
four CI runners and colours. Prints what was obeyed, each kind once a verb, and how many calls were judged.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import stratcoach
from stratcoach.workshop.people import read_people
from stratcoach.workshop.workshop_events import PeopleListed, WorkshopPrepared
from tests.faults.scenarios import EXAMPLES, ROOT
from tests.flows import LIBRARY
from tests.hostile import judges
from tests.hostile.cases import Case, cases, forgotten, own_cases
from tests.hostile.places import contents, filled
from tests.hostile.texts import SHORT, TEXTS
from tests.rehearsal import rehearse
from tests.room.serving import PEOPLE, held

RUNNERS: Final = {
    "GITHUB_ACTIONS": "true",
    "GITLAB_CI": "true",
    "TF_BUILD": "True",
    "TEAMCITY_VERSION": "2026.1",
    "CI": "true",
    "FORCE_COLOR": "1",
}
PATIENCE: Final = 60
"""Seconds after which a call counts as one that hangs."""


class Ended(NamedTuple):
    status: int
    out: str
    err: str


def call(case: Case, folder: Path, environment: Mapping[str, str]) -> Ended:
    """Run the program in a fork of this process; its output goes into a pipe, as a runner's does."""
    streams = [folder.with_name(name) for name in ("in", "err")]
    streams[0].write_bytes(case.typed.encode("utf-8", "surrogateescape"))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be(case, folder / case.folder, environment, streams, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        out = pipe.read()
    _, how = os.waitpid(child, 0)
    shown, err = (raw.decode("utf-8", "surrogateescape") for raw in (out, streams[1].read_bytes()))
    return Ended(os.waitstatus_to_exitcode(how), shown, err)


def _be(case: Case, folder: Path, environment: Mapping[str, str], streams: list[Path], out: int) -> NoReturn:
    status = 99
    try:
        signal.alarm(PATIENCE)
        os.dup2(os.open(streams[0], os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(os.open(streams[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
        sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
        os.chdir(folder)
        os.environ.update(environment)
        sys.argv = ["stratcoach", *(word.replace("\0", "") for word in case.argv)]
        from stratcoach.cli import main as program

        try:
            program()
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as error:  # noqa: BLE001  the child must never come back
        os.write(2, f"Traceback (most recent call last): {type(error).__name__} {error}".encode("utf-8", "replace"))
    finally:
        os._exit(status)


_FILES: Final = {
    ".md": "md", ".html": "html", ".svg": "html", ".yaml": "yaml", ".jsonl": "jsonl", ".json": "json", ".sarif": "sarif", ".xml": "junit", ".csv": "csv", ".ics": "ics",
}  # fmt: skip


_KEPT: Final = ("yaml", "csv", "ics")


def judged(case: Case, ended: Ended, *, ci: bool) -> Iterator[str]:
    """What of an output would be obeyed."""
    yield from judges.of_run(ended.status, ended.out + ended.err)
    for text, kind in ((ended.out, case.kind), (ended.err, "text")):
        if kind in _KEPT:  # the file itself, byte for byte; in a log it is shown like any other text
            yield from judges.of_runner(text, commands=False) if ci else judges.of_data(text, kind)
            continue
        yield from judges.of_terminal(text, colours=ci)
        if kind == "text":
            yield from judges.of_screen(text)
        if ci:
            is_ours = kind == "github" or (case.verb == "lint" and "--format" not in case.argv) or text is ended.err
            yield from judges.of_runner(text, commands=is_ours)
        if kind == "md" and not ci:
            is_own = "strategy-md" in case.argv  # its front matter is ours; what is in it is judged as text
            yield from judges.of_markdown(text.removeprefix("---") if is_own else text)
        elif kind == "html":
            yield from judges.of_html(text)
        else:
            yield from judges.of_data(text, kind)


def written(name: str, raw: bytes) -> Iterator[str]:
    """What of a file that was written would be obeyed by who opens it."""
    text, kind = raw.decode("utf-8", "surrogateescape"), _FILES.get(Path(name).suffix.lower(), "text")
    if kind in ("yaml", "text") and b"\x1b" not in raw:
        pass
    yield from judges.of_terminal(text, colours=False)
    if kind == "md":
        yield from judges.of_markdown(text, places=True)
    elif kind == "html":
        yield from judges.of_html(text)
    elif kind != "yaml":
        yield from judges.of_data(text, kind)


def tried(
    name: str, top: Path, journals: Mapping[str, str], verbs: frozenset[str], *, short: bool = False
) -> Iterator[tuple[str, str]]:
    """The calls with one text of which something was obeyed, and what."""
    text = TEXTS[name]
    for ci, environment in ((False, {}), (True, RUNNERS)):
        folder = top / f"{name} {ci}" / "f"
        folder.mkdir(parents=True)
        _repository(folder)
        filled(folder, text, journals)
        before = contents(folder)
        for case in islice(own_cases(text), 0, None, 4) if short else cases(text) if ci else own_cases(text):
            if (verbs and case.verb not in verbs) or not (ci or case.kind in ("md", *_KEPT) or case.verb in _WRITE_MARKDOWN):
                continue
            ended = call(case, folder, {"COLUMNS": "100", "NO_COLOR": "", **environment})
            COUNTED["calls"] += 1
            STATUSES[case.verb, ended.status] += 1
            texts = [*judged(case, ended, ci=ci)]
            now = contents(folder)
            for path, seen in now.items():
                if before.get(path) != seen:
                    COUNTED["files"] += 1
                    texts += [f"{path[-60:]!r} {one}" for one in written(path, (folder / path).read_bytes())]
            before = now
            for one in texts:
                yield (
                    " ".join(word if len(word) < 60 else "…" for word in case.argv)
                    + (f" in {case.folder}" if case.folder else ""),
                    one,
                )


_WRITE_MARKDOWN: Final = ("workshop", "export", "resume")
"""What is judged as people see it, too: inside a runner `::` is written otherwise, which Markdown wouldn't mind."""

COUNTED: Final = Counter[str]()
STATUSES: Final = Counter[tuple[str, int]]()


def _repository(folder: Path) -> None:
    (folder / ".git").mkdir()


def journals() -> dict[str, str]:
    """What the product itself writes while somebody answers: half an interview, half a workshop."""
    typed = {
        "new": "".join(f"{line}\n" for act in rehearse(EXAMPLES / "platform" / "answers.yaml")[:25] for line in act.lines()),
        "workshop": "".join((EXAMPLES / "workshop" / "typed.txt").read_text(encoding="utf-8").splitlines(keepends=True)[:95]),
    }
    made = {}
    for verb, lines in typed.items():
        kept = "".join(line for line in lines.splitlines(keepends=True) if not line.startswith(("@ ", "#")))
        with tempfile.TemporaryDirectory() as top:
            command = [sys.executable, "-m", "stratcoach", verb, "--plain"]
            env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
            subprocess.run(command, cwd=top, input=kept, text=True, capture_output=True, check=False, env=env)
            made[verb] = Path(top, "strategy.draft.jsonl").read_text(encoding="utf-8")
    return {**made, **_of_pages()}


def _of_pages() -> dict[str, str]:
    """The same for what comes from people's pages: a round before a workshop, and notes that the scribe reads before anybody else."""
    made = {}
    for kind in ("ahead", "first"):
        with tempfile.TemporaryDirectory() as top, held(Path(top), LIBRARY) as room:
            if kind == "ahead":
                room.meeting.keep(WorkshopPrepared(goal="One problem", hours="9 to 11", day="2027-03-01", deadline="2027-02-26"))
                room.meeting.keep(PeopleListed(people=read_people("Ana, Ben, Chi")))
            else:
                room.types(*PEOPLE, ":join", "read", "")
                room.goes_to("collect")
            ana, ben = room.phone("Ana"), room.phone("Ben")
            if kind == "ahead":
                for step in ("insights", "problems"):
                    ana.does("answer", step=step, text="Hikers print maps\nBuses are late")
                ben.does("done")
            else:
                ana.does("note", text="Hikers print maps\nBuses are late\nNobody finds the fork")
                ben.does("park", text="Dogs wait at the hut")
                room.types("in 1", "back 2")
            made[kind] = Path(top, "strategy.draft.jsonl").read_text(encoding="utf-8")
    return made


def _warm_up() -> None:
    """Load once what every fork needs."""
    for module in pkgutil.walk_packages(stratcoach.__path__, "stratcoach."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()


def main() -> int:
    words = [word for word in sys.argv[1:] if word != "--short"]
    names = [words.pop(at + 1) for at in reversed(range(len(words) - 1)) if words[at] == "--text"] or list(TEXTS)
    names = list(SHORT) if "--short" in sys.argv else names
    verbs = frozenset(word for word in words if word != "--text")
    _warm_up()
    missing = forgotten()
    print(f"not tried: {', '.join(missing) or 'nothing'}")
    seen = Counter[tuple[str, ...]]()
    made = journals()
    with tempfile.TemporaryDirectory() as top:
        for name in names:
            for argv, wrong in tried(name, Path(top), made, verbs, short="--short" in sys.argv):
                key: tuple[str, ...] = (argv.split(" ")[0], wrong.split(":")[0])
                seen[key] += 1
                if seen[key] <= 3:
                    print(f"{name}: {argv!r}\n    {wrong!r}", flush=True)
            print(f"{name}: {COUNTED['calls']} calls by now", flush=True)
            shutil.rmtree(Path(top, f"{name} False"), ignore_errors=True)
            shutil.rmtree(Path(top, f"{name} True"), ignore_errors=True)
    print(f"{len(names)} texts, {COUNTED['calls']} calls, {COUNTED['files']} files written, {seen.total()} obeyed")
    for (verb, status), count in sorted(STATUSES.items()):
        if status == 0 and verb:
            print(f"  {verb} went through {count} times", end=";")
    print()
    for key, count in seen.most_common():
        print(f"  {count:>5} {' '.join(key)}")
    return 1 if seen or missing else 0


if __name__ == "__main__":
    sys.exit(main())
