"""PRV001: policies name roles and channels, not people, and hold no secrets."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.lint.personal import Found, Kind, is_published, may_hold_any, personal
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.scalars import Scalar, scalars
from policykit.model.document import Document
from policykit.model.finding import Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page

_CONTACT = (
    "Name a role or a channel. A contact that everybody may know belongs in organisation.yaml, "
    "under channels or bodies; then it may stand here too."
)
_NUMBER = "Take it out. Where an example is needed, use a merge field such as {order-number}."
_LEAKED = (
    "Take it out and have it made invalid: whoever can read these files has seen it, and their "
    "history keeps it."
)
_NEVER = frozenset({Kind.SECRET, Kind.CARD, Kind.PERSONAL_NUMBER})
"""What has no business in organisation.yaml either, where contacts are published."""

_HINTS = {Kind.EMAIL: _CONTACT, Kind.PHONE: _CONTACT, Kind.SECRET: _LEAKED}


def _policy(examined: Examined, _options: Options) -> Iterator[Problem]:
    published: tuple[Found, ...] | None = None
    for document in examined.bundle.documents():
        for scalar, found in _in_file(document):
            if published is None:
                published = tuple(_published(examined.surroundings.organisation))
            if not is_published(found, published):
                yield _problem(scalar, found)


def _surroundings(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for _, document in sorted(surrounded.documents.items()):
        for scalar, found in _in_file(document):
            if found.kind in _NEVER:
                yield _problem(scalar, found)


def _in_file(document: Document) -> Iterator[tuple[Scalar, Found]]:
    if may_hold_any(document.text):
        for scalar in scalars(document):
            if may_hold_any(scalar.text):
                for found in personal(scalar.text):
                    yield scalar, found


def _problem(scalar: Scalar, found: Found) -> Problem:
    return Problem(
        place=scalar.place(found.start, found.end),
        message=f"This looks like {found.kind}: {found.masked}",
        hint=_HINTS.get(found.kind, _NUMBER),
        value=f"{found.kind.name} {found.masked}",
    )


def _published(organisation: Organisation) -> Iterator[Found]:
    """The contacts the organisation gives to everybody."""
    for channel in organisation.channels.values():
        for here in channel.regions.values():
            yield from personal(here.address)
            yield from personal(here.cost)
    for body in organisation.bodies.values():
        yield from personal(body.address)
        yield from personal(body.website)


RULE = Rule(
    page=Page(
        code="PRV001",
        name="personal-data",
        category="privacy",
        severity=Severity.ERROR,
        summary="A policy or its record holds a personal contact, an account, a card or a secret.",
        why="Policies are read by everybody, printed, and kept in a history that forgets nothing. "
        "And a person changes jobs; a role does not.",
        bad="""\
statements:
  - id: escalate
    must: Send the case to maja.lindgren@havsby.example.
""",
        good="""\
statements:
  - id: escalate
    must: Send the case to the store manager, or to hej@havsby.example.
""",
        how="Name roles and channels. Contacts the organisation publishes (the addresses of its "
        "channels and of outside bodies in organisation.yaml) may stand in policies.",
    ),
    per_policy=_policy,
    around=_surroundings,
    reads=frozenset({FileKind.ORGANISATION}),
)
