"""Several repositories in one workspace: what is told of each, whatever ends when."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from lsprotocol import types
from tests.lsp.shop import FILES, made

from policykit.lsp.repository import Repository, Ways
from policykit.lsp.units import Encoding
from policykit.lsp.workspace import Workspace

RETURNS = "policies/returns.yaml"
SETTINGS = """\
format: 1
frameworks: []
locales: {source: en, required: [sv]}
lint: {baseline: BASELINE}
"""


class Told:
    """What a client is told; what belongs to the event loop is told nowhere else."""

    def __init__(self) -> None:
        self.loop = threading.get_ident()
        self.watched: list[frozenset[str]] = []
        self.found: dict[str, list[types.Diagnostic]] = {}

    def publish(self, told: types.PublishDiagnosticsParams) -> None:
        self.found[told.uri] = list(told.diagnostics)

    def log(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        assert kind is not types.MessageType.Error, message

    def watch(self, paths: frozenset[str]) -> None:
        assert threading.get_ident() == self.loop
        self.watched.append(paths)

    def refresh(self) -> None:
        assert threading.get_ident() == self.loop


def converse(talk: Callable[[Workspace, Told], Awaitable[None]]) -> None:
    """Have a conversation with a workspace that has no folder yet."""

    async def all_of_it() -> None:
        told = Told()
        ways = Ways(lambda _: date(2026, 11, 22), pause=0)
        workspace = Workspace(told, ways, types.ClientCapabilities(), Encoding.Utf16)
        try:
            await talk(workspace, told)
        finally:
            workspace.close()

    # A browser that other tests share has its own loop in the thread of the tests.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, all_of_it()).result()


def uri(root: Path, path: str = "") -> str:
    """What a client calls a file."""
    return (root / path).as_uri()


def test_what_lies_beside_is_watched_for_each_until_it_goes(tmp_path: Path) -> None:
    roots = [made(tmp_path / name) for name in ("first", "second")]
    for root in roots:
        settings = SETTINGS.replace("BASELINE", f"{root.name}.json")
        (root / "policykit.yaml").write_text(settings)

    async def talk(workspace: Workspace, told: Told) -> None:
        workspace.add(map(uri, roots))
        await workspace.settled()
        assert told.watched[-1] == {"first.json", "second.json"}
        workspace.remove([uri(roots[0])])
        assert told.watched[-1] == {"second.json"}
        workspace.remove([uri(roots[1])])
        assert told.watched[-1] == frozenset()

    converse(talk)


def test_a_folder_that_comes_back_hears_nothing_of_its_former_self(tmp_path: Path) -> None:
    root = made(tmp_path / "shop")
    broken = FILES[RETURNS].replace("{window}", "{windo}")

    async def talk(workspace: Workspace, told: Told) -> None:
        workspace.add([uri(root)])
        workspace.opened(uri(root, RETURNS), 1, broken)
        former = workspace._at(root / RETURNS)
        await workspace.settled()
        assert "REF001" in {each.code for each in told.found[uri(root, RETURNS)]}
        assert isinstance(former, Repository)
        workspace.remove([uri(root)])
        workspace.closed(uri(root, RETURNS))
        workspace.add([uri(root)])
        await workspace.settled()
        sound = {each.code for each in told.found.get(uri(root, RETURNS), [])}
        late = asyncio.to_thread(
            former._quick,
            RETURNS,
            99,
            {},
            {RETURNS: broken.encode()},
        )
        await late
        assert {each.code for each in told.found.get(uri(root, RETURNS), [])} == sound

    converse(talk)


def test_a_change_is_heeded_whatever_a_link_is_called(tmp_path: Path) -> None:
    real, link = made(tmp_path / "real"), tmp_path / "link"
    link.symlink_to(real)

    async def talk(workspace: Workspace, told: Told) -> None:
        workspace.add([uri(link)])
        await workspace.settled()
        before = {each.code for each in told.found.get(uri(link, RETURNS), [])}
        (real / RETURNS).write_text(FILES[RETURNS].replace("{window}", "{windo}"))
        elsewhere = uri(tmp_path, "elsewhere/policies/returns.yaml")
        workspace.changed_outside([elsewhere, uri(real / ".." / "outside" / RETURNS)])
        await workspace.settled()
        assert {each.code for each in told.found.get(uri(link, RETURNS), [])} == before
        workspace.changed_outside([uri(real, RETURNS)])
        await workspace.settled()
        assert "REF001" in {each.code for each in told.found[uri(link, RETURNS)]}
        assert not [told_of for told_of in told.found if told_of.startswith(uri(real))]

    converse(talk)
