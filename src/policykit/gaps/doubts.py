"""What makes the numbers of a gap report less than the whole truth, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.gaps.asked import World
from policykit.gaps.force import IN_FORCE
from policykit.model.finding import Severity
from policykit.model.report import FindingsReport

_NO_ORGANISATION = (
    "There is no policies/organisation.yaml, so nobody knows your countries and channels: no law "
    "is judged, nor what is asked of channels."
)
_MOST = 3


def doubts(
    world: World,
    unread: Sequence[tuple[str, str]],
    problems: FindingsReport | None,
    *,
    has_organisation: bool,
) -> tuple[str, ...]:
    """Why the numbers are not the whole truth, none where they are.

    Args:
        world: what was judged by.
        unread: files that could not be read, with the reason.
        problems: what is wrong with the frameworks and settings.
        has_organisation: whether there is an organisation.yaml.
    """
    return tuple(_doubts(world, unread, problems, has_organisation=has_organisation))


def _doubts(
    world: World,
    unread: Sequence[tuple[str, str]],
    problems: FindingsReport | None,
    *,
    has_organisation: bool,
) -> Iterator[str]:
    if unread:
        names = _named([path for path, _ in unread])
        yield f"What could not be read counts as missing: {names}."
    if not has_organisation:
        yield _NO_ORGANISATION
    findings = problems.findings if problems is not None else ()
    wrong = [each.location.path for each in findings if each.severity is Severity.ERROR]
    if wrong:
        yield (
            f"There are mistakes in {_named(list(dict.fromkeys(wrong)))}, so something may be "
            "judged that nobody meant, or not at all."
        )
    yield from _empty_regions(world)


def _empty_regions(world: World) -> Iterator[str]:
    """Regions no policy in force holds in, while some hold elsewhere."""
    current = [each for each in world.index.standings if each.lack in IN_FORCE]
    for region in world.applicability.regions:
        scopes = [each.version.scope.regions for each in current]
        here = [it for it in scopes if it is None or _holds(it, region)]
        if region and scopes and not here:
            title = world.applicability.named([region])
            yield (
                f"No policy holds in {title}, so all that is required there is missing. Add "
                f"{region} to the scope of the policies that shall hold there."
            )


def _holds(given: Sequence[str], region: str) -> bool:
    return region in given or region.partition("-")[0] in given


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    return f"{', '.join(paths[:_MOST])}{more}"
