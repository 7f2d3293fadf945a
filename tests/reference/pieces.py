"""What hand-written pages show of the program: pieces of talks, screens, tables. Each one stands between two comments.

<!-- talk start -->
<!-- /talk start -->
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from stratcoach.files.codec import load
from stratcoach.files.guide_topics import Topic, topics
from stratcoach.messages import Message
from stratcoach.model.strategy import Insight
from stratcoach.reports.show_numbers import block as numbers_block
from stratcoach.reports.show_text import render
from stratcoach.reports.style import Style
from stratcoach.reports.trace_chart import Signs
from stratcoach.services.overview import look
from tests.judgement.scoring import FIGURES, TOGETHER, TYPED
from tests.reference import ROOT
from tests.reference.markdown import block, code, table

_DAY: Final = date(2026, 11, 22)
_DOCS: Final = ROOT / "docs"
Interviewed = Callable[[Path], Iterator[tuple[Path, str]]]
"""What an example's answers lead to: files with their texts, among them `strategy.yaml` and `transcript.txt`."""


def filled(interviewed: Interviewed) -> Iterator[tuple[Path, str]]:
    """Yield every hand-written page that shows something, with what it should show today."""
    pages: Mapping[Path, Mapping[str, str]] = {
        ROOT / "README.md": {"coaching": _coaching(_example(interviewed, "platform")["transcript.txt"])},
        _DOCS / "how-to" / "read-on-one-screen.md": {"show": block(_on_one_screen())},
        _DOCS / "how-to" / "watch-the-numbers.md": {"numbers": block(_numbers()), "results": _results()},
        _DOCS / "how-to" / "ci-github.md": {"inputs": _inputs()},
        _DOCS / "explanation" / "judgement.md": {"judgement": _judgement(), "typed": _typed()},
        _DOCS / "explanation" / "second-reader.md": {"reader": _with_reader()},
        _DOCS / "explanation" / "method.md": {"topics": "\n\n".join(map(_topic, topics()))},
        _DOCS / "tutorials" / "first-strategy.md": _first(_example(interviewed, "first")),
        _DOCS / "tutorials" / "first-workshop.md": _screens(),
    }
    for path, pieces in pages.items():
        text = path.read_text(encoding="utf-8")
        for name, piece in pieces.items():
            text = _between(text, name, piece, path)
        yield path, text


def _judgement() -> str:
    """How well the coach judges, by the figures that were last written."""
    return _figures({"dev": "made up", "read": "real, read", "scored": "real, only scored"})


def _typed() -> str:
    """How many of the typed answers are asked about."""
    known = json.loads(FIGURES.read_text(encoding="utf-8"))[TYPED]
    names = [("read", "all", "twenty writers, read"), *(("scored", writer, _writer(writer)) for writer in known["scored"])]
    rows = [
        (title, str(share["weak"]), _percent(share["heard"] / share["weak"]), f"{share['stopped']} of {share['strong']}")
        for part, writer, title in names
        for share in [known[part][writer]]
    ]
    return table(("answers", "weak", "asked about", "strong ones stopped"), rows)


def _writer(name: str) -> str:
    return (
        "six writers, only scored" if name == "all" else f"of these, {name.replace('-', ' ').upper().replace('WRITER', 'writer')}"
    )


def _with_reader() -> str:
    """How well the rules judge alone, and together with the second reader."""
    return _figures({"scored": "rules alone", TOGETHER: "with the second reader"})


def _figures(parts: Mapping[str, str]) -> str:
    known = json.loads(FIGURES.read_text(encoding="utf-8"))
    head = ("about", *(f"{title}: {what}" for title in parts.values() for what in ("right", "heard", "good ones stopped")))
    rows = [
        (slot, *(_percent(known[part].get(slot, {}).get(what)) for part in parts for what in ("precision", "recall", "stopped")))
        for slot in known["scored"]
    ]
    counts = ", ".join(f"{known[part]['all']['statements']} {title}" for part, title in parts.items())
    return f"Statements: {counts}.\n\n{table(head, rows)}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _between(text: str, name: str, piece: str, path: Path) -> str:
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    head, found, rest = text.partition(start)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        message = f"{path.relative_to(ROOT)} has no {start.strip()} … {end}"
        raise AssertionError(message)
    return f"{head}{start}{piece}\n{end}{tail}"


def _example(interviewed: Interviewed, name: str) -> dict[str, str]:
    return {path.name: text for path, text in interviewed(ROOT / "examples" / name)}


# ---- talks


def _coaching(transcript: str) -> str:
    """A piece of a real talk: one question, a weak answer, what the coach asks, a better answer."""
    return _talk(transcript, "What else does the business get", "\n> Customers see")


def _first(files: Mapping[str, str]) -> dict[str, str]:
    """The pieces of the first tutorial."""
    talk = files["transcript.txt"]
    return {
        "talk start": _talk(talk, "How much time do you have?", "\n> "),
        "talk insight": _talk(talk, "What else did you see or hear a user do?", "\n> Students come at four"),
        "talk vision": _talk(talk, "Whose life is different", "\n> On weekday"),
        "talk objective": _talk(talk, "What will people do differently", "\n> 35%"),
        "talk read back": _talk(talk, "Read it aloud.", f"\n{Message('readback.we_put_first')}"),
        "talk file": block(files["strategy.yaml"], "yaml"),
    }


def _talk(transcript: str, begin: str, end: str) -> str:
    """A piece of a transcript, from the first line with one text to the end of the paragraph with the other."""
    start = transcript.index(begin)
    stop = transcript.index("\n\n", transcript.index(end, start))
    return block("\n".join(wrapped for line in transcript[start:stop].splitlines() for wrapped in _wrapped(line)))


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, 78, subsequent_indent="  ") if line.startswith(">") else [line]


def _screens() -> dict[str, str]:
    """What was on the screen of the example's workshop."""
    text = (ROOT / "examples" / "workshop" / "screens.txt").read_text(encoding="utf-8")
    found = re.findall(r"^(\w[^\n]*)\n─+\n(.*?)\n─+$", text, re.DOTALL | re.MULTILINE)
    screens = {title: re.sub(r"\n{3,}", "\n\n", textwrap.dedent(screen)) for title, screen in found}
    return {f"screen {title}": block(screens[title]) for title in ("Reveal", "Vote", "Tie")}


# ---- tables


def _on_one_screen() -> str:
    """A strategy on one screen, after something was learned that speaks against one of its problems."""
    path = ROOT / "examples" / "discharge" / "strategy.yaml"
    strategy = load(path.read_bytes(), path.name).strategy
    assert strategy is not None
    learned = Insight(
        id="families-refuse",
        statement="Families don't want a service to hear of them before the operation is over.",
        observed="2026-12",
        challenges=("first-evening-home-something",),
    )
    shown = look(strategy.replace(insights=(*strategy.insights, learned)), _DAY)
    return render(shown, Style(width=80), Signs())


def _numbers() -> str:
    """The numbers of an example on its screen."""
    path = ROOT / "examples" / "bakery" / "strategy.yaml"
    strategy = load(path.read_bytes(), path.name).strategy
    assert strategy is not None
    return numbers_block(look(strategy, _DAY), Style(width=80), Signs(), None, whole=False)


def _results() -> str:
    """A table of results, with its first rows."""
    rows = (ROOT / "examples" / "bakery" / "results.csv").read_text(encoding="utf-8").splitlines()
    return block("\n".join(rows[:5]), "csv")


def _inputs() -> str:
    """The inputs of the action."""
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    rows = [
        (code(name), f"{one['description']}{' By default: ' + code(one['default']) + '.' if one['default'] else ''}")
        for name, one in inputs.items()
    ]
    return table(("input", "what it is for"), rows)


def _topic(topic: Topic) -> str:
    rows = [(f"**{name}**", *cells) for name, *cells in topic.rows]
    return f"### {topic.title}\n\n{topic.says}\n\n{table(('', *topic.columns), rows)}"
