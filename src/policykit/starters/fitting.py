"""A starter made to fit one organisation: what it has no channel, role or law for is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.gaps.pasted import Way
from policykit.library import read
from policykit.library.walk import walk
from policykit.model.document import Json
from policykit.model.policy_shape import LEVELS, POLICY, TERM_KINDS
from policykit.model.quantity.money import Money
from policykit.model.quantity.parse import parse_quantity
from policykit.model.value import dataclass
from policykit.starters.ground import Ground
from policykit.starters.phrases import phrase
from policykit.starters.shipped import Starter
from policykit.starters.terms import fitted_term
from policykit.starters.texts import placeholders, texts_in, unlinked, used_definitions
from policykit.starters.wording import Worded, worded

_ROLES: Final = ("who", "audience", "decides", "approved_by")
_CITED: Final = ("law", "covers")
_TIMES: Final = ("first_response", "next_response", "resolution", "update_every", "within")
_ITEMS: Final = ("objectives", "statements", "response_targets", "escalation", "exceptions")
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Fitted:
    """A policy as a draft: its data in the language of the policies, remarks, and other words.

    `wordless` is how many of its texts have no words in a language of the organisation.
    """

    data: Mapping[str, Json]
    notes: Mapping[Way, str]
    overlays: Mapping[str, Mapping[str, Json]]
    wordless: Mapping[str, int]


def fitted(starter: Starter, ground: Ground, policy_id: str = "", title: str = "") -> Fitted | None:
    """A starter as a draft policy of an organisation, None where too little of it would be left.

    Args:
        starter: what it is made from.
        ground: the organisation.
        policy_id: its id, '' for that of the starter.
        title: its title, '' for that of the starter.
    """
    data = _fit(starter.policy, ground)
    if data is None:
        return None
    head: dict[str, Json] = {
        "format": 1,
        "id": policy_id or read.text(starter.policy, "id"),
        "title": read.text(data, "title"),
    }
    if "summary" in data:
        head["summary"] = data["summary"]
    head |= {
        "areas": [starter.area],
        "status": "draft",
        "version": "0.1.0",
        "owner": ground.owner,
    }
    rest = {key: each for key, each in data.items() if key not in head}
    said = worded({**head, **rest}, _clean(starter.words, data), ground.languages, POLICY)
    if not title:
        return Fitted(
            said.data, _notes(said.data, said, ground, starter.asked), said.overlays, said.wordless
        )
    final = {**said.data, "title": title}
    overlays = {locale: _untitled(words) for locale, words in said.overlays.items()}
    return Fitted(final, _notes(final, said, ground, starter.asked), overlays, said.wordless)


def _untitled(words: Mapping[str, Json]) -> dict[str, Json]:
    """Words without those for the title: they are none for another one."""
    kept = {key: each for key, each in words.items() if key != "title"}
    stamps = read.section(kept, "translated_from")
    return {
        **kept,
        "translated_from": {key: each for key, each in stamps.items() if key != "title"},
    }


def _fit(policy: Mapping[str, Json], ground: Ground) -> dict[str, Json] | None:
    data: dict[str, Json] = dict(policy)
    channels = _known(read.names(read.section(data, "scope"), "channels"), "channel", ground)
    if not channels:
        return None
    organisation = ground.around.organisation
    scope: dict[str, Json] = {"channels": list(channels)}
    if organisation.regions:
        scope["regions"] = list(organisation.regions)
    reasons = _known(read.names(read.section(data, "scope"), "reasons"), "reason", ground)
    if reasons:
        scope["reasons"] = list(reasons)
    data["scope"] = scope
    audience = _known(read.names(data, "audience"), "role", ground)
    data["audience"] = list(audience or (ground.owner,))
    terms = {
        name: found
        for name, each in read.section(data, "terms").items()
        if isinstance(each, dict) and (found := fitted_term(each, ground, channels)) is not None
    }
    for section in _ITEMS:
        data[section] = [
            found
            for _, each in read.items(data, section)
            if (found := _item(each, section, ground, channels)) is not None
            and _is_whole(found, terms)
        ]
    statements = _chosen([each for _, each in read.items(data, "statements")], ground)
    if len(statements) < _LEAST:
        return None
    data["statements"] = list(statements)
    names = {read.text(each, "id") for _, each in read.items(data, "statements")}
    data["exceptions"] = [
        {**each, "from": [one for one in read.names(each, "from") if one in names]}
        for _, each in read.items(data, "exceptions")
        if not names.isdisjoint(read.names(each, "from"))
    ]
    data["definitions"] = used_definitions(data)
    used = set(_terms_named(data))
    data["terms"] = {name: each for name, each in terms.items() if name in used}
    whole: dict[str, Json] = {key: each for key, each in data.items() if each}
    return _linked(whole)


def _known(given: tuple[str, ...], kind: str, ground: Ground) -> tuple[str, ...]:
    return tuple(each for each in given if ground.knows(kind, each))


def _item(
    item: Mapping[str, Json], section: str, ground: Ground, channels: tuple[str, ...]
) -> dict[str, Json] | None:
    """An item for those who have its channels, regions and roles; None for the others."""
    kept: dict[str, Json] = dict(item)
    if not _narrow_names(kept, ground, channels):
        return None
    if "regions" in kept and not _narrow_regions(kept, ground):
        return None
    for key in _CITED:
        if cited := [each for each in read.names(kept, key) if each in ground.asked]:
            kept[key] = list(cited)
        else:
            kept.pop(key, None)
    for key in (each for each in _ROLES if each in kept):
        roles = tuple(
            each
            for each in read.names(kept, key)
            if ground.knows("role", each) and (each != "bot" or "chat" in channels)
        )
        kept[key] = list(roles or (ground.owner,))
    if section == "escalation" and not ground.knows("role", read.text(kept, "to")):
        return None
    for key in (each for each in ("points", "one_of") if each in kept):
        points: dict[str, Json] = {
            name: found
            for name, each in read.section(kept, key).items()
            if (found := _point(each, ground, channels)) is not None
        }
        if len(points) < _LEAST:
            return None
        kept[key] = points
    return kept


def _narrow_names(item: dict[str, Json], ground: Ground, channels: tuple[str, ...]) -> bool:
    """Narrow an item to the channels, reasons and triggers there are; whether any is left."""
    for key, kind in (("channels", "channel"), ("reasons", "reason"), ("triggers", "trigger")):
        if key not in item:
            continue
        there = _known(read.names(item, key), kind, ground)
        if key == "channels":
            there = tuple(each for each in there if each in channels)
        if not there:
            return False
        item[key] = list(there)
        if key == "channels" and set(there) == set(channels):
            del item[key]
    return True


def _point(point: Json, ground: Ground, channels: tuple[str, ...]) -> Json:
    return _item(point, "points", ground, channels) if isinstance(point, dict) else point


def _narrow_regions(item: dict[str, Json], ground: Ground) -> bool:
    """Narrow an item to the regions it is for; whether there is any."""
    given = read.names(item, "regions")
    here = [each for each in ground.regions if ground.is_in(each, given)]
    item["regions"] = list(here)
    if len(here) == len(ground.regions):
        del item["regions"]
    return bool(here)


def _is_whole(item: Mapping[str, Json], terms: Mapping[str, Json]) -> bool:
    """Whether all terms an item names are there."""
    return all(each in terms for each in _terms_named({"item": dict(item)}))


def _terms_named(value: Json) -> Iterator[str]:
    """The names of terms that texts and typed places of a value name."""
    for text in texts_in(
        {key: each for key, each in value.items() if key != "terms"}
        if isinstance(value, dict)
        else value
    ):
        for names in placeholders(text):
            yield names[0]
    yield from _typed(value)


def _typed(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key in {*_TIMES, "limit"} and isinstance(each, str):
                if not each[:1].isdigit() and each not in {"same day", "none"}:
                    yield each.partition(".")[0]
            elif key != "terms":
                yield from _typed(each)
    elif isinstance(value, list):
        for each in value:
            yield from _typed(each)


def _chosen(statements: list[Mapping[str, Json]], ground: Ground) -> list[dict[str, Json]]:
    """The statements a policy of this size has: what the law asks first, then what else is asked."""
    ranks = {
        read.text(each, "id"): 0 if "law" in each else 1 if "covers" in each else 2
        for each in statements
    }
    wanted = sorted(ranks, key=lambda name: ranks[name])
    names = set(wanted[: ground.most] if ground.most else wanted)
    return [
        dict(each)
        for each in statements
        if read.text(each, "id") in names
        and ("instead_of" not in each or names.issuperset(read.names(each, "instead_of")))
    ]


def _linked(data: dict[str, Json]) -> dict[str, Json]:
    """The policy without links to what was left out."""
    there = {each.id for each in walk(data, POLICY).items}

    def cleaned(value: Json) -> Json:
        if isinstance(value, str):
            return unlinked(value, there.__contains__) if "](" in value else value
        if isinstance(value, dict):
            return {key: cleaned(each) for key, each in value.items()}
        return [cleaned(each) for each in value] if isinstance(value, list) else value

    return {key: cleaned(each) for key, each in data.items()}


def _clean(
    words: Mapping[str, Mapping[str, Json]], data: dict[str, Json]
) -> dict[str, dict[str, Json]]:
    """Words without links to what was left out."""
    there = {each.id for each in walk(data, POLICY).items}
    return {
        locale: {
            address: unlinked(text, there.__contains__)
            if isinstance(text, str) and "](" in text
            else text
            for address, text in said.items()
        }
        for locale, said in words.items()
    }


def _notes(
    data: Mapping[str, Json], said: Worded, ground: Ground, asked: tuple[str, ...]
) -> dict[Way, str]:
    """What is to be decided, by place: every number, rules not everybody keeps, words not there."""
    source = ground.languages[0]
    notes: dict[Way, str] = {}
    if said.is_foreign:
        notes["title",] = phrase("decide-words", source)
    for name, term in read.section(data, "terms").items():
        if not isinstance(term, dict):
            continue
        key = "decide-number"
        if read.names(term, "law"):
            key = "decide-law"
        elif _is_foreign_money(term, ground):
            key = "decide-money"
        notes["terms", name] = phrase(key, source).format(
            law=", ".join(read.names(term, "law")),
            currency=" / ".join(
                dict.fromkeys(each.currency for each in ground.around.organisation.regions.values())
            ),
        )
    for _, each in read.items(data, "statements"):
        if (name := read.text(each, "id")) in asked:
            level = next((key for key in LEVELS if key in each), "")
            notes["statements", name, level] = phrase("decide-own", source)
    return notes


def _is_foreign_money(term: Mapping[str, Json], ground: Ground) -> bool:
    """Whether a sum stands in a currency none of the regions has."""
    currencies = {each.currency for each in ground.around.organisation.regions.values()}
    found = next((read.text(term, each) for each in TERM_KINDS if each in term), "")
    value = parse_quantity(found)
    return isinstance(value, Money) and value.currency not in currencies
