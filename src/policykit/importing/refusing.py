"""Why a file cannot be taken, in the words of whoever wrote it."""

from __future__ import annotations

from policykit.model.errors import SourceError


def refused(reference: str, why: str, name: str, hint: str) -> SourceError:
    """Why a file is not taken.

    Args:
        reference: what kind of trouble it is, kebab-case.
        why: one sentence.
        name: the file.
        hint: what to do about it.
    """
    return SourceError(f"import-{reference}", why, context=name, hint=hint)


def damaged(name: str, program: str, ending: str) -> SourceError:
    """A file that its program would not open either."""
    return refused(
        "damaged",
        "This file is damaged or is not what its name says.",
        name,
        f"Open it in {program}, save it anew as {ending}, and import that.",
    )


def too_large(name: str, what: str) -> SourceError:
    """A file that holds more than any handbook."""
    return refused(
        "too-large",
        f"This file is larger than any handbook: {what}.",
        name,
        "Take out pictures and attachments, or split it, and import the parts.",
    )
