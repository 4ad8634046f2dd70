"""What is wrong with where a link leads: an item, a policy, an address outside."""

from __future__ import annotations

import re
from typing import Final

from policykit.lint.names import PolicySet, Trouble, suggestion
from policykit.lint.policy_names import PolicyNames
from policykit.model.quantity.mistake import shown

_FILE = re.compile(r"[/\\#?]|\.(?:ya?ml|md|html?|pdf|docx?|xlsx?|txt|png|jpe?g)$", re.IGNORECASE)
_LONGEST: Final = 3

_LABEL: Final = r"\[(?:[^\[\]\\\n]|\\.)+\]"
_TARGET: Final = r"<[^<>\n]{0,200}>|(?:[^()\s<]|\([^()\s]{0,200}\)){1,200}"
_TITLE: Final = r'"[^"\n]{0,200}"|\'[^\'\n]{0,200}\''
PIECES: Final = re.compile(
    r"(?P<code>(?<!`)(?P<quotes>`{1,50})(?!`).{0,2000}?(?<!`)(?P=quotes)(?!`))"
    rf"|(?P<link>{_LABEL}\([^()\s]*\))"
    rf"|(?<!\\)(?P<label>{_LABEL})(?:"
    r"(?:[ \t]{1,8}|\n[ \t]{0,8})\((?P<apart>[^()\s]{1,200})\)"
    rf"|\(\s{{0,8}}(?P<odd>{_TARGET})(?:\s{{1,8}}(?:{_TITLE}))?\s{{0,8}}\)"
    r"|\((?P<rest>[^()\[\]\n]{0,200}\)?))",
    re.DOTALL,
)
"""Links as they are checked (`link`), code, and what looks like a link and is none, or an odd one."""

DEFINED: Final = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*(?P<target>\S{1,200})", re.MULTILINE)
"""Where links by a name lead, as Markdown has them: `[name]: target`."""


def is_own(target: str, own: PolicyNames) -> bool:
    """Whether a link leads to an item of the policy it stands in."""
    return target in own.items


def own_trouble(target: str, own: PolicyNames) -> Trouble | None:
    """What can be said without looking at other policies."""
    trouble = _no_name(target)
    if trouble is not None:
        return trouble
    if target in own.former:
        new = own.former[target]
        return Trouble(f"{shown(target)} is now called {new}.", f"Write {new}.")
    first, _, rest = target.partition(".")
    inside = {
        name.partition(".")[2]
        for name in own.items
        if name.startswith(f"{first}.") and name.count(".") == 1
    }
    if rest and first in own.items and target not in own.items and inside:
        return Trouble(
            f"{first} has no part {shown(rest)}.",
            suggestion(
                rest, inside, f"Name a part of {first}, or {first} itself.", f"{first}.{{}}"
            ),
        )
    return None


def _no_name(target: str) -> Trouble | None:
    """What is wrong with a target that cannot be the name of anything."""
    if not target:
        return Trouble(
            "This link leads nowhere.",
            "Write the id of an item or a policy in the round brackets, or a web address.",
        )
    if target.startswith(("http://", "www.")):
        address = target.removeprefix("http://")
        return Trouble(
            f"{shown(target)} is not a safe web address.", f"Write https://{address[:120]}."
        )
    if _FILE.search(target):
        return Trouble(
            f"{shown(target)} is a file or a place in one, and links cannot lead there.",
            "Name the policy or item by its id, such as [returns](returns) or "
            "[the refund](returns.refund); for a web page write its whole address.",
        )
    if ":" in target:
        return Trouble(
            f"{shown(target)} is no address a link can lead to.",
            "Outside addresses begin with https://, mailto: or tel:.",
        )
    return None


def other_trouble(target: str, own: PolicyNames, policies: PolicySet) -> Trouble | None:
    """What is wrong with a link that leads to another policy."""
    policy, _, rest = target.partition(".")
    if policies.in_part(policy):
        return None
    names = policies.names(policy)
    if names is None:
        if rest and policy not in own.items:
            return policies.unknown_policy(policy)
        return _nowhere(target, own, policies)
    if not rest or rest in names.items:
        return None
    if rest in names.former:
        new = names.former[rest]
        return Trouble(f"{shown(rest)} of {policy} is now called {new}.", f"Write {policy}.{new}.")
    if target.count(".") >= _LONGEST:
        return Trouble(
            f"{shown(target)} has too many parts.", "Write policy.item or policy.item.point."
        )
    return Trouble(
        f"The policy {policy} has no item {shown(rest)}.",
        suggestion(
            rest, names.items, f"Name an item of {policy}, or {policy} itself.", f"{policy}.{{}}"
        ),
    )


def _nowhere(target: str, own: PolicyNames, policies: PolicySet) -> Trouble:
    told = policies.unknown_policy(target, own.items)
    if "now called" in told.message:
        return told
    return Trouble(f"There is no item or policy {shown(target)}.", told.hint)
