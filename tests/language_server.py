"""The editors' language server for YAML, spoken to as an editor does: messages of JSON-RPC on its standard streams."""

import json
import queue
import re
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .tools import NPM

PROGRAM = NPM / "yaml-language-server"
PATIENCE = 30.0
"""Seconds to wait for one answer before the server counts as stuck."""


def front_matter(text: str) -> str | None:
    """The YAML at the head of a Markdown file, each line of it the same line as there; None where there is none."""
    found = re.match(r"---[ \t]*(\r?\n.*?^)---[ \t]*$", text, re.DOTALL | re.MULTILINE)
    return found.group(1) if found else None


class LanguageServer:
    """A server for one workspace folder, with the settings that the folder's own `.vscode/settings.json` gives it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
        self._settings = _nested(settings)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._published: dict[str, list[dict[str, Any]]] = {}
        self._news = threading.Condition()
        self._configured = threading.Event()
        self._asked = self._version = 0
        self._writing = threading.Lock()
        self._process = subprocess.Popen(
            [PROGRAM, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        workspace = {"uri": self.folder.as_uri(), "name": self.folder.name}
        item = {"documentationFormat": ["markdown", "plaintext"], "snippetSupport": True}
        self._ask(
            "initialize",
            processId=None,
            rootUri=workspace["uri"],
            workspaceFolders=[workspace],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "completion": {"completionItem": item},
                    "hover": {"contentFormat": ["markdown"]},
                    "publishDiagnostics": {"relatedInformation": True},
                },
            },
        )
        self._tell("initialized")
        assert self._configured.wait(PATIENCE), "the server never asked for its settings"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def diagnose(self, texts: Mapping[Path, str]) -> dict[Path, list[dict[str, Any]]]:
        """What the server says of each file when it is opened with a text, which need not be what is on disk."""
        for path, text in texts.items():
            self.open(path, text)
        found = {path: self._heard_of(path) for path in texts}
        for path in texts:
            self._tell("textDocument/didClose", textDocument={"uri": path.as_uri()})
        for path in texts:
            self._heard_of(path)  # it takes back what it said of a file that is closed
        return found

    def _heard_of(self, path: Path) -> list[dict[str, Any]]:
        with self._news:
            arrived = self._news.wait_for(lambda: path.as_uri() in self._published, PATIENCE)
            assert arrived, f"the server never said anything of {path}"
            return self._published.pop(path.as_uri())

    def open(self, path: Path, text: str) -> None:
        """Show the server a file, as an editor does that has opened it."""
        # The server keeps what it parsed by address and version, even of files that were closed since.
        self._version += 1
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": self._version, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)

    def complete(self, path: Path, line: int, character: int) -> list[dict[str, Any]]:
        """What is offered at a place (both counted from 0) of an open file, in the order in which a client shows it."""
        answer = self._ask("textDocument/completion", **_at(path, line, character))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return sorted(items, key=lambda item: str(item.get("sortText") or item["label"]).lower())

    def hover(self, path: Path, line: int, character: int) -> str:
        """What is shown over a place of an open file; empty for nothing."""
        answer = self._ask("textDocument/hover", **_at(path, line, character))
        return str(answer["contents"]["value"]) if answer else ""

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        answer = self._answers.get(timeout=PATIENCE)
        assert answer["id"] == self._asked, answer
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        with self._writing:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while head := stream.readline():
            size = 0
            while head.strip():
                name, _, value = head.decode().partition(":")
                size = int(value) if name.lower() == "content-length" else size
                head = stream.readline()
            body = stream.read(size)
            if len(body) < size:
                return  # the server has left, in the middle of a sentence
            self._hear(json.loads(body))

    def _hear(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            with self._news:
                self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
                self._news.notify_all()
        elif method == "workspace/configuration":
            sections = [self._settings.get(item["section"]) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": sections})
            self._configured.set()
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif not method:
            self._answers.put(message)


def _at(path: Path, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}


def _nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as an editor hands them on: `yaml.validate` is `validate` inside `yaml`."""
    nested: dict[str, Any] = {}
    for key, value in settings.items():
        inner = nested
        *above, last = [key] if key.startswith("[") else key.split(".")
        for part in above:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return nested
