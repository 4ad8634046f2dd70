"""A client that speaks to the server over its pipes, byte by byte as an editor does."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Sent = Any
"""What JSON can hold; the tests know which of it they look at."""

TODAY = "2026-11-22"
PATIENCE = 30.0
"""Seconds after which an answer does not come any more; never waited for where all is well."""

ABLE: dict[str, Any] = {
    "workspace": {
        "workspaceFolders": True,
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename"]},
    },
    "textDocument": {
        "synchronization": {"didSave": True},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "rename": {"prepareSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
            "resolveSupport": {"properties": ["edit"]},
        },
        "completion": {"completionItem": {"snippetSupport": True}},
    },
    "window": {"showDocument": {"support": True}},
}
"""What most editors can do."""


def applied(text: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """A text with edits as a client makes them, counted in UTF-16."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text)

    def index(place: Mapping[str, int]) -> int:
        line = lines[place["line"]] if place["line"] < len(lines) else ""
        units = line.encode("utf-16-le")[: place["character"] * 2]
        return sum(map(len, lines[: place["line"]])) + len(units.decode("utf-16-le"))

    stretches = [
        (index(each["range"]["start"]), index(each["range"]["end"]), each["newText"])
        for each in edits
    ]
    for start, end, new in sorted(stretches, reverse=True):
        text = text[:start] + new + text[end:]
    return text


class Refused(Exception):  # noqa: N818 - it is an answer
    """The server answered with an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code: int = error["code"]
        self.message: str = error["message"]


class Client:
    """A client with a server of its own.

    `told` holds the last findings of each file as (version, diagnostics), by URI; `log` the
    lines of the log; `asked` what the server asked; `replies` what it is told then, by method.
    Versions of open files are counted here.
    """

    def __init__(
        self,
        *folders: Path,
        able: Mapping[str, Any] = ABLE,
        options: Sequence[str] = ("--today", TODAY, "--no-cache"),
        environment: Mapping[str, str] | None = None,
        begin: bool = True,
        program: Sequence[str] = (),
        replies: Mapping[str, Sent] | None = None,
    ) -> None:
        self.replies: dict[str, Sent] = {**(replies or {})}
        self.process = subprocess.Popen(
            [*program] or [sys.executable, "-m", "policykit", "lsp", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
        )
        self.told: dict[str, tuple[int | None, list[dict[str, Any]]]] = {}
        self.publications: list[dict[str, Any]] = []
        self.log: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.versions: dict[str, int] = {}
        self.capabilities: dict[str, Any] = {}
        self._answers: dict[int | str | None, dict[str, Any]] = {}
        self._came: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._number = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if begin:
            self.begin(*folders, able=able)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()

    def begin(self, *folders: Path, able: Mapping[str, Any] = ABLE, **more: Sent) -> None:
        """The handshake."""
        answer = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": None,
                "capabilities": able,
                "workspaceFolders": [{"uri": each.as_uri(), "name": each.name} for each in folders],
                **more,
            },
        )
        self.capabilities = answer["capabilities"]
        self.notify("initialized", {})

    def end(self) -> int:
        """Take leave as the protocol has it; gives the exit code."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(PATIENCE)

    def raw(self, data: bytes) -> None:
        """Send bytes."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: object) -> None:
        """Send a message."""
        body = json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method: str, params: object) -> None:
        """Tell the server something."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object) -> int:
        """Ask the server something; gives the number of the request."""
        self._number += 1
        self.send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int | str | None) -> Sent:
        """The answer to a request.

        Raises:
            Refused: it is an error.
        """
        self.wait(lambda: number in self._answers)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["result"]

    def request(self, method: str, params: object) -> Sent:
        """Ask, and wait for the answer."""
        return self.answer(self.ask(method, params))

    def wait(self, done: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Take messages until something holds."""
        end = time.monotonic() + patience
        while not done():
            try:
                message = self._came.get(timeout=max(end - time.monotonic(), 0.001))
            except queue.Empty:
                raise AssertionError("it did not come to pass in time") from None
            if message is None:
                self._came.put(None)
                raise AssertionError(f"the server is gone: {self.process.wait(PATIENCE)}")
            self._take(message)

    def settled(self) -> None:
        """Wait until the server looked at all that was sent so far."""
        self.request("policykit/settled", None)

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with its own text where none is given; gives its URI."""
        uri = path.as_uri()
        if text is None:
            text = path.read_bytes().decode()
        self.versions[uri] = 1
        self.notify(
            "textDocument/didOpen",
            {
                "textDocument": {
                    "uri": uri,
                    "languageId": "yaml",
                    "version": 1,
                    "text": text,
                }
            },
        )
        return uri

    def edit(self, uri: str, *changes: Mapping[str, Any]) -> int:
        """Edit an open file; gives its new version."""
        self.versions[uri] += 1
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": self.versions[uri]},
                "contentChanges": list(changes),
            },
        )
        return self.versions[uri]

    def replace(self, uri: str, text: str) -> int:
        """Give an open file another text; gives its new version."""
        return self.edit(uri, {"text": text})

    def close(self, uri: str) -> None:
        """Close a file."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def save(self, uri: str, text: str | None = None) -> None:
        """Say that a file was saved."""
        params: dict[str, Any] = {"textDocument": {"uri": uri}}
        self.notify("textDocument/didSave", params | ({} if text is None else {"text": text}))

    def folders(self, *, added: Sequence[Path] = (), removed: Sequence[Path] = ()) -> None:
        """Say that folders came to the workspace, or went."""

        def told(folders: Sequence[Path]) -> list[dict[str, str]]:
            return [{"uri": each.as_uri(), "name": each.name} for each in folders]

        event = {"added": told(added), "removed": told(removed)}
        self.notify("workspace/didChangeWorkspaceFolders", {"event": event})

    def changed_outside(self, *paths: Path, kind: int = 2) -> None:
        """Say that files changed on the disk: 1 made, 2 changed, 3 deleted."""
        changes = [{"uri": path.as_uri(), "type": kind} for path in paths]
        self.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    def found(self, path: Path) -> list[tuple[str, int, int]]:
        """Code, line and character (from 0) of what was told of a file last, as it was told."""
        return [
            (each["code"], each["range"]["start"]["line"], each["range"]["start"]["character"])
            for each in self.told.get(path.as_uri(), (None, []))[1]
        ]

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method is None:
            self._answers[message["id"]] = message
        elif method == "textDocument/publishDiagnostics":
            params = message["params"]
            self.publications.append(params)
            self.told[params["uri"]] = params.get("version"), params["diagnostics"]
        elif method == "window/logMessage":
            self.log.append(message["params"]["message"])
        else:
            self.asked.append(message)
            if "id" in message:
                result = self.replies.get(str(method))
                self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def stop_reading(self) -> None:
        """Take nothing more, as a client that died."""
        assert self.process.stdout is not None
        os.dup2(os.open(os.devnull, os.O_RDONLY), self.process.stdout.fileno())

    def _read(self) -> None:
        pipe = self.process.stdout
        assert pipe is not None
        while True:
            length = 0
            while line := pipe.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            body = pipe.read(length)
            if not length or len(body) < length:
                self._came.put(None)
                return
            self._came.put(json.loads(body))
