"""The commands that stamp, as hints name them; what is no name never stands in one."""

from __future__ import annotations

from policykit.library.files import file_name
from policykit.model.facts import Facts
from policykit.model.ids import is_id


def approve_command(facts: Facts, role: str) -> str:
    """The command that notes a role's approval of a text; '' for a role yet to be named."""
    coming = " --next" if file_name(facts.path).coming else ""
    return (
        f"`policykit approve {_name(facts.id, 'POLICY')}{coming} "
        f"--role {_name(role, 'ROLE')} --by CODE`"
    )


def review_command(facts: Facts) -> str:
    """The command that notes that a policy was read again."""
    return f"`policykit review mark {_name(facts.id, 'POLICY')} --by CODE`"


def _name(name: str, otherwise: str) -> str:
    return name if is_id(name) else otherwise
