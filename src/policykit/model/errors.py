"""Trouble with the call, the settings or the repository: exit code 2, never a finding."""

from __future__ import annotations


class PolicykitError(Exception):
    """A user error.

    Args:
        reference: a kebab-case name one can search for.
        message: what is wrong, one sentence.
        context: where or with what, may be empty.
        hint: what to do next, may be empty.
        excerpt: the line it is about and a line that marks the place, safe to print; or none.
    """

    def __init__(
        self,
        reference: str,
        message: str,
        *,
        context: str = "",
        hint: str = "",
        excerpt: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.reference = reference
        self.message = message
        self.context = context
        self.hint = hint
        self.excerpt = excerpt


class SettingsError(PolicykitError):
    """The settings cannot be used.

    `pointer` is the way to the key or value in policykit.yaml, empty where it is none of these.
    """

    def __init__(
        self,
        reference: str,
        message: str,
        *,
        context: str = "",
        hint: str = "",
        pointer: tuple[str | int, ...] = (),
    ) -> None:
        super().__init__(reference, message, context=context, hint=hint)
        self.pointer = pointer


class SourceError(PolicykitError):
    """Files or revisions cannot be read."""


class RenderError(PolicykitError):
    """A handbook cannot be made."""
