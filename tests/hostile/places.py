"""A folder in which one hostile text is in every place that a person, a colleague or a stranger can fill."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from stratcoach.files.question_flows import shipped
from stratcoach.files.settings_keys import KEYS
from stratcoach.model.entry import Entry, Key
from stratcoach.model.sections import FORMAT, FORMAT_KEY, SECTIONS, Section
from stratcoach.model.strategy import Strategy

PLAIN: Final = "Plain words about ZqMark"
_FIXED: Final = {"date": "2026-03", "language": "en", "version": "1.0.0"}
_LONGEST_NAME: Final = 80


def strategy(text: str, *, wild: bool = False, last: str = "") -> dict[str, Any]:
    """A strategy with a text in every field that holds words; `wild` in every field at all. `last` makes one that differs."""
    expected: dict[str, Any] = {FORMAT_KEY: FORMAT, **_filled(Strategy.keys, f"{text}{last}", None, wild=wild)}
    for section in SECTIONS:
        if section.holds is None:
            expected[section.name] = [text, f"{text} 2{last}"]
        elif section.many:
            count = 1 if last and section.name in ("questions", "okrs") else 2
            expected[section.name] = [_entry(section.holds, section, text + last * at, at, wild=wild) for at in range(count)]
        else:
            expected[section.name] = _entry(section.holds, section, text + last, 0, wild=wild)
    if not wild:
        expected["waivers"] = [
            {**one, "rule": "vision/slogan", "on": "vision", "until": "2027-01-01"} for one in expected["waivers"]
        ]
        expected["history"] = [{**one, "version": f"1.0.{1 - at}"} for at, one in enumerate(expected["history"])]
        expected |= {"version": "1.0.1", "updated": "2026-03-01", "status": "active"}
    return expected


def _entry(holds: type[Entry], section: Section, text: str, at: int, *, wild: bool) -> dict[str, Any]:
    filled = _filled(holds.keys, text if at == 0 else f"{text} {at}", section, wild=wild)
    if section.has_ids and section.many and not wild:
        filled["id"] = f"{section.name.replace('_', '-')}-{at}"
    return {name: value for name, value in filled.items() if name != "id" or section.many}


def _filled(keys: Mapping[str, Key], text: str, section: Section | None, *, wild: bool) -> dict[str, Any]:
    ids = (
        [f"{name.replace('_', '-')}-0" for name in section.may_rest_on if name not in ("vision", "north_star")] if section else []
    )

    def value(key: Key) -> Any:
        match key.kind:
            case "parts":
                return [_filled((key.part or Entry).keys, text, None, wild=wild)]
            case "texts":
                return [text, f"{text} too"]
            case "ids":
                return [text] if wild else ids
            case "choice":
                return text if wild else key.values[0]
            case "id":
                return text if wild else "problems-0"
        return text if wild else _FIXED.get(key.kind, text)

    return {**{name: value(key) for name, key in keys.items()}, f"x-{text if wild else 'own'}": text}


def dumped(told: Any) -> str:
    """YAML in which everything that isn't plain is an escape, as somebody hides it in a file that looks harmless."""
    return yaml.dump(told, Dumper=_Dumper, allow_unicode=False, sort_keys=False, width=10_000)


class _Dumper(yaml.SafeDumper):
    """Writes everything out: a strategy has no aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def with_texts(told: Any, text: str, *, every: bool = False) -> Any:
    """Any JSON or YAML value with the hostile text in place of its sentences, or of every text."""
    if isinstance(told, dict):
        return {name: with_texts(one, text, every=every) for name, one in told.items()}
    if isinstance(told, list):
        return [with_texts(one, text, every=every) for one in told]
    return text if isinstance(told, str) and told and (every or " " in told) else told


def journal(raw: str, text: str, *, every: bool = False) -> str:
    """A journal with the text in place of what was typed, as somebody else's might be."""
    lines = [
        {
            name: one if name in ("event", "key", "step", "at") else with_texts(one, text, every=every)
            for name, one in told.items()
        }
        for told in map(json.loads, raw.splitlines()[1:])
    ]
    return "".join(f"{line}\n" for line in (raw.splitlines()[0], *map(json.dumps, lines)))


def file_name(text: str) -> str:
    """As much of a text as the name of a file can hold."""
    name = re.sub(r"[/\0]", "_", text).encode("utf-8", "surrogateescape")[:_LONGEST_NAME].decode("utf-8", "ignore")
    return name.strip() or "x"


def filled(folder: Path, text: str, journals: Mapping[str, str]) -> None:
    """Everything that the verbs in `cases` read."""
    name = file_name(text)
    files = {
        "strategy.yaml": dumped(strategy(text)),
        "a.yaml": dumped(strategy(text)),
        "b.yaml": dumped(strategy(text, last=" changed")),
        "c.yaml": dumped({**strategy(text, last=" otherwise"), "product": "Plain"}),
        "plain.yaml": dumped(strategy(PLAIN)),
        "wild.yaml": dumped(strategy(text, wild=True)),
        "torn.yaml": f"{dumped(strategy(text))}\nvision: [",
        "keys.yaml": dumped({FORMAT_KEY: 1, text: text, "insights": {text: text}, "vision": [text]}),
        "answers.yaml": dumped(with_texts(_answers(), text)),
        "wild-answers.yaml": dumped({text: text, "problems": [{text: [text]}]}),
        "sentences.jsonl": "".join(
            f"{json.dumps({'slot': slot, 'text': text})}\n" for slot in ("vision", "problem", "user", "objective", text)
        ),
        "back/one.md": f"# x\n\nName: {text}\n\n## x <!-- step: insights -->\n\n- {text}\n- {text} again\n\n## y <!-- step: {text} -->\n- a\n",
        f"back/{name}.md": f"Name: {text}\n\n## x <!-- step: problems -->\n\n- {text} from elsewhere\n",
        "results.csv": f"item,day,value,note\nobjectives-0,2026-01,{text},x\n{text},2026-01,1,x\nobjectives-0,{text},1,{text}\nobjectives-0,2026-01,12,{text}\n",
        "notes.csv": f'Author,Note\n"{text}","{text}"\n',
        "notes.txt": f"{text}\nAna: {text}\n",
        f"files/{name}.yaml": dumped(strategy(PLAIN)),
        f"{name}/strategy.yaml": dumped(strategy(text)),
        "own/vision.yaml": dumped(with_texts(yaml.safe_load((shipped() / "vision.yaml").read_text(encoding="utf-8")), text)),
        "bad/vision.yaml": dumped(
            with_texts(yaml.safe_load((shipped() / "vision.yaml").read_text(encoding="utf-8")), text, every=True)
        ),
        "set/.stratcoach.yaml": dumped({**dict.fromkeys(KEYS, text), text: text}),
        "set/strategy.yaml": dumped(strategy(text)),
        "sets/.stratcoach.yaml": dumped({name: [text, {text: text}] for name in KEYS}),
        "sets/strategy.yaml": dumped(strategy(text)),
        "setm/.stratcoach.yaml": dumped({name: {text: text, "problems": text, "vision": text} for name in KEYS}),
        "setm/strategy.yaml": dumped(strategy(text)),
        "base/.stratcoach-baseline.json": json.dumps({"version": 1, "findings": [{"file": text, "rule": text, "on": text}]}),
        "base/strategy.yaml": dumped(strategy(text)),
        "copies/strategy.yaml": dumped(strategy(text)),
        "copies/strategy.versions/1.0.1.yaml": dumped(strategy(text, last=" released")),
        "copies/strategy.versions/SHA256SUMS": f"{'0' * 64}  1.0.1.yaml\n{text}  {text}\n",
        "copies/strategy.notes/a.yaml": dumped({"summary": text, "because": text, "decided_by": text, text: text}),
        "old/strategy.workshop-2026-01-01.md": f"# {text}\n\n{text}\n\n- {text}\n",
        "old/strategy.yaml": dumped(strategy(text)),
    }
    for kind, raw in journals.items():
        files[f"{kind}/strategy.draft.jsonl"] = journal(raw, text)
        files[f"{kind}-wild/strategy.draft.jsonl"] = journal(raw, text, every=True)
        files[f"{kind}-base/strategy.draft.jsonl"] = raw
        if kind == "workshop":
            files["workshop-ends/strategy.draft.jsonl"] = journal(raw, text)
            files["workshop-base/strategy.yaml"] = dumped(strategy(text))
    for path, told in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(told.encode("utf-8", "surrogateescape"))


def _answers() -> Any:
    from tests.faults.scenarios import EXAMPLES

    return yaml.safe_load((EXAMPLES / "platform" / "answers.yaml").read_text(encoding="utf-8"))


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """The files of a folder, each with its time and size, by which one that was written is known."""
    found = {}
    for path in folder.rglob("*"):
        one = path.stat(follow_symlinks=False)
        if stat.S_ISREG(one.st_mode):
            found[str(path.relative_to(folder))] = (one.st_mtime_ns, one.st_size)
    return found
