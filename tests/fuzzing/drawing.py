"""Values of a schema, drawn from the schema itself: a new field is met as soon as it is there.

What a key means, and so which names may stand there, is read off the shape beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st
from tests.fuzzing.words import GROUPED, ITEMS, REFERENCES, TEXTS, TITLES, TYPED
from tests.support.program import ROOT

from policykit.model.document import Json
from policykit.model.shape import Items, Keyed, Named, Reference, Rows, Section, Shape

Schema: TypeAlias = dict[str, Any]

_MOST_OPTIONAL: Final = 5
_DEEPEST: Final = 5
_WORDS: Final = {"text": TEXTS, "title": TITLES}
_FREE: Final = st.dictionaries(
    st.sampled_from(("cost-centre", "risk")), st.sampled_from(("4711", "high", 3, True)), max_size=2
)
_NAMED_BY_KEY: Final[Mapping[str, str]] = {
    "areas_any": "area",
    "channels_any": "channel",
    "covers": "covers",
    "from": "event",
    "kind": "feedback-kind",
    "reasons_any": "reason",
    "use": "measure",
}
"""Kinds of things that keys name, in files that have no shape."""
_NUMBERS: Final = (*ITEMS, "five", "six", "seven", "eight")
_ANY: Final[Mapping[str, Json]] = {"string": "some", "number": 3, "boolean": True}
_IDS: Final = frozenset({"id", "framework"})
_NAMES: Final = frozenset({"name", "reference", "requirement", "region"})


@cache
def schema_of(name: str) -> Schema:
    """A schema of the product by the name of its file."""
    found: Schema = json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))
    return found


def resolved(schema: Schema, name: str) -> tuple[Schema, str]:
    """A schema with what it refers to, and the file that is of; its own words come first."""
    while (target := schema.get("$ref")) is not None:
        file, _, pointer = target.partition("#")
        name = file or name
        found: Schema = schema_of(name)
        for step in pointer.strip("/").split("/"):
            found = found[step] if step else found
        schema = over(found, {key: value for key, value in schema.items() if key != "$ref"})
    return schema, name


def over(schema: Schema, more: Schema) -> Schema:
    """A schema with what else must hold of it; where both name a type, the narrower second one."""
    made = dict(schema)
    if "$ref" in more:
        made = {key: value for key, value in schema.items() if key in {"title", "description"}}
    for key, value in more.items():
        old = made.get(key)
        made[key] = over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return made


def below(shape: Shape | None, key: str) -> Shape | None:
    """The shape of what stands at a key."""
    if isinstance(shape, Section):
        return shape.fields.get(key)
    if isinstance(shape, Named | Items | Rows):
        return Section(shape.fields)
    return shape.value if isinstance(shape, Keyed) else None


def item_shape(shape: Shape | None) -> Shape | None:
    """The shape of an item of a list."""
    return Section(shape.fields) if isinstance(shape, Items | Rows) else shape


@dataclass(frozen=True, repr=False)
class Spot:
    """A place in a file: what may stand there and what it means.

    `key` is the nearest key above it, `kind` the kind of items it is in, `file` that of the
    schema.
    """

    schema: Schema
    file: str
    shape: Shape | None = None
    key: str = ""
    kind: str = ""
    depth: int = 0

    def plain(self) -> Spot:
        """The same with references followed."""
        schema, file = resolved(self.schema, self.file)
        return replace(self, schema=schema, file=file)

    def at(self, key: str) -> Spot:
        """The place at a key of a mapping."""
        properties = self.schema.get("properties", {})
        schema = properties[key] if key in properties else self.schema["additionalProperties"]
        kind = self.shape.kind if isinstance(self.shape, Named | Items) else self.kind
        shape, depth = below(self.shape, key), self.depth + 1
        return replace(self, schema=schema, shape=shape, key=key, kind=kind, depth=depth).plain()

    def inside(self) -> Spot:
        """The place of an item of a list."""
        kind = self.shape.kind if isinstance(self.shape, Items) else self.kind
        return replace(
            self, schema=self.schema.get("items", {}), shape=item_shape(self.shape), kind=kind
        ).plain()


@st.composite
def values(draw: st.DrawFn, spot: Spot) -> Json:
    """Something that may stand at a place."""
    spot = spot.plain()
    schema = spot.schema
    branches = schema.get("anyOf", ())
    if branches and "properties" not in schema:
        return draw(values(replace(spot, schema=draw(st.sampled_from(branches)))))
    if "const" in schema:
        return schema["const"]  # type: ignore[no-any-return]  # JSON
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))  # type: ignore[no-any-return]  # JSON
    if schema.get("x-free"):
        return draw(_FREE)  # type: ignore[return-value]  # JSON
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if kinds[0] == "object":
        return draw(mappings(spot))
    if kinds[0] == "array":
        return draw(lists(spot))
    if len(kinds) > 1 and "x-type" not in schema:
        return draw(st.sampled_from([each for name, each in _ANY.items() if name in kinds]))
    return draw(st.sampled_from(plain_values(spot)))


def plain_values(spot: Spot) -> Sequence[str | int | bool]:
    """What may stand at a place that holds one word, text or number."""
    schema = spot.schema
    if schema["type"] == "boolean":
        return (True, False)
    if schema["type"] in ("integer", "number"):
        low = schema.get("minimum", 1)
        return (low, min(low + 1, schema.get("maximum", low + 1)))
    typed = schema.get("x-type", "text")
    if typed in _WORDS:
        return _WORDS[typed]
    if typed in TYPED:
        return TYPED[typed]
    if typed in _IDS:
        return ids(spot)
    if typed in _NAMES:
        return names(spot)
    raise LookupError(f"there are no words for {typed}, at {spot.key}: add them to words.py")


def ids(spot: Spot) -> Sequence[str]:
    """Names that something of its own may have."""
    if spot.key == "former_ids":
        return tuple(f"former-{spot.kind or 'policy'}-{end}" for end in ITEMS[:2])
    return tuple(f"{spot.kind or 'thing'}-{end}" for end in ITEMS)


def names(spot: Spot) -> Sequence[str]:
    """Names of what stands elsewhere."""
    kind = spot.shape.kind if isinstance(spot.shape, Reference) else ""
    if spot.schema["x-type"] == "region":
        return REFERENCES["region"]
    kind = kind or _NAMED_BY_KEY.get(spot.key, spot.key.removesuffix("s"))
    if kind == "role" and spot.key in {"audience", "who", "required_for"}:
        return (*REFERENCES[kind], *GROUPED)
    if kind not in REFERENCES:
        return REFERENCES["requirement" if spot.schema.get("x-type") == "requirement" else "role"]
    return REFERENCES[kind]


@st.composite
def lists(draw: st.DrawFn, spot: Spot) -> list[Json]:
    """A list that may stand at a place; its items have ids of their own."""
    inside = spot.inside()
    least = max(spot.schema.get("minItems", 0), 1)
    most = max(least, 2)
    wanted = inside.schema.get("properties", {})
    if "id" in wanted:
        chosen = ITEMS[: draw(st.integers(least, most))]
        kind = inside.kind or spot.key.removesuffix("s")
        return [{**draw(mappings(inside)), "id": f"{kind}-{end}"} for end in chosen]
    found: list[Json] = draw(
        st.lists(values(inside), min_size=least, max_size=most, unique_by=json.dumps)
    )
    return found


@st.composite
def mappings(draw: st.DrawFn, spot: Spot) -> dict[str, Json]:
    """A mapping that may stand at a place."""
    if "properties" not in spot.schema:
        chosen = draw(st.lists(st.sampled_from(own_keys(spot)), min_size=_least(spot), unique=True))
        return {key: draw(values(spot.at(key))) for key in sorted(chosen)}
    keys = draw(key_sets(spot))
    spot = narrowed(spot, keys)
    return {key: draw(values(spot.at(key))) for key in keys}


def narrowed(spot: Spot, keys: Sequence[str]) -> Spot:
    """A place of a mapping with what must hold of it where it has these keys."""
    schema = spot.schema
    for key in keys:
        schema = over(schema, schema.get("dependentSchemas", {}).get(key, {}))
    return replace(spot, schema=schema)


def _least(spot: Spot) -> int:
    return max(int(spot.schema.get("minProperties", 0)), 1)


def own_keys(spot: Spot) -> Sequence[str]:
    """The keys of a mapping whose keys are names."""
    shape = spot.shape
    if isinstance(shape, Keyed):
        return REFERENCES[shape.kind]
    if isinstance(shape, Named | Items):
        if spot.key == "role_groups":
            return GROUPED
        return REFERENCES.get(shape.kind) or tuple(f"{shape.kind}-{end}" for end in ITEMS[:3])
    if isinstance(shape, Rows) and shape.key == "via":
        return REFERENCES["via"]
    named = spot.schema.get("propertyNames", {})
    typed = resolved(named, spot.file)[0].get("x-type", "")
    if typed == "region":
        return REFERENCES["region"]
    return [str(each) for each in TYPED.get(typed, ITEMS[:2])]


@st.composite
def key_sets(draw: st.DrawFn, spot: Spot) -> list[str]:
    """Keys that may stand together, in the order of the schema."""
    schema = spot.schema
    properties, required = schema["properties"], set(schema.get("required", ()))
    groups = list(_groups(schema))
    grouped = {key for _, keys in groups for key in keys}
    free = [key for key in properties if key not in required | grouped]
    chosen = set(required)
    if free:
        chosen.update(draw(st.lists(st.sampled_from(free), max_size=_MOST_OPTIONAL)))
    for word, keys in groups:
        if word == "x-at-least-one":
            chosen.update(draw(st.sets(st.sampled_from(keys), min_size=1, max_size=2)))
        elif word == "x-exactly-one" or draw(st.booleans()):
            chosen.add(draw(st.sampled_from(keys)))
    while len(chosen) < schema.get("minProperties", 0):
        chosen.add(draw(st.sampled_from(sorted(properties))))
    return settled(chosen, schema)


def settled(chosen: set[str], schema: Schema, turn: int = 0) -> list[str]:
    """The keys that may stand together; of two that may not, the first or, in odd turns, the last."""
    told, order = schema.get("dependentSchemas", {}), list(schema["properties"])
    chosen |= {each for key in chosen & set(told) for each in told[key].get("required", ())}
    for key in order if turn % 2 == 0 else reversed(order):
        if key in chosen and key in told:
            barred = told[key].get("properties", {}).items()
            chosen -= {each for each, there in barred if there is False}
    chosen -= {key for key in told if not chosen.issuperset(told[key].get("required", ()))}
    return [key for key in order if key in chosen]


def fullest(spot: Spot, turn: int = 0) -> Json:
    """Everything that may stand at a place at once; what excludes each other, turn by turn."""
    schema = (spot := spot.plain()).schema
    if "anyOf" in schema and "properties" not in schema:
        return fullest(replace(spot, schema=schema["anyOf"][-1]), turn)
    if schema.get("x-free"):
        return {"cost-centre": "4711"}
    kinds = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    if "properties" in schema:
        # Needs may stand inside needs, without end.
        keys = _full_keys(schema, turn if spot.depth < _DEEPEST else 0)
        spot = narrowed(spot, keys)
        return {key: fullest(spot.at(key), turn) for key in keys}
    if kinds[0] == "object":
        return {key: fullest(spot.at(key), at) for at, key in enumerate(_all_keys(spot))}
    if kinds[0] == "array":
        return _full_list(spot.inside(), spot.key)
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][turn % len(schema["enum"])]  # type: ignore[no-any-return]  # JSON
    if "x-type" not in schema and len(kinds) > 1:
        return "some"
    return plain_values(spot)[turn % len(plain_values(spot))]


def _all_keys(spot: Spot) -> Sequence[str]:
    found = own_keys(spot)
    kind = getattr(spot.shape, "kind", "")
    return [f"{kind}-{end}" for end in _NUMBERS] if found[0] == f"{kind}-one" else found


def _full_list(inside: Spot, key: str) -> list[Json]:
    if "id" in inside.schema.get("properties", {}):
        kind = inside.kind or key.removesuffix("s")
        found = [fullest(inside, turn) for turn in range(2 * len(ITEMS))]
        return [
            {**each, "id": f"{kind}-{number}"}
            for number, each in zip(_NUMBERS, found, strict=True)
            if isinstance(each, dict)
        ]
    if "properties" in inside.schema or "anyOf" in inside.schema:
        return [fullest(inside, turn) for turn in range(_most_ways(inside.schema))]
    return [fullest(inside)]


def _most_ways(schema: Schema) -> int:
    return max((len(keys) for _, keys in _groups(schema)), default=1)


def _full_keys(schema: Schema, turn: int) -> list[str]:
    chosen = set(schema["properties"])
    for word, keys in _groups(schema):
        if word != "x-at-least-one":
            chosen -= {each for each in keys if each != keys[turn % len(keys)]}
    if schema.get("maxProperties") == 1:
        return sorted(chosen)[:1]
    return settled(chosen, schema, turn)


def _groups(schema: Schema) -> Iterator[tuple[str, Sequence[str]]]:
    for each in (schema, *schema.get("allOf", ())):
        for word in ("x-exactly-one", "x-at-most-one", "x-at-least-one"):
            if word in each:
                yield word, each[word]


def least(spot: Spot) -> Json:
    """What stands at a place at least, with all names where its keys are names."""
    schema = (spot := spot.plain()).schema
    if schema.get("type") == "object":
        wanted = schema.get("required", ()) if "properties" in schema else own_keys(spot)
        return {key: least(spot.at(key)) for key in wanted}
    if schema.get("type") == "array":
        return [least(spot.inside())]
    if "anyOf" in schema:
        return least(replace(spot, schema=schema["anyOf"][0]))
    found: Json = schema.get("const") or schema.get("enum", [None])[0] or plain_values(spot)[0]
    return found


def property_paths(schema: Schema, file: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """All keys that a schema has a place for, as paths; a list and its items are one step."""
    target = schema.get("$ref", "")
    if target in seen:
        return set()
    schema, file = resolved(schema, file)
    seen |= {target} if target else set()
    found: set[str] = set()
    for key, each in schema.get("properties", {}).items():
        found |= {key} | {f"{key}.{deep}" for deep in property_paths(each, file, seen)}
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            found |= property_paths(schema[word], file, seen)
    for each in schema.get("anyOf", ()):
        found |= property_paths(each, file, seen)
    return found


def met(value: Json, schema: Schema, file: str) -> set[str]:
    """The keys of `property_paths` that stand in a value."""
    schema, file = resolved(schema, file)
    found: set[str] = set()
    if isinstance(value, list):
        for each in value:
            found |= met(each, schema.get("items", {}), file)
    if not isinstance(value, dict):
        return found
    places: Mapping[str, Schema] = schema.get("properties", {})
    for each in schema.get("anyOf", ()):
        places = {**resolved(each, file)[0].get("properties", {}), **places}
    for key, inner in value.items():
        if key in places:
            found |= {key} | {f"{key}.{deep}" for deep in met(inner, places[key], file)}
        elif isinstance(schema.get("additionalProperties"), dict):
            found |= met(inner, schema["additionalProperties"], file)
    return found
