"""What is wrong with what stands in braces: a term, a merge field, a value of a channel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policykit.lint.names import Trouble, is_elsewhere, nearest, no_part, no_such_part, suggestion
from policykit.lint.policy_names import PolicyNames
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.model.text import CHANNEL_VALUES, FORMS, PARTS

_BRACES: Final = "{{}}"
_LONGEST: Final = 3


def is_policy_term(name: str, own: PolicyNames) -> bool:
    """Whether a dotted name is that of a term of another policy, or of a part of one."""
    last = name.rpartition(".")[2]
    segments = name.count(".") + 1
    if segments == _LONGEST:
        return last in PARTS
    return last not in CHANNEL_VALUES and is_elsewhere(name, own)


def own_trouble(raw: str, own: PolicyNames, around: Surroundings) -> Trouble | None:
    """What is wrong with a placeholder as far as its own policy and the organisation tell."""
    name, _, form = raw.partition(":")
    if form and form not in FORMS:
        return Trouble(f"There is no form {shown(form)}.", suggestion(form, FORMS, "", "{}"))
    match name.split("."):
        case [term]:
            return _single(term, own, around)
        case [channel, value] if value in CHANNEL_VALUES:
            return _channel_value(channel, value, around)
        case [term, part] if term in own.terms:
            return no_part(term, part, own, term)
        case [term, part] if part in PARTS:
            return _unknown(term, own.terms, f"{{{{}}.{part}}}")
        case [_, _, part] if part not in PARTS:
            return no_such_part(part)
        case _:
            return None


def _single(name: str, own: PolicyNames, around: Surroundings) -> Trouble | None:
    fields = around.names.get("field", frozenset())
    if name in own.terms and name in fields:
        return Trouble(
            f"{shown(name)} is both a term of this policy and a merge field of the organisation.",
            "Rename the term, so that everybody can tell which is meant.",
        )
    if name in own.terms or name in fields:
        return None
    if name in own.former:
        new = own.former[name]
        return Trouble(f"{shown(name)} is now called {new}.", f"Write {{{new}}}.")
    if name in own.items:
        kind = own.items[name].replace("-", " ")
        return Trouble(
            f"{shown(name)} is the {kind} of that name, and only terms and merge fields can "
            "stand in braces.",
            f"To refer to it, write a link: [words]({name}).",
        )
    if "field" not in around.names:
        return None
    return _unknown(name, {*own.terms, *fields}, _BRACES)


def _unknown(name: str, known: Iterable[str], form: str) -> Trouble:
    return Trouble(
        f"There is no term or merge field {shown(name)}.",
        suggestion(
            name,
            known,
            "Add it under terms, take one of another policy ({policy.term}), or declare a "
            "merge field in organisation.yaml.",
            form,
        ),
    )


def _channel_value(name: str, value: str, around: Surroundings) -> Trouble | None:
    if "channel" not in around.names:
        return None
    organisation = around.organisation
    channel = organisation.channels.get(name)
    if channel is None:
        return Trouble(
            f"There is no channel {shown(name)}.",
            suggestion(
                name,
                organisation.channels,
                "Channels are declared in organisation.yaml.",
                f"{{{{}}.{value}}}",
            ),
        )
    given = {
        "hours": any(here.hours or here.calendar for here in channel.regions.values()),
        "languages": any(here.languages for here in channel.regions.values()),
        "cost": any(here.cost for here in channel.regions.values()),
    }
    if given[value]:
        return None
    return Trouble(
        f"organisation.yaml gives no {value} for the channel {name}.",
        f"Add {value} to the regions of {name} in organisation.yaml, or leave it out here.",
    )


def odd_braces(
    raw: str, own: PolicyNames, around: Surroundings, such_as: str = "refund-time"
) -> Trouble:
    """What to say of braces around what can be no name; `such_as` is one that could be."""
    inside = raw.strip("{} ")
    near = nearest(inside, {*own.terms, *around.names.get("field", frozenset())}) if inside else ""
    if near:
        return Trouble(f"{shown(raw)} is no placeholder.", f"Did you mean {{{near}}}?")
    return Trouble(
        f"{shown(raw)} is no placeholder.",
        f"Write a name in braces, such as {{{such_as}}}; to print braces, double them: "
        "{{ and }}.",
    )
