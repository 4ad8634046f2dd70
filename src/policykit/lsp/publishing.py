"""Findings sent to a client: a file at a time, and only where something is new."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from lsprotocol import types

from policykit.lsp.buffers import Buffer
from policykit.lsp.diagnostics import Texts, diagnostics
from policykit.lsp.roots import Root
from policykit.model.finding import Finding

_Told = tuple[int | None, tuple[types.Diagnostic, ...]]


class Publisher:
    """Sends the findings of one repository; it may be called from any thread.

    Args:
        root: the repository.
        send: sends what is told of one file.
    """

    def __init__(self, root: Root, send: Callable[[types.PublishDiagnosticsParams], None]) -> None:
        self._root = root
        self._send = send
        self._told: dict[str, _Told] = {}
        self._as_of: dict[str, int] = {}
        self._lock = threading.Lock()
        self._is_over = False

    def publish(
        self,
        findings: Mapping[str, tuple[Finding, ...]],
        looked_at: frozenset[str] | None,
        buffers: Mapping[str, Buffer],
        texts: Texts,
        as_of: int,
    ) -> None:
        """Tell what was found; nothing of files of which something newer was told.

        Args:
            findings: by path.
            looked_at: the files that were looked at, None where that is all of them.
            buffers: the files the client holds open, as they were looked at.
            texts: gives texts to count characters in.
            as_of: when the look began; of two looks the newer one has the higher number.
        """
        listed = diagnostics(
            (each for found in findings.values() for each in found), texts, self._root.uri
        )
        with self._lock:
            # A look that was on its way when the folder was closed has nobody to tell.
            if self._is_over:
                return
            paths = looked_at or {*findings, *buffers, *self._told}
            for path in sorted(paths):
                if self._as_of.get(path, as_of) > as_of:
                    continue
                self._as_of[path] = as_of
                buffer = buffers.get(path)
                version = buffer.version if buffer else None
                told = (version, listed.get(path, ()))
                known = self._told.get(path)
                if told == known or (known is None and buffer is None and not told[1]):
                    continue
                if told[1] or buffer:
                    self._told[path] = told
                else:
                    self._told.pop(path, None)
                self._tell(path, version, told[1])

    def withdraw(self) -> None:
        """Take back all that was told, and tell nothing more."""
        with self._lock:
            for path in sorted(self._told):
                if self._told[path][1]:
                    self._tell(path, None, ())
            self._told.clear()
            self._is_over = True

    def _tell(self, path: str, version: int | None, found: tuple[types.Diagnostic, ...]) -> None:
        self._send(types.PublishDiagnosticsParams(self._root.uri(path), list(found), version))
