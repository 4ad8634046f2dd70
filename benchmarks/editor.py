"""Measures how soon an author sees in the editor what is found.

    python -m benchmarks.editor [--large]

Writes editor.md. A server is started over a corpus and spoken to over its pipes; seconds are by
the clock, from a key to what is told of it, and processor seconds of the server beside them.
`--large` adds ten thousand policies, which takes minutes; without it the line of an earlier run
stays on the page.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from statistics import median
from typing import IO, Any, cast

from benchmarks.generate import generate
from benchmarks.measure import Job, measure

RESULTS = Path(__file__).with_name("editor.md")
MIDDLE, LARGE = 1_000, 10_000
ROUNDS = 9
PAUSE = 0.3
MOST_AFTER_A_KEY = 0.150
MOST_ON_THE_LOOP = 0.050
MOST_MEGABYTES = {LARGE: 300.0}
PATIENCE = 600.0

_EARLIER = "(earlier) "

REASONS = (
    (
        "- **A question**: what is found is worked out in threads of the same process, which take "
        "turns every millisecond, so an answer waits for some turns; on a computer that other "
        "programs keep busy, for a turn of the processor besides."
    ),
    (
        "- **Memory**: facts of all policies and what was judged of each stay, as for the command "
        "line, which ends then; the protocol takes 30 MB besides."
    ),
    (
        "- **All files**: rules that look across policies run over all of them anew; what they "
        "work out of a single policy is kept."
    ),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured over a corpus: seconds, processor seconds where it says so, megabytes."""

    policies: int
    first: float
    key: float
    key_cpu: float
    whole: float
    whole_cpu: float
    probe: float
    worst_probe: float
    completion: float
    worst_completion: float
    memory: float
    lint: float


class Editor:
    """A client that takes what it is told."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "policykit", "lsp", "--no-cache", "--today", "2026-11-22"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._came: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._number = 0
        threading.Thread(target=self._read, daemon=True).start()
        folders = [{"uri": folder.as_uri(), "name": folder.name}]
        self.ask("initialize", {"processId": None, "capabilities": {}, "workspaceFolders": folders})
        self.tell("initialized", {})

    def tell(self, method: str, params: object, **more: object) -> None:
        """Send a message."""
        message = {"jsonrpc": "2.0", "method": method, "params": params, **more}
        body = json.dumps(message).encode()
        pipe = cast("IO[bytes]", self.process.stdin)
        pipe.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        pipe.flush()

    def ask(self, method: str, params: object) -> None:
        """Send a request and wait for its answer."""
        self._number += 1
        number = self._number
        self.tell(method, params, id=number)
        self.wait(lambda message: message.get("id") == number and "method" not in message)

    def wait(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        """Take messages until one is it."""
        while True:
            try:
                message = self._came.get(timeout=PATIENCE)
            except Empty as error:
                raise RuntimeError("the server does not answer") from error
            if is_it(message):
                return

    def cpu(self) -> float:
        """Processor seconds of the server so far."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes the server has had at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024 / 1e6

    def end(self) -> None:
        """Take leave."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait()

    def _read(self) -> None:
        pipe = cast("IO[bytes]", self.process.stdout)
        while True:
            length = 0
            while line := pipe.readline().strip():
                name, _, value = line.partition(b":")
                if name == b"Content-Length":
                    length = int(value)
            if not length:
                return
            self._came.put(json.loads(pipe.read(length)))


def figures(policies: int, folder: Path) -> Figures:
    """Measure over a corpus of so many policies."""
    generate(policies, folder)
    place = folder / "policies" / "returns.yaml"
    text = place.read_text(encoding="utf-8")
    uri = place.as_uri()
    lint = (sys.executable, "-m", "policykit", "lint", "--exit-zero", "--quiet")
    kept = ("--cache-dir", str(folder.parent / f"kept-{policies}"), "--workers", "1")
    job = Job((*lint, *kept, "policies/returns.yaml"), folder)
    command = measure({"lint": job}, 3)["lint"].wall
    begun = time.perf_counter()
    editor = Editor(folder)
    editor.ask("policykit/settled", None)
    first = time.perf_counter() - begun
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    editor.ask("policykit/settled", None)
    keys: list[tuple[float, float, float, float]] = []
    for version in range(2, 2 + ROUNDS):
        new = text.replace("title: ", f"title: {'x' * version}", 1)
        started, used = time.perf_counter(), editor.cpu()
        _edit(editor, uri, version, new)
        editor.wait(lambda message, version=version: _tells(message, uri, version))  # type: ignore[misc] # a lambda with a default
        key, key_cpu = time.perf_counter() - started, editor.cpu() - used
        editor.ask("policykit/settled", None)
        keys.append(
            (key, key_cpu, time.perf_counter() - started - PAUSE, editor.cpu() - used - key_cpu)
        )
    _edit(editor, uri, 2 + ROUNDS, text)
    probes: list[float] = []
    until = time.perf_counter() + PAUSE + max(1.0, median(each[2] for each in keys))
    while time.perf_counter() < until:
        started = time.perf_counter()
        editor.ask("policykit/nothing", None)
        probes.append(time.perf_counter() - started)
        time.sleep(0.005)
    probes.sort()
    line = text[: text.index("owner:")].count("\n")
    completions = sorted(_completed(editor, uri, line) for _ in range(ROUNDS))
    memory = editor.memory()
    editor.end()
    key, key_cpu, whole, whole_cpu = (median(each) for each in zip(*keys, strict=True))
    return Figures(
        policies,
        first,
        key,
        key_cpu,
        whole,
        whole_cpu,
        probes[int(len(probes) * 0.95)],
        probes[-1],
        median(completions),
        completions[-1],
        memory,
        command,
    )


def _completed(editor: Editor, uri: str, line: int) -> float:
    """Seconds until the names of roles are offered, behind `owner: `."""
    position = {"line": line, "character": len("owner: ")}
    started = time.perf_counter()
    editor.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
    return time.perf_counter() - started


def _edit(editor: Editor, uri: str, version: int, text: str) -> None:
    document = {"uri": uri, "version": version}
    editor.tell(
        "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]}
    )


def _tells(message: dict[str, Any], uri: str, version: int) -> bool:
    params = message.get("params") or {}
    return (
        message.get("method") == "textDocument/publishDiagnostics"
        and params["uri"] == uri
        and params.get("version") == version
    )


def table(measured: list[Figures], earlier: str = "") -> str:
    """The page; `earlier` is the one before, of which lines of other sizes stay."""
    rows = {
        each.policies: f"| {each.policies:,} | {each.first:.1f} s | {_milliseconds(each.key)} "
        f"({_milliseconds(each.key_cpu)}) | "
        f"{'met' if each.key <= MOST_AFTER_A_KEY else '**missed**'} | "
        f"{_milliseconds(each.whole)} ({_milliseconds(each.whole_cpu)}) | "
        f"{_milliseconds(each.probe)} / {_milliseconds(each.worst_probe)} | "
        f"{'met' if each.worst_probe <= MOST_ON_THE_LOOP else '**missed**'} | "
        f"{_milliseconds(each.completion)} / {_milliseconds(each.worst_completion)} | "
        f"{each.memory:.0f} MB{_judged(each)} | {_milliseconds(each.lint)} |"
        for each in measured
    }
    for row in re.findall(r"^\| [0-9].*\|$", earlier, re.MULTILINE):
        rows.setdefault(
            int(row.split("|")[1].replace(",", "")), f"{row[:-1].removesuffix(_EARLIER)}{_EARLIER}|"
        )
    about = (
        f"Written by `python -m benchmarks.editor`: medians of {ROUNDS} keys by the clock, "
        "processor time of the server in brackets. A key is told of in the file it is in "
        f"(target ≤ {_milliseconds(MOST_AFTER_A_KEY)} at {MIDDLE:,} policies); all other files "
        f"follow {_milliseconds(PAUSE)} after the last key, and how long that takes then is told "
        "beside it. While it runs, the server answers a question about nothing within (95 of 100 "
        f"/ the longest; target ≤ {_milliseconds(MOST_ON_THE_LOOP)}) as told. Suggestions are those "
        "behind `owner: ` (the middle / the longest of as many questions), asked while all files "
        "may still be looked at. The last column is the same file by the command line, with what "
        "it kept of earlier runs. "
        f"Meanwhile {os.getloadavg()[1]:.1f} processes wanted the {os.cpu_count()} processors; without "
        "other programs it would be two or three."
    )
    head = (
        "| policies | first look | after a key | | all files | a question | | suggestions | memory "
        "| `policykit lint FILE` |"
    )
    return "\n".join(
        (
            "# What an author waits for in the editor",
            "",
            about,
            "",
            head,
            "|---|---|---|---|---|---|---|---|---|---|",
            *(rows[size] for size in sorted(rows)),
            "",
            "## Where the time and the memory go",
            "",
            *REASONS,
            "",
        )
    )


def _judged(figures: Figures) -> str:
    most = MOST_MEGABYTES.get(figures.policies)
    if most is None:
        return ""
    return f" (≤ {most:.0f}: {'met' if figures.memory <= most else '**missed**'})"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure the editor server.")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} policies")
    sizes = (MIDDLE, LARGE) if parser.parse_args().large else (MIDDLE,)
    with tempfile.TemporaryDirectory() as name:
        earlier = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
        page = table([figures(size, Path(name) / str(size)) for size in sizes], earlier)
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
