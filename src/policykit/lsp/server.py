"""The server: what a client says, in order, and what it is told."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.protocol.language_server import lsp_method

from policykit import __version__
from policykit.lsp import garbage
from policykit.lsp.asked import Command, Feature, FeatureOfAll, Refusal
from policykit.lsp.features import features
from policykit.lsp.repository import Ways
from policykit.lsp.transport import Gone, Incoming, Nonsense, Outgoing
from policykit.lsp.trouble import fault
from policykit.lsp.units import Encoding
from policykit.lsp.watching import Watching
from policykit.lsp.workspace import Workspace
from policykit.model.errors import PolicykitError

_WORKERS: Final = 4

SETTLED: Final = "policykit/settled"
"""The request that is answered once all that changed was looked at, and told."""

_PARSE_ERROR: Final = -32700
_INVALID_REQUEST: Final = -32600
_INVALID_PARAMS: Final = -32602
_NOT_INITIALIZED: Final = -32002
_MOST_WAITING: Final = 64
"""Messages that wait at most; a client that sends more waits itself."""


class Protocol(LanguageServerProtocol):
    """The protocol, with buffers of our own: the library makes edits fit that do not."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A file is open from now on, with this text."""
        told = params.text_document
        self._server.state.opened(told.uri, told.version, told.text)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """An open file was edited."""
        told = params.text_document
        self._server.state.edited(told.uri, told.version, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A file is no longer open: what is on the disk counts again."""
        self._server.state.closed(params.text_document.uri)

    @lsp_method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def lsp_workspace__did_change_workspace_folders(
        self, params: types.DidChangeWorkspaceFoldersParams
    ) -> None:
        """Folders were added to the workspace, or taken out of it."""
        self._server.state.remove(each.uri for each in params.event.removed)
        self._server.state.add(each.uri for each in params.event.added)


class Server(LanguageServer):
    """A server for one client.

    Args:
        ways: how repositories are looked at.
        debug: whether faults of our own are told with all there is, on standard error.
    """

    def __init__(self, ways: Ways, *, debug: bool = False) -> None:
        super().__init__(
            "policykit",
            __version__,
            protocol_cls=Protocol,
            converter_factory=default_converter,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
        )
        self._ways = ways
        self._debug = debug
        self._state: Workspace | None = None
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="answer")
        self._is_leaving = False
        self._watching = Watching(self)
        save = types.SaveOptions(include_text=True)
        # The library writes on what it is given, and a method takes nothing of that.
        self.feature(types.INITIALIZE)(partial(self._initialize))
        self.feature(types.INITIALIZED)(partial(self._initialized))
        self.feature(types.TEXT_DOCUMENT_DID_SAVE, save)(partial(self._saved))
        self.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(partial(self._changed_outside))

        async def settled(_params: None) -> None:
            await self.state.settled()

        self.feature(SETTLED)(settled)
        for each in features():
            self._offer(each)

    @property
    def state(self) -> Workspace:
        """The workspace of the client.

        Raises:
            RuntimeError: it did not say yet what that is.
        """
        if self._state is None:
            raise RuntimeError("nothing is known of the client yet")
        return self._state

    def publish(self, told: types.PublishDiagnosticsParams) -> None:
        """The findings of a file; from any thread."""
        self.text_document_publish_diagnostics(told)

    def refresh(self) -> None:
        """Have a client that can ask anew for lenses and values."""
        able = self.client_capabilities.workspace
        if able is None:
            return
        for told, ask in (
            (able.code_lens, self.workspace_code_lens_refresh),
            (able.inlay_hint, self.workspace_inlay_hint_refresh),
        ):
            if told is not None and told.refresh_support:
                ask(None)

    def watch(self, paths: frozenset[str]) -> None:
        """Have a client tell of changes of these files beside policies."""
        self._watching.beside(paths)

    def log(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """A line for the log of the client; from any thread."""
        self.window_log_message(types.LogMessageParams(kind, message))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Trouble the library met with a message: a line in the log, and no window."""
        del source
        if isinstance(error, JsonRpcException):
            self.log(f"A message could not be answered: {error}", types.MessageType.Warning)
        else:
            self.failed(error, "a message")

    def failed(self, error: BaseException, doing: str) -> None:
        """Tell of a fault of our own."""
        if self._debug:
            traceback.print_exception(error)
        self.log(fault(error, doing), types.MessageType.Error)

    def converse(self, stdin: int, stdout: int) -> int:
        """Speak with a client until it ends it; gives the exit code.

        Args:
            stdin: the file descriptor messages come from.
            stdout: that on which they go.
        """
        return asyncio.run(self._converse(stdin, stdout))

    async def _converse(self, stdin: int, stdout: int) -> int:
        loop = asyncio.get_running_loop()
        came: asyncio.Queue[object] = asyncio.Queue()
        room = threading.Semaphore(_MOST_WAITING)

        def take(message: object) -> None:
            with suppress(RuntimeError):  # where the loop has come to its end
                loop.call_soon_threadsafe(came.put_nowait, message)

        def read() -> None:
            with os.fdopen(stdin, "rb", buffering=0, closefd=False) as pipe:
                incoming = Incoming(pipe)
                message: object = None
                while not isinstance(message, Gone):
                    room.acquire()
                    message = incoming.message()
                    take(message)

        outgoing = Outgoing(stdout, lambda: take(Gone()))
        self.protocol.set_writer(outgoing)
        threading.Thread(target=read, name="incoming", daemon=True).start()
        code = 1
        while not isinstance(message := await came.get(), Gone):
            room.release()
            if isinstance(message, dict) and message.get("method") == types.EXIT:
                code = 0 if self._is_leaving else 1
                break
            self._take(message)
        if self._state is not None:
            self._state.close()
        self._workers.shutdown(wait=False, cancel_futures=True)
        outgoing.close()
        return code

    def _take(self, message: object) -> None:
        """One message; one that is none of the protocol is answered, or told in the log."""
        if isinstance(message, Nonsense):
            self.log(message.reason, types.MessageType.Warning)
            self._refuse(None, _PARSE_ERROR, message.reason)
            return
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            self._refuse(None, _INVALID_REQUEST, "This is no message of JSON-RPC 2.0.")
            return
        number, method = message.get("id"), message.get("method")
        code, reason = self._untimely(method)
        if not code:
            code, reason = self._handled(message, method)
        if code and method is not None and isinstance(number, int | str):
            self._refuse(number, code, reason)

    def _untimely(self, method: object) -> tuple[int, str]:
        """Why a method is not to be answered now; 0 where it is."""
        if method == types.SHUTDOWN:
            self._is_leaving = True
        if method is None or (method == types.SHUTDOWN and self._state is not None):
            return 0, ""
        if self._is_leaving:
            return _INVALID_REQUEST, "The server was told to shut down."
        if (method == types.INITIALIZE) is (self._state is None):
            return 0, ""
        if self._state is None:
            return _NOT_INITIALIZED, "The server waits for initialize."
        return _INVALID_REQUEST, "The server was initialized before."

    def _handled(self, message: dict[str, Any], method: object) -> tuple[int, str]:
        """Let the library handle a message; gives why it cannot, 0 where it can."""
        try:
            structured = self.protocol.structure_message(message)
        except Exception:  # noqa: BLE001 - whatever a client sends, the next message may be sound
            told = f"What was sent with {method!s:.80} is not understood."
            self.log(told, types.MessageType.Warning)
            return _INVALID_PARAMS, "These are not the parameters of the method."
        try:
            self.protocol.handle_message(structured)
        except Exception as error:  # noqa: BLE001 - the same
            self.failed(error, str(method)[:80])
        return 0, ""

    def _refuse(self, number: int | str | None, code: int, reason: str) -> None:
        error = {"code": code, "message": reason}
        self.protocol._send_data({"jsonrpc": "2.0", "id": number, "error": error})  # noqa: SLF001 - the library sends answers to handlers alone

    def _initialize(self, params: types.InitializeParams) -> None:
        encoding = Encoding(self.workspace.position_encoding or Encoding.Utf16)
        self._state = Workspace(self, self._ways, params.capabilities, encoding)
        folders = [each.uri for each in params.workspace_folders or ()]
        if not folders and params.root_uri:
            folders = [params.root_uri]
        if not folders and params.root_path and Path(params.root_path).is_absolute():
            folders = [Path(params.root_path).as_uri()]
        self._state.add(folders)

    def _initialized(self, _params: types.InitializedParams) -> None:
        self._watching.begin()

    def _saved(self, params: types.DidSaveTextDocumentParams) -> None:
        self.state.saved(params.text_document.uri, params.text)

    def _changed_outside(self, params: types.DidChangeWatchedFilesParams) -> None:
        self.state.changed_outside(each.uri for each in params.changes)

    def _offer(self, feature: Feature | FeatureOfAll | Command) -> None:
        if isinstance(feature, Command):

            async def run(*arguments: Any) -> object:  # noqa: ANN401 - each command has its own
                return await self._answer_command(feature, arguments)

            self.command(feature.name)(run)
            return

        async def answered(params: Any) -> object:  # noqa: ANN401 - each method has its own
            return await self._answered(feature, params)

        self.feature(feature.method, feature.options)(answered)

    async def _answered(self, feature: Feature | FeatureOfAll, params: Any) -> object:  # noqa: ANN401 - as above
        gone = threading.Event()
        if isinstance(feature, FeatureOfAll):
            work: Callable[[], object] = partial(feature.answer, self.state.places(), params)
        else:
            asked = self.state.asked(params.text_document.uri)
            if asked is None:
                return feature.nothing
            asked = replace(asked, place=replace(asked.place, is_gone=gone.is_set))
            work = partial(feature.answer, asked, params)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._workers, work)
        except asyncio.CancelledError:
            gone.set()
            raise
        except Refusal as refused:
            code = types.LSPErrorCodes.RequestFailed
            raise JsonRpcException(str(refused), code) from None
        except PolicykitError:
            # The look at all files tells what cannot be read.
            return feature.nothing
        except Exception as error:  # noqa: BLE001 - a fault is told, and takes nothing else with it
            self.failed(error, feature.method)
            return feature.nothing

    async def _answer_command(self, command: Command, arguments: Iterable[Any]) -> object:
        work = partial(command.answer, self.state.places(), list(arguments))
        try:
            answer = await asyncio.get_running_loop().run_in_executor(self._workers, work)
        except Exception as error:  # noqa: BLE001 - as above
            self.failed(error, command.name)
            return None
        if command.shows and isinstance(answer, str):
            # Some clients make links of what looks like one, and commands of some links.
            plain = answer.replace("](", "] (")
            self.window_show_message(types.ShowMessageParams(types.MessageType.Info, plain))
        return answer


def serve(ways: Ways, *, debug: bool = False) -> int:
    """Speak with an editor on standard input and output until it ends; gives the exit code.

    What anybody prints goes to standard error meanwhile: standard output is for messages.
    """
    garbage.begin()
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False
    stdin, stdout = os.dup(0), os.dup(1)
    sys.stdout.flush()
    os.dup2(2, 1)
    try:
        return Server(ways, debug=debug).converse(stdin, stdout)
    finally:
        os.close(stdout)
