"""One call for each thing that can be done with the words of a language."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from policykit.model.errors import SourceError
from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass
from policykit.output import create_file, rewrite_file
from policykit.recording import one_at_a_time
from policykit.translating.aging import opened_ages
from policykit.translating.drafting import Drafted, drafted
from policykit.translating.stamping import Stamped, stamped
from policykit.translating.subject import Subject, opened_subject
from policykit.translating.taking import Taken, exported, taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is translated: a policy or `organisation`, to which language, of which version."""

    root: Path
    name: str
    locale: str
    coming: bool = False


def draft(request: Request, *, update: bool) -> Drafted:
    """A file of words to fill in, or one brought up to its source; nothing is written.

    Raises:
        SourceError: it cannot be made.
    """
    with _opened(request) as subject:
        return drafted(request.root, subject, update=update)


def accept(request: Request, addresses: Sequence[str]) -> Stamped:
    """Words accepted for the source of today; nothing is written.

    Raises:
        SourceError: there are none.
    """
    with _opened(request) as subject, opened_ages(request.root) as ages:
        return stamped(subject, addresses, ages.older(subject) if subject.exists else {})


def export(request: Request, kind: str) -> bytes:
    """The texts for translators, as `xliff` or `po`.

    Raises:
        SourceError: the source or the words cannot be read.
    """
    with _opened(request) as subject:
        return exported(subject, kind)


def take(request: Request, content: bytes, path: str) -> Taken:
    """The words of a file that came back; nothing is written.

    Raises:
        SourceError: it cannot be read.
    """
    with _opened(request) as subject:
        return taken(subject, content, path)


def write(root: Path, rewrite: Rewrite) -> None:
    """Write a file of words, whole or not at all; a new one takes nobody's place.

    Raises:
        PolicykitError: it cannot be written.
    """
    with one_at_a_time(root):
        if rewrite.before:
            rewrite_file(root, rewrite.path, rewrite.before, rewrite.after)
        elif not create_file(root, rewrite.path, rewrite.after):
            raise SourceError(
                "words-exist",
                "Somebody has written this file of words meanwhile.",
                context=rewrite.path,
                hint="Run the command again, with --update.",
            )


def _opened(request: Request) -> AbstractContextManager[Subject]:
    return opened_subject(request.root, request.name, request.locale, coming=request.coming)
