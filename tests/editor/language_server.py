"""Asks the YAML language server, as an editor would, what it makes of our schema: completion, hover, diagnostics.

    npm install yaml-language-server        # in some folder of its own; needs node
    python -m tests.editor.language_server FOLDER/node_modules/.bin/yaml-language-server

It is run by hand, because it needs node. What it found that the schema has to say is held by tests/files/test_schema.py.
Ends with 1 where the server doesn't say what it should.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from stratcoach.files.json_schema import schema_text
from stratcoach.files.writer import SCHEMA_FILE, SCHEMA_LINE

HEAD = f"{SCHEMA_LINE}\nstratcoach: 1\nproduct: Trailhead\nversion: 1.0.0\nupdated: 2026-05-04\n"
HERE = "‸"
"""Where the cursor stands in a text."""


class Server:
    """A language server that is spoken to over its standard input and output."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen([*command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._number = 0
        self._opened = 0
        self._diagnosed: dict[str, list[dict[str, Any]]] = {}
        text = {"completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}}
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {"textDocument": {**text, "hover": {"contentFormat": ["markdown"]}}},
            },
        )
        self._tell("initialized", {})
        yaml = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": yaml}})

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def open(self, text: str) -> str:
        """Open a file of its own with this text; returns its address."""
        self._opened += 1
        uri = (self._folder / f"{self._opened}.strategy.yaml").as_uri()
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        return uri

    def diagnostics(self, text: str) -> list[dict[str, Any]]:
        uri = self.open(text)
        while uri not in self._diagnosed:
            self._take(self._read())
        return self._diagnosed[uri]

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._write({"id": self._number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                return message.get("result")
            self._take(message)

    def at(self, method: str, text: str) -> Any:
        """Ask about the place in a text at which the cursor stands."""
        before, _, after = text.partition(HERE)
        uri = self.open(before + after)
        place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": place})

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._write({"method": method, "params": params})

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnosed[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            self._write({"id": message["id"], "result": None})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            sys.exit("The language server stopped.")
        found: dict[str, Any] = json.loads(stream.read(length))
        return found


class Proof(NamedTuple):
    """One thing that an editor is asked, what came back, and whether that is what it should be."""

    what: str
    told: str
    holds: bool


def labels(server: Server, text: str) -> list[str]:
    found = server.at("textDocument/completion", text) or {"items": []}
    return [item["label"] for item in found["items"]]


def written(server: Server, text: str, label: str) -> str:
    found = server.at("textDocument/completion", text) or {"items": []}
    return next((str(item["insertText"]) for item in found["items"] if item["label"] == label), "")


def documented(server: Server, text: str, label: str) -> str:
    found = server.at("textDocument/completion", text) or {"items": []}
    texts = [item.get("documentation", "") for item in found["items"] if item["label"] == label]
    return str(texts[0].get("value", "") if texts and isinstance(texts[0], dict) else texts[0] if texts else "")


def hover(server: Server, text: str) -> str:
    found = server.at("textDocument/hover", text)
    return " ".join(str(found["contents"]["value"]).split()) if found else ""


def complaints(server: Server, text: str) -> list[str]:
    return [str(one["message"]) for one in server.diagnostics(text)]


def proofs(server: Server) -> Iterator[Proof]:
    def has(*wanted: str) -> Callable[[list[str]], bool]:
        return lambda found: set(wanted) <= set(found)

    problem = HEAD + "problems:\n  - id: lost-day\n"
    for what, text, fits in (
        ("sections at the top", HEAD + HERE, has("insights", "vision", "problems", "users", "objectives", "trade_offs", "okrs")),
        ("keys of a problem", f"{problem}    {HERE}\n", has("statement", "because", "confidence", "owner", "rests_on", "note")),
        ("keys of a problem that has begun", f"{problem}    stat{HERE}\n", has("statement")),
        ("values of source", f"{HEAD}insights:\n  - id: a\n    source: {HERE}\n", has("interviews", "observation", "analytics")),
        ("values of confidence", f"{problem}    confidence: {HERE}\n", has("high", "medium", "low")),
        ("values of ambition", f"{HEAD}vision:\n  ambition: {HERE}\n", has("low-key", "ambitious")),
        ("values of status", f"{HEAD}status: {HERE}\n", has("draft", "active", "archived")),
        (
            "an example of a statement",
            f"{problem}    statement: {HERE}\n",
            lambda found: any("drive an hour" in one for one in found),
        ),
    ):
        found = labels(server, text)
        yield Proof(f"completion: {what}", ", ".join(found), fits(found))
    for what, text, part in (
        ("rests_on", f"{problem}    rest{HERE}s_on: [a]\n", "items that this one rests on"),
        ("source", f"{HEAD}insights:\n  - id: a\n    sou{HERE}rce: survey\n", "kind of source"),
        ("a value of source", f"{HEAD}insights:\n  - id: a\n    source: sur{HERE}vey\n", "kind of source"),
        ("statement of a problem", f"{problem}    state{HERE}ment: x\n", "What goes wrong for whom"),
        ("problems", f"{HEAD}prob{HERE}lems:\n  - id: a\n    statement: x\n", "problems you choose to solve"),
        ("the format", HEAD.replace("stratcoach: 1", f"strat{HERE}coach: 1"), "format of this file"),
    ):
        told = hover(server, text)
        yield Proof(f"hover: {what}", told, part in told)
    for what, text, label, wanted in (
        ("a section with its first item", HEAD + HERE, "problems", "problems:\n  - id: $1\n    statement: $2"),
        ("a key with its colon", f"{problem}    {HERE}\n", "because", "because: "),
        ("a list", f"{problem}    {HERE}\n", "rests_on", "rests_on:\n  - "),
        ("a whole item under its own name", f"{HEAD}users:\n  - {HERE}\n", "user", "segment: "),
    ):
        told = written(server, text, label)
        yield Proof(f"completion writes {what}", told, wanted in told)
    told = documented(server, f"{problem}    {HERE}\n", "rests_on")
    yield Proof("completion explains rests_on", told, "items that this one rests on" in told)
    for what, text, part in (
        ("an unknown key", f"{problem}    statement: x\n    onwer: Ada\n", "onwer"),
        ("a value that isn't in the list", f"{HEAD}insights:\n  - {{id: a, statement: x, source: hearsay}}\n", "interviews"),
        ("an item without what it is about", f"{HEAD}users:\n  - id: a\n", "segment"),
        ("a date that is none", HEAD.replace("2026-05-04", "soon"), "2027-06-30"),
        ("an id with a capital letter", f"{HEAD}problems:\n  - {{id: LostDay, statement: x}}\n", "hyphen"),
    ):
        found = complaints(server, text)
        yield Proof(f"diagnostic: {what}", "; ".join(found), len(found) == 1 and part in found[0])
    fine = f"{problem}    statement: No\n    x-ticket: {{a: 1}}\n    reviewed: 2026-03\nusers:\nquestions:\n  - question: 1.10?\n    by: 2026-Q3\n"
    found = complaints(server, fine)
    yield Proof("no diagnostic: what the reader takes", "; ".join(found), not found)


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8")
        server = Server(command, folder)
        try:
            found = list(proofs(server))
        finally:
            server.close()
    for proof in found:
        print(f"{'ok  ' if proof.holds else 'FAIL'} {proof.what}\n       {proof.told or '(nothing)'}")
    failed = sum(not proof.holds for proof in found)
    print(f"{len(found)} asked, {failed} not as it should be")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
