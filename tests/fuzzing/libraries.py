"""Repositories of any kind, drawn: policies with their words, an organisation, a framework."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeAlias, cast

import yaml
from hypothesis import strategies as st
from tests.fuzzing.drawing import Spot, fullest, least, schema_of, values
from tests.fuzzing.words import REFERENCES
from tests.pairs.laid import skeleton

from policykit.model.document import Json
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.model.shape import Items, Named, Quantity, Reference, Rows, Section, Shape

Data: TypeAlias = dict[str, Any]
Files: TypeAlias = Mapping[str, Data]
"""What files hold, by path."""

ORGANISATION_PATH: Final = "policies/organisation.yaml"
MEASURES_PATH: Final = "schemas/measures.yaml"
_SELDOM: Final = 12
FRAMEWORKS: Final = ("shop-law", "shop-care")
SETTINGS: Final[Data] = {
    "format": 1,
    "frameworks": ["shop-care", "shop-law"],
    "locales": {"source": "en", "required": []},
}
_PLAIN: Final = {"share": "90 %"}
_MARK: Final = re.compile(r"\{([a-z][a-z-]*)([^{}]*)\}|\]\(([^()]*)\)")


def policy_spot() -> Spot:
    """The place a policy stands in."""
    name = "policy.schema.json"
    return Spot(schema_of(name), name, Section(POLICY)).plain()


def organisation_spot() -> Spot:
    """The place an organisation stands in."""
    name = "organisation.schema.json"
    return Spot(schema_of(name), name, Section(ORGANISATION)).plain()


def words_spot() -> Spot:
    """The place that words in another language stand in."""
    name = "translation.schema.json"
    return Spot(schema_of(name), name, Section({**ORGANISATION, **POLICY})).plain()


def framework_spot() -> Spot:
    """The place a framework stands in."""
    name = "framework.schema.json"
    return Spot(schema_of(name), name).plain()


@st.composite
def policies(draw: st.DrawFn, name: str = "returns") -> Data:
    """A policy whose names lead somewhere."""
    drawn = draw(_some(policy_spot()))
    return joined_up({**drawn, "id": name, "title": name.capitalize()})


@st.composite
def _some(draw: st.DrawFn, spot: Spot) -> Data:
    """What may stand at a place; now and then everything there can be."""
    if draw(st.integers(0, _SELDOM)) == _SELDOM:
        return cast("Data", _full(spot.file))
    return cast("Data", draw(values(spot)))


@cache
def _full(file: str) -> Json:
    spots = (policy_spot, organisation_spot, framework_spot, words_spot)
    return next(fullest(spot) for spot in (each() for each in spots) if spot.file == file)


def joined_up(policy: Data) -> Data:
    """A policy in which what names things of its own names those that are there."""
    items = [str(each["id"]) for each in policy["statements"]]
    terms = list(policy.get("terms", ()))
    made = {key: _joined(each, POLICY.get(key), items, terms) for key, each in policy.items()}
    for procedure in made.get("procedures", ()):
        steps = [each["id"] for each in procedure["steps"]]
        for step in procedure["steps"]:
            if "if_not" in step:
                step["if_not"] = steps[-1]
                if step["id"] == steps[-1]:
                    del step["if_not"]
    for table in made.get("tables", ()):
        for row in table.get("rows", ()):
            known = dict.fromkeys(table["columns"], "Yes.")
            row["cells"] = known | {key: row["cells"][key] for key in known if key in row["cells"]}
    for statement in made["statements"]:
        if statement.get("instead_of") == statement["id"]:
            del statement["instead_of"]
    for key in ("replaced_by", "related"):
        made.pop(key, None)
    return made


def _joined(value: Any, shape: Shape | None, items: list[str], terms: list[str]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        below = _fields(shape)
        return {
            key: _joined(each, below(key), items, terms)
            for key, each in value.items()
            if not (key == "limit" and not terms)
        }
    if isinstance(value, list) and isinstance(shape, Reference) and shape.kind == "item":
        return sorted({_nearest(str(each), items) for each in value})
    if isinstance(value, list):
        inner = Section(shape.fields) if isinstance(shape, Items | Rows) else shape
        return [_joined(each, inner, items, terms) for each in value]
    if not isinstance(value, str):
        return value
    if isinstance(shape, Reference) and shape.kind == "item":
        return _nearest(value, items)
    if isinstance(shape, Quantity) and value.startswith("term-"):
        return _nearest(value, terms) if terms else _PLAIN.get(shape.kind, "1 hour")
    return _MARK.sub(lambda found: _mark(found, items, terms), value)


def _fields(shape: Shape | None) -> Any:  # noqa: ANN401 - a function of a key
    if isinstance(shape, Section):
        return shape.fields.get
    if isinstance(shape, Named):
        return lambda _key: Section(shape.fields)
    return lambda _key: None


def _nearest(name: str, names: list[str]) -> str:
    return name if name in names else names[len(name) % len(names)]


def _mark(found: re.Match[str], items: list[str], terms: list[str]) -> str:
    if found[3] is not None:
        return f"]({_nearest(found[3], items)})"
    if found[1] == "them":
        return found[0]
    return f"{{{_nearest(found[1], terms)}}}" if terms else "soon"


@st.composite
def organisations(draw: st.DrawFn) -> Data:
    """An organisation that has everything the policies name, and more of some of it."""
    made = dict(_whole_organisation())
    drawn = draw(_some(organisation_spot()))
    for key, value in drawn.items():
        made[key] = {**made[key], **value} if isinstance(made.get(key), dict) else value
    return {**made, "name": "Havsby", "time_zone": "Europe/Stockholm"}


@cache
def _whole_organisation() -> Data:
    spot = organisation_spot()
    named = [key for key, shape in ORGANISATION.items() if isinstance(shape, Named)]
    return {"format": 1, "name": "", **{key: least(spot.at(key)) for key in named}}


@st.composite
def frameworks(draw: st.DrawFn, name: str = "shop-law") -> Data:
    """A framework with the requirements that policies name: a standard, or the law of a place."""
    drawn = draw(_some(framework_spot()))
    names = [each.partition(".")[2] for each in REFERENCES["requirement"]]
    wanted = (drawn["requirements"] * 2)[: len(names)]
    asked = [
        {key: each for key, each in one.items() if key not in {"implements", "former_ids"}}
        | {"id": name}
        for one, name in zip(wanted, names, strict=True)
    ]
    for key in ("extends", "jurisdiction"):
        drawn.pop(key, None)
    place = {"jurisdiction": "SE"} if name == "shop-law" else {}
    return {**drawn, **place, "framework": name, "requirements": asked}


@st.composite
def translations(draw: st.DrawFn, name: str, locale: str = "sv") -> Data:
    """The words of a policy in another language, as far as somebody wrote them."""
    drawn = draw(_some(words_spot()))
    own = {key: each for key, each in drawn.items() if key in POLICY}
    return {"translates": name, "locale": locale, **own}


@st.composite
def organisation_words(draw: st.DrawFn, locale: str = "sv") -> Data:
    """The words of the organisation in another language, as far as somebody wrote them."""
    drawn = draw(_some(words_spot()))
    own = {key: each for key, each in drawn.items() if key in ORGANISATION}
    return {"translates": "organisation", "locale": locale, **own}


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, Data]:
    """A repository: one to three policies, and what is around them."""
    found: dict[str, Data] = {
        "policykit.yaml": SETTINGS,
        "schemas/areas.yaml": _part("areas"),
        MEASURES_PATH: measures(),
        ORGANISATION_PATH: draw(organisations()),
        **{f"schemas/frameworks/{name}.yaml": draw(frameworks(name)) for name in FRAMEWORKS},
    }
    for name in REFERENCES["policy"][: draw(st.integers(1, 3))]:
        found[f"policies/{name}.yaml"] = draw(policies(name))
        if draw(st.booleans()):
            found[f"policies/{name}.sv.yaml"] = draw(translations(name))
        if draw(st.integers(0, 3)) == 0:
            found[f"policies/{name}.next.yaml"] = draw(policies(name))
    return found


def _part(name: str) -> Data:
    return cast("Data", skeleton()[name])


def measures() -> Data:
    """What is measured: all that policies name."""
    one = {**_part("measures")["measures"]["visits"], "columns": [*REFERENCES["column"], "region"]}
    return {"format": 1, "measures": dict.fromkeys(REFERENCES["measure"], one)}


class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # either of both
    """Writes what stands at several places out each time."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the dumper calls it
        return True


def written(data: Json) -> bytes:
    """A file that holds some data."""
    text: bytes = yaml.dump(
        data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=80, encoding="utf-8"
    )
    return text


def files_of(library: Files) -> dict[str, bytes]:
    """The files of a repository."""
    return {path: written(data) for path, data in library.items()}


def texts_in(value: Json) -> Iterator[str]:
    """All texts of some data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(each)
