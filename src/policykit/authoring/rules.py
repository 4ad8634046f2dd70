"""The rules a repository is judged by: the shipped ones, its own, and those of plugins."""

from __future__ import annotations

from policykit.authoring.snapshot import Snapshot
from policykit.lint.joined import all_rules
from policykit.lint.registry import Registry
from policykit.model.errors import PolicykitError


def rules_of(snapshot: Snapshot | None) -> Registry:
    """All rules with their pages; without a repository those that come with the program.

    Rules of a repository that cannot be used are left out: the settings tell what is wrong.
    """
    if snapshot is None:
        return all_rules({})[0]
    try:
        return all_rules(snapshot.around.settings.lint.custom_rules, snapshot.plugins)[0]
    except PolicykitError:
        return all_rules({})[0]
