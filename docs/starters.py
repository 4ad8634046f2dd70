"""Makes the starter policies from the reference set: one file an area, with words in its languages.

python docs/starters.py            write them
python docs/starters.py --check    say which are not up to date, and fail if any is not
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Set as AbstractSet
from pathlib import Path
from typing import Final

from policykit.gaps.pasted import written
from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.walk import walk
from policykit.library.words import overlay_texts, with_words
from policykit.model.document import Json, Origin
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import LEVELS, POLICY
from policykit.model.text import has_markup
from policykit.model.translation import TranslatedText
from policykit.starters.shipped import SOURCE
from policykit.starters.texts import placeholders, texts_in, unlinked, used_definitions
from policykit.yamlsource import read as read_yaml

TOP: Final = Path(__file__).resolve().parent.parent
POLICIES: Final = TOP / "policies"
TARGET: Final = TOP / "src" / "policykit" / "starters" / "data"
LOCALES: Final = ("sv", "de")

OWN_WORDS: Final = TOP / "docs" / "starter-words.yaml"
"""What is left out and what is said anew, by policy."""

HEAD: Final = """\
# SPDX-License-Identifier: CC0-1.0
# Written by docs/starters.py from policies/{name}; change the policies there instead.
"""

_FROM: Final = {
    "advice-relationship": "advice-and-relationships",
    "chat": "live-chat",
    "delivery": "delivery",
    "loyalty": "member-programme",
    "product-faults": "guarantees-and-repairs",
}
"""Areas with several policies: the one their starter is made from."""

_ALSO: Final = {"product-faults": ("returns", "product-faults")}
"""Areas whose law is carried out in a policy of several areas: that policy, and which area's law."""

_KEPT: Final = (
    "title", "summary", "audience", "scope", "definitions", "rationale", "customer_benefit",
    "objectives", "terms", "statements", "response_targets", "escalation", "exceptions",
)  # fmt: skip
_OWN: Final = ("Havsby",)
_STATEMENT: Final = frozenset(
    {
        "id", *LEVELS, "how", "phase", "points", "one_of", "chosen_by", "channels", "regions",
        "law", "covers", "public", "gains", "who", "limit", "decides", "when", "instead_of",
    }
)  # fmt: skip
_SAID_ANEW: Final = {
    "en": (("ARN", "the National Board for Consumer Disputes (ARN)"), ("Havsby Home, our", "Our")),
    "sv": (
        (
            "Larma krisledaren inom {alarm-time}. Ring, mejla inte",
            "Ring krisledaren inom {alarm-time}",
        ),
        ("ARN", "Allmänna reklamationsnämnden (ARN)"),
        ("utanför Havsby", "utanför företaget"),
        ("Havsby Hemma, vår", "Vår"),
    ),
    "de": (("die ARN", "die schwedische Verbraucherstelle"),),
}
"""What the reference retailer explains elsewhere or calls by its own name, by locale."""

_TYPED: Final = frozenset(
    {"limit", "first_response", "next_response", "resolution", "update_every", "within"}
)
_MAIN: Final = frozenset({*LEVELS, "text", "what"})
_ELSEWHERE: Final = frozenset({"former_ids", "kpi", "calendar", "to_body", "covers"})
"""Keys that name what a starter does not hold."""

_OPTIONAL: Final = ("how",)
_POINTS: Final = 2
_FEW: Final = 8
"""A starter holds every statement that carries a requirement out, and others up to so many."""


def starters() -> Mapping[str, str]:
    """The text of each file, by name."""
    areas = mapping(read_yaml((TOP / "schemas/areas.yaml").read_bytes(), Origin("areas", ""))[0])
    by_area: dict[str, list[str]] = {}
    for path in sorted(POLICIES.glob("*.yaml")):
        if "." not in path.stem and path.stem != "organisation":
            for area in read.names(_data(path.stem), "areas"):
                by_area.setdefault(area, []).append(path.stem)
    found: dict[str, str] = {}
    for area in read.section(areas, "areas"):
        if names := by_area.get(area):
            found[f"{area}.yaml"] = _starter(area, _FROM.get(area, names[0]))
    named = set(re.findall(r"[a-z][a-z0-9-]+", "\n".join(found.values())))
    return {"organisation.yaml": _organisation(named), **found}


def own_words() -> Mapping[str, Json]:
    """What of the reference set is one retailer's own, and what stands in its place."""
    return mapping(read_yaml(OWN_WORDS.read_bytes(), Origin("starter-words", ""))[0])


def _data(name: str) -> Mapping[str, Json]:
    return mapping(read_yaml((POLICIES / f"{name}.yaml").read_bytes(), Origin(name, ""))[0])


def _words(name: str) -> dict[str, dict[str, Json]]:
    """The words of a policy by locale and address."""
    found: dict[str, dict[str, Json]] = {}
    for locale in LOCALES:
        path = POLICIES / f"{name}.{locale}.yaml"
        if path.is_file():
            document, _ = read_yaml(path.read_bytes(), Origin(path.name, ""))
            shape = ORGANISATION if name == "organisation" else POLICY
            found[locale] = {
                each.address: each.text if isinstance(each.text, str) else list(each.text)
                for each in overlay_texts(document.data, shape)
            }
    return found


def _areas_of_law() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in (TOP / "schemas/frameworks").glob("*.yaml"):
        data = mapping(read_yaml(path.read_bytes(), Origin(path.name, ""))[0])
        for _, each in read.items(data, "requirements"):
            found[f"{data['framework']}.{each['id']}"] = read.text(each, "area")
    return found


def _starter(area: str, name: str) -> str:
    data = dict(_data(name))
    words = _words(name)
    if len(read.names(data, "areas")) > 1:
        titles = read.section(
            mapping(read_yaml((TOP / "schemas/areas.yaml").read_bytes(), Origin("areas", ""))[0]),
            "areas",
        )
        about = read.section(titles, area)
        data["title"] = read.text(about, "title")
        data.pop("summary", None)
        for locale, own in words.items():
            own["title"] = read.text(read.section(about, "words"), locale)
        data["statements"] = [
            dict(each) for _, each in read.items(data, "statements") if _of_area(each, area)
        ]
    if area in _ALSO:
        body, _ = _ALSO[area]
        other = _data(body)
        scope = read.section(data, "scope")
        every = (
            *read.names(scope, "channels"),
            *read.names(read.section(other, "scope"), "channels"),
        )
        data["scope"] = {**scope, "channels": list(dict.fromkeys(every))}
        data |= {
            "terms": other["terms"],
            "statements": [
                dict(each)
                for _, each in read.items(other, "statements")
                if _of_area(each, area, only=True)
            ],
            "exceptions": [],
            "response_targets": [],
            "escalation": [],
            "definitions": {},
        }
        for locale, own in _words(body).items():
            mine = words.get(locale)
            if mine is not None:
                mine |= {a: t for a, t in own.items() if a.startswith(("terms.", "statements."))}
    data, words = neutral(name, data, words)
    policy, kept = _general(data, words)
    asked: list[Json] = [
        each
        for each in read.names(read.section(own_words(), "asked"), name)
        if any(each == one.get("id") for _, one in read.items(policy, "statements"))
    ]
    body_text = written(
        {
            "area": area,
            **({"asked": asked} if asked else {}),
            "policy": {"id": name, **policy},
            "words": {locale: own for locale, own in kept.items() if own},
        },
        {},
    )
    return f"{HEAD.format(name=f'{name}.yaml')}{body_text}"


def neutral(
    name: str, data: Mapping[str, Json], words: Mapping[str, Mapping[str, Json]]
) -> tuple[dict[str, Json], dict[str, dict[str, Json]]]:
    """A policy and its words without what is the reference retailer's own."""
    anew = read.section(read.section(own_words(), "anew"), name)
    kept = dict(data)
    for address in read.names(read.section(own_words(), "left_out"), name):
        kept = _without(kept, address)
    texts = tuple(walk(dict(kept), POLICY).texts)
    there = {each.address for each in texts}
    said = tuple(
        TranslatedText(address, (), read.text(read.section(anew, address), SOURCE))
        for address in anew
        if address in there
    )
    replaced = with_words(kept, texts, said)
    own = {
        locale: {
            address: read.text(read.section(anew, address), locale) if address in anew else text
            for address, text in told.items()
        }
        for locale, told in words.items()
    }
    return (replaced if isinstance(replaced, dict) else kept), own


def _without(data: Mapping[str, Json], address: str) -> dict[str, Json]:
    """A policy without a text, or without an item or a point of one."""
    way, _, field = address.partition("#")
    section, item, *point = way.split(".")
    inside = data[section]
    if isinstance(inside, dict):
        return {**data, section: {key: each for key, each in inside.items() if key != item}}
    items: list[Json] = []
    for _, each in read.items(data, section):
        if read.text(each, "id") != item:
            items.append(dict(each))
        elif field:
            items.append({key: one for key, one in each.items() if key != field})
        elif point:
            items.append({key: _pointless(one, point[0]) for key, one in each.items()})
    return {**data, section: items}


def _pointless(value: Json, point: str) -> Json:
    return {k: v for k, v in value.items() if k != point} if isinstance(value, dict) else value


def _of_area(statement: Mapping[str, Json], area: str, *, only: bool = False) -> bool:
    """Whether a statement carries out what is required of an area, or nothing at all."""
    areas = {
        _areas_of_law().get(each, area)
        for key in ("law", "covers")
        for each in read.names(statement, key)
    }
    return area in areas or (not areas and not only)


def _general(
    data: Mapping[str, Json], words: Mapping[str, Mapping[str, Json]]
) -> tuple[dict[str, Json], dict[str, dict[str, Json]]]:
    """What of a policy suits any company, and the words for it by locale."""
    policy: dict[str, Json] = {key: data[key] for key in _KEPT if data.get(key)}
    terms = {name: _term(each) for name, each in read.section(policy, "terms").items()}
    policy["scope"] = {
        key: each
        for key, each in read.section(policy, "scope").items()
        if key in {"channels", "reasons"}
    }
    told = _told(data, words)
    for section in ("statements", "response_targets", "escalation", "exceptions", "objectives"):
        kept = [
            found
            for _, each in read.items(policy, section)
            if (found := _item(each, section, told, terms)) is not None
        ]
        policy[section] = _listed(_few(kept) if section == "statements" else kept)
    policy["definitions"] = {
        name: each
        for name, each in read.section(policy, "definitions").items()
        if not _is_own(told.get(f"definitions.{name}", ()), terms)
    }
    policy["definitions"] = used_definitions(policy)
    for key in ("summary", "rationale", "customer_benefit"):
        if _is_own(told.get(key, ()), terms):
            policy.pop(key, None)
    policy["statements"] = _listed(_standing(policy))
    used = {
        text.partition(".")[0] for key in policy if key != "terms" for text in texts_in(policy[key])
    }
    used |= {
        names[0]
        for key in policy
        if key != "terms"
        for text in texts_in(policy[key])
        for names in placeholders(text)
    }
    policy["terms"] = {name: each for name, each in terms.items() if name in used}
    policy = {key: each for key, each in policy.items() if each}
    return _worded(policy, words)


def _told(
    data: Mapping[str, Json], words: Mapping[str, Mapping[str, Json]]
) -> dict[str, list[str]]:
    """The texts at each address in all languages; what sends one elsewhere counts as a blank."""
    gone = {
        read.text(each, "id")
        for key in ("tables", "procedures", "scripts", "scenarios")
        for _, each in read.items(data, key)
    }
    found: dict[str, list[str]] = {}
    for each in walk(dict(data), POLICY).texts:
        own = [said[each.address] for said in words.values() if each.address in said]
        first = each.text if isinstance(each.text, str) else " ".join(each.text)
        texts = [first, *(text for one in own for text in texts_in(one))]
        away = [f"{{{name}}}" for name in gone if any(f"]({name})" in text for text in texts)]
        found[each.address] = [*texts, *away]
    return found


def _standing(policy: Mapping[str, Json]) -> list[dict[str, Json]]:
    """The statements, each without what it stood in place of and is left out."""
    statements = [dict(each) for _, each in read.items(policy, "statements")]
    ids = {read.text(each, "id") for each in statements}
    for each in statements:
        if "instead_of" in each:
            each["instead_of"] = [one for one in read.names(each, "instead_of") if one in ids]
    return [each for each in statements if each.get("instead_of", True)]


def _worded(
    policy: dict[str, Json], words: Mapping[str, Mapping[str, Json]]
) -> tuple[dict[str, Json], dict[str, dict[str, Json]]]:
    """The policy and the words for it, without links to what is left out."""
    addresses = {each.address for each in walk(policy, POLICY).texts}
    defined = set(read.section(policy, "definitions"))
    items = defined | set(read.section(policy, "terms"))
    items |= {
        read.text(each, "id")
        for key in ("statements", "exceptions")
        for _, each in read.items(policy, key)
    }
    leads = items.__contains__
    said = {
        locale: {
            address: _suited(text, leads, locale)
            for address, text in own.items()
            if address in addresses
            or address.removesuffix("#term").removeprefix("definitions.") in defined
        }
        for locale, own in words.items()
    }
    suited = _suited(policy, leads, SOURCE)
    return (suited if isinstance(suited, dict) else policy), said


def _listed(items: list[dict[str, Json]]) -> Json:
    return list(items)


def _suited(value: Json, leads: Callable[[str], bool], locale: str) -> Json:
    """Texts without links to what is left out, and with abbreviations written out."""
    if isinstance(value, str):
        words = value
        for short, full in _SAID_ANEW[locale]:
            words = re.sub(rf"\b{short}\b", full, words) if full not in words else words
        return unlinked(words, leads) if has_markup(words) else words
    if isinstance(value, dict):
        return {key: _suited(each, leads, locale) for key, each in value.items()}
    if isinstance(value, list):
        return [_suited(each, leads, locale) for each in value]
    return value


def _is_own(texts: Iterable[str], terms: Mapping[str, Json]) -> bool:
    """Whether a text is about the reference retailer alone, or names what stands elsewhere."""
    return any(
        any(own in each for own in _OWN)
        or any(names[0] not in terms for names in placeholders(each))
        for each in texts
    )


def _term(term: Json) -> Json:
    if not isinstance(term, dict):
        return term
    kept = {key: each for key, each in term.items() if key not in {"former_ids", "covers"}}
    varies: list[Json] = [
        dict(each)
        for _, each in read.items(term, "varies")
        if not {"groups", "dates", "brands"} & each.keys()
    ]
    kept.pop("varies", None)
    return {**kept, "varies": varies} if varies else kept


def _item(
    item: Mapping[str, Json],
    section: str,
    told: Mapping[str, list[str]],
    terms: Mapping[str, Json],
) -> dict[str, Json] | None:
    """An item without what is the reference retailer's own, None where little is left."""
    if "groups" in item or "brands" in item:
        return None
    allowed = _STATEMENT if section == "statements" else item.keys() - _ELSEWHERE
    kept: dict[str, Json] = {}
    address = f"{section}.{read.text(item, 'id')}"
    for key in (each for each in item if each in allowed):
        value = item[key]
        texts = told.get(address if key in _MAIN else f"{address}#{key}", ())
        if key in {"points", "one_of"}:
            value = {
                name: point
                for name, point in read.section(item, key).items()
                if not _is_own(told.get(f"{address}.{name}", ()), terms)
            }
            if len(value) < _POINTS:
                return None
        if not _is_own(texts, terms) and not _is_elsewhere(key, value, terms):
            kept[key] = value
        elif key not in _OPTIONAL:
            return None
    if section == "response_targets" and not kept.keys() & {"first_response", "resolution"}:
        return None
    return kept


def _is_elsewhere(key: str, value: Json, terms: Mapping[str, Json]) -> bool:
    """Whether a typed place names a term of another policy."""
    return (
        key in _TYPED
        and isinstance(value, str)
        and not value[:1].isdigit()
        and value != "same day"
        and value.partition(".")[0] not in terms
    )


def _few(statements: list[dict[str, Json]]) -> list[dict[str, Json]]:
    required = [each for each in statements if each.keys() & {"law", "covers"}]
    others = [each for each in statements if each not in required and each.get("public")]
    others += [each for each in statements if each not in required and each not in others]
    chosen = required + others[: max(0, _FEW - len(required))]
    return [each for each in statements if each in chosen]


def _organisation(named: AbstractSet[str]) -> str:
    """The roles, channels, reasons and events of the reference set, with words in its languages."""
    data = _data("organisation")
    words = _words("organisation")
    found: dict[str, Json] = {}
    for section in ("roles", "channels", "reasons", "events", "pauses", "triggers"):
        entries: dict[str, Json] = {}
        for name in read.section(data, section):
            if section in {"events", "pauses", "triggers"} and name not in named:
                continue
            about = read.section(read.section(data, section), name)
            said: dict[str, Json] = {
                locale: own[f"{section}.{name}#title"]
                for locale, own in words.items()
                if f"{section}.{name}#title" in own
            }
            told = {key: each for key, each in about.items() if key in {"title", "reports_to"}}
            entries[name] = {**told, "words": said}
        if entries:
            found[section] = entries
    return f"{HEAD.format(name='organisation.yaml')}{written(found, {})}"


def main() -> int:
    """Write the files, or say which are not up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    made = starters()
    stale = [
        name
        for name, text in made.items()
        if not (TARGET / name).is_file() or (TARGET / name).read_text(encoding="utf-8") != text
    ]
    stale += [each.name for each in TARGET.glob("*.yaml") if each.name not in made]
    if asked.check:
        sys.stdout.writelines(f"{each} is not up to date\n" for each in stale)
        return 1 if stale else 0
    for each in TARGET.glob("*.yaml"):
        if each.name not in made:
            each.unlink()
    for name, text in made.items():
        (TARGET / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
