"""What became of coverage between two times: which gaps closed, and which opened."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.model.coverage import Coverage, FrameworkCoverage, State, Turned


def turned(
    before: Iterable[FrameworkCoverage], after: Iterable[FrameworkCoverage]
) -> tuple[Turned, ...]:
    """The requirements and regions whose state is another, in the order of the later side.

    What fell below the law comes first, also where its state is the same. What came into being, or into force, counts from not applicable; what went away, to it.
    """
    then, now = _all(before), _all(after)
    found = []
    for key in dict.fromkeys((*now, *then)):
        was, is_ = then.get(key), now.get(key)
        earlier = State.NOT_APPLICABLE if was is None else was.state
        later = State.NOT_APPLICABLE if is_ is None else is_.state
        fell = is_ is not None and is_.is_below_the_law and not (was and was.is_below_the_law)
        if earlier is not later or fell:
            found.append(Turned(*key, earlier, later, fell))
    return tuple(sorted(found, key=lambda it: not it.is_below_the_law))


def worse(
    before: Iterable[FrameworkCoverage], after: Iterable[FrameworkCoverage]
) -> tuple[Turned, ...]:
    """What a ratchet does not let through: gaps that opened or became bigger.

    A waiver hides a gap, so what it waives is judged by what is beneath it on both sides: to
    write a waiver is no way round. A promise that fell below the law is worse, whatever its state.
    """
    then, now = _all(before), _all(after)
    found = []
    for key, coverage in now.items():
        earlier = then.get(key)
        state = _beneath(coverage)
        was = State.NOT_APPLICABLE if earlier is None else _beneath(earlier)
        fell = _is_below(coverage) and not (earlier and _is_below(earlier))
        if state.rank < was.rank or (fell and was is not State.NOT_APPLICABLE):
            found.append(Turned(*key, was, state))
    return tuple(found)


def _beneath(coverage: Coverage) -> State:
    return coverage.beneath or coverage.state


def _is_below(coverage: Coverage) -> bool:
    """Whether a promise breaks the number of a law, waived or not."""
    return any(reason.is_error for reason in coverage.reasons)


def _all(frameworks: Iterable[FrameworkCoverage]) -> dict[tuple[str, str], Coverage]:
    return {
        (each.requirement, each.region): each
        for framework in frameworks
        for requirement in framework.requirements
        for each in requirement.regions
    }
