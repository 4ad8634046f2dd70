"""Examples of rules as sets of files, and the real engine over them.

The convention, for the pages of rules and for tests/lint/cases alike:

- An example is one file or several, parted by lines of `---`.
- A first line `# policies/returns.sv.yaml` says which file a part is (a path below policies/
  or schemas/, or policykit.yaml). Without it a part is policies/phone-manners.yaml, the
  smallest valid policy. With `before` behind the path it is the file as it was: the example is
  then checked against that time.
- A part `# docs/welcome.md` is the preface of a handbook: that line and all below it.
- The top-level keys of a part replace those of the base of that file; the base's other keys
  follow below, so lines count as the example shows them, from 1. For the policy `returns` the
  base is the smallest policy with the id `returns`, and so on for words and records; that of an
  assessment has the area and the day its name says.
- The base of the organisation and its Swedish words, the settings, areas, measures and a small
  law stand below and are always there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from policykit import resources
from policykit.comparing import DiffRequest, compared as compare
from policykit.library.assessments import FOLDER, named
from policykit.library.load import Loader, Surrounded
from policykit.library.prefaces import prefaces
from policykit.library.survey import survey
from policykit.lint.engine import Engine, LintResult
from policykit.lint.levels import levels
from policykit.lint.registry import Registry, load_registry
from policykit.model.change import Endpoint, PolicyComparison
from policykit.model.config import LintSettings
from policykit.model.document import Json, Origin
from policykit.sources.endpoints import Side, Sides
from policykit.sources.overlay import Overlay
from policykit.sources.port import Entry
from policykit.validation import Schemas, load_schemas
from policykit.yamlsource import read

POLICY = "policies/phone-manners.yaml"
"""The file of an example that names none."""

TODAY = date(2026, 11, 21)
"""The day examples are judged by."""

_PATH = re.compile(
    r"# ((?:policies|schemas)/\S+\.yaml|policykit\.yaml|docs/\S+\.md)(?P<before> before)?"
)
_PREFACE = ".md"
_TOP_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):")

_SETTINGS = """\
format: 1
locales:
  source: en
  required: [sv]
"""

_ORGANISATION = """\
format: 1
name: Havsby
time_zone: Europe/Stockholm
calendar: contact-centre
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv, en]}
  DE: {title: Germany, currency: EUR, languages: [de]}
  GB: {title: Great Britain, currency: GBP, languages: [en]}
brands:
  havsby: {title: Havsby}
groups:
  furniture: {title: Furniture}
  garden: {title: Garden}
channels:
  phone:
    title: Phone
    regions:
      SE: {calendar: contact-centre, languages: [sv, en], cost: the normal rate}
      DE: {calendar: contact-centre}
      GB: {calendar: contact-centre}
  email:
    title: Email
    regions:
      SE: {calendar: contact-centre, address: hej@havsby.example}
      DE: {calendar: contact-centre}
      GB: {calendar: contact-centre}
  chat:
    title: Chat
    regions:
      SE: {hours: mon-sun 08:00-20:00}
      DE: {hours: mon-sun 08:00-20:00}
  in-person:
    title: In the shop
    regions:
      SE: {hours: mon-sat 10:00-18:00}
      DE: {hours: mon-sat 10:00-18:00}
      GB: {hours: mon-sat 10:00-18:00}
calendars:
  contact-centre:
    time_zone: Europe/Stockholm
    hours: mon-fri 08:00-20:00
    holidays: {country: SE}
roles:
  head-of-customer-service: {title: Head of customer service}
  compliance-officer: {title: Compliance officer}
  store-manager: {title: Store manager, reports_to: head-of-customer-service}
  store-associate: {title: Store associate, reports_to: store-manager}
  contact-centre-agent: {title: Contact centre agent, reports_to: head-of-customer-service}
role_groups:
  frontline: {title: Everyone who meets customers, roles: [store-associate, contact-centre-agent]}
reasons:
  return: {title: Return}
  refund: {title: Refund}
  complaint: {title: Complaint}
  delivery: {title: Delivery}
bodies:
  arn: {title: National Board for Consumer Disputes, regions: [SE]}
units:
  point: {one: point, other: points}
fields:
  customer-name: {title: Customer's name, example: Maja Lindgren}
  order-number: {title: Order number, example: HB-204815}
systems:
  helpdesk: {title: Helpdesk, kind: helpdesk}
  pos: {title: Till, kind: pos}
forms:
  refund-slip: {title: Refund slip}
"""

_ORGANISATION_SV = """\
translates: organisation
locale: sv
regions: {SE: {title: Sverige}, DE: {title: Tyskland}, GB: {title: Storbritannien}}
brands: {havsby: {title: Havsby}}
groups: {furniture: {title: Möbler}, garden: {title: Trädgård}}
channels:
  phone: {title: Telefon, regions: {SE: {cost: vanlig taxa}}}
  email: {title: Mejl}
  chat: {title: Chatt}
  in-person: {title: I butiken}
roles:
  head-of-customer-service: {title: Kundservicechef}
  compliance-officer: {title: Regelansvarig}
  store-manager: {title: Butikschef}
  store-associate: {title: Butiksmedarbetare}
  contact-centre-agent: {title: Kundtjänstmedarbetare}
role_groups: {frontline: {title: Alla som möter kunder}}
reasons:
  return: {title: Retur}
  refund: {title: Återbetalning}
  complaint: {title: Klagomål}
  delivery: {title: Leverans}
bodies: {arn: {title: Allmänna reklamationsnämnden}}
units: {point: {one: poäng, other: poäng}}
fields:
  customer-name: {title: Kundens namn, example: Maja Lindgren}
  order-number: {title: Ordernummer, example: HB-204815}
systems: {helpdesk: {title: Ärendesystem}, pos: {title: Kassa}}
forms: {refund-slip: {title: Återbetalningskvitto}}
translated_from:
  regions.SE#title: s-d1d1c18e
  regions.DE#title: s-7c71dd02
  regions.GB#title: s-4730ce09
  brands.havsby#title: s-a2a60158
  groups.furniture#title: s-3c9bb6ca
  groups.garden#title: s-7865a16d
  channels.phone#title: s-603c8f6e
  channels.phone.SE#cost: s-b6ca0e08
  channels.email#title: s-77260d64
  channels.chat#title: s-5bc8a0e8
  channels.in-person#title: s-fb2e092f
  roles.head-of-customer-service#title: s-93a6f2d4
  roles.compliance-officer#title: s-6bc97c10
  roles.store-manager#title: s-3725bfc2
  roles.store-associate#title: s-84d59393
  roles.contact-centre-agent#title: s-5e2441c0
  role_groups.frontline#title: s-45b3eda9
  reasons.return#title: s-9d6a5314
  reasons.refund#title: s-f3cac2a3
  reasons.complaint#title: s-7c34f93a
  reasons.delivery#title: s-d259afa7
  bodies.arn#title: s-1928c3ce
  units.point#one: s-f655fe31
  units.point#other: s-15467f32
  fields.customer-name#title: s-2f21a2c5
  fields.customer-name#example: s-523aba3e
  fields.order-number#title: s-b5f24b1d
  fields.order-number#example: s-c6724132
  systems.helpdesk#title: s-be3288a6
  systems.pos#title: s-065484de
  forms.refund-slip#title: s-7346583a
"""

_AREAS = """\
format: 1
areas:
  returns: {title: Returns, order: 10, contact_facing: true, escalation: true}
  complaints: {title: Complaints, order: 20, contact_facing: true, escalation: true}
  phone: {title: Phone, order: 30, contact_facing: true, escalation: false}
  training: {title: Training, order: 40, contact_facing: false, escalation: false}
"""

_MEASURES = """\
format: 1
measures:
  csat:
    title: Satisfied customers
    population: survey-answers
    columns: [csat, channel, reason]
    clock: calendar
    unit: percent
    direction: up
    aggregation: share
    of:
      - {column: csat, at_least: 4}
  resolution-time:
    title: Time to a solution
    population: contacts
    columns: [opened, solved, channel, reason]
    clock: calendar
    unit: duration
    direction: down
    aggregation: percentile
    of: {start: opened, end: solved}
"""

_LAW = """\
format: 1
framework: eu-consumer
title: EU consumer law for retailers
jurisdiction: EU
applies_when: {regions_any: [EU]}
requirements:
  - id: withdrawal
    area: returns
    requirement: Let a customer cancel an online order within 14 days of delivery.
    severity: error
    needs:
      - statement: {law: eu-consumer.withdrawal, level: must}
      - term: {law: eu-consumer.withdrawal, kind: window, from: delivery, at_least: 14 days}
    cite: Directive 2011/83/EU art. 9
    valid_from: 2014-06-13
    checked: 2026-11-21
    confidence: verified
  - id: refund
    area: returns
    requirement: Pay back all money within 14 days of the withdrawal.
    severity: error
    needs:
      - statement: {law: eu-consumer.refund, level: must}
      - term: {law: eu-consumer.refund, kind: deadline, from: withdrawal-received, at_most: 14 days}
    cite: Directive 2011/83/EU art. 13
    valid_from: 2014-06-13
    checked: 2026-11-21
    confidence: verified
"""

_FILES = {
    "policykit.yaml": _SETTINGS,
    "policies/organisation.yaml": _ORGANISATION,
    "policies/organisation.sv.yaml": _ORGANISATION_SV,
    "schemas/areas.yaml": _AREAS,
    "schemas/measures.yaml": _MEASURES,
    "schemas/frameworks/eu-consumer.yaml": _LAW,
}

_ASSESSMENT = """\
format: 1
assessment: {area}
date: {date}
by: [store-manager]
answers:
  - {{requirement: eu-consumer.refund, score: 3}}
"""

_SMALLEST_POLICY = """\
format: 1
id: {id}
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
statements:
  - id: greet
    must: Greet the customer.
"""


def files(example: str) -> dict[str, str]:
    """The files of an example by path, with everything around them."""
    return _files(example, before=False)


def _files(example: str, *, before: bool) -> dict[str, str]:
    found = dict(_FILES)
    for (path, was), text in _parts(example).items():
        if was is before and not path.endswith(_PREFACE):
            found[path] = _over(text, _base(path))
    if not any(_is_policy(path) for path in found):
        found[POLICY] = _base(POLICY)
    return found


def prefaces_of(example: str) -> dict[str, bytes]:
    """The prefaces of an example by path, which are no files of a policy repository."""
    return {
        path: text.encode()
        for (path, _), text in _parts(example).items()
        if path.endswith(_PREFACE)
    }


def compared(example: str, today: date) -> tuple[PolicyComparison, ...]:
    """What became of the policies of an example since its time before; none without one."""
    if not any(was for _, was in _parts(example)):
        return ()
    before, now = (
        Side(
            Overlay(
                _Nothing(),
                {path: text.encode() for path, text in _files(example, before=was).items()},
            ),
            Endpoint(name),
        )
        for name, was in (("before", True), ("now", False))
    )
    request = DiffRequest(root=Path())
    return compare(request, Sides(before, now), lambda _zone: today).policies


def lint(
    example: str,
    *,
    options: Mapping[str, Mapping[str, Json]] | None = None,
    today: date = TODAY,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    without: Collection[str] = (),
    paths: tuple[str, ...] = (),
) -> LintResult:
    """What the real engine finds in an example.

    `options` are settings of rules by name, as policykit.yaml gives them; `select` runs these
    codes only, `ignore` leaves these out; `without` takes files away; `paths` narrows what is reported.
    """
    registry = rules()
    loader = Loader(_schemas())
    contents = {path: text.encode() for path, text in files(example).items() if path not in without}
    around = surrounded(contents)
    engine = Engine(
        registry=registry,
        levels=levels(
            registry,
            LintSettings(rules={name: dict(each) for name, each in (options or {}).items()}),
            select=select,
            ignore=ignore,
        ),
        loader=loader,
        today=today,
        paths=paths,
        prefaces=prefaces(around.surroundings.settings, prefaces_of(example).get),
        compared=compared(example, today),
    )
    return engine.run(survey(Overlay(_Nothing(), contents)), around)


def surrounded(contents: Mapping[str, bytes]) -> Surrounded:
    """What the policies among these files stand in, read once for all that stand in the same."""
    return _surrounded(frozenset(each for each in contents.items() if not _of_policy(each[0])))


@lru_cache(64)
def _surrounded(contents: frozenset[tuple[str, bytes]]) -> Surrounded:
    found = survey(Overlay(_Nothing(), dict(contents)))
    vocabulary, unions = _shipped("vocabulary.yaml"), _shipped("unions.yaml")
    return Loader(_schemas()).surroundings(found, vocabulary, unions)


def _of_policy(path: str) -> bool:
    beside = ("policies/organisation.", "policies/assessments/")
    return path.startswith("policies/") and not path.startswith(beside)


@cache
def rules() -> Registry:
    """All rules there are."""
    return load_registry()


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A source without files."""

    name: str = "an example"

    def entries(self) -> Sequence[Entry]:
        return ()


@cache
def _schemas() -> Schemas:
    return load_schemas()


@cache
def _shipped(name: str) -> Mapping[str, Json]:
    content = resources.read_text("schemas", name).encode()
    document, problems = read(content, Origin(f"schemas/{name}", ""))
    assert document is not None
    assert not problems
    assert isinstance(document.data, dict)
    return document.data


def _parts(example: str) -> dict[tuple[str, bool], str]:
    """The parts of an example by their path and whether they are from before."""
    found: dict[tuple[str, bool], str] = {}
    for part in re.split(r"^---\n", example, flags=re.MULTILINE):
        named = _PATH.match(part)
        path = named.group(1) if named else POLICY
        was = bool(named and named["before"])
        assert (path, was) not in found, f"{path} stands twice in an example"
        found[path, was] = part if part.endswith("\n") or not part else f"{part}\n"
    return found


def _base(path: str) -> str:
    if path in _FILES:
        return _FILES[path]
    stem, *endings = path.rpartition("/")[2].removesuffix(".yaml").split(".")
    if not path.startswith("policies/"):
        return "format: 1\n"
    if path.startswith(f"{FOLDER}/"):
        called = named(path)
        assert called is not None, path
        return _ASSESSMENT.format(area=called.rest, date=f"{called.date}-20"[:10])
    if endings == ["record"]:
        return ""
    if not endings or endings == ["next"]:
        return _SMALLEST_POLICY.replace("{id}", stem)
    return f"translates: {stem}\nlocale: {endings[-1]}\n"


def _is_policy(path: str) -> bool:
    name = path.rpartition("/")[2]
    return (
        path.startswith("policies/")
        and not path.startswith(FOLDER)
        and name.partition(".")[2] in {"yaml", "next.yaml"}
        and name != "organisation.yaml"
    )


def _over(text: str, base: str) -> str:
    """A text with the top-level keys of a base below that it does not have itself."""
    own = {found.group(1) for line in text.split("\n") if (found := _TOP_KEY.match(line))}
    blocks: list[tuple[str, list[str]]] = []
    for line in base.splitlines(keepends=True):
        key = _TOP_KEY.match(line)
        if key:
            blocks.append((key.group(1), []))
        blocks[-1][1].append(line)
    return text + "".join("".join(lines) for key, lines in blocks if key not in own)
