"""What stands in a typed place of a policy: a value, or the name of a term."""

from __future__ import annotations

from policykit.gaps.force import Standing
from policykit.gaps.index import Index
from policykit.model.case import Case
from policykit.model.quantity.parse import Amount, is_term_name
from policykit.model.term import Part


def amount_in(index: Index, standing: Standing, written: str, case: Case) -> Amount | None:
    """The amount that is meant in a case; None where nobody can tell.

    A bare name is a term of the same policy, or policy.term; its part may stand behind it.
    """
    if not written[:1].isalpha() or not is_term_name(written):
        return index.amount(written)
    first, _, rest = written.partition(".")
    term = index.term_named(standing, first)
    if term is None:
        other = index.policy(first)
        name, _, rest = rest.partition(".")
        term = None if other is None else index.term_named(other, name)
    if term is None or rest not in {"", *Part}:
        return None
    return term.value_at(case, Part(rest or "value"))
