"""Makes a smaller, different policy out of a reference policy, sound in itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeAlias, cast

from policykit.library.walk import walk
from policykit.model.document import Json
from policykit.model.policy_shape import POLICY, TERM_KINDS
from policykit.model.position import Pointer

Data: TypeAlias = dict[str, Json]

SECTIONS = [
    "definitions",
    "objectives",
    "terms",
    "statements",
    "tables",
    "response_targets",
    "procedures",
    "escalation",
    "scripts",
    "scenarios",
    "faq",
    "exceptions",
    "kpis",
    "feedback",
    "monitoring",
]
"""The sections that are made of items one can leave out."""

LOOSE = frozenset({"supports", "checks", "teaches", "uses", "from", "related"})
"""Lists of references that may shrink; an item whose whole list is gone goes, too."""

SYNONYMS = {
    "customer": ["customer", "buyer", "guest", "visitor", "member"],
    "goods": ["goods", "items", "things", "products"],
    "order": ["order", "purchase"],
    "fault": ["fault", "defect", "flaw"],
    "fast": ["fast", "quickly", "without delay"],
    "tell": ["tell", "inform"],
    "ask": ["ask", "request"],
    "money": ["money", "amount", "sum"],
    "shop": ["shop", "store", "branch"],
    "lamp": ["lamp", "chair", "table", "curtain", "planter", "sofa"],
}

_WORD = re.compile(r"\{[^}]*\}|\]\([^)]*\)|\b(?:" + "|".join(SYNONYMS) + r")\b")
_NUMBER = re.compile(r"([0-9]+) (.+)")
_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_MARK = re.compile(r"(\{|\]\()([a-z][a-z0-9.-]*)")


Unit: TypeAlias = tuple[str, str]
"""A section and the id of an item in it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference policy with what shortening it needs to know.

    `head` is the length of what always stays and `sizes` that of each item, in characters
    of JSON; `needs` are an item and all it cannot stand without.
    """

    data: Data
    units: tuple[Unit, ...]
    head: int
    sizes: Mapping[Unit, int]
    needs: Mapping[Unit, frozenset[Unit]]

    @classmethod
    def of(cls, policy: Data) -> Reference:
        """What there is to know about a policy."""
        units = tuple(_units(policy))
        homes = {name: (section, name) for section, name in units}
        direct = {
            unit: [homes[name] for name in _leans_on(policy, unit) if name in homes]
            for unit in units
        }
        return cls(
            data=policy,
            units=units,
            head=len(json.dumps({key: policy[key] for key in policy if key not in SECTIONS})),
            sizes={unit: len(json.dumps(_value(policy, unit))) for unit in units},
            needs={unit: _reached(unit, direct) for unit in units},
        )


@dataclass(frozen=True, slots=True)
class Family:
    """Policies that belong together: the shop they are for, and which ids each kept."""

    place: str
    kept: Mapping[str, frozenset[str]]
    terms: Mapping[str, frozenset[str]]

    @property
    def ending(self) -> str:
        """What the ids of its policies and terms end with."""
        return self.place.lower().replace(" ", "-")


def shortened(reference: Reference, length: int, random: Random) -> Data:
    """A policy with as many of its items as fit into about this many characters of JSON.

    What an item leans on (its terms, the statements it overrides, the places its text links
    to) comes along; lists of references keep what is there.
    """
    units = random.sample(reference.units, len(reference.units))
    units.sort(key=lambda unit: unit[0] != "statements")
    first, rest = units[:3], units[3:]
    random.shuffle(rest)
    chosen: set[Unit] = set()
    size = reference.head
    for unit in first + rest:
        wanted = reference.needs[unit] - chosen
        cost = sum(reference.sizes[each] for each in wanted)
        if unit in first or size + cost <= length:
            chosen |= wanted
            size += cost
    return _settled(reference, chosen)


def different(policy: Data, family: Family, random: Random) -> Data:
    """The same policy for another part of the shop: ids, title, words and numbers differ.

    The policy given is used up.
    """
    own = str(policy["id"])
    made = dict(policy)
    made["id"] = f"{own}-{family.ending}"
    made["title"] = f"{policy['title']} ({family.place})"
    made["status"] = "draft"
    made["version"] = f"0.{random.randint(0, 40)}.{random.randint(0, 9)}"
    # A draft holds from no day, and nobody has been told of it.
    for key in ("effective", "communication", "former_ids"):
        made.pop(key, None)
    rename = _renaming(own, family)
    for text in walk(made, POLICY).texts:
        _change(made, text.pointer, lambda words: _reworded(words, rename, random))
    for reference in walk(made, POLICY).references:
        if reference.kind in {"item", "policy", "term"} and not reference.words:
            _change(made, reference.pointer, rename)
    terms = made.get("terms")
    if isinstance(terms, dict):
        made["terms"] = {
            rename(name): _of_its_own(cast("Data", term), made["title"], random)
            for name, term in terms.items()
        }
    _forget_former_ids(made)
    return made


def _of_its_own(term: Data, title: Json, random: Random) -> Json:
    """A term with other numbers and the title of its policy: else it would be one promise."""
    made = cast("Data", _with_other_numbers(term, random))
    return {**made, "title": f"{made.get('title', 'Limit')}, {title}"}


def _forget_former_ids(node: Json) -> None:
    """Take former ids out: only one thing can have had an id before."""
    if isinstance(node, dict):
        node.pop("former_ids", None)
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        _forget_former_ids(child)


def _units(policy: Data) -> Iterator[Unit]:
    for section in SECTIONS:
        content = policy.get(section)
        if isinstance(content, dict):
            yield from ((section, name) for name in content)
        elif isinstance(content, list):
            yield from ((section, str(item["id"])) for item in content if isinstance(item, dict))


def _value(policy: Data, unit: Unit) -> Json:
    content = policy[unit[0]]
    if isinstance(content, dict):
        return content[unit[1]]
    items = cast("list[Data]", content)
    return cast("Json", next(item for item in items if item["id"] == unit[1]))


def _only(policy: Data, chosen: set[Unit]) -> Data:
    """A copy of the policy with these items alone."""
    made: Data = {}
    for key, content in policy.items():
        if key not in SECTIONS:
            made[key] = content
        elif isinstance(content, dict):
            made[key] = {name: each for name, each in content.items() if (key, name) in chosen}
        elif isinstance(content, list):
            items = cast("list[Data]", content)
            made[key] = [item for item in items if (key, str(item["id"])) in chosen]
    made.pop("supersedes", None)
    kept = {key: content for key, content in made.items() if content or key not in SECTIONS}
    return cast("Data", json.loads(json.dumps(kept)))


def _reached(unit: Unit, direct: Mapping[Unit, list[Unit]]) -> frozenset[Unit]:
    found: set[Unit] = set()
    waiting = [unit]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += direct[one]
    return frozenset(found)


def _leans_on(policy: Data, unit: Unit) -> Iterator[str]:
    part: Data = {unit[0]: _alone(policy, unit)}
    for reference in walk(part, POLICY).references:
        if reference.kind in {"item", "term", "placeholder", "link"}:
            if LOOSE & set(map(str, reference.pointer)) and not reference.words:
                continue
            yield reference.raw.partition(".")[0].partition(":")[0]


def _alone(policy: Data, unit: Unit) -> Json:
    value = _value(policy, unit)
    return {unit[1]: value} if isinstance(policy[unit[0]], dict) else [value]


def _settled(reference: Reference, chosen: set[Unit]) -> Data:
    """The chosen items without references to what is left out, and without what that leaves.

    A term that nothing uses any more is left out, too.
    """
    while True:
        policy = _only(reference.data, chosen)
        _shrink(policy, {name for _, name in set(reference.units) - chosen})
        used = {
            found.raw.partition(".")[0].partition(":")[0]
            for found in walk(policy, POLICY).references
            if found.kind in {"term", "placeholder"}
        }
        left = {
            unit
            for unit in _units(policy)
            if reference.needs[unit] <= chosen and (unit[0] != "terms" or unit[1] in used)
        }
        if left == chosen:
            return policy
        chosen = left


def _shrink(policy: Data, gone: set[str]) -> None:
    holders: list[tuple[Json, str]] = [(policy, section) for section in SECTIONS]
    for holder, key in [*holders, (policy.get("training"), "modules")]:
        if isinstance(holder, dict) and isinstance(items := holder.get(key), list):
            holder[key] = _with_shorter_lists(items, gone)
            if not holder[key]:
                del holder[key]
    tone = policy.get("tone")
    for key in ("say", "avoid"):
        if isinstance(tone, dict) and isinstance(lines := tone.get(key), list):
            tone[key] = [line for line in lines if not gone & _named_in(str(line))]

    handoffs = policy.get("handoffs")
    if isinstance(handoffs, dict) and isinstance(human := handoffs.get("human"), dict):
        handoffs["human"] = {key: name for key, name in human.items() if name not in gone}
        if not handoffs["human"]:
            del handoffs["human"]


def _named_in(text: str) -> set[str]:
    return {match[2].partition(".")[0] for match in _MARK.finditer(text)}


def _with_shorter_lists(items: list[Json], gone: set[str]) -> list[Json]:
    kept: list[Json] = []
    for item in items:
        if not isinstance(item, dict):
            continue
        lists = {key: names for key in LOOSE if isinstance(names := item.get(key), list)}
        item |= {key: [name for name in names if name not in gone] for key, names in lists.items()}
        if all(item[key] for key in lists if key != "uses"):
            kept.append({key: value for key, value in item.items() if value != []})
    return kept


def _renaming(own: str, family: Family) -> Callable[[str], str]:
    def rename(name: str) -> str:
        first, *rest = name.split(".")
        if first in family.kept and (not rest or rest[0] in family.kept[first]):
            renamed = [f"{first}-{family.ending}"]
            if rest and rest[0] in family.terms[first]:
                renamed.append(f"{rest[0]}-{family.ending}")
            else:
                renamed += rest[:1]
            return ".".join([*renamed, *rest[1:]])
        if first in family.terms[own]:
            return ".".join([f"{first}-{family.ending}", *rest])
        return name

    return rename


def _change(data: Json, pointer: Pointer, change: Callable[[str], str]) -> None:
    *way, last = pointer
    for part in way:
        data = data[part]  # type: ignore[index]  # the pointer comes from this data
    value = data[last]  # type: ignore[index]  # as above
    data[last] = (  # type: ignore[index]  # as above
        [change(str(line)) for line in value] if isinstance(value, list) else change(str(value))
    )


def _reworded(words: str, rename: Callable[[str], str], random: Random) -> str:
    marked = _MARK.sub(lambda match: match[1] + rename(match[2]), words)
    return _WORD.sub(lambda match: random.choice(SYNONYMS.get(match[0], [match[0]])), marked)


def _with_other_numbers(term: Data, random: Random) -> Json:
    """A term with other numbers, judged by no law: its numbers are no longer those of the law."""
    # A deadline never grows: as a first answer it would overtake the solution it belongs to.
    factor = random.choice((0.5, 0.75, 1) if "deadline" in term else (0.5, 1, 1.5, 2, 3))

    def scaled(value: Json) -> Json:
        match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
        return _counted(max(1, round(int(match[1]) * factor)), match[2]) if match else value

    made = {key: scaled(value) if key in TERM_KINDS else value for key, value in term.items()}
    made.pop("law", None)
    variants = made.get("varies")
    if isinstance(variants, list):
        made["varies"] = [
            {key: scaled(value) if key == "value" else value for key, value in variant.items()}
            for variant in variants
            if isinstance(variant, dict)
        ]
    return made


def _counted(number: int, unit: str) -> str:
    *adjective, noun = unit.split()
    if noun.rstrip("s") in _UNITS:
        noun = noun.rstrip("s") if number == 1 else noun.rstrip("s") + "s"
    return " ".join([str(number), *adjective, noun])
