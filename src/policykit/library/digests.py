"""Whole digests of policies, with the oldest names of what they refer to in other policies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from policykit.library.facts import facts as facts_of
from policykit.library.load import Loader
from policykit.library.survey import Survey
from policykit.model.digest import CONTENT_PREFIX, RULES_PREFIX, finished
from policykit.model.facts import Facts


def rules_digests(facts: Facts, oldest_name: Callable[[str], str]) -> dict[str, str]:
    """The rules digest of a policy by locale: what approvals are bound to."""
    return {each.locale: finished(each.rules, RULES_PREFIX, oldest_name) for each in facts.digests}


def content_digests(facts: Facts, oldest_name: Callable[[str], str]) -> dict[str, str]:
    """The content digest of a policy by locale: what handbooks are told by."""
    return {
        each.locale: finished(each.content, CONTENT_PREFIX, oldest_name) for each in facts.digests
    }


def oldest_names(
    by_id: Mapping[str, Facts], by_former_id: Mapping[str, Facts]
) -> Callable[[str], str]:
    """What gives the oldest name of `policy`, `policy.item` or `policy.item.point`.

    Present and former names of one thing give the same; a name nobody knows, and what is no
    id in it (as the part of a term), comes back as it is.
    """

    def oldest_name(name: str) -> str:
        policy, *rest = name.split(".")
        facts = by_id.get(policy) or by_former_id.get(policy)
        if facts is None:
            return name
        names = [facts.oldest_id]
        parent = ""
        for segment in rest:
            found = next(
                (
                    item
                    for item in facts.items
                    if item.parent == parent and segment in {item.id, *item.former_ids}
                ),
                None,
            )
            names.append(segment if found is None else found.oldest_id)
            parent = f"{parent}.{segment if found is None else found.id}".lstrip(".")
        return ".".join(names)

    return oldest_name


def oldest_names_in(files: Survey, loader: Loader, source: str) -> Callable[[str], str]:
    """What gives the oldest name of things as their policies are called now.

    A policy is read when it is named, so that nothing is where no name is asked for. `source` is
    the locale policies are written in.
    """
    groups = {name: group for (_, name), group in files.bundles.items()}

    @cache
    def read(policy: str) -> Facts | None:
        if policy not in groups:
            return None
        bundle = loader.bundle(policy, groups[policy], checked=False).bundle
        return facts_of(bundle, source, digests=False)

    def oldest_name(name: str) -> str:
        policy = name.partition(".")[0]
        found = read(policy)
        return name if found is None else oldest_names({policy: found}, {})(name)

    return oldest_name
