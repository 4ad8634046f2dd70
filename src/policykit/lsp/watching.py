"""Files that a client is asked to watch: those of a policy repository, and those beside it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer

_FILES: Final = ("**/policykit.yaml", "**/policies/**", "**/schemas/**")
_NAME: Final = "policykit-files"
_NAME_BESIDE: Final = "policykit-files-beside"
_IN_PATTERNS: Final = re.compile(r"[*?{}\[\]\\]")
"""What means something else in a pattern."""


class Watching:
    """What a client is asked to watch; all of it happens on the event loop.

    Args:
        server: what asks the client.
    """

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._has_begun = False
        self._beside: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Ask for the files of policy repositories; the client is ready to be asked."""
        self._has_begun = True
        self._ask(_NAME, _FILES)
        self._ask(_NAME_BESIDE, map(_pattern, sorted(self._beside)))

    def beside(self, paths: frozenset[str]) -> None:
        """Ask for these files as well, by their paths in a repository, and for no others."""
        if paths == self._beside:
            return
        had, self._beside = self._beside, paths
        if had and self._can_ask:
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            gone = types.Unregistration(_NAME_BESIDE, method)
            self._server.client_unregister_capability(types.UnregistrationParams([gone]))
        self._ask(_NAME_BESIDE, map(_pattern, sorted(paths)))

    @property
    def _can_ask(self) -> bool:
        able = self._server.client_capabilities.workspace
        watching = able.did_change_watched_files if able else None
        return self._has_begun and bool(watching and watching.dynamic_registration)

    def _ask(self, name: str, patterns: Iterable[str]) -> None:
        watchers = [types.FileSystemWatcher(pattern) for pattern in patterns]
        if not watchers or not self._can_ask:
            return
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        wanted = types.Registration(name, method, options)
        self._server.client_register_capability(types.RegistrationParams([wanted]))


def _pattern(path: str) -> str:
    """A pattern of a file in a policy repository, wherever that is."""
    return f"**/{_IN_PATTERNS.sub('?', posixpath.normpath(path))}"
