"""Names in policies: what each policy declares, and what is wrong with a name that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, NamedTuple

from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Overview
from policykit.model.facts import Facts
from policykit.model.quantity.mistake import shown
from policykit.model.text import PARTS

_KEPT: Final = 4_096
"""Names nobody knows of which it is kept what to say."""

MOST_COMPARED: Final = 500
"""Names a mistyped one is compared with letter by letter: all of a thousand take 15 ms."""

_FEW: Final = 30
"""Names that are all told where none is near; of more, the nearest of them."""

_NEAREST: Final = 5

_OFTEN: Final = {
    "daily": "1 day",
    "weekly": "1 week",
    "monthly": "1 month",
    "quarterly": "3 months",
    "half-yearly": "6 months",
    "yearly": "1 year",
    "annually": "1 year",
    "annual": "1 year",
}
"""Words for how often something comes back, and the lengths of time they stand for."""


class Trouble(NamedTuple):
    """What is wrong with a name, and what to do."""

    message: str
    hint: str


class PolicySet:
    """The names of all policies of an overview, each gathered when it is first asked for."""

    def __init__(self, overview: Overview) -> None:
        self._overview = overview
        self._unknown = lru_cache(_KEPT)(self._unknown_policy)

    def names(self, policy: str) -> PolicyNames | None:
        """What a policy declares, None where there is no policy of that id."""
        facts = self._overview.by_id.get(policy)
        return None if facts is None else self._overview.names(facts)

    def own(self, facts: Facts) -> PolicyNames:
        """What a version of a policy declares itself."""
        return self._overview.names(facts)

    def in_part(self, policy: str) -> bool:
        """Whether a policy was read only in part, so that nobody can say what it lacks."""
        return policy in self._overview.in_part

    def unknown_policy(self, name: str, also: Iterable[str] = ()) -> Trouble:
        """What to say of a policy that does not exist; `also` are other names it may be."""
        return self._unknown(name, frozenset(also))

    def _unknown_policy(self, name: str, also: frozenset[str]) -> Trouble:
        renamed = self._overview.by_former_id.get(name)
        if renamed is not None:
            return Trouble(
                f"The policy {shown(name)} is now called {renamed.id}.", f"Write {renamed.id}."
            )
        return Trouble(
            f"There is no policy {shown(name)}.",
            suggestion(
                name,
                (*self._overview.by_id, *also),
                "A policy is named by its id, which is the name of its file without .yaml.",
            ),
        )


def with_coming(facts: Facts) -> Iterator[Facts]:
    """The facts of a policy and those of its coming version, for checks across policies."""
    yield facts
    if facts.coming is not None:
        yield facts.coming


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name nearest to one, '' where none is near."""
    plain = name.lower().replace("_", "-").replace(" ", "-")
    names = {each.lower(): each for each in sorted(set(known), reverse=True)}
    if plain in names:
        return names[plain]
    likely = names if len(names) <= MOST_COMPARED else _likely(plain, names)
    close = get_close_matches(plain, likely, 1)
    return names[close[0]] if close else ""


def _likely(plain: str, names: Iterable[str]) -> list[str]:
    """The names that begin or end alike and are about as long: what a slip leaves as it is."""
    slack = max(2, len(plain) // 4)
    return [
        each
        for each in names
        if abs(len(each) - len(plain)) <= slack
        and (each[:2] == plain[:2] or each[-3:] == plain[-3:])
    ][:MOST_COMPARED]


def suggestion(name: str, known: Iterable[str], otherwise: str, form: str = "{}") -> str:
    """A hint: the nearest name, else all names or the likeliest of many, then what else helps.

    `form` shows how the name is written, with `{}` in its place.
    """
    names = sorted(set(known))
    parts = name.split()
    if len(parts) > 1 and set(parts) <= set(names):
        listing = ", ".join(form.replace("{}", each, 1) for each in parts)
        return f"Where all are meant, write a comma between them: {listing}."
    near = nearest(name, names)
    if near:
        return f"Did you mean {form.replace('{}', near, 1)}?"
    if names and len(names) <= _FEW:
        return f"Known: {listed(names)}. {otherwise}".rstrip()
    likely = _likeliest(name, names)
    return f"Known, among others: {listed(likely)}. {otherwise}".rstrip() if likely else otherwise


def _likeliest(name: str, names: list[str]) -> list[str]:
    """The names least unlike one, however unlike they are; none of a great many."""
    if len(names) > MOST_COMPARED:
        return []
    return get_close_matches(name.lower(), names, _NEAREST, cutoff=0)


def listed(names: Iterable[str]) -> str:
    """Names in a row: `a, b and c`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def own_term(name: str, own: PolicyNames) -> Trouble | None:
    """What is wrong with a name as that of a term of the policy, or of a part of one."""
    term, _, part = name.partition(".")
    if term not in own.terms:
        return _no_term(term, own)
    return no_part(term, part, own, term) if part else None


def other_term(name: str, policies: PolicySet) -> Trouble | None:
    """What is wrong with `policy.term` or `policy.term.part`."""
    policy, _, rest = name.partition(".")
    if policies.in_part(policy):
        return None
    names = policies.names(policy)
    if names is None:
        return policies.unknown_policy(policy)
    term, _, part = rest.partition(".")
    if term not in names.terms:
        if term in names.former:
            new = names.former[term]
            return Trouble(
                f"The term {shown(term)} of {policy} is now called {new}.",
                f"Write {policy}.{new}.",
            )
        return Trouble(
            f"The policy {policy} has no term {shown(term)}.",
            suggestion(
                term,
                names.terms,
                f"Name a term of {policy}, or state the number as a term here.",
                f"{policy}.{{}}",
            ),
        )
    return no_part(term, part, names, f"{policy}.{term}") if part else None


def is_elsewhere(name: str, own: PolicyNames) -> bool:
    """Whether a name of a term is to be looked for in another policy."""
    _, _, rest = name.partition(".")
    return bool(rest) and rest not in PARTS and name.partition(".")[0] not in own.terms


def no_part(term: str, part: str, names: PolicyNames, called: str) -> Trouble | None:
    """What is wrong with a part of a known term; `called` is the term as it is written here."""
    if part in names.terms[term]:
        return None
    if part not in PARTS:
        return no_such_part(part)
    if part == "extension-notice":
        return Trouble(
            f"The term {called} does not say when the customer hears that it takes longer.",
            "Add tell_within to its extend, or leave the part out.",
        )
    return Trouble(
        f"The term {called} cannot be extended, so it has no {part}.",
        f"Write {called} alone, or add extend: {{by: …}} to the term.",
    )


def no_such_part(part: str) -> Trouble:
    """What to say of a part no term can have."""
    return Trouble(
        f"A term has no part {shown(part)}.",
        suggestion(part, PARTS, "A term of another policy is named policy.term."),
    )


def _no_term(term: str, own: PolicyNames) -> Trouble:
    if term in own.former:
        return Trouble(
            f"The term {shown(term)} is now called {own.former[term]}.",
            f"Write {own.former[term]}.",
        )
    kind = own.items.get(term)
    if kind is not None:
        return Trouble(
            f"{shown(term)} is no term but the {kind.replace('-', ' ')} of that name.",
            suggestion(term, own.terms, "Name a term: what stands under terms."),
        )
    length = _OFTEN.get(term)
    if length:
        return Trouble(
            f"There is no term {shown(term)} in this policy.",
            f"As a length of time, write {length}.",
        )
    return Trouble(
        f"There is no term {shown(term)} in this policy.",
        suggestion(
            term,
            own.terms,
            "Add it under terms, or name a term of another policy as policy.term.",
        ),
    )
