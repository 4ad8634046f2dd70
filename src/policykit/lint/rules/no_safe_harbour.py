"""PPL001: whoever follows the policy is protected, and help comes before punishment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.library.load import Surrounded
from policykit.lint.defaults import filled
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.translations import organisation_file
from policykit.model.document import Json
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer

HELP = frozenset({"coaching", "retraining"})
"""Measures that help somebody to do better."""

DISCIPLINE = frozenset({"verbal-warning", "written-warning", "reassignment", "dismissal"})
"""Measures that punish; those an organisation adds itself count as neither."""


def _policy(examined: Examined, _options: Options) -> Iterator[Problem]:
    data = mapping(examined.bundle.policy or examined.bundle.coming)
    if "enforcement" in data:
        whole = read.section(
            filled(data, examined.surroundings.organisation.defaults), "enforcement"
        )
        own = read.section(data, "enforcement")
        yield from _judged(whole, own, examined.facts.path, ("enforcement",))


def _defaults(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    source = organisation_file(surrounded)
    if source is not None:
        section = read.section(read.section(mapping(source), "defaults"), "enforcement")
        yield from _judged(section, section, source.path, ("defaults", "enforcement"))


def _judged(
    enforcement: Mapping[str, Json], own: Mapping[str, Json], path: str, pointer: Pointer
) -> Iterator[Problem]:
    """`own` is what stands at the pointer; the rest of `enforcement` comes from the defaults."""
    ladder = read.names(enforcement, "ladder")
    if not ladder:
        return
    if read.flag(enforcement, "safe_harbour") is not True:
        yield Problem(
            place=Place(path, (*pointer, "safe_harbour")),
            message="This names what follows a breach, but not that whoever keeps to the policy "
            "is safe.",
            hint="Write safe_harbour: true, so that nobody is blamed for following the policy.",
            value="safe_harbour",
        )
    if "ladder" not in own:
        return
    first = next((index for index, name in enumerate(ladder) if name in DISCIPLINE), None)
    if first is None or HELP & set(ladder[:first]):
        return
    yield Problem(
        place=Place(path, (*pointer, "ladder", first)),
        message=f"{ladder[first]} stands before any coaching or retraining.",
        hint="Put coaching or retraining first: most breaches come from not knowing.",
        value=ladder[first],
    )


RULE = Rule(
    page=Page(
        code="PPL001",
        name="no-safe-harbour",
        category="people",
        severity=Severity.WARNING,
        summary="Enforcement without protection for those who follow the policy, or without help.",
        why="Staff who fear blame for following the rules fall back on saying no to customers. "
        "And somebody who was never helped to do it right learns nothing from a warning.",
        bad="""\
enforcement:
  ladder: [written-warning, coaching]
""",
        good="""\
enforcement:
  ladder: [coaching, retraining, written-warning]
  safe_harbour: true
""",
        how="Write safe_harbour: true under enforcement, and begin the ladder with coaching or "
        "retraining. What holds for all policies fits best under defaults in organisation.yaml.",
    ),
    per_policy=_policy,
    around=_defaults,
    reads=frozenset({FileKind.ORGANISATION}),
)
