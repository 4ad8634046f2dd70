"""LIF008: versions rise, and each earlier one is told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.standing import RETIRED
from policykit.model.document import Json
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_FIRST = (1, 0, 0)
_PARTS = 3


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    bundle = examined.bundle
    document = bundle.policy or bundle.coming
    data = mapping(document)
    if document is not None:
        yield from _earlier(document.path, data)
    if bundle.policy is not None and bundle.coming is not None:
        coming = mapping(bundle.coming)
        version, other = _version(data), _version(coming)
        if version and other and other <= version:
            yield Problem(
                place=Place(bundle.coming.path, ("version",)),
                message=f"The coming version is {_told(other)}, and the one in force is "
                f"{_told(version)} already.",
                hint=f"Give the coming one a higher number, such as {version[0] + 1}.0.0.",
                related=(("the version in force", Place(bundle.policy.path, ("version",))),),
                value=_told(other),
            )


def _earlier(path: str, data: Mapping[str, Json]) -> Iterator[Problem]:
    version = _version(data)
    if not version:
        return
    told: dict[tuple[int, ...], tuple[str | int, ...]] = {}
    for pointer, item in read.items(data, "supersedes"):
        earlier = _version(item)
        place = Place(path, (*pointer, "version"))
        if not earlier:
            continue
        if earlier in told:
            yield Problem(
                place=place,
                message=f"The version {_told(earlier)} stands under supersedes twice.",
                hint="Keep one of them, with the reason for which it was replaced.",
                related=(("the first one", Place(path, told[earlier])),),
                value=_told(earlier),
            )
            continue
        told[earlier] = (*pointer, "version")
        if earlier >= version:
            yield Problem(
                place=place,
                message=f"This is version {_told(version)}, and it cannot take the place of "
                f"{_told(earlier)}.",
                hint="Raise version: above it, or correct the number here.",
                related=(("the version of this text", Place(path, ("version",))),),
                value=_told(earlier),
            )
    # Nobody adds to the story of a policy that is given up.
    if version > _FIRST and not data.get("supersedes") and data.get("status") != RETIRED:
        yield Problem(
            place=Place(path, ("version",)),
            message=f"This is version {_told(version)}, and nothing says what came before.",
            hint="Write supersedes: with the version it replaces and the reason for the change.",
            value="none",
            at_most=Severity.INFO,
        )


def _version(data: Mapping[str, Json]) -> tuple[int, ...]:
    """The three numbers of a version, none where it is no version."""
    parts = read.text(data, "version").split(".")
    if len(parts) != _PARTS or not all(part.isascii() and part.isdigit() for part in parts):
        return ()
    return tuple(map(int, parts))


def _told(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


RULE = Rule(
    page=Page(
        code="LIF008",
        name="version-order",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="A version is not above the ones it replaces.",
        why="By the number people tell which of two texts is the newer one. When numbers fall or "
        "repeat, somebody will follow the older text.",
        bad="""\
version: 1.4.0
supersedes:
  - {version: 1.4.0, reason: Callers waited too long.}
""",
        good="""\
version: 1.5.0
supersedes:
  - {version: 1.4.0, reason: Callers waited too long.}
""",
        how="Raise version above every version under supersedes, and that of a .next.yaml above "
        "that of the main file. Note each earlier version once, with the reason.",
    ),
    per_policy=_check,
)
