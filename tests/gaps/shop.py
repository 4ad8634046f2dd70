"""A small shop in every region that a shipped framework speaks of, to try drafts in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from tests.support.program import ROOT

from policykit.gaps.pasted import pasted
from policykit.gaps.skeleton import Skeleton
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement
from policykit.model.surroundings import Surroundings
from policykit.opening import opened_at

ORGANISATION = """\
format: 1
name: Lindens
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv]}
  DE: {title: Germany, currency: EUR, languages: [de]}
  ES: {title: Spain, currency: EUR, languages: [es]}
  GB: {title: Great Britain, currency: GBP, languages: [en]}
  US-CA: {title: California, currency: USD, languages: [en]}
  US-NY: {title: New York, currency: USD, languages: [en]}
calendar: shop
calendars:
  shop: {title: Shop, time_zone: Europe/Stockholm, hours: "mon-fri 09:00-18:00"}
channels:
  in-person: {title: In the shop}
  phone: {title: Phone}
  email: {title: Email}
  chat: {title: Chat}
  social: {title: Social media}
  web: {title: Web shop}
  app: {title: App}
  post: {title: Post}
roles:
  owner: {title: Owner}
  clerk: {title: Clerk, reports_to: owner}
reasons:
  order-question: {title: Question about an order}
  product-advice: {title: Advice}
  complaint: {title: Complaint}
  feedback: {title: Feedback}
"""
SMALLEST = """\
format: 1
name: Corner shop
time_zone: Europe/London
"""
"""An organisation that has named nothing yet."""

SETTINGS = "format: 1\napprovals: {default: [owner]}\n"


def write(root: Path, organisation: str = ORGANISATION) -> None:
    """A repository of the shop without any policy."""
    (root / "policies").mkdir(parents=True)
    (root / "schemas").mkdir()
    (root / "policykit.yaml").write_text(SETTINGS)
    (root / "policies" / "organisation.yaml").write_text(organisation)
    for name in ("areas", "measures"):
        copy(ROOT / "schemas" / f"{name}.yaml", root / "schemas" / f"{name}.yaml")


@cache
def around(organisation: str = ORGANISATION) -> Surroundings:
    """What policies of the shop stand in."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "shop"
        write(root, organisation)
        with opened_at(root, "") as opened:
            return opened.surrounded.surroundings


def requirements() -> Iterator[tuple[Framework, Requirement]]:
    """Every requirement of every shipped framework."""
    for framework in around().frameworks.values():
        for requirement in framework.requirements:
            yield framework, requirement


def in_a_policy(skeleton: Skeleton, name: str = "trial", status: str = "active") -> str:
    """The text of a small policy of the area in force, with the skeleton pasted in."""
    head: Mapping[str, Json] = {
        "format": 1,
        "id": name,
        "title": "Trial",
        "areas": [skeleton.area],
        "status": status,
        "version": "1.0.0",
        "effective": "2026-12-01",
        "owner": "owner",
    }
    sections = {**skeleton.sections, **head}
    sections.setdefault("statements", [{"id": "greet", "must": "Greet every customer."}])
    notes = {way: note for way, note in skeleton.notes.items() if way[0] not in head}
    return pasted(sections, notes)
