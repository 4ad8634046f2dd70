"""Which commit a handbook is printed from, and what is said where nobody can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from policykit.model.errors import SourceError
from policykit.sources.port import Source

_REVISION_LETTERS: Final = 12
"""As many as Git itself would need in a repository of a hundred million objects."""
_WITHOUT_HISTORY: Final = frozenset({"no-repository", "no-commits"})
"""Why there is no commit, where nobody would expect one."""


def revision_of(root: Path, source: Source, commit: str | None) -> tuple[str, str]:
    """The commit that files are of, shortened, and a note where nobody can say which it is.

    Args:
        root: the folder of the policy repository.
        source: its files.
        commit: the commit they were read from, None for a work tree.

    Returns:
        The first digits of the id, '' where a file differs from the commit or there is none,
        and the note, '' where there is nothing to note.
    """
    note = ""
    if not commit:
        try:
            # To load what speaks to Git is to start it once.
            from policykit.sources.committed import committed

            commit = committed(root, source)
        except SourceError as error:
            commit = ""
            if error.reference not in _WITHOUT_HISTORY or _has_git(root, error):
                note = (
                    f"Which commit this is printed from is not known: {error.message} "
                    f"do: {error.hint}"
                )
    return commit[:_REVISION_LETTERS], note


def _has_git(root: Path, error: SourceError) -> bool:
    """Whether there is a repository after all, which could not be opened."""
    here = root.absolute()
    return error.reference == "no-repository" and any(
        (folder / ".git").exists() for folder in (here, *here.parents)
    )
