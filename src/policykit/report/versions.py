"""Whether a policy got the version its changes ask for, in words."""

from __future__ import annotations

from policykit.diffing.version import bumped
from policykit.model.change import Bump, PolicyComparison, VersionVerdict


def asked_version(version: str, bump: Bump) -> str:
    """The version a bump leads to, '' where the version before is none to count from."""
    raised = bumped(version, bump)
    return "" if raised == version else raised


def version_told(policy: PolicyComparison) -> str:
    """The versions on both sides and whether they are as asked, as one sentence; '' for none."""
    before, after = policy.version_before, policy.version_after
    if not before:
        return f"Version {after}." if after else ""
    if not after:
        return f"Its last version was {before}."
    step = f"{before} → {after}" if before != after else before
    if policy.verdict is VersionVerdict.ENOUGH:
        return f"Version {step}{_fitting(policy)}."
    if policy.verdict is VersionVerdict.FREE:
        return f"Version {step}; none is asked for yet."
    asked = asked_version(before, policy.required)
    wanted = f"{asked} ({policy.required.value})" if asked else f"a {policy.required.value} step"
    if policy.verdict is VersionVerdict.DECREASED:
        back = f"Version {before} → {after} goes back"
        return (
            f"{back}." if policy.required is Bump.NONE else f"{back}; the changes ask for {wanted}."
        )
    if policy.verdict is VersionVerdict.MISSING:
        return f"Version {before} stayed, but the changes ask for {wanted}."
    return f"Version {before} → {after}, but the changes ask for {wanted}."


def fits(policy: PolicyComparison) -> bool:
    """Whether nothing is wrong with the version."""
    return policy.verdict in {VersionVerdict.ENOUGH, VersionVerdict.FREE}


def _fitting(policy: PolicyComparison) -> str:
    if policy.required is Bump.NONE:
        return ""
    if policy.made.rank > policy.required.rank:
        return f" ({policy.made.value}; {policy.required.value} would do)"
    return f", as the changes ask ({policy.required.value})"
