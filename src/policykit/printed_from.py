"""Which commit a handbook is printed from, and what is said where nobody can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from policykit.model.errors import SourceError
from policykit.sources.port import Source

_REVISION_LETTERS: Final = 12
"""As many as Git itself would need in a repository of a hundred million objects."""
_OUTSIDE: Final = frozenset({"no-repository", "git-missing"})
"""Why nothing can be told, where it is as it should be if no repository is around."""


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
            if _is_missed(root, error):
                note = f"Which commit this is printed from is not known: {error.message}"
                note += f" do: {error.hint}" if error.hint else ""
    return commit[:_REVISION_LETTERS], note


def _is_missed(root: Path, error: SourceError) -> bool:
    """Whether anybody would expect a commit: there is a repository, with something in it."""
    if error.reference not in _OUTSIDE:
        return error.reference != "no-commits"
    here = root.absolute()
    return any((folder / ".git").exists() for folder in (here, *here.parents))
