"""Whether the files of a work tree are those of a commit, told by reading alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from policykit.sources.git import Repository
from policykit.sources.git_source import GitSource
from policykit.sources.port import Entry, EntryKind, Source, blob_key

_SHA1_LETTERS: Final = 40


def committed(root: Path, tree: Source) -> str:
    """The id of the commit that is checked out, if a policy repository's files are as in it.

    Args:
        root: the folder of the policy repository.
        tree: its files as they are.

    Returns:
        The id in hexadecimal, '' where a file differs.

    Raises:
        SourceError: there is no repository or no commit, or a file cannot be read.
    """
    with Repository(root) as repository:
        commit = repository.resolve("HEAD")
        kept = {each.path: each for each in GitSource(repository, commit).entries()}
    now = {each.path: each for each in tree.entries()}
    same = kept.keys() == now.keys() and all(_same(kept[path], now[path]) for path in sorted(kept))
    return commit if same else ""


def _same(kept: Entry, now: Entry) -> bool:
    """Whether a file is as it was committed, but for the line ends an editor or Git may set."""
    if kept.kind is not now.kind:
        return False
    if now.kind is not EntryKind.FILE:
        return True
    content = now.read()
    plain = content.replace(b"\r\n", b"\n")
    if len(kept.key or "") == _SHA1_LETTERS:
        return kept.key in {blob_key(content), blob_key(plain)}
    return kept.key in {blob_key(content, "sha256"), blob_key(plain, "sha256")}
