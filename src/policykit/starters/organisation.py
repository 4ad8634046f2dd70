"""Who a company is, as the first files that every policy stands in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from policykit.gaps.pasted import Way
from policykit.library import read
from policykit.locale.territories import (
    country_name,
    currency_of,
    language_of,
    time_zones,
)
from policykit.model.document import Json
from policykit.model.organisation_shape import ORGANISATION
from policykit.starters.company import Company
from policykit.starters.laid import laid
from policykit.starters.phrases import phrase
from policykit.starters.shipped import SOURCE, names
from policykit.starters.wording import worded
from policykit.validation import Kind

PATH: Final = "policies/organisation.yaml"

_HOURS: Final = "mon-fri 09:00-17:00"
_SMALL_ROLES: Final = (
    "managing-director",
    "store-manager",
    "store-associate",
    "contact-centre-agent",
)
_REMOTE: Final = frozenset({"phone", "email", "chat", "social", "web", "app", "post"})
_SMALL_REASONS: Final = (
    "return", "refund", "exchange", "faulty-item", "delivery", "order-question", "product-advice",
    "complaint", "feedback", "privacy-request", "payment",
)  # fmt: skip
_ALWAYS_OPEN: Final = frozenset({"web", "app"})
_SHOP: Final = "in-person"


def home_zone(company: Company) -> str:
    """The time zone a company goes by: that of the country it named first."""
    return time_zones(company.countries[0].partition("-")[0])[0]


def organisation_files(
    company: Company, has_holidays: Iterable[str], day: date
) -> tuple[dict[str, bytes], dict[Way, str]]:
    """The organisation with its words in each language, by path, and what is to be decided.

    Args:
        company: who begins.
        has_holidays: the countries whose public holidays are known.
        day: on which it begins; countries change what they pay with.
    """
    data, words = _told(company, frozenset(has_holidays), day)
    said = worded(data, words, company.languages, ORGANISATION)
    notes = _notes(company)
    files = {PATH: laid(PATH, Kind.ORGANISATION, said.data, notes)}
    for locale, sections in said.overlays.items():
        path = PATH.replace(".yaml", f".{locale}.yaml")
        # The keys of the file say that it is the organisation's.
        overlay = {"translates": "organisation", "locale": locale, **sections}
        files[path] = laid(path, Kind.TRANSLATION, overlay)
    return files, notes


def _told(
    company: Company, has_holidays: frozenset[str], day: date
) -> tuple[dict[str, Json], dict[str, dict[str, Json]]]:
    words: dict[str, dict[str, Json]] = {each: {} for each in ("sv", "de")}
    calendars: dict[str, Json] = {}
    regions: dict[str, Json] = {}
    for code in company.countries:
        country = code.partition("-")[0]
        name = _calendar(code, company)
        region: dict[str, Json] = {"title": country_name(country, SOURCE)}
        for locale, said in words.items():
            said[f"regions.{code}#title"] = country_name(country, locale)
            said[f"calendars.{name}#title"] = phrase("opening-hours", locale)
        if "-" in code:
            region["title"] = f"{region['title']} ({code.partition('-')[2]})"
            for locale, said in words.items():
                said[f"regions.{code}#title"] = (
                    f"{country_name(country, locale)} ({code.partition('-')[2]})"
                )
        if currency := currency_of(country, day):
            region["currency"] = currency
        region["languages"] = list(_spoken(country, company))
        regions[code] = region
        calendar: dict[str, Json] = {
            "title": phrase("opening-hours", SOURCE),
            "time_zone": time_zones(country)[0],
            "hours": _HOURS,
        }
        if country in has_holidays:
            calendar["holidays"] = {"country": country}
        calendars[name] = calendar
    data: dict[str, Json] = {
        "format": 1,
        "name": company.name,
        "time_zone": home_zone(company),
        "calendar": _calendar(company.countries[0], company),
        "regions": regions,
        "channels": {
            name: {
                "title": _title("channels", name, words),
                "regions": {
                    code: {
                        # A web shop and an app never close.
                        **({} if name in _ALWAYS_OPEN else {"calendar": _calendar(code, company)}),
                        "languages": list(_spoken(code.partition("-")[0], company)),
                    }
                    for code in company.countries
                },
            }
            for name in company.channels
        },
        "calendars": calendars,
        "roles": _roles(company, words),
        "reasons": {
            name: {"title": _title("reasons", name, words)}
            for name in (
                _SMALL_REASONS if company.size == "small" else read.section(names(), "reasons")
            )
        },
    }
    for section in ("events", "pauses", "triggers"):
        known = read.section(names(), section)
        if known:
            data[section] = {name: {"title": _title(section, name, words)} for name in known}
    return data, words


def _spoken(country: str, company: Company) -> tuple[str, ...]:
    """The languages of the company that are answered in a country: its own first."""
    own = language_of(country)
    mine = [each for each in company.languages if each.partition("-")[0] == own]
    return tuple(dict.fromkeys((*mine, *company.languages)))


def _calendar(code: str, company: Company) -> str:
    return "opening-hours" if len(company.countries) == 1 else f"opening-hours-{code.lower()}"


def _title(section: str, name: str, words: dict[str, dict[str, Json]]) -> str:
    """A title in the language of the starters; its words in others are noted by address."""
    known = read.section(read.section(names(), section), name)
    for locale, text in read.section(known, "words").items():
        words.setdefault(locale, {})[f"{section}.{name}#title"] = text
    return read.text(known, "title") or name.replace("-", " ").capitalize()


def _roles(company: Company, words: dict[str, dict[str, Json]]) -> dict[str, Json]:
    known = read.section(names(), "roles")
    wanted = dict.fromkeys(_SMALL_ROLES if company.size == "small" else known)
    if _SHOP not in company.channels:
        wanted = dict.fromkeys(each for each in wanted if not each.startswith("store-"))
    if _REMOTE.isdisjoint(company.channels):
        wanted.pop("contact-centre-agent", None)
    order = dict.fromkeys((next(iter(wanted), company.owner), company.owner, *wanted))
    found: dict[str, Json] = {}
    for name in order:
        role: dict[str, Json] = {"title": _title("roles", name, words)}
        if name == company.owner and company.owner_title:
            role["title"] = company.owner_title
            for said in words.values():
                said.pop(f"roles.{name}#title", None)
        above = read.text(read.section(known, name), "reports_to")
        while above and above not in order:
            above = read.text(read.section(known, above), "reports_to")
        if name == company.owner and not above and name != next(iter(order)):
            above = next(iter(order))
        if above and above != name:
            role["reports_to"] = above
        found[name] = role
    return found


def _notes(company: Company) -> dict[Way, str]:
    source = company.source
    notes: dict[Way, str] = {
        ("name",): phrase("decide-mission", source),
        ("roles",): phrase("decide-roles", source),
        ("reasons",): phrase("decide-reasons", source),
    }
    for code in company.countries:
        name = _calendar(code, company)
        notes["calendars", name, "hours"] = phrase("decide-hours", source)
        if len(time_zones(code.partition("-")[0])) > 1 and code.partition("-")[0] == "US":
            notes["calendars", name, "time_zone"] = phrase("decide-zone", source)
    return notes
