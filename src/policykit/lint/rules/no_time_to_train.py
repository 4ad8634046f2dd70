"""PPL005: training takes time, and the time is given."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.duration import exact_duration


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not facts.modules or not reached(facts.status, "approved"):
        return
    section = read.section(mapping(examined.bundle.policy or examined.bundle.coming), "training")
    for pointer, module in read.items(section, "modules", ("training",)):
        written = read.text(module, "duration")
        time = exact_duration(written)
        if written and (time is None or not time.is_same_day):
            continue
        name = read.text(module, "title") or read.text(module, "id")
        yield Problem(
            place=Place(facts.path, (*pointer, "duration") if written else pointer),
            message=f'Nobody gets time for the module "{name}": it does not say how long it takes.',
            hint="Write duration: and the time it takes in working hours, such as duration: 30 "
            "minutes.",
            value=read.text(module, "id"),
        )


RULE = Rule(
    page=Page(
        code="PPL005",
        name="no-time-to-train",
        category="people",
        severity=Severity.WARNING,
        summary="A training module without the time it takes.",
        why="What has no time in the rota is done between two customers, or not at all. Whoever "
        "plans the shifts has to know how long each module takes.",
        bad="""\
status: approved
training:
  required_for: [contact-centre-agent]
  modules:
    - {id: basics, title: On the phone, method: online, teaches: [greet]}
""",
        good="""\
status: approved
training:
  required_for: [contact-centre-agent]
  modules:
    - {id: basics, title: On the phone, method: online, duration: 20 minutes, teaches: [greet]}
""",
        how="Give every module a duration:, and plan that time in the shifts.",
    ),
    per_policy=_check,
)
