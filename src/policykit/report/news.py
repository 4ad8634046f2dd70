"""What a changelog says in words: its heading, its groups, each item, and what was left out."""

from __future__ import annotations

from policykit.model.changelog import Changelog, Group, Item
from policykit.report.changed import endpoint
from policykit.report.fitting import fitting
from policykit.report.words import one_line


def heading(changelog: Changelog) -> str:
    """What it is: the news for a role, or what changed."""
    return one_line(f"What is new for: {changelog.notice}" if changelog.notice else "What changed")


def sides(changelog: Changelog) -> str:
    """From where to where."""
    name = f"{changelog.name}, " if changelog.name else ""
    return one_line(f"{name}from {endpoint(changelog.before)} to {endpoint(changelog.after)}")


def group_title(group: Group) -> str:
    """For whom a group is."""
    return one_line(f"For {group.title[:1].lower()}{group.title[1:]}")


def shown(changelog: Changelog, group: Group) -> tuple[tuple[Item, ...], int]:
    """The items of a group that are told, and how many more there are.

    A sheet for one role has as many as fit on a page.
    """
    items = fitting(changelog)[group.role] if changelog.notice else group.items
    return items, len(group.items) - len(items)


def by_policy(items: tuple[Item, ...]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The items with what to call their policy, in the order they come."""
    found: dict[str, list[Item]] = {}
    for item in items:
        version = f" {item.version}" if item.version not in item.policy_title else ""
        found.setdefault(one_line(f"{item.policy_title or item.policy}{version}"), []).append(item)
    return tuple((title or "Around the policies", tuple(each)) for title, each in found.items())


def remark(item: Item) -> str:
    """Where it holds, for whom it is what, and whether to learn anew; '' for none of these."""
    parts = (item.where, item.effect, "training before you use it" if item.train else "")
    return one_line("; ".join(part for part in parts if part))


def left_out(changelog: Changelog) -> str:
    """What is not told one by one, as a sentence; '' for nothing, and on a sheet for a role."""
    count = changelog.editorial
    if not count or changelog.notice:
        return ""
    return "1 text is worded otherwise." if count == 1 else f"{count} texts are worded otherwise."


def more(count: int) -> str:
    """How many more there are."""
    return f"and {count} more; `policykit changelog` without --notice has them all"
