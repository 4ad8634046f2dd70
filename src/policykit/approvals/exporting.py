"""What a server that keeps the repository can ask for, so that who approves is proven there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from policykit.approvals.asked import all_roles, asked, quorum
from policykit.library import read
from policykit.model.document import Json
from policykit.model.facts import Facts

_AROUND: Final = ("/policykit.yaml", "/schemas/", "/templates/", "/policies/organisation.*")
"""What all policies stand in: whoever can change it can change what is asked of them."""

_ODD: Final = re.compile(r"[^\w./-]")
"""What would end a pattern or mean something in it; `?` stands for any one letter."""


def codeowners(
    policies: Iterable[Facts], approvals: Mapping[str, Json], teams: Mapping[str, str]
) -> str:
    """The text of a CODEOWNERS file: for each policy its owner and the roles that approve it.

    Args:
        policies: the facts of every policy.
        approvals: `approvals` of the settings.
        teams: how the server calls each role.
    """
    lines = [
        "# Written by `policykit approve --export codeowners`; the last line that fits counts.",
        "# One of those named must approve: a server asks for one owner of a file, not for all.",
        "",
    ]
    first = list(read.names(approvals, "default")) or list(all_roles(approvals))
    if first:
        guards = " ".join(teams[role] for role in first)
        lines += [f"{path} {guards}" for path in ("*", *_AROUND)]
        lines.append("")
    for facts in sorted(policies, key=lambda each: each.path):
        versions = (facts, facts.coming) if facts.coming is not None else (facts,)
        wanted = (each.role for version in versions for each in asked(version, approvals))
        roles = dict.fromkeys((facts.owner, *wanted))
        named = " ".join(teams[role] for role in roles if role in teams)
        folder = facts.path.rpartition("/")[0]
        lines.append(f"/{_ODD.sub('?', f'{folder}/{facts.id}')}.* {named}".rstrip())
    return "\n".join(lines) + "\n"


def branch_rules(branch: str, approvals: Mapping[str, Json], check: str) -> str:
    """Rules for the branch that says what is in force, as GitHub takes them (a ruleset).

    Args:
        branch: the release branch.
        approvals: `approvals` of the settings; the quorum is how many people must approve.
        check: the name under which the pipeline reports `policykit lint`, '' for none.
    """
    rules: list[Json] = [
        {"type": "deletion"},
        {"type": "non_fast_forward"},
        {
            "type": "pull_request",
            "parameters": {
                "required_approving_review_count": quorum(approvals),
                "require_code_owner_review": True,
                "dismiss_stale_reviews_on_push": True,
                "require_last_push_approval": True,
                "required_review_thread_resolution": True,
            },
        },
    ]
    if check:
        rules.append(
            {
                "type": "required_status_checks",
                "parameters": {
                    "strict_required_status_checks_policy": True,
                    "required_status_checks": [{"context": check}],
                },
            }
        )
    body: Json = {
        "name": "Policies in force",
        "target": "branch",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": [f"refs/heads/{branch}"], "exclude": []}},
        "bypass_actors": [],
        "rules": rules,
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"
