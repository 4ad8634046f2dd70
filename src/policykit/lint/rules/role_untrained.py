"""PPL003: whoever is to live by a policy learns it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.lint.names import listed
from policykit.lint.roles import members
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not reached(facts.status, "approved") or "training" not in facts.sections:
        return
    organisation = examined.surroundings.organisation
    modules = facts.modules
    for_whom = facts.training_for or tuple(
        role for module in modules for role in module.required_for
    )
    # A mistyped role is told by itself; who seems untrained then only follows from it.
    if not for_whom or not all(_is_known(role, organisation) for role in for_whom):
        return
    trained = members(for_whom, organisation)
    audience = [
        (index, role)
        for index, role in enumerate(facts.audience)
        if role not in trained
        and _is_known(role, organisation)
        and not _whole_group(role, trained, organisation.groups_of_roles)
    ]
    required = Place(facts.path, ("training", "required_for"))
    for index, role in audience:
        yield Problem(
            place=Place(facts.path, ("audience", index)),
            message=f"{role} is to work by this policy and is not among those who are trained: "
            f"{listed(for_whom)}.",
            hint=f"Add {role} to required_for: under training, or take it out of the audience.",
            related=(("who is trained", required),) if facts.training_for else (),
            value=role,
        )
    if modules and all(module.required_for for module in modules):
        yield from _without_module(examined)


def _without_module(examined: Examined) -> Iterator[Problem]:
    facts, organisation = examined.facts, examined.surroundings.organisation
    named = [role for module in facts.modules for role in module.required_for]
    if not all(_is_known(role, organisation) for role in named):
        return
    taught = members(named, organisation)
    section = read.section(mapping(examined.bundle.policy or examined.bundle.coming), "training")
    for index, role in enumerate(read.names(section, "required_for")):
        if role not in taught and not _whole_group(role, taught, organisation.groups_of_roles):
            yield Problem(
                place=Place(facts.path, ("training", "required_for", index)),
                message=f"{role} must be trained, and every module is for others.",
                hint=f"Add {role} to required_for: of a module, or leave required_for: out of "
                "the module that is for all.",
                value=f"module {role}",
            )


def _is_known(role: str, organisation: Organisation) -> bool:
    return role in organisation.roles or role in organisation.groups_of_roles


def _whole_group(role: str, trained: frozenset[str], groups: Mapping[str, tuple[str, ...]]) -> bool:
    found = groups.get(role, ())
    return bool(found) and set(found) <= trained


RULE = Rule(
    page=Page(
        code="PPL003",
        name="role-untrained",
        category="people",
        severity=Severity.ERROR,
        summary="A role of the audience is outside the training.",
        why="Nobody can keep a rule they were never shown. A role that reads the policy but is "
        "left out of its training learns it from mistakes, in front of customers.",
        bad="""\
status: approved
audience: [store-associate, contact-centre-agent]
training:
  required_for: [store-associate]
""",
        good="""\
status: approved
audience: [store-associate, contact-centre-agent]
training:
  required_for: [store-associate, contact-centre-agent]
""",
        how="Name every role of the audience under required_for:, as itself or as its role group, "
        "and give each a module.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
